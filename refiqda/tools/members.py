"""Members of sets that name their GUID in a place of their own."""

from __future__ import annotations

from lxml import etree

from refiqda.standard.model import Set
from refiqda.standard.node import Raw
from refiqda.standard.plan import PROJECT, plan_of
from refiqda.standard.spec import ACCEPTS, GUID
from refiqda.tools.steps import State, Step

_ROWS = {row.xml: row for row in plan_of(Set, PROJECT).elements if row.target_attribute}


def _find_members(state: State) -> None:
    for each in state.project.sets:
        extra = state.changes.origin(each).extra
        for token in extra.order or () if extra is not None else ():
            row = _ROWS.get(token.name) if isinstance(token, Raw) else None
            if row is None or not isinstance(token, Raw) or token.field:
                continue
            guid = _guid_in(token)
            if guid:
                getattr(each, row.key).append(guid)
                state.changes.understood.add(id(token))


def _guid_in(raw: Raw) -> str:
    """The GUID that an element holds as its one attribute, or as its text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    element = etree.fromstring(raw.xml, parser)
    said = [str(value) for value in element.attrib.values()]
    text = (element.text or "").strip()
    if text:
        said.append(text)
    is_one = len(said) == 1 and not len(element) and ACCEPTS[GUID.name](said[0])
    return said[0] if is_one else ""


MEMBERS_BY_GUID = Step(
    "The members of a set name their GUID in an attribute guid, or as text, in place of "
    "targetGUID; they are members all the same.",
    "measured",
    "transana-3.22-annex-a3.qde",
    whole=_find_members,
)
