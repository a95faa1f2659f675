"""Means, sums and ends of lists of numbers, against all lists there are."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refiqda.claims import Claim
from refiqda.claims.arithmetic import (
    half_even,
    half_up,
    nearest_means,
    power,
    rounds_to,
    sums_of_ends,
    sums_of_mean,
)
from refiqda.claims.lists import possible, shown

STEPS = [Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(2), Fraction(3, 2), Fraction(1, 3)]
steps = st.sampled_from(STEPS)
numbers = st.integers(1, 40)
places = st.integers(0, 2)


@given(st.integers(-3000, 3000), st.integers(0, 2))
def test_rounding_is_that_of_decimals(thousandths: int, digits: int):
    value, exponent = Decimal(thousandths).scaleb(-3), Decimal(1).scaleb(-digits)
    for ours, theirs in ((half_up, ROUND_HALF_UP), (half_even, ROUND_HALF_EVEN)):
        expected = Fraction(value.quantize(exponent, theirs))
        assert ours(Fraction(value), digits) == expected


def occurring(n: int, step: Fraction, digits: int) -> set[int]:
    """The printed means of one period, by trying every sum of it."""
    period = step.numerator * 10**digits
    found = set()
    total = Fraction(0)
    while total < step.numerator * n:
        for rounded in (half_up, half_even):
            found.add(int(rounded(total / n, digits) * 10**digits) % period)
        total += step
    return found


@given(numbers, steps, places)
def test_the_power_is_the_share_of_means_that_occur(n: int, step: Fraction, digits: int):
    able = power(n, step, digits)
    assert able == (len(occurring(n, step, digits)), step.numerator * 10**digits)


@given(numbers, steps, st.integers(-400, 400), places)
def test_a_mean_can_occur_if_some_sum_has_it(n: int, step: Fraction, printed: int, digits: int):
    mean = Decimal(printed).scaleb(-digits)
    around = round(Fraction(mean) * n / step)
    # A sum whose mean is printed so is no further off than half a last digit of each number.
    near = range(around - 2 - 2 * int(n / step), around + 3 + 2 * int(n / step))
    sums = [k * step for k in near if rounds_to(k * step / n, mean)]
    found = sums_of_mean(n, step, mean)
    assert found.is_empty == (not sums)
    if sums:
        assert (found.least, found.most) == (sums[0], sums[-1])
    else:
        below, above = nearest_means(n, step, mean)
        assert below < Fraction(mean) < above
        assert above - below == step / n


@settings(deadline=None)
@given(st.integers(1, 4), steps, st.integers(0, 4), st.integers(0, 4))
def test_the_sums_of_a_range(n: int, step: Fraction, one: int, other: int):
    low, high = sorted((one, other))
    scale = [k for k in range(int(high / step) + 1) if low <= k * step <= high]
    sums = {
        sum(each) * step
        for each in combinations_with_replacement(scale, n)
        if (each[0] * step, each[-1] * step) == (low, high)
    }
    found = sums_of_ends(n, step, Decimal(low), Decimal(high))
    if found is None:
        assert not sums
        return
    several = range(int((found.most - found.least) / step) + 1)
    assert sums == {found.least + k * step for k in several}


@given(st.integers(1, 4), st.integers(0, 40), st.integers(0, 4), st.integers(0, 4))
def test_a_list_is_possible_if_there_is_one(n: int, tenths: int, one: int, other: int):
    low, high = sorted((one, other))
    mean = Decimal(tenths).scaleb(-1)
    claim = Claim(id="a", mean=mean, n=n, range=(Decimal(low), Decimal(high)))
    there = any(
        (min(each), max(each)) == (low, high) and rounds_to(Fraction(sum(each), n), mean)
        for each in combinations_with_replacement(range(low, high + 1), n)
    )
    answer = possible(claim)
    assert answer is not None
    assert answer.verdict == ("consistent" if there else "contradicted")


def told(n: int, **printed: str) -> tuple[str, str, str] | None:
    numbers: dict[str, Any] = {name: Decimal(value) for name, value in printed.items()}
    return possible(Claim(id="a", n=n, **numbers))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (
            {"mean": "36.4", "n": 23},
            ("sums 837 and 838", "consistent",
             "There can be 23 whole numbers with the mean 36.4: those with the sums 837 and 838. "
             "With 23 whole numbers every mean with one decimal can occur, so this cannot fail."),
        ),
        (
            {"mean": "36.43", "n": 23},
            ("sum 838", "consistent",
             "There can be 23 whole numbers with the mean 36.43: those with the sum 838. "
             "Of 100 means with two decimals, 23 can occur with 23 whole numbers."),
        ),
        (
            {"mean": "36.40", "n": 23},
            ("no such list", "contradicted",
             "There can be no 23 whole numbers with the mean 36.40. "
             "The nearest means are 36.391 and 36.435."),
        ),
        (
            {"mean": "36.40", "n": 23, "step": "0.5"},
            ("no such list", "contradicted",
             "There can be no 23 multiples of 0.5 with the mean 36.40. "
             "The nearest means are 36.391 and 36.413."),
        ),
        (
            {"mean": "36.4", "n": 23, "step": "0"},
            ("sums from 836.05 to 838.35", "consistent",
             "There can be 23 numbers with the mean 36.4: those with sums from 836.05 to 838.35. "
             "With 23 numbers every mean with one decimal can occur, so this cannot fail."),
        ),
        (
            {"mean": "36", "n": 1},
            ("sum 36", "consistent",
             "There can be 1 whole number with the mean 36: those with the sum 36. "
             "With 1 whole number every whole mean can occur, so this cannot fail."),
        ),
        (
            {"mean": "36", "n": 23},
            ("sums from 817 to 839", "consistent",
             "There can be 23 whole numbers with the mean 36: those with sums from 817 to 839. "
             "With 23 whole numbers every whole mean can occur, so this cannot fail."),
        ),
        (
            {"sum": "10.5", "n": 3},
            ("no such list", "contradicted",
             "There can be no 3 whole numbers with the sum 10.5. "
             "10.5 is no whole number; step says what the numbers are multiples of."),
        ),
        (
            {"sum": "10", "mean": "3.4", "n": 3},
            ("no such list", "contradicted",
             "There can be no 3 whole numbers with the mean 3.4 and the sum 10. "
             "The nearest means are 3.33 and 3.67."),
        ),
        (
            {"sum": "10", "mean": "3.3", "n": 3},
            ("sum 10", "consistent",
             "There can be 3 whole numbers with the mean 3.3 and the sum 10."),
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_a_list(printed: dict[str, Any], expected: tuple[str, str, str]):
    assert told(**printed) == expected


def test_what_is_told_of_the_ends():
    ends = (Decimal(40), Decimal(80))
    answer = possible(Claim(id="a", sum=Decimal(1077), range=ends, n=23))
    assert answer == (
        "possible",
        "consistent",
        "There can be 23 whole numbers with the sum 1077 and the ends 40 and 80. "
        "With these ends the sum is 960 to 1800. Their mean is 46.83.",
    )
    answer = possible(Claim(id="a", sum=Decimal(959), range=ends, n=23))
    assert answer is not None
    assert answer[1:] == (
        "contradicted",
        "There can be no 23 whole numbers with the sum 959 and the ends 40 and 80.",
    )
    alone = possible(Claim(id="a", range=ends))
    assert alone is not None
    assert alone[1:] == (
        "consistent",
        "Any two numbers can be the ends of a range, so this cannot fail.",
    )


def test_one_number_has_two_ends_that_are_one():
    assert sums_of_ends(1, Fraction(1), Decimal(3), Decimal(4)) is None
    assert sums_of_ends(1, Fraction(1), Decimal(3), Decimal(3)) == (3, 3)


@pytest.mark.parametrize(("mean", "verdict"), [("33", "consistent"), ("32.4", "contradicted")])
def test_a_mean_lies_between_the_ends_however_many_there_are(mean: str, verdict: str):
    claim = Claim(id="a", mean=Decimal(mean), range=(Decimal("33.4"), Decimal(42)), counted=False)
    answer = possible(claim)
    assert answer is not None
    assert answer.verdict == verdict


@given(st.lists(st.integers(-400, 400), min_size=1, max_size=6), st.booleans())
def test_no_list_of_any_numbers_is_called_impossible(hundredths: list[int], is_even: bool):
    """The ends, the sum and the mean of a list, each printed with one decimal, as papers do."""
    rounded = half_even if is_even else half_up
    exact = [Fraction(each, 100) for each in hundredths]

    def printed(value: Fraction) -> Decimal:
        return Decimal(int(rounded(value, 1) * 10)).scaleb(-1)

    claim = Claim(
        id="a",
        n=len(exact),
        step=Decimal(0),
        mean=printed(sum(exact, Fraction(0)) / len(exact)),
        sum=printed(sum(exact, Fraction(0))),
        range=(printed(min(exact)), printed(max(exact))),
    )
    answer = possible(claim)
    assert answer is not None
    assert answer.verdict == "consistent", (claim, answer)


def test_any_numbers_with_a_mean_that_only_an_excluded_end_would_have():
    """2.25 rounds to 2.3 or, halves to even, to 2.2; so two ends of it are not both in."""
    at = (Decimal("2.25"), Decimal("2.25"))
    for mean, verdict in (("2.3", "consistent"), ("2.2", "consistent"), ("2.4", "contradicted")):
        answer = possible(Claim(id="a", mean=Decimal(mean), range=at, n=2, step=Decimal(0)))
        assert answer is not None
        assert answer.verdict == verdict
    # What is printed as 2.4 is 2.35 at least, and no mean of 2.35 is printed as 2.3.
    at = (Decimal("2.4"), Decimal("2.4"))
    answer = possible(Claim(id="a", mean=Decimal("2.3"), range=at, n=2, step=Decimal(0)))
    assert answer is not None
    assert answer.verdict == "contradicted"


def test_numbers_as_a_person_writes_them():
    assert [shown(Fraction(1077, 23)), shown(Fraction(838)), shown(Fraction(-1, 2))] == [
        "46.83",
        "838",
        "-0.5",
    ]
