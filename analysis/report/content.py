"""All that the report has to say, gathered once: the page, the docx and the pdf show the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

import refiqda
from analysis import facts
from analysis.canonical import invented
from analysis.canonical.definition import OPTIMA, stages
from analysis.discrepancies import Discrepancy, discrepancies
from analysis.figures import FIGURES
from analysis.numbers import numbers as printed_numbers
from analysis.report.behind import Places
from analysis.report.claims import Entry, Section, sections_of
from analysis.report.codings import Shown, codings_of
from analysis.report.fit import CONTRADICTED, Fit, fit_of
from analysis.report.grids import Grid, grids_of
from analysis.report.numbers import numbers_of
from analysis.report.words import Prose
from analysis.study import Study
from analysis.tables import TABLES
from analysis.verdicts import WORDS

PAPER = f"{facts.AUTHORS}. {facts.TITLE}. {facts.JOURNAL}."
KINDS = {
    "contradiction": "Contradictions",
    "tension": "Tensions",
    "editorial": "Editorial points",
}
"""The kinds of discrepancy, in the order of the report."""


@dataclass(frozen=True)
class Verdict:
    """A verdict with how many claims have it."""

    word: str
    count: int
    means: str

    @property
    def mark(self) -> str:
        """The verdict as one word, for a style sheet."""
        return self.word.replace(" ", "-")


@dataclass(frozen=True)
class Step:
    """A stage of the definition of the reconstruction, and how near it came."""

    name: str
    why: str
    measure: str
    optimum: str


@dataclass(frozen=True)
class Picture:
    """A figure, as SVG."""

    name: str
    title: str
    svg: str


@dataclass(frozen=True)
class Report:
    """What the report shows, in its order."""

    verdicts: tuple[Verdict, ...]
    discrepancies: tuple[Discrepancy, ...]
    sections: tuple[Section, ...]
    grids: Mapping[str, Grid]
    pictures: tuple[Picture, ...]
    steps: tuple[Step, ...]
    invented: tuple[tuple[str, str, str], ...]
    """What, how many, and why."""
    prose: Prose
    fit: Fit
    """Whether the project is still what the report tells of it."""
    codings: tuple[Shown, ...]
    places: Places
    numbers: Mapping[str, object]
    digest: str
    version: str

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every claim, in the order of the report."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def notice(self) -> tuple[str, ...]:
        """What is counted, how far it fits the print, and what it shows."""
        if self.fit.is_whole:
            return (
                "What is counted here is a project made from the printed text; about "
                f"{self.numbers['matrices_L1']} others would fit as well.",
                "It shows whether the printed numbers agree with each other.",
                "It shows nothing about what anybody said.",
            )
        return (
            "What is counted here is a copy of the reconstruction that was changed.",
            self.fit.told,
            "What this copy alone contradicts says nothing about the paper, and nothing here about "
            "what anybody said.",
        )

    @property
    def below_figures(self) -> tuple[str, ...]:
        """The long tables that stand folded below the figure of the same name."""
        drawn = {picture.name for picture in self.pictures}
        return tuple(
            grid.name for grid in self.grids.values() if grid.is_long and grid.name in drawn
        )

    def of_kind(self, kind: str) -> tuple[Discrepancy, ...]:
        """The discrepancies of a kind."""
        return tuple(each for each in self.discrepancies if each.kind == kind)

    def about(self, claim: str) -> tuple[Discrepancy, ...]:
        """The discrepancies that a claim is part of."""
        return tuple(each for each in self.discrepancies if claim in each.claims)


def gather(study: Study) -> Report:
    """Make everything that the report shows."""
    grids = {grid.name: grid for grid in grids_of(_frames(study))}
    codings = codings_of(study.project)
    places = Places(grids, codings)
    prose = Prose.read({**printed_numbers(study), **(numbers := numbers_of(study))})
    totals = study.verdicts.totals
    known = tuple(discrepancies(study))
    fit = fit_of(study, known, prose.lines)
    return Report(
        verdicts=tuple(
            Verdict(word, totals[word], _told(word, means, fit)) for word, means in WORDS.items()
        ),
        discrepancies=known,
        sections=tuple(sections_of(study, places, prose.about)),
        grids=grids,
        pictures=tuple(
            Picture(figure.name, figure.title, figure.draw(study)) for figure in FIGURES.values()
        ),
        steps=tuple(_steps()),
        invented=tuple((each.what, str(each.many), each.why) for each in invented()),
        prose=prose,
        fit=fit,
        codings=tuple(codings.values()),
        places=places,
        numbers=numbers,
        digest=study.project.digest(),
        version=refiqda.__version__,
    )


def _told(word: str, means: str, fit: Fit) -> str:
    """What a verdict means, true also of a copy that was changed."""
    if word == CONTRADICTED and fit.unexpected:
        return f"{means}; in {fit.unexpected} of these, only this changed copy does"
    return means


def _frames(study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    yield from ((table.name, table.make(study)) for table in TABLES.values())


def _steps() -> Iterator[Step]:
    why = {stage.name: stage.why for stage in stages(facts.Facts())}
    for row in facts.read_rows(facts.RECONSTRUCTION / OPTIMA):
        yield Step(row["stage"], why.get(row["stage"], ""), row["measure"], row["optimum"])
