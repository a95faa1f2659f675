from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from refiqda.claims import BadClaims, Claim, Claims, parse_claims, read_claims, reader
from refiqda.claims.model import Counting
from refiqda.errors import RefiQdaError

WHOLE = """
[paper]
title = "A paper"
year = 2020

[counting]
unit = "files"
coders = ["Ann"]

[[claim]]
id = "a"
where = "Table 1"
says = "Two of three."
code = "trust"
equals = 2
of = 3
filter = { Sex = ["F", "M"], Age = 33.50, Seen = 2019-03-01, Paid = true }

[[claim]]
id = "b"
unit = "codes"
level = 1
between = [3, 5]
"""


def problems(toml: str) -> list[str]:
    with pytest.raises(BadClaims) as caught:
        parse_claims(toml, "claims.toml")
    assert str(caught.value) == "\n".join(caught.value.problems)
    return list(caught.value.problems)


def claim(toml: str) -> str:
    """The one problem of one claim, without the file and the claim."""
    (problem,) = problems(f'[[claim]]\nid = "a"\n{toml}')
    start = "claims.toml: claim 'a': "
    assert problem.startswith(start)
    return problem.removeprefix(start)


def test_a_whole_file():
    claims = parse_claims(WHOLE, "claims.toml")
    assert claims == Claims(
        name="claims.toml",
        paper={"title": "A paper", "year": "2020"},
        counting=Counting(unit="files", coders=("Ann",)),
        claims=(
            Claim(
                id="a",
                where="Table 1",
                says="Two of three.",
                code="trust",
                equals=2,
                of=3,
                filter={
                    "Sex": ("F", "M"),
                    "Age": (Decimal("33.50"),),
                    "Seen": (datetime.date(2019, 3, 1),),
                    "Paid": (True,),
                },
            ),
            Claim(id="b", unit="codes", level=1, between=(3, 5)),
        ),
    )
    first, second = (each.settled(claims.counting) for each in claims.claims)
    assert (first.unit, first.aggregate, first.merge, first.coders, first.notes) == (
        "files",
        "descendants",
        "none",
        ("Ann",),
        False,
    )
    assert second.unit == "codes"


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("equal = 1", "there is no key 'equal'; perhaps 'equals'."),
        ("equals = 1\nagregate = 'own'", "there is no key 'agregate'; perhaps 'aggregate'."),
        (
            "equals = 1\nunit = 'case'",
            "unit is 'case', which is not known; perhaps 'cases'. "
            "Write cases, files, references, segments, codes, users or values.",
        ),
        (
            "equals = 1\nunit = 3",
            "unit is 3. Write one of cases, files, references, segments, codes, users or values in "
            "quotes.",
        ),
        (
            "equals = 1\nmerge = 'xyz'",
            "merge is 'xyz', which is not known. Write none or union.",
        ),
        (
            "code = 'x'",
            "no printed value is given. Write equals, at_least, at_most, between, only or another.",
        ),
        (
            "equals = 1\nat_least = 1",
            "equals and at_least are printed values; a claim has one of them.",
        ),
        (
            "equals = 1\nat_most = 1\nonly = { Sex = 'F' }",
            "equals, at_most and only are printed values; a claim has one of them.",
        ),
        ("equals = 14\nof = 12", "equals is 14 and of is 12, but 14 of 12 cannot be."),
        ("at_least = 3\nof = 2", "at_least is 3 and of is 2, but 3 of 2 cannot be."),
        ("between = [1, 9]\nof = 2", "between is 9 and of is 2, but 9 of 2 cannot be."),
        ("equals = 0\nof = 0", "of is 0. It starts at 1."),
        (
            "equals = -1",
            "equals is -1, and nothing can be there fewer than 0 times.",
        ),
        (
            "between = [5, 3]",
            "between is [5, 3], with the larger number first. Write [3, 5].",
        ),
        ("between = [5]", "between is [5]. Write the least and the most: [3, 5]."),
        (
            "equals = '17'",
            "equals is '17', which is no whole number. Write it without quotes.",
        ),
        (
            "equals = 1.5",
            "equals is 1.5, which is no whole number. Write a whole number.",
        ),
        ("equals = true", "equals is true, which is no whole number. Write a whole number."),
        ("equals = 1\ncode = 3", "code is 3, which is no text. Write it in quotes."),
        ("equals = 1\ncode = ' '", "code is empty. Write a text, or leave the key out."),
        (
            "code = 'x'\nequals = 1\ncoders = 'Ann'",
            "coders is 'Ann'. Write \"any\", \"all\", or a list of names: ['Ann'].",
        ),
        (
            "equals = 1\nsource = []",
            "source is an empty list. Name one at least, or leave the key out.",
        ),
        (
            "equals = 1\nsource = 5",
            "source is 5. Write a name in quotes, or a list of names.",
        ),
        (
            "equals = 1\nfilter = 'F'",
            "filter is 'F'. Write variables and their values: { Sex = \"F\" }.",
        ),
        (
            "equals = 1\nfilter = {}",
            "filter is empty. Name a variable and its value, or leave the key out.",
        ),
        (
            "equals = 1\nfilter = { Sex = [] }",
            "filter gives 'Sex' an empty list. Name one value at least.",
        ),
        (
            "equals = 1\nfilter = { Age = nan }",
            "filter gives 'Age' the value NaN. Write a text, a number, true, false or a "
            "date, or a list of them.",
        ),
        ("equals = 1\nnotes = 'yes'", "notes is 'yes'. Write true or false, without quotes."),
        (
            "equals = 1\nbasis = 'assumed'",
            "basis is 'assumed', which is not known. Write imposed or weaker.",
        ),
        (
            "only = { Sex = 'F' }\ncode = 'x'\nof = 3",
            "of has no place beside only. Leave it out.",
        ),
        (
            "not_checkable = 'why'\nof = 3",
            "of is a denominator alone. Write the number with equals.",
        ),
        (
            "equals = 1\nlevel = 1",
            'level is for unit = "codes" alone. Leave it out, or count codes.',
        ),
        (
            "equals = 1\nunit = 'codes'\nsource = 'Reports'",
            'source says nothing about unit = "codes". Leave it out.',
        ),
        (
            "unit = 'users'\nonly = { Sex = 'F' }\ncode = 'x'",
            'only says nothing about unit = "users". Count another unit.',
        ),
        (
            "unit = 'users'\ncoders = 'all'\ncode = 'x'\nequals = 1",
            'coders = "all" says nothing about unit = "users". Write coders = "any".',
        ),
        (
            "aggregate = 'own'\nequals = 1",
            "aggregate is for a claim with a code. Name the code, or leave aggregate out.",
        ),
        (
            "coders = 'all'\nunit = 'files'\nequals = 1",
            "coders is for a claim with a code, since files as such have no coder.",
        ),
    ],
)
def test_a_claim_that_cannot_be(toml: str, message: str):
    assert claim(toml) == message


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", ["claims.toml: has no claims. Begin each with [[claim]]."]),
        (
            "[[claims]]\nid = 'a'\nequals = 1",
            [
                "claims.toml: there is no table 'claims'; perhaps 'claim'.",
                "claims.toml: has no claims. Begin each with [[claim]].",
            ],
        ),
        (
            "[claim]\nid = 'a'",
            ["claims.toml: claim is not a list of tables. "
             "Begin each with [[claim]], in two brackets."],
        ),
        (
            "[xyz]\n[[claim]]\nid = 'a'\nequals = 1",
            ["claims.toml: there is no table 'xyz'; there are paper, counting and claim."],
        ),
        (
            "[[claim]]\nequals = 1",
            ["claims.toml: claim number 1: has no id. Give it a short name of its own."],
        ),
        (
            "[[claim]]\nid = 3\nequals = 1",
            ["claims.toml: claim number 1: id is 3, which is no text. Write it in quotes."],
        ),
        (
            "[[claim]]\nid = 'a'\nequals = 1\n[[claim]]\nid = 'a'\nequals = 2",
            ["claims.toml: claim 'a': 2 claims have this id. Give each its own."],
        ),
        (
            "paper = 3\ncounting = 4\n[[claim]]\nid = 'a'\nequals = 1",
            [
                "claims.toml: counting is not a table. Write [counting] on a line of its own.",
                "claims.toml: paper is not a table. Write [paper] on a line of its own.",
            ],
        ),
        (
            "[counting]\nunits = 'cases'\n[[claim]]\nid = 'a'\nequals = 1",
            ["claims.toml: [counting]: there is no key 'units'; perhaps 'unit'."],
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be(toml: str, expected: list[str]):
    assert problems(toml) == expected


@pytest.mark.parametrize(
    ("toml", "where"),
    [
        ("[[claim]]\nid = 'a'\nequals = = 1", "line 3, column 10: "),
        ("[[claim]]\nid = 'a'\nid = 'b'\n", "line 3, column 9: "),
        ("[[claim", "end of document: "),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(toml: str, where: str):
    (problem,) = problems(toml)
    assert problem.startswith(f"claims.toml: is not TOML, {where}")
    assert problem.endswith(".")
    assert "\n" not in problem


def test_everything_wrong_is_told_at_once():
    assert problems(
        "[[claim]]\nid = 'a'\nequals = 14\nof = 12\n"
        "[[claim]]\nid = 'b'\nequals = 'x'\nunit = 'file'\n"
        "[[claim]]\nid = 'c'\n"
    ) == [
        "claims.toml: claim 'a': equals is 14 and of is 12, but 14 of 12 cannot be.",
        "claims.toml: claim 'b': equals is 'x', which is no whole number. Write a whole number.",
        "claims.toml: claim 'b': unit is 'file', which is not known; perhaps 'files'. "
        "Write cases, files, references, segments, codes, users or values.",
        "claims.toml: claim 'c': no printed value is given. "
        "Write equals, at_least, at_most, between, only or another.",
    ]


def test_a_default_can_be_overridden_where_it_would_not_fit():
    toml = "[counting]\ncoders = 'all'\n[[claim]]\nid = 'a'\nunit = 'users'\nequals = 2\n"
    assert "says nothing" in problems(toml)[0]
    assert parse_claims(toml + "coders = 'any'").claims[0].coders == "any"


def test_a_claim_that_no_project_could_show_needs_no_value():
    (one,) = parse_claims("[[claim]]\nid = 'a'\nnot_checkable = 'Ages are not deposited.'").claims
    assert one.not_checkable == "Ages are not deposited."


def test_deep_nesting_is_no_crash():
    assert "nested too deeply" in problems("a = " + "[" * 20_000)[0]


def test_numbers_longer_than_python_reads():
    assert "cannot be read" in problems(f"a = {'1' * 5000}")[0]


def test_a_byte_order_mark_is_no_harm(tmp_path: Path):
    path = tmp_path / "claims.toml"
    path.write_bytes("[[claim]]\r\nid = 'a'\r\nequals = 1\r\n".encode("utf-8-sig"))
    assert read_claims(path).claims == (Claim(id="a", equals=1),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[[claim]]\nid = '\xff'\n", "claims.toml: line 2 is not UTF-8. Save the file as UTF-8."),
        (
            b"PK\x03\x04",
            "claims.toml: is a zip, perhaps the project. Name the claims first, then it.",
        ),
        ("title".encode("utf-16"), "claims.toml: is UTF-16. Save it as UTF-8 text."),
        ("title".encode("utf-16-be"), "claims.toml: is UTF-16. Save it as UTF-8 text."),
        (
            "[[claim]]\nid = “a”\n".encode(),
            "claims.toml: is not TOML, line 2, column 6: Invalid value. Write straight quotes.",
        ),
        (
            "[[claim]]\nid = 'a' says = '“so”'\n".encode(),
            "claims.toml: is not TOML, line 2, column 10: Expected newline or end of document "
            "after a statement.",
        ),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, content: bytes, message: str):
    path = tmp_path / "claims.toml"
    path.write_bytes(content)
    with pytest.raises(BadClaims) as caught:
        read_claims(path)
    assert caught.value.problems == (message,)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(RefiQdaError, match="does not exist"):
        read_claims(tmp_path / "none.toml")
    with pytest.raises(RefiQdaError, match="is a folder"):
        read_claims(tmp_path)
    with pytest.raises(RefiQdaError, match="cannot be read"):
        read_claims(tmp_path / ("n" * 300))


def test_a_file_too_large_for_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "LARGEST", 10)
    path = tmp_path / "claims.toml"
    path.write_text("#" * 11)
    with pytest.raises(BadClaims, match="is larger than 10 bytes"):
        read_claims(path)
