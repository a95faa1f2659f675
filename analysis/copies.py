"""Whether a project is the study's in all but its codings: what the bounds were worked out for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from analysis.build import reconstruct
from analysis.facts import Facts
from analysis.model import Code, Project, VariableValue

GROUPED = ("Sex", "Host income group", "Type of elective")
"""The variables of the participants that part them into groups."""
QUOTED = (
    "Quoted in section",
    "Quotation",
    "Printed label",
    "Printed at lines",
    "Words printed",
    "Strength of reading",
)
"""The variables of the sources, each about a quotation."""
KINDS = ("Interviews", "Reports")
"""The sets that say what kind of source each is."""
Told = dict[str, list[str]]
"""What there is in a project, such as ``Sex of case 'R3'``, each with its values."""


def is_of_study(project: Project) -> bool:
    """Whether a project has anything of this study's codebook."""
    theirs = {code.name for code in _codes(project.codes)}
    return any(row.theme in theirs or row.subtheme in theirs for row in Facts().box2)


def first_difference(project: Project) -> str | None:
    """What a project has otherwise than the study, codings apart; None if there is nothing."""
    wanted, found = _told(reconstruct(Facts())), _told(project)
    for about, values in wanted.items():
        there = found.get(about, [])
        if not there:
            return f"there is no {about}"
        if len(there) > len(values) and len(set(there)) == 1:
            return f"{about} is there {len(there)} times"
        if there != values:
            return f"{about} is {', '.join(there)}, not {', '.join(values)}"
    for about in found:
        if about not in wanted:
            return f"there is {about}, which the study has not"
    at = [about for about in found if about.startswith("code ")]
    if at != [about for about in wanted if about.startswith("code ")]:
        return "the codes stand in another order"
    return None


def _told(project: Project) -> Told:
    """Everything that the tables take for granted; values in the order of the alphabet."""
    found: Told = {}
    for about, value in chain(
        _names(project), _values(project), _members(project), _drawn(project)
    ):
        found.setdefault(about, []).append(value)
    return {about: sorted(values) for about, values in found.items()}


def _names(project: Project) -> Iterator[tuple[str, str]]:
    for variable in project.variables:
        yield f"variable {variable.name!r}", ""
    for case in project.cases:
        yield f"case {case.name!r}", ""
    for code in project.codes:
        yield f"code {code.name!r}", "a theme"
        for below in _codes(code.codes):
            yield f"code {below.name!r}", f"a subtheme of {code.name!r}"
    for source in project.sources:
        yield f"source {source.name!r}", ""


def _codes(codes: list[Code]) -> Iterator[Code]:
    for code in codes:
        yield code
        yield from _codes(code.codes)


def _values(project: Project) -> Iterator[tuple[str, str]]:
    names = {variable.guid: variable.name for variable in project.variables}
    for case in project.cases:
        yield from _of(f"case {case.name!r}", case.values, names, GROUPED)
    for source in project.sources:
        yield from _of(f"source {source.name!r}", source.values, names, QUOTED)


def _of(
    owner: str, values: list[VariableValue], names: dict[str, str], wanted: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    for value in values:
        name = names.get(value.variable, "")
        if name in wanted:
            number = "" if value.integer is None else str(value.integer)
            yield f"{name} of {owner}", f"{value.text or ''}{number}" or "empty"


def _members(project: Project) -> Iterator[tuple[str, str]]:
    names = {source.guid: f"source {source.name!r}" for source in project.sources}
    for case in project.cases:
        for belonging in case.sources:
            yield f"{names.get(belonging, 'source')} of case {case.name!r}", ""
    for each in project.sets:
        if each.name in KINDS:
            for member in each.sources:
                yield f"{names.get(member, 'source')} in the set {each.name!r}", ""


def _drawn(project: Project) -> Iterator[tuple[str, str]]:
    for graph in project.graphs:
        yield f"graph {graph.name!r}", ""
        names = {each.guid: each.name or "" for each in graph.vertices}
        for vertex in graph.vertices:
            yield f"shape {vertex.name!r} of graph {graph.name!r}", ""
        for edge in graph.edges:
            ends = f"{names.get(edge.source)!r} to {names.get(edge.target)!r}"
            yield f"line from {ends} of graph {graph.name!r}", edge.direction or ""
