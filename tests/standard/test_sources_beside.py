"""A bare project with its folder of sources beside it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from standard.packages_made import GUID, PLAIN, TEXT, packed, source, xml

import refiqda
from refiqda.standard.model import AudioSource, CodeBook, PDFSource, Project, Transcript


def beside(folder: Path, written: str = "internal://a.txt", name: str = "sources") -> Path:
    (folder / name).mkdir()
    (folder / name / "a.txt").write_bytes(TEXT.encode())
    (folder / name / "unused.txt").write_bytes(b"not referred to")
    (folder / "x.qde").write_bytes(xml(written))
    return folder / "x.qde"


@pytest.mark.parametrize("name", ["sources", "Sources"])
@pytest.mark.parametrize("written", ["internal://a.txt", "a.txt"])
def test_a_bare_project_with_its_sources_beside_it(name, written, tmp_path):
    opened = refiqda.open(beside(tmp_path, written, name))
    assert list(opened.files) == [f"{name}/a.txt"]
    assert opened.text_of(opened.sources[0]) == PLAIN
    assert opened.files.size(f"{name}/a.txt") == len(TEXT.encode())


def test_sources_beside_go_into_a_package_and_stay_beside_a_bare_project(tmp_path):
    opened = refiqda.open(beside(tmp_path))
    opened.save(tmp_path / "y.qdpx")
    with zipfile.ZipFile(tmp_path / "y.qdpx") as saved:
        assert saved.namelist() == ["project.qde", "sources/a.txt"]
        assert saved.read("sources/a.txt") == TEXT.encode()
    assert refiqda.open(tmp_path / "y.qdpx").digest() == opened.digest()
    before = sorted(each.name for each in tmp_path.iterdir())
    opened.save(tmp_path / "x.qde")
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_every_kind_of_path_is_looked_for_beside(tmp_path):
    path = beside(tmp_path)
    made = Project(
        name="p",
        sources=[
            PDFSource(guid=GUID, path="internal://unused.txt", text=source("internal://a.txt")),
            AudioSource(guid=GUID, transcripts=[Transcript(guid=GUID, rich_text_path="c.docx")]),
        ],
    )
    (tmp_path / "sources" / "c.docx").write_bytes(b"")
    made.save(path)
    assert sorted(refiqda.open(path).files) == [
        "sources/a.txt",
        "sources/c.docx",
        "sources/unused.txt",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "internal://../secret.txt",
        "internal://link.txt",
        "internal://down/secret.txt",
        "relative://a.txt",
        "absolute://a.txt",
        "internal://",
        "internal://.",
        "..\\secret.txt",
        "C:secret.txt",
        "internal://" + "x" * 300,
    ],
)
def test_nothing_outside_the_folder_is_read(written, tmp_path):
    path = beside(tmp_path, written)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "sources" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "sources" / "down").symlink_to(tmp_path)
    opened = refiqda.open(path)
    assert list(opened.files) == []
    with pytest.raises(refiqda.MissingText):
        opened.text_of(opened.sources[0])


def test_a_link_named_sources_is_not_followed(tmp_path):
    folder = tmp_path / "x"
    folder.mkdir()
    path = beside(folder)
    (folder / "sources").rename(tmp_path / "elsewhere")
    (folder / "sources").symlink_to(tmp_path / "elsewhere")
    assert list(refiqda.open(path).files) == []


def test_a_package_does_not_look_beside_itself(tmp_path):
    beside(tmp_path)
    opened = refiqda.open(packed(tmp_path / "x.qdpx", {"project.qde": xml()}))
    assert list(opened.files) == ["project.qde"]


def test_a_codebook_has_no_members(tmp_path):
    (tmp_path / "sources").mkdir()
    book = CodeBook(codes=[refiqda.model.Code(guid=GUID, name="a", is_codable=True)])
    book.save(tmp_path / "x.qdc")
    assert list(refiqda.read_codebook(tmp_path / "x.qdc").files) == []
