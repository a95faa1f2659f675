"""A running Taguette takes the csv that is written for it, and what it exports is read back.

``make peers`` installs it; without it these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from peers.taguette_server import TaguetteServer
from where import CORPUS, FIXTURES

import refiqda
from refiqda.formats.codebooks.bookfile import read_book
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.model import Code, CodeBook

MANNHEIMER = CORPUS / "qualcoder-3.8-mannheimer.qdc"
NEW_PROJECT = ("interesting", "Further review required")
"""The code that Taguette puts into every new project."""
AT_ONCE = 333
FILES = [
    pytest.param(FIXTURES / "made" / "story-standard.qdpx", id="story"),
    pytest.param(FIXTURES / "made" / "story-nvivo.qdc", id="story-nvivo"),
    pytest.param(
        MANNHEIMER,
        id="mannheimer",
        marks=pytest.mark.skipif(not MANNHEIMER.exists(), reason="../shared/corpus is not here"),
    ),
]
ODD = {
    "people": "people",
    "a, b": "a, b",
    'said "so"': 'said "so"',
    "=cmd()": "=cmd()",
    "+1": "+1",
    "café": "café",
    "\U0001f600 and \U0001f469\u200d\U0001f52c": "\U0001f600 and \U0001f469\u200d\U0001f52c",
    "شكرا جزيلا": "شكرا جزيلا",
    "\u202eright to left\u202c": "\u202eright to left\u202c",
    "#1 <b>bold</b> &amp;": "#1 <b>bold</b> &amp;",
    "a;b\tc": "a;b\tc",
    "one\nline\r\nmore": "one line more",
    "in two\u2028lines\u0085more": "in two\u2028lines\u0085more",
    "  blanks around ": "blanks around",
    "": "(no name)",
    "x" * 200: "x" * 200,
    "\U0001f600" * 200: "\U0001f600" * 200,
    "y" * 500: "y" * 200,
    "people.friends": "people·friends",
    "v1.2": "v1.2",
    "A": "A",
    "a": "a",
    "NA": "NA",
    "007": "007",
}
"""Names of codes, and what Taguette has to call them."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TaguetteServer]:
    pytest.importorskip("taguette", reason="Taguette is not installed: make peers")
    with TaguetteServer(tmp_path_factory.mktemp("taguette")) as started:
        yield started


def odd_codebook() -> CodeBook:
    def code(number: int, name: str, description: str) -> Code:
        guid = refiqda.make_guid("odd", str(number))
        return Code(guid=guid, name=name, is_codable=True, description=description)

    codes = [code(number, name, f"of {number}: é") for number, name in enumerate(ODD)]
    codes[0].codes = [code(1000, "friends", '=1+1, "quoted"; \U0001f600'), code(1001, "x", "")]
    codes[0].description = "in\nseveral\r\n\r\nlines "
    codes[1].description = "z" * 102_500
    return CodeBook(codes=[*codes, code(1002, "people", "again")])


def imported(server: TaguetteServer, source: Path, folder: Path) -> tuple[int, Path]:
    """The project into which the csv for Taguette of a file went, and the csv."""
    written = folder / "codebook.csv"
    refiqda.convert(source, written, to="taguette")
    project = server.new_project()
    assert server.import_codebook(project, written.read_bytes()) == ""
    return project, written


def paths(book: CodeBook) -> dict[str, Code]:
    """The codes by the path that Taguette calls them by."""
    return {".".join(here.steps): here.code for here in placed_codes(book)}


def held(server: TaguetteServer, project: int) -> dict[str, str]:
    """What is in the database, without the code of every new project."""
    codes = server.codes(project)
    codes.remove(NEW_PROJECT)
    assert len(dict(codes)) == len(codes)
    return dict(codes)


