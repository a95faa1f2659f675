"""Newcombe's interval and Fisher's test: published values, other libraries, all tables counted."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from refiqda.tables.statistics.exact import can_reach, fewest_holders, fisher, weights
from refiqda.tables.statistics.proportions import newcombe, wilson

# Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10.
PUBLISHED = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]


@st.composite
def two_groups(draw: st.DrawFn, most: int = 60) -> tuple[tuple[int, int], tuple[int, int]]:
    """Holders of everyone, twice."""
    first, second = draw(st.integers(1, most)), draw(st.integers(1, most))
    return (draw(st.integers(0, first)), first), (draw(st.integers(0, second)), second)


@pytest.mark.parametrize(("first", "second", "low", "high"), PUBLISHED)
def test_the_interval_is_as_it_was_published(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe(first, second, 0.95)
    assert found is not None
    assert found.value == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(groups=two_groups(), level=st.sampled_from((0.8, 0.9, 0.95, 0.99)))
def test_the_interval_is_that_of_statsmodels(
    groups: tuple[tuple[int, int], tuple[int, int]], level: float
) -> None:
    first, second = groups
    found = newcombe(first, second, level)
    assert found is not None
    theirs = confint_proportions_2indep(
        *first, *second, method="newcomb", compare="diff", alpha=1 - level
    )
    assert (found.low, found.high) == pytest.approx(theirs, abs=1e-9)
    for group in groups:
        theirs = proportion_confint(*group, alpha=1 - level, method="wilson")
        assert wilson(*group, level) == pytest.approx(theirs, abs=1e-9)


@given(groups=two_groups())
def test_exchanging_the_groups_mirrors_the_interval(
    groups: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    one, other = newcombe(*groups, 0.95), newcombe(*reversed(groups), 0.95)
    assert one is not None
    assert other is not None
    assert one.value == -other.value
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
    assert -1 <= one.low <= one.value <= one.high <= 1


def test_an_empty_group_has_no_interval_and_no_p() -> None:
    assert newcombe((0, 0), (1, 2), 0.95) is None
    assert newcombe((1, 2), (0, 0), 0.95) is None


def test_a_level_just_below_one_is_a_level() -> None:
    widest = newcombe((1, 2), (1, 2), 1 - 2**-53)
    assert widest.low == -widest.high
    assert newcombe((1, 2), (1, 2), 0.999).high < widest.high < 1
    assert fisher((0, 0), (1, 2)) is None
    assert fisher((1, 2), (0, 0)) is None


def test_fisher_tasted_tea() -> None:
    """Fisher (1935): three of four cups told rightly; the table has the same margins twice."""
    assert fisher((3, 4), (1, 4)) == 34 / 70
    assert fisher((4, 4), (0, 4)) == 2 / 70


def test_tables_as_probable_as_the_one_found_count() -> None:
    """Of 4 holders in groups of 5 and 5, one and three are as probable as three and one."""
    ways = [comb(5, inside) * comb(5, 4 - inside) for inside in range(5)]
    assert ways == [5, 50, 100, 50, 5]
    assert fisher((1, 5), (3, 5)) == fisher((3, 5), (1, 5)) == 110 / 210


@given(groups=two_groups())
def test_p_is_that_of_scipy(groups: tuple[tuple[int, int], tuple[int, int]]) -> None:
    (one, first), (other, second) = groups
    theirs = fisher_exact([[one, first - one], [other, second - other]]).pvalue
    assert fisher(*groups) == pytest.approx(theirs, rel=1e-9)


@given(first=st.integers(1, 6), second=st.integers(1, 6), data=st.data())
def test_p_counts_every_way_to_choose_the_holders(first: int, second: int, data: st.DataObject):
    """Every subset of the members is a way; the splits of those of the right size are counted."""
    holders = data.draw(st.integers(0, first + second))
    splits = [
        sum(chosen[:first])
        for chosen in product((0, 1), repeat=first + second)
        if sum(chosen) == holders
    ]
    inside = data.draw(st.sampled_from(sorted(set(splits))))
    ways = {split: splits.count(split) for split in splits}
    assert weights(first, second, holders) == [ways[split] for split in sorted(ways)]
    extreme = sum(number for number in ways.values() if number <= ways[inside])
    found = fisher((inside, first), (holders - inside, second))
    assert found == float(Fraction(extreme, len(splits)))


@given(first=st.integers(0, 9), second=st.integers(0, 9), percent=st.integers(1, 30))
def test_what_can_differ_is_what_some_split_shows(first: int, second: int, percent: int) -> None:
    small = Fraction(percent, 100)
    able = []
    for holders in range(first + second + 1):
        splits = range(max(0, holders - second), min(first, holders) + 1)
        least = [fisher((inside, first), (holders - inside, second)) for inside in splits]
        is_able = any(p is not None and Fraction(p) <= small + Fraction(1, 10**12) for p in least)
        assert can_reach(small, first, second, holders) == is_able, holders
        if is_able:
            able.append(holders)
    assert fewest_holders(small, first, second) == (able[0] if able else None)
    assert not able or able[-1] == first + second - able[0]


def test_thousands_are_no_harder_than_a_few() -> None:
    theirs = fisher_exact([[900, 4100], [1000, 4000]]).pvalue
    assert fisher((900, 5000), (1000, 5000)) == pytest.approx(theirs, rel=1e-9)
    assert fewest_holders(Fraction(1, 20), 5000, 5000) == 6
