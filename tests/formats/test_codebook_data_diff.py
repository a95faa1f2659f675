"""What changes in the lines of JSON and YAML when a codebook changes."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from refiqda.formats.codebooks.data.files import write_data
from refiqda.standard.model import Code, CodeBook, Set

Edit = Callable[[CodeBook], object]


def code(number: int, *codes: Code) -> Code:
    return Code(
        guid=f"00000000-0000-4000-8000-{number:012}",
        name=f"code {number}",
        is_codable=True,
        description=f"The first line of {number}.\nAnother line of {number}.\nThe last.",
        codes=list(codes),
    )


def book() -> CodeBook:
    codes = [code(n, *(code(10 * n + m, code(100 * n + m)) for m in (1, 2))) for n in (1, 2, 3)]
    return CodeBook(codes=codes, sets=[Set(guid="s", name="few", codes=[codes[2].guid])])


def new() -> Code:
    return Code(guid="00000000-0000-4000-8000-000000999999", name="a new one", is_codable=True)


def changed(tmp_path: Path, ending: str, edit: Edit) -> tuple[list[str], list[str]]:
    """The lines that go, and the lines that come."""
    before, after = book(), copy.deepcopy(book())
    edit(after)
    texts = []
    for each in (before, after):
        write_data(each, tmp_path / f"a{ending}")
        texts.append((tmp_path / f"a{ending}").read_text("utf-8").split("\n"))
    one, other = texts
    gone, come = [], []
    for _, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if one[a:b] != other[c:d]:
            gone += one[a:b]
            come += other[c:d]
    return gone, come


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_a_code_that_is_renamed_changes_a_line(tmp_path: Path, ending: str) -> None:
    gone, come = changed(tmp_path, ending, lambda book: setattr(book.codes[1], "name", "other"))
    assert [line.strip(' -",').replace('"', "") for line in gone] == ["name: code 2"]
    assert [line.strip(' -",').replace('"', "") for line in come] == ["name: other"]


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_in_a_set_the_path_for_people_changes_too(tmp_path: Path, ending: str) -> None:
    gone, come = changed(tmp_path, ending, lambda book: setattr(book.codes[2], "name", "other"))
    assert len(gone) == len(come) == 2
    assert "code" in come[1]


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_a_line_of_a_description_is_a_line(tmp_path: Path, ending: str) -> None:
    def edit(book: CodeBook) -> None:
        below = book.codes[0].codes[1]
        below.description = str(below.description).replace("Another", "A second")

    gone, come = changed(tmp_path, ending, edit)
    assert [line.strip(' ",') for line in gone] == ["Another line of 12."]
    assert [line.strip(' ",') for line in come] == ["A second line of 12."]


ADDED: list[Edit] = [
    lambda book: book.codes.insert(0, new()),
    lambda book: book.codes.insert(2, new()),
    lambda book: book.codes[1].codes.insert(1, new()),
]
LAST: list[Edit] = [
    lambda book: book.codes.append(new()),
    lambda book: book.codes[1].codes.append(new()),
]


@pytest.mark.parametrize("edit", [*ADDED, *LAST])
def test_in_yaml_a_new_code_adds_its_lines_alone(tmp_path: Path, edit: Edit) -> None:
    gone, come = changed(tmp_path, ".yaml", edit)
    assert not gone
    assert [line.strip(" -").partition(":")[0] for line in come] == ["name", "guid"]


@pytest.mark.parametrize("edit", ADDED)
def test_in_json_a_new_code_adds_its_lines_alone(tmp_path: Path, edit: Edit) -> None:
    gone, come = changed(tmp_path, ".json", edit)
    assert not gone
    assert len(come) == 4


@pytest.mark.parametrize("edit", LAST)
def test_in_json_a_new_last_code_gives_the_one_before_a_comma(tmp_path: Path, edit: Edit) -> None:
    gone, come = changed(tmp_path, ".json", edit)
    assert not gone or [line.strip() for line in gone] == ["}"]
    assert len(come) - len(gone) == 4


def test_a_first_child_adds_its_lines(tmp_path: Path) -> None:
    def edit(book: CodeBook) -> None:
        book.codes[1].codes[0].codes[0].codes.append(new())

    gone, come = changed(tmp_path, ".yaml", edit)
    assert (gone, len(come)) == ([], 3)
    gone, come = changed(tmp_path, ".json", edit)
    assert [line.strip() for line in gone] in ([], ["]"])
    assert len(come) - len(gone) == 6


@pytest.mark.parametrize("ending", [".json", ".yaml"])
def test_a_code_that_goes_up_among_its_siblings_moves_its_lines(
    tmp_path: Path, ending: str
) -> None:
    gone, come = changed(tmp_path, ending, lambda book: book.codes.insert(0, book.codes.pop(1)))
    assert len(gone) == len(come)
    lines = (tmp_path / f"a{ending}").read_text("utf-8").count("\n")
    assert len(gone) < lines / 2
