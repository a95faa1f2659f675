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


def test_the_options_that_a_message_names_are_said_to_be_those_of_convert(tmp_path: Path) -> None:
    """What it tells to do works: the codebook that comes out can be looked at."""
    people = MADE / "codes-people.xlsx"
    result = run("diff", NVIVO, people)
    first = f'refiqda convert "{people}" "codes-people.qdc"'
    assert "These are options of convert: make a .qdc first" in result.stderr
    assert first in result.stderr
    made = tmp_path / "codes-people.qdc"
    columns = ["--name-column", "Theme", "--name-column", "Sub-theme", "--name-column", "Code"]
    done = CliRunner().invoke(main, ["convert", str(people), str(made), *columns])
    assert done.exit_code == 0
    assert run("tree", made).exit_code == 0
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    assert "convert" not in run("tree", tmp_path / "empty.csv").stderr


def test_files_that_stay_behind_are_told_as_convert_tells_them(tmp_path: Path) -> None:
    result = run("apply", NVIVO, PROJECT, "-o", tmp_path / "out.qde")
    assert result.exit_code == 0
    told = refiqda.convert(PROJECT, tmp_path / "other.qde")
    files = sum(loss.what == "file" for loss in told.losses)
    assert files > 1
    says = f"out.qde does not hold everything of {PROJECT.name}: file ({files})."
    assert says in result.stderr.splitlines()
    assert "keep it beside" in result.stderr
    kept = run("apply", NVIVO, PROJECT, "-o", tmp_path / "out.qdpx")
    assert "does not hold" not in kept.stderr


def test_a_tree_of_a_table_says_how_it_was_read_and_what_it_leaves_out(tmp_path: Path) -> None:
    table = tmp_path / "codes.csv"
    table.write_text("Code,Memo,Owner\nA > B,,Ada\nC > D,,\n", encoding="utf-8")
    result = run("tree", table)
    assert result.stdout.splitlines() == ["A", "└── B", "C", "└── D"]
    assert "A, C stood only in the paths of other codes" in result.stderr
    assert "which was left out: cell of the column “Owner” (1)." in result.stderr
    same = run("diff", table, table)
    for line in result.stderr.splitlines():
        assert line in same.stderr


def test_options_in_what_is_said_of_a_table_are_those_of_convert(tmp_path: Path) -> None:
    table = tmp_path / "codes.csv"
    table.write_text("Code,Definition\nA,What is meant.\n", encoding="utf-8")
    result = run("tree", table)
    assert "--name-column" in result.stderr
    assert result.stderr.splitlines()[-1] == (
        "The options that are named here are those of convert: make a .qdc with them."
    )
    plain = refiqda.convert(table, tmp_path / "plain.csv")
    assert not plain.losses
    assert "convert" not in run("tree", tmp_path / "plain.csv").stderr


def test_counts_that_refiqda_wrote_need_no_word(tmp_path: Path) -> None:
    for to in ("plain", "nvivo", "taguette"):
        refiqda.convert(PROJECT, tmp_path / f"{to}.csv", to=to)
        assert "left out" not in run("tree", tmp_path / f"{to}.csv").stderr


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".html"])
def test_what_is_different_is_said_beside_a_file_too(suffix: str, tmp_path: Path) -> None:
    result = run("diff", NVIVO, OPENQDA, "-o", tmp_path / f"d{suffix}")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "made codable (1), recoloured (8)" in result.stderr


@pytest.mark.parametrize("command", ["merge", "apply"])
def test_help_says_what_becomes_of_the_result(command: str) -> None:
    text = " ".join(run(command, "--help").stdout.split())
    assert "overwrite what is there" in text
    assert ".qdc" in text if command == "merge" else ".qdpx or .qde" in text


def test_a_project_that_breaks_the_standard_already_is_saved_as_it_was(tmp_path: Path) -> None:
    """QualCoder writes the areas of a PDF after its text; nobody asked to mend that."""
    project, out = MADE / "story-qualcoder.qdpx", tmp_path / "out.qdpx"
    result = run("apply", NVIVO, project, "-o", out)
    assert result.exit_code == 0
    assert "breaks the standard in" in result.stderr
    before, after = (list(refiqda.open(path).breaches()) for path in (project, out))
    assert [each.message for each in after] == [each.message for each in before]
