"""Where a coding is, so that two codings can be said to be in one place, or to overlap.

A place has an extent in a track: the characters of a text, the milliseconds of a recording, the
area of a page or picture. Positions are those of the neutral reading, half-open.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable
from itertools import count
from typing import NamedTuple

from refiqda.standard.index import Placed, guid_key
from refiqda.standard.model import (
    AudioSelection,
    PDFSelection,
    PictureSelection,
    PlainTextSelection,
    Transcript,
    TranscriptSelection,
    VideoSelection,
)

_WHOLE = "whole"


class Place(NamedTuple):
    """An extent; what only touches it, or is empty, shares nothing with it."""

    source: int
    track: Hashable
    left: float
    right: float
    low: float = 0
    high: float = 1
    """Across, for areas; the same for all that have a length alone."""

    def meets(self, other: Place) -> bool:
        """Whether two places of one track share a character, a moment or a part of an area."""
        return (
            max(self.left, other.left) < min(self.right, other.right)
            and max(self.low, other.low) < min(self.high, other.high)
        )  # fmt: skip


class Places:
    """Finds the place of a coding."""

    def __init__(self) -> None:
        self.points: dict[int, dict[str, tuple[int | None, int | None]]] = {}

    def of(self, placed: Placed, source: int) -> Place:
        """The place of a coding; ``source`` is the number of its source."""
        selection, holder = placed.selection, placed.holder
        if isinstance(selection, PlainTextSelection):
            if selection.start is None or selection.end is None:
                return _unknown(source, selection)
            return Place(source, ("text", id(holder)), selection.start, selection.end)
        if isinstance(selection, AudioSelection | VideoSelection):
            if selection.begin is None or selection.end is None:
                return _unknown(source, selection)
            return Place(source, "time", selection.begin, selection.end)
        if isinstance(selection, PDFSelection | PictureSelection):
            return _area(source, selection)
        if isinstance(selection, TranscriptSelection):
            return self._in_transcript(source, selection, holder)
        whole = holder is placed.source or holder is getattr(placed.source, "text", None)
        track = _WHOLE if whole else ("text", id(holder))
        return Place(source, track, -math.inf, math.inf)

    def _in_transcript(
        self, source: int, selection: TranscriptSelection, transcript: Transcript
    ) -> Place:
        points = self.points.get(id(transcript))
        if points is None:
            points = self.points[id(transcript)] = {
                guid_key(point.guid): (point.position, point.time_stamp)
                for point in transcript.sync_points
                if point.guid
            }
        ends = [
            points.get(guid_key(guid)) if guid else None
            for guid in (selection.from_sync_point, selection.to_sync_point)
        ]
        for kind in (0, 1):  # by characters where both are known, else by time
            left, right = (end[kind] if end else None for end in ends)
            if left is not None and right is not None:
                return Place(source, (kind, id(transcript)), left, right)
        return _unknown(source, selection)


def _area(source: int, selection: PDFSelection | PictureSelection) -> Place:
    corners = (selection.first_x, selection.second_x, selection.first_y, selection.second_y)
    page = selection.page if isinstance(selection, PDFSelection) else 0
    if None in corners or page is None:
        return _unknown(source, selection)
    # Which corner comes first differs: the standard has lower left, QualCoder writes top left.
    left, right = sorted(corners[:2])
    low, high = sorted(corners[2:])
    return Place(source, ("page", page), left, right, low, high)


def _unknown(source: int, selection: object) -> Place:
    """A place that cannot be read from the file: it is one with no other."""
    return Place(source, ("unknown", id(selection)), 0, 0)


def joined(places: Iterable[Place]) -> dict[Place, int]:
    """The number of the stretch that each place is part of, once those that overlap are joined.

    Ranges that only touch stay two. What codes a source as a whole shares its characters with
    every other place of that source.
    """
    by_source: dict[int, dict[Hashable, list[Place]]] = {}
    for place in set(places):
        by_source.setdefault(place.source, {}).setdefault(place.track, []).append(place)
    groups: dict[Place, int] = {}
    numbers = count()
    for tracks in by_source.values():
        if _WHOLE in tracks:
            whole = next(numbers)
            for place in (place for track in tracks.values() for place in track):
                groups[place] = whole if place.meets(place) else next(numbers)
            continue
        for track in tracks.values():
            _join(track, groups, numbers)
    return groups


def _join(track: list[Place], groups: dict[Place, int], numbers: count[int]) -> None:
    """Sweep from left to right; places that are still open may overlap the next."""
    if any(place.low != 0 or place.high != 1 for place in track):
        _join_areas(track, groups, numbers)
        return
    group, reached = -1, -math.inf
    for place in sorted(track):
        if not place.meets(place):
            groups[place] = next(numbers)
            continue
        if place.left >= reached:
            group, reached = next(numbers), place.right
        groups[place] = group
        reached = max(reached, place.right)


def _join_areas(track: list[Place], groups: dict[Place, int], numbers: count[int]) -> None:
    above: dict[Place, Place] = {place: place for place in track}

    def top(place: Place) -> Place:
        while above[place] is not place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    still_open: list[Place] = []
    for place in sorted(track):
        still_open = [other for other in still_open if other.right > place.left]
        for other in still_open:
            if place.meets(other):
                above[top(place)] = top(other)
        still_open.append(place)
    number_of: dict[Place, int] = {}
    for place in track:
        highest = top(place)
        if highest not in number_of:
            number_of[highest] = next(numbers)
        groups[place] = number_of[highest]
