"""What is said where a table cannot become a picture."""

from __future__ import annotations

from refiqda.errors import RefiQdaError


class CannotDraw(RefiQdaError, ValueError):
    """The table is of a kind, or of a size, that no plot shows well."""
