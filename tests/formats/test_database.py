"""The tables of projects in SQLite and DuckDB: every row and cell, names, keys, the README."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import duckdb
import pytest
from database_read import (
    columns_of_sqlite,
    foreign_keys,
    opened,
    primary_key,
    readme,
    tables_of_duckdb,
    tables_of_sqlite,
)
from hypothesis import given
from hypothesis import strategies as st
from where import CORPUS, FIXTURES, corpus

import refiqda
from refiqda import tables
from refiqda.formats.database.readme import EXAMPLES, WORDS_OF_SQL
from refiqda.formats.database.staging import Staging
from refiqda.formats.database.tables import DECLARED, distinct
from refiqda.model import (
    Case,
    Code,
    Coding,
    PlainTextSelection,
    Project,
    TextSource,
    User,
    Variable,
    VariableValue,
)
from refiqda.tables.cells import rows_of
from refiqda.tables.columns import Column, Table

MADE = FIXTURES / "made"
GOOD = MADE / "good.qdpx"
IN_DUCKDB = [GOOD, MADE / "counted.qdpx", MADE / "story-nvivo-windows.qdpx"]
PROJECTS = [*sorted(MADE.glob("*.qdpx")), *corpus(".qdpx", ".qde")]


def guid(*names: str) -> str:
    return refiqda.make_guid("database", *names)


def written(source: Path, tmp_path: Path, ending: str = ".sqlite") -> Path:
    target = tmp_path / f"{source.stem}{ending}"
    refiqda.convert(source, target)
    return target


def saved(project: Project, tmp_path: Path) -> Path:
    path = tmp_path / "made.qdpx"
    project.save(path, allow_invalid=True)
    return path


@pytest.fixture(scope="module", params=PROJECTS, ids=lambda path: path.name)
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A project, and its tables in SQLite."""
    path: Path = request.param
    return path, written(path, tmp_path_factory.mktemp("database"))


def test_the_tables_are_the_frames(both: tuple[Path, Path]) -> None:
    """Read from the file anew, by functions that know nothing of databases."""
    path, database = both
    found = tables_of_sqlite(database)
    for name, frame_of in {**tables.FRAMES, **tables.BRIDGES}.items():
        assert found.pop(name) == list(rows_of(frame_of(path), truth=(0, 1))), name
    assert set(found) == {"README", "texts", "case_selections"}


@pytest.mark.parametrize("path", IN_DUCKDB, ids=lambda path: path.name)
def test_duckdb_holds_what_sqlite_holds(path: Path, tmp_path: Path) -> None:
    """Of three projects, since the rows of both are the same and each file takes half a second."""
    expected = tables_of_sqlite(written(path, tmp_path))
    found = tables_of_duckdb(written(path, tmp_path, ".duckdb"))
    assert set(found) == set(expected)
    notes = ("times", "truth values")
    for name in expected:
        same = [[row for row in side[name] if row[0] not in notes] for side in (found, expected)]
        assert same[0] == same[1], name


def test_every_key_that_is_declared_holds(both: tuple[Path, Path]) -> None:
    with opened(both[1]) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_codebook_has_codes_and_sets(tmp_path: Path) -> None:
    path = MADE / "good.qdc"
    found = tables_of_sqlite(written(path, tmp_path))
    assert set(found) == {"README", "codes", "sets"}
    assert found["codes"] == list(rows_of(tables.codes(path), truth=(0, 1)))
    assert set(tables_of_duckdb(written(path, tmp_path, ".duckdb"))) == set(found)


def test_every_passage_is_where_its_positions_are_in_the_texts(tmp_path: Path) -> None:
    """In every dialect, whatever the file counts in."""
    for path in sorted(MADE.glob("story-*.qdpx")):
        with opened(written(path, tmp_path)) as connection:
            rows = connection.execute(
                'SELECT passage, substr(text, "start" + 1, "end" - "start") FROM selections '
                "JOIN texts ON text_guid = holder_guid WHERE selections.kind = 'text'"
            ).fetchall()
        assert rows, path.name
        assert all(passage == cut for passage, cut in rows), path.name


def test_the_selections_of_cases_are_there(tmp_path: Path) -> None:
    found = tables_of_sqlite(written(GOOD, tmp_path))["case_selections"]
    assert found == [
        (case.name, case.guid, selection)
        for case in refiqda.open(GOOD).cases
        for selection in case.selections
    ]


# ------------------------------------------------------------------------------ types and names


def test_columns_have_types(tmp_path: Path) -> None:
    path = written(GOOD, tmp_path)
    assert columns_of_sqlite(path, "codes")["codable"] == "BOOLEAN"
    cases = columns_of_sqlite(path, "cases")
    assert [cases[name] for name in ("Country", "Returned", "Age", "Weeks", "Born")] == [
        "TEXT",
        "BOOLEAN",
        "INTEGER",
        "REAL",
        "TEXT",
    ]
    with duckdb.connect(str(written(GOOD, tmp_path, ".duckdb")), read_only=True) as connection:
        found = connection.execute("SELECT Returned, Age, Weeks, Born FROM cases LIMIT 0")
        types = [str(column[1]) for column in found.description]
    assert types == ["BOOLEAN", "BIGINT", "DOUBLE", "TIMESTAMP"]


