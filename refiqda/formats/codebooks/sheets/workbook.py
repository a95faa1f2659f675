"""Excel workbooks: every cell as the text that a person would type into it."""

from __future__ import annotations

import contextlib
import importlib
import io
import warnings
from collections.abc import Callable, Iterator
from typing import IO, Any

from refiqda.errors import LimitExceeded, NotACodebook
from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.rows.reading import listed
from refiqda.formats.codebooks.sheets.cells import Looks
from refiqda.formats.codebooks.sheets.gathered import Gathered
from refiqda.formats.codebooks.sheets.packed import DAMAGE, WORKBOOK, look_at, opened
from refiqda.tools import excel

_NO_DATE = "Cell .* is marked as a date"
"""What openpyxl warns of (worksheet/_reader.py, parse_cell): it gives #VALUE! for such a cell."""
_ERRORS = {
    "formula.tokenizer": ("TokenizerError",),
    "formula.translate": ("TranslatorError",),
    "utils.exceptions": ("CellCoordinatesException", "InvalidFileException", "NamedRangeException"),
}
_STRICT = b"http://purl.oclc.org/ooxml/"


def read_workbook(
    stream: IO[bytes], gathered: Gathered, *, formulas_as_texts: bool = False
) -> None:
    """Take every sheet of a workbook, hidden ones and hidden rows as well.

    Of a formula the value is taken that it showed last, or if ``formulas_as_texts`` its text where
    that is nothing or 0.

    Raises:
        NotACodebook: if it is none, or damaged, or has a password.
        LimitExceeded: if it is larger than the limits allow.
        MissingExtra: if openpyxl is not installed.
    """
    excel.package("Reading an Excel file", "save it as .csv")
    look_at(stream, gathered.name, WORKBOOK, gathered.limits)
    # openpyxl warns of what it leaves out, as of charts, and prints a line about some odd styles.
    with (
        warnings.catch_warnings(record=True) as told,
        contextlib.redirect_stdout(io.StringIO()),
        opened(gathered.name, WORKBOOK, *_errors()),
    ):
        warnings.simplefilter("ignore")
        warnings.filterwarnings("always", message=_NO_DATE)
        _take(stream, gathered, formulas_as_texts)
    if told:
        gathered.remarks.append(
            f"{gathered.name} has a cell that is marked as a date and holds none. It was read as "
            "#VALUE!, as a spreadsheet shows it."
        )


def _errors() -> Iterator[type[Exception]]:
    """The errors of openpyxl that are children of no other ones."""
    for module, names in _ERRORS.items():
        found = importlib.import_module(f"openpyxl.{module}")
        yield from (getattr(found, name) for name in names)


def _take(stream: IO[bytes], gathered: Gathered, formulas_as_texts: bool) -> None:
    book = _Book(stream, None, data_only=False)
    values = _Shown(stream, book.shared, formulas_as_texts)
    sheets = book.wb.worksheets
    if not sheets or book.is_strict():
        raise NotACodebook(
            f"{gathered.name} has no sheet that can be read. Save it as “Excel Workbook (.xlsx)”, "
            "not as “Strict Open XML”, or as .csv."
        )
    if not book.has_looks:
        gathered.remarks.append(
            f"The styles of {gathered.name} cannot be read, so that dates in it are numbers."
        )
    for place, sheet in enumerate(sheets):
        called = f"sheet {shown(sheet.title)}"
        is_hidden = sheet.sheet_state != "visible"
        gathered.begin(sheet.title, called if len(sheets) > 1 else "", is_hidden=is_hidden)
        values.begin(place)
        looks = Looks(gathered, has_looks=book.has_looks)
        for row in _rows(sheet, gathered.name):
            cells = enumerate(row)
            gathered.add([looks.text(cell, values.value_of(cell), at) for at, cell in cells])
        gathered.remarks += looks.remarks(called)
        if values.missing:
            gathered.remarks.append(_formulas(called, values.missing))


