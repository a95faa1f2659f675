"""Whether a project is still what the report tells of it: a copy that was changed says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.determined.levels import constraints, holds
from analysis.discrepancies import Discrepancy
from analysis.facts import Facts
from analysis.study import Study
from analysis.tables.people import holders

PRINTED = "L1"
"""The level of what is printed, at which the report says how many matrices would fit."""
CONTRADICTED = "contradicted"


@dataclass(frozen=True)
class Line:
    """A contradiction in one line of the summary."""

    words: str
    anchor: str
    claims: tuple[str, ...] = ()
    """The claims that are contradicted; empty where the line leads to its one claim."""
    is_expected: bool = True


@dataclass(frozen=True)
class Fit:
    """What of a project is not as it was when it was made."""

    lines: tuple[Line, ...]
    """Each contradiction, those first that nobody expected."""
    unlike: int
    """Claims that came out otherwise than they should: contradicted now, or no longer."""
    broken: tuple[str, ...]
    """What the print asks and the project does not have."""
    asked: int
    """How much the print asks."""

    @property
    def is_whole(self) -> bool:
        """Whether the project fits what is printed, and each claim came out as it should."""
        return not (self.unlike or self.broken)

    @property
    def told(self) -> str:
        """What no longer fits, in a sentence."""
        if not self.broken:
            return "It still has the counts of Box 2, and claims come out otherwise than they did."
        number = len(self.broken)
        holds_not = "does not hold:" if number == 1 else "do not hold, the first:"
        return (
            "It no longer fits the printed text: of the "
            f"{self.asked} things that Box 2 and the printed facts ask (level {PRINTED}), "
            f"{number} {holds_not} {self.broken[0]}."
        )

    @property
    def unexpected(self) -> int:
        """How many claims are contradicted by this project alone."""
        return sum(line.anchor in line.claims for line in self.lines if not line.is_expected)


def fit_of(study: Study, known: tuple[Discrepancy, ...], lines: Mapping[str, str]) -> Fit:
    """Hold a project against what is printed, and against the verdicts that it should have.

    Args:
        study: what the report is about.
        known: the discrepancies of the print itself.
        lines: each contradiction of the print in one line, by its id.
    """
    verdicts = study.verdicts
    asked = constraints(Facts(), PRINTED)
    held = _held(study)
    unexpected = list(_unexpected(study))
    return Fit(
        lines=(*unexpected, *_expected(study, known, lines)),
        unlike=len(set(verdicts.contradicted) ^ set(verdicts.known)),
        broken=tuple(each.says for each in asked if not holds(held, each)),
        asked=len(asked),
    )


def _unexpected(study: Study) -> Iterator[Line]:
    verdicts = study.verdicts
    rows = {row["id"]: row for row in verdicts.rows()}
    for id, row in rows.items():
        if row["verdict"] == CONTRADICTED and id not in verdicts.known:
            yield Line(f"{id}: {_came_out(row)} (not expected)", id, (id,), is_expected=False)
    for id in verdicts.known:
        if id in rows and rows[id]["verdict"] != CONTRADICTED:
            told = f"{id}: the print contradicts it, and this project does not (not expected)"
            yield Line(told, id, is_expected=False)


def _came_out(row: Mapping[str, str]) -> str:
    """What is printed and found; of a claim that prints no number of its own, what it says."""
    if row["expected"] and row["found"]:
        return f"printed {row['expected']}, found {row['found']}"
    return row["says"]


def _expected(
    study: Study, known: tuple[Discrepancy, ...], lines: Mapping[str, str]
) -> Iterator[Line]:
    wrong = set(study.verdicts.contradicted)
    for each in known:
        if each.kind == "contradiction":
            claims = tuple(id for id in each.claims if id in wrong)
            yield Line(lines.get(each.id, each.title), f"discrepancy-{each.id}", claims)


def _held(study: Study) -> dict[str, frozenset[str]]:
    """The themes and subthemes of each participant of Table 1; nothing of one who is gone."""
    by_name = holders(study.project)
    return {
        person.name: frozenset(name for name, cases in by_name.items() if person.name in cases)
        for person in Facts().participants
    }
