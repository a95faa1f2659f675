"""No matrix comes below these: a bound of each stage, by plain arithmetic and without a solver.

Where the committed matrix reaches the bound, it is thereby proved least at that stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.canonical.definition import Stage, Tally, counts, stages
from analysis.determined.levels import Cell, Constraint, constraints
from analysis.facts import Facts


def bounds(facts: Facts) -> dict[str, int]:
    """The least that each stage's measure can be, as far as arithmetic goes.

    contrasts, overlaps: each tally by itself at the possible number nearest to its aim. All at once
    cannot be nearer, by this measure or by any other that grows with the departures.
    crowding: some holders of a theme hold so many of its subthemes that one of them has at least
    the mean, rounded up; all in one group, as the stage before leaves it.
    rows: rows of the same length are possible only if their number divides the codings.
    """
    asked = constraints(facts)
    contrasts, overlaps, crowding, rows = stages(facts)
    codings = sum(row.count for row in facts.box2 if row.subtheme)
    return {
        contrasts.name: _sum(contrasts, asked),
        overlaps.name: _sum(overlaps, asked),
        crowding.name: max(-(-parts // holders) for parts, holders in _shares(facts, asked)),
        rows.name: int(codings % len(rows.tallies) > 0),
    }


def possible(tally: Tally, asked: Sequence[Constraint]) -> range:
    """The numbers of true cells that no single constraint rules out.

    A constraint speaks of the tally if it is of the same cells, or of cells of the same column,
    all of them or some.

    Args:
        tally: cells with the same themes.
        asked: the constraints.
    """
    inside = frozenset(tally.cells)
    column = [each for each in asked if _same_names(each, tally)]
    exact = [each for each in column if each.sense == "=="]
    forced = _cells(each for each in exact if each.number == len(each.cells))
    barred = _cells(each for each in exact if each.number == 0)
    least, most = len(inside & forced), len(inside) - len(inside & barred)
    for each in column:
        rest = frozenset(each.cells) - inside
        if each.sense != "<=":
            least = max(least, each.number - len(rest) + len(rest & barred))
        if each.sense != ">=" and inside <= frozenset(each.cells):
            most = min(most, each.number - len(rest & forced))
    return range(least, most + 1)


def nearest(tally: Tally, asked: Sequence[Constraint]) -> list[int]:
    """The possible numbers that are nearest to the aim; one, unless two are as near."""
    numbers = possible(tally, asked)
    least = min(tally.departure(number) for number in numbers)
    return [number for number in numbers if tally.departure(number) == least]


def _sum(stage: Stage, asked: Sequence[Constraint]) -> int:
    return stage.of([tally.departure(nearest(tally, asked)[0]) for tally in stage.tallies])


def _shares(facts: Facts, asked: Sequence[Constraint]) -> Iterator[tuple[int, int]]:
    """For each theme, in each group and outside it: the fewest codings, and the most holders.

    Both are those that the first stage leaves, if it comes to its bound.
    """
    count = counts(facts)
    left: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for tally in stages(facts)[0].tallies:
        people = tuple(cell.participant for cell in tally.cells)
        left.setdefault(people, {})[tally.cells[0].names[0]] = nearest(tally, asked)
    for inside in left.values():
        for theme in dict.fromkeys(facts.theme_of.values()):
            below = [name for name, above in facts.theme_of.items() if above == theme]
            if max(inside[theme]):
                yield sum(min(inside[name]) for name in below), max(inside[theme])
            if count[theme] > min(inside[theme]):
                outside = sum(count[name] - max(inside[name]) for name in below)
                yield outside, count[theme] - min(inside[theme])


def _same_names(constraint: Constraint, tally: Tally) -> bool:
    return {cell.names for cell in constraint.cells} == {cell.names for cell in tally.cells}


def _cells(several: Iterable[Constraint]) -> frozenset[Cell]:
    return frozenset(cell for each in several for cell in each.cells)
