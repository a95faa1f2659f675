"""Reads the readings of a claim: the several ways in which what it counts may be understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from refiqda.claims import kinds
from refiqda.claims.asking import ASKING, Asking
from refiqda.claims.keys import unknown
from refiqda.claims.kinds import Unfit
from refiqda.claims.model import Reading

RESERVED = ("says", "but", "count")
"""The keys of a reading that are no ids of parts."""


def is_tables(data: Any) -> bool:
    """Whether something is a list of tables."""
    return isinstance(data, list) and all(isinstance(one, Mapping) for one in data)


class ReadingsReader:
    """Reads the readings of one claim, whose parts are known by their ids."""

    def __init__(self, tell: Callable[[str], None], parts: Sequence[str]) -> None:
        self.tell, self.parts = tell, tuple(parts)

    def each(self, data: list[Mapping[str, Any]]) -> Iterator[Reading]:
        """The readings; what is wrong with them is told."""
        for number, one in enumerate(data, 1):
            yield self._reading(one, f"reading number {number}")
        if data and all("but" in one for one in data):
            self.tell("every reading has a but, so none could count. Leave one without it.")

    def _reading(self, data: Mapping[str, Any], name: str) -> Reading:
        found: dict[str, Any] = {"says": ""}
        parts: dict[str, Any] = {}
        for key, value in data.items():
            if key not in (*RESERVED, *self.parts):
                self.tell(f"{name}: {unknown(key, (*RESERVED, *self.parts), 'key or part')}")
                continue
            kind = kinds.TEXT if key in ("says", "but") else ASKING
            if kind is ASKING and value == {}:  # counted as the claim itself says
                (parts if key in self.parts else found)[key] = Asking()
                continue
            try:
                (parts if key in self.parts else found)[key] = kind.take(value)
            except Unfit as unfit:
                self.tell(f"{name}: {key} {unfit}")
        if "says" not in data:
            self.tell(f"{name} has no says. Write what is counted so.")
        if not set(data) - {"says", "but"}:
            self.tell(f"{name} says nothing of what is counted. Write count, or the id of a part.")
        return Reading(**found, parts=parts)
