"""What does not arrive, item by item: the report that section 7 of the standard asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Loss(NamedTuple):
    """One thing that the target does not hold."""

    what: str
    """Its kind, in the standard's words: code, coding, note, member of a set, file."""
    name: str
    guid: str
    where: str
    """The path in the source, as findings have it."""
    why: str


@dataclass(slots=True)
class LossReport:
    """All losses of one conversion."""

    source: str
    target: str
    losses: list[Loss] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything was lost."""
        return bool(self.losses)

    def add(self, what: str, node: Any, where: str, why: str) -> None:
        """Record the loss of a node."""
        name = getattr(node, "name", None) or ""
        self.losses.append(Loss(what, name, getattr(node, "guid", None) or "", where, why))

    def add_all(self, what: str, nodes: Iterable[Any], where: str, why: str) -> None:
        """Record the loss of all nodes of a kind; ``where`` takes their number."""
        for number, node in enumerate(nodes, 1):
            self.add(what, node, where.format(number), why)

    def totals(self) -> dict[str, int]:
        """How many of each kind were lost."""
        return dict(Counter(loss.what for loss in self.losses))

    def summary(self) -> str:
        """One line for a person."""
        if not self.losses:
            return f"{self.target} holds all that {self.source} held."
        totals = ", ".join(f"{what} ({count})" for what, count in self.totals().items())
        return f"{self.target} does not hold everything of {self.source}: {totals}."

    def frame(self) -> Any:
        """The losses as a DataFrame, one row each."""
        from refiqda.tables import losses  # pandas is fetched for a report that is looked at

        return losses.TABLE.from_rows(self.losses)
