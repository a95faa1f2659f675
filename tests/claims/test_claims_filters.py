from __future__ import annotations

from typing import Any

import pytest
from claims_made import case, found, guid, judged, passage, project, study, text, value, variable

from refiqda.standard import model as m


@pytest.mark.parametrize(
    ("toml", "count"),
    [
        ("filter = { Sex = 'F' }", 2),
        ("filter = { Sex = ['F', 'M'] }", 3),
        ("filter = { Sex = ' F ' }", 2),
        ("filter = { Sex = 'f' }", 0),
        ("filter = { Age = 33 }", 1),
        ("filter = { Age = 33.0 }", 1),
        ("filter = { Age = '33' }", 1),
        ("filter = { Age = [33, 41] }", 2),
        ("filter = { Sex = 'F', Age = 33 }", 1),
        ("filter = { Sex = 'M', Age = 33 }", 0),
        ("filter = { Kind = 'Report' }", 1),  # of the source; R1 holds one
        ("filter = { Kind = 'Interview', Sex = 'F' }", 2),
        ("filter = { Sex = 'F' }\ncode = 'theme'", 1),
        ("filter = { Sex = 'F' }\ncode = 'theme'\nunit = 'references'", 5),
        ("filter = { Kind = 'Report' }\ncode = 'theme'\nunit = 'references'", 1),
        ("filter = { Kind = 'Report' }\nunit = 'files'", 1),
        ("filter = { Sex = 'F' }\nunit = 'files'", 3),
        ("filter = { Sex = 'M' }\nunit = 'users'", 2),
    ],
)
def test_filters(toml: str, count: int):
    assert found(study(), toml) == count


@pytest.mark.parametrize(
    ("held", "wanted", "fits"),
    [
        ({"text": "007"}, "'007'", True),
        ({"text": "007"}, "'7'", False),
        ({"text": "007"}, "7", True),
        ({"text": "seven"}, "7", False),
        ({"text": "a  b"}, "'a b'", True),
        ({"text": "caf\u00e9"}, "'cafe\u0301'", True),
        ({"text": "True"}, "true", True),
        ({"text": "NaN"}, "1", False),
        ({"boolean": True}, "true", True),
        ({"boolean": True}, "'true'", True),
        ({"boolean": False}, "true", False),
        ({"boolean": True}, "1", False),
        ({"integer": 1}, "true", False),
        ({"integer": 7}, "'seven'", False),
        ({"float": "36.50"}, "36.5", True),
        ({"float": "36.50"}, "'36.5'", True),
        ({"float": "36.51"}, "36.5", False),
        ({"date": "2019-03-01"}, "2019-03-01", True),
        ({"date": "2019-03-01"}, "'2019-03-01'", True),
        ({"date": "2019-03-02"}, "2019-03-01", False),
        ({"datetime": "2019-03-01T10:00:00Z"}, "2019-03-01T11:00:00+01:00", True),
        ({"datetime": "2019-03-01T10:00:00"}, "2019-03-01T10:00:00", True),
        ({"datetime": "soon"}, "2019-03-01T10:00:00", False),
    ],
)
def test_values(held: dict[str, Any], wanted: str, fits: bool):
    made = project(variables=[variable("V")], cases=[case("R", values=[value("V", **held)])])
    assert found(made, f"filter = {{ V = {wanted} }}") == int(fits)


def test_several_values_of_one_variable():
    countries = [value("Country", "USA"), value("Country", "Brazil"), value("Country")]
    made = project(
        variables=[variable("Country")],
        cases=[case("R1", values=countries), case("R2", values=[value("Country", "USA")])],
    )
    assert found(made, "filter = { Country = 'USA' }") == 2
    assert found(made, "filter = { Country = 'Brazil' }") == 1
    assert found(made, "filter = { Country = ['Brazil', 'India'] }") == 1


def test_both_values_have_to_be_of_one_case():
    """A passage of a woman and of a man of 41 is no passage of a woman of 41."""
    made = study()
    made.cases[0].sources.append(guid("source", "two"))
    both = "code = 'leaf'\nunit = 'references'\nfilter = { Sex = 'F', Age = 41 }"
    assert found(made, both) == 0
    assert found(made, both.replace("41", "33")) == 3


def test_variables_of_one_name():
    """NVivo keeps the variables of each classification apart, whatever their names."""
    again = m.Variable(guid=guid("again"), name="Sex", type="Text")
    made = study()
    made.variables.append(again)
    made.cases.append(case("R4", values=[m.VariableValue(variable=again.guid, text="F")]))
    assert found(made, "filter = { Sex = 'F' }") == 3


def test_a_value_that_nothing_has_is_told_with_those_that_are_there():
    assert judged(study(), "filter = { Sex = 'female' }\nequals = 2")["why"] == (
        "Found 0 cases where Sex = female, not 2; nothing has that value of 'Sex', the values are "
        "'F' and 'M'."
    )


def test_a_contradiction_tells_of_cases_without_a_value():
    made = study()
    made.cases.append(case("R4"))
    assert judged(made, "filter = { Sex = 'F' }\nequals = 3")["why"] == (
        "Found 2 cases where Sex = F, not 3; 1 case is without a value of 'Sex'."
    )


def test_a_source_without_case_fits_by_its_own_values():
    made = study()
    made.sources.append(text("lonely", passage(0, 1), values=[value("Kind", "Report")]))
    assert found(made, "unit = 'files'\nfilter = { Kind = 'Report' }") == 2
    assert found(made, "unit = 'cases'\nfilter = { Kind = 'Report' }") == 1
