"""V: oddities of certain programs, told once for a file rather than for each place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from refiqda.checks.catalogue import vendors as rules
from refiqda.checks.found import Found, at, on
from refiqda.checks.paths import located
from refiqda.checks.places import short
from refiqda.checks.survey import Survey
from refiqda.standard.index import guid_key
from refiqda.standard.model import Case, Code, Media, Texts
from refiqda.standard.package import SourcePath
from refiqda.standard.reader import OURS
from refiqda.standard.spec import DATETIME

_NO_ZONE = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?")


def files_for_sources(survey: Survey) -> Iterator[Found]:
    """Cases that point at the GUID of a source's file."""
    dangling = dangling_sources(survey)
    if not dangling:
        return
    by_file: dict[str, Media | Texts] = {}
    for place in located(survey):
        stem = PurePosixPath(SourcePath.parse(place.text).name).stem
        by_file.setdefault(guid_key(stem), place.node)
    for case, item, guid in dangling:
        source = by_file.get(guid_key(guid))
        if source is not None:
            name = short(source.name or source.guid)
            yield at(rules.FILE_FOR_SOURCE, case, "sources", item, guid=guid, source=name)


def dangling_sources(survey: Survey) -> list[tuple[Case, int, str]]:
    """References of cases to sources that nothing in the file has the GUID of."""
    return [
        (case, item, guid)
        for case in survey.of(Case)
        for item, guid in enumerate(case.sources, 1)
        if guid and not survey.has("Identified", guid)
    ]


def namespace(survey: Survey) -> Iterator[Found]:
    """Namespaces of drafts of the standard."""
    found = survey.document.prolog.namespace
    if found.startswith(OURS) and found != survey.form.namespace:
        yield on(rules.OLD_NAMESPACE, f"/{survey.form.root}", namespace=found)


def spellings(survey: Survey) -> Iterator[Found]:
    """Values that mean what they should and are written otherwise, as ``1`` for true."""
    for name, nodes in survey.groups.items():
        found: dict[str, list[Any]] = {}
        for node in nodes:
            if node.extra is not None and node.extra.lexical:
                for field, (value, _) in node.extra.lexical.items():
                    if value is not None and getattr(node, field) == value:
                        found.setdefault(field, []).append(node)
        for field, like in found.items():
            value, text = like[0].extra.lexical[field]
            row = next(row for row in survey.plans[name].rows() if row.key == field)
            shown = str(value).lower()
            names: dict[str, Any] = {
                "name": row.xml,
                "text": short(text),
                "value": shown,
                "count": len(like),
            }
            yield at(rules.SPELLING, like[0], field, **names)


def flat_names(survey: Survey) -> Iterator[Found]:
    """Levels of codes in their names."""
    if (survey.document.origin or "").startswith("ATLAS.ti"):
        flat = [code for code in survey.of(Code) if "::" in (code.name or "").strip(":")]
        if flat:
            yield at(rules.FLAT_NAMES, flat[0], "name", count=len(flat))


def zones(survey: Survey) -> Iterator[Found]:
    """Times without a time zone."""
    first: Found | None = None
    count = 0
    for name, plan in survey.plans.items():
        for row in plan.attributes.values():
            if row.simple is not DATETIME:
                continue
            stamps = {getattr(node, row.key) for node in survey.groups[name]}
            bare = {stamp for stamp in stamps if stamp and _NO_ZONE.fullmatch(stamp[11:])}
            for node in survey.groups[name] if bare else ():
                stamp = getattr(node, row.key)
                if stamp in bare:
                    count += 1
                    first = first or at(rules.NO_ZONE, node, row.key, time=stamp)
    if first is not None:
        first.values["count"] = count
        yield first
