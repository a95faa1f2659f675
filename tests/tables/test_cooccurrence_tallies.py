"""Stretches and pairs of ranges, counted by code: held against going through them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refiqda.tables.counting.rows import repeated
from refiqda.tables.together import tallies
from refiqda.tables.together.areas import Areas, is_enclosed, overlapping_areas
from refiqda.tables.together.ranges import enclosing, sharing, together

SIZE = 4


@pytest.fixture(autouse=True, scope="module", params=[3, 1 << 21], ids=["small", "large"])
def blocks_of_any_size(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whether or not all entries are held at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tallies, "BLOCK", request.param)
        yield


def column(several: list[int]) -> np.ndarray:
    return np.array(several, dtype=np.int64)


codes = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(-5, 5)), max_size=40)
stretches = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, 40), st.integers(0, 40), st.integers(-6, 6)),
    max_size=10,
)


@settings(max_examples=200, deadline=None)
@given(codes, stretches)
def test_tallies(entries: list[tuple[int, int]], asked: list[tuple[int, int, int, int]]) -> None:
    asked = [(of, min(a, len(entries)), min(b, len(entries)), bound) for of, a, b, bound in asked]
    code, value = column([each[0] for each in entries]), column([each[1] for each in entries])
    of, first, last, bound = (column([each[at] for each in asked]) for at in range(4))
    whole, part = np.zeros((2, SIZE, SIZE), dtype=np.int64)
    for kind, start, stop, most in asked:
        for each, number in entries[start:stop]:
            whole[kind, each] += 1
            part[kind, each] += number <= most
    assert (tallies.tally(of, first, last, code, SIZE) == whole).all()
    assert (tallies.tally_up_to(of, first, last, bound, code, value, SIZE) == part).all()


ranges = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, SIZE - 1), st.integers(-3, 12), st.integers(1, 9)),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(ranges, st.integers(0, 2**40))
def test_pairs_of_ranges(several: list[tuple[int, int, int, int]], reach: int) -> None:
    reach = reach % 7 if reach % 2 else reach
    group, code, left, length = (column([each[at] for each in several]) for at in range(4))
    right = left + length
    same, shared, near, enclosed = np.zeros((4, SIZE, SIZE), dtype=np.int64)
    for one in range(len(several)):
        for other in range(len(several)):
            if one == other or group[one] != group[other]:
                continue
            pair = code[one], code[other]
            same[pair] += 1
            between = max(left[other] - right[one], left[one] - right[other])
            shared[pair] += between < 0
            near[pair] += between < reach
            enclosed[pair] += left[one] <= left[other] and right[other] <= right[one]
    assert (together(group, code, SIZE) == same).all()
    assert (sharing(group, code, left, right, SIZE) == shared).all()
    assert (sharing(group, code, left, right, SIZE, reach) == near).all()
    assert (enclosing(group, code, left, right, SIZE) == enclosed).all()


sides = st.tuples(st.integers(0, 3), st.integers(1, 3)).map(lambda pair: (pair[0], sum(pair)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), sides, sides), max_size=12))
def test_pairs_of_areas(several: list[tuple[int, tuple[int, int], tuple[int, int]]]) -> None:
    table = [(group, *across, *along) for group, across, along in several]
    areas = Areas(*(column([each[at] for each in table]) for at in range(5)))
    dots = [
        {(group, x, y) for x in range(*across) for y in range(*along)}
        for group, across, along in several
    ]
    found = [
        pair
        for one, other in overlapping_areas(areas)
        for pair in zip(one.tolist(), other.tolist(), strict=True)
    ]
    everyone = list(itertools.combinations(range(len(dots)), 2))
    assert len(found) == len(set(found))
    assert {frozenset(pair) for pair in found} == {
        frozenset(pair) for pair in everyone if dots[pair[0]] & dots[pair[1]]
    }
    for outer, inner in [*everyone, *(pair[::-1] for pair in everyone)]:
        (told,) = is_enclosed(areas, column([outer]), column([inner]))
        assert told == (dots[inner] <= dots[outer]) or several[outer][0] != several[inner][0]


def test_many_ranges_that_all_overlap_are_counted_without_their_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """20,000 ranges have 200 million pairs; hardly more are gone through than there are ranges."""
    looked_at = []

    def watched(items: Any, first: Any, last: Any, values: Any) -> Any:
        looked_at.append(int((last - first).sum()))
        return repeated(items, first, last, values)

    monkeypatch.setattr(tallies, "repeated", watched)
    monkeypatch.setattr(tallies, "BLOCK", 1 << 21)
    number = 20_000
    code = np.arange(number) % SIZE
    nothing = np.zeros(number, dtype=np.int64)
    found = sharing(nothing, code, nothing, nothing + 5, SIZE)
    assert sum(looked_at) <= SIZE * number
    each = number // SIZE
    expected = np.full((SIZE, SIZE), each * each) - np.diag([each] * SIZE)
    assert (found == expected).all()
    assert (enclosing(nothing, code, nothing, nothing + 5, SIZE) == expected).all()
    levels = number.bit_length()
    assert sum(looked_at) <= 2 * levels * SIZE * number
