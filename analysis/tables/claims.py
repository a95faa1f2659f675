"""All claims of the paper, each with what it means, how it can be checked, and its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import refiqda
from analysis.tables.shape import shaped
from analysis.verdicts import CLAIMS, WORDS
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "Every claim of the paper and its verdict"
COLUMNS = (
    Column("id", "text", ""),
    Column("where", "text", "its place in the paper; lines are those of its plain text."),
    Column("says", "text", "what the paper says, in our words."),
    Column("means", "text", "what that means for a count or a comparison."),
    Column("evidence", "text", "what it can be checked from."),
    Column("expected", "text", "what is printed."),
    Column("found", "text", "what the project, or arithmetic between printed numbers, gives."),
    Column("verdict", "text", "how it came out."),
    Column("why", "text", "the reason."),
)


def claims(study: Study) -> pd.DataFrame:
    """One row for each claim, in the order of the claims file."""
    rows = list(_rows(study))
    tally = ", ".join(f"{word} {count}" for word, count in study.verdicts.totals.items() if count)
    return shaped(
        "claims",
        TITLE,
        COLUMNS,
        rows,
        definition=[f"{word}: {meaning}." for word, meaning in WORDS.items()],
        notes=[
            f"{len(rows)} claims: {tally}.",
            "The project is a reconstruction from what is printed. What it gives for a number that "
            "went into making it says nothing about the study.",
        ],
    )


def _rows(study: Study) -> Iterator[tuple[str | None, ...]]:
    typed = {claim.id: claim for claim in refiqda.read_claims(CLAIMS).claims}
    for row in study.verdicts.rows():
        claim = typed[row["id"]]
        told = {**row, "means": claim.means, "evidence": claim.evidence}
        yield tuple(told[column.name] or None for column in COLUMNS)
