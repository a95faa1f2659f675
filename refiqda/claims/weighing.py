"""Everything that is found of a claim, weighed: its parts, its readings, what else is printed."""

from __future__ import annotations

from dataclasses import dataclass

from refiqda.claims.combine import (
    CONTRADICTED,
    IMPOSED,
    NOT_CHECKABLE,
    REPRODUCED,
    Answer,
    combined,
    sentence,
)
from refiqda.claims.expected import expected
from refiqda.claims.judging import Judge
from refiqda.claims.links import Links
from refiqda.claims.model import Claim, Reading
from refiqda.claims.planning import Item, Plan
from refiqda.claims.relations import of_print
from refiqda.claims.whole import Part, Whole, of_parts, printed_in_parts

HOLDING = (REPRODUCED, IMPOSED)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The verdict of a claim and those of its parts, under the reading that is shown."""

    expected: str
    """What is printed, in a few words."""
    answer: Answer
    parts: tuple[Part, ...]
    """Of a claim without parts, the claim itself."""
    items: tuple[Item, ...]
    """What was asked."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """A reading with what it gives."""

    reading: Reading
    items: tuple[Item, ...]
    counted: tuple[Answer | None, ...]

    @property
    def holds(self) -> bool:
        """Whether all that is counted agrees."""
        return all(each is None or each.verdict in HOLDING for each in self.counted)

    @property
    def is_open(self) -> bool:
        """Whether the project cannot say, and nothing that is counted disagrees."""
        verdicts = {each.verdict for each in self.counted if each is not None}
        return NOT_CHECKABLE in verdicts and CONTRADICTED not in verdicts

    @property
    def gives(self) -> str:
        """``21 and 5``."""
        found = [each.found or NOT_CHECKABLE for each in self.counted if each is not None]
        return " and ".join(found)

    @property
    def told(self) -> str:
        """What it gives, and whether that is what is printed."""
        but, agrees = self.reading.but, ", which agrees" if self.holds else ""
        told = f"As {self.reading.says}: {self.gives}{agrees}"
        if but is not None:
            told += f", but {but.rstrip('.')}" if self.holds else f" ({but.rstrip('.')})"
        return f"{told}."


class Scales:
    """Weighs claims for one project."""

    def __init__(self, judge: Judge, links: Links) -> None:
        self.judge, self.links = judge, links

    def weigh(self, plan: Plan) -> Weighed:
        """The verdict of a claim."""
        if plan.problems:
            return self._unknown(plan)
        if plan.readings:
            return self._read(plan)
        counted = tuple(self._counted(item) for item in plan.items)
        parts = self._parts(plan.items, counted)
        return Weighed(*self._whole(plan.claim, parts), parts, plan.items)

    def _unknown(self, plan: Plan) -> Weighed:
        """A claim that names what the project does not have."""
        told = dict.fromkeys(sentence(problem) for _, problem in plan.problems)
        why = " ".join(told)
        answer = Answer("", CONTRADICTED, why)
        parts = tuple((item.claim, answer) for item in plan.items)
        return Weighed(printed_in_parts(plan.claim), answer, parts, plan.items)

    def _counted(self, item: Item) -> Answer | None:
        asked = item.asked
        return asked if asked is None or isinstance(asked, Answer) else self.judge.answer(asked)

    def _parts(
        self, items: tuple[Item, ...], counted: tuple[Answer | None, ...]
    ) -> tuple[Part, ...]:
        return tuple(
            (item.claim, combined(item.claim, each, of_print(item.claim, self.links)))
            for item, each in zip(items, counted, strict=True)
        )

    def _whole(self, claim: Claim, parts: tuple[Part, ...], lead: str = "") -> Whole:
        if claim.part:
            return of_parts(claim, parts, self.links.named, lead)
        return Whole(expected(claim), parts[0][1])

    def _read(self, plan: Plan) -> Weighed:
        tried = [self._try(reading, items) for reading, items in plan.readings]
        counting = [each for each in tried if each.reading.but is None]
        held = (each for each in counting if each.holds)
        # Where one of them could not be counted, it might have agreed.
        shown = next(held, None) or next((each for each in counting if each.is_open), counting[0])
        others = [each.told for each in tried if each is not shown]
        parts = self._parts(shown.items, shown.counted)
        if plan.claim.part:
            brief = self._parts(shown.items, tuple(map(_brief, shown.counted)))
            whole = self._whole(plan.claim, brief, " ".join([shown.told, *others]))
        else:
            whole = self._whole(plan.claim, self._parts(shown.items, _leading(shown, others)))
        return Weighed(*whole, parts, shown.items)

    def _try(self, reading: Reading, items: tuple[Item, ...]) -> _Tried:
        return _Tried(reading, items, tuple(self._counted(item) for item in items))


def _brief(counted: Answer | None) -> Answer | None:
    """Without what the claim says already of all its parts as they are read."""
    if counted is None or counted.verdict == NOT_CHECKABLE:
        return counted
    return counted._replace(why="")


def _leading(shown: _Tried, others: list[str]) -> tuple[Answer | None, ...]:
    """What was counted of a claim without parts, with how it was read."""
    counted = shown.counted[0]
    if counted is None:
        return shown.counted
    why = " ".join([f"As {shown.reading.says}: {counted.why}", *others])
    return (counted._replace(why=why),)
