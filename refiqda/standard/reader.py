"""The loop that reads: XML into objects, driven by the table, losing nothing.

What the table has no name for goes to :class:`~refiqda.standard.node.Extra`. Elements are matched
by local name when they are in no namespace or in one of REFI-QDA's, old ones included: ATLAS.ti 9
writes ``urn:QDA-XML:codebook:0:4`` (corpus, ``atlasti-win-9-namespace-0-4.qdc``), Transana 3.22
``urn:QDA-XML:project:0:10`` (Annex A.3 of the standard).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from refiqda.errors import LimitExceeded
from refiqda.standard.compiled import build
from refiqda.standard.node import Extra, Node, Raw
from refiqda.standard.plan import Plan, Row, has_items
from refiqda.standard.spec import BLANKS, BOOLEAN, INTEGER

OURS = "urn:QDA-XML:"
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


class Reader:
    """Reads one document into nodes of the model."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.careful = False
        """Whether prefixes and namespace declarations below the root have to be looked at."""
        self.done: dict[etree._Element, Node] = {}
        """Elements read ahead of their parents, to free their memory."""
        self.skip: etree._Element | None = None
        """A wrapper that is left out."""
        self.shared: dict[str, str] = {}

    def node(self, element: etree._Element, plan: Plan, namespace: str) -> Any:
        """One element as an object of its class."""
        node = None if self.careful else build(plan, element, self.shared)
        extra = None
        if node is None:
            assert plan.cls is not None
            node = plan.cls()
            extra = self.attributes(element, plan, node)
        extra = self.children(element, plan, node, namespace, extra)
        if extra is not None:
            node.extra = extra
        return node

    def attributes(self, element: etree._Element, plan: Plan, node: Any) -> Extra | None:
        """Read the attributes into ``node``, those without a name here into what is returned."""
        extra = None
        rows = plan.attributes
        for name, text in element.items():
            row = rows.get(name)
            if row is None:
                extra = extra or Extra()
                extra.attributes[name] = text
            elif not row.is_parsed:
                setattr(node, row.key, self.shared.setdefault(text, text))
            else:
                value, usual = parse_simple(row, text)
                setattr(node, row.key, value)
                if not usual:
                    extra = extra or Extra()
                    extra.lexical[row.key] = (value, text)
        return self.namespaces(element, extra) if self.careful else extra

    def namespaces(self, element: etree._Element, extra: Extra | None) -> Extra | None:
        """Remember a prefix or a declaration that differs from the parent's."""
        parent = element.getparent()
        above = parent.nsmap if parent is not None else {}
        declared = {
            prefix or "": uri or ""
            for prefix, uri in element.nsmap.items()
            if above.get(prefix) != uri
        }
        differs = element.prefix != (parent.prefix if parent is not None else None)
        if declared or differs:
            extra = extra or Extra()
            extra.namespaces = declared
            if differs:
                extra.prefix = element.prefix or ""
        return extra

    def children(
        self,
        element: etree._Element,
        plan: Plan,
        node: Any,
        namespace: str,
        extra: Extra | None,
    ) -> Extra | None:
        """Read the child elements into ``node``; what is unusual among them into ``extra``."""
        order: _Order | None = None
        text = element.text
        if text is not None and (not plan.elements or text.strip(BLANKS)):
            order = _Order(plan, node, extra)
            order.stray(text)
        rows = plan.tags(namespace)
        position = -1
        for child in element:
            row = rows.get(child.tag)
            token: Raw | None = None
            if (
                row is not None
                and order is None
                and (row.position > position or (row.many and row.position == position))
            ):
                position = row.position
                if row.kind == "many":
                    getattr(node, row.key).append(self.below(child, row, plan, namespace))
                elif row.kind == "wrapper":
                    extra = self.wrapper(row, child, node, namespace, extra)
                else:
                    token = self.take(row, child, node, namespace)
                    if token is not None:
                        order = _Order(plan, node, extra, without=token)
                        order.tokens.append(token)
            else:
                order = order or _Order(plan, node, extra)
                self.unusual(child, order, node)
            tail = child.tail
            if tail is not None and tail.strip(BLANKS):
                order = order or _Order(plan, node, extra)
                order.stray(tail)
        return extra if order is None else order.extra

    def below(self, child: etree._Element, row: Row, plan: Plan, namespace: str) -> Any:
        """A child as an object: read already, or read now."""
        inner = row.plan
        assert inner is not None
        if row.choice:
            ahead = self.done.pop(child, None)
            return self.node(child, inner, namespace) if ahead is None else ahead
        if inner is not plan:
            return self.node(child, inner, namespace)
        self.depth -= 1
        if self.depth < 0:
            raise LimitExceeded(
                f"{row.xml} is nested deeper than the limit. If the file is meant to be so, "
                "raise the limit for depth."
            )
        node = self.node(child, inner, namespace)
        self.depth += 1
        return node

    def take(self, row: Row, child: etree._Element, node: Any, namespace: str) -> Raw | None:
        """Read a child; what cannot be written again from its value alone comes back."""
        if row.kind == "text":
            return self._text(row, child, node)
        if row.kind == "one":
            assert row.plan is not None
            setattr(node, row.key, self.node(child, row.plan, namespace))
            return None
        attributes = child.items()
        if len(attributes) == 1 and attributes[0][0] == row.target_attribute:
            target: str | None = attributes[0][1]
            plain = child.text is None and len(child) == 0 and not self._is_renamed(child)
        else:
            target = child.get(row.target_attribute)
            plain = False
        if target is not None:
            target = self.shared.setdefault(target, target)
            if row.many:
                getattr(node, row.key).append(target)
            else:
                setattr(node, row.key, target)
        if plain:
            return None
        gives_value = target is not None or not row.many
        return raw_of(child, row.key if gives_value else "", target)

    def _text(self, row: Row, child: etree._Element, node: Any) -> Raw | None:
        text = child.text or ""
        plain = len(child) == 0 and not child.attrib and not self._is_renamed(child)
        if not plain:
            text += "".join(inner.tail or "" for inner in child)
        value, usual = parse_simple(row, text)
        if value is not None:
            setattr(node, row.key, value)
        return None if plain and usual else raw_of(child, row.key, value)

    def _is_renamed(self, child: etree._Element) -> bool:
        return self.careful and self.namespaces(child, None) is not None

    def wrapper(
        self, row: Row, child: etree._Element, node: Any, namespace: str, extra: Extra | None
    ) -> Extra | None:
        """Read ``Users`` and its like: its items are fields of what it is in."""
        if child is self.skip:
            return extra
        assert row.plan is not None
        inner = self.attributes(child, row.plan, node)
        inner = self.children(child, row.plan, node, namespace, inner)
        if inner is not None or len(child) == 0:
            extra = extra or Extra()
            extra.wrappers[row.key] = inner or Extra()
        return extra

    def unusual(self, child: etree._Element, order: _Order, node: Any) -> None:
        """A child out of order, once too often, in another namespace, or without a name here."""
        namespace, row = find_row(child, order.plan)
        if row is None or order.is_taken(row):
            order.tokens.append(raw_of(child))
        elif row.kind == "many":
            getattr(node, row.key).append(self.below(child, row, order.plan, namespace))
            order.tokens.append(row.key)
        elif row.kind == "wrapper":
            self.wrapper(row, child, node, namespace, order.extra)
            order.tokens.append(row.key)
        else:
            token = self.take(row, child, node, namespace)
            order.tokens.append(row.key if token is None else token)


