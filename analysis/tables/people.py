"""Who holds what in the project, and who has which value of a variable: sets of case names."""

from __future__ import annotations

from collections import defaultdict

from analysis.model import Project
from analysis.tables.shape import mapped, texts_of
from refiqda import tables

JOINER = " > "


def everyone(project: Project) -> list[str]:
    """The participants, in the order of the project."""
    return [name for (name,) in texts_of(tables.cases(project), "case")]


def holders(project: Project) -> dict[str, frozenset[str]]:
    """By the name of each theme and subtheme: who has a coding of it, or of one below it."""
    found: dict[str, set[str]] = {
        path.rpartition(JOINER)[2]: set()
        for (path,) in texts_of(tables.codes(project), "code_path")
    }
    paths = mapped(tables.codings(project), "coding_guid", "code_path")
    for case, coding in texts_of(tables.case_codings(project), "case", "coding_guid"):
        for name in paths[coding].split(JOINER):
            found[name].add(case)
    return {name: frozenset(cases) for name, cases in found.items()}


def values(project: Project, variable: str) -> dict[str, frozenset[str]]:
    """The values that each participant has of a variable; none where there is none."""
    found: dict[str, set[str]] = {name: set() for name in everyone(project)}
    frame = tables.variables(project)
    frame = frame[(frame["owner_kind"] == "case") & (frame["variable"] == variable)]
    for case, value in texts_of(frame, "owner", "value"):
        found[case].add(value)
    return {name: frozenset(several) for name, several in found.items()}


def having(project: Project, variable: str, value: str) -> frozenset[str]:
    """Who has a value of a variable, among others or alone."""
    return frozenset(name for name, has in values(project, variable).items() if value in has)


def owners(project: Project, kind: str) -> dict[str, frozenset[str]]:
    """The participants of each source in a set of sources, by the GUID of the source."""
    sets = tables.sets(project)
    sets = sets[(sets["set"] == kind) & (sets["member_kind"] == "source")]
    found: dict[str, set[str]] = {source: set() for (source,) in texts_of(sets, "member_guid")}
    belonging: dict[str, set[str]] = defaultdict(set)
    for case, source in texts_of(tables.case_sources(project), "case", "source_guid"):
        belonging[source].add(case)
    return {source: frozenset(belonging[source]) for source in found}
