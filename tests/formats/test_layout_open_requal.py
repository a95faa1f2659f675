"""requal, whose categories are sets; and the tables of OpenQDA's converter, which are read."""

from __future__ import annotations

import pytest
from formats.layout_proof import read_rows, written_and_read
from where import FIXTURES

import refiqda
from refiqda.formats.codebooks.layouts.openqda import OPENQDA
from refiqda.formats.codebooks.layouts.requal import REQUAL
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import Writing
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.changes import Change, Changes

# tests/testthat/_snaps/app-create-codes/createcode-003-requal_codebook.csv (commit c93abc1d)
SNAPSHOT = [
    ["", "code_id", "code_name", "code_description", "code_color", "categories"],
    ["1", "1", "Code1", "Code description", "#FFFF00", "NA"],
]


def code(name: str, *below: Code, says: str = "", color: str = "") -> Code:
    guid = refiqda.make_guid("tried", name)
    codes = list(below)
    return Code(
        guid=guid, name=name, is_codable=True, description=says, color=color or None, codes=codes
    )


def held(name: str, *codes: Code, says: str = "") -> Set:
    guid = refiqda.make_guid("set", name, says)
    return Set(guid=guid, name=name, description=says, codes=[each.guid for each in codes])


def written(codes: list[Code], sets: list[Set]) -> tuple[list[list[str]], list[Change]]:
    changes = Changes()
    assert REQUAL.write is not None
    lines = REQUAL.write(CodeBook(codes=codes, sets=sets), Writing(REQUAL, changes))
    return [[str(cell) for cell in line.cells] for line in lines], changes.rows


def shown(book: CodeBook) -> list[tuple[str, str | None, str | None]]:
    return [(here.path, here.code.description, here.code.color) for here in placed_codes(book)]


# ------------------------------------------------------------------------------------- requal


def test_its_own_export_is_read_and_only_its_numbers_have_no_place() -> None:
    book, reading = read_rows(REQUAL, SNAPSHOT)
    assert shown(book) == [("Code1", "Code description", "#FFFF00")]
    assert not book.sets
    assert [loss.where for loss in reading.losses] == ["row 2, column code_id"]


def test_row_numbers_that_do_not_count_the_rows_are_told() -> None:
    _, reading = read_rows(REQUAL, [SNAPSHOT[0], ["7", *SNAPSHOT[1][1:]]])
    assert [loss.where for loss in reading.losses] == [
        "row 2, column number 1",
        "row 2, column code_id",
    ]


def test_na_is_nothing() -> None:
    row = ["1", "1", "NA", "NA", "NA", "NA"]
    book, _ = read_rows(REQUAL, [SNAPSHOT[0], row])
    assert shown(book) == [("NA", None, None)]


def test_the_oldest_export_has_commas_between_categories() -> None:
    rows = [["code_id", "code_name", "code_description", "categories"], ["1", "a", "", "x, y"]]
    book, _ = read_rows(REQUAL, rows)
    assert [each.name for each in book.sets] == ["x", "y"]


def test_categories_are_sets_with_what_stands_in_brackets_as_their_description() -> None:
    rows = [
        ["code_name", "categories"],
        ["a", "Weather (rain, or (rarely) sun) | Good days"],
        ["b", "Good days"],
    ]
    book, _ = read_rows(REQUAL, rows)
    assert [(each.name, each.description, len(each.codes)) for each in book.sets] == [
        ("Weather", "rain, or (rarely) sun", 1),
        ("Good days", None, 2),
    ]


@pytest.mark.parametrize(
    ("name", "says", "cell"),
    [
        ("Weather", "", "Weather"),
        ("Weather", "rain (or sun)", "Weather (rain (or sun))"),
        ("Weather (2019)", "", "Weather [2019]"),
        ("Weather (2019)", "rain", "Weather [2019] (rain)"),
        ("a | b", "", "a / b"),
        ("a |", "", "a /"),
        ("a|b", "", "a|b"),
        ("a", "x | y", "a (x / y)"),
        ("NA", "", "(NA)"),
        (" ", "", "(no name)"),
    ],
)
def test_sets_as_categories(name: str, says: str, cell: str) -> None:
    one = code("a")
    rows, changes = written([one], [held(name, one, says=says)])
    assert rows[1][3] == cell
    told = {change.field for change in changes if change.field in ("name", "description")}
    assert bool(told) == (cell not in (name, f"{name} ({says})"))
    assert any(change.is_written and change.what == "set of codes" for change in changes)


