"""The project counted by hand, and how a cell of a frame is compared with the oracle."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from where import FIXTURES

import refiqda

PATH = FIXTURES / "made" / "counted.qdpx"
PROJECT = refiqda.open(PATH)
PATHS = [
    "Feelings",
    "Feelings > Trust",
    "Feelings > Trust > Trust in nurses",
    "Feelings > Doubt",
    "Waiting",
    "Waiting > Noise",
    "Waiting > Noise > Night noise",
    "Cost",
]
"""The codes of the project, in the order of the codebook."""


def number(cell: Any) -> Any:
    """A cell; missing as None."""
    return None if pd.isna(cell) else cell


def same(found: Any, expected: Any) -> bool:
    """Whether a cell is what the oracle says; a share up to its last bits."""
    if expected is None or number(found) is None:
        return number(found) is None and expected is None
    return bool(found == pytest.approx(expected, rel=1e-12, abs=0))
