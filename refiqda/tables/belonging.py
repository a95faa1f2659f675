"""The two frames that say what belongs to which case: codings, and sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from refiqda.standard.index import CaseIndex, SourceCases, codings_of
from refiqda.standard.model import Case, Project
from refiqda.tables.declared import CASE_CODINGS, CASE_SOURCES
from refiqda.tables.placer import Placer
from refiqda.tables.reading import ProjectOrPath, project_of
from refiqda.text.conventions import Convention
from refiqda.tools.placing import Counted
from refiqda.tools.programs import recognise


def case_codings(
    project: ProjectOrPath, *, convention: Convention | str | None = None
) -> pd.DataFrame:
    """One row for each case that a coding belongs to: the names in ``codings.case``, one by one.

    ``convention`` says how the file counts positions; without it, the file is asked.

    Columns: :data:`refiqda.tables.declared.CASE_CODINGS`.
    """
    cases: list[Case] = []
    guids: list[str | None] = []
    with project_of(project) as opened:
        for source, within in _each(opened, convention):
            for placed in codings_of(source):
                found = within.of(placed)
                cases += found
                guids += [placed.coding.guid] * len(found)
    names, own = [case.name for case in cases], [case.guid for case in cases]
    return CASE_CODINGS.frame((names, own, guids))


def _each(
    project: Project, convention: Convention | str | None
) -> Iterator[tuple[Any, SourceCases]]:
    """Every source and note with its cases, its positions counted anew where that may matter."""
    index = CaseIndex(project.cases)
    several = (*project.sources, *project.notes)
    placer = Placer(project, recognise(project)[0], lambda: several, convention)
    for number, source in enumerate(several):
        positions = placer.of(number, source) if index.by_selection else {}
        yield source, index.within(source, {key: Counted(each) for key, each in positions.items()})


def case_sources(project: ProjectOrPath) -> pd.DataFrame:
    """One row for each case that holds a source, whole or a part of it.

    Columns: :data:`refiqda.tables.declared.CASE_SOURCES`.
    """
    with project_of(project) as opened:
        return CASE_SOURCES.from_rows(_case_sources(opened))


def _case_sources(project: Project) -> Iterator[Any]:
    index = CaseIndex(project.cases)
    for source in (*project.sources, *project.notes):
        within = index.within(source)
        whole = {id(case) for case in within.whole}
        for case in within.all():
            how = "source" if id(case) in whole else "selection"
            yield case.name, case.guid, source.guid, how
