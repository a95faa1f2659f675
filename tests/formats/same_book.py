"""Codebooks compared exactly, in all that the standard has words for."""

from __future__ import annotations

import copy

from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.model import CodeBook


def said(book: CodeBook) -> CodeBook:
    """A copy that says the same: an empty text is none, and spellings in XML are left out."""
    same = CodeBook(
        origin=book.origin or None,
        codes=copy.deepcopy(book.codes),
        sets=copy.deepcopy(book.sets),
    )
    for code, _, _ in placed_codes(same):
        code.color, code.description = code.color or None, code.description or None
        code.extra = None
    for each in same.sets:
        each.description, each.extra = each.description or None, None
    return same
