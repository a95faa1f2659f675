"""What the names in a claims file mean, and what is said of those that mean nothing."""

from __future__ import annotations

import pytest
from claims_made import bare, code, guid, judged, project, source_set, study, text

from refiqda.claims import UnknownInClaims, parse_claims, verify
from refiqda.errors import UnknownName
from refiqda.standard import model as m


def unknown(made: m.Project, toml: str) -> str:
    with pytest.raises(UnknownName) as caught:
        judged(made, toml if "mean" in toml else f"{toml}\nequals = 1")
    start = "made.toml: claim 'c': "
    assert str(caught.value).startswith(start)
    return str(caught.value).removeprefix(start)


def doubled() -> m.Project:
    same = [code("trust", key=str(number)) for number in range(4)]
    return project(
        codes=[same[0], code("work", same[1]), code("home", same[2], same[3])],
        sources=[text("x"), text("x", guid=guid("second")), text("Both")],
        sets=[source_set("Both", "x")],
    )


def many(names: int) -> m.Project:
    return project(codes=[code(f"code {number}") for number in range(names)])


@pytest.mark.parametrize(
    ("made", "toml", "message"),
    [
        (study(), "code = 'Themes'", "there is no code 'Themes'; the nearest name is 'theme'."),
        (
            study(),
            "code = 'theme > leef'",
            "there is no code 'theme > leef'; the nearest name is 'theme > sub > leaf'.",
        ),
        (
            study(),
            "code = 'xyzzy'",
            "there is no code 'xyzzy'; there are 'theme', 'sub', 'leaf' and 'other'.",
        ),
        (many(40), "code = 'xyzzy'", "there is no code 'xyzzy'; none of the 40 names is like it."),
        (many(1), "code = 'xyzzy'", "there is no code 'xyzzy'; there is 'code 0'."),
        (
            study(),
            "filter = { sex = 'F' }",
            "there is no variable 'sex'; the nearest name is 'Sex'.",
        ),
        (
            study(),
            "unit = 'files'\nsource = 'Report'",
            "there is no set or source 'Report'; the nearest name is 'Reports'.",
        ),
        (
            bare(sets=[]),
            "unit = 'files'\nsource = ['two', 'ones']",
            "there is no source 'ones'; the nearest name is 'one'.",
        ),
        (study(), "mean = 3\nvariable = 'Sex'", "the variable 'Sex' holds texts, not numbers."),
        (
            study(),
            "code = 'sub'\ncoders = ['Anne']",
            "there is no user 'Anne'; the nearest name is 'Ann'.",
        ),
        (
            bare(users=[m.User(guid=guid("user", "Ann"))]),
            "code = 'sub'\ncoders = ['Ann']",
            "there is no user 'Ann'; no user of the project has a name.",
        ),
        (
            doubled(),
            "code = 'trust'",
            "4 codes are called 'trust', some at one path. Give the GUID: "
            + ", ".join(guid("code", number) for number in range(3))
            + f" or {guid('code', 3)}.",
        ),
        (
            project(codes=[code("trust"), code("work", code("trust", key="2"))]),
            "code = 'trust'",
            "2 codes are called 'trust'. Give the full path: '> trust' or 'work > trust'.",
        ),
        (
            doubled(),
            "unit = 'files'\nsource = 'x'",
            f"0 sets and 2 sources are called 'x'. Give the GUID: {guid('source', 'x')} or "
            f"{guid('second')}.",
        ),
        (
            doubled(),
            "unit = 'files'\nsource = 'Both'",
            f"1 set and 1 source are called 'Both'. Give the GUID: {guid('set', 'Both')} or "
            f"{guid('source', 'Both')}.",
        ),
    ],
)
def test_names_that_mean_nothing_or_several_things(made: m.Project, toml: str, message: str):
    assert unknown(made, toml) == message


def test_all_unknown_names_are_told_at_once():
    toml = "\n".join(
        f"[[claim]]\nid = '{name}'\ncode = '{name}'\nequals = 1" for name in ("teme", "sub", "lef")
    )
    with pytest.raises(UnknownInClaims) as caught:
        verify(parse_claims(toml, "made.toml"), study())
    assert caught.value.problems == (
        "made.toml: claim 'teme': there is no code 'teme'; the nearest name is 'theme'.",
        "made.toml: claim 'lef': there is no code 'lef'; the nearest name is 'leaf'.",
    )


def test_a_name_is_found_however_its_accents_are_stored():
    made = project(codes=[code("re\u0301silience  at work")])
    assert judged(made, "unit = 'codes'\ncode = 'r\u00e9silience at work'\nequals = 0")[
        "verdict"
    ] == ("reproduced")


def test_two_users_of_one_name_are_one_coder():
    """A project that went from Mac to Windows and back has the same person twice."""
    made = study()
    made.users[1].name = "Ann"
    toml = "code = 'theme'\nunit = 'references'\ncoders = ['Ann']\nequals = 8"
    assert judged(made, toml)["verdict"] == "reproduced"
