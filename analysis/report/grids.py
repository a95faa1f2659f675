"""Tables as the report shows them: cells of plain text, readable headings, rows to link to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import pandas as pd

from analysis.tables import TABLES
from analysis.tables.reading import as_written
from refiqda.tables import caption
from refiqda.tables.cells import cells, is_number, rows_of
from refiqda.tables.columns import array
from refiqda.tables.people import shown

ELSEWHERE = ("claims", "discrepancies")
"""Tables that the report shows as text of its own, each claim and each discrepancy by itself."""
_COLUMN = re.compile(r"([\w ]+): (.+)", re.DOTALL)
_KEYS = ("id", "no", "theme")
"""The columns that say what a row is about, the surest first."""
_SHORT = {"ci low": "CI, from", "ci high": "CI, to", "p": "p"}
_CLAIMS = ("claim", "claims")
"""The columns that name claims."""
QUOTATION = "quotation"
"""Stands before the number of a quotation, since a claim may have the same id."""
APART = "Quotations have numbers of ours, and are no claims: quotation Q02 is not claim Q02."
LONGEST = 40
"""Rows of a table that are shown without being asked for."""
JOINER = " > "
_SMALL = 0.005
"""What would be nothing with two decimals has one digit that tells something."""
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
    below: str = ""
    """Of a subtheme whose theme has a row above it: the theme."""


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

    @property
    def is_long(self) -> bool:
        """Whether it is shown only to who asks for it."""
        return len(self.rows) > LONGEST

    @cached_property
    def by_key(self) -> dict[str, list[Row]]:
        """The rows by what they are about."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.key, []).append(row)
        return found


def grids_of(frames: Iterable[tuple[str, pd.DataFrame]]) -> list[Grid]:
    """The tables of the report, in order, by name."""
    return [_grid(name, frame) for name, frame in frames if name not in ELSEWHERE]


def _grid(name: str, made: pd.DataFrame) -> Grid:
    frame = as_written(_rounded(made))
    columns = [str(column) for column in frame.columns]
    told = [_COLUMN.fullmatch(sentence) for sentence in caption.definition_of(frame)]
    of_columns = [found for found in told if found and found[1] in columns]
    numbers = as_written(made)
    notes = caption.notes_of(frame)
    return Grid(
        name=name,
        title=caption.title_of(frame) or TABLES[name].title,
        headings=tuple(heading(column) for column in columns),
        numeric=tuple(is_number(numbers.iloc[:, number]) for number in range(frame.shape[1])),
        rows=tuple(_rows(name, columns, frame)),
        meanings=tuple((heading(found[1]), found[2]) for found in of_columns),
        definition=tuple(
            sentence
            for sentence, found in zip(caption.definition_of(frame), told, strict=True)
            if found not in of_columns
        ),
        notes=(*notes, APART) if name == "quotations" else tuple(notes),
    )


def _rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its decimal numbers as people read them; files for programs keep all."""
    read = frame.assign(
        **{
            str(name): array("text", [decimal(number) for number in cells(column)])
            for name, column in frame.items()
            if pd.api.types.is_float_dtype(column.dtype)
        }
    )
    read.attrs = frame.attrs
    return read


def decimal(number: object) -> str | None:
    """A number with two decimals; one that is all but nothing with the first digit that tells.

    Example:
        >>> decimal(0.7391), decimal(5.0), decimal(0.00041), decimal(-0.001)
        ('0.74', '5.00', '0.0004', '-0.001')
    """
    if not isinstance(number, float):
        return None
    if number and abs(number) < _SMALL:
        return format(Decimal(f"{number:.1g}"), "f")
    return f"{number:.2f}"


def heading(column: str) -> str:
    """The name of a column as a heading.

    Example:
        >>> heading("largest subtheme")
        'Largest subtheme'
    """
    return _SHORT.get(column, column[:1].upper() + column[1:])


def _rows(name: str, columns: list[str], frame: pd.DataFrame) -> Iterable[Row]:
    names = [column.casefold() for column in columns]
    above = ""
    for number, row in enumerate(rows_of(frame), start=1):
        texts = [shown(cell) for cell in row]
        of = dict(zip(names, texts, strict=True))
        key = next((of[column] for column in _KEYS if of.get(column)), "").rpartition(JOINER)[2]
        label = f"row {key}" if of.get("no") else key or texts[0]
        group = of.get("grouping", "")
        theme, _, subtheme = of.get("theme", "").partition(JOINER)
        above = above if subtheme else theme
        if name == "quotations":
            texts[0] = label = f"{QUOTATION} {texts[0]}"
        yield Row(
            anchor=f"row-{name}-{number}",
            cells=tuple(texts),
            key=key.casefold(),
            label=f"{label}, {group}" if key and group else label,
            group=group.casefold(),
            claims=tuple(_claims(of)),
            below=theme if subtheme and theme == above else "",
        )


def _claims(of: Mapping[str, str]) -> Iterator[str]:
    for column in _CLAIMS:
        for found in _NAME.findall(of.get(column, "")):
            yield found.partition(".")[0]
