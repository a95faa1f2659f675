"""The ways in which two codes occur together, each with its definition."""

from __future__ import annotations

from typing import Literal, NamedTuple

from refiqda.tables.counting.sentences import PARAGRAPHS

How = Literal["same", "overlap", "encloses", "near", "paragraph", "source", "case"]


class Way(NamedTuple):
    """One way to occur together."""

    title: str
    """What stands above the table."""
    says: str
    """What is counted, in whole sentences."""
    units: str = "codings"
    """What n counts, and what c is made from."""
    is_directed: bool = False
    """Whether a with b is something else than b with a."""
    is_of_texts: bool = False
    """Whether only codings in texts are looked at."""

    @property
    def is_of_pairs(self) -> bool:
        """Whether pairs of codings are counted, not what holds both."""
        return self.units == "codings"


_EMPTY = "An empty place, or one that the file does not say, shares nothing."
_ONCE = "Each two codings count once, and a coding is not paired with itself."

HOWS: dict[How, Way] = {
    "same": Way(
        "at the same place",
        "Count: pairs of codings, one with each code, of the same passage: the same source and the "
        f"same range in it. {_ONCE}",
    ),
    "overlap": Way(
        "in overlapping places",
        "Count: pairs of codings, one with each code, whose places share a character, a moment of "
        "a recording or a part of an area; places that only touch do not. A source without a text "
        f"that is coded as a whole shares something with every place in it. {_EMPTY} {_ONCE}",
    ),
    "encloses": Way(
        "one enclosing the other",
        "Count: pairs of codings of which the first, with code a, encloses the second, with code "
        "b; equal places enclose each other. A source without a text that is coded as a whole "
        f"encloses every place in it. {_EMPTY} A coding is not paired with itself.",
        is_directed=True,
    ),
    "near": Way(
        "near each other",
        "Count: pairs of codings in the same text, one with each code, with at most {within:,} "
        "characters between the two ranges; ranges that overlap or touch have none. Only ranges of "
        f"texts are looked at, and none that is empty. {_ONCE}",
        is_of_texts=True,
    ),
    "paragraph": Way(
        "in the same paragraph",
        "Count: paragraphs that have both codes. A paragraph has a code if a coding shares a "
        "character with it; only codings in texts are looked at. Paragraphs are "
        f"{PARAGRAPHS}.",
        units="paragraphs",
        is_of_texts=True,
    ),
    "source": Way(
        "in the same source",
        "Count: sources that have both codes anywhere.",
        units="sources",
    ),
    "case": Way(
        "in the same case",
        "Count: cases that have both codes anywhere. A case has a code if it holds the source or "
        "the selection coded, or a selection that shares a character, a moment of a recording or a "
        "part of an area with it; what codes a source as a whole is in each of its selections.",
        units="cases",
    ),
}
"""By name."""
