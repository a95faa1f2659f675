"""The flow of participants: students, invited, taking part, and what was collected of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.tables.reading import FOR_PROGRAMS
from analysis.tables.shape import shaped
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "From the students with an elective to interviews and reports"
COLUMNS = (
    Column("stage", "text", ""),
    Column("is_persons", "truth", "whether it is persons that are counted, or sources."),
    Column("claim", "text", "the claim that has the number."),
    Column("printed", "integer", "as the paper prints it."),
    Column("of", "integer", "the stage before it; of interviews and reports, the participants."),
    Column("share", "number", "printed divided by of."),
    Column("of_first", "number", "printed divided by the first stage; of persons alone."),
    Column("left_out", "integer", "how many were there before and are not here, by subtraction."),
    Column("verdict", "text", "how the claim came out."),
    Column("why", "text", "what can be checked of it."),
)


class Stage(NamedTuple):
    """A stage of the flow, and the claim that prints its number."""

    says: str
    claim: str
    after: str
    """The claim of the stage that it is a part of; empty for the first."""
    is_persons: bool = True


STAGES = (
    Stage("students with an elective, 2001 to 2009", "S10", ""),
    Stage("could be reached and were invited", "S11", "S10"),
    Stage("took part", "S12", "S11"),
    Stage("interviews", "S03", "S12", is_persons=False),
    Stage("reports that could be viewed", "S04", "S12", is_persons=False),
)


def flow(study: Study) -> pd.DataFrame:
    """One row for each stage."""
    frame = shaped(
        "flow",
        TITLE,
        COLUMNS,
        _rows(study),
        definition=["Numbers are those that the claims print; shares are ours."],
        notes=[
            "Why some could not be reached, and why others did not take part, is not printed, nor "
            "whether they differ from those who did.",
            "The other reports did not exist (lines 357-359). Whose the reports are is known only "
            "where the paper quotes from them.",
        ],
    )
    frame.attrs[FOR_PROGRAMS] = ["is_persons"]
    return frame


def printed_number(study: Study, claim: str) -> int | None:
    """The whole number that a claim, or a part of one, prints; None if it prints none.

    Args:
        study: the study with its verdicts.
        claim: the id of a claim, or of a part such as ``T01.men``.
    """
    found = re.match(r"\d+", study.verdicts.part(claim)["expected"])
    return int(found.group()) if found else None


def _rows(study: Study) -> Iterator[tuple[Any, ...]]:
    first = printed_number(study, STAGES[0].claim)
    for stage in STAGES:
        printed = printed_number(study, stage.claim)
        of = printed_number(study, stage.after) if stage.after else None
        row = study.verdicts.part(stage.claim)
        yield (
            stage.says,
            stage.is_persons,
            stage.claim,
            printed,
            of,
            _share(printed, of),
            _share(printed, first) if stage.is_persons else None,
            None if printed is None or of is None else of - printed,
            row["verdict"],
            row["why"] or None,
        )


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None
