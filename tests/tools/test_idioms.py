"""Each structure of the standard turned into a program's own, and understood back."""

from __future__ import annotations

import pytest

import refiqda
from refiqda.model import (
    Case,
    Code,
    Coding,
    Link,
    PDFSelection,
    PDFSource,
    PlainTextSelection,
    Project,
    TextSource,
    User,
    Variable,
    VariableValue,
)
from refiqda.tools import annotations, structures
from refiqda.tools.changes import Changes, copied
from refiqda.tools.idiom_qualcoder import (
    dates_and_names,
    one_user_a_selection,
    texts_where_it_looks,
)
from refiqda.tools.idioms import (
    annotations_as_comments,
    annotations_as_links,
    memos_as_links,
    pdf_quotations_twice,
    styled_texts_only,
    variables_as_cases,
)
from refiqda.tools.steps import State, Step


def guid(name: str) -> str:
    return refiqda.make_guid("idioms", name)


@pytest.fixture
def project() -> Project:
    """A text with a coded passage and an annotated one, each with a note."""
    coded = PlainTextSelection(
        guid=guid("coded"),
        start=0,
        end=5,
        notes=[guid("memo")],
        codings=[
            Coding(guid=guid("by Ana"), code=guid("code"), creating_user=guid("Ana")),
            Coding(guid=guid("by Ben"), code=guid("code"), creating_user=guid("Ben")),
        ],
    )
    annotated = PlainTextSelection(
        guid=guid("annotated"), start=6, end=11, notes=[guid("annotation")]
    )
    return Project(
        name="p",
        created="2024-05-01T10:00:00Z",
        users=[User(guid=guid("Ana"), name="Ana"), User(guid=guid("Ben"), name="Ben")],
        codes=[Code(guid=guid("code"), name="code", is_codable=True)],
        variables=[Variable(guid=guid("age"), name="age", type="Integer")],
        sources=[
            TextSource(
                guid=guid("text"),
                name="text",
                content="Trust takes time.",
                selections=[coded, annotated],
                values=[VariableValue(variable=guid("age"), integer=54)],
            )
        ],
        notes=[
            TextSource(guid=guid("memo"), name="memo", content="A memo."),
            TextSource(guid=guid("annotation"), name="", content="How much?"),
        ],
    )


def understand(project: Project, step: Step) -> None:
    state = State(project, Changes())
    if step.head:
        step.head(state)
    if step.each:
        project.sources = [step.each(state, source) for source in project.sources]
    if step.whole:
        step.whole(state)


def selections(project: Project) -> list[PlainTextSelection]:
    source = project.sources[0]
    assert isinstance(source, TextSource)
    return source.selections


def test_an_annotation_for_nvivo_is_a_link_and_comes_back(project: Project) -> None:
    annotations_as_links(project, Changes())
    coded, annotated = selections(project)
    assert (coded.notes, annotated.notes) == ([guid("memo")], [])
    [link] = project.links
    assert (link.origin, link.target) == (guid("annotation"), guid("annotated"))
    understand(project, annotations.LINKED_ANNOTATIONS)
    assert project.links == []
    assert annotated.notes == [guid("annotation")]


def test_memos_for_atlasti_are_links_of_one_name_and_come_back(project: Project) -> None:
    memos_as_links(project, Changes())
    assert [one.notes for one in selections(project)] == [[], []]
    assert [(link.name, link.direction) for link in project.links] == [
        ("Memo-Quotation Relation", "OneWay"),
        ("Memo-Quotation Relation", "OneWay"),
    ]
    understand(project, annotations.LINKED_MEMOS)
    assert [one.notes for one in selections(project)] == [[guid("memo")], [guid("annotation")]]
    assert project.links == []


def test_the_same_link_gets_the_same_guid_always(project: Project) -> None:
    memos_as_links(project, Changes())
    first = [link.guid for link in project.links]
    understand(project, annotations.LINKED_MEMOS)
    memos_as_links(project, Changes())
    assert [link.guid for link in project.links] == first
    assert len(set(first)) == 2


def test_a_note_that_is_not_there_stays_a_reference(project: Project) -> None:
    selections(project)[1].notes = [guid("nowhere")]
    annotations_as_links(project, Changes())
    assert project.links == []
    assert selections(project)[1].notes == [guid("nowhere")]


