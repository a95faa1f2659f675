"""The standard's structures turned into those of a program: the steps of its dialect.

Each step works on the neutral project, in place, and is the mirror of a step that understands a
file (:mod:`refiqda.tools.structures`, :mod:`refiqda.tools.annotations`), so that what is written
comes back. New elements get GUIDs made of what they stand for.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from refiqda.errors import MissingText
from refiqda.standard.document import make_guid
from refiqda.standard.index import CodeTree, Index, guid_key, walk
from refiqda.standard.model import (
    Case,
    Coding,
    Identified,
    Link,
    PDFSource,
    PlainTextSelection,
    Project,
    TextSource,
    Transcript,
)
from refiqda.tools.changes import Changes
from refiqda.tools.finders import selections_of
from refiqda.tools.structures import DOUBLED


def _first_ones(project: Project) -> Iterator[Any]:
    """The selections that a link can reach: the first element that has their GUID.

    A quotation of ATLAS.ti in a PDF has one GUID in two places (atlasti-mac-8.4-annex-a2.qde).
    """
    index = Index(project)
    return (one for one in selections_of(project) if index.get(one.guid) is one)


def _link_notes(
    project: Project, changes: Changes, one: Any, name: str | None, direction: str | None
) -> None:
    """Put a link from each note of a selection in the place of its reference."""
    known = {guid_key(note.guid) for note in project.notes if note.guid}
    for guid in dict.fromkeys(guid for guid in one.notes if guid_key(guid) in known):
        link = Link(
            guid=make_guid("note of a selection", guid_key(one.guid), guid_key(guid)),
            name=name,
            direction=direction,
            origin=guid,
            target=one.guid,
        )
        changes.made_from(link, one)
        project.links.append(link)
        one.notes = [other for other in one.notes if other != guid]


def annotations_as_links(project: Project, changes: Changes) -> None:
    """NVivo: an annotation is a passage without a code, a note, and a link between the two.

    Source: QualCoder's importer (refi.py, load_codings_for_text and parse_links) reads NVivo's
    annotations so. Notes of passages that are coded stay as the standard has them.
    """
    for one in _first_ones(project):
        if isinstance(one, PlainTextSelection) and not one.codings:
            _link_notes(project, changes, one, None, None)


def memos_as_links(project: Project, changes: Changes) -> None:
    """ATLAS.ti: a memo of a quotation is a note and a link of this name (section 3.8).

    Source: atlasti-mac-8.4-annex-a2.qde.
    """
    for one in _first_ones(project):
        _link_notes(project, changes, one, "Memo-Quotation Relation", "OneWay")


def pdf_quotations_twice(project: Project, changes: Changes) -> None:
    """ATLAS.ti: a quotation of a PDF is coded at its area of the page and at its passage.

    Source: atlasti-mac-8.4-annex-a2.qde. The codings at the area have GUIDs of their own there.
    Those that were left out when such a file was understood come back, and are not lost.
    """
    doubled = {id(row.node) for row in changes.rows if row.what == DOUBLED}
    known = CodeTree(project.codes).codes
    back: set[int] = set()
    for source in project.sources:
        if not isinstance(source, PDFSource) or source.text is None:
            continue
        passages = {guid_key(one.guid): one for one in source.text.selections if one.guid}
        for area in source.selections:
            for coding in changes.origin(area).codings:
                if id(coding) in doubled and guid_key(coding.code or "") in known:
                    back.add(id(coding))
                    area.codings.append(_restored(coding, changes))
            same = passages.get(guid_key(area.guid or ""))
            if same is not None and not area.codings:
                area.codings = [_again(coding, changes) for coding in same.codings]
    changes.rows[:] = [
        row for row in changes.rows if row.what != DOUBLED or id(row.node) not in back
    ]


def _restored(coding: Coding, changes: Changes) -> Coding:
    new = dataclasses.replace(coding, notes=list(coding.notes), extra=None)
    changes.made_from(new, coding)
    return new


def _again(coding: Coding, changes: Changes) -> Coding:
    new = Coding(
        guid=make_guid("coding of an area", guid_key(coding.guid or "")),
        creating_user=coding.creating_user,
        created=coding.created,
        code=coding.code,
    )
    changes.made_from(new, coding)
    return new


def variables_as_cases(project: Project, changes: Changes) -> None:
    """MAXQDA: the variables of a source are those of a case without a name that holds it alone.

    Source: a MAXQDA 24.7 export that cannot be shared; QualCoder's importer reads it so (refi.py,
    parse_case_for_file_variables). Recordings of sound stay sound: MAXQDA writes them among the
    films, but nothing says that it has to find them there. Folders stay folders: MAXQDA writes
    every code as codable, but nothing says that it refuses others.
    """
    for source in project.sources:
        if not source.values or not source.guid:
            continue
        case = Case(
            guid=make_guid("variables of a source", guid_key(source.guid)),
            values=source.values,
            sources=[source.guid],
        )
        changes.made_from(case, source)
        project.cases.append(case)
        source.values = []


def styled_texts_only(project: Project, changes: Changes) -> None:
    """ATLAS.ti: what is named as a styled text is one; a plain file there is read as empty.

    Source: QualCoder's exporter (refi.py, sources_xml), which leaves it out for that reason.
    """
    for holder, _ in walk(project):
        if not isinstance(holder, TextSource | Transcript) or not holder.rich_text_path:
            continue
        if holder.rich_text_path.lower().endswith(".txt"):
            changes.tell(
                "file of a styled text",
                holder,
                "rich_text_path",
                why="it is a plain file, which ATLAS.ti is said to read as an empty text",
                evidence="reported: QualCoder source, refi.py: sources_xml",
            )
            holder.rich_text_path = None


def annotations_as_comments(project: Project, changes: Changes) -> None:
    """MAXQDA: a comment is the description of a passage without a code.

    Source: a MAXQDA 24.7 export that cannot be shared. The note stays as well, with its author and
    date, for which a description has no place; so nothing is lost, whichever of them is read.
    """
    notes = {guid_key(note.guid): note for note in project.notes if note.guid}
    for one in selections_of(project):
        if not isinstance(one, PlainTextSelection) or one.codings or one.description:
            continue
        texts = [_text(project, notes.get(guid_key(guid))) for guid in one.notes]
        one.description = "\n\n".join(filter(None, texts)) or one.description


def _text(project: Project, note: Identified | None) -> str:
    try:
        return "" if note is None else project.text_of(note)
    except MissingText:
        return ""


__all__ = [
    "annotations_as_comments",
    "annotations_as_links",
    "memos_as_links",
    "pdf_quotations_twice",
    "styled_texts_only",
    "variables_as_cases",
]
