"""How often each code was used, in any unit, under a stated definition."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from refiqda.tables.caption import describe
from refiqda.tables.counting.asking import Asking, Coders, Wanted
from refiqda.tables.counting.choice import Choice, cautions, check_countable
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.frames import column_of, named_rows
from refiqda.tables.counting.rows import Aggregate, Rows
from refiqda.tables.counting.scope import sources_of, ties_of
from refiqda.tables.counting.units import Counter, Merge, Spread, Unit
from refiqda.tables.reading import ProjectOrPath
from refiqda.text.conventions import Convention


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
            is_share = each == "coverage"
            whole = gathered.characters(sources_of(gathered, scope)) if is_share else None
            frame[each] = column_of(each, counter.count(spread, len(rows), whole))
        notes_below = [*chosen.unknown, *cautions(gathered, chosen)]
    said = defined(
        chosen.units, chosen.aggregate, chosen.merge,
        coders=coders, sources=sources, cases=cases, notes=notes,
    )  # fmt: skip
    return describe(frame, "counts", "Counts of codes", [*chosen.says, *said], notes_below)
