"""``refiqda repair``, as a person at the terminal meets it, and the page that shows it."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from where import FIXTURES, ROOT

import refiqda.cli
from refiqda.checks import check
from refiqda.checks.repair import MENDS
from refiqda.cli import main

PAGE = ROOT / "docs" / "howto" / "repair.md"
TEXT = PAGE.read_text(encoding="utf-8")
FILES = {"study.qde": "S110", "package.qdpx": "P201", "codebook.qdc": "S109", "wrong.qde": "T301"}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """A folder with the files of the page, where commands run."""
    for name, code in FILES.items():
        (path,) = (FIXTURES / "broken").glob(f"{code}.*")
        shutil.copy(path, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(refiqda.cli, "COMMANDS", (*refiqda.cli.COMMANDS, "repair"))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["repair", *arguments])


def test_mends_and_what_is_left_stand_in_one_table(here):
    text = (here / "study.qde").read_text(encoding="utf-8")
    (here / "study.qde").write_text(text.replace('isCodable="yes"', 'isCodable="maybe"'))
    result = run("study.qde", "out.qde", "--format", "csv")
    assert result.exit_code == 1
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert [(row["result"], row["code"], row["before"], row["after"]) for row in rows] == [
        ("mended", "S110", "blue", "#0000ff"),
        ("left", "S110", "", ""),
    ]
    assert [row["line"] for row in rows] == ["5", "5"]
    assert result.stderr == "study.qde: 1 mend, 1 error left in out.qde.\n"


def test_the_exit_status_is_0_when_no_error_is_left(here):
    result = run("study.qde", "out.qde")
    assert (result.exit_code, check(here / "out.qde")) == (0, [])
    assert result.stderr == "study.qde: 2 mends, no error or warning left in out.qde.\n"
    assert "blue" in result.stdout


def test_a_dry_run_writes_nothing(here):
    before = sorted(here.iterdir())
    assert run("study.qde", "--dry-run").stdout == run("study.qde", "x.qde", "--dry-run").stdout
    result = run("package.qdpx", "--dry-run")
    assert result.stderr == "package.qdpx: 1 mend, no error or warning left; nothing was written.\n"
    assert sorted(here.iterdir()) == before


def test_without_a_target_it_is_wrong_usage():
    result = run("study.qde")
    assert result.exit_code == 2
    assert "OUT, or add --dry-run" in result.stderr


def test_a_file_is_repaired_in_its_place(here):
    assert run("package.qdpx", "package.qdpx").exit_code == 0
    assert check(here / "package.qdpx") == []
    before = (here / "package.qdpx").read_bytes()
    result = run("package.qdpx", "package.qdpx", "--format", "json")
    assert json.loads(result.stdout) == []
    assert (here / "package.qdpx").read_bytes() == before


def test_codes_without_a_mend_are_named():
    result = run("study.qde", "out.qde", "--only", "T301,S")
    assert result.exit_code == 2
    assert "no safe mend for T301" in " ".join(result.stderr.split())
    assert "There is no rule 'X1'" in run("study.qde", "out.qde", "--only", "X1").stderr


def test_only_some_are_mended(here):
    assert run("study.qde", "out.qde", "--only", "R,P2").exit_code == 1
    assert (here / "out.qde").read_bytes() == (here / "study.qde").read_bytes()


def test_another_kind_of_file_is_one_line(here):
    result = run("study.qde", "out.qdpx")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: out.qdpx has to end in .qde")
    assert result.stderr.count("\n") == 1
    assert not (here / "out.qdpx").exists()


def test_a_dry_run_with_another_kind_of_file_fails_too(here):
    result = run("study.qde", "out.qdpx", "--dry-run")
    assert (result.exit_code, result.stderr) == (1, run("study.qde", "out.qdpx").stderr)


def test_a_protected_file_stays_as_it_is(here, monkeypatch):
    (here / "out.qde").write_text("old")
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: mode != os.W_OK and access(path, mode)
    )  # root may write everywhere
    result = run("study.qde", "out.qde")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: out.qde could not be written: it is protected")
    assert result.stderr.count("\n") == 1
    assert (here / "out.qde").read_text() == "old"
    assert run("study.qde", "new.qde").exit_code == 0


def test_the_list_of_mends_does_not_take_the_place_of_a_file(here):
    (here / "old.csv").write_text("kept")
    result = run("study.qde", "study.qde", "-o", "study.qde", "--format", "csv")
    assert result.exit_code == 2
    assert run("study.qde", "out.qde", "-o", "mends.csv").exit_code == 0
    assert (here / "mends.csv").read_text(encoding="utf-8").startswith("result,code,line,what,")


def test_the_page_can_be_followed(here):
    """Every command and every piece of Python, in order, in one folder."""
    ran = 0
    for language, block in re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL):
        if language == "python":
            exec(compile(block, PAGE.name, "exec"), {})
            ran += 1
        for command in re.findall(r"^\$ refiqda repair (.*)$", block, re.MULTILINE):
            result = run(*shlex.split(command, comments=True))
            assert result.exit_code == 0, result.stderr
            ran += 1
    assert ran == 7
    assert os.path.exists("mends.csv")


def test_the_page_shows_what_is_printed():
    shown = re.search(r"```console\n\$ refiqda (repair \S+ \S+)\n(Mends.+?)```", TEXT, re.DOTALL)
    assert run(*shown[1].split()[1:]).stdout == shown[2]


def test_the_page_names_every_rule_with_a_mend():
    named = set(re.findall(r"`([A-Z]\d{3})`", TEXT)) | {f"P20{number}" for number in range(1, 7)}
    assert named == set(MENDS)
