"""Table 1 and Box 2, counted from a project alone; nothing here reads what was typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.model import Project
from refiqda import tables
from refiqda.tables import render

SUFFIXES = (".csv", ".md", ".html")
CAPTIONS = {
    "table1": (
        "Table 1. Characteristics of the research participants, from the project of the "
        "reconstruction alone. "
        "F, female; M, male. The paper prints 'US (PA)' for participant 9."
    ),
    "box2": (
        "Box 2. Emergent themes, from the project alone: participants with at least one coding "
        "of the subtheme, or of any subtheme of the theme. The codings are a reconstruction."
    ),
}


def table1(project: Project) -> pd.DataFrame:
    """One row for each case, in the columns of Table 1."""
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    frame = tables.variables(project)
    frame = frame[frame["owner_kind"] == "case"]
    for owner, variable, value in _rows(frame, "owner_guid", "variable", "value"):
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
        for name, case in _rows(tables.cases(project), "case", "case_guid")
    ]
    return pd.DataFrame(rows)


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


def box2(project: Project) -> pd.DataFrame:
    """One row for each theme and subtheme: how many participants hold it, of how many."""
    coded = tables.codings(project).dropna(subset=["code_path", "case"])
    holders: dict[str, set[str]] = defaultdict(set)
    for path, cases in _rows(coded, "code_path", "case"):
        steps = path.split(" > ")
        for depth in range(1, len(steps) + 1):
            holders[" > ".join(steps[:depth])].update(cases.split("; "))
    of = len(tables.cases(project))
    rows = []
    for path in tables.codes(project)["code_path"].astype(str):
        theme, _, subtheme = path.partition(" > ")
        count = len(holders[path])
        rows.append({"Theme": theme, "Subtheme": subtheme, "Participants": count, "Of": of})
    return pd.DataFrame(rows)


TABLES = {"table1": table1, "box2": box2}


def write_tables(project: Project, target: Path) -> list[Path]:
    """Write both tables as csv, markdown and html; the files written."""
    written = []
    for name, table in TABLES.items():
        frame = table(project)
        for suffix in SUFFIXES:
            path = target / f"{name}{suffix}"
            render.write(frame, path, CAPTIONS[name])
            written.append(path)
    return written


def show_tables(project: Project) -> str:
    """Both tables for reading."""
    return "\n".join(
        render.render(table(project), "markdown", CAPTIONS[name]) for name, table in TABLES.items()
    )


def _rows(frame: pd.DataFrame, *columns: str) -> Iterable[tuple[str, ...]]:
    return zip(*(frame[column].astype(str) for column in columns), strict=True)
