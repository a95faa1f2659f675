"""Names for a draft: what claims call the things of a project, and ids that people can read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from refiqda.errors import UnknownName
from refiqda.standard.index import PATH_SEPARATOR, guid_key
from refiqda.standard.model import Project
from refiqda.tables.counting.conditions import Condition, Value, Values, number_in, text_of
from refiqda.tables.counting.names import Names, NoneThere, NotFound
from refiqda.tables.counting.wording import folded

_LONGEST = 40
"""Characters of an id, its number aside."""
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")


class Ids:
    """Ids of a claims file: short, of small letters where the name has any, each its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, name: str, *more: str, instead: str = "claim") -> str:
        """An id made of names, the first one ``instead`` if it has nothing of ASCII.

        A number follows where another claim has the id.
        """
        parts = (_plain(name) or instead, *map(_plain, more))
        stem = "-".join(filter(None, parts))[:_LONGEST].strip("-")
        made, number = stem, 1
        while made in self._taken:
            number += 1
            made = f"{stem}-{number}"
        self._taken.add(made)
        return made


def _plain(name: str) -> str:
    """A name in ASCII: accents left off, everything else that is no letter or digit a hyphen."""
    letters = (
        unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode("ascii")
    )
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


class Listed(NamedTuple):
    """A variable: its name as claims write it, who has values of it, and which there are."""

    name: str
    condition: Condition
    values: tuple[Value, ...]
    is_number: bool
    numbers: tuple[Decimal, ...]
    """Of a number variable: what each case has; empty where one has several, or no number."""


class NamesOf:
    """What a claim has to write so that it means one thing of a project and nothing else."""

    def __init__(self, project: Project, names: Names) -> None:
        self.names, self._held = names, Values(project)
        self._types = {guid_key(each.guid or ""): each.type for each in project.variables}

    def code(self, key: str) -> str | None:
        """The path of a code, or its GUID where others have that path; None if neither will do."""
        steps = self.names.tree.steps[key]
        path = PATH_SEPARATOR.join(steps)
        candidates = (path, f"{PATH_SEPARATOR.strip()} {path}", self.names.tree.codes[key].guid)
        return _first(candidates, self.names.code, key)

    def sets(self) -> Iterator[tuple[str, str]]:
        """The name of each set that holds sources, and what a claim calls it."""
        for key, members in self.names.members.items():
            numbers = self.names.source_numbers
            there = frozenset(numbers[each] for each in members if each in numbers)
            name = self.names.sets.names[key]
            called = _first((name, key), lambda each: self.names.sources_of([each]), there)
            if there and called is not None:
                yield name, called

    def variables(self) -> Iterator[Listed]:
        """Every variable that has values; those of one name are one, as in claims."""
        register = self.names.variables
        seen: set[frozenset[str]] = set()
        for key, name in register.names.items():
            keys = frozenset(register.by_name.get(folded(name), [key]) if name else [key])
            called = _first((name, key), lambda each: frozenset(register.find(each)), keys)
            if keys not in seen and called is not None:
                seen.add(keys)
                listed = self._listed(called, sorted(keys))
                if listed.condition.is_known:
                    yield listed

    def variable(self, asked: str) -> Listed:
        """The variable that is asked for by name.

        Raises:
            UnknownName: if there is none, or nothing has a value of it.
        """
        try:
            keys = self.names.variable(asked)
        except (NoneThere, NotFound) as error:
            text = str(error)
            raise UnknownName(text[:1].upper() + text[1:]) from None
        listed = self._listed(asked, keys)
        if not listed.condition.is_known:
            raise UnknownName(f"The variable {asked!r} has no values in the project.")
        return listed

    def _listed(self, name: str, keys: Iterable[str]) -> Listed:
        keys = list(keys)
        condition = self._held.condition(name, keys, ())
        types = {self._types.get(key) for key in keys}
        is_number = types <= {"Integer", "Float"}
        texts = sorted(condition.values, key=_size) if is_number else condition.values
        values = (_value(each, is_number, types == {"Boolean"}) for each in texts)
        numbers = self._numbers(keys) if is_number else ()
        return Listed(name, condition, tuple(values), is_number, numbers)

    def _numbers(self, keys: Iterable[str]) -> tuple[Decimal, ...]:
        held = [pair for key in keys for pair in self._held.of_cases.get(key, ())]
        numbers = [number_in(text_of(value) or "") for _, value in held]
        there = tuple(number for number in numbers if number is not None)
        is_clear = len(there) == len(held) == len({case for case, _ in held})
        return there if is_clear else ()


def _size(text: str) -> tuple[bool, Decimal, str]:
    """By which numbers are put in order; what is none comes last."""
    number = number_in(text)
    return number is None, number or Decimal(0), text


def _value(text: str, is_number: bool, is_truth: bool) -> Value:
    if is_number and _WHOLE.fullmatch(text):
        return int(text)
    if is_truth and text in ("true", "false"):
        return text == "true"
    return text


def _first(
    candidates: Iterable[str | None], meaning: Callable[[str], Hashable], wanted: Hashable
) -> str | None:
    """The first that is no empty text and means what is wanted."""
    for each in candidates:
        try:
            if each and each.strip() and meaning(each) == wanted:
                return each
        except (NoneThere, NotFound):
            continue
    return None
