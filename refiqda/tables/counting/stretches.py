"""Ranges joined where they share a character, and how long, or how large, what is joined is."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.rows import groups_of
from refiqda.tables.counting.spots import AREA, WHOLE

_STEP = 2**32
"""More than any position, so that groups can be told apart in one column of numbers."""


def joined(group: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """For each range, none of them empty, the number of the stretch that it is part of.

    Ranges of one group that share a character are one stretch; ranges that only touch stay two.
    """
    order = np.lexsort((left, group))
    starts = np.ones(len(order), dtype=bool)
    starts[1:] = np.diff(group[order]) != 0
    offset = np.cumsum(starts) * _STEP
    reached = np.maximum.accumulate(right[order] + offset)
    starts[1:] |= left[order][1:] + offset[1:] >= reached[:-1]
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.cumsum(starts) - 1
    return numbers


class Ranges(NamedTuple):
    """Ranges that share nothing with one another within their group."""

    group: Numbers
    left: Numbers
    right: Numbers


def union(group: Numbers, left: Numbers, right: Numbers) -> Ranges:
    """The stretches themselves; empty ranges are left out."""
    some = left < right
    group, left, right = group[some], left[some], right[some]
    numbers = joined(group, left, right)
    total = int(numbers.max()) + 1 if len(numbers) else 0
    first = np.full(total, _STEP, dtype=np.int64)
    last = np.full(total, -_STEP, dtype=np.int64)
    owner = np.zeros(total, dtype=np.int64)
    np.minimum.at(first, numbers, left)
    np.maximum.at(last, numbers, right)
    owner[numbers] = group
    return Ranges(owner, first, last)


def stretches(coded: Coded, cell: Numbers, coding: Numbers) -> Numbers:
    """For codings in cells of a table, the number of the stretch that each is part of.

    Codings of one cell whose places share a character, a moment or a part of an area are one
    stretch. An empty place, or one that cannot be read, is a stretch of its own. What codes a
    source without a text as a whole shares its characters with every other place in the source.
    """
    columns = coded.columns
    track, left, right = (each[coding] for each in (columns.track, columns.left, columns.right))
    kinds = np.array([each.kind for each in coded.tracks], dtype=object)
    is_area = (kinds == AREA)[track] if len(kinds) else np.zeros(len(track), dtype=bool)
    has_extent = (left < right) & ~(is_area & (columns.low[coding] >= columns.high[coding]))
    numbers = np.empty(len(cell), dtype=np.int64)
    following = 0
    groups = cell * max(len(coded.tracks), 1) + track
    for kind, mask in (
        ("empty", ~has_extent),
        ("area", has_extent & is_area),
        ("linear", has_extent & ~is_area),
    ):
        if not mask.any():
            continue
        if kind == "empty":
            part = _distinct(cell[mask], coded.places[coding[mask]])
        elif kind == "area":
            part = _joined_areas(coded, groups[mask], coding[mask])
        else:
            part = joined(groups[mask], left[mask], right[mask])
        numbers[mask] = part + following
        following += int(part.max()) + 1
    if (kinds == WHOLE).any():
        _join_wholes(coded, cell, coding, numbers, has_extent, (kinds == WHOLE)[track])
    return numbers


def _distinct(cell: Numbers, place: Numbers) -> Numbers:
    keys = cell * (int(place.max()) + 1) + place
    numbers: Numbers = np.unique(keys, return_inverse=True)[1]
    return numbers


def _join_wholes(
    coded: Coded,
    cell: Numbers,
    coding: Numbers,
    numbers: Numbers,
    has_extent: Flags,
    is_whole: Flags,
) -> None:
    """Give every place of a source that is coded as a whole, in a cell, the number of the whole."""
    keys = cell * len(coded.sources) + coded.columns.source[coding]
    whole, first = np.unique(keys[is_whole], return_index=True)
    at = np.searchsorted(whole, keys)
    found = has_extent & (at < len(whole))
    found[found] = whole[at[found]] == keys[found]
    numbers[found] = numbers[is_whole][first][at[found]]


# ------------------------------------------------------------------------------------- areas

Area = tuple[int, int, int, int]
"""Left, right, low, high."""


def _joined_areas(coded: Coded, group: Numbers, coding: Numbers) -> Numbers:
    numbers = np.empty(len(group), dtype=np.int64)
    following = 0
    for member in groups_of(group):
        own = _connected(areas_of(coded, coding[member]))
        numbers[member] = np.array(own) + following
        following += max(own) + 1
    return numbers


def areas_of(coded: Coded, coding: Numbers) -> list[Area]:
    """The areas of codings."""
    columns = coded.columns
    sides = (columns.left, columns.right, columns.low, columns.high)
    return list(zip(*(side[coding].tolist() for side in sides), strict=True))


def shares(one: Area, other: Area) -> bool:
    """Whether two areas share more than an edge."""
    return (
        max(one[0], other[0]) < min(one[1], other[1])
        and max(one[2], other[2]) < min(one[3], other[3])
    )  # fmt: skip


def _connected(areas: list[Area]) -> list[int]:
    """The number of the group of overlapping areas that each is part of."""
    above = list(range(len(areas)))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    still_open: list[int] = []
    for at in sorted(range(len(areas)), key=areas.__getitem__):
        still_open = [other for other in still_open if areas[other][1] > areas[at][0]]
        for other in still_open:
            if shares(areas[at], areas[other]):
                above[top(at)] = top(other)
        still_open.append(at)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(top(at), len(numbers)) for at in range(len(areas))]


def size_of_union(areas: list[Area]) -> int:
    """How large areas of one page are together, what they share counted once."""
    several = [area for area in set(areas) if area[0] < area[1] and area[2] < area[3]]
    edges = sorted({side for area in several for side in area[:2]})
    total = 0
    for left, right in pairwise(edges):
        reached, height = -_STEP, 0
        for low, high in sorted(each[2:] for each in several if each[0] <= left < each[1]):
            height += max(high - max(low, reached), 0)
            reached = max(reached, high)
        total += (right - left) * height
    return total
