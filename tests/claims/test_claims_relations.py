"""Printed numbers held against other printed numbers, and verdicts by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from claims_made import study
from hypothesis import given
from hypothesis import strategies as st

from refiqda.claims import Span, parse_claims, spans, verify
from refiqda.claims.spans import years

OTHERS = """
[[claim]]
id = "A"
counted = false
equals = 14
of = 23

[[claim]]
id = "B"
counted = false
equals = 17
of = 23

[[claim]]
id = "C"
counted = false
range = [33, 42]

[[claim]]
id = "D"
counted = false
between = [3, 5]
mean = "36.4"

[[claim]]
id = "C5"
counted = false
equals = 3
of = 5

[[claim]]
id = "E"
prints = { themes = 36, linked = ["trust", "hope"], about = "all" }

[[claim]]
id = "F"
counted = false
at_least = 3
"""


def rows(toml: str, **more: bool) -> pd.DataFrame:
    return verify(parse_claims(toml, "made.toml"), study(), **more).set_index("id")


def told(toml: str) -> tuple[str, str, str]:
    row = rows(f'{OTHERS}\n[[claim]]\nid = "c"\n{toml}').loc["c"]
    return row["found"], row["verdict"], row["why"]


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        (
            "equals = 14\nof = 23\ncounted = false\nsame_as = 'A'",
            ("14, of 23", "reproduced", "'A' prints the same: 14, of 23."),
        ),
        (
            "equals = 14\ncounted = false\nsame_as = 'A'",
            ("14", "reproduced", "'A' prints the same: 14."),
        ),
        (
            "equals = 15\ncounted = false\nsame_as = ['A', 'B']",
            ("14 (A); 17 (B)", "contradicted",
             "'A' prints 14, but this prints 15; 'B' prints 17, but this prints 15."),
        ),
        (
            "equals = 14\nmean = '36.4'\nrange = [33, 42]\ncounted = false\n"
            "same_as = ['A', 'C', 'D']",
            ("14; range 33 to 42; mean 36.4", "consistent",
             "The mean 36.4 lies between 33 and 42. 'A', 'C' and 'D' print the same: "
             "14, mean 36.4, range 33 to 42."),
        ),
        (
            "equals = 14\nmean = '36.4'\ncounted = false\nsame_as = 'A'",
            ("14", "consistent", "'A' prints the same: 14; 'A' does not print mean 36.4."),
        ),
        (
            "equals = 14\ncounted = false\nof = 22\nsame_as = 'A'",
            ("14, of 23 (A)", "contradicted", "'A' prints of 23, but this prints of 22."),
        ),
        (
            "equals = 3\ncounted = false\nof = 6\nsame_as = ['G', 'C5']\n"
            "[[claim]]\nid = 'G'\ncounted = false\nequals = 3",
            ("3, of 5 (C5)", "contradicted", "'C5' prints of 5, but this prints of 6."),
        ),
        (
            "equals = 3\ncounted = false\nof = 6\nsame_as = 'G'\n"
            "[[claim]]\nid = 'G'\ncounted = false\nequals = 3",
            ("3", "reproduced", "'G' prints the same: 3; 'G' does not print of 6."),
        ),
        (
            "prints = { themes = 36, linked = ['hope', 'trust'] }\nsame_as = 'E'",
            ("themes = 36, linked = trust and hope", "reproduced",
             "'E' prints the same: themes = 36, linked = hope and trust."),
        ),
        (
            "prints = { themes = 36, about = 'several' }\nsame_as = 'E'",
            ("themes = 36, about = all (E)", "contradicted",
             "'E' prints about = all, but this prints about = several."),
        ),
        (
            "equals = 14\ncounted = false\nno_more_than = ['A', 'C', 50]",
            ("at most 14", "consistent",
             "14 is no more than 14 (A), 42 (C) and 50."),
        ),
        (
            "equals = 43\ncounted = false\nno_more_than = ['C', 50]",
            ("at most 42", "contradicted", "43 is more than 42 (C)."),
        ),
        (
            "equals = 0\ncounted = false\nno_less_than = ['D', 0]",
            ("at least 3", "contradicted", "0 is less than 3 (D)."),
        ),
        (
            "at_most = 3\ncounted = false\nno_more_than = 'D'",
            ("at most 5", "consistent", "3 is no more than 5 (D)."),
        ),
        (
            "at_least = 3\ncounted = false\nno_more_than = 'D'",
            ("at most 5", "not checkable", "At least 3 may be no more than 5 (D), or not."),
        ),
        (
            "mean = '36.4'\ncounted = false\nno_more_than = 'C'\nno_less_than = 'C'",
            ("33 to 42", "consistent", "36.4 is no more than 42 (C) and no less than 33 (C)."),
        ),
        (
            "at_least = 6\ncounted = false\nno_more_than = 'D'",
            ("at most 5", "contradicted", "6 is more than 5 (D)."),
        ),
        (
            "at_most = 2\ncounted = false\nno_less_than = 'D'",
            ("at least 3", "contradicted", "2 is less than 3 (D)."),
        ),
        (
            "between = [2, 9]\ncounted = false\nno_more_than = 'D'\nno_less_than = 2",
            ("2 to 5", "consistent", "2 is no less than 2."),
        ),
        (
            "range = [2, 9]\nno_more_than = 'D'\nno_less_than = 'D'",
            ("3 to 5", "contradicted", "9 is more than 5 (D) and 2 is less than 3 (D)."),
        ),
        (
            "equals = 4\ncounted = false\nno_more_than = 3\nno_less_than = 5",
            ("at least 5 and at most 3", "contradicted", "4 is more than 3 and less than 5."),
        ),
        (
            "overlap_of = ['A', 'C5']\nn = 23",
            ("0 to 3", "not checkable",
             "The overlap of 14 (A) and 3 (C5) has 0 to 3 of 23; the printed numbers do not say "
             "more."),
        ),
        (
            "equals = 31\ncounted = false\nsum_of = ['A', 'B']",
            ("31", "reproduced", "14 (A) and 17 (B) add up to 31."),
        ),
        (
            "equals = 30\ncounted = false\nsum_of = ['A', 'B', 1]",
            ("32", "contradicted", "14 (A), 17 (B) and 1 add up to 32, not 30."),
        ),
        (
            "union_of = ['A', 'B']",
            ("17 to 23", "not checkable",
             "The union of 14 (A) and 17 (B) has 17 to 23 of 23; the printed numbers do not say "
             "more."),
        ),
        (
            "overlap_of = ['A', 'B']\nequals = 8\ncounted = false",
            ("8 to 14", "consistent",
             "The overlap of 14 (A) and 17 (B) has 8 to 14 of 23, so 8 is possible, not forced."),
        ),
        (
            "overlap_of = ['A', 'B']\nat_least = 8\ncounted = false",
            ("8 to 14", "reproduced",
             "The overlap of 14 (A) and 17 (B) has 8 to 14 of 23, which is forced by the printed "
             "numbers."),
        ),
        (
            "overlap_of = ['A', 'B']\nat_most = 7\ncounted = false",
            ("8 to 14", "contradicted",
             "The overlap of 14 (A) and 17 (B) has 8 to 14 of 23, not at most 7."),
        ),
        (
            "union_of = [7, 1]\nmajority = true\nn = 23\ncounted = false",
            ("7 to 8", "contradicted",
             "The union of 7 and 1 has 7 to 8 of 23, not more than half."),
        ),
        (
            "overlap_of = ['A', 5]\nmajority = true\nof = 5\nn = 23\ncounted = false",
            ("0 to 5", "consistent",
             "The overlap of 14 (A) and 5 has 0 to 5 of 23, so more than half is possible, "
             "not forced."),
        ),
        (
            "union_of = [7, 1]",
            ("7 to 8", "not checkable",
             "The union of 7 and 1 has 7 to 8; the printed numbers do not say more."),
        ),
        (
            "span = { from = 2001-04-01, to = '2018-12-01' }\nyears_more_than = 10",
            ("17.7 years", "reproduced", "Between them lie 17.7 years, always more than 10."),
        ),
        (
            "span = { from = ['2009-01-01', '2009-03-31'], to = '2018-12-01' }\n"
            "years_more_than = 10",
            ("9.7 to 9.9 years", "contradicted",
             "Between them lie 9.7 to 9.9 years, never more than 10."),
        ),
        (
            "span = { from = '2001-04-01', to = '2011-03-31' }\nyears_more_than = 10",
            ("9.997 years", "contradicted", "Between them lie 9.997 years, never more than 10."),
        ),
        (
            "span = { from = '2001-04-01', to = '2011-04-01' }\nyears_more_than = 10",
            ("10.0 years", "contradicted", "Between them lie 10.0 years, never more than 10."),
        ),
        (
            "span = { from = '2001-04-01', to = ['2011-04-02', '2011-04-05'] }\n"
            "years_more_than = 10",
            ("10.003 to 10.011 years", "reproduced",
             "Between them lie 10.003 to 10.011 years, always more than 10."),
        ),
        (
            "span = { from = ['2001-04-01', '2009-03-31'], to = '2018-12-01' }\n"
            "years_more_than = '10.5'",
            ("9.7 to 17.7 years", "consistent",
             "Between them lie 9.7 to 17.7 years, which need not be more than 10.5."),
        ),
        # With the count in the project.
        (
            "code = 'theme'\nequals = 2\nof = 3\nbasis = 'imposed'\nunion_of = [1, 2]",
            ("2 of 3", "consistent",
             "2 of 3 cases with a coding of 'theme' or a code below it. "
             "The union of 1 and 2 has 2 to 3 of 3, so 2 is possible, not forced."),
        ),
        (
            "code = 'theme'\nequals = 2\nbasis = 'imposed'\nbecause = 'it was made so'\n"
            "no_less_than = 5",
            ("at least 5", "contradicted",
             "2 cases with a coding of 'theme' or a code below it. 2 is less than 5. "
             "It was made so."),
        ),
        (
            "code = 'theme'\nequals = 9\nno_less_than = 1",
            ("2", "contradicted",
             "Found 2 cases with a coding of 'theme' or a code below it, not 9. "
             "9 is no less than 1."),
        ),
        (
            "code = 'theme'\nequals = 2\nsum_of = [1, 1]",
            ("2", "reproduced",
             "2 cases with a coding of 'theme' or a code below it. 1 and 1 add up to 2."),
        ),
        (
            "code = 'theme'\nequals = 2\nbasis = 'weaker'\nbecause = 'A sign of it.'",
            ("2", "consistent",
             "2 cases with a coding of 'theme' or a code below it. A sign of it."),
        ),
        (
            "code = 'theme'\nequals = 9\nbasis = 'weaker'",
            ("2", "contradicted",
             "Found 2 cases with a coding of 'theme' or a code below it, not 9."),
        ),
        (
            "equals = 4\ncounted = false",
            ("", "not checkable", "There is nothing to hold it against."),
        ),
        # By hand.
        (
            "code = 'theme'\nequals = 2\n"
            "judged = { verdict = 'tension', by = 'us', because = 'it is odd' }",
            ("2", "tension",
             "It is odd. (Judged by us.) 2 cases with a coding of 'theme' or a code below it."),
        ),
        (
            "code = 'theme'\nequals = 9\n"
            "judged = { verdict = 'consistent', by = 'us', because = 'it is odd' }",
            ("2", "contradicted",
             "It is odd. (Judged consistent by us.) "
             "Found 2 cases with a coding of 'theme' or a code below it, not 9."),
        ),
        (
            "judged = { verdict = 'editorial', by = 'us', because = 'It is odd.' }",
            ("", "editorial", "It is odd. (Judged by us.)"),
        ),
        (
            "not_checkable = 'nobody knows'",
            ("", "not checkable", "Nobody knows."),
        ),
        (
            "code = 'no such code'\nnot_checkable = 'nobody knows'\noverlap_of = ['A', 'B']",
            ("8 to 14", "not checkable",
             "Nobody knows. The overlap of 14 (A) and 17 (B) has 8 to 14 of 23; "
             "the printed numbers do not say more."),
        ),
        (
            "not_checkable = 'nobody knows'\nequals = 4\nsum_of = [1, 2]",
            ("3", "contradicted", "Nobody knows. 1 and 2 add up to 3, not 4."),
        ),
        (
            "external = 'A survey says so.'\nequals = 9\nno_more_than = 'A'",
            ("at most 14", "external", "A survey says so. 9 is no more than 14 (A)."),
        ),
        ("external = 'A survey.'\nmean = 3", ("", "external", "A survey.")),
        (
            "external = 'A survey.'\nequals = 40\nno_more_than = 'A'",
            ("at most 14", "contradicted", "A survey. 40 is more than 14 (A)."),
        ),
    ],
)  # fmt: skip
def test_what_follows(toml: str, expected: tuple[str, str, str]):
    assert told(toml) == expected


@given(st.dates(), st.integers(-800, 8000), st.integers(0, 20), st.integers(0, 400))
def test_years_are_told_on_the_side_of_the_limit_on_which_they_lie(
    start: datetime.date, days: int, limit: int, later: int
):
    end = datetime.date.fromordinal(min(max(1, start.toordinal() + days), 3_000_000))
    last = datetime.date.fromordinal(end.toordinal() + later)
    between = years(Span(start=(start, start), end=(end, last)))
    shown = [Fraction(each) for each in spans.told(between, Decimal(limit)).split(" to ")]
    assert len(shown) == 1 + (between.least < between.most)
    for seen, exact in zip(shown, between, strict=False):
        assert ((seen > limit), (seen < limit)) == ((exact > limit), (exact < limit))


@pytest.mark.parametrize(("years", "words"), [("1", "year"), ("1.5", "years"), ("0", "years")])
def test_one_year_is_one(years: str, words: str):
    claim = f"span = {{ from = 2001-04-01, to = 2004-04-01 }}\nyears_more_than = {years}"
    row = rows(f"[[claim]]\nid = 'c'\n{claim}").loc["c"]
    assert row["expected"] == f"more than {years} {words}"


def test_a_chain_of_the_same_is_no_circle():
    toml = "".join(
        f"[[claim]]\nid = '{id}'\nequals = 3\n{more}\n"
        for id, more in (("a", "same_as = 'b'"), ("b", "same_as = 'c'"), ("c", ""))
    )
    assert set(rows(toml)["verdict"]) == {"reproduced"}


def test_a_changed_number_contradicts_every_claim_that_says_the_same_and_no_other():
    toml = OTHERS + "".join(
        f"[[claim]]\nid = '{id}'\nequals = {number}\ncounted = false\nsame_as = '{other}'\n"
        for id, number, other in (("a", 14, "A"), ("b", 17, "B"), ("a2", 14, "a"))
    )
    assert "contradicted" not in set(rows(toml)["verdict"])
    changed = rows(toml.replace('id = "A"\ncounted = false\nequals = 14', 'id = "A"\nequals = 13'))
    failed = changed[changed["verdict"] == "contradicted"]
    assert list(failed.index) == ["A", "a"]
