"""Tables in Word documents, as NVivo exports its codebooks."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import IO, Any

from refiqda.errors import MissingExtra, NotACodebook
from refiqda.formats.codebooks.sheets.gathered import Gathered
from refiqda.formats.codebooks.sheets.packed import DOCUMENT, look_at, opened

_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TABLE, _ROW, _CELL, _PARAGRAPH = (f"{_SPACE}{name}" for name in ("tbl", "tr", "tc", "p"))
_TEXT = f"{_SPACE}t"
_SIGNS = {
    f"{_SPACE}tab": "\t",
    f"{_SPACE}br": "\n",
    f"{_SPACE}cr": "\n",
    f"{_SPACE}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
_BESIDE = frozenset(
    f"{_SPACE}{name}" for name in ("pPr", "rPr", "tcPr", "del", "moveFrom", "txbxContent", "tbl")
)
"""What is in a cell and not of its text: looks, what a tracked change took away, other tables."""


def read_document(stream: IO[bytes], gathered: Gathered) -> None:
    """Take every table of a document; a table inside of another is one of its own.

    Raises:
        NotACodebook: if it is no Word document, or damaged, or has a password, or no table.
        LimitExceeded: if it is larger than the limits allow.
        MissingExtra: if python-docx is not installed.
    """
    try:
        docx = importlib.import_module("docx")
    except ImportError:
        raise MissingExtra(
            'Reading a Word document needs python-docx: run pip install "refiqda[docx]", or copy '
            "the table into a spreadsheet and save it as .csv."
        ) from None
    look_at(stream, gathered.name, DOCUMENT, gathered.limits)
    with opened(gathered.name, DOCUMENT, *_errors()):
        body = docx.Document(stream).element.body
        tables = list(body.iter(_TABLE))
        if not tables:
            raise NotACodebook(
                f"{gathered.name} holds no table, and nothing else of a Word document is read. Put "
                "its codes into a table, or into a spreadsheet. What refiqda wrote for people is "
                "not read back: take the .qdc or table that it was made of."
            )
        for number, table in enumerate(tables, 1):
            called = f"table {number}"
            gathered.begin(called, called if len(tables) > 1 else "")
            for row in _within(table, _ROW):
                gathered.add(_cells(row, gathered))


def _errors() -> Iterator[type[Exception]]:
    """The errors of python-docx that are children of no other ones."""
    yield importlib.import_module("docx.exceptions").PythonDocxError
    yield importlib.import_module("docx.opc.exceptions").OpcError
    yield importlib.import_module("docx.oxml.exceptions").XmlchemyError


def _within(element: Any, wanted: str) -> Iterator[Any]:
    """What an element holds of one kind, but not what stands in a table inside of it."""
    waiting = list(reversed(element))
    while waiting:
        here = waiting.pop()
        if here.tag == wanted:
            yield here
        elif here.tag not in _BESIDE:
            waiting += reversed(here)


def _cells(row: Any, gathered: Gathered) -> list[str]:
    """The texts of a row; a cell that takes several columns has empty ones behind it."""
    cells = [""] * _number(row, f"{_SPACE}trPr/{_SPACE}gridBefore", 0, gathered)
    for cell in _within(row, _CELL):
        width = _number(cell, f"{_SPACE}tcPr/{_SPACE}gridSpan", 1, gathered)
        cells.append("\n".join(map(_text, _within(cell, _PARAGRAPH))))
        if len(cells) + width > gathered.limits.parts:
            raise gathered.crowded()
        cells += [""] * (width - 1)
    return cells


def _number(element: Any, path: str, usual: int, gathered: Gathered) -> int:
    found = element.find(path)
    number = usual if found is None else int(found.get(f"{_SPACE}val", usual))
    if number > gathered.limits.parts:
        raise gathered.crowded()
    return number


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        here = waiting.pop()
        if here.tag == _TEXT:
            parts.append(here.text or "")
        elif here.tag in _SIGNS:
            parts.append(_SIGNS[here.tag])
        elif here.tag not in _BESIDE:
            waiting += reversed(here)
    return "".join(parts)
