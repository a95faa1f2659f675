"""The sheets of a file as they are read: rows, what of them was lost, and how much they may be."""

from __future__ import annotations

from typing import NamedTuple

from refiqda.errors import LimitExceeded
from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.layout import Row, Sheet
from refiqda.formats.loss import Loss
from refiqda.standard.limits import MIB, Limits

_WHY = "no codebook can hold it, since XML has no such character; a mark stands in its place"


class Sheets(NamedTuple):
    """What was read of a table, a spreadsheet or a Word document."""

    sheets: list[Sheet]
    """Those with a filled cell, in their order."""
    losses: list[Loss]
    """Characters that no codebook can hold. Of several sheets the place begins with the sheet."""
    remarks: list[str]
    """What else a person should know, each a sentence or two."""


class Gathered:
    """Takes rows, sheet by sheet."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        """Of the file, for messages."""
        self.limits = limits
        self.losses: list[Loss] = []
        self.remarks: list[str] = []
        self._sheets: list[Sheet] = []
        self._rows: list[Row] = []
        self._indents: dict[tuple[int, int], int] = {}
        self._place = ""
        self._cells = 0
        self._size = 0

    def begin(self, name: str, place: str = "", *, is_hidden: bool = False) -> None:
        """Begin a sheet; ``place`` names it in places, where there are several."""
        self._rows, self._indents = [], {}
        self._sheets.append(Sheet(name, self._rows, is_hidden, self._indents))
        self._place = f"{place}, " if place else ""

    def add(self, row: Row, *, is_clean: bool = False) -> None:
        """Take the next row; its last empty cells are left out, and so a blank row is empty.

        Raises:
            LimitExceeded: if there are more cells, or more text in them, than the limits allow.
        """
        self._cells += len(row)
        while row and not row[-1]:
            row.pop()
        if self._cells > self.limits.parts:
            raise self.crowded()
        self._rows.append(row)
        if not is_clean:
            self._check(row)

    def indent(self, place: int, width: int) -> None:
        """Note that a cell of the row that is taken next is indented by its looks."""
        self._indents[len(self._rows) + 1, place] = width

    def crowded(self) -> LimitExceeded:
        """The error of a file with too many cells, to be raised."""
        return LimitExceeded(
            f"{self.name} holds more than {self.limits.parts:,} cells. "
            "If the file is meant to be so, raise the limit for parts."
        )

    def _check(self, row: Row) -> None:
        for place, text in enumerate(row):
            self._size += len(text)
            marked = cleaned(text)
            if marked is not None:
                row[place] = marked
                where = f"{self._place}row {len(self._rows)}, column {place + 1}"
                self.losses.append(Loss("character of a cell", "", "", where, _WHY))
        if self._size > self.limits.xml:
            raise LimitExceeded(
                f"The cells of {self.name} hold more than {self.limits.xml // MIB} MiB of text. "
                "If the file is meant to be so large, raise the limit for xml."
            )

    def result(self) -> Sheets:
        """All that was taken; sheets without a filled cell are left out."""
        filled = [sheet for sheet in self._sheets if any(sheet.rows)]
        return Sheets(filled, self.losses, self.remarks)
