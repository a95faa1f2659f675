"""The project: valid, complete, and telling of everything in it where it is from."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree

import refiqda
from analysis import wording
from analysis.facts import Facts
from analysis.names import guid, note_guid
from refiqda.standard.index import Placed, all_codings


def codings(project: refiqda.Project) -> list[Placed]:
    return list(all_codings(project))


def test_it_is_valid_by_our_table_and_by_the_official_schema(study: Path, shared: Path) -> None:
    assert not list(refiqda.open(study).breaches())
    schema = etree.XMLSchema(etree.parse(shared / "standard" / "Project.xsd"))
    with zipfile.ZipFile(study) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


def test_check_finds_no_error_and_no_warning(study: Path) -> None:
    from refiqda.checks import check

    assert [found for found in check(study) if found.severity != "note"] == []


def test_it_has_the_cases_sources_sets_and_codes_of_the_study(project: refiqda.Project) -> None:
    assert [case.name for case in project.cases] == [f"R{number}" for number in range(1, 24)]
    sizes = {group.name: len(group.sources) for group in project.sets}
    assert sizes == {"Interviews": 23, "Reports": 16, "Reports proven": 8, "Reports assumed": 8}
    assert len(project.sources) == 39
    assert [len(code.codes) for code in project.codes] == [5, 7, 6, 6, 7]
    assert all(code.is_codable for code in project.codes)


def test_sources_belong_to_their_case_and_lie_where_they_say(project: refiqda.Project) -> None:
    held = {target: case.name for case in project.cases for target in case.sources}
    for source in project.sources:
        assert source.name.split()[0] == held[source.guid]
        assert source.plain_text_path == f"internal://{source.guid}.txt"
        data = project.files[f"sources/{source.guid}.txt"]
        assert data.decode("utf-8") == project.text_of(source)
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")


def test_every_segment_is_one_whole_bracketed_passage(project: refiqda.Project) -> None:
    for source in project.sources:
        text = project.text_of(source)
        for segment in source.selections:
            passage = text[segment.start : segment.end]
            assert passage.startswith("[Reconstruction. This passage stands for ")
            assert passage.endswith("]")
            assert passage.count("[") == passage.count("]") == 1


def test_nothing_in_a_text_stands_outside_brackets(project: refiqda.Project) -> None:
    for source in project.sources:
        for line in project.text_of(source).splitlines():
            assert line == "" or (line.startswith("[Reconstruction. ") and line.endswith("]"))


def test_the_codings_are_the_matrix_and_nothing_else(
    project: refiqda.Project, facts: Facts
) -> None:
    owners = {target: case.name for case in project.cases for target in case.sources}
    coded = {(owners[each.source.guid], each.coding.code) for each in codings(project)}
    held = {
        (name, guid("code", subtheme))
        for name, subthemes in facts.holders.items()
        for subtheme in subthemes
    }
    assert coded == held
    assert len(held) == 179


def test_a_subtheme_is_coded_once_unless_two_quotations_carry_it(
    project: refiqda.Project, facts: Facts
) -> None:
    owners = {target: case.name for case in project.cases for target in case.sources}
    seen = [(owners[each.source.guid], each.coding.code) for each in codings(project)]
    twice = {pair for pair in seen if seen.count(pair) > 1}
    assert twice == {
        ("R19", guid("code", "self-relativisation")),
        ("R4", guid("code", "motivation")),
        ("R14", guid("code", "systems thinking")),
    }


def test_a_report_is_coded_only_where_a_quotation_proves_it(
    project: refiqda.Project, facts: Facts
) -> None:
    coded = {each.source.name for each in codings(project) if each.source.name.endswith("report")}
    assert coded == {f"{name} report" for name in facts.proven_reports}


def test_every_quotation_is_a_marked_segment_in_the_source_of_its_label(
    project: refiqda.Project, facts: Facts
) -> None:
    segments = {
        segment.name: (source.name, segment, project.text_of(source))
        for source in project.sources
        for segment in source.selections
    }
    for row in facts.quotations:
        name, segment, text = segments[f"{row.id}, {row.participant} {row.source}"]
        assert name == f"{row.participant} {row.source}"
        assert f"{row.words} words" in text[segment.start : segment.end]
        assert row.label_printed in segment.description
        assert f"strength {row.strength}" in segment.description
        assert [coding.code for coding in segment.codings] == [guid("code", row.subtheme)]


def test_a_quoted_source_tells_what_is_printed_of_its_quotation(
    project: refiqda.Project, facts: Facts
) -> None:
    names = {variable.guid: variable.name for variable in project.variables}
    told = {
        source.name: {names[each.variable]: each.text or each.integer for each in source.values}
        for source in project.sources
        if source.values
    }
    assert told == {
        f"{row.participant} {row.source}": {
            "Quoted in section": row.section,
            "Quotation": row.id,
            "Printed label": row.label_printed,
            "Printed at lines": row.lines,
            "Words printed": row.words,
            "Strength of reading": row.strength,
        }
        for row in facts.quotations
    }
    assert len(told) == 19


class TestProvenance:
    def test_every_kind_is_a_note_of_its_own(self, project: refiqda.Project) -> None:
        notes = {note.guid: note.name for note in project.notes}
        for kind in wording.PROVENANCE:
            assert notes[note_guid(kind)] == f"Provenance: {kind}"

    def test_every_coding_says_whether_it_is_inferred_or_imposed(
        self, project: refiqda.Project
    ) -> None:
        basis = {note_guid("inferred"), note_guid("imposed")}
        known = {note_guid(kind) for kind in wording.PROVENANCE}
        for each in codings(project):
            assert len(basis & set(each.coding.notes)) == 1
            assert set(each.coding.notes) <= known

    def test_what_is_inferred_is_what_a_quotation_carries(
        self, project: refiqda.Project, facts: Facts
    ) -> None:
        inferred = [each for each in codings(project) if note_guid("inferred") in each.coding.notes]
        assert len(inferred) == len(facts.quotations) == 19

    @pytest.mark.parametrize(
        ("segment", "kinds"),
        [
            ("Q01, R7 report", ["printed", "inferred"]),
            ("Q12, R5 interview", ["printed", "strict reading", "inferred"]),
            ("Q18, R23 interview", ["strict reading", "inferred"]),
            ("Q05, R3 interview", ["printed", "inferred"]),
            ("R3, career support", ["printed", "imposed"]),
            ("R17, cross-cultural understanding", ["strict reading", "imposed"]),
            ("R4, pursuit of interest", ["strict reading", "imposed"]),
            ("R7, resistance to egoism", ["imposed"]),
        ],
    )
    def test_a_coding_names_its_kinds(
        self, segment: str, kinds: list[str], project: refiqda.Project
    ) -> None:
        [found] = [each for each in codings(project) if each.selection.name == segment]
        assert found.coding.notes == [note_guid(kind) for kind in kinds]

    def test_every_case_and_variable_says_where_it_is_from(self, project: refiqda.Project) -> None:
        for node in (*project.cases, *project.variables):
            assert "Provenance: " in node.description

    def test_every_text_and_segment_is_marked_as_filler(self, project: refiqda.Project) -> None:
        for source in project.sources:
            assert note_guid("filler") in source.notes
            assert all(note_guid("filler") in segment.notes for segment in source.selections)

    def test_assumed_reports_are_marked(self, project: refiqda.Project, facts: Facts) -> None:
        marked = {source.name for source in project.sources if "ASSUMED" in source.description}
        assert marked == {f"{name} report" for name in facts.assumed_reports}

    def test_the_project_and_its_first_note_say_that_it_is_a_reconstruction(
        self, project: refiqda.Project
    ) -> None:
        first = next(note for note in project.notes if note.guid == project.note_refs[0])
        for text in (project.description, first.content):
            assert "RECONSTRUCTION" in text
            assert "10^114" in text
            assert "10.1136/bmjopen-2020-039944" in text


def test_no_case_has_a_value_that_table_1_does_not_print_or_imply(
    project: refiqda.Project, facts: Facts
) -> None:
    names = {variable.guid: variable.name for variable in project.variables}
    for case, person in zip(project.cases, facts.participants, strict=True):
        values: dict[str, list[str]] = {}
        for each in case.values:
            values.setdefault(names[each.variable], []).append(each.text)
        assert values.pop("Host site", []) == list(person.sites)
        assert values == {
            "Sex": [person.sex],
            "Specialty": [person.specialty],
            "Host country": list(person.countries),
            "Type of elective": list(person.types),
            "Elective group": [person.elective_group],
            "Host income group": list(person.income_groups),
        }


def test_figure_1_links_the_three_themes_of_its_caption(project: refiqda.Project) -> None:
    [graph] = project.graphs
    vertices = {vertex.guid: vertex.name for vertex in graph.vertices}
    linked = {
        frozenset((vertices[edge.source], vertices[edge.target]))
        for edge in graph.edges
        if edge.direction == "Associative"
    }
    assert linked == {
        frozenset(("Perspective transformation", "Self-development")),
        frozenset(("Perspective transformation", "Diversity of values")),
        frozenset(("Self-development", "Diversity of values")),
    }
    assert {code.name for code in project.codes} <= set(vertices.values())


def test_everything_pointed_at_is_there(project: refiqda.Project) -> None:
    index = refiqda.standard.index.Index(project)
    assert not index.repeated
    for each in codings(project):
        assert index.get(each.coding.code)
        assert all(index.get(note) for note in each.coding.notes)
    for vertex in project.graphs[0].vertices:
        assert vertex.represented is None or index.get(vertex.represented)
    for group in project.sets:
        assert all(index.get(member) for member in group.sources)
