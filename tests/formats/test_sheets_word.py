"""Tables in Word documents, as they come in."""

import importlib
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from formats.sheets_made import packed, read
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import TEXTS, examples

from refiqda.errors import LimitExceeded, MissingExtra, NotACodebook
from refiqda.formats.codebooks.sheets.incoming import Sheets
from refiqda.standard.limits import Limits

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(folder: Path, *tables: list[list[str]]) -> Path:
    document = docx.Document()
    document.add_paragraph("Codebook")
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("between")
    path = folder / "codes.docx"
    document.save(str(path))
    return path


def read_table(folder: Path, rows: str, limits: Limits | None = None) -> Sheets:
    """A document with a table whose rows are given as XML."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:tbl {SPACE}>{rows}</w:tbl>"))
    document.save(str(folder / "codes.docx"))
    return read(folder / "codes.docx", limits)


def cell(*runs: str, looks: str = "") -> str:
    return f"<w:tc>{looks}<w:p>{''.join(runs)}</w:p></w:tc>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_every_table_is_a_sheet_and_nothing_else_is(tmp_path: Path) -> None:
    first = [["Name", "Files"], ["  below", "2"], ["", ""], ["last", ""]]
    found = read(saved(tmp_path, first, [["one"]]))
    assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [
        ("table 1", [["Name", "Files"], ["  below", "2"], [], ["last"]]),
        ("table 2", [["one"]]),
    ]
    assert (found.losses, found.remarks) == ([], [])


def test_lines_of_a_cell(tmp_path: Path) -> None:
    breaks = cell(run("a"), "<w:r><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", run(" "))
    two = "<w:tc><w:p>" + run("one") + "</w:p><w:p/><w:p>" + run("two") + "</w:p></w:tc>"
    found = read_table(tmp_path, f"<w:tr>{breaks}{two}</w:tr>")
    assert found.sheets[0].rows == [["a\nb\tc ", "one\n\ntwo"]]


def test_tracked_changes_are_read_as_they_look_when_accepted(tmp_path: Path) -> None:
    author = 'w:id="1" w:author="a" w:date="2024-05-01T12:00:00Z"'
    texts = (
        run("kept "),
        f"<w:ins {author}>{run('new')}</w:ins>",
        f"<w:del {author}><w:r><w:delText>old</w:delText></w:r></w:del>",
        f"<w:moveFrom {author}>{run('moved')}</w:moveFrom>",
    )
    found = read_table(tmp_path, f"<w:tr>{cell(*texts)}</w:tr>")
    assert found.sheets[0].rows == [["kept new"]]


def test_merged_cells_have_one_text(tmp_path: Path) -> None:
    wide = cell(run("wide"), looks='<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')
    tall = cell(run("tall"), looks='<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>')
    below = cell(looks="<w:tcPr><w:vMerge/></w:tcPr>")
    rows = (
        f"<w:tr>{wide}{tall}</w:tr><w:tr>{cell(run('a'))}{cell(run('b'))}{below}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell(run("c"))}</w:tr>'
    )
    found = read_table(tmp_path, rows)
    assert found.sheets[0].rows == [["wide", "", "tall"], ["a", "b"], ["", "c"]]


def test_a_table_in_a_cell_is_one_of_its_own(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell(run('inside'))}</w:tr></w:tbl>"
    outer = f"<w:tc><w:p>{run('outside')}</w:p>{inner}<w:p/></w:tc>"
    held = f"<w:sdt><w:sdtContent><w:tr>{outer}</w:tr></w:sdtContent></w:sdt>"
    found = read_table(tmp_path, held)
    assert [sheet.rows for sheet in found.sheets] == [[["outside\n"]], [["inside"]]]


def test_a_width_that_no_table_has(tmp_path: Path) -> None:
    wide = cell(run("wide"), looks='<w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>')
    with pytest.raises(LimitExceeded, match="more than 100,000 cells"):
        read_table(tmp_path, f"<w:tr>{wide}</w:tr>", Limits(parts=100_000))
    half = wide.replace("1000000000", "60000")
    with pytest.raises(LimitExceeded, match="more than 100,000 cells"):
        read_table(tmp_path, f"<w:tr>{half}{half}</w:tr>", Limits(parts=100_000))
    with pytest.raises(NotACodebook, match="is damaged"):
        read_table(tmp_path, f"<w:tr>{wide.replace('1000000000', 'x')}</w:tr>")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Name\tFiles\n", "is not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "is an old Office file"),
        (b"PK\x03\x04" + b"\0" * 99, "is damaged"),
        (packed({"xl/workbook.xml": "<a/>"}), "is damaged"),
    ],
)
def test_files_that_are_no_document_have_one_clear_line(
    data: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "codes.docx"
    path.write_bytes(data)
    with pytest.raises(NotACodebook, match=rf"codes\.docx {says}.*save it as \.docx"):
        read(path)


def test_python_docx_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, [["a"]])

    def without(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(MissingExtra, match=r'pip install "refiqda\[docx\]", or copy'):
        read(path)


@examples(20)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_texts_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    """Word has no carriage returns in a text; python-docx writes each line end as a line."""
    plain = [[text.replace("\r\n", "\n").replace("\r", "\n") for text in row] for row in rows]
    found = read(saved(tmp_path_factory.mktemp("word"), [list(row) for row in plain]))
    rows_read = found.sheets[0].rows if found.sheets else []
    padded = [row + [""] * (2 - len(row)) for row in rows_read]
    assert padded + [["", ""]] * (len(plain) - len(padded)) == plain
