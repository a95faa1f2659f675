"""Pairs of ranges that share a character or a moment, are near, or enclose one another, by code.

Ranges are half-open and none is empty; those of different groups have nothing to do with each
other. Each function gives a table of counts, in ``[x, y]`` the number of pairs of a range with the
code x and another one with the code y.
"""

from __future__ import annotations

import numpy as np

from refiqda.tables.counting.coded import Numbers
from refiqda.tables.together.tallies import tally, tally_up_to

STEP = 2**34
"""More than any two positions are apart, so that groups follow one another in one column."""
FARTHEST = 2**32
"""A distance that no two places in a text exceed."""


def keys(group: Numbers, position: Numbers) -> Numbers:
    """Positions in one column, group after group."""
    return group * STEP + position


def sharing(
    group: Numbers, code: Numbers, left: Numbers, right: Numbers, size: int, reach: int = 0
) -> Numbers:
    """Pairs that share a character; with a ``reach``, with fewer characters than it in between."""
    order = np.lexsort((left, group))
    group, code, left, right = (each[order] for each in (group, code, left, right))
    last = np.searchsorted(keys(group, left), keys(group, right + min(reach, FARTHEST)))
    return both_ways(tally(code, _following(code), last, code, size))


def enclosing(group: Numbers, code: Numbers, left: Numbers, right: Numbers, size: int) -> Numbers:
    """Pairs of which the first encloses the second; equal ranges enclose each other."""
    order = np.lexsort((-right, left, group))
    group, code, left, right = (each[order] for each in (group, code, left, right))
    begins, ends = keys(group, left), keys(group, right)
    last = np.searchsorted(begins, ends)
    found = tally_up_to(code, _following(code), last, ends, code, ends, size)
    # Of equal ranges, the one that comes later in the list has been left out.
    again = tally(code, _following(code), ends_of_runs(begins, ends), code, size)
    return found + again.T


def together(group: Numbers, code: Numbers, size: int) -> Numbers:
    """Pairs in the same group."""
    order = np.argsort(group, kind="stable")
    group, code = group[order], code[order]
    return both_ways(tally(code, _following(code), ends_of_runs(group), code, size))


def both_ways(half: Numbers) -> Numbers:
    """Each pair in both orders."""
    return half + half.T


def ends_of_runs(*columns: Numbers) -> Numbers:
    """For each entry of a list, where the entries end that are equal to it and next to it."""
    differs = np.zeros(len(columns[0]), dtype=bool)
    for column in columns:
        differs[1:] |= column[1:] != column[:-1]
    ends = np.append(np.flatnonzero(differs), len(differs))
    found: Numbers = ends[np.cumsum(differs)]
    return found


def _following(code: Numbers) -> Numbers:
    return np.arange(1, len(code) + 1)
