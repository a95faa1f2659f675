"""The words of a header, however they are spelt."""

from __future__ import annotations

from refiqda.formats.codebooks.layout import Row


def words(row: Row) -> list[str]:
    """The cells of a header in lower case and without the blanks around them, in order."""
    return [text.strip().casefold() for text in row]
