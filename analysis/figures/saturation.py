"""How fast subthemes would have been found, on average over all orders, as a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysis.figures.canvas import MARGIN, SMALL, WIDTH, Canvas
from analysis.tables.saturation import MARKS
from analysis.tables.saturation import saturation as counted

if TYPE_CHECKING:
    from analysis.study import Study

TITLE = "How soon all subthemes would have been found, participant by participant"
_LEFT, _RIGHT = MARGIN + 28.0, WIDTH - MARGIN - 10.0
_TOP, _BOTTOM = 64.0, 364.0
_EVERY = 5


class _Plane(NamedTuple):
    """Participants to the right, subthemes upward."""

    cases: int
    codes: float

    def at(self, cases: float, codes: float) -> tuple[float, float]:
        """The place of so many subthemes in so many participants."""
        x = _LEFT + (_RIGHT - _LEFT) * cases / self.cases
        return x, _BOTTOM - (_BOTTOM - _TOP) * codes / self.codes


def saturation(study: Study) -> str:
    """The curve, with the numbers of participants that reach the marks."""
    canvas = Canvas("saturation", TITLE)
    curve = [float(number) for number in counted(study)["expected"]]
    # Of a copy without codings the picture is an empty plane.
    plane = _Plane(len(curve), max(curve[-1], 1))
    _axes(canvas, plane)
    points = (plane.at(cases, codes) for cases, codes in enumerate([0.0, *curve]))
    canvas.line(*points, stroke="deep", thick=2.5)
    canvas.said.append(
        "On average over all orders of the participants: "
        + ", ".join(f"{codes:.1f} with {cases}" for cases, codes in enumerate(curve, start=1))
        + "."
    )
    for share in MARKS if curve[-1] else ():
        _mark(canvas, plane, curve, share)
    x, y = plane.at(plane.cases, curve[-1])
    canvas.dot(x, y, 5)
    canvas.words(x + 4, y - 12, f"all {curve[-1]:.0f}", size=SMALL, bold=True, anchor="end")
    canvas.words(MARGIN, _BOTTOM + 68, "From Box 2 alone.", size=SMALL, fill="soft")
    return canvas.svg()


def _axes(canvas: Canvas, plane: _Plane) -> None:
    canvas.words(MARGIN, 30, "subthemes", size=SMALL, fill="soft")
    for codes in range(0, int(plane.codes) + 1, _EVERY):
        x, y = plane.at(0, codes)
        canvas.line((x, y), (_RIGHT, y), thick=0.5)
        canvas.words(x - 6, y + 5, str(codes), size=SMALL, anchor="end", fill="soft")
    for cases in range(0, plane.cases + 1, _EVERY):
        x, y = plane.at(cases, 0)
        canvas.line((x, y), (x, y + 5))
        canvas.words(x, y + 21, str(cases), size=SMALL, anchor="middle", fill="soft")
    canvas.words(_RIGHT, _BOTTOM + 42, "participants", size=SMALL, anchor="end", fill="soft")


def _mark(canvas: Canvas, plane: _Plane, curve: list[float], share: float) -> None:
    """The first number of participants with such a share of the subthemes."""
    wanted = share * plane.codes
    cases, codes = next(pair for pair in enumerate(curve, start=1) if pair[1] >= wanted)
    x, y = plane.at(cases, codes)
    words = f"{share:.0%} with {cases}"
    canvas.line((x, y), (x, _BOTTOM), stroke="soft", thick=1.5, dashed=True)
    canvas.dot(x, y, 5)
    _, below = plane.at(0, 0.72 * plane.codes)
    if share == MARKS[0]:
        canvas.words(x - 8, below, words, size=SMALL, bold=True, anchor="end")
    else:
        canvas.words(x + 8, below, words, size=SMALL, bold=True)
    canvas.said.append(f"{words} participants.")