def test_a_quotation_of_a_pdf_for_atlasti_is_coded_twice_and_counts_once() -> None:
    passage = PlainTextSelection(
        guid=guid("quotation"),
        start=0,
        end=5,
        codings=[Coding(guid=guid("coding"), code=guid("code"), creating_user=guid("Ana"))],
    )
    areas = [
        PDFSelection(guid=guid(name), page=0, first_x=1, first_y=2, second_x=3, second_y=4)
        for name in ("quotation", "area of its own")
    ]
    text = TextSource(guid=guid("words"), content="Trust takes time.", selections=[passage])
    project = Project(
        name="p", sources=[PDFSource(guid=guid("pdf"), name="pdf", selections=areas, text=text)]
    )
    pdf_quotations_twice(project, Changes())
    [again] = areas[0].codings
    assert (again.code, again.creating_user) == (guid("code"), guid("Ana"))
    assert again.guid != guid("coding")
    assert areas[1].codings == []
    understand(project, structures.PDF_QUOTATIONS)
    assert areas[0].codings == []
    assert [coding.guid for coding in passage.codings] == [guid("coding")]


def test_codings_of_an_area_that_counted_once_are_written_again_and_are_not_lost() -> None:
    """ATLAS.ti to ATLAS.ti: the coding at the area has the GUID that it had, and no row."""
    area = PDFSelection(guid=guid("q"), page=0, first_x=1, first_y=2, second_x=3, second_y=4)
    area.codings = [Coding(guid=guid("at the area"), code=guid("code"), creating_user=guid("Ana"))]
    passage = PlainTextSelection(
        guid=guid("q"),
        start=0,
        end=5,
        codings=[Coding(guid=guid("at the words"), code=guid("code"), creating_user=guid("Ana"))],
    )
    text = TextSource(guid=guid("words"), content="Trust takes time.", selections=[passage])
    raw = Project(
        name="p",
        codes=[Code(guid=guid("code"), name="code", is_codable=True)],
        sources=[PDFSource(guid=guid("pdf"), name="pdf", selections=[area], text=text)],
    )
    changes = Changes()
    project = copied(raw, changes)
    state = State(project, changes)
    assert structures.PDF_QUOTATIONS.each is not None
    project.sources = [structures.PDF_QUOTATIONS.each(state, each) for each in project.sources]
    assert [row.node for row in changes.rows] == area.codings
    [source] = project.sources
    assert isinstance(source, PDFSource)
    assert source.selections[0].codings == []
    pdf_quotations_twice(project, changes)
    assert source.selections[0].codings == area.codings
    assert changes.rows == []


def test_a_plain_file_is_no_styled_text_for_atlasti(project: Project) -> None:
    text, note = project.sources[0], project.notes[0]
    assert isinstance(text, TextSource)
    text.rich_text_path, note.rich_text_path = "internal://a.TXT", "internal://a.docx"
    changes = Changes()
    styled_texts_only(project, changes)
    assert (text.rich_text_path, note.rich_text_path) == (None, "internal://a.docx")
    assert [(row.node, row.field) for row in changes.rows] == [(text, "rich_text_path")]


def test_variables_of_a_source_for_maxqda_are_a_case_without_a_name(project: Project) -> None:
    project.cases = [Case(guid=guid("case"), name="P1", sources=[guid("text")])]
    variables_as_cases(project, Changes())
    named, carrier = project.cases
    assert (named.name, named.values) == ("P1", [])
    assert (carrier.name, carrier.sources) == (None, [guid("text")])
    assert [value.integer for value in carrier.values] == [54]
    assert project.sources[0].values == []
    understand(project, structures.VALUES_AT_CASES)
    assert project.cases == [named]
    assert [value.integer for value in project.sources[0].values] == [54]


def test_an_annotation_for_maxqda_has_its_words_as_description_too(project: Project) -> None:
    annotations_as_comments(project, Changes())
    coded, annotated = selections(project)
    assert coded.description is None
    assert annotated.description == "How much?"
    assert annotated.notes == [guid("annotation")]


# --------------------------------------------------------------------------------------- QualCoder


def test_an_annotation_for_qualcoder_is_a_note_with_the_passage_and_comes_back(
    project: Project,
) -> None:
    texts_where_it_looks(project, Changes())
    memo, annotation = project.notes
    source = project.sources[0]
    assert isinstance(source, TextSource)
    assert annotation.content == "How much?"
    assert [(one.start, one.end) for one in annotation.selections] == [(6, 11)]
    assert source.notes == [guid("annotation")]
    assert [one.guid for one in source.selections] == [guid("coded")]
    assert memo.content is None  # a journal has its text in a file
    understand(project, annotations.NOTES_IN_SOURCES)
    assert annotation.selections == []
    assert source.notes == []
    assert [one.notes for one in source.selections] == [[guid("memo")], [guid("annotation")]]


def test_texts_for_qualcoder_are_in_files(project: Project) -> None:
    before = {each.guid: project.text_of(each) for each in (*project.sources, *project.notes)}
    texts_where_it_looks(project, Changes())
    source = project.sources[0]
    assert isinstance(source, TextSource)
    assert source.content is None
    assert project.files[f"sources/{guid('text')}.txt"] == b"Trust takes time."
    assert {
        each.guid: project.text_of(each) for each in (*project.sources, *project.notes)
    } == before


