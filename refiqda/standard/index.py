"""Who is who in a project: nodes by GUID, code paths, codings with their places and cases."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from refiqda.standard.model import (
    AudioSource,
    Case,
    Code,
    CodeBook,
    Coding,
    Identified,
    PDFSelection,
    PDFSource,
    PictureSource,
    PlainTextSelection,
    Project,
    Selection,
    Source,
    TextSource,
    VideoSource,
)
from refiqda.standard.node import Node

PATH_SEPARATOR = " > "

_TEXT = str.maketrans("", "", "{}")


def guid_key(guid: str) -> str:
    """A GUID as it is compared: without braces, blanks and case (sections 3.7, 8.4)."""
    return guid.strip().translate(_TEXT).lower()


class Spanned(Protocol):
    """How the positions of a text are counted."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Two positions as the standard counts them."""


Spans = Mapping[int, Spanned]
"""By the identity of what holds selections: how its positions are counted."""


class Placed(NamedTuple):
    """A coding with the place that it codes."""

    coding: Coding
    selection: Selection | None
    """None where a whole source is coded."""
    source: Source
    """The source (or note) that the place belongs to, as the project lists it."""
    holder: Any
    """What holds the selection: the source itself, its representation, or a transcript."""


class Entry(NamedTuple):
    """A node with its parent."""

    node: Identified
    parent: Node


def children_of(node: Node) -> Iterator[Node]:
    """The nodes directly below a node, in the order of the schema."""
    for field in _node_fields(type(node)):
        value = getattr(node, field)
        if type(value) is list:
            yield from value
        elif value is not None:
            yield value


_FIELDS: dict[type[Node], tuple[str, ...]] = {}


def _node_fields(cls: type[Node]) -> tuple[str, ...]:
    fields = _FIELDS.get(cls)
    if fields is None:
        fields = _FIELDS[cls] = tuple(
            field.name
            for field in dataclasses.fields(cls)
            if "spec" in field.metadata and field.metadata["spec"].kind in ("one", "many")
        )
    return fields


def walk(node: Node) -> Iterator[tuple[Node, Node]]:
    """Every node below a node, with its parent, in document order."""
    for child in children_of(node):
        yield child, node
        yield from walk(child)


class Index:
    """Finds what GUIDs mean. Made once; it does not follow later changes to the project."""

    def __init__(self, document: Project | CodeBook) -> None:
        self.document = document
        self.entries: dict[str, Entry] = {}
        self.repeated: list[Entry] = []
        """Nodes whose GUID another node had before them."""
        for node, parent in walk(document):
            if isinstance(node, Identified) and node.guid:
                key = guid_key(node.guid)
                if key in self.entries:
                    self.repeated.append(Entry(node, parent))
                else:
                    self.entries[key] = Entry(node, parent)

    def get(self, guid: str | None) -> Identified | None:
        """The node with a GUID, or None."""
        entry = self.entries.get(guid_key(guid)) if guid else None
        return entry.node if entry else None

    def parent(self, guid: str) -> Node | None:
        """What the node with a GUID is part of."""
        entry = self.entries.get(guid_key(guid))
        return entry.parent if entry else None


class CodeTree:
    """The codes of a project with their paths."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self.codes: dict[str, Code] = {}
        """By GUID key, parents before children."""
        self.parents: dict[str, str | None] = {}
        self.steps: dict[str, tuple[str, ...]] = {}
        self._add(codes, None, ())

    def _add(self, codes: Iterable[Code], parent: str | None, above: tuple[str, ...]) -> None:
        for code in codes:
            key = guid_key(code.guid or "")
            steps = (*above, code.name or "")
            if key not in self.codes:
                self.codes[key] = code
                self.parents[key] = parent
                self.steps[key] = steps
            self._add(code.codes, key, steps)

    def path(self, guid: str) -> str:
        """The names from the top down to a code, joined by `` > ``; "" if there is none."""
        return PATH_SEPARATOR.join(self.steps.get(guid_key(guid), ()))

    def get(self, guid: str | None) -> Code | None:
        """The code with a GUID, or None."""
        return self.codes.get(guid_key(guid)) if guid else None


def codings_of(source: Source) -> Iterator[Placed]:
    """Every coding in a source: of its selections, of its texts' selections, and of the whole."""
    for holder in holders_of(source):
        for selection in holder.selections:
            for coding in selection.codings:
                yield Placed(coding, selection, source, holder)
            if isinstance(selection, PDFSelection) and selection.text is not None:
                inner = selection.text
                yield from _of_text(inner, source)
        for coding in getattr(holder, "codings", ()):
            yield Placed(coding, None, source, holder)


def _of_text(text: TextSource, source: Source) -> Iterator[Placed]:
    for selection in text.selections:
        for coding in selection.codings:
            yield Placed(coding, selection, source, text)
    for coding in text.codings:
        yield Placed(coding, None, source, text)


def holders_of(source: Source) -> Iterator[Any]:
    """What of a source has selections: itself, then its text or its transcripts."""
    yield source
    if isinstance(source, PDFSource | PictureSource) and source.text is not None:
        yield source.text
    if isinstance(source, AudioSource | VideoSource):
        yield from source.transcripts


