"""All layouts of codebooks as tables, and which of them a table is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refiqda.errors import NotACodebook, UnknownName
from refiqda.formats.codebooks.layout import Layout, Row, Sheet, Table
from refiqda.formats.codebooks.layouts import (
    atlasti,
    atlasti_report,
    dedoose,
    maxqda,
    maxqda_levels,
    nvivo,
    openqda,
    plain,
    qualcoder,
    requal,
    taguette,
)

LAYOUTS: tuple[Layout, ...] = (
    openqda.OPENQDA,
    plain.PLAIN,
    nvivo.NVIVO,
    maxqda.MAXQDA,
    maxqda_levels.MAXQDA_LEVELS,
    atlasti_report.ATLASTI_REPORT,
    atlasti.ATLASTI,
    taguette.TAGUETTE,
    qualcoder.QUALCODER,
    requal.REQUAL,
    dedoose.DEDOOSE,
)
"""In the order of the reference page; the first whose header fits is the one of a table."""
KEYS: tuple[str, ...] = tuple(layout.key for layout in LAYOUTS)
"""What ``--layout`` takes."""
WRITTEN: tuple[str, ...] = tuple(layout.key for layout in LAYOUTS if layout.write is not None)
"""What a table can be written for."""
_LOOKED_AT = 20
"""Rows in which a header is looked for: titles and notes may stand above it."""
_SHOWN = 12
_LONGEST = 40


def by_key(key: str) -> Layout:
    """The layout of a name.

    Raises:
        UnknownName: if there is none; the message says which there are.
    """
    for layout in LAYOUTS:
        if layout.key == key.strip().casefold():
            return layout
    raise UnknownName(f"There is no layout {key!r}. Choose one of: {', '.join(KEYS)}.")


def fits_any(row: Row) -> bool:
    """Whether a row is the header of a layout, or shows that there is none."""
    return any(layout.fits(row) for layout in LAYOUTS)


class Recognised(NamedTuple):
    """A table whose layout is known."""

    layout: Layout
    table: Table
    sheet: Sheet
    """The one that it stands in."""
    above: list[tuple[int, Row]]
    """The filled rows above its header, such as a title, each with its number."""


def recognise(sheets: Sequence[Sheet], name: str, forced: Layout | None = None) -> Recognised:
    """The layout that a file is in, and its table.

    A header may stand in any sheet, below a title. A layout without header is only looked for
    where no header fits.

    Raises:
        NotACodebook: if the table is in no layout, or not in the one that is ``forced``: which
            columns it has, and what to do.
    """
    layouts = LAYOUTS if forced is None else (forced,)
    for sheet in sheets:
        for place, row in _first_rows(sheet):
            for layout in layouts:
                if layout.has_header and layout.fits(row):
                    return _found(layout, sheet, place)
    for sheet in sheets:
        rows = [row for _, row in _first_rows(sheet)]
        for layout in layouts:
            is_right = rows if forced is not None else any(map(layout.fits, rows))
            if not layout.has_header and is_right:
                return _found(layout, sheet, None)
    raise NotACodebook(_described(sheets, name, forced))


def _first_rows(sheet: Sheet) -> Iterator[tuple[int, Row]]:
    """The first filled rows of a sheet, with their places."""
    for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
        if any(text.strip() for text in row):
            yield place, row


def _found(layout: Layout, sheet: Sheet, header: int | None) -> Recognised:
    start = 0 if header is None else header + 1
    rows = [
        (number, row)
        for number, row in enumerate(sheet.rows, 1)
        if any(text.strip() for text in row)
    ]
    table = Table(
        [] if header is None else sheet.rows[header],
        [each for each in rows if each[0] > start],
    )
    return Recognised(layout, table, sheet, [each for each in rows if each[0] < start])


def _described(sheets: Sequence[Sheet], name: str, forced: Layout | None) -> str:
    """What a table that fits no layout has, what is missing, and what to do."""
    firsts = [(sheet.name, _widest(sheet)) for sheet in sheets if any(_first_rows(sheet))]
    if not firsts:
        return f"{name} is empty. Look at the file."
    seen = "; ".join(
        (f"sheet {title!r}: " if title and len(firsts) > 1 else "") + _columns(row)
        for title, row in firsts[:3]
    )
    example = next((text.strip() for text in firsts[0][1] if text.strip()), "Code")
    hint = (
        f"Say which column holds what, as in --name-column {example[:_LONGEST]!r} "
        "--description-column NAME; or choose the layout with --layout."
    )
    if forced is not None:
        needs = f" ({', '.join(forced.columns)})" if forced.columns else ""
        return f"{name} is not in the layout {forced.name}{needs}. Its columns are {seen}. {hint}"
    near = _nearest(firsts[0][1])
    return f"{name} is in no layout that is known. Its columns are {seen}.{near} {hint}"


def _widest(sheet: Sheet) -> Row:
    """The row that most looks like a header: the first of those with the most cells."""
    rows = [row for _, row in _first_rows(sheet)]
    return max(rows, key=lambda row: sum(bool(text.strip()) for text in row))


def _columns(row: Row) -> str:
    names = [
        f"“{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"
        for text in (" ".join(each.split()) for each in row)
        if text
    ]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" * (len(names) > _SHOWN))


def _nearest(row: Row) -> str:
    """The layout whose headers a row has most of, and those that it lacks."""
    there = {text.strip().casefold() for text in row}
    best: tuple[int, Layout] | None = None
    for layout in LAYOUTS:
        shared = sum(name.casefold() in there for name in layout.columns)
        if shared and (best is None or shared > best[0]):
            best = shared, layout
    if best is None:
        return ""
    lacking = [name for name in best[1].columns if name.casefold() not in there]
    if not lacking:
        return ""
    return f" For the layout {best[1].name} it lacks {' and '.join(lacking)}."


def sheet_named(sheets: Sequence[Sheet], wanted: str, name: str) -> list[Sheet]:
    """The sheet of a name, whatever its case; all of them if none is wanted.

    Raises:
        UnknownName: if there is no such sheet; the message says which there are.
    """
    if not wanted:
        return list(sheets)
    found = [sheet for sheet in sheets if sheet.name.casefold() == wanted.strip().casefold()]
    if not found:
        names = ", ".join(repr(sheet.name) for sheet in sheets if sheet.name) or "no sheets"
        raise UnknownName(f"{name} has no sheet {wanted!r}. It has {names}.")
    return found
