"""The committed matrix, checked without a solver: plain counting, and a digest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.canonical.definition import (
    INCIDENCE,
    OPTIMA,
    Held,
    Matrix,
    digest,
    stages,
)
from analysis.canonical.proof import bounds
from analysis.determined.levels import constraints, holds, with_themes
from analysis.facts import RECONSTRUCTION, Facts, read_rows


def check(facts: Facts | None = None, folder: Path = RECONSTRUCTION) -> list[str]:
    """What is wrong with the matrix of a folder; nothing, if it is the one that was derived.

    That every constraint of the levels holds, that each stage's measure is the optimum written
    down beside it, that this optimum is also the least that arithmetic allows, and that the file
    has the digest. What takes a solver is the last stage alone: that no matrix which reads smaller
    is left.

    Args:
        facts: what is printed, and what we read in it.
        folder: where ``incidence.csv`` and ``optima.csv`` are.
    """
    facts = facts or Facts()
    wrong = list(_shape(facts, folder))
    if wrong:
        return wrong
    held = with_themes(_matrix(facts, folder), facts.theme_of)
    return [*_levels(facts, held), *_optima(facts, held, folder), *_digest(facts, folder)]


def _shape(facts: Facts, folder: Path) -> Iterator[str]:
    """Whether it is such a matrix at all."""
    rows = read_rows(folder / INCIDENCE)
    columns = ["participant", *facts.theme_of]
    people = [person.name for person in facts.participants]
    if [row.get("participant") for row in rows] != people:
        yield f"{INCIDENCE}: the rows are not {people[0]} to {people[-1]}, in the order of Table 1."
    for row in rows:
        if list(row) != columns:
            yield f"{INCIDENCE}: the columns are not the subthemes in the order of Box 2."
            return
        for name in facts.theme_of:
            if row[name] not in ("0", "1"):
                yield f"{INCIDENCE}: {row['participant']}, {name}: {row[name]!r} is not 0 or 1."


def _matrix(facts: Facts, folder: Path) -> Matrix:
    return {
        row["participant"]: [name for name in facts.theme_of if row[name] == "1"]
        for row in read_rows(folder / INCIDENCE)
    }


def _levels(facts: Facts, held: Held) -> Iterator[str]:
    for each in constraints(facts):
        if not holds(held, each):
            yield f"{INCIDENCE}: level {each.level} is not satisfied: {each.says}."


def _optima(facts: Facts, held: Held, folder: Path) -> Iterator[str]:
    written = {row["stage"]: row["optimum"] for row in read_rows(folder / OPTIMA)}
    least = bounds(facts)
    for stage in stages(facts):
        value = stage.value(held)
        if written.get(stage.name) != str(value):
            yield (
                f"{OPTIMA}: {stage.name}: {written.get(stage.name)} is written down, the matrix "
                f"has {value}."
            )
        if value != least[stage.name]:
            yield (
                f"{INCIDENCE}: {stage.name}: the matrix has {value}, where arithmetic allows "
                f"{least[stage.name]}."
            )


def _digest(facts: Facts, folder: Path) -> Iterator[str]:
    sha256 = digest((folder / INCIDENCE).read_bytes())
    written = {row["stage"]: row["optimum"] for row in read_rows(folder / OPTIMA)}
    if written.get("smallest") != sha256:
        yield f"{OPTIMA}: the SHA-256 of {INCIDENCE} is {sha256}, not {written.get('smallest')}."
