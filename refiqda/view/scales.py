"""Scales of numbers: round marks, thin lines at them, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refiqda.view.reading import told
from refiqda.view.sheet import Sheet
from refiqda.view.style import RULE, SMALL, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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


def guide_across(
    sheet: Sheet, axes: Axes, box: tuple[float, float, float, float], marks: Sequence[float]
) -> None:
    """Upright lines at the marks of a scale from left to right, and the marks below them."""
    left, top, width, height = box
    low, high = axes.get_xlim()
    bottom = axes.get_ylim()
    for mark in marks:
        axes.plot([mark, mark], bottom, color=RULE, linewidth=0.5, clip_on=False, zorder=0.5)
        place = left + (mark - low) / (high - low) * width
        sheet.write(place, top + height + 2.2, told(mark), size=SMALL, align="center", colour=SOFT)


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
