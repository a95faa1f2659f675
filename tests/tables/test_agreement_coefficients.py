"""Coefficients of agreement are those of other libraries, and of published examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from agreement import metrics
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats import inter_rater

from refiqda.tables.agreeing import coefficients
from refiqda.tables.agreeing.coefficients import COEFFICIENTS, Tally
from refiqda.tables.agreeing.patterns import Marked, tallied

UNITIZED = json.loads(Path(__file__).with_name("unitized_alpha.json").read_text(encoding="utf-8"))
"""Random stretches of two to five coders, some touching, with the alpha that the package
krippendorff-unitized-alpha 0.1.0 makes of them. It needs an older numpy, so it is not run here."""
EXACT = 1e-9
UNHURRIED = settings(deadline=None)


def tally(coders: int, units: list[int]) -> Tally:
    return Tally(coders, np.array(units, dtype=np.float64), np.float64(0))


def said(coders: int, units: list[int]) -> Any:
    """What each coder said of each unit, as a matrix: a row for each unit, 1 for coded."""
    if coders == 2:
        patterns = [(0, 0), (1, 0), (0, 1), (1, 1)]
    else:  # by how many coded it; which of them, the coefficients for many do not ask
        patterns = [(1,) * count + (0,) * (coders - count) for count in range(coders + 1)]
    return np.repeat(np.array(patterns), units, axis=0)


def by_category(matrix: Any) -> Any:
    """For each unit, how many said no and how many said yes."""
    yes = matrix.sum(axis=1)
    return np.stack((matrix.shape[1] - yes, yes), axis=1)


@st.composite
def ratings(draw: st.DrawFn, most: int = 6) -> tuple[int, list[int]]:
    """How many units have each pattern; some coder said yes, and some said no."""
    number = draw(st.integers(2, most))
    patterns = 4 if number == 2 else number + 1
    units = draw(st.lists(st.integers(0, 40), min_size=patterns, max_size=patterns))
    middle = draw(st.integers(1, patterns - 2))
    units[middle] += 1
    return number, units


# ------------------------------------------------------------------- against other libraries


@UNHURRIED
@given(ratings(most=2))
def test_kappa_is_that_of_statsmodels_and_of_agreement(made: tuple[int, list[int]]) -> None:
    coders, units = made
    found = coefficients.kappa(tally(coders, units))
    neither, first, second, both = units
    table = np.array([[both, first], [second, neither]])
    assert found == pytest.approx(inter_rater.cohens_kappa(table, return_results=False), abs=EXACT)
    matrix = said(coders, units)
    by_coder = np.stack((len(matrix) - matrix.sum(axis=0), matrix.sum(axis=0)), axis=1)
    theirs = metrics.cohens_kappa(by_category(matrix), by_coder)
    assert found == pytest.approx(theirs, abs=EXACT)


@UNHURRIED
@given(ratings())
def test_alpha_is_that_of_krippendorff_and_of_agreement(made: tuple[int, list[int]]) -> None:
    counts = by_category(said(*made))
    found = coefficients.alpha(tally(*made))
    theirs = krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")
    assert found == pytest.approx(theirs, abs=EXACT)
    assert found == pytest.approx(metrics.krippendorffs_alpha(counts), abs=EXACT)


@UNHURRIED
@given(ratings())
def test_fleiss_is_that_of_statsmodels_and_of_agreement(made: tuple[int, list[int]]) -> None:
    counts = by_category(said(*made))
    found = coefficients.fleiss(tally(*made))
    assert found == pytest.approx(inter_rater.fleiss_kappa(counts), abs=EXACT)
    assert found == pytest.approx(metrics.scotts_pi(counts), abs=EXACT)


@UNHURRIED
@given(ratings())
def test_ac1_is_that_of_agreement(made: tuple[int, list[int]]) -> None:
    theirs = metrics.gwets_gamma(by_category(said(*made)))
    assert coefficients.ac1(tally(*made)) == pytest.approx(theirs, abs=EXACT)


@UNHURRIED
@given(ratings())
def test_percent_agreement_is_that_of_agreement(made: tuple[int, list[int]]) -> None:
    theirs = metrics.observed_agreement(by_category(said(*made)))
    assert tally(*made).agreement == pytest.approx(theirs, abs=EXACT)


# ------------------------------------------------------------------- unitizing


def unitized(coders: list[list[tuple[int, int]]], length: int) -> float:
    """The alpha for unitizing of coders' stretches in one text."""
    marks = [(0, 0, side, left, right) for side, own in enumerate(coders) for left, right in own]
    columns = np.array(marks, dtype=np.int64).reshape(-1, 5).T
    found = tallied(Marked(*columns), np.ones(1), np.array([float(length)]), len(coders))
    return float(coefficients.u_alpha(found)[0])


