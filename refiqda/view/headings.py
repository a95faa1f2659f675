"""Headings of many columns: flat where they fit, else aslant, else upright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.view.measure import line_height, shortened, width_of, wrapped
from refiqda.view.sheet import Sheet
from refiqda.view.style import SMALL, TEXT

_ASLANT = 0.7071
"""Sine and cosine of 45 degrees."""
_FLAT_LINES = 3
_WIDEST, _NARROWEST = 22.0, 9.0
"""Millimetres of a column with flat headings."""
_LONGEST = 62.0
"""Millimetres of a heading that is not flat; a longer one is cut."""
_LEAST_ASLANT = 4.2
_LEAST = 2.7
"""Millimetres of a column: less, and headings of the smallest type would touch."""


class Headings(NamedTuple):
    """Headings, laid out: how wide every column is, and how much room they need."""

    cell: float
    height: float
    overhang: float
    """Millimetres that the last heading reaches beyond its column."""
    lines: list[list[str]]
    turned: float
    size: float

    def paint(self, sheet: Sheet, lefts: Sequence[float]) -> None:
        """Write the headings above columns that begin here; the sheet begins at their top."""
        for left, lines in zip(lefts, self.lines, strict=True):
            middle = left + self.cell / 2
            if self.turned:
                foot = self.height - 1.6
                sheet.write(middle, foot, lines[0], size=self.size, turned=self.turned)
            else:
                step = line_height(self.size)
                lowest = self.height - 1.0 - step * len(lines) / 2
                sheet.write_lines(middle, lowest, lines, size=self.size, align="center")


def headings_for(names: Sequence[str], room: float, least: float = 0.0) -> Headings:
    """Headings for columns that have so much room together.

    ``least`` is what a column should have for its numbers. Where even upright headings would
    touch, the columns together take more than the room.
    """
    return _flat(names, room, least) or _aslant(names, room, least) or _upright(names, room, least)


def _flat(names: Sequence[str], room: float, least: float) -> Headings | None:
    """Headings in a few lines whose words are all whole, if there is room."""
    words = [width_of(word, TEXT) for name in names for word in name.split()]
    cell = max(_NARROWEST, least, max(words, default=0.0) + 2.0)
    widest = min(max(_WIDEST, least), room / len(names))
    if cell > widest:
        return None
    for width in (cell, (cell + widest) / 2, widest):
        lines = [wrapped(name, width - 1.6, TEXT, most=9) for name in names]
        most = max(map(len, lines))
        if most <= _FLAT_LINES:
            return Headings(width, most * line_height(TEXT) + 2.0, 0.0, lines, 0.0, TEXT)
    return None


def _aslant(names: Sequence[str], room: float, least: float) -> Headings | None:
    """Headings at 45 degrees, if columns stay wide enough that they do not touch."""
    texts = [shortened(name, _LONGEST, TEXT) for name in names]
    reaches = [width_of(text, TEXT) * _ASLANT for text in texts]
    cell = min(
        12.0,
        room / len(names),
        *((room - reach) / (place + 0.5) for place, reach in enumerate(reaches)),
    )
    if cell < max(_LEAST_ASLANT, least):
        return None
    ends = ((place + 0.5) * cell + reach for place, reach in enumerate(reaches))
    overhang = max(0.0, max(ends) - cell * len(names))
    height = max(reaches) + line_height(TEXT) + 1.0
    return Headings(cell, height, overhang, [[text] for text in texts], 45.0, TEXT)


def _upright(names: Sequence[str], room: float, least: float) -> Headings:
    """Headings that are read from below, in columns as wide as there is room for."""
    cell = max(_LEAST, min(max(8.0, least), room / len(names)))
    size = TEXT if cell > line_height(TEXT) else SMALL
    texts = [shortened(name, _LONGEST, size) for name in names]
    height = max(width_of(text, size) for text in texts) + 2.6
    return Headings(cell, height, 0.0, [[text] for text in texts], 90.0, size)
