"""Files that hold a table, or several: csv, tsv and txt, Excel workbooks, Word documents."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.sheets.gathered import Gathered, Sheets
from refiqda.formats.codebooks.sheets.separated import Fits, read_separated
from refiqda.standard.disk import reading
from refiqda.standard.limits import Limits, guarded

__all__ = ["Fits", "Sheets", "read_sheets"]

_TEXTS = (".csv", ".tsv", ".txt")
_OTHERS = {
    ".xls": "an old Excel workbook",
    ".xlsb": "a binary Excel workbook",
    ".ods": "an OpenDocument spreadsheet",
    ".numbers": "a spreadsheet of Numbers",
    ".pdf": "a PDF",
    ".doc": "an old Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "a rich text",
}
"""What people have codebooks in as well, and what is not read."""
_PEOPLE = (".md", ".markdown", ".html", ".htm")
_SIGNS = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls", b"%PDF": ".pdf"}
"""How files begin that are no text, whatever their names say."""
_CHUNK = 1 << 20


def read_sheets(
    path: Path,
    *,
    limits: Limits,
    fits: Fits,
    anywhere: bool = False,
    formulas_as_texts: bool = False,
) -> Sheets:
    """Every sheet of a file, with all cells as text.

    The last empty cells of a row are left out. The number of a row in the result is the one that a
    spreadsheet shows. Of a csv, the separator is the one with which ``fits`` takes one of the first
    20 rows for a header, or if ``anywhere`` any row; if there is none, the one that makes most
    cells. Of a formula in a workbook the value is read that it showed last, or if
    ``formulas_as_texts`` its text.

    Raises:
        NotACodebook: if the file is of a kind that is not read, or damaged, or no text.
        LimitExceeded: if it is larger than ``limits`` allow.
        MissingFile: if there is no such file.
        MissingExtra: if it needs a package that is not installed.
    """
    suffix = path.suffix.lower()
    if suffix not in (*_TEXTS, ".xlsx", ".xlsm", ".docx"):
        raise NotACodebook(_not_read(path.name, suffix))
    gathered = Gathered(path.name, limits)
    with reading(path) as stream:
        if suffix in _TEXTS:
            data = _bytes(stream, path.name, limits)
            read_separated(data, suffix, gathered, fits, anywhere=anywhere)
        elif suffix == ".docx":
            from refiqda.formats.codebooks.sheets.word import read_document

            read_document(stream, gathered)
        else:
            from refiqda.formats.codebooks.sheets.workbook import read_workbook

            read_workbook(stream, gathered, formulas_as_texts=formulas_as_texts)
    return gathered.result()


def _not_read(name: str, suffix: str) -> str:
    if suffix in _PEOPLE:
        return (
            f"{name} is a document for people, which is not read back. Take the .qdc, .yaml or "
            "table that it was made of."
        )
    called = _OTHERS.get(suffix, f"a file that ends in {suffix!r}")
    return f"{name} is {called}, which is not read. Save its table as .xlsx or .csv."


def _bytes(stream: IO[bytes], name: str, limits: Limits) -> bytes:
    data = b"".join(guarded(iter(lambda: stream.read(_CHUNK), b""), name, limits.xml))
    found = next((ending for sign, ending in _SIGNS.items() if data.startswith(sign)), "")
    if found:
        raise NotACodebook(
            f"{name} is no text: it begins as a {found} does. Give it that ending, or open it in "
            "a spreadsheet and save it as .csv."
        )
    return data
