"""What is told of a claims file: each rule by an example, with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from claims_made import study
from click.testing import CliRunner
from where import FIXTURES

from refiqda.claims.lint_numbers import is_share, spoken
from refiqda.claims.lint_rules import RULES
from refiqda.claims.linting import Remark, as_text, fails, lint, lint_text, summary
from refiqda.cli import main

GARDENERS = FIXTURES / "made" / "gardeners.qdpx"
CLAIMS = FIXTURES / "made" / "gardeners.toml"
GOOD = """\
[counting]
unit = "cases"

[[claim]]
id = "A"
where = "Table 1"
says = "Theme: 2 of 3 (67%)."
code = "theme"
equals = 2
of = 3
"""


def told(text: str, project: Any = None) -> list[tuple[str, int | None, str]]:
    """Rule, line and claim of each remark."""
    return [(each.rule, each.line, each.claim) for each in lint_text(text, "c.toml", project)]


def changed(old: str, new: str, text: str = GOOD) -> str:
    assert old in text
    return text.replace(old, new, 1)


def claim(id: str, keys: str) -> str:
    """A claim that has its place and its words, from line 12 on where it follows GOOD."""
    return f'\n[[claim]]\nid = "{id}"\nwhere = "p. 1"\nsays = "So."\n{keys}\n'


def test_nothing_is_said_of_a_good_file():
    assert told(GOOD, study()) == []
    assert lint(CLAIMS) == []
    assert lint(CLAIMS, GARDENERS) == []


WRONG: dict[str, tuple[str, list[tuple[str, int | None, str]]]] = {
    "not TOML": (changed("equals = 2", "equals = "), [("unreadable", 9, "")]),
    "a key": (changed("equals = 2", "equal = 2"), [("wrong", 9, "A")]),
    "a value": (changed("equals = 2", 'equals = "2"'), [("wrong", 9, "A")]),
    "a table": (changed("[counting]", "[count]"), [("wrong", 1, "")]),
    "a default": (changed('unit = "cases"', 'unit = "case"'), [("wrong", 2, "")]),
    "no id": (changed('id = "A"\n', ""), [("wrong", 4, "")]),
    "a conflict": (changed("equals = 2", "equals = 4"), [("wrong", 9, "A")]),
    "an id twice": (
        GOOD + claim("A", "equals = 3"),
        [("wrong", 12, "A")],
    ),
    "an id twice, and a slip in the first": (
        changed("equals = 2", 'equals = "2"') + claim("A", "equals = 3"),
        [("wrong", 9, "A"), ("wrong", 12, "A")],
    ),
    "an id twice, and a slip in the second": (
        GOOD + claim("A", 'equals = "2"'),
        [("wrong", 12, "A"), ("wrong", 16, "A")],
    ),
    "an id twice, with the same slip": (
        changed("equals = 2", 'equals = "2"') + claim("A", 'equals = "2"'),
        [("wrong", 9, "A"), ("wrong", 12, "A"), ("wrong", 16, "A")],
    ),
    "an empty id": (GOOD + claim("", "equals = 3"), [("wrong", 13, "")]),
    "two empty ids": (
        GOOD + claim("", "equals = 3") + claim("", "equals = -3"),
        [("wrong", 13, ""), ("wrong", 18, ""), ("wrong", 19, ""), ("wrong", 22, "")],
    ),
    "an id that is no text": (
        GOOD + claim("B", "equals = 3").replace('"B"', "3"),
        [("wrong", 13, "")],
    ),
    "itself": (GOOD + claim("B", 'equals = 2\nsame_as = "B"'), [("wrong", 17, "B")]),
    "a circle": (
        GOOD + claim("B", 'equals = 2\nsame_as = "C"') + claim("C", 'equals = 2\nsame_as = "B"'),
        [("wrong", 17, "B")],
    ),
    "a circle beside a slip": (
        changed("equals = 2", 'equals = "2"')
        + claim("B", 'equals = 2\nsame_as = "C"')
        + claim("C", 'equals = 2\nsame_as = "B"')
        + claim("D", 'equals = 2\nsame_as = "D"'),
        [("wrong", 9, "A"), ("wrong", 17, "B"), ("wrong", 31, "D")],
    ),
    "a part": (
        GOOD + claim("B", '[[claim.part]]\nid = "x"\nequals = 3\n[[claim.part]]\nid = "y"\nof = 3'),
        [("wrong", 19, "B.y")],
    ),
    "an id that is not there": (
        GOOD + claim("B", 'equals = 2\nsame_as = "C"'),
        [("wrong", 17, "B")],
    ),
    "two at once": (
        changed("equals = 2", 'equals = "2"') + claim("B", "equal = 3"),
        [("wrong", 9, "A"), ("wrong", 16, "B")],
    ),
    "no claims": ('[paper]\ntitle = "x"\n', [("wrong", None, "")]),
}


@pytest.mark.parametrize(("text", "wanted"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_line(text: str, wanted: list[tuple[str, int | None, str]]):
    assert told(text) == wanted
    assert {remark.severity for remark in lint_text(text)} == {"error"}


DOUBTS: dict[str, tuple[str, list[tuple[str, int | None, str]]]] = {
    "no where": (changed('where = "Table 1"\n', ""), [("no-place", 4, "A")]),
    "an empty where": (changed('"Table 1"', '" "'), [("no-place", 6, "A")]),
    "no says": (changed("Theme: 2 of 3 (67%).", ""), [("no-words", 7, "A")]),
    "imposed": (changed("of = 3", 'of = 3\nbasis = "imposed"'), [("no-reason", 11, "A")]),
    "weaker": (changed("of = 3", 'of = 3\nbasis = "weaker"'), [("no-reason", 11, "A")]),
    "another number": (
        GOOD + claim("B", 'code = "theme"\nequals = 3'),
        [("two-numbers", 17, "B")],
    ),
    "another whole": (
        GOOD + claim("B", 'code = "other"\nequals = 1\nof = 4'),
        [("two-denominators", 18, "B")],
    ),
    "a digit": (changed("Theme: 2 of 3", "Theme: 5 of 3"), [("number-unchecked", 7, "A")]),
    "a number twice": (changed("Theme:", "5, or 5:"), [("number-unchecked", 7, "A")]),
    "a word": (changed("Theme:", "All eight:"), [("number-unchecked", 7, "A")]),
    "a percentage": (changed("67%", "66%"), [("percentage", 7, "A")]),
    "a finer one": (changed("67%", "66.6%"), [("percentage", 7, "A")]),
    "of nothing": (changed("of = 3\n", ""), [("number-unchecked", 7, "A"), ("percentage", 7, "A")]),
    "nothing to compare": (
        GOOD + claim("B", 'prints = { themes = "many" }'),
        [("never-checked", 12, "B")],
    ),
    "not counted": (GOOD + claim("B", "counted = false\nequals = 7"), [("never-checked", 12, "B")]),
    "at least nothing": (GOOD + claim("B", "at_least = 0"), [("cannot-fail", 16, "B")]),
    "at most all": (
        GOOD + claim("B", 'code = "sub"\nat_most = 3\nof = 3'),
        [("cannot-fail", 17, "B")],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), DOUBTS.values(), ids=DOUBTS)
def test_what_is_doubtful_is_told_with_its_line(
    text: str, wanted: list[tuple[str, int | None, str]]
):
    assert told(text) == wanted
    assert {remark.severity for remark in lint_text(text)} == {"warning"}


FINE = {
    "a rounded percentage": changed("67%", "66.7%"),
    "the same number again": GOOD + claim("B", 'code = "theme"\nequals = 2\nof = 3'),
    "another filter has another whole": GOOD
    + claim("B", 'code = "theme"\nfilter = { Sex = "F" }\nequals = 1\nof = 2'),
    "a reason": changed("of = 3", 'of = 3\nbasis = "imposed"\nbecause = "It was made so."'),
    "a number in a name": changed("Theme: 2", "Theme of Interview 2: 2").replace(
        'code = "theme"', 'code = "theme"\nsource = "Interview 2"'
    ),
    "a word in a name": changed("Theme: 2", "Case of the six: 2").replace(
        'code = "theme"', 'code = "Case of the six"'
    ),
    "one as a pronoun": changed("Theme: 2", "One of them, and no one else: 2"),
    "a number that is not checkable": GOOD
    + '\n[[claim]]\nid = "B"\nwhere = "p. 1"\nsays = "31 minutes."\nnot_checkable = "No sound."\n',
    "a comparison": GOOD + claim("B", "counted = false\nequals = 2\nsame_as = 'A'"),
    "arithmetic alone": GOOD + claim("B", "mean = 2.5\nn = 2\nrange = [2, 3]"),
    "printed for another": GOOD
    + claim("B", 'prints = { a = "x" }')
    + claim("C", 'prints = { a = "x" }\nsame_as = "B"'),
    "readings": GOOD
    + claim(
        "B", 'code = "theme"\nequals = 9\n[[claim.reading]]\nsays = "r"\ncount = { unit = "files" }'
    ),
    "parts with their own place": GOOD
    + '\n[[claim]]\nid = "B"\n[[claim.part]]\nid = "x"\nwhere = "p. 1"\nsays = "3"\nequals = 3\n',
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_what_is_fine_is_not_told(text: str):
    assert told(text) == []


NAMES: dict[str, tuple[str, tuple[str, int | None, str], str]] = {
    "a code": (
        changed('"theme"', '"tehme"'),
        ("unknown-name", 8, "A"),
        "claim 'A': there is no code 'tehme'; the nearest name is 'theme'.",
    ),
    "a variable": (
        changed("of = 3", 'of = 3\nfilter = { Sx = "F" }'),
        ("unknown-name", 11, "A"),
        "claim 'A': there is no variable 'Sx'; the nearest name is 'Sex'.",
    ),
    "a coder": (
        changed("of = 3", 'of = 3\ncoders = ["An"]'),
        ("unknown-name", 11, "A"),
        "claim 'A': there is no user 'An'; the nearest name is 'Ann'.",
    ),
    "a set": (
        changed("of = 3", 'of = 3\nsource = "Interview"'),
        ("unknown-name", 11, "A"),
        "claim 'A': there is no set or source 'Interview'; the nearest name is 'Interviews'.",
    ),
    "a value": (
        changed("of = 3", 'of = 3\nfilter = { Sex = ["F", "f"] }'),
        ("unknown-value", 11, "A"),
        "claim 'A' asks for the value 'f' of 'Sex', which nothing has; perhaps 'F'.",
    ),
    "a value of a part": (
        GOOD + claim("B", '[[claim.part]]\nid = "x"\nonly = { Kind = "Letter" }'),
        ("unknown-value", 18, "B.x"),
        "claim 'B.x' asks for the value 'Letter' of 'Kind', which nothing has; the values are "
        "'Interview' and 'Report'.",
    ),
    "a value of a reading": (
        GOOD
        + claim("B", "equals = 9\n[[claim.reading]]\nsays = 'r'\ncount = { filter = { Age = 5 } }"),
        ("unknown-value", 12, "B"),
        "claim 'B' asks for the value 5 of 'Age', which nothing has; the values are '33' and '41'.",
    ),
}


@pytest.mark.parametrize(("text", "wanted", "message"), NAMES.values(), ids=NAMES)
def test_what_the_project_lacks_is_told(
    text: str, wanted: tuple[str, int | None, str], message: str
):
    (remark,) = lint_text(text, "c.toml", study())
    assert (remark.rule, remark.line, remark.claim) == wanted
    assert remark.message == message
    assert told(text) == []


def test_every_rule_has_an_example():
    shown = {rule for _, wanted in (*WRONG.values(), *DOUBTS.values()) for rule, _, _ in wanted}
    assert shown | {wanted[0] for _, wanted, _ in NAMES.values()} == set(RULES)


def test_what_is_wrong_does_not_hide_what_is_doubtful():
    text = changed("equals = 2", "equal = 2") + claim("B", 'equals = 9\nbasis = "imposed"')
    assert told(text) == [("wrong", 9, "A"), ("no-reason", 17, "B")]
    text += claim("C", 'equals = 9\nsame_as = "A"') + claim("D", "at_least = 0")
    assert told(text) == [("wrong", 9, "A"), ("no-reason", 17, "B"), ("cannot-fail", 30, "D")]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Seven of the 12, 1,240 in all.", ["Seven", "12", "1,240"]),
        ("G07 said it in 2a, on the 3rd.", []),
        ("A mean of 52.33, range 27-74.", ["52.33", "27", "74"]),
        ("One theme; no one, at least one of them, one another.", ["One"]),
        ("Someone, often, tenfold, and a stone.", []),
        ("58% and 7 per cent", ["58", "7"]),
    ],
)
def test_numbers_are_found_in_sentences(sentence: str, numbers: list[str]):
    assert [each.text for each in spoken(sentence)] == numbers
    assert [each.text for each in spoken(sentence) if each.is_percent] == [
        number for number in numbers if f"{number}%" in sentence or f"{number} per" in sentence
    ]


@pytest.mark.parametrize(
    ("percent", "number", "of", "fits"),
    [
        ("58", 7, 12, True),
        ("58.3", 7, 12, True),
        ("58.33", 7, 12, True),
        ("58.34", 7, 12, False),
        ("59", 7, 12, False),
        ("12", 1, 8, True),  # 12.5, to even
        ("13", 1, 8, True),  # 12.5, up
        ("12.5", 1, 8, True),
        ("100", 3, 3, True),
        ("0", 0, 3, True),
        ("1,000", 10, 1, True),
    ],
)
def test_percentages_are_held_against_their_precision(
    percent: str, number: int, of: int, fits: bool
):
    assert is_share(percent, number, of) is fits


# --------------------------------------------------------------------------- the command


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["claims", "lint", *map(str, arguments)])


def test_the_command_prints_a_line_for_each(tmp_path: Path):
    file = tmp_path / "c.toml"
    file.write_text(changed("equals = 2", "equal = 2") + claim("B", "at_least = 0"), "utf-8")
    done = run(file)
    assert done.exit_code == 1
    assert done.stdout == (
        "error wrong c.toml line 9: claim 'A': there is no key 'equal'; perhaps 'equals'.\n"
        "warning cannot-fail c.toml line 16: claim 'B' says at_least = 0, which always holds.\n"
    )
    assert done.stderr == "1 error and 1 warning.\n"


def test_many_warnings_of_one_kind_are_a_line_and_json_has_each(tmp_path: Path):
    file = tmp_path / "c.toml"
    bare = [claim(id, "equals = 2").replace('where = "p. 1"\n', "") for id in "BCDE"]
    file.write_text(GOOD + "".join(bare[:3]), "utf-8")
    assert run(file).stdout.count("no-place") == 3
    file.write_text(GOOD + "".join(bare), "utf-8")
    done = run(file)
    assert done.stdout == (
        "warning no-place c.toml line 12: 4 claims have no place in the paper. Fill in where. "
        "The first are B, C, D.\n"
    )
    assert done.stderr == "4 warnings.\n"
    rows = json.loads(run(file, "--format", "json").stdout)
    assert [row["claim"] for row in rows] == ["B", "C", "D", "E"]


def test_the_exit_status_is_1_for_errors_and_if_strict_for_warnings(tmp_path: Path):
    file = tmp_path / "c.toml"
    file.write_text(GOOD + claim("B", "at_least = 0"), "utf-8")
    assert run(file).exit_code == 0
    assert run(file, "--strict").exit_code == 1
    assert run(CLAIMS, GARDENERS, "--strict").exit_code == 0
    assert run(CLAIMS, GARDENERS).stderr == "Nothing to remark.\n"


def test_the_json_has_every_column(tmp_path: Path):
    file = tmp_path / "c.toml"
    file.write_text(changed('"theme"', '"tehme"'), "utf-8")
    (row,) = json.loads(run(file, GARDENERS, "--format", "json").stdout)
    assert tuple(row) == Remark._fields
    assert (row["severity"], row["rule"], row["line"]) == ("error", "unknown-name", 8)
    target = tmp_path / "out.json"
    run(file, GARDENERS, "-o", target)
    assert json.loads(target.read_text("utf-8")) == [row]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "line 1 is not UTF-8. Save the file as UTF-8."),
        (b"PK\x03\x04", "is a zip, perhaps the project."),
        (b"\xef\xbb\xbfa = = 1", "is not TOML, line 1"),
        (None, "does not exist"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error(
    content: bytes | None, message: str, tmp_path: Path
):
    if content is not None:
        (tmp_path / "c.toml").write_bytes(content)
    (remark,) = lint(tmp_path / "c.toml")
    assert (remark.severity, remark.rule) == ("error", "unreadable")
    assert message in remark.message
    assert not remark.message.startswith("c.toml")
    assert remark.line == (1 if "line 1" in message else None)
    assert run(tmp_path / "c.toml").exit_code == 1


def test_a_project_that_is_none_is_an_error_of_one_line(tmp_path: Path):
    done = run(CLAIMS, tmp_path / "none.qdpx")
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)


def test_summaries_are_sentences():
    error = Remark("error", "wrong", "c", 1, "", "m")
    warning = error._replace(severity="warning")
    assert summary([error, error]) == "2 errors."
    assert summary([warning, error, warning]) == "1 error and 2 warnings."
    assert as_text([error._replace(line=None, message="a\x07b")]) == "error wrong c: a\ufffdb\n"
    assert fails([error])
    assert not fails([warning])
