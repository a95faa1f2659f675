"""Values, lone values, majorities, orders, places, cases and numbers of a project."""

from __future__ import annotations

from typing import Any

import pytest
from claims_made import (
    bare,
    case,
    code,
    coding,
    judged,
    passage,
    project,
    study,
    text,
    value,
    variable,
)

from refiqda.claims import UnknownInClaims
from refiqda.standard import model as m


def travellers() -> m.Project:
    """Five cases with their countries and ages; two were abroad twice, one nowhere.

    ::

        theme: trust 3 cases, doubt 2, hope 2, fear 1, calm 0
    """
    spoken = {"R1": ["trust", "hope"], "R2": ["trust", "doubt"], "R3": ["trust", "doubt", "hope"]}
    spoken["R4"] = ["fear"]
    countries = {"R1": ["India", "Nepal"], "R2": ["India"], "R3": ["USA", "India"], "R4": ["USA"]}
    ages = {"R1": 30, "R2": 31, "R3": 35, "R4": 40}
    names = ["R1", "R2", "R3", "R4", "R5"]
    return project(
        codes=[
            code("theme", *map(code, ("trust", "doubt", "hope", "fear", "calm"))),
            code("other", code("one")),
        ],
        variables=[variable("Country"), variable("Age", "Integer"), variable("Sex")],
        cases=[
            case(
                name,
                name,
                values=[
                    *(value("Country", each) for each in countries.get(name, [])),
                    *(value("Age", integer=ages[name]) for _ in range(name in ages)),
                    value("Sex", "F" if name in ("R1", "R5") else "M"),
                ],
            )
            for name in names
        ],
        sources=[
            text(
                name,
                *(
                    passage(10 * at, 10 * at + 5, coding(f"{name} {each}", None, each))
                    for at, each in enumerate(spoken.get(name, []))
                ),
            )
            for name in names
        ],
    )


