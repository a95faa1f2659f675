"""The frame of texts: how each is written, and how its positions are counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from refiqda.standard.decoding import Decoded
from refiqda.standard.model import Project, Transcript
from refiqda.tables.columns import Column, Table
from refiqda.tables.names import SEPARATOR
from refiqda.tables.reading import ProjectOrPath, neutral
from refiqda.text.conventions import Convention
from refiqda.tools.programs import recognise
from refiqda.tools.texts import Reading
from refiqda.tools.understanding import texts_of

TEXTS = Table(
    "texts",
    "One row for each text: of sources, of PDFs and pictures, of recordings, and notes.",
    (
        Column("source", "text", "Name of the source or note."),
        Column("source_guid", "text", "Its GUID."),
        Column("text", "name", "What of it is text: source, representation, transcript or note."),
        Column(
            "encoding", "name", "UTF-8, UTF-16 or Windows-1252; missing where there is no text."
        ),
        Column("bom", "truth", "Whether the file begins with a byte order mark."),
        Column("line_ends", "name", "LF, CRLF, CR, several of them, or none."),
        Column("characters", "integer", "Code points of the text as Python reads it."),
        Column("places", "integer", "Selections and sync points in it."),
        Column("convention", "name", "How their positions are counted, as --convention takes it."),
        Column("confidence", "number", "How sure that is, from 0 to 1."),
        Column("decided", "truth", "Whether it is sure enough to be relied on."),
        Column("evidence", "text", "By what it is known, in words."),
        Column("otherwise", "text", "How else it might be, and how many places would differ."),
    ),
)


def texts(project: ProjectOrPath, *, convention: Convention | str | None = None) -> pd.DataFrame:
    """One row for each text of a project, as the file has it.

    Columns: :data:`refiqda.tables.texts.TEXTS`.
    """
    given = project if isinstance(project, Project) else Project.open(project)
    try:
        return TEXTS.from_rows(_rows(given, convention))
    finally:
        if given is not project:
            given.files.close()


def _rows(project: Project, convention: Convention | str | None) -> Iterator[Any]:
    # As the structures are meant: an annotation of QualCoder counts in its source.
    project = neutral(project)
    reader = texts_of(project, recognise(project)[0], convention)
    sources = [*project.sources, *project.notes]
    readings = [each for source in sources for each in reader.weighed(source, all_texts=True)]
    notes = {id(note) for note in project.notes}
    for reading in reader.decided(readings):
        source = reading.source
        first = (source.name, source.guid, _kind(reading, notes))
        if reading.why_missing:
            nothing = (None,) * 4
            yield (*first, *nothing, reading.marks, None, None, None, reading.why_missing, None)
            continue
        yield (*first, *_written(reading, reader.text_of), reading.marks, *_counted(reading))


def _kind(reading: Reading, notes: set[int]) -> str:
    holder = reading.holder
    if isinstance(holder, Transcript):
        return "transcript"
    if id(reading.source) in notes:
        return "note"
    return "source" if holder is reading.source else "representation"


def _written(reading: Reading, text_of: Any) -> tuple[Any, ...]:
    decoded: Decoded = reading.decoded or text_of(reading.holder)
    ends = line_ends(decoded.text)
    return decoded.encoding, decoded.bom, ends, len(decoded.plain)


def line_ends(text: str) -> str:
    """The line ends of a text, the commonest first."""
    pairs = text.count("\r\n")
    found = {"CRLF": pairs, "LF": text.count("\n") - pairs, "CR": text.count("\r") - pairs}
    several = sorted((kind for kind in found if found[kind]), key=lambda kind: -found[kind])
    return " and ".join(several) or "none"


def _counted(reading: Reading) -> tuple[Any, ...]:
    verdict = reading.verdict
    if verdict is None or not reading.marks:
        return None, None, None, "no place is marked in it", None
    otherwise = [
        f"{rival.convention.spec} ({rival.differing:,} of {reading.marks:,})"
        for rival in verdict.rivals
    ]
    return (
        verdict.convention.spec,
        round(verdict.confidence, 4),
        verdict.is_decided,
        SEPARATOR.join(verdict.evidence),
        SEPARATOR.join(otherwise) or None,
    )
