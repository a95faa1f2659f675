"""How large a union or an overlap of sets can be, of which only the sizes are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.claims.printed import Printed


class Bounds(NamedTuple):
    """The least and the most; every number between can be."""

    least: int
    most: int

    def __str__(self) -> str:
        """``2 to 14``, or the one number."""
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


def union(sizes: Sequence[int], n: int | None) -> Bounds:
    """How many are in at least one of some sets, of n in all."""
    total = sum(sizes)
    return Bounds(max(sizes), total if n is None else min(n, total))


def overlap(sizes: Sequence[int], n: int | None) -> Bounds:
    """How many are in all of some sets, of n in all.

    Those outside are at most those that each set leaves out, taken together.
    """
    least = 0 if n is None else max(0, sum(sizes) - (len(sizes) - 1) * n)
    return Bounds(sizes[0] if len(sizes) == 1 else least, min(sizes))


def allowed(printed: Printed, n: int | None) -> Bounds | None:
    """The numbers that what is printed allows; None where nothing is printed.

    What has no upper end goes on for ever, written as -1.
    """
    if printed.equals is not None:
        return Bounds(printed.equals, printed.equals)
    if printed.between is not None:
        return Bounds(*printed.between)
    if printed.at_least is not None:
        return Bounds(printed.at_least, -1)
    if printed.at_most is not None:
        return Bounds(0, printed.at_most)
    if printed.majority and n is not None:
        return Bounds(n // 2 + 1, -1)
    return None


def always(bounds: Bounds, within: Bounds) -> bool:
    """Whether every number of the bounds is allowed."""
    return bounds.least >= within.least and (within.most < 0 or bounds.most <= within.most)


def never(bounds: Bounds, within: Bounds) -> bool:
    """Whether no number of the bounds is allowed."""
    return bounds.most < within.least or 0 <= within.most < bounds.least
