"""How often each code stands in stretches of a list, stretches of one kind taken together.

Codings in a good order make what occurs together such stretches: sorted by where they begin, those
that a coding shares a character with, and that begin after it, follow it without a gap. So the
pairs of codings need not be gone through one by one, which would be quadratic where all overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from refiqda.tables.counting.coded import Numbers
from refiqda.tables.counting.rows import repeated

BLOCK = 1 << 21
"""How many entries are held at a time."""


def tally(of: Numbers, first: Numbers, last: Numbers, codes: Numbers, size: int) -> Numbers:
    """A table of counts: in ``[x, y]``, how many entries within stretches of the kind x are y.

    ``of`` is the kind of each stretch, which goes from ``first`` to before ``last`` in ``codes``;
    kinds and codes are numbers below ``size``. The work grows with the stretches times ``size`` at
    most, however long they are.
    """
    lengths = np.maximum(last - first, 0)
    is_long = lengths > size
    found = np.zeros((size, size), dtype=np.int64)
    _entry_by_entry(found, of, first, np.where(is_long, first, first + lengths), codes)
    _code_by_code(found, of[is_long], first[is_long], last[is_long], codes)
    return found


def _entry_by_entry(
    found: Numbers, of: Numbers, first: Numbers, last: Numbers, codes: Numbers
) -> None:
    size = len(found)
    for part in blocks(last - first):
        kind, code = repeated(of[part], first[part], last[part], codes)
        counted = np.bincount(kind * size + code, minlength=size * size)
        found += counted.reshape(size, size)


def _code_by_code(
    found: Numbers, of: Numbers, first: Numbers, last: Numbers, codes: Numbers
) -> None:
    """For each code, how many there are before each place of the list."""
    if not len(of):
        return
    order = np.argsort(of, kind="stable")
    kinds, runs = np.unique(of[order], return_index=True)
    first, last = first[order], last[order]
    before = np.zeros(len(codes) + 1, dtype=np.int64)
    for code in np.unique(codes).tolist():
        np.cumsum(codes == code, out=before[1:])
        found[kinds, code] += np.add.reduceat(before[last] - before[first], runs)


def tally_up_to(
    of: Numbers,
    first: Numbers,
    last: Numbers,
    bound: Numbers,
    codes: Numbers,
    values: Numbers,
    size: int,
) -> Numbers:
    """As :func:`tally`, but only of entries whose value is not above the bound of the stretch.

    A stretch is taken apart into pieces whose lengths are powers of two, one or two of each length.
    In a list where the entries of each such piece are sorted by value, those that count are again
    a stretch.
    """
    total = len(codes)
    order = np.argsort(values, kind="stable")
    ranks = np.empty(total, dtype=np.int64)
    ranks[order] = np.arange(total)
    limit = np.searchsorted(values[order], bound, "right")
    found = np.zeros((size, size), dtype=np.int64)
    level = 0
    while (is_open := first < last).any():
        of, first, last, limit = of[is_open], first[is_open], last[is_open], limit[is_open]
        keys = (np.arange(total) >> level) * total + ranks
        sorted_by_piece = np.argsort(keys)
        keys = keys[sorted_by_piece]
        for is_odd, piece in ((first & 1 == 1, first), (last & 1 == 1, last - 1)):
            own = piece[is_odd]
            end = np.searchsorted(keys, own * total + limit[is_odd])
            found += tally(of[is_odd], own << level, end, codes[sorted_by_piece], size)
        first, last, level = (first + 1) >> 1, last >> 1, level + 1
    return found


def blocks(sizes: Any) -> Iterator[slice]:
    """Parts of a list whose entries have these sizes, none much larger than a block."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(ends) and ends[-1] > (done := int(ends[start - 1]) if start else 0):
        stop = max(int(np.searchsorted(ends, done + BLOCK, "right")), start + 1)
        yield slice(start, stop)
        start = stop
