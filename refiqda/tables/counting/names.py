"""What names mean in a project, and the nearest name to one that it has not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from refiqda.standard.index import PATH_SEPARATOR, CodeTree, guid_key
from refiqda.standard.model import Project
from refiqda.tables.counting.wording import folded, listed, missing

_SHOWN = 8
"""How many names a message lists at most."""


class NotFound(LookupError):
    """A name means nothing, or several things; the message begins in lower case."""


class NoneThere(LookupError):
    """The project has nothing of the kind at all."""


@dataclass(slots=True)
class Register:
    """Things of one kind, by name and by GUID."""

    what: str
    """``set``, ``variable`` ..."""
    by_name: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """The name of each key, as the project writes it."""

    def add(self, name: str | None, key: str) -> None:
        """Enter one thing."""
        self.names.setdefault(key, name or "")
        if name:
            self.by_name.setdefault(folded(name), []).append(key)

    def find(self, name: str) -> list[str]:
        """The keys of all that have this name, or this GUID."""
        return self.by_name.get(folded(name)) or [
            key for key in (guid_key(name),) if key and key in self.names
        ]

    def require(self, name: str) -> list[str]:
        """The same; with the nearest name if there is none."""
        found = self.find(name)
        if not found:
            raise NotFound(missing(self.what, name, self.names.values()))
        return found


class Names:
    """The names of a project."""

    def __init__(self, project: Project) -> None:
        self.tree = CodeTree(project.codes)
        self.codes = Register("code")
        self.paths = Register("code")
        for key, steps in self.tree.steps.items():
            self.codes.add(steps[-1], key)
            self.paths.add(PATH_SEPARATOR.join(steps), key)
        self.variables = Register("variable")
        for variable in project.variables:
            self.variables.add(variable.name, guid_key(variable.guid or ""))
        self.users = Register("user")
        for user in project.users:
            self.users.add(user.name or user.id, guid_key(user.guid or ""))
        self.sources = Register("source")
        self.source_numbers: dict[str, int] = {}
        for number, source in enumerate((*project.sources, *project.notes)):
            key = _own_key(source.guid, number, self.source_numbers)
            self.source_numbers[key] = number
            self.sources.add(source.name, key)
        self.cases = Register("case")
        self.case_numbers: dict[str, int] = {}
        for number, case in enumerate(project.cases):
            key = _own_key(case.guid, number, self.case_numbers)
            self.case_numbers[key] = number
            self.cases.add(case.name, key)
        self.sets = Register("set")
        self.members: dict[str, list[str]] = {}
        self.code_members: dict[str, list[str]] = {}
        for number, each in enumerate(project.sets):
            key = _own_key(each.guid, number, self.members)
            self.sets.add(each.name, key)
            self.members[key] = [guid_key(guid) for guid in (*each.sources, *each.notes)]
            self.code_members[key] = [guid_key(guid) for guid in each.codes]

    def code(self, name: str) -> str:
        """The key of a code: by its name if only one has it, by its full path, or by its GUID.

        A path may begin with ``>``, which tells a code at the top from others of its name.
        """
        if not self.tree.codes:
            raise NoneThere("The project has no codes.")
        mark = PATH_SEPARATOR.strip()
        is_full = name.strip().startswith(mark)
        wanted = name.strip().removeprefix(mark) if is_full else name
        found = [] if is_full else self.codes.find(wanted)
        found = found or self.paths.find(wanted)
        if not found:
            raise NotFound(self._no_code(wanted))
        if len(found) > 1:
            raise NotFound(self._several(name, found))
        return found[0]

    def _no_code(self, name: str) -> str:
        is_path = PATH_SEPARATOR.strip() in name
        others = self.tree.steps.values()
        return missing(
            "code", name, map(PATH_SEPARATOR.join, others) if is_path else (s[-1] for s in others)
        )

    def _several(self, name: str, found: list[str]) -> str:
        paths = [self._full(key) for key in found]
        shown = listed(map(repr, paths[:_SHOWN])) + (" ..." if len(paths) > _SHOWN else "")
        if len(set(paths)) == len(paths):
            return f"{len(found)} codes are called {name!r}. Give the full path: {shown}."
        guids = listed(self.tree.codes[key].guid for key in found[:_SHOWN])
        return f"{len(found)} codes are called {name!r}, some at one path. Give the GUID: {guids}."

    def _full(self, key: str) -> str:
        steps = self.tree.steps[key]
        return PATH_SEPARATOR.join(steps) if len(steps) > 1 else f"> {steps[0]}"

    def variable(self, name: str) -> list[str]:
        """The keys of the variables of a name; cases and sources may each have one."""
        if not self.variables.names:
            raise NoneThere("The project has no variables.")
        return self.variables.require(name)

    def coders(self, names: Iterable[str]) -> frozenset[str]:
        """The keys of users. Two users of one name are taken together."""
        if not self.users.names:
            raise NoneThere("The project lists no users.")
        return frozenset(key for name in names for key in self.users.require(name))

    def sources_of(self, names: Iterable[str]) -> frozenset[int]:
        """The numbers of the sources in sets, or of single sources."""
        return frozenset(number for name in names for number in self._sources(name))

    def _sources(self, name: str) -> Iterator[int]:
        sets, sources = self.sets.find(name), self.sources.find(name)
        if len(sets) + len(sources) > 1:
            guids = listed((*sets, *sources))
            raise NotFound(
                f"{_counted(sets, 'set')} and {_counted(sources, 'source')} are called {name!r}. "
                f"Give the GUID: {guids}."
            )
        if not sets and not sources:
            if not self.sets.names:
                raise NoneThere(f"The project has no sets, and no source is called {name!r}.")
            known = (*self.sets.names.values(), *self.sources.names.values())
            raise NotFound(missing("set or source", name, known))
        members = [key for each in sets for key in self.members[each]]
        if sets and not members:
            raise NoneThere(f"The set {name!r} of the project holds no sources.")
        for key in members or sources:
            if key in self.source_numbers:
                yield self.source_numbers[key]


def _own_key(guid: str | None, number: int, taken: Container[str]) -> str:
    """The GUID as it is compared; what has none, or that of another, is told apart by its number.

    Such a key may stand in a message, and means the same thing when it is given back.
    """
    key = guid_key(guid or "")
    return key if key and key not in taken else f"{key}#{number + 1}"


def _counted(found: list[str], what: str) -> str:
    return f"{len(found)} {what}{'' if len(found) == 1 else 's'}"
