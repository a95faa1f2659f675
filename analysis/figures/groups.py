"""What the printed numbers allow for each theme in three groups, as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.determined.results import GROUPS
from analysis.figures.canvas import MARGIN, SMALL, WIDTH, Canvas, wrapped
from analysis.figures.rows import rows_of
from analysis.figures.scale import Scale, mark, span, ticks
from analysis.tables.groups import READ_AT
from analysis.tables.groups import groups as counted

if TYPE_CHECKING:
    from analysis.study import Study

TITLE = "How many of each group can hold each theme"
_LABELS = 196.0
_ROW, _LINE = 24.0, 15.0
_HEADS = {"women": "women", "low-middle": "low to middle income", "research": "research"}
"""The groups in few words, as they fit above a panel."""


def groups(study: Study) -> str:
    """A row for each theme and subtheme, a panel for each group."""
    canvas = Canvas("groups", TITLE)
    panels = _panels(rows_of(counted(study)))
    scales = _scales([several[0]["group_of"] for several in panels])
    first = next(iter(panels))
    y = _key(canvas)
    bottom = y + 62 + sum(_height(row) for row in first)
    for scale, key, several in zip(scales, GROUPS, panels, strict=True):
        _head(canvas, scale, y, _HEADS[key], several[0]["group_of"])
        ticks(canvas, scale, y + 44, bottom, range(several[0]["group_of"] + 1))
        _say(canvas, GROUPS[key].says, several)
    y += 62
    for together in zip(*panels, strict=True):
        y = _row(canvas, y, scales, together)
    canvas.lines(
        MARGIN,
        y + 24,
        "The printed facts, and two sentences read strictly (level L2).",
        WIDTH - 2 * MARGIN,
        size=SMALL,
        fill="soft",
    )
    return canvas.svg()


def _panels(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows of each grouping, in the order of the table."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["grouping"], []).append(row)
    return list(found.values())


def _scales(sizes: list[int]) -> list[Scale]:
    gap = 28.0
    left = MARGIN + _LABELS
    wide = (WIDTH - MARGIN - left - gap * (len(sizes) - 1) - 8) / len(sizes)
    return [
        Scale(left + number * (wide + gap), left + number * (wide + gap) + wide, size)
        for number, size in enumerate(sizes)
    ]


def _key(canvas: Canvas) -> float:
    """What the marks mean; where the panels begin."""
    scale = Scale(MARGIN, MARGIN + 34, 1)
    for y, words in (
        (30, "from the least to the most that the printed numbers allow"),
        (54, "one number is possible, by what is printed"),
        (78, "one number is possible, if a sentence is read strictly"),
        (102, "the reconstruction's number, a choice of ours"),
    ):
        canvas.words(MARGIN + 46, y, words, size=SMALL)
    span(canvas, scale, 25, 0, 1)
    canvas.dot(scale.at(0.5), 49, 6.5)
    canvas.ring(scale.at(0.5), 73, 5.5)
    mark(canvas, scale, 97, 0.5)
    return 120.0


def _head(canvas: Canvas, scale: Scale, y: float, words: str, size: int) -> None:
    middle = (scale.left + scale.right) / 2
    lines = wrapped(f"{words} ({size})", SMALL, scale.right - scale.left + 24, bold=True)
    for number, line in enumerate(lines):
        up = (len(lines) - 1 - number) * 16
        canvas.words(middle, y + 24 - up, line, size=SMALL, bold=True, anchor="middle")


def _label(row: dict[str, Any]) -> tuple[list[str], float, bool]:
    """The name of a row in lines, how far it is moved in, and whether it is a theme's."""
    is_theme = row["subtheme"] is None
    inset = 0.0 if is_theme else 12.0
    name = row["theme"] if is_theme else row["subtheme"]
    lines = wrapped(name, SMALL, _LABELS - inset - 14, bold=is_theme)
    return lines, inset, is_theme


def _height(row: dict[str, Any]) -> float:
    lines, _, is_theme = _label(row)
    return _ROW + _LINE * (len(lines) - 1) + (8 if is_theme else 0)


def _row(
    canvas: Canvas, y: float, scales: list[Scale], together: tuple[dict[str, Any], ...]
) -> float:
    lines, inset, is_theme = _label(together[0])
    if is_theme:
        y += 8
        canvas.line((MARGIN, y - 2), (WIDTH - MARGIN, y - 2), thick=0.5)
    middle = y + (_ROW + _LINE * (len(lines) - 1)) / 2
    for number, line in enumerate(lines):
        base = middle + 5 + (number - (len(lines) - 1) / 2) * _LINE
        canvas.words(MARGIN + inset, base, line, size=SMALL, bold=is_theme)
    for scale, row in zip(scales, together, strict=True):
        _cell(canvas, scale, middle, row)
    return y + _ROW + _LINE * (len(lines) - 1)


def _cell(canvas: Canvas, scale: Scale, y: float, row: dict[str, Any]) -> None:
    if row["least"] != row["most"]:
        span(canvas, scale, y, row["least"], row["most"])
        mark(canvas, scale, y, row["reconstruction"])
    elif row["level"] == READ_AT:
        canvas.ring(scale.at(row["least"]), y, 5.5)
    else:
        canvas.dot(scale.at(row["least"]), y, 6.5)


def _say(canvas: Canvas, group: str, rows: list[dict[str, Any]]) -> None:
    told = []
    for row in rows:
        name = row["subtheme"] or row["theme"]
        if row["least"] == row["most"]:
            basis = "read strictly" if row["level"] == READ_AT else "printed"
            told.append(f"{name} {row['least']} ({basis})")
        else:
            told.append(f"{name} {row['least']} to {row['most']}")
    canvas.said.append(f"Of {rows[0]['group_of']}, {group}: {', '.join(told)}.")
