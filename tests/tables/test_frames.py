"""The ten frames of a project that has everything, and of one that has nothing."""

from pathlib import Path

import pandas as pd
import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from where import corpus_params

import refiqda
from refiqda import tables
from refiqda.standard.model import CodeBook, Project, TextSource, VariableValue
from refiqda.tables.columns import DTYPES
from refiqda.tables.render import render


@pytest.mark.parametrize("name", tables.FRAMES)
def test_frame_of_a_project_with_everything(
    name: str, project: Project, file_regression: FileRegressionFixture
) -> None:
    frame = tables.FRAMES[name](project)
    file_regression.check(render(frame, "csv"), extension=".csv", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", tables.FRAMES)
def test_columns_and_types_are_as_declared(name: str, project: Project) -> None:
    for given in (project, Project(name="empty")):
        frame = tables.FRAMES[name](given)
        for column in tables.TABLES[name].columns:
            assert frame[column.name].dtype == DTYPES[column.kind], column.name
        declared = [column.name for column in tables.TABLES[name].columns]
        assert list(frame.columns)[: len(declared)] == declared
        assert name in ("cases", "sources") or len(frame.columns) == len(declared)
    assert len(frame) == 0


@pytest.mark.parametrize("name", tables.FRAMES)
def test_path_and_project_give_the_same(name: str, project: Project, path: Path) -> None:
    pd.testing.assert_frame_equal(tables.FRAMES[name](path), tables.FRAMES[name](project))


@pytest.mark.parametrize("path", corpus_params(".qdpx", ".qde"))
def test_codings_of_real_files_streamed_and_whole(path: Path) -> None:
    whole = refiqda.open(path)
    pd.testing.assert_frame_equal(tables.codings(path), tables.codings(whole))
    whole.files.close()


@pytest.mark.parametrize("path", corpus_params())
def test_every_frame_of_real_files(path: Path) -> None:
    is_book = path.suffix == ".qdc"
    for name in tables.OF_CODEBOOKS if is_book else tables.FRAMES:
        frame = tables.FRAMES[name](path)
        declared = {column.name: DTYPES[column.kind] for column in tables.TABLES[name].columns}
        assert {column: frame[column].dtype for column in declared} == declared


def test_passages_of_a_real_project_are_the_quotes(shared: Path) -> None:
    path = shared / "corpus" / "qualcoder-3.8-mannheimer.qdpx"
    codings = tables.codings(path)
    assert len(codings) == 753
    selections = tables.selections(path).set_index("selection_guid")
    quoted = codings["selection_guid"].map(selections["selection"])
    assert (codings["passage"].str.split().str.join(" ") == quoted.str.split().str.join(" ")).all()


def test_codings_join_codes_sources_selections_and_cases(project: Project) -> None:
    codings = tables.codings(project)
    for name, key in (("codes", "code"), ("sources", "source"), ("selections", "selection")):
        frame = tables.FRAMES[name](project)
        joined = codings.merge(frame, on=f"{key}_guid", how="inner")
        expected = {"codes": 11, "sources": 11, "selections": 11}[name]
        assert len(joined) == expected, name


def test_guids_are_spelt_as_their_owner_spells_them(project: Project) -> None:
    for case in project.cases:
        case.sources = [f"{{{guid.upper()}}}" for guid in case.sources]
    code = project.codes[0].codes[0]
    code.guid = f"{{{code.guid.upper()}}}"
    ada = project.users[0]
    ada.guid = f"{{{ada.guid.upper()}}}"
    codings = tables.codings(project)
    assert set(codings.loc[codings["code"] == "doubt", "code_guid"]) == {code.guid}
    assert codings["case"].notna().sum() == 6
    for frame, user in (
        (codings, "coder"),
        (tables.selections(project), "creator"),
        (tables.notes(project), "creator"),
    ):
        assert set(frame.loc[frame[user] == "Ada", f"{user}_guid"]) == {ada.guid}


def test_two_users_of_one_name_are_told_apart(project: Project, path: Path) -> None:
    project.users[1].name = "Ada"
    project.save(path, allow_invalid=True)
    for given in (project, path):
        codings = tables.codings(given)
        of_ada = codings[codings["coder"] == "Ada"]
        assert set(of_ada["coder_guid"]) == {user.guid for user in project.users[:2]}
        assert codings["coder_guid"].isna().tolist() == codings["coder"].isna().tolist()


def test_a_codebook_has_codes_and_sets(project: Project) -> None:
    book = CodeBook(codes=project.codes, sets=project.sets[:1])
    assert len(tables.codes(book)) == 2
    assert set(tables.sets(book)["member_kind"]) == {"code", "source"}


def test_two_variables_of_one_name_get_two_columns(project: Project) -> None:
    project.variables[1].name = "Age"
    frame = tables.cases(project)
    assert list(frame.columns[-6:]) == ["Age", "Age (2)", "OK", "Since", "Place", "case (2)"]
    assert frame["Age (2)"].tolist()[1] == 2.5


def test_sources_have_the_variables_that_a_source_has_a_value_of(project: Project) -> None:
    declared = [column.name for column in tables.TABLES["sources"].columns]
    assert list(tables.sources(project).columns) == [*declared, "Place"]
    interview, lost, *_ = project.sources
    age, score, ok, since, *_ = [variable.guid for variable in project.variables]
    interview.values += [
        VariableValue(variable=f"{{{age.upper()}}}", integer=7),
        VariableValue(variable=score, text="seven"),
        VariableValue(variable=ok),
        VariableValue(variable=since, date="2001-02-03"),
    ]
    lost.values = [VariableValue(variable=since, date="1999-12-31+02:00")]
    project.variables[0].name = "kind"
    frame = tables.sources(project)
    wide = frame[frame.columns[len(declared) :]]
    assert {name: str(wide[name].dtype) for name in wide} == {
        "kind (2)": "Int64",
        "Score": "string",  # it was not given as a number
        "Since": "datetime64[us, UTC]",
        "Place": "string",
    }
    assert wide.iloc[0].astype(str).tolist() == [
        "7", "seven", "2001-02-03 00:00:00+00:00", "Iași",
    ]  # fmt: skip
    assert wide.iloc[1].isna().tolist() == [True, True, False, True]
    assert wide.iloc[2:].isna().all(axis=None)


def test_several_values_of_a_source_are_text_in_one_cell(project: Project) -> None:
    age = project.variables[0].guid
    project.sources[0].values += [VariableValue(variable=age, integer=40 + at) for at in (0, 1)]
    assert tables.sources(project)["Age"].dropna().tolist() == ["40; 41"]


def test_an_empty_text_is_a_value(project: Project) -> None:
    project.cases[1].values = [VariableValue(variable=project.variables[4].guid, text="")]
    assert tables.cases(project)["Place"].tolist()[1] == ""
    assert tables.cases(project)["Place"].isna().tolist() == [False, False, True]


def test_numbers_too_large_for_a_column_are_missing(project: Project) -> None:
    selection = project.sources[0].selections[0]
    selection.start = selection.end = 10**30
    codings = tables.codings(project)
    assert codings["end"].isna()[0]
    assert codings["passage"].isna()[0]


def test_an_end_past_the_text_goes_to_its_last_character(project: Project) -> None:
    selection = project.sources[0].selections[0]
    selection.end = 10**30
    codings = tables.codings(project)
    assert codings["end"][0] == len(project.text_of(project.sources[0]))
    assert codings["passage"][0].startswith("😀")


def test_a_text_that_is_no_text_gives_no_passage(project: Project) -> None:
    source = project.sources[0]
    source.content, source.plain_text_path = None, "internal://broken.txt"
    project.files["sources/broken.txt"] = b"Gr\x81\x8d\x00"
    codings = tables.codings(project)
    assert codings.loc[codings["source"] == "interview", "passage"].isna().all()


def test_a_note_is_a_source_of_its_own(project: Project) -> None:
    project.sources = []
    note = project.notes[0]
    assert isinstance(note, TextSource)
    codings = tables.codings(project)
    assert codings["source_guid"].tolist() == [note.guid]
    assert codings["passage"].tolist() == ["Look"]
