"""Draws boxes, lines and words as SVG: text stays text, and shades differ in grey too.

A picture may stand alone or with others in one page, on light ground or dark. So every id begins
with its name, colours are attributes that any program shows, and a style of its own, for its own id
alone, turns them where the reader has chosen dark.
"""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree

WIDTH = 520
"""Of every picture, in its own units; a telephone shows about 360 pixels of it."""
MARGIN = 16
SIZE = 16.0
SMALL = 14.0
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"

Attributes = dict[str, str | float]
Shade = Literal["ground", "ink", "soft", "line", "deep", "middle", "pale"]
LIGHT: dict[Shade, str] = {
    "ground": "#ffffff",
    "ink": "#1a1a1a",
    "soft": "#595959",
    "line": "#8c8c8c",
    "deep": "#274c77",
    "middle": "#a3bdd9",
    "pale": "#e4ecf5",
}
DARK: dict[Shade, str] = {
    "ground": "#14181d",
    "ink": "#ececec",
    "soft": "#b4b9c0",
    "line": "#7d8590",
    "deep": "#a9cdf3",
    "middle": "#43698f",
    "pale": "#223142",
}
_NARROW, _WIDE = " !',./:;()-Iijlftr", "mMWGOQ%"


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are in a usual sans-serif; rather too wide than too narrow."""
    ems = sum(
        0.32
        if letter in _NARROW
        else 0.86
        if letter in _WIDE
        else 0.7
        if letter.isupper()
        else 0.56
        for letter in words
    )
    return ems * size * (1.07 if bold else 1)


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Words in lines that are no wider; a word with a hyphen may be broken after it."""
    lines = [""]
    for piece in words.replace("-", "-\N{ZERO WIDTH SPACE}").split(" "):
        for number, part in enumerate(piece.split("\N{ZERO WIDTH SPACE}")):
            joint = "" if number or not lines[-1] else " "
            longer = f"{lines[-1]}{joint}{part}"
            if lines[-1] and width_of(longer, size, bold=bold) > width:
                lines.append(part)
            else:
                lines[-1] = longer
    return lines


