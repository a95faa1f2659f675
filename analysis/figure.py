"""Figure 1 as a graph, from its caption: what is linked is printed, where it stands is ours."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from analysis.facts import LINKED_THEMES, Facts
from analysis.model import Edge, Graph, Link, Vertex
from analysis.names import guid, note_guid

_WIDTH, _HEIGHT = 220, 60
_ELECTIVES = "International electives for medical students"
_IDENTITY = "Professional identity formation"


class Arrow(NamedTuple):
    """What the caption says of two shapes."""

    source: str
    target: str
    says: str


ARROWS = (
    Arrow(_ELECTIVES, "self-relativisation", "could promote"),
    Arrow(_ELECTIVES, _IDENTITY, "could contribute to"),
    Arrow("cross-cultural understanding", _IDENTITY, "is the basis"),
)


def linkages() -> list[Link]:
    """The linkage of three themes, each pair once."""
    return [
        Link(
            guid=guid("link", one, other),
            name="linkage",
            direction="Associative",
            origin=guid("code", one),
            target=guid("code", other),
            notes=[note_guid("printed")],
        )
        for one, other in combinations(LINKED_THEMES, 2)
    ]


def figure_one(facts: Facts) -> Graph:
    """The shapes and lines of the graph."""
    themes = [row.theme for row in facts.box2 if not row.subtheme]
    vertices = [_vertex(name, 260 * column, 200, "Oval") for column, name in enumerate(themes)]
    vertices += [
        _vertex("self-relativisation", 260, 360, "Oval"),
        _vertex("cross-cultural understanding", 780, 360, "Oval"),
        _vertex(_ELECTIVES, 520, 40, "RoundedRectangle", is_code=False),
        _vertex(_IDENTITY, 520, 520, "RoundedRectangle", is_code=False),
    ]
    arrows = [*(Arrow(_ELECTIVES, theme, "from which was gained") for theme in themes), *ARROWS]
    edges = [
        Edge(
            guid=guid("edge", arrow.source, arrow.target),
            name=arrow.says,
            source=guid("vertex", arrow.source),
            target=guid("vertex", arrow.target),
            direction="OneWay",
            line_style="solid",
        )
        for arrow in arrows
    ]
    edges += [
        Edge(
            guid=guid("edge", one, other),
            represented=guid("link", one, other),
            name="linkage",
            source=guid("vertex", one),
            target=guid("vertex", other),
            direction="Associative",
            line_style="dashed",
        )
        for one, other in combinations(LINKED_THEMES, 2)
    ]
    return Graph(guid=guid("graph", "Figure 1"), name="Figure 1", vertices=vertices, edges=edges)


def _vertex(name: str, x: int, y: int, shape: str, *, is_code: bool = True) -> Vertex:
    return Vertex(
        guid=guid("vertex", name),
        represented=guid("code", name) if is_code else None,
        name=name,
        first_x=x,
        first_y=y,
        second_x=x + _WIDTH,
        second_y=y + _HEIGHT,
        shape=shape,
    )
