"""The whole study in one go, step by step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.build import build
from analysis.crate import write_crate
from analysis.figures import write_figures
from analysis.model import open_project
from analysis.report import require, write_report
from analysis.study import Study
from analysis.tables import write_tables
from refiqda import MissingExtra

Steps = tuple[tuple[str, Callable[[Study, Path], list[Path]]], ...]

OF_REPORT: Steps = (
    ("writing the report", lambda study, to: [write_report(study, to / "report.html")]),
    ("describing it all as an RO-Crate", lambda _, to: write_crate(to)),
)
"""The steps that need what only the extra ``report`` brings."""
STEPS: Steps = (
    ("holding the claims of the paper against it", lambda study, to: study.verdicts.write(to)),
    ("counting the tables", write_tables),
    ("drawing the figures", write_figures),
    *OF_REPORT,
)
"""What is made of the project, and how."""


def write_all(target: Path, tell: Callable[[str], None]) -> Study:
    """Write everything that is made from what the paper prints; what it was made from.

    Args:
        target: the folder to write to.
        tell: is told each step as it begins, and what it wrote.
    """
    steps, lacking = _possible()
    last = len(steps) + 2
    tell(f"1 of {last}: building the project")
    path = build(target)
    tell(f"        {path}")
    tell(f"2 of {last}: reading it back")
    study = Study(open_project(path))
    for number, (says, write) in enumerate(steps, start=3):
        tell(f"{number} of {last}: {says}")
        tell("\n".join(f"        {file}" for file in write(study, target)))
    if lacking:
        tell(f"{lacking} Without it the report and the RO-Crate, which holds it, are left out.")
    return study


def _possible() -> tuple[Steps, str]:
    """The steps for which everything is installed, and what to install for the others."""
    try:
        require(["html"])
    except MissingExtra as missing:
        return tuple(step for step in STEPS if step not in OF_REPORT), f"{missing}."
    return STEPS, ""
