"""The counts of claims: each question turned into entries, and entries into what is counted.

What each unit is, is defined in :mod:`refiqda.tables.counting.units`; *codes* are the codes of the
codebook, codable or not. Where all coders are asked for, something counts only if everyone who
coded anything in the project coded it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

import numpy as np

from refiqda.claims.model import Unit
from refiqda.standard.index import CodeTree
from refiqda.tables.counting.coded import NONE, Coded, Numbers
from refiqda.tables.counting.conditions import Condition
from refiqda.tables.counting.scope import Scope, Ties, members_within, ties_of
from refiqda.tables.counting.units import Counter, Merge, spread_of


@dataclass(frozen=True, slots=True)
class ValuesOf:
    """The values of a variable that are counted: each as its case and a number of its own."""

    counted: frozenset[tuple[int, int]]
    every: frozenset[tuple[int, int]]
    """Also those that a filter on the variable leaves out."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be counted, every name turned into what it means."""

    unit: Unit
    codes: frozenset[str] | None = None
    """GUID keys; None means whatever the code."""
    conditions: tuple[Condition, ...] = ()
    sources: frozenset[int] | None = None
    coders: frozenset[str] | Literal["any", "all"] = "any"
    merge: Merge = "none"
    notes: bool = False
    level: int | None = None
    values: ValuesOf | None = None
    """Of the unit values alone."""

    @property
    def is_coded(self) -> bool:
        """Whether codings are looked at; cases and files are there without any."""
        return self.codes is not None or self.unit not in ("cases", "files", "codes", "values")

    @property
    def wider(self) -> Question:
        """What it is a part of: the same, without what narrows it first."""
        if self.codes is not None:
            return replace(self, codes=None)
        if self.conditions or self._is_narrowed:
            values = self.values and replace(self.values, counted=self.values.every)
            return replace(self, conditions=(), values=values)
        return replace(self, sources=None, level=None)

    @property
    def _is_narrowed(self) -> bool:
        return self.values is not None and self.values.counted != self.values.every


class Counts:
    """How many there are; the same question, such as for a denominator, is answered once."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded
        self._known: dict[Question, int] = {}

    def of(self, question: Question) -> int:
        """How many there are."""
        if question not in self._known:
            self._known[question] = self._count(question)
        return self._known[question]

    def _count(self, question: Question) -> int:
        if question.unit == "codes":
            return sum(1 for _ in codes_of(self.coded.tree, question))
        return len(np.unique(entries(self.coded, question).unit))


def codes_of(tree: CodeTree, question: Question) -> Iterator[str]:
    """The codes that fit a question about codes, by GUID key."""
    for key, steps in tree.steps.items():
        if (question.level is None or len(steps) == question.level) and (
            question.codes is None or key in question.codes
        ):
            yield key


class Entries(NamedTuple):
    """Codings, or sources with their cases, each with the number of what it counts as."""

    unit: Numbers
    source: Numbers
    """-1 for a case that holds no source."""
    case: Numbers
    coding: Numbers
    """-1 where no codings are looked at."""

    @property
    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """Unit, source, case and coding of each."""
        return zip(*(column.tolist() for column in self), strict=True)


def entries(coded: Coded, question: Question) -> Entries:
    """What fits the question."""
    if question.values is not None:
        return _of_values(entries(coded, replace(question, unit="cases", values=None)), question)
    scope = scope_of(coded, question)
    if not question.is_coded:
        source, case = members_within(coded, scope)
        unit = case if question.unit == "cases" else source
        there = unit != NONE
        nothing = np.full(int(there.sum()), NONE, dtype=np.int64)
        return Entries(unit[there], source[there], case[there], nothing)
    assert question.unit != "codes", "codes are counted without codings"
    assert question.unit != "values", "values are counted by their cases"
    counter = Counter(coded, scope, question.unit, question.merge)
    spread = spread_of(kept(coded, question))
    if question.coders == "all":
        spread = counter.agreed(spread)
    spread, unit = counter.keyed(spread)
    return Entries(unit, coded.columns.source[spread.coding], spread.case, spread.coding)


def _of_values(cases: Entries, question: Question) -> Entries:
    """Each entry of a case once for each value that it has and that is counted."""
    held: dict[int, list[int]] = {}
    for number, (case, _) in enumerate(sorted(question.values.counted if question.values else ())):
        held.setdefault(case, []).append(number)
    several = [
        (number, source, case, coding)
        for _, source, case, coding in cases.rows
        for number in held.get(case, ())
    ]
    return Entries(*np.array(several, dtype=np.int64).reshape(-1, 4).T)


def scope_of(coded: Coded, question: Question) -> Scope:
    """Which codings a question looks at."""
    if isinstance(question.coders, frozenset):
        coders = frozenset(coded.coder_numbers[key] for key in question.coders)
        return Scope(question.conditions, question.sources, coders, question.notes)
    return Scope(question.conditions, question.sources, question.coders, question.notes)


def kept(coded: Coded, question: Question) -> Ties:
    """The codings that fit the question, before it is known what is counted of them."""
    codes = question.codes
    numbers = None if codes is None else [coded.code_numbers[key] for key in codes]
    return ties_of(coded, scope_of(coded, question), numbers)


@dataclass(slots=True)
class Split:
    """What is counted, parted by whether it has the values that a claim says only it has."""

    inside: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)
    unknown: set[int] = field(default_factory=set)
    """Neither, since the project has no value for it."""
    examples: dict[int, tuple[int, int]] = field(default_factory=dict)
    """A source and a case of each, to name it by; -1 for none."""


def split(coded: Coded, question: Question, only: tuple[Condition, ...]) -> Split:
    """Part what is counted: something is inside if every coding and every case of it is."""
    parts = Split()
    for unit, source, case, _ in entries(coded, question).rows:
        failing = [each for each in only if not each.fits(source, case)]
        is_outside = any(each.knows(source, case) for each in failing)
        part = parts.outside if is_outside else parts.unknown if failing else parts.inside
        part.add(unit)
        if unit not in parts.examples or is_outside:
            parts.examples[unit] = source, case
    parts.unknown -= parts.outside
    parts.inside -= parts.outside | parts.unknown
    return parts
