"""Cells and totals of crosstabs are those of the oracle, by whatever the columns are."""

from __future__ import annotations

from functools import cache
from typing import Any

import oracle
import pandas as pd
import pytest
from against_oracle import PATH, PATHS, PROJECT, number, same
from hypothesis import given, settings
from hypothesis import strategies as st
from projects_made import projects

from refiqda import RefiQdaError, tables
from refiqda import model as m

COLUMNS = {
    "Group": ["A", "B", "Unassigned"],
    "Kind": ["interview", "report"],
    "cases": ["R1", "R2", "R3", "R4", "R5", "Unassigned"],
    "sources": ["Interview 1", "Interview 2", "Interview 3", "Report", "Leaflet"],
    "coders": ["Ann", "Ben", "Unassigned"],
}


@cache
def frame(by: str, unit: str, aggregate: str, merge: str) -> pd.DataFrame:
    return tables.crosstab(PATH, by=by, unit=unit, aggregate=aggregate, merge=merge)


def disagreements(
    made: m.Project, found: pd.DataFrame, by: str, unit: str, aggregate: str, merge: str
) -> list[tuple[Any, ...]]:
    """Row, column, what is found, and what the oracle says."""
    expected = oracle.crosstab(made, by, unit, aggregate, merge)
    rows = [*dict.fromkeys(row for row, _ in expected)]
    columns = [*dict.fromkeys(column for _, column in expected)]
    assert found["code_path"].iloc[-1] == oracle.TOTAL
    assert found.columns[-1] == oracle.TOTAL
    for only in set(found.columns[1:]) ^ set(columns):
        # The column may be left out, or be there, where nothing is counted in it.
        assert only == oracle.UNASSIGNED
        assert not any(expected.get((row, only)) for row in rows)
        assert only not in found or not found[only].any()
    columns = [column for column in columns if column in found]
    return [
        (row, column, number(cell), expected[row, column])
        for column in columns
        for row, cell in zip(rows, found[column], strict=True)
        if not same(cell, expected[row, column])
    ]


@pytest.mark.parametrize("merge", oracle.MERGES)
@pytest.mark.parametrize("aggregate", oracle.AGGREGATES)
@pytest.mark.parametrize("unit", oracle.UNITS)
@pytest.mark.parametrize("by", COLUMNS)
def test_every_crosstab_of_the_counted_project(
    by: str, unit: str, aggregate: str, merge: str
) -> None:
    found = frame(by, unit, aggregate, merge)
    assert disagreements(PROJECT, found, by, unit, aggregate, merge) == []


@pytest.mark.parametrize("by", COLUMNS)
def test_what_stands_beside_and_above_the_cells(by: str) -> None:
    found = frame(by, "references", "own", "none")
    assert list(found.columns) == ["code_path", *COLUMNS[by], "Total"]
    assert list(found["code_path"]) == [*PATHS, "Total"]


def refusal(made: m.Project, by: str, unit: str) -> str:
    """What may be said where there is nothing to be counted; empty if there is something."""
    reasons = []
    if not oracle.labels(made, by):
        reasons.append("No case and no source has a value of the variable 'Group'")
    if unit == "users" and not oracle.world_of(made, notes=False).everyone:
        reasons.append("does not say who coded")
    return "|".join(reasons)


@pytest.mark.parametrize("by", ["Group", "cases", "sources", "coders"])
@pytest.mark.parametrize("units", [oracle.UNITS[:-1], ["coverage"]], ids=["numbers", "coverage"])
@settings(max_examples=50, deadline=None)
@given(
    made=projects(),
    aggregate=st.sampled_from(oracle.AGGREGATES),
    merge=st.sampled_from(oracle.MERGES),
)
def test_crosstabs_of_any_project_are_those_of_the_oracle(
    units: list[str], by: str, made: m.Project, aggregate: str, merge: str
) -> None:
    for unit in units:
        if refused := refusal(made, by, unit):
            with pytest.raises(RefiQdaError, match=refused):
                tables.crosstab(made, by=by, unit=unit, aggregate=aggregate, merge=merge)
        else:
            found = tables.crosstab(made, by=by, unit=unit, aggregate=aggregate, merge=merge)
            assert disagreements(made, found, by, unit, aggregate, merge) == []
