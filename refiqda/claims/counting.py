"""The counts, each with its definition.

- *references* are Coding elements.
- *segments* are distinct places: a source and a range in it, or the whole source.
- *files* are distinct sources with at least one such coding.
- *cases* are distinct cases tied to such a coding: they hold its source, or a selection that shares
  a character with what is coded.
- *users* are distinct coders: the user of the coding, else of its selection.
- *codes* are the codes of the codebook, codable or not.

Joined (``union``), references and segments are the stretches left after ranges of one source that
share a character are made one.

Where all coders are asked for, something counts only if everyone who coded anything in the project
coded it so: a case or a file if each of them has such a coding there, a segment or reference if
each of them coded that very place, a joined stretch if each of them has a coding in it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from refiqda.claims.facts import NOWHERE, Facts, Record
from refiqda.claims.model import Aggregate, Merge, Unit
from refiqda.claims.places import joined
from refiqda.standard.index import CodeTree, guid_key
from refiqda.standard.model import Code
from refiqda.tables.counting.conditions import Condition

Kept = list[tuple[Record, tuple[int, ...]]]
"""Records that fit, each with the cases of it that fit."""


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


def codes_of(tree: CodeTree, key: str, aggregate: Aggregate) -> frozenset[str]:
    """A code and those whose codings count as its own."""
    if aggregate == "own":
        return frozenset([key])
    if aggregate == "children":
        code = tree.codes[key]
        return frozenset([key, *(guid_key(child.guid or "") for child in code.codes)])
    return frozenset([key, *below(tree.codes[key])])


def below(code: Code) -> Iterator[str]:
    """The keys of all codes below a code."""
    for child in code.codes:
        yield guid_key(child.guid or "")
        yield from below(child)


class Counts:
    """How many there are; the same question, such as for a denominator, is answered once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._known: dict[Question, int] = {}

    def of(self, question: Question) -> int:
        """How many there are."""
        if question not in self._known:
            self._known[question] = len(counted(self.facts, question))
        return self._known[question]


def counted(facts: Facts, question: Question) -> set[Hashable]:
    """What is counted: numbers of cases or sources, places, codings, users or codes."""
    if question.unit == "codes":
        return set(_codes(facts.tree, question))
    keyed = _keyed(kept(facts, question), question)
    if question.coders != "all" or not question.is_coded:
        return {unit for unit, _, _ in keyed}
    return _agreed(keyed, facts.coders_of(question.notes))


def _codes(tree: CodeTree, question: Question) -> Iterator[str]:
    for key, steps in tree.steps.items():
        if (question.level is None or len(steps) == question.level) and (
            question.codes is None or key in question.codes
        ):
            yield key


def _agreed(
    keyed: Iterator[tuple[Hashable, Hashable, str | None]], everyone: frozenset[str]
) -> set[Hashable]:
    """What every coder coded, each at the same place."""
    units: dict[Hashable, set[Hashable]] = {}
    coders: dict[Hashable, set[str]] = {}
    for unit, place, coder in keyed:
        units.setdefault(place, set()).add(unit)
        if coder is not None:
            coders.setdefault(place, set()).add(coder)
    agreed = (found for place, found in units.items() if coders.get(place, set()) >= everyone)
    return set().union(*agreed) if everyone else set()


def kept(facts: Facts, question: Question) -> Kept:
    """What fits the question, before it is known what is counted of it."""
    records: Iterable[Record] = facts.members
    sources, coders = question.sources, question.coders
    if question.is_coded:
        records = facts.records(question.codes)
        if isinstance(coders, frozenset):
            records = (record for record in records if record.coder in coders)
    if not question.notes and (facts.codings[1] or not question.is_coded):
        records = (record for record in records if record.source < facts.first_note)
    if sources is not None:
        records = (record for record in records if record.source in sources)
    if not question.conditions:
        return [(record, record.cases) for record in records]
    found: Kept = []
    for record in records:
        fitting = tuple(_fitting(record, question.conditions))
        if fitting:
            found.append((record, tuple(case for case in fitting if case is not None)))
    return found


def _fitting(record: Record, conditions: tuple[Condition, ...]) -> Iterator[int | None]:
    """The cases with which it fits all conditions; None where it fits without a case."""
    for case in record.cases or (None,):
        if all(condition.fits(record.source, case) for condition in conditions):
            yield case


def _keyed(found: Kept, question: Question) -> Iterator[tuple[Hashable, Hashable, str | None]]:
    """Of each record: the unit it counts as, the place that coders have to share, its coder."""
    unit = question.unit
    if unit == "cases":
        yield from ((case, case, record.coder) for record, cases in found for case in cases)
    elif unit == "files":
        yield from (
            (record.source, record.source, record.coder)
            for record, _ in found
            if record.source != NOWHERE
        )
    elif unit == "users":
        yield from (
            (record.coder, record.coder, record.coder)
            for record, _ in found
            if record.coder is not None
        )
    elif question.merge == "union":
        groups = joined(record.place for record, _ in found)
        for record, _ in found:
            yield groups[record.place], groups[record.place], record.coder
    else:
        yield from (
            (record.place if unit == "segments" else record.number, record.place, record.coder)
            for record, _ in found
        )


@dataclass(slots=True)
class Split:
    """What is counted, parted by whether it has the values that a claim says only it has."""

    inside: set[Hashable] = field(default_factory=set)
    outside: set[Hashable] = field(default_factory=set)
    unknown: set[Hashable] = field(default_factory=set)
    """Neither, since the project has no value for it."""
    examples: dict[Hashable, tuple[Record, int | None]] = field(default_factory=dict)
    """A coding and a case of each unit, to name it by."""


def split(facts: Facts, question: Question, only: tuple[Condition, ...]) -> Split:
    """Part what is counted: something is inside if every coding and every case of it is."""
    units = counted(facts, question)
    parts = Split()
    ties = list(_ties(kept(facts, question), question))
    single: Kept = [(record, () if case is None else (case,)) for record, case in ties]
    for (unit, _, _), (record, case) in zip(_keyed(single, question), ties, strict=True):
        if unit not in units:
            continue
        failing = [each for each in only if not each.fits(record.source, case)]
        is_outside = any(each.knows(record.source, case) for each in failing)
        part = parts.outside if is_outside else parts.unknown if failing else parts.inside
        part.add(unit)
        if unit not in parts.examples or is_outside:
            parts.examples[unit] = record, case
    parts.unknown -= parts.outside
    parts.inside -= parts.outside | parts.unknown
    return parts


def _ties(found: Kept, question: Question) -> Iterator[tuple[Record, int | None]]:
    """Each record with each of its cases by itself, or with None where it has no case."""
    for record, cases in found:
        if question.unit == "cases":
            yield from ((record, case) for case in cases)
        elif question.unit != "files" or record.source != NOWHERE:
            yield from ((record, case) for case in cases or (None,))
