"""Characters that no codebook can hold, since XML has none of them: NUL, half an emoji."""

from __future__ import annotations

import re

MARK = "\N{REPLACEMENT CHARACTER}"
"""What stands in their place."""
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str | None:
    """A text with a mark in the place of each such character; None if it has none of them."""
    return _IMPOSSIBLE.sub(MARK, text) if _IMPOSSIBLE.search(text) else None
