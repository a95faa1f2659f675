"""M103, M202, M302, M401, M802: of two things with one name, the second gets a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from refiqda.checks.repair.change import Change
from refiqda.checks.survey import Survey
from refiqda.standard.model import Code

_FILE_ENDING = re.compile(
    r"\.(?:docx?|rtf|odt|txt|md|pdf|html?|csv|xlsx?|srt|vtt|jpe?g|png|gif|bmp|tiff?"
    r"|mp[34]|m4[av]|wav|wma|aac|ogg|flac|avi|mov|mpe?g|mkv|wmv|webm)",
    re.IGNORECASE,
)


class Names:
    """Names that are taken. Two of them differ by more than case and blanks."""

    def __init__(self, names: Iterable[str]) -> None:
        self.taken = {_folded(name) for name in names}
        self.next: dict[str, int] = {}
        """For names that were asked for, the first number that may be free."""

    def has(self, name: str) -> bool:
        """Whether something has the name, or nearly."""
        return _folded(name) in self.taken

    def take(self, name: str) -> None:
        """Let something have a name."""
        self.taken.add(_folded(name))

    def numbered(self, name: str, spelt: Callable[[str, int], str]) -> str:
        """A name with the first number that makes it free; it is taken then."""
        number = self.next.get(_folded(name), 2)
        while self.has(new := spelt(name, number)):
            number += 1
        self.next[_folded(name)] = number + 1
        self.take(new)
        return new


def at_end(name: str, number: int) -> str:
    """``Trust (2)``."""
    return f"{name} ({number})"


def before_ending(name: str, number: int) -> str:
    """``Interview (2).docx``: a source named as its file still looks like one."""
    stem, dot, ending = name.rpartition(".")
    if stem.strip() and _FILE_ENDING.fullmatch(dot + ending):
        return f"{stem} ({number}){dot}{ending}"
    return at_end(name, number)


def variables(survey: Survey) -> Iterator[Change]:
    """Variables of one name."""
    return _distinct(survey.project.variables)


def cases(survey: Survey) -> Iterator[Change]:
    """Cases of one name."""
    return _distinct(survey.project.cases)


def sources(survey: Survey) -> Iterator[Change]:
    """Sources of one name."""
    return _distinct(survey.project.sources, before_ending)


def sets(survey: Survey) -> Iterator[Change]:
    """Sets of one name."""
    return _distinct(survey.document.sets)


def codes(survey: Survey) -> Iterator[Change]:
    """Codes of one name below one code."""
    yield from _distinct(survey.document.codes)
    for code in survey.of(Code):
        if len(code.codes) > 1:
            yield from _distinct(code.codes)


def _distinct(nodes: Iterable[Any], spelt: Callable[[str, int], str] = at_end) -> Iterator[Change]:
    """The first keeps its name; a new one differs from all others by more than case."""
    named = [node for node in nodes if node.name and not node.name.isspace()]
    if len({node.name for node in named}) == len(named):
        return
    names = Names(node.name for node in named)
    seen: set[str] = set()
    for node in named:
        if node.name in seen:
            name = names.numbered(node.name, spelt)
            make = partial(setattr, node, "name", name)
            yield Change(make, "number added to the name", node.name, name, node, "name")
        seen.add(node.name)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
