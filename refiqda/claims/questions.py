"""Claims turned into questions to a project, and what keeps a project from answering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from refiqda.claims.counting import Question
from refiqda.claims.model import Claim, Filter
from refiqda.claims.valued import (
    HeldValues,
    held_by,
    require_cases,
    require_numbers,
    values_of,
    without_others,
)
from refiqda.claims.words import Phrase
from refiqda.standard.model import Project
from refiqda.tables.counting.coded import Coded
from refiqda.tables.counting.conditions import Condition, Values
from refiqda.tables.counting.names import Names, NoneThere, NotFound
from refiqda.tables.counting.rows import gathered
from refiqda.tables.counting.units import everyone_in


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim with what it asks of the project."""

    claim: Claim
    """Settled."""
    question: Question
    phrase: Phrase
    only: tuple[Condition, ...] = ()
    key: str | None = None
    """The code, as a GUID key."""
    other: Asked | None = None
    """What the count is compared with, where the claim is of an order."""
    rivals: tuple[Question, ...] = ()
    """The same of each code among which the code has its place, itself as well."""
    held: HeldValues | None = None
    """The case whose values are printed."""
    numbers: tuple[str, ...] = ()
    """The variables, as GUID keys, whose numbers are printed as a mean, sum or range."""


class Asker:
    """Finds what claims mean in one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.names = Names(project)
        self.values = Values(project)

    def ask(self, claim: Claim) -> Asked:
        """The question of a settled claim.

        Raises:
            NotFound: if a name in it means nothing, or several things.
            NoneThere: if the project has nothing of the kind.
        """
        asked = self._ask(claim)
        if claim.case is not None:
            held = held_by(self.names, self.values, claim.case, claim.values or {})
            return replace(asked, held=held)
        other = claim.more_than or claim.fewer_than
        if other is not None:
            return replace(asked, other=self._ask(claim.asking(other)))
        if claim.printed in ("rank", "rank_at_most"):
            return replace(asked, rivals=tuple(self._rivals(claim, asked)))
        if claim.is_listing and claim.variable is not None:
            keys = self.names.variable(claim.variable)
            require_cases(self.values, claim.variable, keys)
            require_numbers(self.values, claim.variable, keys)
            return replace(asked, numbers=tuple(keys))
        return asked

    def _ask(self, claim: Claim) -> Asked:
        assert claim.unit is not None, "settle the claim first"
        key = None if claim.code is None else self.names.code(claim.code)
        filter, values = claim.filter, None
        if claim.unit == "values":
            filter, values = values_of(self.names, self.values, claim)
        conditions = self.conditions(filter)
        alone = self.alone(claim.alone)
        coders = claim.coders
        question = Question(
            unit=claim.unit,
            codes=self.codes(claim, key),
            conditions=(*conditions, *alone),
            sources=None if claim.source is None else self.sources(claim.source),
            coders=self.names.coders(coders) if isinstance(coders, tuple) else coders or "any",
            merge=claim.merge or "none",
            notes=bool(claim.notes),
            level=claim.level,
            values=values,
        )
        code = None if key is None else self.names.tree.codes[key]
        name = code.name if code is not None else ""
        shown = conditions if values is None else self.conditions(claim.filter)
        phrase = Phrase(claim, name, code is not None and bool(code.codes), shown, alone)
        return Asked(claim, question, phrase, self.conditions(claim.only), key)

    def _rivals(self, claim: Claim, asked: Asked) -> Iterator[Question]:
        tree, key = self.names.tree, asked.key
        if key is None:  # of claims made in Python, which no reader has looked over
            raise NotFound("a place is that of a code, and no code is named.")
        if claim.among == "siblings":
            keys = list(tree.children[tree.parents[key]])
        else:
            depth = len(tree.steps[key])
            keys = [each for each, steps in tree.steps.items() if len(steps) == depth]
        for each in keys:
            yield replace(asked.question, codes=gathered(tree, each, claim.aggregate or "own"))

    def codes(self, claim: Claim, key: str | None) -> frozenset[str] | None:
        """The codes that a claim is about; of the unit codes, those below its code."""
        if key is None:
            return None
        if claim.unit == "codes":
            return frozenset(self.names.tree.below(key))
        return gathered(self.names.tree, key, claim.aggregate or "own")

    def sources(self, names: Iterable[str]) -> frozenset[int]:
        """The numbers of the sources in sets, or of single sources.

        Where there are sources, a name that none of them has is a slip, with sets or without.
        """
        sets, sources = self.names.sets, self.names.sources
        for name in names if sources.names and not sets.names else ():
            sources.require(name)
        return self.names.sources_of(names)

    def conditions(self, filter: Filter | None) -> tuple[Condition, ...]:
        """What a filter means."""
        return tuple(self._conditions(filter or {}))

    def alone(self, filter: Filter | None) -> tuple[Condition, ...]:
        """What a filter means that lets nothing pass which has another value as well."""
        return tuple(
            without_others(self.values, self.names.variable(each.variable), each)
            for each in self.conditions(filter)
        )

    def _conditions(self, filter: Filter) -> Iterator[Condition]:
        for name, wanted in filter.items():
            values = wanted if isinstance(wanted, tuple) else (wanted,)
            condition = self.values.condition(name, self.names.variable(name), values)
            if not condition.is_known:
                raise NoneThere(f"The variable {name!r} has no values in the project.")
            yield condition


def hindrance(coded: Coded, question: Question) -> str:
    """Why the project cannot answer; empty if it can."""
    if question.unit == "codes":
        return "" if coded.tree.codes else "The project has no codes."
    if question.unit in ("cases", "values") and not coded.cases:
        return f"The project has no cases, so {question.unit} cannot be counted."
    if question.unit == "files" and not coded.project.sources:
        return "The project has no sources, so files cannot be counted."
    if question.is_coded:
        return _uncoded(coded, question)
    return ""


def _uncoded(coded: Coded, question: Question) -> str:
    if (not question.notes and not in_sources(coded)) or not len(coded):
        return "The project has no codings."
    if (question.unit == "users" or question.coders != "any") and not len(
        everyone_in(coded, notes=question.notes)
    ):
        return "The project does not say who coded."
    return ""


def in_sources(coded: Coded) -> int:
    """How many codings are in sources; those that follow are in notes."""
    return int((coded.columns.source < coded.first_note).sum())
