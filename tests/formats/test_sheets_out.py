"""Rows of a codebook written as tables, and read again."""

import importlib
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from formats.sheets_made import HEADER, read, written
from hypothesis import example, given
from hypothesis import strategies as st
from properties.strategies import TEXTS, examples

from refiqda.errors import CannotWrite, MissingExtra
from refiqda.formats.codebooks.layout import Line
from refiqda.formats.codebooks.sheets.outgoing import write_sheet
from refiqda.standard.model import Code
from refiqda.tools import excel
from refiqda.tools.changes import Changes

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
ODD = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'quoted",
    "_x000D_",
    "_x0041_x0042_",
    "_x005F_",
    "_x0041\r",
    "\r",
    "a\r\nb\rc\n",
    " \n ",
    '"',
    'a "b", c; d\te',
    "#N/A",
    "TRUE",
    "0012",
    "1.50",
    "2024-05-01",
    "\ufeffx",
    "sep=;",
    "x" * 20_000,
    "😀" * 16_000,
    "שלום עולם",
    "</t><script>&amp;",
]


def again(path: Path) -> list[list[str]]:
    """What is read of a file below its header, every row with three cells."""
    found = read(path)
    assert (found.losses, found.remarks) == ([], [])
    rows = found.sheets[0].rows
    assert rows[0] == HEADER
    return [row + [""] * (3 - len(row)) for row in rows[1:]]


@pytest.mark.parametrize("ending", ENDINGS)
def test_odd_texts_come_back(ending: str, tmp_path: Path) -> None:
    rows: list[list[str | int]] = [[text, "", text] for text in ODD]
    path = tmp_path / f"out{ending}"
    _, changes = written(rows, path)
    assert again(path) == rows
    assert changes.rows == []


