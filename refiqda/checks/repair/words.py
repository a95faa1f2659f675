"""S103, S107, S108: what the standard has no place for is kept, as words of the description."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from xml.sax.saxutils import unescape

from refiqda.checks.repair.change import Change
from refiqda.checks.repair.pieces import (
    Edits,
    can_describe,
    described,
    is_blank,
    is_ours,
    order_of,
    parsed,
    words_of,
)
from refiqda.checks.survey import Survey
from refiqda.standard.compiled import parse_simple
from refiqda.standard.index import guid_key
from refiqda.standard.model import TextSource
from refiqda.standard.node import Extra, Raw
from refiqda.standard.plan import PROJECT, Plan, Row, plan_of
from refiqda.standard.spec import ACCEPTS, BLANKS, STRING

_STAMPS = {
    row.xml
    for row in plan_of(TextSource, PROJECT).attributes.values()
    if row.key in ("creating_user", "created", "modifying_user", "modified")
}
"""Who and when, which the standard has for sources and selections but not for all else."""


def renamed(survey: Survey) -> Iterator[Change]:
    """Attributes that differ from one of the standard's in case, or in the ending GUID."""
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        for node in nodes:
            if node.extra is None or not node.extra.attributes:
                continue
            taken: set[str] = set()
            for given, text in node.extra.attributes.items():
                row = _meant(node, plan, given, text)
                if row is not None and row.key not in taken:
                    taken.add(row.key)
                    yield Change(
                        partial(_rename, node, row, given),
                        f"attribute {given} renamed",
                        f"{given}={text}",
                        f"{row.xml}={text}",
                        node,
                        tail=f"/@{given}",
                    )


def _meant(node: Any, plan: Plan, given: str, text: str) -> Row | None:
    folded = given.casefold()
    for row in plan.attributes.values():
        known = row.xml.casefold()
        if folded not in (known, known.removesuffix("guid"), f"{known}guid"):
            continue
        if row.simple is STRING and folded != known:
            continue
        is_free = getattr(node, row.key) is None and row.key not in node.extra.lexical
        if is_free and ACCEPTS[row.simple.name](text):
            return row
    return None


def _rename(node: Any, row: Row, given: str) -> None:
    extra: Extra = node.extra
    text = extra.attributes.pop(given)
    value, usual = parse_simple(row, text)
    setattr(node, row.key, value)
    if not usual:
        extra.lexical[row.key] = (value, text)


def stamps(survey: Survey) -> Iterator[Change]:
    """Who made something and when, where the standard has no attribute for it.

    Transana 3.22 writes a creatingUser for sets (transana-3.22-annex-a3.qde).
    """
    users = {guid_key(user.guid): user.name for user in survey.project.users if user.guid}
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        for node in nodes:
            if node.extra is None or not can_describe(node, plan):
                continue
            for given in [name for name in node.extra.attributes if name in _STAMPS]:
                text = node.extra.attributes[given]
                user = users.get(guid_key(text))
                line = f"{given}: {user} ({text})" if user else f"{given}: {text}"
                yield Change(
                    partial(_describe, node, given, line),
                    f"{given} moved into the description",
                    text,
                    line,
                    node,
                    tail=f"/@{given}",
                )


def _describe(node: Any, given: str, line: str) -> None:
    del node.extra.attributes[given]
    described(node, line)


# ------------------------------------------------------------------------- words in wrong places


def stray(survey: Survey) -> Iterator[Change]:
    """Words between elements move into the description; blanks in empty elements go."""
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        for node in nodes:
            if order_of(node):
                yield from _stray(node, plan)


def _stray(node: Any, plan: Plan) -> Iterator[Change]:
    edits, has_room = Edits(node, plan), can_describe(node, plan)
    for raw in order_of(node):
        if isinstance(raw, str):
            continue
        if raw.kind == "text":
            text = unescape(raw.xml, {"&#13;": "\r"})
            words = text.strip(BLANKS)
            if not words:
                yield Change(edits.replace(raw), "blanks left out", text, "", node)
            elif has_room:
                make = edits.replace(raw, words=words)
                yield Change(make, "words moved into the description", words, words, node)
        elif _is_only_blank(raw, plan):
            make = edits.replace(raw, raw.field)
            what = f"blanks in {raw.name} left out"
            yield Change(make, what, raw.xml, str(raw.value), node)


def _is_only_blank(raw: Raw, plan: Plan) -> bool:
    """Whether a reference has nothing unusual about it but blanks between its tags."""
    row = plan.by_name.get(raw.name)
    if not raw.field or row is None or not row.target_attribute or raw.value is None:
        return False
    element = parsed(raw)
    text = element.text or ""
    alone = not len(element) and list(element.attrib) == [row.target_attribute]
    return alone and is_ours(element) and bool(text) and is_blank(text)


def second_descriptions(survey: Survey) -> Iterator[Change]:
    """A second description is joined to the first."""
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        row = plan.fields.get("description")
        for node in nodes if row is not None else ():
            if row is not None and order_of(node) and can_describe(node, plan):
                yield from _joined(node, plan, row)


def _joined(node: Any, plan: Plan, row: Row) -> Iterator[Change]:
    edits = Edits(node, plan)
    for raw in order_of(node):
        is_second = isinstance(raw, Raw) and raw.kind == "element" and not raw.field
        if not is_second or not isinstance(raw, Raw) or raw.name != row.xml:
            continue
        words = words_of(raw)
        if words is not None:
            yield Change(
                edits.replace(raw, words=words),
                "second description joined to the first",
                words,
                words,
                node,
                tail=f"/{row.xml}[2]",
            )
