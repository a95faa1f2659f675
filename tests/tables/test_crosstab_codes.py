"""Codes crossed with codes, against a brute force over characters."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import Row, all_codes, family, key, world_of
from projects_made import projects
from where import FIXTURES

from refiqda import model as m
from refiqda import open as open_project
from refiqda import tables
from refiqda.errors import UnknownName

COUNTED = FIXTURES / "made" / "counted.qdpx"
UNITS = ("references", "segments", "selections", "cases", "files")
aggregates = st.sampled_from(("own", "children", "descendants"))


def cell(rows: list[Row], others: list[Row], unit: str) -> int:
    """What the codings of one code have in common with those of another."""
    if unit in ("cases", "files"):
        held = [
            set().union(*(row.cases for row in each))
            if unit == "cases"
            else {row.source for row in each}
            for each in (rows, others)
        ]
        return len(held[0] & held[1])
    shared = [
        row
        for row in rows
        if any(row.characters & other.characters for other in others if other is not row)
    ]
    if unit == "segments":
        return len({row.place for row in shared})
    return len({row.number if unit == "references" else row.selection for row in shared})


@given(projects(), aggregates, st.sampled_from(UNITS))
def test_a_cell_has_what_two_codes_have_in_common(made: m.Project, aggregate: str, unit: str):
    frame = tables.crosstab(made, "codes", unit=unit, aggregate=aggregate)
    everything = world_of(made, notes=False).rows
    several = [
        [row for row in everything if row.code in family(code, aggregate)]
        for code in all_codes(made.codes)
    ]
    whole = [row for row in everything if any(row in rows for rows in several)]
    several.append(whole)
    found = frame.drop(columns="code_path").to_numpy().tolist()
    for at, to in product(range(len(several)), range(len(several) - 1)):
        assert found[at][to] == cell(several[at], several[to], unit), (at, to)
    totals = tables.counts(made, unit=unit, aggregate=aggregate)[unit].tolist()
    assert [row[-1] for row in found[:-1]] == totals


def test_a_code_of_a_row_is_a_column_called_by_its_path():
    frame = tables.crosstab(COUNTED, "codes")
    assert list(frame.columns) == ["code_path", *frame["code_path"]]
    assert "character" in " ".join(frame.attrs["definition"])


def test_the_diagonal_of_cases_is_the_count():
    frame = tables.crosstab(COUNTED, "codes", unit="cases", codes="*")
    counted = tables.counts(COUNTED, unit="cases")["cases"].tolist()
    assert [frame.iloc[at, at + 1] for at in range(len(counted))] == counted


def test_rows_may_be_chosen():
    name = open_project(COUNTED).codes[0].name
    frame = tables.crosstab(COUNTED, "codes", unit="files", codes=f"{name} >")
    assert len(frame) == frame.shape[1] - 1


def test_what_two_codes_cannot_have_in_common_is_refused():
    with pytest.raises(UnknownName, match="not in words"):
        tables.crosstab(COUNTED, "codes", unit="words")


def test_keys_are_compared_without_braces():
    made = open_project(COUNTED)
    for code in all_codes(made.codes):
        code.guid = "{" + code.guid.upper() + "}"
    frame, other = (tables.crosstab(each, "codes", unit="cases") for each in (made, COUNTED))
    assert frame.iloc[:, 1:].equals(other.iloc[:, 1:])
    assert key(made.codes[0].guid) == key(open_project(COUNTED).codes[0].guid)