def test_the_text_of_an_annotation_leaves_its_file_for_qualcoder(project: Project) -> None:
    note = project.notes[1]
    note.content, note.plain_text_path = None, "internal://n.txt"
    project.files["sources/n.txt"] = b"\xef\xbb\xbfHow much?"
    texts_where_it_looks(project, Changes())
    assert (note.content, note.plain_text_path) == ("How much?", None)
    assert "sources/n.txt" not in project.files


@pytest.mark.parametrize("why", ["used twice", "selects itself", "described"])
def test_an_annotation_that_could_not_come_back_stays_where_it_is(
    project: Project, why: str
) -> None:
    annotated, note = selections(project)[1], project.notes[1]
    if why == "used twice":
        project.codes[0].notes = [guid("annotation")]
    elif why == "selects itself":
        note.selections = [PlainTextSelection(guid=guid("own"), start=0, end=3)]
    else:
        annotated.description = "My own words."
    texts_where_it_looks(project, Changes())
    assert annotated in selections(project)
    assert note.content is None
    assert project.text_of(note) == "How much?"


def test_each_user_has_a_selection_for_qualcoder(project: Project) -> None:
    project.cases = [Case(guid=guid("case"), name="P1", selections=[guid("coded")])]
    changes = Changes()
    one_user_a_selection(project, changes)
    coded, annotated, other = selections(project)
    assert [(one.creating_user, [each.guid for each in one.codings]) for one in (coded, other)] == [
        (guid("Ana"), [guid("by Ana")]),
        (guid("Ben"), [guid("by Ben")]),
    ]
    assert (other.start, other.end) == (coded.start, coded.end)
    assert annotated.creating_user is None
    assert project.cases[0].selections == [guid("coded"), other.guid]
    assert [(row.what, row.node.guid) for row in changes.rows] == [  # type: ignore[attr-defined]
        ("place of a coding", guid("by Ben"))
    ]


def test_the_user_of_a_selection_gives_way_to_that_of_its_codings_and_it_is_told(
    project: Project,
) -> None:
    coded = selections(project)[0]
    coded.creating_user, coded.codings = guid("Ana"), coded.codings[1:]
    changes = Changes()
    one_user_a_selection(project, changes)
    assert coded.creating_user == guid("Ben")
    assert [(row.node, row.field) for row in changes.rows] == [(coded, "creating_user")]


def test_notes_without_a_date_get_that_of_the_project_for_qualcoder(project: Project) -> None:
    project.notes[0].created = "2020-01-01T00:00:00Z"
    project.sources[0].name = None
    changes = Changes()
    dates_and_names(project, changes)
    assert [(note.created, note.modified) for note in project.notes] == [
        ("2020-01-01T00:00:00Z", None),
        (None, "2024-05-01T10:00:00Z"),
    ]
    assert project.sources[0].name == "Source 1"
    assert changes.rows == []
    assert [(row.what, row.node) for row in changes.added] == [
        ("date", project.notes[1]),
        ("name", project.sources[0]),
    ]
    assert all(row.evidence.startswith("measured: ") for row in changes.added)


@pytest.mark.parametrize("is_annotation", [True, False])
def test_a_text_in_two_places_loses_the_one_in_the_file_for_qualcoder_and_it_is_told(
    project: Project, is_annotation: bool
) -> None:
    holder = project.notes[1] if is_annotation else project.sources[0]
    assert isinstance(holder, TextSource)
    holder.plain_text_path = "internal://other.txt"
    project.files["sources/other.txt"] = b"other words"
    before, changes = project.text_of(holder), Changes()
    texts_where_it_looks(project, changes)
    assert project.text_of(holder) == before
    assert holder.plain_text_path != "internal://other.txt"
    assert [(row.what, row.node, row.field) for row in changes.rows] == [
        ("file of a text", holder, "plain_text_path")
    ]


def test_an_annotation_that_xml_cannot_hold_stays_in_its_file(project: Project) -> None:
    note = project.notes[1]
    note.content, note.plain_text_path = None, "internal://n.txt"
    project.files["sources/n.txt"] = b"How\x0c much?"
    texts_where_it_looks(project, Changes())
    assert (note.content, note.plain_text_path) == (None, "internal://n.txt")


def test_a_link_that_is_one_stays_one(project: Project) -> None:
    """Between two codes, say: no step of any program takes it for a memo."""
    link = Link(guid=guid("link"), origin=guid("code"), target=guid("text"))
    project.links = [link]
    for step in (annotations_as_links, memos_as_links, texts_where_it_looks):
        step(project, Changes())
    understand(project, annotations.LINKED_ANNOTATIONS)
    understand(project, annotations.LINKED_MEMOS)
    assert project.links == [link]
