"""The tables of NVivo, MAXQDA and ATLAS.ti, row by row, and what is told of them."""

from __future__ import annotations

import dataclasses

import pytest
from formats.layout_proof import prove, written_and_read

from refiqda.formats.codebooks.layout import Layout
from refiqda.formats.codebooks.layouts.atlasti import ATLASTI
from refiqda.formats.codebooks.layouts.maxqda import MAXQDA
from refiqda.formats.codebooks.layouts.nvivo import NVIVO
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import Writing
from refiqda.standard.document import make_guid
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.changes import Change, Changes


def code(name: str, *codes: Code, description: str | None = None) -> Code:
    guid = make_guid("test", name, *(each.guid for each in codes))
    return Code(guid=guid, name=name, is_codable=True, description=description, codes=list(codes))


def rows_of(
    layout: Layout, book: CodeBook, writing: Writing | None = None
) -> list[list[str | int]]:
    assert layout.write is not None
    lines = layout.write(book, writing or Writing(layout, Changes()))
    return [list(line.cells) for line in lines]


def told(layout: Layout, book: CodeBook) -> list[Change]:
    """What is told but for the GUIDs, which none of these tables has."""
    changes = Changes()
    rows_of(layout, book, Writing(layout, changes))
    return [change for change in changes.rows if change.field != "guid"]


BOOK = CodeBook(
    codes=[
        code("people", code("friends", code("old ones"), description="By choice.")),
        code("places", description="Where."),
    ]
)


UNUSED = {guid_key(one.code.guid): {"files": 0, "references": 0} for one in placed_codes(BOOK)}


def test_what_was_not_counted_has_no_number() -> None:
    """A case that is a code as well has no row among the counts."""
    first, *_ = rows_of(NVIVO, BOOK, Writing(NVIVO, Changes(), {}))[1:]
    assert first == ["people", "", "", ""]
    again = CodeBook(codes=[BOOK.codes[1], dataclasses.replace(BOOK.codes[1])])
    rows = rows_of(NVIVO, again, Writing(NVIVO, Changes(), UNUSED))
    assert [row[2:] for row in rows[1:]] == [[0, 0], ["", ""]]


def test_nvivo_has_levels_as_blanks_and_counts_where_a_project_is_given() -> None:
    assert rows_of(NVIVO, BOOK) == [
        ["Name", "Description", "Files", "References"],
        ["people", "", "", ""],
        ["    friends", "By choice.", "", ""],
        ["        old ones", "", "", ""],
        ["places", "Where.", "", ""],
    ]
    numbers = {**UNUSED, guid_key(BOOK.codes[1].guid): {"files": 2, "references": 7}}
    counted = rows_of(NVIVO, BOOK, Writing(NVIVO, Changes(), numbers))
    assert counted[1:] == [
        ["people", "", 0, 0],
        ["    friends", "By choice.", 0, 0],
        ["        old ones", "", 0, 0],
        ["places", "Where.", 2, 7],
    ]


def test_counts_are_told_when_the_table_is_read_again() -> None:
    _, reading = written_and_read(NVIVO, BOOK, Changes(), UNUSED)
    assert [(loss.what, loss.name, loss.where) for loss in reading.losses[:2]] == [
        ("cell of the column “Files”", "people", "row 2, column Files"),
        ("cell of the column “References”", "people", "row 2, column References"),
    ]
    assert len(reading.losses) == 8


def test_maxqda_has_paths() -> None:
    assert rows_of(MAXQDA, BOOK) == [
        ["Code", "Memo"],
        ["people", ""],
        ["people > friends", "By choice."],
        ["people > friends > old ones", ""],
        ["places", "Where."],
    ]


def test_maxqda_has_no_sign_between_levels_in_a_name() -> None:
    book = CodeBook(codes=[code("over>under"), code("this\\that"), code("a > b")])
    assert [row[0] for row in rows_of(MAXQDA, book)[1:]] == [
        "over\u203aunder",
        "this/that",
        "a \u203a b",
    ]
    assert [change.what for change in told(MAXQDA, book)] == ["name of a code"] * 3


def test_what_maxqda_cuts_is_in_the_table_and_told_with_its_evidence() -> None:
    book = CodeBook(codes=[code("x" * 63), code("y" * 64)])
    assert [row[0] for row in rows_of(MAXQDA, book)[1:]] == ["x" * 63, "y" * 64]
    (cut,) = told(MAXQDA, book)
    assert (cut.what, cut.node, cut.is_written) == ("end of a name", book.codes[1], True)
    assert cut.evidence.startswith("documented: MAXQDA 2022 help")


