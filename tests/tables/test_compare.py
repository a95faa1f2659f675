"""Groups compared: by hand, against the oracle, and what may be inferred only when asked for."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import oracle
import pandas as pd
import pytest
from against_oracle import PATH, PATHS
from groups_made import AGES, HOPE, people
from hypothesis import given, settings
from hypothesis import strategies as st
from projects_made import projects
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep
from where import ROOT

from analysis.build import build
from refiqda import model as m
from refiqda import tables
from refiqda.errors import UnknownName
from refiqda.tables.caption import definition_of, notes_of
from refiqda.tables.counting.asking import CannotCompare, NothingToCount


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the reconstruction: five women and eighteen men."""
    return build(tmp_path_factory.mktemp("study"))


def row(frame: pd.DataFrame, number: int = 0) -> dict[str, Any]:
    """One row, without the names of its code."""
    found: dict[str, Any] = frame.iloc[number].to_dict()
    return {name: cell for name, cell in found.items() if not name.startswith("code_")}


def test_the_counted_project_by_hand() -> None:
    found = tables.compare(PATH, by="Group", aggregate="own")
    assert list(found.columns) == [
        "code_path", "code_guid", "A n", "A N", "B n", "B N", "Unassigned n", "Unassigned N",
    ]  # fmt: skip
    assert list(found["code_path"]) == PATHS
    assert found.attrs["groups"] == ["A", "B"]
    assert found.attrs["table"] == "compare"
    # R1 and R4 are in A, R2 and R5 in B, R3 has no value; R2 and R3 share a talk.
    assert found["A n"].tolist() == [0, 1, 1, 1, 2, 2, 0, 0]
    assert found["B n"].tolist() == [0, 1, 1, 0, 1, 1, 1, 0]
    assert found["Unassigned n"].tolist() == [0, 1, 1, 0, 1, 1, 1, 0]
    assert {name: set(found[f"{name} N"]) for name in ("A", "B", "Unassigned")} == {
        "A": {2}, "B": {2}, "Unassigned": {1},
    }  # fmt: skip


def test_codes_gather_those_below_them_unless_told_otherwise() -> None:
    found = tables.compare(PATH, by="Group")
    assert found["A n"].tolist() == [1, 1, 1, 1, 2, 2, 0, 0]


def test_sources_are_compared_where_they_alone_have_the_variable() -> None:
    found = tables.compare(PATH, by="Kind", codes="Waiting")
    assert row(found) == {"interview n": 3, "interview N": 3, "report n": 1, "report N": 2}
    assert definition_of(found)[0].startswith("n: files of the group")
    cases = tables.compare(PATH, by="Kind", codes="Waiting", unit="cases")
    assert row(cases) == {"interview n": 4, "interview N": 4, "report n": 0, "report N": 1}


def test_nothing_is_inferred_by_default() -> None:
    found = tables.compare(PATH, by="Group")
    assert not {"risk_difference", "low", "high", "p", "can_differ"} & set(found.columns)
    assert notes_of(found) == []


# --------------------------------------------------------------------------- against the oracle


def _everyone(made: m.Project, unit: str) -> dict[str, set[str]]:
    """Who stands in which column, coded or not."""
    found: dict[str, set[str]] = {}
    pairs = [
        (source, case)
        for source in made.sources
        for case in [each for each in made.cases if oracle.is_tied(each, source, None)] or [None]
    ]
    held = {case.name for _, case in pairs if case is not None}
    pairs += [(None, case) for case in made.cases if case.name not in held]
    whole = {guid for case in made.cases for guid in case.sources}
    pairs += [(source, None) for source in made.sources if source.guid not in whole]
    for source, case in pairs:
        values = [
            value
            for holder in (source, case)
            if holder is not None
            for value in oracle.values_of(made, holder, "Group")
        ]
        whom = case if unit == "cases" else source
        for value in values or [oracle.UNASSIGNED]:
            if whom is not None:
                found.setdefault(value, set()).add(str(whom.name))
    return found


