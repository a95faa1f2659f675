"""Pairs of areas of a page or a picture that share more than an edge, or enclose one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.rows import repeated
from refiqda.tables.together.ranges import keys
from refiqda.tables.together.tallies import blocks


class Areas(NamedTuple):
    """Areas, none of them empty; those of different groups have nothing to do with each other."""

    group: Numbers
    left: Numbers
    right: Numbers
    low: Numbers
    high: Numbers

    @classmethod
    def of(cls, coded: Coded, group: Numbers, coding: Numbers) -> Areas:
        """The areas of codings."""
        columns = coded.columns
        sides = (columns.left, columns.right, columns.low, columns.high)
        return cls(group, *(side[coding] for side in sides))

    def taken(self, which: Numbers) -> Areas:
        """Some of them."""
        return Areas(*(each[which] for each in self))


def overlapping_areas(areas: Areas) -> Iterator[tuple[Numbers, Numbers]]:
    """Every pair that shares more than an edge, once, as numbers of the areas; block by block.

    A sweep from left to right: what begins before an area ends is compared with it, so the work
    grows with the pairs that stand above or below each other.
    """
    order = np.lexsort((areas.left, areas.group))
    several = areas.taken(order)
    begins = keys(several.group, several.left)
    first = np.arange(1, len(order) + 1)
    last = np.searchsorted(begins, keys(several.group, several.right))
    everyone = np.arange(len(order))
    for part in blocks(last - first):
        one, other = repeated(everyone[part], first[part], last[part], everyone)
        low = np.maximum(several.low[one], several.low[other])
        shares = low < np.minimum(several.high[one], several.high[other])
        yield order[one[shares]], order[other[shares]]


def is_enclosed(areas: Areas, outer: Numbers, inner: Numbers) -> Flags:
    """For pairs of areas, whether the first encloses the second."""
    one, other = areas.taken(outer), areas.taken(inner)
    return (
        (one.left <= other.left)
        & (other.right <= one.right)
        & (one.low <= other.low)
        & (other.high <= one.high)
    )
