"""R: references that lead nowhere or elsewhere, and GUIDs that two things share.

What points at what is said by the table (``target``), so no type needs a check of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from refiqda.checks.catalogue import references as rules
from refiqda.checks.catalogue import vendors
from refiqda.checks.found import Found, at
from refiqda.checks.rule import Rule
from refiqda.checks.survey import Survey
from refiqda.standard.index import guid_key
from refiqda.standard.model import (
    Case,
    Code,
    Edge,
    Graph,
    Identified,
    Link,
    PDFSelection,
    PDFSource,
    PlainTextSelection,
    Transcript,
    TranscriptSelection,
)
from refiqda.standard.plan import Row

_KINDS = {"SyncPoint": "sync point", "Identified": "thing"}


def targets(survey: Survey) -> Iterator[Found]:
    """References to what is not there, or is of another kind."""
    for name, plan in survey.plans.items():
        for row in plan.rows():
            if row.target and row.kind == "refs":
                yield from _many(survey, name, row)
            elif row.target:
                yield from _single(survey, name, row)


def _single(survey: Survey, name: str, row: Row) -> Iterator[Found]:
    nodes, key = survey.groups[name], row.key
    wrong = _wrong(survey, row, {getattr(node, key) for node in nodes})
    if wrong:
        for node in nodes:
            guid = getattr(node, key)
            if guid in wrong:
                yield _pointing(wrong[guid], node, row, 0, guid)


def _many(survey: Survey, name: str, row: Row) -> Iterator[Found]:
    nodes, key = survey.groups[name], row.key
    filled = [node for node in nodes if getattr(node, key)]
    wrong = _wrong(survey, row, {guid for node in filled for guid in getattr(node, key)})
    for node in filled:
        guids = getattr(node, key)
        if wrong:
            for item, guid in enumerate(guids, 1):
                if guid in wrong:
                    yield _pointing(wrong[guid], node, row, item, guid)
        if len(guids) > 1:
            yield from _twice(node, row, guids)


def _wrong(survey: Survey, row: Row, guids: set[str | None]) -> dict[str | None, str]:
    """The GUIDs that do not lead to what they should, and what they lead to; "" for nothing."""
    return {
        guid: survey.name_of(guid)
        for guid in sorted(filter(None, guids))
        if not survey.has(row.target, guid)
    }


def _pointing(other: str, node: Identified, row: Row, item: int, guid: str) -> Found:
    rule: Rule = rules.WRONG_KIND if other else rules.DANGLING[row.target]
    target = _KINDS.get(row.target, row.target.lower())
    return at(rule, node, row.key, item, target=target, guid=guid, other=other)


def _twice(node: Identified, row: Row, guids: list[str]) -> Iterator[Found]:
    seen: set[str] = set()
    for item, guid in enumerate(guids, 1):
        key = guid_key(guid)
        if key in seen:
            target = _KINDS.get(row.target, row.target.lower())
            yield at(rules.TWICE, node, row.key, item, target=target, guid=guid)
        seen.add(key)


# ------------------------------------------------------------------------------- repeated GUIDs


def repeated(survey: Survey) -> Iterator[Found]:
    """Things that have the GUID of another."""
    for name, nodes in survey.repeated.items():
        for node in nodes:
            yield at(rules.REPEATED, node, "guid", guid=node.guid, other=name)
    told: set[int] = set()
    for (first, keys), (_, later) in combinations(survey.keys.items(), 2):
        if keys.keys().isdisjoint(later.keys()):
            continue
        for key in [key for key in later if key in keys]:
            found = _shared(survey, keys[key], later[key], first)
            if id(found.node) not in told:
                told.add(id(found.node))
                yield found


def _shared(survey: Survey, one: Identified, other: Identified, name: str) -> Found:
    """Two things of different kinds with one GUID: two programs mean something by it."""
    kinds = {type(one): one, type(other): other}
    if kinds.keys() == {PDFSelection, PlainTextSelection}:
        passage = kinds[PlainTextSelection]
        if _is_quotation(survey, passage, kinds[PDFSelection]):
            return at(vendors.QUOTATION_PAIR, passage, "guid")
    if kinds.keys() == {Case, Code}:
        return at(vendors.CASE_AND_CODE, kinds[Case], "guid")
    return at(rules.REPEATED, other, "guid", guid=other.guid, other=name)


def _is_quotation(survey: Survey, passage: Identified, area: Identified) -> bool:
    """Whether both are selections of one PDF, as ATLAS.ti writes a quotation."""
    return any(
        source.text is not None
        and any(selection is area for selection in source.selections)
        and any(selection is passage for selection in source.text.selections)
        for source in survey.of(PDFSource)
    )


# ------------------------------------------------------------------- references among neighbours


def sync_points(survey: Survey) -> Iterator[Found]:
    """Selections of a transcript that lie between sync points of another one."""
    for transcript in survey.of(Transcript):
        own = {guid_key(point.guid) for point in transcript.sync_points if point.guid}
        for selection in transcript.selections:
            yield from _strange(
                survey,
                rules.OTHER_TRANSCRIPT,
                selection,
                {"from_sync_point": selection.from_sync_point}
                | {"to_sync_point": selection.to_sync_point},
                own,
            )


def edges(survey: Survey) -> Iterator[Found]:
    """Edges that join vertices of another graph."""
    for graph in survey.of(Graph):
        own = {guid_key(vertex.guid) for vertex in graph.vertices if vertex.guid}
        for edge in graph.edges:
            ends = {"source": edge.source, "target": edge.target}
            yield from _strange(survey, rules.OTHER_GRAPH, edge, ends, own)


def _strange(
    survey: Survey,
    rule: Rule,
    node: TranscriptSelection | Edge,
    ends: dict[str, str | None] | dict[str, str],
    own: set[str],
) -> Iterator[Found]:
    target = "SyncPoint" if isinstance(node, TranscriptSelection) else "Vertex"
    for field, guid in ends.items():
        if guid and guid_key(guid) not in own and survey.has(target, guid):
            yield at(rule, node, field, guid=guid)


def links(survey: Survey) -> Iterator[Found]:
    """Links with a loose end."""
    for link in survey.of(Link):
        if not link.origin or not link.target:
            yield at(rules.HALF_LINK, link)
