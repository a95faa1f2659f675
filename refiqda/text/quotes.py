"""Quotes: whether a selection's name, or the text beside it, are the words at a place."""

from __future__ import annotations

import re
from typing import NamedTuple

LETTER_FOR_LETTER, FOLDED, STRIPPED, CUT, SILENT = 4, 3, 2, 1, 0
"""How well words fit a quote, the best first.

The best fit of a quote counts alone: "granola" fits the words "granola" and, blanks aside, also
"granola ", but it was not taken from there.
"""

_SHORTEST_CUT = 20  # of a quote that is cut without an ellipsis
_THREE_SEEN = re.compile(r"\S\s*\S\s*\S")
_FIGURES = re.compile(r"[\d\s.,:;()\-]*")
_ELLIPSIS = ("…", "...")


def is_telling(quote: str) -> bool:
    """Whether a quote is worth looking up.

    What has less than three visible characters is found everywhere. What has figures alone is a
    place or a time: MAXQDA names a selection "12,40", ATLAS.ti a film's "00:16.17 - 00:45.35".
    """
    return _THREE_SEEN.search(quote) is not None and not _FIGURES.fullmatch(quote)


def flat(text: str) -> str:
    """A text as it is in an attribute: XML turns each line break and tab into a blank."""
    return text.replace("\n", " ").replace("\t", " ")


class Quote(NamedTuple):
    """A quote, ready to be compared: every run of white space is one blank."""

    folded: str
    stripped: str
    head: str
    """What is before the ellipsis, or the whole quote where it is long enough to be cut."""

    @classmethod
    def of(cls, raw: str) -> Quote:
        """Make it ready."""
        stripped = " ".join(raw.split())
        head = stripped if len(stripped) >= _SHORTEST_CUT else ""
        for ellipsis in _ELLIPSIS:
            if stripped.endswith(ellipsis):
                head = stripped.removesuffix(ellipsis).rstrip()
        return cls(_fold(raw), stripped, head if is_telling(head) else "")

    def fit(self, words: str) -> int:
        """How well words fit, from ``FOLDED`` down to ``SILENT``."""
        # Of a long passage the beginning decides, and the rest cannot fit.
        most = 4 * len(self.folded) + 64
        folded = _fold(words[:most])
        if len(words) <= most:
            if folded == self.folded:
                return FOLDED
            if folded.strip() == self.stripped:
                return STRIPPED
        return CUT if self.head and folded.lstrip().startswith(self.head) else SILENT


def _fold(text: str) -> str:
    folded = " ".join(text.split())
    before = " " if folded and text[0].isspace() else ""
    return f"{before}{folded}{' ' if folded and text[-1].isspace() else ''}"
