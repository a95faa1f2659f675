"""What codings mark, as ranges along lines of units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from refiqda.standard.model import Source
from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.rows import groups_of
from refiqda.tables.counting.spots import WHOLE


class Spans(NamedTuple):
    """Ranges that codings mark; one coding may mark several."""

    entry: Numbers
    """Which of the codings that are compared."""
    line: Numbers
    left: Numbers
    right: Numbers


class Measured(NamedTuple):
    """How many units each source has, and which of them codings mark."""

    sizes: Any
    source_of_line: Numbers
    """Which of the sources that are compared each line is a part of."""
    weights: Any
    """What a step along each line is worth in units."""
    spans: Spans
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """The sources and the codings that are compared."""

    coded: Coded
    sources: Numbers
    """Their numbers in the project, from low to high."""
    coding: Numbers
    """The numbers of codings, each in one of these sources."""

    @cached_property
    def place(self) -> Numbers:
        """For each coding, which of the sources it is in."""
        return np.searchsorted(self.sources, self.coded.columns.source[self.coding])

    @cached_property
    def track(self) -> Numbers:
        """For each coding, the number of its track."""
        return self.coded.columns.track[self.coding]

    @cached_property
    def is_whole(self) -> Flags:
        """Which codings are of a source that is no text, as a whole: they mark every unit of it."""
        kinds = np.array([track.kind == WHOLE for track in self.coded.tracks] or [False])
        return kinds[self.track]

    def each_source(self) -> Iterator[tuple[int, Source]]:
        """The sources in their order."""
        for place, number in enumerate(self.sources.tolist()):
            yield place, self.coded.sources[number]

    def by_track(self) -> Iterator[tuple[int, Numbers]]:
        """Each track, and which of the codings are in it."""
        for entries in groups_of(self.track):
            yield int(self.track[entries[0]]), entries


def along_sources(
    material: Material, sizes: Numbers, left: Numbers, right: Numbers, notes: tuple[str, ...] = ()
) -> Measured:
    """Each source as one line; ranges are cut at its ends, and empty ones left out."""
    size = sizes[material.place]
    left = np.where(material.is_whole, 0, np.clip(left, 0, size))
    right = np.where(material.is_whole, size, np.clip(right, 0, size))
    entry = np.flatnonzero(left < right)
    spans = Spans(entry, material.place[entry], left[entry], right[entry])
    lines = np.arange(len(sizes), dtype=np.int64)
    return Measured(sizes.astype(np.float64), lines, np.ones(len(sizes)), spans, notes)
