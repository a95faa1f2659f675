"""Values of variables as programs write them that mean nothing, or look like something else."""

from __future__ import annotations

import pytest
from odd_made import case, g, project, value

from refiqda import model as m
from refiqda import tables
from refiqda.errors import UnknownName
from refiqda.tables.counting.asking import NothingToCount


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_an_empty_text_is_no_value(empty: str):
    """QualCoder writes one for every attribute that nobody filled in."""
    odd = project(cases=[case("R1", "one", value("Sex", text="F")), case("R2", "two")])
    odd.cases[1].values = [value("Sex", text=empty)]
    crossed = tables.crosstab(odd, "Sex", unit="cases")
    assert list(crossed.columns) == ["code_path", "F", "Unassigned", "Total"]
    assert crossed.iloc[0].tolist() == ["trust", 1, 1, 2]
    compared = tables.compare(odd, "Sex")
    assert compared.attrs["groups"] == ["F"]
    assert compared.loc[0, ["F n", "F N", "Unassigned n", "Unassigned N"]].tolist() == [1, 1, 1, 1]
    with pytest.raises(UnknownName, match="there are 'F'"):
        tables.counts(odd, cases=["Sex="])


def test_what_is_no_number_stands_in_its_own_column():
    odd = project(
        cases=[
            case("R1", "one", value("Score", float="NaN")),
            case("R2", "two", value("Score", float="0.50"), value("Score", float="INF")),
        ]
    )
    crossed = tables.crosstab(odd, "Score", unit="cases")
    assert list(crossed.columns) == ["code_path", "0.50", "INF", "NaN", "Total"]
    assert crossed.iloc[0].tolist() == ["trust", 1, 1, 1, 2]
    assert tables.counts(odd, cases=["Score=NaN"])["references"].tolist() == [1, 1]
    assert tables.counts(odd, cases=["Score=0.5"])["references"].tolist() == [2, 0]


def test_what_nvivo_calls_unassigned_has_no_value():
    odd = project()
    for one, sex in zip(odd.cases, ("Unassigned", "Unassigned (2)"), strict=True):
        one.values = [value("Sex", text=sex)]
    found = tables.compare(odd, "Sex")
    assert found.attrs["groups"] == ["Unassigned (2)"]
    assert found.loc[1].tolist()[2:] == [0, 1, 1, 1]
    assert list(found.columns)[4:] == ["Unassigned n", "Unassigned N"]
    crossed = tables.crosstab(odd, "Sex", unit="cases")
    assert list(crossed.columns) == ["code_path", "Unassigned (2)", "Unassigned", "Total"]
    assert crossed.iloc[1].tolist()[1:] == [0, 1, 1]


def test_groups_of_what_nvivo_calls_unassigned_are_refused():
    odd = project(cases=[case("R1", "one", value("Sex", text="Unassigned"))])
    with pytest.raises(NothingToCount, match="No case and no source has a value of the variable"):
        tables.compare(odd, "Sex")
    odd = project(cases=[*odd.cases, case("R2", "two", value("Sex", text="F"))])
    for group in ("Unassigned", "F|Unassigned"):
        with pytest.raises(UnknownName, match="Unassigned is what has no value of 'Sex'"):
            tables.compare(odd, "Sex", groups=[group])


def test_groups_are_the_columns_of_a_crosstab():
    """Numbers by size, though one of them is NaN; and only what is looked at."""
    scores = ("10", "9", "NaN", "1e1")
    odd = project(
        cases=[
            case(f"R{number}", "one", value("Score", float=score))
            for number, score in enumerate(scores)
        ]
    )
    for only in ({}, {"cases": ["R0", "R1"]}):
        compared = tables.compare(odd, "Score", **only)
        crossed = tables.crosstab(odd, "Score", unit="cases", **only)
        assert compared.attrs["groups"] == list(crossed.columns)[1:-1]
        assert compared.attrs["groups"] == ["9", "10", "NaN"][: 3 - len(only)]
    with pytest.raises(NothingToCount, match="no source that is looked at has a value"):
        tables.compare(odd, "Score", sources="two")


def test_sets_of_one_name_stay_two_groups():
    odd = project(
        sets=[
            m.Set(guid=g("set", "1"), name="A", sources=[g("source", "one")]),
            m.Set(guid=g("set", "2"), name="A", sources=[g("source", "two")]),
            m.Set(guid=g("set", "3"), name="Unassigned", sources=[g("source", "two")]),
        ]
    )
    found = tables.compare(odd, "sets")
    assert found.attrs["groups"] == ["A", "A (2)", "Unassigned (2)"]
    assert found.attrs["groups"] == list(tables.crosstab(odd, "sets").columns)[1:-1]
    assert found.columns.is_unique
    assert found.loc[1].tolist()[2:] == [1, 1, 0, 1, 0, 1]
    with pytest.raises(UnknownName, match="2 sets are called 'A'"):
        tables.compare(odd, "sets", groups=["A"])
    alone = tables.compare(odd, "sets", groups=[g("set", "2")])
    assert alone.loc[0].tolist()[2:] == [1, 1]


def test_names_of_any_number_of_digits_have_an_order():
    odd = project()
    odd.cases[0].name, odd.cases[1].name = "9" * 5000, "8" * 5000
    found = tables.saturation(odd, order="name")
    assert found["case"].tolist() == ["8" * 5000, "9" * 5000]


def test_a_slip_in_one_of_several_values_is_told():
    odd = project()
    with pytest.raises(UnknownName, match="No case has the value 'Mael' of 'Sex'; there are 'F'"):
        tables.counts(odd, cases=["Sex=F|Mael"])
    with pytest.raises(UnknownName, match="'Mael' or 'W'"):
        tables.counts(odd, cases={"Sex": ["F", "Mael", "W"]})
    assert tables.counts(odd, cases=["Sex=F|M"])["references"].tolist() == [3, 1]


def test_of_several_numbers_not_each_has_to_be_there():
    odd = project()
    odd.cases[0].values = [value("Score", float="41")]
    assert tables.counts(odd, cases=["Score=40|41|42"])["references"].tolist() == [1, 1]
    with pytest.raises(UnknownName, match="'40' or '42'"):
        tables.counts(odd, cases=["Score=40|42"])
