"""A claim as one row: what is counted of it, its parts where they are many, its readings."""

from __future__ import annotations

import pandas as pd
import pytest
from claims_made import bare, case, study, value, variable

from refiqda.claims import as_junit, parse_claims, verify


def rows(toml: str, **more: bool) -> pd.DataFrame:
    return verify(parse_claims(toml, "made.toml"), study(), **more).set_index("id")


def many(wrong: int = 0, closing: str = "") -> str:
    """Eleven parts; the printed values of some are wrong, and the last may have more keys."""
    parts = [
        f"[[claim.part]]\nid = 'p{n}'\ncase = 'R1'\n"
        f"values = {{ Sex = '{'M' if n < wrong else 'F'}', Age = 33 }}\n"
        for n in range(11)
    ]
    return f"[[claim]]\nid = 'a'\n{''.join(parts)}{closing}"


def test_many_parts_are_counted_not_listed():
    row = rows(many()).loc["a"]
    assert (row["expected"], row["found"]) == ("11 parts", "11 of 11 hold")
    assert row["why"] == "All parts hold."
    parts = rows(many(), parts=True).drop(index="a")
    assert set(parts["found"]) == {"Sex = F, Age = 33"}


@pytest.mark.parametrize(
    ("wrong", "found", "end"),
    [
        (1, "10 of 11 hold: not p0", "The other 10 parts hold."),
        (2, "9 of 11 hold: not p0 and p1", "The other 9 parts hold."),
        (10, "1 of 11 hold: not p0, p1, p2, p3, p4 and 5 more", "The other part holds."),
        (11, "0 of 11 hold: not p0, p1, p2, p3, p4 and 6 more", "not M."),
    ],
)
def test_of_many_parts_those_are_told_that_do_not_hold(wrong: int, found: str, end: str):
    row = rows(many(wrong)).loc["a"]
    assert row["found"] == found
    assert row["verdict"] == "contradicted"
    assert row["why"].startswith("p0: 'R1' has Sex = F, not M.")
    assert row["why"].count("'R1' has") == wrong
    assert row["why"].endswith(end)


def test_a_part_that_has_no_say_is_none_of_those_that_hold():
    there = "[[claim.part]]\nid = 'there'\nprints = { about = 'all' }\n"
    here = "[[claim.part]]\nid = 'here'\nprints = { about = 'all' }\nsame_as = 'a.there'\n"
    row = rows(many(closing=there + here)).loc["a"]
    assert (row["expected"], row["found"]) == ("13 parts", "12 of 12 hold")


def test_long_reasons_of_a_few_parts_are_left_to_the_parts():
    parts = "".join(
        f"[[claim.part]]\nid = '{code}'\ncode = '{code}'\nof = 3\nequals = {equals}\n"
        "filter = { Sex = ['F', 'M', 'another', 'not told'], Kind = ['Interview', 'Report'] }\n"
        for code, equals in (("theme", 2), ("sub", 2), ("leaf", 1), ("other", 1))
    )
    toml = f"[[claim]]\nid = 'a'\nbasis = 'imposed'\nbecause = 'it was made so'\n{parts}"
    row = rows(toml).loc["a"]
    assert row["expected"] == "2 of 3; 2 of 3; 1 of 3; 1 of 3"
    assert row["found"] == "2 of 3; 2 of 3; 1 of 3; 1 of 3"
    assert row["why"] == "All parts hold. It was made so."


