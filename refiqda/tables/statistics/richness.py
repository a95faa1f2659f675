"""How many codes so many cases are expected to have, and how many there may be that none has yet.

The formulas are those of ecology, where species are found in samples as codes are in cases. All
sums are of whole numbers and are divided once, so nothing is lost by rounding on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

_LEAST = 2
"""Cases that an estimate needs."""


class Seen(NamedTuple):
    """Codes that were found, by the number of cases that each was found in."""

    cases: int
    """How many cases were looked at, whether or not anything was found in them."""
    holders: tuple[int, ...]
    """In how many cases each code was found; at least in one."""

    @property
    def incidences(self) -> int:
        """How often a code was found in a case."""
        return sum(self.holders)

    @property
    def uniques(self) -> int:
        """Codes that were found in one case."""
        return self.holders.count(1)

    @property
    def duplicates(self) -> int:
        """Codes that were found in two cases."""
        return self.holders.count(2)


def expected(seen: Seen) -> list[float]:
    """The mean number of codes in the first 1, 2, ... cases, over all orders of the cases.

    A code of k cases is in none of n out of N with probability C(N-k, n) / C(N, n): sample-based
    rarefaction (Ugland, Gray & Ellingsen 2003, Journal of Animal Ecology 72:888-897; Colwell, Mao
    & Chang 2004, Ecology 85:2717-2727).

    Example:
        >>> expected(Seen(3, (3, 1)))
        [1.3333333333333333, 1.6666666666666667, 2.0]
    """
    total = len(seen.holders)
    return [
        (total * ways - missed) / ways
        for ways, missed in _missed(seen.cases, Counter(seen.holders))
    ]


def deviations(seen: Seen, shared: Counter[int]) -> list[float]:
    """The standard deviation of that number, over all orders of the cases.

    ``shared`` says of how many ordered pairs of codes, each code with itself too, one or the other
    was found in so many cases.

    Example:
        >>> both = Counter({3: 3, 1: 1})  # of codes in all three cases, and in one of them
        >>> [round(number, 4) for number in deviations(Seen(3, (3, 1)), both)]
        [0.4714, 0.4714, 0.0]
    """
    pairs = _missed(seen.cases, shared)
    found = []
    for (ways, missed), (_, together) in zip(
        _missed(seen.cases, Counter(seen.holders)), pairs, strict=True
    ):
        found.append(sqrt((together * ways - missed * missed) / (ways * ways)))
    return found


def _missed(cases: int, holders: Counter[int]) -> Iterator[tuple[int, int]]:
    """For n = 1, 2, ... the ways to choose n cases, and how many codes all of these ways miss."""
    ways = 1
    missing = dict.fromkeys(holders, 1)
    for n in range(cases):
        ways = ways * (cases - n) // (n + 1)
        missed = 0
        for number in list(missing):
            left = missing[number] * (cases - number - n) // (n + 1)
            if left:
                missing[number] = left
                missed += holders[number] * left
            else:
                del missing[number]
        yield ways, missed


def chao2(seen: Seen) -> float | None:
    """How many codes, at least, there are estimated to be in all; None of fewer than two cases.

    Example:
        >>> chao2(Seen(4, (1, 1, 2, 4)))
        5.5
    """
    more = unseen(seen)
    return None if more is None else len(seen.holders) + more


def unseen(seen: Seen) -> float | None:
    """How many codes, at least, are estimated to be in no case yet: Chao2 (Chao 1987).

    (N-1)/N * Q1^2 / (2 Q2), of N cases, with Q1 codes in one case and Q2 in two; the bias-corrected
    (N-1)/N * Q1 (Q1-1) / 2 where no code is in two. None of fewer than two cases, of which nothing
    tells what another one would bring.

    Example:
        >>> unseen(Seen(4, (1, 1, 2, 4))), unseen(Seen(4, (1, 1, 3)))
        (1.5, 0.75)
    """
    once, twice = seen.uniques, seen.duplicates
    if seen.cases < _LEAST:
        return None
    if twice:
        return (seen.cases - 1) * once * once / (2 * twice * seen.cases)
    return (seen.cases - 1) * once * (once - 1) / (2 * seen.cases)


def coverage(seen: Seen) -> float | None:
    """The share of all incidences that is of codes already found: Good-Turing, for incidences.

    1 - Q1/U * (N-1) Q1 / ((N-1) Q1 + 2 Q2), U being all incidences; where no code is in two cases,
    1 - Q1/U * (N-1) (Q1-1) / ((N-1) (Q1-1) + 2) (Chao & Jost 2012, Ecology 93:2533-2547; Chao et
    al. 2014, Ecological Monographs 84:45-67). None where nothing was found, and of fewer than two
    cases: of a single one the formula would say that nothing is missing.

    Example:
        >>> round(coverage(Seen(4, (1, 1, 2, 4))), 4)
        0.8125
    """
    once, twice, incidences = seen.uniques, seen.duplicates, seen.incidences
    if not incidences or seen.cases < _LEAST:
        return None
    if twice:
        part, rest = (seen.cases - 1) * once, 2 * twice
    else:
        part, rest = (seen.cases - 1) * max(once - 1, 0), 2
    return (incidences * (part + rest) - once * part) / (incidences * (part + rest))


def shared_holders(held: Any) -> Counter[int]:
    """Of how many ordered pairs of codes one or the other was found in so many cases.

    ``held`` has a row for each code and a column for each case: whether the code was found in it.

    Example:
        >>> sorted(shared_holders(np.array([[True, True, True], [False, True, False]])).items())
        [(1, 1), (3, 3)]
    """
    found = held.astype(np.float64)  # floats multiply fast, and hold whole numbers exactly
    both = found @ found.T
    own = found.sum(axis=1)
    either = np.bincount((own[:, None] + own[None, :] - both).astype(np.int64).ravel())
    return Counter({number: times for number, times in enumerate(either.tolist()) if times})
