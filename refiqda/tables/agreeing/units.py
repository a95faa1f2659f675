"""The units that agreement is measured in: how many a source has, and which a coding marks."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from refiqda.standard.index import holders_with_words
from refiqda.standard.model import AudioSource, Source, TextSource, Transcript, VideoSource
from refiqda.tables.agreeing.areas import areas
from refiqda.tables.agreeing.spans import Material, Measured, Spans, along_sources
from refiqda.tables.counting.sentences import PARAGRAPHS, Edges, edges, touched
from refiqda.tables.counting.spots import FARTHEST, NO_TIME, TEXT

Unit = Literal[
    "characters", "words", "sentences", "paragraphs", "segments", "milliseconds", "pixels"
]

UNITS: dict[Unit, str] = {
    "characters": "code points of the texts of a source: its own, that of a PDF and the words kept "
    "with areas of it, the description of a picture, the transcripts of a recording",
    "words": "runs of characters that are not blank. Not a measure for languages written without "
    "blanks",
    "sentences": "parts of paragraphs: a sentence ends after . ! ? or … (and closing quotes and "
    "brackets) before a blank, unless a small letter follows; after the full stops, question and "
    "exclamation marks of Chinese and Japanese wherever they stand; and where the paragraph ends. "
    "Abbreviations are not known: 'Dr. Smith' is two, 'e.g. this' one",
    "paragraphs": PARAGRAPHS,
    "segments": "the distinct places (a source and a range in it) that any of the coders coded "
    "with any of the codes; a coder coded a place if one of their codings has just that range",
    "milliseconds": "milliseconds of recordings; a range of a transcript counts with the time of "
    "its rows",
    "pixels": "pixels of pictures, and square points of pages of PDFs, whose text is apart: "
    "ask for it in characters",
}
"""What each unit is."""
PARTLY: tuple[Unit, ...] = ("words", "sentences", "paragraphs")
"""Units of which a coding may mark a part; that counts as the whole unit."""
CONTINUA: tuple[Unit, ...] = ("characters", "words", "sentences", "paragraphs", "milliseconds")
"""Units that follow one another, so that a coder's stretches have a length."""


class _Held(NamedTuple):
    """A text of a source: where its units begin among those of the source."""

    offset: int
    length: int
    edges: Edges | None


def measured(material: Material, unit: Unit) -> Measured:
    """The units of every source, and those that the codings mark."""
    if unit == "segments":
        return _segments(material)
    if unit == "milliseconds":
        return _milliseconds(material)
    if unit == "pixels":
        return areas(material)
    return _of_texts(material, unit)


def _of_texts(material: Material, unit: Unit) -> Measured:
    coded = material.coded
    sizes = np.zeros(len(material.sources), dtype=np.int64)
    texts: dict[int, _Held] = {}
    for place, source in material.each_source():
        for holder in holders_with_words(source):
            if isinstance(holder, TextSource | Transcript):
                text = coded.text_of(holder) or ""
                found = None if unit == "characters" else edges(text, unit)
                texts[id(holder)] = _Held(int(sizes[place]), len(text), found)
                sizes[place] += len(text) if found is None else len(found[0])
    left = np.zeros(len(material.coding), dtype=np.int64)
    right = np.zeros(len(material.coding), dtype=np.int64)
    for number, entries in material.by_track():
        track = coded.tracks[number]
        if track.kind == TEXT:
            held = texts[id(track.holder)]
            coding = material.coding[entries]
            first = np.clip(coded.columns.left[coding], 0, held.length)
            last = np.clip(coded.columns.right[coding], 0, held.length)
            if held.edges is not None:
                first, last = touched(held.edges, first, last)
            left[entries], right[entries] = held.offset + first, held.offset + last
    return along_sources(material, sizes, left, right)


def _segments(material: Material) -> Measured:
    """Each distinct place is a step along the line of its source."""
    places = material.coded.places[material.coding]
    distinct, first, step = np.unique(places, return_index=True, return_inverse=True)
    source = material.place[first]
    sizes = np.bincount(source, minlength=len(material.sources))
    order = np.argsort(source, kind="stable")
    begins = np.concatenate(([0], np.cumsum(sizes)))[source[order]]
    within = np.empty(len(distinct), dtype=np.int64)
    within[order] = np.arange(len(distinct)) - begins
    left = within[step]
    spans = Spans(np.arange(len(places)), material.place, left, left + 1)
    lines = np.arange(len(sizes), dtype=np.int64)
    return Measured(sizes.astype(np.float64), lines, np.ones(len(sizes)), spans)


def _milliseconds(material: Material) -> Measured:
    ends = [last_moment(source) for _, source in material.each_source()]
    columns = material.coded.columns
    begin, end = columns.begin[material.coding], columns.end[material.coding]
    notes = (
        "How long a recording is, no file says: it is taken to last until the latest moment that "
        "the project knows of it (ends of selections, sync points of transcripts).",
    )
    sizes = np.array(ends, dtype=np.int64)
    return along_sources(material, sizes, np.where(begin == NO_TIME, end, begin), end, notes)


def last_moment(source: Source) -> int:
    """The latest moment of a recording that the project knows, in milliseconds; 0 of all else."""
    if not isinstance(source, AudioSource | VideoSource):
        return 0
    moments = [moment for each in source.selections for moment in (each.begin, each.end)]
    points = [point for transcript in source.transcripts for point in transcript.sync_points]
    stamps = [point.time_stamp for point in points if point.time_stamp is not None]
    known = (each for each in (*moments, *stamps) if each is not None and 0 <= each < FARTHEST)
    return max(known, default=0)
