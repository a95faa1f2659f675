"""``refiqda codebook``: what it prints, what it writes, how it ends."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

import refiqda
from refiqda.cli import main

MADE = FIXTURES / "made"
NVIVO, OPENQDA = MADE / "story-nvivo.qdc", MADE / "story-openqda.qdc"
PROJECT = MADE / "story-nvivo-windows.qdpx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["codebook", *map(str, arguments)])


def test_a_tree_shows_levels_folders_and_descriptions() -> None:
    result = run("tree", NVIVO, "--descriptions")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Feelings  [folder]",
        "├── Joy",
        "│   │   Whatever people enjoy.",
        "│   └── Pride",
        "└── Worry",
        "Garden & plants",
        "└── Water",
        "    └── Rain",
        "Neighbours",
    ]


def test_a_tree_of_a_project_counts_what_nvivo_counts() -> None:
    result = run("tree", PROJECT, "--counts", "--depth", 1)
    frame = refiqda.tables.counts(PROJECT, unit=["files", "references"], aggregate="own")
    for row in frame.itertuples():
        if " > " not in row.code_path:
            files = f"{row.files} file" + ("" if row.files == 1 else "s")
            references = f"{row.references} reference" + ("" if row.references == 1 else "s")
            assert f"{row.code_path}  " in result.stdout
            assert f"{files}, {references}" in result.stdout
    assert "… 3 below" in result.stdout
    assert "Pride" not in result.stdout


def test_sets_stand_below_the_tree() -> None:
    lines = run("tree", MADE / "codes-atlasti.csv").stdout.splitlines()
    assert lines[-3:] == ["Sets", "Good days: Joy, Pride, Water", "Weather: Water"]


def test_counts_of_what_is_no_project_are_one_line() -> None:
    for path in (NVIVO, MADE / "codes-maxqda.xlsx"):
        result = run("tree", path, "--counts")
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert "is no project" in result.stderr


def test_a_difference_is_told_and_makes_the_exit_status_1() -> None:
    result = run("diff", NVIVO, OPENQDA, "--format", "csv")
    assert result.exit_code == 1
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["change"] for row in rows] == ["made codable", *["recoloured"] * 8]
    assert "made codable (1), recoloured (8)" in result.stderr


def test_no_difference_is_exit_status_0() -> None:
    assert run("diff", NVIVO, NVIVO).exit_code == 0
    result = run("diff", NVIVO, MADE / "codes-taguette.csv")
    assert result.exit_code == 0
    assert "colours" in result.stderr


def test_a_merge_has_all_and_lists_its_conflicts(tmp_path: Path) -> None:
    other = refiqda.read_codebook(NVIVO)
    other.codes[0].codes[2].name = "Near us"
    other.codes[0].codes[0].codes[0].description = "Something else."
    other.save(tmp_path / "other.qdc", allow_invalid=True)  # NVivo's own namespace
    out, listed = tmp_path / "merged.qdc", tmp_path / "conflicts.csv"
    result = run("merge", NVIVO, tmp_path / "other.qdc", "-o", out, "--conflicts", listed)
    assert result.exit_code == 0
    merged = refiqda.read_codebook(out)
    joy = merged.codes[0].codes[0]
    assert merged.codes[2].name == "Neighbours"
    assert "Whatever people enjoy." in (joy.description or "")
    assert "Something else." in (joy.description or "")
    rows = list(csv.DictReader(io.StringIO(listed.read_text(encoding="utf-8"))))
    assert {row["other"] for row in rows} == {"Near us", "Something else."}
    assert run("merge", NVIVO, tmp_path / "other.qdc", "-o", out, "--strict").exit_code == 1
    assert run("merge", NVIVO, NVIVO, "-o", out, "--strict").exit_code == 0


def test_applying_a_codebook_renames_codes_and_keeps_every_coding(tmp_path: Path) -> None:
    book = refiqda.read_codebook(PROJECT)
    next(code for code in book.codes if code.name == "Neighbours").name = "People next door"
    book.save(tmp_path / "book.qdc")
    out = tmp_path / "out.qdpx"
    result = run("apply", tmp_path / "book.qdc", PROJECT, "-o", out)
    assert result.exit_code == 0
    assert "renamed" in result.stderr
    columns = ["source", "code_guid", "coder", "passage", "coding_guid"]
    before, after = (
        refiqda.tables.codings(path)[columns].astype("string") for path in (PROJECT, out)
    )
    assert after.equals(before)
    assert "People next door" in run("tree", out).stdout


@pytest.mark.parametrize("command", ["merge", "apply"])
def test_a_result_never_takes_the_place_of_what_is_read(command: str, tmp_path: Path) -> None:
    book, project = tmp_path / "a.qdc", tmp_path / "b.qdpx"
    book.write_bytes(NVIVO.read_bytes())
    project.write_bytes(PROJECT.read_bytes())
    out = book if command == "merge" else project
    result = run(command, book, project, "-o", out)
    assert result.exit_code == 2
    assert "is read from" in result.stderr
    assert (book.read_bytes(), project.read_bytes()) == (NVIVO.read_bytes(), PROJECT.read_bytes())


def test_a_table_that_fits_nothing_is_one_line_wherever_a_codebook_is_read(tmp_path: Path) -> None:
    people = MADE / "codes-people.xlsx"
    for arguments in (
        ("tree", people),
        ("diff", NVIVO, people),
        ("merge", NVIVO, people, "-o", tmp_path / "x.qdc"),
    ):
        result = run(*arguments)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        for column in ('"Theme"', '"Sub-theme"', '"What it means"', "--name-column"):
            assert column in result.stderr
