"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines of a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from refiqda.checks.catalogue import RULES
from refiqda.checks.finding import Finding
from refiqda.checks.report.checked import Checked
from refiqda.checks.rule import Rule
from refiqda.version import VERSION

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(checked: Sequence[Checked]) -> str:
    """One run with all files. A file that cannot be read is a notification of the run."""
    codes = sorted({finding.code for one in checked for finding in one.findings}, key=_order)
    driver = {
        "name": "refiqda",
        "version": VERSION,
        "rules": [_rule(RULES[code]) for code in codes],
    }
    failures = [one for one in checked if one.failure]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failures,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": one.failure},
                        "locations": [{"physicalLocation": {"artifactLocation": _file(one.file)}}],
                    }
                    for one in failures
                ],
            }
        ],
        "results": [
            _result(one.file, finding, codes.index(finding.code))
            for one in checked
            for finding in one.findings
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _order(code: str) -> int:
    return list(RULES).index(code)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\n{rule.hint}\n\nExample:\n\n{rule.example}\n"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(file: str, finding: Finding, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _file(file)}
    if finding.line is not None:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": f"{finding.message} {finding.hint}"},
        "locations": [
            {
                "physicalLocation": place,
                "logicalLocations": [{"fullyQualifiedName": finding.path}],
            }
        ],
    }


def _file(name: str) -> dict[str, str]:
    path = PurePath(name)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}
