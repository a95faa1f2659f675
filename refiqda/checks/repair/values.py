"""S110, V105: values spelt as the standard spells them. What may mean two things stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from refiqda.checks.repair.change import Change
from refiqda.checks.repair.colours import colour
from refiqda.checks.repair.pieces import (
    at_of,
    has_twin,
    is_blank,
    is_unusual,
    order_of,
    settle,
    words_of,
)
from refiqda.checks.survey import Survey
from refiqda.standard.compiled import parse_simple
from refiqda.standard.node import Raw
from refiqda.standard.plan import Plan, Row
from refiqda.standard.spec import (
    ACCEPTS,
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    GUID,
    INTEGER,
    RGB,
    STRING,
    Simple,
)
from refiqda.standard.writer import format_simple

_TRUTH = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_WHOLE = re.compile(r"([+-]?[0-9]+)\.0*")
_EXPONENT = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]{1,3}")
_JOINTS = re.compile(r"[\s_-]")


class Spelt(NamedTuple):
    """A value as the standard spells it."""

    text: str
    remark: str = ""
    """What the standard has no place for."""


def spelt(simple: Simple, text: str) -> Spelt | None:
    """The value of a text that its type does not allow; None if nobody can be sure of it."""
    bare = text.strip()
    found: Spelt | None = None
    if simple is RGB:
        known = colour(bare)
        if known is not None:
            remark = f" (without its opacity, {known[1]})" if known[1] else ""
            found = Spelt(known[0], remark)
    elif simple is BOOLEAN:
        found = Spelt(_TRUTH.get(bare.lower(), ""))
    elif simple is INTEGER:
        whole = _WHOLE.fullmatch(bare)
        found = Spelt(whole[1] if whole else "")
    elif simple is DECIMAL:
        found = Spelt(format(Decimal(bare), "f") if _EXPONENT.fullmatch(bare) else "")
    elif simple in (DATE, DATETIME):
        found = Spelt(_moment(simple, bare))
    elif simple.values:
        folded = _JOINTS.sub("", bare).casefold()
        found = Spelt(next((each for each in simple.values if each.casefold() == folded), ""))
    return found if found is not None and ACCEPTS[simple.name](found.text) else None


def _moment(simple: Simple, text: str) -> str:
    if simple is DATETIME:
        text = re.sub(r"^(\S{10,})[ \t]+(?=\d\d:)", r"\1T", text)
    return re.sub(r"\s+(?=[Zz+-])", "", text).upper()


def _words(row: Row, new: Spelt | None) -> str:
    if new is None:
        return f"empty {row.xml} left out"
    return f"{row.xml} respelt{new.remark}"


# ----------------------------------------------------------------------------------- attributes


def attributes(survey: Survey) -> Iterator[Change]:
    """Attributes whose value the type does not allow; empty ones that need not be there."""
    for name, nodes in survey.groups.items():
        for row in survey.plans[name].attributes.values():
            if row.simple is STRING:
                continue
            for node, text in _wrong(nodes, row):
                empty = is_blank(text)
                new = None if empty or row.simple is GUID else spelt(row.simple, text)
                if new is None and not (empty and not row.required):
                    continue
                yield Change(
                    partial(_set, node, row, new),
                    _words(row, new),
                    text,
                    new.text if new else "",
                    node,
                    row.key,
                )


def _wrong(nodes: list[Any], row: Row) -> Iterator[tuple[Any, str]]:
    accepts = ACCEPTS[row.simple.name]
    if row.is_parsed:
        for node in nodes:
            read, text = (node.extra.lexical if node.extra else {}).get(row.key, (0, ""))
            if read is None and getattr(node, row.key) is None:
                yield node, text
        return
    values = {getattr(node, row.key) for node in nodes}
    wrong = {text for text in values if isinstance(text, str) and not accepts(text)}
    for node in nodes if wrong else ():
        if getattr(node, row.key) in wrong:
            yield node, getattr(node, row.key)


def _set(node: Any, row: Row, new: Spelt | None) -> None:
    if node.extra is not None:
        node.extra.lexical.pop(row.key, None)
    setattr(node, row.key, None if new is None else parse_simple(row, new.text)[0])


def spellings(survey: Survey) -> Iterator[Change]:
    """Values that are allowed and spelt in an unusual way, such as ``1`` for true."""
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        rows = {row.key: row for row in plan.attributes.values()}
        for node in nodes:
            for key, (value, text) in (node.extra.lexical if node.extra else {}).items():
                if value is not None and getattr(node, key) == value:
                    yield Change(
                        partial(node.extra.lexical.pop, key),
                        f"{rows[key].xml} respelt as usual",
                        text,
                        format_simple(value),
                        node,
                        key,
                    )


# ----------------------------------------------------------------------------- elements of values


def elements(survey: Survey) -> Iterator[Change]:
    """The same for values that are elements."""
    for name, nodes in survey.groups.items():
        plan = survey.plans[name]
        for row in plan.elements:
            if row.kind == "text" and row.simple is not STRING:
                for node in nodes:
                    yield from _element(node, plan, row)


def _element(node: Any, plan: Plan, row: Row) -> Iterator[Change]:
    value = getattr(node, row.key)
    raw: Raw | None = None
    if isinstance(value, str):
        text: str | None = None if is_unusual(node, row.key) else value
    else:
        own = (one for one in order_of(node) if isinstance(one, Raw) and one.field == row.key)
        raw = next((one for one in own if one.value is None), None)
        text = None if raw is None or value is not None else words_of(raw)
    if text is None or ACCEPTS[row.simple.name](text) or has_twin(node, row.xml):
        return
    new = None if is_blank(text) else spelt(row.simple, text)
    if new is not None or is_blank(text):
        yield Change(
            partial(_fill, node, plan, row, raw, new),
            _words(row, new),
            text,
            new.text if new else "",
            node,
            row.key,
        )


def _fill(node: Any, plan: Plan, row: Row, raw: Raw | None, new: Spelt | None) -> None:
    setattr(node, row.key, None if new is None else parse_simple(row, new.text)[0])
    if raw is not None:
        at = at_of(node.extra.order, raw)
        node.extra.order[at : at + 1] = [] if new is None else [row.key]
        settle(node, plan)
