"""Draws the plots of the page that shows them, by its own commands: ``python -m docs.plots``.

They are no part of the pages that are compared to the last byte, since another version of
matplotlib may draw a line otherwise. What they say in words is compared by a test.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from analysis.build import build

HERE = Path(__file__).parent
PAGE = HERE / "howto" / "plots.md"
FOLDER = HERE / "plots"
TWO_CODERS = HERE.parent / "fixtures" / "made" / "counted.qdpx"


def commands() -> list[list[str]]:
    """The commands of the page, without the name of the program."""
    text = PAGE.read_text(encoding="utf-8")
    return [shlex.split(line) for line in re.findall(r"^\$ refiqda (.*)$", text, re.MULTILINE)]


def prepare(folder: Path) -> None:
    """Put the files that the page works on into an empty folder."""
    (folder / "out").mkdir()
    build(folder / "out")
    shutil.copy(TWO_CODERS, folder / "two-coders.qdpx")


def draw(folder: Path) -> list[Path]:
    """Follow the commands of the page in an empty folder; the plots that they leave."""
    prepare(folder)
    for command in commands():
        run = [sys.executable, "-m", "refiqda", *command]
        subprocess.run(run, cwd=folder, check=True, capture_output=True)
    return sorted((folder / "out").glob("*.svg"))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for path in draw(Path(name)):
            shutil.copy(path, FOLDER / path.name)
