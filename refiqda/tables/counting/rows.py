"""The rows of a table of codes: which codes stand in it, and whose codings each gathers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np

from refiqda.standard.index import CodeTree
from refiqda.tables.counting.coded import NONE, Coded, Numbers

Aggregate = Literal["own", "children", "descendants"]

AGGREGATES: dict[Aggregate, str] = {
    "own": "A code has its own codings alone.",
    "children": "A code has its own codings and those of the codes directly below it.",
    "descendants": "A code has its own codings and those of all codes below it.",
}
"""What each aggregation means."""


def gathered(tree: CodeTree, key: str, aggregate: Aggregate) -> frozenset[str]:
    """A code and those whose codings count as its own, by GUID key."""
    if aggregate == "own":
        return frozenset([key])
    below = tree.children.get(key, ()) if aggregate == "children" else tree.below(key)
    return frozenset([key, *below])


class Rows:
    """The rows of a table, of which each gathers the codings of one or more codes."""

    def __init__(self, coded: Coded, codes: Sequence[int], aggregate: Aggregate) -> None:
        self.codes = list(codes)
        """The numbers of the codes that have a row, in their order."""
        keys = list(coded.code_numbers)
        several = [
            (coded.code_numbers[each], row)
            for row, code in enumerate(self.codes)
            for each in gathered(coded.tree, keys[code], aggregate)
        ]
        table = np.array(sorted(several), dtype=np.int64).reshape(-1, 2)
        self._rows = table[:, 1].copy()
        edges = np.arange(len(coded.codes) + 1)
        self._first = np.searchsorted(table[:, 0], edges)
        self.all_codes: frozenset[int] = frozenset(table[:, 0].tolist())
        """Every code that any row gathers."""

    def __len__(self) -> int:
        return len(self.codes)

    def of(self, code: Numbers) -> tuple[Numbers, Numbers]:
        """For codings with these codes: which of them, and in which row, each once for each row."""
        known = np.flatnonzero(code != NONE)
        first, last = self._first[code[known]], self._first[code[known] + 1]
        return repeated(known, first, last, self._rows)


def repeated(
    items: Numbers, first: Numbers, last: Numbers, values: Numbers
) -> tuple[Numbers, Numbers]:
    """Each item once for each of its ``values[first:last]``, and that value."""
    sizes = last - first
    ends = np.cumsum(sizes)
    within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes, sizes)
    return np.repeat(items, sizes), values[np.repeat(first, sizes) + within]


def groups_of(numbers: Numbers) -> Iterator[Numbers]:
    """The places of equal numbers, group by group, in rising order of the numbers."""
    if len(numbers):
        order = np.argsort(numbers, kind="stable")
        yield from np.split(order, np.flatnonzero(np.diff(numbers[order])) + 1)
