"""Figure 1 drawn anew from the project's graph, with what is and is not known of each link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.figures.canvas import MARGIN, SMALL, WIDTH, Canvas, wrapped
from analysis.tables.box2 import counts_of
from analysis.tables.people import everyone
from refiqda import UnknownName

if TYPE_CHECKING:
    from analysis.model import Edge, Graph
    from analysis.study import Study

TITLE = "Figure 1 redrawn, with what is known of each link"
GRAPH = "Figure 1"
NOTE = (
    "What a linkage is, is not defined in print. How many hold two themes together is what the "
    "printed numbers allow (level L2). The shapes and their places are ours."
)
_WIDE, _GAP = 124.0, 40.0
_LEFT = 36.0
_COLUMNS = tuple(_LEFT + _WIDE / 2 + number * (_WIDE + _GAP) / 2 for number in range(5))
"""The middles of three columns, and halfway between them."""
_LINE = 17.0
_FAR = 200.0
"""From one shape to another below it, with others between."""
_LINKED = "Associative"


class Link(NamedTuple):
    """Edges of the graph that say the same of the same shape."""

    says: str
    source: str
    targets: tuple[str, ...]
    is_linkage: bool


class Box(NamedTuple):
    """A shape of the picture."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Halfway across."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def figure1(study: Study) -> str:
    """The shapes and links of the graph, and a list of what is known of each link.

    Raises:
        UnknownName: if the project has no such graph.
    """
    graph = next((each for each in study.project.graphs if each.name == GRAPH), None)
    if graph is None:
        raise UnknownName(f"The project has no graph {GRAPH!r} to be drawn.")
    found = links(graph)
    counted = counts_of(study)
    counts = {subtheme or theme: count for (theme, subtheme), count in counted.items()}
    themes = [theme for theme, subtheme in counted if not subtheme]
    of = len(everyone(study.project))
    canvas = Canvas("figure1", TITLE)
    boxes = _placed(graph, found, themes, set(counts))
    for number, link in enumerate(found, start=1):
        for target in link.targets:
            _draw(canvas, boxes[link.source], boxes[target], link, str(number))
    for name, box in boxes.items():
        _shape(canvas, name, box, f"{counts[name]} of {of}" if name in counts else "")
    y = max(box.bottom for box in boxes.values()) + 40
    for number, link in enumerate(found, start=1):
        canvas.badge(MARGIN + 10, y - 5, str(number))
        said = f"{_sentence(link)} {_known(study, link, counts, of)}"
        y = canvas.lines(MARGIN + 32, y, said, WIDTH - 2 * MARGIN - 32, size=SMALL) + 10
        canvas.said.append(said)
    canvas.lines(MARGIN, y + 6, NOTE, WIDTH - 2 * MARGIN, size=SMALL, fill="soft")
    canvas.said.append(NOTE)
    return canvas.svg()


def links(graph: Graph) -> list[Link]:
    """The edges of the graph, those together that say the same of one shape."""
    names = {vertex.guid: vertex.name or "" for vertex in graph.vertices}
    found: dict[tuple[str, ...], Link] = {}
    for edge in graph.edges:
        source, target, says = names[edge.source], names[edge.target], edge.name or ""
        key = (says, source, target) if _is_linkage(edge) else (says, source)
        before = found[key].targets if key in found else ()
        found[key] = Link(says, source, (*before, target), _is_linkage(edge))
    return list(found.values())


def _is_linkage(edge: Edge) -> bool:
    return edge.direction == _LINKED


def _placed(graph: Graph, found: list[Link], themes: list[str], known: set[str]) -> dict[str, Box]:
    """Where each shape stands: what leads to others above, what leads nowhere below.

    Between them stand the themes that are not linked, the linked ones, and the subthemes. What
    stands for no theme is as wide as the picture.
    """
    names = [vertex.name or "" for vertex in graph.vertices]
    linked = {name for link in found if link.is_linkage for name in (link.source, *link.targets)}
    sources = {link.source for link in found if not link.is_linkage}
    middle = [name for name in names if name in linked]
    primary = [name for name in names if name in themes and name not in linked]
    others = [name for name in names if name in known.difference(themes, linked)]
    full = WIDTH - 2.0 * MARGIN
    boxes = {
        name: Box(MARGIN, 16.0 if name in sources else 446.0, full, 44)
        for name in names
        if name not in known
    }
    boxes.update(_spread(primary, 106, 48, _COLUMNS[1:4:2]))
    boxes.update(_spread(middle, 196, 64, _COLUMNS[::2]))
    boxes.update(_spread(others, 336, 64, _COLUMNS[::4]))
    return boxes


