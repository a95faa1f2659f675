"""References: what is one GUID, what is of the right kind, what may be shared."""

import pytest

from refiqda.checks import check
from refiqda.checks.catalogue.references import DANGLING
from refiqda.standard.model import (
    AudioSource,
    Case,
    Code,
    CodeBook,
    Coding,
    PDFSelection,
    PDFSource,
    PlainTextSelection,
    Project,
    Set,
    SyncPoint,
    TextSource,
    Transcript,
    TranscriptSelection,
    User,
)


def guid(number: int) -> str:
    return f"aaaaaaaa-0000-4000-8000-{number:012d}"


def text(number: int = 1, **fields: object) -> TextSource:
    return TextSource(guid=guid(number), name=f"Interview {number}", content="We met.", **fields)


def project(**fields: object) -> Project:
    return Project(name="P", origin="test", **fields)


def found(document: Project | CodeBook) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in check(document)]


@pytest.mark.parametrize("form", ["{{{}}}", "{}", " {} ", "{{{}}} "])
def test_braces_case_and_blanks_make_no_difference(form):
    code = Code(guid=guid(1), name="Trust", is_codable=True)
    coding = Coding(guid=guid(3), code=form.format(guid(1).upper()))
    assert found(project(codes=[code], sources=[text(2, codings=[coding])])) == []


def test_a_repeated_guid_is_found_whatever_its_case():
    codes = [
        Code(guid=guid(1), name="Trust", is_codable=True),
        Code(guid="{" + guid(1).upper() + "}", name="Doubt", is_codable=True),
    ]
    assert found(CodeBook(origin="test", codes=codes)) == [
        ("R301", "/CodeBook/Codes/Code[2]/@guid")
    ]


def test_a_repeated_guid_among_kinds_is_told_once_and_of_the_later_one():
    shared = guid(1)
    document = project(
        users=[User(guid=shared, name="Ada")],
        codes=[Code(guid=shared, name="Trust", is_codable=True)],
        sources=[TextSource(guid=shared, name="Interview", content="We met.")],
    )
    assert found(document) == [
        ("R301", "/Project/CodeBook/Codes/Code[1]/@guid"),
        ("R301", "/Project/Sources/TextSource[1]/@guid"),
    ]


@pytest.mark.parametrize("swap", [False, True])
def test_a_quotation_pair_counts_only_within_one_pdf(swap):
    area = PDFSelection(guid=guid(1), page=0, first_x=0, first_y=0, second_x=9, second_y=9)
    passage = PlainTextSelection(guid=guid(1), start=0, end=2)
    words = TextSource(guid=guid(2), content="We met.", selections=[passage])
    sources = [PDFSource(guid=guid(3), name="A", path=f"internal://{guid(3)}.pdf", text=words)]
    if swap:
        sources.append(PDFSource(guid=guid(4), name="B", path=f"internal://{guid(3)}.pdf"))
    sources[-1].selections.append(area)
    document = project(sources=sources)
    document.files[f"sources/{guid(3)}.pdf"] = b"%PDF"
    # One file for two sources is allowed: Annex A.3 of the standard has it.
    assert [code for code, _ in found(document)] == (["R301"] if swap else ["V101"])


@pytest.mark.parametrize(
    ("field", "target"),
    [("codes", "Code"), ("sources", "Source"), ("selections", "Selection")],
)
def test_a_reference_that_dangles_has_the_code_of_its_target(field, target):
    case = Case(guid=guid(1), name="Participant", **{field: [guid(9)]})
    codes = [code for code, _ in found(project(cases=[case]))]
    assert DANGLING[target].code in codes


def test_a_note_is_no_source():
    group = Set(guid=guid(1), name="All", sources=[guid(2), guid(3)])
    document = project(
        sources=[text(2)],
        notes=[TextSource(guid=guid(3), name="Memo", content="Ask again.")],
        sets=[group],
    )
    assert found(document) == [("R201", "/Project/Sets/Set[1]/MemberSource[2]/@targetGUID")]


def test_the_text_of_a_pdf_is_no_source():
    words = TextSource(guid=guid(2), content="We met.")
    pdf = PDFSource(guid=guid(3), name="A", path=f"internal://{guid(3)}.pdf", text=words)
    case = Case(guid=guid(1), name="Participant", sources=[guid(2)])
    document = project(cases=[case], sources=[pdf])
    document.files[f"sources/{guid(3)}.pdf"] = b"%PDF"
    assert found(document) == [("R201", "/Project/Cases/Case[1]/SourceRef[1]/@targetGUID")]


def test_a_selection_of_a_transcript_is_a_selection():
    points = [
        SyncPoint(guid=guid(11), time_stamp=0, position=0),
        SyncPoint(guid=guid(12), time_stamp=9, position=2),
    ]
    part = TranscriptSelection(
        guid=guid(13), from_sync_point=guid(11), to_sync_point=guid(12).upper()
    )
    words = Transcript(guid=guid(14), content="We met.", sync_points=points, selections=[part])
    audio = AudioSource(
        guid=guid(15), name="Tape", path="absolute:///tape.m4a", transcripts=[words]
    )
    case = Case(guid=guid(16), name="Participant", selections=[guid(13)])
    assert [code for code, _ in found(project(cases=[case], sources=[audio]))] == ["P105"]


def test_an_empty_reference_is_told_by_the_schema_alone():
    coding = Coding(guid=guid(3), code="")
    assert [code for code, _ in found(project(sources=[text(2, codings=[coding])]))] == ["S110"]


def test_members_of_a_codebook_set_are_named_by_their_own_attribute():
    document = CodeBook(
        origin="test",
        codes=[Code(guid=guid(1), name="Trust", is_codable=True)],
        sets=[Set(guid=guid(2), name="All", codes=[guid(1), guid(9)])],
    )
    assert found(document) == [("R101", "/CodeBook/Sets/Set[1]/MemberCode[2]/@guid")]


def test_references_are_counted_as_the_file_has_them(tmp_path):
    path = tmp_path / "gap.qde"
    path.write_text(
        '<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="test"><Sources>\n'
        f'<TextSource guid="{guid(1)}" name="A"><PlainTextContent>We met.</PlainTextContent>\n'
        f'<NoteRef/>\n<NoteRef targetGUID="{guid(9)}"/></TextSource></Sources></Project>',
        encoding="utf-8",
    )
    (finding,) = [finding for finding in check(path) if finding.code == "R105"]
    assert finding.path == "/Project/Sources/TextSource[1]/NoteRef[2]/@targetGUID"
    assert finding.line == 4


def test_each_of_many_findings_has_its_own_place():
    codings = [Coding(guid=guid(number + 10), code=guid(9)) for number in range(2000)]
    findings = found(project(sources=[text(1, codings=codings)]))
    assert len(findings) == 2000
    assert findings[1999][1] == "/Project/Sources/TextSource[1]/Coding[2000]/CodeRef/@targetGUID"
