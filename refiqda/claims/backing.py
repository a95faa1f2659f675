"""What stands behind the numbers of claims: the cases and codings that were counted."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pandas as pd

from refiqda.claims.counting import codes_of, entries
from refiqda.claims.judging import Judge
from refiqda.claims.links import Links
from refiqda.claims.model import Claims
from refiqda.claims.numbers import held_numbers
from refiqda.claims.planning import Item
from refiqda.claims.questions import Asked, Asker, hindrance
from refiqda.claims.verdicts import Unknown, checked, planned
from refiqda.claims.weighing import Scales
from refiqda.standard.index import Placed, codings_of
from refiqda.standard.model import Project
from refiqda.tables.caption import describe
from refiqda.tables.counting.coded import NONE, Coded, coded
from refiqda.tables.counting.conditions import Values
from refiqda.text.conventions import Convention

BEHIND = (
    "id",
    "part",
    "case",
    "case_guid",
    "source",
    "source_guid",
    "code_path",
    "coding_guid",
    "selection_guid",
)
"""The columns, all of them text."""
_DEFINITION = (
    "One row for each coding that was counted and each case that holds it.",
    "A case or a source that counts without a coding has a row of its own, so has a code.",
    "Of a claim with several readings, what the reading counts that is shown as found.",
)
_Row = tuple[str, ...]


def behind(
    claims: Claims | str | os.PathLike[str],
    project: Project | str | os.PathLike[str],
    *,
    convention: Convention | str | None = None,
    unknown: Unknown = "raise",
) -> pd.DataFrame:
    """What was counted for each claim, one row for each coding and each of its cases.

    A case or a source that counts without a coding has a row of its own, with empty cells where
    there is none; so has a code, of a claim that counts codes. Of a claim with several readings,
    it is what the reading counts that :func:`refiqda.verify` shows as found. Of an order or a
    place, it is what the claim itself counts, not what it is compared with; of a mean, sum or
    range, the cases that have a number. The arguments are those of :func:`refiqda.verify`.

    Raises:
        BadClaims: if the claims file cannot be read, or says what cannot be.
        UnknownInClaims: if claims name what the project does not have.
        NotRefiQda: if the project is none.
    """
    claims = checked(claims)
    with coded(project, convention) as gathered:
        rows = list(_rows(claims, gathered, unknown))
    frame = pd.DataFrame(rows, columns=list(BEHIND), dtype="str")
    title = f"What was counted for the claims of {claims.title or claims.name}"
    return describe(frame, "behind", title, _DEFINITION)


def _rows(claims: Claims, gathered: Coded, unknown: Unknown) -> Iterator[_Row]:
    asker = Asker(gathered.project)
    plans = planned(claims, asker, unknown)
    scales = Scales(Judge(gathered, asker.values), Links(claims.by_id()))
    listing = _Listing(gathered, asker.values)
    for plan in (each for each in plans if not each.problems):
        for item in scales.weigh(plan).items:
            part = item.claim.id.removeprefix(plan.claim.id).removeprefix(".")
            yield from ((plan.claim.id, part, *row) for row in listing.of(item))


class _Listing:
    def __init__(self, gathered: Coded, values: Values) -> None:
        self.coded, self.values = gathered, values
        self.placed: list[Placed] = [
            placed for source in gathered.sources for placed in codings_of(source)
        ]

    def of(self, item: Item) -> Iterator[_Row]:
        """The rows of a claim or a part."""
        asked = item.asked
        if not isinstance(asked, Asked):
            return
        if asked.held is not None:
            yield (*self._case(asked.held.number), "", "", "", "", "")
        elif not hindrance(self.coded, asked.question):
            yield from self._counted(asked)

    def _counted(self, asked: Asked) -> Iterator[_Row]:
        question = asked.question
        if question.unit == "codes":
            for key in codes_of(self.coded.tree, question):
                yield "", "", "", "", self.coded.tree.path(key), "", ""
            return
        found = entries(self.coded, question)
        # A case that holds several values, or several sources, counts here once for each coding.
        places = np.stack([found.coding, found.source, found.case], axis=1)
        if question.unit in ("cases", "values") and not question.is_coded:
            places[:, 1] = NONE
        if asked.numbers:  # a case without a number adds nothing to a mean
            numbered = held_numbers(asked, self.values)
            places = places[np.isin(places[:, 2], list(numbered))]
        for coding, source, case in np.unique(places, axis=0).tolist():
            yield (*self._case(case), *self._source(source), *self._coding(coding))

    def _case(self, number: int) -> tuple[str, str]:
        if number == NONE:
            return "", ""
        case = self.coded.cases[number]
        return case.name or "", case.guid or ""

    def _source(self, number: int) -> tuple[str, str]:
        if number == NONE:
            return "", ""
        source = self.coded.sources[number]
        return source.name or "", source.guid or ""

    def _coding(self, number: int) -> tuple[str, str, str]:
        if number == NONE:
            return "", "", ""
        placed = self.placed[number]
        selection = placed.selection.guid if placed.selection is not None else ""
        path = self.coded.tree.path(placed.coding.code or "")
        return path, placed.coding.guid or "", selection or ""
