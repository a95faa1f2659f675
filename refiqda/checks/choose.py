"""Choosing among rules and findings by code, by the beginning of a code, and by severity."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from refiqda.checks.catalogue import LETTERS, RULES
from refiqda.checks.finding import SEVERITIES, Finding, Severity
from refiqda.errors import UnknownName

_DIGITS = str.maketrans("OIL", "011")


def codes_of(text: str) -> tuple[str, ...]:
    """Codes, or beginnings of codes, from a list with commas: ``R101, V, P1``.

    Raises:
        UnknownName: if no rule begins so; the message names the nearest one.
    """
    wanted = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for code in wanted:
        if not any(known.startswith(code) for known in RULES):
            raise UnknownName(f"There is no rule {code!r}. {_nearest(code)}")
    return wanted


def _nearest(code: str) -> str:
    # Letters that look like digits are the commonest slip.
    near = get_close_matches(code[:1] + code[1:].translate(_DIGITS), RULES, n=1, cutoff=0.5)
    if near:
        return f"The nearest is {near[0]}: {RULES[near[0]].title}."
    return f"Codes begin with one of {', '.join(LETTERS)}; refiqda explain lists them all."


class Choice(NamedTuple):
    """Which findings are wanted; all, if nothing is said."""

    select: tuple[str, ...] = ()
    """Beginnings of codes; none means all codes."""
    ignore: tuple[str, ...] = ()
    """Beginnings of codes to leave out, though they be selected."""
    severity: Severity = "note"
    """The least severity that is wanted."""

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are wanted, in their order."""
        gravest = list(SEVERITIES)
        grave = gravest[: gravest.index(self.severity) + 1]
        return [
            finding
            for finding in findings
            if finding.severity in grave
            and (not self.select or finding.code.startswith(self.select))
            and not (self.ignore and finding.code.startswith(self.ignore))
        ]
