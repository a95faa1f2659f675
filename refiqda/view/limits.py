"""What no plot shows, and how much one can hold and still be read."""

from __future__ import annotations

from refiqda.errors import RefiQdaError

MOST = 400
"""Codes, cases or values along one side: two pages of small type."""


class CannotDraw(RefiQdaError, ValueError):
    """The table is of a kind, or of a size, that no plot shows well."""


def refuse_too_many(number: int, what: str) -> None:
    """Refuse what nobody could read.

    Raises:
        CannotDraw: if there are more than :data:`MOST`.
    """
    if number > MOST:
        raise CannotDraw(
            f"The table has {number:,} {what}, and a plot of more than {MOST} cannot be read. "
            "Choose fewer, or write the table alone."
        )
