"""What tests of single mends share: small projects, and mends as plain rows."""

from __future__ import annotations

from pathlib import Path

import refiqda
from refiqda.checks import check
from refiqda.checks.repair import Mend
from refiqda.model import Project

NS = "urn:QDA-XML:project:1.0"


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def opened(tmp_path: Path, content: str, attributes: str = "") -> Project:
    """A project with some content; ``#1`` stands for a GUID."""
    for number in range(20):
        content = content.replace(f'"#{number}"', f'"{guid(number)}"')
    path = tmp_path / "study.qde"
    head = f'<Project xmlns="{NS}" name="Example" origin="refiqda" {attributes}>'
    path.write_text(f"{head}{content}</Project>", encoding="utf-8")
    return refiqda.open(path)


def rows(mends: list[Mend]) -> list[tuple[str, str, str]]:
    return [(each.code, each.before, each.after) for each in mends]


def codes_left(project: Project) -> set[str]:
    return {finding.code for finding in check(project)}
