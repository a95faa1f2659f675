"""Codebooks as tables, as ratios to opening the same codebook as a ``.qdc`` in the same run."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from conftest import SIZES
from ratios import ROWS, Row
from test_speed import interleaved, peak_of

import refiqda

READ = "book = refiqda.read_codebook(path)"


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size}")
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many codes as MAXQDA's table, a hundred below each of the others; beside it a ``.qdc``."""
    path = tmp_path_factory.mktemp("codes") / f"{request.param}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Code", "Memo"))
        for number in range(request.param):
            name = f"Theme {number // 100}"
            steps = f"{name} > Code {number}" if number % 100 else name
            writer.writerow((steps, "What this code is for, and what not."))
    refiqda.convert(path, path.with_suffix(".qdc"))
    return path


def test_reading_a_table(benchmark: Any, table: Path) -> None:
    def ours() -> object:
        return refiqda.read_codebook(table)

    book = table.with_suffix(".qdc")
    seconds, floor = interleaved(benchmark, ours, lambda: refiqda.read_codebook(book))
    peak = peak_of(READ, table)
    what = "codes: a table read, levels and GUIDs made"
    ROWS.append(Row(int(table.stem), what, "open() of the .qdc", seconds, floor, peak, ""))


@pytest.mark.parametrize("to", ["maxqda", "taguette", "plain"])
def test_writing_a_table(benchmark: Any, table: Path, to: str, tmp_path: Path) -> None:
    """The ``.qdc`` read, understood and written, with the report of what it does not hold."""
    book = table.with_suffix(".qdc")

    def ours() -> object:
        return refiqda.convert(book, tmp_path / "out.csv", to=to)

    seconds, floor = interleaved(benchmark, ours, lambda: refiqda.read_codebook(book))
    what = f"codes: convert .qdc to a table for {to}, with its report"
    ROWS.append(Row(int(table.stem), what, "open() of the .qdc", seconds, floor, None, ""))


def test_comparing_two_codebooks(benchmark: Any, table: Path) -> None:
    """By paths, since a table has no GUIDs, both files read."""
    book = table.with_suffix(".qdc")

    def ours() -> object:
        return refiqda.diff_codebooks(book, table)

    seconds, floor = interleaved(benchmark, ours, lambda: refiqda.read_codebook(book))
    what = "codes: diff of .qdc and table"
    ROWS.append(Row(int(table.stem), what, "open() of the .qdc", seconds, floor, None, ""))
