"""Holds the printed numbers against a project, and says in plain words how it came out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

import refiqda
from analysis.facts import PUBLISHED
from analysis.model import Project
from refiqda.tables import render

CLAIMS = PUBLISHED / "claims.toml"
KNOWN = PUBLISHED / "known.toml"
SUFFIXES = (".csv", ".md", ".html")
CAPTION = "What the paper prints, held against the project of the reconstruction."

WORDS = {
    "reproduced": "follows from other facts that the paper prints, and could have failed",
    "imposed": "went into making the project: finding it again tests the counting, not the study",
    "contradicted": "the project gives another number",
    "not checkable": "needs facts that the paper does not print",
}
"""What each verdict means, in the order of the summary."""


@dataclass(frozen=True)
class Verdicts:
    """The verdict of each claim, and which contradictions were known before."""

    frame: pd.DataFrame
    known: dict[str, str]
    """Claims that the paper's own tables contradict, by id: why."""

    @cached_property
    def contradicted(self) -> list[str]:
        """The ids of the claims that are contradicted."""
        return [row["id"] for row in self._rows() if row["verdict"] == "contradicted"]

    @property
    def is_as_expected(self) -> bool:
        """Whether exactly the known claims are contradicted."""
        return set(self.contradicted) == set(self.known)

    def write(self, target: Path) -> list[Path]:
        """Write all verdicts as csv, markdown and html; the files written."""
        written = [target / f"claims{suffix}" for suffix in SUFFIXES]
        for path in written:
            render.write(self.frame, path, CAPTION)
        return written

    def listing(self) -> str:
        """Every claim on a line."""
        columns = ["id", "says", "expected", "found", "verdict"]
        return render.render(self.frame[columns], "table", "")

    def summary(self) -> str:
        """What came out, for a reader who knows none of the words."""
        counts = self.frame["verdict"].astype(str).value_counts()
        lines = [f"{len(self.frame)} claims of the paper were held against the project:", ""]
        for word, meaning in WORDS.items():
            lines.append(f"{counts.get(word, 0):>5}  {word:<14} {meaning}")
        lines += [
            "",
            "The project is a reconstruction from the printed tables, not the study's data.",
        ]
        lines += self._section("Contradicted by the paper's own tables, as expected:", True)
        lines += self._section("Contradicted, and not expected:", False)
        for id in sorted(set(self.known) - set(self.contradicted)):
            lines += ["", f"{id} was expected to be contradicted, and is not."]
        return "\n".join([*lines, ""])

    def _section(self, title: str, is_known: bool) -> Iterator[str]:
        rows = [row for row in self._rows() if row["verdict"] == "contradicted"]
        rows = [row for row in rows if (row["id"] in self.known) == is_known]
        if rows:
            yield from ("", title)
        for row in rows:
            yield f"  {row['id']}: {row['says']}"
            yield f"    The paper prints {row['expected']}, the project has {row['found']}."
            if is_known:
                yield f"    {self.known[row['id']]}"

    def _rows(self) -> Iterator[dict[str, str]]:
        names = [str(name) for name in self.frame.columns]
        for row in self.frame.itertuples(index=False):
            yield dict(zip(names, map(str, row), strict=True))


def judge(project: Project) -> Verdicts:
    """Hold every claim of the paper against a project."""
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))["contradicted"]
    return Verdicts(refiqda.verify(CLAIMS, project), known)
