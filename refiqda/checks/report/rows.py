"""Findings as rows: JSON and CSV for programs, a Markdown table for issues and reviews."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence

from refiqda.checks.finding import Finding
from refiqda.checks.report.checked import Checked

COLUMNS = ("file", *Finding._fields)
"""The columns of every table of findings."""


def _rows(checked: Sequence[Checked]) -> Iterator[tuple[str | int | None, ...]]:
    return ((one.file, *finding) for one in checked for finding in one.findings)


def as_json(checked: Sequence[Checked]) -> str:
    """A list with one object for each finding."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(checked)]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_csv(checked: Sequence[Checked]) -> str:
    """Data for programs: cells are not made safe for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(checked))
    return text.getvalue()


def as_markdown(checked: Sequence[Checked]) -> str:
    """A table with the columns that people look at."""
    lines = ["| severity | code | file | line | message | path |", "|---|---|---|---:|---|---|"]
    for one in checked:
        for finding in one.findings:
            line = "" if finding.line is None else str(finding.line)
            cells = (finding.severity, finding.code, one.file, line, finding.message)
            shown = " | ".join(_cell(cell) for cell in cells)
            path = finding.path.replace("`", "'").replace("|", "\\|")
            lines.append(f"| {shown} | `{path}` |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    for special in "\\|<*_`[":
        text = text.replace(special, f"\\{special}")
    return text
