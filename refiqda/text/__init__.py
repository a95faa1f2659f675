"""Plain text and the positions in it."""

from refiqda.text.passages import passage

__all__ = ["passage"]
