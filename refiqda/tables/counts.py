"""How often each code was used, in any unit, under a stated definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from refiqda.errors import UnknownName
from refiqda.tables.caption import describe
from refiqda.tables.columns import Column, Table, array
from refiqda.tables.counting.asking import Asking, Coders, NothingToCount, Wanted, require_cases
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.counting.definitions import defined, of_preset
from refiqda.tables.counting.presets import preset
from refiqda.tables.counting.rows import AGGREGATES, Aggregate, Rows
from refiqda.tables.counting.scope import Scope, sources_within, ties_of
from refiqda.tables.counting.units import MERGES, UNITS, Counter, Merge, Spread, Unit, everyone_in
from refiqda.tables.counting.wording import listed, perhaps
from refiqda.tables.reading import ProjectOrPath
from refiqda.text.conventions import Convention

COUNTS = Table(
    "counts",
    "One row for each code, in the order of the codebook; codes without any stay in.",
    (
        Column("code_path", "text", "Names from the top code down to it, joined by ' > '."),
        Column("code_guid", "text", "GUID of the code."),
    ),
)
"""The columns before those of the units, each of which is called as its unit."""


def counts(
    project: ProjectOrPath | Coded,
    *,
    unit: Unit | Sequence[Unit] | None = None,
    aggregate: Aggregate | None = None,
    merge: Merge | None = None,
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    codes: Sequence[str] | str | None = None,
    notes: bool = False,
    as_program: str | None = None,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row for each code and one column for each unit; the definition is in ``attrs``.

    ``unit`` is one or several of :data:`refiqda.tables.counting.units.UNITS`, references unless
    asked for; ``aggregate`` says whose codings count as a code's own, ``merge`` whether overlaps
    are joined first. ``coders`` are ``"any"``, ``"all"`` (only what everyone coded) or names;
    ``sources`` and ``cases`` are names, sets or values of variables (``{"Sex": "F"}``); ``codes``
    names the rows. ``as_program`` counts what NVivo, ATLAS.ti, MAXQDA, Taguette or QualCoder does,
    as far as that is known.

    Columns: code_path, code_guid, then the units, whole numbers but for coverage.

    Raises:
        UnknownName: if a unit, code, coder, source, case or variable is not there.
        NothingToCount: if the project has none of what is asked for.
    """
    chosen = Choice.of(unit, aggregate, merge, as_program)
    with coded(project, convention) as gathered:
        asking = Asking(gathered)
        scope = asking.scope(coders=coders, sources=sources, cases=cases, notes=notes)
        rows = Rows(gathered, asking.codes(codes), chosen.aggregate)
        check_countable(gathered, chosen.units, scope)
        ties = ties_of(gathered, scope)
        which, row = rows.of(gathered.columns.code[ties.coding])
        spread = Spread(row, ties.coding[which], ties.case[which])
        frame = named_rows(gathered, rows.codes)
        for each in chosen.units:
            counter = Counter(gathered, scope, each, chosen.merge)
            whole = characters_within(gathered, scope) if each == "coverage" else None
            frame[each] = column_of(each, counter.count(spread, len(rows), whole))
    said = defined(
        chosen.units, chosen.aggregate, chosen.merge,
        coders=coders, sources=sources, cases=cases, notes=notes,
    )  # fmt: skip
    return describe(frame, "counts", "Counts of codes", [*chosen.says, *said], chosen.unknown)


@dataclass(frozen=True, slots=True)
class Choice:
    """Units and how they are counted: as asked for, else as a program does."""

    units: tuple[Unit, ...]
    aggregate: Aggregate
    merge: Merge
    says: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        unit: Unit | Sequence[Unit] | None,
        aggregate: Aggregate | None,
        merge: Merge | None,
        as_program: str | None = None,
    ) -> Choice:
        """What is asked for, checked.

        Raises:
            UnknownName: if there is no such unit, aggregation, merge or program.
        """
        known = preset(as_program) if as_program else None
        asked: Sequence[Any] = () if unit is None else (unit,) if isinstance(unit, str) else unit
        default: tuple[Unit, ...] = known.units if known else ("references",)
        units = tuple(dict.fromkeys(asked)) or default
        for each in units:
            one_of("unit", each, UNITS)
        chosen_aggregate: Aggregate = aggregate or (known.aggregate if known else "own")
        chosen_merge: Merge = merge or (known.merge if known else "none")
        one_of("aggregation", chosen_aggregate, AGGREGATES)
        one_of("way to merge", chosen_merge, MERGES)
        says, unknown = of_preset(known) if known else ((), ())
        return cls(units, chosen_aggregate, chosen_merge, tuple(says), tuple(unknown))


def one_of(what: str, name: str, known: Any) -> None:
    """Refuse a word that is none of a few.

    Raises:
        UnknownName: with the nearest one there is.
    """
    if name not in known:
        raise UnknownName(
            f"There is no {what} {name!r}{perhaps(name, known)}. Use {listed(known)}."
        )


def check_countable(coded: Coded, units: Sequence[Unit], scope: Scope) -> None:
    """Refuse a count of what the project has nothing of.

    Raises:
        NothingToCount: saying what is missing.
    """
    if "cases" in units:
        require_cases(coded, ", so cases cannot be counted")
    if ("users" in units or scope.coders != "any") and not len(
        everyone_in(coded, notes=scope.notes)
    ):
        raise NothingToCount("The project does not say who coded, so coders cannot be counted.")


def characters_within(coded: Coded, scope: Scope, sources: Any = None) -> int:
    """The characters of all texts that a scope looks at, or of these ``sources`` alone."""
    wanted = sources_within(coded, scope)[:-1] if sources is None else sources
    return sum(coded.characters[number] for number in np.flatnonzero(wanted).tolist())


def named_rows(coded: Coded, codes: Sequence[int]) -> pd.DataFrame:
    """The rows of a table of codes, with their names."""
    several = [coded.codes[number] for number in codes]
    return COUNTS.from_rows((coded.tree.path(code.guid or ""), code.guid) for code in several)


def column_of(unit: Unit, numbers: Any) -> Any:
    """Counts as a column: whole numbers, or shares that may be missing."""
    if unit == "coverage":
        return array("number", [float(each) for each in numbers])
    return array("integer", [int(each) for each in numbers])
