"""Claims held against a project: what is found of each, and whether the paper prints the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Literal

import pandas as pd

from refiqda.claims.combine import VERDICTS, Answer
from refiqda.claims.expected import expected
from refiqda.claims.judging import Judge
from refiqda.claims.links import Links, mislinked
from refiqda.claims.model import Claim, Claims
from refiqda.claims.planning import Plan, plans_of
from refiqda.claims.problems import BadClaims, UnknownInClaims
from refiqda.claims.questions import Asker
from refiqda.claims.reader import read_claims
from refiqda.claims.weighing import Scales
from refiqda.standard.model import Project
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.counting.wording import listed, short
from refiqda.text.conventions import Convention

COLUMNS = ("id", "where", "says", "unit", "expected", "found", "verdict", "why")
Unknown = Literal["raise", "contradicted"]


def verify(
    claims: Claims | str | os.PathLike[str],
    project: Project | str | os.PathLike[str],
    *,
    convention: Convention | str | None = None,
    parts: bool = False,
    unknown: Unknown = "raise",
) -> pd.DataFrame:
    """One row for each claim, in the order of the file: what is printed, what is found, and why.

    The project is counted in its neutral reading (:func:`refiqda.understood`), so that it makes no
    difference which program wrote it. ``convention`` says how it counts positions, where that is
    known better than the file shows it. With ``parts``, the parts of a claim have rows of their
    own below it. With ``unknown="contradicted"``, a claim that names what the project does not
    have is contradicted, and all others are judged.

    Raises:
        BadClaims: if the claims file cannot be read, or says what cannot be.
        UnknownInClaims: if claims name what the project does not have; nothing is counted then.
        NotRefiQda: if the project is none.
    """
    claims = checked(claims)
    with coded(project, convention) as gathered:
        rows = list(_rows(claims, gathered, parts=parts, unknown=unknown))
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def checked(claims: Claims | str | os.PathLike[str]) -> Claims:
    """The claims, read where they are in a file.

    Raises:
        BadClaims: if they cannot be read, or say what cannot be.
    """
    if not isinstance(claims, Claims):
        return read_claims(claims)
    problems = mislinked(claims)
    if problems:
        raise BadClaims(problems)
    return claims


def planned(claims: Claims, asker: Asker, unknown: Unknown = "raise") -> list[Plan]:
    """What each claim asks of a project.

    Raises:
        UnknownInClaims: if claims name what the project does not have.
    """
    plans = list(plans_of(claims, asker))
    problems = [
        f"{claims.name}: claim {short(id)}: {told}" for plan in plans for id, told in plan.problems
    ]
    if problems and unknown == "raise":
        raise UnknownInClaims(problems)
    return plans


def _rows(
    claims: Claims, gathered: Coded, *, parts: bool, unknown: Unknown
) -> Iterator[tuple[str, ...]]:
    asker = Asker(gathered.project)
    plans = planned(claims, asker, unknown)
    scales = Scales(Judge(gathered, asker.values), Links(claims.by_id()))
    for plan in plans:
        weighed = scales.weigh(plan)
        units = dict.fromkeys(item.unit for item in weighed.items if item.unit)
        unit = listed(units, "and") if units else ""
        yield _row(plan.claim, unit, weighed.expected, weighed.answer)
        if parts and plan.claim.part:
            for item, (part, answer) in zip(weighed.items, weighed.parts, strict=True):
                yield _row(part, item.unit, expected(part), answer)


def _row(claim: Claim, unit: str, printed: str, answer: Answer) -> tuple[str, ...]:
    return claim.id, claim.where, claim.says, unit, printed, *answer


__all__ = ["COLUMNS", "VERDICTS", "Unknown", "checked", "planned", "verify"]
