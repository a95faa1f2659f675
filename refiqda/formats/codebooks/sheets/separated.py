"""Tables as text: csv with commas, semicolons or tabs, in the encodings that programs write."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice

from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.layout import Row
from refiqda.formats.codebooks.sheets.gathered import Gathered
from refiqda.standard.decoding import GUESSED, decode

Fits = Callable[[Row], bool]
"""Whether a row is the header of a layout."""

_SEPARATORS = {".csv": ",;\t", ".tsv": "\t", ".txt": "\t,;"}
"""What may stand between cells, by the ending of a file; the first ones are tried first."""
_LOOKED_AT = 20
"""Records in which a header is looked for."""
_TOLD = re.compile(r'sep=([^\w"\r\n])(?:\r\n?|\n|\Z)', re.IGNORECASE)
"""The first line in which Excel is told the separator, and which it does not show as a row."""
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++\Z")
_SHOWN = 3
_START = 2_000
_XML = re.compile(r"\s*<(?:\?xml|CodeBook|Project)\b")
WRAPPED = re.compile(r"[“„«”].*[”“»]", re.DOTALL)
"""A cell between quotation marks of books and letters."""


def read_separated(
    data: bytes, suffix: str, gathered: Gathered, fits: Fits, *, anywhere: bool = False
) -> None:
    """Take the rows of a text with separators.

    The header that shows which separator it is may be ``anywhere``, or in the first rows.

    Raises:
        NotACodebook: if it is no text.
        LimitExceeded: if it holds more cells than the limits allow.
    """
    decoded = decode(data)
    if decoded is None:
        raise NotACodebook(
            f"{gathered.name} is no text, or in an encoding that is not known. "
            "Open it in a spreadsheet and save it as .xlsx or as CSV UTF-8."
        )
    if decoded.encoding == GUESSED:
        gathered.remarks.append(
            f"{gathered.name} is not in UTF-8. It was read as {GUESSED}, which is a guess: look "
            "at the letters with accents, and if they are wrong save it as CSV UTF-8."
        )
    text = decoded.text
    if _XML.match(text):
        ending = ".qde or .qdpx" if "<Project" in text[:_START] else ".qdc"
        raise NotACodebook(
            f"{gathered.name} is no table: what stands in it is XML. If a program exported it as "
            f"REFI-QDA, give it the ending {ending}."
        )
    told = _TOLD.match(text)
    if told is not None:
        text = text[told.end() :]
    separator = told[1] if told is not None else ""
    if not separator:
        last = None if anywhere else _LOOKED_AT
        separator = _separator(text, suffix, gathered, fits, last)
    gathered.begin("")
    is_clean = cleaned(text) is None
    is_first = True
    for row in _records(text, separator, gathered):
        if is_first and any(map(str.strip, row)):
            is_first = False
            _remark_quotation_marks(row, gathered)
        gathered.add(row, is_clean=is_clean)


def _remark_quotation_marks(row: Row, gathered: Gathered) -> None:
    if all(WRAPPED.fullmatch(text.strip()) for text in row if text.strip()):
        gathered.remarks.append(
            f"The cells of {gathered.name} stand in typographic quotation marks, which no csv "
            "knows: they are a part of the texts now, and a separator between them ends a cell."
        )


def _separator(text: str, suffix: str, gathered: Gathered, fits: Fits, last: int | None) -> str:
    """The first separator with which a header is found, else the one that makes most cells."""
    cells: dict[str, tuple[int, int, int]] = {}
    for separator in _SEPARATORS[suffix]:
        sizes: list[int] = []
        for row in islice(_as_it_stands(text, separator, gathered, []), last):
            if any(row) and fits(_filled(row)):
                return separator
            sizes.append(len(row))
        cells[separator] = sizes[0] if sizes else 0, sum(sizes), text.count(separator)
    return max(cells, key=lambda each: cells[each])


def _filled(row: Row) -> Row:
    """A row without its last empty cells."""
    size = len(row)
    while size and not row[size - 1]:
        size -= 1
    return row[:size]


def _records(text: str, separator: str, gathered: Gathered) -> Iterable[Row]:
    """All rows; a text in which quotation marks do not obey the rule is read as it stands."""
    # Where even the separators are more than the cells may be, cells are counted as they come.
    if text.count(separator) <= gathered.limits.parts:
        with suppress(csv.Error):
            return _by_rule(text, separator)
    return _told(text, separator, gathered)


def _told(text: str, separator: str, gathered: Gathered) -> Iterator[Row]:
    strays: list[str] = []
    yield from _as_it_stands(text, separator, gathered, strays)
    if strays:
        shown = "; ".join(strays[:_SHOWN])
        more = f" and {len(strays) - _SHOWN:,} more" if len(strays) > _SHOWN else ""
        gathered.remarks.append(
            "A quotation mark opens a cell and does not close it at its end in "
            f"{shown}{more}. What stands there was read as it is, with the mark."
        )


def _by_rule(text: str, separator: str) -> list[Row]:
    """The rows, if every quotation mark that opens a cell is closed at its end."""
    lines = (found[0] for found in _LINE.finditer(text))
    with _long_cells(len(text)):
        return list(csv.reader(lines, delimiter=separator, strict=True))


@contextmanager
def _long_cells(size: int) -> Iterator[None]:
    """Cells of any length; what others have set holds for them again afterwards."""
    before = csv.field_size_limit()
    csv.field_size_limit(min(max(before, size + 1), sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _as_it_stands(
    text: str, separator: str, gathered: Gathered, strays: list[str]
) -> Iterator[Row]:
    """The rows; a cell is only read as a quoted one if its mark is closed at its end.

    The others hold their marks; ``strays`` is told them. Programs that write tabs between cells
    and quote nothing have such cells: a description that begins with a quotation.
    """
    mark = re.escape(separator)
    cell = re.compile(rf'"((?:[^"]++|"")*+)"(?=[{mark}\r\n]|\Z)|([^{mark}\r\n]*+)')
    row: Row = []
    at, number, most = 0, 1, gathered.limits.parts
    while at < len(text):
        found = cell.match(text, at)
        assert found is not None  # the second half of the pattern takes anything
        if found[1] is None and found[2].startswith('"'):
            strays.append(f"row {number}, column {len(row) + 1}")
        row.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        if len(row) > most:
            raise gathered.crowded()
        at = found.end()
        if text.startswith(separator, at):
            at += 1
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        yield row
        row, number = [], number + 1
    if row:
        yield row
