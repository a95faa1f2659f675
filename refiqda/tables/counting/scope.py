"""Which codings are looked at, and the cases with which each of them counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from refiqda.tables.counting.coded import NONE, Coded, Flags, Numbers
from refiqda.tables.counting.conditions import Condition


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at, every name turned into numbers of a :class:`Coded`."""

    conditions: tuple[Condition, ...] = ()
    """All have to be met, by the case or by the source."""
    sources: frozenset[int] | None = None
    """None means all."""
    coders: frozenset[int] | Literal["any", "all"] = "any"
    notes: bool = False
    """Whether codings in notes count too, as if notes were sources."""


EVERYTHING = Scope()


class Ties(NamedTuple):
    """Codings, each once for each case with which it counts, or once with -1 if it has no case."""

    coding: Numbers
    """The number of the coding."""
    case: Numbers

    def where(self, mask: Flags) -> Ties:
        """Those for which a mask is true."""
        return Ties(self.coding[mask], self.case[mask])


def ties_of(coded: Coded, scope: Scope = EVERYTHING, codes: Iterable[int] | None = None) -> Ties:
    """The codings that a scope looks at; of these ``codes`` alone, or whatever their code.

    For the coders "all", everybody's codings are there; who agrees is seen by what is counted
    (:meth:`refiqda.tables.counting.units.Counter.agreed`).
    """
    columns = coded.columns
    mask = np.ones(len(coded), dtype=bool)
    if codes is not None:
        mask &= flags(codes, len(coded.codes))[columns.code]
    if isinstance(scope.coders, frozenset):
        mask &= flags(scope.coders, len(coded.coders))[columns.coder]
    mask &= sources_within(coded, scope)[columns.source]
    repeats = np.maximum(coded.case_counts, 1)
    cases = np.full(int(repeats.sum()), NONE, dtype=np.int64)
    coding = np.repeat(np.arange(len(coded), dtype=np.int64), repeats)
    cases[(coded.case_counts > 0)[coding]] = coded.case_numbers
    kept = mask[coding]
    ties = Ties(coding[kept], cases[kept])
    return ties.where(fitting(coded, scope, columns.source[ties.coding], ties.case))


def fitting(coded: Coded, scope: Scope, source: Numbers, case: Numbers) -> Flags:
    """Of sources with a case each, which meet all conditions, by the case or by the source."""
    mask = np.ones(len(source), dtype=bool)
    for condition in scope.conditions:
        of_cases = flags(condition.cases, len(coded.cases))[case]
        mask &= of_cases | flags(condition.sources, len(coded.sources))[source]
    return mask


def sources_within(coded: Coded, scope: Scope) -> Flags:
    """For each source, and at last for none, whether the scope looks at it, cases aside."""
    if scope.sources is None:
        mask = np.ones(len(coded.sources) + 1, dtype=bool)
    else:
        mask = flags(scope.sources, len(coded.sources))
    if not scope.notes:
        mask[coded.first_note : len(coded.sources)] = False
    return mask


def members_within(coded: Coded, scope: Scope) -> tuple[Numbers, Numbers]:
    """The sources with their cases that a scope looks at, coded or not: what denominators are of.

    A case that holds no source has -1 for its source, and is there unless sources are asked for.
    """
    source, case = coded.members
    mask = sources_within(coded, scope)[source] & fitting(coded, scope, source, case)
    return source[mask], case[mask]


def sources_of(coded: Coded, scope: Scope) -> list[int]:
    """The sources that a scope looks at, coded or not."""
    source = np.unique(members_within(coded, scope)[0])
    found: list[int] = source[source != NONE].tolist()
    return found


def flags(numbers: Iterable[int], length: int) -> Flags:
    """Which of so many numbers are there; one more at the end, for -1, which is not."""
    mask = np.zeros(length + 1, dtype=bool)
    mask[list(numbers)] = True
    return mask
