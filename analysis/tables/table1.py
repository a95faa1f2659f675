"""Table 1: who took part, counted from the project alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.tables.shape import texts_of
from refiqda import tables
from refiqda.tables.caption import describe

if TYPE_CHECKING:
    from analysis.study import Study

TITLE = "Table 1. Characteristics of the research participants"


def table1(study: Study) -> pd.DataFrame:
    """One row for each case, in the columns of Table 1."""
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    frame = tables.variables(study.project)
    frame = frame[frame["owner_kind"] == "case"]
    for owner, variable, value in texts_of(frame, "owner_guid", "variable", "value"):
        values[owner, variable].append(value)

    def of(case: str, variable: str) -> str:
        return ", ".join(values[case, variable])

    rows = [
        {
            "No": name.removeprefix("R"),
            "Sex": of(case, "Sex"),
            "Specialty": of(case, "Specialty"),
            "Host country": hosts(values[case, "Host country"], values[case, "Host site"]),
            "Type of electives": of(case, "Type of elective"),
        }
        for name, case in texts_of(tables.cases(study.project), "case", "case_guid")
    ]
    return describe(
        pd.DataFrame(rows),
        "table1",
        TITLE,
        [
            "One row for each participant, from the cases and variables of the project of the "
            "reconstruction. F, female; M, male. In brackets the sites within a country."
        ],
        [
            "The paper prints 'US (PA)' for participant 9, where it has USA for the others with "
            "that country."
        ],
    )


def hosts(countries: Iterable[str], sites: Iterable[str]) -> str:
    """Countries with their sites in brackets, as Table 1 has them.

    Example:
        >>> hosts(["USA", "UK"], ["USA (NY)", "USA (OR)"])
        'USA (NY, OR), UK'
    """
    inside: dict[str, list[str]] = defaultdict(list)
    for site in sites:
        country, _, name = site.removesuffix(")").partition(" (")
        inside[country].append(name)
    return ", ".join(
        f"{country} ({', '.join(inside[country])})" if inside[country] else country
        for country in countries
    )
