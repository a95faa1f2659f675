"""Expected curves, coverage and Chao2: published values, and all orders gone through."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import permutations
from math import sqrt
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.tables.statistics.richness import (
    Seen,
    chao2,
    coverage,
    deviations,
    expected,
    shared_holders,
    unseen,
)


class Ants(NamedTuple):
    """Ants in plots of a square metre at one height in Costa Rica, and what iNEXT says of them.

    Longino & Colwell (2011), Ecosphere 2:art29; the data and the output of ``iNEXT(ant, datatype =
    "incidence_freq")``, of the R package iNEXT, of which T, U, S.obs, Q1, Q2, SC and qD are taken
    over.
    """

    seen: Seen
    incidences: int
    once: int
    twice: int
    covered: float
    asymptote: float
    first: float
    half: float
    """The expected number of species in half of the plots."""


HIGH = Ants(
    Seen(200, (1, 2, 2, 3, 4, 8, 8, 13, 15, 19, 23, 34, 59, 80)),
    271, 1, 2, 0.9963827, 14.248750, 1.355000, 12.811923,
)  # fmt: skip
MIDDLE = Ants(
    Seen(
        200,
        (
            *[1] * 13, *[2] * 4, *[3] * 2, *[4] * 2, *[5] * 4, *[6] * 2, *[9] * 4, *[11] * 2,
            *[17] * 2, 18, 19, 23, 23, 24, 25, 25, 25, 29, 30, 32, 33, 43, 50, 53, 73, 74, 76, 79,
            113, 144,
        ),
    ),
    1170, 13, 4, 0.9889231, 77.019375, 5.850000, 47.982643,
)  # fmt: skip
LOW = Ants(
    Seen(
        150,
        (
            *[1] * 28, *[2] * 16, *[3] * 13, *[4] * 3, 5, *[6] * 3, *[7] * 6, 8, 9, 10, *[11] * 4,
            *[12] * 3, *[13] * 4, 14, 15, *[16] * 4, 18, 19, 19, 21, 22, 23, 24, 25, 25, 25, 26,
            30, 31, 31, 31, 32, 34, 36, 38, 39, 43, 43, 45, 45, 46, 54, 60, 68, 74, 80, 96, 99,
        ),
    ),
    1730, 28, 16, 0.9839382, 146.336667, 11.533333, 102.135118,
)  # fmt: skip


@pytest.mark.parametrize("ants", [HIGH, MIDDLE, LOW], ids=["2000 m", "1500 m", "1070 m"])
def test_ants_are_counted_as_they_were_published(ants: Ants) -> None:
    seen = ants.seen
    assert (seen.incidences, seen.uniques, seen.duplicates) == (
        ants.incidences,
        ants.once,
        ants.twice,
    )
    assert coverage(seen) == pytest.approx(ants.covered, abs=5e-8)
    assert len(seen.holders) + unseen(seen) == pytest.approx(ants.asymptote, abs=5e-7)
    curve = expected(seen)
    assert curve[0] == pytest.approx(ants.first, abs=5e-7)
    assert curve[seen.cases // 2 - 1] == pytest.approx(ants.half, abs=5e-7)
    assert curve[-1] == len(seen.holders)


@pytest.mark.parametrize(
    ("plots", "species", "once", "twice", "chao"),
    [
        (3, 16, 5, 7, 17.19048),
        (5, 21, 3, 7, 21.51429),
        (6, 21, 6, 8, 22.87500),
        (6, 21, 8, 3, 29.88889),
    ],
    ids=["BF", "HF", "NM", "SF"],
)
def test_chao2_is_that_of_vegan(
    plots: int, species: int, once: int, twice: int, chao: float
) -> None:
    """``specpool(dune, Management)`` in the manual of R's vegan; Q1 is told by its jackknife."""
    rest = species - once - twice
    seen = Seen(plots, (1,) * once + (2,) * twice + (3,) * rest)
    assert species + unseen(seen) == pytest.approx(chao, abs=5e-6)


