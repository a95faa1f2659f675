"""Who is compared: coders, or groups of coders taken as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from refiqda.standard.index import guid_key
from refiqda.tables.counting.asking import Asking, CannotCompare, Coders, alternatives
from refiqda.tables.counting.choice import of_nobody
from refiqda.tables.counting.coded import Numbers
from refiqda.tables.counting.units import everyone_in
from refiqda.tables.counting.wording import folded, listed


class Coder(NamedTuple):
    """One side of the comparison."""

    name: str
    """As it was asked for: ``Ann``, or ``Ann|Ben`` for a group."""
    numbers: frozenset[int]
    """Numbers of coders in the project."""


def compared(asking: Asking, wanted: Coders, *, notes: bool) -> list[Coder]:
    """The coders asked for, or all who coded anything, in the order of the project's users.

    Raises:
        UnknownName: if a name is not there.
        CannotCompare: if there are fewer than two, or one is named twice.
    """
    if wanted == "any" or wanted == "all":
        found = list(_everyone(asking, notes=notes))
        lacking = "only {} coded anything in this project. Merge the projects of several coders."
    else:
        several = (wanted,) if isinstance(wanted, str) else wanted
        found = [Coder(each, _members(asking, each)) for each in several]
        lacking = "only {} is named. Name another."
    if not found:
        raise CannotCompare(of_nobody(asking.coded, "so coders cannot be compared"))
    if len(found) == 1:
        raise CannotCompare(f"Agreement needs two coders, and {lacking.format(found[0].name)}")
    _refuse_twice(found)
    return found


def _everyone(asking: Asking, *, notes: bool) -> Iterator[Coder]:
    """All who coded anything; users of one name are taken together."""
    by_name: dict[str, tuple[str, set[int]]] = {}
    for number in everyone_in(asking.coded, notes=notes).tolist():
        guid = asking.coded.coders[number]
        name = asking.names.users.names.get(guid_key(guid)) or guid
        by_name.setdefault(folded(name), (name, set()))[1].add(number)
    for name, numbers in by_name.values():
        yield Coder(name, frozenset(numbers))


def _members(asking: Asking, name: str) -> frozenset[int]:
    """The coder of a name, or those of a group; a backslash makes a stroke part of a name."""
    if asking.names.users.find(name):
        return _numbers(asking, [name])
    parts = [part for part in alternatives(name) if part]
    return _numbers(asking, parts or [name])


def _numbers(asking: Asking, names: list[str]) -> frozenset[int]:
    found = asking.coders(names)
    assert not isinstance(found, str)
    return found


def _refuse_twice(found: list[Coder]) -> None:
    for place, one in enumerate(found):
        for other in found[:place]:
            if one.numbers & other.numbers:
                raise CannotCompare(
                    f"{other.name!r} and {one.name!r} have a coder in common. Name each only once."
                )


def sides(found: list[Coder], coders: int) -> Numbers:
    """For each coder of the project, and at last for none, which side they are on; or -1."""
    numbers = np.full(coders + 1, -1, dtype=np.int64)
    for side, coder in enumerate(found):
        numbers[list(coder.numbers)] = side
    return numbers


def names_of(found: Sequence[Coder]) -> str:
    """``Ann and Ben``."""
    return listed((coder.name for coder in found), "and")
