"""The cells of a heat map: shades, numbers, and the key of shades where numbers find no room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from refiqda.view.measure import width_of
from refiqda.view.reading import Number
from refiqda.view.rows import Row
from refiqda.view.sheet import Sheet
from refiqda.view.style import INK, LEAST, RULE, SMALL, SOFT, WHITE, readable_on, shade

_AIR = 0.3
"""Millimetres between a number and the edge of its cell."""
_STEPS = 40
_MOST = 10_000


class Column(NamedTuple):
    """One column of cells; ``plain`` are the rows, by number, that have no shade."""

    left: float
    numbers: Sequence[Number]
    texts: Sequence[str]
    plain: frozenset[int]


def text_size(texts: Sequence[str], cell: float, size: float) -> float | None:
    """The largest type, up to ``size``, in which all texts fit into a cell.

    None if none does, or if there are more numbers than anybody would read.
    """
    widest = max((width_of(text, 1.0) for text in texts), default=0.0)
    fitting = min(size, (cell - 2 * _AIR) / widest if widest else size)
    return math.floor(10 * fitting) / 10 if fitting >= LEAST and len(texts) <= _MOST else None


def paint_cells(
    sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column], cell: float, size: float | None
) -> None:
    """Shade the cells by their share of the largest number, and write the numbers in them."""
    from matplotlib.collections import PolyCollection

    most = most_of(columns)
    width = columns[-1].left + cell
    height = rows[-1].top + rows[-1].height
    axes = sheet.axes((0.0, 0.0, width, height), (0.0, width), (0.0, height))
    corners, colours = [], []
    for column in columns:
        for place, row in enumerate(rows):
            number = column.numbers[place]
            is_shaded = place not in column.plain and number is not None
            colour = shade((number or 0.0) / most) if is_shaded else WHITE
            if is_shaded:
                corners.append(_corners(column.left, row.top, cell, row.height))
                colours.append(colour)
            if size is not None:
                ink = readable_on(colour) if is_shaded else INK if number is not None else SOFT
                middle = column.left + cell / 2
                text = column.texts[place]
                sheet.write(middle, row.middle, text, size=size, align="center", colour=ink)
    axes.add_collection(
        PolyCollection(corners, facecolors=colours, edgecolors=WHITE, linewidths=0.6, clip_on=False)
    )


def most_of(columns: Sequence[Column]) -> float:
    """The largest number of the shaded cells; 1 where all are zero or missing."""
    shaded = (
        number
        for column in columns
        for place, number in enumerate(column.numbers)
        if place not in column.plain and number is not None
    )
    return max((number for number in shaded if number > 0), default=1.0)


def _corners(left: float, top: float, width: float, height: float) -> list[tuple[float, float]]:
    return [
        (left, top),
        (left + width, top),
        (left + width, top + height),
        (left, top + height),
    ]


def paint_key(sheet: Sheet, width: float, most: str) -> None:
    """A strip of all shades, from 0 to the largest number."""
    from matplotlib.collections import PolyCollection

    height = 3.0
    axes = sheet.axes((0.0, 0.0, width, height), (0.0, width), (0.0, height))
    step = width / _STEPS
    strips = [_corners(number * step, 0.0, step, height) for number in range(_STEPS)]
    colours = [shade(number / (_STEPS - 1)) for number in range(_STEPS)]
    axes.add_collection(PolyCollection(strips, facecolors=colours, edgecolors=colours))
    axes.plot(
        [0, width, width, 0, 0], [0, 0, height, height, 0], color=RULE, linewidth=0.5, clip_on=False
    )
    sheet.write(0.0, height + 2.0, "0", size=SMALL)
    sheet.write(width, height + 2.0, most, size=SMALL, align="right")
