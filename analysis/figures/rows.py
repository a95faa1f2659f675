"""The rows of a table as a picture reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows by the names of their columns; None where a cell is missing."""
    whole = frame.astype(object).where(frame.notna(), None)
    names = [str(name) for name in whole.columns]
    return [
        dict(zip(names, cells, strict=True)) for cells in whole.itertuples(index=False, name=None)
    ]
