"""The matrix: printed facts (L0, L1), strict readings (L2), inferences (L3), linkage (L4)."""

from itertools import combinations

import pytest

from analysis.facts import LINKED_THEMES, WOMEN_ONLY, Facts


def holders_of(facts: Facts, code: str) -> set[str]:
    """The participants with a subtheme, or with any subtheme of a theme."""
    return {
        name
        for name, held in facts.holders.items()
        if any(code in (subtheme, facts.theme_of[subtheme]) for subtheme in held)
    }


def test_level_0_every_count_of_box_2_holds(facts: Facts) -> None:
    for row in facts.box2:
        assert len(holders_of(facts, row.subtheme or row.theme)) == row.count
    assert len(facts.holders) == {row.of for row in facts.box2}.pop() == 23


def test_level_0_a_theme_is_neither_its_largest_subtheme_nor_their_sum(facts: Facts) -> None:
    for theme in (row for row in facts.box2 if not row.subtheme):
        parts = [row.count for row in facts.box2 if row.theme == theme.theme and row.subtheme]
        assert max(parts) < theme.count < min(theme.of, sum(parts))


def test_level_1_a_quoted_participant_holds_the_theme_of_the_section(facts: Facts) -> None:
    themes = set(facts.theme_of.values())
    in_theme = [row for row in facts.quotations if row.section in themes]
    assert len(in_theme) == 16
    for row in in_theme:
        assert row.participant in holders_of(facts, row.section)


@pytest.mark.parametrize("subtheme", WOMEN_ONLY)
def test_level_1_only_women_hold_what_is_drawn_from_women(subtheme: str, facts: Facts) -> None:
    women = {person.name for person in facts.participants if person.sex == "F"}
    assert holders_of(facts, subtheme) <= women
    assert holders_of(facts, subtheme)


def test_level_2_all_with_a_low_or_middle_income_host_hold_diversity(facts: Facts) -> None:
    hosts = {person.name for person in facts.participants if "LMIC" in person.income_groups}
    assert hosts == {"R5", "R12", "R17", "R23"}
    assert hosts <= holders_of(facts, "Diversity of values")


def test_level_2_most_research_participants_pursue_their_interest(facts: Facts) -> None:
    research = {person.name for person in facts.participants if "Research" in person.types}
    assert research == {"R4", "R10", "R14", "R16", "R18"}
    assert len(research & holders_of(facts, "pursuit of interest")) >= 3


def test_level_3_a_quoted_participant_holds_the_subtheme_that_we_read(facts: Facts) -> None:
    for row in facts.quotations:
        assert row.subtheme in facts.holders[row.participant]
        assert row.section in (facts.theme_of[row.subtheme], DIFFERENCES)


DIFFERENCES = "Differences in training content and participant characteristics"


@pytest.mark.parametrize(("one", "other"), list(combinations(LINKED_THEMES, 2)))
def test_level_4_linked_themes_overlap_more_than_by_chance(
    one: str, other: str, facts: Facts
) -> None:
    first, second = holders_of(facts, one), holders_of(facts, other)
    assert len(first & second) > len(first) * len(second) / 23


def test_the_reports_are_those_proven_and_the_lowest_numbers_left(facts: Facts) -> None:
    assert facts.proven_reports == ["R3", "R4", "R5", "R7", "R12", "R14", "R18", "R19"]
    assert facts.assumed_reports == ["R1", "R2", "R6", "R8", "R9", "R10", "R11", "R13"]
