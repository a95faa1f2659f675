"""The README and the pages of the documentation: their links, their commands, their code."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from where import ROOT

from analysis.build import build
from docs import generate
from refiqda.cli import COMMANDS, main

PAGES = [
    ROOT / "README.md",
    ROOT / "analysis" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
RUN_HERE = [
    "README.md",
    "docs/howto/compare-groups.md",
    "docs/howto/convert.md",
    "docs/howto/counts-and-crosstabs.md",
    "docs/howto/make-a-project.md",
    "docs/howto/query.md",
    "docs/howto/quotes.md",
    "docs/howto/saturation.md",
]
"""Pages that work on the study's project in ``out/``; others are run by the tests of their room."""
BY_ITSELF = "docs/howto/convert.md"
"""The page whose commands are run as a person runs them, each in a process of its own."""
MADE = ROOT / "fixtures" / "made"
NVIVO = {"interviews.qdpx": MADE / "story-nvivo-windows.qdpx"}
WITH_FILES = {
    "docs/explanation/positions.md": NVIVO,
    "docs/howto/codebooks-in-a-team.md": {
        **NVIVO,
        "march.qdc": MADE / "story-nvivo.qdc",
        "june.qdc": MADE / "story-openqda.qdc",
    },
    "docs/howto/compare-coders.md": {"team.qdpx": MADE / "counted.qdpx"},
    "docs/howto/cooccurrence.md": NVIVO,
    "docs/howto/from-nvivo.md": NVIVO,
    "docs/howto/shifted-codings.md": NVIVO,
}
"""Pages that work on files of their own, and which fixtures stand in for them."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        if page.name != "README.md":
            assert page.relative_to(ROOT / "docs").as_posix() in contents


@pytest.mark.parametrize("name", generate.PAGES)
def test_the_reference_says_what_the_code_says(name: str) -> None:
    page = (generate.REFERENCE / name).read_text(encoding="utf-8")
    assert page == generate.PAGES[name](), "run make docs"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_the_reference(name: str) -> None:
    page = (generate.REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert f"Usage: refiqda {name} " in page


@pytest.mark.parametrize("name", RUN_HERE)
def test_the_page_can_be_followed(name: str, tmp_path: Path) -> None:
    """Every command and every piece of Python of the page, in order, in one folder."""
    (tmp_path / "out").mkdir()
    build(tmp_path / "out")
    (tmp_path / "analysis").symlink_to(ROOT / "analysis")
    follow(name, tmp_path)


@pytest.mark.parametrize("name", WITH_FILES)
def test_the_page_with_its_files_can_be_followed(name: str, tmp_path: Path) -> None:
    for file, fixture in WITH_FILES[name].items():
        shutil.copy(fixture, tmp_path / file)
    follow(name, tmp_path)


def follow(name: str, folder: Path) -> None:
    """Do all that a page says."""
    text = (ROOT / name).read_text(encoding="utf-8")
    namespace: dict[str, object] = {}
    ran = 0
    for language, block in re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL):
        if language == "python":
            ran += 1
            with contextlib.chdir(folder):
                exec(compile(block, name, "exec"), namespace)
        elif language == "console":
            for command in re.findall(r"^\$ refiqda (.*)$", block, re.MULTILINE):
                ran += 1
                typed = shlex.split(command, comments=True)
                status, said = (typed_in if name == BY_ITSELF else run_here)(typed, folder)
                # The study's own text holds two contradictions, which verify reports, and the
                # codebooks that are compared are different.
                finds = command.startswith(("verify", "codebook diff"))
                assert status == int(finds), said
                assert "Traceback" not in said
    assert ran


def typed_in(arguments: list[str], folder: Path) -> tuple[int, str]:
    """A command as a person runs it: its exit status, and what it says on standard error."""
    run = [sys.executable, "-m", "refiqda", *arguments]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stderr


def run_here(arguments: list[str], folder: Path) -> tuple[int, str]:
    """The same in this process, where all that is slow to load is there."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.stderr + (str(done.exception) if done.exit_code else "")
