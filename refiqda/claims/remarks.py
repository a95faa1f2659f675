"""What may explain a contradiction: what lies outside every case, which definition would agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from refiqda.claims.counting import Counts, Question, Split, kept
from refiqda.claims.expected import agrees
from refiqda.claims.model import Unit
from refiqda.claims.questions import Asked, hindrance, in_sources
from refiqda.tables.counting.coded import NONE
from refiqda.tables.counting.conditions import Condition
from refiqda.tables.counting.rows import AGGREGATES, gathered
from refiqda.tables.counting.units import MERGES
from refiqda.tables.counting.wording import listed, short, some

_UNITS: tuple[Unit, ...] = ("cases", "files", "references", "segments")


class Remarks:
    """Looks for what a reader would look for first."""

    def __init__(self, counts: Counts) -> None:
        self.coded, self.counts = counts.coded, counts

    def on_number(self, asked: Asked) -> str:
        """The first explanation there is, as the end of a sentence; empty if there is none."""
        looks: tuple[Callable[[Asked], str], ...] = (
            self._unused_value,
            self._other_definition,
            self._outside_cases,
            self._without_value,
            self._in_notes,
        )
        return next((remark for look in looks if (remark := look(asked))), "")

    def on_values(self, asked: Asked) -> str:
        """That nothing has a value which is asked for, if so, and which values there are."""
        return self._unused_value(asked)

    def _unused_value(self, asked: Asked) -> str:
        for condition in asked.phrase.conditions:
            if not condition.is_found:
                there = some([short(value) for value in condition.values])
                return f"nothing has that value of {condition.variable!r}, the values are {there}"
        return ""

    def _other_definition(self, asked: Asked) -> str:
        agreeing = [name for name, other in self._others(asked) if self._agrees(asked, other)]
        return f"with {listed(agreeing)} it would agree" if agreeing else ""

    def _others(self, asked: Asked) -> Iterator[tuple[str, Question]]:
        """The same question under each other definition, one at a time."""
        question = asked.question
        if asked.key is None or question.unit not in _UNITS:
            return
        for unit in _UNITS:
            if unit != question.unit:
                yield f'unit = "{unit}"', replace(question, unit=unit)
        for aggregate in AGGREGATES:
            codes = gathered(self.coded.tree, asked.key, aggregate)
            if codes != question.codes:
                yield f'aggregate = "{aggregate}"', replace(question, codes=codes)
        for merge in MERGES:
            if merge != question.merge and question.unit in ("references", "segments"):
                yield f'merge = "{merge}"', replace(question, merge=merge)
        if question.coders != "any":
            yield 'coders = "any"', replace(question, coders="any")
        if not question.notes and in_sources(self.coded) < len(self.coded):
            yield "notes = true", replace(question, notes=True)

    def _agrees(self, asked: Asked, other: Question) -> bool:
        if hindrance(self.coded, other):
            return False
        claim, whole = asked.claim, None
        if claim.of is not None or claim.majority:
            whole = self.counts.of(other.wider)
        return claim.of in (None, whole) and agrees(claim, self.counts.of(other), whole)

    def _outside_cases(self, asked: Asked) -> str:
        if asked.question.unit != "cases" or asked.key is None:
            return ""
        everywhere = replace(asked.question, conditions=())
        outside = int((kept(self.coded, everywhere).case == NONE).sum())
        return f"{_these(outside, 'coding')} in no case" if outside else ""

    def _without_value(self, asked: Asked) -> str:
        for condition in asked.question.conditions:
            number = self._unvalued(condition)
            if number:
                return f"{_these(number, 'case')} without a value of {condition.variable!r}"
        return ""

    def _unvalued(self, condition: Condition) -> int:
        if not condition.known_cases:
            return 0
        return len(self.coded.cases) - len(condition.known_cases)

    def _in_notes(self, asked: Asked) -> str:
        if asked.question.notes or not asked.question.is_coded:
            return ""
        question = replace(asked.question, notes=True, conditions=(), sources=None, coders="any")
        found = np.unique(kept(self.coded, question).coding)
        in_notes = int((found >= in_sources(self.coded)).sum())
        return f"{_these(in_notes, 'coding')} in notes and not counted" if in_notes else ""

    def called(self, asked: Asked, parts: Split, units: Iterable[int]) -> list[str]:
        """What some units are called: cases and files by name, places by their source."""
        return sorted({self._name(asked, parts, unit) for unit in units})

    def _name(self, asked: Asked, parts: Split, unit: int) -> str:
        number, case = parts.examples[unit]
        if asked.question.unit == "cases":
            return short(self.coded.cases[case].name or "a case without a name")
        name = self.coded.sources[number].name if number != NONE else None
        source = short(name or "a source without a name")
        return source if asked.question.unit == "files" else f"a passage of {source}"


def _these(number: int, noun: str) -> str:
    return f"{number} {noun} is" if number == 1 else f"{number} {noun}s are"
