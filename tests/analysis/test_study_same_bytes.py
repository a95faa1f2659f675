"""The study gives the same bytes whatever the clock, zone, locale, hash seed, home and rights."""

from __future__ import annotations

import pytest
from worlds import World, files_in, two_worlds

from analysis.figures import FIGURES
from analysis.tables import SUFFIXES, TABLES

WORLD = """\
import datetime, os, tempfile, time, zipfile
print(datetime.datetime.now().astimezone().isoformat(timespec="hours"))
print(time.localtime().tm_year, datetime.date.today().year)
print(os.path.expanduser("~"), tempfile.gettempdir(), os.umask(0), os.getcwd())
print(hash("a"), list({"R1", "R2", "R3", "R4", "R5", "R6"}))
"""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, World]:
    return two_worlds(tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("there"))


@pytest.fixture(scope="module")
def printed(worlds: tuple[World, World]) -> list[str]:
    """What ``all`` printed in each; the files are there afterwards."""
    return [world.run("all", "-o", str(world.out)).stdout for world in worlds]


def test_the_worlds_differ_in_everything(worlds: tuple[World, World]) -> None:
    here, there = (world.run(code=WORLD).stdout.splitlines() for world in worlds)
    assert here[0].endswith("+00:00")
    assert there[0].endswith("+09:00")
    assert (here[1], there[1]) == ("1981 1981", "2038 2038")
    assert not set(here[2].split()) & set(there[2].split())
    assert here[3] != there[3]


def test_all_writes_every_table_figure_and_the_report(
    worlds: tuple[World, World], printed: list[str]
) -> None:
    written = set(files_in(worlds[0].out))
    tables = {f"{name}{suffix}" for name in (*TABLES, "verdicts") for suffix in SUFFIXES}
    figures = {f"{name}.svg" for name in FIGURES}
    named = {"study.qdpx", "report.html", "ro-crate-metadata.json", "LICENSE"}
    assert written >= tables | figures | named
    rest = written - tables - figures - named
    assert rest
    assert all(name.startswith("inputs/") for name in rest)


def test_both_worlds_have_the_same_files(worlds: tuple[World, World], printed: list[str]) -> None:
    here, there = (files_in(world.out) for world in worlds)
    assert list(here) == list(there)
    assert [name for name in here if here[name] != there[name]] == []


def test_both_worlds_print_the_same(printed: list[str]) -> None:
    assert printed[0] == printed[1]
    assert "claims of the paper" in printed[0]


def test_the_zipped_crate_is_the_same(worlds: tuple[World, World], printed: list[str]) -> None:
    for world in worlds:
        world.run("crate", "-o", str(world.out), "--zip")
    here, there = ((world.out / "study.crate.zip").read_bytes() for world in worlds)
    assert here == there


def test_the_report_for_a_word_processor_is_the_same(
    worlds: tuple[World, World], printed: list[str]
) -> None:
    for world in worlds:
        world.run("report", "-o", str(world.out), "--docx")
    here, there = ((world.out / "report.docx").read_bytes() for world in worlds)
    assert here == there
