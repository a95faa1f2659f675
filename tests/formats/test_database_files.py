"""Database files as files: the same bytes, whole or not at all, and never over their source."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from database_read import tables_of_duckdb, tables_of_sqlite
from where import FIXTURES

import refiqda
from refiqda.cli import main
from refiqda.formats.convert import DATABASES
from refiqda.formats.database import writing
from refiqda.formats.database.staging import Staging

GOOD = FIXTURES / "made" / "good.qdpx"
STORY = FIXTURES / "made" / "story-standard.qdpx"
ENDINGS = list(DATABASES)


def test_every_ending_has_its_engine() -> None:
    assert tuple(writing.ENGINES) == DATABASES


def test_the_same_project_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, folder, time zone and order of hashes, too."""
    target = tmp_path / "elsewhere" / "other.sqlite"
    target.parent.mkdir()
    refiqda.convert(GOOD, tmp_path / "one.sqlite")
    code = f"import refiqda; refiqda.convert({str(GOOD)!r}, {str(target)!r})"
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""}
        subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=target.parent)
        assert target.read_bytes() == (tmp_path / "one.sqlite").read_bytes()


def test_the_same_project_gives_the_same_content_in_duckdb(tmp_path: Path) -> None:
    for name in ("a.duckdb", "b.duckdb"):
        refiqda.convert(GOOD, tmp_path / name)
    assert tables_of_duckdb(tmp_path / "a.duckdb") == tables_of_duckdb(tmp_path / "b.duckdb")


def test_the_pages_of_a_sqlite_file_are_of_one_size_everywhere(tmp_path: Path) -> None:
    refiqda.convert(GOOD, tmp_path / "a.sqlite")
    connection = sqlite3.connect(tmp_path / "a.sqlite")
    for setting, value in (
        ("page_size", 4096),
        ("auto_vacuum", 0),
        ("encoding", "UTF-8"),
        ("freelist_count", 0),
        ("journal_mode", "delete"),
    ):
        assert connection.execute(f"PRAGMA {setting}").fetchone() == (value,), setting
    connection.close()


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_stood_there_is_replaced(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"out{ending}"
    target.write_bytes(b"something else")
    refiqda.convert(GOOD, target)
    read = tables_of_sqlite if ending == ".sqlite" else tables_of_duckdb
    assert len(read(target)["codings"]) == 8
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_cannot_be_finished_leaves_the_old_one(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Staging, *_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    target = tmp_path / f"out{ending}"
    target.write_bytes(b"something else")
    monkeypatch.setattr(Staging, "keys", full)
    with pytest.raises(refiqda.CannotWrite, match=r"disk is full\. Nothing was changed"):
        refiqda.convert(GOOD, target)
    assert target.read_bytes() == b"something else"
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_engine_that_fails_is_one_line(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here because the rows do not obey the keys that they are said to."""
    real = Staging.keys

    def wrong(self: Staging, *tables: object) -> writing.Keys:
        keys = real(self, *tables)
        keys.primary["notes"] = "note_guid"
        return keys

    monkeypatch.setattr(Staging, "keys", wrong)
    result = CliRunner().invoke(main, ["convert", str(GOOD), str(tmp_path / f"out{ending}")])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "could not" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_that_is_not_there_is_one_line(ending: str, tmp_path: Path) -> None:
    with pytest.raises(refiqda.CannotWrite, match="there is no folder 'no'"):
        refiqda.convert(GOOD, tmp_path / "no" / f"out{ending}")


def test_a_source_is_not_overwritten_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "project.sqlite"
    shutil.copy(GOOD, path)
    with pytest.raises(refiqda.CannotWrite, match=r"project\.sqlite is the file to be converted"):
        refiqda.convert(path, path)
    assert path.read_bytes() == GOOD.read_bytes()


def test_no_program_opens_a_database(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["convert", str(GOOD), str(tmp_path / "out.sqlite"), "--for", "nvivo"]
    )
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: A .sqlite is for no QDA program. Leave out --for (in Python, to), or write a "
        ".qdpx.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_without_duckdb_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(refiqda.errors.MissingExtra, match=r'pip install "refiqda\[duckdb\]"'):
        refiqda.convert(tmp_path / "not looked for.qdpx", tmp_path / "out.duckdb")
    refiqda.convert(GOOD, tmp_path / "out.sqlite")
    assert (tmp_path / "out.sqlite").exists()


def test_a_convention_that_is_forced_is_what_counts(tmp_path: Path) -> None:
    """Read in bytes, the positions behind the first emoji name other words."""
    found = {}
    for name, more in (("found", []), ("forced", ["--convention", "utf-8"])):
        target = tmp_path / f"{name}.sqlite"
        result = CliRunner().invoke(main, ["convert", str(STORY), str(target), *more])
        assert result.exit_code == 0
        found[name] = tables_of_sqlite(target)["codings"]
    assert found["found"] != found["forced"]
    assert len(found["found"]) == len(found["forced"])


def test_every_loss_is_told_on_standard_error(tmp_path: Path) -> None:
    arguments = ["convert", str(GOOD), str(tmp_path / "out.sqlite"), "--strict"]
    result = CliRunner().invoke(main, [*arguments, "--loss", str(tmp_path / "loss.csv")])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(
        "out.sqlite does not hold everything of good.qdpx: file (5), code of a case (1)"
    )
    lines = (tmp_path / "loss.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 13
    assert (tmp_path / "out.sqlite").exists()