ROWS = st.lists(
    st.lists(
        st.one_of(TEXTS, st.text("_x0041DF\r", max_size=16), st.sampled_from(ODD)),
        min_size=3,
        max_size=3,
    ).filter(any),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("ending", ENDINGS)
@examples(60)
@given(rows=ROWS)
@example(rows=[["", "", "_x005F"], ["_x", "_x005F_x000D_", "\r_x000A_"]])
def test_any_text_comes_back(
    ending: str, tmp_path_factory: pytest.TempPathFactory, rows: list[list[str | int]]
) -> None:
    path = tmp_path_factory.mktemp("out") / f"out{ending}"
    _, changes = written(rows, path)
    assert again(path) == rows
    assert changes.rows == []


@pytest.mark.parametrize("first", ["sep=", "SEP=", "\ufeffname", '\ufeff"', "sep=;"])
@pytest.mark.parametrize("ending", [".csv", ".tsv", ".txt"])
def test_a_first_cell_is_no_sign(first: str, ending: str, tmp_path: Path) -> None:
    """A layout without header begins with the name of a code."""
    path = tmp_path / f"out{ending}"
    lines = [Line(Code(name=first), [first, ""]), Line(Code(name="b"), ["b", "c"])]
    write_sheet(lines, path, title="", changes=Changes())
    found = read(path, fits=lambda row: row == ["b", "c"])
    assert found.sheets[0].rows == [[first], ["b", "c"]]


def test_a_csv_is_as_programs_write_it(tmp_path: Path) -> None:
    rows: list[list[str | int]] = [["=1+1", 'say "a", b', 7], ["é", "two\nlines", 0], ["", "", ""]]
    written(rows, tmp_path / "out.csv")
    written(rows, tmp_path / "out.tsv")
    written(rows, tmp_path / "out.txt")
    text = 'name,description,third\n=1+1,"say ""a"", b",7\né,"two\nlines",0\n,,\n'
    assert (tmp_path / "out.csv").read_bytes() == text.encode("utf-8")
    tabs = 'name\tdescription\tthird\n=1+1\t"say ""a"", b"\t7\né\t"two\nlines"\t0\n\t\t\n'
    assert (tmp_path / "out.tsv").read_bytes() == tabs.encode("utf-8")
    assert (tmp_path / "out.txt").read_bytes() == tabs.encode("utf-8")


def test_a_workbook_looks_as_people_expect(tmp_path: Path) -> None:
    long = "A description that goes on and on. " * 10
    rows: list[list[str | int]] = [
        ["trust", "short", 12],
        ["=1+1", long, 2**60],
        ["語" * 20, "", 0],
    ]
    path = tmp_path / "out.xlsx"
    written(rows, path, "The \x00 codes")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert (sheet.title, sheet.freeze_panes, book.properties.title) == (
        "Codebook",
        "A2",
        "The � codes",
    )
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths == [42, 60, 21]
    assert [cell.alignment.wrap_text for cell in sheet[2]] == [None, None, None]
    assert [cell.alignment.wrap_text for cell in sheet[3]] == [True, True, True]
    assert [sheet.row_dimensions[number].height for number in (1, 2, 3)] == [None, None, 90]
    assert [cell.alignment.vertical for cell in sheet[3]] == ["top", "top", "top"]
    assert [cell.value for cell in sheet["C"][1:]] == [12, str(2**60), 0]
    assert [cell.data_type for cell in sheet[3]] == ["s", "s", "s"]
    assert [cell.quotePrefix for cell in sheet["A"][1:]] == [False, True, False]


def looks(sheet: Any, places: str) -> list[tuple[str | None, int, int]]:
    """How cells are aligned: to which side, how far in, and in which reading order."""
    cells = [sheet[place].alignment for place in places.split()]
    return [(each.horizontal, int(each.indent), int(each.readingOrder)) for each in cells]


LEVELS = ["kind", "level", "name", "files"]


def shown(path: Path, rows: list[list[str | int]], header: list[str]) -> Any:
    """The sheet that is written of rows."""
    lines = [Line(None, header), *(Line(Code(name="a"), row) for row in rows)]
    write_sheet(lines, path, title="", changes=Changes())
    assert read(path).sheets[0].rows == [header, *([str(cell) for cell in row] for row in rows)]
    return openpyxl.load_workbook(path).active


def test_names_are_moved_in_by_their_level(tmp_path: Path) -> None:
    names = [("Trust", 1), ("Work", 2), (" long" * 30, 3), ("so deep", 99)]
    rows: list[list[str | int]] = [["code", level, name, 7] for name, level in names]
    rows.append(["set", "x", "Others", "y"])
    sheet = shown(tmp_path / "out.xlsx", rows, LEVELS)
    assert looks(sheet, "C1 C2 C3 C4 C5 C6") == [
        (None, 0, 0),
        (None, 0, 0),
        ("left", 1, 0),
        ("left", 2, 0),
        ("left", 12, 0),
        (None, 0, 0),
    ]
    assert looks(sheet, "B2 B3 B4") == [("left", 0, 0)] * 3
    assert looks(sheet, "B1 D1 D2") == [(None, 0, 0), ("right", 0, 0), (None, 0, 0)]
    assert [sheet[place].alignment.wrap_text for place in ("C3", "C4")] == [None, True]
    assert sheet.row_dimensions[4].height == 3 * 15
    assert {cell.font.name for row in sheet for cell in row} == {"Calibri"}
    plain = shown(tmp_path / "plain.xlsx", rows, ["kind", "number", "name", "files"])
    assert looks(plain, "C3 C4") == [(None, 0, 0)] * 2


def test_a_column_is_as_wide_as_names_that_are_moved_in(tmp_path: Path) -> None:
    rows: list[list[str | int]] = [["code", 1, "x" * 20, 7], ["code", 9, "x" * 20, 7]]
    sheet = shown(tmp_path / "out.xlsx", rows, LEVELS)
    assert sheet.column_dimensions["C"].width == 20 + 2 + 8 * 2


def test_names_from_right_to_left_keep_away_from_the_next_column(tmp_path: Path) -> None:
    rows: list[list[str | int]] = [
        ["code", 1, "الثقة", 7],
        ["code", 2, "שלום", 7],
        ["code", 2, "العمل " * 20, 7],
        ["code", 2, "ärzte الثقة", 7],
    ]
    sheet = shown(tmp_path / "out.xlsx", rows, LEVELS)
    assert looks(sheet, "C2 C3 C4 C5") == [
        ("right", 1, 2),
        ("right", 2, 2),
        ("right", 2, 2),
        ("left", 1, 0),
    ]
    assert sheet["C4"].alignment.wrap_text


def test_a_workbook_without_header(tmp_path: Path) -> None:
    lines = [Line(Code(name="a"), ["a", 1])]
    write_sheet(lines, tmp_path / "out.xlsx", title="", changes=Changes())
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert (sheet.freeze_panes, sheet["A1"].font.bold) == (None, False)


@pytest.mark.parametrize("letter", ["x", "😀"])
def test_what_a_cell_cannot_hold_is_told(letter: str, tmp_path: Path) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    most = 32_767 // units
    rows: list[list[str | int]] = [[letter * most, "", 1], [letter * (most + 1), "", 1]]
    path = tmp_path / "out.xlsx"
    codes, changes = written(rows, path)
    (told,) = changes.rows
    assert (told.what, told.node, told.is_written) == ("end of a text", codes[1], False)
    size = f"{(most + 1) * units:,}"
    assert told.why == f"a cell of Excel holds 32,767 characters, and this text has {size}"
    found = again(path)
    assert found[0][0] == letter * most
    assert found[1][0] == letter * (32_766 // units) + "…"
    _, changes = written(rows, tmp_path / "out.csv")
    assert again(tmp_path / "out.csv")[1][0] == letter * (most + 1)
    assert changes.rows == []


def test_a_full_cell_of_carriage_returns_is_whole(tmp_path: Path) -> None:
    """Escapes are longer than what they stand for, and Excel counts what they stand for."""
    text = "_x000D_\r" * 4_095
    _, changes = written([[text, "", ""]], tmp_path / "out.xlsx")
    assert again(tmp_path / "out.xlsx") == [[text, "", ""]]
    assert changes.rows == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_only_a_program_can_put_into_a_text(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{ending}"
    codes, changes = written([["ok", "", ""], ["a\0b", "\ud800", "\x01"]], path)
    assert again(path)[1] == ["a\ufffdb", "\ufffd", "\ufffd"]
    assert [(told.what, told.node) for told in changes.rows] == [
        ("character of a text", codes[1])
    ] * 3


def test_a_sheet_has_a_last_row_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (excel.MOST_ROWS, excel.MOST_COLUMNS) == (2**20, 2**14)
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    rows: list[list[str | int]] = [["a", "b", "c"]] * 3
    written(rows[:2], tmp_path / "out.xlsx")
    with pytest.raises(CannotWrite, match=r"more\.xlsx would have 4 rows.*holds 3\. .*\.csv"):
        written(rows, tmp_path / "more.xlsx")
    monkeypatch.setattr(excel, "MOST_COLUMNS", 2)
    with pytest.raises(CannotWrite, match=r"more\.xlsx would have 3 columns.*\.csv"):
        written(rows[:2], tmp_path / "more.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_an_ending_that_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"out\.ods is no table\. Write \.csv"):
        written([], tmp_path / "out.ods")


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_bytes_whatever_the_clock(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set()
    for seconds in (0, 1_000_000_000):
        now = time.localtime(time.time() + seconds)
        monkeypatch.setattr("zipfile.time.localtime", lambda *args, now=now: now)
        path = tmp_path / f"{seconds}{ending}"
        written([["a", "b " * 99, 3], ["=1", "c", 4]], path)
        found.add(path.read_bytes())
    assert len(found) == 1


def test_openpyxl_is_asked_for_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.xlsx"
    path.write_text("old")

    def without(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(MissingExtra, match=r'pip install "refiqda\[excel\]", or write \.csv'):
        written([], path)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["out.xlsx"]
