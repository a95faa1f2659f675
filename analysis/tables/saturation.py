"""How fast the subthemes would have been found, over all orders of the participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.tables.box2 import counts_of
from analysis.tables.shape import shaped
from refiqda import tables
from refiqda.tables.caption import notes_of
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "How soon all subthemes would have been found, participant by participant"
MARKS = (0.90, 0.95)
"""Shares of the subthemes that the notes tell when they are reached."""
COLUMNS = (
    Column("cases", "integer", "how many participants have been looked at."),
    Column(
        "expected",
        "number",
        "how many subthemes they have between them, on average over all orders in which they may "
        "have been looked at; worked out exactly.",
    ),
    Column("gain", "number", "how many of these the last participant looked at adds."),
    Column("share", "number", "expected divided by all subthemes that were found."),
)


def saturation(study: Study) -> pd.DataFrame:
    """One row for each number of participants; from the counts of the subthemes alone."""
    paths = [f"{theme} > {subtheme}" for theme, subtheme in counts_of(study) if subtheme]
    frame = tables.saturation(study.project, unit="cases", codes=paths)
    curve = [float(number) for number in frame["expected"]]
    found = round(curve[-1])
    rows = [
        (number, codes, codes - before, codes / found if found else None)
        for number, (before, codes) in enumerate(zip([0.0, *curve], curve, strict=False), start=1)
    ]
    return shaped(
        "saturation",
        TITLE,
        COLUMNS,
        rows,
        definition=[
            "It follows from Box 2 alone: how many participants hold each subtheme is all that "
            "goes into it, not who they are.",
            *frame.attrs["estimates"],
        ],
        notes=[*_marks(curve, found), *_left_out(), notes_of(frame)[-1]],
    )


def _marks(curve: list[float], found: int) -> list[str]:
    if not found:
        return ["Nobody holds any subtheme in this project, so there is nothing to be reached."]
    reached = [
        next(number for number, codes in enumerate(curve, start=1) if codes >= share * found)
        for share in MARKS
    ]
    told = " and ".join(
        f"{share:.0%} of them with {number}" for share, number in zip(MARKS, reached, strict=True)
    )
    return [
        f"On average over all orders the {found} subthemes are reached by degrees: {told} "
        f"participants; the last participant still adds {curve[-1] - curve[-2]:.2f} subthemes."
    ]


def _left_out() -> list[str]:
    return [
        "The paper does not print in which order the participants were looked at, so the curve "
        "that its authors saw is not known, and what they say of saturation can be neither "
        "confirmed nor denied. The order and the spread of the reconstruction are left out, since "
        "they depend on who holds what."
    ]
