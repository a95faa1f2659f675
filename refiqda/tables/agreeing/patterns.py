"""Who coded what, from the ends of ranges: never a list of characters.

All ranges of all cells of a table are swept over at once. Between two ends that follow one another
nothing changes, so a stretch counts with its length.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from refiqda.tables.agreeing.coefficients import Tally
from refiqda.tables.counting.coded import Numbers
from refiqda.tables.counting.stretches import union


class Marked(NamedTuple):
    """Ranges, each of one coder in one cell of a table, along lines that cells do not share."""

    cell: Numbers
    line: Numbers
    coder: Numbers
    left: Numbers
    right: Numbers


def tallied(marked: Marked, weights: Any, sizes: Any, coders: int) -> Tally:
    """The units of each cell by who coded them.

    ``weights`` has for each line what a step along it is worth, ``sizes`` the units of each cell.
    """
    lines = max(len(weights), 1)
    several, place = np.unique(marked.cell * lines + marked.line, return_inverse=True)
    cell_of, weight_of = several // lines, weights[several % lines]
    joined = union(place * coders + marked.coder, marked.left, marked.right)
    place, coder = joined.group // coders, joined.group % coders
    patterns = 4 if coders == 2 else coders + 1
    at, pattern, length = _swept(place, _worth(coders)[coder], joined.left, joined.right)
    found = np.bincount(
        cell_of[at] * patterns + pattern,
        weights=length * weight_of[at],
        minlength=len(sizes) * patterns,
    ).reshape(-1, patterns)
    found[:, 0] = sizes - found[:, 1:].sum(axis=1)
    lengths = (joined.right - joined.left).astype(np.float64)
    squares = np.bincount(cell_of[place], weights=lengths**2, minlength=len(sizes))
    return Tally(coders, found, squares)


def _worth(coders: int) -> Numbers:
    """What each coder adds to a pattern: two are told apart, of more it is seen how many."""
    return np.array([1, 2] if coders == 2 else [1] * coders, dtype=np.int64)


def _swept(
    place: Numbers, worth: Numbers, left: Numbers, right: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """The stretches that somebody coded: where they are, by whom, and how long they are."""
    places = np.concatenate((place, place))
    ends = np.concatenate((left, right))
    changes = np.concatenate((worth, -worth))
    order = np.lexsort((ends, places))
    pattern = np.cumsum(changes[order])
    # After the last end of a place the pattern is 0 again, so no stretch leads to the next place.
    length = np.diff(ends[order], append=0)
    coded = (pattern > 0) & (length > 0)
    return places[order][coded], pattern[coded], length[coded]
