"""What the schema forbids, found in the objects: exactly what the official XSD would reject.

Everything that is written comes from the table's fields or from ``Extra``; so the fields are held
against the simple types and the occurrences, and ``Extra`` against the sequence. What is checked
is what :mod:`refiqda.standard.writer` would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from lxml import etree

from refiqda.standard.compiled import SOUND, nothing_accepted
from refiqda.standard.node import Extra, Node, Raw
from refiqda.standard.plan import Form, Plan, Row, has_items, plan_of
from refiqda.standard.spec import ACCEPTS, BLANKS
from refiqda.standard.writer import exact_row, in_file_order

_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_XSD = "http://www.w3.org/2001/XMLSchema"
ALWAYS_ALLOWED = (f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation")

BreachKind = Literal[
    "namespace",
    "attribute missing",
    "attribute unknown",
    "element missing",
    "element unknown",
    "element misplaced",
    "element repeated",
    "text misplaced",
    "wrapper empty",
    "value",
    "class",
    "form",
]


class Breach(NamedTuple):
    """One thing that the schema forbids."""

    kind: BreachKind
    path: str
    message: str


def breaches(document: Any, form: Form) -> Iterator[Breach]:
    """All breaches of a document, in its order."""
    return _Conform(form).document(document)


class _Conform:
    def __init__(self, form: Form) -> None:
        self.form = form
        self.steps: list[str] = []
        self.scope: dict[str, str] = {"": form.namespace}
        self.namespace = form.namespace
        self.prefix = ""
        self.accepted = nothing_accepted()

    def breach(self, kind: BreachKind, message: str, *more: str) -> Breach:
        return Breach(kind, "/" + "/".join([*self.steps, *more]), message)

    def document(self, document: Any) -> Iterator[Breach]:
        plan = plan_of(type(document), self.form)
        self.steps.append(self.form.root)
        extra: Extra | None = document.extra
        if extra is not None and extra.namespaces:
            self.scope = dict(extra.namespaces)
        yield from self.node(document, plan)

    # ------------------------------------------------------------------------------- one element

    def node(self, node: Node, plan: Plan) -> Iterator[Breach]:
        """A node: its attributes, then its content."""
        extra = node.extra
        before = self.scope, self.namespace, self.prefix
        if extra is not None:
            yield from self.foreign(extra, plan)
        for row in plan.attributes.values():
            value = getattr(node, row.key)
            if extra is not None and row.key in extra.lexical:
                read, text = extra.lexical[row.key]
                if read == value and type(read) is type(value):
                    yield from self.spelling(row, text, f"@{row.xml}")
                    continue
            if value is None:
                if row.required:
                    yield self.breach(
                        "attribute missing", f"{self.steps[-1]} has no {row.xml}.", f"@{row.xml}"
                    )
            else:
                yield from self.value(row, value, f"@{row.xml}")
        for field in plan.closed:
            if getattr(node, field):
                yield self.breach("form", f"A {self.form.name} has no place for {field}.")
        yield from self.content(node, plan, extra)
        self.scope, self.namespace, self.prefix = before

    def foreign(self, extra: Extra, plan: Plan) -> Iterator[Breach]:
        """Namespaces and attributes that the table does not have."""
        at_root = len(self.steps) == 1
        if extra.namespaces and not at_root:
            self.scope = {**self.scope, **extra.namespaces}
        if extra.namespaces or extra.prefix is not None:
            self.prefix = self.prefix if extra.prefix is None else extra.prefix
            own = self.scope.get(self.prefix, "")
            if own != self.namespace:
                yield self.breach(
                    "namespace",
                    f"{self.steps[-1]} is in the namespace {own!r}, not {self.namespace!r}.",
                )
            self.namespace = own
        for name, value in extra.attributes.items():
            if not self.is_allowed(name, value, plan.type_name, self.scope):
                shown = name.rpartition("}")[2]
                yield self.breach(
                    "attribute unknown", f"{self.steps[-1]} may not have {shown}.", f"@{shown}"
                )

    def is_allowed(self, name: str, value: str, type_name: str, scope: dict[str, str]) -> bool:
        """Whether XSD allows an attribute everywhere: ``xsi:type`` if it names the very type."""
        if name != f"{_XSI}type":
            return name in ALWAYS_ALLOWED
        of_xsd, _, own = type_name.rpartition(":")
        # XSD would strip blanks around the name; libxml2, which validates for most, refuses them.
        prefix, colon, local = value.rpartition(":")
        wanted = _XSD if of_xsd else self.form.namespace
        return local == own and scope.get(prefix) == wanted and bool(prefix) == bool(colon)

    # ------------------------------------------------------------------------------------ values

    def value(self, row: Row, value: Any, *where: str) -> Iterator[Breach]:
        """A value of a field: its Python type, then its text."""
        wanted = row.simple.python
        if type(value) is not wanted and not (wanted is str and isinstance(value, str)):
            yield self.breach(
                "class",
                f"{row.xml} is {value!r}, of type {type(value).__name__}; "
                f"it has to be {wanted.__name__}.",
                *where,
            )
        elif not row.is_parsed:
            yield from self.spelling(row, str(value), *where)

    def spelling(self, row: Row, text: str, *where: str) -> Iterator[Breach]:
        """A text as it is written."""
        if ACCEPTS[row.simple.name](text):
            return
        shown = text if len(text) <= 40 else text[:40] + "…"
        yield self.breach("value", f"{row.xml} is {shown!r}, {describe(row)}.", *where)

    # ----------------------------------------------------------------------------------- content

    def content(self, node: Node, plan: Plan, extra: Extra | None) -> Iterator[Breach]:
        """The child elements of a node, or of one of its wrappers."""
        if extra is not None and extra.order is not None:
            yield from self.ordered(node, plan, extra, plan.fields)
            return
        chosen = -1
        for key, row in plan.fields.items():
            if row.kind == "wrapper":
                yield from self.wrapper(node, row, extra)
                continue
            value = getattr(node, key)
            if row.many:
                if value:
                    yield from self.items(value, row, plan)
            elif value is not None:
                if row.choice and row.position == chosen:
                    yield self.breach(
                        "element repeated", f"{row.xml} stands beside another value.", row.xml
                    )
                chosen = row.position
                yield from self.item(value, row, row.xml)
            elif row.required:
                yield self.breach("element missing", f"{self.steps[-1]} has no {row.xml}.")

    def items(self, values: list[Any], row: Row, plan: Plan) -> Iterator[Breach]:
        """All items of a field that holds many."""
        counts: dict[str, int] = {}
        for item in values:
            exact = exact_row(plan, row, item)
            count = counts[exact.xml] = counts.get(exact.xml, 0) + 1
            yield from self.item(item, exact, f"{exact.xml}[{count}]")

    def item(self, item: Any, row: Row, step: str) -> Iterator[Breach]:
        """One child element."""
        if row.plan is not None:
            if row.plan.cls is not type(item):
                yield self.breach(
                    "class", f"{type(item).__name__} cannot stand here; {row.xml} can.", step
                )
                return
            if not SOUND.of(row.plan)(item, self.accepted):
                self.steps.append(step)
                yield from self.node(item, row.plan)
                self.steps.pop()
        else:
            attribute = [f"@{row.target_attribute}"] if row.target_attribute else []
            yield from self.value(row, item, step, *attribute)

    def wrapper(self, node: Node, row: Row, around: Extra | None) -> Iterator[Breach]:
        """``Users`` and its like: empty ones are forbidden, absent ones mostly not."""
        assert row.plan is not None
        extra = around.wrappers.get(row.key) if around is not None else None
        if extra is None and not has_items(node, row.plan):
            if row.required:
                yield self.breach("element missing", f"{self.steps[-1]} has no {row.xml}.")
            return
        self.steps.append(row.xml)
        before = self.scope, self.namespace, self.prefix
        if extra is not None:
            yield from self.foreign(extra, row.plan)
        if not has_items(node, row.plan):
            wanted = "to hold something" if row.required else "to be left out"
            yield self.breach("wrapper empty", f"{row.xml} is empty; it has {wanted}.")
        yield from self.content(node, row.plan, extra)
        self.scope, self.namespace, self.prefix = before
        self.steps.pop()

    def ordered(
        self, node: Node, plan: Plan, extra: Extra, rows: dict[str, Row]
    ) -> Iterator[Breach]:
        """Children in the order of the file, held against the order of the schema."""
        assert extra.order is not None
        position = -1
        counts: dict[str, int] = {}
        filled: set[str] = set()
        for step in in_file_order(node, rows, extra.order):
            row = self.row_of(step, plan)
            if row is None:
                if isinstance(step, Raw):
                    yield from self.unknown(step, plan, counts)
                continue
            if row.kind == "wrapper" and not self.stands(node, row, extra):
                continue
            count = counts[row.xml] = counts.get(row.xml, 0) + 1
            name = f"{row.xml}[{count}]" if row.many else row.xml
            yield from self.place(row, position, name)
            position = max(position, row.position)
            filled.add(row.key)
            if isinstance(step, Raw):
                yield from self.raw(step, row, name)
            elif row.kind == "wrapper":
                yield from self.wrapper(node, row, extra)
            else:
                yield from self.item(step[1], row, name)
        for key, row in rows.items():
            if row.required and key not in filled and not row.many:
                yield self.breach("element missing", f"{self.steps[-1]} has no {row.xml}.")

    def place(self, row: Row, position: int, name: str) -> Iterator[Breach]:
        """Whether a child may come after those at ``position``."""
        if row.position < position:
            yield self.breach("element misplaced", f"{row.xml} comes too late.", name)
        elif row.position == position and not row.many:
            yield self.breach("element repeated", f"{row.xml} may stand only once.", name)

    def stands(self, node: Node, row: Row, extra: Extra) -> bool:
        assert row.plan is not None
        return row.key in extra.wrappers or has_items(node, row.plan)

    def row_of(self, step: Raw | tuple[Row, Any], plan: Plan) -> Row | None:
        if isinstance(step, Raw):
            return plan.by_name.get(step.name) if step.field else None
        return exact_row(plan, step[0], step[1])

    def unknown(self, raw: Raw, plan: Plan, counts: dict[str, int]) -> Iterator[Breach]:
        """A piece of XML that gives no field its value."""
        if raw.kind == "text":
            shown = raw.xml.strip(BLANKS)[:40]
            what = f"text {shown!r}" if shown else "blanks"
            yield self.breach("text misplaced", f"{self.steps[-1]} may not hold {what}.")
        elif raw.kind == "element":
            count = counts[raw.name] = counts.get(raw.name, 0) + 1
            row = plan.by_name.get(raw.name)
            name = f"{raw.name}[{count}]"
            if row is None or self.namespace_of(raw) != self.namespace:
                yield self.breach(
                    "element unknown", f"{self.steps[-1]} may not hold {raw.name}.", name
                )
            elif row.kind == "refs":
                yield self.breach(
                    "attribute missing",
                    f"{row.xml} has no {row.target_attribute}.",
                    name,
                    f"@{row.target_attribute}",
                )
            else:
                yield self.breach("element repeated", f"{row.xml} may stand only once.", name)

    def namespace_of(self, raw: Raw) -> str:
        return etree.QName(_parse(raw)).namespace or ""

    def raw(self, raw: Raw, row: Row, name: str) -> Iterator[Breach]:
        """A plain value or a reference with something unusual about its element."""
        element = _parse(raw)
        own = etree.QName(element).namespace or ""
        if own != self.namespace:
            yield self.breach(
                "namespace", f"{row.xml} is in the namespace {own!r}, not {self.namespace!r}.", name
            )
        scope = {prefix or "": uri for prefix, uri in element.nsmap.items()}
        for attribute, value in element.items():
            allowed = self.is_allowed(str(attribute), str(value), row.type_name, scope)
            if attribute != row.target_attribute and not allowed:
                shown = str(attribute).rpartition("}")[2]
                yield self.breach(
                    "attribute unknown", f"{row.xml} may not have {shown}.", name, f"@{shown}"
                )
        for child in element.iterchildren("*"):
            local = etree.QName(child).localname
            yield self.breach("element unknown", f"{row.xml} may not hold {local}.", name, local)
        text = (element.text or "") + "".join(child.tail or "" for child in element)
        if not row.target_attribute:
            yield from self.spelling(row, text, name)
            return
        if text:
            yield self.breach("text misplaced", f"{row.xml} may not hold text.", name)
        target = element.get(row.target_attribute)
        where = f"@{row.target_attribute}"
        if target is None:
            yield self.breach(
                "attribute missing", f"{row.xml} has no {row.target_attribute}.", name, where
            )
        else:
            yield from self.spelling(row, target, name, where)


def _parse(raw: Raw) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(raw.xml, parser)


def describe(row: Row) -> str:
    """What the schema wants of a value, in words."""
    simple = row.simple
    if simple.values:
        return f"but has to be one of {', '.join(simple.values)}"
    wanted = {
        "GUIDType": "which is no GUID (8-4-4-4-12 hexadecimal digits, perhaps in braces)",
        "RGBType": "which is no colour (# and 6 or 3 hexadecimal digits)",
        "xsd:dateTime": "which is no date and time (2026-01-31T12:00:00Z)",
        "xsd:date": "which is no date (2026-01-31)",
        "xsd:integer": "which is no whole number",
        "xsd:decimal": "which is no decimal number (1.5, without exponent)",
        "xsd:boolean": "which is neither true nor false",
    }
    return wanted.get(simple.name, "which is not allowed")
