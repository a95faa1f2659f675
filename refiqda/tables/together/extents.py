"""Codings sorted by what they can share: ranges, areas, and sources coded as a whole."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.spots import AREA, TEXT, WHOLE


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
