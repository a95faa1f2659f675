"""``python -m analysis identify``: derive all results again, compare them with those committed."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.determined.figures import Figure, figures
from analysis.determined.levels import LEVELS, constraints
from analysis.determined.matrices import columns_alone, count
from analysis.determined.proofs import Compared
from analysis.determined.results import BOUNDS, COLUMNS, COUNTED, RESULTS
from analysis.determined.solve import Solver
from analysis.facts import Facts, read_rows

Row = dict[str, str]
FILES = {
    BOUNDS: ("level", "kind", "theme", "group", "least", "most"),
    COUNTED: ("level", "feasible", "matrices"),
}
"""The committed files, and the columns of each."""
KEYS = ("level", "kind", "theme", "group")
"""The columns that say what a row is about; the others are what was found."""


@dataclass(frozen=True)
class Outcome(Compared):
    """What was derived, and where the committed files say otherwise."""

    rows: dict[str, list[Row]]
    differences: list[str]


def identify(
    tell: Callable[[str], None], *, folder: Path = RESULTS, write: bool = False
) -> Outcome:
    """Derive every bound and every number of matrices, and compare with the files of a folder.

    Args:
        tell: is told how long each level took, and each difference.
        folder: where the committed files are.
        write: put what was derived into the folder; nothing is compared.

    Raises:
        MissingExtra: if OR-tools is not installed.
        Unproved: if the solver ends without a proof.
    """
    facts = Facts()
    derived: dict[str, list[Row]] = {BOUNDS: [], COUNTED: [_columns(facts)]}
    for level in LEVELS:
        started = time.perf_counter()
        bounds = derive_bounds(facts, level)
        derived[BOUNDS] += bounds
        derived[COUNTED].append(derive_level(facts, level))
        tell(f"{level}: {len(bounds)} numbers bounded, {time.perf_counter() - started:.1f} s")
    differences: list[str] = []
    for name, rows in derived.items():
        if write:
            (folder / name).write_bytes(as_csv(rows, FILES[name]).encode("utf-8"))
            tell(f"written: {folder / name}")
        else:
            differences += compared(name, read_rows(folder / name), rows)
    for difference in differences:
        tell(difference)
    return Outcome(derived, differences)


def derive_bounds(facts: Facts, level: str, wanted: Iterable[Figure] | None = None) -> list[Row]:
    """The least and the most of numbers at a level; none where no matrix fits it.

    Args:
        facts: what is printed and read.
        level: a key of LEVELS.
        wanted: the numbers to be bounded; all if not given.
    """
    solver = _solver(facts, level)
    if solver.witness() is None:
        return []
    rows = []
    for figure in figures(facts) if wanted is None else wanted:
        bounds = solver.bounds(figure)
        about = (level, figure.kind, figure.theme, figure.group)
        found = (str(bounds.least), str(bounds.most))
        rows.append(dict(zip(FILES[BOUNDS], about + found, strict=True)))
    return rows


def derive_level(facts: Facts, level: str) -> Row:
    """Whether any matrix fits a level, by the solver, and how many do, without it."""
    is_feasible = _solver(facts, level).witness() is not None
    matrices = count(_people(facts), facts.theme_of, constraints(facts, level))
    return _level(level, is_feasible, matrices)


def _columns(facts: Facts) -> Row:
    matrices = columns_alone(_people(facts), facts.theme_of, constraints(facts, "L0"))
    return _level(COLUMNS, matrices > 0, matrices)


def _level(level: str, is_feasible: bool, matrices: int) -> Row:
    return {
        "level": level,
        "feasible": "yes" if is_feasible else "no",
        "matrices": str(matrices),
    }


def _solver(facts: Facts, level: str) -> Solver:
    return Solver(_people(facts), facts.theme_of, constraints(facts, level))


def _people(facts: Facts) -> list[str]:
    return [person.name for person in facts.participants]


def compared(name: str, committed: list[Row], derived: list[Row]) -> Iterator[str]:
    """Each row that the committed file has otherwise, lacks, or has too many."""
    there: dict[tuple[str, ...], Row] = {}
    for row in committed:
        if _key(row) in there:
            yield f"{name}: {_says(row)} is in the file more than once."
        there[_key(row)] = row
    for row in derived:
        old = there.pop(_key(row), None)
        if old is None:
            yield f"{name}: {_says(row)} is not there."
            continue
        for column, value in row.items():
            if old.get(column) != value:
                yield (
                    f"{name}: {_says(row)}: {column} is {old.get(column)} in the file, "
                    f"{value} was derived."
                )
    for row in there.values():
        yield f"{name}: {_says(row)} is in the file, and was not derived."


def as_csv(rows: list[Row], columns: Iterable[str]) -> str:
    """Rows as the committed files have them."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in KEYS)


def _says(row: Row) -> str:
    return ", ".join(part for part in _key(row) if part)
