"""Straight-line code for each class, made from the table once, as ``dataclasses`` makes methods.

Nearly every element of a large project is as plain as the schema has it, and for those a loop over
rows costs too much: ``docs/explanation/performance.md`` has the figures. Both kinds of function
know the plain case only and hand everything else to the general way:
:mod:`refiqda.standard.writer` writes it, :mod:`refiqda.standard.conform` says what is wrong.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import Any

from refiqda.standard.limits import refuse_crowd
from refiqda.standard.plan import Plan, Row
from refiqda.standard.spec import ACCEPTS, BLANKS, BOOLEAN, INTEGER, STRING

Source = Callable[[Plan, dict[str, Any], "Compiled"], Iterator[str]]
Accepted = dict[str, set[str]]
"""Texts found good already, by the name of their simple type."""


class Compiled:
    """Functions made from plans, each when it is first needed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._made: dict[int, Callable[..., Any]] = {}

    def of(self, plan: Plan) -> Callable[..., Any]:
        """The function for a plan."""
        made = self._made.get(id(plan))
        if made is None:
            names: dict[str, Any] = {"plan": plan}
            # There before its source is made, since a code may hold codes.
            self._made[id(plan)] = lambda *args: names["run"](*args)
            # The source holds nothing but names of the table.
            exec("\n".join(self._source(plan, names, self)), names)
            made = self._made[id(plan)] = names["run"]
        return made


# ------------------------------------------------------------------------------------- reading

_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def parse_simple(row: Row, text: str) -> tuple[Any, bool]:
    """The value of a text, and whether refiqda would write that value just so.

    A number or truth value that cannot be read is None, and its text is kept beside it.
    """
    simple = row.simple
    if simple is INTEGER:
        try:
            value = int(text)
        except ValueError:
            return None, False
        return value, str(value) == text
    if simple is BOOLEAN:
        return _TRUTH.get(text.strip(BLANKS)), text in ("true", "false")
    return text, True


_MOST_SHAPES = 500
"""A file made to harm could spell its attributes in endlessly many orders."""


def shape_of(plan: Plan, names: tuple[str, ...]) -> Callable[..., Any]:
    """The function that makes a node from attributes of these names in this order.

    Elements of one kind mostly have the same attributes in the same order, so one is made for each
    such list. It gives None where a value needs a closer look.
    """
    refuse_crowd(len(names))
    if len(plan.shapes) >= _MOST_SHAPES:
        return _no_builder
    usual = all(name in plan.attributes for name in names)
    shape = plan.shapes[names] = _builder(plan, names) if usual else _no_builder
    return shape


def _no_builder(values: list[str], share: object) -> None:
    return None


def _builder(plan: Plan, names: tuple[str, ...]) -> Callable[..., Any]:
    """``run(values, share)``: make a node from the texts of its attributes."""
    assert plan.cls is not None
    given = {plan.attributes[name].key: at for at, name in enumerate(names)}
    rows = {row.key: row for row in plan.attributes.values()}
    source = ["def run(values, share):"]
    if names:
        source.append(f"    ({', '.join(f't{at}' for at in range(len(names)))},) = values")
    source.append("    node = new(cls)")
    for field in dataclasses.fields(plan.cls):
        if field.name in given:
            source += _building(field.name, f"t{given[field.name]}", rows[field.name])
        elif field.default_factory is not dataclasses.MISSING:
            source.append(f"    node.{field.name} = []")
        else:
            source.append(f"    node.{field.name} = None")
    source.append("    return node")
    made: dict[str, Any] = {
        "new": plan.cls.__new__,
        "cls": plan.cls,
        "truth": {"true": True, "false": False},
    }
    exec("\n".join(source), made)  # nothing but names of the table
    run: Callable[..., Any] = made["run"]
    return run


def _building(field: str, text: str, row: Row) -> Iterator[str]:
    """The lines that set a field from its text."""
    if row.simple is INTEGER:
        yield f"    try: node.{field} = number = int({text})"
        yield "    except ValueError: return None"
        yield f"    if str(number) != {text}: return None"
    elif row.simple is BOOLEAN:
        yield f"    node.{field} = value = truth.get({text})"
        yield "    if value is None: return None"
    else:
        yield f"    node.{field} = {f'share({text}, {text})' if row.is_shared else text}"


# ------------------------------------------------------------------------------------- writing


