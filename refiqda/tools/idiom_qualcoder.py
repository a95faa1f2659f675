"""What QualCoder needs to find in a file: read in its importer, refi.py (commit 06db5fab).

It stops in the middle at what it does not expect, and says so in no message; so what it needs is
given to it here, and told.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from refiqda.errors import MissingText
from refiqda.standard.document import make_guid, text_holder
from refiqda.standard.index import guid_key, holders_of, walk
from refiqda.standard.model import (
    AudioSource,
    Case,
    Coding,
    PDFSource,
    PictureSource,
    Project,
    TextSource,
    Transcript,
    VideoSource,
)
from refiqda.standard.package import SOURCES, SourcePath
from refiqda.tools.changes import Changes

_NO_DATE = "QualCoder stops at it where there is no date, so it has that of the project"
_ONE_USER = "QualCoder takes the user of a coding from its selection, which has that user now"
_OWN_SELECTION = (
    "QualCoder takes the user of a coding from its selection, so it has one of its own at the "
    "same place"
)
_NO_NAME = "QualCoder needs a name here, so it is called by its file, or by what it is"


def texts_where_it_looks(project: Project, changes: Changes) -> None:
    """Annotations have their text in a note in the XML; all other texts are in files.

    Source: load_text_source, parse_transcript_with_codings_and_syncpoints, parse_notes and
    insert_annotation. A note with its text in a file becomes a journal.
    """
    annotations = set(_annotations(project))
    for source in (*project.sources, *project.notes):
        for holder in holders_of(source):
            if isinstance(holder, TextSource | Transcript) and id(holder) not in annotations:
                _put_into_file(project, holder)


def _annotations(project: Project) -> Iterator[int]:
    """Make notes of annotations, which hold the passage; its positions count in the source.

    The description of a passage without a code is an annotation too, and stays what it is.
    """
    notes = {guid_key(note.guid): note for note in project.notes if note.guid}
    used, files = _uses(project), _uses_of_files(project)
    for source in project.sources:
        text = text_holder(source)
        if not isinstance(source, TextSource | PDFSource) or not isinstance(text, TextSource):
            continue
        for one in list(text.selections):
            note = notes.get(guid_key(one.notes[0])) if one.notes else None
            if one.codings or one.description or note is None or note.selections:
                continue
            # Nobody could tell afterwards in which of several places such a note was.
            if used[guid_key(note.guid)] == 1 and _has_text_inside(project, note, files):
                note.selections = [one]
                text.notes.append(one.notes.pop(0))
                text.selections.remove(one)
                yield id(note)


def _uses(project: Project) -> Counter[str]:
    """How often each note is referred to."""
    lists = [getattr(node, "notes", ()) for node, _ in walk(project)]
    guids = [guid for each in lists for guid in each if isinstance(guid, str)]
    return Counter(map(guid_key, (*guids, *project.note_refs)))


def _has_text_inside(project: Project, note: TextSource, files: Counter[str]) -> bool:
    """Take the text of a note into the XML, if there is one."""
    if note.content is None:
        try:
            text = project.text_of(note)
        except MissingText:
            return False
        member = project.files.find(note.plain_text_path or "")
        note.content, note.plain_text_path = text, None
        if member is not None:
            files[member] -= 1
            if not files[member]:
                del project.files[member]
    return True


def _uses_of_files(project: Project) -> Counter[str]:
    """How often each file of the package is referred to."""
    paths = (
        getattr(node, field, None)
        for node, _ in walk(project)
        for field in ("path", "plain_text_path", "rich_text_path")
    )
    return Counter(filter(None, (project.files.find(path) for path in paths if path)))


def one_user_a_selection(project: Project, changes: Changes) -> None:
    """The codings of one selection have one user, who is the selection's, and it has a date.

    Source: load_codings_for_text, load_codings_for_picture and load_codings_for_audio_video take
    user and date of a coding from its selection. So codings of other users get a selection of
    their own, at the same place.
    """
    held: dict[str, list[Case]] = {}
    for case in project.cases:
        for guid in case.selections:
            held.setdefault(guid_key(guid), []).append(case)
    for holder in _coded_where_read(project):
        for one in list(holder.selections):
            for other in _by_user(one, changes):
                holder.selections.append(other)
                for case in held.get(guid_key(one.guid or ""), ()):
                    case.selections.append(other.guid)


def _coded_where_read(project: Project) -> Iterator[Any]:
    for source in project.sources:
        yield from (each for each in holders_of(source) if not isinstance(each, Transcript))


def _by_user(one: Any, changes: Changes) -> Iterator[Any]:
    """Leave a selection the codings of one user, and make selections for those of the others."""
    groups: dict[str, list[Coding]] = {}
    for coding in one.codings:
        user = coding.creating_user or one.creating_user or ""
        groups.setdefault(guid_key(user), []).append(coding)
    own = guid_key(one.creating_user or "")
    if groups and own not in groups:
        own = next(iter(groups))
        if one.creating_user:
            changes.tell("user of a selection", one, "creating_user", why=_ONE_USER)
        one.creating_user = groups[own][0].creating_user
    if not one.created and not one.modified:
        one.created = next((each.created for each in one.codings if each.created), None)
    one.codings = groups.pop(own, [])
    for user, codings in groups.items():
        for coding in codings:
            changes.tell("place of a coding", coding, why=_OWN_SELECTION)
        guid = make_guid("selection of a user", guid_key(one.guid or ""), user)
        other = dataclasses.replace(
            one,
            guid=guid,
            creating_user=codings[0].creating_user,
            created=codings[0].created or one.created,
            codings=codings,
            notes=[],
        )
        changes.made_from(other, one)
        yield other


def _put_into_file(project: Project, holder: Any) -> None:
    if holder.content is None:
        return
    name = f"{guid_key(holder.guid or '')}.txt"
    if not holder.guid or f"{SOURCES}/{name}" in project.files:
        name = make_guid("text", guid_key(holder.guid or ""), holder.content) + ".txt"
    project.files[f"{SOURCES}/{name}"] = holder.content.encode()
    holder.content, holder.plain_text_path = None, f"internal://{name}"


def dates_and_names(project: Project, changes: Changes) -> None:
    """Notes, transcripts and areas of pictures need a date; sources and transcripts a name.

    Source: parse_notes, parse_transcript_with_codings_and_syncpoints and load_codings_for_picture
    take the date apart, load_pdf_source and the loaders of media the name.
    """
    date = project.modified or project.created or "1980-01-01T00:00:00Z"
    for node in _need_date(project):
        if not node.created and not node.modified:
            node.modified = date
            changes.tell("date", node, "modified", why=_NO_DATE)
    for number, node in enumerate(_need_name(project), 1):
        if not node.name:
            path = getattr(node, "path", None) or getattr(node, "plain_text_path", None) or ""
            node.name = PurePosixPath(SourcePath.parse(path).name).name or f"Source {number}"
            changes.tell("name", node, "name", why=_NO_NAME)


def _need_date(project: Project) -> Iterator[Any]:
    yield from project.notes
    for source in project.sources:
        if isinstance(source, PictureSource):
            yield from source.selections
        elif isinstance(source, AudioSource | VideoSource):
            yield from source.transcripts


def _need_name(project: Project) -> Iterator[Any]:
    for source in project.sources:
        yield source
        if isinstance(source, AudioSource | VideoSource):
            yield from source.transcripts


__all__ = ["dates_and_names", "one_user_a_selection", "texts_where_it_looks"]
