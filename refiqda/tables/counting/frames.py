"""The rows of a table of codes, and its columns of counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from refiqda.tables.columns import Column, Table, array
from refiqda.tables.counting.coded import Coded
from refiqda.tables.counting.units import Unit

CODES = Table(
    "counts",
    "One row for each code, in the order of the codebook; codes without any stay in.",
    (
        Column("code_path", "text", "Names from the top code down to it, joined by ' > '."),
        Column("code_guid", "text", "GUID of the code."),
    ),
)
"""The columns before those of the units, each of which is called as its unit."""


def named_rows(coded: Coded, codes: Sequence[int]) -> pd.DataFrame:
    """The rows of a table of codes, with their names."""
    several = [coded.codes[number] for number in codes]
    return CODES.from_rows((coded.tree.path(code.guid or ""), code.guid) for code in several)


def column_of(unit: Unit, numbers: Any) -> Any:
    """Counts as a column: whole numbers, or shares that may be missing."""
    if unit == "coverage":
        return array("number", [float(each) for each in numbers])
    return array("integer", [int(each) for each in numbers])
