"""Presence of codes in groups: n of N in each, and only on request how far two are apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
import pandas as pd

from refiqda.tables.caption import describe
from refiqda.tables.columns import array
from refiqda.tables.counting.asking import Asking, CannotCompare, Coders, Wanted
from refiqda.tables.counting.choice import check_countable, one_of
from refiqda.tables.counting.coded import NONE, Coded, Numbers, coded
from refiqda.tables.counting.columns import UNASSIGNED, VARIABLE
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.frames import named_rows
from refiqda.tables.counting.rows import AGGREGATES, Aggregate, Rows
from refiqda.tables.counting.scope import Scope, members_within, ties_of
from refiqda.tables.counting.units import Counter, Spread
from refiqda.tables.grouping import SETS, Grouping, grouping
from refiqda.tables.reading import ProjectOrPath
from refiqda.tables.statistics import exact, proportions
from refiqda.text.conventions import Convention

Compared = Literal["cases", "files"]
COMPARED: tuple[Compared, ...] = ("cases", "files")
_DIFFERENCE = ("risk_difference", "low", "high")


def compare(
    project: ProjectOrPath | Coded,
    by: str,
    *,
    groups: Sequence[str] | None = None,
    unit: Compared | None = None,
    aggregate: Aggregate = "descendants",
    risk_difference: bool = False,
    fisher: bool = False,
    level: float = 0.95,
    min_holders: int | None = None,
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    codes: Sequence[str] | str | None = None,
    notes: bool = False,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row for each code; of each group, how many hold it (n) of how many there are (N).

    ``by`` is the name of a variable, or ``sets`` (of sources). ``groups`` names the groups, each
    by a value, by several joined by ``|``, or by limits for numbers (``<40``, ``40-49``); without
    it there is one for each value of what is looked at. ``unit`` says what holds codes: ``cases``,
    or ``files`` if only sources have the variable. N counts all, those without any coding too.

    Nothing is inferred unless asked for: ``risk_difference`` adds the difference of two shares,
    the first less the second, with Newcombe's interval at ``level``; ``fisher`` adds the
    two-sided p of Fisher's exact test. With ``fisher``, ``can_differ`` is false of codes whose p
    could not be as small as one less ``level`` however their holders were split; with
    ``min_holders``, of codes with fewer holders.

    Columns: code_path, code_guid, for each group ``<group> n`` and ``<group> N``, the same for
    Unassigned if anything has no value; then, if asked for, risk_difference, low, high, p and
    can_differ. ``attrs["groups"]`` has the names of the groups.

    Raises:
        UnknownName: if a variable, value, code, coder, source or case is not there.
        NothingToCount: if the project has none of what is asked for.
        CannotCompare: if two groups are needed, and there are others than two.
    """
    asked = Asked(risk_difference, fisher, level, min_holders)
    one_of("aggregation", aggregate, AGGREGATES)
    if unit is not None:
        one_of("unit to compare", unit, COMPARED)
    with coded(project, convention) as gathered:
        asking = Asking(gathered)
        scope = asking.scope(coders=coders, sources=sources, cases=cases, notes=notes)
        named = [groups] if isinstance(groups, str) else groups or None
        grouped = grouping(asking, scope, by, named)
        asked.check(grouped)
        counted: Compared = unit or ("cases" if grouped.known.cases else "files")
        check_countable(gathered, [counted], scope)
        rows = Rows(gathered, asking.codes(codes), aggregate)
        found = Comparison.of(gathered, scope, rows, grouped, counted)
        frame = _shaped(named_rows(gathered, rows.codes), found, asked)
    said = [
        *_defined(grouped, found, by),
        *defined(
            [counted], aggregate, "none",
            coders=coders, sources=sources, cases=cases, notes=notes,
        ),
        *asked.defined(found),
    ]  # fmt: skip
    title = f"{counted.capitalize()} with each code, by {by.removeprefix(VARIABLE)}"
    frame.attrs["groups"] = found.names
    return describe(frame, "compare", title, said, [*found.warnings(), *asked.warnings(found)])


