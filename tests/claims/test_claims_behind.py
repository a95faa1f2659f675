"""What stands behind a number, and the command that writes it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from claims_made import guid, study, value
from click.testing import CliRunner
from hypothesis import given, settings
from test_claims_properties import projects

import refiqda
from refiqda.claims import BEHIND, UnknownInClaims, behind, parse_claims, verify
from refiqda.cli import main
from refiqda.standard import model as m


def of(toml: str, made: m.Project | None = None) -> pd.DataFrame:
    return behind(parse_claims(toml, "made.toml"), made or study())


def one(toml: str, *columns: str, made: m.Project | None = None) -> list[tuple[str, ...]]:
    frame = of(f"[[claim]]\nid = 'c'\n{toml}", made)
    assert tuple(frame.columns) == BEHIND
    assert set(frame["id"]) <= {"c"}
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_a_case_counts_by_each_of_its_codings():
    found = one("code = 'sub'\nequals = 2", "case", "source", "code_path")
    assert found == [
        ("R1", "one", "theme > sub"),
        ("R1", "one", "theme > sub"),
        ("R1", "one", "theme > sub"),
        ("R2", "two", "theme > sub > leaf"),
        ("R2", "two", "theme > sub > leaf"),
        ("R2", "two", "theme > sub > leaf"),
        ("R1", "one report", "theme > sub"),
    ]
    frame = of("[[claim]]\nid = 'c'\ncode = 'other'\nequals = 1")
    assert frame.to_dict("records") == [
        {
            "id": "c",
            "part": "",
            "case": "R2",
            "case_guid": guid("case", "R2"),
            "source": "two",
            "source_guid": guid("source", "two"),
            "code_path": "other",
            "coding_guid": guid("coding", "other", ""),
            "selection_guid": guid("passage", 50, 60, ""),
        }
    ]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("equals = 3", [("R1", ""), ("R2", ""), ("R3", "")]),
        ("filter = { Sex = 'F' }\nequals = 9", [("R1", ""), ("R3", "")]),
        ("unit = 'files'\nsource = 'Reports'\nequals = 1", [("R1", "one report")]),
        ("unit = 'values'\nvariable = 'Age'\nequals = 2", [("R1", ""), ("R2", "")]),
        ("variable = 'Age'\nmean = 37", [("R1", ""), ("R2", "")]),
        ("variable = 'Age'\nn = 2\nsource = 'Reports'", [("R1", "")]),
        ("case = 'R2'\nvalues = { Sex = 'M' }", [("R2", "")]),
        ("code = 'other'\nfewer_than = { code = 'theme' }", [("R2", "two")]),
        ("code = 'other'\nonly = { Sex = 'M' }", [("R2", "two")]),
        ("code = 'theme'\nequals = 9\nnot_checkable = 'why'", []),
        ("equals = 9\ncounted = false", []),
        ("code = 'theme'\nunit = 'references'\nsource = 'three'\nequals = 0", []),
    ],
)
def test_what_was_counted(toml: str, expected: list[tuple[str, str]]):
    assert one(toml, "case", "source") == expected


def test_codes_have_rows_of_their_own():
    assert one("unit = 'codes'\nlevel = 1\nequals = 2", "code_path", "case") == [
        ("theme", ""),
        ("other", ""),
    ]


def test_of_readings_it_is_the_one_that_is_shown():
    made = study()
    made.cases[0].values.append(value("Sex", "M"))
    toml = """
    [[claim]]
    id = "S"
      [[claim.part]]
      id = "women"
      equals = {}
      [[claim.part]]
      id = "men"
      equals = 1
      [[claim.reading]]
      says = "any"
      women = {{ filter = {{ Sex = "F" }} }}
      men = {{ filter = {{ Sex = "M" }} }}
      [[claim.reading]]
      says = "alone"
      women = {{ alone = {{ Sex = "F" }} }}
      men = {{ alone = {{ Sex = "M" }} }}
    """
    columns = ["id", "part", "case"]
    shown = of(toml.format(1), made)[columns].to_numpy().tolist()
    assert shown == [["S", "women", "R3"], ["S", "men", "R2"]]
    first = of(toml.format(3), made)[columns].to_numpy().tolist()
    assert first == [
        ["S", "women", "R1"],
        ["S", "women", "R3"],
        ["S", "men", "R1"],
        ["S", "men", "R2"],
    ]


@settings(max_examples=60, deadline=None)
@given(projects())
def test_as_many_stand_behind_a_number_as_it_says(made: m.Project):
    columns = {
        "cases": "case_guid",
        "files": "source_guid",
        "references": "coding_guid",
    }
    toml = "".join(
        f"[[claim]]\nid = '{unit}-{code}'\nunit = '{unit}'\ncode = '{code}'\nat_least = 0\n"
        for unit in columns
        for code in ("a", "b", "e")
    )
    claims = parse_claims(toml)
    rows, found = behind(claims, made), verify(claims, made)
    for id, count in zip(found["id"], found["found"], strict=True):
        own = rows[rows["id"] == id]
        distinct = set(own[columns[id.split("-")[0]]]) - {""}
        assert len(distinct) == int(count or 0)


def test_names_that_are_not_there():
    claims = parse_claims("[[claim]]\nid = 'a'\ncode = 'no'\nequals = 1\n")
    with pytest.raises(UnknownInClaims):
        behind(claims, study())
    assert behind(claims, study(), unknown="contradicted").empty


CLAIMS = """
[paper]
title = "A made study"

