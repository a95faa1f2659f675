"""Projects to measure on, and the table of ratios that a run ends with."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import NamedTuple

import pytest
from generate import Maker

SIZES = [int(size) for size in os.environ.get("REFIQDA_BENCH", "100000,1000000").split(",")]


class Row(NamedTuple):
    """One line of the table."""

    codings: int
    what: str
    floor: str
    seconds: float
    floor_seconds: float
    peak: float | None
    goal: str


ROWS: list[Row] = []


@pytest.fixture(scope="session", params=SIZES, ids=lambda size: f"{size}")
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of so many codings; its project lies beside it as a bare ``.qde``."""
    path = tmp_path_factory.mktemp("bench") / f"made-{request.param}.qdpx"
    Maker(request.param).write(path)
    return path


@pytest.fixture
def codings(package: Path) -> int:
    """How many codings the package has."""
    return int(package.stem.rpartition("-")[2])


def table() -> str:
    """The rows as Markdown."""
    lines = [
        "| codings | what | seconds | floor | seconds | ratio | goal | peak memory |",
        "|---:|---|---:|---|---:|---:|---|---:|",
    ]
    for row in sorted(ROWS, key=lambda row: (row.codings, row.what)):
        ratio = f"{row.seconds / row.floor_seconds:.2f}" if row.floor_seconds else ""
        floor = f"{row.floor_seconds:.2f}" if row.floor_seconds else ""
        peak = "" if row.peak is None else f"{row.peak:.0f} MB"
        lines.append(
            f"| {row.codings:,} | {row.what} | {row.seconds:.2f} | {row.floor} | {floor} "
            f"| {ratio} | {row.goal} | {peak} |"
        )
    return "\n".join(lines)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table at the end of the run."""
    if ROWS:
        terminalreporter.section("ratios, measured in this run")
        terminalreporter.write_line(f"Python {platform.python_version()}, {os.cpu_count()} cores")
        terminalreporter.write_line(table())
