"""Another Python, with packages of its own, makes the same study. Run by ``make twice``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from where import ROOT

import refiqda

PACKED = ("contentSize", "sha256")
"""What depends on how a zip was packed, which differs between builds of zlib."""


def pythons() -> Iterator[Path]:
    """Every Python that may be at hand: OTHER_PYTHON, those on the path, those of pyenv."""
    if "OTHER_PYTHON" in os.environ:
        yield Path(os.environ["OTHER_PYTHON"])
        return
    names = [f"python3.{minor}" for minor in range(20, 10, -1)]
    yield from (Path(found) for found in map(shutil.which, names) if found)
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from (path for name in names for path in sorted(versions.glob(f"*/bin/{name}")))


def other_python() -> Path | None:
    """The newest that runs, can make environments, and is of another version than this one."""
    ask = "import sys, ensurepip, venv; print(sys.version_info[:2])"
    for path in pythons():
        done = subprocess.run([path, "-c", ask], capture_output=True, encoding="utf-8", check=False)
        if done.returncode == 0 and done.stdout.strip() != str(sys.version_info[:2]):
            return path
    return None


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the other Python makes of the study."""
    other = other_python()
    if other is None:
        pytest.skip("no second version of Python is at hand; OTHER_PYTHON may name one")
    folder = tmp_path_factory.mktemp("other")
    subprocess.run([other, "-m", "venv", folder / "venv"], check=True)
    python = next(
        path
        for path in (folder / "venv/bin/python", folder / "venv/Scripts/python.exe")
        if path.exists()
    )
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*install, f"{ROOT}[report]"], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode and "No matching distribution" in done.stderr:
        pytest.skip(f"its packages cannot be fetched: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return make(python, folder)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(Path(sys.executable), tmp_path_factory.mktemp("this"))


def make(python: Path, folder: Path) -> Path:
    """Run the whole study; the folder that it wrote."""
    out = folder / "out"
    done = subprocess.run(
        [python, "-m", "analysis", "all", "-o", out],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


def contents(folder: Path) -> dict[str, Any]:
    """Every file by its place: its bytes; of what is zipped, the content."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".qdpx":
            found[name] = refiqda.open(path).digest()
        elif name == "ro-crate-metadata.json":
            found[name] = unpacked(path)
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def unpacked(path: Path) -> list[dict[str, Any]]:
    """What the crate says, without the size and the digest of the zip in it."""
    graph = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    return [
        {key: value for key, value in entity.items() if key not in PACKED}
        if entity["@id"] == "study.qdpx"
        else entity
        for entity in graph
    ]


def test_another_python_makes_the_same_study(here: Path, there: Path) -> None:
    mine, others = contents(here), contents(there)
    assert list(mine) == list(others)
    assert "report.html" in mine
    assert [name for name in mine if mine[name] != others[name]] == []
