"""Where commands may put what they write: never in the place of what is read, or of one another."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

from refiqda.cli import main

MADE = FIXTURES / "made"
BOOK, PROJECT = MADE / "story-nvivo.qdc", MADE / "story-nvivo-windows.qdpx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two codebooks and a project; a link and a hard link to a codebook, and a folder."""
    (tmp_path / "a.qdc").write_bytes(BOOK.read_bytes())
    (tmp_path / "b.csv").write_bytes((MADE / "codes-taguette.csv").read_bytes())
    (tmp_path / "p.qdpx").write_bytes(PROJECT.read_bytes())
    (tmp_path / "link.csv").symlink_to("b.csv")
    os.link(tmp_path / "b.csv", tmp_path / "hard.csv")
    (tmp_path / "in").mkdir()
    return tmp_path


@pytest.mark.parametrize("name", ["b.csv", "./b.csv", "in/../b.csv", "link.csv", "hard.csv"])
@pytest.mark.parametrize(
    "command",
    [
        ["convert", "b.csv", "new.qdc", "--loss"],
        ["codebook", "merge", "a.qdc", "b.csv", "-o", "new.qdc", "--conflicts"],
        ["codebook", "merge", "a.qdc", "b.csv", "-o", "new.qdc", "--codes"],
        ["codebook", "merge", "a.qdc", "b.csv", "-o"],
        ["codebook", "apply", "b.csv", "p.qdpx", "-o", "new.qdpx", "--changes"],
        ["codebook", "diff", "a.qdc", "b.csv", "-o"],
    ],
    ids=" ".join,
)
def test_what_is_read_is_not_lost(
    command: list[str], name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = held(folder)
    result = run(*command, name)
    assert result.exit_code == 2
    assert "is read from, and would be lost" in result.stderr
    assert f"'{command[-1]}'" in result.stderr
    assert held(folder) == before


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("name", ["./new.csv", "in/../new.csv", "to-new.csv"])
@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["convert", "a.qdc", "new.csv", "--loss"], "OUT"),
        (["codebook", "merge", "a.qdc", "b.csv", "-o", "new.csv", "--conflicts"], "-o"),
        (["codebook", "merge", "a.qdc", "b.csv", "-o", "new.csv", "--codes"], "-o"),
        (
            ["codebook", "merge", "a.qdc", "b.csv", "-o", "x", "--conflicts", "new.csv", "--codes"],
            "--conflicts",
        ),
    ],
)
def test_two_results_are_not_one_file(
    command: list[str],
    named: str,
    name: str,
    is_there: bool,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder)
    Path("to-new.csv").symlink_to("new.csv")
    if is_there:
        Path("new.csv").write_text("old", encoding="utf-8")
    before = held(folder)
    result = run(*command, name)
    assert result.exit_code == 2
    assert f"{name.removeprefix('./')} is what" in result.stderr
    assert f"{named}" in result.stderr
    assert "names already" in result.stderr
    assert held(folder) == before


def test_a_hard_link_is_the_same_file(folder: Path) -> None:
    result = run("convert", folder / "a.qdc", folder / "b.csv", "--loss", folder / "hard.csv")
    assert result.exit_code == 2
    assert "is what OUT names already" in result.stderr


# ---------------------------------------------------------------------------- before it is written


