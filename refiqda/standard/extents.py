"""How far the places of a source reach, and which share a character, a moment or an area."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from refiqda.standard.guids import guid_key
from refiqda.standard.model import (
    AudioSelection,
    PDFSelection,
    PictureSelection,
    PlainTextSelection,
    SyncPoint,
    TranscriptSelection,
    VideoSelection,
)

Item = TypeVar("Item")


class Spanned(Protocol):
    """How the positions of a text are counted."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Two positions as the standard counts them."""


Spans = Mapping[int, Spanned]
"""By the identity of what holds selections: how its positions are counted."""


class Extent(NamedTuple):
    """From where to where a place reaches, half-open; it is never empty."""

    track: Hashable
    """What it is measured along: a text, the recording, or a page. Others have nothing in common
    with it."""
    left: int
    right: int
    low: int = 0
    high: int = 1
    """Across, for areas; the same for all that have a length alone."""


class Extents:
    """Finds the extents of the selections of one source.

    ``spans`` counts the positions anew of what holds selections.
    """

    def __init__(self, spans: Spans) -> None:
        self.spans = spans
        self._points: dict[int, dict[str, SyncPoint]] = {}

    def of(self, selection: Any, holder: Any) -> list[Extent]:
        """Where a selection reaches; nowhere if the file does not say where it lies.

        A range of a transcript has characters, and milliseconds of the recording.
        """
        return _MAKERS[type(selection)](self, selection, holder)

    def text(self, selection: PlainTextSelection, holder: Any) -> list[Extent]:
        """The characters of a passage."""
        return self._characters(holder, selection.start, selection.end)

    def recording(self, selection: Any, holder: Any) -> list[Extent]:
        """The milliseconds of a stretch."""
        return _moments(selection.begin, selection.end)

    def transcript(self, selection: TranscriptSelection, holder: Any) -> list[Extent]:
        """What lies between two sync points."""
        points = self._points.get(id(holder))
        if points is None:
            points = {guid_key(point.guid): point for point in holder.sync_points if point.guid}
            self._points[id(holder)] = points
        first = points.get(guid_key(selection.from_sync_point or ""))
        last = points.get(guid_key(selection.to_sync_point or ""))
        if first is None or last is None:
            return []
        characters = self._characters(holder, first.position, last.position)
        return characters + _moments(first.time_stamp, last.time_stamp)

    def area(self, selection: PDFSelection | PictureSelection, holder: Any) -> list[Extent]:
        """A rectangle of a page or a picture."""
        corners = (selection.first_x, selection.second_x, selection.first_y, selection.second_y)
        page = selection.page if isinstance(selection, PDFSelection) else 0
        if None in corners or page is None:
            return []
        # Which corner comes first differs: the standard has lower left, QualCoder top left.
        left, right = sorted(corners[:2])
        low, high = sorted(corners[2:])
        is_area = left < right and low < high
        return [Extent(("page", page), left, right, low, high)] if is_area else []

    def _characters(self, holder: Any, start: int | None, end: int | None) -> list[Extent]:
        if start is None or end is None:
            return []
        counted = self.spans.get(id(holder))
        if counted is not None:
            start, end = counted.span(start, end)
        return [Extent(("text", id(holder)), start, end)] if start < end else []


def _moments(begin: int | None, end: int | None) -> list[Extent]:
    if begin is None or end is None or begin >= end:
        return []
    return [Extent("time", begin, end)]


_MAKERS: dict[type[Any], Callable[[Extents, Any, Any], list[Extent]]] = {
    PlainTextSelection: Extents.text,
    AudioSelection: Extents.recording,
    VideoSelection: Extents.recording,
    TranscriptSelection: Extents.transcript,
    PDFSelection: Extents.area,
    PictureSelection: Extents.area,
}


class Overlaps(Generic[Item]):
    """Finds what lies over a place.

    Extents are kept by how long they are, in powers of two, so that those that may reach a place
    begin close before it: one over a whole text costs no more than one over a word.
    """

    def __init__(self, pairs: Iterable[tuple[Extent, Item]]) -> None:
        tracks: dict[Hashable, dict[int, list[tuple[Extent, Item]]]] = {}
        for extent, item in pairs:
            size = (extent.right - extent.left).bit_length()
            tracks.setdefault(extent.track, {}).setdefault(size, []).append((extent, item))
        self._tracks = {track: _sorted(by_size) for track, by_size in tracks.items()}

    def over(self, place: Extent) -> Iterator[Item]:
        """What shares something with a place; to touch is not to share."""
        _, first, last, bottom, top = place
        for size, lefts, pairs in self._tracks.get(place.track, ()):
            begin = bisect_left(lefts, first - (1 << size))
            for (_, _, right, low, high), item in pairs[begin : bisect_left(lefts, last)]:
                if first < right and low < top and bottom < high:
                    yield item


def _sorted(
    by_size: dict[int, list[tuple[Extent, Item]]],
) -> list[tuple[int, list[int], list[tuple[Extent, Item]]]]:
    found = []
    for size, several in by_size.items():
        pairs = sorted(several, key=lambda pair: pair[0].left)
        found.append((size, [extent.left for extent, _ in pairs], pairs))
    return found
