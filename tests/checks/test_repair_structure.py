"""References, words, elements and names: what repair makes of them."""

from __future__ import annotations

from pathlib import Path

from mending import NS, codes_left, guid, opened, rows

import refiqda
from refiqda.checks import check
from refiqda.checks.repair import mend, repair
from refiqda.model import Project, User

# --------------------------------------------------------------------------------------- references


def test_references_under_another_name(tmp_path):
    project = opened(
        tmp_path,
        '<Sources><TextSource guid="#1" name="A"><PlainTextContent>We met.</PlainTextContent>'
        '</TextSource><TextSource guid="#2" name="B"><PlainTextContent>We met.</PlainTextContent>'
        '</TextSource></Sources><Notes><Note guid="#3" name="N">'
        "<PlainTextContent>Hm.</PlainTextContent></Note></Notes>"
        '<Sets><Set guid="#4" name="S"><MemberSource guid="#2"/><MemberSource targetGUID="#1"/>'
        f"<MemberNote> {guid(3)}\n</MemberNote><MemberNote>a word</MemberNote>"
        '<MemberSource guid="#1" order="2"/></Set></Sets>',
    )
    assert rows(mend(project)) == [
        ("S102", f'guid="{guid(2)}"', f'targetGUID="{guid(2)}"'),
        ("S102", guid(3), f'targetGUID="{guid(3)}"'),
    ]
    group = project.sets[0]
    assert (group.sources, group.notes) == ([guid(2), guid(1)], [guid(3)])
    assert codes_left(project) == {"S102"}  # a word, and one with an attribute more


def test_codebooks_have_another_attribute(tmp_path):
    path = tmp_path / "codes.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>'
        f'<Code guid="{guid(1)}" name="A" isCodable="true"/></Codes><Sets>'
        f'<Set guid="{guid(2)}" name="S"><MemberCode targetGUID="{guid(1)}"/></Set></Sets>'
        "</CodeBook>",
        encoding="utf-8",
    )
    book = refiqda.read_codebook(path)
    assert rows(mend(book)) == [("S102", f'targetGUID="{guid(1)}"', f'guid="{guid(1)}"')]
    assert book.sets[0].codes == [guid(1)]
    assert check(book) == []


def test_a_code_that_something_is_coded_with_is_codable(tmp_path):
    project = opened(
        tmp_path,
        '<CodeBook><Codes><Code guid="#1" name="A"/><Code guid="#2" name="B"/></Codes></CodeBook>'
        '<Sources><TextSource guid="#3" name="T"><PlainTextContent>We met.</PlainTextContent>'
        '<Coding guid="#4"><CodeRef guid="#1"/></Coding></TextSource></Sources>',
    )
    mend(project)
    assert project.sources[0].codings[0].code == guid(1)
    assert [code.is_codable for code in project.codes] == [True, None]


def two_pictures(tmp_path: Path, second: str) -> Project:
    return opened(
        tmp_path,
        '<Cases><Case guid="#1" name="A"><SourceRef targetGUID="#9"/></Case></Cases><Sources>'
        f'<PictureSource guid="#2" name="One" path="internal://{guid(9)}.png"/>'
        f'<PictureSource guid="#3" name="Two" path="internal://{second}.png"/></Sources>',
    )


def test_a_case_points_at_the_source_of_the_file(tmp_path):
    project = two_pictures(tmp_path, guid(8))
    assert rows(mend(project)) == [("V103", guid(9), guid(2))]
    assert project.cases[0].sources == [guid(2)]


def test_a_file_of_two_sources_says_nothing(tmp_path):
    project = two_pictures(tmp_path, guid(9))
    assert mend(project) == []
    assert {"R103", "V103"} <= codes_left(project)


def test_a_second_reference_is_removed(tmp_path):
    project = opened(
        tmp_path,
        '<CodeBook><Codes><Code guid="#1" name="A" isCodable="true"/>'
        '<Code guid="#2" name="B" isCodable="true"/></Codes></CodeBook>'
        '<Sets><Set guid="#3" name="S"><MemberCode targetGUID="#1"/><MemberCode targetGUID="#2"/>'
        f'<MemberCode targetGUID="{{{guid(1)}}}"/></Set></Sets>',
    )
    assert rows(mend(project)) == [("R403", f"{{{guid(1)}}}", "")]
    assert project.sets[0].codes == [guid(1), guid(2)]


