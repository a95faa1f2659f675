"""The levels from print to reconstruction: what each asks, and how much freedom it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from math import log10
from typing import TYPE_CHECKING, Any

from analysis.determined.levels import LEVELS
from analysis.determined.results import COLUMNS as COLUMN_SUMS
from analysis.determined.results import GROUPS
from analysis.tables.box2 import counts_of
from analysis.tables.reading import FOR_PROGRAMS
from analysis.tables.shape import shaped
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "What is asked of a reconstruction, and how many there are"
COLUMNS = (
    Column("level", "text", ""),
    Column("asks", "text", "what has to hold; each level adds to the one before."),
    Column("feasible", "truth", "whether anything at all fits; false would be a contradiction."),
    Column(
        "about",
        "text",
        "how many ways there are to say which participant holds which subtheme, so that all of it "
        "holds: 10^3 is a thousand. Empty where they were not counted.",
    ),
    Column("matrices", "text", "the same number exactly, with all its digits."),
    Column(
        "identified",
        "integer",
        "in how many cells of a theme and a group only one number is possible.",
    ),
    Column("cells", "integer", "how many such cells there are."),
)
LOWEST = "The counts of the subthemes alone, whatever the themes come to."


def levels(study: Study) -> pd.DataFrame:
    """One row for the counts of the subthemes alone, then one for each level."""
    frame = shaped(
        "levels",
        TITLE,
        COLUMNS,
        _rows(study),
        notes=[
            "L0 and L1 are printed, if a quotation in the section of a theme is taken as coded "
            "with it. L2 reads two sentences strictly, L3 adds the subthemes that we read in the "
            "quotations, L4 what we take linkage to mean: those are ours.",
            "The numbers were counted exactly, in whole numbers (inclusion and exclusion). 10^114 "
            "is a one with 114 noughts. Each level leaves fewer, and still far more than anyone "
            "could look through.",
        ],
    )
    frame.attrs[FOR_PROGRAMS] = ["matrices"]
    return frame


def _rows(study: Study) -> Iterator[tuple[Any, ...]]:
    names = [subtheme or theme for theme, subtheme in counts_of(study)]
    cells = [(name, group) for group in GROUPS for name in names]
    for level, asks in {COLUMN_SUMS: LOWEST, **LEVELS}.items():
        known = [
            study.determined.bounds[level, *cell]
            for cell in cells
            if (level, *cell) in study.determined.bounds
        ]
        number = study.determined.matrices(level)
        yield (
            level,
            asks,
            study.determined.is_feasible(level),
            None if number is None else f"10^{log10(number):.2f}",
            None if number is None else str(number),
            sum(bounds.identified for bounds in known) if known else None,
            len(cells) if known else None,
        )
