"""Codes on a circle, each with its name outside, so that no name stands on another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from refiqda.view.measure import line_height, shortened, wrapped
from refiqda.view.style import SMALL, TEXT, WIDEST

RADIUS = 42.0
GAP = 2.6
"""Millimetres from the middle of a code to its name."""
_MANY = 40
_LINES = ((5, 12), (3, 24), (2, _MANY), (1, math.inf))
"""How many lines a name may have, of up to so many codes."""
_AIR = 0.5


class Spot(NamedTuple):
    """A code and its name, in millimetres from the middle of the circle."""

    across: float
    down: float
    is_right: bool
    lines: list[str]
    label_down: float
    """Where the middle of the name is: near the top and the bottom, names are moved apart."""
    height: float
    """Of the name."""


class Circle(NamedTuple):
    """All codes, placed; many codes make an oval, which leaves their names the same room."""

    spots: list[Spot]
    depth: float
    """From the middle to the lowest code."""
    size: float
    """Of the names, in points."""

    @property
    def reach(self) -> float:
        """From the middle to the end of the lowest or highest name."""
        ends = (abs(spot.label_down) + spot.height / 2 for spot in self.spots)
        return max(self.depth + GAP, *ends)


def circle_of(names: Sequence[str]) -> Circle:
    """Codes clockwise from the top, in their order."""
    number = len(names)
    size = SMALL if number > _MANY else TEXT
    step = line_height(size)
    depth = max(RADIUS, 0.9 * ((number + 1) // 2) * (step + _AIR) / 2)
    most = next(lines for lines, codes in _LINES if number <= codes)
    spots = []
    for place, name in enumerate(names):
        angle = 2 * math.pi * (place + 0.5) / number
        across, down = RADIUS * math.sin(angle), -depth * math.cos(angle)
        room = WIDEST / 2 - abs(across) - GAP
        lines = wrapped(name, room, size, most=most) if most > 1 else [shortened(name, room, size)]
        is_right = 2 * place + 1 <= number
        spots.append(Spot(across, down, is_right, lines, down, len(lines) * step + _AIR))
    for is_right in (True, False):
        _move_apart(spots, is_right)
    return Circle(spots, depth, size)


def _move_apart(spots: list[Spot], is_right: bool) -> None:
    """Move the names of one side away from the middle, as far as they need."""
    side = [place for place, spot in enumerate(spots) if spot.is_right is is_right]
    side.sort(key=lambda place: spots[place].down)
    low = [place for place in side if spots[place].down >= 0]
    high = [place for place in reversed(side) if spots[place].down < 0]
    lacking = 0.0
    if low and high:
        above, below = spots[high[0]], spots[low[0]]
        lacking = (above.height + below.height) / 2 - (below.down - above.down)
    for half, sign in ((low, 1), (high, -1)):
        taken = -math.inf
        for place in half:
            spot = spots[place]
            near = abs(spot.down) + (max(0.0, lacking / 2) if taken < 0 else 0.0)
            down = max(near, taken + spot.height / 2)
            taken = down + spot.height / 2
            spots[place] = spot._replace(label_down=sign * down)