def test_two_references_may_mean_two_things_of_one_guid(tmp_path):
    project = opened(
        tmp_path,
        '<CodeBook><Codes><Code guid="#1" name="A" isCodable="true"/>'
        '<Code guid="#1" name="B" isCodable="true"/><Code guid="#2" name="C" isCodable="true"/>'
        '</Codes></CodeBook><Sets><Set guid="#3" name="S"><MemberCode targetGUID="#1"/>'
        '<MemberCode targetGUID="#2"/><MemberCode targetGUID="#1"/><MemberCode targetGUID="#2"/>'
        "</Set></Sets>",
    )
    assert rows(mend(project)) == [("R403", guid(2), "")]
    assert project.sets[0].codes == [guid(1), guid(2), guid(1)]


def test_missing_users_are_added_once(tmp_path):
    project = opened(
        tmp_path,
        '<Users><User guid="#1" name="unknown user 1"/></Users>'
        '<Sources><TextSource guid="#2" name="A" creatingUser="#7" modifyingUser="#8">'
        "<PlainTextContent>We met.</PlainTextContent></TextSource></Sources>"
        '<Notes><Note guid="#3" name="N" creatingUser="#2"><PlainTextContent>x</PlainTextContent>'
        "</Note></Notes>",
        f'creatingUserGUID="{guid(7)}"',
    )
    mends = mend(project)
    assert [(each.code, each.path) for each in mends] == [
        ("R102", "/Project/@creatingUserGUID"),
        ("R102", "/Project/Sources/TextSource[1]/@modifyingUser"),
    ]
    assert [(user.guid, user.name) for user in project.users[1:]] == [
        (guid(7), "unknown user 2"),
        (guid(8), "unknown user 3"),
    ]
    assert codes_left(project) == {"R201"}  # the note says that a source made it


# ------------------------------------------------------------------------------- words and elements


def test_words_move_into_the_description(tmp_path):
    project = opened(
        tmp_path,
        '<CodeBook><Codes><Code guid="#1" name="A" isCodable="true">loose words'
        "<Description>First.</Description><Description>Second.</Description></Code></Codes>"
        '</CodeBook><Sets><Set guid="#2" name="S" creatingUser="#5" note="x">'
        '<MemberCode targetGUID="#1">\n</MemberCode></Set></Sets>',
    )
    project.users.append(User(guid=guid(5), name="Ada"))
    assert {each.code for each in mend(project)} == {"S103", "S107", "S108"}
    assert project.codes[0].description == "First.\nloose words\nSecond."
    assert project.sets[0].description == f"creatingUser: Ada ({guid(5)})"
    left = [finding for finding in check(project) if finding.severity == "error"]
    assert [finding.message for finding in left] == ["Set[1] may not have note."]


def test_an_attribute_in_another_case_is_renamed(tmp_path):
    project = opened(
        tmp_path,
        '<CodeBook><Codes><Code GUID="#1" name="A" iscodable="1" Color="reddish"/></Codes>'
        "</CodeBook>",
        f'creatingUser="{guid(4)}"',
    )
    mend(project)
    assert (project.codes[0].guid, project.codes[0].is_codable) == (guid(1), True)
    assert project.creating_user == guid(4)
    assert codes_left(project) == {"S103"}  # reddish is no colour, so nobody knows what it is
    assert project.codes[0].extra.attributes == {"Color": "reddish"}


def test_comments_go_with_what_they_stand_before(tmp_path):
    project = opened(
        tmp_path,
        '<Variables><Variable guid="#1" name="Age" typeOfVariable="Integer"/></Variables>'
        '<!-- the team --><Users><User guid="#2" name="Ada"/></Users><!-- the end -->',
    )
    (made,) = mend(project)
    assert (made.before, made.after) == ("Variables, Users", "Users, Variables")
    project.save(tmp_path / "out.qde")
    text = (tmp_path / "out.qde").read_text(encoding="utf-8")
    found = [text.index(part) for part in ("the team", "<Users", "<Variables", "the end")]
    assert found == sorted(found)


def test_of_an_empty_list_only_comments_are_kept(tmp_path):
    project = opened(
        tmp_path,
        '<Users><User guid="#2" name="Ada"/></Users><CodeBook><Codes><!-- none yet --></Codes>'
        "</CodeBook><Cases/><Sets><Group/></Sets>",
    )
    assert [each.path for each in mend(project)] == ["/Project/CodeBook", "/Project/Cases"]
    project.save(tmp_path / "out.qde", allow_invalid=True)
    text = (tmp_path / "out.qde").read_text(encoding="utf-8")
    assert "<!-- none yet -->" in text
    assert "Codes" not in text
    assert "<Group" in text
    assert codes_left(project) == {"S105", "S109"}


