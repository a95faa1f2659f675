"""A sheet of paper in millimetres, from its top left corner, that text and axes are put on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from refiqda.view.measure import LINE, POINT
from refiqda.view.style import INK, TEXT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INCH = 25.4
_MIDDLE = 0.36
"""From the base line up to the middle of a line of text, in sizes of the text."""

Align = Literal["left", "center", "right"]


class Drawing(NamedTuple):
    """What one kind of plot gives: its size, how it is put on a sheet, and its words."""

    width: float
    height: float
    paint: Callable[[Sheet], None]
    summary: Sequence[str]
    """Two to four sentences that say what the plot shows, for those who do not see it."""
    remarks: Sequence[str] = ()
    """What a reader of the plot has to know; stands below it."""


class Sheet:
    """A part of a figure; every measure is in millimetres from its top left corner."""

    def __init__(self, figure: Figure, left: float = 0.0, top: float = 0.0) -> None:
        self.figure = figure
        self.left, self.top = left, top
        self.width, self.height = (size * INCH for size in figure.get_size_inches())

    def moved(self, left: float, top: float) -> Sheet:
        """The same figure, measured from another corner."""
        return Sheet(self.figure, self.left + left, self.top + top)

    def axes(
        self,
        box: tuple[float, float, float, float],
        across: tuple[float, float],
        down: tuple[float, float],
    ) -> Axes:
        """Bare axes in a box (left, top, width, height), with the values of its edges.

        ``across`` are the values at the left and right edges, ``down`` at the top and bottom.
        """
        left, top, width, height = box
        axes = self.figure.add_axes(
            (
                (self.left + left) / self.width,
                1 - (self.top + top + height) / self.height,
                width / self.width,
                height / self.height,
            )
        )
        axes.set_axis_off()
        axes.set_xlim(*across)
        axes.set_ylim(down[1], down[0])
        return axes

    def write(
        self,
        left: float,
        middle: float,
        text: str,
        *,
        size: float = TEXT,
        align: Align = "left",
        colour: str = INK,
        bold: bool = False,
        turned: float = 0.0,
    ) -> None:
        """One line of text whose middle is so far down; turned against the clock, in degrees.

        Text stands on its base line: where that is does not depend on the fonts of a machine.
        """
        drop = _MIDDLE * size * POINT
        across, up = (drop, 0.0) if turned == 90 else (0.0, drop)
        if 0 < turned < 90:
            across = up = drop * 0.7071
        self.figure.text(
            (self.left + left + across) / self.width,
            1 - (self.top + middle + up) / self.height,
            text,
            fontsize=size,
            color=colour,
            fontweight="bold" if bold else "normal",
            horizontalalignment=align,
            verticalalignment="baseline",
            rotation=turned,
            rotation_mode="anchor",
        )

    def write_lines(
        self,
        left: float,
        middle: float,
        lines: Sequence[str],
        *,
        size: float = TEXT,
        align: Align = "left",
        colour: str = INK,
        bold: bool = False,
    ) -> None:
        """Several lines around one middle."""
        step = size * LINE * POINT
        first = middle - step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            place = first + step * number
            self.write(left, place, line, size=size, align=align, colour=colour, bold=bold)
