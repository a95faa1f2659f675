"""Keys that cannot be meant together, parts and readings that cannot be, ids that lead nowhere."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from refiqda.claims import BadClaims, Claim, Claims, UnknownInClaims, parse_claims, verify
from refiqda.claims.printed import Span
from refiqda.standard import model as m


def problems(toml: str) -> list[str]:
    with pytest.raises(BadClaims) as caught:
        parse_claims(toml, "claims.toml")
    start = "claims.toml: "
    assert all(each.startswith(start) for each in caught.value.problems)
    return [each.removeprefix(start) for each in caught.value.problems]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        # What a key holds.
        ("mean = 'x'\nn = 3", "mean is 'x', which is no number. Write it so: \"36.4\"."),
        ("mean = true\nn = 3", "mean is true, which is no number. Write it so: \"36.4\"."),
        ("mean = 1e500\nn = 3",
         "mean is 1E+500, which is no number. Write it so: \"36.4\"."),
        ("mean = nan\nn = 3", "mean is NaN, which is no number. Write it so: \"36.4\"."),
        ("mean = 3\nn = 3\nstep = -1", "step is -1. Write 0 or more."),
        ("range = [42, 33]", "range is [42, 33], with the larger number first. Write [33, 42]."),
        ("range = 33", "range is 33. Write the smallest and the largest: [33, 42]."),
        ("code = 'x'\nmajority = false",
         "majority is false. Write true, or the most that the words allow with at_most."),
        ("equals = 1\nno_more_than = []",
         "no_more_than is an empty list. Name one claim at least, or leave the key out."),
        ("equals = 1\nsum_of = [-1]",
         "sum_of holds -1. Write ids of claims in quotes, or whole numbers."),
        ("prints = 3", "prints is 3. Write what is printed: { themes = 36 }."),
        ("prints = { a = true }",
         "prints gives 'a' the value true. Write a whole number, or texts."),
        ("years_more_than = 1\nspan = { from = 2001-01-01 }",
         "span is {'from': datetime.date(2001, 1, 1)}. "
         'Write it so: { from = "2009-03-31", to = ["2018-12-01", "2019-03-31"] }.'),
        ("years_more_than = 1\nspan = { from = 'May', to = 2001-01-01 }",
         "span is not right: from is 'May', which is no date. Write it so: 2018-12-01."),
        ("years_more_than = 1\nspan = { from = ['2002-01-01', '2001-01-01'], to = 2003-01-01 }",
         "span is not right: from begins with 2002-01-01, which is after 2001-01-01. "
         "Write the earliest first."),
        ("years_more_than = 1\nspan = { from = 2003-01-01, to = 2002-01-01 }",
         "span is not right: it ends before it begins."),
        ("years_more_than = 1\nspan = { from = [], to = 2002-01-01 }",
         "span is not right: from is []. Write a date, or the earliest and the latest."),
        ("judged = { verdict = 'tension', because = 'x' }",
         "judged lacks by. Write it so: "
         '{ verdict = "tension", by = "who says so", because = "why" }.'),
        ("judged = { verdict = 'wrong', by = 'x', because = 'x' }",
         "judged is not right: verdict is 'wrong', which is not known. "
         "Write tension, editorial, consistent or not checkable."),
        ("code = 'x'\nmore_than = { filte = { Sex = 'F' } }",
         "more_than is not right: there is no key 'filte'; perhaps 'filter'."),
        ("code = 'x'\nmore_than = {}",
         'more_than is no table of keys. Write it so: { filter = { Sex = "M" } }.'),
        # What says nothing together.
        ("rank = 1", "rank is the place of a code among others. Name the code, and count in it."),
        ("rank = 1\ncode = 'x'\nunit = 'codes'",
         "rank is the place of a code among others. Name the code, and count in it."),
        ("equals = 1\namong = 'level'", "among is for rank and rank_at_most. Leave it out."),
        ("values = { Sex = 'F' }", "values needs case beside it."),
        ("case = 'R1'", "case needs values beside it."),
        ("case = 'R1'\nvalues = { Sex = 'F' }\ncode = 'x'",
         "code says nothing about the values of a case. Leave it out."),
        ("equals = 1\nunit = 'values'",
         'unit = "values" needs a variable. Name the one whose values are counted.'),
        ("only = { Sex = 'F' }\nunit = 'values'\nvariable = 'Sex'",
         'only says nothing about unit = "values". Count another unit.'),
        ("equals = 1\nvariable = 'Sex'",
         'variable is for unit = "values", or beside mean, sum, range or n. Leave it out.'),
        ("equals = 1\nunit = 'codes'\nalone = { Sex = 'F' }",
         'alone says nothing about unit = "codes". Leave it out.'),
        ("equals = 1\nunit = 'values'\nvariable = 'Sex'\ncoders = 'all'",
         "coders is for a claim with a code, since values as such have no coder."),
        ("code = 'x'\nmore_than = { unit = 'values' }",
         'more_than: unit = "values" needs a variable. Name the one whose values are counted.'),
        ("majority = true",
         "majority of what? Name a code or a filter, or write counted = false."),
        ("only = { Sex = 'F' }\ncounted = false",
         "counted = false leaves nothing of only to check."),
        ("rank = 1\nof = 3\ncode = 'x'", "of has no place beside rank. Leave it out."),
        ("mean = 3\nof = 3\nn = 3", "of has no place beside mean. Leave it out."),
        ("mean = 3", "mean needs n, how many numbers there are, or a variable that holds them."),
        ("n = 3", "n is how many numbers a list has. Write their mean, sum or range too."),
        ("equals = 3\nstep = 2",
         "step is for a mean, sum or range without a variable. Leave it out."),
        ("mean = 3\nvariable = 'Age'\nstep = 2",
         "step is for a mean, sum or range without a variable. Leave it out."),
        ("mean = 3\nvariable = 'Age'\nunit = 'references'",
         'mean is of the values of cases. Leave unit out, or write unit = "cases".'),
        ("mean = 3\nvariable = 'Age'\nequals = 3",
         "equals has no place beside mean of a variable. Write n for how many."),
        ("mean = 3\nn = 3\ncode = 'x'",
         "code says nothing about mean without a variable. Name the variable."),
        ("mean = 3\nn = 3\nunion_of = [3]",
         "mean has no place beside union_of and overlap_of. Make it a claim of its own."),
        ("union_of = [3]\noverlap_of = [3]",
         "union_of and overlap_of cannot both be. Write one of them."),
        ("span = { from = 2001-01-01, to = 2002-01-01 }\nequals = 1",
         "span needs years_more_than beside it."),
        ("years_more_than = 3",
         "years_more_than needs span beside it, between which moments the years lie."),
        ("prints = { a = 'b' }\nno_more_than = 3",
         "no_more_than compares a number, and none is printed. Write it with equals."),
        ("at_most = 3\nsum_of = [3]",
         "sum_of is about a number, and none is printed. Write it with equals."),
        ("union_of = [3]\nsame_as = 'b'\n[[claim]]\nid = 'b'\nequals = 1",
         "same_as compares what is printed, and nothing is. Write it with equals or prints."),
        ("equals = 1\nbecause = 'x'",
         "because says why basis is so, and there is no basis. Leave it out."),
        ("external = 'x'\nnot_checkable = 'y'",
         "not_checkable and external are each a verdict; a claim has one of them."),
        # Relations.
        ("equals = 1\nno_less_than = 'b'", "no_less_than: there is no claim 'b'."),
        ("equals = 1\nno_less_than = 'a'", "no_less_than names the claim itself."),
        ("overlap_of = [3, 4]\nn = 3", "a set of 4 is more than the 3 that there are in all."),
        ("union_of = [3, 4]\nmajority = true\ncounted = false", "majority of how many? Write n."),
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_meant(toml: str, message: str):
    assert problems(f"[[claim]]\nid = 'a'\n{toml}") == [f"claim 'a': {message}"]


TWO = """
[[claim]]
id = "one"
equals = 3
of = 23

