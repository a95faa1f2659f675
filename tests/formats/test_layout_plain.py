"""The plain table loses nothing, and takes what people make of it."""

from __future__ import annotations

from typing import Any

import pytest
from formats.layout_proof import prove, read_rows, written_and_read
from formats.odd_codebooks import ALLOWED, ODD
from formats.same_book import said
from hypothesis import given
from properties.strategies import examples
from where import FIXTURES, corpus_params

from refiqda.errors import LimitExceeded, NotACodebook
from refiqda.formats.codebooks.layouts.plain import PLAIN
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import Writing
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.changes import Changes

HEADER = ["kind", "level", "name", "description", "color", "codable", "guid"]


def back(book: CodeBook, numbers: Any = None) -> tuple[CodeBook, Reading]:
    changes = Changes()
    again, reading = written_and_read(PLAIN, book, changes, numbers)
    assert not changes.rows
    return again, reading


def read(text: str, header: str = "kind, level, name, guid") -> tuple[CodeBook, Reading]:
    """A codebook from rows with a comma between the cells, whose first row is row 2."""
    rows = [header, *text.split("\n")]
    return read_rows(PLAIN, [[cell.strip() for cell in row.split(",")] for row in rows])


@examples(300)
@given(book=ALLOWED | ODD)
def test_any_codebook_comes_back_exactly(book: CodeBook) -> None:
    prove(PLAIN, book)
    again, reading = back(book)
    assert again == said(book)
    assert not reading.losses


@pytest.mark.parametrize("path", [*sorted(FIXTURES.glob("made/*.qdc")), *corpus_params(".qdc")])
def test_real_codebooks_come_back_exactly(path: Any) -> None:
    book = CodeBook.open(path)
    assert back(book)[0] == said(book)


def story() -> CodeBook:
    inner = Code(guid="{B}", name="friends, old", is_codable=True, color="#f00", description="a\nb")
    people = Code(guid="A", name="people", is_codable=False, codes=[inner])
    unknown: Any = None
    other = Code(guid="C", name="", is_codable=unknown)
    few = Set(guid="S", name="few", description="Some.", codes=["b", "nobody", "b"])
    return CodeBook(origin="a program", codes=[people, other], sets=[few])


def test_the_rows_as_they_are_written() -> None:
    assert PLAIN.write is not None
    changes = Changes()
    lines = PLAIN.write(story(), Writing(PLAIN, changes))
    assert [list(line.cells) for line in lines] == [
        HEADER,
        ["code", 1, "people", "", "", "no", "A"],
        ["code", 2, "friends, old", "a\nb", "#f00", "yes", "{B}"],
        ["code", 1, "", "", "", "", "C"],
        ["set", "", "few", "Some.", "", "", "S"],
        ["member", "", "friends, old", "", "", "", "b"],
        ["member", "", "", "", "", "", "nobody"],
        ["member", "", "friends, old", "", "", "", "b"],
        ["origin", "", "a program", "", "", "", ""],
    ]
    assert back(story())[0] == said(story())


def test_counts_of_a_project_stand_beside_and_are_told_when_read() -> None:
    unused = {"files": 0, "references": 0}
    numbers = {guid_key(one.code.guid): unused for one in placed_codes(story())}
    again, reading = back(story(), numbers)
    assert again == said(story())
    assert [(loss.what, loss.name, loss.where) for loss in reading.losses] == [
        ("cell of the column “files”", "people", "row 2, column files"),
        ("cell of the column “references”", "people", "row 2, column references"),
        ("cell of the column “files”", "friends, old", "row 3, column files"),
        ("cell of the column “references”", "friends, old", "row 3, column references"),
        ("cell of the column “files”", "", "row 4, column files"),
        ("cell of the column “references”", "", "row 4, column references"),
    ]


def test_columns_in_another_order_and_case() -> None:
    book, reading = read("a, YES , 1\nb, n, 2\nc, , 1", " NAME ,Codable,Level")
    assert [code.name for code in book.codes] == ["a", "c"]
    assert [code.is_codable for code in book.codes] == [True, True]
    assert book.codes[0].codes[0].is_codable is False
    assert not reading.losses
    assert not reading.remarks


