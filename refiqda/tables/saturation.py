"""New codes case by case, what any order would give, and how many codes there may be in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from refiqda.tables.caption import describe
from refiqda.tables.columns import Kind, array
from refiqda.tables.counting.asking import Asking, Coders, Wanted, require_cases
from refiqda.tables.counting.choice import check_countable, one_of
from refiqda.tables.counting.coded import NONE, Coded, Flags, coded
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.rows import AGGREGATES, Aggregate, Rows
from refiqda.tables.counting.scope import Scope, members_within, ties_of
from refiqda.tables.counting.units import Counter, Spread
from refiqda.tables.ordering import CasesOrFiles, Order, Ordered, ordered
from refiqda.tables.reading import ProjectOrPath
from refiqda.tables.statistics import richness as formulas
from refiqda.tables.statistics.richness import Seen
from refiqda.text.conventions import Convention

UNITS: tuple[CasesOrFiles, ...] = ("cases", "files")
SINGULAR: dict[CasesOrFiles, str] = {"cases": "case", "files": "source"}
MOST_WITH_DEVIATION = 2000
"""Of more cases than this the deviation is left out.

It is exact, from whole numbers as long as there are cases, and so takes seven times as long for
twice as many: 1 second for 2,000, 6 for 4,000, 44 for 8,000.
"""


def saturation(
    project: ProjectOrPath | Coded,
    *,
    unit: CasesOrFiles = "cases",
    order: Order = "project",
    aggregate: Aggregate = "own",
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    codes: Sequence[str] | str | None = None,
    notes: bool = False,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row for each case, or source: how many codes it is the first to have, and all so far.

    ``order`` is ``project``, ``date``, ``name``, ``variable:NAME``, or a list of names; cases that
    it says nothing of come last. Cases without any coding have a row, too; codes that nobody has
    are not in the curve. ``expected`` is the mean number of codes over all orders of the cases,
    exactly, and ``sd`` its standard deviation (missing for more than 2,000 cases).

    Columns: cases (or files), from 1 on; case (or source), its GUID; new_codes, codes, expected,
    sd. ``attrs["estimates"]`` has in sentences what :func:`richness` has in numbers.

    Raises:
        UnknownName: if an order, variable, name, code, coder, source or case is not there.
        NothingToCount: if the project has none of what is asked for.
    """
    with coded(project, convention) as gathered:
        asking = Asking(gathered)
        scope = asking.scope(coders=coders, sources=sources, cases=cases, notes=notes)
        found = Incidences.of(asking, scope, asking.codes(codes), unit, aggregate)
        sequence = ordered(asking, unit, found.numbers, order)
        frame = _curve(gathered, found, sequence)
    said = defined(
        [unit], aggregate, "none", coders=coders, sources=sources, cases=cases, notes=notes
    )
    estimates = found.estimates()
    frame.attrs["estimates"] = estimates
    return describe(
        frame,
        "saturation",
        f"New codes by {SINGULAR[unit]}",
        [*_defined(found, sequence), *said, *estimates],
        [*sequence.warnings, *found.warnings(), *_left_out(found)],
    )