def test_namespaces_of_drafts_in_every_place(tmp_path):
    path = tmp_path / "old.qde"
    path.write_text(
        '<q:Project xmlns:q="urn:QDA-XML:project:0:10" name="P" origin="Transana">'
        '<q:CodeBook xmlns:c="urn:QDA-XML:codebook:0:4"><c:Codes>'
        f'<c:Code guid="{guid(1)}" name="A" isCodable="true">'
        '<c:Description xml:lang="en">says xmlns="urn:QDA-XML:codebook:0:4"</c:Description>'
        "</c:Code></c:Codes></q:CodeBook></q:Project>",
        encoding="utf-8",
    )
    report = repair(path, tmp_path / "new.qde")
    assert rows(report.mends) == [
        ("S101", "urn:QDA-XML:codebook:0:4", NS),
        ("S101", "urn:QDA-XML:project:0:10", NS),
    ]
    project = refiqda.open(tmp_path / "new.qde")
    assert codes_left(project) == {"S103"}  # xml:lang
    assert project.codes[0].description == 'says xmlns="urn:QDA-XML:codebook:0:4"'


# -------------------------------------------------------------------------------------------- names


def test_names_are_made_distinct(tmp_path):
    code = '<Code guid="#{}" name="{}" isCodable="true"/>'
    names = ["Trust", "Trust", "trust (2)", "Trust"]
    codes = "".join(code.format(number, name) for number, name in enumerate(names, 1))
    project = opened(tmp_path, f"<CodeBook><Codes>{codes}</Codes></CodeBook>")
    assert rows(mend(project)) == [("M202", "Trust", "Trust (3)"), ("M202", "Trust", "Trust (4)")]
    assert codes_left(project) == set()


def test_the_number_stands_before_the_ending_of_a_file(tmp_path):
    names = ["a.docx", "a.docx", "A (3).DOCX", "a.docx", "Mr. Li", "Mr. Li", ".txt", ".txt"]
    sources = "".join(
        f'<TextSource guid="#{number}" name="{name}"><PlainTextContent>We met.</PlainTextContent>'
        "</TextSource>"
        for number, name in enumerate(names, 1)
    )
    project = opened(tmp_path, f"<Sources>{sources}</Sources>")
    mend(project)
    assert [source.name for source in project.sources] == [
        "a.docx",
        "a (2).docx",
        "A (3).DOCX",
        "a (4).docx",
        "Mr. Li",
        "Mr. Li (2)",
        ".txt",
        ".txt (2)",
    ]


def test_codes_below_different_codes_may_share_a_name(tmp_path):
    inner = '<Code guid="#{}" name="Other" isCodable="true"/>'
    outer = '<Code guid="#{}" name="{}" isCodable="true">{}</Code>'
    project = opened(
        tmp_path,
        f"<CodeBook><Codes>{outer.format(1, 'A', inner.format(2))}"
        f"{outer.format(3, 'B', inner.format(4))}</Codes></CodeBook>",
    )
    assert mend(project) == []


# ----------------------------------------------------------------------------------- nothing at all


def test_a_reference_to_nothing_is_left_out(tmp_path):
    project = opened(
        tmp_path,
        '<Notes><Note guid="#2" name="N"><PlainTextContent>Hm.</PlainTextContent></Note></Notes>'
        '<NoteRef targetGUID=""/><NoteRef targetGUID="#2"/><NoteRef targetGUID=" "/>',
    )
    assert rows(mend(project)) == [("S110", "", ""), ("S110", " ", "")]
    assert project.note_refs == [guid(2)]


def test_a_file_without_its_namespace_gets_it(tmp_path):
    path = tmp_path / "none.qde"
    path.write_text(
        '<Project xmlns:x="urn:other" name="P" origin="x" x:mark="1" nameGUID="2">'
        f'<Users><User guid="{guid(1)}" name="Ada"/></Users></Project>',
        encoding="utf-8",
    )
    report = repair(path, tmp_path / "out.qde")
    assert rows(report.mends) == [("S101", "", NS)]
    left = [finding.message for finding in report.left]
    assert left == ["Project may not have mark.", "Project may not have nameGUID."]
    assert b'x:mark="1" nameGUID="2"' in (tmp_path / "out.qde").read_bytes()


def test_a_codebook_cannot_leave_out_its_codes(tmp_path):
    path = tmp_path / "codes.qdc"
    path.write_text('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>')
    report = repair(path, tmp_path / "out.qdc")
    assert report.mends == []
    assert [(each.code, each.path) for each in report.left] == [("S109", "/CodeBook/Codes")]
    assert "Codes of a codebook has to stay: put a code into it." in report.left[0].hint
