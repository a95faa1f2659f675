"""Drafts of random projects, with names that nobody would give: they agree, and can be read."""

from __future__ import annotations

import tomllib
from typing import Any

from claims_made import guid, passage, project, source_set, text, users
from hypothesis import given, settings
from hypothesis import strategies as st

from refiqda.claims import Counting, parse_claims, toml, verify
from refiqda.claims.drafting import draft
from refiqda.standard import model as m
from refiqda.tables.counting.asking import NothingToCount

NAMES = st.one_of(
    st.sampled_from(
        ["a", "b", "A > B", "> a", "a > a", "Ann", "2", "", " ", '"', "\\", "é", "e\u0301"]
    ),
    st.text(max_size=6),
)
KINDS = ("text", "integer", "float", "boolean", "date")
TYPES = {
    "text": "Text",
    "integer": "Integer",
    "float": "Float",
    "boolean": "Boolean",
    "date": "Date",
}
HELD: dict[str, st.SearchStrategy[Any]] = {
    "text": NAMES,
    "integer": st.integers(-(10**20), 10**20),
    "float": st.decimals(-1000, 1000, places=2).map(str) | st.sampled_from(["NaN", "1e3", "7.0"]),
    "boolean": st.booleans(),
    "date": st.dates().map(str),
}


@st.composite
def codebooks(draw: st.DrawFn) -> tuple[list[m.Code], list[str]]:
    """Codes in up to three levels, some without GUID or name; and the GUIDs there are."""
    top: list[m.Code] = []
    everything: list[m.Code] = []
    for number in range(draw(st.integers(0, 5))):
        code = m.Code(guid=guid("code", number), name=draw(NAMES), is_codable=True)
        parents = [None, *everything]
        parent = draw(st.sampled_from(parents))
        (top if parent is None else parent.codes).append(code)
        everything.append(code)
    return top, [code.guid or "" for code in everything]


@st.composite
def projects(draw: st.DrawFn) -> m.Project:
    codes, guids = draw(codebooks())
    variables = [
        m.Variable(guid=guid("variable", number), name=draw(NAMES), type=TYPES[kind])
        for number, kind in enumerate(draw(st.lists(st.sampled_from(KINDS), max_size=3)))
    ]
    kinds = {
        variable.guid: kind
        for variable in variables
        for kind in KINDS
        if TYPES[kind] == variable.type
    }

    def values() -> list[m.VariableValue]:
        chosen = draw(st.lists(st.sampled_from(variables), max_size=3)) if variables else []
        return [
            m.VariableValue(variable=each.guid, **{kinds[each.guid]: draw(HELD[kinds[each.guid]])})
            for each in chosen
        ]

    sources = []
    for number in range(draw(st.integers(0, 3))):
        selections = []
        for at in range(draw(st.integers(0, 3)) if guids else 0):
            start = draw(st.integers(0, 9))
            coder = draw(st.sampled_from(["Ann", "Ben", None]))
            coding = m.Coding(
                guid=guid("coding", number, at),
                code=draw(st.sampled_from(guids)),
                creating_user=guid("user", coder) if coder else None,
            )
            selections.append(passage(start, start + 3, coding, key=(number, at)))
        made = text(str(number), *selections, values=values())
        made.name = draw(NAMES)
        sources.append(made)
    cases = [
        m.Case(
            guid=guid("case", number),
            name=draw(NAMES),
            sources=draw(st.lists(st.sampled_from([each.guid for each in sources]), max_size=2))
            if sources
            else [],
            values=values(),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    sets = [source_set(str(number), "0", "1") for number in range(draw(st.integers(0, 2)))]
    for each in sets:
        each.name = draw(NAMES)
    return project(
        users=users("Ann", "Ben"),
        codes=codes,
        variables=variables,
        cases=cases,
        sources=sources,
        sets=sets,
    )


COUNTINGS = st.builds(
    Counting,
    unit=st.sampled_from(["cases", "files", "references", "segments"]),
    aggregate=st.sampled_from(["own", "children", "descendants"]),
    merge=st.sampled_from(["none", "union"]),
    coders=st.sampled_from(["any", "all", ("Ann",)]),
    notes=st.booleans(),
)


@settings(max_examples=100, deadline=None)
@given(made=projects(), counting=COUNTINGS, grouped=st.booleans())
def test_a_draft_agrees_with_its_project(made: m.Project, counting: Counting, grouped: bool):
    held = {value.variable for each in (*made.cases, *made.sources) for value in each.values}
    by = sorted(key for key in held if key and _is_said(made, key)) if grouped else []
    try:
        written = draft(made, counting=counting, by=by)
    except NothingToCount:
        assert not made.cases
        assert not made.sources
        assert not made.codes
        return
    claims = tomllib.loads(written)["claim"]
    ids = [claim["id"] for claim in claims]
    assert len(set(ids)) == len(ids)
    assert all(id.isascii() for id in ids)
    frame = verify(parse_claims(written), made)
    assert set(frame["verdict"]) == {"reproduced"}, frame[frame["verdict"] != "reproduced"].T


def _is_said(made: m.Project, key: str) -> bool:
    """Whether anything has a value of a variable that says something."""
    everyone = (*made.cases, *made.sources)
    return any(
        value.variable == key and (value.text is None or value.text.strip())
        for each in everyone
        for value in each.values
    )


@given(st.text())
def test_any_text_can_be_read_back(text: str):
    assert tomllib.loads(f"a = {toml.quoted(text)}")["a"] == text
    assert tomllib.loads(f"{toml.key(text)} = 1") == {text: 1}


@given(
    st.recursive(
        st.one_of(st.text(), st.integers(-(2**63), 2**63 - 1), st.booleans()),
        lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(), held, max_size=3),
        max_leaves=8,
    )
)
def test_any_value_can_be_read_back(given: object):
    assert tomllib.loads("\n".join(toml.lines({"a": given, "b": None}))) == {"a": given}


def test_half_a_surrogate_pair_does_no_harm():
    assert tomllib.loads(f"a = {toml.quoted(chr(0xD83C))}") == {"a": "\ufffd"}
