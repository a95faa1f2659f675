"""Pairs of codes that occur together: which of them are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.tables.counting.wording import listed
from refiqda.view.reading import told

STRONGEST = 60
"""So many lines are drawn at most; more would hide each other."""
FEWEST = 20


class Edge(NamedTuple):
    """Two codes, by their place in the codebook, and how often they occur together."""

    one: int
    other: int
    times: float


def strongest(edges: Sequence[Edge]) -> tuple[list[Edge], str]:
    """The edges that are drawn, the weakest first, and the remark that says if some are not.

    Pairs with the same count are drawn all or none, unless hardly any were left.
    """
    ranked = sorted(edges, key=lambda edge: (-edge.times, edge.one, edge.other))
    if len(ranked) <= STRONGEST:
        return ranked[::-1], ""
    bound = ranked[STRONGEST].times
    above = [edge for edge in ranked if edge.times > bound]
    kept = above if len(above) >= FEWEST else ranked[:STRONGEST]
    told_first = [f"those with a count of {told(above[-1].times)} or more"] if above else []
    if kept is not above:
        told_first.append(
            f"of those with a count of {told(bound)} the first {len(kept) - len(above)} "
            "in the order of the codebook"
        )
    which = listed(told_first, "and")
    return kept[::-1], f"Of {len(ranked):,} pairs of codes, {len(kept)} are drawn: {which}."
