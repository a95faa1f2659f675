"""What a list of numbers can be, of which a mean, a sum or the ends are printed.

A mean of whole numbers is a whole number divided by how many there are, so not every mean can
occur: N. J. L. Brown and J. A. J. Heathers, "The GRIM Test: A Simple Technique Detects Numerous
Anomalies in the Reporting of Results in Psychology", Social Psychological and Personality Science
8 (2017), 363-369. All of it is exact; nothing here knows of projects.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, gcd
from typing import NamedTuple


def decimals(printed: Decimal) -> int:
    """How many decimals a number is printed with."""
    exponent = printed.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def half_up(value: Fraction, places: int) -> Fraction:
    """A value rounded to some decimals, halves away from zero."""
    scaled = abs(value) * 10**places
    rounded = Fraction(floor(scaled + Fraction(1, 2)), 10**places)
    return rounded if value >= 0 else -rounded


def half_even(value: Fraction, places: int) -> Fraction:
    """A value rounded to some decimals, halves to the even digit."""
    return Fraction(round(value * 10**places), 10**places)


def rounds_to(value: Fraction, printed: Decimal) -> bool:
    """Whether a value is printed so, by either way of rounding halves."""
    places = decimals(printed)
    return Fraction(printed) in (half_up(value, places), half_even(value, places))


class Sums(NamedTuple):
    """The sums that a list may have: all multiples of the step from the least to the most."""

    least: Fraction
    most: Fraction

    def __and__(self, other: Sums) -> Sums:
        """What is in both."""
        return Sums(max(self.least, other.least), min(self.most, other.most))

    @property
    def is_empty(self) -> bool:
        """Whether there is no such sum."""
        return self.least > self.most


def sums_of_ends(n: int, step: Fraction, low: Decimal, high: Decimal) -> Sums | None:
    """The sums of n multiples of a step from ``low`` to ``high``, both of which occur.

    None if there is no such list. A step of 0 means any numbers, whose ends are printed rounded.
    """
    if step and any(Fraction(end) % step for end in (low, high)):
        return None
    first, last = _around(low, step), _around(high, step)
    if n == 1:
        both = first & last
        return None if both.is_empty else both
    between = n - 2
    return Sums((1 + between) * first.least + last.least, first.most + (1 + between) * last.most)


def _around(printed: Decimal, step: Fraction) -> Sums:
    """What is printed so: of multiples of a step the number itself, else all that rounds to it."""
    half = 0 if step else Fraction(1, 2 * 10 ** decimals(printed))
    return Sums(Fraction(printed) - half, Fraction(printed) + half)


def sums_of_mean(n: int, step: Fraction, mean: Decimal) -> Sums:
    """The sums of n multiples of a step whose mean is printed so; perhaps there are none.

    With a step of 0, the ends of what rounds to the mean, whether or not they do themselves.
    """
    rounded = _around(mean, Fraction(0))
    least, most = rounded.least * n, rounded.most * n
    if not step:
        return Sums(least, most)
    first, last = ceil(least / step), floor(most / step)
    if first <= last and not rounds_to(first * step / n, mean):
        first += 1
    if first <= last and not rounds_to(last * step / n, mean):
        last -= 1
    return Sums(first * step, last * step)


def sums_of_total(step: Fraction, total: Decimal) -> Sums | None:
    """The sums that are printed so; None if no multiples of the step add up to it."""
    return None if step and Fraction(total) % step else _around(total, step)


def is_possible(n: int, sums: Sums, mean: Decimal | None) -> bool:
    """Whether a sum is left. Of any numbers (step 0), an end that the mean excludes is not one."""
    if sums.is_empty:
        return False
    is_one = sums.least == sums.most
    return not is_one or mean is None or rounds_to(sums.least / n, mean)


class Power(NamedTuple):
    """How many means of so many decimals can occur, of how many there are."""

    occurring: int
    of: int

    @property
    def is_none(self) -> bool:
        """Whether every mean can occur, so that the test cannot fail."""
        return self.occurring == self.of


def power(n: int, step: Fraction, places: int) -> Power:
    """Of the means with some decimals, in one period, those that n multiples of a step can have.

    The period is the smallest whole number that is a multiple of the step: 1 for whole numbers.
    """
    period = step.numerator
    printed = period * 10**places
    if not step or step / n <= Fraction(1, 10**places):
        return Power(max(printed, 1), max(printed, 1))
    sums = n * step.denominator
    # Each sum has a mean of its own. One halfway between two printed means can be either, and the
    # even one of the two is no other's: these are the t / shared of the period with t odd, and even
    # is what lies below where t leaves the same rest by 4 as the halves do.
    shared = gcd(2 * printed, sums)
    halves = 2 * printed // shared
    if halves % 2 == 0:
        return Power(sums, printed)
    even = max(0, (shared - halves % 4 + 3) // 4)  # how many such t are less than shared
    return Power(sums + even, printed)


def nearest_means(n: int, step: Fraction, mean: Decimal) -> tuple[Fraction, Fraction]:
    """The means that can occur next below and next above one that cannot."""
    below = floor(Fraction(mean) * n / step)
    return below * step / n, (below + 1) * step / n
