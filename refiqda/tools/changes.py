"""What is not in a result as it was in the file: gathered on the way from one to the other.

The nodes that are worked on are copies. Each copy knows the node of the file that it was made
from, so that whatever happens to it can be told with its place in the file.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar, cast

from lxml import etree

from refiqda.standard.document import Document
from refiqda.standard.node import Node, Raw

AnyNode = TypeVar("AnyNode", bound=Node)
AnyDocument = TypeVar("AnyDocument", bound=Document)


class Change(NamedTuple):
    """One element, attribute or text that the result does not have, or has otherwise."""

    what: str
    """Its kind in words: link, colour of a code, end of a name."""
    node: Node
    """The element, as the file has it."""
    field: str
    """The field of the element that it is about; empty for the element as a whole."""
    item: int
    """Which item of a field that holds many references, counted from 1; 0 for all of it."""
    why: str
    evidence: str
    """How it is known, and what shows it: ``measured: QualCoder 3.8, refi.py``. May be empty."""
    is_written: bool
    """Whether it is in the file that is written all the same, and only not read by the program."""
    now: str = ""
    """What stands in its place, such as another name."""


class Changes:
    """Everything that changed on the way from one file to another."""

    def __init__(self) -> None:
        self.rows: list[Change] = []
        self.added: list[Change] = []
        """What the result has and the file has not: a date that a program asks for."""
        self.understood: set[int] = set()
        """By identity: pieces of XML without a name in the standard that were understood."""
        self._origins: dict[int, tuple[Node, Node]] = {}

    def origin(self, node: AnyNode) -> AnyNode:
        """The node of the file that a copy was made from; the node itself if it is no copy."""
        found = self._origins.get(id(node))
        return node if found is None else cast(AnyNode, found[1])

    def made_from(self, copy: Node, node: Node) -> None:
        """Remember what a copy, or something in its place, was made from."""
        # The copy is kept as well, or another object could get its id.
        self._origins[id(copy)] = (copy, self.origin(node))

    def tell(
        self,
        what: str,
        node: Node,
        field: str = "",
        item: int = 0,
        *,
        why: str,
        evidence: str = "",
        is_written: bool = False,
        now: str = "",
    ) -> None:
        """Record that a node, or a field of it, is lost or changed on the way."""
        origin = self.origin(node)
        self.rows.append(Change(what, origin, field, item, why, evidence, is_written, now))

    def add(self, what: str, node: Node, *, why: str, evidence: str = "") -> None:
        """Record that a node says something in the result that it does not say in the file."""
        self.added.append(Change(what, self.origin(node), "", 0, why, evidence, True))


def copied(document: AnyDocument, changes: Changes) -> AnyDocument:
    """A copy of a whole document that shares nothing with it that could be changed.

    What the standard has no name for is left behind: the copy is a document in its words alone.
    """
    new = _copied(document, changes)
    new.files, new.prolog = document.files.copy(), type(document.prolog)()
    return new


def _copied(node: AnyNode, changes: Changes) -> AnyNode:
    cls = type(node)
    new = cls.__new__(cls)
    for name in _names(cls):
        value = getattr(node, name)
        if type(value) is list:
            value = [_copied(each, changes) if isinstance(each, Node) else each for each in value]
        elif isinstance(value, Node):
            value = _copied(value, changes)
        setattr(new, name, value)
    new.extra = None
    changes.made_from(new, node)
    tell_unreadable(node, changes)
    return new


def tell_unreadable(node: Node, changes: Changes) -> None:
    """Tell what stands in a node in the place of a value, and is none that the standard has."""
    for field, text in _unreadable(node):
        why = f"{text[:_LONGEST]!r} is no value that the standard has for it"
        changes.tell("value that cannot be read", node, field, why=why)


def _unreadable(node: Node) -> Iterator[tuple[str, str]]:
    """The fields of a node whose text is no value of theirs, with that text."""
    extra = node.extra
    if extra is None:
        return
    for field, (value, text) in extra.lexical.items():
        if value is None and text.strip():
            yield field, text.strip()
    for token in extra.order or ():
        if isinstance(token, Raw) and token.field and token.value is None:
            text = etree.fromstring(token.xml, etree.XMLParser(resolve_entities=False)).text or ""
            if text.strip():
                yield token.field, text.strip()


_LONGEST = 60
"""Characters of a value that a report quotes."""

_NAMES: dict[type[Any], tuple[str, ...]] = {}


def _names(cls: type[Any]) -> tuple[str, ...]:
    known = _NAMES.get(cls)
    if known is None:
        known = _NAMES[cls] = tuple(field.name for field in dataclasses.fields(cls))
    return known
