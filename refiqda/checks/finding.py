"""A finding: what is wrong in a file, where, and what can be done about it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
ERROR: Severity = "error"
WARNING: Severity = "warning"
NOTE: Severity = "note"

SEVERITIES: dict[Severity, str] = {
    ERROR: "The standard forbids it, or something can be found by no program.",
    WARNING: "Some program will refuse, lose or misread it, or an archive should look at it.",
    NOTE: "Good to know; nothing has to be done.",
}
"""What the severities mean, the gravest first."""


class Finding(NamedTuple):
    """One thing found in a file, as a row: a list of findings makes a table."""

    code: str
    """Which rule: a letter and three digits, such as ``R101``."""
    severity: Severity
    path: str
    """Place in the XML (``/Project/Sources/TextSource[2]/@name``), or the name of a member."""
    line: int | None
    """Line of the XML; None for members, and where no file is at hand."""
    message: str
    hint: str
