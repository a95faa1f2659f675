"""Tables as the report shows them: cells of plain text, readable headings, rows to link to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.tables import TABLES
from analysis.tables.reading import as_written
from refiqda.tables import caption
from refiqda.tables.cells import is_number, rows_of
from refiqda.tables.people import shown

ELSEWHERE = ("claims", "discrepancies")
"""Tables that the report shows as text of its own, each claim and each discrepancy by itself."""
_COLUMN = re.compile(r"([\w ]+): (.+)", re.DOTALL)
_KEYS = ("id", "no", "theme")
"""The columns that say what a row is about, the surest first."""
_SHORT = {"ci low": "CI, from", "ci high": "CI, to", "p": "p"}
_CLAIMS = ("claim", "claims")
"""The columns that name claims."""
_NAME = re.compile(r"[A-Z][A-Z0-9-]*[0-9A-Z](?:\.[\w-]+)?")
"""The id of a claim, or of a part of one."""


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    anchor: str
    cells: tuple[str, ...]
    key: str
    """What the row is about, as other parts of the report call it; empty if nothing tells."""
    label: str
    """The same, as a reader is told it."""
    group: str = ""
    """The grouping that a row is about, where a table has several rows of one theme."""
    claims: tuple[str, ...] = ()
    """The claims that the row names."""


@dataclass(frozen=True)
class Grid:
    """A table with what it says of itself."""

    name: str
    title: str
    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[Row, ...]
    meanings: tuple[tuple[str, str], ...]
    """Of the columns that have one: the heading and its meaning."""
    definition: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where the page has it."""
        return f"table-{self.name}"

    @cached_property
    def by_key(self) -> dict[str, list[Row]]:
        """The rows by what they are about."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.key, []).append(row)
        return found


def grids_of(frames: Iterable[tuple[str, pd.DataFrame]]) -> list[Grid]:
    """The tables of the report, in order, by name."""
    return [_grid(name, as_written(frame)) for name, frame in frames if name not in ELSEWHERE]


def _grid(name: str, frame: pd.DataFrame) -> Grid:
    columns = [str(column) for column in frame.columns]
    told = [_COLUMN.fullmatch(sentence) for sentence in caption.definition_of(frame)]
    of_columns = [found for found in told if found and found[1] in columns]
    return Grid(
        name=name,
        title=caption.title_of(frame) or TABLES[name].title,
        headings=tuple(heading(column) for column in columns),
        numeric=tuple(is_number(frame.iloc[:, number]) for number in range(frame.shape[1])),
        rows=tuple(_rows(name, columns, frame)),
        meanings=tuple((heading(found[1]), found[2]) for found in of_columns),
        definition=tuple(
            sentence
            for sentence, found in zip(caption.definition_of(frame), told, strict=True)
            if found not in of_columns
        ),
        notes=tuple(caption.notes_of(frame)),
    )


def heading(column: str) -> str:
    """The name of a column as a heading.

    Example:
        >>> heading("largest subtheme")
        'Largest subtheme'
    """
    return _SHORT.get(column, column[:1].upper() + column[1:])


def _rows(name: str, columns: list[str], frame: pd.DataFrame) -> Iterable[Row]:
    names = [column.casefold() for column in columns]
    for number, row in enumerate(rows_of(frame), start=1):
        cells = tuple(shown(cell) for cell in row)
        of = dict(zip(names, cells, strict=True))
        key = next((of[column] for column in _KEYS if of.get(column)), "").rsplit(" > ", 1)[-1]
        label = f"row {key}" if of.get("no") else key or cells[0]
        group = of.get("grouping", "")
        yield Row(
            anchor=f"row-{name}-{number}",
            cells=cells,
            key=key.casefold(),
            label=f"{label}, {group}" if key and group else label,
            group=group.casefold(),
            claims=tuple(_claims(of)),
        )


def _claims(of: Mapping[str, str]) -> Iterator[str]:
    for column in _CLAIMS:
        for found in _NAME.findall(of.get(column, "")):
            yield found.partition(".")[0]
