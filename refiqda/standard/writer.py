"""The loop that writes: the mirror of the reader, driven by the same table."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from refiqda.errors import InvalidProject
from refiqda.standard.compiled import WRITE
from refiqda.standard.node import Extra, Node, Raw
from refiqda.standard.plan import Form, Plan, Row, has_items, plan_of

_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_IMPOSSIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_odd_in_attribute = re.compile(f'[&<>"\t\n\r{_IMPOSSIBLE}]').search
_odd_in_text = re.compile(f"[&<>\r{_IMPOSSIBLE}]").search
_impossible = re.compile(f"[{_IMPOSSIBLE}]").search
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_TEXT = str.maketrans(_REFERENCES)
_IN_ATTRIBUTE = str.maketrans({**_REFERENCES, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
_CHUNK = 8192


def write_document(document: Any, form: Form, write: Callable[[bytes], object]) -> None:
    """Write the document as UTF-8 XML, one element a line, piece by piece."""
    try:
        _Writer(write).document(document, plan_of(type(document), form), form)
    except InvalidProject:
        raise
    except (TypeError, ValueError) as error:
        raise InvalidProject(
            f"A value of the {form.name} cannot be written ({error}). A check of it says where."
        ) from error


def format_simple(value: Any) -> str:
    """A value as the schema spells it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def _check(text: str, where: str) -> None:
    found = _impossible(text)
    if found:
        raise InvalidProject(
            f"{where} holds the character U+{ord(found.group()):04X}, which XML cannot hold. "
            "Remove it and save again."
        )


def _attribute(text: str, where: str) -> str:
    if _odd_in_attribute(text):
        _check(text, where)
        return text.translate(_IN_ATTRIBUTE)
    return text


def _text(text: str, where: str) -> str:
    if _odd_in_text(text):
        _check(text, where)
        return text.translate(_IN_TEXT)
    return text


class _Writer:
    def __init__(self, write: Callable[[bytes], object]) -> None:
        self.write = write
        self.parts: list[str] = []
        self.put = self.parts.append
        self.odd = _odd_in_attribute
        self.format = format_simple
        self.plain: set[str] = set()
        """Texts that many nodes share and that need no escaping."""
        self.scopes: list[dict[str, str]] = [{}]

    def document(self, document: Any, plan: Plan, form: Form) -> None:
        extra: Extra = document.extra or Extra()
        self.put('<?xml version="1.0" encoding="utf-8"?>')
        for raw in extra.before:
            self.put("\n" + raw.xml)
        prefix = f"{extra.prefix}:" if extra.prefix else ""
        namespaces = extra.namespaces or {"": form.namespace}
        self._open(document, plan, prefix + form.root, namespaces, "\n")
        self._close(document, plan, document.extra, prefix, form.root, "\n")
        for raw in extra.after:
            self.put("\n" + raw.xml)
        self.put("\n")
        self.flush()

    # What the compiled functions call: see refiqda.standard.compiled.

    def breathe(self) -> None:
        if len(self.parts) > _CHUNK:
            self.flush()

    def flush(self) -> None:
        self.write("".join(self.parts).encode())
        self.parts.clear()

    def escaped(self, text: str) -> str:
        return _attribute(text, "An attribute")

    def shared(self, text: str) -> str:
        escaped = _attribute(text, "An attribute")
        if escaped is text:
            self.plain.add(text)
        return escaped

    def text(self, value: Any, xml: str, prefix: str, pad: str) -> None:
        text = _text(format_simple(value), xml)
        if text:
            self.put(f"{pad}<{prefix}{xml}>{text}</{prefix}{xml}>")
        else:
            self.put(f"{pad}<{prefix}{xml}/>")

    def general(self, node: Node, plan: Plan, xml: str, prefix: str, pad: str) -> None:
        """An element with something unusual about it."""
        extra = node.extra
        assert extra is not None
        prefix = _prefix(extra, prefix)
        self._open(node, plan, prefix + xml, extra.namespaces, pad)
        self._close(node, plan, extra, prefix, xml, pad)
        if extra.namespaces:
            self.scopes.pop()

    def _open(
        self, node: Node, plan: Plan, name: str, namespaces: dict[str, str], pad: str
    ) -> None:
        """The start tag of a node, without its closing bracket."""
        self.put(f"{pad}<{name}")
        if namespaces:
            self._declare(namespaces, at_root=len(self.scopes) == 1)
        extra = node.extra
        spelt = extra.lexical if extra is not None else {}
        for row in plan.attributes.values():
            value = getattr(node, row.key)
            read, text = spelt.get(row.key, (None, None))
            if text is None or read != value or type(read) is not type(value):
                text = None if value is None else format_simple(value)
            if text is not None:
                self.put(f' {row.xml}="{_attribute(text, f"{name}/@{row.xml}")}"')
        if extra is not None:
            self._foreign(extra)

    def _foreign(self, extra: Extra) -> None:
        for name, value in extra.attributes.items():
            where = f"@{name}"
            self.parts.append(f' {self._attribute_name(name, extra)}="{_attribute(value, where)}"')

    def _declare(self, namespaces: dict[str, str], *, at_root: bool = False) -> None:
        for prefix, uri in namespaces.items():
            if uri or not at_root:
                name = f"xmlns:{prefix}" if prefix else "xmlns"
                self.parts.append(f' {name}="{_attribute(uri, name)}"')
        self.scopes.append({**self.scopes[-1], **namespaces})

    def _attribute_name(self, name: str, extra: Extra) -> str:
        """``{namespace}local`` with the prefix that stands for the namespace here."""
        if not name.startswith("{"):
            return name
        uri, local = name[1:].split("}", 1)
        if uri == _XML_NAMESPACE:
            return f"xml:{local}"
        own = extra.prefixes.get(name)
        if own and self.scopes[-1].get(own) == uri:
            return f"{own}:{local}"
        for prefix, known in self.scopes[-1].items():
            if known == uri and prefix:
                return f"{prefix}:{local}"
        prefix = f"ns{len(self.scopes[-1])}"
        self.parts.append(f' xmlns:{prefix}="{_attribute(uri, name)}"')
        return f"{prefix}:{local}"

    def _close(
        self, node: Node, plan: Plan, extra: Extra | None, prefix: str, xml: str, pad: str
    ) -> None:
        """Content and end tag. Without ``pad``, blanks would be text and none are written."""
        if extra is not None and extra.order is not None:
            self._ordered(node, plan, extra, extra.order, prefix, xml, pad)
            return
        if not self._has_content(node, plan, extra):
            self.put("/>")
            return
        self.put(">")
        inner = pad + " " if pad else ""
        for key, row in plan.fields.items():
            if row.kind == "wrapper":
                self._wrapper(node, row, extra, prefix, inner)
                continue
            value = getattr(node, key)
            if value is not None:
                for item in value if row.many else (value,):
                    self._item(item, row, plan, prefix, inner)
        self.put(f"{pad}</{prefix}{xml}>")

    def _has_content(self, node: Node, plan: Plan, extra: Extra | None) -> bool:
        return bool(extra and extra.wrappers) or any(
            has_items(node, row.plan)
            if row.kind == "wrapper" and row.plan is not None
            else getattr(node, row.key) not in (None, [])
            for row in plan.elements
        )

    def _item(self, item: Any, row: Row, plan: Plan, prefix: str, pad: str) -> None:
        """One value of a field as an element."""
        if row.plan is not None:
            exact = exact_row(plan, row, item)
            assert exact.plan is not None
            WRITE.of(exact.plan)(item, exact.xml, prefix, pad, self)
            self.breathe()
        elif row.target_attribute:
            target = self.shared(str(item))
            self.put(f'{pad}<{prefix}{row.xml} {row.target_attribute}="{target}"/>')
        else:
            self.text(item, row.xml, prefix, pad)

    def _wrapper(self, node: Node, row: Row, around: Extra | None, prefix: str, pad: str) -> None:
        """``Users`` and its like, if there is anything in it or it was written empty."""
        assert row.plan is not None
        extra = around.wrappers.get(row.key) if around is not None else None
        if extra is None and not has_items(node, row.plan):
            return
        prefix = _prefix(extra, prefix)
        self.put(f"{pad}<{prefix}{row.xml}")
        if extra is not None:
            if extra.namespaces:
                self._declare(extra.namespaces)
            self._foreign(extra)
        self._close(node, row.plan, extra, prefix, row.xml, pad)
        if extra is not None and extra.namespaces:
            self.scopes.pop()

    def _ordered(
        self,
        node: Node,
        plan: Plan,
        extra: Extra,
        order: list[str | Raw],
        prefix: str,
        xml: str,
        pad: str,
    ) -> None:
        """Content in the order of the file, where that is not simply the schema's."""
        # Where the schema has no child elements, it allows no blanks either.
        tight = not plan.elements or any(
            isinstance(token, Raw) and token.kind == "text" for token in order
        )
        inner = "" if tight or not pad else pad + " "
        self.put(">")
        for step in in_file_order(node, plan.fields, order):
            if isinstance(step, Raw):
                self.put(inner + step.xml)
            elif step[0].kind == "wrapper":
                self._wrapper(node, step[0], extra, prefix, inner)
            else:
                self._item(step[1], step[0], plan, prefix, inner)
        self.put(f"</{prefix}{xml}>" if tight else f"{pad}</{prefix}{xml}>")


