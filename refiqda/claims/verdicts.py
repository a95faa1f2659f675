"""Claims held against a project: what is found of each, and whether the paper prints the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from refiqda.claims.counting import Counts, split
from refiqda.claims.model import Claim, Claims
from refiqda.claims.problems import UnknownInClaims
from refiqda.claims.questions import Asked, Asker, hindrance
from refiqda.claims.reader import read_claims
from refiqda.claims.remarks import Remarks
from refiqda.claims.words import agrees, expected
from refiqda.standard.model import Project
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.counting.names import NoneThere, NotFound
from refiqda.tables.counting.wording import short, some
from refiqda.text.conventions import Convention

REPRODUCED = "reproduced"
IMPOSED = "imposed"
CONTRADICTED = "contradicted"
NOT_CHECKABLE = "not checkable"
VERDICTS = (REPRODUCED, IMPOSED, CONTRADICTED, NOT_CHECKABLE)
"""Every verdict, in the order of the summary."""

COLUMNS = ("id", "where", "says", "unit", "expected", "found", "verdict", "why")


class Answer(NamedTuple):
    """What was found of a claim."""

    found: str
    verdict: str
    why: str


def verify(
    claims: Claims | str | os.PathLike[str],
    project: Project | str | os.PathLike[str],
    *,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row for each claim, in the order of the file: what is printed, what is found, and why.

    The project is counted in its neutral reading (:func:`refiqda.understood`), so that it makes no
    difference which program wrote it. ``convention`` says how it counts positions, where that is
    known better than the file shows it.

    Raises:
        BadClaims: if the claims file cannot be read, or says what cannot be.
        UnknownInClaims: if claims name what the project does not have; nothing is counted then.
        NotRefiQda: if the project is none.
    """
    if not isinstance(claims, Claims):
        claims = read_claims(claims)
    with coded(project, convention) as gathered:
        rows = list(_rows(claims, gathered))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _rows(claims: Claims, gathered: Coded) -> Iterator[tuple[str, ...]]:
    settled = [claim.settled(claims.counting) for claim in claims.claims]
    judge = Judge(gathered)
    for claim, each in zip(settled, _ask(claims, settled, Asker(gathered.project)), strict=True):
        answer = each if isinstance(each, Answer) else judge.answer(each)
        yield (
            claim.id,
            claim.where,
            claim.says,
            str(claim.unit),
            expected(claim),
            *answer,
        )


def _ask(claims: Claims, settled: list[Claim], asker: Asker) -> list[Asked | Answer]:
    """The question of each claim, or the answer where there is nothing to ask."""
    asked: list[Asked | Answer] = []
    problems = []
    for claim in settled:
        if claim.not_checkable is not None:
            asked.append(Answer("", NOT_CHECKABLE, claim.not_checkable))
            continue
        try:
            asked.append(asker.ask(claim))
        except NoneThere as none:
            asked.append(Answer("", NOT_CHECKABLE, str(none)))
        except NotFound as error:
            problems.append(f"{claims.name}: claim {short(claim.id)}: {error}")
    if problems:
        raise UnknownInClaims(problems)
    return asked


class Judge:
    """Gives the verdicts for one project."""

    def __init__(self, gathered: Coded) -> None:
        self.coded = gathered
        self.counts = Counts(gathered)
        self.remarks = Remarks(self.counts)

    def answer(self, asked: Asked) -> Answer:
        """What was found, the verdict, and why."""
        why = hindrance(self.coded, asked.question)
        if why:
            return Answer("", NOT_CHECKABLE, why)
        return self._only(asked) if asked.only else self._number(asked)

    def _number(self, asked: Asked) -> Answer:
        claim, phrase = asked.claim, asked.phrase
        found = self.counts.of(asked.question)
        whole = None if claim.of is None else self.counts.of(asked.question.wider)
        text = str(found) if whole is None else f"{found} of {whole}"
        sentence = phrase.after(found, whole)
        if agrees(claim, found) and whole == claim.of:
            return Answer(text, _confirmed(claim), f"{sentence}.")
        remark = self.remarks.on_number(asked)
        more = f"; {remark}" if remark else ""
        why = f"Found {sentence}, not {expected(claim)}{more}."
        return Answer(text, CONTRADICTED, why)

    def _only(self, asked: Asked) -> Answer:
        parts = split(self.coded, asked.question, asked.only)
        claim, phrase = asked.claim, asked.phrase
        whole = len(parts.inside) + len(parts.outside) + len(parts.unknown)
        text = f"{len(parts.inside)} of {whole}"
        if not whole:
            return Answer(text, CONTRADICTED, f"There are no {phrase.noun(0)}{phrase}.")
        said = " and ".join(map(str, asked.only))
        has = "has" if whole == 1 else "have"
        sentence = f"{phrase.after(len(parts.inside), whole)} {has} {said}"
        if parts.outside:
            names = self.remarks.called(asked, parts, parts.outside)
            does = "does" if len(names) == 1 else "do"
            return Answer(text, CONTRADICTED, f"{sentence}; {some(names)} {does} not.")
        if parts.unknown:
            names = self.remarks.called(asked, parts, parts.unknown)
            return Answer(
                text, NOT_CHECKABLE, f"{sentence}; the project has no value for {some(names)}."
            )
        return Answer(text, _confirmed(claim), f"{sentence}.")


def _confirmed(claim: Claim) -> str:
    return REPRODUCED if claim.basis is None else IMPOSED
