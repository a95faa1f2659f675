"""Codes by values of a variable, cases, sources, sets, coders or codes, in any unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from refiqda.errors import UnknownName
from refiqda.tables.caption import describe
from refiqda.tables.columns import Column, Table, array
from refiqda.tables.counting.asking import Asking, Coders, Wanted
from refiqda.tables.counting.coded import NONE, Coded, Numbers, coded
from refiqda.tables.counting.columns import TOTAL, UNASSIGNED, VARIABLE, Parting, parting
from refiqda.tables.counting.definitions import defined
from refiqda.tables.counting.rows import Aggregate, Rows
from refiqda.tables.counting.scope import Scope, members_within, ties_of
from refiqda.tables.counting.units import Counter, Merge, Spread, Unit
from refiqda.tables.counts import (
    Choice,
    characters_within,
    check_countable,
    column_of,
    named_rows,
    one_of,
)
from refiqda.tables.reading import ProjectOrPath
from refiqda.text.conventions import Convention

Percent = Literal["row", "column", "table"]
PERCENTS: dict[Percent, str] = {
    "row": "of the total of its row",
    "column": "of what there is in its column",
    "table": "of what there is in the whole table",
}
LONG = Table(
    "crosstab",
    "One row for each cell, totals included.",
    (
        Column("code_path", "text", "Names from the top code down to it; Total for all rows."),
        Column("code_guid", "text", "GUID of the code; missing for the total."),
        Column("value", "name", "What the column stands for; Unassigned, or Total."),
        Column("n", "number", "The count."),
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
    if percent is not None:
        one_of("percentage", percent, PERCENTS)
    if percent is not None and chosen.units[0] == "coverage":
        raise UnknownName("Coverage is a share already. Ask for it without percentages.")
    with coded(project, convention) as gathered:
        asking = Asking(gathered)
        scope = asking.scope(coders=coders, sources=sources, cases=cases, notes=notes)
        check_countable(gathered, chosen.units, scope)
        rows = Rows(gathered, asking.codes(codes), chosen.aggregate)
        counting = Crosstab(gathered, scope, rows, parting(asking, scope, by), chosen)
        grid = counting.grid()
        whole = None if percent is None else counting.whole(grid, percent)
        frame = _shaped(counting, grid, whole, layout)
    said = [counting.parting.says, *defined(
        chosen.units, chosen.aggregate, chosen.merge,
        coders=coders, sources=sources, cases=cases, notes=notes,
    )]  # fmt: skip
    said.append("Totals count what stands in several columns or rows once.")
    if percent is not None:
        said.append(f"Percentages are {PERCENTS[percent]}, coded or not: n/N (n of N).")
    title = f"Codes by {by.removeprefix(VARIABLE)}: {chosen.units[0]}"
    return describe(frame, "crosstab" if layout == "wide" else "crosstab long", title, said)


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Counts the cells; the last row and the last column are the totals."""

    coded: Coded
    scope: Scope
    rows: Rows
    parting: Parting
    chosen: Choice

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.chosen.units[0]

    @property
    def width(self) -> int:
        """How many columns there are: those with a label, the unassigned, and the total."""
        return len(self.parting.labels) + 2

    def grid(self) -> Any:
        """The counts, row by row."""
        columns = self.coded.columns
        ties = ties_of(self.coded, self.scope, self.rows.all_codes)
        tie, column = self._in_columns(
            columns.source[ties.coding], ties.case, columns.coder[ties.coding]
        )
        which, row = self.rows.of(columns.code[ties.coding[tie]])
        cell = np.concatenate(
            (row * self.width + column[which], len(self.rows) * self.width + column)
        )
        tie = np.concatenate((tie[which], tie))
        spread = Spread(cell, ties.coding[tie], ties.case[tie])
        counter = Counter(self.coded, self.scope, self.unit, self.chosen.merge)
        cells = (len(self.rows) + 1) * self.width
        whole = np.tile(self._characters(), len(self.rows) + 1) if self.unit == "coverage" else None
        return counter.count(spread, cells, whole).reshape(-1, self.width)

    def _in_columns(
        self, source: Numbers, case: Numbers, coder: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Entries with their columns, of which the total has them all."""
        entry, column = self.parting.entries(source, case, coder)
        everything = np.arange(len(source), dtype=np.int64)
        total = np.full(len(source), self.width - 1, dtype=np.int64)
        return np.concatenate((entry, everything)), np.concatenate((column, total))

    def _members(self) -> tuple[Numbers, Numbers, Numbers]:
        """Sources and cases, coded or not, with the columns they stand in."""
        source, case = members_within(self.coded, self.scope)
        entry, column = self._in_columns(source, case, np.full(len(source), NONE, dtype=np.int64))
        return source[entry], case[entry], column

    def _characters(self) -> Numbers:
        """The characters of the texts that stand in each column, coded or not."""
        source, _, column = self._members()
        if self.parting.is_of_coders:
            return np.full(self.width, characters_within(self.coded, self.scope), dtype=np.int64)
        found = np.zeros(self.width, dtype=np.int64)
        for number in range(self.width):
            own = np.unique(source[(column == number) & (source != NONE)])
            found[number] = sum(self.coded.characters[each] for each in own.tolist())
        return found

    def has_unassigned(self, grid: Any) -> bool:
        """Whether anything stands in no other column: a coding, or a case without a value."""
        _, case, column = self._members()
        is_left = bool(((column == self.width - 2) & (case != NONE)).any())
        unassigned = np.nan_to_num(grid[:, self.width - 2])
        return bool(unassigned.any()) or (is_left and not self.parting.is_of_coders)

    def whole(self, grid: Any, percent: Percent) -> Any:
        """What each cell is a part of."""
        if percent == "row":
            return np.broadcast_to(grid[:, -1:], grid.shape)
        found = grid[-1]
        if self.unit in ("cases", "files") and not self.parting.is_of_coders:
            source, case, column = self._members()
            key = case if self.unit == "cases" else source
            there = np.unique(np.stack((column, key))[:, key != NONE], axis=1)
            found = np.bincount(there[0], minlength=self.width)
        if percent == "table":
            found = np.full(self.width, found[-1])
        return np.broadcast_to(found, grid.shape)


def _shaped(counting: Crosstab, grid: Any, whole: Any, layout: str) -> pd.DataFrame:
    kept = [
        number
        for number in range(counting.width)
        if number != counting.width - 2 or counting.has_unassigned(grid)
    ]
    labels = [*counting.parting.labels, UNASSIGNED, TOTAL]
    names = named_rows(counting.coded, counting.rows.codes)
    paths = [*names["code_path"], TOTAL]
    if layout == "long":
        guids = [*names["code_guid"], None]
        return LONG.from_rows(_long(labels, paths, guids, kept, grid, whole))
    made = {"code_path": array("text", paths)}
    for number in kept:
        column = grid[:, number]
        if whole is None:
            cells = column_of(counting.unit, column)
        else:
            cells = array("text", list(map(part_of, column, whole[:, number])))
        made[labels[number]] = cells
    return pd.DataFrame(made, copy=False)


def _long(
    labels: list[str], paths: list[Any], guids: list[Any], kept: list[int], grid: Any, whole: Any
) -> Iterator[tuple[Any, ...]]:
    for row, (path, guid) in enumerate(zip(paths, guids, strict=True)):
        for number in kept:
            count = float(grid[row, number])
            of = None if whole is None else float(whole[row, number])
            share = 100 * count / of if of else None
            yield path, guid, labels[number], count, of, share


def part_of(count: Any, whole: Any) -> str:
    """``3/10 (30.0%)``; of nothing there is no share."""
    share = f" ({100 * count / whole:.1f}%)" if whole else ""
    return f"{count}/{whole}{share}"
