"""Which codings share something with a coding of a column: codes crossed with codes.

Two codings share something if their places have a character, a moment or a part of an area in
common. What codes a source without a text as a whole shares something with every other place in
the source. An empty place, or one that cannot be read from the file, shares nothing; a coding is
not compared with itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.rows import groups_of, repeated
from refiqda.tables.together.areas import Areas, overlapping_areas
from refiqda.tables.together.extents import Extents
from refiqda.tables.together.ranges import keys


def overlapping(
    coded: Coded, coding: Numbers, other: Numbers, column: Numbers
) -> Iterator[tuple[int, Numbers]]:
    """For each column, which of some codings share something with another coding in the column.

    ``coding`` are numbers of codings, as often as one likes. ``other`` are those that stand in a
    ``column``, each at most once in the same one. Gives each column that has any, in rising order,
    with the places in ``coding`` of those that share something.

    The work grows with the codings times the columns, however many of them overlap.
    """
    seen = _Seen(Extents(coded, coding), Extents(coded, other), column)
    for members in groups_of(column):
        found = np.flatnonzero(seen.from_column(members))
        if len(found):
            yield int(column[members[0]]), found


class _Seen:
    """What some codings share with others, those of one column at a time."""

    def __init__(self, asked: Extents, others: Extents, column: Numbers) -> None:
        self.asked = asked
        self.others = others
        self.column = column
        self.coded = asked.coded

    def from_column(self, members: Numbers) -> Flags:
        """Whether each shares something with others than itself; ``members`` are in the column."""
        is_member = np.zeros(len(self.others.coding), dtype=bool)
        is_member[members] = True
        found = self._in_ranges(is_member) > 0
        if self.asked.is_whole.any() or self.others.is_whole.any():
            found |= self._in_wholes(members)
        if len(self._areas):
            found |= self._in_areas(int(self.column[members[0]]))
        return found

    # ----------------------------------------------------------------------------- ranges

    @cached_property
    def _begins(self) -> tuple[Numbers, Numbers]:
        """The others in the order of their beginnings; and how many begin before each ends."""
        own, its = self.coded.columns, self.others
        ranges = np.flatnonzero(its.is_range)
        begins = keys(its.track[ranges], own.left[its.coding[ranges]])
        order = np.argsort(begins, kind="stable")
        ends = keys(self.asked.track, own.right[self.asked.coding])
        return ranges[order], np.searchsorted(begins[order], ends)

    @cached_property
    def _ends(self) -> tuple[Numbers, Numbers]:
        """The others in the order of their ends; and how many end before each begins."""
        own, its = self.coded.columns, self.others
        ranges = np.flatnonzero(its.is_range)
        ends = keys(its.track[ranges], own.right[its.coding[ranges]])
        order = np.argsort(ends, kind="stable")
        begins = keys(self.asked.track, own.left[self.asked.coding])
        return ranges[order], np.searchsorted(ends[order], begins, "right")

    def _in_ranges(self, is_member: Flags) -> Numbers:
        """With how many ranges each shares something."""
        (by_begin, begun), (by_end, ended) = self._begins, self._ends
        found = _before(is_member[by_begin])[begun] - _before(is_member[by_end])[ended]
        is_its_own = np.zeros(len(self.coded), dtype=bool)
        is_its_own[self.others.coding[is_member]] = True
        return (found - is_its_own[self.asked.coding]) * self.asked.is_range

    # ----------------------------------------------------------------------------- wholes

    def _in_wholes(self, members: Numbers) -> Flags:
        """Whether its source is coded as a whole; or it is that, and there is a place in it.

        Two codings of the same source as a whole are two equal ranges.
        """
        its = self.others
        has_whole, has_place = np.zeros((2, len(self.coded.sources)), dtype=bool)
        has_whole[its.source[members[its.is_whole[members]]]] = True
        has_place[its.source[members[(its.has_extent & ~its.is_whole)[members]]]] = True
        within = np.where(
            self.asked.is_whole, has_place[self.asked.source], has_whole[self.asked.source]
        )
        # Of what is whole itself, other wholes have been counted as ranges.
        return within & self.asked.has_extent

    # ----------------------------------------------------------------------------- areas

    @cached_property
    def _areas(self) -> Numbers:
        """Pairs of a column and a coding that shares a part of an area with another one in it."""
        both = [each.coding[each.is_area] for each in (self.asked, self.others)]
        coding = np.unique(np.concatenate(both))
        own = np.flatnonzero(self.others.is_area)
        own = own[np.argsort(self.others.coding[own], kind="stable")]
        first = np.searchsorted(self.others.coding[own], coding)
        last = np.searchsorted(self.others.coding[own], coding, "right")
        found = [np.empty(0, dtype=np.int64)]
        areas = Areas.of(self.coded, self.coded.columns.track[coding], coding)
        for one, other in overlapping_areas(areas):
            for each, partner in ((one, other), (other, one)):
                shares, column = repeated(each, first[partner], last[partner], self.column[own])
                found.append(np.unique(column * len(self.coded) + coding[shares]))
        return np.unique(np.concatenate(found))

    def _in_areas(self, column: int) -> Flags:
        first, last = np.searchsorted(self._areas, np.array([column, column + 1]) * len(self.coded))
        shares = np.zeros(len(self.coded), dtype=bool)
        shares[self._areas[first:last] - column * len(self.coded)] = True
        return shares[self.asked.coding]


def _before(flags: Flags) -> Numbers:
    """How many there are before each place of a list, and in all of it."""
    return np.concatenate(([0], np.cumsum(flags)))
