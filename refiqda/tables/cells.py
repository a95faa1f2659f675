"""The cells of a frame as plain values: text, whole numbers, numbers, truth values, or None."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

Cell = str | int | float | bool | None


def rows_of(
    frame: pd.DataFrame, truth: tuple[Cell, Cell] = (False, True)
) -> Iterator[tuple[Cell, ...]]:
    """The rows of a frame, each cell as :func:`cells` has it, truth values as ``truth`` says."""
    several = [frame.iloc[:, number] for number in range(frame.shape[1])]
    return zip(*(_spelt(column, truth) for column in several), strict=True)


def _spelt(column: pd.Series[Any], truth: tuple[Cell, Cell]) -> list[Cell]:
    found = cells(column)
    if pd.api.types.is_bool_dtype(column.dtype) or column.dtype == object:
        return [truth[cell] if isinstance(cell, bool) else cell for cell in found]
    return found


def cells(column: pd.Series[Any]) -> list[Cell]:
    """A column as plain values.

    What is missing is None. Dates are ISO 8601 text: ``2024-05-01T12:00:00Z`` in UTC, with the
    fraction of a second where there is one.
    """
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        names: list[Cell] = cells(pd.Series(dtype.categories))
        names.append(None)  # the code of what is missing is -1, which is the last
        return [names[code] for code in column.cat.codes.tolist()]
    if isinstance(dtype, pd.DatetimeTZDtype):
        return _stamps(column.dt.tz_convert("UTC").dt.tz_localize(None), "Z")
    if pd.api.types.is_datetime64_any_dtype(dtype):
        return _stamps(column, "")
    if pd.api.types.is_integer_dtype(dtype) or pd.api.types.is_bool_dtype(dtype):
        return [None if value is pd.NA else value for value in column.tolist()]
    if isinstance(dtype, pd.StringDtype):
        return [None if value is pd.NA or value != value else value for value in column.tolist()]
    return [_plain(value) for value in column.tolist()]


def is_number(column: pd.Series[Any]) -> bool:
    """Whether a column holds numbers, which stand to the right."""
    return pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(
        column.dtype
    )


def _stamps(column: pd.Series[Any], zone: str) -> list[Cell]:
    values = column.to_numpy(dtype="datetime64[us]")
    texts = np.datetime_as_string(values, unit="s").tolist()
    seconds = values.astype("datetime64[s]").astype("datetime64[us]")
    found: list[Cell] = [None if text == "NaT" else text + zone for text in texts]
    for place in np.flatnonzero((values != seconds) & ~np.isnat(values)).tolist():
        exact = str(np.datetime_as_string(values[place], unit="us"))
        found[place] = exact.rstrip("0") + zone
    return found


def _plain(value: Any) -> Cell:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, float | np.floating):
        return _number(float(value))
    if isinstance(value, np.integer | np.bool_):
        plain: int | bool = value.item()
        return plain
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return str(value)


def _number(value: float) -> Cell:
    if math.isnan(value):
        return None
    return value if math.isfinite(value) else str(value)