# ------------------------------------------------------------------------------------- counting


@dataclass(frozen=True, slots=True)
class Comparison:
    """The counts: a column for each group, for all groups together, and for the unassigned."""

    unit: Compared
    names: list[str]
    holders: Any
    """How many hold each code: codes by columns."""
    everyone: list[int]
    """How many there are in each column."""
    others: int
    """How many have a value that is in no group."""

    @classmethod
    def of(
        cls, coded: Coded, scope: Scope, rows: Rows, grouped: Grouping, unit: Compared
    ) -> Comparison:
        """Count the holders of each code, and everybody."""
        width = len(grouped.groups) + 2
        ties = ties_of(coded, scope, rows.all_codes)
        source = coded.columns.source[ties.coding]
        tie, column = grouped.entries(coded, source, ties.case)
        which, row = rows.of(coded.columns.code[ties.coding[tie]])
        tie = tie[which]
        spread = Spread(row * width + column[which], ties.coding[tie], ties.case[tie])
        holders = Counter(coded, scope, unit).count(spread, len(rows) * width)
        source, case = members_within(coded, scope)
        whom = case if unit == "cases" else source
        entry, column = grouped.entries(coded, source, case)
        everyone = [len(_there(whom[entry[column == number]])) for number in range(width)]
        inside = np.isin(np.arange(len(whom)), entry)
        others = len(np.setdiff1d(_there(whom[~inside]), _there(whom[inside])))
        return cls(unit, list(grouped.names), holders.reshape(-1, width), everyone, others)

    @property
    def overlap(self) -> int:
        """How many stand in more than one group, at least."""
        return sum(self.everyone[: len(self.names)]) - self.everyone[-2]

    def pairs(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """For each code the n and N of the first two groups."""
        first, second = self.everyone[:2]
        for row in self.holders.tolist():
            yield (row[0], first), (row[1], second)

    def warnings(self) -> list[str]:
        """What is peculiar about the groups."""
        found = []
        if self.overlap:
            found.append(
                f"The sizes of the groups add up to {self.overlap} more than there are {self.unit} "
                "in them: what has several values stands in each of their groups."
            )
        if self.others:
            found.append(
                f"Other values: {self.others} {self.unit} have a value that is in no group; they "
                "stand in no column."
            )
        return found


def _there(numbers: Numbers) -> Numbers:
    return np.unique(numbers[numbers != NONE])


def _shaped(names: pd.DataFrame, found: Comparison, asked: Asked) -> pd.DataFrame:
    columns = list(enumerate(found.names))
    if found.everyone[-1]:
        columns.append((len(found.names) + 1, UNASSIGNED))
    made: dict[str, Any] = {name: names[name].array for name in names.columns}
    for number, name in columns:
        made[f"{name} n"] = array("integer", found.holders[:, number].tolist())
        made[f"{name} N"] = array("integer", [found.everyone[number]] * len(names))
    for name, kind, cells in asked.columns(found):
        made[name] = array(kind, cells)
    return pd.DataFrame(made, copy=False)


def _defined(grouped: Grouping, found: Comparison, by: str) -> list[str]:
    some = "case" if found.unit == "cases" else "source"
    what = "in no set" if by == SETS else "without a value"
    said = [
        f"n: {found.unit} of the group with at least one coding of the code. N: all {found.unit} "
        "of the group, those without any coding too.",
        f"Groups: {grouped.of}; a {some} with several stands in each of their groups.",
    ]
    if found.everyone[-1]:
        said.append(f"{UNASSIGNED}: {found.unit} {what}, which are compared with nothing.")
    return said


# ------------------------------------------------------------------------------------- inference


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be inferred, if anything."""

    difference: bool
    fisher: bool
    level: float
    min_holders: int | None

    @property
    def threshold(self) -> Fraction:
        """The p that counts as small; exact, as the level is written."""
        return 1 - Fraction(str(self.level))

    def check(self, grouped: Grouping) -> None:
        """Refuse what cannot be inferred."""
        if not 0 < self.level < 1:
            raise CannotCompare(f"The level is {self.level}; it has to lie between 0 and 1.")
        if self.min_holders is not None and self.min_holders < 0:
            raise CannotCompare(f"The number of holders is {self.min_holders}, less than none.")
        if (self.difference or self.fisher) and len(grouped.groups) != 2:
            there = ", ".join(map(repr, grouped.names))
            raise CannotCompare(
                "A risk difference and Fisher's test are of two groups, and there "
                f"{'is' if len(grouped.groups) == 1 else 'are'} {len(grouped.groups)}: {there}. "
                "Name two of them, or join values with |."
            )

    def columns(self, found: Comparison) -> Iterator[tuple[str, Any, list[Any]]]:
        """The columns asked for: name, kind and cells."""
        if self.difference:
            several = [
                proportions.newcombe(*pair, self.level) or (None,) * 3 for pair in found.pairs()
            ]
            for number, name in enumerate(_DIFFERENCE):
                yield name, "number", [each[number] for each in several]
        if self.fisher:
            yield "p", "number", [exact.fisher(*pair) for pair in found.pairs()]
        if self.min_holders is not None:
            holders = found.holders[:, len(found.names)].tolist()
            yield "can_differ", "truth", [number >= self.min_holders for number in holders]
        elif self.fisher:
            yield (
                "can_differ",
                "truth",
                [
                    exact.can_reach(self.threshold, one[1], other[1], one[0] + other[0])
                    for one, other in found.pairs()
                ],
            )

    def defined(self, found: Comparison) -> list[str]:
        """What the columns asked for mean."""
        said = []
        if self.difference:
            one, other = found.names
            said.append(
                f"risk_difference: the share n/N of {one} less that of {other}, with its limits "
                f"low and high at the level {self.level}: Newcombe's hybrid score interval without "
                "continuity correction (Newcombe 1998, method 10)."
            )
        if self.fisher:
            said.append(
                "p: Fisher's exact test, two-sided: given both margins, the probability of all "
                "tables that are no more probable than this one."
            )
        if self.min_holders is not None:
            said.append(
                f"can_differ: whether at least {self.min_holders} {found.unit} of the groups hold "
                "the code."
            )
        elif self.fisher:
            said.append(self._can_differ(found))
        return said

    def _can_differ(self, found: Comparison) -> str:
        first, second = found.everyone[:2]
        small = float(self.threshold)
        fewest = exact.fewest_holders(self.threshold, first, second)
        if fewest is None:
            return (
                f"can_differ: false throughout, since groups of {first} and {second} cannot give "
                f"a p of {small:g} or less, however many hold a code."
            )
        return (
            f"can_differ: false where p could not be {small:g} or less, however the holders were "
            f"split over groups of {first} and {second}; it never can of a code that fewer than "
            f"{fewest} or more than {first + second - fewest} {found.unit} hold."
        )

    def warnings(self, found: Comparison) -> list[str]:
        """What to be careful about when something is inferred."""
        if not (self.difference or self.fisher):
            return []
        said = [
            f"n/N describes these {found.unit}. Intervals and p suppose that they were drawn at "
            "random and independently of one another; a purposive sample was not."
        ]
        number = len(found.holders)
        if self.fisher:
            by_chance = float(number * self.threshold)
            said.append(
                f"Multiplicity: {number} codes are compared. If the groups differed in nothing, up "
                f"to {by_chance:.3g} of them would be expected to have a p of "
                f"{float(self.threshold):g} or less. p is not corrected for that."
            )
        else:
            said.append(
                f"Multiplicity: there are {number} intervals, each at the level {self.level} by "
                "itself."
            )
        if found.overlap:
            said.append(
                "Intervals and p suppose groups that have nobody in common, which these have."
            )
        return said