@settings(max_examples=200, deadline=None)
@given(
    made=projects(),
    unit=st.sampled_from(("cases", "files")),
    aggregate=st.sampled_from(oracle.AGGREGATES),
)
def test_n_and_big_n_of_any_project_are_those_of_the_oracle(
    made: m.Project, unit: Any, aggregate: Any
) -> None:
    values = oracle.labels(made, "Group")
    if not values:
        with pytest.raises(NothingToCount, match="no groups to compare"):
            tables.compare(made, by="Group", unit=unit)
        return
    found = tables.compare(made, by="Group", unit=unit, aggregate=aggregate)
    everyone = _everyone(made, unit)
    columns = [*values, *([oracle.UNASSIGNED] if oracle.UNASSIGNED in everyone else [])]
    assert [name for name in found.columns if name.endswith(" N")] == [f"{c} N" for c in columns]
    cells = oracle.crosstab(made, "Group", unit, aggregate, "none")
    for column in columns:
        expected = [
            cells.get((oracle.key(code.guid), column), 0) for code in oracle.all_codes(made.codes)
        ]
        assert found[f"{column} n"].tolist() == expected, column
        assert set(found[f"{column} N"]) == {len(everyone.get(column, ()))}
        assert (found[f"{column} n"] <= found[f"{column} N"]).all()


# ------------------------------------------------------------------------------- the study


@pytest.mark.parametrize("by", ["Sex", "Elective group", "Specialty"])
def test_the_groups_of_the_study_add_up_to_what_its_paper_prints(study: Path, by: str) -> None:
    """Box 2 has n/23 of every theme and subtheme; each participant has one value of these."""
    with (ROOT / "analysis" / "published" / "box2.csv").open(encoding="utf-8", newline="") as lines:
        printed = list(csv.DictReader(lines))
    found = tables.compare(study, by=by)
    assert [(*path.split(" > "), "")[:2] for path in found["code_path"]] == [
        (each["theme"], each["subtheme"]) for each in printed
    ]
    names = found.attrs["groups"]
    assert "Unassigned N" not in found.columns
    assert sum(found[f"{name} n"] for name in names).tolist() == [
        int(each["count"]) for each in printed
    ]
    assert set(sum(found[f"{name} N"] for name in names)) == {int(printed[0]["of"])} == {23}


# ------------------------------------------------------------------------------- inference


def test_what_is_inferred_is_what_the_libraries_infer(study: Path) -> None:
    found = tables.compare(
        study, by="Sex", groups=["F", "M"], risk_difference=True, fisher=True, level=0.9
    )
    assert list(found.columns[2:]) == [
        "F n", "F N", "M n", "M N", "risk_difference", "low", "high", "p", "can_differ",
    ]  # fmt: skip
    for one in found.to_dict("records"):
        first, second = (one["F n"], one["F N"]), (one["M n"], one["M N"])
        assert one["risk_difference"] == pytest.approx(
            first[0] / first[1] - second[0] / second[1], abs=1e-15
        )
        theirs = confint_proportions_2indep(
            *first, *second, method="newcomb", compare="diff", alpha=0.1
        )
        assert (one["low"], one["high"]) == pytest.approx(theirs, abs=1e-9)
        table = [[n, everyone - n] for n, everyone in (first, second)]
        assert one["p"] == pytest.approx(fisher_exact(table).pvalue, rel=1e-9)


def test_the_order_of_the_groups_is_the_one_asked_for(study: Path) -> None:
    one = tables.compare(study, by="Sex", groups=["F", "M"], risk_difference=True)
    other = tables.compare(study, by="Sex", groups=["M", "F"], risk_difference=True)
    assert list(other.columns[2:4]) == ["M n", "M N"]
    assert other["risk_difference"].tolist() == [-each for each in one["risk_difference"]]
    assert any("of F less that of M" in each for each in definition_of(one))
    assert any("of M less that of F" in each for each in definition_of(other))


