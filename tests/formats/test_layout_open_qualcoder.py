"""QualCoder: its list of codes is written so that both of its readers take the same from it.

What the two do is stated here anew, from their source: helpers.py, ImportPlainTextCodes, of older
versions, and codebook.py, parse_codebook_path and read_codebook_rows, of newer ones.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from formats.layout_proof import read_rows, written_and_read
from formats.odd_codebooks import ODD
from hypothesis import given
from properties.strategies import examples
from where import FIXTURES

import refiqda
from refiqda.formats.codebooks.layouts.qualcoder import QUALCODER
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import Writing
from refiqda.standard.model import Code, CodeBook
from refiqda.text.delimited import delimited
from refiqda.tools.changes import Changes

# As if somebody had said that a list is one; its first line alone need not show it.
FORCED = dataclasses.replace(QUALCODER, fits=lambda row: True)


class Taken(NamedTuple):
    """What is in the database of QualCoder after an import."""

    categories: dict[str, str]
    """Each with the category that it is in."""
    codes: dict[str, tuple[str, str]]
    """Each with its category and its memo."""
    dropped: list[str]


def _take(rows: list[tuple[list[str], str]]) -> Taken:
    taken = Taken({}, {}, [])
    for names, memo in rows:
        above = ""
        for name in names[:-1]:
            taken.categories.setdefault(name, above)
            above = name
        if names[-1] in taken.codes:
            taken.dropped.append(names[-1])
        else:
            taken.codes[names[-1]] = (above, memo)
    return taken


def by_older(text: str) -> Taken:
    rows = csv.reader(io.StringIO(text, newline=None))
    return _take([([part.strip() for part in row[0].split(">>")], row[1]) for row in rows])


def by_newer(text: str) -> Taken:
    rows = []
    for name, memo in csv.reader(io.StringIO(text, newline=None)):
        parts = re.split(r"(>{3,}|>>)", name.strip())
        assert set(parts[1::2]) <= {">>"}, "no code is below a code"
        names = [part.strip() for part in parts[::2]]
        assert all(names)
        rows.append((names, memo.strip().strip('"')))
    return _take(rows)


def written(book: CodeBook) -> tuple[str, Changes]:
    changes = Changes()
    assert QUALCODER.write is not None
    lines = QUALCODER.write(book, Writing(QUALCODER, changes))
    return delimited((line.cells for line in lines), ",", quoted=True), changes


@examples(300)
@given(book=ODD)
def test_both_readers_take_every_code_to_the_same_place(book: CodeBook) -> None:
    text, changes = written(book)
    older, newer = by_older(text), by_newer(text)
    assert older.dropped == newer.dropped == []
    assert older.categories == newer.categories
    assert {name: code[0] for name, code in older.codes.items()} == {
        name: code[0] for name, code in newer.codes.items()
    }
    told = {id(change.node) for change in changes.rows if change.field == "description"}
    kept = [
        here.code
        for here in placed_codes(book)
        if (here.code.is_codable or not here.code.codes) and id(here.code) not in told
    ]
    memos = [memo for _, memo in older.codes.values()]
    assert all((code.description or "") in memos for code in kept)
    wanted = sum(bool(here.code.is_codable) or not here.code.codes for here in placed_codes(book))
    assert len(older.codes) == wanted


def code(name: str, *below: Code, memo: str = "", codable: bool = True) -> Code:
    guid = refiqda.make_guid("tried", name, str(len(below)))
    return Code(
        guid=guid, name=name, is_codable=codable, description=memo or None, codes=list(below)
    )


def shown(book: CodeBook) -> list[str]:
    return [
        here.path + ("" if here.code.is_codable else "/") + (here.code.description or "")
        for here in placed_codes(book)
    ]


def test_a_code_with_codes_below_is_a_category_and_a_code_beside_it() -> None:
    tree = code("Trust", code("in nurses"), code("in doctors"), memo="of people")
    text, _ = written(CodeBook(codes=[code("Care", tree, codable=False)]))
    assert text.splitlines() == [
        '"Care>>Trust","of people"',
        '"Care>>Trust>>in nurses",""',
        '"Care>>Trust>>in doctors",""',
    ]
    again, _ = written_and_read(FORCED, CodeBook(codes=[code("Care", tree)]), Changes())
    assert shown(again) == [
        "Care",
        "Care > Trustof people",
        "Care > Trust > in nurses",
        "Care > Trust > in doctors",
    ]


def test_a_category_may_hold_a_code_of_its_name() -> None:
    """As QualCoder's own projects have it, since names of codes and categories do not meet."""
    book = CodeBook(codes=[code("data", code("data"), codable=False)])
    text, changes = written(book)
    assert text == '"data>>data",""\n'
    assert {change.field for change in changes.rows} == {"guid"}
    assert shown(written_and_read(QUALCODER, book, Changes())[0]) == ["data/", "data > data"]