def _writing(plan: Plan, names: dict[str, Any], made: Compiled) -> Iterator[str]:
    """``run(node, tag, prefix, pad, writer)``: write one element."""
    yield "def run(node, tag, prefix, pad, writer):"
    yield "    if node.extra is not None:"
    yield "        return writer.general(node, plan, tag, prefix, pad)"
    yield "    put = writer.put; plain = writer.plain"
    yield "    head = f'{pad}<{prefix}{tag}'"
    for row in plan.attributes.values():
        yield f"    value = node.{row.key}"
        yield "    if value is not None:"
        yield f"        head += f' {row.xml}=\"{{{_shown(row)}}}\"'"
    rows = list(plan.fields.values())
    if not rows:
        yield "    put(head + '/>')"
        return
    for at, row in enumerate(rows):
        yield f"    v{at} = node.{row.key}"
    empty = (f"not v{at}" if row.many else f"v{at} is None" for at, row in enumerate(rows))
    yield f"    if {' and '.join(empty)}:"
    yield "        return put(head + '/>')"
    yield "    put(head + '>')"
    yield "    inner = pad + ' ' if pad else ''"
    for at, row in enumerate(rows):
        yield f"    for item in v{at}:" if row.many else f"    if v{at} is not None:"
        yield "        " + _child(row, names, made).replace("$", "item" if row.many else f"v{at}")
    yield "    put(f'{pad}</{prefix}{tag}>')"
    yield "    writer.breathe()"


def _shown(row: Row) -> str:
    """The expression for a value as the text of an attribute."""
    if row.simple is BOOLEAN:
        return "writer.format(value)"
    if row.is_parsed:
        return "value"
    if row.is_shared:
        return "value if value in plain else writer.shared(value)"
    return "writer.escaped(value) if writer.odd(value) else value"


def _child(row: Row, names: dict[str, Any], made: Compiled) -> str:
    """The call that writes one child; ``$`` stands for it."""
    if row.plan is not None:
        names[f"write_{row.key}"] = made.of(row.plan)
        return f"write_{row.key}($, '{row.xml}', prefix, inner, writer)"
    if row.target_attribute:
        target = "$ if $ in plain else writer.shared($)"
        return f"put(f'{{inner}}<{{prefix}}{row.xml} {row.target_attribute}=\"{{{target}}}\"/>')"
    return f"writer.text($, '{row.xml}', prefix, inner)"


# ------------------------------------------------------------------------------------ checking


def _checking(plan: Plan, names: dict[str, Any], made: Compiled) -> Iterator[str]:
    """``run(node, accepted)``: whether a node, with all below it, is plainly as it should be."""
    names["learn"] = _learn
    yield "def run(node, accepted):"
    yield "    if node.extra is not None: return False"
    for field in plan.closed:
        yield f"    if node.{field}: return False"
    choice = [row.key for row in plan.elements if row.choice and not row.many]
    if choice:
        several = " + ".join(f"(node.{key} is not None)" for key in choice)
        yield f"    if {several} > 1: return False"
    for row in (*plan.attributes.values(), *plan.fields.values()):
        yield f"    value = node.{row.key}"
        if row.many:
            yield "    for item in value:"
            yield f"        if {_wrong(row, names, made, 'item')}: return False"
        else:
            given = "" if row.required else "value is not None and "
            yield f"    if {given}({_wrong(row, names, made, 'value')}): return False"
    yield "    return True"


def _wrong(row: Row, names: dict[str, Any], made: Compiled, value: str) -> str:
    """The condition under which a value is not as it should be."""
    name = row.simple.name
    wrong = f"{value}.__class__ is not {row.simple.python.__name__}"
    if row.plan is not None:
        names[f"class_{row.key}"] = row.plan.cls
        names[f"sound_{row.key}"] = made.of(row.plan)
        wrong = (
            f"{value}.__class__ is not class_{row.key} or not sound_{row.key}({value}, accepted)"
        )
    elif row.is_shared or row.target_attribute:
        wrong = f"{value} not in accepted['{name}'] and not learn({value}, accepted, '{name}')"
    elif row.simple is not STRING and not row.is_parsed:
        names["matches_" + row.key] = _matches(row)
        wrong += f" or not matches_{row.key}({value})"
    return wrong


def _matches(row: Row) -> Callable[[str], object]:
    if row.simple.pattern:
        return re.compile(row.simple.pattern).fullmatch
    return ACCEPTS[row.simple.name]


def _learn(value: Any, accepted: Accepted, name: str) -> bool:
    if value.__class__ is not str or not ACCEPTS[name](value):
        return False
    accepted[name].add(value)
    return True


WRITE = Compiled(_writing)
SOUND = Compiled(_checking)


def nothing_accepted() -> Accepted:
    """What to start checking a document with."""
    return {name: set() for name in ACCEPTS}
