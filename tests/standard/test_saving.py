"""Saving over the file that a project came from, and elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import refiqda
from refiqda.model import Project, TextSource


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A package with two texts."""
    project = Project(name="Made")
    for name in ("a", "b"):
        project.sources.append(
            TextSource(
                guid=refiqda.make_guid(name), name=name, plain_text_path=f"internal://{name}.txt"
            )
        )
        project.files[f"sources/{name}.txt"] = f"text of {name}".encode()
    path = tmp_path / "made.qdpx"
    project.save(path)
    return path


def texts(project: Project) -> list[str]:
    return [project.text_of(source) for source in project.sources]


def test_a_project_saved_over_its_own_file_goes_on_reading_from_it(path: Path) -> None:
    project = refiqda.open(path)
    project.files["sources/c.txt"] = b"new"
    del project.files["sources/a.txt"]
    project.files["sources/a.txt"] = b"other words"
    project.save(path)
    assert texts(project) == ["other words", "text of b"]
    assert project.files["sources/c.txt"] == b"new"
    project.save(path)
    assert texts(refiqda.open(path)) == ["other words", "text of b"]
    assert list(refiqda.open(path).files) == [
        "project.qde",
        "sources/a.txt",
        "sources/b.txt",
        "sources/c.txt",
    ]


def test_nothing_is_open_when_a_file_takes_the_place_of_another(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows replaces no file that is open."""
    project = refiqda.open(path)
    assert texts(project) == ["text of a", "text of b"]
    was_open = []
    replace = refiqda.standard.package.os.replace

    def watched(source: Path, target: Path) -> None:
        was_open.append(project.files._archive is not None)
        replace(source, target)

    monkeypatch.setattr(refiqda.standard.package.os, "replace", watched)
    project.save(path)
    assert was_open == [False]


def test_a_project_saved_elsewhere_still_reads_from_where_it_was(
    path: Path, tmp_path: Path
) -> None:
    project = refiqda.open(path)
    project.save(tmp_path / "copy.qdpx")
    (tmp_path / "copy.qdpx").unlink()
    assert texts(project) == ["text of a", "text of b"]


def test_a_package_that_went_away_is_one_line(path: Path) -> None:
    project = refiqda.open(path)
    project.files.close()
    path.unlink()
    with pytest.raises(refiqda.NotRefiQda, match=r"sources/a\.txt in made\.qdpx"):
        project.text_of(project.sources[0])
