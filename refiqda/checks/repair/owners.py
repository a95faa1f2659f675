"""Who has a GUID, who alone has a name, and what stands where the standard has no place for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import get_args
from xml.sax.saxutils import unescape

from refiqda.checks.repair.pieces import extras_of, is_blank, parsed
from refiqda.checks.survey import Survey
from refiqda.standard import model
from refiqda.standard.index import guid_key
from refiqda.standard.model import Identified
from refiqda.standard.node import Extra, Raw
from refiqda.standard.plan import Plan

_NAMED = {
    **{name: (name,) for name in ("User", "Code", "Variable", "Case", "Note")},
    "Source": tuple(cls.__name__ for cls in get_args(model.Source)),
}
"""Kinds that people know by name, with the names of their elements. The name of a selection is no
more than its first words."""
_JOINTS = re.compile(r"""[\s,;|#"'=]+""")
"""What stands between GUIDs where several are written into one text."""


def owners_of(survey: Survey, keys: Set[str]) -> dict[str, list[Identified]]:
    """For each key of a GUID all things that have it; keys that nothing has are left out."""
    owners: dict[str, list[Identified]] = {}
    for known in survey.keys.values():
        for key in known.keys() & keys:
            owners.setdefault(key, []).append(known[key])
    for repeated in survey.repeated.values():
        for node in repeated:
            key = guid_key(node.guid or "")
            if key in keys:
                owners[key].append(node)
    return owners


def guids_by_name(survey: Survey, target: str) -> dict[str, str]:
    """The GUID of each thing of a kind that alone has its name, and its GUID, in the file."""
    found: dict[str, list[str]] = {}
    for kind in _NAMED.get(target, ()):
        for node in survey.groups.get(kind, ()):
            if node.name and not node.name.isspace():
                found.setdefault(node.name.strip(), []).append(node.guid or "")
    alone = {name: guids[0] for name, guids in found.items() if len(guids) == 1}
    owners = owners_of(survey, {guid_key(guid) for guid in alone.values()})
    return {
        name: guid
        for name, guid in alone.items()
        if not is_blank(guid) and len(owners.get(guid_key(guid), ())) == 1
    }


# ----------------------------------------------------------------------- what nobody can tell of


def strange_keys(survey: Survey, keys: Set[str]) -> set[str]:
    """Which keys of GUIDs also stand in attributes and elements that the standard does not have.

    Nobody can tell whether they point at something there. Comments point at nothing.
    """
    found: set[str] = set()
    for name, nodes in survey.groups.items():
        for node in nodes:
            for extra in extras_of(node) if node.extra is not None else ():
                for text in _strange_texts(extra, survey.plans[name]):
                    found.update(keys & {guid_key(one) for one in (text, *_JOINTS.split(text))})
    return found


def _strange_texts(extra: Extra, plan: Plan) -> Iterator[str]:
    yield from extra.attributes.values()
    pieces: Iterable[Raw | str] = (*extra.before, *(extra.order or ()), *extra.after)
    for raw in pieces:
        if isinstance(raw, str) or raw.kind == "comment":
            continue
        if raw.kind == "element":
            yield from _in_element(raw, plan)
        else:
            yield unescape(raw.xml.strip("<?>"))


def _in_element(raw: Raw, plan: Plan) -> Iterator[str]:
    """All texts of a piece of XML but the reference that a field has read from it."""
    row = plan.by_name.get(raw.name)
    known = row.target_attribute if row is not None and raw.field else ""
    top = parsed(raw)
    for element in top.iter("*"):
        for name, value in element.items():
            if element is not top or name != known:
                yield str(value)
        yield element.text or ""
        yield from (child.tail or "" for child in element)
