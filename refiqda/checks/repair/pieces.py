"""Pieces of XML that the model keeps as they are: read closer, given a new target, let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import Any, NamedTuple

from lxml import etree

from refiqda.standard.node import Extra, Raw
from refiqda.standard.plan import Plan, Row
from refiqda.standard.reader import OURS, raw_of
from refiqda.standard.spec import BLANKS
from refiqda.standard.writer import format_simple

Token = str | Raw


def parsed(raw: Raw) -> etree._Element:
    """A piece of XML as an element."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(raw.xml, parser)


def is_ours(element: etree._Element) -> bool:
    """Whether an element is in no namespace or in one of REFI-QDA's."""
    namespace = etree.QName(element).namespace or ""
    return not namespace or namespace.startswith(OURS)


def words_of(raw: Raw) -> str | None:
    """The text of an element that has nothing else to it; None if it has."""
    element = parsed(raw)
    if len(element) or element.attrib or not is_ours(element):
        return None
    return element.text or ""


def is_plain(raw: Raw, plan: Plan) -> bool:
    """Whether a field's value says all that is in a piece of XML."""
    row = plan.by_name.get(raw.name)
    if not raw.field or raw.value is None or row is None:
        return False
    element = parsed(raw)
    wanted = [row.target_attribute] if row.target_attribute else []
    if len(element) or list(element.attrib) != wanted or not is_ours(element):
        return False
    text = element.text or ""
    return not text if wanted else text == format_simple(raw.value)


def field_of(token: Token) -> str:
    """The field that a token of an order stands for; empty for what belongs to none."""
    return token.field if isinstance(token, Raw) else token


def order_of(node: Any) -> list[Token]:
    """The children of a node in the order of the file, if that is not simply the schema's."""
    return (node.extra.order or []) if node.extra is not None else []


def is_unusual(node: Any, key: str) -> bool:
    """Whether only a piece of XML keeps how the file writes a field."""
    return any(isinstance(token, Raw) and token.field == key for token in order_of(node))


def has_twin(node: Any, name: str) -> bool:
    """Whether a second element of a name waits to be read in the place of the first."""
    return any(
        isinstance(token, Raw) and token.name == name and not token.field
        for token in order_of(node)
    )


def at_of(order: list[Token], raw: Raw) -> int:
    """Where the very piece stands; another may read the same."""
    return next(at for at, token in enumerate(order) if token is raw)


def is_blank(text: str) -> bool:
    """Whether a text is only what XML takes for blanks."""
    return not text.strip(BLANKS)


def is_sorted(order: list[Token], plan: Plan) -> bool:
    """Whether the children stand in the order of the schema."""
    positions = [plan.fields[key].position for token in order if (key := field_of(token))]
    return all(one <= other for one, other in pairwise(positions))


def settle(node: Any, plan: Plan) -> None:
    """Forget an order that says no more than the schema does."""
    extra: Extra | None = node.extra
    if extra is None or extra.order is None:
        return
    if not any(isinstance(token, Raw) for token in extra.order) and is_sorted(extra.order, plan):
        extra.order = None
        if extra == Extra():
            node.extra = None


def extras_of(node: Any) -> Iterator[Extra]:
    """What a node keeps beside its fields, and what its wrappers keep."""
    if node.extra is not None:
        yield node.extra
        waiting = list(node.extra.wrappers.values())
        while waiting:
            extra = waiting.pop()
            yield extra
            waiting.extend(extra.wrappers.values())


def slots_of(node: Any, row: Row) -> list[int]:
    """Where the values of a field stand among the children; nowhere, if the order is usual."""
    return [at for at, token in enumerate(order_of(node)) if field_of(token) == row.key]


def retarget(node: Any, row: Row, item: int, guid: str, slots: list[int]) -> None:
    """Let a reference point elsewhere; what is unusual about its element stays."""
    if row.many:
        getattr(node, row.key)[item - 1] = guid
    else:
        setattr(node, row.key, guid)
    number = item - 1 if row.many else 0
    if number < len(slots):
        order = order_of(node)
        token = order[slots[number]]
        if isinstance(token, Raw):
            element = parsed(token)
            element.set(row.target_attribute, guid)
            order[slots[number]] = raw_of(element, row.key, guid)


class _Edit(NamedTuple):
    key: str
    value: str | None


class Edits:
    """Changes to the children of one node, made together: thousands of them need one pass."""

    def __init__(self, node: Any, plan: Plan) -> None:
        self.node = node
        self.plan = plan
        self.new: dict[int, _Edit] = {}
        """What takes the place of each piece of XML, by the identity of the piece."""
        self.words: list[str] = []
        """Lines for the description."""
        self.waiting = 0

    def replace(
        self, raw: Raw, key: str = "", *, value: str | None = None, words: str = ""
    ) -> Callable[[], None]:
        """Put a plain field, or nothing, in the place of a piece of XML; keep its words.

        With a value, the field gets it there. Nothing happens before what is given back was called
        for every piece.
        """
        self.new[id(raw)] = _Edit(key, value)
        if words:
            self.words.append(words)
        self.waiting += 1
        return self._called

    def _called(self) -> None:
        self.waiting -= 1
        if not self.waiting:
            self._fill()
            order = self.node.extra.order
            kept = (self.new[id(token)].key if id(token) in self.new else token for token in order)
            order[:] = [token for token in kept if token]
            if self.words:
                described(self.node, "\n".join(self.words))
            settle(self.node, self.plan)

    def _fill(self) -> None:
        """Put the new values among those that the fields have, in the order of the file."""
        given = {edit.key: edit.value for edit in self.new.values() if edit.value is not None}
        for key, value in given.items():
            if not self.plan.fields[key].many:
                setattr(self.node, key, value)
                continue
            values = getattr(self.node, key)
            old, filled = iter(list(values)), []
            for token in self.node.extra.order:
                edit = self.new.get(id(token))
                if edit is not None and edit.key == key and edit.value is not None:
                    filled.append(edit.value)
                elif field_of(token) == key:
                    filled += islice(old, 1)
            values[:] = [*filled, *old]


def described(node: Any, line: str) -> None:
    """Add a line to the description of a node."""
    old = node.description
    node.description = f"{old}\n{line}" if old and not old.isspace() else line


def can_describe(node: Any, plan: Plan) -> bool:
    """Whether a node has a description that a line can be added to without loss."""
    return "description" in plan.fields and not is_unusual(node, "description")