@pytest.mark.parametrize(
    ("toml", "unit"),
    [
        ("equals = 3", "cases"),
        ("unit = 'users'\nequals = 2", "users"),
        ("variable = 'Age'\nmean = 37", "cases"),
        ("case = 'R1'\nvalues = { Age = 33 }", "cases"),
        ("equals = 3\njudged = { verdict = 'tension', by = 'us', because = 'so' }", "cases"),
        ("unit = 'files'\nequals = 4\n[[claim.reading]]\nsays = 'x'\ncount = { unit = 'users' }",
         "users"),
        ("equals = 3\ncounted = false\nno_more_than = 5", ""),
        ("mean = 37\nn = 2", ""),
        ("prints = { about = 'all' }", ""),
        ("span = { from = '2001-01-01', to = '2019-01-01' }\nyears_more_than = 10", ""),
        ("judged = { verdict = 'tension', by = 'us', because = 'so' }", ""),
        ("not_checkable = 'so'\nequals = 3", ""),
        ("external = 'so'\nequals = 3\nno_more_than = 5", ""),
        ("[[claim.part]]\nid = 'x'\nequals = 3\n[[claim.part]]\nid = 'y'\nprints = { about = 1 }\n"
         "[[claim.part]]\nid = 'z'\nunit = 'files'\nequals = 4", "cases and files"),
    ],
)  # fmt: skip
def test_the_unit_is_told_of_what_is_counted_in_the_project_alone(toml: str, unit: str):
    assert rows(f"[[claim]]\nid = 'a'\n{toml}").loc["a", "unit"] == unit


def test_a_reading_is_told_before_what_else_is_printed_and_after_what_a_person_judged():
    toml = """
    [[claim]]
    id = "a"
    code = "theme"
    equals = 2
    no_more_than = 3
    judged = { verdict = "tension", by = "us", because = "it is odd" }
      [[claim.reading]]
      says = "people"
      count = { unit = "cases" }
      [[claim.reading]]
      says = "files"
      count = { unit = "files" }
    """
    assert rows(toml).loc["a", "why"] == (
        "It is odd. (Judged by us.) As people: 2 cases with a coding of 'theme' or a code below "
        "it. As files: 3. 2 is no more than 3."
    )


def test_what_the_project_lacks_is_told_whatever_the_id_is_like():
    toml = "[[claim]]\nid = \"Table 1: 'men'\"\ncode = 'them'\nequals = 1\n"
    frame = verify(parse_claims(toml), study(), unknown="contradicted")
    assert list(frame["why"]) == ["There is no code 'them'; the nearest name is 'theme'."]
    assert 'message="expected 1, found nothing"' in as_junit(frame)


@pytest.mark.parametrize(
    ("toml", "found", "why"),
    [
        ("code = 'other'\nrank = 1\nfilter = { Sex = 'X' }", "",
         "There are no cases with a coding of 'other' where Sex = X, nor others."),
        ("code = 'other'\nrank = 1\namong = 'siblings'", "place 2 of 2",
         "Found 1 case with a coding of 'other': place 2 of 2 codes on its level, not place 1."),
        ("code = 'leaf'\nrank = 2\namong = 'siblings'", "place 1 of 1",
         "Found 1 case with a coding of 'leaf': place 1 of 1 code below the same code, not "
         "place 2."),
        ("variable = 'Age'\nrange = [32, '41.0']", "range 33 to 41",
         "Found 2 numbers of 'Age' in 3 cases: range 33 to 41, not range 32 to 41.0; "
         "1 of them has none."),
        ("mean = 5\nrange = [1, 3]", "", "The mean 5 does not lie between 1 and 3."),
    ],
)  # fmt: skip
def test_what_is_contradicted(toml: str, found: str, why: str):
    row = rows(f"[[claim]]\nid = 'a'\n{toml}").loc["a"]
    assert (row["found"], row["verdict"], row["why"]) == (found, "contradicted", why)


def test_the_ends_of_a_range_are_rounded_as_a_mean_is():
    made = bare(
        variables=[variable("Age", "Float")],
        cases=[
            case(name, values=[value("Age", float=age)])
            for name, age in (("R1", "32.6"), ("R2", "41.5"), ("R3", "36.9"))
        ],
    )
    for printed, verdict in (
        ("range = [33, 42]\nmean = 37", "reproduced"),
        ("range = ['32.6', '41.5']\nmean = '37.0'", "reproduced"),
        ("range = [32, 42]", "contradicted"),
        ("range = ['32.60', '41.50']", "reproduced"),
    ):
        toml = f"[[claim]]\nid = 'a'\nvariable = 'Age'\n{printed}"
        assert list(verify(parse_claims(toml), made)["verdict"]) == [verdict]
