"""The words of a header, however they are spelt."""

from __future__ import annotations

from refiqda.formats.codebooks.layout import Row, Table, cell


def words(row: Row) -> list[str]:
    """The cells of a header in lower case and without the blanks around them, in order."""
    return [text.strip().casefold() for text in row]


def called(table: Table, place: int) -> str:
    """What a column is called in messages: by its header, or by its number from 1."""
    return cell(table.header, place).strip() or f"number {place + 1}"
