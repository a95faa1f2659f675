"""How things of one kind are found in a project: what the finders of losses are made of.

A finder gives elements, or elements and the field that is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from refiqda.standard.index import holders_of, walk
from refiqda.standard.model import Case, Project
from refiqda.standard.node import Node

Found = Iterator[tuple[Node, str]]
"""Elements, each with the field that is meant; without a field the element as a whole."""
Finder = Callable[[Project], Found]


def sources_and_notes(project: Project) -> Iterator[Any]:
    """Everything that can have selections, in the order of the file."""
    yield from project.sources
    yield from project.notes


def selections_of(project: Project) -> Iterator[Any]:
    """Every selection of every source and note, those in transcripts and representations too."""
    for source in sources_and_notes(project):
        for holder in holders_of(source):
            yield from holder.selections


def is_of_values_only(case: Case) -> bool:
    """Whether a case is only how a program writes the variables of a source."""
    return bool(
        not (case.name or "").strip()
        and len(case.sources) == 1
        and case.values
        and not (case.selections or case.codes or case.description)
    )


def of_class(*classes: type[Node]) -> Finder:
    """Every element of some classes."""
    return lambda project: ((node, "") for node, _ in walk(project) if isinstance(node, classes))


def field_of(name: str, nodes: Callable[[Project], Iterable[Any]]) -> Finder:
    """A field of some nodes, where it says something."""
    return lambda project: ((node, name) for node in nodes(project) if getattr(node, name))


def all_of(cls: type[Any]) -> Callable[[Project], Iterator[Any]]:
    """What gives every element of a class."""
    return lambda project: (node for node, _ in walk(project) if isinstance(node, cls))


def selections_that_are(cls: type[Any]) -> Finder:
    """Every selection of a class."""
    return lambda project: ((one, "") for one in selections_of(project) if isinstance(one, cls))


__all__ = [
    "Finder",
    "Found",
    "all_of",
    "field_of",
    "is_of_values_only",
    "of_class",
    "selections_of",
    "selections_that_are",
    "sources_and_notes",
]
