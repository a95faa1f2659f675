"""The page on moving a codebook: followed with a file of every kind that it speaks of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from test_pages import follow
from where import FIXTURES

import refiqda

MADE = FIXTURES / "made"
FILES = {
    "interviews.qdpx": "story-nvivo-windows.qdpx",
    "nvivo-codebook.qdc": "story-nvivo.qdc",
    "maxqda-codes.xlsx": "codes-maxqda.xlsx",
    "maxqda-code-system.xlsx": "codes-maxqda-levels.xlsx",
    "atlasti-codebook.xlsx": "codes-atlasti.xlsx",
    "dedoose-codes.xlsx": "codes-dedoose.xlsx",
    "taguette-tags.csv": "codes-taguette.csv",
    "qualcoder-codes.csv": "codes-qualcoder.csv",
    "requal-codebook.csv": "codes-requal.csv",
    "themes.xlsx": "codes-people.xlsx",
}
"""Files that programs wrote, and the fixtures that stand in for them."""


def test_the_page_can_be_followed(tmp_path: Path) -> None:
    for file, fixture in FILES.items():
        shutil.copy(MADE / fixture, tmp_path / file)
    _workbook(tmp_path / "workbook.xlsx")
    _word(tmp_path / "codebook.docx")
    (tmp_path / "list.txt").write_text("Trust\nDoubt\n", encoding="utf-8")
    german = "Kategorie;Beschreibung\nGefühle;Was jemand fühlt\nÄrger;\n"
    (tmp_path / "kategorien.csv").write_bytes(german.encode("cp1252"))
    follow("docs/howto/move-a-codebook.md", tmp_path)

    assert _names(tmp_path / "second.qdc") == ["Care"]
    assert _names(tmp_path / "list.qdc") == ["Trust", "Doubt"]
    assert _names(tmp_path / "kategorien.qdc") == ["Gefühle", "Ärger"]
    assert _names(tmp_path / "from-word.qdc") == ["Trust", "Care"]
    direct, stepwise = (
        (tmp_path / name).read_text(encoding="utf-8")
        for name in ("themes.csv", "themes-for-taguette.csv")
    )
    tags = [[line.split(",")[0] for line in text.splitlines()] for text in (direct, stepwise)]
    assert tags[0] == tags[1]
    assert len(tags[0]) > 4


def _names(path: Path) -> list[str | None]:
    return [code.name for code in refiqda.read_codebook(path).codes]


def _workbook(path: Path) -> None:
    """Two rounds of coding, each in a sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for number, (title, name) in enumerate((("First round", "Trust"), ("Second round", "Care"))):
        sheet = book.create_sheet(title, number)
        sheet.append(["Code", "Definition"])
        sheet.append([name, "What is meant."])
    book.save(path)


def _word(path: Path) -> None:
    """A table that goes on in a second one with the same header."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for name in ("Trust", "Care"):
        table = document.add_table(2, 2)
        cells = ("Code", "Definition", name, "What is meant.")
        for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), cells, strict=True):
            cell.text = text
        document.add_paragraph("goes on")
    document.save(path)
