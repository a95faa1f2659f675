"""The numbers that the discrepancies tell, by name: from the verdicts and from the project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.facts import INCOME_GROUPS
from analysis.hosts import UNITS, Person, countries_of, divisions, people_of
from refiqda import tables

if TYPE_CHECKING:
    from analysis.model import Project
    from analysis.study import Study

TOLD = ("expected", "found", "verdict")
"""What is told of each claim and part, as ``{T03.high expected}``."""
SIDES = {"high": "HIC", "low-middle": "LMIC"}
"""The two groups of host countries, as the numbers call them."""


def numbers(study: Study) -> dict[str, str]:
    """Every number that a discrepancy may tell, by the name that stands in braces.

    ``{T03.high expected}`` is what a claim or part prints, ``found`` what came out of it, and
    ``number`` the whole number that the print begins with; ``{high visits}`` is a group of host
    countries in one of the units of :data:`analysis.hosts.UNITS`.
    """
    told: dict[str, str] = {}
    for row in study.verdicts.parts.fillna("").to_dict("records"):
        told.update({f"{row['id']} {what}": str(row[what]) for what in TOLD})
        found = re.match(r"\d+", row["expected"])
        if found:
            told[f"{row['id']} number"] = found.group()
    ages = re.match(r"range (\d+) to", told["S06.range expected"])
    if ages:
        told["youngest"] = ages[1]
    people = people_of(study.project)
    told.update(_of_hosts(people))
    pair = int(told["T03.high number"]), int(told["T03.low-middle number"])
    told.update(_of_divisions(people, *pair))
    told["sum of the groups"] = str(sum(pair))
    told.update(_of_labels(study.project))
    told.update({f"specialty of {each.name}": each.specialty for each in people})
    told["participants"] = str(len(people))
    return told


def _of_hosts(people: list[Person]) -> Iterator[tuple[str, str]]:
    for side, group in SIDES.items():
        countries = frozenset(name for name, found in INCOME_GROUPS.items() if found == group)
        for unit, count in UNITS.items():
            yield f"{side} {unit}", str(count(people, countries))
    both = [each for each in people if len(_groups(each)) > 1]
    yield "who has both", _listed(each.name for each in both)
    twice = [each for each in people if _groups(each) == {"LMIC"} and len(each.countries) > 1]
    yield "who has two low-middle", _listed(each.name for each in twice)
    yield "rows with USA", str(UNITS["any"](people, frozenset({"USA"})))
    for each in people:
        yield f"countries of {each.name}", _listed(each.countries)


def _groups(person: Person) -> set[str]:
    return {INCOME_GROUPS[country] for country in person.countries if country in INCOME_GROUPS}


def _of_divisions(people: list[Person], first: int, second: int) -> Iterator[tuple[str, str]]:
    found = list(divisions(people, first, second))
    yield "ways to part the countries", str(2 ** len(countries_of(people)))
    yield "units tried", str(len(UNITS))
    yield "ways that agree", str(len(found))
    for each in found:
        yield (
            f"way {_listed(each.first)}, {each.unit}",
            f"{_listed(each.first)} against {_listed(each.second)}",
        )


def _of_labels(project: Project) -> Iterator[tuple[str, str]]:
    """How the labels of the quotations name places, in all and for each participant."""
    frame = tables.variables(project)
    frame = frame[frame["variable"].astype(str) == "Printed label"]
    labels = [str(label) for label in frame["value"]]
    yield "labels", str(len(labels))
    yield "labels that write US", str(sum("—US" in label for label in labels))
    places: dict[str, list[str]] = {}
    for label in labels:
        person, place, _ = label.removeprefix("(").split("—")
        places.setdefault(person.split()[0], []).append(place.strip())
    for person, several in places.items():
        yield f"labels of {person}", str(len(several))
        yield f"place in the labels of {person}", _listed(dict.fromkeys(several))


def _listed(names: Iterable[str]) -> str:
    several = list(names)
    if len(several) < 2:
        return "".join(several) or "none"
    return f"{', '.join(several[:-1])} and {several[-1]}"