def test_without_codes_in_two_cases_the_bias_corrected_forms_are_used() -> None:
    """By hand: 4 cases, three codes in one case, one in three; U = 6."""
    seen = Seen(4, (1, 1, 1, 3))
    assert unseen(seen) == Fraction(3, 4) * 3 * 2 / 2 == 2.25
    assert coverage(seen) == 1 - Fraction(3, 6) * Fraction(3 * 2, 3 * 2 + 2) == 0.625


def test_one_code_in_one_case_alone_promises_no_other() -> None:
    seen = Seen(9, (1, 5))
    assert unseen(seen) == 0
    assert coverage(seen) == 1


def test_what_was_looked_through_in_vain() -> None:
    assert expected(Seen(3, ())) == [0, 0, 0]
    assert deviations(Seen(3, ()), Counter()) == [0, 0, 0]
    assert coverage(Seen(3, ())) is None
    assert unseen(Seen(3, ())) == 0
    assert expected(Seen(0, ())) == []


@pytest.mark.parametrize("seen", [Seen(0, ()), Seen(1, ()), Seen(1, (1, 1, 1))])
def test_fewer_than_two_cases_tell_nothing_of_others(seen: Seen) -> None:
    """Of one case, the formulas would say that all is covered and nothing is missing."""
    assert coverage(seen) is None
    assert unseen(seen) is None
    assert chao2(seen) is None


held = st.integers(1, 5).flatmap(
    lambda cases: st.tuples(
        st.just(cases),
        st.lists(st.frozensets(st.integers(0, cases - 1), min_size=1), max_size=6),
    )
)


@given(made=held)
def test_the_curve_is_the_mean_of_all_orders_and_the_deviation_theirs(
    made: tuple[int, list[frozenset[int]]],
) -> None:
    cases, codes = made
    curves = [
        [sum(bool(code & set(order[: n + 1])) for code in codes) for n in range(cases)]
        for order in permutations(range(cases))
    ]
    seen = Seen(cases, tuple(map(len, codes)))
    matrix = np.array([[case in code for case in range(cases)] for code in codes], dtype=bool)
    pairs = shared_holders(matrix.reshape(len(codes), cases))
    assert pairs == Counter(len(one | other) for one in codes for other in codes)
    spread = deviations(seen, pairs)
    for n, found in enumerate(expected(seen)):
        here = [curve[n] for curve in curves]
        mean = Fraction(sum(here), len(here))
        variance = sum((each - mean) ** 2 for each in here) / Fraction(len(here))
        assert found == float(mean)
        assert spread[n] == pytest.approx(sqrt(variance), rel=1e-15, abs=0)


@given(
    cases=st.integers(2, 40),
    holders=st.lists(st.integers(1, 40), min_size=1, max_size=30),
)
def test_what_is_not_covered_is_what_the_next_case_would_bring(
    cases: int, holders: list[int]
) -> None:
    """1 - C is the expected share of new codes in one more case, by the extrapolated curve.

    Colwell et al. (2012), Journal of Plant Ecology 5:3-21, for incidences: with Q0 unseen codes,
    one more of T cases brings Q0 Q1 / (T Q0 + Q1) of them, in U / T incidences.
    """
    seen = Seen(cases, tuple(min(number, cases) for number in holders))
    missing = Fraction(unseen(seen))
    found = coverage(seen)
    assert found is not None
    if missing and seen.uniques:
        new = missing * seen.uniques / (cases * missing + seen.uniques)
        assert 1 - found == pytest.approx(float(new * cases / seen.incidences), abs=1e-12)


def test_a_thousand_cases_take_no_time() -> None:
    seen = Seen(1000, tuple(range(1, 200)))
    curve = expected(seen)
    assert curve == sorted(curve)
    assert curve[0] == seen.incidences / 1000