def by_pairs(coders: list[list[tuple[int, int]]], length: int) -> float:
    """The same from the definition: every segment of every coder held against every other one.

    Krippendorff et al. 2016, equations 1, 4 and 5; gaps are segments of their own, which are
    paired with themselves, character by character.
    """
    cut = [segments(own, length) for own in coders]
    observed = np.zeros((2, 2))
    for one in range(len(coders)):
        for other in range(len(coders)):
            for left, right, value in cut[one] if one != other else []:
                for begin, end, kind in cut[other]:
                    shared = max(min(right, end) - max(left, begin), 0)
                    observed[value, kind] += shared / (len(coders) - 1)
    own_pairs = np.zeros(2)
    for several in cut:
        for left, right, value in several:
            own_pairs[value] += (right - left) ** 2 if value else right - left
    margins, total = observed.sum(axis=1), observed.sum()
    expected = (np.outer(margins, margins) - np.diag(own_pairs)) * total
    expected /= total**2 - own_pairs.sum()
    return float(1 - (total - observed.trace()) / (total - expected.trace()))


def segments(units: list[tuple[int, int]], length: int) -> list[tuple[int, int, int]]:
    found, at = [], 0
    for left, right in units:
        found += [(at, left, 0), (left, right, 1)]
        at = right
    return [*found, (at, length, 0)]


ALEX = [(0, 7), (7, 13), (30, 32), (32, 37), (37, 44), (44, 60)]
PAUL = [(0, 7), (7, 13), (13, 21), (32, 44)]
SUZAN = [(0, 7), (7, 13), (13, 21), (32, 37), (37, 41), (41, 44)]


def test_unitizing_is_that_of_the_book() -> None:
    """Krippendorff, Content Analysis, 4th ed. 2019, figure 12.11: |u-alpha is .413."""
    assert unitized([ALEX, PAUL, SUZAN], 60) == pytest.approx(0.413, abs=0.001)


@pytest.mark.parametrize("case", UNITIZED, ids=range(len(UNITIZED)))
def test_unitizing_is_that_of_another_implementation(case: dict[str, Any]) -> None:
    coders = [[(left, right) for left, right in own] for own in case["coders"]]
    assert unitized(coders, case["length"]) == pytest.approx(case["alpha"], abs=EXACT)


@st.composite
def unitizations(draw: st.DrawFn) -> list[list[tuple[int, int]]]:
    """Stretches that share nothing, in a text of 50 characters; someone marked something."""
    coders = []
    for _ in range(draw(st.integers(2, 4))):
        ends = sorted(draw(st.sets(st.integers(0, 50), max_size=8)))
        gaps = draw(st.lists(st.booleans(), min_size=len(ends), max_size=len(ends)))
        pairs = zip(ends, ends[1:], gaps[1:], strict=False)
        coders.append([(left, right) for left, right, is_gap in pairs if not is_gap])
    if not any(coders):
        coders[0] = [(3, 9)]
    if all(own and own[0][0] == 0 and own[-1][1] == 50 for own in coders):
        coders[0] = [(3, 9)]
    return coders


@UNHURRIED
@given(unitizations())
def test_unitizing_is_that_of_the_definition(coders: list[list[tuple[int, int]]]) -> None:
    assert unitized(coders, 50) == pytest.approx(by_pairs(coders, 50), abs=EXACT)


def test_units_of_one_character_are_those_of_the_nominal_alpha() -> None:
    """If no stretch is longer than a unit, both alphas pair the same values."""
    coders = [[(1, 2), (5, 6)], [(1, 2), (7, 8)]]
    found = coefficients.alpha(tally(2, [7, 1, 1, 1]))
    assert unitized(coders, 10) == pytest.approx(float(found), abs=EXACT)


# ------------------------------------------------------------------- where nothing can be known


@pytest.mark.parametrize("units", [[10, 0, 0, 0], [0, 0, 0, 10]], ids=["nobody", "everybody"])
def test_what_is_0_by_0_is_missing_but_for_ac1(units: list[int]) -> None:
    found = {name: float(each.of(tally(2, units))) for name, each in COEFFICIENTS.items()}
    assert found.pop("ac1") == 1
    assert all(np.isnan(value) for value in found.values()), found


def test_where_one_codes_all_and_the_other_nothing_there_is_no_agreement() -> None:
    found = {name: float(each.of(tally(2, [0, 10, 0, 0]))) for name, each in COEFFICIENTS.items()}
    assert found["kappa"] == 0
    assert found["fleiss"] == pytest.approx(-1)
    assert found["ac1"] == pytest.approx(-1)
    assert found["alpha"] == pytest.approx(1 - 19 / 10)


def test_large_numbers_are_still_0_by_0() -> None:
    """What is subtracted is so large that rounding alone could leave something over."""
    found = coefficients.kappa(tally(2, [99_999_999_977, 0, 0, 0]))
    assert np.isnan(found)
