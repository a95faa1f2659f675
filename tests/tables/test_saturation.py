"""New codes case by case: the curve against all permutations, orders, estimates."""

from __future__ import annotations

import sys
from fractions import Fraction
from itertools import permutations
from pathlib import Path
from typing import Any

import oracle
import pandas as pd
import pytest
from against_oracle import PATH
from groups_made import g, people
from hypothesis import given, settings
from hypothesis import strategies as st
from projects_made import projects

from analysis.build import build
from refiqda import model as m
from refiqda import tables
from refiqda.errors import UnknownName
from refiqda.tables.caption import definition_of, notes_of
from refiqda.tables.counting.asking import NothingToCount


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the reconstruction: twenty-three cases."""
    return build(tmp_path_factory.mktemp("study"))


def test_the_counted_project_by_hand() -> None:
    found = tables.saturation(PATH)
    assert list(found.columns) == [
        "cases", "case", "case_guid", "new_codes", "codes", "expected", "sd",
    ]  # fmt: skip
    assert found["cases"].tolist() == [1, 2, 3, 4, 5]
    assert found["case"].tolist() == ["R1", "R2", "R3", "R4", "R5"]
    # R1 has trust, nurses, doubt, waiting and noise; R2 and R3 add night noise; R5 has nothing.
    assert found["new_codes"].tolist() == [5, 1, 0, 0, 0]
    assert found["codes"].tolist() == [5, 6, 6, 6, 6]
    # trust 3, nurses 3, doubt 1, waiting 4, noise 4 and night noise 2 of 5 cases
    assert found["expected"].iloc[0] == 17 / 5
    assert found["expected"].iloc[1] == 6 - (1 + 1 + 6 + 0 + 0 + 3) / 10
    assert found["expected"].iloc[-1] == 6
    assert found["sd"].iloc[-1] == 0
    assert found.attrs["table"] == "saturation"
    assert any("no case are not in these numbers: 2 of 8" in each for each in notes_of(found))
    assert any("belong to no case are left out: 7" in each for each in notes_of(found))


def test_the_estimates_are_told_and_tabled() -> None:
    found = tables.saturation(PATH)
    assert len(found.attrs["estimates"]) == 3
    assert set(found.attrs["estimates"]) <= set(definition_of(found))
    frame = tables.richness(PATH)
    assert frame.attrs["table"] == "richness"
    assert frame.to_dict("records") == [
        {
            "cases": 5, "incidences": 17, "observed": 6, "uniques": 1, "duplicates": 1,
            "coverage": pytest.approx(1 - 1 / 17 * 4 / (4 + 2)), "chao2": 6 + 4 / 5 * 1 / 2,
        }
    ]  # fmt: skip
    assert "Coverage, estimated: 0.9608" in found.attrs["estimates"][1]
    assert "Chao2: 6.40 codes" in found.attrs["estimates"][2]


def test_sources_one_by_one() -> None:
    found = tables.saturation(PATH, unit="files")
    assert list(found.columns[:3]) == ["files", "source", "source_guid"]
    assert found["new_codes"].tolist() == [5, 1, 0, 0, 0]
    assert found["source"].tolist()[3:] == ["Report", "Leaflet"]
    frame = tables.richness(PATH, unit="files", notes=True)
    assert frame["files"].tolist() == [6]


def test_without_codes_in_two_cases_the_sentences_say_so() -> None:
    found = tables.saturation(people(), codes="hope")
    assert "Q2 is 0" in found.attrs["estimates"][1]
    assert "bias-corrected" in found.attrs["estimates"][2]


def test_nothing_found_has_a_flat_curve_and_no_estimate() -> None:
    found = tables.saturation(PATH, codes="Cost")
    assert found["codes"].tolist() == [0] * 5
    assert found["expected"].tolist() == [0] * 5
    assert len(found.attrs["estimates"]) == 1
    frame = tables.richness(PATH, codes="Cost")
    assert pd.isna(frame["coverage"].iloc[0])
    assert frame["chao2"].tolist() == [0]


def test_the_study(study: Path) -> None:
    found = tables.saturation(study)
    assert len(found) == 23
    assert found["codes"].iloc[-1] == 31  # Box 2 has five themes and thirty-one subthemes
    assert found["expected"].iloc[-1] == 31
    assert found["expected"].iloc[0] == 179 / 23
    below = tables.saturation(study, aggregate="descendants")
    assert below["codes"].iloc[-1] == 36


# ------------------------------------------------------------------------------- all orders


@settings(max_examples=150, deadline=None)
@given(
    made=projects(),
    unit=st.sampled_from(("cases", "files")),
    aggregate=st.sampled_from(oracle.AGGREGATES),
    coders=st.sampled_from(("any", "all")),
)
def test_any_project_by_all_orders(made: m.Project, unit: Any, aggregate: Any, coders: Any) -> None:
    """Sets of holders by the oracle; the mean over every order of three cases or sources."""
    things = made.cases if unit == "cases" else made.sources
    if coders == "all" and not oracle.world_of(made, notes=False).everyone:
        with pytest.raises(NothingToCount, match="does not say who coded"):
            tables.saturation(made, unit=unit, coders=coders)
        return
    held = _held(made, unit, aggregate, coders)
    found = tables.saturation(made, unit=unit, aggregate=aggregate, coders=coders)
    names = [str(each.name) for each in things]
    assert found.iloc[:, 1].tolist() == names
    assert found["codes"].tolist() == _curve(held, names)
    assert found["new_codes"].cumsum().tolist() == found["codes"].tolist()
    curves = [_curve(held, order) for order in permutations(names)]
    means = [float(Fraction(sum(points), len(curves))) for points in zip(*curves, strict=True)]
    assert found["expected"].tolist() == means


def _held(made: m.Project, unit: str, aggregate: str, coders: str) -> list[set[str]]:
    """For each code the names of those that hold it."""
    world = oracle.world_of(made, notes=False)
    named = {oracle.key(source.guid): str(source.name) for source in made.sources}
    found = []
    for code in oracle.all_codes(made.codes):
        family = oracle.family(code, aggregate)
        by_holder: dict[str, set[str | None]] = {}
        for row in (each for each in world.rows if each.code in family):
            for name in row.cases if unit == "cases" else [named[row.source]]:
                by_holder.setdefault(name, set()).add(row.coder)
        needed = world.everyone if coders == "all" else set()
        found.append({name for name, who in by_holder.items() if who >= needed})
    return found


def _curve(held: list[set[str]], order: Any) -> list[int]:
    return [sum(bool(each & set(order[: n + 1])) for each in held) for n in range(len(order))]


# ------------------------------------------------------------------------------- orders


def in_order(order: Any, **how: Any) -> list[str]:
    found: list[str] = tables.saturation(how.pop("of", people()), order=order, **how)[
        "source" if how.get("unit") == "files" else "case"
    ].tolist()
    return found


def test_by_a_variable_numbers_by_size_and_the_rest_last() -> None:
    assert in_order("variable:Age") == ["Eve", "Ann", "Bob", "Cem", "Dan", "Gil", "Fay"]
    found = tables.saturation(people(), order="variable:Age")
    assert notes_of(found)[0] == (
        "Cases that have no value of 'Age' come last, as the project lists them: 1."
    )
    assert in_order("variable:Score")[:3] == ["Cem", "Ann", "Bob"]
    assert in_order("variable:Income") == ["Gil", "Cem", "Dan", "Ann", "Bob", "Eve", "Fay"]


def test_sources_take_the_values_of_their_cases() -> None:
    found = in_order("variable:Age", unit="files")
    assert found[:2] == ["Talk of Eve", "Talk of Ann"]


def test_by_name_numbers_in_names_count(study: Path) -> None:
    assert in_order("name", of=study) == [f"R{number}" for number in range(1, 24)]
    made = people()
    for case, name in zip(made.cases, ("b10", "B9", "a", None, "b 1", "c", "b01"), strict=True):
        case.name = name
    assert in_order("name", of=made)[:6] == ["a", "b01", "B9", "b10", "b 1", "c"]
    assert in_order("name", of=made)[6] == g("case", "Dan")


def test_by_date_a_case_has_the_earliest_of_its_sources() -> None:
    made = people()
    dates = ("2024-05-01T00:00:00Z", "2024-04-30T23:00:00-02:00", None, "2023-01-01T00:00:00Z")
    for source, date in zip(made.sources, dates, strict=False):
        source.created = date
    made.cases[4].sources.append(made.sources[3].guid)  # Eve has Dan's talk, too
    found = in_order("date", of=made)
    assert found == ["Dan", "Eve", "Ann", "Bob", "Cem", "Fay", "Gil"]
    assert in_order("date", of=made, unit="files")[:3] == [
        "Talk of Dan", "Talk of Ann", "Talk of Bob",
    ]  # fmt: skip
    said = " ".join(definition_of(tables.saturation(made, order="date")))
    assert "made in the program or brought into it" in said


def test_dates_of_a_variable_are_compared_as_moments() -> None:
    made = people()
    guid = g("variable", "When")
    made.variables.append(m.Variable(guid=guid, name="When", type="DateTime"))
    moments = ("2024-05-01T09:00:00Z", "2024-05-01T10:30:00+02:00", "2024-05-01T08:59:00Z")
    for case, moment in zip(made.cases, moments, strict=False):
        case.values.append(m.VariableValue(variable=guid, datetime=moment))
    assert in_order("variable:When", of=made)[:3] == ["Bob", "Cem", "Ann"]


def test_names_in_an_order_of_ones_own() -> None:
    found = tables.saturation(people(), order=["Gil", "Bob", "Gil"])
    assert found["case"].tolist() == ["Gil", "Bob", "Ann", "Cem", "Dan", "Eve", "Fay"]
    assert found["new_codes"].tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert "Cases that are not listed come last, as the project lists them: 5." in notes_of(found)
    assert in_order([g("case", "Fay")])[0] == "Fay"


def test_the_curve_expected_is_the_same_in_any_order() -> None:
    frames = [tables.saturation(PATH, order=order) for order in ("project", ["R5", "R4"])]
    assert frames[0]["expected"].tolist() == frames[1]["expected"].tolist()
    assert frames[0]["new_codes"].tolist() != frames[1]["new_codes"].tolist()


# ------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ({"order": "dates"}, UnknownName, "There is no order 'dates'; perhaps 'date'."),
        ({"order": "variable:Agee"}, UnknownName, "nearest name is 'Age'"),
        ({"order": "variable:Empty"}, NothingToCount, "No case has a value of the variable"),
        (
            {"order": ["Ann", "Bop"]},
            UnknownName,
            "There is no case 'Bop'; the nearest name is 'Bob'",
        ),
        ({"order": ["Talk"], "unit": "files"}, UnknownName, "There is no source 'Talk'"),
        ({"unit": "case"}, UnknownName, "perhaps 'cases'"),
        ({"aggregate": "below"}, UnknownName, "no aggregation 'below'"),
        ({"codes": "hop"}, UnknownName, "nearest name is 'hope'"),
    ],
)
def test_what_cannot_be_gone_through_is_told(
    how: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as caught:
        tables.saturation(people(), **how)
    assert words in str(caught.value)


def test_a_project_without_cases_says_how_they_are_made() -> None:
    made = people()
    made.cases = []
    with pytest.raises(NothingToCount, match="NVivo makes them"):
        tables.saturation(made)
    assert tables.saturation(made, unit="files")["codes"].iloc[-1] == 1


def test_of_too_many_cases_the_deviation_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["refiqda.tables.saturation"], "MOST_WITH_DEVIATION", 5)
    told = "sd is left out, since there are more than 4 cases"
    found = tables.saturation(PATH)
    assert found["sd"].notna().all()
    assert not any("sd is left out" in each for each in notes_of(found))
    monkeypatch.setattr(sys.modules["refiqda.tables.saturation"], "MOST_WITH_DEVIATION", 4)
    found = tables.saturation(PATH)
    assert found["sd"].isna().all()
    assert any(told in each for each in notes_of(found))


@pytest.mark.parametrize("unit", ["cases", "files"])
def test_one_case_alone_tells_nothing_of_others(unit: Any) -> None:
    only: dict[str, Any] = {"cases": "R1"} if unit == "cases" else {"sources": "Interview 1"}
    found = tables.saturation(PATH, unit=unit, **only)
    assert len(found) == 1
    assert found["codes"].tolist() == found["expected"].tolist() == [5]
    assert f"cannot be estimated from fewer than two {unit}" in found.attrs["estimates"][1]
    assert not any("Good-Turing" in each for each in found.attrs["estimates"])
    frame = tables.richness(PATH, unit=unit, **only)
    assert frame[["coverage", "chao2"]].isna().all(axis=None)
    assert set(found.attrs["estimates"]) <= set(definition_of(frame))
