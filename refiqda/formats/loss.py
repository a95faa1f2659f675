"""What does not arrive, item by item: the report that section 7 of the standard asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from refiqda.checks import place_of_each
from refiqda.standard.index import walk
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.node import Node


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

    def add(self, what: str, name: str, guid: str, where: str, why: str) -> None:
        """Record one loss."""
        self.losses.append(Loss(what, name or "", guid or "", where, why))

    def add_all_but(self, document: Project | CodeBook, carried: Iterable[Node], why: str) -> None:
        """Record the loss of every part of a document but those carried over, and what is in them.

        Parts are what has a GUID, and values of variables.
        """
        kept: set[int] = set()
        for node in carried:
            kept.update((id(node), *(id(below) for below, _ in walk(node))))
        lost = [node for node, _ in walk(document) if id(node) not in kept]
        paths = place_of_each(document, lost)
        for node in lost:
            path = paths[id(node)]
            name, guid = getattr(node, "name", None), getattr(node, "guid", None)
            self.add(_word(path), name or "", guid or "", path, why)

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


def _word(path: str) -> str:
    """What an element is, in words: ``plain text selection`` for ``.../PlainTextSelection[3]``."""
    name = path.rpartition("/")[2].partition("[")[0]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("PDF", "PDF ").lower().strip()
