"""Names in a claims file that mean nothing in a project."""

from __future__ import annotations

import os
from collections.abc import Iterator

from refiqda.claims.asking import Asking, Filter
from refiqda.claims.lint_rules import Doubt
from refiqda.claims.model import Claim, Claims
from refiqda.claims.problems import UnknownInClaims
from refiqda.claims.verdicts import verify
from refiqda.standard.model import Project
from refiqda.tables.counting.conditions import Value, Values, as_text
from refiqda.tables.counting.names import Names, NoneThere, NotFound
from refiqda.tables.counting.wording import nearest, short, some
from refiqda.tables.reading import project_of


def unknown_names(claims: Claims, project: Project | str | os.PathLike[str]) -> tuple[str, ...]:
    """What names of codes, variables, users, sources and cases mean nothing, a line for each."""
    try:
        verify(claims, project)
    except UnknownInClaims as error:
        return error.problems
    return ()


def unknown_values(claims: Claims, project: Project | str | os.PathLike[str]) -> Iterator[Doubt]:
    """Values of variables that nothing has: a slip, or a zero that is meant."""
    with project_of(project) as neutral:
        look = _Look(neutral)
        for claim in claims.claims:
            for id, asked in _questions(claim):
                yield from look.values_in(id, asked)


def _questions(claim: Claim) -> Iterator[tuple[str, Asking]]:
    """Everything in a claim that may have a filter, with the id of what it belongs to."""
    for each in (*claim.split(), claim) if claim.part else (claim,):
        own = next((part for part in claim.part if each.id == f"{claim.id}.{part.id}"), each)
        yield each.id, own
        for other in (own.more_than, own.fewer_than):
            if other is not None:
                yield each.id, other
    for reading in claim.reading:
        if reading.count is not None:
            yield claim.id, reading.count
        for id, asked in reading.parts.items():
            yield f"{claim.id}.{id}", asked


class _Look:
    def __init__(self, project: Project) -> None:
        self.names, self.values = Names(project), Values(project)

    def values_in(self, id: str, asked: Asking) -> Iterator[Doubt]:
        for key in ("filter", "alone", "only", "values"):
            filter: Filter = getattr(asked, key, None) or {}
            for variable, wanted in filter.items():
                for value in wanted if isinstance(wanted, tuple) else (wanted,):
                    told = self._missing(variable, value)
                    if told:
                        yield Doubt("unknown-value", id, key, told)

    def _missing(self, variable: str, value: Value) -> str:
        try:
            keys = self.names.variable(variable)
        except (NoneThere, NotFound):
            return ""  # told as an unknown name
        found = self.values.condition(variable, keys, (value,))
        if found.is_found or not found.is_known:
            return ""
        near = nearest(as_text(value), found.values)
        hint = (
            f"perhaps {near!r}"
            if near
            else f"the values are {some(list(map(short, found.values)))}"
        )
        return f"asks for the value {short(value)} of {variable!r}, which nothing has; {hint}."