def _spread(
    names: list[str], y: float, height: float, middles: tuple[float, ...]
) -> Iterator[tuple[str, Box]]:
    """Shapes side by side: at these places if they are as many, evenly otherwise."""
    wide = _WIDE
    if len(names) != len(middles):
        step = (_COLUMNS[-1] - _COLUMNS[0] + _WIDE) / max(len(names), 1)
        wide = min(_WIDE, step - 8)
        middles = tuple(_LEFT + step * (number + 0.5) for number in range(len(names)))
    for name, middle in zip(names, middles, strict=True):
        yield name, Box(middle - wide / 2, y, wide, height)


def _shape(canvas: Canvas, name: str, box: Box, count: str) -> None:
    canvas.frame(*box)
    lines = wrapped(name, SMALL + 1, box.width - 8, bold=True)
    whole = [*lines, count] if count else lines
    top = box.y + (box.height - _LINE * len(whole)) / 2 + 13
    for number, line in enumerate(whole):
        is_name = number < len(lines)
        size = SMALL + 1 if is_name else SMALL
        canvas.words(
            box.middle, top + number * _LINE, line, size=size, bold=is_name, anchor="middle"
        )


def _draw(canvas: Canvas, one: Box, other: Box, link: Link, number: str) -> None:
    if link.is_linkage:
        _draw_linkage(canvas, one, other, number)
    elif other.y - one.bottom > _FAR:
        _draw_aside(canvas, one, other, number)
    else:
        x = other.middle if one.width > other.width else one.middle
        canvas.line((x, one.bottom), (x, other.y), stroke="soft", thick=1.5, arrow=True)
        canvas.badge(x, one.bottom + 21, number)


def _draw_aside(canvas: Canvas, one: Box, other: Box, number: str) -> None:
    """A line round the shapes between: on the left to the side of a narrow one, else the right."""
    x = one.x + 6
    points = (
        (x, one.bottom),
        (x, other.y + other.height / 2),
        (other.x, other.y + other.height / 2),
    )
    if other.width >= one.width:
        x = one.x + one.width - 6
        points = ((x, one.bottom), (x, one.bottom), (x, other.y))
    canvas.line(*points, stroke="soft", thick=1.5, arrow=True)
    canvas.badge(x, one.bottom + 21, number)


def _draw_linkage(canvas: Canvas, one: Box, other: Box, number: str) -> None:
    if other.x - one.x < _WIDE + _GAP + 1:
        y = one.y + one.height / 2
        canvas.line((one.x + one.width, y), (other.x, y), stroke="deep", thick=2, dashed=True)
        canvas.badge((one.x + one.width + other.x) / 2, y, number)
        return
    y = one.bottom + 36
    ends = one.middle + 24, other.middle - 24
    points = ((ends[0], one.bottom), (ends[0], y), (ends[1], y), (ends[1], other.bottom))
    canvas.line(*points, stroke="deep", thick=2, dashed=True)
    canvas.badge(sum(ends) / 2, y, number)


def _sentence(link: Link) -> str:
    says, source = f"{link.says[0].upper()}{link.says[1:]}", _lower(link.source)
    if link.is_linkage:
        return f"{says} of {source} and {_lower(link.targets[0])}."
    several = len(link.targets)
    to = _lower(link.targets[0]) if several == 1 else f"each of the {several} primary themes"
    return f"{says}: from {source} to {to}."


def _lower(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"


def _known(study: Study, link: Link, counts: dict[str, int], of: int) -> str:
    """What print says of a link beyond its words."""
    if link.is_linkage:
        one, other = link.source, link.targets[0]
        both = study.determined.overlap(one, other)
        return (
            f"Held by {counts[one]} and {counts[other]} of {of}, and both together by "
            f"{both.least} to {both.most}."
        )
    ends = [name for name in (link.source, *link.targets) if name in counts]
    if not ends:
        return "Printed as words; nothing is counted."
    held = ", ".join(str(counts[name]) for name in ends)
    return f"Printed as words; held by {held} of {of}."
