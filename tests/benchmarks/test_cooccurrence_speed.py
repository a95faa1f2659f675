"""Codes that occur together, as ratios to reading; nothing here fails for being slow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from generate import Maker
from ratios import ROWS, Row
from test_speed import interleaved

import refiqda
from refiqda.tables import cooccurrence
from refiqda.tables.counting.coded import Coded, coded

IN_ONE_SOURCE = 100_000
DISTANCE = 100
WAYS = ("overlap", "encloses", "near", "paragraph", "source")


class Stacked(Maker):
    """All passages overlap: each begins a little later and ends a little earlier than the last."""

    def place(self, number: int) -> tuple[int, int]:
        """A passage around the middle of the text."""
        return number, len(self.text) - number


@pytest.fixture(scope="module", params=[Maker, Stacked], ids=["spread", "stacked"])
def one_source(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, Coded]]:
    """What is in it, the file, and its codings ready to be counted."""
    path = tmp_path_factory.mktemp("bench") / "one.qdpx"
    request.param(IN_ONE_SOURCE, 1).write(path)
    what = "all overlapping" if request.param is Stacked else "side by side"
    with coded(path) as gathered:
        yield what, path, gathered


def measured(
    benchmark: Any, gathered: Coded, path: Path, how: Any, within: int | None
) -> tuple[float, float]:
    return interleaved(
        benchmark,
        lambda: cooccurrence(gathered, how=how, within=within),
        lambda: refiqda.open(path).files.close(),
        rounds=2,
    )


@pytest.mark.parametrize("how", WAYS)
def test_in_one_source(benchmark: Any, one_source: Any, how: str) -> None:
    what, path, gathered = one_source
    seconds, floor = measured(benchmark, gathered, path, how, DISTANCE if how == "near" else None)
    told = f"co-occurrence, {how}, in one source, {what}"
    ROWS.append(Row(IN_ONE_SOURCE, told, "open()", seconds, floor, None, "1"))


@pytest.fixture(scope="module")
def many_sources(package: Path) -> Iterator[Coded]:
    """The codings of the package that all benchmarks share, ready to be counted."""
    with coded(package) as gathered:
        yield gathered


@pytest.mark.parametrize("how", WAYS)
def test_in_many_sources(
    benchmark: Any, package: Path, many_sources: Coded, codings: int, how: str
) -> None:
    within = DISTANCE if how == "near" else None
    seconds, floor = measured(benchmark, many_sources, package, how, within)
    told = f"co-occurrence, {how}, in 2,000 sources"
    ROWS.append(Row(codings, told, "open()", seconds, floor, None, "1"))
