"""Tables of people's own: columns that are named, and what is said of those that fit nothing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from where import FIXTURES

import refiqda
from refiqda.cli import main
from refiqda.formats.codebooks.trees import placed_codes

PEOPLE = FIXTURES / "made" / "codes-people.xlsx"


def table(path: Path, *rows: tuple[object, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def paths(book: refiqda.CodeBook) -> list[str]:
    return [here.path for here in placed_codes(book)]


def test_a_column_for_each_level_below_a_title(tmp_path: Path) -> None:
    names = ("Theme", "Sub-theme", "Code")
    columns = refiqda.Columns(name=names, description="What it means")
    book = refiqda.read_codebook(PEOPLE, columns=columns)
    assert paths(book) == paths(refiqda.read_codebook(FIXTURES / "made" / "story-openqda.qdc"))
    assert book.codes[0].codes[0].description == "Whatever people enjoy."
    report = refiqda.convert(PEOPLE, tmp_path / "x.qdc", columns=columns)
    assert report.totals() == {"text above the header": 1, "cell of the column “Who”": 8}
    assert report.losses[0].name == "Codebook of the garden study, March"
    assert report.losses[1].where == "row 4, column Who"
    assert report.losses[1].name == "Feelings"


def test_levels_that_are_not_said_again_are_those_above(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("A", "B"), ("Care", "Trust"), ("", "Doubt"), ("Work", ""))
    book = refiqda.read_codebook(path, columns=refiqda.Columns(name=("A", "B")))
    assert paths(book) == ["Care", "Care > Trust", "Care > Doubt", "Work"]


def test_a_level_that_is_left_out_does_not_move_the_codes_below(tmp_path: Path) -> None:
    rows = [("Care", "", "Trust"), ("", "", "Fear"), ("", "Deep", "X"), ("", "", "Y")]
    expected = ["Care", "Care > Trust", "Care > Fear", "Care > Deep", "Care > Deep > X"]
    for names in (("Theme", "Sub", "Code"), ("Level 1", "Level 2", "Level 3")):
        path = table(tmp_path / "a.csv", names, *rows)
        columns = refiqda.Columns(name=names) if "Sub" in names else None
        book = refiqda.read_codebook(path, columns=columns)
        assert paths(book) == [*expected, "Care > Deep > Y"]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ({"name": ("n",), "separator": "/"}, [("n",), ("a",), ("a/b",), ("a/b/c",), ("d",)]),
        (
            {"name": ("n",), "level": "l"},
            [("l", "n"), (1, "a"), (2, "b"), (3, "c"), ("1.0", "d")],
        ),
        (
            {"name": ("n",), "parent": "p"},
            [("n", "p"), ("c", "b"), ("a", ""), ("b", "a"), ("d", "")],
        ),
        (
            {"name": ("2",), "parent": "3", "guid": "1", "has_header": False},
            [(1, "a", ""), (2, "b", 1), (3, "c", 2), (4, "d", "")],
        ),
    ],
)
def test_levels_in_each_of_the_ways(
    columns: dict[str, object], rows: list[tuple[object, ...]], tmp_path: Path
) -> None:
    path = table(tmp_path / "a.csv", *rows)
    book = refiqda.read_codebook(path, columns=refiqda.Columns(**columns))
    assert paths(book) == ["a", "a > b", "a > b > c", "d"]


def test_colours_folders_and_sets(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        ("Code", "Colour", "May code", "Groups"),
        ("a", "#ff0000", "no", "x; y"),
        ("b", "", "yes", "y"),
    )
    columns = refiqda.Columns(name=("Code",), color="colour", codable="may code", sets=("Groups",))
    book = refiqda.read_codebook(path, columns=columns)
    assert [code.color for code in book.codes] == ["#ff0000", None]
    assert [code.is_codable for code in book.codes] == [False, True]
    a, b = (code.guid for code in book.codes)
    assert [(each.name, each.codes) for each in book.sets] == [("x", [a]), ("y", [a, b])]


def test_the_same_table_gives_the_same_guids(tmp_path: Path) -> None:
    one, two = (
        refiqda.read_codebook(table(tmp_path / name, ("Code", "Memo"), ("a", ""), ("a", "")))
        for name in ("a.csv", "b.csv")
    )
    assert [code.guid for code in one.codes] == [code.guid for code in two.codes]
    assert one.codes[0].guid != one.codes[1].guid


@pytest.mark.parametrize(
    ("columns", "rows", "says"),
    [
        ({"name": ("n",), "parent": "p"}, [("n", "p"), ("a", "b"), ("b", "a")], "in a circle of 2"),
        ({"name": ("n",), "parent": "p"}, [("n", "p"), ("a", "a")], "in a circle of 1"),
        (
            {"name": ("n",), "parent": "p"},
            [("n", "p"), ("a", ""), ("a", ""), ("b", "a")],
            'row 4: the code above it, "a", is in row 2, and in row 3 too',
        ),
        ({"name": ("n",), "level": "l"}, [("n", "l"), ("a", "top")], '"top" is no number'),
        ({"name": ("n",)}, [("n",)], "no code below its header"),
        ({"name": ("x",)}, [("n", "m"), ("a", "b")], 'no column "x". It has: "n", "m"'),
        ({"name": ("7",), "has_header": False}, [("a", "b")], "no number '7'"),
        ({"description": "n"}, [("n",), ("a",)], "--name-column"),
        ({"name": ("n",), "level": "l", "parent": "p"}, [("n", "l", "p")], "choose one"),
    ],
)
def test_what_cannot_be_made_out_is_one_clear_line(
    columns: dict[str, object], rows: list[tuple[object, ...]], says: str, tmp_path: Path
) -> None:
    path = table(tmp_path / "a.csv", *rows)
    with pytest.raises(refiqda.RefiQdaError) as caught:
        refiqda.read_codebook(path, columns=refiqda.Columns(**columns))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_missing_in_a_table_is_said(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("Code", "Notes"), ("a", "b"))
    with pytest.raises(refiqda.NotACodebook) as caught:
        refiqda.read_codebook(path)
    hint = '--name-column "Code" --description-column "Notes"'
    for part in ('"Code", "Notes"', "it lacks Memo", hint):
        assert part in str(caught.value)


def test_a_sheet_that_is_not_read_is_told(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["What we thought in March"])
    sheet = book.create_sheet("Codes")
    for row in (("Code", "Memo"), ("a", "b")):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    report = refiqda.convert(tmp_path / "a.xlsx", tmp_path / "a.qdc")
    assert [(loss.what, loss.name) for loss in report.losses] == [("sheet", "Notes")]
    assert 'Read: sheet "Codes". Not read: "Notes".' in report.remarks


def test_another_sheet_can_be_named(tmp_path: Path) -> None:
    target = tmp_path / "x.qdc"
    wrong = CliRunner().invoke(main, ["convert", str(PEOPLE), str(target), "--sheet", "Codes"])
    assert wrong.exit_code == 1
    assert '"Codebook"' in wrong.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--layout", "maxqda", "--name-column", "Theme"],
        ["--description-column", "Theme"],
        ["--quotes"],
        ["--for", "word"],
    ],
)
def test_options_that_contradict_each_other_are_wrong_usage(
    options: list[str], tmp_path: Path
) -> None:
    result = CliRunner().invoke(main, ["convert", str(PEOPLE), str(tmp_path / "x.qdc"), *options])
    assert result.exit_code == 2
    assert not (tmp_path / "x.qdc").exists()
