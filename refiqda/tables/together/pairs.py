"""Pairs of codings that are in a relation, counted by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.together.areas import Areas, is_enclosed, overlapping_areas
from refiqda.tables.together.extents import Extents
from refiqda.tables.together.hows import How
from refiqda.tables.together.ranges import both_ways, enclosing, sharing, together
from refiqda.tables.together.tallies import tally


@dataclass(frozen=True, slots=True)
class Pairs:
    """Counts the pairs of some codings; in ``[x, y]`` those of one with code x and one with y.

    A pair counts in both orders; of ``encloses``, only in that of the one that encloses.
    """

    coded: Coded
    coding: Numbers
    code: Numbers
    """The codes of the codings, as numbers below ``size``."""
    size: int
    same_coder: bool = False
    """Whether only codings by the same coder are paired."""

    def count(self, how: How, within: int = 0) -> Numbers:
        """How many pairs there are of each two codes."""
        extents = Extents(self.coded, self.coding)
        if how == "same":
            return together(self._apart(self.coded.places[self.coding]), self.code, self.size)
        if how == "near":
            columns = self.coded.columns
            own = extents.is_text & extents.is_range
            left, right = (each[self.coding[own]] for each in (columns.left, columns.right))
            group = self._apart(extents.track)[own]
            return sharing(group, self.code[own], left, right, self.size, within + 1)
        is_directed = how == "encloses"
        wholes = self._with_wholes(extents)
        return (
            self._ranges(extents, enclosing if is_directed else sharing)
            + self._areas(extents, is_directed=is_directed)
            + (wholes if is_directed else both_ways(wholes))
        )

    def _apart(self, group: Numbers) -> Numbers:
        """Groups, those of different coders told apart if only the same one's are paired."""
        if self.same_coder:
            coder = self.coded.columns.coder[self.coding]
            group = group * (len(self.coded.coders) + 1) + coder + 1
        numbers: Numbers = np.unique(group, return_inverse=True)[1]
        return numbers

    def _ranges(self, extents: Extents, count: Callable[..., Numbers]) -> Numbers:
        columns, own = self.coded.columns, extents.is_range
        left, right = (each[self.coding[own]] for each in (columns.left, columns.right))
        return count(self._apart(extents.track)[own], self.code[own], left, right, self.size)

    def _areas(self, extents: Extents, *, is_directed: bool) -> Numbers:
        own = extents.is_area
        code = self.code[own]
        areas = Areas.of(self.coded, self._apart(extents.track)[own], self.coding[own])
        found = np.zeros((self.size, self.size), dtype=np.int64)
        for one, other in overlapping_areas(areas):
            for outer, inner in ((one, other), (other, one)):
                kept: Flags | slice = slice(None)
                if is_directed:
                    kept = is_enclosed(areas, outer, inner)
                pair = code[outer[kept]] * self.size + code[inner[kept]]
                found += np.bincount(pair, minlength=self.size**2).reshape(found.shape)
        return found

    def _with_wholes(self, extents: Extents) -> Numbers:
        """Sources without a text, coded as a whole, each with the other places in it."""
        source = self._apart(extents.source)
        parts = np.flatnonzero(extents.has_extent & ~extents.is_whole)
        parts = parts[np.argsort(source[parts], kind="stable")]
        wholes = np.flatnonzero(extents.is_whole)
        first = np.searchsorted(source[parts], source[wholes])
        last = np.searchsorted(source[parts], source[wholes], "right")
        return tally(self.code[wholes], first, last, self.code[parts], self.size)


@dataclass(frozen=True, slots=True)
class Gathering:
    """Which codes each row of a table gathers: a table of flags, rows by codes."""

    flags: Flags

    def rows(self, of_codes: Numbers) -> Numbers:
        """What each row has, of numbers for codes."""
        return self.flags.astype(np.int64) @ of_codes

    def pairs(self, of_codes: Numbers, *, is_directed: bool) -> Numbers:
        """The pairs of each two rows, of the pairs of each two codes.

        Where two rows have codes in common, two codings with such codes are a pair in two ways,
        which is one pair all the same.
        """
        rows, codes = np.nonzero(self.flags)
        if len(np.unique(rows)) == len(np.unique(codes)) == len(rows):
            found = np.zeros((len(self.flags), len(self.flags)), dtype=np.int64)
            found[np.ix_(rows, rows)] = of_codes[np.ix_(codes, codes)]
            return found
        # As floating point, which BLAS multiplies: exact up to 2**53 pairs.
        members = self.flags.astype(np.float64)
        found = np.rint(members @ of_codes @ members.T).astype(np.int64)
        return found if is_directed else found - self._twice(found, of_codes)

    def _twice(self, found: Numbers, of_codes: Numbers) -> Numbers:
        """The pairs of two codings that both have a code which both rows gather."""
        members = self.flags.astype(np.float64)
        common = np.rint(members @ members.T).astype(np.int64)
        size, own = np.diagonal(common), np.diagonal(found)
        is_less = size[:, None] < size[None, :]
        # Mostly one row has all codes of the other, and with them all of its pairs.
        is_within = common == np.where(is_less, size[:, None], size[None, :])
        twice = np.where(is_less, own[:, None], own[None, :]) * (is_within & (common > 0))
        for one, other in np.argwhere(~is_within & (common > 0)).tolist():
            shared = np.flatnonzero(self.flags[one] & self.flags[other])
            twice[one, other] = of_codes[np.ix_(shared, shared)].sum()
        halved: Numbers = twice // 2
        return halved
