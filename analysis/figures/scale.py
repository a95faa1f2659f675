"""A scale of whole numbers along the width of a picture, and what stands on it."""

from __future__ import annotations

from typing import NamedTuple

from analysis.figures.canvas import SMALL, Canvas


class Scale(NamedTuple):
    """Where a number stands between a left edge and a right one."""

    left: float
    right: float
    most: float

    def at(self, number: float) -> float:
        """The place of a number."""
        return self.left + (self.right - self.left) * number / self.most


def ticks(canvas: Canvas, scale: Scale, y: float, down_to: float, numbers: range) -> None:
    """Numbers above, with a thin line down from each."""
    for number in numbers:
        x = scale.at(number)
        canvas.words(x, y, str(number), size=SMALL, anchor="middle", fill="soft")
        canvas.line((x, y + 6), (x, down_to), thick=0.5)


def span(canvas: Canvas, scale: Scale, y: float, least: int, most: int) -> None:
    """A bar from the least to the most."""
    left, right = scale.at(least), scale.at(most)
    canvas.box(left, y - 5, right - left, 10, fill="middle", round=3)
    for x in (left, right):
        canvas.line((x, y - 7), (x, y + 7), stroke="deep", thick=2)


def mark(canvas: Canvas, scale: Scale, y: float, number: float) -> None:
    """The tick of what the reconstruction has: grey, since it is a choice."""
    x = scale.at(number)
    canvas.line((x, y - 9), (x, y + 9), stroke="ground", thick=5)
    canvas.line((x, y - 9), (x, y + 9), stroke="soft", thick=2.5)
