"""How much is coded: characters and words of texts, time of recordings, areas of pages."""

from __future__ import annotations

import numpy as np

from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.rows import groups_of, repeated
from refiqda.tables.counting.sentences import edges, touched
from refiqda.tables.counting.spots import AREA, TEXT, WHOLE
from refiqda.tables.counting.stretches import areas_of, size_of_union, union


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
        entry, track, left, right = self._in_texts(coding)
        coder = self.coded.columns.coder[coding[entry]]
        named = np.isin(coder, coders)
        tracks, numbers = max(len(self.coded.tracks), 1), max(len(self.coded.coders), 1)
        group = (cell[entry] * tracks + track) * numbers + coder
        ranges = union(group[named], left[named], right[named])
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
        entry, track, left, right = self._in_texts(coding)
        if not self.is_union:
            return cell[entry], track, left, right
        tracks = max(len(self.coded.tracks), 1)
        group, left, right = union(cell[entry] * tracks + track, left, right)
        return group // tracks, group % tracks, left, right

    def _in_texts(self, coding: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """The ranges of texts that codings mark: which coding, and track, beginning and end.

        A source without a text of its own that is coded as a whole is coded in all its texts: the
        words of its pages, its transcripts. A text that is missing has no characters.
        """
        columns = self.coded.columns
        entry = np.flatnonzero(self._is(TEXT)[columns.track[coding]])
        parts = [
            (entry, *(each[coding[entry]] for each in (columns.track, columns.left, columns.right)))
        ]
        whole = np.flatnonzero(self._is(WHOLE)[columns.track[coding]])
        if len(whole):
            texts = self.coded.texts
            starts = np.cumsum([0, *map(len, texts)])
            source = columns.source[coding[whole]]
            tracks = np.array([track for several in texts for track in several], dtype=np.int64)
            entry, track = repeated(whole, starts[source], starts[source + 1], tracks)
            parts.append((entry, track, np.zeros_like(track), self._ends(track)))
        entry, track, left, right = (np.concatenate(each) for each in zip(*parts, strict=True))
        ends = self._ends(track)
        left, right = np.clip(left, 0, ends), np.minimum(right, ends)
        kept = left < right
        return entry[kept], track[kept], left[kept], right[kept]

    def _ends(self, track: Numbers) -> Numbers:
        """Where the text of each track ends."""
        ends = np.zeros(len(self.coded.tracks) + 1, dtype=np.int64)
        for number in np.unique(track).tolist():
            ends[number] = self.coded.length_of(number)
        found: Numbers = ends[track]
        return found

    def _is(self, kind: str) -> Flags:
        return np.array([track.kind == kind for track in self.coded.tracks] or [False])

    def _added(self, cell: Numbers, lengths: Numbers) -> Numbers:
        found = np.zeros(self.cells, dtype=np.int64)
        np.add.at(found, cell, lengths)
        return found


def words_within(coded: Coded, track: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """How many words each range of a text has."""
    found = np.zeros(len(track), dtype=np.int64)
    for members in groups_of(track):
        text = coded.text_of(coded.tracks[track[members[0]]].holder)
        if text:
            first, last = touched(edges(text, "words"), left[members], right[members])
            found[members] = last - first
    return found
