"""Groups compared as dots: the share with each code, a marker for each group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.tables.columns import Frame
from refiqda.view.compared import (
    Difference,
    Group,
    difference_of,
    groups_of,
    in_words,
)
from refiqda.view.dots import paint_dots, paint_marker
from refiqda.view.limits import refuse_too_many
from refiqda.view.measure import line_height, shortened, width_of, wrapped
from refiqda.view.reading import PATH, Number, known, names_in
from refiqda.view.rows import Rows, below, labels_of, short_names
from refiqda.view.scales import guide_across, marks_around
from refiqda.view.sheet import Drawing, Sheet
from refiqda.view.style import INK, SERIES, SMALL, SOFT, TEXT, WIDEST

_LABELS, _BESIDE_DIFFERENCE = 58.0, 50.0
_GAP = 4.0
_FOOT = 9.0
_DIFFERENCE = 40.0
_WIDEST_SHARE, _LEAST_SHARE = 70.0, 32.0
_WIDEST_COUNTS = 27.0
_AIR = 1.8
_MARKER = 4.0
"""Millimetres for a marker above the name of its group, or before it."""
_NEAR, _ASIDE = 2.0, 1.3
"""Percentage points within which markers are moved apart, and by how many millimetres."""
_SUPPOSED = "Intervals suppose a random sample, which a purposive one is not, and hold one by one."

Box = tuple[float, float, float, float]


class Layout(NamedTuple):
    """Where the parts of the plot are, in millimetres."""

    head: float
    share: Box
    counts: list[float]
    """The widths of the columns of n/N; none where there is no room for all of them."""
    difference: Box
    minus: list[str]
    """What stands above the differences; empty if there are none."""
    width: float


def draw(frame: Frame) -> Drawing:
    """The dots of a table that compares groups.

    Raises:
        CannotDraw: if there is no group, or more than there are markers for.
    """
    paths = names_in(frame, PATH)
    refuse_too_many(len(paths), "codes")
    groups = groups_of(frame)
    difference = difference_of(frame)
    labels, common = labels_of(paths)
    rows = Rows(labels, _BESIDE_DIFFERENCE if difference else _LABELS, air=_AIR)
    layout = _layout(rows, groups, difference.minus if difference else "")

    def paint(sheet: Sheet) -> None:
        rows.paint(sheet.moved(0, layout.head))
        _shares(sheet, rows, groups, layout)
        if layout.counts:
            _counts(sheet, rows, groups, layout)
        else:
            _legend(sheet, groups)
        if difference:
            _differences(sheet, rows, difference, layout)

    height = layout.head + rows.height + _FOOT
    words = in_words(short_names(paths), groups, difference)
    remarks = [*below(common), *([_SUPPOSED] if difference else [])]
    return Drawing(layout.width, height, paint, words, remarks)


def _layout(rows: Rows, groups: Sequence[Group], minus: str) -> Layout:
    """Labels, shares, n/N of each group, differences; without n/N if they leave no room."""
    last = _DIFFERENCE + _GAP if minus else 0.0
    above = wrapped(minus, _DIFFERENCE - 2.0, TEXT, most=6) if minus else []
    widths = [_column_width(group) for group in groups]
    room = WIDEST - rows.width - 2 * _GAP - last
    if room - sum(widths) < _LEAST_SHARE:
        widths = []
        lines = float(_legend_places(groups)[-1][1] + 1)
    else:
        lines = max(map(len, _headings(groups, widths))) + _MARKER / line_height(TEXT)
    head = max(len(above), lines) * line_height(TEXT) + 2.5
    width = min(room - sum(widths), _WIDEST_SHARE) if widths else room
    left = rows.width + _GAP
    start = left + width + _GAP + sum(widths) + (_GAP if minus else 0.0)
    return Layout(
        head,
        (left, head, width, rows.height),
        widths,
        (start, head, _DIFFERENCE - 2.0, rows.height),
        above,
        start - _GAP + last if minus else start,
    )


def _column_width(group: Group) -> float:
    """Of n/N and the longest word of the group's name."""
    texts = (*group.counts(), *group.name.split())
    return min(max(width_of(text, TEXT) for text in texts) + 3.0, _WIDEST_COUNTS)


def _headings(groups: Sequence[Group], widths: Sequence[float]) -> list[list[str]]:
    return [
        wrapped(group.name, width - 2.0, TEXT, most=6)
        for group, width in zip(groups, widths, strict=True)
    ]


