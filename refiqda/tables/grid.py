"""The cells of a crosstab, counted at once: rows of codes, columns of what holds the codings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from refiqda.tables.counting.choice import Choice
from refiqda.tables.counting.coded import NONE, Coded, Numbers
from refiqda.tables.counting.columns import Parting
from refiqda.tables.counting.rows import Rows
from refiqda.tables.counting.scope import Scope, members_within, ties_of
from refiqda.tables.counting.units import Counter, Spread, Unit

Percent = Literal["row", "column", "table"]
PERCENTS: tuple[Percent, ...] = ("row", "column", "table")


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts the cells; the last row and the last column are the totals."""

    coded: Coded
    scope: Scope
    rows: Rows
    parting: Parting
    chosen: Choice

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.chosen.units[0]

    @property
    def width(self) -> int:
        """How many columns there are: those with a label, the unassigned, and the total."""
        return len(self.parting.labels) + 2

    def counts(self) -> Any:
        """The counts, row by row."""
        columns = self.coded.columns
        ties = ties_of(self.coded, self.scope, self.rows.all_codes)
        tie, column = self._in_columns(
            columns.source[ties.coding], ties.case, columns.coder[ties.coding]
        )
        whole = self._characters() if self.unit == "coverage" else None
        return self._counted(ties.coding[tie], ties.case[tie], column, whole)

    def _counted(self, coding: Numbers, case: Numbers, column: Numbers, whole: Any = None) -> Any:
        """Codings with a case and a column each, counted in their rows and in the total row.

        ``whole`` has the characters that each column looks at, where coverage is asked for.
        """
        which, row = self.rows.of(self.coded.columns.code[coding])
        total = len(self.rows)
        cell = np.concatenate((row * self.width + column[which], total * self.width + column))
        spread = Spread(
            cell, np.concatenate((coding[which], coding)), np.concatenate((case[which], case))
        )
        counter = Counter(self.coded, self.scope, self.unit, self.chosen.merge)
        looked_at = None if whole is None else np.tile(whole, total + 1)
        counted = counter.count(spread, (total + 1) * self.width, looked_at)
        return counted.reshape(-1, self.width)

    def _in_columns(
        self, source: Numbers, case: Numbers, coder: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Entries with their columns, of which the total has them all."""
        entry, column = self.parting.entries(source, case, coder)
        everything = np.arange(len(source), dtype=np.int64)
        total = np.full(len(source), self.width - 1, dtype=np.int64)
        return np.concatenate((entry, everything)), np.concatenate((column, total))

    def _members(self) -> tuple[Numbers, Numbers, Numbers]:
        """Sources and cases, coded or not, with the columns they stand in."""
        source, case = members_within(self.coded, self.scope)
        entry, column = self._in_columns(source, case, np.full(len(source), NONE, dtype=np.int64))
        return source[entry], case[entry], column

    def _characters(self) -> Numbers:
        """The characters of the texts that stand in each column, coded or not."""
        source, _, column = self._members()
        found = np.zeros(self.width, dtype=np.int64)
        for number in range(self.width):
            is_here = (column == number) | (not self.parting.has_members)
            own = np.unique(source[is_here & (source != NONE)])
            found[number] = self.coded.characters(own.tolist())
        return found

    def has_unassigned(self, counts: Any) -> bool:
        """Whether anything stands in no other column: what is counted, or what it is a part of."""
        unassigned = self.width - 2
        is_part = self.counts_members and bool(self.whole(counts, "column")[0, unassigned])
        return is_part or bool(np.nan_to_num(counts[:, unassigned]).any())

    @property
    def counts_members(self) -> bool:
        """Whether what is counted is there without any coding, so that shares are of all of it."""
        return self.unit in ("cases", "files") and self.parting.has_members

    def whole(self, counts: Any, percent: Percent) -> Any:
        """What each cell is a part of."""
        if percent == "row":
            return np.broadcast_to(counts[:, -1:], counts.shape)
        found = counts[-1]
        if self.counts_members:
            source, case, column = self._members()
            key = case if self.unit == "cases" else source
            there = np.unique(np.stack((column, key))[:, key != NONE], axis=1)
            found = np.bincount(there[0], minlength=self.width)
        if percent == "table":
            found = np.full(self.width, found[-1])
        return np.broadcast_to(found, counts.shape)
