"""Passages: the words between two positions of a text."""

from __future__ import annotations


def passage(text: str, start: int | None, end: int | None) -> str | None:
    """The words from ``start`` up to, not including, ``end``, both in code points from 0.

    Of a passage that runs over the end of the text, what there is. None where the positions name
    no place in the text: one is missing or negative, they are reversed, or the text ends before
    ``start``.
    """
    if start is None or end is None or not 0 <= start <= end or start > len(text):
        return None
    return text[start:end]
