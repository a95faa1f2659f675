"""Saturation as a curve: codes found so far, what any order would find, and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from refiqda.tables.columns import Frame
from refiqda.view.alternative import capital, number_and_noun
from refiqda.view.measure import line_height, shortened, width_of, wrapped
from refiqda.view.reading import Number, known, largest, names_in, numbers_in, told
from refiqda.view.scales import guide_up, marks_to
from refiqda.view.sheet import Drawing, Sheet
from refiqda.view.style import BAR, INK, PALE, SMALL, SOFT, TEXT, WHITE, WIDEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEFT, _RIGHT, _HEAD, _HEIGHT = 14.0, 2.0, 6.0, 72.0
_NAMES = 38.0
"""Millimetres for the names of cases, which stand upright below the curve."""
_MOST_LINES = 3
_PER_CASE = 8.0
_KINDS = {
    "observed": "Found, in the order given",
    "expected": "Expected over all orders",
    "new": "New codes",
}
_SAMPLE, _AFTER = 9.5, 6.0
"""Millimetres for a sample of a line in the legend, and after its words."""
_SOME = ("case", "source")
"""What the curve goes through, as the column of their names is called."""
_LEAST_MARKED = 1.8
"""Millimetres from case to case: nearer, and markers and outlines would run together."""


def draw(frame: Frame) -> Drawing:
    """The curve of a table of saturation.

    Raises:
        CannotDraw: if a column is missing.
    """
    some = next((name for name in _SOME if name in frame.columns), _SOME[0])
    cases = names_in(frame, some)
    found = numbers_in(frame, "codes")
    expected = numbers_in(frame, "expected")
    new = numbers_in(frame, "new_codes")
    width = min(WIDEST - _LEFT - _RIGHT, max(_legend_width(), _PER_CASE * len(cases)))
    step = width / len(cases)
    names = _names(cases, step)
    deep = max((width_of(line, SMALL) for name in names for line in name), default=3.0) + 2.5
    box = (_LEFT, _HEAD, width, _HEIGHT)

    def paint(sheet: Sheet) -> None:
        most = max(*map(largest, (found, expected, new)), 1.0) * 1.04
        axes = sheet.axes(box, (0.5, len(cases) + 0.5), (most, 0.0))
        guide_up(sheet, axes, box, [mark for mark in marks_to(most) if mark <= most])
        _bars(axes, new, step)
        _expected(axes, expected)
        _observed(axes, found, step)
        _legend(sheet.moved(_LEFT, 0))
        middle = _HEAD + _HEIGHT / 2
        sheet.write(1.5, middle, "Codes", size=TEXT, align="center", colour=SOFT, turned=90)
        _below(sheet.moved(_LEFT, _HEAD + _HEIGHT), names, len(cases), step)
        place = _HEAD + _HEIGHT + deep + 2.5
        sheet.write(
            _LEFT + width / 2,
            place,
            f"{capital(some)}s, in the order given",
            size=TEXT,
            align="center",
            colour=SOFT,
        )

    height = _HEAD + _HEIGHT + deep + 5.0
    return Drawing(
        _LEFT + width + _RIGHT, height, paint, _summary(cases, found, expected, new, some)
    )


def _names(cases: Sequence[str], step: float) -> list[list[str]]:
    """The names of cases in as many lines as a step has room for; none if they say nothing."""
    most = min(_MOST_LINES, int(step / line_height(SMALL) + 0.1))
    if most < 1:
        return []
    if most == 1:
        names = [[shortened(case, _NAMES, SMALL)] for case in cases]
    else:
        names = [wrapped(case, _NAMES, SMALL, most=most) for case in cases]
    are_apart = len({tuple(name) for name in names}) == len(set(cases))
    return names if are_apart and any(cases) else []


def _bars(axes: Axes, new: Sequence[Number], step: float) -> None:
    there = [(place, number) for place, number in enumerate(new, 1) if number]
    axes.bar(
        [place for place, _ in there],
        [number for _, number in there],
        width=0.6,
        color=PALE,
        edgecolor=SOFT,
        linewidth=0.5 if step > _LEAST_MARKED else 0.0,
        clip_on=False,
    )


def _expected(axes: Axes, expected: Sequence[Number]) -> None:
    """What is missing leaves a gap in the line."""
    places = range(1, len(expected) + 1)
    values = [float("nan") if number is None else number for number in expected]
    axes.plot(places, values, color=INK, linewidth=1.6, clip_on=False, zorder=3)


def _observed(axes: Axes, found: Sequence[Number], step: float) -> None:
    places = range(1, len(found) + 1)
    values = [float("nan") if number is None else number for number in found]
    axes.plot(
        places,
        values,
        color=BAR,
        linewidth=1.0,
        linestyle=(0, (3, 1.5)),
        drawstyle="steps-post",
        marker="o" if step > _LEAST_MARKED else "",
        markersize=4.0,
        markerfacecolor=WHITE,
        markeredgecolor=BAR,
        clip_on=False,
        zorder=4,
    )


def _legend(sheet: Sheet) -> None:
    """Small samples of the three, each with its words."""
    left, middle = 0.0, 2.0
    for kind, words in _KINDS.items():
        axes = sheet.axes((left, middle - 1.5, 8.0, 3.0), (0.0, 2.0), (3.0, 0.0))
        if kind == "new":
            axes.bar(1.3, 2.6, width=1.2, color=PALE, edgecolor=SOFT, linewidth=0.5, clip_on=False)
        elif kind == "expected":
            axes.plot([0, 2], [1.5, 1.5], color=INK, linewidth=1.6)
        else:
            _sample(axes)
        sheet.write(left + _SAMPLE, middle, words, size=SMALL)
        left += _SAMPLE + width_of(words, SMALL) + _AFTER


def _legend_width() -> float:
    return sum(_SAMPLE + width_of(words, SMALL) + _AFTER for words in _KINDS.values()) - _AFTER


def _sample(axes: Axes) -> None:
    axes.plot(
        [0, 1, 2],
        [1.5, 1.5, 1.5],
        color=BAR,
        linewidth=1.0,
        linestyle=(0, (3, 1.5)),
        marker="o",
        markersize=4.0,
        markerfacecolor=WHITE,
        markeredgecolor=BAR,
        markevery=[1],
    )


def _below(sheet: Sheet, names: Sequence[list[str]], number: int, step: float) -> None:
    """The names of cases, read from below; round numbers where names have no room."""
    for place, lines in enumerate(names):
        for line, text in enumerate(lines):
            across = (place + 0.5) * step + (line - (len(lines) - 1) / 2) * line_height(SMALL)
            foot = 1.8 + width_of(text, SMALL)
            sheet.write(across, foot, text, size=SMALL, turned=90)
    if not names:
        for mark in marks_to(number, 10):
            if 1 <= mark <= number:
                sheet.write(
                    (mark - 0.5) * step, 2.2, told(mark), size=SMALL, align="center", colour=SOFT
                )


def _summary(
    cases: Sequence[str],
    found: Sequence[Number],
    expected: Sequence[Number],
    new: Sequence[Number],
    some: str,
) -> list[str]:
    """From how many codes to how many, the last case with a new one, and where most are found."""
    sentences = [
        f"Saturation curve over {number_and_noun(len(cases), some)} in the order given: codes "
        "found so far as steps, the number expected over all orders as a line, new codes as bars."
    ]
    seen = known(found)
    if seen:
        sentences.append(f"Codes found rise from {told(seen[0])} to {told(seen[-1])}.")
    with_new = [place for place, number in enumerate(new) if number]
    if with_new:
        last = with_new[-1]
        named = f" ({cases[last]})" if cases[last] else ""
        sentences.append(f"The last {some} with a new code is number {last + 1}{named}.")
    likely = known(expected)
    if likely and likely[-1] > 0:
        enough = next(
            place for place, number in enumerate(expected, 1) if (number or 0) >= 0.9 * likely[-1]
        )
        sentences.append(
            f"The expected curve has 90 % of its {told(likely[-1])} codes after "
            f"{number_and_noun(enough, some)}."
        )
    return sentences
