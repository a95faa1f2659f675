"""What QualCoder needs to find in a file: read in its importer, refi.py (commit 06db5fab).

It stops in the middle at what it does not expect, and says so in no message; so what it needs is
given to it here, and told.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from itertools import chain, count
from pathlib import PurePosixPath
from typing import Any

from refiqda.errors import MissingText
from refiqda.standard.document import make_guid, text_holder
from refiqda.standard.index import guid_key, holders_of, walk
from refiqda.standard.model import (
    AudioSource,
    Case,
    Coding,
    PDFSelection,
    PDFSource,
    PictureSource,
    Project,
    TextSource,
    Transcript,
    VideoSource,
)
from refiqda.standard.package import SOURCES, SourcePath
from refiqda.tools.changes import Changes
from refiqda.tools.written_files import has_no_xml

_NO_DATE = "QualCoder stops at it where there is no date, so it has that of the project"
_ONE_USER = "QualCoder takes the user of a coding from its selection, which has that user now"
_OWN_SELECTION = (
    "QualCoder takes the user of a coding from its selection, so it has one of its own at the "
    "same place"
)
_NO_NAME = "QualCoder needs a name here, so it is called by its file, or by what it is"
_SAME_NAME = "QualCoder stops at a second note of one name, so it has a number now"
_TEXT_TWICE = "the text stands in the XML as well, which counts, and is in one place now"


def _in_source(function: str) -> str:
    return f"measured: QualCoder source, refi.py (commit 06db5fab): {function}"


def texts_where_it_looks(project: Project, changes: Changes) -> None:
    """Annotations have their text in a note in the XML; all other texts are in files.

    Source: load_text_source, parse_transcript_with_codings_and_syncpoints, parse_notes and
    insert_annotation. A note with its text in a file becomes a journal.
    """
    annotations = set(_annotations(project, changes))
    taken = {name.casefold() for name in project.files}
    for source in (*project.sources, *project.notes):
        for holder in holders_of(source):
            if isinstance(holder, TextSource | Transcript) and id(holder) not in annotations:
                _put_into_file(project, holder, taken, changes)


def _annotations(project: Project, changes: Changes) -> Iterator[int]:
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
            if used[guid_key(note.guid)] == 1 and _has_text_inside(project, note, files, changes):
                note.selections = [one]
                text.notes.append(one.notes.pop(0))
                text.selections.remove(one)
                yield id(note)


def _uses(project: Project) -> Counter[str]:
    """How often each note is referred to."""
    lists = [getattr(node, "notes", ()) for node, _ in walk(project)]
    guids = [guid for each in lists for guid in each if isinstance(guid, str)]
    return Counter(map(guid_key, (*guids, *project.note_refs)))


def _has_text_inside(
    project: Project, note: TextSource, files: Counter[str], changes: Changes
) -> bool:
    """Take the text of a note into the XML, if there is one and XML can hold it."""
    if note.content is None:
        try:
            text = project.text_of(note)
        except MissingText:
            return False
        if has_no_xml(text):
            return False
        member = project.files.find(note.plain_text_path or "")
        note.content, note.plain_text_path = text, None
        if member is not None:
            files[member] -= 1
            if not files[member]:
                del project.files[member]
    _leave_other_file(note, changes)
    return True


def _leave_other_file(holder: Any, changes: Changes) -> None:
    """Of a text that stands in the XML and in a file, the one in the XML counts."""
    if holder.plain_text_path:
        changes.tell("file of a text", holder, "plain_text_path", why=_TEXT_TWICE)
        holder.plain_text_path = None


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
            changes.tell(
                "user of a selection",
                one,
                "creating_user",
                why=_ONE_USER,
                evidence=_in_source("load_codings_for_text"),
            )
        one.creating_user = groups[own][0].creating_user
    if not one.created and not one.modified:
        one.created = next((each.created for each in one.codings if each.created), None)
    one.codings = groups.pop(own, [])
    for user, codings in groups.items():
        for coding in codings:
            changes.tell(
                "place of a coding",
                coding,
                why=_OWN_SELECTION,
                evidence=_in_source("load_codings_for_text"),
            )
        guid = make_guid("selection of a user", guid_key(one.guid or ""), user)
        other = dataclasses.replace(
            one,
            guid=guid,
            creating_user=codings[0].creating_user,
            created=codings[0].created or one.created,
            codings=codings,
            notes=[],
        )
        if isinstance(other, PDFSelection):
            other.text = None  # the words of an area, and what is coded in them, are there once
        changes.made_from(other, one)
        yield other


def _free_name(holder: Any, taken: set[str]) -> str:
    """The name of a new file, in small letters. A member may have it as Sources/ABC.txt."""
    own = guid_key(holder.guid or "")
    others = (f"{make_guid('text', own, holder.content, str(n))}.txt" for n in count())
    names = chain([f"{own}.txt"] if own else [], others)
    return next(name for name in names if taken.isdisjoint((name, f"{SOURCES}/{name}")))


def _put_into_file(project: Project, holder: Any, taken: set[str], changes: Changes) -> None:
    if holder.content is None:
        return
    _leave_other_file(holder, changes)
    name = _free_name(holder, taken)
    taken.add(f"{SOURCES}/{name}")
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
            changes.add("date", node, why=_NO_DATE, evidence=_in_source("parse_notes"))
    for number, node in enumerate(_need_name(project), 1):
        if not node.name:
            path = getattr(node, "path", None) or getattr(node, "plain_text_path", None) or ""
            node.name = PurePosixPath(SourcePath.parse(path).name).name or f"Source {number}"
            changes.add("name", node, why=_NO_NAME, evidence=_in_source("load_pdf_source"))
    _give_journals_names_of_their_own(project, changes)


def _give_journals_names_of_their_own(project: Project, changes: Changes) -> None:
    """Source: parse_notes makes a journal of each note with a file, and stops at a name it has."""
    journals = [note for note in project.notes if note.name and note.plain_text_path]
    names = {note.name for note in journals}
    taken: set[str | None] = set()
    for note in journals:
        if note.name in taken:
            own, number = note.name, 2
            while (name := f"{own} ({number})") in names:
                number += 1
            changes.tell("name", note, "name", why=_SAME_NAME, evidence=_in_source("parse_notes"))
            note.name = name
            names.add(name)
        taken.add(note.name)


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
