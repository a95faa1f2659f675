"""The units, each with its definition, and the counting of codings in the cells of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from refiqda.tables.counting.coded import NONE, Coded, Numbers
from refiqda.tables.counting.lengths import Lengths
from refiqda.tables.counting.scope import Scope, Ties
from refiqda.tables.counting.stretches import stretches

Unit = Literal[
    "references",
    "segments",
    "selections",
    "files",
    "cases",
    "users",
    "words",
    "characters",
    "duration",
    "area",
    "coverage",
]
Merge = Literal["none", "union"]

UNITS: dict[Unit, str] = {
    "references": "codings (Coding elements), each counted once",
    "segments": "distinct places: a source and a range in it; what codes a text as a whole is the "
    "range from its beginning to its end",
    "selections": "distinct selections (Selection elements); a source coded as a whole is one",
    "files": "distinct sources with at least one such coding",
    "cases": "distinct cases tied to such a coding: the case holds its source or its selection, or "
    "a selection that shares a character, a moment or a part of an area with it",
    "users": "distinct coders: the user of the coding, else of its selection",
    "words": "words coded, a word being a run of characters that are not blank; a part of one at "
    "the edge of a passage counts as one. Not a measure for languages written without blanks",
    "characters": "code points of the text coded; a text that is not in the file has none",
    "duration": "milliseconds of recordings coded, by ranges in their transcripts too. How long a "
    "recording is, no file says, so one that is coded as a whole adds nothing",
    "area": "the area coded, in square pixels of pictures and square points of pages. How large "
    "they are, no file says, so what is coded as a whole adds nothing",
    "coverage": "the share of the characters of all texts looked at that is coded, from 0 to 1; a "
    "character coded twice counts once",
}
"""What each unit counts."""
PLACES: tuple[Unit, ...] = ("references", "segments", "selections")
"""The units that ``union`` makes one: the stretches left after ranges are joined."""
LENGTHS: tuple[Unit, ...] = ("words", "characters", "duration", "area")
"""The units that add up, or with ``union`` are measured after ranges are joined."""
MERGES: dict[Merge, str] = {
    "none": "Overlaps are left: what is coded twice counts twice.",
    "union": "Ranges of one source that share a character are joined first, over all the codes "
    "counted together; ranges that only touch stay two.",
}


class Spread(NamedTuple):
    """Ties spread over the cells of a table: one entry for each cell that a tie counts in."""

    cell: Numbers
    coding: Numbers
    case: Numbers

    def where(self, mask: Any) -> Spread:
        """Those for which a mask is true."""
        return Spread(self.cell[mask], self.coding[mask], self.case[mask])

    @property
    def once(self) -> Spread:
        """Each coding once in each cell, whatever its cases."""
        return self.where(np.unique(pairs(self.cell, self.coding), return_index=True)[1])


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts one unit in the cells of a table."""

    coded: Coded
    scope: Scope
    unit: Unit
    merge: Merge = "none"

    def count(self, spread: Spread, cells: int, whole: Any = None) -> Any:
        """The count of each cell: whole numbers, of coverage shares.

        ``whole`` has the characters of all texts that a cell looks at, of which coverage is a part;
        the share of nothing is missing (NaN).
        """
        if self.unit == "coverage":
            found = self._covered(spread, cells)
            with np.errstate(invalid="ignore", divide="ignore"):
                return np.where(whole > 0, found / whole, np.nan)
        if self.scope.coders == "all":
            spread = self.agreed(spread)
        if self.unit in LENGTHS:
            return self._length(self.unit, spread, cells, is_union=self.merge == "union")
        entries, key = self.keyed(spread)
        counted = np.unique(pairs(entries.cell, key), return_index=True)[1]
        return np.bincount(entries.cell[counted], minlength=cells)

    def _covered(self, spread: Spread, cells: int) -> Any:
        """Characters coded, each once; by all coders, those that each of them coded."""
        if self.scope.coders != "all":
            return self._length("characters", spread, cells, is_union=True)
        lengths = Lengths(self.coded, cells, is_union=True)
        once, everyone = spread.once, self.everyone()
        if not len(everyone):
            return np.zeros(cells, dtype=np.int64)
        return lengths.shared(once.cell, once.coding, everyone)

    def _length(self, unit: str, spread: Spread, cells: int, *, is_union: bool) -> Any:
        once = spread.once
        lengths = Lengths(self.coded, cells, is_union=is_union)
        return getattr(lengths, unit)(once.cell, once.coding)

    def keyed(self, spread: Spread) -> tuple[Spread, Numbers]:
        """The entries that count, and a number for each: equal where they count as one."""
        if self.unit in PLACES and self.merge == "union":
            return spread, stretches(self.coded, spread.cell, spread.coding)
        key = self._key(self.unit, spread)
        there = key != NONE
        return spread.where(there), key[there]

    def _key(self, unit: str, spread: Spread) -> Numbers:
        columns, coding = self.coded.columns, spread.coding
        if unit == "cases":
            return spread.case
        if unit == "files":
            return columns.source[coding]
        if unit == "users":
            return columns.coder[coding]
        if unit == "references":
            return coding
        if unit == "selections":
            return columns.selection[coding]
        return self.coded.places[coding]

    def agreed(self, spread: Spread) -> Spread:
        """What every coder coded, each at the same place, in the same case or in the same file.

        Everyone is who coded anything in the project, in its notes only if they are looked at.
        """
        everyone = self.everyone()
        if not len(everyone):
            return spread.where(np.zeros(len(spread.cell), dtype=bool))
        if self.unit in ("cases", "files"):
            place = self._key(self.unit, spread)
        elif self.merge == "union":
            place = stretches(self.coded, spread.cell, spread.coding)
        else:
            place = self.coded.places[spread.coding]
        coder = self.coded.columns.coder[spread.coding]
        where = pairs(spread.cell, place)
        named = coder != NONE
        several = np.unique(pairs(where[named], coder[named]), return_index=True)[1]
        shared, coders = np.unique(where[named][several], return_counts=True)
        return spread.where(np.isin(where, shared[coders == len(everyone)]))

    def everyone(self) -> Numbers:
        """The numbers of all who coded anything."""
        return everyone_in(self.coded, notes=self.scope.notes)


def everyone_in(coded: Coded, *, notes: bool) -> Numbers:
    """The numbers of all who coded anything, in the notes only if they are looked at."""
    columns = coded.columns
    looked_at = columns.coder if notes else columns.coder[columns.source < coded.first_note]
    return np.unique(looked_at[looked_at != NONE])


def pairs(first: Numbers, second: Numbers) -> Numbers:
    """One number for each pair: equal where both are equal."""
    if not len(second):
        return first
    lowest = int(second.min())
    return first * (int(second.max()) - lowest + 1) + (second - lowest)


def spread_of(ties: Ties) -> Spread:
    """All ties in one cell."""
    return Spread(np.zeros(len(ties.coding), dtype=np.int64), ties.coding, ties.case)