def told(toml: str, made: m.Project | None = None) -> tuple[str, str, str, str]:
    row: dict[str, Any] = judged(made or travellers(), toml)
    return row["expected"], row["found"], row["verdict"], row["why"]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (
            "unit = 'values'\nvariable = 'Country'\nequals = 6",
            ("6", "6", "reproduced", "6 values of 'Country'."),
        ),
        (
            "unit = 'values'\nvariable = 'Country'\nfilter = { Country = ['India', 'Nepal'] }\n"
            "equals = 4\nof = 6",
            ("4 of 6", "4 of 6", "reproduced",
             "4 of 6 values of 'Country' where Country = India or Nepal."),
        ),
        (
            "unit = 'values'\nvariable = 'Country'\nfilter = { Country = 'India', Sex = 'M' }\n"
            "equals = 2",
            ("2", "2", "reproduced", "2 values of 'Country' where Country = India and Sex = M."),
        ),
        (
            "unit = 'values'\nvariable = 'Country'\ncode = 'doubt'\nequals = 4\nof = 6",
            ("4 of 6", "3 of 6", "contradicted",
             "Found 3 of 6 values of 'Country' in cases with a coding of 'doubt', not 4 of 6."),
        ),
        (
            "unit = 'values'\nvariable = 'Country'\ncode = 'hope'\nalone = { Country = 'USA' }\n"
            "equals = 0",
            ("0", "0", "reproduced", "0 values of 'Country' in cases with a coding of 'hope' "
             "where Country = USA alone."),
        ),
        (
            "unit = 'values'\nvariable = 'Country'\nsource = ['R1', 'R5']\nequals = 2",
            ("2", "2", "reproduced", "2 values of 'Country' in 'R1' or 'R5'."),
        ),
        (
            "alone = { Country = 'India' }\nequals = 1\nof = 5",
            ("1 of 5", "1 of 5", "reproduced", "1 of 5 cases where Country = India alone."),
        ),
        (
            "alone = { Country = ['India', 'Nepal'] }\nfilter = { Sex = 'F' }\nequals = 1",
            ("1", "1", "reproduced",
             "1 case where Sex = F and Country = India or Nepal alone."),
        ),
        (
            "code = 'trust'\nmajority = true",
            ("more than half", "3 of 5", "reproduced", "3 of 5 cases with a coding of 'trust'."),
        ),
        (
            "code = 'doubt'\nmajority = true\nof = 5",
            ("more than half of 5", "2 of 5", "contradicted",
             "Found 2 of 5 cases with a coding of 'doubt', not more than half of 5."),
        ),
        (
            "code = 'trust'\nmajority = true\nof = 6",
            ("more than half of 6", "3 of 5", "contradicted",
             "Found 3 of 5 cases with a coding of 'trust'; the whole is 5, not 6."),
        ),
        (
            "code = 'doubt'\nmajority = true\nof = 6",
            ("more than half of 6", "2 of 5", "contradicted",
             "Found 2 of 5 cases with a coding of 'doubt', not more than half; "
             "the whole is 5, not 6."),
        ),
        (
            "filter = { Sex = 'M' }\ncode = 'doubt'\nmajority = true",
            ("more than half", "2 of 3", "reproduced",
             "2 of 3 cases with a coding of 'doubt' where Sex = M."),
        ),
        (
            "filter = { Sex = 'F' }\nfewer_than = { filter = { Sex = 'M' } }",
            ("fewer than where Sex = M", "2, 3", "reproduced",
             "2 cases where Sex = F, and 3 cases where Sex = M."),
        ),
        (
            "code = 'doubt'\nmore_than = { code = 'hope' }",
            ("more than with 'hope'", "2, 2", "contradicted",
             "Found 2 cases with a coding of 'doubt', and 2 cases with a coding of 'hope', "
             "not more."),
        ),
        (
            "code = 'doubt'\nfewer_than = { code = 'trust' }\nof = 6",
            ("fewer than with 'trust', of 6", "2 of 5, 3", "contradicted",
             "Found 2 of 5 cases with a coding of 'doubt', and 3 cases with a coding of 'trust', "
             "not of 6."),
        ),
        (
            "code = 'doubt'\nfewer_than = { unit = 'references', code = 'theme' }",
            ("fewer than with 'theme' with unit = references", "2, 8", "reproduced",
             "2 cases with a coding of 'doubt', and "
             "8 references of 'theme' or a code below it."),
        ),
        (
            "code = 'trust'\nrank = 1",
            ("place 1", "place 1 of 6", "reproduced",
             "3 cases with a coding of 'trust': place 1 of 6 codes on its level."),
        ),
        (
            "code = 'hope'\nrank = 3",
            ("place 3", "place 2 of 6", "contradicted",
             "Found 2 cases with a coding of 'hope': place 2 of 6 codes on its level, "
             "shared with 1 other, not place 3."),
        ),
        (
            "code = 'fear'\nrank_at_most = 4\namong = 'siblings'",
            ("place 4 or better", "place 4 of 5", "reproduced",
             "1 case with a coding of 'fear': place 4 of 5 codes below the same code."),
        ),
        (
            "code = 'calm'\nrank_at_most = 4",
            ("place 4 or better", "place 5 of 6", "contradicted",
             "Found 0 cases with a coding of 'calm': place 5 of 6 codes on its level, "
             "shared with 1 other, not place 4 or better."),
        ),
        (
            "case = 'R1'\nvalues = { Country = ['Nepal', 'India'], Age = 30 }",
            ("R1: Country = Nepal and India, Age = 30", "Country = India and Nepal, Age = 30",
             "reproduced", "'R1' has Country = India and Nepal, Age = 30."),
        ),
        (
            "case = 'R1'\nvalues = { Country = 'India', Age = 31 }",
            ("R1: Country = India, Age = 31", "Country = India and Nepal, Age = 30",
             "contradicted",
             "'R1' has Country = India and Nepal, not India and Age = 30, not 31."),
        ),
        (
            "case = 'R2'\nvalues = { Country = ['India', 'Nepal'] }",
            ("R2: Country = India and Nepal", "Country = India", "contradicted",
             "'R2' has Country = India, not India and Nepal."),
        ),
        (
            "case = 'R5'\nvalues = { Country = 'India', Sex = 'F' }",
            ("R5: Country = India, Sex = F", "Sex = F", "not checkable",
             "The project has no value of 'Country' for 'R5'."),
        ),
        (
            "case = 'R5'\nvalues = { Country = 'India', Sex = 'M' }",
            ("R5: Country = India, Sex = M", "Sex = F", "contradicted",
             "'R5' has Sex = F, not M."),
        ),
        (
            "variable = 'Age'\nmean = 34\nsum = 136\nrange = [30, 40]\nn = 4",
            ("mean 34, sum 136, range 30 to 40, n = 4", "mean 34, sum 136, range 30 to 40, n = 4",
             "reproduced",
             "4 numbers of 'Age' in 5 cases: mean 34, sum 136, range 30 to 40, n = 4; "
             "1 of them has none."),
        ),
        (
            "variable = 'Age'\nfilter = { Country = 'India' }\nmean = '32.0'",
            ("mean 32.0", "mean 32", "reproduced",
             "3 numbers of 'Age' in 3 cases where Country = India: mean 32."),
        ),
        (
            "variable = 'Age'\ncode = 'hope'\nmean = '32'\nn = 2\nbasis = 'imposed'",
            ("mean 32, n = 2", "mean 32.5, n = 2", "imposed",
             "2 numbers of 'Age' in 2 cases with a coding of 'hope': mean 32.5, n = 2."),
        ),
        (
            "variable = 'Age'\ncode = 'hope'\nmean = '33'",
            ("mean 33", "mean 32.5", "reproduced",
             "2 numbers of 'Age' in 2 cases with a coding of 'hope': mean 32.5."),
        ),
        (
            "variable = 'Age'\ncode = 'hope'\nmean = '34'\nrange = [30, 35]\nn = 3",
            ("mean 34, range 30 to 35, n = 3", "mean 32.5, range 30 to 35, n = 2",
             "contradicted",
             "Found 2 numbers of 'Age' in 2 cases with a coding of 'hope': mean 32.5, "
             "range 30 to 35, n = 2, not mean 34 and n = 3."),
        ),
        (
            "variable = 'Age'\nsource = 'R5'\nmean = 1",
            ("mean 1", "", "not checkable", "There are no numbers of 'Age' in 1 case in 'R5'."),
        ),
        (
            "variable = 'Age'\nfilter = { Sex = 'X' }\nmean = 1",
            ("mean 1", "", "contradicted",
             "There are no cases where Sex = X; nothing has that value of 'Sex', "
             "the values are 'F' and 'M'."),
        ),
        (
            "variable = 'Age'\ncode = 'calm'\nmean = 1",
            ("mean 1", "", "contradicted", "There are no cases with a coding of 'calm'."),
        ),
        (
            "unit = 'values'\nvariable = 'Country'\nequals = 6\ncode = 'calm'",
            ("6", "0", "contradicted",
             "Found 0 values of 'Country' in cases with a coding of 'calm', not 6."),
        ),
    ],
)  # fmt: skip
def test_questions(toml: str, expected: tuple[str, str, str, str]):
    assert told(toml) == expected


