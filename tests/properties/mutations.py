"""Ways to change an XML document: what real programs get wrong, and what nobody would think of.

A mutation takes an element and a number that decides the details, and returns the root, which is
another one where the root itself was changed.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lxml import etree
from properties.vocabulary import (
    ATTRIBUTES,
    GUID,
    NAMES,
    NAMESPACES,
    OWN_TYPES,
    TEXTS,
    VALUES,
    VENDOR,
    XML,
    XS,
    XSI,
)

Element = etree._Element
Mutation = Callable[[Element, int], Element | None]
MUTATIONS: list[Mutation] = []

MARK = "declare-"
"""Stands for ``xmlns``, which lxml takes for no attribute, until the document is written."""


def mutation(function: Mutation) -> Mutation:
    MUTATIONS.append(function)
    return function


def mutate(data: bytes, steps: Iterable[tuple[int, int, int]]) -> bytes:
    """The document after some steps, each a mutation, a place and a number for the details."""
    root = etree.fromstring(data)
    for which, where, how in steps:
        elements = list(root.iter("*"))
        changed = MUTATIONS[which % len(MUTATIONS)](elements[where % len(elements)], how)
        root = root if changed is None else changed
    text = etree.tostring(root.getroottree(), encoding="unicode")
    return re.sub(f' {MARK}[0-9]*="', ' xmlns="', text).encode()


def _any(choices: Sequence[Any], how: int) -> Any:
    return choices[how % len(choices)]


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _same_namespace(element: Element, local: str) -> str:
    return str(etree.QName(etree.QName(element).namespace, local))


# ------------------------------------------------------------------------------- elements and order


@mutation
def drop_element(element: Element, how: int) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


@mutation
def repeat_element(element: Element, how: int) -> None:
    if element.getparent() is not None:
        for _ in range(1 + how % 2):
            element.addnext(copy.deepcopy(element))


@mutation
def repeat_elsewhere(element: Element, how: int) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.insert(how % (len(parent) + 1), copy.deepcopy(element))


@mutation
def move_within_parent(element: Element, how: int) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.insert(how % (len(parent) + 1), element)


@mutation
def move_anywhere(element: Element, how: int) -> None:
    others = [each for each in element.getroottree().iter("*") if element not in _up(each)]
    if others:
        target = _any(others, how)
        target.insert(how // 7 % (len(target) + 1), element)


def _up(element: Element) -> list[Element]:
    return [element, *element.iterancestors()]


@mutation
def reverse_children(element: Element, how: int) -> None:
    element[:] = list(element)[::-1]


@mutation
def empty_element(element: Element, how: int) -> None:
    element[:] = []


@mutation
def wrap_element(element: Element, how: int) -> None:
    parent = element.getparent()
    if parent is not None:
        wrapper = etree.Element(_same_namespace(element, _any([_local(element), *NAMES], how)))
        parent.replace(element, wrapper)
        wrapper.append(element)


@mutation
def unwrap_element(element: Element, how: int) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


@mutation
def rename_element(element: Element, how: int) -> None:
    element.tag = _same_namespace(element, _any(NAMES, how))


@mutation
def misspell_element(element: Element, how: int) -> None:
    name = _local(element)
    spelt = (name.lower(), name.upper(), name + "s", name[:-1] or "X", name.swapcase())
    element.tag = _same_namespace(element, _any(spelt, how))


@mutation
def add_element(element: Element, how: int) -> None:
    made = etree.Element(_same_namespace(element, _any(NAMES, how)))
    element.insert(how // 5 % (len(element) + 1), made)
    if how % 3:
        made.set(_any(ATTRIBUTES, how // 3), GUID)
    if how % 4 == 1:
        made.text = _any(TEXTS, how // 4)


@mutation
def second_description(element: Element, how: int) -> None:
    made = etree.Element(_same_namespace(element, "Description"))
    made.text = _any(TEXTS, how)
    element.insert(how % 3 if how % 5 else 0, made)


@mutation
def foreign_element(element: Element, how: int) -> None:
    made = etree.Element(f"{{{_any(NAMESPACES[1:], how)}}}{_any(NAMES, how // 6)}")
    if how % 2:
        etree.SubElement(made, "inner", value="5").text = " kept "
    if how % 3 == 0:
        made.append(copy.deepcopy(element))
    element.insert(how // 3 % (len(element) + 1), made)


# -------------------------------------------------------------------------------------- attributes


@mutation
def drop_attribute(element: Element, how: int) -> None:
    if element.attrib:
        del element.attrib[_any(sorted(element.attrib), how)]


@mutation
def rename_attribute(element: Element, how: int) -> None:
    names = [name for name in sorted(element.attrib) if not name.startswith(MARK)]
    if names:
        name = _any(names, how)
        value = element.attrib.pop(name)
        element.set(_any([name.swapcase(), f"{{{VENDOR}}}guid", *ATTRIBUTES], how // 3), value)


@mutation
def change_attribute(element: Element, how: int) -> None:
    names = [name for name in sorted(element.attrib) if not name.startswith(MARK)]
    if names:
        element.set(_any(names, how), _any(VALUES, how // 8))


@mutation
def add_attribute(element: Element, how: int) -> None:
    element.set(_any(ATTRIBUTES, how), _any(VALUES, how // 40))


@mutation
def foreign_attribute(element: Element, how: int) -> None:
    names = (f"{{{VENDOR}}}note", f"{{{XML}}}lang", f"{{{XML}}}space", f"{{{XML}}}base", "vendor")
    element.set(_any(names, how), _any(("de", "preserve", "a\tb\nc", "\"<&>'"), how // 5))


@mutation
def schema_instance_attribute(element: Element, how: int) -> None:
    names = ("schemaLocation", "noNamespaceSchemaLocation", "nil", "unheardOf")
    values = ("urn:x x.xsd", "true", "false", "", " 1 ", "x.xsd", "a b c")
    element.set(f"{{{XSI}}}{_any(names, how)}", _any(values, how // 4))


@mutation
def type_attribute(element: Element, how: int) -> Element | None:
    """``xsi:type``: its own type, or another, with every sort of prefix."""
    own = OWN_TYPES.get(_local(element), _local(element) + "Type")
    name = _any((own, own, own, "TextSourceType", "CodeType", "string", "NoSuchType"), how)
    spellings = ("{}", "q:{}", "xs:{}", " q:{}\n", "xs:{}", "none:{}", "q:{} x", ":{}", "v:{}")
    element.set(f"{{{XSI}}}type", _any(spellings, how // 7).format(name))
    own_namespace = etree.QName(element).namespace or VENDOR
    return _rebuilt(element, {"q": own_namespace, "xs": XS, "v": VENDOR})


# ------------------------------------------------------------------------ text, comments and so on


@mutation
def change_text(element: Element, how: int) -> None:
    element.text = _any(VALUES, how)


@mutation
def stray_text(element: Element, how: int) -> None:
    target = element if how % 2 or not len(element) else _any(list(element), how // 2)
    if target is element:
        element.text = (element.text or "") + _any(TEXTS, how // 2)
    else:
        target.tail = (target.tail or "") + _any(TEXTS, how // 2)


@mutation
def cdata(element: Element, how: int) -> None:
    # Not an empty one: libxml2 takes it for text, which by XSD it is not.
    if not len(element):
        element.text = etree.CDATA(_any((element.text or "x", "<b>", " ", "5", "true"), how))


@mutation
def comment(element: Element, how: int) -> None:
    _insert(element, etree.Comment(_any((" why ", "", "a<b&c", "\n"), how)), how // 4)


@mutation
def instruction(element: Element, how: int) -> None:
    made = etree.ProcessingInstruction("vendor", _any((None, "x='1'", "a<b&c "), how))
    _insert(element, made, how // 3)


def _insert(element: Element, made: Any, how: int) -> None:
    """Between the children, in the middle of the text, or before or after the whole document."""
    if how % 5 == 0:
        root = element.getroottree().getroot()
        (root.addprevious if how % 2 else root.addnext)(made)
        return
    if not len(element) and element.text:
        at = how % (len(element.text) + 1)
        element.text, made.tail = element.text[:at], element.text[at:]
    element.insert(how // 5 % (len(element) + 1), made)


# -------------------------------------------------------------------------------------- namespaces


@mutation
def default_namespace(element: Element, how: int) -> None:
    """``xmlns`` on an element; all without a prefix below goes with it."""
    if element.prefix is None and None not in _declared(element):
        element.set(f"{MARK}0", _any(NAMESPACES, how))


def _declared(element: Element) -> dict[str | None, str]:
    parent = element.getparent()
    above = parent.nsmap if parent is not None else {}
    return {prefix: uri for prefix, uri in element.nsmap.items() if above.get(prefix) != uri}


@mutation
def other_namespace(element: Element, how: int) -> None:
    """One element alone in another namespace, with a prefix."""
    element.tag = f"{{{_any(NAMESPACES[1:], how)}}}{_local(element)}"


@mutation
def prefix_one(element: Element, how: int) -> Element | None:
    namespace = etree.QName(element).namespace
    return _rebuilt(element, {_any(("p", "ns0", "xsd"), how): namespace}) if namespace else None


@mutation
def prefix_all(element: Element, how: int) -> Element | None:
    root = element.getroottree().getroot()
    if set(root.nsmap) != {None} or any(
        each.prefix or MARK in "".join(each.attrib) for each in root.iter("*")
    ):
        return None
    text = etree.tostring(root, encoding="unicode").replace(" xmlns=", " xmlns:qda=")
    return etree.fromstring(re.sub(r"<(/?)(?=\w)", r"<\1qda:", text))


@mutation
def declare_namespace(element: Element, how: int) -> Element | None:
    unused = ({"unused": VENDOR}, {"xsd": XS, "xsi": XSI}, {"a": VENDOR, "b": VENDOR})
    made = _rebuilt(element, _any(unused, how))
    target = made if made is not None else element
    if how % 3 == 2:
        target.set(f"{{{VENDOR}}}twice", "x")
    return made


def _rebuilt(element: Element, nsmap: dict[str, str]) -> Element | None:
    """Put a copy with more namespaces in the place of an element; back comes a new root, if so."""
    made = etree.Element(element.tag, nsmap=nsmap)
    parent = element.getparent()
    if parent is None:
        made = etree.Element(element.tag, nsmap={**element.nsmap, **nsmap})
    else:
        made.tail = element.tail
        parent.replace(element, made)
    _fill(made, element)
    return made if parent is None else None


def _fill(made: Element, old: Element) -> None:
    for name, value in old.attrib.items():
        made.set(name, value)
    made.text = old.text
    made[:] = list(old)
