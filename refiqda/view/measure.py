"""How wide text is, and how it is broken into lines.

Widths come from the DejaVu Sans that matplotlib brings, and for characters that it lacks from a
rule, so that a picture has the same layout whatever fonts a machine has.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

POINT = 25.4 / 72
"""Millimetres."""
LINE = 1.25
"""From one line of text to the next, in sizes of the text."""
_ELLIPSIS = "…"
_UNITS = 100
_BOX = 1.15
"""Of a wide character, which is 1; the box in the place of one that no font has is wider."""
_BREAKS_AFTER = "-\N{EN DASH}\N{EM DASH}/\\_,;:.|"


def line_height(size: float) -> float:
    """Millimetres from one line to the next, of text of so many points."""
    return size * LINE * POINT


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Millimetres that a text takes in one line, of so many points."""
    return sum(_advance(character, bold) for character in text) * size * POINT


@functools.lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    """The width of a character, in sizes of the text."""
    font, known = _font(bold)
    if ord(character) in known:
        return font.load_char(ord(character)).linearHoriAdvance / 65536 / _UNITS
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    return _BOX if unicodedata.east_asian_width(character) in "WF" else 0.7


@functools.cache
def _font(bold: bool) -> tuple[FT2Font, frozenset[int]]:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", name)))
    font.set_size(_UNITS, 72)
    return font, frozenset(font.get_charmap())


def wrapped(
    text: str, width: float, size: float, *, most: int = 3, bold: bool = False
) -> list[str]:
    """A text in lines of at most so many millimetres.

    Lines break after words, and in a word only where it is wider than a line. What does not go
    into ``most`` lines is cut, and an ellipsis says so.
    """
    measure = functools.partial(width_of, size=size, bold=bold)
    lines = [""]
    for piece in _pieces(text, width, measure):
        if lines[-1] and measure((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] = (lines[-1] + piece) if lines[-1] else piece.lstrip()
    lines = [line.strip() for line in lines]
    if len(lines) > most:
        lines[most - 1 :] = [_cut(" ".join(lines[most - 1 :]), width, measure)]
    return lines


def shortened(text: str, width: float, size: float) -> str:
    """A text in one line; from one that is too long the middle is left out.

    Names of sources often differ only at their end.
    """
    if width_of(text, size) <= width:
        return text
    kept = len(text)
    while kept > 1 and width_of(_without_middle(text, kept), size) > width:
        kept -= 1
    return _without_middle(text, kept)


def _without_middle(text: str, kept: int) -> str:
    end = kept // 3
    return text[: kept - end].rstrip() + _ELLIPSIS + text[len(text) - end :].lstrip()


def _cut(text: str, width: float, measure: functools.partial[float]) -> str:
    while text and measure(text + _ELLIPSIS) > width:
        text = text[:-1].rstrip()
    return text + _ELLIPSIS


def _pieces(text: str, width: float, measure: functools.partial[float]) -> Iterator[str]:
    """What a line may end after: words with their blank, parts at marks, wide characters."""
    piece = ""
    for character in text:
        is_wide = unicodedata.east_asian_width(character) in "WF"
        if piece and (is_wide or measure(piece + character) > width) and character != " ":
            yield piece
            piece = ""
        piece += character
        if character == " " or is_wide or (len(piece) > 3 and character in _BREAKS_AFTER):
            yield piece
            piece = ""
    if piece:
        yield piece
