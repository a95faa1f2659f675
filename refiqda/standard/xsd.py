"""The table printed as an XML Schema: a second statement of the standard to hold against the first.

The official schemas are not part of refiqda. What is printed here says the same in the same order,
which the tests show in both directions.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from refiqda.standard.model import CodeBook, Project
from refiqda.standard.plan import PROJECT, Form, Plan, Row, plan_of
from refiqda.standard.spec import GUID, Simple

XSD = "http://www.w3.org/2001/XMLSchema"


def schema_text(form: Form) -> str:
    """The schema of projects or of codebooks, as an ``.xsd`` file has it."""
    root = etree.Element(_xsd("schema"), nsmap={None: form.namespace, "xsd": XSD})
    root.set("targetNamespace", form.namespace)
    root.set("elementFormDefault", "qualified")
    root.set("attributeFormDefault", "unqualified")
    root.set("version", form.namespace.rpartition(":")[2])
    plan = plan_of(Project if form is PROJECT else CodeBook, form)
    _add(root, "element", name=form.root, type=plan.type_name)
    plans, references, simples = _types(plan)
    for each in plans:
        _complex(root, each)
    for name, row in references.items():
        _reference(root, name, row)
    for simple in simples:
        _simple(root, simple)
    etree.indent(root, "    ")
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _types(root: Plan) -> tuple[list[Plan], dict[str, Row], list[Simple]]:
    """All complex types, types of references and declared simple types, as they are met."""
    plans: dict[str, Plan] = {}
    references: dict[str, Row] = {}
    simples: dict[str, Simple] = {}
    waiting = [root]
    while waiting:
        plan = waiting.pop(0)
        if plan.type_name in plans:
            continue
        plans[plan.type_name] = plan
        for row in plan.rows():
            if row.plan is not None:
                waiting.append(row.plan)
            elif row.target_attribute:
                references[row.type_name] = row
            if not row.simple.is_builtin:
                simples[row.simple.name] = row.simple
    return list(plans.values()), references, list(simples.values())


def _complex(root: etree._Element, plan: Plan) -> None:
    made = _add(root, "complexType", name=plan.type_name)
    summary = inspect.getdoc(plan.cls) if plan.cls is not None else None
    if summary:
        note = _add(_add(made, "annotation"), "documentation")
        note.text = summary.partition("\n\n")[0].replace("\n", " ")
    if plan.elements:
        _content(made, plan)
    for row in plan.attributes.values():
        _attribute(made, row.xml, row.simple, required=row.required)


def _content(parent: etree._Element, plan: Plan) -> None:
    """The child elements: a sequence, of which neighbours may share a place as a choice."""
    groups = [list(rows) for _, rows in groupby(plan.elements, key=lambda row: row.position)]
    alone = len(groups) == 1 and len(groups[0]) > 1
    holder = parent if alone else _add(parent, "sequence")
    for rows in groups:
        if len(rows) == 1:
            _element(holder, rows[0], dict(_occurs(rows[0])))
            continue
        repeats = rows[0].many
        choice = _add(holder, "choice", **({"maxOccurs": "unbounded"} if repeats else {}))
        for row in rows:
            _element(choice, row, {} if repeats else dict(_occurs(row)))


def _element(parent: etree._Element, row: Row, occurs: dict[str, str]) -> None:
    _add(parent, "element", name=row.xml, type=row.type_name, **occurs)


def _occurs(row: Row) -> Iterator[tuple[str, str]]:
    if not row.required:
        yield "minOccurs", "0"
    if row.many:
        yield "maxOccurs", "unbounded"


def _reference(root: etree._Element, name: str, row: Row) -> None:
    """The type of an element that only points at something."""
    _attribute(_add(root, "complexType", name=name), row.target_attribute, GUID, required=True)


def _attribute(parent: etree._Element, name: str, simple: Simple, *, required: bool) -> None:
    use = {"use": "required"} if required else {}
    _add(parent, "attribute", name=name, type=simple.name, **use)


def _simple(root: etree._Element, simple: Simple) -> None:
    restriction = _add(_add(root, "simpleType", name=simple.name), "restriction", base=simple.base)
    if simple.pattern:
        _add(restriction, "pattern", value=simple.pattern)
    for value in simple.values:
        _add(restriction, "enumeration", value=value)


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _xsd(tag), attributes)


def _xsd(name: str) -> str:
    return f"{{{XSD}}}{name}"