def _prefix(extra: Extra | None, around: str) -> str:
    """The prefix of an element with its colon: its own, or that of what it is in."""
    if extra is None or extra.prefix is None:
        return around
    return f"{extra.prefix}:" if extra.prefix else ""


def exact_row(plan: Plan, row: Row, item: Any) -> Row:
    """The row of an item's own class, where a field holds several classes."""
    if row.choice and row.plan is not None:
        for other in plan.elements:
            if other.plan is not None and other.plan.cls is type(item):
                return other
    return row


def in_file_order(
    node: Node, rows: dict[str, Row], order: list[str | Raw]
) -> Iterator[Raw | tuple[Row, Any]]:
    """What to write at each step: a piece of XML as it was, or a row with its next item.

    Tokens name fields, and each takes the field's next item. A field's surplus follows its last
    token; a field without a token comes where the schema has it, before the first later field.
    """
    items = {key: deque(_items(node, key, row)) for key, row in rows.items()}
    last = {_field(token): at for at, token in enumerate(order) if _field(token)}
    pending = [key for key in rows if key not in last]
    for at, token in enumerate(order):
        key = _field(token)
        if key:
            while pending and rows[pending[0]].position < rows[key].position:
                early = pending.pop(0)
                yield from ((rows[early], item) for item in items[early])
        if isinstance(token, Raw):
            if not key or (token.value is None and not items[key]):
                yield token
            elif items[key]:
                item = items[key].popleft()
                same = item == token.value and type(item) is type(token.value)
                yield token if same else (rows[key], item)
        elif items[key]:
            yield rows[key], items[key].popleft()
        if key and last[key] == at:
            yield from ((rows[key], item) for item in items[key])
            items[key].clear()
    for key in pending:
        yield from ((rows[key], item) for item in items[key])


def _field(token: str | Raw) -> str:
    return token.field if isinstance(token, Raw) else token


def _items(node: Node, key: str, row: Row) -> list[Any]:
    if row.kind == "wrapper":
        return [None]
    value = getattr(node, key)
    if row.many:
        return list(value)
    return [] if value is None else [value]
