"""The command line of the study, run as a reader runs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import canonical
from analysis.__main__ import main
from analysis.tables import SUFFIXES, TABLES


def run(*arguments: object) -> tuple[int, str, str]:
    """The exit status, what was printed, and what was said beside it."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    return result.exit_code, result.stdout, result.stderr


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str, str]:
    """The folder that ``all`` wrote, its exit status, and what it printed."""
    folder = tmp_path_factory.mktemp("all") / "out"
    return folder, *run("all", "-o", folder)


def test_all_goes_well_and_says_each_file(everything: tuple[Path, int, str, str]) -> None:
    folder, status, _, said = everything
    assert status == 0, said
    for name in written(folder):
        assert f"  {folder / name}\n" in said


def test_progress_is_on_stderr_and_the_summary_ends_stdout(
    everything: tuple[Path, int, str, str],
) -> None:
    _, _, printed, said = everything
    steps = [line for line in said.splitlines() if " of 7: " in line]
    assert [line[0] for line in steps] == list("1234567")
    assert " of 7: " not in printed
    assert printed.index("Perspective transformation") < printed.index("claims of the paper")


def test_tables_verify_and_report_need_no_build_of_their_own(study: Path, tmp_path: Path) -> None:
    for command, files in (
        ("tables", {f"{name}{suffix}" for name in TABLES for suffix in SUFFIXES}),
        ("verify", {f"verdicts{suffix}" for suffix in SUFFIXES}),
        ("report", {"report.html"}),
    ):
        folder = tmp_path / command
        status, _, said = run(command, study, "-o", folder)
        assert status == 0, said
        assert written(folder) == files


def test_the_report_is_written_for_a_word_processor_as_well(study: Path, tmp_path: Path) -> None:
    status, printed, said = run("report", study, "-o", tmp_path, "--docx")
    assert status == 0, said
    assert printed.splitlines() == [str(tmp_path / "report.html"), str(tmp_path / "report.docx")]
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")


def test_what_all_leaves_is_enough_for_the_other_commands(
    everything: tuple[Path, int, str, str], tmp_path: Path
) -> None:
    folder, _, printed, _ = everything
    status, listed, said = run("verify", folder / "study.qdpx", "-o", tmp_path)
    assert status == 0, said
    assert listed.endswith(printed[printed.index("115 claims of the paper") :])
    for suffix in SUFFIXES:
        name = f"verdicts{suffix}"
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("command", ["tables", "verify", "report"])
def test_without_a_project_the_next_step_is_named(command: str, tmp_path: Path) -> None:
    status, _, said = run(command, "-o", tmp_path)
    assert status == 1
    assert said.count("\n") == 1
    assert "python -m analysis build" in said


def test_what_is_no_project_is_one_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.qdpx"
    wrong.write_text("not a project", encoding="utf-8")
    status, _, said = run("verify", wrong, "-o", tmp_path)
    assert status == 1
    assert said.count("\n") == 1
    assert said.startswith("Error: ")


@pytest.mark.parametrize("command", ["build", "all", "tables", "verify", "report"])
def test_where_nothing_can_be_written_is_one_line(
    command: str, study: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    target = tmp_path / "file" / "x"
    project = [] if command in ("build", "all") else [study]
    status, _, said = run(command, *project, "-o", target)
    assert status == 1
    last = said.splitlines()[-1]
    assert last.startswith(f"Error: {target} ")
    assert last.endswith("Not a directory. Name another folder with -o.")


def test_the_report_needs_all_its_packages_before_it_is_begun(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    status, printed, said = run("report", study, "-o", tmp_path / "out", "--docx", "--pdf")
    assert (status, printed) == (1, "")
    assert said == (
        "Error: The report as html, docx, pdf needs python-docx and WeasyPrint, which are not "
        "installed. Install it with: python -m pip install -e '.[docx,pdf]'\n"
    )
    assert not (tmp_path / "out").exists()


def test_all_without_the_report_says_so_and_does_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    status, printed, said = run("all", "-o", tmp_path)
    assert status == 0
    assert "pip install -e '.[report]'. Without it the report and" in said.splitlines()[-1]
    assert "5 of 5: drawing the figures" in said
    assert "115 claims of the paper" in printed
    assert (tmp_path / "groups.svg").exists()
    assert not (tmp_path / "report.html").exists()


def test_an_unknown_option_is_wrong_usage() -> None:
    assert run("build", "--outputs", "x")[0] == 2


def test_every_command_has_help() -> None:
    _, listed, _ = run("--help")
    for name in main.commands:
        status, printed, _ = run(name, "--help")
        assert status == 0
        assert printed.startswith("Usage: ")
        assert f"  {name} " in listed


@pytest.mark.parametrize(
    ("differences", "status", "says"),
    [
        ([], 0, "The committed figures are those derived.\n"),
        (["bounds.csv: a difference"], 1, "They differ.\n"),
    ],
)
def test_figures_that_differ_from_those_committed_are_the_exit_status(
    differences: list[str], status: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The derivation itself is run by ``make identify``."""
    from analysis.determined import command

    asked = []

    def derive(tell: object, *, write: bool) -> command.Outcome:
        asked.append(write)
        return command.Outcome({}, differences)

    monkeypatch.setattr(command, "identify", derive)
    assert run("identify")[:2] == (status, says)
    run("identify", "--write")
    assert asked == [False, True]


@pytest.mark.parametrize(
    ("differences", "status", "says"),
    [
        ([], 0, "The committed matrix is the one derived.\n"),
        (["incidence.csv, line 2: a difference"], 1, "It differs.\n"),
    ],
)
def test_a_matrix_that_differs_from_the_committed_is_the_exit_status(
    differences: list[str], status: int, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def derive(tell: object, *, write: bool) -> canonical.Outcome:
        asked.append(write)
        return canonical.Outcome({}, {}, {}, differences)

    monkeypatch.setattr(canonical, "reconstruct_matrix", derive)
    assert run("reconstruct")[:2] == (status, says)
    run("reconstruct", "--write")
    assert asked == [False, True]
    assert run("reconstruct", "--write", "--no-solver")[0] == 2


def test_the_matrix_is_checked_without_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("reconstruct", "--no-solver")[:2] == (
        0,
        "The committed matrix is as it is defined.\n",
    )
    monkeypatch.setattr(canonical, "check", lambda: ["incidence.csv: a fault"])
    assert run("reconstruct", "--no-solver")[:2] == (1, "incidence.csv: a fault\n")
