"""A claims file looked over: what is wrong in it and what is doubtful, each with its line."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from refiqda.claims.lint_names import unknown_names, unknown_values
from refiqda.claims.lint_places import Places
from refiqda.claims.lint_rules import SEVERAL, doubts
from refiqda.claims.model import Claims
from refiqda.claims.problems import BadClaims
from refiqda.claims.reader import LARGEST, parse_claims, read_claims
from refiqda.claims.report import plain
from refiqda.standard.model import Project
from refiqda.tables.counting.wording import listed, short

Severity = Literal["error", "warning"]
_ROUNDS = 20
"""How often what is wrong is set aside, so that the rest can be looked at."""
_MANY = 3
"""So many warnings of one kind are told one by one; of more, the first ones are named."""
_AT_LINE = re.compile(r"line (\d+) ")


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
        return [_unreadable(file, problem) for problem in error.problems]
    return []


def _unreadable(file: Path, problem: str) -> Remark:
    message = problem.removeprefix(f"{file.name}: ")
    found = _AT_LINE.match(message)
    line = int(found[1]) if found else None
    return Remark("error", "unreadable", file.name, line, "", message)


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

    def told(rule: str, problem: str, number: int | None = None) -> Remark:
        message = problem.removeprefix(f"{name}: ")
        place = places.of_message(message, number)
        return Remark("error", rule, name, place.line, place.id, message)

    for problem, number in problems:
        yield told("wrong" if is_toml else "unreadable", problem, number)
    if readable is None:
        return
    found = list(doubts(readable))
    if project is not None:
        for problem in unknown_names(readable, project):
            yield told("unknown-name", problem)
        found += unknown_values(readable, project)
    for doubt in found:
        message = f"claim {short(doubt.id)} {doubt.message}"
        line = places.line_of(doubt.id, doubt.key)
        yield Remark("warning", doubt.rule, name, line, doubt.id, message)


def _set_aside(
    text: str, name: str, places: Places
) -> tuple[list[tuple[str, int | None]], Claims | None]:
    """All problems with the claim that each is about, and the claims that are left without them."""
    problems: list[tuple[str, int | None]] = []
    gone: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return problems, parse_claims(text, name)
        except BadClaims as error:
            about = list(_owners(error.problems, text, name, places))
            for each, number in about:
                # Once claims were set aside, that they are not there is no problem of the file.
                is_new = number is not None and not any(short(id) in each for id in gone)
                if is_new or not gone:
                    problems.append((each, number))
            numbers = {number for _, number in about if number is not None}
            if not numbers:
                break
            text = places.without(text, numbers)
            gone |= {places.ids[number] for number in numbers}
    return problems, None


def _owners(
    problems: Sequence[str], text: str, name: str, places: Places
) -> Iterator[tuple[str, int | None]]:
    """Each problem with the number of its claim; of claims with one id, each is looked at alone."""
    alone: dict[int, tuple[str, ...]] = {}
    told: Counter[str] = Counter()
    for problem in problems:
        numbers = places.numbers_of(problem.removeprefix(f"{name}: "))
        if 1 < len(numbers) <= _ROUNDS:  # of more, looking at each alone would take too long
            for number in numbers:
                if number not in alone:
                    others = places.without(text, set(range(len(places.ids))) - {number})
                    alone[number] = _problems_of(others, name)
            # Two of them may have the same slip: the first time it is that of the first.
            has_it = [each for each in numbers for held in alone[each] if held == problem]
            numbers = has_it[told[problem] :] or numbers
            told[problem] += 1
            yield problem, numbers[0]
        else:
            yield problem, numbers[0] if numbers else None


def _problems_of(text: str, name: str) -> tuple[str, ...]:
    try:
        parse_claims(text, name)
    except BadClaims as error:
        return error.problems
    return ()


def as_text(remarks: Sequence[Remark]) -> str:
    """A line for each, for people; many warnings of one rule about one key are one line."""
    alike = Counter(map(_kind, remarks))
    named: dict[tuple[str, str], list[str]] = {}
    for each in remarks:
        named.setdefault(_kind(each), []).append(each.claim)
    lines = []
    told = set()
    for each in remarks:
        kind = _kind(each)
        if alike[kind] <= _MANY or not kind[1]:
            lines.append(f"{each.severity} {each.rule} {each.file}{_line(each)}: {each.message}")
        elif kind not in told:
            told.add(kind)
            first = ", ".join(named[kind][:_MANY])
            lines.append(
                f"{each.severity} {each.rule} {each.file}{_line(each)}: {alike[kind]} claims "
                f"{kind[1]} The first are {first}."
            )
    return "".join(f"{plain(line)}\n" for line in lines)


def _kind(remark: Remark) -> tuple[str, str]:
    """What warnings of one rule have in common: its words; none where each says its own."""
    return remark.rule, SEVERAL.get(remark.rule, "") if remark.severity == "warning" else ""


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
