"""What follows from Box 2's counts alone, and from the lengths of the interviews."""

from fractions import Fraction
from itertools import combinations, permutations
from math import comb
from pathlib import Path

import pytest

import refiqda
from analysis.determined.alone import (
    Recordings,
    chao2_corrected,
    curve,
    for_each,
    new_in_last,
    reached,
    seen,
)
from analysis.facts import Facts
from refiqda import tables
from refiqda.tables.statistics import richness


def test_the_curve_is_as_published_beside_the_paper(facts: Facts) -> None:
    printed = {
        1: "7.78",
        2: "12.99",
        3: "16.60",
        5: "21.12",
        8: "24.78",
        10: "26.31",
        12: "27.47",
        15: "28.78",
        18: "29.77",
        20: "30.31",
        22: "30.78",
        23: "31.00",
    }
    found = curve(facts)
    assert len(found) == 23
    assert {number: f"{found[number - 1]:.2f}" for number in printed} == printed


def test_the_curve_is_the_exact_mean_over_all_choices_of_participants(facts: Facts) -> None:
    holders = [row.count for row in facts.box2 if row.subtheme]
    for number, codes in enumerate(curve(facts), start=1):
        missed = sum(Fraction(comb(23 - held, number), comb(23, number)) for held in holders)
        assert codes == pytest.approx(float(31 - missed), abs=1e-12)


def test_the_curve_of_the_counts_is_the_curve_of_the_project(
    facts: Facts, project: refiqda.Project
) -> None:
    codes = [f"{theme} > {name}" for name, theme in facts.theme_of.items()]
    frame = tables.saturation(project, codes=codes)
    assert curve(facts) == pytest.approx(list(frame["expected"]), abs=1e-12)
    row = tables.richness(project, codes=codes).iloc[0]
    assert (row["uniques"], row["duplicates"], row["incidences"]) == (5, 3, 179)
    assert row["coverage"] == pytest.approx(richness.coverage(seen(facts)))
    assert row["chao2"] == pytest.approx(richness.chao2(seen(facts)))


def test_most_of_the_subthemes_are_reached_by_degrees(facts: Facts) -> None:
    assert reached(facts, Fraction(9, 10)) == 13
    assert reached(facts, Fraction(19, 20)) == 17
    assert reached(facts, Fraction(1)) == 23


def test_estimates_of_what_is_not_yet_found(facts: Facts) -> None:
    counts = seen(facts)
    assert f"{richness.coverage(counts):.4f}" == "0.9735"  # the plain 1 - Q1/U would be 0.9721
    assert f"{richness.chao2(counts):.2f}" == "34.99"
    assert f"{float(chao2_corrected(facts)):.2f}" == "33.39"


def test_a_random_last_participant_adds_5_of_23(facts: Facts) -> None:
    assert new_in_last(facts) == Fraction(5, 23)
    several = curve(facts)
    assert several[-1] - several[-2] == pytest.approx(5 / 23)


def test_what_a_last_participant_adds_over_all_orders_of_a_small_study() -> None:
    holders = [{"a"}, {"b"}, {"a", "b"}, {"c"}, {"a", "b", "c", "d"}]
    orders = list(permutations("abcd"))
    added = [sum(held == {order[-1]} for held in holders) for order in orders]
    assert Fraction(sum(added), len(orders)) == Fraction(3, 4)
    small = richness.Seen(4, tuple(len(held) for held in holders))
    assert Fraction(small.uniques, small.cases) == Fraction(3, 4)


def test_what_each_participant_holds_on_average(facts: Facts) -> None:
    assert for_each(facts) == (Fraction(179, 23), Fraction(78, 23))


def test_the_lengths_of_the_interviews_are_those_of_the_claims() -> None:
    assert Recordings.read() == Recordings(23, 1077, 40, 80)


def test_interviews_took_46_8_minutes_and_at_most_7_an_hour() -> None:
    recordings = Recordings.read()
    assert f"{float(recordings.mean):.1f}" == "46.8"
    assert recordings.is_possible
    assert recordings.most_of(60) == 7
    assert recordings.most_of(60, ends=True) == 6
    assert recordings.most_of(40) == 23
    assert recordings.most_of(80) == 3


@pytest.mark.parametrize("minutes", range(12, 25))
@pytest.mark.parametrize("length", [3, 4, 5])
@pytest.mark.parametrize("ends", [False, True])
def test_most_of_is_what_trying_all_lengths_gives(minutes: int, length: int, ends: bool) -> None:
    recordings = Recordings(4, minutes, 3, 6)
    tried = [
        several
        for several in combinations([*range(3, 7)] * 4, 4)
        if sum(several) == minutes and (not ends or {3, 6} <= set(several))
    ]
    most = max((sum(each >= length for each in several) for several in tried), default=0)
    if tried:
        assert recordings.most_of(length, ends=ends) == most
        assert recordings.is_possible


def test_impossible_totals_are_told() -> None:
    assert not Recordings(23, 919, 40, 80).is_possible
    assert not Recordings(23, 1841, 40, 80).is_possible


def test_claims_without_the_lengths_are_told(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text('[[claim]]\nid = "I01"\nrange = [40, 80]\n', encoding="utf-8")
    with pytest.raises(refiqda.RefiQdaError, match=r"claims\.toml.* no 'I02'"):
        Recordings.read(path)