def test_a_code_without_categories_has_na_where_others_have_some() -> None:
    one = code("a")
    rows, _ = written([one, code("b")], [held("x", one), held("x", one, says="again")])
    assert [row[3] for row in rows] == ["categories", "x | x 2 (again)", "NA"]
    again, _ = read_rows(REQUAL, rows)
    assert [(each.name, each.description) for each in again.sets] == [("x", None), ("x 2", "again")]


def test_codes_stand_side_by_side_under_different_names() -> None:
    tree = code("a", code("b"), code("> c"))
    rows, _ = written([tree, code("a > b"), code("a"), code("NA"), code("")], [])
    names = [row[0] for row in rows[1:]]
    assert names == ["a", "a > b", "a > / c", "a / b", "a (2)", "(NA)", "(no name)"]


@pytest.mark.parametrize(
    ("color", "cell", "is_told"),
    [
        ("#ff8000", "#FF8000", False),
        ("#f80", "#F80", False),
        ("rgb(255, 128, 0)", "#FF8000", False),
        ("#ff800080", "#FF8000", True),
        ("no colour", "", True),
    ],
)
def test_colours(color: str, cell: str, is_told: bool) -> None:
    rows, changes = written([code("a", color=color)], [])
    assert rows[1][2] == cell
    assert any(change.field == "color" for change in changes) == is_told


@pytest.mark.parametrize(("size", "is_cut"), [(30, False), (31, True)])
def test_descriptions_that_its_import_cuts_are_told_and_written(size: int, is_cut: bool) -> None:
    rows, changes = written([code("a", says="z" * size)], [])
    assert rows[1][1] == "z" * size
    assert [change.is_written for change in changes if change.field == "description"] == [
        True
    ] * is_cut


def test_sets_that_no_code_of_the_codebook_is_in_are_told() -> None:
    one = code("a")
    gone = Code(guid=refiqda.make_guid("tried", "elsewhere"), name="elsewhere")
    _, changes = written([one], [held("x", gone), held("y", one, gone)])
    told = [(change.what, change.node.name) for change in changes if not change.is_written]
    assert ("set of codes", "x") in told
    assert ("member of a set", "y") in told


# ------------------------------------------------------------------------------------ OpenQDA

ENGLISH = ["guid", "name", "parent", "level", "color", "description"]
GERMAN = ["GUID", "Codename", "Übergeordneter Code", "Ebene", "Farbe", "Beschreibung"]
GUIDS = [refiqda.make_guid("openqda", str(number)) for number in range(4)]


@pytest.mark.parametrize("header", [ENGLISH, GERMAN], ids=["csv", "xlsx"])
def test_both_tables_of_the_converter_are_read(header: list[str]) -> None:
    rows = [
        header,
        [GUIDS[0], "Joy", "", "1", "#FFC000", "says"],
        [GUIDS[1], "Pride", "Joy", "2", "", ""],
    ]
    book, reading = read_rows(OPENQDA, rows)
    assert shown(book) == [("Joy", "says", "#FFC000"), ("Joy > Pride", None, None)]
    assert [here.code.guid for here in placed_codes(book)] == GUIDS[:2]
    assert not reading.losses
    assert not reading.remarks


def test_sorted_rows_have_the_same_codes_above_them() -> None:
    rows = [
        ENGLISH,
        [GUIDS[1], "Anger", "Joy", "2"],
        [GUIDS[0], "Joy", "", "1"],
        [GUIDS[2], "Pride", "Joy", "2"],
        [GUIDS[3], "Zeal", "Grief", "2"],
    ]
    book, reading = read_rows(OPENQDA, rows)
    assert [path for path, _, _ in shown(book)] == ["Joy", "Joy > Anger", "Joy > Pride", "Zeal"]
    (remark,) = reading.remarks
    assert "“Zeal” (row 5, below “Grief”)" in remark


def test_its_table_is_only_read() -> None:
    book = refiqda.read_codebook(FIXTURES / "made" / "codes-openqda.csv", layout="openqda")
    assert [path for path, _, _ in shown(book)] == [
        "Feelings",
        "Feelings > Joy",
        "Feelings > Worry",
        "Garden & plants",
        "Garden & plants > Water",
        "Neighbours",
    ]
    assert OPENQDA.write is None


def test_what_requal_holds_is_the_same_the_second_time() -> None:
    one, two = code("a", says="says", color="#ff0000"), code("b")
    book = CodeBook(codes=[one, two], sets=[held("x", one), held("y", one, two, says="both")])
    again, _ = written_and_read(REQUAL, book, Changes())
    twice, _ = written_and_read(REQUAL, again, changes := Changes())
    assert {change.field for change in changes.rows if not change.is_written} == {"guid"}
    assert shown(twice) == shown(again)
    assert [(each.name, each.description) for each in twice.sets] == [("x", None), ("y", "both")]
