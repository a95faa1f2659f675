"""What a matrix of participants by subthemes has to satisfy, from what is printed to what is ours.

The levels are nested: each adds to the one before. A theme is held by whoever holds one of its
subthemes, since Box 2 is read as NVivo counts a parent whose codings are aggregated from below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

from analysis.facts import LINKED_THEMES, WOMEN_ONLY, Facts
from analysis.provenance import STRICT_SUBTHEME, STRICT_THEME

LEVELS = {
    "L0": "Box 2 alone: how many participants hold each subtheme and each theme.",
    "L1": (
        "L0 with the printed facts: who is quoted in the section of a theme holds it; work-life "
        "balance and career support were drawn only from women."
    ),
    "L2": (
        "L1 with two sentences read strictly: every participant with a low-income to "
        "middle-income host holds diversity of values; at least 3 of the 5 with a research "
        "elective hold pursuit of interest."
    ),
    "L3": "L2 with the subthemes that we read in the 19 quotations.",
    "L4": (
        "L3 with the linkage: each two of the three linked themes are held together by more "
        "participants than if they were independent."
    ),
}
"""Each level and what it asks; the later ones are readings and choices of ours."""

Sense = Literal["==", ">=", "<="]


class Cell(NamedTuple):
    """A participant holds all of these themes and subthemes."""

    participant: str
    names: tuple[str, ...]


class Constraint(NamedTuple):
    """So many of these cells are true: as many as the number, at least, or at most."""

    level: str
    says: str
    cells: tuple[Cell, ...]
    sense: Sense
    number: int


def constraints(facts: Facts, level: str = "L4") -> list[Constraint]:
    """What a level asks, with all that the levels before it ask."""
    known = list(LEVELS)
    reach = known[: known.index(level) + 1]
    return [each for each in _all(facts) if each.level in reach]


def holds(held: Mapping[str, frozenset[str]], constraint: Constraint) -> bool:
    """Whether a matrix satisfies a constraint.

    Args:
        held: the themes and subthemes of each participant, as :func:`with_themes` gives them.
        constraint: what is asked.
    """
    found = sum(held[cell.participant].issuperset(cell.names) for cell in constraint.cells)
    if constraint.sense == "==":
        return found == constraint.number
    return found >= constraint.number if constraint.sense == ">=" else found <= constraint.number


def with_themes(
    subthemes: Mapping[str, list[str]], theme_of: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The subthemes of each participant together with the themes that they make them hold."""
    return {
        participant: frozenset(names) | {theme_of[name] for name in names}
        for participant, names in subthemes.items()
    }


def _all(facts: Facts) -> Iterator[Constraint]:
    yield from _box2(facts)
    yield from _printed(facts)
    yield from _read_strictly(facts)
    yield from _quotations(facts)
    yield from _linkage(facts)


def _box2(facts: Facts) -> Iterator[Constraint]:
    for row in facts.box2:
        name = row.subtheme or row.theme
        yield Constraint("L0", f"Box 2: {row.printed}", _column(facts, name), "==", row.count)


def _printed(facts: Facts) -> Iterator[Constraint]:
    themes = set(facts.theme_of.values())
    for row in facts.quotations:
        if row.section in themes:
            cell = Cell(row.participant, (row.section,))
            yield Constraint("L1", f"{row.id}: quoted under {row.section}", (cell,), "==", 1)
    men = [person.name for person in facts.participants if person.sex == "M"]
    for name in WOMEN_ONLY:
        cells = tuple(Cell(man, (name,)) for man in men)
        yield Constraint("L1", f"{name} was drawn only from women", cells, "==", 0)


def _read_strictly(facts: Facts) -> Iterator[Constraint]:
    for person in facts.participants:
        if "LMIC" in person.income_groups:
            cell = Cell(person.name, (STRICT_THEME,))
            says = f"{STRICT_THEME} is held by all with a low-income to middle-income host"
            yield Constraint("L2", says, (cell,), "==", 1)
    research = [each.name for each in facts.participants if "Research" in each.types]
    cells = tuple(Cell(name, (STRICT_SUBTHEME,)) for name in research)
    says = f"the majority of the research participants hold {STRICT_SUBTHEME}"
    yield Constraint("L2", says, cells, ">=", len(research) // 2 + 1)


def _quotations(facts: Facts) -> Iterator[Constraint]:
    for row in facts.quotations:
        cell = Cell(row.participant, (row.subtheme,))
        yield Constraint("L3", f"{row.id}: read as {row.subtheme}", (cell,), "==", 1)


def _linkage(facts: Facts) -> Iterator[Constraint]:
    """More together than by chance: the product of the counts over the participants, rounded up."""
    counts = {row.theme: row.count for row in facts.box2 if not row.subtheme}
    people = len(facts.participants)
    for pair in combinations(LINKED_THEMES, 2):
        least = counts[pair[0]] * counts[pair[1]] // people + 1
        says = f"{pair[0]} and {pair[1]} are linked"
        yield Constraint("L4", says, _column(facts, *pair), ">=", least)


def _column(facts: Facts, *names: str) -> tuple[Cell, ...]:
    return tuple(Cell(person.name, names) for person in facts.participants)
