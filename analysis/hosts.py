"""Host countries counted in every unit that a sentence may mean, and every way to part them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from refiqda import tables

if TYPE_CHECKING:
    from analysis.model import Project


class Person(NamedTuple):
    """What the project says of a participant, in the order of the case."""

    name: str
    specialty: str
    countries: tuple[str, ...]
    sites: tuple[str, ...]


Unit = Callable[[list[Person], frozenset[str]], int]
"""Counts some countries in one unit."""


def _any(people: list[Person], countries: frozenset[str]) -> int:
    return sum(not countries.isdisjoint(each.countries) for each in people)


def _alone(people: list[Person], countries: frozenset[str]) -> int:
    return sum(bool(each.countries) and countries.issuperset(each.countries) for each in people)


def _visits(people: list[Person], countries: frozenset[str]) -> int:
    return sum(country in countries for each in people for country in each.countries)


def _sites(people: list[Person], countries: frozenset[str]) -> int:
    return sum(
        max(1, sum(site.startswith(f"{country} (") for site in each.sites))
        for each in people
        for country in each.countries
        if country in countries
    )


def _placed(people: list[Person], countries: frozenset[str], *, at: int) -> int:
    return sum(each.countries[at] in countries for each in people if each.countries)


UNITS: dict[str, Unit] = {
    "any": _any,
    "alone": _alone,
    "visits": _visits,
    "sites": _sites,
    "first": partial(_placed, at=0),
    "last": partial(_placed, at=-1),
}
"""Participants with any such host, with such hosts alone; visits to countries; places, a country
without a printed site being one; participants by the country named first, and last."""


class Division(NamedTuple):
    """A way to part the host countries in two, counted in one unit."""

    unit: str
    first: tuple[str, ...]
    second: tuple[str, ...]


def people_of(project: Project) -> list[Person]:
    """The participants, in the order of the project."""
    frame = tables.variables(project)
    frame = frame[(frame["owner_kind"] == "case") & frame["value"].notna()]
    columns = (frame[name].astype(str) for name in ("owner", "variable", "value"))
    values: dict[tuple[str, str], list[str]] = {}
    for owner, variable, value in zip(*columns, strict=True):
        values.setdefault((owner, variable), []).append(value)

    def of(name: str, variable: str) -> tuple[str, ...]:
        return tuple(values.get((name, variable), ()))

    return [
        Person(
            name, ", ".join(of(name, "Specialty")), of(name, "Host country"), of(name, "Host site")
        )
        for name in tables.cases(project)["case"].astype(str)
    ]


def countries_of(people: list[Person]) -> list[str]:
    """The host countries, in the order in which the participants name them."""
    return list(dict.fromkeys(country for each in people for country in each.countries))


def divisions(people: list[Person], first: int, second: int) -> Iterator[Division]:
    """Every way to part the host countries in two that gives both numbers in one unit."""
    countries = countries_of(people)
    for unit, count in UNITS.items():
        for size in range(len(countries) + 1):
            for one in combinations(countries, size):
                other = tuple(country for country in countries if country not in one)
                counted = count(people, frozenset(one)), count(people, frozenset(other))
                if counted == (first, second):
                    yield Division(unit, one, other)
