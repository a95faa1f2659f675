"""Who is who in a project: nodes by GUID, code paths, codings with their places and cases."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from refiqda.standard.extents import Extents, Overlaps, Spans
from refiqda.standard.guids import guid_key
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
    Project,
    Selection,
    Source,
    TextSource,
    VideoSource,
)
from refiqda.standard.node import Node

PATH_SEPARATOR = " > "


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
        self.children: dict[str | None, list[str]] = {}
        """The keys directly below each key; below None, the top codes."""
        self.steps: dict[str, tuple[str, ...]] = {}
        self._add(codes, None, ())

    def _add(self, codes: Iterable[Code], parent: str | None, above: tuple[str, ...]) -> None:
        for code in codes:
            key = guid_key(code.guid or "")
            steps = (*above, code.name or "")
            if key not in self.codes:
                self.codes[key] = code
                self.parents[key] = parent
                self.children.setdefault(parent, []).append(key)
                self.steps[key] = steps
            self._add(code.codes, key, steps)

    def below(self, key: str) -> Iterator[str]:
        """The keys of all codes below a code, in the order of the codebook."""
        for child in self.children.get(key, ()):
            yield child
            yield from self.below(child)

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
                yield from _of_words(selection, selection.text, source, holder)
        for coding in getattr(holder, "codings", ()):
            yield Placed(coding, None, source, holder)


def _of_words(
    area: PDFSelection, words: TextSource, source: Source, holder: Any
) -> Iterator[Placed]:
    """The codings of the words of an area: what codes all of them codes the area."""
    for coding in words.codings:
        yield Placed(coding, area, source, holder)
    for selection in words.selections:
        for coding in selection.codings:
            yield Placed(coding, selection, source, words)


def holders_of(source: Source) -> Iterator[Any]:
    """What of a source has selections: itself, then its text or its transcripts."""
    yield source
    if isinstance(source, PDFSource | PictureSource) and source.text is not None:
        yield source.text
    if isinstance(source, AudioSource | VideoSource):
        yield from source.transcripts


def holders_with_words(source: Source) -> Iterator[Any]:
    """Everything of a source in which :func:`codings_of` finds codings.

    That is what :func:`holders_of` has, and after each the words of its areas of PDFs.
    """
    for holder in holders_of(source):
        yield holder
        for selection in holder.selections:
            if isinstance(selection, PDFSelection) and selection.text is not None:
                yield selection.text


def all_codings(project: Project) -> Iterator[Placed]:
    """Every coding of a project: of its sources, then of its notes."""
    for source in (*project.sources, *project.notes):
        yield from codings_of(source)


class CaseIndex:
    """Which cases a place belongs to.

    A case holds sources whole (SourceRef) and selections (SelectionRef). A coding belongs to a
    case if its source does, if its selection does, or if its place shares a character, a
    millisecond or a part of an area with a selection that does. One of a whole source shares
    something with every part of it.
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
        self.parts: dict[int, list[Case]] = {}
        """By the identity of a selection: the cases that hold it."""
        self._extents = Extents(spans)
        self._areas: dict[int, tuple[PDFSelection, Any]] = {}
        """By the identity of the words of an area: the area, and what holds it."""
        if index.by_selection and isinstance(source, PDFSource):
            for area in source.selections:
                if area.text is not None:
                    self._areas[id(area.text)] = area, source
        held = []
        if index.by_selection:
            for holder in holders_with_words(source):
                for selection in holder.selections:
                    cases = index.by_selection.get(guid_key(selection.guid or ""))
                    if cases:
                        self.parts[id(selection)] = cases
                        found = self._extents.of(selection, holder)
                        held += [(extent, cases) for extent in found]
        self._overlaps = Overlaps(held)

    def all(self) -> list[Case]:
        """Every case that holds the source or a part of it, each once."""
        return self._with_whole(self.parts.values())

    def of(self, placed: Placed) -> list[Case]:
        """The cases of a coding, each once, in the order of the project."""
        if not self.parts:
            return self.whole
        if placed.selection is None:
            return self.all()
        return self._with_whole(self._of_selection(placed.selection, placed.holder))

    def _of_selection(self, selection: Selection, holder: Any) -> Iterator[list[Case]]:
        yield self.parts.get(id(selection), [])
        for extent in self._extents.of(selection, holder):
            yield from self._overlaps.over(extent)
        if id(holder) in self._areas:
            # What holds an area holds the words in it.
            yield from self._of_selection(*self._areas[id(holder)])

    def _with_whole(self, several: Iterable[list[Case]]) -> list[Case]:
        found = {id(case): case for case in self.whole}
        for cases in several:
            for case in cases:
                found[id(case)] = case
        return sorted(found.values(), key=self.place)


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
    "holders_with_words",
    "walk",
]
