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
CAPTION = "What the paper prints, part by part, held against the project of the reconstruction."

WORDS = {
    "reproduced": "follows from other facts that the paper prints, and could have failed",
    "imposed": "went into making the project: finding it again tests the counting, not the study",
    "consistent": "fits the other printed facts, which neither force it nor rule it out",
    "contradicted": "what the paper prints elsewhere gives something else",
    "tension": "holds under conditions that sit oddly with what is printed elsewhere",
    "editorial": "a matter of wording or spelling, without a number that hangs on it",
    "not checkable": "needs facts that the paper does not print",
    "external": "about others than the participants: outside the study's data",
}
"""What each verdict means, in the order of the summary."""


@dataclass(frozen=True)
class Verdicts:
    """The verdict of each claim, and which contradictions were known before."""

    frame: pd.DataFrame
    """One row for each claim."""
    parts: pd.DataFrame
    """The same, each claim followed by its parts, such as ``T01.men``."""
    known: dict[str, str]
    """Claims that the paper itself contradicts, by id: why."""

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many claims have each verdict, also where it is none."""
        counts = self.frame["verdict"].value_counts()
        return {word: int(counts.get(word, 0)) for word in WORDS}

    @cached_property
    def contradicted(self) -> list[str]:
        """The ids of the claims that are contradicted."""
        return [row["id"] for row in self.rows() if row["verdict"] == "contradicted"]

    @property
    def is_as_expected(self) -> bool:
        """Whether exactly the known claims are contradicted."""
        return set(self.contradicted) == set(self.known)

    def rows(self) -> Iterator[dict[str, str]]:
        """The claims in the order of the file, each as a row."""
        yield from _rows(self.frame)

    def part(self, id: str) -> dict[str, str]:
        """A claim or a part of one, such as ``T01.men``."""
        return next(row for row in _rows(self.parts) if row["id"] == id)

    def write(self, target: Path) -> list[Path]:
        """Write the verdicts, part by part, as csv, markdown and html; the files written."""
        written = [target / f"verdicts{suffix}" for suffix in SUFFIXES]
        for path in written:
            render.write(self.parts, path, CAPTION)
        return written

    def listing(self) -> str:
        """Every claim on a line."""
        columns = ["id", "says", "expected", "found", "verdict"]
        return render.render(self.frame[columns], "table", "")

    def summary(self) -> str:
        """What came out, for a reader who knows none of the words."""
        lines = [f"{len(self.frame)} claims of the paper were held against the project:", ""]
        for word, meaning in WORDS.items():
            lines.append(f"{self.totals[word]:>5}  {word:<14} {meaning}")
        lines += [
            "",
            "The project is a reconstruction from the printed tables, not the study's data.",
        ]
        lines += self._section("Contradicted by what the paper prints, as expected:", True)
        lines += self._section("Contradicted, and not expected:", False)
        for id in sorted(set(self.known) - set(self.contradicted)):
            lines += ["", f"{id} was expected to be contradicted, and is not."]
        return "\n".join([*lines, ""])

    def _section(self, title: str, is_known: bool) -> Iterator[str]:
        rows = [row for row in self.rows() if row["verdict"] == "contradicted"]
        rows = [row for row in rows if (row["id"] in self.known) == is_known]
        if rows:
            yield from ("", title)
        for row in rows:
            yield f"  {row['id']}: {row['says']}"
            yield f"    {self.known[row['id']] if is_known else row['why']}"


def judge(project: Project, claims: Path = CLAIMS) -> Verdicts:
    """Hold every claim of the paper against a project.

    A claim that names what the project lacks is contradicted, and the others are still counted.
    """
    known = tomllib.loads(KNOWN.read_text(encoding="utf-8"))["contradicted"]
    told = refiqda.read_claims(claims)
    parts = refiqda.verify(told, project, parts=True, unknown="contradicted")
    ids = [claim.id for claim in told.claims]
    frame = parts[parts["id"].isin(ids)].reset_index(drop=True)
    return Verdicts(frame, parts, known)


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, str]]:
    names = [str(name) for name in frame.columns]
    for row in frame.itertuples(index=False):
        yield dict(zip(names, map(str, row), strict=True))
