"""The prose of the report, with its numbers filled in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refiqda import UnknownName

WORDS = Path(__file__).with_name("words.toml")
_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Passage:
    """A heading, paragraphs, and what they point at."""

    title: str
    paragraphs: tuple[str, ...]
    claims: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prose:
    """What the report says in words of its own."""

    lines: Mapping[str, str]
    """Each contradiction in one line, by its id."""
    about: Mapping[str, tuple[str, ...]]
    """The tables that a claim is about, where what it counts does not tell."""
    evidence: Mapping[str, str]
    """Why a check is not circular, or where it is, by what a claim can be checked from."""
    methods: tuple[Passage, ...]
    definitions: tuple[Passage, ...]
    objections: tuple[Passage, ...]

    @classmethod
    def read(cls, numbers: Mapping[str, object], path: Path = WORDS) -> Prose:
        """The prose of a file.

        Raises:
            UnknownName: if it names a number that there is not.
        """

        def filled(words: str) -> str:
            return _PLACE.sub(number, words)

        def number(found: re.Match[str]) -> str:
            if found[1] not in numbers:
                raise UnknownName(f"{path.name} names {found[0]}, and there is no such number.")
            return str(numbers[found[1]])

        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            lines={id: filled(line) for id, line in data["lines"].items()},
            about={id: tuple(names) for id, names in data["about"].items()},
            evidence={name: filled(line) for name, line in data["evidence"].items()},
            methods=_passages(data["method"], "title", "text", filled),
            definitions=_passages(data["definition"], "term", "means", filled),
            objections=_passages(data["objection"], "says", "answer", filled),
        )


def _passages(
    rows: list[dict[str, Any]], title: str, text: str, filled: Callable[[str], str]
) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            title=filled(row[title]),
            paragraphs=tuple(filled(each) for each in _several(row[text])),
            claims=tuple(row.get("claims", ())),
            tables=tuple(row.get("tables", ())),
        )
        for row in rows
    )


def _several(text: str | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else text
