"""What cannot be carried over as it is, and that it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import refiqda
from refiqda.model import PlainTextSelection, Project, TextSource
from refiqda.tools.understanding import understand

SOURCE, SELECTION = (f"00000000-0000-4000-8000-00000000000{number}" for number in (1, 2))


def with_file(data: bytes, start: int = 0, end: int = 4) -> Project:
    selection = PlainTextSelection(guid=SELECTION, start=start, end=end)
    path = f"internal://{SOURCE}.txt"
    source = TextSource(guid=SOURCE, name="A", plain_text_path=path, selections=[selection])
    project = Project(name="P", origin="made up", sources=[source])
    project.files[f"sources/{SOURCE}.txt"] = data
    return project


def told(project: Project) -> list[tuple[str, str, bool]]:
    return [(row.what, row.field, row.is_written) for row in understand(project).changes.rows]


def test_an_encoding_that_was_guessed_is_told(tmp_path: Path) -> None:
    project = with_file("Übermut tut gut".encode("cp1252"))
    assert told(project) == [("encoding of a text", "plain_text_path", False)]
    project.save(tmp_path / "in.qdpx")
    report = refiqda.convert(tmp_path / "in.qdpx", tmp_path / "out.qdpx", to="standard")
    assert [loss.what for loss in report.losses] == ["encoding of a text"]
    assert "a guess" in report.losses[0].why


def test_a_text_that_cannot_be_read_is_told_and_stays(tmp_path: Path) -> None:
    data = "Мы встретились в клинике".encode("cp1251")
    project = with_file(data)
    assert told(project) == [("unreadable text", "plain_text_path", True)]
    project.save(tmp_path / "in.qdpx")
    report = refiqda.convert(tmp_path / "in.qdpx", tmp_path / "out.qdpx", to="standard")
    assert any("the encoding cannot be told" in remark for remark in report.remarks)
    assert not any("is missing" in remark for remark in report.remarks)
    written = refiqda.open(tmp_path / "out.qdpx")
    assert written.files[f"sources/{SOURCE}.txt"] == data


def test_utf_8_and_utf_16_are_no_guesses() -> None:
    assert told(with_file("Übermut".encode("utf-8-sig"))) == []
    assert told(with_file("Übermut".encode("utf-16"))) == []


@pytest.mark.parametrize(("start", "end"), [(-3, 4), (900, 905)])
def test_positions_that_name_no_place_stay_and_are_told(start: int, end: int) -> None:
    project = with_file("😀 ab cd".encode(), start, end)
    assert told(project) == [("position", "start", True)]
    (one,) = refiqda.understood(project).sources[0].selections
    assert (one.start, one.end) == (start, end)


def test_a_selection_that_ends_before_it_starts_does_so_in_every_counting(tmp_path: Path) -> None:
    project = with_file("😀 ab 😀 cd".encode(), 9, 3)
    project.origin = "NVivo for Mac 12"
    (one,) = refiqda.understood(project, "utf-16").sources[0].selections
    assert (one.start, one.end) == (7, 2)
    project.save(tmp_path / "in.qdpx")
    arguments = {"to": "nvivo", "convention": "utf-16"}
    refiqda.convert(tmp_path / "in.qdpx", tmp_path / "out.qdpx", **arguments)
    (again,) = refiqda.open(tmp_path / "out.qdpx").sources[0].selections
    assert (again.start, again.end) == (9, 3)
