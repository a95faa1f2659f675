"""Checking a file: all checks over one survey, and the findings in their order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from refiqda.checks import (
    meaning,
    media,
    package,
    paths,
    references,
    schema,
    texts,
    vendors,
)
from refiqda.checks.finding import SEVERITIES, Finding
from refiqda.checks.found import Found
from refiqda.checks.places import field_path, places_of, short
from refiqda.checks.survey import Survey
from refiqda.standard.document import Opened
from refiqda.standard.limits import Limits, Progress
from refiqda.standard.lines import lines_of
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.opening import document_in
from refiqda.text.conventions import Convention

Check = Callable[[Survey], Iterator[Found]]

CHECKS: tuple[Check, ...] = (
    schema.schema,
    references.targets,
    references.repeated,
    references.sync_points,
    references.edges,
    references.links,
    paths.paths,
    paths.leaks,
    package.package,
    package.encoding,
    texts.texts,
    media.spans,
    media.boxes,
    meaning.names,
    meaning.document,
    meaning.code_names,
    meaning.codings,
    meaning.values,
    meaning.times,
    vendors.files_for_sources,
    vendors.namespace,
    vendors.spellings,
    vendors.flat_names,
    vendors.zones,
)
"""All checks. Each looks at one matter and says which rules apply where."""

_LONGEST = 300
"""Characters of a value that a message quotes."""
_GRAVITY = {severity: order for order, severity in enumerate(SEVERITIES)}


def check(
    document: Project | CodeBook | str | os.PathLike[str],
    *,
    convention: Convention | str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """What is wrong in a project or codebook: errors, then warnings, then notes.

    Within a severity, findings are ordered by code, and those of one code by their place in the
    document. Lines are given for a file, not for a document in memory, which may have changed.
    Nothing outside of the file is looked at, so a recording that lies beside the package is only
    named. ``convention`` says how the file counts positions, where that is known better than the
    file shows it.

    Raises:
        NotRefiQda: if a file is no such file at all, or damaged.
        LimitExceeded: if a file is larger than ``limits`` allow.
    """
    if isinstance(document, Project | CodeBook):
        return _findings(document, convention)
    opened = Opened(document, limits, progress)
    try:
        return _with_lines(_findings(document_in(opened), convention), opened)
    finally:
        opened.files.close()


def _findings(document: Project | CodeBook, convention: Convention | str | None) -> list[Finding]:
    survey = Survey(document, convention)
    found = [one for check in CHECKS for one in check(survey)]
    places = places_of(document, (one.node for one in found if one.node is not None))
    rows = []
    for order, one in enumerate(found):
        rule, values = one.rule, one.values
        path = one.path
        if one.node is not None:
            place = places[id(one.node)]
            values["what"], order = place.what, place.order
            path = field_path(place, one.node, one.field, one.item) if one.field else place.path
        message = rule.message.format(**{name: _cut(value) for name, value in values.items()})
        message = " ".join(message.split())
        finding = Finding(rule.code, rule.severity, path, None, message, rule.hint)
        rows.append((_GRAVITY[rule.severity], rule.code, order, finding))
    rows.sort(key=lambda row: row[:3])
    return [row[3] for row in rows]


def _cut(value: object) -> object:
    """A value as a message has room for it: an attribute may be as long as a file."""
    return short(value, _LONGEST) if isinstance(value, str) and len(value) > _LONGEST else value


def _with_lines(findings: list[Finding], opened: Opened) -> list[Finding]:
    paths = {finding.path for finding in findings if finding.path.startswith("/")}
    if not paths:
        return findings
    lines = lines_of(opened.xml(), paths)
    return [finding._replace(line=lines.get(finding.path)) for finding in findings]
