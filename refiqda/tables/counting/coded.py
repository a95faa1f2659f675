"""The codings of a project as columns of numbers, gathered in one pass: what all counts start from.

Everything is told apart by its place in the project, never by name, so equal names do no harm.
Positions are code points of the text as Python reads it, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from refiqda.standard.index import (
    CaseIndex,
    CodeTree,
    SourceCases,
    codings_of,
    guid_key,
    holders_of,
)
from refiqda.standard.model import Case, Code, Project, Source, TextSource, Transcript
from refiqda.tables.counting.spots import TEXT, TIME, Spot, Spots, Track, Tracks
from refiqda.tables.placer import Placer
from refiqda.tables.places import text_or_none
from refiqda.tables.reading import ProjectOrPath, project_of
from refiqda.text.conventions import Convention
from refiqda.tools.placing import Counted
from refiqda.tools.programs import recognise

NONE = -1
"""In a column of numbers: there is none, or none that the project knows."""
Numbers = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


class Columns(NamedTuple):
    """One entry for each coding, in document order: those of the sources, then of the notes."""

    code: Numbers
    """Number of the code in :attr:`Coded.codes`; -1 where the project has no such code."""
    source: Numbers
    coder: Numbers
    """Number in :attr:`Coded.coders`: the user of the coding, else of its selection; or -1."""
    selection: Numbers
    """Which selection it is of; whatever is coded as a whole has a number of its own."""
    track: Numbers
    left: Numbers
    right: Numbers
    low: Numbers
    high: Numbers
    begin: Numbers
    end: Numbers
    """The extent: see :class:`refiqda.tables.counting.spots.Spot`."""


class Members(NamedTuple):
    """Which case holds which source, wholly or in part; -1 where no case holds the whole of it.

    A source of which cases hold parts alone is also there with -1: what else is in it has no case.
    """

    source: Numbers
    case: Numbers


@dataclass(slots=True)
class _Gathered:
    """The columns on their way, as lists."""

    code: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)
    coder: list[int] = field(default_factory=list)
    selection: list[int] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    cases: list[tuple[int, ...]] = field(default_factory=list)


class Coded:
    """A project ready to be counted. Texts are read when a count needs them."""

    def __init__(self, project: Project, convention: Convention | str | None = None) -> None:
        """Gather from a project in the standard's idiom (:func:`refiqda.tables.reading.neutral`).

        ``convention`` says how the file counts positions; without it, the file is asked.
        """
        self.project = project
        self.tree = CodeTree(project.codes)
        self.codes: list[Code] = list(self.tree.codes.values())
        """Every code once, parents before their children."""
        self.code_numbers = {key: number for number, key in enumerate(self.tree.codes)}
        """By GUID key."""
        self.cases: list[Case] = project.cases
        self.sources: list[Source] = [*project.sources, *project.notes]
        self.first_note = len(project.sources)
        """Sources from this number on are notes."""
        self.coders: list[str] = []
        """GUIDs, in the order of the project's users; then those that are no user of it."""
        self.coder_numbers: dict[str, int] = {}
        """By GUID key."""
        self._coder_spellings: dict[str, int] = {}
        self._code_spellings: dict[str | None, int] = {None: NONE}
        for user in project.users:
            if user.guid:
                self._coder(user.guid)
        self._tracks = Tracks()
        self._lengths: dict[int, int] = {}
        self.tracks: list[Track] = self._tracks.found
        self._case_index = CaseIndex(self.cases)
        self._case_numbers = {id(case): number for number, case in enumerate(self.cases)}
        gathered = _Gathered()
        self._gather(gathered, convention)
        self.columns = _columns(gathered)
        self.case_counts = np.fromiter(map(len, gathered.cases), np.int64, len(gathered.cases))
        """How many cases each coding belongs to."""
        self.case_numbers = np.array(
            [case for cases in gathered.cases for case in cases], dtype=np.int64
        )
        """Their numbers, coding after coding."""

    def __len__(self) -> int:
        return len(self.columns.code)

    def _gather(self, into: _Gathered, convention: Convention | str | None) -> None:
        program = recognise(self.project)[0]
        placer = Placer(self.project, program, lambda: iter(self.sources), convention)
        for number, source in enumerate(self.sources):
            if next(codings_of(source), None) is None:
                continue
            positions = placer.of(number, source)
            counted = {key: Counted(each) for key, each in positions.items()}
            within = self._case_index.within(source, counted)
            spots = Spots(number, positions, self.project.text_of, self._tracks)
            self._gather_source(into, number, spots, within)

    def _gather_source(
        self, into: _Gathered, number: int, spots: Spots, within: SourceCases
    ) -> None:
        whole = self._numbers(within.whole)
        codes = self._code_spellings
        here: Any = None
        selection = into.selection[-1] if into.selection else NONE
        for placed in codings_of(self.sources[number]):
            coding = placed.coding
            target: Any = placed.selection or placed.holder
            if target is not here:
                here, selection = target, selection + 1
                selected = placed.selection.creating_user if placed.selection else None
                spot = spots.of(placed)
                cases = self._numbers(within.of(placed)) if within.parts else whole
            code = codes.get(coding.code)
            if code is None:
                key = guid_key(coding.code or "")
                code = codes[coding.code] = self.code_numbers.get(key, NONE)
            into.code.append(code)
            into.source.append(number)
            into.coder.append(self._coder(coding.creating_user or selected))
            into.selection.append(selection)
            into.spots.append(spot)
            into.cases.append(cases)

    def _coder(self, guid: str | None) -> int:
        """The number of a coder, worked out once for each spelling of a GUID."""
        if not guid:
            return NONE
        number = self._coder_spellings.get(guid)
        if number is None:
            number = self.coder_numbers.setdefault(guid_key(guid), len(self.coders))
            if number == len(self.coders):
                self.coders.append(guid)
            self._coder_spellings[guid] = number
        return number

    def _numbers(self, cases: Iterable[Case]) -> tuple[int, ...]:
        return tuple(sorted({self._case_numbers[id(case)] for case in cases}))

    @cached_property
    def members(self) -> Members:
        """Every source with its cases, coded or not; then the cases that hold no source."""
        pairs = [pair for number in range(len(self.sources)) for pair in self._holding(number)]
        held = {case for source, case in pairs if source < self.first_note}
        pairs += [(NONE, case) for case in range(len(self.cases)) if case not in held]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return Members(table[:, 0].copy(), table[:, 1].copy())

    def _holding(self, number: int) -> Iterator[tuple[int, int]]:
        within = self._case_index.within(self.sources[number])
        yield from ((number, case) for case in self._numbers(within.all()))
        if not within.whole:
            yield number, NONE

    @cached_property
    def places(self) -> Numbers:
        """For each coding the number of its place: equal where track and extent are equal."""
        columns = self.columns
        extent = (columns.high, columns.low, columns.right, columns.left, columns.track)
        order = np.lexsort(extent)
        differs = np.zeros(len(order), dtype=bool)
        for column in extent:
            differs[1:] |= np.diff(column[order]) != 0
        numbers = np.empty(len(order), dtype=np.int64)
        numbers[order] = np.cumsum(differs)
        return numbers

    @cached_property
    def texts(self) -> list[list[int]]:
        """For each source the tracks of its texts: its own, that of its pages, its transcripts.

        The words of an area are a text of their own where they are coded themselves.
        """
        found: list[list[int]] = [[] for _ in self.sources]
        for number, source in enumerate(self.sources):
            for holder in holders_of(source):
                if isinstance(holder, TextSource | Transcript):
                    self._tracks.number(number, TEXT, id(holder), holder)
        for at, track in enumerate(self.tracks):
            if track.kind == TEXT:
                found[track.source].append(at)
        return found

    def characters(self, sources: Iterable[int]) -> int:
        """The code points of all texts of some sources; a missing one has none."""
        return sum(self.length_of(track) for number in sources for track in self.texts[number])

    def length_of(self, track: int) -> int:
        """The code points of the text of a track; 0 if it is missing."""
        length = self._lengths.get(track)
        if length is None:
            length = self._lengths[track] = len(self.text_of(self.tracks[track].holder) or "")
        return length

    @cached_property
    def without_text(self) -> list[str]:
        """The names of sources in whose texts something is coded that are not in the file."""
        missing = (
            self.sources[track.source].name or "a source without a name"
            for track in self.tracks_coded
            if track.kind == TEXT and self.text_of(track.holder) is None
        )
        return list(dict.fromkeys(missing))

    @property
    def has_both(self) -> bool:
        """Whether a recording is coded by time, and a transcript of it by characters."""
        kinds = [
            {track.source for track in self.tracks_coded if track.kind == kind}
            for kind in (TEXT, TIME)
        ]
        return bool(kinds[0] & kinds[1])

    @cached_property
    def tracks_coded(self) -> list[Track]:
        """Those in which there are codings."""
        return [self.tracks[number] for number in np.unique(self.columns.track).tolist()]

    def text_of(self, holder: Any) -> str | None:
        """The text of a source, representation or transcript; None where it is missing."""
        return text_or_none(self.project.text_of, holder)


def _columns(gathered: _Gathered) -> Columns:
    width = len(Spot._fields)
    flat = chain.from_iterable(gathered.spots)
    spots = np.fromiter(flat, np.int64, len(gathered.spots) * width).reshape(-1, width)
    lists = (gathered.code, gathered.source, gathered.coder, gathered.selection)
    extents = (np.ascontiguousarray(column) for column in spots.T)
    return Columns(*(np.array(each, dtype=np.int64) for each in lists), *extents)


@contextmanager
def coded(
    given: ProjectOrPath | Coded, convention: Convention | str | None = None
) -> Iterator[Coded]:
    """A project ready to be counted, whatever wrote it; a file is closed in the end."""
    if isinstance(given, Coded):
        yield given
        return
    with project_of(given) as project:
        yield Coded(project, convention)
