"""Lists of codes without levels, beside codebooks that have them: what can be told of such a list.

A list names codes and not where they stand. So a code is known by its name alone, wherever it
stands in the other codebook, and a code that only gathers others may have no place in the list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from refiqda.change.matching import Matched
from refiqda.change.naming import quoted
from refiqda.change.sides import Side
from refiqda.formats.codebooks.trees import Placed


def is_flat_beside(side: Side, other: Side) -> bool:
    """Whether a side says nothing of levels, and the other does."""
    return "levels" in other.holds - side.holds


def gathering(codes: Sequence[Placed], known: Collection[int]) -> set[int]:
    """The codes that have one of some others below them; all by their identity."""
    found: set[int] = set()
    for placed in reversed(codes):
        is_wanted = id(placed.code) in known or id(placed.code) in found
        if is_wanted and placed.parent is not None:
            found.add(id(placed.parent))
    return found


def left_out(side: Side, other: Side, known: Collection[int]) -> set[int]:
    """The codes that the other side may leave out since it is a list: those that gather its own.

    Args:
        side: the side whose codes are asked for.
        other: the side that may be a list.
        known: by identity, the codes of ``side`` that are in ``other`` too.
    """
    if not is_flat_beside(other, side):
        return set()
    return {code for code in gathering(side.codes, known) if code not in known}


def unclear(matched: Matched, before: Iterable[Placed], after: Iterable[Placed]) -> list[str]:
    """Names that are on both sides, and of which it cannot be told which code is meant."""
    left = {placed.code.name for placed in before if id(placed.code) not in matched.of_before}
    names = (placed.code.name for placed in after if id(placed.code) not in matched.of_after)
    return list(dict.fromkeys(name for name in names if name and name in left))


def remark_unclear(name: str, names: list[str], then: str) -> Iterator[str]:
    """The same in a sentence about a file, with what becomes of such codes; or nothing."""
    if names:
        yield (
            f"{name} shows no levels, and more than one code is called {quoted(names)}: which one "
            f"is meant cannot be told, so {then}."
        )
