"""Which table of a file is the codebook, and in which layout it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from refiqda.errors import NotACodebook, UnknownName
from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.hints import described, lacking
from refiqda.formats.codebooks.layout import Layout, Row, Sheet, Table
from refiqda.formats.codebooks.own.mapped import Columns
from refiqda.formats.codebooks.registry import LAYOUTS, LOOKED_AT
from refiqda.formats.codebooks.rows.headers import words

_SHOWN = 3


class Recognised(NamedTuple):
    """A table whose layout is known."""

    layout: Layout
    table: Table
    sheets: list[Sheet]
    """What it stands in: one sheet, or several tables of a document with the same header."""
    above: list[tuple[int, Row]]
    """The filled rows above its header, such as a title, each with its number."""
    remarks: list[str]
    """Which of several sheets were read, and which were not."""


class _Place(NamedTuple):
    """Where the header of a table stands."""

    layout: Layout
    sheet: Sheet
    header: int | None
    """The place of its row; None where the layout has no header."""


def recognise(
    sheets: Sequence[Sheet],
    name: str,
    forced: Layout | None = None,
    columns: Columns | None = None,
    *,
    is_document: bool = False,
) -> Recognised:
    """The layout that a file is in, and its table.

    A header may stand in any sheet, below a title: among the first rows, or anywhere in a layout
    that is ``forced`` or made of ``columns``. Sheets that a workbook shows come before hidden
    ones. A layout without header is only looked for where no header fits. All tables of a document
    that have the header of the first one are read as one.

    Raises:
        NotACodebook: if the table is in no layout, or not in the one that is ``forced``: which
            columns it has, and what to do.
        UnknownName: if there is no such column as is named; which there are.
    """
    ordered = sorted(sheets, key=lambda sheet: sheet.is_hidden)
    places = [
        place for sheet in ordered if (place := _header(sheet, forced)) is not None
    ] or _headless(ordered, forced)
    if not places:
        if columns is not None:
            raise UnknownName(lacking(ordered, name, columns))
        raise NotACodebook(described(ordered, name, forced))
    return _recognised(sheets, places, is_document=is_document)


def sheet_named(sheets: Sequence[Sheet], wanted: str, name: str) -> list[Sheet]:
    """The sheet of a name, whatever its case; all of them if none is wanted.

    Raises:
        UnknownName: if there is no such sheet; the message says which there are.
    """
    if not wanted:
        return list(sheets)
    found = [sheet for sheet in sheets if sheet.name.casefold() == wanted.strip().casefold()]
    if not found:
        names = ", ".join(shown(sheet.name) for sheet in sheets if sheet.name) or "no sheets"
        raise UnknownName(f"{name} has no sheet {shown(wanted)}. It has {names}.")
    return found


# ------------------------------------------------------------------------------------ the header


def _header(sheet: Sheet, forced: Layout | None) -> _Place | None:
    """The first header of a sheet, and the first layout that it fits."""
    layouts = LAYOUTS if forced is None else (forced,)
    last = LOOKED_AT if forced is None else None
    for place, row in _filled(sheet, last):
        for layout in layouts:
            if layout.has_header and layout.fits(row):
                is_code = forced is None and _is_listed(sheet, place, row)
                return None if is_code else _Place(layout, sheet, place)
    return None


def _is_listed(sheet: Sheet, header: int, row: Row) -> bool:
    """Whether what looks like a header is a line of a list without one, such as a code “tag”.

    So it is where a line of such a list stands above it, or below it if it is a single word.
    """
    last = LOOKED_AT if sum(bool(text.strip()) for text in row) == 1 else header
    return any(
        layout.fits(line)
        for layout in LAYOUTS
        if not layout.has_header
        for place, line in _filled(sheet, last)
        if place != header
    )


def _headless(sheets: Sequence[Sheet], forced: Layout | None) -> list[_Place]:
    layouts = [each for each in (LAYOUTS if forced is None else (forced,)) if not each.has_header]
    return [
        _Place(layout, sheet, None)
        for sheet in sheets
        for layout in layouts
        if any(forced is not None or layout.fits(row) for _, row in _filled(sheet, LOOKED_AT))
    ]


def _filled(sheet: Sheet, last: int | None) -> Iterator[tuple[int, Row]]:
    """The first filled rows of a sheet, with their places."""
    for place, row in enumerate(sheet.rows[:last]):
        if any(text.strip() for text in row):
            yield place, row


# ------------------------------------------------------------------------------------ the table


def _recognised(
    sheets: Sequence[Sheet], places: Sequence[_Place], *, is_document: bool
) -> Recognised:
    first = places[0]
    parts = [first]
    if is_document and first.header is not None:
        header = words(first.sheet.rows[first.header])
        parts += [each for each in places[1:] if header == _words(each)]
    rows: list[tuple[int, Row]] = []
    indents: dict[tuple[int, int], int] = {}
    offsets: list[int] = []
    for part in parts:
        offset = offsets[-1] + len(parts[len(offsets) - 1].sheet.rows) if offsets else 0
        offsets.append(offset)
        rows += _below(part, offset)
        indents.update(_moved(part.sheet.indents, offset))
    header_row = [] if first.header is None else first.sheet.rows[first.header]
    above = [(place + 1, row) for place, row in _filled(first.sheet, first.header or 0)]
    read = [part.sheet for part in parts]
    remarks = list(_remarks(sheets, read, places, is_document=is_document))
    if len(parts) > 1:
        remarks.append(_joined(parts, offsets))
    return Recognised(first.layout, Table(header_row, rows, indents), read, above, remarks)


def _words(place: _Place) -> list[str]:
    return [] if place.header is None else words(place.sheet.rows[place.header])


def _below(place: _Place, offset: int) -> Iterator[tuple[int, Row]]:
    start = 0 if place.header is None else place.header + 1
    for at, row in _filled(place.sheet, None):
        if at >= start:
            yield at + 1 + offset, row


def _moved(
    indents: Mapping[tuple[int, int], int], offset: int
) -> Iterator[tuple[tuple[int, int], int]]:
    for (number, place), width in indents.items():
        yield (number + offset, place), width


# ------------------------------------------------------------------------------------ remarks


def _remarks(
    sheets: Sequence[Sheet], read: Sequence[Sheet], fitting: Iterable[_Place], *, is_document: bool
) -> Iterator[str]:
    taken = {id(sheet) for sheet in read}
    others = [sheet.name for sheet in sheets if id(sheet) not in taken]
    if others:
        kind = "" if is_document else "sheet "
        names = _quoted([sheet.name for sheet in read])
        said = f"Read: {kind}{names}. Not read: {_quoted(others)}."
        also = [each.sheet.name for each in fitting if id(each.sheet) not in taken]
        if also:
            would = "would be read" if len(also) == 1 else "would be read one by one"
            said += f" {_quoted(also)} {would} with --sheet {shown(also[0])}."
        yield said
    if read[0].is_hidden:
        called = shown(read[0].name)
        yield f"The sheet {called} is hidden in the workbook, and was read all the same."


def _joined(parts: Sequence[_Place], offsets: Sequence[int]) -> str:
    begins = [
        f"{part.sheet.name} after row {offset}"
        for part, offset in zip(parts[1:], offsets[1:], strict=True)
    ]
    more = f" and {len(begins) - _SHOWN:,} more" if len(begins) > _SHOWN else ""
    return (
        f"{len(parts):,} tables have the same header, and were read as one. Their rows are counted "
        f"on: {', '.join(begins[:_SHOWN])}{more}."
    )


def _quoted(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(map(shown, names[:_SHOWN])) + more
