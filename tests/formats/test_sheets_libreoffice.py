"""Workbooks as LibreOffice opens them: the same cells, and nothing runs."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from formats.sheets_made import HEADER, read, written

SOFFICE = shutil.which("soffice")
CALC = SOFFICE is not None and any(Path(SOFFICE).resolve().parent.glob("libsclo.*"))
pytestmark = pytest.mark.skipif(not CALC, reason="LibreOffice Calc is not installed (soffice)")

TEXTS = [
    "=1+1",
    '=HYPERLINK("http://127.0.0.1/","x")',
    "+1",
    "-1",
    "@SUM(1)",
    "two\nlines",
    "three\n\nand a blank one",
    "astral 😀 𠀀",
    "שלום עולם",
    "\u202bright to left\u202c",
    "  leading and trailing  ",
    "\ttab",
    "_x000D_",
    "_x0041_x0042_",
    "x" * 20_000,
    "😀" * 10_000,
    "0012",
    "1.50",
    "TRUE",
    "2024-05-01",
    "#N/A",
    "'apostrophe",
    'quotes " and ,',
    "&amp; <b>",
]
ROWS: list[list[str | int]] = [[text, "described", number] for number, text in enumerate(TEXTS)]
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Comma, quotation marks, UTF-8, all rows, every cell as it is shown, all sheets."""


def converted(path: Path, kind: str, folder: Path) -> Path:
    """A file as LibreOffice writes it, with a profile that nobody has used before."""
    assert SOFFICE is not None
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            SOFFICE,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "out"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
        env={**os.environ, "HOME": str(folder)},
    )
    (found,) = (folder / "out").glob(f"*.{kind.partition(':')[0]}")
    return found


def test_a_workbook_has_the_same_cells_in_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    written(ROWS, path)
    found = converted(path, _CSV, tmp_path)
    with open(found, encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows == [HEADER, *([str(cell) for cell in row] for row in ROWS)]


def test_a_workbook_that_libreoffice_wrote_is_read(tmp_path: Path) -> None:
    """It writes shared strings, styles of its own, and formulas with their values."""
    path = tmp_path / "codes.xlsx"
    # LibreOffice 7.4 escapes only the first half of this one, so that its file says _x0041B.
    kept = [row for row in ROWS if row[0] != "_x0041_x0042_"]
    written(kept, path)
    book = openpyxl.load_workbook(path)
    book.active["E2"] = "=C3+1"
    book.active["E3"] = '="a"&A4'
    made = tmp_path / "with formulas.xlsx"
    book.save(made)
    found = read(converted(made, "xlsx", tmp_path))
    rows = found.sheets[0].rows
    assert [row[:3] for row in rows] == [HEADER, *([str(cell) for cell in row] for row in kept)]
    assert rows[1][4] == "2"
    assert rows[2][4] == "a+1"
    assert (found.losses, found.remarks) == ([], [])