def least_p(holders: int) -> float:
    """The least p of any split of so many holders over five and eighteen."""
    splits = range(max(0, holders - 18), min(5, holders) + 1)
    tables_of = ([[one, 5 - one], [holders - one, 18 - holders + one]] for one in splits)
    return min(float(fisher_exact(table).pvalue) for table in tables_of)


def test_codes_of_too_few_holders_are_marked(study: Path) -> None:
    """Of 5 and 18, both of two in the five have p 10/253; one alone can only reach 5/23."""
    found = tables.compare(study, by="Sex", fisher=True)
    holders = found["F n"] + found["M n"]
    assert found["can_differ"].tolist() == (holders >= 2).tolist()
    assert any("fewer than 2 or more than 21 cases" in each for each in definition_of(found))
    stricter = tables.compare(study, by="Sex", fisher=True, level=0.99)
    assert stricter["can_differ"].tolist() == [least_p(each) <= 0.01 for each in holders]
    told = tables.compare(study, by="Sex", min_holders=4)
    assert told["can_differ"].tolist() == (holders >= 4).tolist()
    assert "p" not in told.columns


def test_small_groups_that_can_never_differ_are_told() -> None:
    found = tables.compare(PATH, by="Group", fisher=True)
    assert not found["can_differ"].any()
    assert any("groups of 2 and 2 cannot give a p of 0.05" in each for each in definition_of(found))


def test_inference_comes_with_its_warnings(study: Path) -> None:
    notes = " ".join(notes_of(tables.compare(study, by="Sex", fisher=True, codes="Leadership >")))
    assert "drawn at random" in notes
    assert "purposive" in notes
    assert "8 codes are compared" in notes
    assert "up to 0.4 of them" in notes
    alone = " ".join(notes_of(tables.compare(study, by="Sex", risk_difference=True)))
    assert "36 intervals, each at the level 0.95" in alone


def test_a_person_in_two_groups_is_told(study: Path) -> None:
    """Participant 5 went to a rich country and to another."""
    found = tables.compare(study, by="Host income group", fisher=True)
    assert (set(found["HIC N"]), set(found["LMIC N"])) == ({20}, {4})
    notes = " ".join(notes_of(found))
    assert "add up to 1 more than there are cases" in notes
    assert "groups that have nobody in common, which these have" in notes


# ------------------------------------------------------------------------------- groups


def members(of: m.Project | None = None, **how: Any) -> dict[str, int]:
    """The sizes of groups of people by name."""
    frame = tables.compare(of or people(), **how)
    return {
        name.removesuffix(" N"): int(frame[name].iloc[0])
        for name in frame.columns
        if name.endswith(" N")
    }


def test_numbers_are_groups_by_size_however_they_are_spelt() -> None:
    ages = [str(age) for age in sorted(age for age in AGES.values() if age is not None)]
    assert list(members(by="Age")) == [*ages, "Unassigned"]
    assert members(by="Score") == {"-2": 1, "1.5": 2, "Unassigned": 4}


def test_groups_may_be_limits() -> None:
    found = members(by="Age", groups=["<40", "40-49", ">=50"])
    assert found == {"<40": 2, "40-49": 2, ">=50": 2, "Unassigned": 1}
    assert members(by="Age", groups=["<=40", "> 40"]) == {"<=40": 3, "> 40": 3, "Unassigned": 1}
    assert members(by="Score", groups=["-3--1", ">0"]) == {"-3--1": 1, ">0": 2, "Unassigned": 4}


def test_groups_may_join_values() -> None:
    found = tables.compare(people(), by="Income", groups=["Low|Lower middle", "High"])
    assert row(found) == {
        "Low|Lower middle n": 3, "Low|Lower middle N": 3, "High n": 1, "High N": 2,
        "Unassigned n": 0, "Unassigned N": 2,
    }  # fmt: skip
    notes = " ".join(notes_of(found))
    assert "add up to 1 more" in notes  # Dan
    assert "1 cases have a value that is in no group" in notes  # Gil
    assert members(by="Age", groups=["<40|100", "50"]) == {"<40|100": 3, "50": 1, "Unassigned": 1}


