"""Rows as text with separators between the cells: csv and tsv, as programs read them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Literal

_CRLF = "\r\n"


def delimited(rows: Iterable[Iterable[object]], separator: str, *, quoted: bool = False) -> str:
    """Rows as one text, each ended by LF, quoted as RFC 4180 has it; every cell unchanged.

    If ``quoted``, that is every cell, for a program that takes more than a line end for one.
    """
    lines = _Lines()
    # mypy takes the choice of two constants for any number.
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(lines, delimiter=separator, lineterminator=_CRLF, quoting=quoting).writerows(rows)
    return "".join(lines.rows)


class _Lines:
    """Rows of csv that end in LF.

    The writer quotes what is in its own line end, so it is told CRLF: a carriage return in a cell
    would otherwise stay bare, and read back as the end of a row.
    """

    def __init__(self) -> None:
        self.rows: list[str] = []

    def write(self, row: str) -> None:
        """Take one row."""
        self.rows.append(row.removesuffix(_CRLF) + "\n")