@pytest.mark.parametrize(
    ("names", "written_names"),
    [
        (["a", "a"], ["a", "a (2)"]),
        (["a", "a (2)", "a"], ["a", "a (2)", "a (3)"]),
        (["a>>b", "a > b", ">a", "a>"], ["a/b", "a > b", "/a", "a/"]),
        ([" a ", "a\nb", " ", ">>>"], ["a", "a b", "(no name)", "/"]),
    ],
)
def test_names_as_qualcoder_takes_them(names: list[str], written_names: list[str]) -> None:
    text, changes = written(CodeBook(codes=list(map(code, names))))
    assert list(by_newer(text).codes) == written_names
    changed = sum(name != other for name, other in zip(names, written_names, strict=True))
    assert sum(change.field == "name" for change in changes.rows) == changed


@pytest.mark.parametrize(
    ("memo", "is_told"),
    [
        ("plain", False),
        ('he said "so"', True),
        ("  of it", True),
        ("two\nlines", False),
        ("two\r\nlines", True),
    ],
)
def test_what_newer_versions_take_from_a_memo_is_told_and_written(memo: str, is_told: bool) -> None:
    book = CodeBook(codes=[code("a", memo=memo)])
    _, changes = written(book)
    told = [change.is_written for change in changes.rows if change.field == "description"]
    assert told == [True] * is_told
    again, _ = written_and_read(FORCED, book, Changes())
    assert again.codes[0].description == memo


def test_an_empty_category_becomes_a_code_and_the_memo_of_a_category_is_lost() -> None:
    empty = code("empty", codable=False)
    book = CodeBook(codes=[code("full", code("a"), memo="lost", codable=False), empty])
    text, changes = written(book)
    assert text == '"full>>a",""\n"empty",""\n'
    told = {(change.what, change.node.name) for change in changes.rows if change.field != "guid"}
    assert told == {("description of a code", "full"), ("folder", "empty")}


# ------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["A>>a"], ["A/", "A > a"]),
        (["A >> B >> c"], ["A/", "A > B/", "A > B > c"]),
        (["A>>a>>>b"], ["A/", "A > a", "A > a > b"]),
        (["A>>a>>>b>>c"], ["A/", "A > a", "A > a > b", "A > a > b > c"]),
        (["A>>a", "b"], ["A/", "A > a", "b"]),
        (["A>>", "b"], ["A/", "b"]),
        (["a>>b", "a"], ["a", "a > b"]),
        (["A>>a > b"], ["A/", "A > a > b"]),
        ([">>a>>b"], ["a/", "a > b"]),
    ],
)
def test_lines_are_read_as_what_they_say(lines: list[str], codes: list[str]) -> None:
    book, _ = read_rows(QUALCODER, [[line] for line in lines])
    assert shown(book) == codes


def test_a_line_that_was_there_before_is_kept_and_remarked() -> None:
    book, reading = read_rows(QUALCODER, [["A>>a", "1"], ["A>>a", "2"]])
    assert shown(book) == ["A/", "A > a1", "A > a2"]
    assert any("1 line was there before" in remark for remark in reading.remarks)


def test_a_line_without_a_name_is_told() -> None:
    book, reading = read_rows(QUALCODER, [["A>>a", "1"], ["", "memo"]])
    assert shown(book) == ["A/", "A > a1"]
    assert [loss.where for loss in reading.losses] == ["row 2"]


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        (["A>>a", "memo"], True),
        (["A>>a"], True),
        (["a", "memo"], False),
        (["A>>a", "memo", "more"], False),
        ([">>"], False),
        ([], False),
    ],
)
def test_only_rows_that_look_like_it_are_recognised(row: list[str], fits: bool) -> None:
    assert QUALCODER.fits(row) is fits


@pytest.mark.parametrize("ending", ["csv", "txt"])
def test_a_list_is_recognised_by_its_first_line(ending: str) -> None:
    book = refiqda.read_codebook(FIXTURES / "made" / f"codes-qualcoder.{ending}")
    assert shown(book)[:3] == ["Feelings/", "Feelings > Joy/", "Feelings > Joy > Pride"]


def test_a_list_of_codes_alone_is_read_where_its_layout_is_named(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text('"Trust","of people"\n"Doubt",""\n', encoding="utf-8")
    with pytest.raises(refiqda.NotRefiQda, match="no layout that is known"):
        refiqda.read_codebook(path)
    book = refiqda.read_codebook(path, layout="qualcoder")
    assert shown(book) == ["Trustof people", "Doubt"]
