"""A file that was checked, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from refiqda.checks.finding import SEVERITIES, Finding


class Checked(NamedTuple):
    """A file with its findings."""

    file: str
    """The file, as it was named."""
    findings: list[Finding]
    failure: str = ""
    """Why the file could not be read at all; empty if it could."""


def worth_a_look(checked: Iterable[Checked]) -> bool:
    """Whether somebody has to act: an error, a warning, or a file that cannot be read."""
    return any(
        one.failure or any(finding.severity != "note" for finding in one.findings)
        for one in checked
    )


def summary(checked: Sequence[Checked]) -> str:
    """One line: how many of what."""
    counts = Counter(finding.severity for one in checked for finding in one.findings)
    parts = [
        counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]
    ] or ["nothing found"]
    failed = sum(bool(one.failure) for one in checked)
    told = f"{counted(len(checked), 'file')} checked: {', '.join(parts)}"
    return f"{told}; {failed:,} could not be read." if failed else f"{told}."


def counted(count: int, word: str) -> str:
    """A number with its word: ``1 error``, ``2 errors``."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
