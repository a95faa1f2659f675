"""What a table that compares groups says: n of N in each, how far apart, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.tables.columns import Frame
from refiqda.tables.counting.wording import listed
from refiqda.tables.people import one_line
from refiqda.view.alternative import extent, number_and_noun
from refiqda.view.limits import CannotDraw
from refiqda.view.reading import Number, carried, known, numbers_in, told
from refiqda.view.style import SERIES

_NAMED = 4
"""So many codes are named whose interval leaves out zero."""


class Group(NamedTuple):
    """One group: how many have each code, and how many there are."""

    name: str
    with_code: list[Number]
    of: list[Number]

    def shares(self) -> list[Number]:
        """Percent with the code; missing where there is nobody."""
        return [
            100 * number / whole if number is not None and whole else None
            for number, whole in zip(self.with_code, self.of, strict=True)
        ]

    def counts(self) -> list[str]:
        """``n/N``, as it is printed."""
        return [
            f"{told(number)}/{told(whole)}"
            for number, whole in zip(self.with_code, self.of, strict=True)
        ]


class Difference(NamedTuple):
    """How far two shares are apart, in percentage points, and its interval."""

    minus: str
    """Which group is taken from which."""
    values: list[Number]
    low: list[Number]
    high: list[Number]


def groups_of(frame: Frame) -> list[Group]:
    """The groups that a table compares.

    Raises:
        CannotDraw: if there is none, or more than there are markers for.
    """
    names = carried(frame, "groups")
    if len(names) > len(SERIES):
        raise CannotDraw(
            f"The table compares {len(names)} groups, and a plot can tell {len(SERIES)} apart. "
            "Choose fewer, or write the table alone."
        )
    return [
        Group(one_line(name), numbers_in(frame, f"{name} n"), numbers_in(frame, f"{name} N"))
        for name in names
    ]


def difference_of(frame: Frame) -> Difference | None:
    """The risk differences, if the table has them with their intervals: of its first two groups."""
    columns = ("risk_difference", "low", "high")
    if not set(columns) <= {str(name) for name in frame.columns}:
        return None
    values, low, high = (
        [None if number is None else 100 * number for number in numbers_in(frame, name)]
        for name in columns
    )
    minus = " minus ".join(map(one_line, carried(frame, "groups")[:2]))
    return Difference(minus, values, low, high) if known(values) else None


def in_words(
    names: Sequence[str], groups: Sequence[Group], difference: Difference | None
) -> list[str]:
    """How large the groups are, where they are furthest apart, and which intervals tell so."""
    several = listed([f"{group.name} ({_size(group)})" for group in groups], "and")
    codes = number_and_noun(len(names), "code")
    sentences = [
        f"Dots of {codes}: the percentage with the code in "
        f"{number_and_noun(len(groups), 'group')}, {several}."
    ]
    if len(groups) == 1:
        sentences.append(extent("percentages", names, groups[0].shares()))
        return sentences
    apart: list[Number] = []
    for here in zip(*(group.shares() for group in groups), strict=True):
        seen = known(here)
        apart.append(max(seen) - min(seen) if len(seen) > 1 else None)
    sentences.append(
        extent("percentage points between the highest and the lowest group", names, apart)
    )
    if difference is not None:
        sentences.append(_clear(names, difference))
    return sentences


def _clear(names: Sequence[str], difference: Difference) -> str:
    """Of which codes the interval leaves out zero."""
    clear = [
        name
        for name, low, high in zip(names, difference.low, difference.high, strict=True)
        if low is not None and high is not None and (low > 0 or high < 0)
    ]
    which = f": {listed(clear, 'and')}" if 0 < len(clear) <= _NAMED else ""
    return (
        "The interval of the difference leaves out zero for "
        f"{number_and_noun(len(clear), 'code')}{which}."
    )


def _size(group: Group) -> str:
    sizes = sorted(set(known(group.of)))
    if not sizes:
        return "N unknown"
    return f"N = {told(sizes[0])}" if len(sizes) == 1 else f"N up to {told(sizes[-1])}"
