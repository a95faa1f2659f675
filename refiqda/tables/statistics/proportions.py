"""The difference of two shares with its interval, by Newcombe's hybrid score method."""

from __future__ import annotations

from math import hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple


class Difference(NamedTuple):
    """The first share less the second, and between which limits it lies."""

    value: float
    low: float
    high: float


def wilson(holders: int, everyone: int, level: float) -> tuple[float, float]:
    """Wilson's score interval of a share, without continuity correction.

    Example:
        >>> [round(limit, 4) for limit in wilson(81, 263, 0.95)]
        [0.2553, 0.3662]
    """
    # From below, since (1 + level) / 2 is 1 before the level itself is.
    z = -NormalDist().inv_cdf((1 - level) / 2)
    middle = 2 * holders + z * z
    half = z * sqrt(z * z + 4 * holders * (everyone - holders) / everyone)
    whole = 2 * (everyone + z * z)
    # Nobody and everybody give limits of exactly 0 and 1, which rounding would miss by a hair.
    low = (middle - half) / whole if holders else 0.0
    high = (middle + half) / whole if holders < everyone else 1.0
    return low, high


def newcombe(first: tuple[int, int], second: tuple[int, int], level: float) -> Difference | None:
    """The difference of two shares, each holders of everyone; None where a group is empty.

    Method 10 of Newcombe (1998), Statistics in Medicine 17:873-890: each limit is as far from the
    difference as the limits of both shares, taken as the sides of a right angle, let it be.

    Example:
        >>> [round(number, 4) for number in newcombe((56, 70), (48, 80), 0.95)]
        [0.2, 0.0524, 0.3339]
    """
    if not first[1] or not second[1]:
        return None
    one, other = first[0] / first[1], second[0] / second[1]
    one_low, one_high = wilson(*first, level)
    other_low, other_high = wilson(*second, level)
    # One fraction, so that equal shares differ by exactly nothing.
    value = (first[0] * second[1] - second[0] * first[1]) / (first[1] * second[1])
    return Difference(
        value,
        value - hypot(one - one_low, other_high - other),
        value + hypot(one_high - one, other - other_low),
    )
