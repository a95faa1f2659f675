"""Projects to measure on, and the table of ratios that a run ends with."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest
from generate import Maker
from ratios import ROWS, table

SIZES = [int(size) for size in os.environ.get("REFIQDA_BENCH", "100000,1000000").split(",")]


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table at the end of the run."""
    if ROWS:
        terminalreporter.section("ratios, measured in this run")
        terminalreporter.write_line(f"Python {platform.python_version()}, {os.cpu_count()} cores")
        terminalreporter.write_line(table())
