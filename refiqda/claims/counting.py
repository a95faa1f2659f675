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

    @property
    def is_coded(self) -> bool:
        """Whether codings are looked at; cases and files are there without any."""
        return self.codes is not None or self.unit not in ("cases", "files", "codes")

    @property
    def wider(self) -> Question:
        """What it is a part of: the same, without what narrows it first."""
        if self.codes is not None:
            return replace(self, codes=None)
        if self.conditions:
            return replace(self, conditions=())
        return replace(self, sources=None, level=None)


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
            return sum(1 for _ in _codes(self.coded.tree, question))
        return len(np.unique(entries(self.coded, question).unit))


def _codes(tree: CodeTree, question: Question) -> Iterator[str]:
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


def entries(coded: Coded, question: Question) -> Entries:
    """What fits the question."""
    scope = scope_of(coded, question)
    if not question.is_coded:
        source, case = members_within(coded, scope)
        unit = case if question.unit == "cases" else source
        there = unit != NONE
        return Entries(unit[there], source[there], case[there])
    assert question.unit != "codes", "codes are counted without codings"
    assert question.unit != "values", "values are counted by their cases"
    counter = Counter(coded, scope, question.unit, question.merge)
    spread = spread_of(kept(coded, question))
    if question.coders == "all":
        spread = counter.agreed(spread)
    spread, unit = counter.keyed(spread)
    return Entries(unit, coded.columns.source[spread.coding], spread.case)


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
    found = entries(coded, question)
    for unit, source, case in zip(*(column.tolist() for column in found), strict=True):
        failing = [each for each in only if not each.fits(source, case)]
        is_outside = any(each.knows(source, case) for each in failing)
        part = parts.outside if is_outside else parts.unknown if failing else parts.inside
        part.add(unit)
        if unit not in parts.examples or is_outside:
            parts.examples[unit] = source, case
    parts.unknown -= parts.outside
    parts.inside -= parts.outside | parts.unknown
    return parts