def _shares(sheet: Sheet, rows: Rows, groups: Sequence[Group], layout: Layout) -> None:
    """From 0 to 100 percent, with a line from the lowest group to the highest."""
    axes = sheet.axes(layout.share, (0.0, 100.0), (0.0, rows.height))
    guide_across(sheet, axes, layout.share, [0.0, 25.0, 50.0, 75.0, 100.0])
    shares = [group.shares() for group in groups]
    middles = [row.middle for row in rows.rows]
    for middle, *here in zip(middles, *shares, strict=True):
        seen = known(here)
        if len(seen) > 1:
            axes.plot([min(seen), max(seen)], [middle, middle], color=SOFT, linewidth=0.7, zorder=1)
    asides = [_asides(here) for here in zip(*shares, strict=True)]
    for place, numbers in enumerate(shares):
        downs = [middle + aside[place] for middle, aside in zip(middles, asides, strict=True)]
        paint_dots(axes, SERIES[place], zip(numbers, downs, strict=True))
    _below_scale(sheet, layout.share, "With the code, %")


def _asides(shares: Sequence[Number]) -> list[float]:
    """How far each marker of a row is moved up or down, so that none hides another.

    Of two groups none is: the open marker is seen around the filled one.
    """
    asides = [0.0] * len(shares)
    if len(shares) <= 2:
        return asides
    pairs = sorted((share, place) for place, share in enumerate(shares) if share is not None)
    bunches: list[list[tuple[float, int]]] = []
    for pair in pairs:
        if bunches and pair[0] - bunches[-1][-1][0] < _NEAR:
            bunches[-1].append(pair)
        else:
            bunches.append([pair])
    for bunch in bunches:
        step = min(_ASIDE, 2 * _ASIDE / len(bunch))
        for number, (_, place) in enumerate(bunch):
            asides[place] = (number - (len(bunch) - 1) / 2) * step
    return asides


def _below_scale(sheet: Sheet, box: Box, text: str) -> None:
    left, top, width, height = box
    sheet.write(left + width / 2, top + height + 6.4, text, size=SMALL, align="center", colour=SOFT)


def _counts(sheet: Sheet, rows: Rows, groups: Sequence[Group], layout: Layout) -> None:
    """The marker and the name of each group, and its n/N below them."""
    left = layout.share[0] + layout.share[2] + _GAP
    columns = zip(SERIES, groups, layout.counts, _headings(groups, layout.counts), strict=False)
    for series, group, width, lines in columns:
        middle = left + width / 2
        paint_marker(sheet, series, middle, _MARKER / 2)
        place = _MARKER + line_height(TEXT) * len(lines) / 2
        sheet.write_lines(middle, place, lines, align="center")
        for row, text in zip(rows.rows, group.counts(), strict=True):
            sheet.write(middle, layout.head + row.middle, text, size=rows.size, align="center")
        left += width


def _legend_places(groups: Sequence[Group]) -> list[tuple[float, int, str]]:
    """Where each group stands in a legend of lines: how far to the right, which line, its name."""
    places = []
    left, line = 0.0, 0
    for group in groups:
        name = shortened(group.name, WIDEST - 2 * _MARKER, TEXT)
        needed = _MARKER + 1.0 + width_of(name, TEXT)
        if left and left + needed > WIDEST:
            left, line = 0.0, line + 1
        places.append((left, line, name))
        left += needed + 5.0
    return places


def _legend(sheet: Sheet, groups: Sequence[Group]) -> None:
    """Markers and names of groups, one after another."""
    for series, (left, line, name) in zip(SERIES, _legend_places(groups), strict=False):
        middle = (line + 0.5) * line_height(TEXT)
        paint_marker(sheet, series, left + _MARKER / 2, middle)
        sheet.write(left + _MARKER + 1.0, middle, name)


def _differences(sheet: Sheet, rows: Rows, difference: Difference, layout: Layout) -> None:
    """Risk differences with their intervals, and the line of no difference."""
    of = (difference.values, difference.low, difference.high)
    seen = [number for column in of for number in known(column)]
    marks = marks_around(seen)
    axes = sheet.axes(layout.difference, (marks[0], marks[-1]), (0.0, rows.height))
    guide_across(sheet, axes, layout.difference, marks)
    axes.plot([0, 0], [0, rows.height], color=INK, linewidth=0.8, clip_on=False, zorder=1)
    middles = [row.middle for row in rows.rows]
    for low, high, middle in zip(difference.low, difference.high, middles, strict=True):
        if low is not None and high is not None:
            axes.plot([low, high], [middle, middle], color=INK, linewidth=1.0, zorder=2)
    dots = zip(difference.values, middles, strict=True)
    paint_dots(axes, SERIES[0]._replace(colour=INK), dots)
    left, _, width, _ = layout.difference
    for line, text in enumerate(layout.minus):
        sheet.write(left + width / 2, (line + 0.5) * line_height(TEXT), text, align="center")
    _below_scale(sheet, layout.difference, "Percentage points, with interval")