def test_a_value_that_looks_like_limits_is_a_value() -> None:
    assert members(by="Income", groups=["10-20"]) == {"10-20": 1, "Unassigned": 2}


def test_sets_of_sources_are_groups_too() -> None:
    found = tables.compare(people(), by="sets")
    assert row(found) == {
        "First n": 1, "First N": 1, "Rest n": 2, "Rest N": 3, "Unassigned n": 1, "Unassigned N": 3,
    }  # fmt: skip
    assert members(by="sets", groups=["Rest"]) == {"Rest": 3, "Unassigned": 3}
    assert sum(name in HOPE for name in ("Bob", "Cem", "Dan")) == 2


def test_a_value_called_unassigned_is_none() -> None:
    """NVivo exports it for an attribute without a value; Ann stands with Eve and Fay."""
    made = people()
    made.cases[0].values[0].text = "Unassigned"
    assert members(of=made, by="Income") == {
        "10-20": 1, "High": 2, "Low": 1, "Lower middle": 1, "Unassigned": 3,
    }  # fmt: skip
    assert members(of=made, by="Income", groups=["High"]) == {"High": 2, "Unassigned": 3}


# ------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ({"by": "Agee"}, UnknownName, "There is no variable 'Agee'; the nearest name is 'Age'."),
        ({"by": "Empty"}, NothingToCount, "No case and no source has a value of the variable"),
        (
            {"by": "Income", "groups": ["Lo"]},
            UnknownName,
            "Nothing has the value 'Lo' of 'Income', so there is no such group; there are '10-20'",
        ),
        ({"by": "Age", "groups": ["200-300"]}, UnknownName, "Nothing has the value '200-300'"),
        ({"by": "sets", "groups": ["None"]}, UnknownName, "There is no set 'None'"),
        ({"by": "Age", "fisher": True}, CannotCompare, "are of two groups, and there are 6: "),
        (
            {"by": "Age", "groups": ["<40"], "risk_difference": True},
            CannotCompare,
            "of two groups, and there is 1: '<40'. Name two",
        ),
        ({"by": "Age", "level": 95}, CannotCompare, "The level is 95; it has to lie between"),
        ({"by": "Age", "min_holders": -1}, CannotCompare, "less than none"),
        ({"by": "Age", "unit": "case"}, UnknownName, "perhaps 'cases'"),
        ({"by": "Age", "aggregate": "all"}, UnknownName, "no aggregation 'all'"),
        ({"by": "Age", "codes": "hop"}, UnknownName, "nearest name is 'hope'"),
    ],
)
def test_what_cannot_be_compared_is_told(
    how: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as caught:
        tables.compare(people(), **how)
    assert words in str(caught.value)


def test_too_many_values_ask_for_groups() -> None:
    made = people()
    guid = made.variables[0].guid
    made.cases[0].values = [m.VariableValue(variable=guid, integer=age) for age in range(51)]
    with pytest.raises(CannotCompare, match=r"'Age' has 52 values, .* such as <40 and >=40"):
        tables.compare(made, by="Age")
    assert members(by="Age", groups=["<40"])["<40"] == 2
    assert len(members(of=made, by="Age", groups=[str(age) for age in range(51)])) == 52


def test_a_project_without_cases_says_how_they_are_made() -> None:
    made = people()
    for source, case in zip(made.sources, made.cases, strict=True):
        source.values = case.values
    made.cases = []
    assert row(tables.compare(made, by="Score"))["1.5 n"] == 2
    with pytest.raises(NothingToCount, match="NVivo makes them"):
        tables.compare(made, by="Score", unit="cases")


def test_the_project_is_left_as_it_was() -> None:
    made = people()
    before = repr(made)
    tables.compare(made, by="Age", groups=["<40", ">=40"], fisher=True)
    assert repr(made) == before
