"""Characters that need care: those that no codebook can hold, and those that nobody can see."""

from __future__ import annotations

import re
from json.encoder import encode_basestring as encoded

MARK = "\N{REPLACEMENT CHARACTER}"
"""What stands in their place."""
_HIDDEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
"""Line ends that only some programs know, control characters, and what turns the direction of
writing, which would show a diff in another order than it has."""
_LONGEST = 60
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str | None:
    """A text with a mark for each character that XML has none of; None if it has none of them.

    Such are NUL and the like, and half of an emoji.
    """
    return _IMPOSSIBLE.sub(MARK, text) if _IMPOSSIBLE.search(text) else None


def quoted(text: str) -> str:
    """A text between quotes, on one line, as JSON and YAML both read it."""
    written = encoded(text)
    if written.isascii() and "\x7f" not in written:
        return written
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def shown(text: str) -> str:
    """The beginning of a text as messages quote it."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return quoted(cleaned(cut) or cut)
