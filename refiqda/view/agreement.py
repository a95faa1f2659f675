"""Agreement of coders as dots: light for each source, dark for all sources together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from refiqda.tables.agreeing.bootstrap import LEVEL
from refiqda.tables.agreeing.frame import ALL_CODES
from refiqda.tables.columns import Frame
from refiqda.tables.counting.wording import listed
from refiqda.view.alternative import extent, number_and_noun
from refiqda.view.dots import paint_dots, paint_marker
from refiqda.view.limits import CannotDraw, refuse_too_many
from refiqda.view.measure import width_of
from refiqda.view.reading import PATH, Number, known, names_in, numbers_in, told
from refiqda.view.rows import Label, Rows, below, labels_of, short_names
from refiqda.view.scales import guide_across, marks_around, marks_between
from refiqda.view.sheet import Drawing, Sheet
from refiqda.view.style import INK, SMALL, SOFT, WIDEST, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AGREEMENT = "agreement"
COEFFICIENTS = {
    "kappa": "Kappa",
    "fleiss": "Fleiss' kappa",
    "alpha": "Alpha",
    "u_alpha": "Alpha for unitizing",
    "ac1": "AC1",
}
"""The columns that have a panel beside percent agreement, if they hold numbers."""
_MOST_PANELS = 3
_LABELS = 58.0
_GAP, _RIGHT = 8.0, 2.0
_HEAD, _FOOT = 11.5, 6.0
_WIDEST_PANEL = 62.0
_AIR = 1.8
_EACH = Series("o", "#6e6e6e", False, 3.6)
_ALL = Series("D", INK, True, 5.0)
_INTERVALS = (
    f"Lines are {LEVEL}% intervals over resampled sources; from few sources they are rough, and "
    "mostly too narrow."
)

Box = tuple[float, float, float, float]


class Measure(NamedTuple):
    """One panel: numbers by row of the table, the ends of their intervals, and the scale."""

    name: str
    values: str
    """What the numbers are called in a sentence."""
    numbers: list[Number]
    low: list[Number]
    high: list[Number]
    marks: list[float]


class Cells(NamedTuple):
    """The rows of a table of agreement: which code each is of, and whether of all sources."""

    codes: list[str]
    """With all codes together last, if they have a row."""
    places: list[int]
    is_overall: list[bool]

    @property
    def single(self) -> list[str]:
        """The codes without all codes together."""
        return [code for code in self.codes if code != ALL_CODES]


def draw(frame: Frame) -> Drawing:
    """The dots of a table of agreement.

    Raises:
        CannotDraw: if no column holds a measure of agreement.
    """
    cells = _cells(frame)
    refuse_too_many(len(cells.codes), "codes")
    measures = _measures(frame)
    shown, left_out = measures[:_MOST_PANELS], measures[_MOST_PANELS:]
    labels, common = labels_of(cells.single)
    labels += [Label(ALL_CODES, 0)] * (len(cells.codes) - len(cells.single))
    rows = Rows(labels, _LABELS, air=_AIR)
    room = (WIDEST - _RIGHT - rows.width - _GAP * len(shown)) / len(shown)
    room = min(room, _WIDEST_PANEL)

    def paint(sheet: Sheet) -> None:
        rows.paint(sheet.moved(0, _HEAD))
        _legend(sheet, cells)
        for number, measure in enumerate(shown):
            left = rows.width + _GAP + number * (room + _GAP)
            _panel(sheet, rows, cells, measure, (left, _HEAD, room, rows.height))

    width = rows.width + (room + _GAP) * len(shown) + _RIGHT
    height = _HEAD + rows.height + _FOOT
    remarks = below(common)
    if any(known(measure.low) for measure in shown):
        remarks.append(_INTERVALS)
    if left_out:
        remarks.append(f"Not drawn: {listed([measure.name for measure in left_out], 'and')}.")
    return Drawing(width, height, paint, _summary(cells, shown), remarks)


def _cells(frame: Frame) -> Cells:
    paths = names_in(frame, PATH)
    codes = [path for path in dict.fromkeys(paths) if path != ALL_CODES]
    codes += [ALL_CODES] * (ALL_CODES in paths)
    place = {code: number for number, code in enumerate(codes)}
    # A source may have no name, but then it has a GUID.
    named = [names_in(frame, each) for each in ("source", "source_guid") if each in frame.columns]
    is_overall = [not any(names) for names in zip([""] * len(frame), *named, strict=True)]
    return Cells(codes, [place[path] for path in paths], is_overall)


def _measures(frame: Frame) -> list[Measure]:
    """What the table tells of agreement, in per cent and as coefficients."""
    measures = []
    for name in (AGREEMENT, *COEFFICIENTS):
        numbers = _numbers(frame, name)
        there = known(numbers)
        if not there:
            continue
        low, high = (_numbers(frame, f"{name}_{end}") for end in ("low", "high"))
        seen = [*there, *known(low), *known(high)]
        if name == AGREEMENT:
            named = ("Agreement, %", "percentages of agreement")
            marks = _percent_marks(seen)
        else:
            named = (COEFFICIENTS[name], f"values of {name}")
            marks = _coefficient_marks(seen)
        measures.append(Measure(*named, numbers, low, high, marks))
    if not measures:
        raise CannotDraw("The table has no column of agreement, so there is nothing to draw.")
    return measures


def _numbers(frame: Frame, column: str) -> list[Number]:
    return numbers_in(frame, column) if column in frame.columns else [None] * len(frame)


def _percent_marks(numbers: list[float]) -> list[float]:
    """From 0 to 100, or from nearer where all numbers are high: dots need no zero."""
    if any(not 0 <= number <= 100 for number in numbers):
        return marks_around(numbers)
    for low, step in ((90.0, 2.0), (75.0, 5.0), (50.0, 10.0)):
        if min(numbers) >= low:
            return marks_between(low, 100.0, step)
    return [0.0, 25.0, 50.0, 75.0, 100.0]


def _coefficient_marks(numbers: list[float]) -> list[float]:
    """From 0 to 1, or from below 0 where that is needed."""
    if any(not -1 <= number <= 1 for number in numbers):
        return marks_around(numbers)
    return marks_between(min(0.0, *numbers), 1.0, 0.5)


def _panel(sheet: Sheet, rows: Rows, cells: Cells, measure: Measure, box: Box) -> None:
    left, top, width, height = box
    axes = sheet.axes(box, (measure.marks[0], measure.marks[-1]), (0.0, height))
    guide_across(sheet, axes, box, measure.marks)
    sheet.write(left + width / 2, top - 3.0, measure.name, align="center", colour=SOFT)
    middles = [rows.rows[place].middle for place in cells.places]
    _intervals(axes, measure, middles)
    for series, wanted in ((_EACH, False), (_ALL, True)):
        dots = zip(measure.numbers, middles, cells.is_overall, strict=True)
        chosen = [(number, middle) for number, middle, overall in dots if overall is wanted]
        paint_dots(axes, series, chosen)


def _intervals(axes: Axes, measure: Measure, middles: Sequence[float]) -> None:
    for low, high, middle in zip(measure.low, measure.high, middles, strict=True):
        if low is not None and high is not None:
            axes.plot([low, high], [middle, middle], color=INK, linewidth=1.0, zorder=2)


def _legend(sheet: Sheet, cells: Cells) -> None:
    left = 0.0
    for series, words, wanted in ((_ALL, "All sources", True), (_EACH, "One source", False)):
        if wanted in cells.is_overall:
            paint_marker(sheet, series, left + 2.0, 2.2)
            sheet.write(left + 5.0, 2.2, words, size=SMALL)
            left += 10.0 + width_of(words, SMALL)


def _summary(cells: Cells, measures: Sequence[Measure]) -> list[str]:
    """How many codes there are, the range of each measure, and what it is of all codes."""
    names = [*short_names(cells.single), ALL_CODES]
    has_overall = any(cells.is_overall)
    which = "all sources together" if has_overall else "single sources"
    sentences = [
        f"Dots of the agreement of coders on {number_and_noun(len(cells.single), 'code')}, light "
        "for one source, dark for all sources."
    ]
    together = []
    for measure in measures:
        rows = [
            (cells.codes[place], names[place], number)
            for place, number, overall in zip(
                cells.places, measure.numbers, cells.is_overall, strict=True
            )
            if overall is has_overall
        ]
        of_codes = [(name, number) for code, name, number in rows if code != ALL_CODES]
        sentence = extent(
            f"{measure.values} over {which}",
            [name for name, _ in of_codes],
            [number for _, number in of_codes],
        )
        sentences.append(sentence)
        together += [f"{measure.name} {told(it)}" for code, _, it in rows if code == ALL_CODES]
    if together:
        sentences.append(f"All codes together: {listed(together, 'and')}.")
    return sentences
