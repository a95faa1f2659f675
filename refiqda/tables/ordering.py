"""The order in which cases or sources are gone through, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import pandas as pd

from refiqda.errors import UnknownName
from refiqda.standard.model import VariableValue
from refiqda.tables.columns import times
from refiqda.tables.counting.asking import Asking, NothingToCount
from refiqda.tables.counting.coded import NONE
from refiqda.tables.counting.columns import VARIABLE
from refiqda.tables.counting.conditions import number_in, text_of
from refiqda.tables.counting.wording import folded, listed, missing, perhaps

CasesOrFiles = Literal["cases", "files"]
"""What is gone through; files are sources."""
Order = str | Sequence[str]
ORDERS = ("project", "date", "name")
"""The orders, besides ``variable:NAME`` and a list of names."""


class Ordered(NamedTuple):
    """Cases or sources in an order, and what is to be said of it."""

    numbers: list[int]
    says: str
    warnings: list[str]


def ordered(asking: Asking, unit: CasesOrFiles, numbers: Sequence[int], order: Order) -> Ordered:
    """The same cases or sources in an order; those that it says nothing of come last.

    Raises:
        UnknownName: if there is no such order, variable or name.
        NothingToCount: if nothing has a value of the variable.
    """
    things = Things(asking, unit)
    if not isinstance(order, str):
        return _sorted(
            things, numbers, things.listed(order), "as they were listed", "are not listed"
        )
    if order == "project":
        return Ordered(list(numbers), "as the project lists them", [])
    if order == "name":
        says = "by name, numbers in it by size"
        return _sorted(things, numbers, things.names(), says, "have no name")
    if order == "date":
        return _sorted(things, numbers, things.dates(), things.dated, "have no date")
    if order.startswith(VARIABLE):
        name = order.removeprefix(VARIABLE)
        says = f"by the value of {name!r}, the least if there are several"
        return _sorted(things, numbers, things.values(name), says, f"have no value of {name!r}")
    known = (*ORDERS, f"{VARIABLE}NAME")
    raise UnknownName(
        f"There is no order {order!r}{perhaps(order, known)}. Use {listed(known)}, or a list of "
        "names."
    )


def _sorted(
    things: Things, numbers: Sequence[int], keys: dict[int, Any], says: str, lack: str
) -> Ordered:
    known = sorted((number for number in numbers if number in keys), key=keys.__getitem__)
    rest = [number for number in numbers if number not in keys]
    told = (
        f"{things.unit.capitalize()} that {lack} come last, as the project lists them: {len(rest)}."
    )
    return Ordered([*known, *rest], says, [told] if rest else [])


@dataclass(frozen=True, slots=True)
class Things:
    """All cases, or all sources, with what they can be ordered by."""

    asking: Asking
    unit: CasesOrFiles

    @property
    def all(self) -> Sequence[Any]:
        """The cases or sources themselves, by number."""
        coded = self.asking.coded
        return coded.cases if self.unit == "cases" else coded.sources

    @property
    def dated(self) -> str:
        """What the date is of."""
        whose = "earliest of its sources" if self.unit == "cases" else "source"
        return f"by the date when the {whose} was made in the program or brought into it"

    def names(self) -> dict[int, Any]:
        """The names, so that R2 comes before R10."""
        return {number: natural(each.name) for number, each in enumerate(self.all) if each.name}

    def dates(self) -> dict[int, Any]:
        """When a source was made; of a case, the earliest of its sources."""
        coded = self.asking.coded
        stamps = times([source.created for source in coded.sources])
        made = {number: stamp for number, stamp in enumerate(stamps) if not pd.isna(stamp)}
        return made if self.unit == "files" else self._least(self._of_members(made, "files"))

    def values(self, variable: str) -> dict[int, Any]:
        """The least value of a variable: of the case or source, else of what belongs to it."""
        asking = self.asking
        asking.condition(variable, ())  # which tells of a name that is not there
        held = {
            "cases": _gathered(asking, variable, asking.values.of_cases),
            "files": _gathered(asking, variable, asking.values.of_sources),
        }
        other: CasesOrFiles = "files" if self.unit == "cases" else "cases"
        found = self._of_members(held[other], other) | held[self.unit]
        if not found:
            raise NothingToCount(f"No {self._one} has a value of the variable {variable!r}.")
        key = _key_of([value for several in found.values() for value in several])
        return {number: min(map(key, several)) for number, several in found.items()}

    def _of_members(self, held: dict[int, Any], unit: CasesOrFiles) -> dict[int, list[Any]]:
        """What the sources of a case have, or the cases of a source."""
        source, case = (column.tolist() for column in self.asking.coded.members)
        inner, outer = (source, case) if unit == "files" else (case, source)
        found: dict[int, list[Any]] = {}
        for one, other in zip(inner, outer, strict=True):
            if other != NONE and one in held:
                several = held[one] if isinstance(held[one], list) else [held[one]]
                found.setdefault(other, []).extend(several)
        return found

    @staticmethod
    def _least(held: dict[int, list[Any]]) -> dict[int, Any]:
        return {number: min(several) for number, several in held.items()}

    @property
    def _one(self) -> str:
        return "case" if self.unit == "cases" else "source"

    def listed(self, names: Iterable[str]) -> dict[int, Any]:
        """The places in a list of names, each of which has to mean something."""
        registers = self.asking.names
        register, numbers = (
            (registers.cases, registers.case_numbers)
            if self.unit == "cases"
            else (registers.sources, registers.source_numbers)
        )
        found: dict[int, int] = {}
        for name in names:
            keys = register.find(name)
            if not keys:
                told = missing(self._one, name, register.names.values())
                raise UnknownName(told[:1].upper() + told[1:])
            for key in keys:
                found.setdefault(numbers[key], len(found))
        return found


def _gathered(
    asking: Asking, variable: str, held: dict[str, list[tuple[int, VariableValue]]]
) -> dict[int, list[VariableValue]]:
    found: dict[int, list[VariableValue]] = {}
    for key in asking.names.variable(variable):
        for number, value in held.get(key, ()):
            found.setdefault(number, []).append(value)
    return found


def _key_of(values: Sequence[VariableValue]) -> Callable[[VariableValue], Any]:
    """What values are compared by: size if all are numbers, time if all are dates, else names."""
    if all(number_in(text_of(value) or "") is not None for value in values):
        return lambda value: number_in(text_of(value) or "")
    if all(value.date is not None or value.datetime is not None for value in values):
        texts = [text_of(value) or "" for value in values]
        stamps = dict(zip(texts, times(texts), strict=True))
        if not any(pd.isna(stamp) for stamp in stamps.values()):
            return lambda value: stamps[text_of(value) or ""]
    return lambda value: natural(text_of(value) or "")


def natural(name: str) -> tuple[Any, ...]:
    """A name as it is ordered: case folded, runs of digits by the number that they are.

    Example:
        >>> sorted(["R10", "r2", "R1"], key=natural)
        ['R1', 'r2', 'R10']
    """
    parts = re.split(r"(\d+)", folded(name).casefold())
    # A Decimal, since int() refuses more than 4300 digits, and a name may be anything.
    return tuple(Decimal(part) if place % 2 else part for place, part in enumerate(parts))
