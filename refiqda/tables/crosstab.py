"""Codes by values of a variable, cases, sources, sets, coders or codes, in any unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import pandas as pd

from refiqda.errors import UnknownName
from refiqda.tables.caption import describe
from refiqda.tables.columns import Column, Table, array
from refiqda.tables.counting.asking import Asking, Coders, Wanted
from refiqda.tables.counting.choice import Choice, cautions, check_countable, one_of
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.counting.columns import TOTAL, UNASSIGNED, VARIABLE, parting
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.frames import column_of, named_rows
from refiqda.tables.counting.rows import Aggregate, Rows
from refiqda.tables.counting.units import Merge, Unit
from refiqda.tables.crossed import CodeGrid, by_codes
from refiqda.tables.grid import PERCENTS, Grid, Percent
from refiqda.tables.reading import ProjectOrPath
from refiqda.text.conventions import Convention

LAYOUTS = ("wide", "long")
LONG = Table(
    "crosstab",
    "One row for each cell, totals included.",
    (
        Column("code_path", "text", "Names from the top code down to it; Total for all rows."),
        Column("code_guid", "text", "GUID of the code; missing for the total."),
        Column("value", "name", "What the column stands for; Unassigned, or Total."),
        Column("n", "number", "The count, a whole number but for coverage."),
        Column("of", "number", "What it is a part of, if a percentage is asked for."),
        Column("percent", "number", "n of it in per cent."),
    ),
)
"""The crosstab as a long table."""


def crosstab(
    project: ProjectOrPath | Coded,
    by: str,
    *,
    unit: Unit | None = None,
    aggregate: Aggregate | None = None,
    merge: Merge | None = None,
    percent: Percent | None = None,
    layout: Literal["wide", "long"] = "wide",
    coders: Coders = "any",
    sources: Wanted = (),
    cases: Wanted = (),
    codes: Sequence[str] | str | None = None,
    notes: bool = False,
    convention: Convention | str | None = None,
) -> pd.DataFrame:
    """One row for each code, one column for each of what ``by`` names; the definition in ``attrs``.

    ``by`` is the name of a variable of cases or sources, or ``cases``, ``sources``, ``sets`` (of
    sources), ``coders`` or ``codes``; a variable with such a name is ``variable:NAME``. What is in
    none of the columns is in ``Unassigned``, a column that is there only if needed. ``Total``, the
    last column and the last row, counts what is in several columns or rows once. The other
    parameters are those of :func:`refiqda.tables.counts`.

    With ``percent``, cells are text: ``3/10 (30.0%)``, n of N of the row, the column or the table.
    Of a column, N is all cases, or files, that stand in it, coded or not; for other units the
    column's total.

    Columns: code_path, then one for each value, Unassigned, Total; whole numbers, but shares for
    coverage. With ``layout="long"``, those of :data:`LONG`.

    Raises:
        UnknownName: if a name is not there, or percentages are asked for of what has none.
        NothingToCount: if the project has none of what is asked for.
    """
    chosen = Choice.of(unit, aggregate, merge)
    one_of("layout", layout, LAYOUTS)
    if percent is not None:
        one_of("percentage", percent, PERCENTS)
    if percent is not None and chosen.units[0] == "coverage":
        raise UnknownName("Coverage is a share already. Ask for it without percentages.")
    with coded(project, convention) as gathered:
        asking = Asking(gathered)
        scope = asking.scope(coders=coders, sources=sources, cases=cases, notes=notes)
        check_countable(gathered, chosen.units, scope)
        rows = Rows(gathered, asking.codes(codes), chosen.aggregate)
        if by == "codes":
            columns = by_codes(asking, rows, chosen.units[0])
            grid: Grid = CodeGrid(gathered, scope, rows, columns, chosen)
        else:
            grid = Grid(gathered, scope, rows, parting(asking, scope, by), chosen)
        frame = _shaped(grid, percent, layout)
        notes_below = cautions(gathered, chosen, is_shared=by == "codes")
    said = [grid.parting.says, *defined(
        chosen.units, chosen.aggregate, chosen.merge,
        coders=coders, sources=sources, cases=cases, notes=notes,
    )]  # fmt: skip
    if chosen.units[0] == "coverage" and grid.parting.has_members:
        said.append("Coverage is of the texts that stand in the column, wholly or in part.")
    said.append("Totals count what stands in several columns or rows once.")
    if percent is not None:
        said.append(_share(grid, percent))
    title = f"Codes by {by.removeprefix(VARIABLE)}: {chosen.units[0]}"
    return describe(
        frame, "crosstab" if layout == "wide" else "crosstab long", title, said, notes_below
    )


def _shaped(grid: Grid, percent: Percent | None, layout: str) -> pd.DataFrame:
    counts = grid.counts()
    whole = None if percent is None else grid.whole(counts, percent)
    kept = list(range(grid.width))
    if not grid.has_unassigned(counts):
        kept.remove(grid.width - 2)
    labels = [*grid.parting.labels, UNASSIGNED, TOTAL]
    names = named_rows(grid.coded, grid.rows.codes)
    paths = [*names["code_path"], TOTAL]
    if layout == "long":
        guids = [*names["code_guid"], None]
        frame = LONG.from_rows(_long(labels, paths, guids, kept, counts, whole))
        if grid.unit != "coverage":
            for name in ("n", "of"):
                frame[name] = frame[name].astype("Int64")
        return frame
    made = {"code_path": array("text", paths)}
    for number in kept:
        column = counts[:, number]
        if whole is None:
            cells = column_of(grid.unit, column)
        else:
            cells = array("text", list(map(part_of, column, whole[:, number])))
        made[labels[number]] = cells
    return pd.DataFrame(made, copy=False)


def _long(
    labels: list[str], paths: list[Any], guids: list[Any], kept: list[int], counts: Any, whole: Any
) -> Iterator[tuple[Any, ...]]:
    for row, (path, guid) in enumerate(zip(paths, guids, strict=True)):
        for number in kept:
            count = float(counts[row, number])
            of = None if whole is None else float(whole[row, number])
            share = 100 * count / of if of else None
            yield path, guid, labels[number], count, of, share


def _share(grid: Grid, percent: Percent) -> str:
    """What N is."""
    if percent != "row" and grid.counts_members:
        unit = grid.unit
        return f"Cells are n/N: N is all {unit} of the {percent}, those without a coding included."
    return f"Cells are n/N: N is the total of the {percent}."


def part_of(count: Any, whole: Any) -> str:
    """``3/10 (30.0%)``; of nothing there is no share."""
    share = f" ({100 * count / whole:.1f}%)" if whole else ""
    return f"{count}/{whole}{share}"
