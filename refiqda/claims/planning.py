"""What each claim asks of a project: its parts, and every reading of them, each as a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from refiqda.claims.combine import NOT_CHECKABLE, Answer
from refiqda.claims.model import Claim, Claims, Reading
from refiqda.claims.questions import Asked, Asker
from refiqda.tables.counting.names import NoneThere, NotFound


@dataclass(frozen=True, slots=True)
class Item:
    """A claim without parts, or one part, with what it asks."""

    claim: Claim
    """Settled."""
    asked: Asked | Answer | None
    """The answer where there is nothing to ask; None where the project is not looked at."""

    @property
    def unit(self) -> str:
        """What is counted in the project; empty where nothing is."""
        return str(self.claim.unit) if self.claim.is_asked else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A claim with all that it asks."""

    claim: Claim
    items: tuple[Item, ...]
    """Its parts, or the claim itself."""
    readings: tuple[tuple[Reading, tuple[Item, ...]], ...]
    """The same items under each reading."""
    problems: tuple[tuple[str, str], ...]
    """Names that mean nothing, each with the id of the claim or part."""


def plans_of(claims: Claims, asker: Asker) -> Iterator[Plan]:
    """The plan of each claim."""
    for claim in claims.claims:
        yield _Planner(claims, claim, asker).plan()


class _Planner:
    def __init__(self, claims: Claims, claim: Claim, asker: Asker) -> None:
        self.counting, self.claim, self.asker = claims.counting, claim, asker
        self.problems: dict[tuple[str, str], None] = {}

    def plan(self) -> Plan:
        claim = self.claim
        whole = claim.split() or (claim,)
        if not claim.is_open:
            whole = tuple(replace(each, counted=False) for each in whole)
        # What is read in several ways is asked in no other.
        items = tuple(self._item(each, is_asked=not claim.reading) for each in whole)
        readings = tuple(
            (reading, tuple(self._item(self._read(each, reading)) for each in whole))
            for reading in claim.reading
        )
        return Plan(claim, items, readings, tuple(self.problems))

    def _read(self, part: Claim, reading: Reading) -> Claim:
        own = reading.parts.get(part.id.removeprefix(f"{self.claim.id}."))
        return part.asking(reading.count).asking(own)

    def _item(self, claim: Claim, *, is_asked: bool = True) -> Item:
        full = claim.settled(self.counting)
        if claim.case is not None or (claim.is_listing and not claim.printed):
            full = replace(full, unit="cases")
        if not full.is_asked or not is_asked:
            return Item(full, None)
        try:
            return Item(full, self.asker.ask(full))
        except NoneThere as none:
            return Item(full, Answer("", NOT_CHECKABLE, str(none)))
        except NotFound as error:
            self.problems[claim.id, str(error)] = None
            return Item(full, Answer("", NOT_CHECKABLE, str(error)))
