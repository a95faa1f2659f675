"""The columns of a crosstab: values of a variable, cases, sources or coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from refiqda.tables.counting.asking import Asking, NothingToCount, require_cases
from refiqda.tables.counting.coded import NONE, Coded, Flags, Numbers
from refiqda.tables.counting.conditions import Condition
from refiqda.tables.counting.scope import Scope, flags, members_within, sources_within
from refiqda.tables.counting.units import everyone_in

UNASSIGNED, TOTAL = "Unassigned", "Total"
BY = ("cases", "sources", "sets", "coders", "codes")
"""What stands in the columns, besides a variable by its name."""
VARIABLE = "variable:"
"""Before the name of a variable that is called as one of the other things."""


@dataclass(frozen=True, slots=True)
class Parting:
    """Parts codings, and what they are counted of, by columns.

    For the columns of sources and cases, what has no case, no value or no coder is unassigned,
    which is a column of its own, the last but the total.
    """

    labels: tuple[str, ...]
    """Of each column but the unassigned."""
    of: Any
    """A function from sources, cases and coders, one for each entry, to pairs: the entries that
    stand in columns, and in which. Those that stand in none are unassigned."""
    says: str
    """What stands in the columns, as a sentence."""
    is_of_coders: bool = False
    """Whether columns part what is done, not what there is: every coder looked at all texts."""

    def entries(self, source: Numbers, case: Numbers, coder: Numbers) -> tuple[Numbers, Numbers]:
        """Which entries stand in which column; the unassigned come last, in a column of theirs."""
        entry, column = self.of(source, case, coder)
        placed = np.zeros(len(source), dtype=bool)
        placed[entry] = True
        left = np.flatnonzero(~placed)
        unassigned = np.full(len(left), len(self.labels), dtype=np.int64)
        return np.concatenate((entry, left)), np.concatenate((column, unassigned))


def parting(asking: Asking, scope: Scope, by: str) -> Parting:
    """How columns are made of what ``by`` names.

    Raises:
        UnknownName: if there is no such variable, or no variable at all.
        NothingToCount: if the project has nothing of the kind.
    """
    coded = asking.coded
    if by == "cases":
        require_cases(coded, ", so there are no columns to part by")
        numbers = np.unique(members_within(coded, scope)[1])
        several = _looked_up(numbers[numbers != NONE], len(coded.cases))
        labels = [coded.cases[number].name or coded.cases[number].guid for number in several[0]]
        return Parting(told_apart(labels), _by(several[1], 1), "One column for each case.")
    if by == "sources":
        numbers = np.flatnonzero(sources_within(coded, scope)[:-1])
        several = _looked_up(numbers, len(coded.sources))
        labels = [coded.sources[number].name or coded.sources[number].guid for number in several[0]]
        return Parting(told_apart(labels), _by(several[1], 0), "One column for each source.")
    if by == "sets":
        return _sets(asking)
    if by == "coders":
        return _coders(coded, scope)
    return _values(asking, by.removeprefix(VARIABLE))


def _looked_up(numbers: Numbers, length: int) -> tuple[list[int], Numbers]:
    """The numbers that have a column, and for each number its column, or -1."""
    columns = np.full(length + 1, NONE, dtype=np.int64)
    columns[numbers] = np.arange(len(numbers))
    return numbers.tolist(), columns


def _by(columns: Numbers, at: int) -> Any:
    def of(*entries: Numbers) -> tuple[Numbers, Numbers]:
        column = columns[entries[at]]
        there = np.flatnonzero(column != NONE)
        return there, column[there]

    return of


def _coders(coded: Coded, scope: Scope) -> Parting:
    known = [user.name or user.guid or "" for user in coded.project.users if user.guid]
    labels = known + [f"unknown user {guid}" for guid in coded.coders[len(known) :]]
    if isinstance(scope.coders, frozenset):
        numbers = np.array(sorted(scope.coders), dtype=np.int64)
    else:
        there = everyone_in(coded, notes=scope.notes).tolist()
        numbers = np.array(sorted({*range(len(known)), *there}), dtype=np.int64)
    if not len(numbers):
        raise NothingToCount("The project lists no users and does not say who coded.")
    several = _looked_up(numbers, len(coded.coders))
    shown = told_apart([labels[number] for number in several[0]])
    return Parting(shown, _by(several[1], 2), "One column for each coder.", is_of_coders=True)


def _sets(asking: Asking) -> Parting:
    coded, names = asking.coded, asking.names
    sets = [(key, several) for key, several in names.members.items() if several]
    if not sets:
        raise NothingToCount("The project has no sets of sources.")
    none = flags((), len(coded.cases))
    masks = [
        (none, flags(_known(several, names.source_numbers), len(coded.sources)))
        for _, several in sets
    ]
    shown = told_apart([names.sets.names[key] for key, _ in sets])
    return Parting(shown, _by_masks(masks), "One column for each set of sources.")


def _known(keys: Iterable[str], numbers: dict[str, int]) -> list[int]:
    return [numbers[key] for key in keys if key in numbers]


def _values(asking: Asking, name: str) -> Parting:
    """One column for each value of a variable, of cases or of sources."""
    everyone = asking.condition(name, ())
    if not everyone.is_known:
        raise NothingToCount(f"No case and no source has a value of the variable {name!r}.")
    conditions = [asking.condition(name, (value,)) for value in _ordered(everyone.values)]
    coded = asking.coded
    masks = [
        (flags(each.cases, len(coded.cases)), flags(each.sources, len(coded.sources)))
        for each in conditions
    ]
    return Parting(
        told_apart([str(each.wanted[0]) for each in conditions]),
        _by_masks(masks),
        _said(name, everyone),
    )


def _by_masks(masks: list[tuple[Flags, Flags]]) -> Any:
    def of(source: Numbers, case: Numbers, _: Numbers) -> tuple[Numbers, Numbers]:
        found = [
            np.flatnonzero(of_cases[case] | of_sources[source]) for of_cases, of_sources in masks
        ]
        columns = np.repeat(np.arange(len(found)), [len(each) for each in found])
        return np.concatenate([*found, np.empty(0, dtype=np.int64)]).astype(np.int64), columns

    return of


def _said(name: str, everyone: Condition) -> str:
    owners = [
        what
        for what, known in (
            ("case", everyone.known_cases),
            ("source", everyone.known_sources),
        )
        if known
    ]
    return (
        f"One column for each value of {name!r}. A coding stands in the column of the value that "
        f"its {' or its '.join(owners)} has; if it belongs to several cases, in the column of each."
    )


def _ordered(values: tuple[str, ...]) -> list[str]:
    """Numbers by size where all are numbers, else text in order."""
    try:
        return sorted(values, key=lambda value: (float(value), value))
    except ValueError:
        return sorted(values)


def told_apart(labels: Iterable[str | None]) -> tuple[str, ...]:
    """Labels that differ from one another and from those of the table's own columns."""
    return tuple(_each_once(labels))


def _each_once(labels: Iterable[str | None]) -> Iterator[str]:
    taken = {UNASSIGNED, TOTAL, "code_path", "code_guid"}
    for label in labels:
        shown, number = label or "(no name)", 1
        while shown in taken:
            number += 1
            shown = f"{label or '(no name)'} ({number})"
        taken.add(shown)
        yield shown
