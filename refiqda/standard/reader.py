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
from refiqda.standard.compiled import parse_simple, shape_of
from refiqda.standard.limits import refuse_crowd
from refiqda.standard.node import Extra, Node, Raw
from refiqda.standard.plan import Plan, Row, has_items

OURS = "urn:QDA-XML:"
_MOST_STRANGE = 1_000_000
"""Each takes ten times the memory of an element that is as the standard has it."""
_MOST_PREFIXES = 256
"""Every element is held against all of them, so that thousands would take hours."""


class Reader:
    """Reads one document into nodes of the model."""

    def __init__(self, depth: int) -> None:
        self.depth = self.limit = depth
        self.careful = False
        """Whether prefixes and namespace declarations below the root have to be looked at."""
        self.done: dict[etree._Element, Node] = {}
        """Elements read ahead of their parents, to free their memory."""
        self.skip: etree._Element | None = None
        """A wrapper that is left out."""
        self.shared: dict[str, str] = {}
        self.strange = 0
        """How many pieces of XML are kept as they are."""

    def node(self, element: etree._Element, plan: Plan, namespace: str) -> Any:
        """One element as an object of its class."""
        node = extra = None
        if not self.careful:
            names = tuple(element.keys())
            shape = plan.shapes.get(names) or shape_of(plan, names)
            node = shape(element.values(), self.shared.setdefault)
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
        refuse_crowd(len(element.attrib))
        for name, text in element.items():
            row = rows.get(name)
            if row is None:
                extra = extra or Extra()
                self.foreign(element, name, text, extra)
            elif not row.is_parsed:
                setattr(node, row.key, self.shared.setdefault(text, text))
            else:
                value, usual = parse_simple(row, text)
                setattr(node, row.key, value)
                if not usual:
                    extra = extra or Extra()
                    extra.lexical[row.key] = (value, text)
        return self.namespaces(element, extra) if self.careful else extra

    def foreign(self, element: etree._Element, name: str, text: str, extra: Extra) -> None:
        """An attribute without a name here, and its prefix if that cannot be told from its name."""
        extra.attributes[name] = text
        uri, _, local = name.removeprefix("{").rpartition("}")
        if uri and [*element.nsmap.values()].count(uri) > 1:
            of_it = "name(@*[local-name() = $local and namespace-uri() = $uri])"
            qualified = str(element.xpath(of_it, local=local, uri=uri))
            extra.prefixes[name] = qualified.partition(":")[0]

    def namespaces(self, element: etree._Element, extra: Extra | None) -> Extra | None:
        """Remember a prefix or a declaration that differs from the parent's."""
        parent = element.getparent()
        above = parent.nsmap if parent is not None else {}
        known = element.nsmap
        if len(known) > _MOST_PREFIXES:
            raise LimitExceeded(
                f"{element.tag!r} knows more than {_MOST_PREFIXES} namespace prefixes. "
                "Remove those that are not used."
            )
        declared = {
            prefix or "": uri or "" for prefix, uri in known.items() if above.get(prefix) != uri
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
        is_leaf = not plan.elements
        # Quicker than strip(): XML has no other white space in ASCII than its four blanks.
        if text is not None and (is_leaf or not (text.isspace() and text.isascii())):
            order = _Order(plan, node, extra)
            order.stray(text)
        row_of = plan.tags(namespace).get
        position = -1
        for child in element:
            row = row_of(child.tag)
            if (
                row is not None
                and order is None
                and (row.position > position or (row.many and row.position == position))
            ):
                position = row.position
                if row.is_ordinary and row.plan is not None:
                    getattr(node, row.key).append(self.node(child, row.plan, namespace))
                elif row.kind == "many":
                    getattr(node, row.key).append(self.below(child, row, plan, namespace))
                elif row.kind == "wrapper":
                    extra = self.wrapper(row, child, node, namespace, extra)
                else:
                    token = self.take(row, child, node, namespace)
                    if token is not None:
                        order = _Order(plan, node, extra, without=token)
                        order.add(token)
            else:
                order = order or _Order(plan, node, extra)
                self.unusual(child, order, node)
            tail = child.tail
            if tail is not None and (is_leaf or not (tail.isspace() and tail.isascii())):
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
            raise _too_deep(row.xml)
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
        refuse_crowd(len(child.attrib))
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
        return self.raw(child, row.key if gives_value else "", target)

    def _text(self, row: Row, child: etree._Element, node: Any) -> Raw | None:
        text = child.text or ""
        plain = len(child) == 0 and not child.attrib and not self._is_renamed(child)
        if not plain:
            text += "".join(inner.tail or "" for inner in child)
        value, usual = parse_simple(row, text)
        if value is not None:
            setattr(node, row.key, value)
        return None if plain and usual else self.raw(child, row.key, value)

    def raw(self, child: etree._Element, field: str = "", value: Any = None) -> Raw:
        """A child as the file has it; what is not of the standard may not nest endlessly either."""
        refuse_crowd(len(child.attrib))
        self.strange += 1
        if self.strange > _MOST_STRANGE:
            raise LimitExceeded(
                f"More than {_MOST_STRANGE:,} elements and comments are not as the standard has "
                "them. Ask whoever made the file for one without them."
            )
        depth = 0
        for event, _ in etree.iterwalk(child, events=("start", "end")) if len(child) else ():
            depth += 1 if event == "start" else -1
            if depth > self.limit:
                raise _too_deep(str(child.tag))
        return raw_of(child, field, value)

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
            order.add(self.raw(child))
        elif row.kind == "many":
            getattr(node, row.key).append(self.below(child, row, order.plan, namespace))
            order.add(row.key)
        elif row.kind == "wrapper":
            self.wrapper(row, child, node, namespace, order.extra)
            order.add(row.key)
        else:
            token = self.take(row, child, node, namespace)
            order.add(row.key if token is None else token)


def _too_deep(name: str) -> LimitExceeded:
    return LimitExceeded(
        f"{name} is nested deeper than the limit. If the file is meant to be so, "
        "raise the limit for depth."
    )


class _Order:
    """The children of one element in file order, once that is not simply the schema's."""

    def __init__(
        self, plan: Plan, node: Any, extra: Extra | None, without: Raw | None = None
    ) -> None:
        self.plan = plan
        self.extra = extra or Extra()
        self.tokens: list[str | Raw] = list(self._so_far(node, without))
        self.keys = set(self.tokens)
        """The fields that have a token; kept, since there may be very many tokens."""
        self.extra.order = self.tokens

    def add(self, token: str | Raw) -> None:
        """The next child."""
        self.tokens.append(token)
        self.keys.add(token.field if isinstance(token, Raw) else token)

    def stray(self, text: str) -> None:
        """Text where the schema has none."""
        self.add(Raw("text", "", escape(text, {"\r": "&#13;"})))

    def is_taken(self, row: Row) -> bool:
        """Whether the one place of a row is filled already."""
        if row.many:
            return False
        sharers = {
            other.key
            for other in self.plan.elements
            if other is row or (row.choice and other.choice and other.position == row.position)
        }
        return not sharers.isdisjoint(self.keys)

    def _so_far(self, node: Any, without: Raw | None) -> Iterator[str]:
        """The children read until now, which were in order."""
        for key, row in self.plan.fields.items():
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
