"""The definition of the reconstruction: the measure of each stage, in plain arithmetic.

Of all matrices of participants by subthemes that satisfy the levels, those are kept that are least
by the first measure; of these, those least by the second; and so on. Of what is left, the matrix
is taken that reads smallest: row by row, the participants in the order of Table 1, the subthemes
in that of Box 2, and 0 before 1. So it is one matrix, whoever searches for it and however.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from analysis.determined.levels import Cell
from analysis.determined.results import GROUPS
from analysis.facts import Facts, Participant

Held = Mapping[str, frozenset[str]]
"""The themes and subthemes of each participant."""
Matrix = dict[str, list[str]]
"""The subthemes of each participant, in the order of Box 2."""
INCIDENCE = "incidence.csv"
OPTIMA = "optima.csv"
OPTIMA_COLUMNS = ("stage", "measure", "optimum")
Taken = Literal["sum", "largest", "spread"]


class Tally(NamedTuple):
    """How many of some cells are true, and how far that, so many times, is from an aim."""

    says: str
    cells: tuple[Cell, ...]
    times: int = 1
    aim: int = 0

    def found(self, held: Held) -> int:
        """How many of the cells are true in a matrix."""
        return sum(held[cell.participant].issuperset(cell.names) for cell in self.cells)

    def departure(self, number: int) -> int:
        """How far a number of true cells is from the aim."""
        return abs(self.times * number - self.aim)


@dataclass(frozen=True)
class Stage:
    """What is made least, and why."""

    name: str
    measure: str
    why: str
    taken: Taken
    tallies: tuple[Tally, ...]

    def value(self, held: Held) -> int:
        """The measure of a matrix."""
        return self.of([tally.departure(tally.found(held)) for tally in self.tallies])

    def of(self, departures: list[int]) -> int:
        """The measure, of the departures of its tallies."""
        if self.taken == "sum":
            return sum(departures)
        return max(departures) - (min(departures) if self.taken == "spread" else 0)


def stages(facts: Facts) -> tuple[Stage, ...]:
    """The stages between the levels and the reading order."""
    people = len(facts.participants)
    return (
        Stage(
            "contrasts",
            f"Over the 36 themes and the 3 groups, the sum of |{people} x holders in the group - "
            "size of the group x holders|",
            "No signal is invented: each group holds a theme as near to its share as the facts "
            "allow.",
            "sum",
            tuple(_contrasts(facts)),
        ),
        Stage(
            "overlaps",
            f"Over the 10 pairs of themes, the sum of |{people} x holders of both - product of "
            "the two counts|",
            "Nor is a link: two themes are held together as near to chance as the facts allow.",
            "sum",
            tuple(_overlaps(facts)),
        ),
        Stage(
            "crowding",
            "The largest number of subthemes of one theme that one participant holds",
            "No participant stands for a theme alone.",
            "largest",
            tuple(_blocks(facts)),
        ),
        Stage(
            "rows",
            "The most subthemes of a participant less the fewest",
            "No participant is invented as one who said much or little.",
            "spread",
            tuple(_rows(facts)),
        ),
    )


def reading(facts: Facts) -> list[tuple[str, str]]:
    """The cells in the order in which the matrix is read: participant and subtheme."""
    return [(person.name, name) for person in facts.participants for name in facts.theme_of]


def word(facts: Facts, matrix: Matrix) -> str:
    """The matrix as it is read, a 0 or a 1 for each cell; the smallest word is the one taken."""
    return "".join("1" if name in matrix[person] else "0" for person, name in reading(facts))


def as_csv(facts: Facts, matrix: Matrix) -> str:
    """The matrix as ``incidence.csv`` has it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["participant", *facts.theme_of])
    for person in facts.participants:
        held = matrix[person.name]
        writer.writerow([person.name, *("1" if name in held else "0" for name in facts.theme_of)])
    return stream.getvalue()


def optima_csv(facts: Facts, optima: Mapping[str, int], sha256: str) -> str:
    """What ``optima.csv`` says: the optimum of each stage, and the digest of the matrix.

    Args:
        facts: what is printed, and what we read in it.
        optima: the optimum of each stage, by its name.
        sha256: the digest of ``incidence.csv``.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(OPTIMA_COLUMNS)
    writer.writerow(["levels", "Constraints of the levels that are not satisfied", 0])
    for stage in stages(facts):
        writer.writerow([stage.name, stage.measure, optima[stage.name]])
    writer.writerow(["smallest", "Reads smallest; the SHA-256 of incidence.csv", sha256])
    return stream.getvalue()


def digest(content: bytes) -> str:
    """The SHA-256 of ``incidence.csv``."""
    return hashlib.sha256(content).hexdigest()


def counts(facts: Facts) -> dict[str, int]:
    """The count of each theme and subtheme in Box 2."""
    return {row.subtheme or row.theme: row.count for row in facts.box2}


def _contrasts(facts: Facts) -> Iterator[Tally]:
    for name, count in counts(facts).items():
        for group in GROUPS.values():
            inside = group.people(facts)
            cells = tuple(Cell(person, (name,)) for person in inside)
            yield Tally(
                f"{name}, {group.says}", cells, len(facts.participants), len(inside) * count
            )


def _overlaps(facts: Facts) -> Iterator[Tally]:
    count = counts(facts)
    for one, other in combinations(dict.fromkeys(facts.theme_of.values()), 2):
        cells = tuple(Cell(person.name, (one, other)) for person in facts.participants)
        yield Tally(f"{one} and {other}", cells, len(facts.participants), count[one] * count[other])


def _blocks(facts: Facts) -> Iterator[Tally]:
    for person in facts.participants:
        for theme in dict.fromkeys(facts.theme_of.values()):
            names = [name for name, above in facts.theme_of.items() if above == theme]
            yield Tally(f"{person.name}, {theme}", _row(person, names))


def _rows(facts: Facts) -> Iterator[Tally]:
    for person in facts.participants:
        yield Tally(person.name, _row(person, list(facts.theme_of)))


def _row(person: Participant, names: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell(person.name, (name,)) for name in names)
