"""What a person should know of a codebook that was read from a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from refiqda.formats.codebooks.bookfile import BookFile
from refiqda.formats.codebooks.written.writing import NUMBERS
from refiqda.formats.loss import Loss

_COUNTS = (*NUMBERS, "number of highlights", "number of documents")
"""Columns of counts: the plain table's and NVivo's, and those of Taguette."""


def said_of(file: BookFile) -> Iterator[str]:
    """How a file was read, and what of it no codebook has a place for, in sentences."""
    yield from file.remarks
    totals = Counter(loss.what for loss in file.losses if not _is_count(loss))
    if totals:
        listed = ", ".join(f"{what} ({number:,})" for what, number in totals.items())
        yield f"{file.name} says more than a codebook holds, which was left out: {listed}."


def _is_count(loss: Loss) -> bool:
    """Whether a cell says how often a code was used, of which nobody expects a codebook to know."""
    column = loss.where.rpartition("column ")[2].casefold()
    return column in _COUNTS and loss.text.strip().isdecimal()
