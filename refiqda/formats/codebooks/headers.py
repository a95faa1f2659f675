"""The words of a header, however they are spelt, and columns that are levels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from refiqda.formats.codebooks.layout import Row, Table, cell
from refiqda.formats.codebooks.reading import Reading


def words(row: Row) -> list[str]:
    """The cells of a header in lower case and without the blanks around them, in order."""
    return [text.strip().casefold() for text in row]


def called(table: Table, place: int) -> str:
    """What a column is called in messages: by its header, or by its number from 1."""
    return cell(table.header, place).strip() or f"number {place + 1}"


def deepest(
    table: Table, places: Sequence[int], number: int, row: Row, reading: Reading
) -> int | None:
    """Which of the columns of levels has the name of a row's code: the last that is filled.

    A name before it in the row is told. None comes back for a row that names no code.
    """
    filled = [place for place in places if cell(row, place).strip()]
    for place in filled[:-1]:
        where = f"row {number}, column {called(table, place)}"
        reading.lose("name of a code beside another", None, where)
    return filled[-1] if filled else None


def lose_row(reading: Reading, number: int, row: Row, places: Iterable[int | None]) -> None:
    """Tell what a row without a code says in the columns that are read; others are told anyway."""
    if any(cell(row, place).strip() for place in places):
        why = "nothing says of which code it is"
        reading.lose("row without a code", None, f"row {number}", why)
