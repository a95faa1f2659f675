"""A figure as the bytes of a file, with its words in it, and the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import math
import re
from typing import TYPE_CHECKING

from lxml import etree

from refiqda.view.alternative import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".svg", ".png", ".pdf")
"""What a plot is written as."""
DOTS = 300
"""Dots per inch of a PNG."""
MOST_DOTS = 80_000_000
"""Of a whole PNG: programs take a larger one for an attack, or cannot show it."""
_SVG = "http://www.w3.org/2000/svg"
_FONT = re.compile(r"font: (?:(\d+) )?([\d.]+px) ([^;]+)")
"""Weight, size and family in one, as older versions of matplotlib write them."""
_FAMILY = re.compile(r"font-family: ([^;]+)(; ?)?")
_LINKED = re.compile(r"url\(#([^)]+)\)|^#(.+)$")


def encoded(figure: Figure, ending: str, words: Words) -> bytes:
    """The figure as SVG, PNG or PDF."""
    buffer = io.BytesIO()
    if ending == ".svg":
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(buffer, format="svg", metadata=nothing)
        return _with_words(buffer.getvalue(), words)
    if ending == ".png":
        told = {"Title": words.title, "Description": words.description, "Software": None}
        figure.savefig(buffer, format="png", dpi=_dots(figure), metadata=told)
    else:
        told = {
            "Title": words.title,
            "Subject": words.description,
            "Creator": "refiqda",
            "Producer": None,
            "CreationDate": None,
        }
        figure.savefig(buffer, format="pdf", metadata=told)
    return buffer.getvalue()


def _dots(figure: Figure) -> float:
    """As many dots per inch as the whole picture can have."""
    width, height = figure.get_size_inches()
    return min(DOTS, math.floor(math.sqrt(MOST_DOTS / (width * height))))


def _with_words(data: bytes, words: Words) -> bytes:
    """An SVG that says what it shows, and that stands in a page beside others without harm."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    root = etree.fromstring(data, parser)
    _tidy(root)
    mark = hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]
    for place, (kind, text) in enumerate((("title", words.title), ("desc", words.description))):
        element = etree.Element(f"{{{_SVG}}}{kind}", {"id": f"{kind}-{mark}", "lang": "en"})
        element.text = text
        element.tail = "\n "
        root.insert(place, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"title-{mark} desc-{mark}")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False) + b"\n"


def _tidy(root: etree._Element) -> None:
    """Take out what would reach beyond the picture, and what is said of every text alike."""
    _say_once(root)
    for style in list(root.iter(f"{{{_SVG}}}style", f"{{{_SVG}}}metadata")):
        parent = style.getparent()
        if parent is not None:
            parent.remove(style)
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    _forget_names(root)


def _say_once(root: etree._Element) -> None:
    """The font of all texts at the top, and no word of turns that turn nothing."""
    for text in root.iter(f"{{{_SVG}}}text"):
        style = _FONT.sub(_long_hand, text.get("style", ""))
        found = _FAMILY.search(style)
        if found is not None:
            root.set("font-family", found[1].replace("'", ""))
            text.set("style", _FAMILY.sub("", style))
        if text.get("transform", "").startswith(("rotate(-0 ", "rotate(0 ")):
            del text.attrib["transform"]


def _long_hand(found: re.Match[str]) -> str:
    weight = f"font-weight: {found[1]}; " if found[1] else ""
    return f"{weight}font-size: {found[2]}; font-family: {found[3]}"


def _forget_names(root: etree._Element) -> None:
    """Keep only those names of parts that others refer to: two pictures may stand in one page."""
    linked = {
        found[1] or found[2]
        for element in root.iter(etree.Element)
        for value in element.attrib.values()
        for found in _LINKED.finditer(str(value))
    }
    for element in root.iter(etree.Element):
        if element.get("id") not in linked:
            element.attrib.pop("id", None)
