"""Rows as text with separators between the cells: csv and tsv, as programs read them."""

from __future__ import annotations

import csv
from collections.abc import Iterable

_CRLF = "\r\n"


def delimited(rows: Iterable[Iterable[object]], separator: str) -> str:
    """Rows as one text, each ended by LF, quoted as RFC 4180 has it; every cell unchanged."""
    lines = _Lines()
    csv.writer(lines, delimiter=separator, lineterminator=_CRLF).writerows(rows)
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
