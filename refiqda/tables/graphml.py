"""Codes that occur together as GraphML, which Gephi, yEd, Cytoscape and NetworkX read.

The format is that of graphml.graphdrawing.org, 1.0. Gephi takes ``label``, ``r``, ``g``, ``b`` and
``weight`` by name (its ImporterGraphML), and all else as columns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from lxml import etree

from refiqda.checks.repair.colours import colour
from refiqda.standard.index import guid_key
from refiqda.tables.together.found import Together

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {
    "label": "string",
    "path": "string",
    "level": "int",
    "parent": "string",
    "color": "string",
    "r": "int",
    "g": "int",
    "b": "int",
    "n": "long",
}
"""What is told of a code, and its type."""
EDGE_KEYS = {"weight": "long", "c": "double"}
"""What is told of two codes that occur together."""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
_MARK = "\N{REPLACEMENT CHARACTER}"


class Node(NamedTuple):
    """A code: what stands for it in edges, and what is told of it."""

    id: str
    data: dict[str, Any]


def as_graphml(found: Together, title: str, minimum: int) -> str:
    """The graph of codes that occur together at least so often; every code is a node."""
    asked, pairs = found.asked, found.listed(minimum)
    said = [title, *asked.says(), *asked.says_of_edges(minimum, "n"), *asked.says_of_scope()]
    root = etree.Element(f"{{{NAMESPACE}}}graphml", nsmap={None: NAMESPACE})
    _text(root, "desc", "\n".join([*said, *found.warns(pairs)]))
    for keys, of in ((NODE_KEYS, "node"), (EDGE_KEYS, "edge")):
        for name, kind in keys.items():
            told = {"id": name, "for": of, "attr.name": name, "attr.type": kind}
            etree.SubElement(root, f"{{{NAMESPACE}}}key", told)
    direction = "directed" if asked.way.is_directed else "undirected"
    graph = etree.SubElement(root, f"{{{NAMESPACE}}}graph", {"edgedefault": direction})
    nodes = list(_nodes(found))
    for node in nodes:
        _add(graph, "node", {"id": node.id}, node.data)
    columns = (pairs.one.tolist(), pairs.other.tolist(), pairs.times.tolist(), pairs.c.tolist())
    for one, other, count, c in zip(*columns, strict=True):
        ends = {"source": nodes[one].id, "target": nodes[other].id}
        _add(graph, "edge", ends, {"weight": count, "c": None if math.isnan(c) else c})
    written = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written.decode("utf-8")


def _nodes(found: Together) -> Iterator[Node]:
    coded, taken = found.coded, set()
    n = np.diagonal(found.count).tolist()
    for row, number in enumerate(found.codes):
        code = coded.codes[number]
        key = guid_key(code.guid or "")
        parent = coded.tree.parents[key]
        name = _legal(code.guid or "").strip()
        if not name or name in taken:
            name = f"code-{row + 1}"
        taken.add(name)
        data = {
            "label": code.name,
            "path": coded.tree.path(key),
            "level": len(coded.tree.steps[key]),
            "parent": coded.tree.codes[parent].guid if parent else None,
            "color": code.color,
            **_lights(code.color),
            "n": n[row],
        }
        yield Node(name, data)


def _lights(text: str | None) -> dict[str, int]:
    """Red, green and blue of a colour, from 0 to 255; nothing of what is no colour."""
    found = colour(text or "")
    if found is None:
        return {}
    digits = found[0].removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return {name: int(digits[at : at + 2], 16) for at, name in zip((0, 2, 4), "rgb", strict=True)}


def _add(graph: Any, name: str, own: dict[str, str], data: dict[str, Any]) -> None:
    """A node or an edge with what is known of it."""
    element = etree.SubElement(graph, f"{{{NAMESPACE}}}{name}", own)
    for key, value in data.items():
        if value is not None:
            _text(element, "data", str(value), key=key)


def _text(parent: Any, name: str, text: str, **own: str) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", own).text = _legal(text)


def _legal(text: str) -> str:
    return _ILLEGAL.sub(_MARK, text)