class _Book:
    """A workbook as openpyxl reads it, but for its texts: they stay as the file has them.

    openpyxl drops ``x005F_`` from them (reader/strings.py), after which an escape cannot be told
    from a text that only looks like one. What a codebook has no use for is not read, and so cannot
    be in the way: properties and names.
    """

    def __init__(self, stream: IO[bytes], shared: list[str] | None, *, data_only: bool) -> None:
        module = importlib.import_module("openpyxl.reader.excel")
        reader = module.ExcelReader(stream, read_only=True, data_only=data_only, keep_links=False)
        self._reader = reader
        self.shared = shared
        """The texts that cells refer to by number."""
        reader.read_manifest()
        if self.shared is None:
            self.shared = list(self._strings())
        reader.shared_strings = self.shared
        reader.read_workbook()
        self.wb = reader.wb
        self.has_looks = self._read_looks(module.apply_stylesheet)
        """Whether it can be told which numbers are dates."""
        reader.read_worksheets()

    def is_strict(self) -> bool:
        """Whether it is written in the namespaces of ISO 29500 Strict, which openpyxl knows not."""
        names = [name for name in self._reader.valid_files if name.endswith("workbook.xml")]
        return any(_STRICT in self._reader.archive.read(name) for name in names)

    def _read_looks(self, apply: Callable[[Any, Any], object]) -> bool:
        """Read the styles of cells; openpyxl refuses some that spreadsheets put up with."""
        try:
            apply(self._reader.archive, self.wb)
        except DAMAGE:
            return False
        return True

    def _strings(self) -> Iterator[str]:
        constants = importlib.import_module("openpyxl.xml.constants")
        iterparse = importlib.import_module("openpyxl.xml.functions").iterparse
        part = self._reader.package.find(constants.SHARED_STRINGS)
        if part is None:
            return
        space = f"{{{constants.SHEET_MAIN_NS}}}"
        with self._reader.archive.open(part.PartName[1:]) as source:
            for _, element in iterparse(source):
                if element.tag == f"{space}si":
                    # Of the parts, runs have the text; how it is pronounced is left out.
                    runs = [element, *element.findall(f"{space}r")]
                    yield "".join(run.findtext(f"{space}t") or "" for run in runs)
                    element.clear()


class _Shown:
    """The values that a spreadsheet last showed for formulas.

    They take a second reading of the workbook, which begins with the first formula.
    """

    def __init__(
        self, stream: IO[bytes], shared: list[str] | None, formulas_as_texts: bool
    ) -> None:
        self._stream = stream
        self._shared = shared
        self._formulas_as_texts = formulas_as_texts
        self._book: Any = None
        self._place = 0
        self._rows: Iterator[tuple[int, Any]] | None = None
        self._row: tuple[int, Any] = (0, ())
        self.missing: list[str] = []
        """The cells of the sheet that have a formula and no value."""

    def begin(self, place: int) -> None:
        """Begin a sheet."""
        self._place, self._rows, self._row, self.missing = place, None, (0, ()), []

    def value_of(self, cell: Any) -> Any:
        """What is in a cell; of a formula the value that was shown for it, or else its text."""
        if cell.data_type == "f":
            last = self._cell(cell.row, cell.column)
            # Taguette's xlsx has names that begin with = as formulas that were never worked out.
            if self._formulas_as_texts and (last is None or last.value in (None, 0)):
                return _formula(cell.value)
            if last is None or last.value is None:
                self.missing.append(cell.coordinate)
                return _formula(cell.value)
            cell = last
        return excel.unescaped(cell.value) if cell.data_type == "s" and cell.value else cell.value

    def _cell(self, number: int, column: int) -> Any:
        if self._rows is None:
            if self._book is None:
                self._book = _Book(self._stream, self._shared, data_only=True)
            self._rows = enumerate(_cells(self._book.wb.worksheets[self._place]), 1)
        while self._row[0] < number:
            self._row = next(self._rows, (number, ()))
        row = self._row[1]
        return row[column - 1] if column <= len(row) else None


def _cells(sheet: Any) -> Any:
    """The rows of a sheet as far as they go, whatever the file says of its size."""
    sheet.reset_dimensions()
    return sheet.iter_rows()


def _rows(sheet: Any, name: str) -> Iterator[Any]:
    for number, row in enumerate(_cells(sheet), 1):
        if number > excel.MOST_ROWS:
            raise LimitExceeded(
                f"{name} has a row beyond {excel.MOST_ROWS:,}, the last one that a sheet of Excel "
                f"has. {WORKBOOK.advice}"
            )
        yield row


def _formula(value: Any) -> str:
    """Its text; of one for several cells as well (openpyxl keeps those as objects)."""
    return value if isinstance(value, str) else str(getattr(value, "text", None) or "=")


def _formulas(called: str, cells: list[str]) -> str:
    return (
        f"In the {called} a formula without a value stands in {listed(cells)}. Its text was read. "
        "Open the workbook in a spreadsheet and save it, so that it holds the values."
    )