class Canvas:
    """A picture while it is drawn; ``bottom`` is how far down it goes."""

    def __init__(self, name: str, title: str) -> None:
        self.name = name
        self.title = title
        self.said: list[str] = []
        """What the picture shows, in sentences, for whoever cannot see it."""
        self.bottom = 0.0
        self._shapes = ElementTree.Element("g", {"font-family": FONT})

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: Shade, round: float = 0
    ) -> None:
        """A filled rectangle."""
        shape: Attributes = {"x": x, "y": y, "width": width, "height": height, "rx": round}
        self._add("rect", shape, fill=fill)
        self.reach(y + height)

    def frame(self, x: float, y: float, width: float, height: float, *, round: float = 6) -> None:
        """A rectangle with an outline on pale ground."""
        shape: Attributes = {"x": x, "y": y, "width": width, "height": height, "rx": round}
        self._add("rect", shape, fill="pale", stroke="deep")
        self.reach(y + height)

    def line(
        self,
        *points: tuple[float, float],
        stroke: Shade = "line",
        thick: float = 1,
        dashed: bool = False,
        arrow: bool = False,
    ) -> None:
        """A line from point to point, with an arrow's head at its end or without."""
        shape: Attributes = {"points": _path(*points), "stroke-width": thick}
        if dashed:
            shape["stroke-dasharray"] = "5 4"
        self._add("polyline", shape, stroke=stroke)
        if arrow:
            self._head(points[-2], points[-1], stroke)
        self.reach(max(y for _, y in points))

    def dot(self, x: float, y: float, radius: float, *, fill: Shade = "deep") -> None:
        """A disc with a line around it in the colour of the ground."""
        self._add("circle", {"cx": x, "cy": y, "r": radius}, fill=fill, stroke="ground")
        self.reach(y + radius)

    def ring(self, x: float, y: float, radius: float) -> None:
        """A circle, empty."""
        shape: Attributes = {"cx": x, "cy": y, "r": radius, "stroke-width": 2}
        self._add("circle", shape, fill="ground", stroke="deep")
        self.reach(y + radius)

    def diamond(self, x: float, y: float, radius: float) -> None:
        """A diamond, empty."""
        corners = ((x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius))
        shape: Attributes = {"points": _path(*corners), "stroke-width": 2}
        self._add("polygon", shape, fill="ground", stroke="ink")

    def badge(self, x: float, y: float, word: str) -> None:
        """A word in a disc."""
        self._add("circle", {"cx": x, "cy": y, "r": 10}, fill="ground", stroke="deep")
        self.words(x, y + 5, word, size=SMALL, bold=True, anchor="middle")

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        anchor: Literal["start", "middle", "end"] = "start",
        fill: Shade = "ink",
    ) -> None:
        """Words on a base line."""
        shape: Attributes = {"x": x, "y": y, "font-size": size}
        if bold:
            shape["font-weight"] = "bold"
        if anchor != "start":
            shape["text-anchor"] = anchor
        self._add("text", shape, fill=fill).text = words
        self.reach(y + size / 3)

    def lines(
        self,
        x: float,
        y: float,
        words: str,
        width: float,
        *,
        size: float = SIZE,
        bold: bool = False,
        anchor: Literal["start", "middle", "end"] = "start",
        fill: Shade = "ink",
    ) -> float:
        """Words in as many lines as they need; the base line for what comes next."""
        for line in wrapped(words, size, width, bold=bold):
            self.words(x, y, line, size=size, bold=bold, anchor=anchor, fill=fill)
            y += size * 1.3
        return y

    def reach(self, bottom: float) -> None:
        """Make the picture at least so high."""
        self.bottom = max(self.bottom, bottom)

    def _head(self, before: tuple[float, float], tip: tuple[float, float], stroke: Shade) -> None:
        (x, y), (to_x, to_y) = before, tip
        along = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
        across = along[1], along[0]
        foot = to_x - 9 * along[0], to_y - 9 * along[1]
        corners = (
            tip,
            (foot[0] + 5 * across[0], foot[1] + 5 * across[1]),
            (foot[0] - 5 * across[0], foot[1] - 5 * across[1]),
        )
        self._add("polygon", {"points": _path(*corners)}, fill=stroke)

    def _add(
        self,
        tag: str,
        attributes: Attributes,
        *,
        fill: Shade | None = None,
        stroke: Shade | None = None,
    ) -> ElementTree.Element:
        shown = {name: _shown(value) for name, value in attributes.items()}
        classes = [f"f-{fill}"] if fill else []
        shown["fill"] = LIGHT[fill] if fill else "none"
        if stroke:
            shown["stroke"] = LIGHT[stroke]
            classes.append(f"s-{stroke}")
        shown["class"] = " ".join(classes)
        return ElementTree.SubElement(self._shapes, tag, shown)

    def svg(self) -> str:
        """The whole picture."""
        height = _shown(self.bottom + MARGIN)
        own = f"{self.name}-figure"
        form = {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": own,
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": height,
            "role": "img",
            "aria-labelledby": f"{own}-title {own}-desc",
        }
        root = ElementTree.Element("svg", form)
        ElementTree.SubElement(root, "title", id=f"{own}-title").text = self.title
        ElementTree.SubElement(root, "desc", id=f"{own}-desc").text = " ".join(self.said)
        ElementTree.SubElement(root, "style").text = _dark(own)
        ground = {"width": str(WIDTH), "height": height, "fill": LIGHT["ground"]}
        ElementTree.SubElement(root, "rect", {**ground, "class": "f-ground"})
        root.append(self._shapes)
        ElementTree.indent(root)
        return ElementTree.tostring(root, encoding="unicode") + "\n"


def _dark(own: str) -> str:
    """The style that turns the colours on dark ground; it names no shape but its own."""
    rules = " ".join(
        f"#{own} .f-{shade} {{ fill: {colour} }} #{own} .s-{shade} {{ stroke: {colour} }}"
        for shade, colour in DARK.items()
    )
    return f"@media screen and (prefers-color-scheme: dark) {{ {rules} }}"


def _path(*points: tuple[float, float]) -> str:
    return " ".join(f"{_shown(x)},{_shown(y)}" for x, y in points)


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
