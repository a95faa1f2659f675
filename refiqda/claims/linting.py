"""A claims file looked over: what is wrong in it and what is doubtful, each with its line."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from refiqda.claims.lint_names import unknown_names, unknown_values
from refiqda.claims.lint_places import Places
from refiqda.claims.lint_rules import doubts
from refiqda.claims.model import Claims
from refiqda.claims.problems import BadClaims
from refiqda.claims.reader import LARGEST, parse_claims, read_claims
from refiqda.claims.report import plain
from refiqda.standard.model import Project
from refiqda.tables.counting.wording import listed, short

Severity = Literal["error", "warning"]
_ROUNDS = 20
"""How often what is wrong is set aside, so that the rest can be looked at."""


class Remark(NamedTuple):
    """One thing that is wrong or doubtful."""

    severity: Severity
    rule: str
    """One of :data:`refiqda.claims.lint_rules.RULES`."""
    file: str
    line: int | None
    """None where the file cannot be read, or has no such line."""
    claim: str
    """The id of the claim or part; empty where it is about none."""
    message: str


def lint(
    claims: str | os.PathLike[str], project: Project | str | os.PathLike[str] | None = None
) -> list[Remark]:
    """What is wrong and what is doubtful in a claims file, in the order of its lines.

    What cannot be is an error, and so is a name that the project lacks, if one is given. Whether
    the numbers are right is for :func:`refiqda.claims.verify` to say.

    Raises:
        NotRefiQda: if the project is none.
    """
    file = Path(claims)
    text = _text_of(file)
    if text is not None:
        return lint_text(text, file.name, project)
    try:
        read_claims(file)
    except BadClaims as error:
        return [
            Remark("error", "unreadable", file.name, None, "", problem)
            for problem in error.problems
        ]
    return []


def _text_of(file: Path) -> str | None:
    """The text of a file that is one; what is wrong with another, :func:`read_claims` says."""
    try:
        with open(file, "rb") as stream:
            content = stream.read(LARGEST + 1)
        is_text = len(content) <= LARGEST and not content.startswith(b"PK")
        return content.decode("utf-8-sig") if is_text else None
    except (OSError, UnicodeDecodeError):
        return None


def lint_text(
    text: str,
    name: str = "claims",
    project: Project | str | os.PathLike[str] | None = None,
) -> list[Remark]:
    """The same of the text of a claims file; ``name`` is what it is called.

    Claims that are wrong are set aside, so that what is doubtful in the others is told at once.
    """
    return sorted(_remarks(text, name, project), key=lambda each: each.line or 0)


def _remarks(
    text: str, name: str, project: Project | str | os.PathLike[str] | None
) -> Iterator[Remark]:
    places = Places(text)
    problems, readable = _set_aside(text, name, places)
    is_toml = places.is_toml

    def told(severity: Severity, rule: str, problem: str) -> Remark:
        message = problem.removeprefix(f"{name}: ")
        place = places.of_message(message)
        return Remark(severity, rule, name, place.line, place.id, message)

    for problem in problems:
        yield told("error", "wrong" if is_toml else "unreadable", problem)
    if readable is None:
        return
    found = list(doubts(readable))
    if project is not None:
        for problem in unknown_names(readable, project):
            yield told("error", "unknown-name", problem)
        found += unknown_values(readable, project)
    for doubt in found:
        message = f"claim {short(doubt.id)} {doubt.message}"
        line = places.line_of(doubt.id, doubt.key)
        yield Remark("warning", doubt.rule, name, line, doubt.id, message)


def _set_aside(text: str, name: str, places: Places) -> tuple[list[str], Claims | None]:
    """All problems, and the claims that are left without those that have any."""
    problems: list[str] = []
    gone: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return problems, parse_claims(text, name)
        except BadClaims as error:
            about = {
                each: places.number_of(each.removeprefix(f"{name}: ")) for each in error.problems
            }
            for each, number in about.items():
                # Once claims were set aside, that they are not there is no problem of the file.
                is_new = number is not None and not any(short(id) in each for id in gone)
                if is_new or not gone:
                    problems.append(each)
            numbers = {number for number in about.values() if number is not None}
            if not numbers:
                break
            text = places.without(text, numbers)
            gone |= {places.ids[number] for number in numbers}
    return problems, None


def as_text(remarks: Sequence[Remark]) -> str:
    """A line for each, for people."""
    lines = (
        f"{each.severity} {each.rule} {each.file}{_line(each)}: {plain(each.message)}\n"
        for each in remarks
    )
    return "".join(lines)


def _line(remark: Remark) -> str:
    return "" if remark.line is None else f" line {remark.line}"


def as_json(remarks: Sequence[Remark]) -> str:
    """The same for programs."""
    rows = [each._asdict() for each in remarks]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Sequence[Remark]], str]] = {"text": as_text, "json": as_json}
"""How remarks can be printed."""


def summary(remarks: Sequence[Remark]) -> str:
    """One line: ``2 errors and 1 warning.``."""
    counts = Counter(each.severity for each in remarks)
    parts = [
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in ("error", "warning")
        if counts[severity]
    ]
    return f"{listed(parts, 'and')}." if parts else "Nothing to remark."


def fails(remarks: Sequence[Remark], *, strict: bool = False) -> bool:
    """Whether there is an error; if ``strict``, or a warning."""
    return any(strict or each.severity == "error" for each in remarks)