def project_with_variables(*names: str) -> Project:
    variables = [
        Variable(guid=guid("variable", str(at)), name=name, type="Text")
        for at, name in enumerate(names)
    ]
    values = [
        VariableValue(variable=variable.guid, text=f"value {at}")
        for at, variable in enumerate(variables)
    ]
    case = Case(guid=guid("case"), name="R1", values=values)
    return Project(name="p", variables=variables, cases=[case])


def test_names_of_variables_that_differ_in_case_alone_are_told_apart(tmp_path: Path) -> None:
    names = ["age", "Age", "Case", "AGE (2)", 'say "hello"', "end", "Größe", "GRÖSSE", ""]
    path = saved(project_with_variables(*names), tmp_path)
    cases = columns_of_sqlite(written(path, tmp_path), "cases")
    own = [column.name for column in tables.TABLES["cases"].columns]
    nameless = guid("variable", "8")
    assert list(cases)[len(own) :] == [
        "age",
        "Age (2)",
        "Case (2)",
        "AGE (2) (2)",
        'say "hello"',
        "end",
        "Größe",
        "GRÖSSE (2)",
        nameless,
    ]
    (row,) = tables_of_sqlite(tmp_path / "made.sqlite")["cases"]
    assert row[len(own) :] == tuple(f"value {at}" for at in range(len(names)))
    (same,) = tables_of_duckdb(written(path, tmp_path, ".duckdb"))["cases"]
    assert same == row
    said = readme(tmp_path / "made.sqlite")
    assert said["cases.Age (2)"] == "The variable 'Age'."


@given(st.lists(st.text(max_size=4)))
def test_names_are_told_apart_and_the_first_keeps_its_own(names: list[str]) -> None:
    found = distinct(names)
    assert len({name.casefold() for name in found}) == len(found) == len(names)
    assert found[:1] == [name or "unnamed" for name in names[:1]]


def test_more_variables_than_sqlite_has_columns_for(tmp_path: Path) -> None:
    path = saved(project_with_variables(*(f"V{at}" for at in range(2_010))), tmp_path)
    report = refiqda.convert(path, tmp_path / "made.sqlite")
    assert len(columns_of_sqlite(tmp_path / "made.sqlite", "cases")) == 2_000
    assert report.remarks == [
        "15 variables have no column in cases, which has 2,000; the table variables has the "
        "values of all."
    ]
    assert len(tables_of_sqlite(tmp_path / "made.sqlite")["variables"]) == 2_010
    assert "15 variables have none" in readme(tmp_path / "made.sqlite")["cases"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8)))
def test_every_text_comes_back_as_it_is(texts: list[str]) -> None:
    table = Table("texts", "", (Column("text", "text", ""),))
    with Staging() as staging:
        staging.create(table)
        staging.fill(table, ((text,) for text in texts))
        assert [text for rows in staging.rows(table, 3) for (text,) in rows] == texts


def test_odd_characters_arrive_in_both(tmp_path: Path) -> None:
    odd = "NUL \0, quote ' and \", tab\t, line\nline, \N{SEEDLING}, é"
    source = TextSource(guid=guid("t"), name="t", plain_text_path="internal://t.txt")
    project = Project(name="p", sources=[source])
    project.files["sources/t.txt"] = odd.encode()
    path = saved(project, tmp_path)
    for read, ending in ((tables_of_sqlite, ".sqlite"), (tables_of_duckdb, ".duckdb")):
        ((*_, text),) = read(written(path, tmp_path, ending))["texts"]
        assert text == odd, ending


# ------------------------------------------------------------------------------ keys


def test_keys_of_a_file_without_fault(tmp_path: Path) -> None:
    path = written(GOOD, tmp_path)
    keys = {
        "codes": "code_guid",
        "sources": "source_guid",
        "selections": "selection_guid",
        "codings": "coding_guid",
        "cases": "case_guid",
        "links": "link_guid",
        "users": "user_guid",
        "texts": "text_guid",
        "README": "item",
    }
    for table in [*DECLARED, "README"]:
        assert primary_key(path, table) == ([keys[table]] if table in keys else []), table
    assert foreign_keys(path, "codings") == {
        ("code_guid", "codes", "code_guid"),
        ("coder_guid", "users", "user_guid"),
        ("source_guid", "sources", "source_guid"),
        ("selection_guid", "selections", "selection_guid"),
    }
    assert foreign_keys(path, "case_codings") == {
        ("case_guid", "cases", "case_guid"),
        ("coding_guid", "codings", "coding_guid"),
    }
    with opened(path) as connection:
        plan = connection.execute("EXPLAIN QUERY PLAN SELECT * FROM codings WHERE code_guid = ''")
        assert "INDEX codings by code_guid" in str(plan.fetchall())


