"""The command line of the study, run as a reader runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from where import ROOT

from analysis.__main__ import main

FILES = {
    "study.qdpx",
    *(
        f"{name}.{suffix}"
        for name in ("table1", "box2", "claims")
        for suffix in ("csv", "md", "html")
    ),
}
STARTER = """\
import sys, time
shift = float(sys.argv.pop(1))
now = time.time
time.time = lambda: now() + shift
from analysis.__main__ import main
main(prog_name="python -m analysis")
"""


def run(tmp: Path, shift: float, **environment: str) -> subprocess.CompletedProcess[str]:
    """``python -m analysis all`` in a world of its own."""
    home, temp = tmp / "home", tmp / "temp"
    for folder in (home, temp):
        folder.mkdir(parents=True)
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", STARTER, str(shift), "all", "-o", str(tmp / "out")],
        cwd=ROOT,
        env={**inherited, "HOME": str(home), "TMPDIR": str(temp), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The output of two runs that differ in all that must not matter."""
    here, there = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there")
    runs = [
        run(here, 0, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0", PYTHONUTF8="0"),
        run(there, 4e8, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", PYTHONHASHSEED="1234", USER="other"),
    ]
    for each in runs:
        assert each.returncode == 0, each.stderr
    (here / "stdout").write_text(runs[0].stdout, encoding="utf-8")
    (there / "stdout").write_text(runs[1].stdout, encoding="utf-8")
    (here / "stderr").write_text(runs[0].stderr, encoding="utf-8")
    return [here, there]


def test_all_writes_the_project_the_tables_and_the_verdicts(worlds: list[Path]) -> None:
    assert {path.name for path in (worlds[0] / "out").iterdir()} == FILES


@pytest.mark.parametrize("name", sorted(FILES))
def test_two_runs_give_the_same_bytes(name: str, worlds: list[Path]) -> None:
    one, other = ((world / "out" / name).read_bytes() for world in worlds)
    assert one == other


def test_two_runs_print_the_same(worlds: list[Path]) -> None:
    assert (worlds[0] / "stdout").read_bytes() == (worlds[1] / "stdout").read_bytes()


def test_progress_is_on_stderr_and_the_summary_ends_stdout(worlds: list[Path]) -> None:
    assert "1 of 4: building" in (worlds[0] / "stderr").read_text(encoding="utf-8")
    printed = (worlds[0] / "stdout").read_text(encoding="utf-8")
    assert "1 of 4" not in printed
    assert printed.index("Perspective transformation") < printed.index("claims of the paper")


def test_tables_and_verify_need_no_build_of_their_own(study: Path, tmp_path: Path) -> None:
    for command in ("tables", "verify"):
        result = CliRunner().invoke(main, [command, str(study), "-o", str(tmp_path)])
        assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == FILES - {"study.qdpx"}


@pytest.mark.parametrize("command", ["tables", "verify"])
def test_without_a_project_the_next_step_is_named(command: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [command, "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "python -m analysis build" in result.stderr


def test_what_is_no_project_is_one_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.qdpx"
    wrong.write_text("not a project", encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(wrong), "-o", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("Error: ")


def test_an_unknown_option_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["build", "--outputs", "x"]).exit_code == 2
