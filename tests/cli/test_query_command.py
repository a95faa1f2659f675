"""``refiqda query``: what it prints, in which formats, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

from refiqda.cli import main
from refiqda.cli.output import FILES, TABLES
from refiqda.formats.database import query
from refiqda.tables.render import render

MADE = FIXTURES / "made"
GOOD = MADE / "good.qdpx"
QUESTION = "SELECT code, count(*) AS codings FROM codings GROUP BY code ORDER BY code"
CSV = "code,codings\nDoubt,2\nPlace,3\nTrust,3\n"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def run(*arguments: object, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["query", *map(str, arguments)], input=input)


def test_an_answer_on_the_terminal_has_its_question_above() -> None:
    result = run(GOOD, QUESTION)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        f"good.qdpx: {QUESTION}\n\n"
        "code   codings\n-----  -------\nDoubt        2\nPlace        3\nTrust        3\n"
    )


@pytest.mark.parametrize("format", TABLES)
def test_every_format_has_the_answer(format: str) -> None:
    result = run(GOOD, QUESTION, "--format", format)
    assert result.stderr == ""
    assert result.stdout == render(query(GOOD, QUESTION), format, f"good.qdpx: {QUESTION}")


@pytest.mark.parametrize("ending", FILES)
def test_the_ending_picks_the_format(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"answer{ending}"
    assert run(GOOD, QUESTION, "-o", target).exit_code == 0
    if ending == ".csv":
        assert target.read_text(encoding="utf-8") == CSV
    elif ending == ".json":
        assert json.loads(target.read_text(encoding="utf-8"))[0] == {"code": "Doubt", "codings": 2}
    elif ending == ".parquet":
        assert pd.read_parquet(target)["codings"].tolist() == [2, 3, 3]
    elif ending == ".xlsx":
        assert pd.read_excel(target)["codings"].tolist() == [2, 3, 3]
    else:
        assert "Doubt" in target.read_text(encoding="utf-8")


def test_sql_from_standard_input() -> None:
    result = run(GOOD, "-", "--format", "csv", input=f"\ufeff-- a comment\n{QUESTION};\n")
    assert result.stdout == CSV
    result = run(GOOD, "-", input=b"SELECT 'Gr\xfc\xdfe'")
    assert result.exit_code == 2
    assert "no text in UTF-8" in result.stderr


@pytest.mark.parametrize("sql", [[], [""], ["  "]])
def test_without_sql_the_tables_are_listed(sql: list[str]) -> None:
    result = run(GOOD, *sql)
    assert result.exit_code == 0
    assert result.stdout.startswith("codes: One row for each code")
    lines = result.stdout.splitlines()
    assert any(line.startswith('  "case"') and "Name of the case" in line for line in lines)
    assert any(line.split()[:3] == ["Age", "integer", "The"] for line in lines)
    assert any(line.startswith("texts: ") for line in lines)


def test_the_list_of_tables_in_another_format() -> None:
    result = run(GOOD, "--format", "json")
    listed = json.loads(result.stdout)
    assert listed[0]["table"] == "codes"
    assert listed[0]["column"] is None
    assert {
        "table": "cases",
        "column": "Age",
        "type": "integer",
        "meaning": "The variable 'Age'.",
    } in (listed)


def test_control_characters_of_a_stranger_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.qde"
    path.write_text(
        '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Variables><Variable guid="v" '
        'name="a&#x9b;31m&#x202e;" typeOfVariable="Text"/></Variables></Project>',
        encoding="utf-8",
    )
    for arguments in ([], ["SELECT * FROM cases"]):
        result = run(path, *arguments)
        assert result.exit_code == 0
        assert "\x9b" not in result.stdout
        assert "\u202e" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["SELECT cod FROM codes"], 1, "Error: There is no column cod; the nearest is code."),
        (["DELETE FROM codes"], 1, "Error: A query can only read: begin it with SELECT"),
        (["SELECT 1", "--seconds", "0"], 2, "--seconds"),
        ([ENDLESS, "--seconds", "0.1"], 1, "Error: The query took longer than 0.1 seconds"),
        (["SELECT 1", "--convention", "utf-7"], 2, "utf-16"),
        (["SELECT 1", "-o", "answer.docx"], 2, ".csv"),
        (["SELECT '\udcff'"], 2, "the question is no text in UTF-8."),
    ],
)
def test_what_went_wrong_is_said(arguments: list[str], status: int, says: str) -> None:
    result = run(GOOD, *arguments)
    assert result.exit_code == status
    assert result.stdout == ""
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_limit_of_an_answer_is_raised_before_the_command() -> None:
    question = "SELECT code_guid FROM codings"
    for limit, status in (("rows=7", 1), ("rows=8", 0)):
        done = CliRunner().invoke(main, ["--limit", limit, "query", str(GOOD), question])
        assert done.exit_code == status
        assert ("more than 7 rows" in done.stderr) == bool(status)


def test_what_is_no_project_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "bad.qdpx").write_bytes(b"not a zip")
    result = run(tmp_path / "bad.qdpx", "SELECT 1", "-o", tmp_path / "out.csv")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: bad.qdpx")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()


def test_an_answer_does_not_take_the_place_of_the_project(tmp_path: Path) -> None:
    path = tmp_path / "p.qdpx"
    path.write_bytes(GOOD.read_bytes())
    result = run(path, QUESTION, "-o", path, "--format", "csv")
    assert result.exit_code == 2
    assert path.read_bytes() == GOOD.read_bytes()


def test_help_does_not_load_pandas() -> None:
    code = (
        "import sys\nfrom refiqda.cli import main\n"
        "try:\n    main(['query', '--help'])\nexcept SystemExit:\n    pass\n"
        "assert 'pandas' not in sys.modules\nassert 'sqlite3' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "standard input" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize("inherited", [signal.SIG_DFL, signal.SIG_IGN])
def test_ctrl_c_ends_a_question(inherited: signal.Handlers) -> None:
    """Sent a second after all that is slow to load is there.

    What runs in the background is started with Ctrl-C ignored, which a child takes over.
    """
    arguments = ["query", str(GOOD), ENDLESS, "--seconds", "20"]
    code = (
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import refiqda.formats.database\nfrom refiqda.cli import main\n"
        f"print('ready', flush=True)\nmain({arguments!r})"
    )
    own = signal.signal(signal.SIGINT, inherited)
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    finally:
        signal.signal(signal.SIGINT, own)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(1)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 1
    assert out == b""
    assert err.decode().strip() == "Aborted!"


def test_guids_that_are_asked_for_are_shown() -> None:
    """Tables leave them out in a terminal; a question names what is wanted."""
    shown = run(GOOD, "SELECT code_guid, code FROM codes").stdout
    assert shown.splitlines()[2].split() == ["code_guid", "code"]
