"""Levels that are shown by how far a name stands to the right."""

from __future__ import annotations

from collections.abc import Sequence

BLANKS = " \t\u00a0"
"""What stands before names that are indented by hand."""


def width(text: str) -> int:
    """How many blanks stand before a text."""
    return len(text) - len(text.lstrip(BLANKS))


def depths(widths: Sequence[int]) -> list[int] | None:
    """How deep each name stands by its indent; None where the indents are not regular.

    They are regular if each is so many times the smallest one, and none is deeper than one level
    below the name before it.
    """
    step = min((each for each in widths if each), default=1)
    before = -1
    for each in widths:
        if each % step or each // step > before + 1:
            return None
        before = each // step
    return [each // step for each in widths]
