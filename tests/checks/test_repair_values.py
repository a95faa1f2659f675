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


# ---------------------------------------------------------------------------- what points at what

TEXT = "<PlainTextContent>We met.</PlainTextContent>"


def coded(codes: str, inside: str, before: str = "", after: str = "") -> str:
    """Codes, and a text whose coding has something inside."""
    return (
        f"{before}<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>"
        f'<TextSource guid="#1" name="T">{TEXT}<Coding guid="#2">{inside}</Coding></TextSource>'
        f"</Sources>{after}"
    )


def code(own: str, name: str) -> str:
    return f'<Code guid="{own}" name="{name}" isCodable="true"/>'


def test_texts_that_differ_in_case_alone_stay(tmp_path):
    project = opened(
        tmp_path,
        f"<CodeBook><Codes>{code('a1', 'A')}{code('A1', 'B')}</Codes></CodeBook>"
        '<Sets><Set guid="#3" name="S"><MemberCode targetGUID="A1"/><MemberCode targetGUID="a1"/>'
        "</Set></Sets>",
    )
    assert mend(project) == []
    assert [each.guid for each in project.codes] == ["a1", "A1"]
    assert project.sets[0].codes == ["A1", "a1"]


def test_a_text_that_nothing_has_stays(tmp_path):
    """It is the only clue to what was meant."""
    project = opened(tmp_path, coded(code("#3", "A"), '<CodeRef targetGUID="code-9"/>'))
    assert mend(project) == []
    assert project.sources[0].codings[0].code == "code-9"


def test_a_name_in_the_place_of_a_guid(tmp_path):
    """Two things of a name, or one that shares its GUID, are not meant for sure."""
    names = [("#3", "Trust"), ("code-4", "Hope"), ("#5", "Fear"), ("#6", "Fear")]
    names += [("#7", "Joy"), ("#7", "Grief")]
    given = ["Trust", "Hope", "Fear", "Joy", "trust"]
    members = "".join(f'<MemberCode targetGUID="{name}"/>' for name in given)
    project = opened(
        tmp_path,
        f"<CodeBook><Codes>{''.join(code(*each) for each in names)}</Codes></CodeBook>"
        f'<Sets><Set guid="#8" name="S">{members}</Set></Sets>',
    )
    made = rows(mend(project, only=["S110"]))
    hope = refiqda.make_guid("repair", "code-4")
    assert made == [
        ("S110", "code-4", hope),
        ("S110", "Trust", guid(3)),
        ("S110", "Hope", hope),
    ]
    assert project.sets[0].codes == [guid(3), hope, "Fear", "Joy", "trust"]


def test_everything_that_people_know_by_name(tmp_path):
    project = opened(
        tmp_path,
        '<Variables><Variable guid="#1" name="Age" typeOfVariable="Integer"/></Variables>'
        '<Cases><Case guid="#2" name="A"><VariableValue><VariableRef targetGUID="Age"/>'
        '<IntegerValue>4</IntegerValue></VariableValue><SourceRef targetGUID="Walk"/></Case>'
        f'</Cases><Sources><TextSource guid="#3" name="Walk">{TEXT}</TextSource></Sources>'
        f'<Notes><Note guid="#4" name="Memo">{TEXT}</Note></Notes>'
        '<Sets><Set guid="#5" name="S"><MemberSource targetGUID="Walk"/>'
        '<MemberNote targetGUID="Memo"/></Set></Sets>',
    )
    assert rows(mend(project)) == [
        ("S110", "Walk", guid(3)),
        ("S110", "Age", guid(1)),
        ("S110", "Walk", guid(3)),
        ("S110", "Memo", guid(4)),
    ]
    assert codes_left(project) == set()


def test_a_guid_comes_before_a_name(tmp_path):
    project = opened(
        tmp_path,
        coded(code("Trust", "A") + code("#3", "Trust"), '<CodeRef targetGUID="Trust"/>'),
    )
    mend(project)
    assert project.sources[0].codings[0].code == project.codes[0].guid


