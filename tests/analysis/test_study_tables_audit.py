"""Table 1 in every unit beside the numbers of the text, and the income classes of its countries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import refiqda
from analysis import income
from analysis.facts import INCOME_GROUPS, Facts
from analysis.study import Study
from analysis.tables.audit import audit
from analysis.tables.people import values

UNITS = ["any", "alone", "both", "visits"]


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


def by_group(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["group"]: row for row in frame.to_dict("records")}


def known(row: dict[str, Any], names: list[str]) -> list[Any]:
    return [None if pd.isna(row[name]) else row[name] for name in names]


@pytest.mark.parametrize(
    ("group", "printed", "counted"),
    [
        # By hand: R5 went to the USA and Brazil, R12 to India and Nepal, R18 had both types.
        ("men", 18, [18, 18, 0, None]),
        ("women", 5, [5, 5, 0, None]),
        ("clinical", 18, [19, 18, 1, None]),
        ("research", 5, [5, 4, 1, None]),
        ("high income", 19, [20, 19, 1, 21]),
        ("low to middle income", 5, [4, 3, 1, 5]),
    ],
)
def test_each_group_of_the_text(
    whole: Study, group: str, printed: int, counted: list[int | None]
) -> None:
    row = by_group(audit(whole))[group]
    assert row["printed"] == printed
    assert known(row, UNITS) == counted


def test_each_host_country(whole: Study) -> None:
    rows = by_group(audit(whole))
    found = {name: known(rows[name], UNITS) for name in income.CLASSES}
    assert found == {
        "USA": [19, 17, 2, 19],
        "UK": [1, 0, 1, 1],
        "Australia": [1, 1, 0, 1],
        "Brazil": [1, 0, 1, 1],
        "India": [2, 1, 1, 2],
        "Nepal": [1, 0, 1, 1],
        "Thailand": [1, 1, 0, 1],
    }
    assert {known(rows[name], ["printed"])[0] for name in income.CLASSES} == {None}


def test_no_unit_gives_both_numbers_of_the_locations(whole: Study) -> None:
    assert "none has both" in audit(whole).attrs["notes"][0]


def test_if_a_unit_gave_both_the_note_would_say_so(whole: Study) -> None:
    parts = whole.verdicts.parts.copy()
    parts.loc[parts["id"] == "T03.high", "expected"] = "21"
    altered = Study(whole.project)
    altered.__dict__["verdicts"] = replace(whole.verdicts, parts=parts)
    frame = audit(altered)
    assert by_group(frame)["high income"]["printed"] == 21
    assert "The column visits has both." in frame.attrs["notes"][0]


def test_a_claim_that_is_not_there_is_named(whole: Study) -> None:
    altered = Study(whole.project)
    parts = whole.verdicts.parts
    altered.__dict__["verdicts"] = replace(whole.verdicts, parts=parts[parts["id"] != "T01.women"])
    with pytest.raises(refiqda.UnknownName, match=r"T01\.women"):
        audit(altered)


def test_it_follows_the_cases(whole: Study, project: refiqda.Project) -> None:
    project.cases = [case for case in project.cases if case.name != "R5"]
    altered = Study(project)
    altered.__dict__["verdicts"] = whole.verdicts
    rows = by_group(audit(altered))
    assert known(rows["high income"], UNITS) == [19, 19, 0, 20]
    assert "Brazil" not in rows


# ------------------------------------------------------------------------- income classes


def test_no_country_changes_sides_in_any_year() -> None:
    for country in income.CLASSES:
        sides = {income.SIDES[income.class_of(country, year)] for year in income.YEARS}
        assert sides == {INCOME_GROUPS[country]}


def test_a_country_that_changed_sides_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    grown = (income.Since(2001, "UM"), income.Since(2012, "H"))
    monkeypatch.setitem(income.CLASSES, "Chile", grown)
    assert income.sides_of("Chile") == ("LMIC", "HIC")


def test_the_classes_cover_every_country_of_table_1_and_no_other(facts: Facts) -> None:
    countries = {country for person in facts.participants for country in person.countries}
    assert countries == set(income.CLASSES)


def test_the_groups_of_the_project_are_those_of_its_countries(project: refiqda.Project) -> None:
    countries = values(project, "Host country")
    groups = {
        name: frozenset(side for country in several for side in income.sides_of(country))
        for name, several in countries.items()
    }
    assert groups == values(project, "Host income group")


@pytest.mark.parametrize(
    ("country", "history"),
    [
        ("USA", "H 2001-2018"),
        ("Brazil", "UM 2001, LM 2002-2005, UM 2006-2018"),
        ("India", "L 2001-2006, LM 2007-2018"),
        ("Nepal", "L 2001-2018"),
        ("Thailand", "LM 2001-2009, UM 2010-2018"),
    ],
)
def test_the_history_of_a_country(country: str, history: str) -> None:
    assert income.history(country) == history
