"""Of small made studies every matrix can be tried: the solver and the definition say the same."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from analysis.canonical.definition import Matrix, stages, word
from analysis.canonical.proof import bounds
from analysis.canonical.solver import Matrices
from analysis.determined.levels import constraints, holds, with_themes
from analysis.determined.proofs import Unproved
from analysis.facts import Facts, Participant, Theme

NAMES = {
    "self-relativisation": "Perspective transformation",
    "wide perspective": "Perspective transformation",
    "pursuit of interest": "Career design",
    "work-life balance": "Career design",
    "career support": "Career design",
    "motivation": "Self-development",
    "culture shock": "Diversity of values",
}


def person(number: int, sex: str, country: str, kind: str) -> Participant:
    return Participant(number, sex, "", "", "", (country,), (), (kind,))


def small(themes: tuple[int, ...], subthemes: tuple[int, ...]) -> Facts:
    """Four participants, of whom the last two are alike; how many hold each theme."""
    facts = Facts()
    facts.participants = [
        person(1, "F", "Nepal", "Clinical"),
        person(2, "M", "USA", "Research"),
        person(3, "M", "UK", "Clinical"),
        person(4, "M", "USA", "Clinical"),
    ]
    facts.quotations = []
    count = dict(zip(NAMES, subthemes, strict=True))
    facts.box2 = []
    for theme, number in zip(dict.fromkeys(NAMES.values()), themes, strict=True):
        facts.box2.append(Theme(theme, "", theme, number, 4))
        names = [name for name, above in NAMES.items() if above == theme]
        facts.box2 += [Theme(theme, name, name, count[name], 4) for name in names]
    return facts


STUDIES = {
    "two who may be exchanged": small((3, 3, 2, 2), (2, 2, 2, 1, 1, 2, 2)),
    "themes held by nearly all": small((3, 3, 3, 3), (2, 2, 2, 1, 1, 3, 3)),
    "one theme within another": small((2, 3, 2, 3), (2, 1, 2, 1, 1, 2, 3)),
    "few codings": small((2, 2, 1, 2), (1, 1, 1, 1, 1, 1, 2)),
}


def matrices(facts: Facts) -> Iterator[Matrix]:
    """Every matrix that satisfies the levels, by trying all with the counts of Box 2."""
    people = [each.name for each in facts.participants]
    count = {row.subtheme: row.count for row in facts.box2}
    asked = constraints(facts)
    women_only = {"work-life balance", "career support"}
    columns = [
        list(combinations(people[:1] if name in women_only else people, count[name]))
        for name in facts.theme_of
    ]
    for chosen in product(*columns):
        named = list(zip(facts.theme_of, chosen, strict=True))
        matrix = {each: [name for name, who in named if each in who] for each in people}
        held = with_themes(matrix, facts.theme_of)
        if all(holds(held, each) for each in asked):
            yield matrix


def by_trying(facts: Facts) -> tuple[dict[str, int], Matrix]:
    left = list(matrices(facts))
    optima = {}
    for stage in stages(facts):
        values = [stage.value(with_themes(each, facts.theme_of)) for each in left]
        optima[stage.name] = min(values)
        left = [each for each, value in zip(left, values, strict=True) if value == min(values)]
    assert len({word(facts, each) for each in left}) == len(left)
    return optima, min(left, key=lambda each: word(facts, each))


@pytest.mark.parametrize("name", STUDIES)
def test_the_solver_finds_what_trying_all_finds(name: str) -> None:
    facts = STUDIES[name]
    optima, matrix = by_trying(facts)
    worst = max(matrices(facts), key=lambda each: word(facts, each))
    for begin, seed, workers in ((None, 0, 2), (None, 1, 1), (matrix, 2, 1), (worst, 3, 2)):
        left = Matrices(facts, begin=begin, seed=seed, workers=workers)
        assert {stage.name: left.least(stage) for stage in stages(facts)} == optima
        assert left.smallest() == matrix


def test_a_settled_row_may_read_greater_than_one_after_it_that_is_alike() -> None:
    """R3 and R4 are alike; of the best matrices with a row of R3 the smallest is found."""
    facts = STUDIES["two who may be exchanged"]
    _, matrix = by_trying(facts)
    assert matrix["R3"] != matrix["R4"]
    left = Matrices(facts)
    left.settle({"R3": matrix["R4"]})
    for stage in stages(facts):
        left.least(stage)
    assert left.smallest() == {**matrix, "R3": matrix["R4"], "R4": matrix["R3"]}


@pytest.mark.parametrize("name", STUDIES)
def test_what_arithmetic_calls_the_least_is_never_more(name: str) -> None:
    facts = STUDIES[name]
    optima, _ = by_trying(facts)
    least = bounds(facts)
    if least["contrasts"] < optima["contrasts"]:
        del least["crowding"]  # it rests on the first stage coming to its bound
    assert all(bound <= optima[stage] for stage, bound in least.items())


def test_what_cannot_be_is_told() -> None:
    facts = small((2, 3, 2, 2), (2, 1, 2, 1, 1, 2, 4))
    assert list(matrices(facts)) == []
    with pytest.raises(Unproved, match="INFEASIBLE"):
        Matrices(facts).least(stages(facts)[0])
