"""Annotations and memos: notes at a passage, however a program ties the two together.

In the standard's own idiom a selection, coded or not, refers to its notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from refiqda.standard.index import guid_key, holders_of, walk
from refiqda.standard.model import Edge, Link, Project, TextSource, Vertex
from refiqda.standard.node import Node
from refiqda.tools.steps import State, Step
from refiqda.tools.structures import MEMO_LINK

_BOILERPLATE = {None, "", "#000000"}
"""Colours that a link has when nobody gave it one (atlasti-mac-8.4-annex-a2.qde)."""


def _linked_annotations(state: State) -> None:
    """NVivo: a note that a link joins to a passage which is not coded."""
    _join(state, lambda link, target: not getattr(target, "codings", True) and _is_place(target))


def _linked_memos(state: State) -> None:
    """ATLAS.ti: a note that a link called so joins to anything that can have notes."""
    _join(state, lambda link, target: bool(MEMO_LINK.fullmatch(link.name or "")))


def _join(state: State, is_meant: Any) -> None:
    project = state.project
    notes = {guid_key(note.guid) for note in project.notes if note.guid}
    links = [link for link in project.links if guid_key(link.origin or "") in notes]
    if not links:
        return
    wanted = {guid_key(link.target or "") for link in links}
    targets = _with_guid(project, wanted)
    drawn = _drawn(project)
    for link in links:
        target = targets.get(guid_key(link.target or ""))
        if target is None or not hasattr(target, "notes") or not is_meant(link, target):
            continue
        if link.notes or link.color not in _BOILERPLATE or guid_key(link.guid or "") in drawn:
            continue  # it says more than that the note is there
        assert link.origin is not None
        if link.origin not in target.notes:
            target.notes.append(link.origin)
        if link.name and not MEMO_LINK.fullmatch(link.name):
            why = "the passage refers to its note without a link that could have a name"
            state.changes.tell("name of a link", link, "name", why=why)
        project.links.remove(link)


def _is_place(node: Node) -> bool:
    return hasattr(node, "codings") and not isinstance(node, TextSource)


def _with_guid(project: Project, wanted: set[str]) -> dict[str, Any]:
    """The first node with each of some GUIDs."""
    found: dict[str, Any] = {}
    for node, _ in walk(project):
        guid = getattr(node, "guid", None)
        if guid and guid_key(guid) in wanted and not isinstance(node, Link):
            found.setdefault(guid_key(guid), node)
    return found


def _drawn(project: Project) -> set[str]:
    """The GUIDs that graphs stand for."""
    shapes: list[Vertex | Edge] = []
    for graph in project.graphs:
        shapes += [*graph.vertices, *graph.edges]
    return {guid_key(shape.represented) for shape in shapes if shape.represented}


LINKED_ANNOTATIONS = Step(
    "An annotation is written as a passage without a code, a note, and a link from the note to "
    "the passage; the passage refers to its note.",
    "reported",
    "QualCoder's importer (refi.py) reads NVivo's files so",
    whole=_linked_annotations,
)

LINKED_MEMOS = Step(
    "The memo of a quotation is written as a note and a link called Memo-Quotation Relation; the "
    "quotation refers to its note, unless the link is drawn in a network.",
    "measured",
    "atlasti-mac-8.4-annex-a2.qde",
    whole=_linked_memos,
)


# ----------------------------------------------------------------------- QualCoder's annotations


def counts_elsewhere(note: Any) -> bool:
    """Whether a note of QualCoder is an annotation, whose positions count in its source."""
    return note.content is not None and bool(note.selections)


def _notes_with_selections(state: State) -> None:
    project = state.project
    texts = list(_texts(project.sources))
    for note in project.notes:
        if not counts_elsewhere(note):
            continue
        text = _text_of_note(note.guid, project.sources, texts)
        for selection in note.selections:
            if text is None:
                why = "it counts in a source, and the file does not say in which (V108)"
                state.changes.tell("place of an annotation", selection, why=why)
                continue
            if note.guid not in selection.notes:
                selection.notes.append(note.guid)
            text.selections.append(selection)
        note.selections = []


def _texts(sources: Iterable[Any]) -> Iterator[TextSource]:
    for source in sources:
        yield from (holder for holder in holders_of(source) if isinstance(holder, TextSource))


def _text_of_note(guid: str, sources: Iterable[Any], texts: list[TextSource]) -> TextSource | None:
    """The text that an annotation is in: of the source that refers to it, or the only one."""
    for source in sources:
        for each in (source, getattr(source, "text", None)):
            if each is None or not any(guid_key(one) == guid_key(guid) for one in each.notes):
                continue
            text = source if isinstance(source, TextSource) else getattr(source, "text", None)
            if text is not None:
                each.notes = [one for one in each.notes if guid_key(one) != guid_key(guid)]
            return text
    return texts[0] if len(texts) == 1 else None


NOTES_IN_SOURCES = Step(
    "An annotation is a note that holds a selection, whose positions count in the source that "
    "refers to the note; of several annotations in one source only the first is referred to.",
    "measured",
    "qualcoder-3.8-synthetic.qdpx",
    whole=_notes_with_selections,
)
