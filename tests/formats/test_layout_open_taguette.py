"""Taguette: what it would refuse or change is written so that it takes it, and told."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from formats.layout_proof import read_rows, written_and_read
from where import CORPUS, FIXTURES

import refiqda
from refiqda.formats.codebooks.bookfile import read_book
from refiqda.formats.codebooks.layouts.taguette import TAGUETTE
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import Writing
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.changes import Changes
from refiqda.tools.taguette import guid_of

MADE = FIXTURES / "made"


def code(name: str, *below: Code, description: str = "", guid: str = "") -> Code:
    guid = guid or refiqda.make_guid("tried", name)
    codes = list(below)
    return Code(guid=guid, name=name, is_codable=True, description=description, codes=codes)


def written(*codes: Code) -> tuple[dict[str, str], Changes, list[str]]:
    """The rows below the header, what was told, and the remarks."""
    changes = Changes()
    writing = Writing(TAGUETTE, changes)
    assert TAGUETTE.write is not None
    header, *lines = TAGUETTE.write(CodeBook(codes=list(codes)), writing)
    assert header.cells == ("tag", "description")
    rows = [(str(line.cells[0]), str(line.cells[1])) for line in lines]
    assert len(dict(rows)) == len(rows), "Taguette takes the first of equal paths alone"
    return dict(rows), changes, writing.remarks


def told(changes: Changes, field: str) -> list[str]:
    return [change.why for change in changes.rows if change.field == field]


@pytest.mark.parametrize(
    ("names", "paths"),
    [
        (["a", "a"], ["a", "a (2)"]),
        (["a", "a (2)", "a"], ["a", "a (2)", "a (3)"]),
        (["a", "A"], ["a", "A"]),
        (["v1.2", "b"], ["v1.2", "b"]),
        (["v1.2", "v1"], ["v1·2", "v1"]),
        (["v1", "v1.2", "v1·2"], ["v1", "v1·2", "v1·2 (2)"]),
        ([".hidden", "end.", "..", "."], [".hidden", "end.", "..", "."]),
        ([" a ", "a"], ["a", "a (2)"]),
        (["\u00a0", ""], ["(no name)", "(no name) (2)"]),
        (["a\r\nb", "a\tb", "a\u2028b"], ["a b", "a\tb", "a\u2028b"]),
        (["x" * 200, "x" * 201], ["x" * 200, "x" * 196 + " (2)"]),
        (["\U0001f600" * 200], ["\U0001f600" * 200]),
    ],
)
def test_names_as_taguette_takes_them(names: list[str], paths: list[str]) -> None:
    rows, changes, _ = written(*map(code, names))
    assert list(rows) == paths
    changed = sum(name != path for name, path in zip(names, paths, strict=True))
    assert len(told(changes, "name")) == changed


def test_a_code_keeps_its_place_below_names_with_full_stops() -> None:
    tree = code("a.b", code("c", code("d.e")), code(".x"), code(" blank"))
    rows, _, _ = written(tree, code("a.b.c"), code("q"))
    assert list(rows) == ["a.b", "a.b.c", "a.b.c.d.e", "a.b..x", "a.b. blank", "a·b·c", "q"]


def test_no_path_is_too_long_and_short_names_stay_whole() -> None:
    tree = code("Themes of the second round", code("y" * 500, code("short"), code("z" * 30)))
    rows, changes, _ = written(tree)
    first, long, *below = rows
    assert max(map(len, rows)) == 200
    assert first == "Themes of the second round"
    assert long.startswith(f"{first}.yyyy")
    assert below == [f"{long}.short", f"{long}.{'z' * 30}"]
    assert len(told(changes, "name")) == 1


def test_a_path_without_room_for_any_name_begins_anew_at_the_top() -> None:
    top = here = code("level 0")
    for number in range(1, 120):
        here.codes.append(code(f"level {number}"))
        here = here.codes[0]
    rows, changes, _ = written(top)
    assert len(rows) == 120
    assert max(map(len, rows)) <= 200
    assert sum("." not in path for path in rows) == 1 + sum(
        change.what == "place of a code" for change in changes.rows
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("plain", "plain"),
        ("=1+1", "=1+1"),
        (" of\r\nseveral\n\nlines\n", "of several lines"),
        ("in\u2028one", "in\u2028one"),
        ("z" * 102_400, "z" * 102_400),
        ("z" * 102_401, "z" * 102_400),
    ],
)
def test_descriptions_as_taguette_takes_them(text: str, cell: str) -> None:
    rows, changes, _ = written(code("a", description=text))
    assert rows == {"a": cell}
    assert len(told(changes, "description")) == (text != cell)


def test_the_order_is_told_where_taguette_changes_it() -> None:
    def orders(*names: str) -> list[bool]:
        changes = written(*map(code, names))[1]
        return [one.is_written for one in changes.rows if one.what == "order of the codes"]

    assert orders("A", "B", "a") == []
    assert orders("a", "B") == [True]


@pytest.mark.parametrize(("number", "is_too_much"), [(333, False), (334, True)])
def test_more_codes_than_go_at_once_are_remarked(number: int, is_too_much: bool) -> None:
    _, _, remarks = written(*(code(f"c{one:04}") for one in range(number)))
    assert any("takes 333 codes at once" in remark for remark in remarks) == is_too_much


def test_a_guid_is_told_unless_it_is_the_one_that_taguette_makes() -> None:
    own = code("people", code("friends", guid=guid_of("people.friends").lower()))
    _, changes, _ = written(own)
    lost = [change.node for change in changes.rows if change.field == "guid"]
    assert lost == [own]


def test_counts_stand_under_taguettes_own_words() -> None:
    book = CodeBook(codes=[code("a"), code("b")])
    counted = {book.codes[0].guid: {"references": 7, "files": 2}}
    assert TAGUETTE.write is not None
    lines = TAGUETTE.write(book, Writing(TAGUETTE, Changes(), counted))
    assert [line.cells for line in lines] == [
        ("tag", "description", "number of highlights", "number of documents"),
        ("a", "", 7, 2),
        ("b", "", "", ""),
    ]


def test_the_csv_has_a_mark_at_its_beginning_and_every_cell_quoted(tmp_path: Path) -> None:
    source, target = tmp_path / "one.qdc", tmp_path / "one.csv"
    CodeBook(codes=[code("a\u2028b", description="é"), code("b")]).save(source)
    refiqda.convert(source, target, to="taguette")
    data = target.read_bytes()
    assert data == '\ufeff"tag","description"\n"a\u2028b","é"\n"b",""\n'.encode()
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[2] == ["b", ""]


# ------------------------------------------------------------------------------------ reading


def test_its_csv_and_its_qdc_have_the_same_codes() -> None:
    table = refiqda.read_codebook(MADE / "codes-taguette.csv")
    book = read_book(MADE / "story-taguette.qdc").book
    assert [(here.path, here.code.guid) for here in placed_codes(table)] == [
        (here.path, guid_of(".".join(here.steps))) for here in placed_codes(table)
    ]
    assert [here.path for here in placed_codes(table)] == [here.path for here in placed_codes(book)]


def test_guids_are_made_as_taguette_makes_them() -> None:
    path = CORPUS / "taguette-1.5.2.qdc"
    if not path.exists():
        pytest.skip("the corpus of real files (../shared/corpus) is not here")
    codes = refiqda.read_codebook(path).codes
    assert len(codes) == 3
    assert [code.guid for code in codes] == [guid_of(code.name or "") for code in codes]


def test_a_qdc_of_taguette_has_levels_wherever_it_goes(tmp_path: Path) -> None:
    source, target = MADE / "story-taguette.qdc", tmp_path / "story.csv"
    assert len(refiqda.read_codebook(source).codes) == 8, "read as it is written"
    report = refiqda.convert(source, target, to="nvivo")
    assert len(refiqda.read_codebook(target).codes) == 3
    assert not any(loss.what == "name of a code" for loss in report.losses)


def test_headers_may_be_in_any_case_and_other_columns_are_told() -> None:
    rows = [["TAG", "Colour", "Description"], ["a", "red", "says"], ["a.b", "", ""]]
    book, reading = read_rows(TAGUETTE, rows)
    assert [(here.path, here.code.description) for here in placed_codes(book)] == [
        ("a", "says"),
        ("a > b", None),
    ]
    assert [(loss.name, loss.where) for loss in reading.losses] == [("a", "row 2, column Colour")]


def test_a_name_that_its_workbook_has_as_a_formula_is_read_as_it_is_called(tmp_path: Path) -> None:
    """As XlsxWriter writes it for Taguette: a formula, and 0 as what it shows."""
    path, texts = tmp_path / "codebook.xlsx", tmp_path / "texts.xlsx"
    book = openpyxl.Workbook()
    for row in (["tag", "description"], ["=cmd()", "=1+1"], ["plain", ""]):
        book.active.append(row)
    book.save(texts)
    with zipfile.ZipFile(texts) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.endswith("sheet1.xml"):
                data, number = re.subn(rb"</f><v(?: */>|></v>)", b"</f><v>0</v>", data)
                assert number == 2
            after.writestr(name, data)
    codes = refiqda.read_codebook(path).codes
    assert [(code.name, code.description) for code in codes] == [
        ("=cmd()", "=1+1"),
        ("plain", None),
    ]


def test_equal_paths_are_kept_and_remarked() -> None:
    book, reading = read_rows(TAGUETTE, [["path", "description"], ["a", "1"], ["a", "2"]])
    assert [code.description for code in book.codes] == ["1", "2"]
    assert len({code.guid for code in book.codes}) == 2
    assert any("same name as one before" in remark for remark in reading.remarks)


def test_what_is_written_is_read_as_the_same_again() -> None:
    tree = code("people", code("friends", description="says"), code("x.y"))
    again, _ = written_and_read(TAGUETTE, CodeBook(codes=[tree]), Changes())
    twice, _ = written_and_read(TAGUETTE, again, changes := Changes())
    assert not changes.rows
    assert [here.path for here in placed_codes(twice)] == [
        here.path for here in placed_codes(again)
    ]