[[claim]]
id = "words"
prints = { about = "all" }

[[claim]]
id = "parts"
  [[claim.part]]
  id = "x"
  equals = 5
  of = 22

[[claim]]
id = "c"
"""


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("equals = 1\nno_more_than = 'ones'", "no_more_than: there is no claim 'ones'; "
         "perhaps 'one'."),
        ("equals = 1\nno_more_than = 'words'", "no_more_than: claim 'words' prints no number."),
        ("equals = 1\nsum_of = ['words', 'one']", "sum_of: claim 'words' prints no single number."),
        ("union_of = 'words'", "union_of: claim 'words' prints no number with equals."),
        ("equals = 1\nsame_as = 'words'", "same_as: claim 'words' prints nothing of equals."),
        ("equals = 1\nsame_as = 'parts'",
         "same_as: claim 'parts' prints nothing of equals. "
         "Name one of its parts, such as 'parts.x'."),
        ("union_of = ['one', 'parts.x']",
         "22 (parts.x) and 23 (one) cannot each be how many there are in all. Write it with n."),
        ("union_of = ['one', 'parts.x']\nof = 22\nequals = 7",
         "22 (c and parts.x) and 23 (one) cannot each be how many there are in all. "
         "Write it with n."),
        ("union_of = 'one'\nn = 22",
         "claim 'one' is of 23, more than the 22 that there are in all."),
        ("union_of = 'seven'\nn = 6\n[[claim]]\nid = 'seven'\nequals = 7",
         "claim 'seven' prints 7, more than the 6 that there are in all."),
        ("union_of = ['one', 3, 'one', 3]",
         "union_of names claim 'one' 2 times. Name each set once."),
    ],
)  # fmt: skip
def test_a_relation_to_what_does_not_print_it(toml: str, message: str):
    assert problems(TWO + toml) == [f"claim 'c': {message}"]


@pytest.mark.parametrize("relation", ["same_as", "no_more_than", "sum_of", "union_of"])
def test_a_circle(relation: str):
    toml = "".join(
        f"[[claim]]\nid = '{id}'\nequals = 3\n{relation} = '{to}'\n"
        for id, to in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    (told,) = problems(toml)
    assert told.startswith(f"{relation} goes round in a circle: ")
    names = told.split(": ")[1].rstrip(".").split(" to ")
    assert names[0] == names[-1]
    assert sorted(names[1:]) == ["'a'", "'b'", "'c'"]


def test_what_refers_to_itself_is_told_beside_other_errors():
    toml = "".join(
        f"[[claim]]\nid = '{id}'\n{more}\n"
        for id, more in (
            ("wrong", "equal = 1"),
            ("own", "equals = 1\nsame_as = 'own'"),
            ("to", "equals = 1\nsame_as = 'fro'"),
            ("fro", "equals = 1\nsame_as = 'to'"),
            ("of wrong", "equals = 1\nsame_as = 'wrong'\nsum_of = ['wrong.part', 'xyzzy']"),
            ("with part", "[[claim.part]]\nid = 'x'\nequals = 1\nsame_as = ['wrong']"),
        )
    )
    assert problems(toml) == [
        "claim 'wrong': there is no key 'equal'; perhaps 'equals'.",
        "claim 'own': same_as names the claim itself.",
        "claim 'of wrong': sum_of: there is no claim 'wrong.part'.",
        "claim 'of wrong': sum_of: there is no claim 'xyzzy'.",
        "same_as goes round in a circle: 'to' to 'fro' to 'to'.",
    ]


PARTS = "[[claim]]\nid = 'a'\n"


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("part = 3", ["claim 'a': part is not a list of tables. Begin each with [[claim.part]]."]),
        (
            "reading = 3\nequals = 1",
            ["claim 'a': reading is not a list of tables. Begin each with [[claim.reading]]."],
        ),
        (
            "[[claim.part]]\nequals = 1",
            ["claim 'a', part number 1: has no id. Give it a short name of its own."],
        ),
        (
            "[[claim.part]]\nid = 'x'\nequals = 1\n[[claim.part]]\nid = 'x'\nequals = 1",
            ["claim 'a', part 'x': 2 parts have this id. Give each its own."],
        ),
        (
            "[[claim.part]]\nid = 'x'",
            [
                "claim 'a', part 'x': no printed value is given. "
                "Write equals, at_least, at_most, between, only or another."
            ],
        ),
        (
            "[[claim.part]]\nid = 'x'\nequals = 1\n[[claim.part.part]]\nid = 'y'\nequals = 1",
            ["claim 'a', part 'x': a part has no parts of its own. Leave part out."],
        ),
        (
            "[[claim.part]]\nid = 'says'\nequals = 1",
            ["claim 'a': a part cannot be called 'says', which is a key of readings."],
        ),
        (
            "equals = 3\n[[claim.part]]\nid = 'x'\nequals = 1",
            ["claim 'a': equals has its place in the parts of a claim that has parts."],
        ),
        (
            "of = 3\n[[claim.part]]\nid = 'x'\nequals = 4",
            ["claim 'a', part 'x': equals is 4 and of is 3, but 4 of 3 cannot be."],
        ),
        (
            "[[claim.part]]\nid = 'x'\nequals = 1\n[[claim.reading]]\nsays = 'so'\n"
            "y = { unit = 'cases' }",
            [
                "claim 'a': reading number 1: there is no key or part 'y'; "
                "there are says, but, count and x."
            ],
        ),
        (
            "equals = 1\n[[claim.reading]]\ncount = { unit = 'cases' }",
            ["claim 'a': reading number 1 has no says. Write what is counted so."],
        ),
        (
            "equals = 1\n[[claim.reading]]\nsays = 'so'",
            [
                "claim 'a': reading number 1 says nothing of what is counted. "
                "Write count, or the id of a part."
            ],
        ),
        (
            "equals = 1\n[[claim.reading]]\nsays = 'so'\nbut = 'no'\ncount = { unit = 'cases' }",
            ["claim 'a': every reading has a but, so none could count. Leave one without it."],
        ),
        (
            "equals = 1\n[[claim.reading]]\nsays = 'so'\ncount = { unit = 'values' }",
            [
                "claim 'a', reading number 1: unit = \"values\" needs a variable. "
                "Name the one whose values are counted."
            ],
        ),
        (
            "equals = 1\n[[claim.reading]]\nsays = 'so'\ncount = { units = 'cases' }",
            [
                "claim 'a': reading number 1: count is not right: "
                "there is no key 'units'; perhaps 'unit'."
            ],
        ),
        (
            "equals = 1\ncounted = false\n[[claim.reading]]\nsays = 'so'\n"
            "count = { unit = 'cases' }",
            [
                "claim 'a': reading is for what is counted in the project, and nothing is. "
                "Leave it out."
            ],
        ),
    ],
)
def test_parts_and_readings_that_cannot_be(toml: str, expected: list[str]):
    assert problems(PARTS + toml) == expected


def test_a_part_and_a_claim_of_one_id():
    toml = "[[claim]]\nid = 'a'\n[[claim.part]]\nid = 'x'\nequals = 1\n"
    assert problems(f"{toml}[[claim]]\nid = 'a.x'\nequals = 1\n") == [
        "claim 'a.x': 2 claims and parts have this id."
    ]


def test_claims_made_in_python_are_looked_over_as_well():
    claims = Claims(claims=(Claim(id="a", equals=1, same_as=("b",)),))
    with pytest.raises(BadClaims, match="claim 'a': same_as: there is no claim 'b'"):
        verify(claims, m.Project(name="made"))


def test_numbers_keep_the_digits_that_are_printed():
    toml = "[[claim]]\nid = 'a'\nn = 5\nmean = {}\n"
    for written in ("36.40", "'36.40'"):
        (claim,) = parse_claims(toml.format(written)).claims
        assert claim.mean == Decimal("36.40")
        assert str(claim.mean) == "36.40"
    assert parse_claims(toml.format(36)).claims[0].mean == Decimal(36)


def test_dates_are_dates_or_texts():
    toml = "[[claim]]\nid = 'a'\nyears_more_than = 1\nspan = {{ from = {}, to = {} }}\n"
    (claim,) = parse_claims(toml.format("2001-05-01T10:00:00", "['2002-01-01', 2003-01-01]")).claims
    day = datetime.date
    assert claim.span == Span(
        (day(2001, 5, 1), day(2001, 5, 1)), (day(2002, 1, 1), day(2003, 1, 1))
    )


def test_numbers_too_large_for_anyone_are_told_in_one_line():
    large = "9" * 400
    for toml in (f"equals = {large}", f"mean = 3\nn = {large}", f"union_of = [{large}]"):
        (told,) = problems(f"[[claim]]\nid = 'a'\n{toml}\n")
        assert len(told) < 200


def test_a_place_of_no_code_in_claims_made_in_python():
    claims = Claims(claims=(Claim(id="a", rank=1),))
    with pytest.raises(UnknownInClaims, match="claim 'a': a place is that of a code"):
        verify(claims, m.Project(name="made"))
