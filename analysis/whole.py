"""The whole study in one go, step by step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.build import build
from analysis.model import open_project
from analysis.study import Study
from analysis.tables import write_tables


def write_all(target: Path, tell: Callable[[str], None]) -> Study:
    """Write everything that is made from what the paper prints; what it was made from.

    Args:
        target: the folder to write to.
        tell: is told each step as it begins, and what it wrote.
    """
    tell("1 of 4: building the project")
    path = build(target)
    tell(f"        {path}")
    tell("2 of 4: reading it back")
    study = Study(open_project(path))
    steps: tuple[tuple[str, Callable[[], list[Path]]], ...] = (
        ("counting the tables", lambda: write_tables(study, target)),
        ("holding the claims of the paper against it", lambda: study.verdicts.write(target)),
    )
    for number, (says, write) in enumerate(steps, start=3):
        tell(f"{number} of {len(steps) + 2}: {says}")
        tell("\n".join(f"        {file}" for file in write()))
    return study
