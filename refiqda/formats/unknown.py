"""What a file says that the standard has no name for, when it cannot go along."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from lxml import etree

from refiqda.checks import place_of_each
from refiqda.formats.loss import LossReport
from refiqda.standard.index import walk
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.node import Extra, Node, Raw

_WHY = "the standard has no name for it"
_OF_SCHEMAS = "{http://www.w3.org/2001/XMLSchema-instance}"


def tell_unknown(
    document: Project | CodeBook,
    carried: Iterable[Node],
    report: LossReport,
    understood: Container[int] = (),
) -> None:
    """Report what stays behind of the document itself and of what is carried over.

    ``understood`` are the pieces of XML, by identity, whose meaning was carried over.
    """
    nodes: list[Node] = [document]
    for node in carried:
        nodes += [node, *(below for below, _ in walk(node))]
    unusual = [node for node in nodes if node.extra is not None]
    paths = place_of_each(document, unusual)
    for node in unusual:
        assert node.extra is not None
        for what, name, where in _of_extra(node.extra, paths[id(node)], understood):
            report.add(what, name, "", where, _WHY)


Unknown = tuple[str, str, str]
"""What it is, its name, and where it stands."""


def _of_extra(extra: Extra, path: str, understood: Container[int]) -> Iterator[Unknown]:
    for attribute in extra.attributes:
        if not attribute.startswith(_OF_SCHEMAS):
            yield "attribute", attribute, f"{path}/@{attribute}"
    for raw in (*extra.before, *(extra.order or ()), *extra.after):
        if isinstance(raw, Raw) and id(raw) not in understood:
            yield from _of_raw(raw, path)
    for name, inner in extra.wrappers.items():
        yield from _of_extra(inner, f"{path}/{name}", understood)


def _of_raw(raw: Raw, path: str) -> Iterator[Unknown]:
    """A piece of XML; of one that gives a field its value, only what else it holds."""
    if not raw.field:
        yield raw.kind, raw.name, path
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    element = etree.fromstring(raw.xml, parser)
    path = f"{path}/{raw.name}"
    for attribute in map(str, element.attrib):
        if attribute not in ("targetGUID", "guid") and not attribute.startswith(_OF_SCHEMAS):
            yield "attribute", attribute, f"{path}/@{attribute}"
    for child in element:
        yield ("element" if isinstance(child.tag, str) else "comment"), raw.name, path
