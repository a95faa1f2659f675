"""The order of codes below one code, once others come to stand there too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.model import Code


def arranged(present: Sequence[Code], wanted: Iterable[Code], arriving: set[int]) -> list[Code]:
    """Codes in their order, and those that arrive after the sibling that they follow elsewhere.

    Args:
        present: the codes that stand there.
        wanted: the codes in the order of the other codebook; any that stand elsewhere are passed.
        arriving: by identity, which of those come to stand there.
    """
    here = {id(code) for code in present}
    first: int | None = None
    last: int | None = None
    followers: dict[int | None, list[Code]] = {}
    for code in wanted:
        if id(code) in arriving:
            followers.setdefault(last, []).append(code)
        elif id(code) in here:
            last = id(code)
            first = last if first is None else first
    found: list[Code] = []
    for code in present:
        if id(code) == first:
            found += followers.get(None, ())
        found += (code, *followers.get(id(code), ()))
    return found if first is not None else [*found, *followers.get(None, ())]


def siblings(codes: Iterable[Placed]) -> dict[int | None, list[Placed]]:
    """The codes directly below each code, by its identity; the top codes by None."""
    found: dict[int | None, list[Placed]] = {}
    for placed in codes:
        parent = id(placed.parent) if placed.parent is not None else None
        found.setdefault(parent, []).append(placed)
    return found
