"""Finders of what programs are known not to take over from a file, by the keys of their rows.

A key of :data:`DROPS` names a kind of thing in words; its finder gives each thing of that kind in a
project, as an element, or as an element and the field that is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from refiqda.standard.index import guid_key, holders_of, walk
from refiqda.standard.model import (
    AudioSelection,
    AudioSource,
    Case,
    Code,
    Coding,
    Edge,
    PDFSelection,
    PDFSource,
    PictureSelection,
    PictureSource,
    Project,
    SyncPoint,
    Transcript,
    TranscriptSelection,
    Vertex,
    VideoSelection,
    VideoSource,
)
from refiqda.standard.node import Node
from refiqda.tools.changes import Changes
from refiqda.tools.program import Program

Found = Iterator[tuple[Node, str]]
"""Elements, each with the field that is meant; without a field the element as a whole."""
Finder = Callable[[Project], Found]


def tell_drops(program: Program, project: Project, changes: Changes) -> None:
    """Tell what a program is known not to read, though the file that is written holds it."""
    for row in program.drops:
        for node, field in DROPS[row.what](project):
            value = getattr(node, field) if field else None
            # Each reference of a list is a loss of its own.
            for item in range(1, len(value) + 1) if isinstance(value, list) else (0,):
                changes.tell(
                    row.what,
                    node,
                    field,
                    item,
                    why=f"{program.name} does not read it; it is in the file all the same",
                    evidence=f"{row.how}: {row.says} ({row.evidence})",
                    is_written=True,
                )


# ------------------------------------------------------------------------- what there is to find


def sources_and_notes(project: Project) -> Iterator[Any]:
    """Everything that can have selections, in the order of the file."""
    yield from project.sources
    yield from project.notes


def selections_of(project: Project) -> Iterator[Any]:
    """Every selection of every source and note, those in transcripts and representations too."""
    for source in sources_and_notes(project):
        for holder in holders_of(source):
            yield from holder.selections


def is_of_values_only(case: Case) -> bool:
    """Whether a case is only how a program writes the variables of a source."""
    return bool(
        not (case.name or "").strip()
        and len(case.sources) == 1
        and case.values
        and not (case.selections or case.codes or case.description)
    )


def _of_class(*classes: type[Node]) -> Finder:
    return lambda project: ((node, "") for node, _ in walk(project) if isinstance(node, classes))


def _field(name: str, nodes: Callable[[Project], Iterable[Any]]) -> Finder:
    """A field of some nodes, where it says something."""
    return lambda project: ((node, name) for node in nodes(project) if getattr(node, name))


def _all(cls: type[Any]) -> Callable[[Project], Iterator[Any]]:
    return lambda project: (node for node, _ in walk(project) if isinstance(node, cls))


def _selections(cls: type[Any]) -> Finder:
    return lambda project: ((one, "") for one in selections_of(project) if isinstance(one, cls))


def _holders_but_texts(project: Project) -> Iterator[Any]:
    for source in project.sources:
        yield from (each for each in holders_of(source) if not isinstance(each, Transcript))


def _cases(project: Project) -> Iterator[Case]:
    return (case for case in project.cases if not is_of_values_only(case))


def _values(cases: bool) -> Finder:
    def found(project: Project) -> Found:
        for owner in project.cases if cases else sources_and_notes(project):
            if not (isinstance(owner, Case) and is_of_values_only(owner)):
                yield from ((value, "") for value in owner.values)

    return found


def _members(field: str) -> Finder:
    """Sets of one kind of thing as a whole; of mixed ones only those members."""
    others = {"codes", "sources", "notes"} - {field}

    def found(project: Project) -> Found:
        for each in project.sets:
            if getattr(each, field):
                yield each, field if any(getattr(each, other) for other in others) else ""

    return found


def _links(project: Project) -> Found:
    """Links but for those of annotations: from a note to a passage without a coding."""
    notes = {guid_key(note.guid) for note in project.notes if note.guid}
    places = {guid_key(one.guid) for one in selections_of(project) if one.guid and not one.codings}
    for link in project.links:
        if guid_key(link.origin or "") not in notes or guid_key(link.target or "") not in places:
            yield link, ""


def _standalone(project: Project) -> Found:
    used = {
        guid_key(guid)
        for node, _ in walk(project)
        for field in ("notes", "note_refs")
        for guid in getattr(node, field, ())
        if isinstance(guid, str)
    }
    used.update(guid_key(guid) for guid in project.note_refs)
    used.update(guid_key(link.origin or "") for link in project.links)
    used.update(guid_key(link.target or "") for link in project.links)
    for note in project.notes:
        if guid_key(note.guid or "") not in used:
            yield note, ""


def _selections_with_notes(*, coded: bool | None = None) -> Finder:
    def found(project: Project) -> Found:
        for one in selections_of(project):
            if one.notes and coded in (None, bool(one.codings)):
                yield one, "notes"

    return found


def _in_pdf_texts(project: Project) -> Found:
    for source in project.sources:
        if isinstance(source, PDFSource) and source.text is not None:
            yield from ((one, "") for one in source.text.selections)


def _of_whole_sources(project: Project) -> Found:
    for source in sources_and_notes(project):
        for holder in holders_of(source):
            yield from ((coding, "") for coding in getattr(holder, "codings", ()))


def _unlike_selection(field: str) -> Finder:
    """A field of codings that is not the same at the selection that they are at."""

    def found(project: Project) -> Found:
        for one in selections_of(project):
            own = getattr(one, field) or ""
            for coding in one.codings:
                said = getattr(coding, field)
                if said and guid_key(said) != guid_key(own):
                    yield coding, field

    return found


def _uncoded(project: Project) -> Found:
    return ((one, "") for one in selections_of(project) if not one.codings)


def _folders(project: Project) -> Found:
    return ((code, "is_codable") for code in _all(Code)(project) if code.is_codable is False)


def _picture_texts(project: Project) -> Found:
    for source in project.sources:
        if isinstance(source, PictureSource) and source.text is not None:
            yield source.text, ""


def _pdfs_without_text(project: Project) -> Found:
    for source in project.sources:
        if isinstance(source, PDFSource) and source.text is None:
            yield source, ""


def _transcripts_but_first(project: Project) -> Found:
    for source in project.sources:
        if isinstance(source, AudioSource | VideoSource):
            yield from ((transcript, "") for transcript in source.transcripts[1:])


def _inline_notes(project: Project) -> Found:
    return ((note, "") for note in project.notes if note.content is not None)


def _nothing(project: Project) -> Found:
    """What the standard has no element for, so that no file can hold it."""
    return iter(())


DROPS: dict[str, Finder] = {
    "sets": lambda project: ((each, "") for each in project.sets),
    "set of codes": _members("codes"),
    "set of sources": _members("sources"),
    "set of notes": _members("notes"),
    "graphs": lambda project: ((each, "") for each in project.graphs),
    "links": _links,
    "project notes": _field("note_refs", lambda project: (project,)),
    "standalone notes": _standalone,
    "inline notes": _inline_notes,
    "notes of codes": _field("notes", _all(Code)),
    "notes of codings": _field("notes", _all(Coding)),
    "notes of links": _field("notes", lambda project: project.links),
    "notes of sources": _field("notes", _holders_but_texts),
    "notes of transcripts": _field("notes", _all(Transcript)),
    "notes of selections": _selections_with_notes(),
    "notes of coded selections": _selections_with_notes(coded=True),
    "notes of uncoded selections": _selections_with_notes(coded=False),
    "cases": lambda project: ((case, "") for case in _cases(project)),
    "sources in cases": _field("sources", _cases),
    "selections in cases": _field("selections", _cases),
    "codes in cases": _field("codes", _cases),
    "variables": lambda project: ((each, "") for each in project.variables),
    "variables of cases": _values(cases=True),
    "variables of sources": _values(cases=False),
    "code colours": _field("color", _all(Code)),
    "graph colours": lambda project: (
        (node, "color")
        for node, _ in walk(project)
        if isinstance(node, Vertex | Edge) and node.color
    ),
    "link colours": _field("color", lambda project: project.links),
    "description of the project": _field("description", lambda project: (project,)),
    "descriptions of codes": _field("description", _all(Code)),
    "descriptions of sources": _field("description", lambda project: project.sources),
    "descriptions of notes": _field("description", lambda project: project.notes),
    "descriptions of selections": _field("description", selections_of),
    "descriptions of transcripts": _field("description", _all(Transcript)),
    "descriptions of sets": _field("description", lambda project: project.sets),
    "descriptions of variables": _field("description", lambda project: project.variables),
    "descriptions of cases": _field("description", lambda project: project.cases),
    "picture selections": _selections(PictureSelection),
    "picture descriptions": _picture_texts,
    "PDF selections": _selections(PDFSelection),
    "PDF text selections": _in_pdf_texts,
    "PDFs without text": _pdfs_without_text,
    "audio selections": _selections(AudioSelection),
    "video selections": _selections(VideoSelection),
    "transcripts": _of_class(Transcript),
    "transcripts but the first": _transcripts_but_first,
    "transcript selections": _selections(TranscriptSelection),
    "sync points": _of_class(SyncPoint),
    "codings of whole sources": _of_whole_sources,
    "users of codings": _field("creating_user", _all(Coding)),
    "users of codings unlike the selection's": _unlike_selection("creating_user"),
    "dates of codings": _field("created", _all(Coding)),
    "dates of codings unlike the selection's": _unlike_selection("created"),
    "uncoded selections": _uncoded,
    "folder codes": _folders,
    "datasets": _nothing,
}
"""For each key that a row of a program may use, what finds the elements concerned."""

__all__ = [
    "DROPS",
    "Finder",
    "is_of_values_only",
    "selections_of",
    "sources_and_notes",
    "tell_drops",
]
