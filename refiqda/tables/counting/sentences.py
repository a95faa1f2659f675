"""The words, sentences and paragraphs of a text: where each begins and ends.

The rules are simple, so that everybody can apply them by hand; none knows a language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from refiqda.tables.counting.coded import Numbers

_CLOSING = (
    "\"'»)\\]}"
    "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    "\N{RIGHT CORNER BRACKET}\N{RIGHT WHITE CORNER BRACKET}\N{FULLWIDTH RIGHT PARENTHESIS}"
    "\N{RIGHT BLACK LENTICULAR BRACKET}\N{RIGHT DOUBLE ANGLE BRACKET}\N{RIGHT ANGLE BRACKET}"
)
_STOPS = (
    ".!?…\N{ARMENIAN FULL STOP}\N{ARABIC QUESTION MARK}\N{ARABIC FULL STOP}"
    "\N{DEVANAGARI DANDA}\N{DEVANAGARI DOUBLE DANDA}\N{ETHIOPIC FULL STOP}"
)
"""What ends a sentence before a blank."""
_WIDE_STOPS = (
    "\N{IDEOGRAPHIC FULL STOP}\N{FULLWIDTH EXCLAMATION MARK}\N{FULLWIDTH QUESTION MARK}"
    "\N{HALFWIDTH IDEOGRAPHIC FULL STOP}"
)
"""What ends a sentence wherever it stands: Chinese and Japanese are written without blanks."""
_ENDS = re.compile(rf"[{_STOPS}]+[{_CLOSING}]*(?=\s)|[{_WIDE_STOPS}][{_WIDE_STOPS}…]*[{_CLOSING}]*")
_BLANKS = re.compile(r"\s*")
PARAGRAPHS = (
    "lines that are not blank, without the blanks at their ends. Lines are those of Python's "
    "str.splitlines: they end at line feeds and carriage returns, and at rarer marks such as U+2028"
)
"""What paragraphs are."""

Edges = tuple[Numbers, Numbers]
"""Where the units of a text begin, and where they end."""


def words(text: str) -> Iterator[tuple[int, int]]:
    """Runs of characters that are not blank, as :meth:`str.split` has them."""
    return (found.span() for found in re.finditer(r"\S+", text))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs of a text: see :data:`PARAGRAPHS`."""
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(stripped)
        start += len(line)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Parts of paragraphs: see :data:`refiqda.tables.agreeing.units.UNITS`."""
    for first, last in paragraphs(text):
        start = first
        for found in _ENDS.finditer(text, first, last):
            blanks = _BLANKS.match(text, found.end(), last)
            following = blanks.end() if blanks else last
            if following < last and not text[following].islower():
                yield start, found.end()
                start = following
        yield start, last


UNITS_OF_TEXTS: dict[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "words": words,
    "sentences": sentences,
    "paragraphs": paragraphs,
}


def edges(text: str, unit: str) -> Edges:
    """Where the units of a text begin and end."""
    table = np.array(list(UNITS_OF_TEXTS[unit](text)), dtype=np.int64).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


def touched(edges: Edges, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """For ranges of characters, the ranges of units that share a character with them."""
    starts, ends = edges
    first = np.searchsorted(ends, left, side="right")
    last = np.searchsorted(starts, right, side="left")
    return first, np.where(left < right, np.maximum(first, last), first)
