"""Draws a text with bars for its codings above it, and tables, as SVG with text that stays text.

Nobody's fonts are known here. So every word is told how wide to be, and stands where a bar that
begins or ends with it is drawn. Shades differ in grey, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

WIDTH = 640
"""Of every picture, in its own units; a telephone shows about 360 pixels of it."""
MARGIN = 16
INK = "#1a1a1a"
SOFT = "#595959"
LINE = "#8c8c8c"
SHADES = (("#274c77", "#ffffff"), ("#a3bdd9", INK), ("#e4ecf5", INK))
"""Fills with the ink of words on them; light enough apart to be told in grey."""
FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_GROUPS = {
    191: "'",
    222: "ijl",
    278: " !,./:;ftI·",
    333: "()-r“”",
    500: "cksvxyzJ",
    556: "0123456789abdeghnopqu?L",
    584: "=>+",
    611: "FTZ",
    667: "ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
}
_ADVANCES = {letter: width for width, letters in _GROUPS.items() for letter in letters}
"""How wide letters of a usual sans-serif are, in thousandths of their size."""


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are."""
    wide = sum(_ADVANCES.get(letter, 600) for letter in words) * size / 1000
    return wide * 1.07 if bold else wide


class Canvas:
    """A picture while it is drawn; ``bottom`` is how far down it goes."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.said: list[str] = []
        """What the picture shows, in sentences, for whoever cannot see it."""
        self.bottom = 0.0
        self._shapes = ElementTree.Element("g", {"font-family": FONT, "fill": INK})

    def rect(
        self, x: float, y: float, width: float, height: float, *, fill: str = "none", **more: str
    ) -> None:
        """A rectangle."""
        self._add("rect", x=x, y=y, width=width, height=height, fill=fill, **more)
        self.reach(y + height)

    def line(self, x: float, y: float, to_x: float, to_y: float, *, thick: float = 1) -> None:
        """A straight line."""
        self._add("line", x1=x, y1=y, x2=to_x, y2=to_y, stroke=LINE, stroke_width=thick)
        self.reach(max(y, to_y))

    def dot(self, x: float, y: float, radius: float, *, filled: bool) -> None:
        """A circle, full or empty."""
        fill = SHADES[0][0] if filled else "#ffffff"
        self._add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=INK, stroke_width=1)
        self.reach(y + radius)

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 17,
        bold: bool = False,
        anchor: str = "start",
        fill: str = INK,
        wide: float | None = None,
    ) -> None:
        """Words on a base line; ``wide`` makes them exactly so wide."""
        more: dict[str, str | float] = {"font_size": size}
        if bold:
            more["font_weight"] = "bold"
        if anchor != "start":
            more["text_anchor"] = anchor
        if fill != INK:
            more["fill"] = fill
        if wide is not None:
            more.update(textLength=wide, lengthAdjust="spacingAndGlyphs")
        self._add("text", x=x, y=y, **more).text = words
        self.reach(y + size / 3)

    def reach(self, bottom: float) -> None:
        """Make the picture at least so high."""
        self.bottom = max(self.bottom, bottom)

    def _add(self, tag: str, **attributes: str | float) -> ElementTree.Element:
        shown = {name.replace("_", "-"): _shown(value) for name, value in attributes.items()}
        return ElementTree.SubElement(self._shapes, tag, shown)

    def svg(self) -> str:
        """The whole picture."""
        height = _shown(self.bottom + MARGIN)
        form = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": height,
            "role": "img",
            "aria-labelledby": "title desc",
        }
        root = ElementTree.Element("svg", form)
        ElementTree.SubElement(root, "title", id="title").text = self.title
        ElementTree.SubElement(root, "desc", id="desc").text = " ".join(self.said)
        ElementTree.SubElement(root, "rect", width=str(WIDTH), height=height, fill="#ffffff")
        root.append(self._shapes)
        ElementTree.indent(root)
        return ElementTree.tostring(root, encoding="unicode") + "\n"


def _shown(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


# --------------------------------------------------------------------------------------- tables


class Grid(NamedTuple):
    """A table: headings over columns, the first of which names the rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def said(self) -> str:
        """The table in a sentence or two, row by row."""
        several = []
        for name, *cells in self.rows:
            pairs = zip(self.heads[1:], cells, strict=True)
            several.append(
                f"{name.strip()}: " + ", ".join(f"{head} {cell}" for head, cell in pairs)
            )
        before = f"{self.caption}: " if self.caption else ""
        return before + "; ".join(several) + "."


def draw_grid(
    canvas: Canvas, x: float, y: float, grid: Grid, widths: Sequence[float], *, size: float = 19
) -> None:
    """A table with its upper left corner at a place; blanks before a name move it in."""
    canvas.said.append(grid.said())
    right = x + sum(widths)
    if grid.caption:
        canvas.words(x, y + 17, grid.caption, size=18, bold=True)
        y += 27
    edges = [x + sum(widths[: number + 1]) for number in range(len(widths))]
    for number, head in enumerate(grid.heads):
        if number == 0:
            canvas.words(x, y + 16, head, size=17, fill=SOFT)
        else:
            canvas.words(edges[number], y + 16, head, size=17, fill=SOFT, anchor="end")
    y += 24
    canvas.line(x, y, right, y)
    for name, *cells in grid.rows:
        inset = 16 * (len(name) - len(name.lstrip()))
        canvas.words(x + inset, y + 22, name.strip(), size=size)
        for edge, cell in zip(edges[1:], cells, strict=True):
            canvas.words(edge, y + 22, cell, size=size, bold=True, anchor="end")
        y += 30
    canvas.line(x, y, right, y)
