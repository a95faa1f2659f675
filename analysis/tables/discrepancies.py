"""The places where the paper's print does not agree with itself, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.discrepancies import KINDS
from analysis.discrepancies import discrepancies as found
from analysis.tables.reading import FOR_PROGRAMS
from analysis.tables.shape import shaped
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "Contradictions, tensions and editorial points"
COLUMNS = (
    Column("id", "text", ""),
    Column("kind", "text", ""),
    Column("title", "text", ""),
    Column("claims", "text", "the claims that it is about."),
    Column("printed", "text", "what stands where."),
    Column("computed", "text", "what was counted or worked out."),
    Column(
        "readings",
        "text",
        "every reading that we found under which the printed things agree, also absurd ones.",
    ),
    Column("settles", "text", "what would settle it."),
)


def discrepancies(study: Study) -> pd.DataFrame:
    """One row for each place, contradictions first."""
    rows = [
        (
            each.id,
            each.kind,
            each.title,
            ", ".join(each.claims),
            each.printed,
            each.computed,
            " ".join(f"({place}) {said}" for place, said in enumerate(each.readings, start=1)),
            each.settles,
        )
        for each in found(study)
    ]
    frame = shaped(
        "discrepancies",
        TITLE,
        COLUMNS,
        rows,
        definition=[f"{kind}: {meaning}" for kind, meaning in KINDS.items()],
        notes=[
            "Nothing is alleged. Where a sentence can be read in two ways, or a label can be a "
            "slip, this is said and no more.",
        ],
    )
    frame.attrs[FOR_PROGRAMS] = ["id"]
    return frame
