"""How all plots look: sizes in millimetres and points, colours that also tell apart in grey.

Colours are held against two measures of the Web Content Accessibility Guidelines 2.2: text has a
contrast of at least 4.5 with what it stands on, lines and markers of at least 3. What a colour
says, a place, a marker or a number says too.
"""

from __future__ import annotations

from typing import NamedTuple

WIDEST = 166.0
"""Millimetres for what is drawn: with its margins a pair of journal columns, which is 170."""
NARROWEST = 80.0
"""The same for one column of a journal."""
MARGIN = 2.0

TITLE, TEXT, SMALL, LEAST = 9.0, 8.0, 6.5, 5.0
"""Points: the title; labels and numbers; lines below the plot; what is still legible in print."""

INK = "#1a1a1a"
SOFT = "#595959"
"""For text that stands back: axes, definitions."""
RULE = "#cccccc"
"""For lines that only guide the eye."""
BAR = "#3a6a94"
PALE = "#c4d0da"
"""For bars behind a curve; they have an outline in :data:`SOFT`."""
WHITE, BLACK = "#ffffff", "#000000"

_SHADES = ("#f3f6f9", "#bfd0df", "#7c9fbe", "#3c6f9b", "#0f3354")
"""Of a heat map, from least to most: each darker than the one before, so in grey as well."""


class Series(NamedTuple):
    """How one group among others is marked: by shape and filling first, by colour as well."""

    marker: str
    colour: str
    is_filled: bool
    size: float
    """Points; open markers are larger, so that two groups at one place are both seen."""


SERIES = (
    Series("o", "#12385a", True, 4.2),
    Series("s", "#b04a00", False, 6.4),
    Series("^", "#2f7355", True, 5.0),
    Series("D", "#6d3a78", False, 5.6),
    Series("v", "#4d4d4d", True, 5.0),
    Series("o", "#8a2f3c", False, 7.0),
    Series("s", "#6b5d00", True, 4.2),
    Series("^", "#2a6f86", False, 7.2),
)

RC: dict[str, object] = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "Helvetica", "sans-serif"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "text.usetex": False,
    "savefig.facecolor": WHITE,
    "figure.facecolor": WHITE,
    "svg.fonttype": "none",
    "svg.hashsalt": "refiqda",
    "pdf.fonttype": 42,
    "path.simplify": False,
}
"""What differs from matplotlib's defaults, whatever the reader's own settings are.

Text in an SVG stays text: it can be found, copied, translated and edited, and a name in any script
is shown with the reader's fonts, where outlines would freeze the empty boxes of a machine without
them. DejaVu Sans runs wide, so that another font in its place leaves room rather than wants it.
In a PDF, fonts are embedded as TrueType, which journals ask for. A dollar sign is no formula.
"""


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, from 0 for black to 1 for white (WCAG 2.2)."""
    parts = (part / 255 for part in rgb(colour))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def shade(share: float) -> str:
    """The colour of a cell whose number is this share of the largest, 0 to 1."""
    place = min(max(share, 0.0), 1.0) * (len(_SHADES) - 1)
    below = min(int(place), len(_SHADES) - 2)
    part = place - below
    mixed = (
        round(low + (high - low) * part)
        for low, high in zip(rgb(_SHADES[below]), rgb(_SHADES[below + 1]), strict=True)
    )
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def readable_on(colour: str) -> str:
    """White or black, whichever is easier to read on a colour."""
    return max(WHITE, BLACK, key=lambda ink: contrast(ink, colour))
