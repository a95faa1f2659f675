"""Scales of numbers: round marks, thin lines at them, and what they say."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from refiqda.view.measure import width_of
from refiqda.view.reading import told
from refiqda.view.sheet import Sheet
from refiqda.view.style import RULE, SMALL, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_APART = 1.2
"""Millimetres between two marks."""
_STEPS = (10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 1000.0)


def marks_to(most: float, number: int = 5) -> list[float]:
    """Round whole numbers from 0 to at least ``most``."""
    from matplotlib.ticker import MaxNLocator

    locator = MaxNLocator(nbins=number, integer=True, steps=[1, 2, 5, 10])
    marks = [float(mark) for mark in locator.tick_values(0.0, max(most, 1.0))]
    marks = [mark for mark in marks if mark >= 0]
    return marks if marks[-1] >= most else [*marks, 2 * marks[-1] - marks[-2]]


def marks_between(low: float, high: float, step: float) -> list[float]:
    """Multiples of a step from below ``low`` to above ``high``."""
    first, last = int(low // step), -int(-high // step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def marks_around(numbers: Sequence[float]) -> list[float]:
    """A few round marks from below all numbers to above them, with 0 inside."""
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    step = next((step for step in _STEPS if high - low <= 4 * step), (high - low) / 4)
    return marks_between(min(low, -step), max(high, step), step)


def guide_across(
    sheet: Sheet, axes: Axes, box: tuple[float, float, float, float], marks: Sequence[float]
) -> None:
    """Upright lines at the marks of a scale from left to right, and the marks below them.

    Where all marks have no room, only each second, third ... is written.
    """
    left, top, width, height = box
    low, high = axes.get_xlim()
    widest = max(width_of(told(mark), SMALL) for mark in marks) + _APART
    each = math.ceil(widest / (width / (len(marks) - 1)))
    for number, mark in enumerate(marks):
        axes.plot(
            [mark, mark], axes.get_ylim(), color=RULE, linewidth=0.5, clip_on=False, zorder=0.5
        )
        if number % each == 0:
            place = left + (mark - low) / (high - low) * width
            below = top + height + 2.2
            sheet.write(place, below, told(mark), size=SMALL, align="center", colour=SOFT)


def guide_up(
    sheet: Sheet, axes: Axes, box: tuple[float, float, float, float], marks: Sequence[float]
) -> None:
    """Level lines at the marks of a scale from below to above, and the marks left of them."""
    left, top, _, height = box
    low, high = axes.get_ylim()
    across = axes.get_xlim()
    for mark in marks:
        axes.plot(across, [mark, mark], color=RULE, linewidth=0.5, clip_on=False, zorder=0.5)
        place = top + height * (high - mark) / (high - low)
        sheet.write(left - 1.5, place, told(mark), size=SMALL, align="right", colour=SOFT)
