"""Values of variables as programs write them that mean nothing, or look like something else."""

from __future__ import annotations

import pytest
from odd_made import case, project, value

from refiqda import tables
from refiqda.errors import UnknownName


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


def test_values_that_are_called_as_what_has_no_value_stay_apart():
    odd = project()
    for one, sex in zip(odd.cases, ("Unassigned", "Unassigned (2)"), strict=True):
        one.values = [value("Sex", text=sex)]
    found = tables.compare(odd, "Sex")
    assert found.attrs["groups"] == ["Unassigned (3)", "Unassigned (2)"]
    assert found.loc[1].tolist()[2:] == [1, 1, 0, 1]


def test_names_of_any_number_of_digits_have_an_order():
    odd = project()
    odd.cases[0].name, odd.cases[1].name = "9" * 5000, "8" * 5000
    found = tables.saturation(odd, order="name")
    assert found["case"].tolist() == ["8" * 5000, "9" * 5000]
