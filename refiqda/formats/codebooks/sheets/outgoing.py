"""Rows of a codebook as a file: csv and tsv for programs, Excel workbooks for people too."""

from __future__ import annotations

import codecs
import math
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from refiqda.errors import CannotWrite
from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.layout import Cell, Line
from refiqda.formats.codebooks.people.words import is_right_to_left
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
_MOST_INDENT = 12
"""How far names are moved in, in steps; a deeper level is seen by its number alone."""
_STEP = 2
"""Characters that a step takes, or a little less."""
_FROM_RIGHT = 2
"""The reading order of texts from right to left (ECMA-376, part 1, 18.8.1)."""
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
        with replacing(path) as stream, excel.new_book(openpyxl) as book:
            _fill(openpyxl, book, lines, changes)
            excel.save(book, stream, title)
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


def _fill(openpyxl: Any, book: Any, lines: Sequence[Line], changes: Changes) -> None:
    """One sheet with a frozen bold header, if there is one, and long texts in several lines."""
    sheet = book.create_sheet(_SHEET)
    look = _Look(openpyxl, lines)
    widths = _widths(lines, look)
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
    # Without a name, LibreOffice takes a font with serifs for it.
    bold = openpyxl.styles.Font(name="Calibri", size=11, bold=True)
    for number, line in enumerate(lines):
        row = [
            _for_sheet(openpyxl, sheet, cell, line, place, changes)
            for place, cell in enumerate(line.cells, 1)
        ]
        if has_header and number == 0:
            for cell in row:
                cell.font = bold
            look.head(row)
        else:
            steps = look.steps(line)
            height = max(map(_lines, line.cells, widths, steps), default=1)
            if height > 1:
                sheet.row_dimensions[number + 1].height = _POINTS * min(height, _MOST_LINES)
            look.align(row, line, steps, is_wrapped=height > 1)
        sheet.append(row)


class _Look:
    """How the cells of a sheet stand in their columns; what they hold stays as it is.

    Names are moved in by their level where there is a column for it. A text from right to left
    begins on the right, a step away from the next column.
    """

    def __init__(self, openpyxl: Any, lines: Sequence[Line]) -> None:
        self._alignment = openpyxl.styles.Alignment
        self._known: dict[tuple[int, bool, bool, bool], Any] = {}
        header = [*lines[0].cells] if lines and lines[0].node is None else []
        has_levels = "level" in header and "name" in header
        self._level = header.index("level") if has_levels else None
        self._name = header.index("name") if has_levels else None
        cells = lines[1].cells if header and len(lines) > 1 else ()
        self._counts = [
            at for at, cell in enumerate(cells) if isinstance(cell, int) and at != self._level
        ]

    def head(self, row: list[Any]) -> None:
        """Put the headers of numbers above them, on the right."""
        for place in self._counts:
            row[place].alignment = self._alignment(horizontal="right")

    def steps(self, line: Line) -> list[int]:
        """How far each cell of a row is moved in."""
        steps = [int(_is_turned(cell)) for cell in line.cells]
        if self._level is None or self._name is None or len(steps) <= max(self._level, self._name):
            return steps
        level = line.cells[self._level]
        if isinstance(level, int):
            steps[self._name] += max(0, min(level - 1, _MOST_INDENT))
        return steps

    def align(self, row: list[Any], line: Line, steps: Sequence[int], *, is_wrapped: bool) -> None:
        """Set how the cells of a row are aligned, where that is not as usual."""
        for place, (cell, text) in enumerate(zip(row, line.cells, strict=True)):
            looks = (steps[place], _is_turned(text), place == self._level, is_wrapped)
            if any(looks):
                cell.alignment = self._known.get(looks) or self._made(looks)

    def _made(self, looks: tuple[int, bool, bool, bool]) -> Any:
        steps, is_turned, is_level, is_wrapped = looks
        side = "right" if is_turned else "left" if steps or is_level else None
        made = self._alignment(
            horizontal=side,
            indent=steps,
            readingOrder=_FROM_RIGHT if is_turned else 0,
            wrap_text=is_wrapped or None,
            vertical="top" if is_wrapped else None,
        )
        self._known[looks] = made
        return made


def _is_turned(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.isascii() and is_right_to_left(cell)


def _for_sheet(
    openpyxl: Any, sheet: Any, cell: Cell, line: Line, place: int, changes: Changes
) -> Any:
    if isinstance(cell, int) and abs(cell) <= excel.EXACT:
        return openpyxl.cell.WriteOnlyCell(sheet, value=cell)
    text = str(_possible(cell, line, changes))
    if line.node is not None and 2 * len(text) > excel.LONGEST:
        size = excel.units(text)
        if size > excel.LONGEST:
            why = f"a cell of Excel holds {excel.LONGEST:,} characters, and this text has {size:,}"
            column = openpyxl.utils.get_column_letter(place)
            changes.tell("end of a text", line.node, why=why, now=f"cut in column {column}")
    return excel.text_cell(openpyxl, sheet, text)


def _widths(lines: Sequence[Line], look: _Look) -> list[int]:
    """How wide each column is: as its widest line, within bounds."""
    widths: list[int] = []
    for line in lines[:_MEASURED]:
        widths += [_NARROWEST] * (len(line.cells) - len(widths))
        for place, (cell, steps) in enumerate(zip(line.cells, look.steps(line), strict=True)):
            if widths[place] < _WIDEST:
                width = _width(cell) + 2 + _STEP * steps
                widths[place] = max(widths[place], min(width, _WIDEST))
    return widths


def _width(cell: Cell) -> int:
    return max(map(_columns, str(cell)[: 4 * _WIDEST].split("\n")))


def _columns(text: str) -> int:
    """How many columns a text takes; letters of Chinese, Japanese and Korean take two."""
    if max(text, default="") < _FIRST_WIDE:
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _lines(cell: Cell, width: int, steps: int) -> int:
    """How many lines a text takes in a column, or more than are shown; words do not fill them."""
    text = str(cell)
    width -= _STEP * steps
    if len(text) < width and text.isascii() and text.isprintable():
        return 1
    parts = text[: width * _MOST_LINES].splitlines() or [""]
    return sum(max(1, math.ceil(_columns(part) / (width - 1.5))) for part in parts)
