"""Where a coding is: an extent in a track, so that two can be said to share a character.

A track is what places are measured along: the characters of one text, the milliseconds of one
recording, one page or picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from refiqda.errors import MissingText
from refiqda.standard.index import Placed
from refiqda.standard.model import (
    AudioSelection,
    PDFSelection,
    PictureSelection,
    PlainTextSelection,
    TextSource,
    Transcript,
    TranscriptSelection,
    VideoSelection,
)
from refiqda.tables.places import Places, TextOf
from refiqda.text.positions import Positions

TEXT, TIME, AREA, WHOLE, UNKNOWN = "text", "time", "area", "whole", "unknown"
NO_TIME = -1
FARTHEST = 2**31
"""Characters, milliseconds (24 days) or pixels beyond which a number is no place in anything."""


class Track(NamedTuple):
    """What places are measured along."""

    source: int
    kind: str
    """``text``, ``time`` (a recording), ``area`` (a page or a picture), ``whole`` (a source without
    a text, coded as a whole), or ``unknown``: the place cannot be read from the file, and is one
    with no other."""
    holder: Any
    """What has the text: a source, a representation or a transcript; None of all else."""


class Spot(NamedTuple):
    """An extent in a track; what only touches it, or is empty, shares nothing with it."""

    track: int
    left: int
    """Code points of a text, milliseconds of a recording, or the lesser x of an area."""
    right: int
    low: int = 0
    """The lesser y of an area."""
    high: int = 0
    begin: int = NO_TIME
    """Milliseconds of a recording, of a range in its transcript too."""
    end: int = NO_TIME


class Tracks:
    """The tracks of a project, each with its number."""

    def __init__(self) -> None:
        self.found: list[Track] = []
        self._numbers: dict[tuple[int, str, object], int] = {}

    def number(self, source: int, kind: str, key: object, holder: Any = None) -> int:
        """The number of a track; ``key`` tells those of one source and kind apart."""
        number = self._numbers.setdefault((source, kind, key), len(self.found))
        if number == len(self.found):
            self.found.append(Track(source, kind, holder))
        return number


class Spots:
    """Finds the extents of the codings of one source."""

    def __init__(
        self, source: int, positions: Mapping[int, Positions], text_of: TextOf, tracks: Tracks
    ) -> None:
        self.source = source
        self.positions = positions
        """By the identity of what holds selections: how they count, if not as the standard."""
        self.text_of = text_of
        self.tracks = tracks
        self._places: dict[int, Places] = {}
        self._holder: Any = None
        self._counts_anew = False
        self._track = 0

    def of(self, placed: Placed) -> Spot:
        """The extent of a coding."""
        spot = self._of(placed)
        is_near = max(spot) < FARTHEST and min(spot) > -FARTHEST
        return spot if is_near else self._unknown(placed.selection)

    def _of(self, placed: Placed) -> Spot:
        selection, holder = placed.selection, placed.holder
        if selection is None:
            return self._whole(holder)
        if isinstance(selection, PlainTextSelection):
            return self._text(selection, holder)
        if isinstance(selection, AudioSelection | VideoSelection):
            return self._time(selection, selection.begin, selection.end)
        if isinstance(selection, TranscriptSelection):
            return self._transcript(selection, holder)
        return self._area(selection)

    def _whole(self, holder: Any) -> Spot:
        """All of a text; a source that is no text is all that can be marked in it."""
        if isinstance(holder, TextSource | Transcript):
            try:
                length = len(self.text_of(holder))
            except MissingText:
                pass
            else:
                return Spot(self.tracks.number(self.source, TEXT, id(holder), holder), 0, length)
        return Spot(self.tracks.number(self.source, WHOLE, None), 0, 1)

    def _text(self, selection: PlainTextSelection, holder: Any) -> Spot:
        start, end = selection.start, selection.end
        if start is None or end is None:
            return self._unknown(selection)
        if holder is not self._holder:
            self._holder = holder
            self._counts_anew = id(holder) in self.positions
            self._track = self.tracks.number(self.source, TEXT, id(holder), holder)
        if self._counts_anew:
            start, end = self._places_of(holder).span(start, end)
        return Spot(self._track, start, end)

    def _places_of(self, holder: Any) -> Places:
        places = self._places.get(id(holder))
        if places is None:
            found = self.positions.get(id(holder))
            places = self._places[id(holder)] = Places(holder, self.text_of, found)
        return places

    def _time(self, selection: Any, begin: int | None, end: int | None) -> Spot:
        if begin is None or end is None:
            return self._unknown(selection)
        return Spot(self.tracks.number(self.source, TIME, None), begin, end, 0, 0, begin, end)

    def _transcript(self, selection: TranscriptSelection, holder: Any) -> Spot:
        """By characters where both ends are known, else by time."""
        place = self._places_of(holder).of(selection)
        if place.start is None or place.end is None:
            return self._time(selection, place.from_ms, place.to_ms)
        track = self.tracks.number(self.source, TEXT, id(holder), holder)
        begin = NO_TIME if place.from_ms is None else place.from_ms
        end = NO_TIME if place.to_ms is None else place.to_ms
        return Spot(track, place.start, place.end, 0, 0, begin, end)

    def _area(self, selection: PDFSelection | PictureSelection) -> Spot:
        corners = (selection.first_x, selection.second_x, selection.first_y, selection.second_y)
        page = selection.page if isinstance(selection, PDFSelection) else 0
        if None in corners or page is None:
            return self._unknown(selection)
        # Which corner comes first differs: the standard has lower left, QualCoder writes top left.
        left, right = sorted(corners[:2])
        low, high = sorted(corners[2:])
        return Spot(self.tracks.number(self.source, AREA, page), left, right, low, high)

    def _unknown(self, selection: object) -> Spot:
        return Spot(self.tracks.number(self.source, UNKNOWN, id(selection)), 0, 0)
