"""The words of a header, however they are spelt, and rows that name no code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from refiqda.formats.codebooks.layout import Row, Table, as_header, cell
from refiqda.formats.codebooks.rows.reading import Reading

_SAFE = re.compile(r'[^"“”„$`\\%!\x00-\x1f]{1,40}')
"""A header that any shell, and cmd.exe, takes as it is between double quotes."""


def words(row: Row) -> list[str]:
    """The cells of a header in lower case, with one blank for every gap, in order."""
    return [as_header(text) for text in row]


def within(there: list[str]) -> list[str]:
    """The words of a header without the empty ones before the first and after the last."""
    filled = [place for place, word in enumerate(there) if word]
    return there[filled[0] : filled[-1] + 1] if filled else []


def argument(row: Row, place: int) -> str:
    """A column as it can be named in any shell: by its header, else by its number."""
    header = " ".join(row[place].split()) if place < len(row) else ""
    is_one = words(row).count(as_header(header)) == 1
    return f'"{header}"' if is_one and _SAFE.fullmatch(header) else str(place + 1)


def deepest(
    table: Table, places: Sequence[int], number: int, row: Row, reading: Reading
) -> int | None:
    """Which of the columns of levels has the name of a row's code: the last that is filled.

    A name before it in the row is told. None comes back for a row that names no code.
    """
    filled = [place for place in places if cell(row, place).strip()]
    for place in filled[:-1]:
        where = f"row {number}, column {table.called(place)}"
        reading.lose("name of a code beside another", None, where, text=cell(row, place))
    return filled[-1] if filled else None


def continued(above: Sequence[str], steps: Sequence[str]) -> list[str]:
    """The cells of the levels of a row; those before its first filled one are as in the row above.

    Of both, a cell that is empty is a level that is left out, and stays empty.
    """
    first = next(at for at, step in enumerate(steps) if step)
    return [*above[:first], *steps[first:]]


def lose_row(reading: Reading, number: int, row: Row, places: Iterable[int | None]) -> None:
    """Tell what a row without a code says in the columns that are read; others are told anyway."""
    texts = [text.strip() for text in (cell(row, place) for place in places) if text.strip()]
    if texts:
        why = "nothing says of which code it is"
        reading.lose("row without a code", None, f"row {number}", why, "; ".join(texts))


def naming(
    table: Table, name: int | None, others: Iterable[int | None], reading: Reading
) -> list[tuple[int, Row]]:
    """The rows that name a code in a column; what other rows say in ``others`` is told."""
    rows: list[tuple[int, Row]] = []
    others = tuple(others)
    for number, row in table.rows:
        if cell(row, name).strip():
            rows.append((number, row))
        else:
            lose_row(reading, number, row, others)
    return rows
