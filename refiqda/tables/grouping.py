"""Groups of cases or sources to be compared: by values of a variable, joined or within limits."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import count

import numpy as np

from refiqda.errors import RefiQdaError, UnknownName
from refiqda.standard.model import VariableValue
from refiqda.tables.counting.asking import Asking, NothingToCount
from refiqda.tables.counting.coded import Coded, Flags, Numbers
from refiqda.tables.counting.columns import UNASSIGNED, VARIABLE
from refiqda.tables.counting.conditions import text_of
from refiqda.tables.counting.scope import flags
from refiqda.tables.counting.wording import folded, missing, some

SETS = "sets"
"""What parts sources into groups where a program has no variables: ATLAS.ti has groups."""
MOST = 50
"""More groups than this are no comparison, unless they are named."""


class CannotCompare(RefiQdaError, ValueError):
    """What is asked for is no comparison of groups."""


@dataclass(frozen=True, slots=True)
class Group:
    """The cases and the sources that have one of some values."""

    name: str
    cases: frozenset[int]
    sources: frozenset[int]

    def mask(self, coded: Coded, source: Numbers, case: Numbers) -> Flags:
        """Of sources with a case each, which stand in the group."""
        of_cases = flags(self.cases, len(coded.cases))[case]
        return np.asarray(of_cases | flags(self.sources, len(coded.sources))[source])


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups by the values of one variable, or by sets."""

    of: str
    """What parts them: ``values of 'Sex'``."""
    groups: tuple[Group, ...]
    known: Group
    """All that have any value, of whatever group."""

    @property
    def names(self) -> list[str]:
        """What the groups are called."""
        return [group.name for group in self.groups]

    def entries(self, coded: Coded, source: Numbers, case: Numbers) -> tuple[Numbers, Numbers]:
        """Of sources with a case each, which stand in which column.

        There is a column for each group, one for all groups together, and one for what has no
        value at all. What has several values stands in several.
        """
        masks = [group.mask(coded, source, case) for group in self.groups]
        masks.append(np.logical_or.reduce(masks))
        masks.append(~self.known.mask(coded, source, case))
        found = [np.flatnonzero(mask) for mask in masks]
        column = np.repeat(np.arange(len(found)), [len(each) for each in found])
        return np.concatenate(found), column


def grouping(asking: Asking, by: str, names: Sequence[str] | None = None) -> Grouping:
    """The groups of these names, or one for each value of a variable, or for each set of sources.

    A name is a value; ``Low|Middle`` joins two; ``<40``, ``>=40`` and ``40-49`` (both included)
    are limits for numbers. What is a value as it stands is that value.

    Raises:
        UnknownName: if there is no such variable, or nobody is in a group.
        NothingToCount: if nothing has a value.
        CannotCompare: if there are too many values to have a group each.
    """
    if by == SETS:
        return _of_sets(asking, names)
    return _of_values(asking, by.removeprefix(VARIABLE), names)


def _told_apart(groups: Iterable[Group]) -> Iterator[Group]:
    """What is called as the column of what has no value gets a number."""
    several = list(groups)
    taken = {group.name for group in several}
    others = (f"{UNASSIGNED} ({number})" for number in count(2))
    free = next(name for name in others if name not in taken)
    for group in several:
        is_taken = group.name == UNASSIGNED
        yield Group(free, group.cases, group.sources) if is_taken else group


# ------------------------------------------------------------------------------------- sets


def _of_sets(asking: Asking, names: Sequence[str] | None) -> Grouping:
    register = asking.names.sets
    filled = {key: register.names[key] for key, held in asking.names.members.items() if held}
    if not filled:
        raise NothingToCount("The project has no sets of sources, so there are no groups.")
    wanted = list(filled.values()) if names is None else names
    groups = []
    for name in dict.fromkeys(wanted):
        keys = [key for key in register.find(name) if key in filled]
        if not keys:
            told = missing("set", name, filled.values())
            raise UnknownName(told[:1].upper() + told[1:])
        groups.append(_set(asking, name, keys))
    return Grouping("sets of sources", tuple(_told_apart(groups)), _set(asking, "", filled))


def _set(asking: Asking, name: str, keys: Iterable[str]) -> Group:
    numbers = asking.names.source_numbers
    held = {each for key in keys for each in asking.names.members[key]}
    return Group(name, frozenset(), frozenset(numbers[each] for each in held if each in numbers))


# ------------------------------------------------------------------------------------- values


def _of_values(asking: Asking, variable: str, names: Sequence[str] | None) -> Grouping:
    everyone = asking.condition(variable, ())
    if not everyone.is_known:
        raise NothingToCount(
            f"No case and no source has a value of the variable {variable!r}, so there are no "
            "groups to compare."
        )
    known = Group("", everyone.known_cases, everyone.known_sources)
    meant = (
        {value: [value] for value in _distinct(asking, variable)}
        if names is None
        else {name: _values(asking, variable, everyone.values, name) for name in names}
    )
    groups = []
    for name, values in meant.items():
        found = asking.condition(variable, values)
        groups.append(Group(name, found.cases, found.sources))
    return Grouping(f"values of {variable!r}", tuple(_told_apart(groups)), known)


def _distinct(asking: Asking, variable: str) -> list[str]:
    """Every value once, however it is spelt: numbers by size, texts in order."""
    found: dict[Decimal | str, str] = {}
    for key in asking.names.variable(variable):
        for owners in (asking.values.of_cases, asking.values.of_sources):
            for _, value in owners.get(key, ()):
                text = text_of(value) or ""
                found.setdefault(_meant(value, text), text)
    if len(found) > MOST:
        raise CannotCompare(
            f"The variable {variable!r} has {len(found)} values, which is too many for a group "
            "each. Name the groups; for numbers, they may be such as <40 and >=40."
        )
    numbers = {text: number_in(text) for text in found.values()}
    if None in numbers.values():
        return sorted(numbers)
    return sorted(numbers, key=lambda text: (numbers[text], text))


def _meant(value: VariableValue, text: str) -> Decimal | str:
    """What is equal for values that are the same, as a condition has it."""
    is_number = value.integer is not None or value.float is not None
    number = number_in(text) if is_number else None
    return folded(text) if number is None else number


def _values(asking: Asking, variable: str, there: Sequence[str], name: str) -> list[str]:
    """The values that the name of a group means."""
    if asking.condition(variable, (name,)).is_found:
        return [name]
    found: list[str] = []
    for part in (each.strip().replace(r"\|", "|") for each in _STROKE.split(name)):
        if asking.condition(variable, (part,)).is_found:
            found.append(part)
        else:
            found += _within(variable, there, part)
    return found


_STROKE = re.compile(r"(?<!\\)\|")


def _within(variable: str, there: Sequence[str], limits: str) -> list[str]:
    """The values between limits, as they are spelt."""
    test = limits_of(limits)
    numbers = ((value, number_in(value)) for value in there)
    found = [value for value, number in numbers if number is not None and test and test(number)]
    if not found:
        raise UnknownName(
            f"Nothing has the value {limits!r} of {variable!r}, so there is no such group; there "
            f"are {some([repr(value) for value in there], 8)}. Values are joined by |; limits for "
            "numbers are such as <40, >=40 and 40-49."
        )
    return found


# ------------------------------------------------------------------------------------- limits

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


def number_in(text: str) -> Decimal | None:
    """The number that a text is, if it is one."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
