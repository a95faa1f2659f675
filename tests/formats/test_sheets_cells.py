"""Cells of workbooks: numbers as they are shown, and indents."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples

from refiqda.formats.codebooks.bookfile import BookFile, read_table
from refiqda.formats.codebooks.own.mapped import Columns
from refiqda.formats.codebooks.sheets.cells import as_shown
from refiqda.formats.codebooks.trees import placed_codes

openpyxl = pytest.importorskip("openpyxl")


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1.1, "0.00", "1.10"),
        (7, "000", "007"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (2, "0.0", "2.0"),
        (-7, "000", "-007"),
        (0, "0.00", "0.00"),
        (12345, "000", "12345"),
        (0.1 + 0.2, "0.0", "0.3"),
        (1.15, "0.0", None),
        (1.5, "0", None),
        (0.005, "0%", None),
        (3, '"Q"0', None),
        (1234.5, "#,##0.00", None),
        (1, "0" * 400, None),
        (1e300, "0.00", None),
    ],
)
def test_numbers_as_simple_formats_show_them(value: float, form: str, shown: str | None) -> None:
    assert as_shown(value, form) == shown


@examples(100)
@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.integers(1, 6))
def test_what_is_shown_is_the_number(whole: int, digits: int, width: int) -> None:
    value = whole / 10**digits
    form = "0" * width + ("." + "0" * digits if digits else "")
    shown = as_shown(value, form)
    assert shown is not None
    assert Decimal(shown) == Decimal(whole).scaleb(-digits)
    assert len(shown.lstrip("-").partition(".")[0]) >= width


def workbook(path: Path, *cells: tuple[object, str, int]) -> BookFile:
    """Codes of a value each, with its format and its indent."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Codes"
    sheet.append(["Code", "Memo"])
    for row, (value, form, indent) in enumerate(cells, 2):
        cell = sheet.cell(row, 1, value)
        cell.number_format = form
        cell.alignment = openpyxl.styles.Alignment(indent=indent)
    book.save(path)
    return read_table(path)


def test_names_that_are_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    cells = [(1.1, "0.00", 0), (1.1, "General", 0), (7, "000", 0), (0.5, "0%", 0), (7, "@", 0)]
    found = workbook(tmp_path / "a.xlsx", *cells)
    assert [code.name for code in found.book.codes] == ["1.10", "1.1", "007", "50%", "7"]
    assert not found.remarks


def test_numbers_that_look_otherwise_are_remarked(tmp_path: Path) -> None:
    found = workbook(tmp_path / "a.xlsx", (1234.5, "#,##0.00", 0), (1.5, "0", 0))
    assert [code.name for code in found.book.codes] == ["1234.5", "1.5"]
    (remark,) = found.remarks
    assert remark.startswith('In the sheet "Codes" A2 (1234.5), A3 (1.5) were read as the numbers')


INDENTED = [("Care", "General", 0), ("Trust", "General", 1), ("Work", "General", 0)]


def test_indents_by_looks_are_no_levels_of_a_known_layout_and_are_remarked(tmp_path: Path) -> None:
    found = workbook(tmp_path / "a.xlsx", *INDENTED)
    assert [code.name for code in found.book.codes] == ["Care", "Trust", "Work"]
    assert found.remarks[0].startswith('Cells of the column "Code" are indented, as in row 3.')


def test_indents_by_looks_are_levels_where_the_columns_are_named(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", *INDENTED)
    found = read_table(tmp_path / "a.xlsx", columns=Columns(name=("Code",)))
    assert [here.path for here in placed_codes(found.book)] == ["Care", "Care > Trust", "Work"]


def test_indents_need_no_remark_where_levels_are_said(tmp_path: Path) -> None:
    cells = [("Care", "General", 0), ("Care > Trust", "General", 1)]
    found = workbook(tmp_path / "a.xlsx", *cells)
    assert [here.path for here in placed_codes(found.book)] == ["Care", "Care > Trust"]
    assert not found.remarks