class _Order:
    """The children of one element in file order, once that is not simply the schema's."""

    def __init__(
        self, plan: Plan, node: Any, extra: Extra | None, without: Raw | None = None
    ) -> None:
        self.plan = plan
        self.extra = extra or Extra()
        self.tokens: list[str | Raw] = list(self._so_far(node, without))
        self.extra.order = self.tokens

    def stray(self, text: str) -> None:
        """Text where the schema has none."""
        self.tokens.append(Raw("text", "", escape(text, {"\r": "&#13;"})))

    def is_taken(self, row: Row) -> bool:
        """Whether the one place of a row is filled already."""
        if row.many:
            return False
        sharers = {
            other.key
            for other in self.plan.elements
            if other is row or (row.choice and other.choice and other.position == row.position)
        }
        return any(
            (token.field if isinstance(token, Raw) else token) in sharers for token in self.tokens
        )

    def _so_far(self, node: Any, without: Raw | None) -> Iterator[str]:
        """The children read until now, which were in order."""
        for key, row in {row.key: row for row in self.plan.elements}.items():
            if row.kind == "wrapper":
                assert row.plan is not None
                count = int(row.key in self.extra.wrappers or has_items(node, row.plan))
            elif row.many:
                count = len(getattr(node, key))
            else:
                count = int(getattr(node, key) is not None)
            if without is not None and without.field == key:
                count -= int(without.value is not None)
            yield from [key] * count


def find_row(child: etree._Element, plan: Plan) -> tuple[str, Row | None]:
    """The namespace of a child and the row of its local name, if the namespace is one of ours."""
    if not isinstance(child.tag, str):
        return "", None
    name = etree.QName(child)
    namespace = name.namespace or ""
    if namespace and not namespace.startswith(OURS):
        return namespace, None
    return namespace, plan.by_name.get(name.localname)


def raw_of(child: etree._Element, field: str = "", value: Any = None) -> Raw:
    """An element, comment or instruction exactly as it stands."""
    xml = etree.tostring(child, encoding="unicode", with_tail=False)
    if isinstance(child.tag, str):
        return Raw("element", etree.QName(child).localname, xml, field, value)
    target = getattr(child, "target", None)
    return Raw("comment", "", xml) if target is None else Raw("instruction", target, xml)
