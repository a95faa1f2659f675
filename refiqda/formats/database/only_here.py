"""Two tables that databases have beside the frames: the texts themselves, the places of cases."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.standard.index import guid_key
from refiqda.standard.model import Project, Transcript
from refiqda.tables.columns import Column, Table
from refiqda.tables.materials import selections_of
from refiqda.tables.places import text_or_none
from refiqda.tools.texts import text_holders

TEXTS = Table(
    "texts",
    "One row for each text: of sources, of PDFs and areas of them, of pictures, of recordings, and "
    "notes.",
    (
        Column("text_guid", "text", "GUID of what holds the text: selections.holder_guid."),
        Column("source_guid", "text", "GUID of the source or note that it belongs to."),
        Column("kind", "name", "What of it is text: source, representation, transcript or note."),
        Column("name", "text", "Name of what holds the text."),
        Column(
            "text",
            "text",
            "The text, in which positions count: LF at every line end, no byte order mark; missing "
            "where the file has none.",
        ),
    ),
)

CASE_SELECTIONS = Table(
    "case_selections",
    "One row for each selection that a case names, coded or not.",
    (
        Column("case", "name", "Name of the case; missing where it has none."),
        Column("case_guid", "name", "Its GUID."),
        Column("selection_guid", "text", "GUID of the selection."),
    ),
)


def texts(project: Project) -> Iterator[tuple[str | None, ...]]:
    """The rows of :data:`TEXTS`; memory holds one text at a time."""
    notes = {id(note) for note in project.notes}
    for source in (*project.sources, *project.notes):
        for holder in text_holders(source):
            if isinstance(holder, Transcript):
                kind = "transcript"
            elif holder is not source:
                kind = "representation"
            else:
                kind = "note" if id(source) in notes else "source"
            text = text_or_none(project.text_of, holder)
            yield holder.guid, source.guid, kind, holder.name, text


def case_selections(project: Project) -> Iterator[tuple[str | None, ...]]:
    """The rows of :data:`CASE_SELECTIONS`, each GUID spelt as the selection itself has it."""
    spelt: dict[str, str] = {}
    if any(case.selections for case in project.cases):
        for source in (*project.sources, *project.notes):
            for _, selection in selections_of(source):
                spelt.setdefault(guid_key(selection.guid or ""), selection.guid)
    for case in project.cases:
        for guid in case.selections:
            yield case.name, case.guid, spelt.get(guid_key(guid), guid)
