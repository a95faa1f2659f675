"""The contents of a document with pages: which of its headings are listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from refiqda.formats.codebooks.people.outline import Outline

COUNTED, QUOTED, CODES, SETS = "What was counted", "What is quoted", "Codes", "Sets"
"""The parts of a document; a code at the top is one level below them."""
_MOST = 500
"""Headings that are listed: some ten pages."""
_LONGEST = 120
"""Characters of a name."""


class Listed(NamedTuple):
    """One heading of the contents."""

    level: int
    """1 for a part of the document."""
    number: str
    """Of a code; else empty."""
    text: str


def depth_of(outline: Outline, deepest: int) -> int:
    """How many levels of headings are listed: as many as leave the list short; 0 for no list.

    ``deepest`` is the last level that headings have, which is that of all deeper codes.
    """
    if not outline.entries:
        return 0
    levels = Counter(each.level for each in _headings(outline, deepest))
    number, depth = levels[1], 1
    while depth < deepest and number + levels[depth + 1] <= _MOST:
        depth += 1
        number += levels[depth]
    return min(depth, max(levels)) if depth > 1 else 0


def contents(outline: Outline, depth: int, deepest: int) -> Iterator[Listed]:
    """The headings down to a level, in order."""
    return (each for each in _headings(outline, deepest) if each.level <= depth)


def _headings(outline: Outline, deepest: int) -> Iterator[Listed]:
    """All headings; those below a level are at it."""
    if outline.definition:
        yield Listed(1, "", COUNTED)
    if outline.rule:
        yield Listed(1, "", QUOTED)
    yield Listed(1, "", CODES)
    for entry in outline.entries:
        yield Listed(min(entry.level + 1, deepest), entry.number, _cut(entry.name))
    if outline.sets:
        yield Listed(1, "", SETS)
    for each in outline.sets:
        yield Listed(2, "", _cut(each.name))


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
