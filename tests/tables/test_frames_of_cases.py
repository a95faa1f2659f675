"""The two frames that join cases to codings and to sources."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from where import FIXTURES, corpus_params

from refiqda import tables
from refiqda.claims import parse_claims, verify
from refiqda.model import (
    AudioSelection,
    AudioSource,
    Case,
    Code,
    Coding,
    PictureSelection,
    PictureSource,
    PlainTextSelection,
    Project,
    TextSource,
)
from refiqda.tables.columns import DTYPES
from refiqda.tables.names import SEPARATOR
from refiqda.tables.render import render

MADE = sorted((FIXTURES / "made").glob("*.qdpx"))


@pytest.mark.parametrize("name", tables.BRIDGES)
def test_frame_of_a_project_with_everything(
    name: str, project: Project, file_regression: FileRegressionFixture
) -> None:
    frame = tables.BRIDGES[name](project)
    file_regression.check(render(frame, "csv"), extension=".csv", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", tables.BRIDGES)
def test_columns_and_types_are_as_declared(name: str, project: Project) -> None:
    declared = {column.name: DTYPES[column.kind] for column in tables.TABLES[name].columns}
    for given in (project, Project(name="empty")):
        frame = tables.BRIDGES[name](given)
        assert {column: frame[column].dtype for column in frame} == declared
    assert len(frame) == 0


@pytest.mark.parametrize("name", tables.BRIDGES)
def test_path_and_project_give_the_same(name: str, project: Project, path: Path) -> None:
    pd.testing.assert_frame_equal(tables.BRIDGES[name](path), tables.BRIDGES[name](project))


def joins(path: Path) -> None:
    codings, cases = tables.codings(path), tables.cases(path)
    several = tables.case_codings(path)
    called = several["case"].astype("string").fillna(several["case_guid"].astype("string"))
    names = called.groupby(several["coding_guid"], sort=False).agg(SEPARATOR.join)
    pd.testing.assert_series_equal(
        codings["coding_guid"].map(names).astype("string"),
        codings["case"].astype("string"),
        check_names=False,
    )
    held = tables.case_sources(path)
    assert not held.duplicated(["case_guid", "source_guid"]).any()
    assert not several.duplicated().any()
    for frame in (several, held):
        assert set(frame["case_guid"]) <= set(cases["case_guid"])
    known = {*tables.sources(path)["source_guid"], *tables.notes(path)["note_guid"]}
    assert set(held["source_guid"]) <= known
    # A coding is of a case only if the case holds its source, or a part of it.
    of_source = codings.merge(several, on="coding_guid")[["case_guid", "source_guid"]]
    pairs = set(held[["case_guid", "source_guid"]].itertuples(index=False, name=None))
    assert set(of_source.itertuples(index=False, name=None)) <= pairs


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_they_join_in_every_fixture(path: Path) -> None:
    joins(path)


@pytest.mark.parametrize("path", corpus_params(".qdpx", ".qde"))
def test_they_join_in_every_real_file(path: Path) -> None:
    joins(path)


def test_there_are_fixtures_whose_codings_have_cases() -> None:
    assert sum(len(tables.case_codings(path)) for path in MADE) > 100
    assert {how for path in MADE for how in tables.case_sources(path)["how"]} == {
        "source",
        "selection",
    }


def small() -> Project:
    source = TextSource(guid="s", name="one", content="Grüße an alle")
    for number, (start, end) in enumerate(((0, 5), (4, 8), (5, 8))):
        selection = PlainTextSelection(guid=f"p{number}", start=start, end=end)
        selection.codings = [Coding(guid=f"d{number}", code="c")]
        source.selections.append(selection)
    project = Project(name="small", sources=[source])
    project.cases = [
        Case(guid="whole", name="whole", sources=["s"], selections=["p0"]),
        Case(guid="part", name="part", selections=["{P0}"]),
        Case(guid="away", name="away", sources=["no such source"], selections=["nowhere"]),
    ]
    return project


def test_a_case_that_holds_both_holds_the_source() -> None:
    frame = tables.case_sources(small())
    assert frame[["case", "how"]].values.tolist() == [["whole", "source"], ["part", "selection"]]


def test_codings_that_share_a_character_belong() -> None:
    frame = tables.case_codings(small())
    assert frame.loc[frame["case"] == "part", "coding_guid"].tolist() == ["d0", "d1"]
    assert frame.loc[frame["case"] == "whole", "coding_guid"].tolist() == ["d0", "d1", "d2"]


def test_what_shares_a_character_hangs_on_how_the_file_counts() -> None:
    frame = tables.case_codings(small(), convention="code-points,inclusive")
    assert frame.loc[frame["case"] == "part", "coding_guid"].tolist() == ["d0", "d1", "d2"]


def test_a_note_is_held_as_a_source_is() -> None:
    project = small()
    project.notes, project.sources = project.sources, []
    assert tables.case_sources(project)["source_guid"].tolist() == ["s", "s"]
    assert len(tables.case_codings(project)) == 5


def counted(path: Path, codings: pd.DataFrame) -> dict[str, int]:
    """For each code the cases of its codings in sources, by the two frames alone."""
    in_sources = codings[codings["source_guid"].isin(tables.sources(path)["source_guid"])]
    joined = in_sources.merge(tables.case_codings(path), on="coding_guid")
    found = joined.groupby("code_guid", observed=True)["case_guid"].nunique()
    return {guid: int(found.get(guid, 0)) for guid in tables.codes(path)["code_guid"]}


def agrees(path: Path) -> int:
    """Whether counts and claims have as many cases for each code; how many there are in all."""
    expected = counted(path, tables.codings(path))
    frame = tables.counts(path, unit="cases", aggregate="own")
    assert dict(zip(frame["code_guid"], frame["cases"], strict=True)) == expected
    claims = "".join(
        f'[[claim]]\nid = "c{number}"\ncode = "{guid}"\nequals = {cases}\n'
        for number, (guid, cases) in enumerate(expected.items())
    )
    found = verify(parse_claims(f'[counting]\naggregate = "own"\n{claims}'), path)
    assert set(found["verdict"]) == {"reproduced"}
    return sum(expected.values())


WITH_CASES = [path for path in MADE if len(tables.cases(path)) and len(tables.codes(path))]


@pytest.mark.parametrize("path", WITH_CASES, ids=lambda path: path.stem)
def test_counts_and_claims_have_the_same_cases(path: Path) -> None:
    assert agrees(path) > 0


def test_counts_and_claims_have_the_same_cases_of_recordings_and_areas(tmp_path: Path) -> None:
    project = Project(name="no text")
    project.codes = [Code(guid="c", name="trust", is_codable=True)]
    names = ("one", "over it", "beside it")
    sound = [AudioSelection(guid=f"a {name}") for name in names]
    areas = [PictureSelection(guid=f"p {name}", first_y=0, second_y=9) for name in names]
    for at, to, stretch, box in zip((0, 5, 9), (9, 11, 20), sound, areas, strict=True):
        stretch.begin, stretch.end, box.first_x, box.second_x = at, to, at, to
    for one in (*sound[1:], *areas[1:]):
        one.codings = [Coding(guid=f"d {one.guid}", code="c")]
    project.sources = [
        AudioSource(guid="tape", selections=sound),
        PictureSource(guid="photo", selections=areas),
    ]
    project.cases = [
        Case(guid=f"k {one.guid}", name=one.guid, selections=[one.guid])
        for one in (sound[0], areas[0])
    ]
    path = tmp_path / "no text.qdpx"
    project.save(path, allow_invalid=True)
    frame = tables.case_codings(path)
    assert frame[["case", "coding_guid"]].values.tolist() == [
        ["a one", "d a over it"],
        ["p one", "d p over it"],
    ]
    assert agrees(path) == 2
