"""A project asked in SQL: answers, their types and names, and that nothing but reading is done."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from where import FIXTURES, corpus_params

import refiqda
from refiqda import tables
from refiqda.errors import RefiQdaError
from refiqda.formats.database import BadQuery, columns, query
from refiqda.model import Case, Project, Variable, VariableValue

MADE = FIXTURES / "made"
GOOD = MADE / "good.qdpx"
STORY = MADE / "story-nvivo-windows.qdpx"


@pytest.fixture(scope="module")
def project() -> Project:
    return refiqda.open(GOOD)


def rows(project: Project | Path, question: str) -> list[tuple[object, ...]]:
    frame = query(project, question)
    plain = frame.astype(object).where(frame.notna(), None)
    return [tuple(row) for row in plain.itertuples(index=False, name=None)]


# ------------------------------------------------------------------------------ answers


@pytest.mark.parametrize("path", [GOOD, STORY, *corpus_params(".qdpx")])
@pytest.mark.parametrize("name", [*tables.FRAMES, *tables.BRIDGES])
def test_a_table_that_is_asked_for_whole_is_the_frame(name: str, path: Path) -> None:
    frame = tables.FRAMES.get(name, tables.BRIDGES.get(name))(path)
    found = query(path, f"SELECT * FROM {name}")
    assert [str(column) for column in frame.columns] == list(found.columns)
    for column in frame.columns:
        own = frame[column]
        if isinstance(own.dtype, pd.DatetimeTZDtype):
            own = pd.Series(tables.cells.cells(own))
        expected, is_missing = own.astype(object), own.isna()
        assert found[column].isna().tolist() == is_missing.tolist(), column
        assert found[column][~is_missing].tolist() == expected[~is_missing].tolist(), column


@pytest.mark.parametrize(
    "question",
    [
        "SELECT count(*) FROM codings",
        "SELECT count(*) FROM CODINGS",
        'SELECT count(*) FROM "codings"',
        "SELECT count(*) FROM 'codings'",
        "SELECT count(*) FROM [codings]",
        "SELECT count(*) FROM `codings`",
        "SELECT count(*) FROM main.codings",
        "SELECT count(*) FROM (SELECT 1 FROM codings)",
        "WITH c AS (SELECT * FROM codings) SELECT count(*) FROM c",
        "SELECT (SELECT count(*) FROM codings)",
        "SELECT count(*) FROM codings JOIN codes USING (code_guid)",
        "SELECT count(*) FROM codings NATURAL JOIN (SELECT code_guid FROM codes)",
        "SELECT count(*)FROM/* a comment */codings -- and one more",
        "SELECT count(*) FROM codings;",
        "/* first */ SELECT count(*) FROM codings ; -- last",
        "SELECT sum(n) FROM (SELECT code_guid, count(*) n FROM codings GROUP BY 1)",
        "SELECT count(*) FROM codings c WHERE EXISTS (SELECT 1 FROM codes "
        "WHERE codes.code_guid = c.code_guid)",
    ],
)
def test_a_table_is_filled_however_it_is_named(question: str, project: Project) -> None:
    assert rows(project, question) == [(len(tables.codings(project)),)]


def test_cases_join_codings(project: Project) -> None:
    found = rows(
        project,
        'SELECT cases."case", count(*) FROM cases JOIN case_codings USING (case_guid) '
        "JOIN codings USING (coding_guid) GROUP BY case_guid ORDER BY 1",
    )
    expected = tables.case_codings(project)["case"].astype("string").value_counts().sort_index()
    assert found == list(expected.items())


def test_positions_count_in_the_texts(project: Project) -> None:
    frame = query(
        STORY,
        'SELECT passage, substr(text, "start" + 1, "end" - "start") AS words FROM selections '
        "JOIN texts ON text_guid = holder_guid WHERE selections.kind = 'text'",
    )
    assert len(frame) > 10
    assert frame["passage"].tolist() == frame["words"].tolist()


def test_a_codebook_can_be_asked() -> None:
    frame = tables.codes(MADE / "good.qdc")
    found = query(MADE / "good.qdc", "SELECT code, level FROM codes ORDER BY level, code")
    expected = frame.sort_values(["level", "code"])
    assert found["code"].tolist() == expected["code"].tolist()
    with pytest.raises(BadQuery, match="There is no table codings; the nearest is codes"):
        query(MADE / "good.qdc", "SELECT * FROM codings")


def test_a_forced_convention_counts() -> None:
    question = 'SELECT "start" FROM selections'
    path = MADE / "story-standard.qdpx"
    forced = query(path, question, convention="utf-8")["start"].tolist()
    assert forced == tables.selections(path, convention="utf-8")["start"].tolist()
    assert forced != query(path, question)["start"].tolist()


def test_a_table_that_is_not_named_is_not_made(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from refiqda.formats.database.tables import Tables

    made: list[str] = []
    real = Tables.rows
    monkeypatch.setattr(Tables, "rows", lambda self, name: made.append(name) or real(self, name))
    query(project, "SELECT count(*) FROM users")
    assert made == ["users"]


# ------------------------------------------------------------------------------ types and names


def test_values_keep_their_types(project: Project) -> None:
    frame = query(project, "SELECT codable, level, code, 1.5 AS n, NULL AS missing FROM codes")
    assert [str(dtype) for dtype in frame.dtypes] == [
        "boolean",
        "Int64",
        "string",
        "Float64",
        "string",
    ]
    times = query(project, "SELECT created FROM codings WHERE created IS NOT NULL")
    assert times["created"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").all()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("SELECT codable FROM codes WHERE code = 'Trust'", [(True,)]),
        ("SELECT codable FROM (SELECT * FROM codes) WHERE code = 'Feelings'", [(False,)]),
        ("SELECT Returned FROM cases ORDER BY 1", [(None,), (True,)]),
        ("SELECT max(codable) FROM codes", [(1,)]),
        ("SELECT codable FROM codes WHERE level = 1 UNION ALL SELECT 7", [(0,), (1,), (7,)]),
        ("SELECT codable FROM codes WHERE level = 1 UNION SELECT 'x'", [("0",), ("1",), ("x",)]),
        ("SELECT 9223372036854775807", [(9223372036854775807,)]),
        ("SELECT 1 UNION ALL SELECT 2.5", [(1.0,), (2.5,)]),
        ("SELECT 1 UNION ALL SELECT 'x' UNION ALL SELECT NULL", [("1",), ("x",), (None,)]),
        ("SELECT x'00ff'", [("00ff",)]),
        ("SELECT CAST(x'ff41' AS TEXT)", [("\N{REPLACEMENT CHARACTER}A",)]),
        ("SELECT length('\N{SEEDLING}'), ''", [(1, "")]),
        ("VALUES (1, 'a'), (2, 'b')", [(1, "a"), (2, "b")]),
    ],
)
def test_values_come_back(
    question: str, expected: list[tuple[object, ...]], project: Project
) -> None:
    assert rows(project, question) == expected


def test_an_answer_without_rows_keeps_its_columns(project: Project) -> None:
    frame = query(project, "SELECT code, level FROM codes WHERE 0")
    assert list(frame.columns) == ["code", "level"]
    assert len(frame) == 0


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("SELECT code, code, code AS 'code (2)' FROM codes", ["code", "code (2)", "code (2) (2)"]),
        ("SELECT 1 AS a, 2 AS A", ["a", "A"]),
        ('SELECT "code" || \'x\', count("code") FROM codes', ["\"code\" || 'x'", 'count("code")']),
        ("SELECT code AS `a`, code || `code` FROM codes", ["a", "code || `code`"]),
        ("SELECT count(*) FROM codes", ["count(*)"]),
        ("SELECT codes.code, users.user FROM codes, users", ["code", "user"]),
    ],
)
def test_columns_keep_their_names(question: str, names: list[str], project: Project) -> None:
    assert list(query(project, question).columns) == names


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_name_can_be_given_to_a_column(name: str) -> None:
    quoted = name.replace('"', '""')
    frame = query(Project(name="p"), f'SELECT 1 AS "{quoted}", \'"{name.replace(chr(39), "")}"\'')
    assert frame.columns[0] == name
    assert frame.iloc[0, 1] == f'"{name.replace(chr(39), "")}"'


def test_names_of_variables_are_told_apart() -> None:
    project = Project(name="p")
    named = {"first": "age", "second": "AGE"}
    project.variables = [Variable(guid=g, name=n, type="Text") for g, n in named.items()]
    values = [VariableValue(variable=g, text=n) for g, n in named.items()]
    project.cases = [Case(guid="c", name="c", values=values)]
    assert rows(project, 'SELECT age, AGE, "AGE (2)" FROM cases') == [("age", "age", "AGE")]


# ------------------------------------------------------------------------------ only reading


@pytest.mark.parametrize(
    "question",
    [
        "INSERT INTO codes (code) VALUES ('x')",
        "DELETE FROM codes",
        "UPDATE codes SET code = 'x'",
        "DROP TABLE codes",
        "CREATE TABLE t (x)",
        "CREATE TEMP TABLE t (x)",
        "CREATE VIRTUAL TABLE t USING fts5(x)",
        "ALTER TABLE codes RENAME TO x",
        "ATTACH '{file}' AS other",
        "VACUUM INTO '{file}'",
        "PRAGMA writable_schema = 1",
        "PRAGMA table_info(codes)",
        "REINDEX",
        "BEGIN",
        "EXPLAIN SELECT 1",
        "REPLACE INTO codes (code) VALUES ('x')",
        "WITH x AS (SELECT 1) INSERT INTO codes (code) SELECT * FROM x",
        "WITH x AS (SELECT 1) DELETE FROM codes",
        "WITH x AS (SELECT 1) UPDATE codes SET code = 'x'",
        "SELECT load_extension('{file}')",
        "SELECT fts3_tokenizer('simple')",
        "SELECT * FROM pragma_table_info('codes')",
        "SELECT * FROM pragma_journal_mode('wal')",
        "SELECT writefile('{file}', 'x')",
        "SELECT 1; DELETE FROM codes",
        "SELECT 1; SELECT 2",
    ],
)
def test_a_question_can_only_read(question: str, tmp_path: Path) -> None:
    path = tmp_path / "good.qdpx"
    path.write_bytes(GOOD.read_bytes())
    with pytest.raises(BadQuery):
        query(path, question.format(file=tmp_path / "other"))
    assert path.read_bytes() == GOOD.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == ["good.qdpx"]


# ------------------------------------------------------------------------------ what went wrong


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("SELECT cod FROM codes", "There is no column cod; the nearest is code."),
        ("SELECT c.cod FROM codes AS c", "There is no column c.cod; the nearest is code."),
        (
            "SELECT passage FROM codes",
            "There is no column passage; the tables selections and codings have one.",
        ),
        ("SELECT Age FROM codings", "There is no column Age; the table cases has one."),
        ("SELECT cas FROM cases", 'There is no column cas; the nearest is "case".'),
        (
            "SELECT zzz FROM codes",
            "There is no column zzz; refiqda query FILE lists the tables and their columns.",
        ),
        ("SELECT * FROM coding", "There is no table coding; the nearest is codings."),
        (
            "SELECT * FROM zzz",
            "There is no table zzz; refiqda query FILE lists the tables and their columns.",
        ),
        (
            "SELECT source FROM codings, sources",
            "Several tables have a column source: write its table before it, as sources.source.",
        ),
        (
            "SELECT case FROM cases",
            'The query is no SQL that SQLite knows: near "FROM": syntax error. If "case" is a '
            "column, use double quotes.",
        ),
        ("SELECT", "The query is no SQL that SQLite knows: incomplete input."),
        (
            "SELECT code FROM codes WHERE code = 'Trust",
            'The query is no SQL that SQLite knows: unrecognized token: "\'Trust".',
        ),
        (
            "SELECT code FORM codes",
            'The query is no SQL that SQLite knows: near "codes": syntax error.',
        ),
        ("SELECT median(level) FROM codes", "no such function: median"),
        ("SELECT ?", "bindings"),
        ("SELECT 1; SELECT 2", "A query is one statement: leave out the semicolon"),
        ("DELETE FROM codes", "A query can only read: begin it with SELECT, WITH or VALUES."),
        ("", "A query can only read: begin it with SELECT, WITH or VALUES."),
        ("SELECT load_extension('x')", "Not authorized to use function: load_extension."),
        ("SELECT '\udcff'", "The query is no text in UTF-8."),
    ],
)
def test_errors_say_what_to_do(question: str, says: str, project: Project) -> None:
    with pytest.raises(BadQuery) as caught:
        query(project, question)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, RefiQdaError)


@pytest.mark.parametrize(
    "question",
    [
        'SELECT "cod" FROM codes',
        'SELECT code FROM codes WHERE code = "Trust"',
        'SELECT code FROM codes ORDER BY "levl"',
        'SELECT count(*) FROM codes GROUP BY "levl"',
    ],
)
def test_a_mistyped_name_in_double_quotes_is_no_text(question: str, project: Project) -> None:
    """SQLite itself takes it for one, and answers with nothing or with nonsense."""
    assert sqlite3.connect(":memory:").execute('SELECT "no such name"').fetchall()
    with pytest.raises(BadQuery, match=r"There is no column .*A text stands in single quotes"):
        query(project, question)


# ------------------------------------------------------------------------------ the list of tables


def test_every_column_is_listed_with_its_meaning(project: Project) -> None:
    frame = columns(project)
    listed = frame[frame["column"].notna()]
    for name, table in tables.TABLES.items():
        own = listed[listed["table"] == name]
        assert own["column"].tolist()[: len(table.columns)] == [c.name for c in table.columns]
    assert ("cases", "Age", "integer") in set(
        zip(listed["table"], listed["column"], listed["type"], strict=True)
    )
    for table, column in zip(listed["table"], listed["column"], strict=True):
        query(project, f'SELECT "{column}" FROM {table}')


def test_asking_does_not_need_duckdb(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert rows(project, "SELECT count(*) FROM users") == [(2,)]
