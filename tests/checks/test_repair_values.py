"""Values and GUIDs: what repair makes of them, and what it rather leaves."""

from __future__ import annotations

import pytest
from mending import codes_left, guid, opened, rows

import refiqda
from refiqda.checks import check
from refiqda.checks.repair import mend
from refiqda.checks.repair.colours import colour
from refiqda.checks.repair.guids import canonical
from refiqda.checks.repair.values import spelt
from refiqda.model import Code, Project
from refiqda.standard.spec import BOOLEAN, DATE, DATETIME, DECIMAL, INTEGER, SHAPE, VARIABLE_TYPE

# ------------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("red", ("#ff0000", "")),
        ("Grey", ("#808080", "")),
        ("#ff000080", ("#ff0000", "80")),
        ("#ff0000FF", ("#ff0000", "")),
        ("#f008", ("#f00", "8")),
        ("0xAABBCC", ("#aabbcc", "")),
        ("aabbcc", ("#aabbcc", "")),
        ("001122", ("#001122", "")),
        ("rgb(255, 0,16)", ("#ff0010", "")),
        ("rgb(255 0 16)", ("#ff0010", "")),
        ("rgb(100%, 0%, 50%)", ("#ff0080", "")),
        ("rgba(1,2,3,0.5)", ("#010203", "0.5")),
        ("rgba(1,2,3,1)", ("#010203", "")),
        ("rgb(1 2 3 / 25%)", ("#010203", "25%")),
        ("#FFFF0000", None),  # red with the opacity first, or a yellow that cannot be seen
        ("123456", None),  # may be a number
        ("255", None),
        ("rgb(256,0,0)", None),
        ("salmon", None),
        ("hsl(0,100%,50%)", None),
        ("", None),
    ],
)
def test_colours(text, found):
    assert colour(text) == found


@pytest.mark.parametrize(
    ("simple", "text", "found"),
    [
        (BOOLEAN, "True", "true"),
        (BOOLEAN, "no", "false"),
        (BOOLEAN, "2", None),
        (INTEGER, "12.0", "12"),
        (INTEGER, "12.5", None),
        (INTEGER, "1e3", None),
        (DECIMAL, "1.5e3", "1500"),
        (DECIMAL, "1,5", None),
        (DECIMAL, "NaN", None),
        (DATE, " 2020-05-01 ", "2020-05-01"),
        (DATE, "1.5.2020", None),
        (DATETIME, "2020-05-01 10:00:00", "2020-05-01T10:00:00"),
        (DATETIME, "2020-05-01t10:00:00 z", "2020-05-01T10:00:00Z"),
        (DATETIME, "2020-05-01", None),
        (VARIABLE_TYPE, "date time", "DateTime"),
        (VARIABLE_TYPE, "Number", None),
        (SHAPE, "rounded_rectangle", "RoundedRectangle"),
    ],
)
def test_values(simple, text, found):
    made = spelt(simple, text)
    assert (made.text if made else None) == found


def test_an_opacity_is_told():
    project = Project(name="P", origin="test")
    project.codes.append(Code(guid=guid(1), name="Trust", is_codable=True, color="#ff000080"))
    (made,) = mend(project)
    assert (made.before, made.after) == ("#ff000080", "#ff0000")
    assert made.what == "color respelt (without its opacity, 80): Code 'Trust'"


def test_values_of_variables_and_empty_ones(tmp_path):
    project = opened(
        tmp_path,
        '<Variables><Variable guid="#1" name="Age" typeOfVariable="integer"/></Variables>'
        '<Cases><Case guid="#2" name="A">'
        '<VariableValue><VariableRef targetGUID="#1"/><IntegerValue>41.0</IntegerValue>'
        "</VariableValue>"
        '<VariableValue><VariableRef targetGUID="#1"/><IntegerValue/></VariableValue>'
        '<VariableValue><VariableRef targetGUID="#1"/><FloatValue> </FloatValue></VariableValue>'
        '<VariableValue><VariableRef targetGUID="#1"/><BooleanValue>perhaps</BooleanValue>'
        "</VariableValue></Case></Cases>",
    )
    assert (
        rows(mend(project))
        == [
            ("S110", "integer", "Integer"),
            ("S110", "", ""),
            ("S110", "41.0", "41"),
            ("S110", " ", ""),
        ]
        or sorted(rows(mend(project))) == []
    )
    assert [value.integer for value in project.cases[0].values] == [41, None, None, None]
    assert [finding.message for finding in check(project) if finding.code == "S110"] == [
        "BooleanValue is 'perhaps', which is neither true nor false."
    ]


