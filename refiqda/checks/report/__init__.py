"""Findings of one or many files, as text for people and as data for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refiqda.checks.report.checked import Checked, summary, worth_a_look
from refiqda.checks.report.plain import as_text
from refiqda.checks.report.rows import as_csv, as_json, as_markdown
from refiqda.checks.report.sarif import as_sarif

FORMATS: dict[str, Callable[[Sequence[Checked]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "csv": as_csv,
    "markdown": as_markdown,
}
"""How findings can be printed; the first is meant for people."""

__all__ = ["FORMATS", "Checked", "as_text", "summary", "worth_a_look"]
