"""How many matrices fit: counted by blocks, and by trying all matrices of small made studies."""

from collections.abc import Sequence
from itertools import combinations
from math import log2, log10

import pytest
from hypothesis import given, settings
from small_studies import PEOPLE, STUDIES, Study, all_matrices, asked, made

from analysis.determined.block import Uncountable
from analysis.determined.figures import Figure, figures
from analysis.determined.levels import Cell, Constraint, constraints, holds
from analysis.determined.matrices import columns_alone, count
from analysis.determined.results import Determined
from analysis.facts import Facts


@given(made())
@settings(max_examples=150, deadline=None)
def test_the_number_is_what_trying_all_matrices_gives(
    case: Study,
) -> None:
    people, theme_of, wanted = case
    tried = sum(
        all(holds(held, each) for each in wanted) for held in all_matrices(people, theme_of)
    )
    assert count(people, theme_of, wanted) == tried


def test_without_constraints_every_matrix_counts() -> None:
    for people, theme_of in STUDIES:
        assert count(people, theme_of, []) == 2 ** (len(people) * len(theme_of))


def test_columns_alone_leave_out_what_is_asked_of_themes() -> None:
    people, theme_of = STUDIES[0]
    wanted = [
        asked(people, ("a",), "==", 1),
        asked(people, ("A",), "==", 3),
        asked(people, ("A", "B"), ">=", 2),
    ]
    assert columns_alone(people, theme_of, wanted) == 3 * 2**6


@pytest.mark.parametrize(
    "constraint",
    [
        asked(PEOPLE[:3], ("a", "B"), "==", 1),
        Constraint("L0", "two things", (Cell("R1", ("a",)), Cell("R1", ("b",))), "==", 1),
        Constraint("L0", "one cell twice", (Cell("R1", ("a",)), Cell("R1", ("a",))), "==", 1),
    ],
)
def test_what_cannot_be_counted_by_blocks_is_told(constraint: Constraint) -> None:
    with pytest.raises(Uncountable, match="cannot be counted"):
        count(*STUDIES[0], [constraint])


# ------------------------------------------------------------------------------------- the study


def number_of(facts: Facts, wanted: Sequence[Constraint], theme: str = "") -> int:
    """How many matrices of the whole, or of one theme's block."""
    people = [person.name for person in facts.participants]
    theme_of = {name: above for name, above in facts.theme_of.items() if theme in ("", above)}
    within = {*theme_of, *theme_of.values()}
    inside = [each for each in wanted if within.issuperset(each.cells[0].names)]
    return count(people, theme_of, inside)


@pytest.mark.parametrize("level", ["L0", "L1", "L2", "L3", "L4"])
def test_the_committed_numbers_are_derived_again(level: str, facts: Facts) -> None:
    assert number_of(facts, constraints(facts, level)) == Determined.read().matrices(level)


def test_the_columns_alone_are_derived_again(facts: Facts) -> None:
    people = [person.name for person in facts.participants]
    number = columns_alone(people, facts.theme_of, constraints(facts, "L0"))
    assert number == Determined.read().matrices("columns")
    assert f"{log10(number):.2f}" == "130.29"


def test_the_numbers_are_as_large_as_said() -> None:
    found = Determined.read()
    said = {"L0": "117.00", "L1": "113.99", "L2": "113.06", "L3": "108.07", "L4": "107.12"}
    numbers = {level: found.matrices(level) or 0 for level in said}
    assert {level: f"{log10(number):.2f}" for level, number in numbers.items()} == said
    assert f"{log2(numbers['L0']):.1f}" == "388.7"
    assert f"{log2(numbers['L1']):.1f}" == "378.7"


@pytest.mark.parametrize("level", ["L0", "L1", "L2", "L3"])
def test_a_cell_can_be_each_number_within_its_bounds_and_no_other(level: str, facts: Facts) -> None:
    """Proved without the solver: of each number, how many matrices of the block have it.

    Of every seventh cell, other ones at each level; all of them take minutes.
    """
    found = Determined.read()
    wanted = constraints(facts, level)
    for figure in cells(facts)[int(level[1]) :: 7]:
        theme = facts.theme_of.get(figure.theme, figure.theme)
        ways = [
            number_of(facts, [*wanted, fixed(figure, number)], theme)
            for number in range(len(figure.people) + 1)
        ]
        bounds = found.cell(figure.theme, figure.group, level)
        possible = [number for number, several in enumerate(ways) if several]
        assert possible == list(range(bounds.least, bounds.most + 1)), figure.theme
        assert sum(ways) == number_of(facts, wanted, theme)


@pytest.mark.parametrize("level", ["L0", "L2"])
def test_no_pair_of_themes_is_held_by_fewer_or_more_than_its_bounds(
    level: str, facts: Facts
) -> None:
    found = Determined.read()
    wanted = constraints(facts, level)
    themes = list(dict.fromkeys(facts.theme_of.values()))
    people = [person.name for person in facts.participants]
    for pair in combinations(themes, 2):
        bounds = found.overlap(*pair, level=level)
        theme_of = {name: theme for name, theme in facts.theme_of.items() if theme in pair}
        within = {*theme_of, *pair}
        inside = [each for each in wanted if within.issuperset(each.cells[0].names)]
        ways = [
            count(people, theme_of, [*inside, asked(people, pair, "==", number)])
            for number in (bounds.least - 1, bounds.least, bounds.most, bounds.most + 1)
        ]
        assert [number > 0 for number in ways] == [False, True, True, False], pair


def cells(facts: Facts) -> list[Figure]:
    return [figure for figure in figures(facts) if figure.kind == "cell"]


def fixed(figure: Figure, number: int) -> Constraint:
    return asked(figure.people, figure.names, "==", number)
