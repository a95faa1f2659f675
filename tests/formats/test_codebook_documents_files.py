"""Codebook documents as files: the same bytes everywhere, limits, what is remarked, refusals."""

from __future__ import annotations

import datetime
import importlib
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from documents_read import read
from where import FIXTURES, ROOT
from worlds import World

import refiqda
from refiqda.errors import CannotWrite, LimitExceeded, MissingExtra
from refiqda.formats.codebooks.people import SUFFIXES, document, require, write_document
from refiqda.formats.codebooks.people import docx as writer
from refiqda.model import Code, CodeBook

GARDENERS = FIXTURES / "made" / "gardeners.qdpx"
IDENTIFYING = "Quotations may identify people"


def book_of(*names: str, description: str | None = None) -> CodeBook:
    return CodeBook(codes=[
        Code(guid=refiqda.make_guid("files", name), name=name, is_codable=True,
             description=description)
        for name in names
    ])  # fmt: skip


def of_gardeners(path: Path, **more: Any) -> list[str]:
    project = refiqda.open(GARDENERS)
    book = CodeBook(origin=project.origin, codes=project.codes, sets=project.sets)
    return write_document(book, path, title="Gardeners", project=project, **more)


# ------------------------------------------------------------------------------------- the same


WRITE = """\
import sys
from pathlib import Path
import refiqda
from refiqda.formats.codebooks.people import write_document
from refiqda.model import CodeBook
project = refiqda.open(sys.argv[1])
book = CodeBook(origin=project.origin, codes=project.codes, sets=project.sets)
for ending in (".md", ".html", ".docx"):
    write_document(book, Path("b" + ending), title="Book", project=project, quotes=True)
"""


def test_the_same_bytes_whatever_the_world(tmp_path: Path) -> None:
    worlds = [
        World(tmp_path / "one", 1_000_000_000.0, "022", {"TZ": "UTC", "PYTHONHASHSEED": "1"}),
        World(
            tmp_path / "two", 1_900_000_000.0, "077",
            {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0"},
        ),
    ]  # fmt: skip
    for world in worlds:
        world.folder.mkdir()
        world.run(str(GARDENERS), code=WRITE)
    for ending in (".md", ".html", ".docx"):
        one, two = ((world.folder / f"b{ending}").read_bytes() for world in worlds)
        assert one == two, ending
        assert len(one) > 1000


def test_a_docx_tells_nothing_of_clock_and_user(tmp_path: Path) -> None:
    of_gardeners(tmp_path / "b.docx")
    core = docx.Document(str(tmp_path / "b.docx")).core_properties
    first = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
    assert (core.author, core.last_modified_by, core.comments) == ("refiqda", "refiqda", "")
    assert (core.created, core.modified) == (first, first)
    assert core.title == "Gardeners"
    with zipfile.ZipFile(tmp_path / "b.docx") as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_long_title_fits_the_properties_of_a_docx(tmp_path: Path) -> None:
    write_document(book_of("a"), tmp_path / "b.docx", title="t" * 500)
    assert read(tmp_path / "b.docx").title == "t" * 500


# ------------------------------------------------------------------------------------- remarks


@pytest.mark.parametrize("ending", SUFFIXES)
def test_examples_are_remarked_since_they_may_identify(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"b{ending.upper()}"
    assert [each[: len(IDENTIFYING)] for each in of_gardeners(path, quotes=True)] == [IDENTIFYING]
    assert of_gardeners(path) == []
    assert path.stat().st_size > 1000


def test_without_examples_there_is_no_word_of_them(tmp_path: Path) -> None:
    of_gardeners(tmp_path / "b.md")
    found = read(tmp_path / "b.md")
    assert "What is quoted" not in found.sections
    assert not any(code.example for code in found.codes)
    assert all("reference" in code.facts for code in found.codes)


def test_examples_of_a_codebook_alone(tmp_path: Path) -> None:
    (remark,) = write_document(book_of("a"), tmp_path / "b.md", title="x", quotes=True)
    assert remark == (
        "There are no example quotations, since a codebook has none. Name a project for them."
    )
    found = read(tmp_path / "b.md")
    assert found.sections == ["Codes"]
    assert found.codes[0].facts == ""


def test_codes_that_the_project_does_not_have(tmp_path: Path) -> None:
    project = refiqda.open(GARDENERS)
    book = CodeBook(codes=[*project.codes, *book_of("new", "newer").codes])
    remarks = write_document(book, tmp_path / "b.md", title="x", project=project)
    assert [each.partition(":")[0] for each in remarks] == ["2 codes were not counted"]
    assert [code.facts for code in read(tmp_path / "b.md").codes[-2:]] == ["", ""]


# ------------------------------------------------------------------------------------- limits


def test_more_text_than_word_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_CHARACTERS", 2_000_000)
    path = tmp_path / "b.docx"
    path.write_bytes(b"old")
    write_document(book_of("a", description="x" * 1_999_000), tmp_path / "a.docx", title="x")
    with pytest.raises(LimitExceeded, match="more than 2 million characters of text"):
        write_document(book_of("a", description="x" * 2_000_000), path, title="x")
    assert path.read_bytes() == b"old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.docx", "b.docx"]


def test_more_codes_than_a_word_processor_manages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "MOST_CODES", 3)
    write_document(book_of("a", "b", "c"), tmp_path / "b.docx", title="x")
    with pytest.raises(LimitExceeded, match="has 4 codes, more than the 3 that"):
        write_document(book_of("a", "b", "c", "d"), tmp_path / "b.docx", title="x")
    write_document(book_of("a", "b", "c", "d"), tmp_path / "b.html", title="x")


@pytest.mark.parametrize(("ending", "number"), [(".html", 1), (".docx", 1), (".md", 0)])
def test_what_takes_long_to_open_is_remarked(
    ending: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"b{ending}"
    assert write_document(book_of("a", "b"), path, title="x") == []
    monkeypatch.setattr(document, "_HEAVY", {".html": 1, ".docx": 1})
    remarks = write_document(book_of("a", "b"), path, title="x")
    assert [each.startswith(f"b{ending} is large (2 codes, ") for each in remarks] == [
        True
    ] * number


# ------------------------------------------------------------------------------------- refusals


def test_without_python_docx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.import_module

    def without(name: str, package: str | None = None) -> Any:
        if name == "docx":
            raise ImportError(name)
        return found(name, package)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(MissingExtra, match=r'pip install "refiqda\[docx\]"'):
        require(".DOCX")
    with pytest.raises(MissingExtra):
        write_document(book_of("a"), tmp_path / "b.docx", title="x")
    assert list(tmp_path.iterdir()) == []
    write_document(book_of("a"), tmp_path / "b.md", title="x")


def test_other_endings(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"No codebook document ends in '\.pdf'"):
        write_document(book_of("a"), tmp_path / "b.pdf", title="x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".md", ".html", ".docx"])
def test_a_codebook_without_codes(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"b{ending}"
    assert write_document(CodeBook(codes=[]), path, title=" ") == []
    found = read(path)
    assert (found.title, found.told, found.codes) == ("Codebook", ["0 codes."], [])


def test_pandas_is_fetched_where_it_is_needed_alone(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from refiqda.formats.codebooks.people import write_document
from refiqda.model import Code, CodeBook
assert not {"pandas", "docx"} & set(sys.modules)
book = CodeBook(codes=[Code(guid="x", name="a", is_codable=True)])
write_document(book, Path(sys.argv[1]), title="x")
assert not {"pandas", "docx"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code, tmp_path / "b.html"], check=True, cwd=ROOT)
