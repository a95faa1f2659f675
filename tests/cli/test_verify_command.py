from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from pytest_regressions.file_regression import FileRegressionFixture

import refiqda
from refiqda.claims import Claim, Claims, as_text, verify
from refiqda.cli import main
from refiqda.standard import model as m

CLAIMS = """\
[paper]
title = "A made study"

[[claim]]
id = "T1"
where = "Table 1"
says = "Two of the three participants spoke of trust."
code = "trust"
equals = 2
of = 3

[[claim]]
id = "T2"
where = "Table 1"
says = "Trust was coded five times, which is said here at more length than a terminal has."
code = "trust"
unit = "references"
equals = 5

[[claim]]
id = "R1"
where = "Results, paragraph 3"
says = "Doubt was only voiced by women."
code = "doubt"
only = { Sex = "F" }
basis = "imposed"

[[claim]]
id = "M1"
where = "Methods"
says = "Two researchers coded."
unit = "users"
equals = 2

[[claim]]
id = "M2"
says = "Interviews lasted an hour."
not_checkable = "No project says how long an interview was."
"""


def guid(*parts: str) -> str:
    return refiqda.make_guid("verify", *parts)


def made() -> m.Project:
    """Three cases; trust in two of their sources, doubt in one; nobody is recorded as coder."""

    def source(name: str, *codes: str) -> m.TextSource:
        return m.TextSource(
            guid=guid("source", name),
            name=name,
            content="x" * 100,
            selections=[
                m.PlainTextSelection(
                    guid=guid("selection", name, code),
                    start=10 * number,
                    end=10 * number + 5,
                    codings=[m.Coding(guid=guid("coding", name, code), code=guid("code", code))],
                )
                for number, code in enumerate(codes)
            ],
        )

    sex = m.Variable(guid=guid("sex"), name="Sex", type="Text")
    return m.Project(
        name="made",
        codes=[
            m.Code(guid=guid("code", name), name=name, is_codable=True)
            for name in ("trust", "doubt")
        ],
        variables=[sex],
        cases=[
            m.Case(
                guid=guid("case", name),
                name=name,
                values=[m.VariableValue(variable=sex.guid, text=text)],
                sources=[guid("source", name)],
            )
            for name, text in (("one", "F"), ("two", "M"), ("three", "M"))
        ],
        sources=[source("one", "trust", "doubt"), source("two", "trust"), source("three")],
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the two files."""
    monkeypatch.chdir(tmp_path)
    made().save("made.qdpx")
    Path("claims.toml").write_text(CLAIMS, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments])


SUMMARY = "5 claims: 1 reproduced, 1 imposed, 1 contradicted and 2 not checkable.\n"


@pytest.mark.parametrize(
    ("format", "extension"),
    [
        ("table", ".txt"),
        ("csv", ".csv"),
        ("json", ".json"),
        ("markdown", ".md"),
        ("junit", ".xml"),
    ],
)
def test_what_is_printed(
    here: Path, file_regression: FileRegressionFixture, format: str, extension: str
):
    result = run("claims.toml", "made.qdpx", "--format", format)
    assert result.stderr == SUMMARY
    assert result.exit_code == 1
    file_regression.check(result.stdout, extension=extension, encoding="utf-8", newline="\n")


def test_the_table_fits_a_terminal(here: Path):
    assert max(map(len, run("claims.toml", "made.qdpx").stdout.splitlines())) <= 80


def test_what_a_claim_says_has_room_beside_what_is_found():
    long = "x" * 30
    claims = Claims(
        claims=(
            Claim(id="a", says="word " * 20, prints={"thing": long}, same_as=("b",)),
            Claim(id="b", says="word " * 20, prints={"thing": long}),
        )
    )
    frame = verify(claims, made())
    for width in (80, 100, 120):
        heading, rule, *rows = as_text(frame, "", width).splitlines()[:4]
        _, says, expected, found, _ = map(len, rule.split())
        assert says >= 30
        assert abs(expected - found) <= 1
        assert max(map(len, (heading, rule, *rows))) == width
        assert rows[0].count("…") == 3


@pytest.mark.parametrize("id", ["a", "a" * 44])
def test_short_numbers_leave_the_width_to_what_is_said(id: str):
    claims = Claims(claims=(Claim(id=id, unit="codes", equals=2, says="x" * 150),))
    rule = as_text(verify(claims, made())).splitlines()[1]
    widths = [len(each) for each in rule.split()]
    assert widths == [max(2, len(id)), 44 if id == "a" else 16, 8, 5, 10]


@pytest.mark.parametrize(("columns", "widest"), [(40, 80), (100, 100), (300, 120)])
def test_a_wide_terminal_is_used(columns: int, widest: int):
    long = {"says": "word " * 40, "where": "Title " * 40}
    claims = Claims(claims=(Claim(id="a", unit="codes", equals=3, **long),))
    text = as_text(verify(claims, made()), "A long title " * 20, columns)
    assert widest - 20 < max(map(len, text.splitlines())) <= widest


@pytest.mark.parametrize("name", ["out.csv", "out.xml", "out.md", "out.txt", "out.xlsx"])
def test_a_file_gets_what_its_ending_says(here: Path, name: str):
    result = run("claims.toml", "made.qdpx", "-o", name)
    assert (result.stdout, result.stderr, result.exit_code) == ("", SUMMARY, 1)
    content = Path(name).read_bytes()
    if name == "out.xml":
        suite = etree.fromstring(content)
        assert suite.tag == "testsuites"
        assert [suite.get(count) for count in ("tests", "failures", "skipped")] == ["5", "1", "2"]
    elif name == "out.xlsx":
        assert content.startswith(b"PK")
    else:
        format = {"csv": "csv", "md": "markdown", "txt": "table"}[name[4:]]
        again = run("claims.toml", "made.qdpx", "--format", format)
        assert content == again.stdout_bytes


def test_exit_0_if_nothing_is_contradicted(here: Path):
    text = CLAIMS.replace("equals = 5", "equals = 2")
    Path("claims.toml").write_text(text, encoding="utf-8")
    result = run("claims.toml", "made.qdpx")
    assert result.exit_code == 0
    assert "contradicted" not in result.output


def test_one_coding_removed_is_found(here: Path):
    project = refiqda.open("made.qdpx")
    project.sources[1].selections[0].codings.clear()
    project.save("less.qdpx")
    result = run("claims.toml", "less.qdpx")
    assert result.exit_code == 1
    assert "T1 (Table 1): contradicted. Found 1 of 3 cases" in result.stdout


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        (
            {"trust": "thrust", "Sex = ": "Sax = "},
            [
                "claims.toml: claim 'T1': there is no code 'thrust'; the nearest name is 'trust'.",
                "claims.toml: claim 'T2': there is no code 'thrust'; the nearest name is 'trust'.",
                "claims.toml: claim 'R1': there is no variable 'Sax'; the nearest name is 'Sex'.",
            ],
        ),
        (
            {"equals = 2\nof = 3": "equals = 14\nof = 12", "where = \"Methods": "were = \"Methods"},
            [
                "claims.toml: claim 'T1': equals is 14 and of is 12, but 14 of 12 cannot be.",
                "claims.toml: claim 'M1': there is no key 'were'; perhaps 'where'.",
            ],
        ),
    ],
)  # fmt: skip
def test_errors_are_a_line_each(here: Path, changed: dict[str, str], errors: list[str]):
    text = CLAIMS
    for old, new in changed.items():
        text = text.replace(old, new)
    Path("claims.toml").write_text(text, encoding="utf-8")
    result = run("claims.toml", "made.qdpx", "-o", "out.csv")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [f"Error: {error}" for error in errors]
    assert not Path("out.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.toml", "made.qdpx"], "none.toml does not exist. Check the name."),
        (["claims.toml", "none.qdpx"], "none.qdpx does not exist. Check the name."),
        (
            ["made.qdpx", "claims.toml"],
            "made.qdpx: is a zip, perhaps the project. Name the claims first, then it.",
        ),
    ],
)
def test_files_that_are_not_what_they_should_be(here: Path, arguments: list[str], message: str):
    result = run(*arguments)
    assert (result.stdout, result.exit_code) == ("", 1)
    assert result.stderr == f"Error: {message}\n"


def test_wrong_usage(here: Path):
    assert run("claims.toml").exit_code == 2
    assert run("claims.toml", "made.qdpx", "--format", "xyz").exit_code == 2
    assert run("claims.toml", "made.qdpx", "-o", "out.xyz").exit_code == 2


@pytest.mark.parametrize("is_there", [False, True])
def test_two_outputs_are_two_files(here: Path, is_there: bool):
    if is_there:
        Path("v.csv").write_text("old", encoding="utf-8")
    result = run("claims.toml", "made.qdpx", "--behind", "v.csv", "-o", str(here / "v.csv"))
    assert result.exit_code == 2
    assert "'--behind': v.csv is to hold the verdicts. Name another file." in result.stderr
    assert Path("v.csv").exists() == is_there
    result = run("claims.toml", "made.qdpx", "--behind", "made.qdpx")
    assert result.exit_code == 2
    assert "made.qdpx is read from, and would be lost. Name another file." in result.stderr


def test_what_a_terminal_would_obey_does_not_reach_it(here: Path):
    text = CLAIMS.replace('id = "T2"', 'id = "T\\u001b[31m2"')
    Path("claims.toml").write_text(text, encoding="utf-8")
    for format in ("table", "junit"):
        result = run("claims.toml", "made.qdpx", "--format", format)
        assert result.exit_code == 1
        assert "\x1b" not in result.stdout


def test_equal_runs_give_equal_bytes(here: Path):
    def results() -> list[Any]:
        return [
            run("claims.toml", "made.qdpx", "--format", format).stdout_bytes
            for format in ("table", "csv", "junit")
        ]

    assert results() == results()
