"""How many participants can hold two themes together, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.determined.results import JOINER
from analysis.figures.canvas import MARGIN, SMALL, WIDTH, Canvas
from analysis.figures.rows import rows_of
from analysis.figures.scale import Scale, mark, span, ticks
from analysis.tables.overlaps import overlaps as counted

if TYPE_CHECKING:
    from analysis.study import Study

TITLE = "How many participants can hold two themes together"
_ROW = 46.0


def overlaps(study: Study) -> str:
    """A row for each two themes."""
    canvas = Canvas("overlaps", TITLE)
    rows = [row for row in rows_of(counted(study)) if row["themes"].count(JOINER) == 1]
    top = max(row["most"] for row in rows)
    scale = Scale(MARGIN + 6, WIDTH - MARGIN - 6, top)
    y = _key(canvas)
    ticks(canvas, scale, y, y + 12, range(top + 1))
    y += 14
    for row in rows:
        one, other = row["themes"].split(JOINER)
        canvas.words(MARGIN, y + 18, f"{one} and {other[0].lower()}{other[1:]}", size=SMALL)
        for number in range(top + 1):
            x = scale.at(number)
            canvas.line((x, y + 25), (x, y + 39), thick=0.5)
        span(canvas, scale, y + 32, row["least"], row["most"])
        mark(canvas, scale, y + 32, row["reconstruction"])
        canvas.diamond(scale.at(row["if_independent"]), y + 32, 6)
        canvas.said.append(_told(one, other, row))
        y += _ROW
    canvas.words(
        MARGIN,
        y + 22,
        "participants; the printed facts, and two sentences read strictly (level L2)",
        size=SMALL,
        fill="soft",
    )
    return canvas.svg()


def _key(canvas: Canvas) -> float:
    """What the marks mean; where the numbers stand."""
    scale = Scale(MARGIN, MARGIN + 34, 1)
    for y, words in (
        (30, "from the least to the most that the printed numbers allow"),
        (54, "expected if holding one had nothing to do with holding the other"),
        (78, "the reconstruction's number, a choice of ours"),
    ):
        canvas.words(MARGIN + 46, y, words, size=SMALL)
    span(canvas, scale, 25, 0, 1)
    canvas.diamond(MARGIN + 17, 49, 6)
    mark(canvas, scale, 73, 0.5)
    return 108.0


def _told(one: str, other: str, row: dict[str, Any]) -> str:
    return (
        f"{one} and {other}: {row['least']} to {row['most']}; if independent "
        f"{row['if_independent']:.1f}; reconstruction {row['reconstruction']}."
    )
