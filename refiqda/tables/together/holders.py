"""Paragraphs, sources and cases that have two codes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from refiqda.tables.counting.coded import NONE, Coded, Numbers
from refiqda.tables.counting.rows import groups_of, repeated
from refiqda.tables.counting.sentences import Edges, edges, touched
from refiqda.tables.counting.stretches import union
from refiqda.tables.together.extents import Extents
from refiqda.tables.together.ranges import both_ways, ends_of_runs
from refiqda.tables.together.tallies import blocks, tally


def holding(holder: Numbers, row: Numbers, size: int) -> Numbers:
    """How many holders have both of two rows; on the diagonal, how many have a row at all.

    Each entry is a holder with a row that it has, as often as one likes; a holder that is -1 is
    none.
    """
    there = holder != NONE
    both = np.unique(holder[there] * size + row[there])
    holder, row = both // size, both % size
    following = np.arange(1, len(row) + 1)
    found = both_ways(tally(row, following, ends_of_runs(holder), row, size))
    found[np.diag_indices(size)] = np.bincount(row, minlength=size)
    return found


def holding_paragraphs(
    coded: Coded, coding: Numbers, row: Numbers, size: int
) -> tuple[Numbers, int]:
    """How many paragraphs have both of two rows; and how many codings are in no text that is there.

    Each entry is a coding with a row in which it counts.
    """
    extents = Extents(coded, coding)
    own = extents.is_text & extents.is_range
    paragraphs = Paragraphs(coded, np.unique(extents.track[own]).tolist())
    track, coding, row = extents.track[own], coding[own], row[own]
    first, last = paragraphs.within(track, coded.columns.left[coding], coded.columns.right[coding])
    # What codes of one row have together is paragraphs that stand in a line, so what overlaps is
    # joined before they are counted one by one.
    ranges = union(row, first, last)
    order = np.argsort(ranges.left, kind="stable")
    row, first, last = (each[order] for each in ranges)
    found = np.zeros((size, size), dtype=np.int64)
    everything = np.arange(paragraphs.total)
    for part in paragraphs.parts(first, last):
        which, holder = repeated(np.arange(len(row))[part], first[part], last[part], everything)
        found += holding(holder, row[which], size)
    is_lost = np.isin(track, np.array(sorted(paragraphs.missing), dtype=np.int64))
    return found, len(np.unique(coding[is_lost]))


class Paragraphs:
    """The paragraphs of some texts, numbered through: those that agreement is measured in."""

    def __init__(self, coded: Coded, tracks: list[int]) -> None:
        self.missing: set[int] = set()
        """Tracks whose text is not there."""
        self.total = 0
        self._found: dict[int, tuple[int, Edges]] = {}
        for track in tracks:
            text = coded.text_of(coded.tracks[track].holder)
            if text is None:
                self.missing.add(track)
            found = edges(text or "", "paragraphs")
            self._found[track] = self.total, found
            self.total += len(found[0])

    def within(self, track: Numbers, left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
        """The paragraphs that ranges share a character with: the first, and the one after."""
        first, last = np.zeros((2, len(track)), dtype=np.int64)
        for members in groups_of(track):
            before, found = self._found[int(track[members[0]])]
            begin, end = touched(found, left[members], right[members])
            first[members], last[members] = before + begin, before + end
        return first, last

    def parts(self, first: Numbers, last: Numbers) -> Iterator[slice]:
        """Parts of a list of ranges of paragraphs, in order, of which no two share a paragraph."""
        reached = np.maximum.accumulate(last)
        fresh = np.append(0, np.flatnonzero(first[1:] >= reached[:-1]) + 1)
        sizes = np.add.reduceat(last - first, fresh) if len(first) else first
        starts = np.append(fresh, len(first))
        for part in blocks(sizes):
            yield slice(int(starts[part.start]), int(starts[part.stop]))