def faulty() -> Project:
    """A code GUID used twice, a coding without one, and codings of codes that are not there."""
    trust, again = (Code(guid=guid("trust"), name=name, is_codable=True) for name in ("a", "b"))
    selection = PlainTextSelection(guid=guid("s"), start=0, end=3, creating_user=guid("gone"))
    selection.codings = [
        Coding(guid=guid("c"), code=guid("trust")),
        Coding(guid="", code=guid("nowhere")),
        Coding(guid=guid("c"), code=guid("nowhere")),
    ]
    source = TextSource(guid=guid("t"), name="t", content="One two.", selections=[selection])
    users = [User(guid=guid("ada"), name="Ada")]
    return Project(name="p", users=users, codes=[trust, again], sources=[source])


@pytest.mark.parametrize("ending", [".sqlite", ".duckdb"])
def test_rows_that_obey_no_key_are_all_there(ending: str, tmp_path: Path) -> None:
    path = saved(faulty(), tmp_path)
    report = refiqda.convert(path, tmp_path / f"made{ending}")
    read = tables_of_sqlite if ending == ".sqlite" else tables_of_duckdb
    found = read(tmp_path / f"made{ending}")
    assert [row[0] for row in found["codes"]] == ["a", "b"]
    assert len(found["codings"]) == 3
    assert report.remarks == [
        "In the table codes, code_guid is no primary key: it is repeated in 1 row. "
        "All rows are there.",
        "In the table codings, coding_guid is no primary key: it is missing in 1 row and repeated "
        "in 1 row. All rows are there.",
    ]
    said = dict(found["README"])
    assert "code_guid is no primary key" in said["codes"]
    assert (
        "coder_guid is no foreign key: in 3 rows it is none of users.user_guid."
        in (said["codings"])
    )
    assert "selection_guid is one of selections.selection_guid." in said["codings"]


def test_a_key_that_is_not_obeyed_is_not_declared(tmp_path: Path) -> None:
    path = written(saved(faulty(), tmp_path), tmp_path)
    assert primary_key(path, "codes") == primary_key(path, "codings") == []
    assert foreign_keys(path, "codings") == {
        ("source_guid", "sources", "source_guid"),
        ("selection_guid", "selections", "selection_guid"),
    }


# ------------------------------------------------------------------------------ README


def test_the_readme_says_what_the_file_is(tmp_path: Path) -> None:
    said = readme(written(GOOD, tmp_path))
    project = refiqda.open(GOOD)
    assert (
        said["about"] == f"The tables of a REFI-QDA project, made by refiqda {refiqda.__version__}."
    )
    assert said["file"] == "good.qdpx"
    assert said["content digest"] == project.digest()
    assert said["project: name"] == project.name
    assert said["project: created by"] == "Ada"
    assert said["project: changed last by"] == "Grace"
    assert said["variable: Asked"] == "When the interview began."
    for name, table in DECLARED.items():
        assert said[name].startswith(table.row)
        for column in table.columns:
            assert said[f"{name}.{column.name}"] == column.meaning
    assert said["cases.Age"] == "The variable 'Age'."


@pytest.mark.parametrize("title", EXAMPLES)
def test_the_examples_of_the_readme_can_be_asked(title: str, tmp_path: Path) -> None:
    question = readme(written(GOOD, tmp_path))[f"example: {title}"]
    with opened(tmp_path / "good.sqlite") as connection:
        rows = connection.execute(question).fetchall()
    with duckdb.connect(str(written(GOOD, tmp_path, ".duckdb")), read_only=True) as connection:
        same = connection.execute(question).fetchall()
    assert rows
    assert sorted(rows) == sorted(same)


@pytest.mark.parametrize("ending", [".sqlite", ".duckdb"])
def test_every_other_column_can_be_named_without_quotes(ending: str, tmp_path: Path) -> None:
    path = written(GOOD, tmp_path, ending)
    connection = sqlite3.connect(path) if ending == ".sqlite" else duckdb.connect(str(path))
    failed = set()
    for name, table in DECLARED.items():
        for column in (each.name for each in table.columns):
            quoted = connection.execute(f'SELECT "{column}" FROM {name}').fetchall()
            try:
                assert connection.execute(f"SELECT {column} FROM {name}").fetchall() == quoted
            except (sqlite3.OperationalError, duckdb.ParserException):
                failed.add(column)
    connection.close()
    assert failed < set(WORDS_OF_SQL)
    assert failed == {".sqlite": {"case", "set"}, ".duckdb": {"by", "case", "end"}}[ending]


def test_the_corpus_is_where_it_is_thought_to_be(shared: Path) -> None:
    assert set(PROJECTS) > set(CORPUS.glob("*.qdpx"))