@pytest.mark.parametrize("source", FILES)
def test_it_holds_exactly_the_codes_of_a_codebook(
    server: TaguetteServer, source: Path, tmp_path: Path
) -> None:
    written = tmp_path / "codebook.csv"
    report = refiqda.convert(source, written, to="taguette")
    project = server.new_project()
    assert server.import_codebook(project, written.read_bytes()) == ""
    told = {loss.guid.lower(): loss.now for loss in report.losses if loss.what == "name of a code"}
    book = read_book(source).book
    for code, _, _ in list(placed_codes(book)):
        code.name = told.get((code.guid or "").lower(), code.name)
    wanted = {
        path: " ".join((code.description or "").split()) for path, code in paths(book).items()
    }
    assert len(wanted) == (285 if source == MANNHEIMER else 8)
    assert len(told) == (7 if source == MANNHEIMER else 0), "paths of more than 200 characters"
    found = held(server, project)
    assert {path: " ".join(text.split()) for path, text in found.items()} == wanted


def test_it_holds_odd_names_as_they_are_or_as_they_are_told(
    server: TaguetteServer, tmp_path: Path
) -> None:
    source = tmp_path / "odd.qdc"
    odd_codebook().save(source)
    project, _ = imported(server, source, tmp_path)
    wanted = {name: f"of {number}: é" for number, name in enumerate(ODD.values())}
    wanted |= {
        "people": "in several lines",
        "a, b": "z" * 102_400,
        "people.friends": '=1+1, "quoted"; \U0001f600',
        "people.x": "",
        "people (2)": "again",
    }
    assert held(server, project) == wanted


@pytest.mark.parametrize("name", ["café", "it\u2019s", "\U0001f600", "\u2013", "plain"])
def test_a_single_letter_that_is_not_ascii_is_not_garbled(
    server: TaguetteServer, tmp_path: Path, name: str
) -> None:
    source = tmp_path / "one.qdc"
    guid = refiqda.make_guid("odd", name)
    CodeBook(codes=[Code(guid=guid, name=name, is_codable=True)]).save(source)
    project, _ = imported(server, source, tmp_path)
    assert held(server, project) == {name: ""}


def test_more_codes_than_it_takes_at_once_go_in_parts(
    server: TaguetteServer, tmp_path: Path
) -> None:
    source, written = tmp_path / "many.qdc", tmp_path / "many.csv"
    names = [f"code {number:03}" for number in range(AT_ONCE + 1)]
    codes = [
        Code(guid=refiqda.make_guid("many", name), name=name, is_codable=True) for name in names
    ]
    CodeBook(codes=codes).save(source)
    report = refiqda.convert(source, written, to="taguette")
    assert any("takes 333 codes at once" in remark for remark in report.remarks)
    header, *rows = written.read_bytes().splitlines(keepends=True)
    project = server.new_project()
    for part in (rows[:AT_ONCE], rows[AT_ONCE:]):
        assert server.import_codebook(project, header + b"".join(part)) == ""
    assert list(held(server, project)) == names


@pytest.mark.parametrize("source", FILES)
def test_its_exports_are_read_as_the_same_codes(
    server: TaguetteServer, source: Path, tmp_path: Path
) -> None:
    project, written = imported(server, source, tmp_path)
    before = paths(refiqda.read_codebook(written))
    for name in ("codebook.csv", "codebook.xlsx", "codebook.qdc"):
        exported = tmp_path / f"exported-{name}"
        exported.write_bytes(server.export(project, name))
        after = paths(read_book(exported).book)
        assert after.pop(NEW_PROJECT[0]).name == NEW_PROJECT[0]
        assert {path: code.guid for path, code in after.items()} == {
            path: code.guid for path, code in before.items()
        }, name
        if not name.endswith(".qdc"):  # which has no descriptions
            assert {path: code.description for path, code in after.items()} == {
                path: code.description for path, code in before.items()
            }, name


def test_its_exports_of_odd_names_are_read_as_the_same_codes(
    server: TaguetteServer, tmp_path: Path
) -> None:
    source = tmp_path / "odd.qdc"
    odd_codebook().save(source)
    project, written = imported(server, source, tmp_path)
    before = paths(refiqda.read_codebook(written))
    for name in ("codebook.csv", "codebook.qdc", "codebook.xlsx"):
        exported = tmp_path / f"exported-{name}"
        exported.write_bytes(server.export(project, name))
        after = paths(read_book(exported).book)
        assert set(after) - {NEW_PROJECT[0]} == set(before), name
