"""The frames of notes and of links: what belongs to what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from refiqda.standard.index import Index, guid_key, walk
from refiqda.standard.model import Project, Set
from refiqda.tables.declared import LINKS, NOTES
from refiqda.tables.names import Names
from refiqda.tables.places import text_or_none
from refiqda.tables.reading import ProjectOrPath, project_of


def notes(project: ProjectOrPath) -> pd.DataFrame:
    """One row for each thing that a note is attached to; a note on its own has one row.

    A note is attached by a NoteRef, as the standard has it (section 13), or by a link, as NVivo
    and ATLAS.ti write annotations and memos of quotations.

    Columns: :data:`refiqda.tables.declared.NOTES`.
    """
    with project_of(project) as opened:
        return NOTES.from_rows(_notes(opened))


def _notes(project: Project) -> Iterator[Any]:
    names = Names(project)
    attached: dict[str, list[tuple[str, Any]]] = {}
    for target, node in _referring(project):
        attached.setdefault(guid_key(target), []).append(("reference", node))
    keys = {guid_key(note.guid or "") for note in project.notes}
    for key, node in _linked(project, keys):
        attached.setdefault(key, []).append(("link", node))
    for note in project.notes:
        first = (note.name, note.guid, text_or_none(project.text_of, note))
        user = note.creating_user
        last = (
            note.description,
            names.user(user),
            names.user_guid(user),
            note.created,
            note.modified,
        )
        for by, node in attached.get(guid_key(note.guid or ""), ()):
            guid = getattr(node, "guid", None)
            yield (*first, by, names.kind(node), names.name(node), guid, *last)
        if guid_key(note.guid or "") not in attached:
            yield (*first, None, None, None, None, *last)


def _referring(project: Project) -> Iterator[tuple[str, Any]]:
    """Every NoteRef with the node that it stands in."""
    for guid in project.note_refs:
        yield guid, project
    for node, _ in walk(project):
        if not isinstance(node, Set):  # a set's notes are its members
            for guid in getattr(node, "notes", ()):
                yield guid, node


def _linked(project: Project, notes: set[str]) -> Iterator[tuple[str, Any]]:
    """Every note that a link joins to something, with that."""
    index = Index(project) if project.links else None
    for link in project.links:
        for own, other in ((link.origin, link.target), (link.target, link.origin)):
            key = guid_key(own or "")
            node = index.get(other) if index is not None else None
            if key in notes and node is not None:
                yield key, node


def links(project: ProjectOrPath) -> pd.DataFrame:
    """One row for each link.

    Columns: :data:`refiqda.tables.declared.LINKS`.
    """
    with project_of(project) as opened:
        return LINKS.from_rows(_links(opened))


def _links(project: Project) -> Iterator[Any]:
    names, index = Names(project), Index(project)
    for link in project.links:
        yield (
            link.name,
            link.guid,
            link.direction,
            link.color,
            *_end(link.origin, names, index),
            *_end(link.target, names, index),
        )


def _end(guid: str | None, names: Names, index: Index) -> tuple[str | None, str | None, str | None]:
    node = index.get(guid)
    if node is None:
        return None, None, guid
    return names.kind(node), names.name(node), node.guid
