"""The cells of tables of people's own: what is read of them, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats.layout_proof import read_rows

import refiqda
from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.bookfile import read_table
from refiqda.formats.codebooks.own.mapped import Columns, mapped
from refiqda.formats.codebooks.registry import by_key
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.model import CodeBook

GUID = "5C9E2B0E-7F0A-4F6C-9A3B-0F6A5B1D2C3E"


def read(rows: list[list[str]], **said: object) -> tuple[CodeBook, Reading]:
    return read_rows(mapped(Columns(name=("n",), **said)), rows)


def lost(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [(loss.what, loss.name, loss.where, loss.text) for loss in reading.losses]


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#FF0000", "#FF0000"),
        ("#f00", "#f00"),
        ("FF0000 ", "#ff0000"),
        ("255,0,0", "#ff0000"),
        ("255; 0; 0", "#ff0000"),
        ("rgb(255, 0, 0)", "#ff0000"),
        ("red", "#ff0000"),
        ("", None),
    ],
)
def test_colours_are_written_as_the_standard_has_them(text: str, color: str | None) -> None:
    book, reading = read([["n", "c"], ["a", text]], color="c")
    assert book.codes[0].color == color
    assert not reading.losses


@pytest.mark.parametrize("text", ["rot", "256,0,0", "123456", "1,2"])
def test_what_is_no_colour_is_left_out_and_told(text: str) -> None:
    book, reading = read([["n", "Farbe"], ["a", text]], color="Farbe")
    assert book.codes[0].color is None
    assert lost(reading) == [("colour of a code", "a", "row 2, column Farbe", text)]


def test_how_much_of_a_colour_shines_through_is_told() -> None:
    book, reading = read([["n", "c"], ["a", "rgba(255,0,0,0.5)"]], color="c")
    assert book.codes[0].color == "#ff0000"
    assert [loss.what for loss in reading.losses] == ["opacity of a colour"]


def test_a_table_with_wrong_colours_and_guids_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,n,c\n1,a,rot\n2,b,#00ff00\n", encoding="utf-8")
    columns = Columns(name=("n",), color="c", guid="id")
    report = refiqda.convert(path, tmp_path / "a.qdc", columns=columns)
    assert report.totals() == {"colour of a code": 1, "GUID of a code": 2}
    assert read_table(path, columns=columns).holds == {"color"}


def test_requal_has_colours_of_r_that_are_none_of_the_standard(tmp_path: Path) -> None:
    rows = [["code_name", "code_color"], ["a", "tomato"], ["b", "red"], ["c", "NA"]]
    book, reading = read_rows(by_key("requal"), rows)
    assert [code.color for code in book.codes] == [None, "#ff0000", None]
    assert lost(reading) == [("colour of a code", "a", "row 2, column code_color", "tomato")]


def test_a_guid_that_is_none_is_made_new_and_told() -> None:
    book, reading = read([["n", "id"], ["a", "7"], ["b", GUID], ["c", ""]], guid="id")
    again, _ = read([["n", "id"], ["a", "8"]], guid="id")
    assert book.codes[1].guid == GUID
    assert book.codes[0].guid == again.codes[0].guid
    assert lost(reading) == [("GUID of a code", "a", "row 2, column id", "7")]
    assert not reading.silent


def test_codes_with_one_guid_are_remarked() -> None:
    _, reading = read([["n", "id"], ["a", GUID], ["b", GUID]], guid="id")
    assert "has the GUID of a code before" in reading.remarks[0]


@pytest.mark.parametrize("text", ["no", "Nein", "non", "não", "falso", "FALSE", "0", "Ordner"])
def test_a_folder_in_many_languages(text: str) -> None:
    book, _ = read([["n", "c"], ["a", text], ["b", "ja"], ["c", ""]], codable="c")
    assert [code.is_codable for code in book.codes] == [False, True, True]


def test_what_says_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(NotACodebook, match=r'row 2, column c: "maybe" does not say .* yes or no'):
        read([["n", "c"], ["a", "maybe"]], codable="c")
    with pytest.raises(NotACodebook, match="row 2: 'maybe' does not say"):
        read_rows(by_key("plain"), [["level", "name", "codable"], ["1", "a", "maybe"]])


def test_the_plain_table_takes_yes_and_no_in_other_languages_too() -> None:
    rows = [["level", "name", "codable"], ["1", "a", "nein"], ["1", "b", "oui"]]
    book, _ = read_rows(by_key("plain"), rows)
    assert [code.is_codable for code in book.codes] == [False, True]


def test_a_column_that_is_called_folder_is_remarked_since_it_means_the_opposite() -> None:
    _, reading = read([["n", "Ordner"], ["a", "nein"]], codable="Ordner")
    assert reading.remarks[0].startswith("In the column “Ordner”, “no” was taken for a folder")


def test_steps_of_a_path_have_no_blanks_around_them() -> None:
    for separator in (">", " > "):
        rows = [["n"], ["Care"], ["Care >Trust"], [" Care>  Fear > "]]
        book, _ = read(rows, separator=separator)
        assert [here.path for here in placed_codes(book)] == ["Care", "Care > Trust", "Care > Fear"]


def test_a_path_in_a_name_is_remarked_with_what_to_say() -> None:
    rows = [["n", "Was es heißt"], ["Care > Trust", "x"]]
    book, reading = read(rows, description="Was es heißt")
    assert book.codes[0].name == "Care > Trust"
    options = '--name-column "n" --description-column "Was es heißt" --separator " > "'
    assert options in reading.remarks[0]


def test_the_row_that_was_taken_for_a_header_by_number_is_remarked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Trust\nFear\n", encoding="utf-8")
    found = read_table(path, columns=Columns(name=("1",)))
    assert [code.name for code in found.book.codes] == ["Fear"]
    assert [each for each in found.remarks if 'The row "Trust" was taken' in each]
    every = read_table(path, columns=Columns(name=("1",), has_header=False))
    assert [code.name for code in every.book.codes] == ["Trust", "Fear"]
    assert every.remarks == ("a.txt was read by the columns that you named.",)


ORPHAN = "of the code above, in a line of its own " * 10


@pytest.mark.parametrize(
    ("layout", "header"),
    [
        ("maxqda", ["Code", "Memo"]),
        ("nvivo", ["Name", "Description", "Files", "References"]),
        ("nvivo", ["Hierarchical Name", "Description", "Files", "References"]),
        ("atlasti", ["Code", "Comment"]),
        ("atlasti-report", ["Code", "Comment", "Density"]),
        ("maxqda-levels", ["Level 1", "Description", "Level 2"]),
        ("taguette", ["tag", "description"]),
        ("requal", ["code_name", "code_description"]),
        ("dedoose", ["Title", "Description", "Id", "Parent Id"]),
        ("openqda", ["name", "description", "guid", "parent", "level"]),
        ("plain", ["name", "description", "level"]),
        ("common", ["Code", "Definition"]),
    ],
)
def test_a_row_that_names_no_code_is_told_with_its_text(layout: str, header: list[str]) -> None:
    rows = [[*header], ["Care", "said"], ["", ORPHAN], ["  ", "more"], ["Work", "said"]]
    for row in rows[1:]:
        row += ["1" if word == "level" and row[0].strip() else "" for word in header[2:]]
    book, reading = read_rows(by_key(layout), rows)
    assert [code.name for code in book.codes] == ["Care", "Work"]
    assert [code.description for code in book.codes] == ["said", "said"]
    told = [loss for loss in reading.losses if loss.what == "row without a code"]
    assert [(loss.where, loss.text) for loss in told] == [
        ("row 3", ORPHAN[:199] + "…"),
        ("row 4", "more"),
    ]


@pytest.mark.parametrize(
    "said",
    [{}, {"separator": "/"}, {"level": "l"}, {"parent": "l"}],
)
def test_a_row_that_names_no_code_is_told_in_tables_of_people_too(said: dict[str, str]) -> None:
    rows = [["n", "d", "l"], ["Care", "said", ""], ["", "orphan", ""], ["Work", "", ""]]
    book, reading = read(rows, description="d", **said)
    assert [code.name for code in book.codes] == ["Care", "Work"]
    assert lost(reading) == [("row without a code", "", "row 3", "orphan")]


def test_a_row_without_any_level_is_told_too() -> None:
    columns = Columns(name=("a", "b"), description="d")
    rows = [["a", "b", "d"], ["Care", "Trust", "x"], ["", "", "orphan"], ["", "Fear", "y"]]
    book, reading = read_rows(mapped(columns), rows)
    assert [here.path for here in placed_codes(book)] == ["Care", "Care > Trust", "Care > Fear"]
    assert lost(reading) == [("row without a code", "", "row 3", "orphan")]


def test_the_text_of_a_cell_that_is_lost_is_told() -> None:
    _, reading = read_rows(by_key("maxqda"), [["Code", "Memo", "Who"], ["a", "", " AB "]])
    assert lost(reading) == [("cell of the column “Who”", "a", "row 2, column Who", "AB")]


def test_line_ends_in_headers_are_blanks() -> None:
    rows = [["Code\nname ", "What it\r\nmeans", "Who\ncodes"], ["a", "b", "c"]]
    columns = Columns(name=("code name",), description="What it means")
    book, reading = read_rows(mapped(columns), rows)
    assert (book.codes[0].name, book.codes[0].description) == ("a", "b")
    assert reading.losses[0].where == "row 2, column Who codes"


def test_names_that_differ_in_blanks_alone_are_remarked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Code,Memo\nTrust,a\n Trust ,b\nFear,c\n", encoding="utf-8")
    found = read_table(path)
    assert [code.name for code in found.book.codes] == ["Trust", " Trust ", "Fear"]
    assert found.remarks == (
        '" Trust " and "Trust" differ in blanks alone. All are kept as they are.',
    )


def test_one_code_that_is_there_twice_is_both_and_several_are_all() -> None:
    rows = [["Code", "Memo"], ["a"], ["a"]]
    assert "Both are kept." in read_rows(by_key("maxqda"), rows)[1].remarks[0]
    assert "All are kept." in read_rows(by_key("maxqda"), [*rows, ["a"]])[1].remarks[0]
