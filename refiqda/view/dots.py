"""Markers at their numbers, on axes or alone in a legend."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from refiqda.view.reading import Number
from refiqda.view.sheet import Sheet
from refiqda.view.style import WHITE, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Dot = tuple[Number, float]
"""A number, which may be missing, and how far down it is."""


def paint_dots(axes: Axes, series: Series, dots: Iterable[Dot]) -> None:
    """A marker at each number on the scale; filled ones stand before open ones."""
    low, high = axes.get_xlim()
    shown = [
        (number, middle) for number, middle in dots if number is not None and low <= number <= high
    ]
    axes.plot(
        [number for number, _ in shown],
        [middle for _, middle in shown],
        linestyle="none",
        marker=series.marker,
        markersize=series.size,
        markerfacecolor=series.colour if series.is_filled else WHITE,
        markeredgecolor=series.colour,
        markeredgewidth=1.1,
        clip_on=False,
        zorder=4 if series.is_filled else 3,
    )


def paint_marker(sheet: Sheet, series: Series, across: float, middle: float) -> None:
    """One marker alone, as a legend shows it."""
    axes = sheet.axes((across - 2.0, middle - 2.0, 4.0, 4.0), (-1.0, 1.0), (-1.0, 1.0))
    paint_dots(axes, series, [(0.0, 0.0)])
