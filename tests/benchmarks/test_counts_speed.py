"""Counts and crosstabs, as ratios to opening the project in the same run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ratios import ROWS, Row
from test_speed import interleaved, peak_of

import refiqda
from refiqda import tables

COUNTS = "tables = refiqda.tables.counts(path, unit=['references', 'files', 'cases'])"


def test_counts(benchmark: Any, package: Path, codings: int) -> None:
    """Files, references and cases, of own codings: what NVivo's list of codes shows, and cases."""
    project = refiqda.open(package)

    def ours() -> None:
        frame = tables.counts(project, unit=("references", "files", "cases"))
        assert frame["references"].sum() == codings

    seconds, floor = interleaved(benchmark, ours, lambda: refiqda.open(package))
    what = "counts(project): references, files, cases"
    peak = peak_of(COUNTS, package)
    ROWS.append(Row(codings, what, "open()", seconds, floor, peak, "1"))


def test_crosstab(benchmark: Any, package: Path, codings: int) -> None:
    """Cases by the values of a variable, codes with all below them."""
    project = refiqda.open(package)
    variable = project.variables[0].name

    def ours() -> None:
        frame = tables.crosstab(project, variable, unit="cases", aggregate="descendants")
        assert len(frame) == len(tables.codes(project)) + 1

    seconds, floor = interleaved(benchmark, ours, lambda: refiqda.open(package))
    what = "crosstab(project): cases by a variable, descendants"
    ROWS.append(Row(codings, what, "open()", seconds, floor, None, "1"))
