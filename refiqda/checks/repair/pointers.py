"""S102, V103, R403: references whose GUID stands elsewhere, means a file, or comes twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from operator import setitem
from pathlib import PurePosixPath
from typing import Any

from refiqda.checks.repair.change import Change
from refiqda.checks.repair.owners import owners_of
from refiqda.checks.repair.pieces import (
    Edits,
    is_blank,
    is_ours,
    is_unusual,
    order_of,
    parsed,
    retarget,
    slots_of,
)
from refiqda.checks.survey import Survey
from refiqda.checks.vendors import dangling_sources
from refiqda.standard.index import guid_key, holders_of
from refiqda.standard.model import Case, Identified, Media, Source, Texts
from refiqda.standard.node import Raw
from refiqda.standard.package import SourcePath
from refiqda.standard.plan import Plan, Row
from refiqda.standard.spec import ACCEPTS, GUID

_NAMES = ("guid", "targetguid")
"""What other programs call the attribute of a reference, whatever the case."""


def misspelt(survey: Survey) -> Iterator[Change]:
    """References that give their GUID in another attribute, or as text.

    Transana 3.22 writes ``MemberSource`` with a guid and ``MemberNote`` with text
    (transana-3.22-annex-a3.qde); a codebook and a project differ in it as well (section 5.2).
    """
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        rows = {row.xml: row for row in plan.elements if row.target_attribute}
        for node in nodes if rows else ():
            yield from _misspelt(node, plan, rows)


def _misspelt(node: Any, plan: Plan, rows: dict[str, Row]) -> Iterator[Change]:
    counts: Counter[str] = Counter()
    edits = Edits(node, plan)
    for token in order_of(node):
        name = token.name if isinstance(token, Raw) else plan.fields[token].xml
        counts[name] += 1
        row = rows.get(name)
        if row is None or not isinstance(token, Raw) or token.value is not None:
            continue
        is_free = row.many or (token.field and getattr(node, row.key) is None)
        before, guid = _guid_in(token, row) if is_free else ("", "")
        if guid:
            step = f"{row.xml}[{counts[name]}]" if row.many else row.xml
            yield Change(
                edits.replace(token, row.key, value=guid),
                f"GUID of {row.xml} moved to {row.target_attribute}",
                before,
                f'{row.target_attribute}="{guid}"',
                node,
                tail=f"/{step}/@{row.target_attribute}",
            )


def _guid_in(raw: Raw, row: Row) -> tuple[str, str]:
    """The one GUID in a reference without its usual attribute, as it stands there and by itself.

    Both are empty if more is in it.
    """
    element = parsed(raw)
    text = (element.text or "").strip()
    attributes = list(element.items())
    if len(element) or not is_ours(element):
        return "", ""
    if not attributes:
        return (text, text) if ACCEPTS[GUID.name](text) else ("", "")
    (name, value), *more = attributes
    if more or text or str(name).casefold() not in _NAMES or name == row.target_attribute:
        return "", ""
    return f'{name}="{value}"', str(value)


# ---------------------------------------------------------------------------- files for sources


def files_for_sources(survey: Survey) -> Iterator[Change]:
    """Cases that point at the GUID of a file in place of the source (QualCoder 3.8)."""
    dangling = dangling_sources(survey)
    if not dangling:
        return
    owners = _owners(survey)
    row = survey.plans[Case.__name__].fields["sources"]
    slots: dict[int, list[int]] = {}
    for case, item, guid in dangling:
        source = owners.get(guid_key(guid))
        if source is not None and source.guid:
            if id(case) not in slots:
                slots[id(case)] = slots_of(case, row)
            yield Change(
                partial(retarget, case, row, item, source.guid, slots[id(case)]),
                "points at the source, not at its file",
                guid,
                source.guid,
                case,
                "sources",
                item,
            )


def _owners(survey: Survey) -> dict[str, Source | None]:
    """The source of each file named by a GUID; None where several sources share it."""
    owners: dict[str, Source | None] = {}
    for source in survey.project.sources:
        for holder in holders_of(source):
            for path in _paths(holder):
                stem = guid_key(PurePosixPath(SourcePath.parse(path).name).stem)
                if owners.setdefault(stem, source) is not source:
                    owners[stem] = None
    return owners


def _paths(holder: Media | Texts) -> Iterator[str]:
    if isinstance(holder, Media):
        fields = [holder.path]
    else:
        fields = [holder.plain_text_path, holder.rich_text_path]
    yield from filter(None, fields)


# ------------------------------------------------------------------------------ the same twice


def twice(survey: Survey) -> Iterator[Change]:
    """A second reference to the same thing from one place.

    Where two things share the GUID, each of the references may mean another one.
    """
    found = [
        (node, row, second)
        for name, nodes in survey.groups.items()
        for row in survey.plans[name].elements
        if row.kind == "refs"
        for node in nodes
        if (second := _second(node, row))
    ]
    owners = owners_of(survey, {key for _, _, second in found for key in second.values()})
    for node, row, second in found:
        items = [item for item, key in second.items() if len(owners.get(key, ())) < 2]
        yield from _without(node, row, items, "second reference removed")


def _second(node: Identified, row: Row) -> dict[int, str]:
    """Items of a field that point where an earlier one does, with the keys of their GUIDs."""
    guids: list[str] = getattr(node, row.key)
    if len(guids) < 2 or is_unusual(node, row.key):
        return {}
    seen: set[str] = set()
    items = {}
    for item, guid in enumerate(guids, 1):
        key = guid_key(guid)
        if key in seen:
            items[item] = key
        seen.add(key)
    return items


def without_target(survey: Survey) -> Iterator[Change]:
    """References to the empty text, in fields that hold many."""
    for name, nodes in survey.groups.items():
        for row in survey.plans[name].elements:
            if row.kind != "refs":
                continue
            for node in nodes:
                guids: list[str] = getattr(node, row.key)
                blank = [item for item, guid in enumerate(guids, 1) if is_blank(guid)]
                if blank and not is_unusual(node, row.key):
                    yield from _without(node, row, blank, f"empty {row.xml} left out")


def _without(node: Any, row: Row, items: list[int], what: str) -> Iterator[Change]:
    """Items of a field left out: the first change makes all of them, since items move up."""
    guids: list[str] = getattr(node, row.key)
    gone = set(items)
    kept = [guid for item, guid in enumerate(guids, 1) if item not in gone]
    make: Callable[[], object] = partial(setitem, guids, slice(None), kept)
    for item in items:
        yield Change(make, what, guids[item - 1], "", node, row.key, item)
        make = _made


def _made() -> None:
    """Nothing more to do."""
