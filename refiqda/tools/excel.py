"""What a workbook of Excel holds, and texts in it that stay as they are.

openpyxl writes and reads the files; here is what it leaves to whoever uses it.
"""

from __future__ import annotations

import functools
import importlib
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from lxml import etree

from refiqda.errors import CannotWrite, MissingExtra
from refiqda.standard.package import EPOCH

MOST_ROWS = 1_048_576
"""Rows of a sheet, the header included (Microsoft, "Excel specifications and limits")."""
MOST_COLUMNS = 16_384
"""Columns of a sheet (same page); Excel takes a file with more for a damaged one."""
LONGEST = 32_767
"""Characters of a cell (same page), in UTF-16 units; a longer one makes Excel refuse the file."""
EXACT = 2**53
"""Whole numbers beyond this lose digits in a spreadsheet, which keeps 64-bit floats."""
RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML, and so a sheet, cannot hold."""
_MARK = "\N{REPLACEMENT CHARACTER}"
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def package(what: str, instead: str) -> Any:
    """The package openpyxl.

    Args:
        what: what it is needed for, as the beginning of a sentence: ``An Excel file``.
        instead: what can be done without it, as its end: ``write .csv or .json``.

    Raises:
        MissingExtra: if it is not installed.
    """
    try:
        return importlib.import_module("openpyxl")
    except ImportError:
        raise MissingExtra(
            f'{what} needs openpyxl: run pip install "refiqda[excel]", or {instead}.'
        ) from None


# --------------------------------------------------------------------------------------- escapes

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}[_\r])")
_HALF = re.compile("[\ud800-\udfff]")


def escaped(text: str) -> str:
    """A text as a workbook holds it: ``_x000D_`` for a carriage return (ECMA-376, ST_Xstring).

    XML would read a bare one as a line feed. What only looks like such an escape is written so
    that it is none.
    """
    return _LIKE_ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")


def unescaped(text: str) -> str:
    """The text that a workbook holds as ``text``."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if _HALF.search(plain):  # two halves of one character are escaped one by one
        plain = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return plain


# ----------------------------------------------------------------------------------------- cells


def units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str) -> str:
    """A text that fits into a cell, with an ellipsis where its end is cut off."""
    if 2 * len(text) <= LONGEST or units(text) <= LONGEST:
        return text
    start = text.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST - 1)]
    return start.decode("utf-16-le", "ignore") + "…"


def text_cell(openpyxl: Any, sheet: Any, text: str) -> Any:
    """A cell that holds text whatever it looks like.

    What looks like a formula is marked as Excel marks what was typed after an apostrophe, so that
    it neither runs nor changes.
    """
    text = shortened(legal(text))
    cell = _text_class(openpyxl)(sheet, row=1, column=1, value=escaped(text))
    cell.data_type = "s"
    if text.startswith(RUN):
        cell.quotePrefix = True
    return cell


def legal(text: str) -> str:
    """A text with a mark in the place of each character that XML has not."""
    return _ILLEGAL.sub(_MARK, text)


@functools.cache
def _text_class(openpyxl: Any) -> Any:
    """A cell that takes a text as it is given; openpyxl's own counts escapes as characters."""
    checks = {"__slots__": (), "check_string": lambda self, value: value}
    return type("TextCell", (openpyxl.cell.Cell,), checks)


# ---------------------------------------------------------------------------------------- saving


@contextmanager
def new_book(openpyxl: Any) -> Iterator[Any]:
    """A workbook that is written row by row, which openpyxl does through temporary files.

    Raises:
        CannotWrite: if these cannot grow as large as they have to.
    """
    book = openpyxl.Workbook(write_only=True)
    try:
        yield book
    except etree.SerialisationError as error:
        for sheet in book.worksheets:
            if not sheet.closed:
                with suppress(etree.SerialisationError):
                    sheet.close()  # or Python would tell of it again when the sheet goes
        raise CannotWrite(
            "A workbook of Excel is written through temporary files, and these could not be "
            f"written in {tempfile.gettempdir()} ({error}). Make room there, or write .csv."
        ) from error


def save(book: Any, stream: IO[bytes], title: str) -> None:
    """Write a workbook without the time of writing, so that equal tables are equal files."""
    book.properties.title = legal(title) or None
    book.properties.creator = "refiqda"
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "docProps/core.xml":
                data = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(member.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            new.writestr(entry, data)
