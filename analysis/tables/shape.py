"""How the tables of the study are made: columns that say what they mean, and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.tables.reading import JOINED, Joined
from refiqda.tables.caption import describe
from refiqda.tables.columns import Column, array


def shaped(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    joined: Iterable[Joined] = (),
    definition: Iterable[str] = (),
    notes: Iterable[str] = (),
) -> pd.DataFrame:
    """A frame that says what each of its columns means, and what else there is to know.

    Args:
        name: the table's name in the registry.
        title: one line.
        columns: name, kind and meaning of each; a column without a meaning speaks for itself.
        rows: their cells in the order of the columns; None is missing.
        joined: which of them people see as one.
        definition: what stands before the meanings of the columns.
        notes: what to be careful about.
    """
    several = list(rows)
    cells = zip(*several, strict=True) if several else [()] * len(columns)
    arrays = {
        column.name: array(column.kind, list(items))
        for column, items in zip(columns, cells, strict=True)
    }
    meanings = [f"{column.name}: {column.meaning}" for column in columns if column.meaning]
    frame = describe(pd.DataFrame(arrays), name, title, [*definition, *meanings], notes)
    frame.attrs[JOINED] = [list(each) for each in joined]
    return frame


def texts_of(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[str, ...]]:
    """The rows of some columns, as texts."""
    return zip(*(frame[column].astype(str) for column in columns), strict=True)


def mapped(frame: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    """One column of a frame by another, as texts."""
    return dict(zip(frame[key].astype(str), frame[value].astype(str), strict=True))
