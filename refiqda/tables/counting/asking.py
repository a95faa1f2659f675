"""What is asked for by name, found in a project: codes, coders, sources, cases and their values.

A name that means nothing is told with the nearest name that there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, Literal

from refiqda.errors import RefiQdaError, UnknownName
from refiqda.standard.index import PATH_SEPARATOR, guid_key
from refiqda.tables.counting.coded import Coded
from refiqda.tables.counting.conditions import Condition, Value, Values, as_text, number_in
from refiqda.tables.counting.names import Names, NoneThere, NotFound
from refiqda.tables.counting.scope import Scope
from refiqda.tables.counting.wording import folded, listed, some

Coders = Literal["any", "all"] | Sequence[str]
Wanted = Mapping[str, Any] | Sequence[str] | str
"""Which sources or cases: names, or values of variables as ``{"Sex": "F"}`` or ``["Sex=F"]``."""

NO_CASES = (
    "The project has no cases{why}. Cases are people or places that sources or passages belong to. "
    "NVivo makes them from files (Create As Cases, or while files are imported) or from a "
    "classification sheet, QualCoder under Manage cases; both export them. MAXQDA and Quirkos "
    "export the variables of documents, which refiqda gives to the sources; ATLAS.ti exports "
    "document groups, which are sets; Taguette has no cases. Without them, count files."
)
"""NVivo's help, “Create cases automatically” (NVivo 12, 20 and 15); QualCoder's documentation, 3.3
Cases (“Manage cases”); MAXQDA's manual (2022), “Document and Code Variables in MAXQDA”. What the
programs export is in the reference page of the programs, with its evidence."""


class NothingToCount(RefiQdaError, LookupError):
    """The project has nothing of the kind that a table is asked for, such as cases."""


class CannotCompare(RefiQdaError, ValueError):
    """There is nothing to compare, or what is asked for does not fit what is compared."""


class CannotCount(RefiQdaError, ValueError):
    """A count is asked for that says nothing, such as what is near without a distance."""


def require_cases(coded: Coded, why: str = "") -> None:
    """Refuse to go on without cases, saying how each program makes them."""
    if not coded.cases:
        raise NothingToCount(NO_CASES.format(why=why))


@dataclass(frozen=True)
class Asking:
    """Finds in one project what is asked for."""

    coded: Coded

    @cached_property
    def names(self) -> Names:
        """Every name of the project."""
        return Names(self.coded.project)

    @cached_property
    def values(self) -> Values:
        """Every value of a variable."""
        return Values(self.coded.project)

    def scope(
        self,
        *,
        coders: Coders = "any",
        sources: Wanted = (),
        cases: Wanted = (),
        notes: bool = False,
    ) -> Scope:
        """Which codings are looked at.

        Raises:
            UnknownName: if a name means nothing, or several things.
            NothingToCount: if cases are asked for and there are none.
        """
        named, conditions = self._parted(sources, self._is_source)
        chosen = self._sources(named, notes=notes)
        own = [self._condition(name, values, "sources") for name, values in conditions.items()]
        named, conditions = self._parted(cases, self._is_case)
        if named or conditions:
            require_cases(self.coded)
        own += [self._cases(named)] if named else []
        own += [self._condition(name, values, "cases") for name, values in conditions.items()]
        return Scope(tuple(own), chosen, self.coders(coders), notes)

    def coders(self, wanted: Coders) -> frozenset[int] | Literal["any", "all"]:
        """Whose codings count, as numbers of coders."""
        if wanted == "any" or wanted == "all":
            return wanted
        several = (wanted,) if isinstance(wanted, str) else wanted
        if not several:
            return "any"
        found: set[int] = set()
        for name in several:
            number = self.coded.coder_numbers.get(guid_key(name))
            found.update((number,) if number is not None else self._coders(name))
        return frozenset(found)

    def _coders(self, name: str) -> Iterator[int]:
        """Every user of a name; one without a GUID cannot have coded anything."""
        with _told():
            keys = self.names.coders([name])
        return (self.coded.coder_numbers[key] for key in keys if key in self.coded.coder_numbers)

    def codes(self, wanted: Sequence[str] | str | None = None) -> list[int]:
        """The numbers of codes, in the order of the codebook; of all if none are named.

        A name, a path or a GUID means one code; with ``>`` at its end, that code and all below it;
        with ``*``, ``?`` or ``[]``, every code whose name or path is like it; the name of a set,
        the codes in it.
        """
        if not self.coded.codes:
            raise NothingToCount("The project has no codes, so there is nothing to count.")
        if not wanted:
            return list(range(len(self.coded.codes)))
        several = (wanted,) if isinstance(wanted, str) else wanted
        found = {key for each in several for key in self._codes(each)}
        return [number for key, number in self.coded.code_numbers.items() if key in found]

    def _codes(self, wanted: str) -> Iterable[str]:
        mark = PATH_SEPARATOR.strip()
        names = self.names
        try:
            return [names.code(wanted)]
        except NoneThere as none:
            raise UnknownName(str(none)) from None
        except NotFound as error:
            if len(names.codes.find(wanted)) > 1:
                raise UnknownName(_sentence(error)) from None
            if wanted.strip().endswith(mark):
                with _told():
                    key = names.code(wanted.strip().removesuffix(mark).strip())
                return [key, *names.tree.below(key)]
            if any(sign in wanted for sign in "*?["):
                return self._like(wanted)
            for one in names.sets.find(wanted):
                if names.code_members[one]:
                    return names.code_members[one]
            raise UnknownName(_sentence(error)) from None

    def _like(self, pattern: str) -> list[str]:
        found = [
            key
            for key, steps in self.names.tree.steps.items()
            if fnmatchcase(folded(steps[-1]), folded(pattern))
            or fnmatchcase(folded(PATH_SEPARATOR.join(steps)), folded(pattern))
        ]
        if not found:
            raise UnknownName(f"No code has a name or a path like {pattern!r}.")
        return found

    # --------------------------------------------------------------------- sources and cases

    def _is_source(self, name: str) -> bool:
        return bool(self.names.sets.find(name) or self.names.sources.find(name))

    def _is_case(self, name: str) -> bool:
        return bool(self.names.cases.find(name))

    def _parted(self, wanted: Wanted, is_name: Any) -> tuple[list[str], dict[str, list[Value]]]:
        """Names, and the values asked for of each variable; what is both is a name."""
        if isinstance(wanted, Mapping):
            return [], {
                str(name): list(value) if isinstance(value, list | tuple | set) else [value]
                for name, value in wanted.items()
            }
        names: list[str] = []
        conditions: dict[str, list[Value]] = {}
        for each in (wanted,) if isinstance(wanted, str) else wanted:
            variable, equals, value = each.partition("=")
            if not equals or is_name(each):
                names.append(each)
            else:
                conditions.setdefault(variable.strip(), []).extend(alternatives(value))
        return names, conditions

    def _sources(self, named: list[str], *, notes: bool) -> frozenset[int] | None:
        if not named:
            return None
        with _told():
            found = self.names.sources_of(named)
        if not notes and all(number >= self.coded.first_note for number in found):
            raise UnknownName(f"{_shown(named)} are notes alone. Add --notes to count notes too.")
        return found

    def _cases(self, named: list[str]) -> Condition:
        with _told():
            keys = [key for name in named for key in self.names.cases.require(name)]
        numbers = frozenset(self.names.case_numbers[key] for key in keys)
        none: frozenset[int] = frozenset()
        return Condition("case", tuple(named), numbers, none, numbers, none, ())

    def _condition(self, name: str, values: Sequence[Value], of: str) -> Condition:
        """The cases, or the sources, that have one of the values of a variable.

        Each value has to be there, or a slip in one of several would go unseen; but not each
        number, of which one may well list a range.
        """
        found = self._of(of, self.condition(name, values))
        if not found.is_known:
            other = "sources" if of == "cases" else "cases"
            raise UnknownName(
                f"No {of.removesuffix('s')} has a value of the variable {name!r}; perhaps "
                f"{other} have: try --{other}."
            )
        texts = [value for value in values if number_in(as_text(value)) is None]
        lost = [
            value for value in texts if not self._of(of, self.condition(name, (value,))).is_found
        ]
        if lost or not found.is_found:
            wanted = listed(repr(as_text(each)) for each in lost or values)
            there = some([repr(value) for value in found.values], 8)
            raise UnknownName(
                f"No {of.removesuffix('s')} has the value {wanted} of {name!r}; there are {there}."
            )
        return found

    @staticmethod
    def _of(of: str, found: Condition) -> Condition:
        """The cases of a condition alone, or the sources."""
        none: frozenset[int] = frozenset()
        if of == "cases":
            return found._replace(sources=none, known_sources=none)
        return found._replace(cases=none, known_cases=none)

    def condition(self, name: str, values: Sequence[Value]) -> Condition:
        """Who has one of the values of a variable, cases and sources."""
        with _told():
            keys = self.names.variable(name)
        return self.values.condition(name, keys, tuple(values))


def alternatives(text: str) -> Iterator[str]:
    """The values of ``F|M``; a backslash before the stroke makes it part of a value."""
    for each in re.split(r"(?<!\\)\|", text):
        yield each.replace(r"\|", "|").strip()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the names of a project say into an error that a person reads."""
    try:
        yield
    except (NoneThere, NotFound) as error:
        raise UnknownName(_sentence(error)) from None


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]


def _shown(names: Sequence[str]) -> str:
    return some([repr(name) for name in names])
