"""Meaning, paths and vendors: the cases at the edge of each rule."""

import pytest

import refiqda
from refiqda.checks import check
from refiqda.standard.model import (
    Case,
    Code,
    CodeBook,
    Coding,
    PictureSource,
    Project,
    TextSource,
    User,
    Variable,
    VariableValue,
    VideoSource,
)


def guid(number: int) -> str:
    return f"aaaaaaaa-0000-4000-8000-{number:012d}"


def told(document: Project | CodeBook) -> list[str]:
    return [finding.code for finding in check(document)]


def project(**fields: object) -> Project:
    return Project(**{"name": "P", "origin": "test"} | fields)


def text(number: int = 1, **fields: object) -> TextSource:
    return TextSource(
        **{"guid": guid(number), "name": f"Text {number}", "content": "We met."} | fields
    )


# ------------------------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("type_name", "value"),
    [
        ("Text", {"text": "forty"}),
        ("Boolean", {"boolean": False}),
        ("Integer", {"integer": 0}),
        ("Float", {"float": "1.5"}),
        ("Date", {"date": "2020-05-01"}),
        ("DateTime", {"datetime": "2020-05-01T10:00:00Z"}),
    ],
)
@pytest.mark.parametrize("of_variable", ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"])
def test_a_value_has_the_type_of_its_variable(type_name, value, of_variable):
    document = project(
        variables=[Variable(guid=guid(1), name="V", type=of_variable)],
        sources=[text(2, values=[VariableValue(variable=guid(1), **value)])],
    )
    assert told(document) == ([] if type_name == of_variable else ["M101"])


def test_a_missing_value_is_no_value_and_no_fault():
    values = [VariableValue(variable=guid(1)), VariableValue(variable=guid(1), integer=3)]
    document = project(
        variables=[Variable(guid=guid(1), name="Age", type="Integer")],
        cases=[Case(guid=guid(3), name="One", values=values, sources=[guid(2)])],
        sources=[text(2)],
    )
    assert told(document) == []


# ------------------------------------------------------------------------------- codes, codings


def test_names_of_codes_may_repeat_in_different_places():
    codes = [
        Code(guid=guid(1), name="Before", is_codable=True),
        Code(guid=guid(2), name="After", is_codable=True),
    ]
    for number, code in enumerate(codes, 3):
        code.codes.append(Code(guid=guid(number), name="Trust", is_codable=True))
    assert told(CodeBook(origin="test", codes=codes)) == []
    codes[0].codes.append(Code(guid=guid(9), name="Trust", is_codable=True))
    assert told(CodeBook(origin="test", codes=codes)) == ["M202"]


def test_two_coders_may_apply_one_code_to_one_passage():
    users = [User(guid=guid(1), name="Ada"), User(guid=guid(2), name="Grace")]
    codings = [
        Coding(guid=guid(5), code=guid(3), creating_user=guid(1)),
        Coding(guid=guid(6), code=guid(3), creating_user=guid(2)),
    ]
    document = project(
        users=users,
        codes=[Code(guid=guid(3), name="Trust", is_codable=True)],
        sources=[text(4, codings=codings)],
    )
    assert told(document) == []
    codings[1].creating_user = "{" + guid(1).upper() + "}"
    assert told(document) == ["M601"]


def test_codings_without_a_coder_matter_where_there_are_several():
    document = project(
        users=[User(guid=guid(1), name="Ada")],
        codes=[Code(guid=guid(3), name="Trust", is_codable=True)],
        sources=[text(4, codings=[Coding(guid=guid(5), code=guid(3))])],
    )
    assert told(document) == []
    document.users.append(User(guid=guid(2), name="Grace"))
    assert told(document) == ["M502"]


@pytest.mark.parametrize(
    ("created", "modified", "codes"),
    [
        ("2020-05-01T10:00:00Z", "2020-05-01T10:00:00Z", []),
        ("2020-05-02T10:00:00Z", "2020-05-01T10:00:00Z", ["M703"]),
        ("2020-05-02T10:00:00.5Z", "2020-05-01T10:00:00Z", ["M703"]),
        ("2020-05-02T01:00:00+09:00", "2020-05-01T20:00:00Z", []),
        (None, "2020-05-01T10:00:00Z", []),
    ],
)
def test_times_are_compared_within_one_zone(created, modified, codes):
    assert told(project(created=created, modified=modified, sources=[text()])) == codes


# -------------------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("C:/Users/anna/Desktop/photo.png", "P401"),
        ("C:\\Users\\anna\\photo.png", "P401"),
        ("/".join(["", "home", "anna", "photo.png"]), "P401"),
        ("absolute:///Users/anna/photo.png", "P401"),
        ("file:///home/anna/photo.png", "P401"),
        ("C:/Documents and Settings/anna/photo.png", "P401"),
        ("C:/Users/Public/photo.png", "P402"),
        ("E:/Data/photo.png", "P402"),
        ("//server/share/photo.png", "P402"),
        ("photo.png", ""),
        ("Users of the clinic/photo.png", ""),
        ("relative:///AR/photo.png", ""),
    ],
)
def test_what_a_path_gives_away(path, code):
    picture = PictureSource(
        guid=guid(1), name="Photo", path=f"internal://{guid(2)}.png", current_path=path
    )
    document = project(sources=[picture])
    document.files[f"sources/{guid(2)}.png"] = b"png"
    assert told(document) == ([code] if code else [])
    by_base = [finding.code for finding in check(project(base_path=path, sources=[text()]))]
    assert by_base == ([code] if code else [])


def test_a_relative_recording_that_is_in_the_package_is_not_outside_of_it():
    video = VideoSource(guid=guid(1), name="Round", path=f"relative:///{guid(2)}.mp4")
    document = project(sources=[video])
    assert told(document) == ["P107", "P105"]
    document.base_path = "media"
    assert told(document) == ["P105"]
    document.files[f"sources/{guid(2)}.mp4"] = b"film"
    assert told(document) == []


def test_folders_and_the_project_itself_are_no_unreferenced_files():
    document = project(sources=[text()])
    document.files["sources/"] = b""
    assert told(document) == []
    document.files["sources/old.txt"] = b"We met."
    assert told(document) == ["P302"]


def test_a_path_of_another_kind_is_not_looked_for():
    picture = PictureSource(guid=guid(1), name="Photo", path="https://example.org/photo.png")
    assert told(project(sources=[picture])) == ["P104"]


# ------------------------------------------------------------------------------------- vendors


def test_levels_in_names_are_told_of_atlas_ti_alone():
    code = Code(guid=guid(1), name="Drinks::Tea", is_codable=True)
    assert told(project(codes=[code])) == []
    (finding,) = check(project(codes=[code], origin="ATLAS.ti 8.4.0"))
    assert finding.code == "V109"
    assert finding.path == "/Project/CodeBook/Codes/Code[1]/@name"


def test_times_without_a_zone_are_told_once_with_their_number():
    sources = [text(number, created="2020-05-01T10:00:00") for number in (1, 2, 3)]
    (finding,) = check(project(sources=sources))
    assert finding.code == "V110"
    assert "(times like it: 3)" in finding.message


def test_an_unusual_spelling_is_forgotten_when_the_value_changes(tmp_path):
    path = tmp_path / "one.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="test"><Codes>'
        f'<Code guid="{guid(1)}" name="Trust" isCodable="1"/></Codes></CodeBook>',
        encoding="utf-8",
    )
    book = refiqda.read_codebook(path)
    assert told(book) == ["V105"]
    book.codes[0].is_codable = False
    assert told(book) == []
