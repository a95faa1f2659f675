"""The numbers that no table of the paper prints, and that the solver bounds: as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from analysis.determined.results import GROUPS, title
from analysis.facts import LINKED_THEMES, Facts

PAIRS = (
    ("self-relativisation", "cross-cultural understanding"),
    ("mindset", "work-life balance"),
)
"""Pairs of subthemes that a sentence of the paper brings together (lines 434-436 and 510-512)."""
OTHER_TRIPLE = ("Perspective transformation", "Self-development", "Leadership")
"""The three themes that the Discussion names together (lines 911-912)."""


@dataclass(frozen=True)
class Figure:
    """How many of some participants hold all of these themes and subthemes; or none of them."""

    kind: str
    theme: str
    group: str
    people: tuple[str, ...]
    names: tuple[str, ...]
    is_none: bool = False

    def found(self, held: Mapping[str, frozenset[str]]) -> int:
        """The number in a matrix, counted.

        Args:
            held: the themes and subthemes of each participant.
        """
        if self.is_none:
            return sum(held[person].isdisjoint(self.names) for person in self.people)
        return sum(held[person].issuperset(self.names) for person in self.people)


def figures(facts: Facts) -> Iterator[Figure]:
    """All numbers that are bounded: each theme in each group, then overlaps."""
    for row in facts.box2:
        name = row.subtheme or row.theme
        for key, group in GROUPS.items():
            yield Figure("cell", name, key, group.people(facts), (name,))
    everyone = tuple(person.name for person in facts.participants)
    themes = tuple(dict.fromkeys(facts.theme_of.values()))
    together = [*combinations(themes, 2), LINKED_THEMES, OTHER_TRIPLE, themes, *PAIRS]
    for names in together:
        yield Figure("overlap", title(names), "", everyone, names)
    yield Figure("overlap", title(()), "", everyone, themes, is_none=True)
