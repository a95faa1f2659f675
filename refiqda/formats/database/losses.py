"""What the tables of a project do not hold, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from refiqda.errors import MissingText
from refiqda.standard.decoding import GUESSED
from refiqda.standard.index import guid_key, walk
from refiqda.standard.model import (
    Box,
    Case,
    Coding,
    Edge,
    Graph,
    Project,
    Set,
    Span,
    Stamped,
    SyncPoint,
    Transcript,
    Vertex,
)
from refiqda.standard.node import Node
from refiqda.tables.columns import times
from refiqda.tools.changes import Changes
from refiqda.tools.texts import text_holders

NO_FILES = "the tables hold texts, not files: keep the package"
_NO_TABLE = "there is no table of such things"
_NO_COLUMN = "no table has a column for it"
_NONE_SUCH = "the project has none such, and the tables say it of those that are there"
_NO_DATE = "it is no date, so that the tables have nothing there"
_TOO_LARGE = "it is too large a number for a table, which has nothing there"
_SAME_GUID = "another variable has the same GUID"
_GUESS = f"it is not UTF-8, and was read as {GUESSED}: a guess, so look at its letters"

_WITHOUT_TABLE = (Graph, Vertex, Edge, SyncPoint)
_INTEGERS = ("first_x", "first_y", "second_x", "second_y", "page", "begin", "end")
_LARGEST = 2**63


def tell_left_out(project: Project, changes: Changes) -> None:
    """Tell what no table holds of a project that is understood."""
    nodes = [node for node, _ in walk(project)]
    texts = list(_texts(project))
    _tell_field(project, "base_path", "detail of the project", changes)
    _tell_variables(project, changes)
    _tell_references(project, nodes, changes)
    for node in nodes:
        _tell_of_node(node, changes)
    for holder, role in texts:
        _tell_of_text(project, holder, role, changes)
    inner = {id(holder) for holder, role in texts if role in _INNER}
    _tell_dates([node for node in nodes if id(node) not in inner], changes)


def files_left(project: Project) -> Iterator[str]:
    """The files of a package whose content is in no table."""
    held = {_file_of(project, holder) for holder, _ in _texts(project)}
    main = project.files.main
    for name in project.files:
        is_project = main is not None and name == main.filename
        if name not in held and not is_project and not name.endswith("/"):
            yield name


def _tell_of_node(node: Node, changes: Changes) -> None:
    if isinstance(node, _WITHOUT_TABLE):
        changes.tell("", node, why=_NO_TABLE)
    elif isinstance(node, Stamped):
        _tell_field(node, "modifying_user", "user of the last change", changes)
    for field in _INTEGERS if isinstance(node, Box | Span) else ():
        value = getattr(node, field, None)
        if type(value) is int and not -_LARGEST <= value < _LARGEST:
            changes.tell("number", node, field, why=_TOO_LARGE)


def _tell_field(node: Node, field: str, what: str, changes: Changes) -> None:
    if getattr(node, field):
        changes.tell(what, node, field, why=_NO_COLUMN)


def _tell_variables(project: Project, changes: Changes) -> None:
    """Tell of variables that the table takes for one."""
    known: set[str] = set()
    for variable in project.variables:
        key = guid_key(variable.guid or "")
        if key in known:
            changes.tell("", variable, why=_SAME_GUID)
        known.add(key)


# ------------------------------------------------------------------------------ references


def _tell_references(project: Project, nodes: Iterable[Node], changes: Changes) -> None:
    """Tell of references that lead nowhere, where the row would be that of what they lead to."""
    notes = {guid_key(note.guid or "") for note in project.notes}
    places = {guid_key(each.guid or "") for each in (*project.sources, *project.notes)}
    _tell_dangling(project, "note_refs", "note of the project", notes, changes)
    for node in nodes:
        if not isinstance(node, Set) and getattr(node, "notes", None):
            _tell_dangling(node, "notes", "reference to a note", notes, changes)
        if isinstance(node, Case):
            _tell_dangling(node, "sources", "source of a case", places, changes)
            for item, _ in enumerate(node.codes, 1):
                changes.tell("code of a case", node, "codes", item, why=_NO_COLUMN)
        if isinstance(node, Transcript):
            _tell_sync_points(node, changes)


def _tell_dangling(node: Node, field: str, what: str, known: set[str], changes: Changes) -> None:
    for item, guid in enumerate(getattr(node, field), 1):
        if guid_key(guid) not in known:
            changes.tell(what, node, field, item, why=_NONE_SUCH)


def _tell_sync_points(transcript: Transcript, changes: Changes) -> None:
    """Tell of selections between sync points that are not there, and so nowhere."""
    known = {guid_key(point.guid or "") for point in transcript.sync_points}
    for selection in transcript.selections:
        for field in ("from_sync_point", "to_sync_point"):
            guid = getattr(selection, field)
            if guid and guid_key(guid) not in known:
                changes.tell("sync point of a selection", selection, field, why=_NONE_SUCH)


# ------------------------------------------------------------------------------ texts

_PATHS = ("rich_text_path", "plain_text_path")
_DETAILS = ("description", "creating_user", "created", "modified")
_LEFT_OF_TEXTS: dict[str, tuple[tuple[str, ...], str]] = {
    "source": ((), ""),
    "note": (_PATHS, "path of a note"),
    "beside": (_DETAILS, "detail of a text"),
    "inner": ((*_DETAILS, *_PATHS), "detail of a text"),
    "transcript": ((*_DETAILS, *_PATHS), "detail of a transcript"),
}
"""For each part that a text has in a project, the fields of it that no table holds."""
_INNER = ("beside", "inner", "transcript")


def _texts(project: Project) -> Iterator[tuple[Any, str]]:
    """Everything that holds a text, and what part it has.

    A text beside a PDF or a picture has its paths in the row of the source, one of an area has not.
    """
    notes = {id(note) for note in project.notes}
    for source in (*project.sources, *project.notes):
        for holder in text_holders(source):
            if isinstance(holder, Transcript):
                yield holder, "transcript"
            elif holder is source:
                yield holder, "note" if id(source) in notes else "source"
            else:
                yield holder, "beside" if holder is getattr(source, "text", None) else "inner"


def _file_of(project: Project, holder: Any) -> str | None:
    """The file that a text is read from; None if there is no such text."""
    if holder.content is not None or _encoding(project, holder) is None:
        return None
    return project.files.find(holder.plain_text_path)


def _encoding(project: Project, holder: Any) -> str | None:
    try:
        return project.decoded_of(holder).encoding
    except MissingText:
        return None


def _tell_of_text(project: Project, holder: Any, role: str, changes: Changes) -> None:
    fields, what = _LEFT_OF_TEXTS[role]
    for field in fields:
        _tell_field(holder, field, what, changes)
    for value in getattr(holder, "values", ()) if role in _INNER else ():
        changes.tell("", value, why=_NO_TABLE)
    if _encoding(project, holder) == GUESSED:
        changes.tell("encoding of a text", holder, "plain_text_path", why=_GUESS)


# ------------------------------------------------------------------------------ dates


def _tell_dates(nodes: Iterable[Node], changes: Changes) -> None:
    """Tell of dates that are none; each spelling is read once."""
    dates = [
        (node, field, text)
        for node in nodes
        if isinstance(node, Stamped | Coding)
        for field in ("created", "modified")
        if (text := getattr(node, field, None))
    ]
    said = sorted({text for _, _, text in dates})
    unread = {text for text, is_none in zip(said, times(said).isna(), strict=True) if is_none}
    for node, field, text in dates:
        if text in unread:
            changes.tell("date", node, field, why=_NO_DATE)
