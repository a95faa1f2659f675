"""Whatever stands in a claims file, lint says something about it and does not fall over."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from claims_made import study
from hypothesis import given, settings
from hypothesis import strategies as st
from where import FIXTURES

from refiqda.claims import BadClaims, parse_claims, toml
from refiqda.claims.lint_rules import RULES
from refiqda.claims.linting import as_json, as_text, lint_text
from refiqda.claims.toml_lines import tables

CLAIMS = (FIXTURES / "made" / "gardeners.toml").read_text("utf-8")
PIECES = st.sampled_from(
    [
        *("[[claim]]", "[claim]", "[[claim.part]]", "[[claim.reading]]", "[counting]", "[paper]"),
        *('id = "A"', 'id = "B"', "id = 3", 'says = "Seven of 12 (58%)"', 'where = "p"', "of = 12"),
        *("equals = 7", "equals = -1", 'equals = "7"', "at_least = 0", "between = [1, 2]"),
        *('code = "theme"', 'unit = "cases"', 'unit = "values"', 'filter = { Sex = "F" }'),
        *('same_as = "A"', 'union_of = ["A", "B"]', "mean = 3.5", "n = 2", "range = [1, 2]"),
        *('says = """', "'''", '"""', "# [[claim]]", "a.b = 1", '"[[claim]]" = 2', "x = [", "]"),
        *("not_checkable = 'no'", "judged = { verdict = 'tension' }", "basis = 'weaker'", "é = 1"),
        *("count = { unit = 'files' }", "only = { Sex = [] }", "rank = 1", "counted = false", "="),
    ]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=14).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_anything_is_answered(text: str):
    made = study()
    remarks = lint_text(text, "c.toml", made)
    lines = text.count("\n") + 1
    for remark in remarks:
        assert remark.rule in RULES
        assert remark.line is None or 1 <= remark.line <= lines
        assert "\n" not in as_text([remark]).rstrip("\n")
    assert json.loads(as_json(remarks)) == [remark._asdict() for remark in remarks]
    assert [each.line or 0 for each in remarks] == sorted(each.line or 0 for each in remarks)
    assert lint_text(text, "c.toml", made) == remarks


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_what_the_reader_refuses_is_an_error_and_nothing_else(text: str):
    remarks = lint_text(text, "c.toml")
    told = {f"c.toml: {each.message}" for each in remarks if each.severity == "error"}
    assert problems(text) <= told
    assert bool(told) == bool(problems(text))


def problems(text: str) -> set[str]:
    """What the reader says is wrong."""
    try:
        parse_claims(text, "c.toml")
    except BadClaims as refused:
        return set(refused.problems)
    return set()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(CLAIMS)), st.integers(0, 40), st.text(max_size=5))
def test_a_slip_in_a_real_file_is_answered(at: int, length: int, put: str):
    text = CLAIMS[:at] + put + CLAIMS[at + length :]
    for remark in lint_text(text, "c.toml"):
        assert remark.line is None or 1 <= remark.line <= text.count("\n") + 1


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.text(), st.integers(-99, 99), st.sampled_from(["[[claim]]", "a\nb", '"', "# x"])),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(), held, max_size=2),
    max_leaves=6,
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[tuple[str, int, dict[str, int]]]]:
    """A TOML file, and its tables with the lines of their keys as they were put there."""
    lines: list[str] = []
    wanted: list[tuple[str, int, dict[str, int]]] = []
    for number in range(draw(st.integers(0, 4))):
        lines += draw(st.lists(st.sampled_from(["", "# [[claim]]", "  "]), max_size=2))
        name = draw(st.sampled_from(["claim", "other"]))
        lines.append(f"[[{name}]]" if name == "claim" else f"[ other{number} ]  # x = 1")
        head, keys = len(lines), {}
        for at, value in enumerate(draw(st.lists(VALUES, max_size=3))):
            keys[f"k{at}"] = len(lines) + 1
            written = toml.value(value)
            if isinstance(value, str) and draw(st.booleans()):
                # Real line breaks, which only a text of several lines may have.
                written = f'""{written}""'.replace("\\n", "\n")
            if isinstance(value, list) and value:
                written = "[\n  " + written[1:-1] + ",\n]"
            lines += f"k{at} = {written} # ]".split("\n")
        wanted.append((name if name == "claim" else f"other{number}", head, keys))
    return "\n".join(lines), wanted


@settings(max_examples=200, deadline=None)
@given(files())
def test_lines_are_those_on_which_things_were_put(
    made: tuple[str, list[tuple[str, int, dict[str, int]]]],
):
    text, wanted = made
    tomllib.loads(text)
    found = [(table.name, table.line, table.keys) for table in tables(text)[1:]]
    assert found == wanted