[[claim]]
id = "S"
where = "Table 1"
says = "Two women and a man."
  [[claim.part]]
  id = "women"
  filter = { Sex = "F" }
  equals = 2
  [[claim.part]]
  id = "men"
  filter = { Sex = "M" }
  equals = 1

[[claim]]
id = "X"
says = "Nine spoke of nothing."
code = "nothing"
equals = 9

[[claim]]
id = "T"
says = "All had been away for more than 10 years."
span = { from = "2009-03-31", to = ["2018-12-01", "2019-06-30"] }
years_more_than = 10
judged = { verdict = "tension", by = "us", because = "The years are not printed." }
"""


@pytest.fixture
def deposit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    study().save(tmp_path / "made.qdpx")
    (tmp_path / "claims.toml").write_text(CLAIMS)
    return tmp_path


def test_the_command_keeps_going_shows_parts_and_writes_what_is_behind(deposit: Path):
    command = ["verify", "claims.toml", "made.qdpx", "--parts", "--behind", "behind.csv"]
    stopped = CliRunner().invoke(main, command)
    assert stopped.exit_code == 1
    assert stopped.stderr == (
        "Error: claims.toml: claim 'X': there is no code 'nothing'; there are 'theme', 'sub', "
        "'leaf' and 'other'.\n"
    )
    assert not (deposit / "behind.csv").exists()
    result = CliRunner().invoke(main, [*command, "--keep-going"])
    assert result.exit_code == 1
    assert result.stderr == "3 claims: 1 reproduced, 1 contradicted and 1 tension.\n"
    assert "S.women" in result.stdout
    assert "T: tension. The years are not printed. (Judged by us.)" in result.stdout
    rows = pd.read_csv(deposit / "behind.csv", dtype=str, keep_default_na=False)
    assert rows[["id", "part", "case"]].to_numpy().tolist() == [
        ["S", "women", "R1"],
        ["S", "women", "R3"],
        ["S", "men", "R2"],
    ]


def test_a_file_that_names_no_format_is_an_error_of_one_line(deposit: Path):
    (deposit / "claims.toml").write_text("[[claim]]\nid = 'a'\nequals = 3\n")
    command = ["verify", "claims.toml", "made.qdpx", "--behind", "behind.nothing"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "behind.nothing ends in '.nothing', which is no table format." in result.stderr


def test_the_public_names():
    assert refiqda.behind is behind
    assert refiqda.read_claims.__module__ == "refiqda.claims.reader"
