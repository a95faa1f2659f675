"""Every frame of every fixture and of every real file: types, keys, and what joins to what."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from where import FIXTURES, corpus_params

from refiqda import tables
from refiqda.tables.columns import DTYPES
from refiqda.tables.declared import JOINS

MADE = sorted([*(FIXTURES / "made").glob("*.qdpx"), *(FIXTURES / "made").glob("*.qde")])
EVERY = [*(pytest.param(path, id=path.name) for path in MADE), *corpus_params(".qdpx", ".qde")]
ALL = {**tables.FRAMES, **tables.BRIDGES}


@cache
def frames(path: Path) -> dict[str, pd.DataFrame]:
    return {name: make(path) for name, make in ALL.items()}


def guids(path: Path, column: str) -> set[str]:
    frame, _, name = column.partition(".")
    return set(frames(path)[frame][name].dropna())


@pytest.mark.parametrize("path", EVERY)
def test_types_are_as_declared(path: Path) -> None:
    for name, frame in frames(path).items():
        declared = {column.name: DTYPES[column.kind] for column in tables.TABLES[name].columns}
        assert {column: str(frame[column].dtype) for column in declared} == declared, name
        assert list(frame.columns)[: len(declared)] == list(declared), name
        assert frame.columns.is_unique, name
        pd.testing.assert_index_equal(frame.index, pd.RangeIndex(len(frame)))


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize("name", ["codes", "sources", "selections", "codings", "cases", "users"])
def test_each_row_has_a_guid_of_its_own(name: str, path: Path) -> None:
    own = frames(path)[name][f"{name.removesuffix('s')}_guid"]
    assert own.notna().all()
    assert own.is_unique


@pytest.mark.parametrize("path", EVERY)
@pytest.mark.parametrize("join", JOINS, ids=lambda join: join.column)
def test_what_is_named_is_there(join: tables.declared.Join, path: Path) -> None:
    known = set().union(*(guids(path, column) for column in join.own))
    assert guids(path, join.column) <= known


def test_every_join_is_of_declared_columns_and_is_seen_in_a_fixture() -> None:
    declared = {
        f"{name}.{column.name}" for name, table in tables.TABLES.items() for column in table.columns
    }
    assert {column for join in JOINS for column in (join.column, *join.own)} <= declared
    for join in JOINS:
        assert any(guids(path, join.column) for path in MADE), join.column


def test_every_guid_of_another_row_is_said_to_join_to_something() -> None:
    named = {
        f"{name}.{column.name}"
        for name, table in tables.TABLES.items()
        for column in table.columns
        if column.name.endswith("_guid")
    }
    of_anything = {"notes.attached_guid", "links.origin_guid", "links.target_guid"}
    # Variables, sets and links have no frame with one row for each; holders may be transcripts.
    own = {"selections.holder_guid", "variables.variable_guid", "sets.set_guid", "links.link_guid"}
    own |= {column for join in JOINS for column in join.own}
    assert named == {join.column for join in JOINS} | of_anything | own


SAME = ["source", "source_guid", "kind", "start", "end", "passage"]


@pytest.mark.parametrize("path", EVERY)
def test_codings_and_selections_say_the_same_of_each_place(path: Path) -> None:
    codings, selections = frames(path)["codings"], frames(path)["selections"]
    placed = codings[codings["selection_guid"].notna()]
    assert set(codings["kind"][codings["selection_guid"].isna()]) <= {"source"}
    found = selections.set_index("selection_guid").loc[placed["selection_guid"], SAME]
    pd.testing.assert_frame_equal(
        found.reset_index(drop=True).astype("string"),
        placed[SAME].reset_index(drop=True).astype("string"),
    )
    number = placed["selection_guid"].value_counts().reindex(selections["selection_guid"])
    assert selections["codings"].tolist() == number.fillna(0).astype(int).tolist()
    per_source = selections["source_guid"].value_counts()
    sources = frames(path)["sources"]
    assert sources["selections"].tolist() == [
        per_source.get(guid, 0) for guid in sources["source_guid"]
    ]


@pytest.mark.parametrize("name", ["cases", "sources"])
@pytest.mark.parametrize("path", EVERY)
def test_wide_values_have_the_declared_type_and_are_the_long_ones(name: str, path: Path) -> None:
    long = frames(path)["variables"]
    long = long[(long["owner_kind"] == name.removesuffix("s")) & long["value"].notna()]
    wide = frames(path)[name]
    declared = len(tables.TABLES[name].columns)
    values = wide[wide.columns[declared:]]
    assert int(values.notna().sum().sum()) == len(long.drop_duplicates(["owner_guid", "variable"]))
    types = dict(zip(long["variable"], long["type"], strict=True))
    for variable, kind in types.items():
        assert str(values[variable].dtype) == TYPES[kind], variable


TYPES = {
    "Text": "string",
    "Boolean": "boolean",
    "Integer": "Int64",
    "Float": "Float64",
    "Date": "datetime64[us, UTC]",
    "DateTime": "datetime64[us, UTC]",
}


def test_fixtures_have_values_of_sources_in_every_type() -> None:
    seen = {
        str(dtype)
        for path in MADE
        for dtype in frames(path)["sources"].dtypes[len(tables.TABLES["sources"].columns) :]
    }
    assert seen == set(TYPES.values())
