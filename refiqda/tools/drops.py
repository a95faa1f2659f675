"""Finders of what programs are known not to take over from a file, by the keys of their rows.

A key of :data:`DROPS` names a kind of thing in words; its finder gives each thing of that kind in a
project, as an element, or as an element and the field that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.standard.index import guid_key, holders_of, walk
from refiqda.standard.model import (
    AudioSelection,
    AudioSource,
    Case,
    Code,
    Coding,
    PDFSelection,
    PDFSource,
    PictureSelection,
    PictureSource,
    Project,
    SyncPoint,
    Transcript,
    VideoSelection,
    VideoSource,
)
from refiqda.tools.changes import Changes
from refiqda.tools.finders import (
    Finder,
    Found,
    all_of,
    field_of,
    is_of_values_only,
    of_class,
    selections_of,
    selections_that_are,
    sources_and_notes,
)
from refiqda.tools.halves import HALVES
from refiqda.tools.kinds import one_of
from refiqda.tools.program import Program


def tell_drops(program: Program, project: Project, changes: Changes) -> None:
    """Tell what a program is known not to read, though the file that is written holds it."""
    for row in program.drops:
        for node, field in DROPS[row.what](project):
            value = getattr(node, field) if field else None
            # Each reference of a list is a loss of its own.
            for item in range(1, len(value) + 1) if isinstance(value, list) else (0,):
                changes.tell(
                    one_of(row.what),
                    node,
                    field,
                    item,
                    why=row.says,
                    evidence=f"{row.how}: {row.evidence}",
                    is_written=True,
                )


# ------------------------------------------------------------------------- what there is to find


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


def _in_pdf_texts(project: Project) -> Found:
    for source in project.sources:
        if isinstance(source, PDFSource) and source.text is not None:
            yield from ((one, "") for one in source.text.selections)


def _of_whole_sources(project: Project) -> Found:
    for source in sources_and_notes(project):
        for holder in holders_of(source):
            yield from ((coding, "") for coding in getattr(holder, "codings", ()))


def _uncoded(project: Project) -> Found:
    return ((one, "") for one in selections_of(project) if not one.codings)


def _long_names(project: Project) -> Found:
    """Names of more than the 63 characters that MAXQDA is said to keep of codes from a table."""
    return ((code, "name") for code in all_of(Code)(project) if len(code.name or "") > 63)


def _folders(project: Project) -> Found:
    return ((code, "is_codable") for code in all_of(Code)(project) if code.is_codable is False)


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


DROPS: dict[str, Finder] = {
    "sets": lambda project: ((each, "") for each in project.sets),
    "set of codes": _members("codes"),
    "set of notes": _members("notes"),
    "graphs": lambda project: ((each, "") for each in project.graphs),
    "links": _links,
    "project notes": field_of("note_refs", lambda project: (project,)),
    "standalone notes": _standalone,
    "notes of codes": field_of("notes", all_of(Code)),
    "notes of codings": field_of("notes", all_of(Coding)),
    "notes of links": field_of("notes", lambda project: project.links),
    "notes of transcripts": field_of("notes", all_of(Transcript)),
    "notes of selections": field_of("notes", selections_of),
    "cases": lambda project: ((case, "") for case in _cases(project)),
    "sources in cases": field_of("sources", _cases),
    "selections in cases": field_of("selections", _cases),
    "codes in cases": field_of("codes", _cases),
    "variables": lambda project: ((each, "") for each in project.variables),
    "variables of cases": _values(cases=True),
    "variables of sources": _values(cases=False),
    "long names of codes": _long_names,
    "code colours": field_of("color", all_of(Code)),
    "description of the project": field_of("description", lambda project: (project,)),
    "descriptions of codes": field_of("description", all_of(Code)),
    "descriptions of notes": field_of("description", lambda project: project.notes),
    "picture selections": selections_that_are(PictureSelection),
    "picture descriptions": _picture_texts,
    "PDF selections": selections_that_are(PDFSelection),
    "PDF text selections": _in_pdf_texts,
    "PDFs without text": _pdfs_without_text,
    "audio selections": selections_that_are(AudioSelection),
    "video selections": selections_that_are(VideoSelection),
    "transcripts": of_class(Transcript),
    "transcripts but the first": _transcripts_but_first,
    "sync points": of_class(SyncPoint),
    "codings of whole sources": _of_whole_sources,
    "dates of codings": field_of("created", all_of(Coding)),
    "uncoded selections": _uncoded,
    "folder codes": _folders,
    **HALVES,
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
