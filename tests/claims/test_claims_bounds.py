"""Unions, overlaps and spans of time, against all sets and all days there are."""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.claims import Claim, bounds
from refiqda.claims.printed import Span
from refiqda.claims.spans import years, years_between


def systems(sizes: list[int], n: int) -> tuple[set[int], set[int]]:
    """The sizes of unions and overlaps of all sets of these sizes among n things."""
    each = [[set(some) for some in combinations(range(n), size)] for size in sizes]
    unions, overlaps = set(), set()
    for chosen in product(*each):
        unions.add(len(set.union(*chosen)))
        overlaps.add(len(set.intersection(*chosen)))
    return unions, overlaps


@pytest.mark.parametrize(
    ("n", "several"), [(1, 1), (5, 1), (1, 2), (4, 2), (5, 2), (2, 3), (3, 3), (4, 3)]
)
def test_bounds_are_what_sets_can_have_and_nothing_between_is_missing(n: int, several: int):
    for chosen in product(range(n + 1), repeat=several):
        sizes = list(chosen)
        unions, overlaps = systems(sizes, n)
        for found, within in ((unions, bounds.union), (overlaps, bounds.overlap)):
            least, most = within(sizes, n)
            assert found == set(range(least, most + 1)), (sizes, n)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=3))
def test_bounds_where_it_is_not_known_how_many_there_are(sizes: list[int]):
    """There may be as many as all sets together, and more change nothing."""
    enough = sum(sizes) + 1
    for within in (bounds.union, bounds.overlap):
        assert within(sizes, None) == within(sizes, enough)


@given(
    st.sampled_from(["equals", "at_least", "at_most", "between", "majority"]),
    st.integers(0, 6),
    st.integers(0, 6),
    st.integers(0, 6),
)
def test_what_is_printed_against_all_numbers_of_the_bounds(
    key: str, least: int, spread: int, printed: int
):
    n = 7
    within = bounds.Bounds(least, least + spread)
    value: Any = {"majority": True, "between": (printed, printed + 1)}.get(key, printed)
    named: dict[str, Any] = {key: value}
    claim = Claim(id="a", **named)
    fits = {
        "equals": lambda each: each == printed,
        "at_least": lambda each: each >= printed,
        "at_most": lambda each: each <= printed,
        "between": lambda each: printed <= each <= printed + 1,
        "majority": lambda each: 2 * each > n,
    }[key]
    held = [fits(each) for each in range(within.least, within.most + 1)]
    allowed = bounds.allowed(claim, n)
    assert allowed is not None
    assert bounds.always(within, allowed) == all(held)
    assert bounds.never(within, allowed) == (not any(held))


def test_bounds_as_text():
    assert [str(bounds.Bounds(2, 14)), str(bounds.Bounds(3, 3))] == ["2 to 14", "3"]


days = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


@given(days, days)
def test_years_are_counted_by_birthdays(one: datetime.date, other: datetime.date):
    start, end = sorted((one, other))
    found = years_between(start, end)
    birthdays = end.year - start.year - ((end.month, end.day) < (start.month, start.day))
    assert found // 1 == birthdays
    assert years_between(end, start) == -found


@given(days, days, days)
def test_a_later_day_is_more_years_away(one: datetime.date, two: datetime.date, end: datetime.date):
    one, two, end = sorted((one, two, end))
    assert years_between(one, two) <= years_between(one, end)


def test_a_span_lies_between_its_nearest_and_farthest_days():
    day = datetime.date
    span = Span((day(2001, 4, 1), day(2009, 3, 31)), (day(2018, 12, 1), day(2019, 3, 31)))
    least, most = years(span)
    assert (least, most) == (9 + Fraction(245, 365), 17 + Fraction(364, 365))
    assert years_between(day(2004, 2, 29), day(2005, 2, 28)) < 1
    assert years_between(day(2004, 2, 29), day(2005, 3, 1)) == 1
