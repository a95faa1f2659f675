"""The columns of a crosstab: values of a variable, cases, sources or coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from refiqda.errors import UnknownName
from refiqda.tables.counting.asking import Asking, NothingToCount, require_cases
from refiqda.tables.counting.coded import NONE, Coded, Flags, Numbers
from refiqda.tables.counting.conditions import Condition
from refiqda.tables.counting.scope import Scope, flags, members_within, sources_of
from refiqda.tables.counting.units import everyone_in
from refiqda.tables.counting.wording import missing, nearest

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
    has_members: bool = True
    """Whether cases and sources stand in the columns without any coding. They do not in those of
    coders, each of whom looked at everything, nor in those of codes."""

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
        numbers = np.array(sources_of(coded, scope), dtype=np.int64)
        several = _looked_up(numbers, len(coded.sources))
        labels = [coded.sources[number].name or coded.sources[number].guid for number in several[0]]
        return Parting(told_apart(labels), _by(several[1], 0), "One column for each source.")
    if by == "sets":
        return _sets(asking)
    if by == "coders":
        return _coders(coded, scope)
    variables = asking.names.variables
    if not variables.find(by) and nearest(by, BY) is not None:
        known = (*BY, *variables.names.values())
        said = missing("variable", by, known)
        raise UnknownName(said[:1].upper() + said[1:])
    return _values(asking, scope, by.removeprefix(VARIABLE))


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
    if scope.coders == "all":
        raise UnknownName(
            "What all coders coded alike has no column for each of them. Cross it with something "
            "else, or leave out 'all'."
        )
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
    return Parting(shown, _by(several[1], 2), "One column for each coder.", has_members=False)


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


def _values(asking: Asking, scope: Scope, name: str) -> Parting:
    """One column for each value of a variable that a case or source looked at has.

    NVivo calls an attribute without a value Unassigned; exported as a value, it is none here too.
    """
    everyone = asking.condition(name, ())
    if not everyone.is_known:
        raise NothingToCount(f"No case and no source has a value of the variable {name!r}.")
    coded = asking.coded
    source, case = members_within(coded, scope)
    several = []
    for value in _ordered(everyone.values):
        held = asking.condition(name, (value,))
        masks = flags(held.cases, len(coded.cases)), flags(held.sources, len(coded.sources))
        if value != UNASSIGNED and (masks[0][case] | masks[1][source]).any():
            several.append((value, masks))
    shown = told_apart([value for value, _ in several])
    return Parting(shown, _by_masks([masks for _, masks in several]), _said(name, everyone))


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
