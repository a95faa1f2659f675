"""GUIDs that are missing, or that several things have: each thing is still counted as itself."""

from __future__ import annotations

from typing import Any

import pytest
from odd_made import TEXT, case, coding, g, passage, project, talk, value

from refiqda import model as m
from refiqda import tables
from refiqda.tables.caption import notes_of

GUIDS = [None, "", g("the same")]


def counted(odd: m.Project, **how: Any) -> list[int]:
    return tables.counts(odd, **how)["references"].tolist()


@pytest.mark.parametrize("guid", GUIDS)
def test_cases_are_found_by_name_whatever_their_guids(guid: str | None):
    odd = project(
        cases=[
            case("R1", "one", value("Sex", text="F"), guid=guid),
            case("R2", "two", value("Sex", text="M"), guid=guid),
        ]
    )
    for name, sex, expected in (("R1", "F", [1, 1]), ("R2", "M", [2, 0])):
        assert counted(odd, cases=name) == expected
        assert counted(odd, cases=f"Sex={sex}") == expected
        assert tables.crosstab(odd, "cases")[name].tolist()[:-1] == expected
    gone = tables.saturation(odd, order=["R2", "R1"])
    assert (gone["case"].tolist(), gone["codes"].tolist()) == (["R2", "R1"], [1, 2])


@pytest.mark.parametrize("guid", GUIDS)
def test_sources_are_found_by_name_whatever_their_guids(guid: str | None):
    odd = project()
    for source in odd.sources:
        source.guid = guid
    assert counted(odd, sources="one") == [1, 1]
    assert counted(odd, sources="two") == [2, 0]
    assert counted(odd, sources=["one", "two"]) == [3, 1]


@pytest.mark.parametrize("guid", GUIDS)
def test_sets_are_found_by_name_whatever_their_guids(guid: str | None):
    odd = project(
        sets=[
            m.Set(guid=guid, name="first", sources=[g("source", "one")]),
            m.Set(guid=guid, name="second", sources=[g("source", "two")]),
        ]
    )
    assert counted(odd, sources="first") == [1, 1]
    assert counted(odd, sources="second") == [2, 0]
    crossed = tables.crosstab(odd, "sets")
    assert list(crossed.columns) == ["code_path", "first", "second", "Total"]
    assert tables.compare(odd, "sets").attrs["groups"] == ["first", "second"]


def test_what_a_message_calls_sources_without_guids_can_be_asked_for():
    odd = project(sources=[talk("same", guid=None), talk("same", guid=None)])
    odd.sources[1].selections = [passage(0, len(TEXT), coding("trust"))]
    with pytest.raises(LookupError, match=r"Give the GUID: #1 or #2\."):
        counted(odd, sources="same")
    assert (counted(odd, sources="#1"), counted(odd, sources="#2")) == ([0, 0], [1, 0])


def test_two_users_of_one_guid_are_one_coder_of_the_first_name():
    """The columns after a repeated user belong to whom they are called after."""
    odd = project()
    odd.users.insert(1, m.User(guid=g("user", "Ann").upper(), name="Ann again"))
    crossed = tables.crosstab(odd, "coders")
    assert list(crossed.columns) == ["code_path", "Ann", "Ben", "Total"]
    assert crossed["Ann"].tolist() == [2, 0, 2]
    assert crossed["Ben"].tolist() == [1, 1, 2]
    assert sorted(tables.codings(odd)["coder"].unique()) == ["Ann", "Ben"]
    assert counted(odd, coders="Ann again") == counted(odd, coders="Ann") == [2, 0]
    assert len(tables.users(odd)) == 3


def test_codes_that_have_no_row_are_told():
    odd = project()
    odd.codes.append(m.Code(guid=g("code", "trust").upper(), name="trust again", is_codable=True))
    told = [
        "Codes that have no row, since their GUID is missing or that of another: 'trust again'."
    ]
    for frame in (tables.counts(odd), tables.crosstab(odd, "cases")):
        assert notes_of(frame) == told
        assert "trust again" not in frame["code_path"].tolist()


def test_codings_of_codes_that_are_not_there_are_told():
    odd = project()
    odd.sources[0].selections[0].codings.append(coding("no such code"))
    told = ["Codings that count nowhere, since the project does not have their code: 1."]
    for frame in (tables.counts(odd), tables.crosstab(odd, "cases")):
        assert notes_of(frame) == told
    assert crossed_total(odd) == sum(counted(odd)) == 4
    assert notes_of(tables.counts(project())) == []


def crossed_total(odd: m.Project) -> int:
    return int(tables.crosstab(odd, "cases")["Total"].iloc[-1])
