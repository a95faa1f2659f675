"""Ratios to floors measured in the same run; nothing here fails for being slow."""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from generate import Maker
from lxml import etree
from ratios import ROWS, Row

import refiqda
from refiqda.tools.programs import recognise
from refiqda.tools.understanding import texts_of

STREAM = """
for frame in refiqda.tables.iter_codings(path):
    assert len(frame["passage"])
"""
WHOLE = "frame = refiqda.tables.codings(path)"


def bare_iterparse(path: Path) -> None:
    """What any streaming reader pays: each element as it ends, and cleared."""
    for _, element in etree.iterparse(path):
        element.clear()


def interleaved(
    benchmark: Any, ours: Callable[[], object], floor: Callable[[], object], rounds: int = 3
) -> tuple[float, float]:
    """The best of some rounds of each, turn about, so that both meet the same machine.

    As timeit does, without looking for cycles meanwhile: how long that takes hangs on what else
    is in memory, here all of pytest.
    """
    best = [float("inf"), float("inf")]

    def timed(at: int, run: Callable[[], object]) -> None:
        gc.collect()
        gc.disable()
        try:
            start = time.perf_counter()
            result = run()
            best[at] = min(best[at], time.perf_counter() - start)
        finally:
            gc.enable()
        del result

    def both() -> None:
        timed(1, floor)
        timed(0, ours)

    benchmark.pedantic(both, rounds=rounds, iterations=1)
    return best[0], best[1]


PEAK = """
try:
    status = open("/proc/self/status").read()
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
except OSError:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""On Linux, the resource module would count what the parent of a process held when it began it."""


def peak_of(statement: str, path: Path) -> float:
    """Peak memory of a fresh process that runs a statement, in MB."""
    code = f"import refiqda, refiqda.tables\npath = {str(path)!r}\n{statement}\n{PEAK}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(run.stdout.split()[-1])


def test_open(benchmark: Any, package: Path, codings: int) -> None:
    bare = package.with_suffix(".qde")
    ours, floor = interleaved(benchmark, lambda: refiqda.open(bare), lambda: etree.parse(bare))
    peak = peak_of("project = refiqda.open(path)", bare)
    ROWS.append(Row(codings, "open()", "lxml.etree.parse", ours, floor, peak, "3"))


def test_codings_streamed(benchmark: Any, package: Path, codings: int) -> None:
    def ours() -> int:
        return sum(len(frame) for frame in refiqda.tables.iter_codings(package))

    bare = package.with_suffix(".qde")
    seconds, floor = interleaved(benchmark, ours, lambda: bare_iterparse(bare))
    row = Row(
        codings,
        "codings frame, streamed, with passages",
        "lxml.etree.iterparse",
        seconds,
        floor,
        peak_of(STREAM, package),
        "2; 400 MB",
    )
    ROWS.append(row)


def test_codings_whole(benchmark: Any, package: Path, codings: int) -> None:
    bare = package.with_suffix(".qde")
    seconds, floor = interleaved(
        benchmark, lambda: refiqda.tables.codings(package), lambda: bare_iterparse(bare)
    )
    row = Row(
        codings,
        "codings frame, whole, with passages",
        "lxml.etree.iterparse",
        seconds,
        floor,
        peak_of(WHOLE, package),
        "",
    )
    ROWS.append(row)


def test_save(benchmark: Any, package: Path, codings: int, tmp_path: Path) -> None:
    bare = package.with_suffix(".qde")
    project = refiqda.open(bare)
    tree = etree.parse(bare)

    def floor() -> None:
        tree.write(tmp_path / "floor.qde", xml_declaration=True, encoding="utf-8")

    ours, least = interleaved(benchmark, lambda: project.save(tmp_path / "ours.qde"), floor)
    ROWS.append(Row(codings, "save(), checked", "lxml tree.write", ours, least, None, "3"))


def test_check(benchmark: Any, package: Path, codings: int) -> None:
    project = refiqda.open(package)
    ours, floor = interleaved(
        benchmark, lambda: refiqda.check(project), lambda: refiqda.open(package)
    )
    ROWS.append(Row(codings, "check(project)", "open()", ours, floor, None, "2"))


@pytest.mark.parametrize("like_nvivo", [False, True], ids=["quoted", "like-nvivo"])
def test_inference(benchmark: Any, like_nvivo: bool, tmp_path: Path) -> None:
    """How the positions of 1,000 texts are counted: read, weighed and decided."""
    path = tmp_path / "made.qdpx"
    Maker(100_000, 1_000, like_nvivo=like_nvivo).write(path)
    project = refiqda.open(path)

    def ours() -> None:
        readings = texts_of(project, recognise(project)[0]).of_all(project.sources)
        assert len(readings) == 1_000
        wanted = "UTF-16 unit" if like_nvivo else "code point"
        assert all(reading.convention.unit == wanted for reading in readings)

    seconds, floor = interleaved(benchmark, ours, lambda: refiqda.open(path))
    kind = "emoji and CRLF, no names" if like_nvivo else "plain texts, names are quotes"
    what = f"conventions of 1,000 texts inferred ({kind})"
    ROWS.append(Row(100_000, what, "open()", seconds, floor, None, "1"))


def pyrefiqda_loads(path: Path) -> object:
    """The peer unpacks into a folder of the working directory, then parses."""
    return importlib.import_module("pyrefiqda").RefiProject.load(path)


def pyrefiqda_saves(path: Path) -> object:
    """Loading and saving, without the sources' files."""
    module = importlib.import_module("pyrefiqda").RefiProject
    return module.save(module.load(path), "out.qdpx")


def qdapy_reads(path: Path) -> object:
    """Codings as frames."""
    return importlib.import_module("qdapy").read_qdpx(str(path))


PEERS = {
    "pyrefiqda load": pyrefiqda_loads,
    "pyrefiqda load and save": pyrefiqda_saves,
    "qdapy read_qdpx": qdapy_reads,
}


@pytest.mark.parametrize("peer", PEERS)
def test_peer(
    benchmark: Any,
    package: Path,
    codings: int,
    peer: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Other packages on the same file; the large one would take them many minutes."""
    if importlib.util.find_spec(peer.partition(" ")[0]) is None:
        pytest.skip(f"{peer.partition(' ')[0]} is not installed")
    if codings > 100_000:
        pytest.skip("peers are measured on the smaller project only")
    monkeypatch.chdir(tmp_path)
    bare = package.with_suffix(".qde")

    def quiet() -> None:
        with contextlib.redirect_stdout(None), warnings.catch_warnings(action="ignore"):
            PEERS[peer](package)

    seconds, floor = interleaved(benchmark, quiet, lambda: etree.parse(bare), rounds=1)
    ROWS.append(Row(codings, f"peer: {peer}", "lxml.etree.parse", seconds, floor, None, ""))