def test_a_value_is_one_however_often_a_case_has_it():
    """Entered twice, or under two variables of one name, a value is still one."""
    made = travellers()
    made.cases[1].values.append(value("Country", " India"))
    toml = "unit = 'values'\nvariable = 'Country'\nequals = 6"
    assert told(toml, made)[1] == "6"
    made.cases[1].values.append(value("Age", integer=31))
    assert told("unit = 'values'\nvariable = 'Age'\nequals = 4", made)[1] == "4"


@pytest.mark.parametrize(
    ("made", "toml", "why"),
    [
        (bare(cases=[]), "unit = 'values'\nvariable = 'Sex'\nequals = 1",
         "No case of the project has a value of the variable 'Sex'."),
        (study(), "unit = 'values'\nvariable = 'Kind'\nequals = 1",
         "No case of the project has a value of the variable 'Kind'."),
        (study(), "variable = 'Kind'\nmean = 1",
         "No case of the project has a value of the variable 'Kind'."),
        (bare(cases=[]), "case = 'R1'\nvalues = { Sex = 'F' }", "The project has no cases."),
        (bare(variables=[]), "case = 'R1'\nvalues = { Sex = 'F' }",
         "The project has no variables."),
        (bare(sources=[]), "code = 'theme'\nmore_than = { code = 'other' }",
         "The project has no codings."),
        (bare(sources=[]), "filter = { Sex = 'F' }\nmore_than = { code = 'other' }",
         "The project has no codings."),
        (bare(codes=[]), "code = 'theme'\nrank = 1", "The project has no codes."),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(made: m.Project, toml: str, why: str):
    assert told(toml, made)[1:] == ("", "not checkable", why)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("case = 'R9'\nvalues = { Sex = 'F' }",
         "there is no case 'R9'; there are 'R1', 'R2' and 'R3'."),
        ("case = 'R1'\nvalues = { Six = 'F' }",
         "there is no variable 'Six'; the nearest name is 'Sex'."),
        ("unit = 'values'\nvariable = 'Sx'\nequals = 1",
         "there is no variable 'Sx'; the nearest name is 'Sex'."),
        ("code = 'leaf'\nmore_than = { code = 'leef' }",
         "there is no code 'leef'; the nearest name is 'leaf'."),
        ("alone = { Sx = 'F' }\nequals = 1",
         "there is no variable 'Sx'; the nearest name is 'Sex'."),
        ("variable = 'Agee'\nmean = 1", "there is no variable 'Agee'; the nearest name is 'Age'."),
    ],
)  # fmt: skip
def test_names_that_are_not_there(toml: str, message: str):
    with pytest.raises(UnknownInClaims) as caught:
        judged(study(), toml)
    assert str(caught.value) == f"made.toml: claim 'c': {message}"


def test_a_case_whose_name_another_has_is_named_by_its_guid():
    made = study()
    made.cases[1].name = "R1"
    toml = "case = '{}'\nvalues = {{ Sex = 'M' }}"
    with pytest.raises(UnknownInClaims, match=r"2 cases are called 'R1'\. Give the GUID: "):
        judged(made, toml.format("R1"))
    assert judged(made, toml.format(made.cases[1].guid))["verdict"] == "reproduced"
