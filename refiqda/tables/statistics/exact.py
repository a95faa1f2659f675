"""Fisher's exact test of two groups, in whole numbers, so that no rounding decides what counts."""

from __future__ import annotations

from fractions import Fraction
from math import comb


def weights(first: int, second: int, holders: int) -> list[int]:
    """In how many ways each split comes about, from the fewest holders in the first group on.

    The groups have ``first`` and ``second`` members, of whom so many hold something.
    """
    fewest, most = max(0, holders - second), min(first, holders)
    ways = comb(first, fewest) * comb(second, holders - fewest)
    found = [ways]
    for inside in range(fewest, most):
        outside = holders - inside
        ways = ways * (first - inside) * outside // ((inside + 1) * (second - outside + 1))
        found.append(ways)
    return found


def fisher(first: tuple[int, int], second: tuple[int, int]) -> float | None:
    """Fisher's exact two-sided p for holders of everyone in two groups; None if one is empty.

    Both margins are given; the probabilities of all tables no more probable than the one found
    are summed.

    Example:
        >>> round(fisher((3, 4), (1, 4)), 4)
        0.4857
    """
    if not first[1] or not second[1]:
        return None
    holders = first[0] + second[0]
    ways = weights(first[1], second[1], holders)
    found = ways[first[0] - max(0, holders - second[1])]
    return sum(each for each in ways if each <= found) / sum(ways)


def can_reach(p: Fraction, first: int, second: int, holders: int) -> bool:
    """Whether any split of so many holders over two groups has a p so small.

    Example:
        >>> [can_reach(Fraction(1, 20), 3, 3, holders) for holders in range(7)]
        [False, False, False, False, False, False, False]
        >>> [can_reach(Fraction(1, 20), 4, 4, holders) for holders in range(9)]
        [False, False, False, False, True, False, False, False, False]
    """
    if not first or not second:
        return False
    ways = weights(first, second, holders)
    rarest = min(ways)
    return rarest * ways.count(rarest) * p.denominator <= p.numerator * sum(ways)


def fewest_holders(p: Fraction, first: int, second: int) -> int | None:
    """The least number of holders with which a p so small can be reached; None if none can.

    Example:
        >>> fewest_holders(Fraction(1, 20), 10, 10), fewest_holders(Fraction(1, 20), 3, 3)
        (5, None)
    """
    everyone = range(first + second + 1)
    return next((holders for holders in everyone if can_reach(p, first, second, holders)), None)
