"""The columns of a crosstab: values of a variable, cases, sources or coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, NamedTuple

import numpy as np

from refiqda.errors import UnknownName
from refiqda.standard.index import guid_key
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


class Part(NamedTuple):
    """A value of a variable, or a set, with the cases and the sources that have it."""

    name: str
    cases: frozenset[int]
    sources: frozenset[int]

    def holds(self, coded: Coded, source: Numbers, case: Numbers) -> Flags:
        """Of sources with a case each, which have it, by the case or by the source."""
        of_cases = flags(self.cases, len(coded.cases))[case]
        return np.asarray(of_cases | flags(self.sources, len(coded.sources))[source])


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
        return _coders(asking, scope)
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


def _coders(asking: Asking, scope: Scope) -> Parting:
    coded, users = asking.coded, asking.names.users
    if scope.coders == "all":
        raise UnknownName(
            "What all coders coded alike has no column for each of them. Cross it with something "
            "else, or leave out 'all'."
        )
    keys = [guid_key(guid) for guid in coded.coders]
    known = [number for number, key in enumerate(keys) if key in users.names]
    labels = [
        (users.names[key] or guid) if key in users.names else f"unknown user {guid}"
        for key, guid in zip(keys, coded.coders, strict=True)
    ]
    if isinstance(scope.coders, frozenset):
        numbers = np.array(sorted(scope.coders), dtype=np.int64)
    else:
        there = everyone_in(coded, notes=scope.notes).tolist()
        numbers = np.array(sorted({*known, *there}), dtype=np.int64)
    if not len(numbers):
        raise NothingToCount("The project lists no users and does not say who coded.")
    several = _looked_up(numbers, len(coded.coders))
    shown = told_apart([labels[number] for number in several[0]])
    return Parting(shown, _by(several[1], 2), "One column for each coder.", has_members=False)


def _sets(asking: Asking) -> Parting:
    sets = sets_in(asking)
    if not sets:
        raise NothingToCount("The project has no sets of sources.")
    return _parted(asking.coded, sets, "One column for each set of sources.")


def sets_in(asking: Asking) -> list[Part]:
    """The sets that hold sources, as the project lists them."""
    names = asking.names
    return [
        part_of_sets(asking, names.sets.names[key], (key,))
        for key, several in names.members.items()
        if several
    ]


def part_of_sets(asking: Asking, name: str, keys: Iterable[str]) -> Part:
    """The sources of some sets together, by the keys of the sets."""
    numbers = asking.names.source_numbers
    held = (each for key in keys for each in asking.names.members[key])
    return Part(name, frozenset(), frozenset(numbers[each] for each in held if each in numbers))


def _values(asking: Asking, scope: Scope, name: str) -> Parting:
    """One column for each value of a variable that a case or source looked at has."""
    everyone = asking.condition(name, ())
    if not everyone.is_known:
        raise NothingToCount(f"No case and no source has a value of the variable {name!r}.")
    several = looked_at(asking.coded, scope, values_in(asking, name))
    return _parted(asking.coded, several, _said(name, everyone))


def values_in(asking: Asking, name: str) -> list[Part]:
    """Every value of a variable, numbers by size.

    NVivo calls an attribute without a value Unassigned; exported as a value, it is none here too.
    """
    several = []
    for value in _ordered(asking.condition(name, ()).values):
        if value != UNASSIGNED:
            held = asking.condition(name, (value,))
            several.append(Part(value, held.cases, held.sources))
    return several


def looked_at(coded: Coded, scope: Scope, parts: Iterable[Part]) -> list[Part]:
    """Those of which a case or source is looked at, coded or not."""
    members = members_within(coded, scope)
    return [part for part in parts if part.holds(coded, *members).any()]


def _parted(coded: Coded, parts: Sequence[Part], says: str) -> Parting:
    """One column for each part."""

    def of(source: Numbers, case: Numbers, _: Numbers) -> tuple[Numbers, Numbers]:
        found = [np.flatnonzero(part.holds(coded, source, case)) for part in parts]
        columns = np.repeat(np.arange(len(found)), [len(each) for each in found])
        return np.concatenate([*found, np.empty(0, dtype=np.int64)]).astype(np.int64), columns

    return Parting(told_apart(part.name for part in parts), of, says)


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
    """Numbers by size where all are numbers, NaN last; else text in order."""
    try:
        sizes = {value: float(value) for value in values}
    except ValueError:
        return sorted(values)
    return sorted(values, key=lambda value: (isnan(sizes[value]), sizes[value], value))


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
