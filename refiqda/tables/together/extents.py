"""Codings sorted by what they can share: ranges, areas, and sources coded as a whole."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from refiqda.standard.model import Transcript
from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.spots import AREA, TEXT, TIME, WHOLE
from refiqda.tables.counting.wording import some


class Extents:
    """What some codings extend over. An empty place shares nothing with any other."""

    def __init__(self, coded: Coded, coding: Numbers) -> None:
        self.coded = coded
        self.coding = coding
        """Numbers of codings; what is told of them below is told in this order."""
        self.track = coded.columns.track[coding]
        self.source = coded.columns.source[coding]

    def _are(self, kind: str) -> Flags:
        kinds = [track.kind == kind for track in self.coded.tracks]
        return np.array(kinds, dtype=bool)[self.track]

    @cached_property
    def is_text(self) -> Flags:
        """Whether each is in a text."""
        return self._are(TEXT)

    @cached_property
    def is_area(self) -> Flags:
        """Whether each is an area that is not empty."""
        return self._are(AREA) & self.has_extent

    @cached_property
    def is_range(self) -> Flags:
        """Whether each is a range of a text or a recording, or a whole source without a text."""
        return ~self._are(AREA) & self.has_extent

    @cached_property
    def is_whole(self) -> Flags:
        """Whether each is a source without a text, coded as a whole.

        It shares something with every place in the source that is not empty.
        """
        return self._are(WHOLE)

    @cached_property
    def has_extent(self) -> Flags:
        """Whether each place is more than a point, as far as it can be read."""
        columns = self.coded.columns
        is_wide = columns.left[self.coding] < columns.right[self.coding]
        is_high = columns.low[self.coding] < columns.high[self.coding]
        return is_wide & (is_high | ~self._are(AREA))

    @cached_property
    def recordings(self) -> Numbers:
        """The sources of which a stretch is coded, and a passage of their transcripts too.

        A transcript is a track of its own, so two such places share nothing.
        """
        tracks = self.coded.tracks
        said = np.array([isinstance(track.holder, Transcript) for track in tracks], dtype=bool)
        is_said = said[self.track] & self.has_extent
        is_stretch = self._are(TIME) & self.has_extent
        return np.intersect1d(self.source[is_said], self.source[is_stretch])


def unpaired(coded: Coded, coding: Numbers) -> list[str]:
    """What is to be known where codings of recordings are looked at; else nothing."""
    sources = [coded.sources[number] for number in Extents(coded, coding).recordings.tolist()]
    if not sources:
        return []
    names = [source.name or source.guid or "a source without a name" for source in sources]
    return [
        "What is coded in a transcript shares nothing with what is coded in its recording, not "
        "even where these words are said: the one is measured in characters, the other in "
        f"milliseconds. Both are coded of {some(names)}."
    ]
