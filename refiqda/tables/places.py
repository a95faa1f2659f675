"""What a place is: its kind, where it begins and ends, and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from refiqda.errors import MissingText
from refiqda.standard.index import guid_key
from refiqda.standard.model import (
    AudioSelection,
    PDFSelection,
    PDFSource,
    PictureSelection,
    PlainTextSelection,
    SyncPoint,
    Transcript,
    TranscriptSelection,
    VideoSelection,
)
from refiqda.text import passage
from refiqda.text.positions import Positions
from refiqda.tools.placing import Counted

TextOf = Callable[[Any], str]
Text = TypeVar("Text")
"""A text, or one with how it was decoded."""


class Place(NamedTuple):
    """A selection as a row of a table shows it."""

    kind: str
    start: int | None = None
    end: int | None = None
    passage: str | None = None
    from_ms: int | None = None
    to_ms: int | None = None


WHOLE = Place("source")
"""A source that is coded as a whole."""


class Places:
    """The places of one holder of selections; its text is read when the first passage needs it.

    ``positions`` says how the file counts, where that is not as the standard does.
    """

    def __init__(self, holder: Any, text_of: TextOf, positions: Positions | None = None) -> None:
        self.holder = holder
        self.text_of = text_of
        self.positions = positions
        self._text: str | None = None if positions is None else positions.text
        self._is_read = positions is not None
        self._points: dict[str, SyncPoint] | None = None

    def of(self, selection: Any) -> Place:
        """The place that a selection marks."""
        return _MAKERS[type(selection)](self, selection)

    @property
    def text(self) -> str | None:
        """The text that positions count in; None where it is missing."""
        if not self._is_read:
            self._text = text_or_none(self.text_of, self.holder)
            self._is_read = True
        return self._text

    def words(self, start: int | None, end: int | None) -> str | None:
        """The passage between two positions."""
        text = self.text
        return None if text is None else passage(text, start, end)

    def span(self, start: Any, end: Any) -> tuple[Any, Any]:
        """Two positions of the file as code points; those that name no place stay as they are.

        An end past the text goes to its last character.
        """
        if type(start) is not int or type(end) is not int:
            return start, end
        positions = self.positions
        if positions is not None:
            return Counted(positions).span(start, end)
        text = self.text
        is_cut = text is not None and 0 <= start <= len(text) < end
        return (start, len(text or "")) if is_cut else (start, end)

    def point(self, guid: str | None) -> tuple[int | None, int | None]:
        """Position and moment of a sync point of the transcript."""
        if self._points is None:
            points = self.holder.sync_points if isinstance(self.holder, Transcript) else ()
            self._points = {guid_key(point.guid): point for point in points if point.guid}
        point = self._points.get(guid_key(guid)) if guid else None
        if point is None:
            return None, None
        # Both ends of nothing: one position, wherever it is.
        return self.span(point.position, point.position)[0], point.time_stamp


class Quotation(NamedTuple):
    """A quotation of a PDF that is written twice: as an area of a page and as a passage."""

    area: PDFSelection
    passage: PlainTextSelection


def quotations_of(source: Any) -> dict[int, Quotation]:
    """What is written twice in a source, by the identity of the area and by that of the passage.

    ATLAS.ti gives both one GUID (:data:`refiqda.tools.structures.PDF_QUOTATIONS`).
    """
    if not isinstance(source, PDFSource) or source.text is None:
        return {}
    passages = {guid_key(one.guid): one for one in source.text.selections if one.guid}
    found: dict[int, Quotation] = {}
    for area in source.selections:
        passage = passages.pop(guid_key(area.guid or ""), None)
        if passage is not None:
            found[id(area)] = found[id(passage)] = Quotation(area, passage)
    return found


class SourcePlaces:
    """The places of one source, in whatever of it they are marked.

    A quotation of a PDF that is written twice is one place: its passage.
    """

    def __init__(self, source: Any, text_of: TextOf, positions: Mapping[int, Positions]) -> None:
        """Get ready; ``positions`` are those that have to be counted anew, by their holders."""
        self.source = source
        self.text_of = text_of
        self.positions = positions
        self.quotations = quotations_of(source)
        self._places: dict[int, Places] = {}

    def of(self, selection: Any, holder: Any) -> Place:
        """The place that a selection marks."""
        quotation = self.quotations.get(id(selection))
        if quotation is None:
            return self._within(holder).of(selection)
        place = self._within(self.source.text).of(quotation.passage)
        if place.passage is None:
            words = self._within(self.source).of(quotation.area).passage
            return place._replace(passage=words)
        return place

    def guid(self, selection: Any) -> str | None:
        """The GUID of a selection as the frame of selections spells it."""
        quotation = self.quotations.get(id(selection))
        found: str | None = selection.guid if quotation is None else quotation.passage.guid
        return found

    def _within(self, holder: Any) -> Places:
        places = self._places.get(id(holder))
        if places is None:
            found = self.positions.get(id(holder))
            places = self._places[id(holder)] = Places(holder, self.text_of, found)
        return places


def text_or_none(text_of: Callable[[Any], Text], holder: Any) -> Text | None:
    """The text of a source, None where it is missing."""
    try:
        return text_of(holder)
    except MissingText:
        return None


def _text(places: Places, selection: PlainTextSelection) -> Place:
    start, end = places.span(selection.start, selection.end)
    return Place("text", start, end, places.words(start, end))


def _pdf(places: Places, selection: PDFSelection) -> Place:
    inner = selection.text
    words = text_or_none(places.text_of, inner) if inner is not None else None
    return Place("pdf", passage=words)


def _picture(places: Places, selection: PictureSelection) -> Place:
    return Place("picture")


def _audio(places: Places, selection: AudioSelection) -> Place:
    begin, end = selection.begin, selection.end
    return Place("audio", begin, end, None, begin, end)


def _video(places: Places, selection: VideoSelection) -> Place:
    begin, end = selection.begin, selection.end
    return Place("video", begin, end, None, begin, end)


def _transcript(places: Places, selection: TranscriptSelection) -> Place:
    start, from_ms = places.point(selection.from_sync_point)
    end, to_ms = places.point(selection.to_sync_point)
    return Place("transcript", start, end, places.words(start, end), from_ms, to_ms)


SELECTION_KINDS: dict[type[Any], str] = {
    PlainTextSelection: "text",
    PDFSelection: "pdf",
    PictureSelection: "picture",
    AudioSelection: "audio",
    VideoSelection: "video",
    TranscriptSelection: "transcript",
}

_MAKERS: dict[type[Any], Callable[[Places, Any], Place]] = {
    PlainTextSelection: _text,
    PDFSelection: _pdf,
    PictureSelection: _picture,
    AudioSelection: _audio,
    VideoSelection: _video,
    TranscriptSelection: _transcript,
}
