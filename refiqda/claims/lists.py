"""What is printed of a list of numbers, held against what such a list can be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from refiqda.claims.arithmetic import (
    Sums,
    decimals,
    is_possible,
    nearest_means,
    power,
    sums_of_ends,
    sums_of_mean,
    sums_of_total,
)
from refiqda.claims.combine import CONSISTENT, CONTRADICTED, Answer
from refiqda.claims.model import RELATIONS, Claim
from refiqda.tables.counting.wording import listed

_NONE = "no such list"
_FEW = 4
"""How many sums are told one by one."""


def possible(claim: Claim) -> Answer | None:
    """Whether there is a list of numbers as it is printed; None where nothing can be said of it.

    It is for claims without a variable, whose numbers no project holds.
    """
    if not claim.is_listing or claim.variable is not None:
        return None
    if claim.n is None:
        return _without_n(claim)
    return _List(claim, claim.n).answer()


def _without_n(claim: Claim) -> Answer | None:
    """Of the ends alone, only a mean between them can be wrong."""
    if claim.range is None:
        return None
    low, high = claim.range
    if claim.mean is None:
        is_related = any(getattr(claim, name) is not None for name in RELATIONS)
        if is_related or not claim.is_open or claim.judged is not None:
            return None  # more than nothing is said of it in another way
        why = "Any two numbers can be the ends of a range, so this cannot fail."
        return Answer("", CONSISTENT, why)
    half = Fraction(1, 2 * 10 ** decimals(claim.mean))
    is_between = Fraction(low) - half <= Fraction(claim.mean) <= Fraction(high) + half
    lies = "lies" if is_between else "does not lie"
    why = f"The mean {claim.mean} {lies} between {low} and {high}."
    return Answer("", CONSISTENT if is_between else CONTRADICTED, why)


class _List:
    """A list of n numbers."""

    def __init__(self, claim: Claim, n: int) -> None:
        self.claim, self.n = claim, n
        self.step = Fraction(1) if claim.step is None else Fraction(claim.step)

    def answer(self) -> Answer:
        """The sums that are left by all that is printed."""
        left = self._left()
        if left is None or not is_possible(self.n, left, self.claim.mean):
            why = [f"There can be no {self}{self._having()}.", *self._unfit(), *self._nearest()]
            return Answer(_NONE, CONTRADICTED, " ".join(why))
        why = [f"There can be {self}{self._having()}{self._adding(left)}.", *self._remarks()]
        return Answer(self._found(left), CONSISTENT, " ".join(why))

    def _left(self) -> Sums | None:
        claim, n, step = self.claim, self.n, self.step
        left: Sums | None = None
        found: list[Sums | None] = []
        if claim.range is not None:
            found.append(sums_of_ends(n, step, *claim.range))
        if claim.mean is not None:
            found.append(sums_of_mean(n, step, claim.mean))
        if claim.sum is not None:
            found.append(sums_of_total(step, claim.sum))
        for each in found:
            if each is None or each.is_empty:
                return None
            left = each if left is None else left & each
        return left

    def __str__(self) -> str:
        """``23 whole numbers``."""
        one = self.n == 1
        if self.step == 1:
            return f"{self.n} whole number{'' if one else 's'}"
        if not self.step:
            return f"{self.n} number{'' if one else 's'}"
        return f"{self.n} multiple{'' if one else 's'} of {shown(self.step)}"

    def _having(self) -> str:
        claim = self.claim
        has = []
        if claim.mean is not None:
            has.append(f"the mean {claim.mean}")
        if claim.sum is not None:
            has.append(f"the sum {claim.sum}")
        if claim.range is not None:
            has.append(f"the ends {claim.range[0]} and {claim.range[1]}")
        return f" with {listed(has, 'and')}"

    def _adding(self, left: Sums) -> str:
        if self.claim.sum is not None:
            return ""
        return f": those with {self._sums(left)}" if self.claim.mean is not None else ""

    def _sums(self, left: Sums) -> str:
        """``the sums 837 and 838``."""
        if left.least == left.most:
            return f"the sum {shown(left.least)}"
        several = (left.most - left.least) / self.step + 1 if self.step else None
        if several is None or several > _FEW:
            return f"sums from {shown(left.least)} to {shown(left.most)}"
        each = (shown(left.least + k * self.step) for k in range(int(several)))
        return f"the sums {listed(each, 'and')}"

    def _found(self, left: Sums) -> str:
        if self.claim.sum is not None and self.claim.mean is None and self.claim.range is not None:
            return "possible"
        return self._sums(left).removeprefix("the ")

    def _remarks(self) -> Iterator[str]:
        claim = self.claim
        if claim.range is not None:
            ends = sums_of_ends(self.n, self.step, *claim.range)
            assert ends is not None, "the list would not be possible"
            least, most = shown(ends.least), shown(ends.most)
            is_one = least == most
            yield f"With these ends the sum is {least}{'' if is_one else f' to {most}'}."
        if claim.sum is not None and claim.mean is None:
            yield f"Their mean is {shown(Fraction(claim.sum) / self.n)}."
        if claim.mean is not None and claim.sum is None:
            yield self._power(claim.mean)

    def _power(self, mean: Decimal) -> str:
        places = decimals(mean)
        able = power(self.n, self.step, places)
        what = "whole means" if not places else f"means with {_counted(places, 'decimal')}"
        if not able.is_none:
            return f"Of {able.of} {what}, {able.occurring} can occur with {self}."
        every = what.replace("means", "mean")
        so = "the mean by itself" if self.claim.range is not None else "this"
        return f"With {self} every {every} can occur, so {so} cannot fail."

    def _unfit(self) -> Iterator[str]:
        """What is printed that no such number can be, since the step may have been forgotten."""
        claim = self.claim
        printed = [*(claim.range or ()), *([] if claim.sum is None else [claim.sum])]
        for each in printed:
            if self.step and Fraction(each) % self.step:
                what = "whole number" if self.step == 1 else f"multiple of {shown(self.step)}"
                yield f"{each} is no {what}; step says what the numbers are multiples of."
                return

    def _nearest(self) -> Iterator[str]:
        mean = self.claim.mean
        if mean is None or not self.step or not sums_of_mean(self.n, self.step, mean).is_empty:
            return
        places = decimals(mean) + 1
        below, above = nearest_means(self.n, self.step, mean)
        yield f"The nearest means are {shown(below, places)} and {shown(above, places)}."


def _counted(number: int, noun: str) -> str:
    words = ("no", "one", "two", "three")
    word = words[number] if number < len(words) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}"


def shown(value: Fraction, places: int = 2) -> str:
    """A number as a person writes it: whole, or with some decimals at most."""
    scaled = round(value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    text = f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".") if places else str(whole)
    return f"-{text}" if scaled < 0 else text
