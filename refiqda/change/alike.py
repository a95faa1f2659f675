"""When two things that codebooks say of one code are the same."""

from __future__ import annotations

import re

from refiqda.checks.repair.colours import colour
from refiqda.standard.spec import ACCEPTS, RGB

_SHORT = re.compile("#([0-9a-f])([0-9a-f])([0-9a-f])$")
_LINE_END = re.compile("\r\n?")
_BORDER = re.compile(r"(?<![^\W_])|(?![^\W_])")
"""A place with a letter or digit on one side of it at most."""


def same_colour(one: str | None, other: str | None) -> bool:
    """Whether two notations are of one colour; none at all is only the same as none."""
    return one == other or _colour_key(one) == _colour_key(other)


def _colour_key(text: str | None) -> tuple[str, str]:
    found = colour(text or "")
    if found is None:
        return (text or "").strip().lower(), ""
    return _SHORT.sub(r"#\1\1\2\2\3\3", found[0]), found[1]


def standard_colour(text: str | None) -> tuple[str, str]:
    """A colour as the standard writes it, and how much shines through, which it has no place for.

    What is no colour comes back empty; so does the second, where nothing shines through.
    """
    if not text or ACCEPTS[RGB.name](text):
        return text or "", ""
    return colour(text) or ("", "")


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two descriptions say the same; CRLF and LF do, and so do an empty one and none."""
    return one == other or _lined(one) == _lined(other)


def _lined(text: str | None) -> str:
    return _LINE_END.sub("\n", text or "")


def contains(whole: str | None, part: str | None) -> bool:
    """Whether a description stands in another, with no word of it cut in two."""
    text, wanted = _lined(whole), _lined(part)
    at = text.find(wanted)
    end = at + len(wanted)
    if at < 0 or not (_is_cut(text, at) or _is_cut(text, end)):
        return at >= 0
    # Not from place to place: of long texts that repeat themselves, each place where the second
    # stands would be as much work as the first.
    return _bordered(wanted) in _bordered(text)


def _is_cut(text: str, at: int) -> bool:
    """Whether a word goes on from before a place to behind it."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) == 2 and at > 0 and around.isalnum()


def _bordered(text: str) -> str:
    """A text with a mark, which no XML can hold, wherever no word goes on, and at both ends."""
    return _BORDER.sub("\0", text)


def joined(first: str, second: str, name: str) -> str:
    """Two descriptions of one code as one, the second with the name of its file."""
    return f"{first}\n\n{name}:\n{second}"
