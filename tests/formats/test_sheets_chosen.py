"""Which table of a file is read, and what is said where none can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import refiqda
from refiqda.errors import NotACodebook, UnknownName
from refiqda.formats.codebooks.bookfile import BookFile, read_table
from refiqda.formats.codebooks.own.mapped import Columns

openpyxl = pytest.importorskip("openpyxl")
docx = pytest.importorskip("docx")

CODES = [["Code", "Memo"], ["a", "x"]]
OTHERS = [["Code", "Memo"], ["b", "y"]]
NOTES = [["What we thought in March"]]


def workbook(path: Path, hidden: tuple[str, ...] = (), **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


def document(path: Path, *tables: list[list[str]]) -> Path:
    made = docx.Document()
    made.add_heading("Codebook", 1)
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        made.add_paragraph("between")
    made.save(str(path))
    return path


def csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def names(found: BookFile) -> list[str]:
    return [code.name for code in found.book.codes]


def test_which_sheet_was_read_and_which_would_be_read_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Notes=NOTES, Codes=CODES, More=OTHERS)
    found = read_table(path)
    assert names(found) == ["a"]
    assert found.remarks == (
        'Read: sheet "Codes". Not read: "Notes", "More". "More" would be read with --sheet "More".',
    )
    assert [(loss.what, loss.name) for loss in found.losses] == [
        ("sheet", "Notes"),
        ("sheet", "More"),
    ]


def test_a_sheet_that_was_asked_for_needs_no_remark(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Codes=CODES, More=OTHERS)
    found = read_table(path, sheet="more")
    assert (names(found), found.remarks) == (["b"], ())


def test_a_sheet_that_is_read_for_its_formulas_is_the_one_that_was_known(tmp_path: Path) -> None:
    notes = [[f"note {number}"] for number in range(30)]
    tags = [["tag", "description"], ["=people", "x"]]
    path = workbook(tmp_path / "a.xlsx", Notes=[*notes, ["tag"], ["none"]], Tags=tags)
    found = read_table(path)
    assert names(found) == ["=people"]
    assert 'Read: sheet "Tags". Not read: "Notes".' in found.remarks


def test_sheets_that_are_shown_come_before_hidden_ones(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Codes",), Codes=CODES, More=OTHERS)
    assert names(read_table(path)) == ["b"]
    alone = workbook(tmp_path / "b.xlsx", ("Codes",), Codes=CODES, Notes=NOTES)
    found = read_table(alone)
    assert names(found) == ["a"]
    assert 'The sheet "Codes" is hidden in the workbook, and was read all the same.' in (
        found.remarks
    )


def test_tables_of_a_document_with_one_header_are_one_codebook(tmp_path: Path) -> None:
    third = [["code ", "MEMO", "Who"], ["c", "", "AB"]]
    path = document(tmp_path / "a.docx", NOTES, CODES, third, OTHERS)
    found = read_table(path)
    assert names(found) == ["a", "b"]
    assert found.remarks == (
        'Read: "table 2", "table 4". Not read: "table 1", "table 3". "table 3" would be read with '
        '--sheet "table 3".',
        "2 tables have the same header, and were read as one. Their rows are counted on: table 4 "
        "after row 2.",
    )
    assert [where for _, where in (found.places or {}).values()] == ["row 2", "row 4"]


def test_tables_of_people_in_a_document_are_one_codebook_too(tmp_path: Path) -> None:
    one, two = [["Theme A", "What"], ["a", "x"]], [["Theme A", "What"], ["b", "y"]]
    path = document(tmp_path / "a.docx", one, two)
    assert names(read_table(path, columns=Columns(name=("Theme A",)))) == ["a", "b"]


def test_a_document_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotACodebook, match=r"a\.docx holds no table"):
        read_table(document(tmp_path / "a.docx"))


@pytest.mark.parametrize("ending", [".md", ".html", ".htm", ".markdown"])
def test_documents_for_people_are_not_read_back(ending: str, tmp_path: Path) -> None:
    path = csv(tmp_path / f"a{ending}", "# Codebook")
    with pytest.raises(NotACodebook, match=r"is a document for people, which is not read back"):
        read_table(path)


@pytest.mark.parametrize(
    ("start", "ending"),
    [
        ('<?xml version="1.0"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0">', r"ending \.qdc\."),
        ('\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0">', r"ending \.qdc\."),
        ('<?xml version="1.0"?><Project name="x">', r"ending \.qde or \.qdpx\."),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_in_a_table_is_called_so(
    start: str, ending: str, encoding: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(start.encode(encoding))
    with pytest.raises(NotACodebook, match=ending):
        read_table(path)


@pytest.mark.parametrize("columns", [Columns(name=("1",)), Columns(name=("Code",))])
def test_a_number_of_a_column_fits_any_row_and_so_shows_no_separator(
    columns: Columns, tmp_path: Path
) -> None:
    path = csv(tmp_path / "a.csv", "Code;Memo", "Trust, and more;x")
    assert names(read_table(path, columns=columns)) == ["Trust, and more"]


# ------------------------------------------------------------------------------ headers


def test_a_header_is_looked_for_in_the_first_rows_unless_it_is_said(tmp_path: Path) -> None:
    notes = [f"note {number}, of many" for number in range(25)]
    path = csv(tmp_path / "a.csv", *(f'"{note}"' for note in notes), "Code;Memo", "a;x")
    with pytest.raises(NotACodebook, match="looked for in the first 20 rows"):
        read_table(path)
    for said in ({"layout": "maxqda"}, {"columns": Columns(name=("code",))}):
        assert names(read_table(path, **said)) == ["a"]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (Columns(name=("Code",), description="Def"), 'a.csv has no column "Def". It has: "Code",'),
        (Columns(name=("Kode",)), 'a.csv has no column "Kode". It has: "Code", "The definition".'),
        (
            Columns(name=("Code",), color="x", level="y"),
            'a.csv has no columns "x" or "y". It has: "Code", "The definition".',
        ),
        (Columns(name=("7",)), 'a.csv has no column "7".'),
    ],
)
def test_a_column_that_is_not_there_is_named(columns: Columns, says: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "Codebook", "", "Code,The\tdefinition", "a,b,c,d", "e,f,g,h")
    with pytest.raises(UnknownName) as caught:
        read_table(path, columns=columns)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            ["Theme,Sub-theme,Code,Memo of it", "a,b,c,d"],
            '--name-column "Theme" --name-column "Sub-theme" --name-column "Code"',
        ),
        (
            ["Theme,Code,Definition (short)", "a,b,c"],
            '--name-column "Theme" --name-column "Code" --description-column "Definition (short)";',
        ),
        (["Trust", "Fear"], "--no-header --name-column 1"),
        (["Trust,relying", "Fear,of"], 'as in --name-column "Trust"; or choose the --layout. If'),
        (["Codes of the study,,", "Code,Theme,Notes", "a,b,c"], 'are "Code", "Theme", "Notes".'),
        (["A title", "What,Which", "a,b", "c,d,e"], 'Its columns are "What", "Which".'),
        (["$HOME,Which,%PATH%", "a,b,c"], "as in --name-column 1;"),
        (["Code,Code,Memo of it", "a,b,c"], "--name-column 1 --name-column 2 --description"),
        (["“Code”,“Definition”", "“a”,“b”"], "typographic quotation marks"),
        (["Code,Notes", "a,b"], "For the layout MAXQDA it lacks Memo."),
        (["Name,Files,Notes", "a,b,c"], "For the layout NVivo it lacks References."),
    ],
)
def test_what_to_do_with_a_table_that_fits_nothing(
    lines: list[str], says: str, tmp_path: Path
) -> None:
    with pytest.raises(NotACodebook) as caught:
        read_table(csv(tmp_path / "a.csv", *lines))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nothing_is_said_of_layouts_that_are_not_near(tmp_path: Path) -> None:
    with pytest.raises(NotACodebook) as caught:
        read_table(csv(tmp_path / "a.csv", "Name,Born,Lives", "a,b,c"))
    assert "it lacks" not in str(caught.value)


def test_what_a_hint_says_works(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "Theme,Code,Definition (short)", "a,b,c")
    columns = Columns(name=("Theme", "Code"), description="Definition (short)")
    assert refiqda.read_codebook(path, columns=columns).codes[0].codes[0].description == "c"


def test_typographic_quotation_marks_around_all_headers_are_remarked(tmp_path: Path) -> None:
    path = csv(tmp_path / "a.csv", "“Code”,“Definition”", "“a”,“b”")
    found = read_table(path, columns=Columns(name=("“Code”",)))
    assert [each for each in found.remarks if "typographic quotation marks" in each]
    quoted = csv(tmp_path / "b.csv", "Code,Memo", "“a”,“b”")
    assert not read_table(quoted).remarks
