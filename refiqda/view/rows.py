"""Codes as the rows of a plot, one below another: wrapped labels that show their levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.view.measure import line_height, width_of, wrapped
from refiqda.view.sheet import Sheet
from refiqda.view.style import INK, SMALL, SOFT, TEXT

STEP = " > "
"""Between the levels of a code's path."""
MANY = 60
"""Rows from which on type is smaller, so that a page holds more of them."""
_INDENT = 2.6
_DEEPEST = 6
_AIR = 1.1
"""Millimetres between rows, beside the room of their lines."""

Steps = tuple[str, ...]


class Label(NamedTuple):
    """What stands before a row, or above rows as their heading."""

    text: str
    level: int
    is_heading: bool = False
    """Whether it names what several codes are below, and is no row of the table itself."""


def labels_of(paths: Sequence[str]) -> tuple[list[Label], str]:
    """The labels of codes, and the part of the path that all of them have in common.

    A code stands below the nearest code above it that it belongs to, and its label says what that
    one's does not: mostly one step. Where neighbours are below a code that has no row, a heading
    names it; a code alone has its whole path.
    """
    split = [tuple(path.split(STEP)) for path in paths]
    common = _in_common(split)
    labels = []
    above: list[Steps] = []
    for place, steps in enumerate(split):
        while above and not _is_below(steps, above[-1]):
            above.pop()
        told = len(above[-1]) if above else len(common)
        parent = steps[:-1]
        has_neighbour = place + 1 < len(split) and _is_below(split[place + 1], parent)
        if len(parent) > told and has_neighbour:
            labels.append(Label(STEP.join(parent[told:]), len(above), is_heading=True))
            above.append(parent)
            told = len(parent)
        labels.append(Label(STEP.join(steps[told:]), len(above)))
        above.append(steps)
    return labels, STEP.join(common)


def _is_below(steps: Steps, other: Steps) -> bool:
    return len(steps) > len(other) and steps[: len(other)] == other


def _in_common(split: Sequence[Steps]) -> Steps:
    """The steps that begin every path, the last step of each aside."""
    if not split:
        return ()
    low, high = min(split), max(split)
    length = 0
    for one, other in zip(low, high, strict=False):
        if one != other:
            break
        length += 1
    return low[: min(length, *(len(steps) - 1 for steps in split))]


def short_names(paths: Sequence[str]) -> list[str]:
    """A name for each code that stands alone: its last step, or as many as tell it apart."""
    split = [path.split(STEP) for path in paths]
    names = [steps[-1] for steps in split]
    for length in range(2, max(map(len, split), default=0) + 1):
        doubled = {name for name in names if names.count(name) > 1}
        for place, steps in enumerate(split):
            if names[place] in doubled:
                names[place] = STEP.join(steps[-length:])
    return names


def below(common: str) -> list[str]:
    """The remark that says what labels leave out; none if they leave out nothing."""
    return [f"All codes are below {common}."] if common else []


class Row(NamedTuple):
    """One row, placed: measures are in millimetres from the top of all rows."""

    lines: list[str]
    indent: float
    top: float
    height: float
    is_bold: bool

    @property
    def middle(self) -> float:
        """Where the middle of the row is."""
        return self.top + self.height / 2


class Rows:
    """All rows of a plot; the column of their labels is as wide as they need, up to a limit."""

    def __init__(self, labels: Sequence[Label], widest: float, *, air: float = _AIR) -> None:
        self.size = SMALL if len(labels) > MANY else TEXT
        self.rows: list[Row] = []
        """The rows of the table, in its order."""
        self.headings: list[Row] = []
        self.height = self.width = 0.0
        for place, label in enumerate(labels):
            has_more = place + 1 < len(labels) and labels[place + 1].level > label.level
            self._add(label, widest, air * self.size / TEXT, label.level == 0 and has_more)

    def _add(self, label: Label, widest: float, air: float, is_bold: bool) -> None:
        """Put a label below those that are there; codes at the top that have others are bold."""
        indent = min(label.level, _DEEPEST) * _INDENT
        lines = wrapped(label.text, widest - indent, self.size, bold=is_bold)
        height = len(lines) * line_height(self.size) + air
        row = Row(lines, indent, self.height, height, is_bold)
        (self.headings if label.is_heading else self.rows).append(row)
        self.height += height
        needed = max(width_of(line, self.size, bold=is_bold) for line in lines)
        self.width = max(self.width, indent + needed)

    def paint(self, sheet: Sheet) -> None:
        """Write the labels, each left of the middle of its row."""
        for rows, colour in ((self.rows, INK), (self.headings, SOFT)):
            for row in rows:
                sheet.write_lines(
                    row.indent,
                    row.middle,
                    row.lines,
                    size=self.size,
                    bold=row.is_bold,
                    colour=colour,
                )
