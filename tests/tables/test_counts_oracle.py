"""Counts are those of the oracle: of a project counted by hand, and of random ones."""

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

CODERS: tuple[Any, ...] = ("any", "all", ("Ann",), ("Ann", "Ben"))
UNITS = list(oracle.UNITS)


def asked(coders: Any) -> Any:
    """Coders as they are asked for; tuples stand in parameters."""
    return list(coders) if isinstance(coders, tuple) else coders


@cache
def frame(aggregate: str, merge: str, coders: Any, notes: bool) -> pd.DataFrame:
    """All units at once."""
    return tables.counts(
        PATH, unit=UNITS, aggregate=aggregate, merge=merge, coders=asked(coders), notes=notes
    )


@pytest.mark.parametrize("notes", [False, True], ids=["sources", "notes"])
@pytest.mark.parametrize("coders", CODERS, ids=["any", "all", "ann", "both"])
@pytest.mark.parametrize("merge", oracle.MERGES)
@pytest.mark.parametrize("aggregate", oracle.AGGREGATES)
@pytest.mark.parametrize("unit", UNITS)
def test_every_count_of_the_counted_project(
    unit: str, aggregate: str, merge: str, coders: Any, notes: bool
) -> None:
    found = frame(aggregate, merge, coders, notes)
    expected = oracle.counts(PROJECT, unit, aggregate, merge, asked(coders), notes)
    assert [oracle.key(guid) for guid in found["code_guid"]] == list(expected)
    for path, cell, right in zip(found["code_path"], found[unit], expected.values(), strict=True):
        assert same(cell, right), (path, cell, right)


def test_all_codes_are_rows_in_the_order_of_the_codebook() -> None:
    found = frame("own", "none", "any", False)
    assert list(found.columns) == ["code_path", "code_guid", *UNITS]
    assert list(found["code_path"]) == PATHS


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_counted_alone_is_the_same(unit: str) -> None:
    together = frame("children", "union", "any", False)
    alone = tables.counts(PROJECT, unit=[unit], aggregate="children", merge="union")
    assert list(alone.columns) == ["code_path", "code_guid", unit]
    pd.testing.assert_series_equal(alone[unit], together[unit])


def disagreements(
    made: m.Project, units: list[str], aggregate: str, merge: str, coders: Any, notes: bool
) -> list[tuple[Any, ...]]:
    """Unit, code, what is found, and what the oracle says."""
    found = tables.counts(
        made, unit=units, aggregate=aggregate, merge=merge, coders=asked(coders), notes=notes
    )
    names = [code.name for code in oracle.all_codes(made.codes)]
    assert [str(path).split(" > ")[-1] for path in found["code_path"]] == names
    wrong = []
    for unit in units:
        expected = oracle.counts(made, unit, aggregate, merge, asked(coders), notes)
        for name, cell, right in zip(names, found[unit], expected.values(), strict=True):
            if not same(cell, right):
                wrong.append((unit, name, number(cell), right))
    return wrong


@pytest.mark.parametrize("units", [UNITS[:-1], ["coverage"]], ids=["numbers", "coverage"])
@settings(max_examples=150, deadline=None)
@given(
    made=projects(),
    aggregate=st.sampled_from(oracle.AGGREGATES),
    merge=st.sampled_from(oracle.MERGES),
    coders=st.sampled_from(CODERS),
    notes=st.booleans(),
)
def test_counts_of_any_project_are_those_of_the_oracle(
    units: list[str], made: m.Project, aggregate: str, merge: str, coders: Any, notes: bool
) -> None:
    if oracle.world_of(made, notes=notes).everyone:
        assert disagreements(made, units, aggregate, merge, coders, notes) == []
        return
    # Nobody is named: what is not about coders is counted, the rest is refused in words.
    others = [unit for unit in units if unit != "users"]
    assert disagreements(made, others, aggregate, merge, "any", notes) == []
    with pytest.raises(RefiQdaError, match="does not say who coded"):
        tables.counts(made, unit="users", notes=notes)
    if coders != "any":
        with pytest.raises(RefiQdaError, match="does not say who coded"):
            tables.counts(made, coders=asked(coders), notes=notes)
