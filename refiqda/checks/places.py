"""The path of an element, and what to call it: worked out only for elements with findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from refiqda.standard.model import CodeBook, Identified, Project
from refiqda.standard.node import Extra, Node, Raw
from refiqda.standard.plan import Plan, Row, plan_of
from refiqda.standard.writer import exact_row, in_file_order

_RAW = object()
"""Stands for an element that gives no field its value, such as a second description."""


class Place(NamedTuple):
    """Where an element stands."""

    order: int
    """Grows from the beginning of the document to its end."""
    path: str
    what: str
    """The element in words: ``TextSource 'Interview 1'``."""
    plan: Plan


def places_of(document: Project | CodeBook, nodes: Iterable[Node]) -> dict[int, Place]:
    """The places of elements, by their ``id``."""
    finder = _Finder({id(node): node for node in nodes})
    if finder.wanted:
        form = document.form
        finder.steps.append(form.root)
        finder.node(document, plan_of(type(document), form), form.root, "")
    return finder.found


def place_of_each(document: Project | CodeBook, nodes: Iterable[Node]) -> dict[int, str]:
    """The paths of elements, by their ``id``."""
    return {key: place.path for key, place in places_of(document, nodes).items()}


def field_path(place: Place, node: Node, field: str, item: int) -> str:
    """The path of a field of an element: an attribute, or a child that holds a plain value."""
    row = next(row for row in place.plan.rows() if row.key == field)
    if row.kind == "attribute":
        return f"{place.path}/@{row.xml}"
    if row.kind == "refs":
        return f"{place.path}/{row.xml}[{_count(node, row, item)}]/@{row.target_attribute}"
    inner = f"/@{row.target_attribute}" if row.target_attribute else ""
    return f"{place.path}/{row.xml}{inner}"


def _count(node: Node, row: Row, item: int) -> int:
    """Which of its name a reference is in the file, where some of them have no target."""
    if node.extra is None or node.extra.order is None:
        return item
    counted = with_target = 0
    for token in node.extra.order:
        empty = isinstance(token, Raw) and token.name == row.xml and not token.field
        own = (token.field if isinstance(token, Raw) else token) == row.key
        counted += empty or own
        with_target += own
        if own and with_target == item:
            return counted
    return item


class _Finder:
    def __init__(self, wanted: dict[int, Node]) -> None:
        self.wanted = wanted
        self.left = len(wanted)
        self.found: dict[int, Place] = {}
        self.steps: list[str] = []
        self.classes = {type(node) for node in wanted.values()}
        self.leading: dict[int, bool] = {}
        """For each plan, whether elements of the wanted classes may stand below it."""

    def node(self, node: Node, plan: Plan, name: str, above: str) -> None:
        if id(node) in self.wanted and id(node) not in self.found:
            what = called(node, name, above)
            path = "/" + "/".join(self.steps)
            self.found[id(node)] = Place(len(self.found), path, what, plan)
            self.left -= 1
        if self.left and self.leads(plan):
            self.content(node, plan, node.extra, name)

    def content(self, node: Node, plan: Plan, extra: Extra | None, name: str) -> None:
        counts: dict[str, int] = {}
        for row, item in _children(node, plan, extra):
            count = counts[row.xml] = counts.get(row.xml, 0) + 1
            if row.plan is None or item is _RAW or (item is None and row.kind != "wrapper"):
                continue
            if row.plan.cls not in self.classes and not self.leads(row.plan):
                continue
            self.steps.append(f"{row.xml}[{count}]" if row.many else row.xml)
            if row.kind == "wrapper":
                inner = extra.wrappers.get(row.key) if extra is not None else None
                self.content(node, row.plan, inner, name)
            elif row.plan.cls is type(item):
                owner = "" if isinstance(item, Identified) else called(node, name, "")
                self.node(item, row.plan, row.xml, owner)
            self.steps.pop()
            if not self.left:
                return

    def leads(self, plan: Plan) -> bool:
        known = self.leading.get(id(plan))
        if known is None:
            self.leading[id(plan)] = False  # a code below a code leads nowhere new
            known = self.leading[id(plan)] = any(
                row.plan is not None and (row.plan.cls in self.classes or self.leads(row.plan))
                for row in plan.elements
            )
        return known


def _children(node: Node, plan: Plan, extra: Extra | None) -> Iterator[tuple[Row, Any]]:
    """Child elements in the order of the file; a mark for one that only has to be counted."""
    rows: dict[str, Row] = {}
    for row in plan.elements:
        rows.setdefault(row.key, row)
    if extra is not None and extra.order is not None:
        yield from _as_written(node, plan, rows, extra.order)
        return
    for key, row in rows.items():
        if row.kind == "wrapper":
            yield row, None
        elif row.plan is not None and row.many:
            for item in getattr(node, key):
                yield exact_row(plan, row, item), item
        elif row.plan is not None:
            yield row, getattr(node, key)


def _as_written(
    node: Node, plan: Plan, rows: dict[str, Row], order: list[str | Raw]
) -> Iterator[tuple[Row, Any]]:
    for step in in_file_order(node, rows, order):
        if not isinstance(step, Raw):
            yield exact_row(plan, step[0], step[1]), step[1]
        elif step.name in plan.by_name:
            yield plan.by_name[step.name], _RAW


def called(node: Node, name: str, above: str) -> str:
    """An element in words: its name if it has one, else its GUID, else what it is part of."""
    own = getattr(node, "name", None)
    if isinstance(own, str) and own.strip():
        return f"{name} {short(own)!r}"
    guid = getattr(node, "guid", None)
    if guid:
        return f"{name} {guid}"
    return above or name


def short(text: str, size: int = 40) -> str:
    """A text cut to what fits a line."""
    text = " ".join(text.split())
    return text if len(text) <= size else text[: size - 1] + "…"
