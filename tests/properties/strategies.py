"""Nodes of every class of the model, made from the table that reads, writes and checks them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from refiqda.standard.model import Code, CodeBook, Project
from refiqda.standard.plan import PROJECT, Form, Plan, Row, plan_of
from refiqda.standard.spec import BOOLEAN, DATE, DATETIME, DECIMAL, GUID, INTEGER, RGB, STRING

DEEP = int(os.environ.get("REFIQDA_EXAMPLES", "1"))
"""How many times as many examples as usual: set REFIQDA_EXAMPLES=50 before a release."""

ANY_GUID = "00000000-0000-0000-0000-000000000000"
_CORNERS = ("first_x", "first_y", "second_x", "second_y")
NASTY = (
    "",
    " leading and trailing ",
    "\u00a0no-break\u00a0",
    "line\nfeed",
    "carriage\rreturn",
    "both\r\nof them",
    "\ttab\t",
    "\u0085next line\u2028line separator\u2029",
    "quotes \" and ' and &quot;",
    "]]> <![CDATA[ <!-- --> <?x ?> &amp; &#13;",
    "combining e\u0301\u0327 and \ufb01",
    "\u202bright \u0634\u0643\u0631\u0627 left\u202c",
    "astral \U0001f600 \U00020000 \U0010fffd",
    "\ufeffbyte order mark",
    "\x7f\x80\x9f control characters that XML has",
    "\ud7ff\ue000\ufffd edges of what XML has",
)


def is_xml(char: str) -> bool:
    """Whether XML 1.0 can hold a character."""
    return char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")


TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]).filter(is_xml), max_size=12),
)


def examples(number: int) -> Callable[[Any], Any]:
    """So many examples, the same in every run; more and others with REFIQDA_EXAMPLES."""
    return settings(
        max_examples=number * DEEP,
        deadline=None,
        derandomize=DEEP == 1,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def _zoned(body: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    zones = st.sampled_from(("", "Z", "+01:00", "-14:00", "+05:30"))
    return st.builds("{}{}".format, body, zones)


_GUIDS = st.builds(
    str.format,
    st.sampled_from(("{}", "{{{}}}")),
    st.uuids().flatmap(lambda guid: st.sampled_from((str(guid), str(guid).upper()))),
)
SIMPLE: dict[str, st.SearchStrategy[Any]] = {
    STRING.name: TEXTS,
    BOOLEAN.name: st.booleans(),
    INTEGER.name: st.one_of(st.integers(-3, 3), st.integers()),
    DECIMAL.name: st.from_regex(r"[+-]?([0-9]{1,6}(\.[0-9]{0,4})?|\.[0-9]{1,4})", fullmatch=True),
    DATE.name: _zoned(st.dates().map(lambda day: day.isoformat())),
    DATETIME.name: _zoned(st.datetimes().map(lambda moment: moment.isoformat())),
    GUID.name: _GUIDS,
    RGB.name: st.from_regex(r"#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})", fullmatch=True),
}


@cache
def nodes(cls: type[Any], form: Form = PROJECT, depth: int = 4) -> st.SearchStrategy[Any]:
    """Any node of a class that the schema of the form allows."""
    parts: dict[str, st.SearchStrategy[Any]] = {}
    choices: list[st.SearchStrategy[dict[str, Any]]] = [st.just({})]
    for row in _rows(plan_of(cls, form)):
        if row.choice and row.plan is None:
            choices.append(st.fixed_dictionaries({row.key: _value(row)}))
        elif row.plan is None:
            parts[row.key] = _occurring(row, _value(row))
        elif depth or row.required:
            inner = st.deferred(_later(row.plan.cls, form, max(depth - 1, 0)))
            known = parts.get(row.key)
            parts[row.key] = _occurring(row, inner) if known is None else _mixed(known, inner)
    return st.builds(lambda choice, **rest: cls(**rest, **choice), st.one_of(choices), **parts)


def holding(node: Any, form: Form = PROJECT) -> Any:
    """The smallest document that holds a node, by the shortest way from the root to its class."""
    root = Project if form is PROJECT else CodeBook
    ways: list[tuple[Any, ...]] = [(root,)]
    for *steps, cls in ways:
        if cls is type(node):
            return _built(steps, node)
        for row in _rows(plan_of(cls, form)):
            if row.plan is not None and row.plan.cls not in steps:
                ways.append((*steps, cls, row, row.plan.cls))
    raise LookupError(f"{type(node).__name__} cannot stand in a {form.name}.")


def _built(steps: list[Any], node: Any) -> Any:
    for cls, row in zip(steps[-2::-2], steps[-1::-2], strict=True):
        needed: dict[str, Any] = {"guid": ANY_GUID, "name": "", "page": 0} | dict.fromkeys(
            _CORNERS, 0
        )
        if cls is CodeBook:
            needed["codes"] = [Code(guid=ANY_GUID, name="", is_codable=True)]
        needed[row.key] = [node] if row.many else node
        names = {field.name for field in fields(cls)}
        node = cls(**{key: value for key, value in needed.items() if key in names})
    return node


def _later(cls: Any, form: Form, depth: int) -> Callable[[], st.SearchStrategy[Any]]:
    return lambda: nodes(cls, form, depth)


def _rows(plan: Plan) -> Iterator[Row]:
    """The rows of fields: what stands in a wrapper is a field of the node around it."""
    for row in plan.rows():
        if row.kind != "wrapper":
            yield row
        elif row.plan is not None:
            yield from (replace(inner, required=row.required) for inner in _rows(row.plan))


def _occurring(row: Row, item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    if row.many:
        return st.lists(item, min_size=int(row.required), max_size=2)
    return item if row.required else st.one_of(st.none(), item)


def _mixed(
    items: st.SearchStrategy[list[Any]], other: st.SearchStrategy[Any]
) -> st.SearchStrategy[list[Any]]:
    """A list of several classes, in any order."""
    return st.builds(lambda one, two: one + two, items, st.lists(other, max_size=2)).flatmap(
        st.permutations
    )


def _value(row: Row) -> st.SearchStrategy[Any]:
    return st.sampled_from(row.simple.values) if row.simple.values else SIMPLE[row.simple.name]
