"""``refiqda check`` and ``refiqda explain``, as a person at the terminal meets them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

from refiqda.checks import RULES
from refiqda.cli import check as check_module
from refiqda.cli import main

SHOWN = ("S106.qde", "R101.qde", "P101.qdpx", "P302.qdpx", "T302.qde", "M202.qde", "V106.qdc")


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A folder with all fixtures, where commands run, so that names are short."""
    for path in [*(FIXTURES / "made").iterdir(), *(FIXTURES / "broken").iterdir()]:
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_findings_read_well(here, file_regression):
    result = run("check", *SHOWN)
    assert result.exit_code == 1
    file_regression.check(f"{result.stdout}\n{result.stderr}", encoding="utf-8")


def test_an_explanation_reads_well(file_regression):
    result = run("explain", "T301", "P301")
    assert result.exit_code == 0
    file_regression.check(result.stdout, encoding="utf-8")


def test_a_good_file_has_no_output_and_exit_status_0(here):
    result = run("check", "good.qdpx", "good.qdc")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 files checked: nothing found.\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["V106.qdc"], 0),  # a note
        (["P302.qdpx"], 1),  # a warning
        (["S106.qde"], 1),  # an error
        (["S106.qde", "--ignore", "S"], 0),
        (["P302.qdpx", "--severity", "error"], 0),
        (["S106.qde", "--select", "R,M"], 0),
        (["S106.qde", "--select", "s1"], 1),
    ],
)
def test_the_exit_status_follows_what_is_shown(here, arguments, status):
    assert run("check", *arguments).exit_code == status


def test_what_cannot_be_read_is_one_line_and_the_others_are_checked(here):
    (here / "empty.qdpx").write_bytes(b"")
    result = run("check", "empty.qdpx", "missing.qde", "good.qdpx", ".", "V106.qdc")
    assert result.exit_code == 1
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 3
    assert "V106" in result.stdout
    assert result.stderr.splitlines()[-1] == "5 files checked: 1 note; 3 could not be read."
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_wrong_usage(here, option):
    result = run("check", "good.qde", option, "R1O1")
    assert result.exit_code == 2
    assert "There is no rule 'R1O1'. The nearest is R1" in result.stderr


def test_no_file_is_wrong_usage():
    assert run("check").exit_code == 2


@pytest.mark.parametrize("suffix", ["json", "sarif", "csv", "md", "txt"])
def test_the_ending_of_the_output_picks_the_format(here, suffix):
    result = run("check", "S106.qde", "-o", f"found.{suffix}")
    assert (result.exit_code, result.stdout) == (1, "")
    format = {"md": "markdown", "txt": "text"}.get(suffix, suffix)
    written = (here / f"found.{suffix}").read_bytes()
    assert written == run("check", "S106.qde", "--format", format).stdout_bytes
    assert b"S106" in written


def test_data_is_complete_where_text_is_folded(here):
    code = '<Code guid="{0:08d}-0000-4000-8000-000000000000" name="Trust" isCodable="true"/>'
    codes = "".join(code.format(number) for number in range(9))
    (here / "many.qdc").write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="test">'
        f"<Codes>{codes}</Codes></CodeBook>",
        encoding="utf-8",
    )
    assert run("check", "many.qdc").stdout.count("warning M202") == 5
    assert run("check", "many.qdc", "--all").stdout.count("warning M202") == 8
    assert len(json.loads(run("check", "many.qdc", "--format", "json").stdout)) == 8


def test_a_bar_is_drawn_only_on_a_terminal(here, monkeypatch):
    assert "Checking" not in run("check", "good.qde", "good.qdc").stderr
    monkeypatch.setattr(check_module.sys.stderr, "isatty", lambda: True, raising=False)
    with check_module._progress((Path("a"), Path("b"))) as files:
        assert not isinstance(files, tuple)
    with check_module._progress((Path("a"),)) as files:
        assert files == (Path("a"),)


def test_explain_alone_lists_every_rule():
    result = run("explain")
    assert [line.split()[0] for line in result.stdout.splitlines()] == list(RULES)


def test_explaining_an_unknown_code_is_wrong_usage():
    result = run("explain", "X1")
    assert result.exit_code == 2
    assert "There is no rule 'X1'" in result.stderr


def test_an_empty_list_of_codes_is_a_slip(here):
    run = CliRunner().invoke(main, ["check", "--select", "", "good.qdpx"])
    assert run.exit_code == 2
    assert "Name at least one code" in run.stderr