def all_codings(project: Project) -> Iterator[Placed]:
    """Every coding of a project: of its sources, then of its notes."""
    for source in (*project.sources, *project.notes):
        yield from codings_of(source)


class CaseIndex:
    """Which cases a place belongs to.

    A case holds sources whole (SourceRef) and selections (SelectionRef). A coding belongs to a
    case if its source does, if its selection does, or if its passage shares a character with a
    selection that does.
    """

    def __init__(self, cases: Iterable[Case]) -> None:
        self.cases = list(cases)
        self.order = {id(case): number for number, case in enumerate(self.cases)}
        self.by_source: dict[str, list[Case]] = {}
        self.by_selection: dict[str, list[Case]] = {}
        for case in self.cases:
            for target in case.sources:
                self.include(case, target, is_source=True)
            for target in case.selections:
                self.include(case, target, is_source=False)

    def include(self, case: Case, guid: str, *, is_source: bool) -> None:
        """Let a case hold a source or a selection."""
        known = self.by_source if is_source else self.by_selection
        known.setdefault(guid_key(guid), []).append(case)

    def of_source(self, source: Source) -> list[Case]:
        """The cases that hold a source whole, in the order of the project."""
        found = self.by_source.get(guid_key(source.guid or ""), [])
        if len(found) < 2:
            return found
        return sorted({id(case): case for case in found}.values(), key=self.place)

    def place(self, case: Case) -> int:
        """Which of the project's cases it is."""
        return self.order[id(case)]

    def within(self, source: Source, spans: Spans | None = None) -> SourceCases:
        """The cases of a source, ready to be asked for each of its places.

        ``spans`` counts the positions anew of what holds selections, by its identity.
        """
        return SourceCases(self, source, spans or {})


class SourceCases:
    """The cases of one source and of its parts."""

    def __init__(self, index: CaseIndex, source: Source, spans: Spans) -> None:
        self.whole = index.of_source(source)
        self.place = index.place
        self.parts: dict[int, _Parts] = {}
        """By the identity of what holds the selections: the parts that belong to cases."""
        if index.by_selection:
            for holder in holders_of(source):
                counted = spans.get(id(holder))
                parts = _Parts(holder.selections, index.by_selection, counted)
                if parts.cases:
                    self.parts[id(holder)] = parts

    def all(self) -> list[Case]:
        """Every case that holds the source or a part of it, each once."""
        found = {id(case): case for case in self.whole}
        for parts in self.parts.values():
            found.update((id(case), case) for case in parts.of(None))
        return sorted(found.values(), key=self.place)

    def of(self, placed: Placed) -> list[Case]:
        """The cases of a coding, each once, in the order of the project."""
        parts = self.parts.get(id(placed.holder))
        if parts is None:
            return self.whole
        found = {id(case): case for case in self.whole}
        for case in parts.of(placed.selection):
            found[id(case)] = case
        return sorted(found.values(), key=self.place)


class _Parts:
    """The selections of one text that belong to cases, found by the characters they share.

    Ranges are kept by how long they are, in powers of two, so that those that may reach a place
    begin close before it: one case over a whole text costs no more than one over a word.
    """

    def __init__(
        self,
        selections: Iterable[Any],
        by_selection: dict[str, list[Case]],
        counted: Spanned | None = None,
    ) -> None:
        self.counted = counted
        self.cases: dict[int, list[Case]] = {}
        """By the identity of the selection."""
        ranges: dict[int, list[tuple[int, int, list[Case]]]] = {}
        for selection in selections:
            cases = by_selection.get(guid_key(selection.guid or ""))
            if cases:
                self.cases[id(selection)] = cases
                if isinstance(selection, PlainTextSelection) and _has_range(selection):
                    start, end = self._span(selection)
                    if start < end:
                        size = (end - start).bit_length()
                        ranges.setdefault(size, []).append((start, end, cases))
        self.ranges = {
            size: sorted(several, key=lambda part: part[0]) for size, several in ranges.items()
        }
        self.starts = {
            size: [start for start, _, _ in several] for size, several in self.ranges.items()
        }

    def _span(self, selection: PlainTextSelection) -> tuple[int, int]:
        start, end = selection.start, selection.end
        return (start, end) if self.counted is None else self.counted.span(start, end)

    def of(self, selection: Selection | None) -> Iterator[Case]:
        """The cases of a selection; a whole source shares characters with all parts."""
        if selection is None:
            for cases in self.cases.values():
                yield from cases
            return
        yield from self.cases.get(id(selection), ())
        if not isinstance(selection, PlainTextSelection) or not _has_range(selection):
            return
        first, last = self._span(selection)
        for size, starts in self.starts.items():
            begin = bisect_left(starts, first - (1 << size))
            for start, end, cases in self.ranges[size][begin : bisect_left(starts, last)]:
                if max(start, first) < min(end, last):
                    yield from cases


def _has_range(selection: PlainTextSelection) -> bool:
    return selection.start is not None and selection.end is not None


__all__ = [
    "PATH_SEPARATOR",
    "CaseIndex",
    "CodeTree",
    "Entry",
    "Index",
    "Placed",
    "SourceCases",
    "all_codings",
    "children_of",
    "codings_of",
    "guid_key",
    "holders_of",
    "walk",
]
