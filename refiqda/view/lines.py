"""The lines of a network: wider and darker for more, with a point where pairs have a direction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from refiqda.view.circle import RADIUS, Spot
from refiqda.view.measure import POINT
from refiqda.view.pairs import Edge
from refiqda.view.style import shade

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NODE = 5.5
"""Points across the mark of a code."""
_MANY = 20
_THINNEST, _WIDEST, _WIDEST_OF_MANY = 0.5, 5.0, 3.5
PALEST = 0.6
"""Of all shades, for the weakest pair: no line is so light that it is lost on the paper."""
_BEND = 0.55
"""How far the longest lines bend towards the middle; short ones are nearly straight."""
_ASIDE = 0.09
"""How far a line and the line back bend apart, in parts of their length."""

Point = tuple[float, float]


def width_of_line(times: float, most: float, number: int) -> float:
    """In points; of many lines each is thinner."""
    return max(_THINNEST, times / most * (_WIDEST if number <= _MANY else _WIDEST_OF_MANY))


def ink_of_line(times: float, most: float) -> str:
    """Darker for more."""
    return shade(PALEST + (1 - PALEST) * times / most)


def paint_lines(
    axes: Axes, spots: Sequence[Spot], edges: Sequence[Edge], *, is_directed: bool
) -> None:
    """All lines in their order; the last ones are on top."""
    from matplotlib.patches import PathPatch, Polygon
    from matplotlib.path import Path

    most = max((edge.times for edge in edges), default=1.0)
    for edge in edges:
        one, other = spots[edge.one], spots[edge.other]
        start, end = (one.across, one.down), (other.across, other.down)
        bend = _bend(start, end, _ASIDE if is_directed else 0.0)
        width, ink = width_of_line(edge.times, most, len(edges)), ink_of_line(edge.times, most)
        if is_directed:
            tip, foot = _tip(bend, end, width)
            axes.add_patch(
                Polygon(tip, closed=True, facecolor=ink, edgecolor="none", clip_on=False)
            )
            end = foot
        axes.add_patch(
            PathPatch(
                Path([start, bend, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
                facecolor="none",
                edgecolor=ink,
                linewidth=width,
                capstyle="butt" if is_directed else "round",
                clip_on=False,
            )
        )


def _bend(start: Point, end: Point, aside: float) -> Point:
    """What a line is drawn towards: the middle of the circle, and perhaps to its own right."""
    across, down = end[0] - start[0], end[1] - start[1]
    straight = 1 - _BEND * min(1.0, math.hypot(across, down) / (2 * RADIUS))
    return (
        (start[0] + end[0]) / 2 * straight - down * aside,
        (start[1] + end[1]) / 2 * straight + across * aside,
    )


def _tip(bend: Point, end: Point, width: float) -> tuple[list[Point], Point]:
    """The point of an arrow at the rim of a code's mark, and where its line ends."""
    across, down = end[0] - bend[0], end[1] - bend[1]
    length = math.hypot(across, down) or 1.0
    across, down = across / length, down / length
    rim = NODE * POINT / 2 + 0.2
    deep = 1.4 + width * POINT
    half = 0.7 + width * POINT * 0.6
    front = (end[0] - across * rim, end[1] - down * rim)
    foot = (front[0] - across * deep, front[1] - down * deep)
    sides = [
        (foot[0] - down * half, foot[1] + across * half),
        (foot[0] + down * half, foot[1] - across * half),
    ]
    return [front, *sides], foot
