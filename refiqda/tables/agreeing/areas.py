"""Pictures and pages, cut into strips: areas marked in them are ranges along these.

The sides of all areas of a page cut it into strips from top to bottom, within which nothing changes
from left to right; a step along a strip is worth as many pixels as the strip is wide.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from refiqda.errors import MissingExtra
from refiqda.standard.index import codings_of
from refiqda.standard.model import Box, PDFSelection, PDFSource, PictureSource, Source
from refiqda.standard.package import Files
from refiqda.tables.agreeing.spans import Material, Measured, Spans
from refiqda.tables.counting.coded import Coded, Numbers
from refiqda.tables.counting.rows import repeated
from refiqda.tables.counting.spots import AREA, FARTHEST
from refiqda.tables.counting.wording import some

_HEADER = 1 << 20
"""Bytes at the beginning of a picture in which its size is looked for."""
_LARGEST = 2**40
"""Pixels beyond which a header is not believed."""


class Frame(NamedTuple):
    """What of a page or a picture is there."""

    left: int
    right: int
    low: int
    high: int

    @property
    def size(self) -> float:
        """How large it is."""
        return float(self.right - self.left) * float(self.high - self.low)


Page = tuple[int, int]
"""Which of the sources, and the number of the page; of a picture 0."""


def areas(material: Material) -> Measured:
    """The pixels of pictures and the square points of pages."""
    frames: dict[Page, Frame] = {}
    unknown: list[str] = []
    for place, source in material.each_source():
        picture = picture_size(material.coded.project.files, source)
        pages = bounding(source)
        if picture is not None:
            frames[place, 0] = Frame(0, picture[0], 0, picture[1])
            continue
        frames.update({(place, page): frame for page, frame in pages.items()})
        if pages:
            unknown.append(source.name or source.guid or "")
    sizes = np.zeros(len(material.sources))
    for (place, _), frame in frames.items():
        sizes[place] += frame.size
    notes = _told(unknown)
    return _stripped(material, frames, sizes, notes)


def _told(unknown: list[str]) -> tuple[str, ...]:
    if not unknown:
        return ()
    return (
        "The size of a page of a PDF, and of a picture whose file is not in the package, is taken "
        f"to be the smallest rectangle around all its selections: {some(unknown)}.",
    )


def bounding(source: Source) -> dict[int, Frame]:
    """For each page, the smallest rectangle around all areas selected in it, coded or not."""
    found: dict[int, Frame] = {}
    if not isinstance(source, PDFSource | PictureSource):
        return found
    for selection in source.selections:
        corners = frame_of(selection)
        page = selection.page if isinstance(selection, PDFSelection) else 0
        if corners is None or page is None:
            continue
        other = found.get(page, corners)
        found[page] = Frame(
            min(corners.left, other.left),
            max(corners.right, other.right),
            min(corners.low, other.low),
            max(corners.high, other.high),
        )
    return found


def frame_of(selection: Box) -> Frame | None:
    """The area of a selection; None where a corner is missing or far out."""
    corners = (selection.first_x, selection.second_x, selection.first_y, selection.second_y)
    if any(each is None or abs(each) >= FARTHEST for each in corners):
        return None
    return Frame(*sorted(corners[:2]), *sorted(corners[2:]))


def picture_size(files: Files, source: Source) -> tuple[int, int] | None:
    """Width and height of a picture as it is shown, from its file; None where that is not there.

    Raises:
        MissingExtra: if the file is there, and imagesize is not installed.
    """
    if not isinstance(source, PictureSource) or not source.path:
        return None
    name = files.find(source.path)
    if name is None:
        return None
    try:
        imagesize = importlib.import_module("imagesize")
    except ImportError:
        raise MissingExtra(
            "The size of a picture needs imagesize: run pip install "
            '"refiqda[agreement]", or count in another unit.'
        ) from None
    header = b""
    for piece in files.pieces(name):
        header += piece
        if len(header) >= _HEADER:
            break
    width, height = imagesize.get(io.BytesIO(header))
    return (width, height) if width > 0 < height and width * height < _LARGEST else None


# ------------------------------------------------------------------------------------- strips


def _stripped(
    material: Material, frames: dict[Page, Frame], sizes: Any, notes: tuple[str, ...]
) -> Measured:
    """The strips of every page that somebody coded."""
    sources: list[Numbers] = []
    widths: list[Numbers] = []
    spans: list[Spans] = []
    lines = 0
    for page, entries, boxes in _coded_pages(material, frames):
        sides = np.unique(boxes[:, :2])
        first = np.searchsorted(sides, boxes[:, 0])
        last = np.searchsorted(sides, boxes[:, 1])
        steps = np.arange(len(sides), dtype=np.int64)
        which, strip = repeated(np.arange(len(entries)), first, last, steps)
        spans.append(Spans(entries[which], lines + strip, boxes[which, 2], boxes[which, 3]))
        width = np.diff(sides)
        widths.append(width)
        sources.append(np.full(len(width), page[0], dtype=np.int64))
        lines += len(width)
    nothing = np.zeros(0, dtype=np.int64)
    joined = (
        Spans(*map(np.concatenate, zip(*spans, strict=True))) if spans else Spans(*[nothing] * 4)
    )
    return Measured(
        sizes,
        np.concatenate([nothing, *sources]),
        np.concatenate([nothing, *widths]).astype(np.float64),
        joined,
        notes,
    )


def _coded_pages(
    material: Material, frames: dict[Page, Frame]
) -> Iterator[tuple[Page, Numbers, Numbers]]:
    """Each page with the codings in it, and the areas they mark, cut at its sides."""
    columns = material.coded.columns
    by_page: dict[Page, list[Numbers]] = {}
    numbers = pages_of_tracks(material)
    for track, entries in material.by_track():
        if track in numbers:
            by_page.setdefault(numbers[track], []).append(entries)
    wholes = np.flatnonzero(material.is_whole)
    for page, frame in frames.items():
        marked = np.concatenate([np.zeros(0, dtype=np.int64), *by_page.get(page, [])])
        coding = material.coding[marked]
        sides = (columns.left, columns.right, columns.low, columns.high)
        boxes = np.stack([side[coding] for side in sides], axis=1)
        whole = wholes[material.place[wholes] == page[0]]
        entries = np.concatenate((marked, whole))
        boxes = np.concatenate((boxes, np.tile(np.array(frame, dtype=np.int64), (len(whole), 1))))
        boxes[:, :2] = np.clip(boxes[:, :2], frame.left, frame.right)
        boxes[:, 2:] = np.clip(boxes[:, 2:], frame.low, frame.high)
        some_area = (boxes[:, 0] < boxes[:, 1]) & (boxes[:, 2] < boxes[:, 3])
        if some_area.any():
            yield page, entries[some_area], boxes[some_area]


def pages_of_tracks(material: Material) -> dict[int, Page]:
    """Which page each track of areas is."""
    coded = material.coded
    found: dict[int, Page] = {}
    for place, number in enumerate(material.sources.tolist()):
        source = coded.sources[number]
        if isinstance(source, PDFSource | PictureSource):
            found.update((track, (place, page)) for track, page in _pages(coded, number))
    return found


def _pages(coded: Coded, number: int) -> Iterator[tuple[int, int]]:
    """The tracks of areas of a source, with their pages; the columns are in document order."""
    tracks = coded.columns.track[coded.columns.source == number].tolist()
    for track, placed in zip(tracks, codings_of(coded.sources[number]), strict=True):
        if coded.tracks[track].kind == AREA:
            selection = placed.selection
            yield track, selection.page if isinstance(selection, PDFSelection) else 0
