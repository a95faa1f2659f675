"""Where the paper's print does not agree with itself, or sits oddly: a paragraph for each place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analysis.numbers import numbers

if TYPE_CHECKING:
    from analysis.study import Study

PROSE = Path(__file__).with_name("discrepancies.toml")
KINDS = {
    "contradiction": "Two printed things cannot both hold as they are worded.",
    "tension": "Printed things hold together only under conditions that are not printed.",
    "editorial": "A matter of wording or spelling, on which no number hangs.",
}
"""What each kind is, the gravest first."""
MISSING = "(not in this project)"
"""Stands for a number that another project does not have, such as the specialty of nobody."""
_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Discrepancy:
    """One place: what is printed, what was computed, how both can be right, what would tell."""

    id: str
    kind: Literal["contradiction", "tension", "editorial"]
    title: str
    claims: tuple[str, ...]
    """The ids of the claims that it is about."""
    printed: str
    computed: str
    readings: tuple[str, ...]
    """Every reading that we found under which the printed things agree, also absurd ones."""
    settles: str
    """What would settle it."""


def discrepancies(study: Study) -> list[Discrepancy]:
    """All of them, contradictions first; their numbers are those of the verdicts and the project.

    A reading that rests on a way to part the countries is left out where that way does not agree.
    """
    told = numbers(study)
    return [
        Discrepancy(
            id=each["id"],
            kind=each["kind"],
            title=fill(each["title"], told),
            claims=tuple(each["claims"]),
            printed=fill(each["printed"], told),
            computed=fill(each["computed"], told),
            readings=tuple(fill(text, told) for text in each["readings"] if _stands(text, told)),
            settles=fill(each["settles"], told),
        )
        for each in tomllib.loads(PROSE.read_text(encoding="utf-8"))["discrepancy"]
    ]


def fill(prose: str, told: Mapping[str, str]) -> str:
    """Prose on one line, with what stands in braces replaced by the number of that name.

    Example:
        >>> fill("{who} of {participants}", {"who": "R5", "participants": "23"})
        'R5 of 23'
    """
    return _PLACE.sub(lambda found: told.get(found[1], MISSING), " ".join(prose.split()))


def _stands(reading: str, told: Mapping[str, str]) -> bool:
    return all(name in told for name in _PLACE.findall(reading) if name.startswith("way "))
