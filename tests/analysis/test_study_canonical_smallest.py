"""No small exchange in the committed matrix keeps every stage and reads smaller."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from analysis.canonical.definition import Matrix, stages, word
from analysis.canonical.proof import bounds
from analysis.determined.levels import constraints, holds, with_themes
from analysis.facts import Facts

Rows = dict[str, frozenset[str]]


class Judge:
    """Whether a matrix is among those that all stages before the last leave."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.stages = stages(facts)
        self.least = bounds(facts)
        self.asked = constraints(facts)

    def is_left(self, rows: Rows) -> bool:
        held = with_themes(
            {person: list(names) for person, names in rows.items()}, self.facts.theme_of
        )
        return all(stage.value(held) == self.least[stage.name] for stage in self.stages) and all(
            holds(held, each) for each in self.asked
        )

    def smaller(self, rows: Rows, exchanged: Iterator[Rows]) -> Iterator[Rows]:
        """The exchanged matrices that are left and read smaller."""
        before = self.word(rows)
        for each in exchanged:
            if self.word(each) < before and self.is_left(each):
                yield each

    def word(self, rows: Rows) -> str:
        matrix: Matrix = {person: list(names) for person, names in rows.items()}
        return word(self.facts, matrix)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Facts())


@pytest.fixture(scope="module")
def rows(judge: Judge) -> Rows:
    return {person: frozenset(names) for person, names in judge.facts.holders.items()}


def two_rows(rows: Rows) -> Iterator[Rows]:
    for one, other in combinations(rows, 2):
        yield {**rows, one: rows[other], other: rows[one]}


def parts_of_rows(rows: Rows) -> Iterator[Rows]:
    """Two participants exchange what they hold of one theme."""
    above = Facts().theme_of
    themes = [
        frozenset(name for name in above if above[name] == theme)
        for theme in dict.fromkeys(above.values())
    ]
    for one, other in combinations(rows, 2):
        for theme in themes:
            yield {
                **rows,
                one: rows[one] - theme | rows[other] & theme,
                other: rows[other] - theme | rows[one] & theme,
            }


def two_columns(rows: Rows) -> Iterator[Rows]:
    for one, other in combinations(Facts().theme_of, 2):
        turned = {one: other, other: one}
        yield {
            person: frozenset(turned.get(name, name) for name in held)
            for person, held in rows.items()
        }


def squares(rows: Rows) -> Iterator[Rows]:
    """Two participants exchange one subtheme each that the other does not hold."""
    for one, other in combinations(rows, 2):
        for given in sorted(rows[one] - rows[other]):
            for taken in sorted(rows[other] - rows[one]):
                turned = {given, taken}
                yield {**rows, one: rows[one] ^ turned, other: rows[other] ^ turned}


EXCHANGES = (two_rows, parts_of_rows, two_columns, squares)
Exchange = Callable[[Rows], Iterator[Rows]]


@pytest.mark.parametrize("exchanged", EXCHANGES)
def test_no_exchange_makes_the_committed_matrix_smaller(
    exchanged: Exchange, judge: Judge, rows: Rows
) -> None:
    assert judge.is_left(rows)
    assert list(judge.smaller(rows, exchanged(rows))) == []


@pytest.mark.parametrize("exchanged", EXCHANGES)
def test_an_exchange_that_makes_it_greater_is_found_to_be_undone(
    exchanged: Exchange, judge: Judge, rows: Rows
) -> None:
    greater = next(each for each in exchanged(rows) if each != rows and judge.is_left(each))
    assert judge.word(greater) > judge.word(rows)
    assert next(judge.smaller(greater, exchanged(greater)))