def test_a_second_code_that_maxqda_does_not_make_is_told() -> None:
    book = CodeBook(codes=[code("a", code("b")), code("a", code("b"), code("c"))])
    changes = told(MAXQDA, book)
    assert [(change.what, change.node, change.is_written) for change in changes] == [
        ("code", book.codes[1], True),
        ("code", book.codes[1].codes[0], True),
    ]


def test_codes_that_maxqda_may_make_one_of_are_remarked() -> None:
    writing = Writing(MAXQDA, Changes())
    rows_of(MAXQDA, CodeBook(codes=[code("x" * 63 + "1"), code("x" * 63 + "2")]), writing)
    (remark,) = writing.remarks
    assert remark.startswith("“xxxxxxxxxxxxxxxxxxxx…”: the first 63 characters of the name are")


@pytest.mark.parametrize(("levels", "remarks"), [(10, 0), (11, 1)])
def test_codes_deeper_than_ten_levels_are_remarked(levels: int, remarks: int) -> None:
    writing = Writing(MAXQDA, Changes())
    top = code("level")
    for _ in range(levels - 1):
        top = code("level", top)
    rows_of(MAXQDA, CodeBook(codes=[top]), writing)
    assert len(writing.remarks) == remarks


def _with_sets() -> CodeBook:
    first, second, third = code("a", code("b"), description="says"), code("c"), code("d")
    sets = [
        Set(guid=make_guid("1"), name="one", codes=[first.guid, second.guid]),
        Set(guid=make_guid("2"), name="two", codes=[first.guid, first.codes[0].guid]),
        Set(guid=make_guid("3"), name="two", description="again", codes=[second.guid]),
        Set(guid=make_guid("4"), name="none", codes=[]),
        Set(guid=make_guid("5"), name="strange", codes=[make_guid("gone"), third.guid]),
    ]
    return CodeBook(codes=[first, second, third], sets=sets)


def test_atlasti_has_as_many_columns_of_groups_as_one_code_needs() -> None:
    assert rows_of(ATLASTI, _with_sets()) == [
        ["Code", "Comment", "Code Group 1", "Code Group 2"],
        ["a", "says", "one", "two"],
        ["a: b", "", "two", ""],
        ["c", "", "one", "two (2)"],
        ["d", "", "strange", ""],
    ]
    assert rows_of(ATLASTI, BOOK)[0] == ["Code", "Comment"]


def test_what_atlasti_cannot_say_of_sets_is_told() -> None:
    book = _with_sets()
    again = prove(ATLASTI, book)
    assert [each.name for each in again.sets] == ["one", "two", "two (2)", "strange"]
    assert [(change.what, change.node) for change in told(ATLASTI, book)] == [
        ("set of codes", book.sets[3]),
        ("member of a set", book.sets[4]),
        ("description of a set", book.sets[2]),
        ("name of a set", book.sets[2]),
    ]


def test_the_order_of_sets_is_told_where_codes_name_them_in_another() -> None:
    book = _with_sets()
    book.sets.reverse()
    assert "order of the sets" in [change.what for change in told(ATLASTI, book)]
    prove(ATLASTI, book)


def test_a_colon_stays_in_a_name_where_nothing_misreads_it() -> None:
    free = CodeBook(codes=[code("a: b"), code("c", code("d: e"))])
    assert [row[0] for row in rows_of(ATLASTI, free)[1:]] == ["a: b", "c", "c: d: e"]
    assert told(ATLASTI, free) == []
    taken = CodeBook(codes=[code("a"), code("a: b")])
    assert [row[0] for row in rows_of(ATLASTI, taken)[1:]] == ["a", "a; b"]
    assert [change.node for change in told(ATLASTI, taken)] == [taken.codes[1]]


def test_equal_codes_are_remarked_for_atlasti() -> None:
    writing = Writing(ATLASTI, Changes())
    rows_of(ATLASTI, CodeBook(codes=[code("a"), code("a"), code("a")]), writing)
    assert writing.remarks == [
        "2 codes are called as another one is. Whether ATLAS.ti keeps both is not known."
    ]


@pytest.mark.parametrize("name", ["○ ", "○  ", "○ ○ ", "○ a", "○", "○a"])
def test_a_sign_of_colour_above_other_codes(name: str) -> None:
    prove(ATLASTI, CodeBook(codes=[code(name, code("", code("b"))), code("○  ")]))
