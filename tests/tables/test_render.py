"""Frames as text and as files."""

import csv
import hashlib
import importlib
import json
import re
import time
from io import StringIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pytest_regressions.file_regression import FileRegressionFixture

from refiqda import CannotWrite, MissingExtra, UnknownName
from refiqda.tables import binary
from refiqda.tables.cells import cells
from refiqda.tables.columns import array
from refiqda.tables.render import FORMATS, SUFFIXES, render, write, write_frames

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ROWS = st.lists(st.tuples(WORDS, WORDS, st.none() | st.integers(-(2**63), 2**63 - 1)), max_size=6)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "plain"]


def framed(rows: list[tuple[str, str, int | None]]) -> pd.DataFrame:
    first, second, third = zip(*rows, strict=True) if rows else ((), (), ())
    return pd.DataFrame(
        {"a": array("text", first), "b": array("name", second), "n": array("integer", third)}
    )


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": array("name", ["trust", "=1+1", None]),
            "number": array("integer", [1, None, 2**60]),
            "share": array("number", [0.5, None, 12.0]),
            "is it": array("truth", [True, None, False]),
            "when": array("time", ["2024-05-01T12:00:00+02:00", None, "2024-05-01T12:00:00.5Z"]),
            "text": array("text", ["a|b *c* <d> & e_f _g_", "two\nlines, \x1b[31m", "語 " * 30]),
        }
    )


