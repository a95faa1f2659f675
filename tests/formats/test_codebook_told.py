"""What is told, and what is not, of tables and data on their way in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats.sheets_made import text_row, workbook

import refiqda
from refiqda.model import Code, CodeBook


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_guid_that_stood_nowhere_is_not_lost(tmp_path: Path) -> None:
    text = "codes:\n- name: A\n- name: B\n  guid: 00000000-0000-4000-8000-000000000001\n"
    source = written(tmp_path / "a.yaml", text)
    report = refiqda.convert(source, tmp_path / "a.csv", to="maxqda")
    assert [(loss.what, loss.name) for loss in report.losses] == [("GUID of a code", "B")]


def test_a_guid_of_a_set_that_a_table_never_had_is_not_lost(tmp_path: Path) -> None:
    text = "Code,Id,Groups\nA,00000000-0000-4000-8000-000000000001,x\nB,,x\n"
    columns = refiqda.Columns(name=("Code",), guid="Id", sets=("Groups",))
    source = written(tmp_path / "a.csv", text)
    report = refiqda.convert(source, tmp_path / "b.csv", to="atlasti", columns=columns)
    assert [(loss.what, loss.name) for loss in report.losses] == [("GUID of a code", "A")]


def test_comments_of_yaml_are_told_and_what_only_looks_like_one_is_not(tmp_path: Path) -> None:
    block = "codes:\n- name: A\n  description: |\n    # a heading\n    text\n- name: B\n"
    plain = refiqda.convert(written(tmp_path / "a.yaml", block), tmp_path / "a.qdc")
    assert not [each for each in plain.remarks if "omments" in each]
    noted = refiqda.convert(written(tmp_path / "b.yaml", f"# mine\n{block}"), tmp_path / "b.qdc")
    assert [each for each in noted.remarks if each.startswith("Comments, such as in line 1 of")]


def test_two_texts_of_one_row_that_are_cut_are_two_losses(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    text = "x" * 40_000
    source = written(tmp_path / "a.csv", f"Code,Memo\n{text},{text}\n")
    report = refiqda.convert(source, tmp_path / "a.xlsx")
    assert [(loss.what, loss.now) for loss in report.losses] == [
        ("end of a text", "cut in column C"),
        ("end of a text", "cut in column D"),
    ]


def test_a_second_description_of_a_category_is_told(tmp_path: Path) -> None:
    text = "code_name,code_description,categories\nA,,G (one)\nB,,G (two)\n"
    report = refiqda.convert(written(tmp_path / "a.csv", text), tmp_path / "a.qdc")
    assert [(loss.what, loss.where, loss.text) for loss in report.losses] == [
        ("description of a set", "row 3", "two")
    ]


def test_groups_that_nothing_counts_are_told_to_be_taken_apart(tmp_path: Path) -> None:
    text = 'Code,Groundedness,Groups\nA,1,"Formal Methods, Tools"\n'
    report = refiqda.convert(written(tmp_path / "a.csv", text), tmp_path / "a.qdc")
    assert any("taken apart at each comma" in each for each in report.remarks)


def test_colours_of_a_table_are_written_as_the_standard_has_them(tmp_path: Path) -> None:
    code = Code(guid=refiqda.make_guid("a"), name="A", is_codable=True, color="rgba(0,128,255,0.5)")
    book = CodeBook(codes=[code])
    book.save(tmp_path / "a.qdc", allow_invalid=True)
    refiqda.convert(tmp_path / "a.qdc", tmp_path / "a.csv")
    report = refiqda.convert(tmp_path / "a.csv", tmp_path / "b.qdc")
    assert refiqda.read_codebook(tmp_path / "b.qdc").codes[0].color == "#0080ff"
    assert report.totals() == {"opacity of a colour": 1}


def test_a_formula_that_was_worked_out_is_its_value(tmp_path: Path) -> None:
    """Only Taguette's own, which were never worked out, are names that begin with “=”."""
    pytest.importorskip("openpyxl")
    head = text_row(1, "tag", "description")
    worked = '<row r="2"><c r="A2" t="str"><f>"T"&amp;"x"</f><v>Tx</v></c></row>'
    never = '<row r="3"><c r="A3"><f>cmd()</f><v>0</v></c></row>'
    (tmp_path / "a.xlsx").write_bytes(workbook(head + worked + never))
    read = refiqda.read_codebook(tmp_path / "a.xlsx")
    assert [code.name for code in read.codes] == ["Tx", "=cmd()"]
