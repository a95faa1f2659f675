"""Pairs of codes that occur together: in which order codes stand, and which pairs are drawn."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import NamedTuple

from refiqda.view.alternative import joined
from refiqda.view.reading import told
from refiqda.view.rows import STEP, Steps

STRONGEST = 60
"""So many lines are drawn at most; more would hide each other."""
FEWEST = 20


class Edge(NamedTuple):
    """Two codes, by their place in the codebook, and how often they occur together."""

    one: int
    other: int
    times: float


def in_order(
    first: Sequence[str], second: Sequence[str], known: Sequence[str] | None = None
) -> list[str]:
    """The codes of pairs in the order of the codebook.

    Where a table does not say it, its pairs tell: the code that comes first in a pair comes first
    in the codebook, and of two that no pair puts in order, the one met first. Codes below one
    code stand together, after it, as in every codebook.
    """
    met = list(dict.fromkeys([*first, *second]))
    if known is not None and set(met) <= set(known):
        return list(dict.fromkeys(known))
    place = {name: number for number, name in enumerate(met)}
    after: dict[str, set[str]] = {name: set() for name in met}
    for one, other in zip(first, second, strict=True):
        if one != other:
            after[one].add(other)
    waits = dict.fromkeys(met, 0)
    for others in after.values():
        for other in others:
            waits[other] += 1
    ready = [place[name] for name in met if not waits[name]]
    ordered: list[str] = []
    while ready:
        name = met[heapq.heappop(ready)]
        ordered.append(name)
        for other in after[name]:
            waits[other] -= 1
            if not waits[other]:
                heapq.heappush(ready, place[other])
    return _by_branch(ordered if len(ordered) == len(met) else met)


def _by_branch(names: Sequence[str]) -> list[str]:
    """The same names, those of one branch of the codebook side by side."""
    met: dict[Steps, int] = {}
    split = [tuple(name.split(STEP)) for name in names]
    branches = [[steps[:length] for length in range(1, len(steps) + 1)] for steps in split]
    for place, branch in enumerate(branches):
        for steps in branch:
            met.setdefault(steps, place)
    keys = [[met[steps] for steps in branch] for branch in branches]
    return [names[place] for place in sorted(range(len(names)), key=keys.__getitem__)]


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
    which = joined(told_first)
    return kept[::-1], f"Of {len(ranked):,} pairs of codes, {len(kept)} are drawn: {which}."