def test_users_are_added_by_their_names(tmp_path):
    users = '<Users><User guid="#4" name="Ada"/><User guid="#5" name="Bob"/></Users>'
    source = '<TextSource guid="#{}" name="{}" creatingUser="{}" modifyingUser="{}">{}</TextSource>'
    project = opened(
        tmp_path,
        f"{users}<Sources>{source.format(1, 'A', 'carl', 'Ada', TEXT)}"
        f"{source.format(2, 'B', 'carl', 'bob', TEXT)}</Sources>",
    )
    made = mend(project)
    carl, bob = (refiqda.make_guid("repair", name) for name in ("carl", "bob"))
    assert rows(made) == [
        ("S110", "Ada", guid(4)),
        ("R102", "carl", f"carl ({carl})"),
        ("R102", "carl", carl),
        ("R102", "bob", f"bob (2) ({bob})"),  # Bob may be somebody else
    ]
    assert [(user.guid, user.name) for user in project.users[2:]] == [
        (carl, "carl"),
        (bob, "bob (2)"),
    ]
    assert [(one.creating_user, one.modifying_user) for one in project.sources] == [
        (carl, guid(4)),
        (carl, bob),
    ]
    assert codes_left(project) == set()


def test_users_alone_may_be_wanted(tmp_path):
    """Whatever stands there, no user is missing afterwards, and none is made up for one there."""
    plain = guid(9).replace("-", "")
    source = f'<TextSource guid="#1" name="A" creatingUser="Ada" modifyingUser="{plain}">'
    project = opened(
        tmp_path,
        f'<Users><User guid="#4" name="Ada"/></Users><Sources>{source}{TEXT}</TextSource>'
        "</Sources>",
    )
    mend(project, only=["R102"])
    assert [user.name for user in project.users] == ["Ada", "unknown user 1"]
    (source,) = project.sources
    assert (source.creating_user, source.modifying_user) == (guid(4), guid(9))


@pytest.mark.parametrize(
    ("inside", "after"),
    [
        ('<CodeRef targetGUID="code-3"/><CodeRef targetGUID="code-4"/>', ""),
        ('<CodeRef targetGUID="code-3" near="code-4"/>', ""),
        ('<CodeRef targetGUID="code-3" near="#code-3 #CODE-4"/>', ""),
        ('<CodeRef targetGUID="code-3"><x>{code-4}</x></CodeRef>', ""),
        ('<CodeRef targetGUID="code-3"/>', '<x:V xmlns:x="urn:x"><x:Ref to="code-4"/></x:V>'),
        ('<CodeRef targetGUID="code-3"/>', "<?program code-4?>"),
    ],
)
def test_a_text_that_also_stands_elsewhere_stays(inside, after, tmp_path):
    """In a place that the standard does not have, it could not follow."""
    content = coded(code("code-3", "A") + code("code-4", "B"), inside, after=after)
    project = opened(tmp_path, content)
    mend(project)
    three = "code-3" if "#code-3" in inside else refiqda.make_guid("repair", "code-3")
    assert [each.guid for each in project.codes] == [three, "code-4"]
    assert project.sources[0].codings[0].code == three


def test_a_comment_points_at_nothing(tmp_path):
    project = opened(tmp_path, coded(code("code-3", "A"), '<CodeRef targetGUID="code-3"/>'))
    project.save(tmp_path / "study.qde", allow_invalid=True)
    text = (tmp_path / "study.qde").read_text(encoding="utf-8")
    (tmp_path / "study.qde").write_text(text.replace("<CodeBook>", "<CodeBook><!-- code-3 -->"))
    assert len(mend(refiqda.open(tmp_path / "study.qde"))) == 2


def test_one_of_two_codes_with_a_guid_is_not_said_to_be_codable(tmp_path):
    codes = '<Code guid="#3" name="A"/><Code guid="#3" name="B" isCodable="false"/>'
    project = opened(tmp_path, coded(codes, '<CodeRef targetGUID="#3"/>'))
    assert mend(project) == []
    assert [each.is_codable for each in project.codes] == [None, False]
