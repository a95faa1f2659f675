"""Findings: what is wrong in a file, by a catalogue of rules."""

from refiqda.checks.catalogue import LETTERS, RULES
from refiqda.checks.finding import SEVERITIES, Finding, Severity
from refiqda.checks.places import place_of_each
from refiqda.checks.rule import Rule
from refiqda.checks.run import check

__all__ = [
    "LETTERS",
    "RULES",
    "SEVERITIES",
    "Finding",
    "Rule",
    "Severity",
    "check",
    "place_of_each",
]
