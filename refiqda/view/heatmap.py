"""Crosstabs and matrices of codes as heat maps: the more, the darker, the number in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.tables.columns import Frame
from refiqda.tables.counting.columns import TOTAL, UNASSIGNED
from refiqda.tables.counting.wording import listed
from refiqda.view.alternative import extent, number_and_noun
from refiqda.view.grid import Column, most_of, paint_cells, paint_key, text_size
from refiqda.view.headings import headings_for
from refiqda.view.limits import CannotDraw, refuse_too_many
from refiqda.view.measure import width_of
from refiqda.view.reading import PATH, Numbered, names_in, numbered, told
from refiqda.view.rows import Label, Rows, below, labels_of, short_names
from refiqda.view.sheet import Drawing, Sheet
from refiqda.view.style import TEXT, WIDEST

_LABELS = 58.0
_GAP = 2.5
"""Millimetres between labels and cells, and before columns that are no values."""
_AIR = 1.8
_KEY, _KEY_WIDTH = 8.0, 40.0
_NAMED = 8
"""So many columns are named in the alternative text."""


class Value(NamedTuple):
    """A column of the table, and the rows that have no shade in it."""

    name: str
    of: Numbered
    plain: frozenset[int]


def draw_crosstab(frame: Frame) -> Drawing:
    """The heat map of a crosstab: codes by values. Totals are printed, and have no shade.

    Raises:
        CannotDraw: if no column holds numbers of a value.
    """
    paths = names_in(frame, PATH)
    columns = numbered(frame)
    has_total = TOTAL in (column.name for column in columns)
    codes = paths[:-1] if has_total and paths[-1] == TOTAL else paths
    values = [column for column in columns if column.name not in (TOTAL, UNASSIGNED)]
    are_codes = {column.name for column in values} <= set(codes)
    last = frozenset(range(len(codes), len(paths)))
    shaded = [
        Value(name, column, last | _itself(column.name, codes if are_codes else ()))
        for name, column in zip(_headings(values, are_codes), values, strict=True)
    ]
    everything = frozenset(range(len(paths)))
    others = [Value(each.name, each, everything) for each in columns if each not in values]
    labels, common = labels_of(codes)
    labels += [Label(path, 0) for path in paths[len(codes) :]]
    return _drawing(labels, shaded, others)._replace(
        summary=_summary(codes, shaded, "code" if are_codes else "value"), remarks=below(common)
    )


def _headings(columns: Sequence[Numbered], are_codes: bool) -> list[str]:
    names = [column.name for column in columns]
    return short_names(names) if are_codes else names


def _itself(name: str, codes: Sequence[str]) -> frozenset[int]:
    """The rows in which a code meets itself."""
    return frozenset(row for row, path in enumerate(codes) if path == name)


def draw_matrix(frame: Frame) -> Drawing:
    """The heat map of a matrix of codes by codes. What a code has with itself has no shade.

    Raises:
        CannotDraw: if no column holds numbers of a code.
    """
    paths = names_in(frame, PATH)
    columns = numbered(frame)
    is_square = len(columns) == len(paths)
    shaded = [
        Value(name, column, frozenset([place]) if is_square else _itself(column.name, paths))
        for place, (name, column) in enumerate(
            zip(_headings(columns, are_codes=True), columns, strict=True)
        )
    ]
    labels, common = labels_of(paths)
    return _drawing(labels, shaded, [])._replace(
        summary=_summary(paths, shaded, "code"), remarks=below(common)
    )


def _drawing(labels: list[Label], shaded: list[Value], others: list[Value]) -> Drawing:
    """Labels, headings and cells, laid out."""
    if not shaded:
        raise CannotDraw("The table has no column with numbers, so there is nothing to draw.")
    columns = [*shaded, *others]
    refuse_too_many(len(shaded[0].of.numbers), "codes")
    refuse_too_many(len(columns), "columns")
    rows = Rows(labels, _LABELS, air=_AIR)
    texts = [text for column in columns for text in column.of.texts]
    widest = max(width_of(text, TEXT) for text in texts)
    apart = _GAP if others else 0.0
    start = rows.width + _GAP
    headings = headings_for(
        [column.name for column in columns], WIDEST - start - apart, widest + 2.0
    )
    lefts = [
        place * headings.cell + (apart if place >= len(shaded) else 0.0)
        for place in range(len(columns))
    ]
    placed = [
        Column(left, column.of.numbers, column.of.texts, column.plain)
        for left, column in zip(lefts, columns, strict=True)
    ]
    size = text_size(texts, headings.cell, rows.size)
    width = lefts[-1] + headings.cell

    def paint(sheet: Sheet) -> None:
        headings.paint(sheet.moved(start, 0), lefts)
        rows.paint(sheet.moved(0, headings.height))
        paint_cells(sheet.moved(start, headings.height), rows.rows, placed, headings.cell, size)
        if size is None:
            key = sheet.moved(start, headings.height + rows.height + _GAP)
            most = told(most_of(placed)) + ("%" if shaded[0].of.is_share else "")
            paint_key(key, _KEY_WIDTH, most)

    height = headings.height + rows.height + (0.0 if size else _GAP + _KEY)
    across = max(width + headings.overhang, 0.0 if size else _KEY_WIDTH)
    return Drawing(start + across, height, paint, [])


def _summary(codes: Sequence[str], columns: Sequence[Value], noun: str) -> list[str]:
    """How many rows and columns, and from where to where the shaded numbers go."""
    named = listed([column.name for column in columns], "and")
    which = f" ({named})" if len(columns) <= _NAMED else ""
    rows = short_names(codes)
    cells = [
        (f"{rows[row]} with {column.name}", column.of.numbers[row])
        for column in columns
        for row in range(len(codes))
        if row not in column.plain
    ]
    what = "the percentages" if columns[0].of.is_share else "the numbers"
    return [
        f"Heat map of {number_and_noun(len(codes), 'code')} in rows by "
        f"{number_and_noun(len(columns), noun)} in columns{which}; the more, the darker.",
        extent(what, [name for name, _ in cells], [number for _, number in cells], "cell"),
    ]
