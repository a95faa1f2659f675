"""A theme with its subthemes: in how many ways they can be held, by inclusion and exclusion.

A theme is held by whoever holds one of its subthemes. Of the participants who are to hold it, those
matrices are counted that leave none of them with an empty row. Participants of whom the same is
asked are of one kind, so that it is enough to say how many of each kind hold the theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import comb, prod
from typing import NamedTuple

from analysis.determined.levels import Constraint, Sense
from refiqda import RefiQdaError

Vector = tuple[int, ...]
"""So many participants of each kind."""


class Uncountable(RefiQdaError):
    """A constraint of a form that counting by blocks cannot have."""


class Rule(NamedTuple):
    """So many of these participants hold a theme or subtheme, or several themes at once."""

    people: frozenset[str]
    sense: Sense
    number: int

    def allows(self, number: int) -> bool:
        """Whether so many are as many as asked."""
        if self.sense == "==":
            return number == self.number
        return number >= self.number if self.sense == ">=" else number <= self.number


def by_names(constraints: Sequence[Constraint]) -> dict[tuple[str, ...], list[Rule]]:
    """What is asked of each theme and subtheme, and of those that are asked for together.

    Raises:
        Uncountable: if a constraint adds up different things.
    """
    rules: dict[tuple[str, ...], list[Rule]] = {}
    for each in constraints:
        names = list(dict.fromkeys(cell.names for cell in each.cells))
        people = frozenset(cell.participant for cell in each.cells)
        if len(names) != 1 or len(people) != len(each.cells):
            raise Uncountable(f"This adds up different things, and cannot be counted: {each.says}.")
        rules.setdefault(names[0], []).append(Rule(people, each.sense, each.number))
    return rules


class Block:
    """A theme and its subthemes."""

    def __init__(
        self, participants: Sequence[str], of_theme: Sequence[Rule], columns: Sequence[list[Rule]]
    ) -> None:
        """Sort the participants into kinds.

        Args:
            participants: their names.
            of_theme: what is asked of the theme.
            columns: what is asked of each subtheme.
        """
        rules = [*of_theme, *(rule for column in columns for rule in column)]
        kinds: dict[tuple[bool, ...], list[str]] = {}
        for person in participants:
            kinds.setdefault(tuple(person in rule.people for rule in rules), []).append(person)
        self.kinds = list(kinds.values())
        self.sizes = [len(people) for people in self.kinds]
        self._ways: dict[Vector, int] = {}
        self._theme = [(self._within(rule), rule) for rule in of_theme]
        self._columns = [self._column(column) for column in columns]

    def matrices(self) -> int:
        """How many ways there are to say who holds which subtheme."""
        return sum(
            prod(map(comb, self.sizes, holders)) * self.covering(holders)
            for holders in self.holders()
        )

    def holders(self) -> Iterator[Vector]:
        """How many of each kind may hold the theme."""
        for vector in product(*(range(size + 1) for size in self.sizes)):
            if all(rule.allows(sum(vector[kind] for kind in kinds)) for kinds, rule in self._theme):
                yield vector

    def covering(self, holders: Vector) -> int:
        """The ways in which each of these holders has a subtheme, and nobody else.

        From all ways within the holders those are taken that leave one out, those that leave two
        out are given back, and so on.
        """
        found = 0
        for within in product(*(range(number + 1) for number in holders)):
            if within not in self._ways:
                self._ways[within] = prod(column.ways(within) for column in self._columns)
            ways = self._ways[within]
            if ways:
                sign = -1 if (sum(holders) - sum(within)) % 2 else 1
                found += sign * prod(map(comb, holders, within)) * ways
        return found

    def _column(self, rules: Sequence[Rule]) -> Column:
        parts: dict[tuple[bool, ...], list[int]] = {}
        for kind, people in enumerate(self.kinds):
            parts.setdefault(tuple(people[0] in rule.people for rule in rules), []).append(kind)
        sizes = [sum(self.sizes[kind] for kind in kinds) for kinds in parts.values()]
        allowed = []
        for numbers in product(*(range(size + 1) for size in sizes)):
            by_rule = [
                sum(number for is_in, number in zip(each, numbers, strict=True) if is_in)
                for each in zip(*parts, strict=True)
            ]
            if all(rule.allows(found) for rule, found in zip(rules, by_rule, strict=True)):
                allowed.append(numbers)
        return Column(list(parts.values()), allowed)

    def kind_of(self, person: str) -> int:
        """The number of a participant's kind."""
        return next(kind for kind, people in enumerate(self.kinds) if person in people)

    def options(self, person: str) -> tuple[bool, ...]:
        """Whether a participant may be without the theme, or with it, or both.

        A rule that asks as many as it is about leaves no choice.
        """
        is_certain = any(
            person in rule.people and rule.sense != "<=" and rule.number == len(rule.people)
            for _, rule in self._theme
        )
        return (True,) if is_certain else (False, True)

    def _within(self, rule: Rule) -> list[int]:
        return [kind for kind, people in enumerate(self.kinds) if people[0] in rule.people]


class Column(NamedTuple):
    """A subtheme: the kinds of participants that it keeps apart, and how many of each hold it."""

    parts: list[list[int]]
    allowed: list[Vector]

    def ways(self, within: Vector) -> int:
        """In how many ways so many participants of each kind can hold it."""
        there = [sum(within[kind] for kind in kinds) for kinds in self.parts]
        return sum(prod(map(comb, there, numbers)) for numbers in self.allowed)
