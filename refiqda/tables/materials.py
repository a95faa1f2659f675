"""The frames of sources and of selections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from refiqda.standard.index import CaseIndex, codings_of, holders_of
from refiqda.standard.model import PDFSelection, Project
from refiqda.tables.declared import SELECTIONS, SOURCES
from refiqda.tables.names import SOURCE_KINDS, Names, joined_cases
from refiqda.tables.placer import Placer
from refiqda.tables.places import SourcePlaces, quotations_of, text_or_none
from refiqda.tables.reading import ProjectOrPath, project_of
from refiqda.tables.values import widened
from refiqda.text.conventions import Convention
from refiqda.tools.programs import recognise


def sources(project: ProjectOrPath) -> pd.DataFrame:
    """One row for each source; the texts are read to count their characters.

    After the fixed columns, there is one for each variable that a source has a value of, by its
    name and with its type, as :func:`refiqda.tables.cases` has them.

    Columns: :data:`refiqda.tables.declared.SOURCES`, and the variables.
    """
    with project_of(project) as opened:
        frame = SOURCES.from_rows(_sources(opened))
        return widened(frame, opened.variables, opened.sources, all_variables=False)


def _sources(project: Project) -> Iterator[Any]:
    names = Names(project)
    cases = CaseIndex(project.cases)
    for source in project.sources:
        text = text_or_none(project.text_of, source)
        inner = getattr(source, "text", None) or source
        yield (
            source.name,
            source.guid,
            SOURCE_KINDS[type(source)],
            source.description,
            joined_cases(cases.of_source(source)),
            None if text is None else len(text),
            sum(1 for _ in _marked(source)),
            sum(1 for _ in codings_of(source)),
            len(getattr(source, "transcripts", ())),
            getattr(source, "path", None),
            getattr(inner, "plain_text_path", None),
            getattr(inner, "rich_text_path", None),
            getattr(source, "current_path", None),
            names.user(source.creating_user),
            names.user_guid(source.creating_user),
            source.created,
            source.modified,
        )


def selections_of(source: Any) -> Iterator[tuple[Any, Any]]:
    """Every selection of a source, its text and its transcripts, with what holds it."""
    for holder in holders_of(source):
        for selection in holder.selections:
            yield holder, selection
            if isinstance(selection, PDFSelection) and selection.text is not None:
                for inner in selection.text.selections:
                    yield selection.text, inner


def selections(
    project: ProjectOrPath, *, convention: Convention | str | None = None
) -> pd.DataFrame:
    """One row for each place marked in a source or a note, coded or not.

    ``convention`` says how the file counts positions; without it, the file is asked.

    Columns: :data:`refiqda.tables.declared.SELECTIONS`.
    """
    with project_of(project) as opened:
        return SELECTIONS.from_rows(_selections(opened, convention))


def _selections(project: Project, convention: Convention | str | None) -> Iterator[Any]:
    names = Names(project)
    sources = (*project.sources, *project.notes)
    placer = Placer(project, recognise(project)[0], lambda: sources, convention)
    for number, source in enumerate(sources):
        places = SourcePlaces(source, project.text_of, placer.of(number, source))
        for selection, holder, area in _marked(source):
            place = places.of(selection, holder)
            user = selection.creating_user or area.creating_user
            yield (
                source.name,
                source.guid,
                selection.name or area.name,
                selection.guid,
                place.kind,
                place.start,
                place.end,
                place.passage,
                holder.guid,
                place.from_ms,
                place.to_ms,
                *(getattr(area, field, None) for field in _AREA),
                _number_of_codings(selection, area),
                selection.description or area.description,
                names.user(user),
                names.user_guid(user),
                selection.created or area.created,
                selection.modified or area.modified,
            )


def _marked(source: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Every selection with what holds it, and with what has its area.

    That is the selection itself, but for a quotation of a PDF that is written twice: it comes once,
    as its passage.
    """
    quotations = quotations_of(source)
    for holder, selection in selections_of(source):
        quotation = quotations.get(id(selection))
        if quotation is None:
            yield selection, holder, selection
        elif selection is quotation.passage:
            yield selection, holder, quotation.area


def _number_of_codings(selection: Any, area: Any) -> int:
    number = len(selection.codings)
    if area is not selection:
        number += len(area.codings)
    words = area.text if isinstance(area, PDFSelection) else None
    return number + (len(words.codings) if words is not None else 0)


_AREA = ("page", "first_x", "first_y", "second_x", "second_y")