@pytest.mark.parametrize("format", FORMATS)
def test_every_format(
    format: str, frame: pd.DataFrame, file_regression: FileRegressionFixture
) -> None:
    text = render(frame, format, "Three <rows> | here")
    file_regression.check(text, extension=".txt", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_without_rows(format: str, frame: pd.DataFrame) -> None:
    text = render(frame.iloc[:0], format, "None")
    assert text.endswith("\n")
    assert ("name" in text) == (format != "json")


@given(ROWS)
def test_csv_and_tsv_read_back_equal(rows: list[tuple[str, str, int | None]]) -> None:
    frame = framed(rows)
    for format, separator in (("csv", ","), ("tsv", "\t")):
        text = render(frame, format)
        back = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
        expected = [[a, b, "" if n is None else str(n)] for a, b, n in rows]
        assert back == [["a", "b", "n"], *expected]


@given(ROWS)
def test_json_reads_back_equal(rows: list[tuple[str, str, int | None]]) -> None:
    back = json.loads(render(framed(rows), "json"))
    assert [(record["a"], record["b"], record["n"]) for record in back] == rows


@given(ROWS)
def test_html_reads_back_equal(rows: list[tuple[str, str, int | None]]) -> None:
    page = html.document_fromstring(render(framed(rows), "html"))
    back = [[cell.text or "" for cell in row] for row in page.iter("tr")][1:]
    control = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
    expected = [
        [control.sub("", text) for text in (a, b, "" if n is None else str(n))] for a, b, n in rows
    ]
    assert back == expected


@given(ROWS)
def test_markdown_has_a_line_for_each_row(rows: list[tuple[str, str, int | None]]) -> None:
    lines = render(framed(rows), "markdown").split("\n")
    assert len(lines) == len(rows) + 3
    for line in lines[:-1]:
        bare = re.sub(r"\\.", "", line)
        assert bare.count("|") == 4
        assert re.search(r"<(?!br>)", bare) is None


@given(ROWS)
def test_a_terminal_table_obeys_no_control_character(
    rows: list[tuple[str, str, int | None]],
) -> None:
    text = render(framed(rows), "table")
    assert len(text.split("\n")) == len(rows or [1]) + 3
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_terminal_columns_are_aligned_whatever_the_script() -> None:
    frame = pd.DataFrame({"a": ["語語", "ab", "e\u0301"], "b": ["x", "y", "z"]})
    lines = render(frame, "table").splitlines()[2:]
    assert lines == ["語語  x", "ab    y", "e\u0301     z"]


@pytest.mark.parametrize("suffix", [suffix for suffix, name in SUFFIXES.items() if name in FORMATS])
def test_a_file_holds_what_is_printed(suffix: str, frame: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / f"out{suffix}"
    write(frame, path, "Caption")
    assert path.read_bytes().decode("utf-8") == render(frame, SUFFIXES[suffix], "Caption")


def test_parquet_keeps_cells_and_types(frame: pd.DataFrame, tmp_path: Path) -> None:
    frame["mixed"] = pd.Series([1, "two", None], dtype=object)
    write(frame, tmp_path / "out.parquet")
    back = pd.read_parquet(tmp_path / "out.parquet")
    assert back["mixed"].tolist()[:2] == ["1", "two"]
    del frame["mixed"], back["mixed"]
    assert back.dtypes.astype(str).tolist() == frame.dtypes.astype(str).tolist()
    assert render(back, "csv") == render(frame, "csv")


def test_a_spreadsheet_holds_text_not_formulas(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write(pd.DataFrame({"=head": FORMULAS}), path, "Caption")
    sheet = openpyxl.load_workbook(path).active
    found = [row[0] for row in sheet.iter_rows()]
    assert [cell.value for cell in found] == ["=head", *FORMULAS]
    assert {cell.data_type for cell in found} == {"s"}
    assert [cell.quotePrefix for cell in found] == [True, True, True, True, True, True, False]


def test_data_for_programs_keeps_formulas(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": FORMULAS})
    assert render(frame, "csv").split("\n")[1:-1] == FORMULAS
    assert [record["a"] for record in json.loads(render(frame, "json"))] == FORMULAS
    write(frame, tmp_path / "out.parquet")
    assert pd.read_parquet(tmp_path / "out.parquet")["a"].tolist() == FORMULAS


def test_a_spreadsheet_has_typed_cells(frame: pd.DataFrame, tmp_path: Path) -> None:
    frame["text"] = ["a\x00b", "x" * 40_000, None]
    path = tmp_path / "out.xlsx"
    write(frame, path)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    assert rows[1][:4] == ["trust", 1, 0.5, True]
    assert rows[1][4].isoformat() == "2024-05-01T10:00:00"
    assert rows[3][1] == str(2**60)
    assert rows[1][5] == "a\N{REPLACEMENT CHARACTER}b"
    assert len(rows[2][5]) == 32_767


def test_a_sheet_has_a_last_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binary, "MOST_ROWS", 3)
    write(pd.DataFrame({"a": [1, 2]}), tmp_path / "out.xlsx")
    with pytest.raises(CannotWrite, match=r"3 rows.*\.csv"):
        write(pd.DataFrame({"a": [1, 2, 3]}), tmp_path / "more.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_sheet_has_a_last_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel reports a file with more columns as damaged."""
    assert binary.MOST_COLUMNS == 2**14
    monkeypatch.setattr(binary, "MOST_COLUMNS", 2)
    write(pd.DataFrame({"a": [1], "b": [2]}), tmp_path / "out.xlsx")
    with pytest.raises(CannotWrite, match=r"3 columns.*\.csv"):
        write(pd.DataFrame({"a": [1], "b": [2], "c": [3]}), tmp_path / "more.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_are_the_same_whatever_the_clock(
    suffix: str, frame: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = set()
    for seconds in (0, 1_000_000_000):
        now = time.localtime(time.time() + seconds)
        monkeypatch.setattr("zipfile.time.localtime", lambda *args, now=now: now)
        path = tmp_path / f"{seconds}{suffix}"
        write(frame, path, "Caption")
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("suffix", "package", "extra"),
    [(".xlsx", "openpyxl", "excel"), (".parquet", "pyarrow.parquet", "parquet")],
)
def test_a_missing_extra_names_its_command(
    suffix: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def without(name: str) -> object:
        if name == package:
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr(binary.importlib, "import_module", without)
    target = tmp_path / f"out{suffix}"
    target.write_text("old")
    with pytest.raises(MissingExtra, match=rf'pip install "refiqda\[{extra}\]"'):
        write(pd.DataFrame({"a": [1]}), target)
    assert target.read_text() == "old"


def test_unknown_formats_name_the_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="table, csv, tsv"):
        render(pd.DataFrame(), "yaml")
    with pytest.raises(UnknownName, match=r"out.yaml ends in '.yaml'.*\.csv \.tsv"):
        write(pd.DataFrame(), tmp_path / "out.yaml")


def test_a_failing_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")

    def frames() -> object:
        yield pd.DataFrame({"a": [1]})
        raise MemoryError

    with pytest.raises(MemoryError):
        write_frames(frames(), target)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.csv", "old")]


def test_cells_of_frames_that_are_not_ours() -> None:
    frame = pd.DataFrame(
        {
            "float": [1.5, float("nan"), float("inf")],
            "object": [None, ("a", "b"), pd.Timestamp("2024-01-02").date()],
            "naive": pd.to_datetime(["2024-01-02", None, "2024-01-02T03:04:05"], format="ISO8601"),
            "bool": [True, False, True],
        }
    )
    assert [cells(frame[name]) for name in frame] == [
        [1.5, None, "inf"],
        [None, "a; b", "2024-01-02"],
        ["2024-01-02T00:00:00", None, "2024-01-02T03:04:05"],
        [True, False, True],
    ]