def test_attributes_that_say_nothing_are_left_out(tmp_path):
    project = opened(
        tmp_path,
        '<Users><User guid="#1" name="Ada"/></Users><CodeBook><Codes>'
        '<Code guid="#2" name="Trust" isCodable="true" color=" "/></Codes></CodeBook>',
        'creatingUserGUID="" creationDateTime=""',
    )
    assert len(mend(project)) == 3
    assert (project.creating_user, project.created, project.codes[0].color) == (None, None, None)
    assert codes_left(project) == set()


def test_unusual_spellings(tmp_path):
    content = '<CodeBook><Codes><Code guid="#1" name="A" isCodable=" 1 "/></Codes></CodeBook>'
    project = opened(tmp_path, content)
    assert rows(mend(project)) == [("V105", " 1 ", "true")]
    assert project.codes[0].is_codable is True


# -------------------------------------------------------------------------------------------- GUIDs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{" + guid(1), guid(1)),
        (guid(1).replace("-", ""), guid(1)),
        ("urn:uuid:" + guid(1), guid(1)),
        (f"( {guid(1)} )", guid(1)),
        (guid(1)[:-1], ""),
        (guid(1) + "0", ""),
        ("code-1", ""),
    ],
)
def test_the_guid_in_a_text(text, found):
    assert canonical(text) == found


def test_references_follow_a_guid(tmp_path):
    project = opened(
        tmp_path,
        '<Users><User guid="user-1" name="Ada"/></Users>'
        '<CodeBook><Codes><Code guid="code-1" name="Trust" isCodable="true"/></Codes></CodeBook>'
        '<Sources><TextSource guid="#1" name="A" creatingUser="USER-1">'
        "<PlainTextContent>We met.</PlainTextContent>"
        '<Coding guid="#2"><CodeRef targetGUID="code-1" weight="3"/></Coding></TextSource>'
        "</Sources>"
        '<Sets><Set guid="#3" name="S"><MemberCode targetGUID="code-1"/></Set></Sets>',
    )
    mend(project)
    code, source = project.codes[0], project.sources[0]
    assert code.guid == refiqda.make_guid("repair", "code-1")
    assert source.codings[0].code == project.sets[0].codes[0] == code.guid
    assert source.creating_user == project.users[0].guid
    assert codes_left(project) == {"S103"}  # the weight, which is still there
    project.save(tmp_path / "again.qde", allow_invalid=True)
    text = (tmp_path / "again.qde").read_text(encoding="utf-8")
    assert 'weight="3"' in text
    assert "code-1" not in text


def test_two_things_do_not_come_to_share_a_guid():
    project = Project(name="P", origin="test")
    for number, own in enumerate((guid(1), guid(1).replace("-", ""))):
        project.codes.append(Code(guid=own, name=f"C{number}", is_codable=True))
    assert mend(project) == []
    assert codes_left(project) == {"S110"}


def test_what_has_no_guid_gets_one_of_its_own(tmp_path):
    content = (
        '<CodeBook><Codes><Code name="A" isCodable="true"/><Code name="B" guid="" '
        'isCodable="true"/></Codes></CodeBook>'
    )
    project = opened(tmp_path, content)
    assert [each.code for each in mend(project)] == ["S102", "S110"]
    guids = [code.guid for code in project.codes]
    assert len(set(guids)) == 2
    assert codes_left(project) == set()
    again = opened(tmp_path, content)
    mend(again)
    assert [code.guid for code in again.codes] == guids
    other = opened(tmp_path, content.replace('"A"', '"Z"'))
    mend(other)
    assert guids[0] not in [code.guid for code in other.codes]
