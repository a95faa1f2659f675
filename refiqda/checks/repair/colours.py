"""Colours in the notations of other places, as the standard writes them: ``#rrggbb``."""

from __future__ import annotations

import re

_NAMES = {
    "black": "000000",
    "silver": "c0c0c0",
    "gray": "808080",
    "grey": "808080",
    "white": "ffffff",
    "maroon": "800000",
    "red": "ff0000",
    "purple": "800080",
    "fuchsia": "ff00ff",
    "green": "008000",
    "lime": "00ff00",
    "olive": "808000",
    "yellow": "ffff00",
    "navy": "000080",
    "blue": "0000ff",
    "teal": "008080",
    "aqua": "00ffff",
}
"""The sixteen basic colours of CSS, one of them in both spellings."""
_HEX = re.compile(r"(?:#|0x)?([0-9a-f]{6}|[0-9a-f]{3})")
_HEX_ALPHA = re.compile(r"#(?:([0-9a-f]{6})([0-9a-f]{2})|([0-9a-f]{3})([0-9a-f]))")
_NUMBER = r"(\d{1,3}(?:\.\d+)?%?)"
_GAP = r"(?:\s*,\s*|\s+)"
_RGB = re.compile(
    rf"rgba?\(\s*{_NUMBER}{_GAP}{_NUMBER}{_GAP}{_NUMBER}(?:\s*[,/]\s*(\d*\.?\d+%?))?\s*\)"
)


def colour(text: str) -> tuple[str, str] | None:
    """A colour as the standard writes it, and its opacity, for which there is no place.

    The opacity is empty where none was given or nothing shines through. None comes back for what
    is no colour, or may be read in two ways: six decimal digits without a mark may be a number.
    """
    text = text.strip().lower()
    if text in _NAMES:
        return f"#{_NAMES[text]}", ""
    plain = _HEX.fullmatch(text)
    if plain is not None:
        is_marked = text.startswith(("#", "0x"))
        is_hex = len(plain[1]) == 6 and (not plain[1].isdecimal() or plain[1].startswith("0"))
        return (f"#{plain[1]}", "") if is_marked or is_hex else None
    return _with_alpha(text) or _rgb(text)


def _with_alpha(text: str) -> tuple[str, str] | None:
    """``#rrggbbaa`` as CSS has it; some programs put the opacity first, so that is looked at."""
    match = _HEX_ALPHA.fullmatch(text)
    if match is None:
        return None
    digits, alpha = (match[1], match[2]) if match[1] else (match[3], match[4])
    if set(alpha) == {"0"}:
        return None  # a colour that cannot be seen: rather the opacity stands first
    return f"#{digits}", "" if set(alpha) == {"f"} else alpha


def _rgb(text: str) -> tuple[str, str] | None:
    match = _RGB.fullmatch(text)
    if match is None:
        return None
    parts = [_part(match[number]) for number in (1, 2, 3)]
    if any(part > 255 for part in parts):
        return None
    alpha = match[4] or ""
    is_full = alpha in ("", "1", "1.0", "100%")
    return "#" + "".join(f"{part:02x}" for part in parts), "" if is_full else alpha


def _part(text: str) -> int:
    if text.endswith("%"):
        return round(float(text[:-1]) * 255 / 100)
    return round(float(text))
