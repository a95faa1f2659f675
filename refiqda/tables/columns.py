"""What a column is: its name, its type, and what it means; frames are made from that."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

Kind = Literal["name", "text", "integer", "number", "truth", "time"]

DTYPES: dict[Kind, str] = {
    "name": "category",
    "text": "string",
    "integer": "Int64",
    "number": "Float64",
    "truth": "boolean",
    "time": "datetime64[us, UTC]",
}
"""The pandas type of each kind; ``name`` is what repeats: names, kinds, GUIDs of other rows."""

Frame = pd.DataFrame
"""A table, for rooms that show frames and do not make any."""

_LARGEST = 2**63


class Column(NamedTuple):
    """One column of a frame: the declaration that frames and their reference page come from."""

    name: str
    kind: Kind
    meaning: str


class Table(NamedTuple):
    """One of the frames: what a row is, and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]

    def frame(self, values: Iterable[Any]) -> pd.DataFrame:
        """A frame from the values of its columns, in their order."""
        arrays = {
            column.name: array(column.kind, items)
            for column, items in zip(self.columns, values, strict=True)
        }
        return pd.DataFrame(arrays, copy=False)

    def from_rows(self, rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
        """A frame from its rows; without rows it keeps its columns and their types."""
        several = list(rows)
        return self.frame(zip(*several, strict=True) if several else [()] * len(self.columns))


def array(kind: Kind, items: Any) -> Any:
    """Values as an array of a kind; None is missing. Made arrays pass unchanged."""
    if not isinstance(items, list | tuple):
        return items
    return _MAKERS[kind](items)


def names(items: Sequence[str | None]) -> pd.Categorical:
    """What repeats, with the names in the order of their first row."""
    places, distinct = factorized(items)
    return pd.Categorical.from_codes(places, categories=pd.Index(distinct, dtype="str"))


def factorized(items: Sequence[str | None]) -> tuple[Any, list[str]]:
    """For each item the place of its name, -1 for None, and the distinct names."""
    objects = np.empty(len(items), dtype=object)
    objects[:] = items
    places, distinct = pd.factorize(objects, use_na_sentinel=True)
    return places, distinct.tolist()


def renamed(places: Any, labels: Sequence[str | None]) -> pd.Categorical:
    """The labels of factorised items; labels that are equal, or None, may occur."""
    label_places, distinct = factorized([*labels, None])  # the last stands for place -1
    return pd.Categorical.from_codes(
        label_places[places], categories=pd.Index(distinct, dtype="str")
    )


def times(items: Sequence[str | None]) -> Any:
    """Dates with time, in UTC; one without a zone is taken as UTC, no date at all is NaT.

    A date without a time is that day, whatever its zone.
    """
    places, distinct = factorized(items)
    # Years before the first are dates in XML Schema, but pandas reads them as something else.
    several = ["" if text.startswith("-") else text for text in map(str.strip, distinct)]
    stripped = pd.Index([_day(text) for text in several], dtype="str")
    parsed = pd.to_datetime(stripped, format="ISO8601", utc=True, errors="coerce")
    known = parsed.as_unit("us").tz_localize(None).to_numpy()
    found = np.append(known, np.datetime64("NaT", "us"))[places]
    return pd.DatetimeIndex(found).tz_localize("UTC").array


_ZONED_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)")
"""XML Schema lets a date have a zone, which pandas does not read."""


def _day(text: str) -> str:
    found = _ZONED_DAY.fullmatch(text)
    return found[1] if found else text


def _texts(items: Sequence[str | None]) -> Any:
    return pd.array(list(items), dtype="string")


def _integers(items: Sequence[int | None]) -> Any:
    try:
        if None not in items:
            values, missing = np.array(items, dtype=np.int64), np.zeros(len(items), dtype=bool)
        else:
            missing = np.fromiter((item is None for item in items), dtype=bool, count=len(items))
            values = np.array([0 if item is None else item for item in items], dtype=np.int64)
    except OverflowError:
        return _integers(
            [item if item is not None and -_LARGEST <= item < _LARGEST else None for item in items]
        )
    return pd.arrays.IntegerArray(values, missing)


def _numbers(items: Sequence[float | None]) -> Any:
    values = np.array([math.nan if item is None else item for item in items], dtype=np.float64)
    missing = np.isnan(values)
    return pd.arrays.FloatingArray(np.where(missing, 0.0, values), missing)


def _truths(items: Sequence[bool | None]) -> Any:
    return pd.array(list(items), dtype="boolean")


_MAKERS: dict[Kind, Callable[[Any], Any]] = {
    "name": names,
    "text": _texts,
    "integer": _integers,
    "number": _numbers,
    "truth": _truths,
    "time": times,
}


def concatenated(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames with the same columns one below the other; what repeats stays categorical.

    Takes the frames out of the list column by column, so that little is held twice.
    """
    if len(frames) == 1:
        return frames[0]
    joined: dict[str, Any] = {}
    for name in list(frames[0].columns):
        parts = [frame.pop(name) for frame in frames]
        if isinstance(parts[0].dtype, pd.CategoricalDtype):
            joined[name] = union_categoricals([part.array for part in parts])
        else:
            joined[name] = pd.concat(parts, ignore_index=True).array
    return pd.DataFrame(joined, copy=False)
