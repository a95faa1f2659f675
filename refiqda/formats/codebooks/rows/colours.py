"""Colours in tables, as people and programs write them there."""

from __future__ import annotations

import re

from refiqda.checks.repair.colours import colour
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.standard.model import Code

_AS_IT_IS = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;]\s*\d{1,3}){2}")
"""A colour as three numbers without anything around them."""


def give_colour(code: Code, text: str, where: str, reading: Reading) -> None:
    """Give a code the colour of a cell; what is none, or cannot be written, is told."""
    text = text.strip()
    if not text or _AS_IT_IS.fullmatch(text):
        code.color = text or None
        return
    found = colour(f"rgb({text.replace(';', ',')})" if _NUMBERS.fullmatch(text) else text)
    if found is None:
        why = "it is no colour that is known, such as #ff0000, red, or 255,0,0"
        reading.lose("colour of a code", code, where, why, text)
        return
    code.color, opacity = found
    if opacity:
        why = "a colour of REFI-QDA has no place for how much shines through"
        reading.lose("opacity of a colour", code, where, why, text)
