"""Codes crossed with codes: what of the one also stands under the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from refiqda.errors import UnknownName
from refiqda.tables.counting.asking import Asking
from refiqda.tables.counting.coded import NONE
from refiqda.tables.counting.columns import Parting, told_apart
from refiqda.tables.counting.rows import Rows
from refiqda.tables.counting.scope import ties_of
from refiqda.tables.counting.units import PLACES, Counter, Spread, Unit
from refiqda.tables.counting.wording import listed
from refiqda.tables.grid import Grid
from refiqda.tables.together.overlaps import overlapping

UNITS: tuple[Unit, ...] = ("cases", "files", *PLACES)
"""What can be counted of two codes at once."""


def by_codes(asking: Asking, rows: Rows, unit: Unit) -> Parting:
    """One column for each code that has a row.

    Raises:
        UnknownName: if the unit is none that two codes can have in common.
    """
    if unit not in UNITS:
        raise UnknownName(
            f"Codes crossed with codes are counted in {listed(UNITS)}, not in {unit}."
        )
    if unit in PLACES:
        says = (
            f"A cell counts the {unit} of the code of the row that share a character (a moment, a "
            "part of an area) with another coding of the code of the column."
        )
    else:
        says = f"A cell counts the {unit} that have both codes."
    tree, codes = asking.coded.tree, asking.coded.codes
    labels = told_apart(tree.path(codes[number].guid or "") for number in rows.codes)
    return Parting(labels, None, says, has_members=False)


@dataclass(frozen=True, slots=True)
class CodeGrid(Grid):
    """Counts the cells of a table of codes by codes; nothing in it is unassigned."""

    def counts(self) -> Any:
        """The counts, row by row."""
        columns = self.coded.columns
        ties = ties_of(self.coded, self.scope, self.rows.all_codes)
        which, row = self.rows.of(columns.code[ties.coding])
        spread = Spread(row, ties.coding[which], ties.case[which])
        return self._places(spread) if self.unit in PLACES else self._holders(spread)

    def has_unassigned(self, counts: Any) -> bool:
        """Never: what shares nothing with any code is in the total alone."""
        return False

    def _holders(self, spread: Spread) -> Any:
        """Cases or files that have both, from which of them have which code."""
        counter = Counter(self.coded, self.scope, self.unit, self.chosen.merge)
        if self.scope.coders == "all":
            spread = counter.agreed(spread)
        entries, key = counter.keyed(spread)
        known, at = np.unique(key, return_inverse=True)
        has = np.zeros((len(known), len(self.rows) + 1), dtype=np.float64)
        has[at, entries.cell] = 1
        has[:, -1] = has.any(axis=1)
        both = (has.T @ has).astype(np.int64)
        unassigned = np.zeros((len(both), 1), dtype=np.int64)
        return np.hstack((both[:, :-1], unassigned, both[:, -1:]))

    def _places(self, spread: Spread) -> Any:
        """Codings that share something with another coding of the column's code."""
        once = spread.once
        coding = np.unique(once.coding)
        parts = [
            (coding[found], np.full(len(found), column, dtype=np.int64))
            for column, found in overlapping(self.coded, coding, once.coding, once.cell)
        ]
        parts.append((coding, np.full(len(coding), self.width - 1, dtype=np.int64)))
        shared, column = (np.concatenate(several) for several in zip(*parts, strict=True))
        return self._counted(shared, np.full(len(shared), NONE, dtype=np.int64), column)
