"""What claims say of the values of variables, found in a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from refiqda.claims.asking import Filter
from refiqda.claims.counting import ValuesOf
from refiqda.claims.model import Claim
from refiqda.standard.model import VariableValue
from refiqda.tables.counting.conditions import (
    Condition,
    Value,
    Values,
    is_same,
    number_in,
    text_of,
)
from refiqda.tables.counting.names import Names, NoneThere, NotFound
from refiqda.tables.counting.wording import listed


@dataclass(frozen=True, slots=True)
class HeldOf:
    """The values that one case has of one variable, and those that it is said to have."""

    variable: str
    wanted: tuple[Value, ...]
    held: tuple[VariableValue, ...]

    @property
    def texts(self) -> list[str]:
        """The values, each once."""
        return list(dict.fromkeys(text_of(each) or "" for each in self.held))

    @property
    def agrees(self) -> bool:
        """Whether it has all of them and no other."""
        every = all(any(is_same(value, each) for each in self.held) for value in self.wanted)
        return every and all(any(is_same(v, each) for v in self.wanted) for each in self.held)


@dataclass(frozen=True, slots=True)
class HeldValues:
    """A case with what it has of some variables."""

    name: str
    number: int
    of: tuple[HeldOf, ...]


def held_by(names: Names, values: Values, case: str, filter: Filter) -> HeldValues:
    """What a case has of the variables of a filter.

    Raises:
        NotFound: if there is no such case or variable, or several such cases.
        NoneThere: if the project has no cases or no variables.
    """
    if not names.cases.names:
        raise NoneThere("The project has no cases.")
    found = names.cases.require(case)
    if len(found) > 1:
        several = f"{len(found)} cases are called {case!r}. Give the GUID: {listed(found)}."
        raise NotFound(several)
    number = names.case_numbers[found[0]]
    each = []
    for name, wanted in filter.items():
        held = tuple(
            value
            for key in names.variable(name)
            for at, value in values.of_cases.get(key, ())
            if at == number
        )
        each.append(HeldOf(name, wanted if isinstance(wanted, tuple) else (wanted,), held))
    return HeldValues(names.cases.names[found[0]] or case, number, tuple(each))


def require_cases(values: Values, name: str, keys: Iterable[str]) -> None:
    """That some case has a value of a variable.

    Raises:
        NoneThere: if none has.
    """
    if not any(values.of_cases.get(key) for key in keys):
        raise NoneThere(f"No case of the project has a value of the variable {name!r}.")


def require_numbers(values: Values, name: str, keys: Iterable[str]) -> None:
    """That some value of a variable of cases is a number.

    Raises:
        NotFound: if none is, since a mean of texts is a slip of the claims file.
    """
    held = [value for key in keys for _, value in values.of_cases.get(key, ())]
    if not any(number_in(text_of(each) or "") is not None for each in held):
        kinds = dict.fromkeys(_kind(each) for each in held)
        raise NotFound(f"the variable {name!r} holds {listed(kinds, 'and')}, not numbers.")


def _kind(value: VariableValue) -> str:
    if value.boolean is not None:
        return "truth values"
    is_text = value.text is not None or value.float is not None
    return "texts" if is_text else "dates"


def values_of(names: Names, values: Values, claim: Claim) -> tuple[Filter, ValuesOf]:
    """The values that a claim counts, and the rest of its filter, which picks the cases."""
    name = claim.variable or ""
    keys = names.variable(name)
    require_cases(values, name, keys)
    rest, picked = {}, None
    for other, wanted in (claim.filter or {}).items():
        if set(names.variable(other)) == set(keys):
            picked = wanted if isinstance(wanted, tuple) else (wanted,)
        else:
            rest[other] = wanted
    every = dict(_distinct(values, keys))
    counted = {
        place
        for place, value in every.items()
        if picked is None or any(is_same(each, value) for each in picked)
    }
    return rest, ValuesOf(frozenset(counted), frozenset(every))


def _distinct(
    values: Values, keys: Sequence[str]
) -> Iterator[tuple[tuple[int, int], VariableValue]]:
    """Each case with the number of each value that it has; equal values have one number."""
    known: list[VariableValue] = []
    texts: dict[str, int] = {}
    for key in keys:
        for case, value in values.of_cases.get(key, ()):
            text = text_of(value) or ""
            if text not in texts:
                same = (n for n, each in enumerate(known) if is_same(text, each))
                texts[text] = next(same, len(known))
                if texts[text] == len(known):
                    known.append(value)
            yield (case, texts[text]), value


def without_others(values: Values, keys: Sequence[str], condition: Condition) -> Condition:
    """A condition that nothing meets which also has another value of the variable."""

    def others(of: dict[str, list[tuple[int, VariableValue]]]) -> frozenset[int]:
        return frozenset(
            number
            for key in keys
            for number, value in of.get(key, ())
            if not any(is_same(each, value) for each in condition.wanted)
        )

    return condition._replace(
        cases=condition.cases - others(values.of_cases),
        sources=condition.sources - others(values.of_sources),
    )
