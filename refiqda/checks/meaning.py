"""M: what the schema allows, and a reader, an import or a count stumbles over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from refiqda.checks.catalogue import meaning as rules
from refiqda.checks.found import Found, at
from refiqda.checks.places import short
from refiqda.checks.rule import Rule
from refiqda.checks.survey import Survey
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code, CodeBook, Coding, Project, Stamped, Variable, VariableValue
from refiqda.standard.plan import PROJECT, plan_of

_CHOICES = {
    row.key: row.xml.removesuffix("Value")
    for row in plan_of(VariableValue, PROJECT).elements
    if row.choice
}
"""The fields that hold a value, and the type of variable that each is for."""


def names(survey: Survey) -> Iterator[Found]:
    """Names that are missing or stand twice."""
    project = survey.project
    yield from _repeated(project.variables, rules.VARIABLE_NAME)
    yield from _repeated(project.cases, rules.CASE_NAME, rules.NAMELESS_CASE)
    yield from _repeated(project.sources, rules.SOURCE_NAME, rules.NAMELESS_SOURCE)
    yield from _repeated(survey.document.sets, rules.SET_NAME)
    for user in project.users:
        if _blank(user.name):
            yield at(rules.NAMELESS_USER, user)


def _repeated(nodes: Iterable[Any], twice: Rule, nameless: Rule | None = None) -> Iterator[Found]:
    seen: set[str] = set()
    for node in nodes:
        if _blank(node.name):
            if nameless is not None:
                yield at(nameless, node)
        elif node.name in seen:
            yield at(twice, node)
        else:
            seen.add(node.name)


def _blank(name: str | None) -> bool:
    return not name or name.isspace()


def document(survey: Survey) -> Iterator[Found]:
    """What the file says of itself, and lists with nothing in them."""
    whole = survey.document
    if isinstance(whole, Project) and whole.name is not None and _blank(whole.name):
        yield at(rules.NAMELESS_PROJECT, whole)
    if _blank(whole.origin):
        yield at(rules.NO_ORIGIN, whole)
    for case in survey.project.cases:
        if not case.sources and not case.selections:
            yield at(rules.EMPTY_CASE, case)
    for group in whole.sets:
        if not (group.codes or group.sources or group.notes):
            yield at(rules.EMPTY_SET, group)


def code_names(survey: Survey) -> Iterator[Found]:
    """Names of codes, among those below one code."""
    yield from _siblings(survey.document.codes, "at the top")
    for code in survey.of(Code):
        if code.codes:
            yield from _siblings(code.codes, f"below {short(code.name or '')!r}")


def _siblings(codes: list[Code], place: str) -> Iterator[Found]:
    exact: set[str] = set()
    alike: dict[str, str] = {}
    for code in codes:
        name = code.name
        if name is None:
            continue
        folded = " ".join(name.split()).casefold()
        if not folded:
            yield at(rules.NAMELESS_CODE, code)
        elif name in exact:
            yield at(rules.CODE_NAME, code, place=place)
        elif folded in alike:
            yield at(rules.ALIKE_CODES, code, place=place, other=alike[folded])
        exact.add(name)
        alike.setdefault(folded, name)


# -------------------------------------------------------------------------------------- codings


def codings(survey: Survey) -> Iterator[Found]:
    """Codings that no program can show, or that are counted twice."""
    codes = {guid_key(code.guid): code for code in survey.of(Code) if code.guid}
    folders = {key: code for key, code in codes.items() if code.is_codable is False}
    if folders:
        used = {coding.code for coding in survey.of(Coding) if coding.code}
        wrong = {guid: folders[key] for guid in used if (key := guid_key(guid)) in folders}
        for coding in survey.of(Coding) if wrong else ():
            if coding.code in wrong:
                name = short(wrong[coding.code].name or "")
                yield at(rules.NOT_CODABLE, coding, "code", code=name)
    yield from _twice(survey, codes)
    yield from _coders(survey)


def _twice(survey: Survey, codes: dict[str, Code]) -> Iterator[Found]:
    for nodes in survey.groups.values():
        if not hasattr(nodes[0], "codings"):
            continue
        for node in nodes:
            if len(node.codings) < 2:
                continue
            seen: set[tuple[str, str]] = set()
            for coding in node.codings:
                key = guid_key(coding.code or ""), guid_key(coding.creating_user or "")
                if key in seen and key[0] in codes:
                    name = short(codes[key[0]].name or "")
                    yield at(rules.CODED_TWICE, coding, code=name)
                seen.add(key)


def _coders(survey: Survey) -> Iterator[Found]:
    users = len(survey.project.users)
    if users < 2:
        return
    total = sum(1 for _ in survey.of(Coding))
    count = sum(1 for coding in survey.of(Coding) if not coding.creating_user)
    if count:
        yield at(rules.NO_CODER, survey.document, count=count, total=total, users=users)


# --------------------------------------------------------------------------------------- values


def values(survey: Survey) -> Iterator[Found]:
    """Values, held against their variables."""
    variables = {guid_key(row.guid): row for row in survey.project.variables if row.guid}
    for nodes in survey.groups.values():
        if not hasattr(nodes[0], "values"):
            continue
        for node in nodes:
            if node.values:
                yield from _values(node, variables)


def _values(node: Any, variables: dict[str, Variable]) -> Iterator[Found]:
    counts: Counter[str] = Counter()
    for value in node.values:
        key = guid_key(value.variable or "")
        variable = variables.get(key)
        if variable is None:
            continue
        for field, type_name in _CHOICES.items():
            if getattr(value, field) is None:
                continue
            counts[key] += 1
            if type_name != variable.type:
                names = {"found": type_name, "wanted": variable.type, "variable": variable.name}
                yield at(rules.VALUE_TYPE, value, field, **names)
    for key, count in counts.items():
        if count > 1:
            yield at(rules.SEVERAL_VALUES, node, count=count, variable=variables[key].name)


# ---------------------------------------------------------------------------------------- times


def times(survey: Survey) -> Iterator[Found]:
    """What was changed before it was made."""
    dated: list[Any] = [node for node in survey.of(Stamped) if node.modified and node.created]
    whole = survey.document
    if not isinstance(whole, CodeBook) and whole.modified and whole.created:
        dated.append(whole)
    for node in dated:
        made, changed = node.created, node.modified
        # As text: the same zone is compared, and 2020-05-01T10:00:00 is 19 characters.
        if changed[:19] < made[:19] and _zone(changed) == _zone(made):
            yield at(rules.TIMES, node, created=made, modified=changed)


def _zone(stamp: str) -> str:
    return stamp[19:].lstrip(".0123456789")