def test_without_levels_all_codes_are_side_by_side() -> None:
    book, _ = read("a, code\nb, ", "name, kind")
    assert [code.name for code in book.codes] == ["a", "b"]


def test_codes_without_guid_get_the_same_one_in_every_run() -> None:
    text = "code, 1, a,\ncode, 1, a,\nset,, s,\nset,, s,"
    book, _ = read(text)
    guids = [each.guid for each in (*book.codes, *book.sets)]
    assert len(set(guids)) == 4
    assert read(text)[0] == book


def test_members_may_be_called_by_name() -> None:
    book, _ = read("set,, s,\nmember,, a,\nmember,, a, 9\ncode, 1, a, 7\ncode, 1, b, 8")
    assert book.sets[0].codes == ["7", "9"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("code, 1, a,\ncode, two, b,", "row 3: 'two' is no level of a code"),
        ("code, 0, a,", "row 2: '0' is no level of a code"),
        ("code, -1, a,", "row 2: '-1' is no level of a code"),
        ("code, 1.5, a,", "row 2: '1.5' is no level of a code"),
        ("code, ²,a,", "row 2: '²' is no level of a code"),
        ("code, " + "9" * 5000 + ", a,", "row 2: '9{40}…' is no level of a code"),
        ("code, , a,", "row 2: the level of the code is missing"),
        ("theme, 1, a,", "row 2: 'theme' is no kind of row. Write one of code, set, member"),
        ("code, 1, a,\nmember,, a,", "row 3: a member before any set"),
        ("code, 1, a,\nset,, s,\nmember,, b,", "row 4: no codes are called 'b'"),
        ("code, 1, a,\ncode, 1, a,\nset,, s,\nmember,, a,", "row 5: 2 codes are called 'a'"),
        ("set,, s,", "holds no code below its header"),
    ],
)
def test_what_cannot_be_made_out_is_refused_with_its_row(text: str, says: str) -> None:
    with pytest.raises(NotACodebook, match=says) as caught:
        read(text)
    assert str(caught.value).startswith("table.csv")
    assert str(caught.value).endswith(".")


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(NotACodebook, match="row 2: 'maybe' does not say whether a code is codable"):
        read("a, 1, maybe", "name, level, codable")


def test_codes_below_the_limit_of_depth_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="row 130: a code at level 129, deeper than 128"):
        read("\n".join(f"code, {level}, a," for level in range(1, 130)))


def test_rows_that_were_sorted_are_remarked() -> None:
    book, reading = read("code, 2, friends,\ncode, 1, people,\ncode, 3, old,")
    assert [code.name for code in book.codes] == ["friends", "people"]
    assert book.codes[1].codes[0].name == "old"
    assert reading.remarks[0].startswith("The first code (row 2) is at level 2, with no code above")
    assert reading.remarks[1].startswith("old (row 4) stood more than one level below")


def test_two_codes_with_one_guid_are_kept_and_remarked() -> None:
    book, reading = read("code, 1, a, {X}\ncode, 1, b, y\ncode, 2, c, x")
    assert book.codes[1].codes[0].guid == "x"
    assert [remark[:46] for remark in reading.remarks] == [
        '"c" (row 4) has the GUID of a code before. All'
    ]


def test_cells_that_have_no_place_are_told() -> None:
    _, reading = read(
        "code, 1, a, 7, mine\nset, 3, s,,\nmember,, a, 7, \norigin,, p,, x\norigin,, q",
        "kind, level, name, guid, notes",
    )
    assert [(loss.what, loss.name, loss.where) for loss in reading.losses] == [
        ("origin of the codebook", "", "row 6, column name"),
        ("cell of the column “notes”", "a", "row 2, column notes"),
        ("cell of the column “level”", "", "row 3, column level"),
        ("cell of the column “notes”", "", "row 5, column notes"),
    ]


def test_which_headers_are_its_own() -> None:
    assert PLAIN.fits(HEADER)
    assert PLAIN.fits(["Level", "NAME"])
    for other in (["name", "description"], ["Name", "Description", "Files"], ["level"], []):
        assert not PLAIN.fits(other)
