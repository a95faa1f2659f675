"""How much is coded: characters and words of texts, time of recordings, areas of pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.spots import AREA, TEXT
from refiqda.tables.counting.stretches import areas_of, size_of_union, union


@cache
def _blanks() -> Any:
    """The characters between words, as :meth:`str.split` has them."""
    several = (number for number in range(sys.maxunicode + 1) if chr(number).isspace())
    return np.array(list(several), dtype=np.uint32)


class Lengths:
    """Adds up what is coded in the cells of a table.

    Each coding is given once for each cell that it counts in. ``is_union`` says that what is coded
    several times counts once.
    """

    def __init__(self, coded: Coded, cells: int, *, is_union: bool) -> None:
        self.coded = coded
        self.cells = cells
        self.is_union = is_union

    def characters(self, cell: Numbers, coding: Numbers) -> Numbers:
        """Code points of texts."""
        cell, _, left, right = self._passages(cell, coding)
        return self._added(cell, right - left)

    def shared(self, cell: Numbers, coding: Numbers, coders: Numbers) -> Numbers:
        """Code points that each of these coders coded."""
        coder = self.coded.columns.coder[coding]
        named = np.isin(coder, coders)
        cell, coding, coder = cell[named], coding[named], coder[named]
        tracks = max(len(self.coded.tracks), 1)
        track = self.coded.columns.track[coding]
        is_text = self._is(TEXT)[track]
        numbers = len(self.coded.coders)
        group = ((cell * tracks + track) * numbers + coder)[is_text]
        columns = self.coded.columns
        ranges = union(group, columns.left[coding][is_text], columns.right[coding][is_text])
        # Where as many ranges are open as there are coders, each of them has coded.
        place = np.concatenate((ranges.left, ranges.right))
        change = np.repeat((1, -1), len(ranges.left))
        group = np.tile(ranges.group // numbers, 2)
        order = np.lexsort((place, group))
        place, group, is_open = place[order], group[order], np.cumsum(change[order])
        whole = np.flatnonzero(is_open[:-1] == len(coders))
        return self._added(group[whole] // tracks, place[whole + 1] - place[whole])

    def words(self, cell: Numbers, coding: Numbers) -> Numbers:
        """Runs of characters that are not blank, a part of one at the edge included."""
        cell, track, left, right = self._passages(cell, coding)
        return self._added(cell, words_within(self.coded, track, left, right))

    def duration(self, cell: Numbers, coding: Numbers) -> Numbers:
        """Milliseconds of recordings, of ranges in their transcripts too."""
        columns = self.coded.columns
        begin, end = columns.begin[coding], columns.end[coding]
        timed = (begin >= 0) & (begin < end)
        cell, source = cell[timed], columns.source[coding[timed]]
        begin, end = begin[timed], end[timed]
        if self.is_union:
            sources = len(self.coded.sources)
            group, begin, end = union(cell * sources + source, begin, end)
            cell = group // sources
        return self._added(cell, end - begin)

    def area(self, cell: Numbers, coding: Numbers) -> Numbers:
        """Square pixels of pictures, square points of pages."""
        columns = self.coded.columns
        is_area = self._is(AREA)[columns.track[coding]]
        cell, coding = cell[is_area], coding[is_area]
        if not self.is_union:
            width = columns.right[coding] - columns.left[coding]
            return self._added(cell, width * (columns.high[coding] - columns.low[coding]))
        found = np.zeros(self.cells, dtype=np.int64)
        pages: dict[tuple[int, int], list[int]] = {}
        tracks = columns.track[coding].tolist()
        for each, at in zip(zip(cell.tolist(), tracks, strict=True), coding.tolist(), strict=True):
            pages.setdefault(each, []).append(at)
        for (number, _), several in pages.items():
            found[number] += size_of_union(areas_of(self.coded, np.array(several)))
        return found

    def _passages(
        self, cell: Numbers, coding: Numbers
    ) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Cells, tracks and ranges of what is coded in texts."""
        columns = self.coded.columns
        is_text = self._is(TEXT)[columns.track[coding]] & (
            columns.left[coding] < columns.right[coding]
        )
        cell, coding = cell[is_text], coding[is_text]
        track, left, right = columns.track[coding], columns.left[coding], columns.right[coding]
        if not self.is_union:
            return cell, track, left, right
        tracks = len(self.coded.tracks)
        group, left, right = union(cell * tracks + track, left, right)
        return group // max(tracks, 1), group % max(tracks, 1), left, right

    def _is(self, kind: str) -> Flags:
        return np.array([track.kind == kind for track in self.coded.tracks] or [False])

    def _added(self, cell: Numbers, lengths: Numbers) -> Numbers:
        found = np.zeros(self.cells, dtype=np.int64)
        np.add.at(found, cell, lengths)
        return found


def words_within(coded: Coded, track: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """How many words each range of a text has; none where the text is missing."""
    found = np.zeros(len(track), dtype=np.int64)
    for number, members in _by_track(track):
        text = coded.text_of(coded.tracks[number].holder)
        if text:
            first = np.clip(left[members], 0, len(text))
            last = np.clip(right[members], first, len(text))
            found[members] = _words(text, first, last)
    return found


def _words(text: str, left: Numbers, right: Numbers) -> Numbers:
    letters = ~np.isin(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4"), _blanks())
    begins = letters.copy()
    begins[1:] &= ~letters[:-1]
    before = np.concatenate(([0], np.cumsum(begins)))
    inside = np.concatenate((letters & ~begins, [False]))
    return before[right] - before[left] + (inside[left] & (left < right))


def _by_track(track: Numbers) -> Iterator[tuple[int, Numbers]]:
    if not len(track):
        return
    order = np.argsort(track, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(track[order])) + 1):
        yield int(track[members[0]]), members
