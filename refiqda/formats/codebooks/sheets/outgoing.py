"""Rows of a codebook as a file: csv and tsv for programs, Excel workbooks for people too."""

from __future__ import annotations

import codecs
import math
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from refiqda.errors import CannotWrite
from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.layout import Cell, Line
from refiqda.standard.disk import replacing
from refiqda.text.delimited import delimited
from refiqda.tools import excel
from refiqda.tools.changes import Changes

_SEPARATORS = {".csv": ",", ".tsv": "\t", ".txt": "\t"}
_AT_ONCE = 10_000
_SHEET = "Codebook"
_NARROWEST, _WIDEST = 8, 60
"""Columns of a workbook, in characters."""
_MEASURED = 2_000
"""Rows that say how wide a column is."""
_POINTS = 15
"""The height of a line; spreadsheets do not all find out how many a text takes."""
_MOST_LINES = 27
"""That a row shows: it may be 409 points high (Microsoft, "Excel specifications and limits")."""
_FIRST_WIDE = "\u1100"
"""No character before it is wide (Unicode, EastAsianWidth.txt)."""


def write_sheet(
    lines: Sequence[Line],
    path: Path,
    *,
    title: str,
    changes: Changes,
    bom: bool = False,
    quoted: bool = False,
) -> None:
    """Write rows as the kind of table that the ending says: ``.csv .tsv .txt .xlsx``.

    Text files have every cell unchanged, behind a byte order mark if ``bom``, and every one in
    quotation marks if ``quoted``. In a workbook every text is text, whatever it looks like;
    what does not fit into a cell is told in ``changes``, as the end of a text of the row's element.

    Raises:
        CannotWrite: if the table is too large for a sheet, or the target cannot be written.
        MissingExtra: if the file needs a package that is not installed.
    """
    suffix = path.suffix.lower()
    if suffix in _SEPARATORS:
        with replacing(path) as stream:
            if bom:
                stream.write(codecs.BOM_UTF8)
            for piece in _pieces(lines, _SEPARATORS[suffix], changes, quoted):
                stream.write(piece.encode("utf-8"))
    elif suffix == ".xlsx":
        _refuse_large(lines, path)
        openpyxl = excel.package("An Excel file", "write .csv")
        with replacing(path) as stream:
            _write_workbook(openpyxl, lines, stream, title, changes)
    else:
        raise CannotWrite(f"{path.name} is no table. Write .csv, .tsv, .txt or .xlsx.")


# ------------------------------------------------------------------------------------------ text


def _pieces(lines: Sequence[Line], separator: str, changes: Changes, quoted: bool) -> Iterator[str]:
    for start in range(0, len(lines), _AT_ONCE):
        some = lines[start : start + _AT_ONCE]
        text = delimited((line.cells for line in some), separator, quoted=quoted)
        if cleaned(text) is not None:
            rows = [[_possible(cell, line, changes) for cell in line.cells] for line in some]
            text = delimited(rows, separator, quoted=quoted)
        yield text if start else _first(text, separator)


def _first(text: str, separator: str) -> str:
    """The first cell in quotation marks, where a reader would take its beginning for a sign.

    That is a byte order mark, or the line in which Excel is told the separator.
    """
    if not text.startswith("\ufeff") and text[:4].lower() != "sep=":
        return text
    cell = text.partition("\n")[0].partition(separator)[0]
    return f'"{cell}"{text[len(cell) :]}'


def _possible(cell: Cell, line: Line, changes: Changes) -> Cell:
    """A cell without characters that no codebook can hold; only a program can put them there."""
    marked = cleaned(cell) if isinstance(cell, str) else None
    if marked is None:
        return cell
    if line.node is not None:
        changes.tell("character of a text", line.node, why="XML has no such character")
    return marked


# -------------------------------------------------------------------------------------- workbook


def _refuse_large(lines: Sequence[Line], path: Path) -> None:
    if len(lines) > excel.MOST_ROWS:
        raise CannotWrite(
            f"{path.name} would have {len(lines):,} rows, but a sheet of Excel holds "
            f"{excel.MOST_ROWS:,}. Write it as .csv."
        )
    columns = max((len(line.cells) for line in lines), default=0)
    if columns > excel.MOST_COLUMNS:
        raise CannotWrite(
            f"{path.name} would have {columns:,} columns, but a sheet of Excel holds "
            f"{excel.MOST_COLUMNS:,}. Write it as .csv."
        )


def _write_workbook(
    openpyxl: Any, lines: Sequence[Line], stream: IO[bytes], title: str, changes: Changes
) -> None:
    """One sheet with a frozen bold header, if there is one, and long texts in several lines."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET)
    widths = _widths(lines)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = width
    has_header = bool(lines) and lines[0].node is None
    if has_header:
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
        fitToPage=True
    )
    bold = openpyxl.styles.Font(bold=True)
    wrapped = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
    for number, line in enumerate(lines):
        row = [_for_sheet(openpyxl, sheet, cell, line, changes) for cell in line.cells]
        if has_header and number == 0:
            for cell in row:
                cell.font = bold
        elif (height := max(map(_lines, line.cells, widths), default=1)) > 1:
            sheet.row_dimensions[number + 1].height = _POINTS * min(height, _MOST_LINES)
            for cell in row:
                cell.alignment = wrapped
        sheet.append(row)
    excel.save(book, stream, title)


def _for_sheet(openpyxl: Any, sheet: Any, cell: Cell, line: Line, changes: Changes) -> Any:
    if isinstance(cell, int) and abs(cell) <= excel.EXACT:
        return openpyxl.cell.WriteOnlyCell(sheet, value=cell)
    text = str(_possible(cell, line, changes))
    if line.node is not None and 2 * len(text) > excel.LONGEST:
        size = excel.units(text)
        if size > excel.LONGEST:
            why = f"a cell of Excel holds {excel.LONGEST:,} characters, and this text has {size:,}"
            changes.tell("end of a text", line.node, why=why)
    return excel.text_cell(openpyxl, sheet, text)


def _widths(lines: Sequence[Line]) -> list[int]:
    """How wide each column is: as its widest line, within bounds."""
    widths: list[int] = []
    for line in lines[:_MEASURED]:
        widths += [_NARROWEST] * (len(line.cells) - len(widths))
        for place, cell in enumerate(line.cells):
            if widths[place] < _WIDEST:
                widths[place] = max(widths[place], min(_width(cell) + 2, _WIDEST))
    return widths


def _width(cell: Cell) -> int:
    return max(map(_columns, str(cell)[: 4 * _WIDEST].split("\n")))


def _columns(text: str) -> int:
    """How many columns a text takes; letters of Chinese, Japanese and Korean take two."""
    if max(text, default="") < _FIRST_WIDE:
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _lines(cell: Cell, width: int) -> int:
    """How many lines a text takes in a column, or more than are shown; words do not fill them."""
    text = str(cell)
    if len(text) < width and text.isascii() and text.isprintable():
        return 1
    parts = text[: width * _MOST_LINES].splitlines() or [""]
    return sum(max(1, math.ceil(_columns(part) / (width - 1.5))) for part in parts)
