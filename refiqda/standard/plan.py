"""The table made ready for the loops: for one class and one form, what may stand in its element.

Reading, writing, checking and the printed schema all run over the same rows, so none of them can
know of something that the others do not.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from refiqda.standard.spec import DATETIME, RGB, STRING, Simple, Spec


class Form(NamedTuple):
    """One of the two documents of the standard."""

    name: Literal["project", "codebook"]
    root: str
    namespace: str
    suffix: str

    @property
    def column(self) -> int:
        """Which of a pair of names in the table is meant."""
        return 0 if self.name == "project" else 1


PROJECT = Form("project", "Project", "urn:QDA-XML:project:1.0", ".qde")
CODEBOOK = Form("codebook", "CodeBook", "urn:QDA-XML:codebook:1.0", ".qdc")
FORMS = (PROJECT, CODEBOOK)

RowKind = Literal["attribute", "text", "one", "many", "ref", "refs", "wrapper"]


@dataclasses.dataclass(slots=True, frozen=True, eq=False)
class Row:
    """One attribute or child element that an element may have."""

    key: str
    """The field of the model; for a wrapper, its XML name."""
    xml: str
    kind: RowKind
    simple: Simple
    position: int
    """Place in the sequence; rows of one choice share it."""
    required: bool
    many: bool
    choice: bool
    target: str
    target_attribute: str
    type_name: str
    plan: Plan | None
    """What may stand inside, where the element is not a plain value."""
    is_shared: bool
    """Whether many nodes of one document have the same text here, worth keeping once."""
    is_parsed: bool
    """Whether the value is something else than the text."""
    is_ordinary: bool
    """Whether it is a list of one class, of another kind than what holds it: by far the most."""


class Plan:
    """What may stand in one element: of a class, or of a wrapper such as ``Users``."""

    def __init__(self, cls: type[Any] | None, type_name: str) -> None:
        self.cls = cls
        self.type_name = type_name
        self.attributes: dict[str, Row] = {}
        self.elements: tuple[Row, ...] = ()
        self.by_name: dict[str, Row] = {}
        self.fields: dict[str, Row] = {}
        """The child elements by key; of a field that holds several classes, the first."""
        self.closed: tuple[str, ...] = ()
        """Fields of the class that this form has no place for."""
        self.shapes: dict[tuple[str, ...], Any] = {}
        """For lists of attribute names met in files, the functions that make a node of them."""
        self._tags: dict[str, dict[object, Row]] = {}

    def tags(self, namespace: str) -> dict[object, Row]:
        """The child elements by the name that lxml gives them in a namespace."""
        found = self._tags.get(namespace)
        if found is None:
            prefix = f"{{{namespace}}}" if namespace else ""
            found = {prefix + row.xml: row for row in self.elements}
            self._tags[namespace] = found
        return found

    def rows(self) -> Iterator[Row]:
        """Attributes, then child elements."""
        yield from self.attributes.values()
        yield from self.elements

    def _close(self, attributes: list[Row], elements: list[Row]) -> None:
        self.attributes = {row.xml: row for row in attributes}
        self.elements = tuple(elements)
        self.by_name = {row.xml: row for row in elements}
        for row in elements:
            self.fields.setdefault(row.key, row)


_PLANS: dict[tuple[type[Any], str], Plan] = {}


def plan_of(cls: type[Any], form: Form) -> Plan:
    """The plan of a class of the model in a form of document."""
    known = _PLANS.get((cls, form.name))
    if known is not None:
        return known
    plan = _PLANS[cls, form.name] = Plan(cls, cls.__name__ + "Type")
    attributes: list[Row] = []
    elements: list[Row] = []
    closed: list[str] = []
    for field in dataclasses.fields(cls):
        spec: Spec | None = field.metadata.get("spec")
        if spec is None:
            continue
        if spec.where not in ("both", form.name):
            closed.append(field.name)
        elif spec.kind == "attribute":
            attributes.append(_row(field.name, spec, 0, form))
        else:
            elements.extend(_element_rows(cls, field.name, spec, elements, form))
    plan._close(attributes, elements)
    plan.closed = tuple(closed)
    return plan


def _element_rows(
    cls: type[Any], field: str, spec: Spec, before: list[Row], form: Form
) -> Iterator[Row]:
    last = before[-1] if before else None
    position = 0 if last is None else last.position + (not (last.choice and spec.choice))
    if spec.wrapper:
        yield _wrapper_row(cls, field, spec, spec.wrapper, position, form)
    else:
        yield from _plain_rows(cls, field, spec, position, form)


def _plain_rows(cls: type[Any], field: str, spec: Spec, position: int, form: Form) -> Iterator[Row]:
    if spec.kind not in ("one", "many"):
        yield _row(field, spec, position, form)
        return
    classes = vars(sys.modules[cls.__module__])
    several = len(spec.of) > 1
    for name in spec.of:
        plan = plan_of(classes[name], form)
        row = _row(field, spec._replace(xml=name if several else spec.xml), position, form)
        yield dataclasses.replace(
            row,
            plan=plan,
            type_name=plan.type_name,
            choice=several,
            required=False,
            is_ordinary=spec.kind == "many" and not several and plan.cls is not cls,
        )


def _wrapper_row(
    cls: type[Any], field: str, spec: Spec, path: tuple[str, ...], position: int, form: Form
) -> Row:
    """The row of ``Users`` in ``Users/User``; ``CodeBook/Codes/Code`` nests two of them."""
    name, *inner_path = path
    plan = Plan(None, name + "Type")
    if inner_path:
        within = spec._replace(required=True)
        rows = [_wrapper_row(cls, field, within, tuple(inner_path), 0, form)]
    else:
        bare = spec._replace(wrapper=())
        rows = [
            dataclasses.replace(row, required=True)
            for row in _plain_rows(cls, field, bare, 0, form)
        ]
    plan._close([], rows)
    return Row(
        key=name,
        xml=name,
        kind="wrapper",
        simple=STRING,
        position=position,
        required=spec.required,
        many=False,
        choice=False,
        target="",
        target_attribute="",
        type_name=plan.type_name,
        plan=plan,
        is_shared=False,
        is_parsed=False,
        is_ordinary=False,
    )


def _row(field: str, spec: Spec, position: int, form: Form) -> Row:
    points = spec.kind in ("ref", "refs")
    return Row(
        key=field,
        xml=spec.xml,
        kind=spec.kind,
        simple=spec.simple,
        position=position,
        required=spec.required,
        many=spec.kind in ("many", "refs"),
        choice=spec.choice,
        target=spec.target,
        target_attribute=spec.attributes[form.column] if points else "",
        type_name=(spec.types[form.column] or spec.xml + "Type") if points else spec.simple.name,
        plan=None,
        is_shared=bool(spec.target or spec.simple.values) or spec.simple in (DATETIME, RGB),
        is_parsed=spec.simple.python is not str,
        is_ordinary=False,
    )


def has_items(node: Any, plan: Plan) -> bool:
    """Whether a wrapper would have anything in it."""
    return any(
        has_items(node, row.plan)
        if row.plan is not None and row.kind == "wrapper"
        else bool(getattr(node, row.key))
        for row in plan.elements
    )
