"""The reconstruction derived anew, stage by stage, every optimum proved by an exact solver."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.canonical.definition import (
    INCIDENCE,
    OPTIMA,
    Matrix,
    as_csv,
    digest,
    optima_csv,
    stages,
)
from analysis.canonical.solver import Matrices
from analysis.determined.proofs import Compared
from analysis.facts import RECONSTRUCTION, Facts


@dataclass(frozen=True)
class Outcome(Compared):
    """What was derived, and where the committed files say otherwise."""

    matrix: Matrix
    optima: dict[str, int]
    files: dict[str, str]
    """The files as derived, by name."""
    differences: list[str]


def reconstruct_matrix(
    tell: Callable[[str], None],
    *,
    folder: Path = RECONSTRUCTION,
    write: bool = False,
    fresh: bool = False,
    seed: int = 0,
    workers: int = 2,
) -> Outcome:
    """Derive the matrix of the reconstruction, and compare it with that of a folder.

    Args:
        tell: is told the optimum of each stage, each participant's row, and each difference.
        folder: where ``incidence.csv`` and ``optima.csv`` are.
        write: put what was derived into the folder; nothing is compared.
        fresh: begin the search from nothing, not at the committed matrix. It takes two or three
            times as long and proves the same: no cell is taken over, each is settled by a proof.
        seed: how chance is drawn in the search; the matrix does not depend on it.
        workers: how many searches are run at once; nor on these.

    Raises:
        MissingExtra: if OR-tools is not installed.
        Unproved: if the solver ends without a proof.
    """
    facts = Facts()
    started = time.perf_counter()
    begin = None if fresh else facts.holders
    left = Matrices(facts, begin=begin, seed=seed, workers=workers)
    optima = {}
    for stage in stages(facts):
        optima[stage.name] = left.least(stage)
        tell(f"{stage.name}: {optima[stage.name]}, {time.perf_counter() - started:.1f} s")
    matrix = left.smallest(tell)
    tell(f"smallest: proved, {time.perf_counter() - started:.1f} s")
    incidence = as_csv(facts, matrix)
    optima_text = optima_csv(facts, optima, digest(incidence.encode("utf-8")))
    files = {INCIDENCE: incidence, OPTIMA: optima_text}
    differences: list[str] = []
    for name, text in files.items():
        if write:
            (folder / name).write_bytes(text.encode("utf-8"))
            tell(f"written: {folder / name}")
        else:
            differences += compared(name, (folder / name).read_text(encoding="utf-8"), text)
    for difference in differences:
        tell(difference)
    return Outcome(matrix, optima, files, differences)


def compared(name: str, committed: str, derived: str) -> Iterator[str]:
    """Each line that the committed file has otherwise.

    Args:
        name: of the file.
        committed: its text.
        derived: what it should be.
    """
    old, new = committed.splitlines(), derived.splitlines()
    if len(old) != len(new):
        yield f"{name}: {len(old)} lines in the file, {len(new)} were derived."
    for line, (there, here) in enumerate(zip(old, new, strict=False), start=1):
        if there != here:
            yield f"{name}, line {line}: {there} in the file, {here} was derived."