def richness(
    project: ProjectOrPath | Coded,
    *,
    unit: CasesOrFiles = "cases",
    aggregate: Aggregate = "own",
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    codes: Sequence[str] | str | None = None,
    notes: bool = False,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row: how many codes were found in how many cases, and how many there may be in all.

    Columns: cases (or files), incidences (how often a code was found in a case), observed (codes
    found), uniques and duplicates (those found in one case, and in two), coverage (Good-Turing) and
    chao2, which are missing of fewer than two cases; coverage also if nothing was found.

    Raises:
        UnknownName: if a code, coder, source, case or variable is not there.
        NothingToCount: if the project has none of what is asked for.
    """
    with coded(project, convention) as gathered:
        asking = Asking(gathered)
        scope = asking.scope(coders=coders, sources=sources, cases=cases, notes=notes)
        found = Incidences.of(asking, scope, asking.codes(codes), unit, aggregate)
    seen = found.seen
    row: list[tuple[str, Kind, Any]] = [
        (unit, "integer", seen.cases),
        ("incidences", "integer", seen.incidences),
        ("observed", "integer", len(seen.holders)),
        ("uniques", "integer", seen.uniques),
        ("duplicates", "integer", seen.duplicates),
        ("coverage", "number", formulas.coverage(seen)),
        ("chao2", "number", formulas.chao2(seen)),
    ]
    frame = pd.DataFrame({name: array(kind, [value]) for name, kind, value in row})
    said = defined(
        [unit], aggregate, "none", coders=coders, sources=sources, cases=cases, notes=notes
    )
    title = f"Codes found in {unit}, and how many there may be"
    return describe(frame, "richness", title, [*said, *found.estimates()], found.warnings())


# ------------------------------------------------------------------------------------- counting


@dataclass(frozen=True, slots=True)
class Incidences:
    """Which codes were found in which cases, or in which sources."""

    unit: CasesOrFiles
    numbers: list[int]
    """The cases or sources looked at, with or without codings."""
    held: Flags
    """Codes by cases: all codes asked for, used or not."""
    homeless: int
    """How many codings belong to no case."""

    @classmethod
    def of(
        cls,
        asking: Asking,
        scope: Scope,
        codes: Sequence[int],
        unit: CasesOrFiles,
        aggregate: Aggregate,
    ) -> Incidences:
        """Look for each code in each case."""
        one_of("unit to go through", unit, UNITS)
        one_of("aggregation", aggregate, AGGREGATES)
        coded = asking.coded
        if unit == "cases":
            require_cases(coded, ", so they cannot be gone through")
        check_countable(coded, [unit], scope)
        rows = Rows(coded, codes, aggregate)
        ties = ties_of(coded, scope, rows.all_codes)
        which, row = rows.of(coded.columns.code[ties.coding])
        spread = Spread(row, ties.coding[which], ties.case[which])
        if scope.coders == "all":
            spread = Counter(coded, scope, unit).agreed(spread)
        whom = spread.case if unit == "cases" else coded.columns.source[spread.coding]
        source, case = members_within(coded, scope)
        looked_at = case if unit == "cases" else source
        numbers = np.unique(looked_at[looked_at != NONE])
        held = np.zeros((len(rows), len(numbers)), dtype=bool)
        there = whom != NONE
        held[spread.cell[there], np.searchsorted(numbers, whom[there])] = True
        homeless = len(np.unique(spread.coding[~there]))
        return cls(unit, numbers.tolist(), held, homeless)

    @property
    def seen(self) -> Seen:
        """The codes found, by the number of their cases."""
        holders = self.held.sum(axis=1)
        return Seen(len(self.numbers), tuple(holders[holders > 0].tolist()))

    @property
    def unused(self) -> int:
        """How many codes were found nowhere."""
        return int((~self.held.any(axis=1)).sum())

    def estimates(self) -> list[str]:
        """What may be concluded from how many codes were found once and twice."""
        seen, unit, one = self.seen, self.unit, SINGULAR[self.unit]
        once, twice = seen.uniques, seen.duplicates
        said = [
            f"Found: codes: {len(seen.holders)}; {unit}: {seen.cases} (N); a code in a {one}: "
            f"{seen.incidences} times (U); codes in one {one} only: {once} (Q1), in two: {twice} "
            "(Q2)."
        ]
        coverage, chao2 = formulas.coverage(seen), formulas.chao2(seen)
        if chao2 is None:
            said.append(
                f"Coverage and Chao2 cannot be estimated from fewer than two {unit}: they rest on "
                f"which codes come back in another {one}."
            )
        if coverage is None or chao2 is None:
            return said
        weight = "(N-1) Q1 / ((N-1) Q1 + 2 Q2)"
        unseen = "(N-1)/N Q1^2 / (2 Q2)"
        if not twice:
            weight = "(N-1) (Q1-1) / ((N-1) (Q1-1) + 2), as Q2 is 0"
            unseen = "(N-1)/N Q1 (Q1-1) / 2, the bias-corrected form, as Q2 is 0"
        said += [
            f"Coverage, estimated: {coverage:.4f}, the share of all occurrences of codes in {unit} "
            f"like these that is of codes already found. Good-Turing: 1 - Q1/U {weight} "
            "(Chao & Jost 2012).",
            f"Chao2: {chao2:.2f} codes in all, at least; those found and {unseen} (Chao 1987).",
        ]
        return said

    def warnings(self) -> list[str]:
        """What is not in the numbers, and what they suppose."""
        said = []
        if self.unused:
            said.append(
                f"Codes that are in the codebook and were found in no {SINGULAR[self.unit]} are "
                f"not in these numbers: {self.unused} of {len(self.held)}."
            )
        if self.homeless:
            said.append(f"Codings that belong to no case are left out: {self.homeless}.")
        said.append(
            f"Estimates suppose that {self.unit} were drawn at random and that each was looked "
            "through for every code. Codes made up while coding may be missing from what was coded "
            "early, and a curve that no longer rises does not show that nothing new would be said."
        )
        return said


def _curve(coded: Coded, found: Incidences, sequence: Ordered) -> pd.DataFrame:
    places = np.searchsorted(found.numbers, sequence.numbers).astype(np.int64)
    in_order = found.held[:, places]
    first = np.argmax(in_order, axis=1)[in_order.any(axis=1)] if places.size else places
    new = np.bincount(first, minlength=len(places))
    things: Sequence[Any] = coded.cases if found.unit == "cases" else coded.sources
    several = [things[number] for number in sequence.numbers]
    one = SINGULAR[found.unit]
    return pd.DataFrame(
        {
            found.unit: array("integer", list(range(1, len(several) + 1))),
            one: array("text", [each.name or each.guid for each in several]),
            f"{one}_guid": array("text", [each.guid for each in several]),
            "new_codes": array("integer", new.tolist()),
            "codes": array("integer", np.cumsum(new).tolist()),
            "expected": array("number", formulas.expected(found.seen)),
            "sd": array("number", _deviations(found)),
        }
    )


def _deviations(found: Incidences) -> list[float | None]:
    if len(found.numbers) > MOST_WITH_DEVIATION:
        return [None] * len(found.numbers)
    used = found.held[found.held.any(axis=1)]
    return [*formulas.deviations(found.seen, formulas.shared_holders(used))]


def _left_out(found: Incidences) -> list[str]:
    if len(found.numbers) <= MOST_WITH_DEVIATION:
        return []
    return [
        f"sd is left out, since there are more than {MOST_WITH_DEVIATION:,} {found.unit}, of which "
        "it takes long to work out."
    ]


def _defined(found: Incidences, sequence: Ordered) -> list[str]:
    unit, one = found.unit, SINGULAR[found.unit]
    return [
        f"new_codes: codes found in this {one} and in none before it. codes: all codes found so "
        f"far. Order: {unit} {sequence.says}; those without any coding are there, too.",
        f"expected: the mean number of codes in so many {unit} over all orders of the {unit}, "
        "worked out exactly (sample-based rarefaction: Ugland, Gray & Ellingsen 2003; Colwell, Mao "
        "& Chang 2004); sd: its standard deviation over all orders.",
    ]
