"""What claims ask of a project, gathered in one pass over its codings.

Everything is told apart by GUID or by its place in the project, never by name, so equal names do
no harm.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import chain
from typing import NamedTuple

from refiqda.claims.places import Place, Places
from refiqda.standard.index import CaseIndex, CodeTree, Placed, SourceCases, all_codings, guid_key
from refiqda.standard.model import Case, Project, Source

NOWHERE = -1
"""The number of the source of a case that holds none."""
_NO_PLACE = Place(NOWHERE, None, 0, 0)


class Record(NamedTuple):
    """One coding; or, where nothing coded is asked for, one source with its cases."""

    number: int
    """Which Coding element it is."""
    source: int
    place: Place
    coder: str | None
    cases: tuple[int, ...]


class Facts:
    """Codings by code, and which case holds which source."""

    def __init__(self, project: Project, wanted: Container[str] | None = None) -> None:
        """Gather; of codings with codes that are not ``wanted`` only the coder is kept."""
        self.cases: list[Case] = project.cases
        self.sources: list[Source] = [*project.sources, *project.notes]
        self.first_note = len(project.sources)
        """Sources from this number on are notes."""
        self.tree = CodeTree(project.codes)
        self.by_code: dict[str, list[Record]] = {}
        self.is_whole = wanted is None
        self.coders: tuple[set[str], set[str]] = (set(), set())
        """Who coded anything: in sources, and in notes."""
        self.codings = [0, 0]
        """How many there are: in sources, and in notes."""
        self._case_numbers = {id(case): number for number, case in enumerate(self.cases)}
        self._index = CaseIndex(self.cases)
        self._keys: dict[str, str] = {}
        self._gather(project, wanted)
        self._members: list[Record] | None = None

    def records(self, codes: frozenset[str] | None) -> Iterator[Record]:
        """The codings with any of these codes; None means all codings, whatever their code."""
        if codes is None:
            assert self.is_whole, "only some codes were gathered"
            return chain.from_iterable(self.by_code.values())
        return chain.from_iterable(self.by_code.get(code, ()) for code in codes)

    def is_note(self, record: Record) -> bool:
        """Whether it is in a note."""
        return record.source >= self.first_note

    def coders_of(self, notes: bool) -> frozenset[str]:
        """Everyone who coded anything, notes counted or not."""
        return frozenset(self.coders[0] | self.coders[1] if notes else self.coders[0])

    @property
    def members(self) -> list[Record]:
        """Every source with its cases, coded or not; then the cases that hold no source."""
        if self._members is None:
            self._members = list(self._memberships())
        return self._members

    def _memberships(self) -> Iterator[Record]:
        held: set[int] = set()
        for number, source in enumerate(self.sources):
            within = self._index.within(source)
            cases = self._numbers(within.all())
            if number < self.first_note:
                held.update(cases)
            yield Record(NOWHERE, number, _NO_PLACE, None, cases)
        for number in range(len(self.cases)):
            if number not in held:
                yield Record(NOWHERE, NOWHERE, _NO_PLACE, None, (number,))

    def _gather(self, project: Project, wanted: Container[str] | None) -> None:
        numbers = {id(source): number for number, source in enumerate(self.sources)}
        places = Places()
        here: Source | None = None
        source, is_note = NOWHERE, 0
        for number, placed in enumerate(all_codings(project)):
            if placed.source is not here:
                here = placed.source
                source = numbers[id(here)]
                is_note = int(source >= self.first_note)
                within = self._index.within(here)
                whole = self._numbers(within.whole)
            coder = self._key(coder_of(placed))
            self.codings[is_note] += 1
            if coder is not None:
                self.coders[is_note].add(coder)
            code = self._key(placed.coding.code) or ""
            if wanted is None or code in wanted:
                cases = self._cases(within, placed) if within.parts else whole
                record = Record(number, source, places.of(placed, source), coder, cases)
                self.by_code.setdefault(code, []).append(record)

    def _key(self, guid: str | None) -> str | None:
        """The key of a GUID, worked out once: codes and coders come again and again."""
        if not guid:
            return None
        key = self._keys.get(guid)
        if key is None:
            key = self._keys[guid] = guid_key(guid)
        return key

    def _cases(self, within: SourceCases, placed: Placed) -> tuple[int, ...]:
        return self._numbers(within.of(placed))

    def _numbers(self, cases: list[Case]) -> tuple[int, ...]:
        return tuple(sorted({self._case_numbers[id(case)] for case in cases}))


def coder_of(placed: Placed) -> str | None:
    """Who coded: the user of the coding, else of the selection, as a GUID."""
    coder = placed.coding.creating_user
    if not coder and placed.selection is not None:
        return placed.selection.creating_user
    return coder
