"""Annotations and memos: notes at a passage, however a program ties the two together.

In the standard's own idiom a selection, coded or not, refers to its notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from refiqda.standard.index import guid_key, holders_of, walk
from refiqda.standard.model import Edge, Link, Project, Selection, TextSource, Vertex
from refiqda.standard.node import Node
from refiqda.tools.steps import State, Step
from refiqda.tools.structures import MEMO_LINK

_BOILERPLATE = {None, "", "#000000"}
"""Colours that a link has when nobody gave it one (atlasti-mac-8.4-annex-a2.qde)."""


def _linked_annotations(state: State) -> None:
    """NVivo: a note that a link joins to a passage which is not coded."""
    _join(state, lambda link, target: not getattr(target, "codings", True) and _is_place(target))


def _linked_memos(state: State) -> None:
    """ATLAS.ti: a note that a link called so joins to a quotation."""
    _join(
        state,
        lambda link, target: bool(MEMO_LINK.fullmatch(link.name or "")) and _is_place(target),
    )


def _join(state: State, is_meant: Any) -> None:
    project = state.project
    notes = {guid_key(note.guid): note for note in project.notes if note.guid}
    links = [link for link in project.links if guid_key(link.origin or "") in notes]
    if not links:
        return
    wanted = {guid_key(link.target or "") for link in links}
    targets = _with_guid(project, wanted)
    drawn = _drawn(project)
    joined: set[int] = set()
    for link in links:
        target = targets.get(guid_key(link.target or ""))
        if target is None or not hasattr(target, "notes") or not is_meant(link, target):
            continue
        if link.notes or link.color not in _BOILERPLATE or guid_key(link.guid or "") in drawn:
            continue  # it says more than that the note is there
        if link.direction == "Bidirectional" or target is notes[guid_key(link.origin or "")]:
            continue
        assert link.origin is not None
        joined.add(id(link))
        if link.origin not in target.notes:
            target.notes.append(link.origin)
        if link.name and not MEMO_LINK.fullmatch(link.name):
            why = "the passage refers to its note without a link that could have a name"
            state.changes.tell("name of a link", link, "name", why=why)
    project.links = [link for link in project.links if id(link) not in joined]


def _is_place(node: Node) -> bool:
    return isinstance(node, get_args(Selection))


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
    """Whether a note of QualCoder is an annotation, whose positions count in its source.

    An annotation marks a passage without coding it.
    """
    return (
        note.content is not None
        and bool(note.selections)
        and not any(selection.codings for selection in note.selections)
    )


def _notes_with_selections(state: State) -> None:
    project = state.project
    texts = list(_texts(project.sources))
    places = _referred_from(project.sources)
    for note in project.notes:
        if not counts_elsewhere(note):
            continue
        source, owner = places.get(guid_key(note.guid or ""), (None, None))
        text = source if isinstance(source, TextSource) else getattr(source, "text", None)
        if source is None and len(texts) == 1:
            text = texts[0]
        for selection in note.selections:
            if text is None:
                why = "it counts in a source, and the file does not say in which (V108)"
                state.changes.tell("place of an annotation", selection, why=why)
                continue
            if note.guid not in selection.notes:
                selection.notes.append(note.guid)
            text.selections.append(selection)
        if text is not None and owner is not None:
            owner.notes = [each for each in owner.notes if guid_key(each) != guid_key(note.guid)]
        note.selections = []


def _texts(sources: Iterable[Any]) -> Iterator[TextSource]:
    for source in sources:
        yield from (holder for holder in holders_of(source) if isinstance(holder, TextSource))


def _referred_from(sources: Iterable[Any]) -> dict[str, tuple[Any, Any]]:
    """By GUID key of a note: the first source that refers to it, and what of it does."""
    found: dict[str, tuple[Any, Any]] = {}
    for source in sources:
        for each in (source, getattr(source, "text", None)):
            for guid in each.notes if each is not None else ():
                found.setdefault(guid_key(guid), (source, each))
    return found


NOTES_IN_SOURCES = Step(
    "An annotation is a note that holds a selection, whose positions count in the source that "
    "refers to the note; of several annotations in one source only the first is referred to.",
    "measured",
    "qualcoder-3.8-synthetic.qdpx",
    whole=_notes_with_selections,
)