@pytest.mark.parametrize(
    "command",
    [
        ["convert", "a.qdc", "new.csv", "--loss"],
        ["codebook", "merge", "a.qdc", "b.csv", "-o", "new.qdc", "--conflicts"],
        ["codebook", "merge", "a.qdc", "b.csv", "-o", "new.qdc", "--codes"],
        ["codebook", "apply", "a.qdc", "p.qdpx", "-o", "new.qdpx", "--changes"],
    ],
    ids=lambda command: f"{command[-1]}",
)
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("no/side.csv", "there is no folder 'no'"),
        ("dir.csv", "dir.csv is a folder"),
        ("a.qdc/side.csv", "there is no folder 'a.qdc'"),
        ("side.docx", "'side.docx' has to end in one of .csv"),
        ("/dev/null", "'/dev/null' has to end in one of .csv"),
        ("null.csv", "is a device"),
        ("", "the name of the file is empty"),
    ],
)
def test_side_files_are_looked_at_before_the_result_is_written(
    command: list[str], name: str, says: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    Path("dir.csv").mkdir()
    Path("null.csv").symlink_to("/dev/null")
    result = run(*command, name)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not [path.name for path in folder.iterdir() if path.name.startswith("new")]


@pytest.mark.parametrize(("suffix", "package"), [(".xlsx", "openpyxl"), (".parquet", "pyarrow")])
def test_a_package_that_is_missing_is_told_before_the_result_is_written(
    suffix: str, package: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setitem(sys.modules, f"{package}.parquet", None)
    result = run("convert", folder / "a.qdc", folder / "new.csv", "--loss", folder / f"l{suffix}")
    assert result.exit_code == 1
    assert f"needs {package}" in result.stderr
    assert not (folder / "new.csv").exists()


# ------------------------------------------------------------------------------------ wrong usage


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("convert a.qdc new.odt", "new.odt has an ending that cannot be written"),
        ("convert a.qdc in/new", "in/new has an ending that cannot be written"),
        ("convert a.qdc /dev/null", "/dev/null has an ending that cannot be written"),
        ("convert a.qdc in", "in is a folder. Name a file to write to"),
        ("convert a.qdc .", ". is a folder. Name a file to write to"),
        ("codebook diff a.qdc b.csv -o in/new.odt", "'in/new.odt' ends in '.odt'"),
        ("codebook merge a.qdc b.csv -o in", "in is a folder. Name a file to write to"),
        ("codebook merge a.qdc b.csv -o in/new.qdpx", "in/new.qdpx is no file for a codebook"),
        ("codebook apply a.qdc p.qdpx -o in/new.qdc", "'in/new.qdc' has to end in one of .qdpx"),
        ("convert a.qdc new.csv --for transana", "No table of codes is known for Transana: write"),
        ("convert a.qdc new.xlsx --for standard", "The standard knows no table of codes: write"),
        ("convert a.qdc new.qdc --for plain", "The layout plain is one of tables: write .csv"),
        ("convert a.qdc new.qdpx --for taguette", "Taguette reads no .qdpx. Write a table"),
        ("convert a.qdc new.html --for nvivo", "A .html is for people, and for no program"),
        ("convert a.qdc new.yaml --for nvivo", "A .yaml is for version control"),
        ("codebook merge a.qdc b.csv -o new.csv --for transana", "No table of codes is known"),
        ("convert a.qdc new.csv --sheet Codes", "a.qdc is read as REFI-QDA, which has no layouts"),
        ("convert c.json new.csv --sheet Codes", "c.json is read as .json, which has no layouts"),
        ("convert c.yaml new.csv --layout nvivo", "c.yaml is read as .yaml, which has no layouts"),
        ("convert c.yml new.csv --name-column Code", "c.yml is read as .yml, which has no"),
    ],
)
def test_what_cannot_be_meant_is_exit_status_2(
    command: str, says: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = held(folder)
    result = run(*command.split())
    assert result.exit_code == 2
    assert says in result.stderr
    assert held(folder) == before


@pytest.mark.parametrize("to", ["nvivo", "plain"])
def test_a_database_is_for_no_program(to: str, folder: Path) -> None:
    result = run("convert", folder / "a.qdc", folder / "new.sqlite", "--for", to)
    assert result.stderr.startswith("Error: A .sqlite is for no QDA program. Leave out --for")
    assert not (folder / "new.sqlite").exists()


# ---------------------------------------------------------------------------------- closed streams


def closed(stream: int, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command whose standard output (1) or error (2) was closed before it began."""
    code = f"import os, sys; os.close({stream}); os.execv(sys.executable, sys.argv[1:])"
    command = [sys.executable, "-c", code, sys.executable, "-m", "refiqda", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(os.name == "nt", reason="Windows hands no closed streams on")
def test_a_table_has_nowhere_to_go_without_standard_output(tmp_path: Path) -> None:
    done = closed(1, "codebook", "tree", BOOK)
    assert (done.returncode, done.stderr) == (
        1,
        "Error: Standard output is closed. Name a file with -o.\n",
    )
    assert closed(1, "codebook", "tree", BOOK, "-o", tmp_path / "t.txt").returncode == 0
    assert (tmp_path / "t.txt").read_text(encoding="utf-8").startswith("Feelings")


@pytest.mark.skipif(os.name == "nt", reason="Windows hands no closed streams on")
def test_a_result_is_written_whatever_stream_is_closed(tmp_path: Path) -> None:
    for stream in (1, 2):
        assert closed(stream, "convert", BOOK, tmp_path / f"{stream}.csv").returncode == 0
        assert (tmp_path / f"{stream}.csv").exists()
    done = closed(2, "codebook", "tree", BOOK)
    assert done.returncode == 0
    assert done.stdout.startswith("Feelings")
