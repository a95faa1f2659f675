"""The page on the report: its commands work, and its pictures are those that are taken."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from where import ROOT

from analysis.__main__ import main

PAGE = ROOT / "docs" / "howto" / "read-the-report.md"
PICTURES = ROOT / "docs" / "screenshots"
LARGEST = 300_000


def test_its_commands_write_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pdf, which takes half a minute, is made by the tests of the report."""
    pytest.importorskip("docx")
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ python -m analysis (.*)$", PAGE.read_text(encoding="utf-8"), re.M)
    assert len(commands) == 3
    for command in commands:
        words = [word for word in shlex.split(command) if word != "--pdf"]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"study.qdpx", "report.html", "report.docx"} <= names


def test_it_shows_every_picture_with_words_for_those_who_cannot_see_it() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(\.\./screenshots/([^)]+)\)", PAGE.read_text("utf-8"))
    assert sorted(name for _, name in shown) == sorted(p.name for p in PICTURES.iterdir())
    assert all(len(words.split()) > 3 for words, _ in shown)


def test_pictures_are_small() -> None:
    for path in PICTURES.iterdir():
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size < LARGEST, path.name
