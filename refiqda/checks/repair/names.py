"""M103, M202, M302, M401, M802: of two things with one name, the second gets a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count
from typing import Any

from refiqda.checks.repair.change import Change
from refiqda.checks.survey import Survey
from refiqda.standard.model import Code


def variables(survey: Survey) -> Iterator[Change]:
    """Variables of one name."""
    return _distinct(survey.project.variables)


def cases(survey: Survey) -> Iterator[Change]:
    """Cases of one name."""
    return _distinct(survey.project.cases)


def sources(survey: Survey) -> Iterator[Change]:
    """Sources of one name."""
    return _distinct(survey.project.sources)


def sets(survey: Survey) -> Iterator[Change]:
    """Sets of one name."""
    return _distinct(survey.document.sets)


def codes(survey: Survey) -> Iterator[Change]:
    """Codes of one name below one code."""
    yield from _distinct(survey.document.codes)
    for code in survey.of(Code):
        if len(code.codes) > 1:
            yield from _distinct(code.codes)


def _distinct(nodes: Iterable[Any]) -> Iterator[Change]:
    """The first keeps its name; a new one differs from all others by more than case."""
    named = [node for node in nodes if node.name and not node.name.isspace()]
    if len({node.name for node in named}) == len(named):
        return
    taken = {_folded(node.name) for node in named}
    seen: set[str] = set()
    for node in named:
        if node.name in seen:
            tries = (f"{node.name} ({number})" for number in count(2))
            name = next(each for each in tries if _folded(each) not in taken)
            taken.add(_folded(name))
            make = partial(setattr, node, "name", name)
            yield Change(make, "number added to the name", node.name, name, node, "name")
        seen.add(node.name)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
