"""How the tables of the study are made: columns that say what they mean, and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from refiqda.tables.caption import describe
from refiqda.tables.columns import Column, array

FOR_PROGRAMS = "for_programs"
"""In the attributes of a frame: the columns that files for people leave out, being too long."""


def shaped(
    name: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    *,
    definition: Iterable[str] = (),
    notes: Iterable[str] = (),
) -> pd.DataFrame:
    """A frame that says what each of its columns means, and what else there is to know.

    Args:
        name: the table's name in the registry.
        title: one line.
        columns: name, kind and meaning of each; a column without a meaning speaks for itself.
        rows: their cells in the order of the columns; None is missing.
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
    return describe(pd.DataFrame(arrays), name, title, [*definition, *meanings], notes)


def for_people(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the columns that are for programs alone."""
    left_out: list[str] = frame.attrs.get(FOR_PROGRAMS, [])
    return frame.drop(columns=left_out)


def texts_of(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[str, ...]]:
    """The rows of some columns, as texts."""
    return zip(*(frame[column].astype(str) for column in columns), strict=True)


def mapped(frame: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    """One column of a frame by another, as texts."""
    return dict(zip(frame[key].astype(str), frame[value].astype(str), strict=True))
