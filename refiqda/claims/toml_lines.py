"""On which line of a claims file a claim stands, and each of its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}'  # texts of several lines
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|\#[^\n]*|\n|[\[\]{}]|[^\"'\#\n\[\]{}]+|.",
    re.DOTALL,
)
_NAME = re.compile(r'\s*("(?:\\.|[^"\\])*"|\'[^\']*\'|[A-Za-z0-9_-]+)\s*')


class Statement(NamedTuple):
    """A header or a key with its value, which may go over several lines."""

    line: int
    text: str


@dataclass(slots=True)
class Table:
    """A table of the file, with the lines of its header and of its keys."""

    name: str
    """``claim``, ``claim.part`` ..."""
    line: int
    last: int
    """The last line before the next header."""
    keys: dict[str, int] = field(default_factory=dict)


def tables(text: str) -> list[Table]:
    """Every table of a TOML file in its order; before the first header, one without a name.

    The text need not be TOML: what cannot be told apart is read as well as it can be.
    """
    found = [Table("", 1, 0)]
    for statement in _statements(text):
        if statement.text.lstrip().startswith("["):
            found[-1].last = statement.line - 1
            found.append(Table(_header(statement.text), statement.line, statement.line))
        else:
            name = _NAME.match(statement.text)
            if name is not None:
                found[-1].keys.setdefault(name[1].strip("\"'"), statement.line)
    found[-1].last = text.count("\n") + 1
    return found


def _header(text: str) -> str:
    inner = text.strip().lstrip("[").partition("]")[0]
    return ".".join(part.strip(" \t\"'") for part in inner.split("."))


def _statements(text: str) -> Iterator[Statement]:
    line = start = 1
    depth = 0
    parts: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n" and depth <= 0:
            yield from _told(start, parts)
            parts, depth, start = [], 0, line + 1
        elif not token.startswith("#"):
            depth += (token in "[{") - (token in "]}")
            parts.append(token)
        line += token.count("\n")
    yield from _told(start, parts)


def _told(line: int, parts: list[str]) -> Iterator[Statement]:
    text = "".join(parts)
    if text.strip():
        yield Statement(line, text)
