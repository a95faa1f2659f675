"""Everything that is found of a claim, weighed: its parts, its readings, what else is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from refiqda.claims.combine import (
    CONTRADICTED,
    IMPOSED,
    NOT_CHECKABLE,
    REPRODUCED,
    Answer,
    combined,
    of_parts,
)
from refiqda.claims.judging import Judge
from refiqda.claims.links import Links
from refiqda.claims.model import Claim, Reading
from refiqda.claims.planning import Item, Plan
from refiqda.claims.relations import of_print

Part = tuple[Claim, Answer]
HOLDING = (REPRODUCED, IMPOSED)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The verdict of a claim and those of its parts, under the reading that is shown."""

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
        found = [each.found or "nothing" for each in self.counted if each is not None]
        return " and ".join(found)


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
        parts = self._parts(plan.items, [self._counted(item) for item in plan.items])
        return Weighed(self._whole(plan.claim, parts), parts, plan.items)

    def _unknown(self, plan: Plan) -> Weighed:
        """A claim that names what the project does not have."""
        told = [problem.partition(": ")[2] for problem in plan.problems]
        why = " ".join(each[:1].upper() + each[1:] for each in told)
        answer = Answer("", CONTRADICTED, why)
        items = plan.items
        return Weighed(answer, tuple((item.claim, answer) for item in items), items)

    def _counted(self, item: Item) -> Answer | None:
        asked = item.asked
        return asked if asked is None or isinstance(asked, Answer) else self.judge.answer(asked)

    def _parts(
        self, items: tuple[Item, ...], counted: list[Answer | None] | tuple[Answer | None, ...]
    ) -> tuple[Part, ...]:
        return tuple(
            (item.claim, combined(item.claim, each, of_print(item.claim, self.links)))
            for item, each in zip(items, counted, strict=True)
        )

    def _whole(self, claim: Claim, parts: tuple[Part, ...]) -> Answer:
        return of_parts(claim, parts, self.links.named) if claim.part else parts[0][1]

    def _read(self, plan: Plan) -> Weighed:
        tried = [self._try(reading, items) for reading, items in plan.readings]
        counting = [each for each in tried if each.reading.but is None]
        held = (each for each in counting if each.holds)
        # Where one of them could not be counted, it might have agreed.
        shown = next(held, None) or next((each for each in counting if each.is_open), counting[0])
        parts = self._parts(shown.items, shown.counted)
        answer = self._whole(plan.claim, parts)
        lead = f"As {shown.reading.says}: "
        others = " ".join(_others(tried, shown))
        why = f"{lead}{answer.why} {others}".strip()
        return Weighed(answer._replace(why=why), parts, shown.items)

    def _try(self, reading: Reading, items: tuple[Item, ...]) -> _Tried:
        return _Tried(reading, items, tuple(self._counted(item) for item in items))


def _others(tried: list[_Tried], shown: _Tried) -> Iterator[str]:
    """What each other reading gives."""
    for each in tried:
        if each is shown:
            continue
        but = each.reading.but
        agrees = ", which agrees" if each.holds else ""
        told = f"As {each.reading.says}: {each.gives}{agrees}"
        if but is not None:
            told += f", but {but.rstrip('.')}" if each.holds else f" ({but.rstrip('.')})"
        yield f"{told}."
