"""The flow of participants as boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.figures.canvas import MARGIN, SMALL, WIDTH, Canvas
from analysis.figures.rows import rows_of
from analysis.tables.flow import flow as counted

if TYPE_CHECKING:
    from analysis.study import Study

TITLE = "From the students with an elective to interviews and reports"
_WIDE, _HIGH, _GAP = 270.0, 66.0, 34.0
_BESIDE = MARGIN + _WIDE + 46


def flow(study: Study) -> str:
    """Persons above one another, with who is left out beside; what was collected below."""
    canvas = Canvas("flow", TITLE)
    rows = rows_of(counted(study))
    persons = [row for row in rows if row["is_persons"]]
    collected = [row for row in rows if not row["is_persons"]]
    y = float(MARGIN)
    for number, row in enumerate(persons):
        if number:
            _left_out(canvas, y, row)
            y += _GAP
        _box(canvas, MARGIN, y, _WIDE, row)
        y += _HIGH
    for row, (x, wide) in zip(collected, _below(len(collected)), strict=True):
        _fork(canvas, y, x + wide / 2)
        _box(canvas, x, y + _GAP, wide, row)
    return canvas.svg()


def _box(canvas: Canvas, x: float, y: float, width: float, row: dict[str, Any]) -> None:
    canvas.frame(x, y, width, _HIGH)
    middle = x + width / 2
    canvas.words(middle, y + 27, str(row["printed"]), size=20, bold=True, anchor="middle")
    canvas.words(middle, y + 50, row["stage"], size=SMALL, anchor="middle")
    share = "" if row["share"] is None else f" ({row['share']:.0%} of {row['of']})"
    canvas.said.append(f"{row['printed']} {row['stage']}{share}.")


def _left_out(canvas: Canvas, y: float, row: dict[str, Any]) -> None:
    """The arrow to the next stage, how many it leaves out, and the share that it keeps."""
    middle = MARGIN + _WIDE / 2
    canvas.line((middle, y), (middle, y + _GAP), stroke="soft", thick=1.5, arrow=True)
    if row["left_out"] is None:
        return
    canvas.words(middle + 14, y + 22, f"{row['share']:.0%}", size=SMALL, fill="soft")
    canvas.line((middle + 56, y + 17), (_BESIDE - 6, y + 17), stroke="soft", arrow=True)
    words = f"the other {row['left_out']}; why is not told"
    canvas.words(_BESIDE, y + 22, words, size=SMALL)
    canvas.said.append(f"Left out: {words}.")


def _below(boxes: int) -> Iterator[tuple[float, float]]:
    """Where the boxes of the last row begin, and how wide they are; the first as those above."""
    rest = (WIDTH - 2 * MARGIN - _WIDE) / max(boxes - 1, 1) - 16
    x = float(MARGIN)
    for number in range(boxes):
        wide = rest if number else _WIDE
        yield x, wide
        x += wide + 16


def _fork(canvas: Canvas, y: float, to: float) -> None:
    """From the last box of persons to a box below it or beside that."""
    middle, turn = MARGIN + _WIDE / 2, y + _GAP / 2
    points = ((middle, y), (middle, turn), (to, turn), (to, y + _GAP))
    canvas.line(*points, stroke="soft", thick=1.5, arrow=True)
