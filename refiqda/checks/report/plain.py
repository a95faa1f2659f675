"""Findings as text: one line each, and what to do below the last of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from refiqda.checks.finding import Finding
from refiqda.checks.report.checked import Checked

SHOWN = 5
"""How many findings of one rule are shown of a file; the rest is a number."""


def as_text(checked: Sequence[Checked], shown: int = SHOWN) -> str:
    """Lines for people to read.

    Args:
        checked: the files with their findings.
        shown: how many findings of one rule to show of one file; 0 shows all.
    """
    return "".join(f"{line}\n" for one in checked for line in _lines(one, shown))


def _lines(one: Checked, shown: int) -> Iterator[str]:
    for code, same in groupby(one.findings, key=lambda finding: finding.code):
        findings = list(same)
        visible = findings[:shown] if shown else findings
        for finding in visible:
            yield f"{finding.severity} {code} {one.file}{_place(finding)}: {finding.message}"
            if finding.path.startswith("/"):
                yield f"    at {finding.path}"
        if len(findings) > len(visible):
            left = len(findings) - len(visible)
            yield f"    and {left:,} more of {code} in this file (--all shows them)"
        yield f"    {findings[0].hint}"


def _place(finding: Finding) -> str:
    return f" line {finding.line}" if finding.line is not None else ""
