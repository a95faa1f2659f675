"""Groups of cases or sources to be compared: by values of a variable, joined or within limits."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from refiqda.errors import UnknownName
from refiqda.tables.counting.asking import Asking, CannotCompare, NothingToCount, alternatives
from refiqda.tables.counting.coded import Coded, Numbers
from refiqda.tables.counting.columns import (
    UNASSIGNED,
    VARIABLE,
    Part,
    looked_at,
    part_of_sets,
    sets_in,
    told_apart,
    values_in,
)
from refiqda.tables.counting.conditions import number_in
from refiqda.tables.counting.scope import Scope
from refiqda.tables.counting.wording import listed, missing, some

SETS = "sets"
"""What parts sources into groups where a program has no variables: ATLAS.ti has groups."""
MOST_GROUPS = 50
"""More groups than this are no comparison, unless they are named."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups by the values of one variable, or by sets."""

    of: str
    """What parts them: ``values of 'Sex'``."""
    names: tuple[str, ...]
    """What the groups are called, each otherwise than the others."""
    groups: tuple[Part, ...]
    known: Part
    """All that have any value, of whatever group."""

    @classmethod
    def by(cls, of: str, groups: Sequence[Part], everything: Sequence[Part]) -> Grouping:
        """Groups, and all that there are to be in one."""
        cases = frozenset[int]().union(*(part.cases for part in everything))
        sources = frozenset[int]().union(*(part.sources for part in everything))
        names = told_apart(group.name for group in groups)
        return cls(of, names, tuple(groups), Part("", cases, sources))

    def entries(self, coded: Coded, source: Numbers, case: Numbers) -> tuple[Numbers, Numbers]:
        """Of sources with a case each, which stand in which column.

        There is a column for each group, one for all groups together, and one for what has no
        value at all. What has several values stands in several.
        """
        masks = [group.holds(coded, source, case) for group in self.groups]
        masks.append(np.logical_or.reduce(masks))
        masks.append(~self.known.holds(coded, source, case))
        found = [np.flatnonzero(mask) for mask in masks]
        column = np.repeat(np.arange(len(found)), [len(each) for each in found])
        return np.concatenate(found), column


def grouping(asking: Asking, scope: Scope, by: str, names: Sequence[str] | None = None) -> Grouping:
    """The groups of these names, or one for each value of a variable, or for each set of sources.

    A name is a value; ``Low|Middle`` joins two; ``<40``, ``>=40`` and ``40-49`` (both included)
    are limits for numbers. What is a value as it stands is that value. Without names, there is a
    group for what the columns of a crosstab are of.

    Raises:
        UnknownName: if there is no such variable, or nobody is in a group.
        NothingToCount: if nothing has a value.
        CannotCompare: if there are too many values to have a group each.
    """
    if by == SETS:
        return _of_sets(asking, names)
    return _of_values(asking, scope, by.removeprefix(VARIABLE), names)


def _of_sets(asking: Asking, names: Sequence[str] | None) -> Grouping:
    everything = sets_in(asking)
    if not everything:
        raise NothingToCount("The project has no sets of sources, so there are no groups.")
    groups = everything
    if names is not None:
        groups = [_set(asking, everything, name) for name in dict.fromkeys(names)]
    return Grouping.by("sets of sources", groups, everything)


def _set(asking: Asking, everything: Sequence[Part], name: str) -> Part:
    """The one set of a name that holds sources."""
    keys = [key for key in asking.names.sets.find(name) if asking.names.members[key]]
    if not keys:
        told = missing("set", name, [part.name for part in everything])
        raise UnknownName(told[:1].upper() + told[1:])
    if len(keys) > 1:
        raise UnknownName(f"{len(keys)} sets are called {name!r}. Give the GUID: {listed(keys)}.")
    return part_of_sets(asking, name, keys)


def _of_values(
    asking: Asking, scope: Scope, variable: str, names: Sequence[str] | None
) -> Grouping:
    everything = values_in(asking, variable)
    there = everything if names is not None else looked_at(asking.coded, scope, everything)
    if not there:
        raise NothingToCount(
            f"No case and no source {'that is looked at ' if everything else ''}has a value of the "
            f"variable {variable!r}, so there are no groups to compare."
        )
    if names is None:
        groups = _few(variable, there)
    else:
        groups = [_group(asking, variable, there, name) for name in dict.fromkeys(names)]
    return Grouping.by(f"values of {variable!r}", groups, everything)


def _few(variable: str, parts: list[Part]) -> list[Part]:
    """The same, unless they are too many for a group each."""
    if len(parts) > MOST_GROUPS:
        raise CannotCompare(
            f"The variable {variable!r} has {len(parts)} values, which is too many for a group "
            "each. Name the groups; for numbers, they may be such as <40 and >=40."
        )
    return parts


def _group(asking: Asking, variable: str, there: Sequence[Part], name: str) -> Part:
    """All that have one of the values that the name of a group means."""
    values = [name]
    if name == UNASSIGNED or not asking.condition(variable, values).is_found:
        values = [
            value for part in alternatives(name) for value in _meant(asking, variable, there, part)
        ]
    found = asking.condition(variable, values)
    return Part(name, found.cases, found.sources)


def _meant(asking: Asking, variable: str, there: Sequence[Part], name: str) -> list[str]:
    """A value, or the values between limits, as they are spelt."""
    if name == UNASSIGNED:
        raise UnknownName(
            f"{UNASSIGNED} is what has no value of {variable!r}, which is in no group; it has "
            "columns of its own without being named."
        )
    if asking.condition(variable, (name,)).is_found:
        return [name]
    test = limits_of(name)
    numbers = ((part.name, number_in(part.name)) for part in there)
    found = [value for value, number in numbers if number is not None and test and test(number)]
    if not found:
        raise UnknownName(
            f"Nothing has the value {name!r} of {variable!r}, so there is no such group; there "
            f"are {some([repr(part.name) for part in there], 8)}. Values are joined by |; limits "
            "for numbers are such as <40, >=40 and 40-49."
        )
    return found


_NUMBER = r"([-+]?\d+(?:\.\d+)?)"
_ONE_LIMIT = re.compile(rf"(<=|>=|<|>)\s*{_NUMBER}")
_TWO_LIMITS = re.compile(_NUMBER + r"\s*[-\u2013]\s*" + _NUMBER)
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def limits_of(text: str) -> Callable[[Decimal], bool] | None:
    """Whether a number is within the limits that a text means; None if it means none.

    Example:
        >>> test = limits_of("40-49")
        >>> [number for number in range(38, 52) if test(Decimal(number))][::9]
        [40, 49]
    """
    if found := _TWO_LIMITS.fullmatch(text):
        low, high = Decimal(found[1]), Decimal(found[2])
        return lambda number: low <= number <= high
    if found := _ONE_LIMIT.fullmatch(text):
        test, limit = _TESTS[found[1]], Decimal(found[2])
        return lambda number: test(number, limit)
    return None
