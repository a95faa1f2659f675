"""Agreement of coders as dots: light for each source, dark for all sources together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.tables.columns import Frame
from refiqda.view.alternative import extent, number_and_noun
from refiqda.view.dots import paint_dots, paint_marker
from refiqda.view.limits import refuse_too_many
from refiqda.view.measure import width_of
from refiqda.view.reading import PATH, Number, known, names_in, numbers_in
from refiqda.view.refusal import CannotDraw
from refiqda.view.rows import Rows, below, labels_of, short_names
from refiqda.view.scales import guide_across, marks_between
from refiqda.view.sheet import Drawing, Sheet
from refiqda.view.style import INK, SMALL, SOFT, WIDEST, Series

OVERALL = ("", "all", "all sources", "overall", "total")
"""What stands for the source where a row is about all sources together."""
COEFFICIENTS = ("kappa", "alpha", "ac1")
"""The columns that have a panel of their own beside percent agreement, if they hold numbers."""
_LABELS = 58.0
_GAP, _RIGHT = 8.0, 2.0
_HEAD, _FOOT = 11.5, 6.0
_WIDEST_PANEL = 62.0
_AIR = 1.8
_EACH = Series("o", "#6e6e6e", False, 3.6)
_ALL = Series("D", INK, True, 5.0)


class Measure(NamedTuple):
    """One panel: numbers by row of the table, and the ends and marks of its scale."""

    name: str
    numbers: list[Number]
    marks: list[float]


class Table(NamedTuple):
    """The rows of a table of agreement: which code each is of, and whether of all sources."""

    codes: list[str]
    places: list[int]
    is_overall: list[bool]


def draw(frame: Frame) -> Drawing:
    """The dots of a table of agreement.

    Raises:
        CannotDraw: if no column holds a measure of agreement.
    """
    paths = names_in(frame, PATH)
    codes = list(dict.fromkeys(paths))
    refuse_too_many(len(codes), "codes")
    place = {code: number for number, code in enumerate(codes)}
    table = Table(codes, [place[path] for path in paths], _overall(frame))
    measures = _measures(frame)
    labels, common = labels_of(codes)
    rows = Rows(labels, _LABELS, air=_AIR)
    room = (WIDEST - _RIGHT - rows.width - _GAP * len(measures)) / len(measures)
    room = min(room, _WIDEST_PANEL)

    def paint(sheet: Sheet) -> None:
        rows.paint(sheet.moved(0, _HEAD))
        _legend(sheet, table)
        for number, measure in enumerate(measures):
            left = rows.width + _GAP + number * (room + _GAP)
            _panel(sheet, rows, table, measure, (left, _HEAD, room, rows.height))

    width = rows.width + (room + _GAP) * len(measures) + _RIGHT
    height = _HEAD + rows.height + _FOOT
    return Drawing(width, height, paint, _summary(table, measures), below(common))


def _overall(frame: Frame) -> list[bool]:
    if "source" not in frame.columns:
        return [True] * len(frame)
    return [source.casefold() in OVERALL for source in names_in(frame, "source")]


def _measures(frame: Frame) -> list[Measure]:
    measures = []
    if "agreement" in frame.columns:
        numbers = numbers_in(frame, "agreement")
        if max(known(numbers), default=2.0) <= 1:
            numbers = [None if number is None else 100 * number for number in numbers]
        measures.append(Measure("Agreement, %", numbers, _percent_marks(known(numbers))))
    for name in COEFFICIENTS:
        numbers = numbers_in(frame, name) if name in frame.columns else []
        if known(numbers):
            marks = marks_between(min(0.0, *known(numbers)), 1.0, 0.5)
            measures.append(Measure(name.capitalize(), numbers, marks))
    if not measures:
        raise CannotDraw("The table has no column of agreement, so there is nothing to draw.")
    return measures


def _percent_marks(numbers: list[float]) -> list[float]:
    """From 0 to 100, or from nearer where all numbers are high: dots need no zero."""
    for low, step in ((90.0, 2.0), (75.0, 5.0), (50.0, 10.0)):
        if min(numbers, default=0.0) >= low:
            return marks_between(low, 100.0, step)
    return [0.0, 25.0, 50.0, 75.0, 100.0]


def _panel(
    sheet: Sheet, rows: Rows, table: Table, measure: Measure, box: tuple[float, float, float, float]
) -> None:
    left, top, width, height = box
    axes = sheet.axes(box, (measure.marks[0], measure.marks[-1]), (0.0, height))
    guide_across(sheet, axes, box, measure.marks)
    sheet.write(left + width / 2, top - 3.0, measure.name, align="center", colour=SOFT)
    middles = [rows.rows[place].middle for place in table.places]
    for series, wanted in ((_EACH, False), (_ALL, True)):
        dots = zip(measure.numbers, middles, table.is_overall, strict=True)
        chosen = [(number, middle) for number, middle, overall in dots if overall is wanted]
        paint_dots(axes, series, chosen)


def _legend(sheet: Sheet, table: Table) -> None:
    left = 0.0
    for series, words, wanted in ((_ALL, "All sources", True), (_EACH, "One source", False)):
        if wanted in table.is_overall:
            paint_marker(sheet, series, left + 2.0, 2.2)
            sheet.write(left + 5.0, 2.2, words, size=SMALL)
            left += 10.0 + width_of(words, SMALL)


def _summary(table: Table, measures: Sequence[Measure]) -> list[str]:
    """How many codes and sources, and the range of each measure over all sources."""
    names = short_names(table.codes)
    has_overall = any(table.is_overall)
    which = "all sources together" if has_overall else "single sources"
    sentences = [
        f"Dots of the agreement of coders on {number_and_noun(len(names), 'code')}, light for "
        "one source, dark for all sources."
    ]
    for measure in measures:
        rows = [
            (names[place], number)
            for place, number, overall in zip(
                table.places, measure.numbers, table.is_overall, strict=True
            )
            if overall is has_overall
        ]
        sentence = extent(
            f"{measure.name} of {which}", [name for name, _ in rows], [it for _, it in rows]
        )
        sentences.append(sentence)
    return sentences
