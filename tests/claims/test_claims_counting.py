"""Each definition, shown by a project where the definitions differ."""

from __future__ import annotations

import pytest
from claims_made import (
    case,
    code,
    coding,
    found,
    guid,
    passage,
    project,
    source_set,
    study,
    text,
    users,
    value,
    variable,
)

from refiqda.standard import model as m


@pytest.mark.parametrize(
    ("unit", "own", "children", "descendants"),
    [
        ("references", 1, 5, 8),
        ("segments", 1, 4, 6),
        ("files", 1, 2, 3),
        ("cases", 1, 1, 2),
        ("users", 1, 2, 2),
    ],
)
def test_units_and_aggregation(unit: str, own: int, children: int, descendants: int):
    made = study()
    counts = [
        found(made, f"code = 'theme'\nunit = '{unit}'\naggregate = '{aggregate}'")
        for aggregate in ("own", "children", "descendants")
    ]
    assert counts == [own, children, descendants]
    assert found(made, f"code = 'theme'\nunit = '{unit}'") == descendants


@pytest.mark.parametrize("unit", ["references", "segments"])
@pytest.mark.parametrize(
    ("aggregate", "stretches"),
    [
        ("own", 1),  # 0-10 of one
        ("children", 3),  # 0-15 and 15-20, which only touch, of one; 0-3 of the report
        ("descendants", 4),  # and 0-8 of two
    ],
)
def test_union_joins_what_shares_a_character(unit: str, aggregate: str, stretches: int):
    toml = f"code = 'theme'\nunit = '{unit}'\nmerge = 'union'\naggregate = '{aggregate}'"
    assert found(study(), toml) == stretches


@pytest.mark.parametrize(
    ("unit", "count"),
    [("references", 9), ("segments", 7), ("files", 4), ("cases", 3), ("users", 2)],
)
def test_without_a_code_the_units_themselves(unit: str, count: int):
    """Files and cases whether coded or not: nothing in three is coded, R3 holds nothing else."""
    assert found(study(), f"unit = '{unit}'") == count


@pytest.mark.parametrize(
    ("code", "unit", "count"),
    [
        ("sub", "cases", 1),  # Ann and Ben each coded something of R1
        ("sub", "files", 1),  # both in one, only Ann in the report
        ("sub", "segments", 1),  # 5-15
        ("sub", "references", 2),  # its two
        ("leaf", "segments", 1),  # 0-4, selected twice
        ("leaf", "references", 2),
        ("theme", "files", 0),
        ("other", "cases", 0),
    ],
)
def test_all_coders(code: str, unit: str, count: int):
    toml = f"code = '{code}'\nunit = '{unit}'\naggregate = 'own'\ncoders = 'all'"
    assert found(study(), toml) == count


def test_all_coders_of_a_stretch_need_not_have_coded_the_same_place():
    toml = "code = 'theme'\nunit = 'segments'\nmerge = 'union'\ncoders = 'all'\n"
    assert found(study(), toml) == 2  # 0-15 of one and 0-8 of two


@pytest.mark.parametrize(("coder", "references"), [("Ann", 5), ("Ben", 3)])
def test_named_coders(coder: str, references: int):
    toml = f"code = 'theme'\nunit = 'references'\ncoders = ['{coder}']"
    assert found(study(), toml) == references
    assert found(study(), toml.replace(f"'{coder}'", "'Ann', 'Ben'")) == 8


def test_coder_is_the_coding_s_own_then_the_selection_s():
    made = project(
        users=users("Ann", "Ben"),
        codes=[code("a")],
        sources=[
            text(
                "one",
                passage(0, 5, coding("a", "Ann"), creating_user=guid("user", "Ben")),
                passage(6, 9, coding("a2", None, "a"), creating_user=guid("user", "Ben")),
                passage(10, 12, coding("a3", None, "a")),
            )
        ],
    )
    assert found(made, "code = 'a'\nunit = 'references'\ncoders = ['Ann']") == 1
    assert found(made, "code = 'a'\nunit = 'references'\ncoders = ['Ben']") == 1
    assert found(made, "code = 'a'\nunit = 'users'") == 2
    assert found(made, "code = 'a'\nunit = 'references'") == 3


@pytest.mark.parametrize(
    ("toml", "count"),
    [
        ("unit = 'codes'", 4),
        ("unit = 'codes'\nlevel = 1", 2),
        ("unit = 'codes'\nlevel = 3", 1),
        ("unit = 'codes'\nlevel = 4", 0),
        ("unit = 'codes'\ncode = 'theme'", 2),
        ("unit = 'codes'\ncode = 'theme'\nlevel = 3", 1),
        ("unit = 'codes'\ncode = 'leaf'", 0),
    ],
)
def test_codes(toml: str, count: int):
    assert found(study(), toml) == count


def test_codes_that_are_not_codable_are_codes():
    made = project(codes=[code("folder", code("a"), codable=False)])
    assert found(made, "unit = 'codes'") == 2


def whole(*names: str) -> list[m.Coding]:
    return [coding(f"whole {name}", None, name) for name in names]


def test_a_whole_source_overlaps_all_of_it():
    made = project(
        codes=[code("a"), code("b")],
        sources=[
            text(
                "one",
                passage(0, 5, coding("a")),
                passage(8, 9, coding("a2", None, "a")),
                passage(7, 7, coding("a3", None, "a")),
                codings=whole("a"),
            )
        ],
    )
    assert found(made, "code = 'a'\nunit = 'references'") == 4
    assert found(made, "code = 'a'\nunit = 'segments'") == 4
    # What is empty shares no character with anything.
    assert found(made, "code = 'a'\nunit = 'segments'\nmerge = 'union'") == 2


def areas() -> m.Project:
    def box(number: int, corners: tuple[int, int, int, int], page: int) -> m.PDFSelection:
        first_x, first_y, second_x, second_y = corners
        return m.PDFSelection(
            guid=guid("box", number),
            page=page,
            first_x=first_x,
            first_y=first_y,
            second_x=second_x,
            second_y=second_y,
            codings=[coding(f"box {number}", None, "a")],
        )

    return project(
        codes=[code("a")],
        sources=[
            m.PDFSource(
                guid=guid("source", "pdf"),
                name="pdf",
                selections=[
                    box(1, (0, 0, 10, 10), 0),
                    box(2, (0, 10, 10, 0), 0),  # the same, from the other corner
                    box(3, (9, 9, 20, 20), 0),
                    box(4, (20, 0, 30, 20), 0),  # touches box 3
                    box(5, (0, 30, 10, 40), 0),  # below and above at the same time apart
                    box(6, (0, 0, 10, 10), 1),  # on another page
                ],
                text=text("inside", passage(0, 5, coding("inner", None, "a"))),
            )
        ],
    )


def test_areas_are_in_one_place_if_they_are_the_same_on_one_page():
    made = areas()
    assert found(made, "code = 'a'\nunit = 'references'") == 7
    assert found(made, "code = 'a'\nunit = 'segments'") == 6
    assert found(made, "code = 'a'\nunit = 'segments'\nmerge = 'union'") == 5
    assert found(made, "code = 'a'\nunit = 'files'") == 1


def test_a_bridge_joins_areas_that_do_not_meet():
    made = areas()
    made.sources[0].selections[3].first_x = 19
    made.sources[0].selections[4].first_y = 15
    made.sources[0].selections[4].second_x = 21
    assert found(made, "code = 'a'\nunit = 'segments'\nmerge = 'union'") == 3


def test_recordings_and_transcripts():
    def moment(number: int, position: int | None, time: int | None) -> m.SyncPoint:
        return m.SyncPoint(guid=guid("point", number), position=position, time_stamp=time)

    def said(number: int, first: int | None, last: int | None) -> m.TranscriptSelection:
        return m.TranscriptSelection(
            guid=guid("said", number),
            from_sync_point=None if first is None else guid("point", first),
            to_sync_point=None if last is None else guid("point", last),
            codings=[coding(f"said {number}", None, "a")],
        )

    transcript = m.Transcript(
        guid=guid("transcript"),
        sync_points=[
            moment(1, 0, 0),
            moment(2, 10, 100),
            moment(3, 20, None),
            moment(4, 10, 100),
            moment(5, None, 50),
            moment(6, None, 150),
        ],
        selections=[
            said(1, 1, 2),
            said(2, 1, 4),  # the same place by other points
            said(3, 2, 3),  # touches
            said(4, 5, 6),  # known by time alone
            said(5, 1, None),  # not known
            said(6, 1, 99),
        ],
    )
    made = project(
        codes=[code("a")],
        sources=[
            m.AudioSource(
                guid=guid("source", "talk"),
                name="talk",
                transcripts=[transcript],
                selections=[
                    m.AudioSelection(
                        guid=guid("span", begin),
                        begin=begin,
                        end=begin + 10,
                        codings=[coding(f"span {begin}", None, "a")],
                    )
                    for begin in (0, 9, 19)
                ],
            )
        ],
    )
    assert found(made, "code = 'a'\nunit = 'references'") == 9
    assert found(made, "code = 'a'\nunit = 'segments'") == 8
    assert found(made, "code = 'a'\nunit = 'segments'\nmerge = 'union'") == 7


def test_ranges_without_numbers_are_places_of_their_own():
    made = project(
        codes=[code("a")],
        sources=[
            text(
                "one",
                passage(0, 5, coding("a")),
                passage(None, 5, coding("a2", None, "a")),
                passage(None, 5, coding("a3", None, "a"), key=2),
            )
        ],
    )
    assert found(made, "code = 'a'\nunit = 'segments'") == 3
    assert found(made, "code = 'a'\nunit = 'segments'\nmerge = 'union'") == 3


def test_a_case_holds_sources_or_selections():
    """A focus group: each speaker's words are a selection of the case."""
    words = [passage(0, 100, key="R1"), passage(100, 200, key="R2")]
    made = project(
        codes=[code("a"), code("b"), code("c")],
        variables=[variable("Sex")],
        cases=[
            case(name, values=[value("Sex", sex)], selections=[each.guid])
            for name, sex, each in zip(("R1", "R2"), "FM", words, strict=True)
        ],
        sources=[
            text(
                "group",
                *words,
                passage(90, 110, coding("a")),
                passage(100, 105, coding("b")),
                passage(200, 210, coding("c")),
                passage(50, 50, coding("nothing", None, "c")),
            )
        ],
    )
    assert [found(made, f"code = '{name}'") for name in "abc"] == [2, 1, 0]
    references = "unit = 'references'\ncode = '{}'\nfilter = {{ Sex = 'F' }}"
    assert [found(made, references.format(name)) for name in "abc"] == [1, 0, 0]
    assert found(made, "unit = 'cases'\nfilter = { Sex = 'F' }") == 1


@pytest.mark.parametrize(
    ("toml", "count"),
    [
        ("unit = 'files'\nsource = 'Interviews'", 3),
        ("unit = 'files'\nsource = ['Interviews', 'Reports']", 4),
        ("unit = 'files'\nsource = 'one'", 1),
        ("unit = 'files'\ncode = 'sub'\nsource = 'Interviews'", 2),
        ("unit = 'references'\ncode = 'sub'\naggregate = 'own'\nsource = 'Reports'", 1),
        ("code = 'sub'\naggregate = 'own'\nsource = 'Reports'", 1),
        ("unit = 'cases'\nsource = 'Reports'", 1),
        ("unit = 'cases'\nsource = 'Interviews'", 3),
    ],
)
def test_sources(toml: str, count: int):
    assert found(study(), toml) == count


def noted() -> m.Project:
    made = study()
    made.notes = [text("memo", passage(0, 5, coding("memo", "Cleo", "other")))]
    made.users += users("Cleo")
    made.sets.append(source_set("Memos", "memo"))
    made.sets[-1].sources, made.sets[-1].notes = [], made.sets[-1].sources
    return made


@pytest.mark.parametrize(
    ("toml", "without", "with_notes"),
    [
        ("unit = 'references'\ncode = 'other'", 1, 2),
        ("unit = 'files'\ncode = 'other'", 1, 2),
        ("unit = 'users'", 2, 3),
        ("unit = 'files'", 4, 5),
        ("unit = 'cases'", 3, 3),
        ("unit = 'references'\ncode = 'leaf'\ncoders = 'all'", 2, 0),
        ("unit = 'files'\nsource = 'Memos'", 0, 1),
    ],
)
def test_notes_count_only_if_asked_for(toml: str, without: int, with_notes: int):
    assert found(noted(), toml) == without
    assert found(noted(), f"{toml}\nnotes = true") == with_notes


def test_a_case_that_holds_nothing_but_a_note_is_a_case():
    made = noted()
    made.cases.append(case("R4", "memo"))
    assert found(made, "unit = 'cases'") == 4
    assert found(made, "code = 'other'") == 1
    assert found(made, "code = 'other'\nnotes = true") == 2


def test_equal_names_are_no_problem():
    made = project(
        codes=[code("a", key="first"), code("x", code("a", key="second"))],
        cases=[case("R", "s1"), case("R", "s2", guid=guid("another"))],
        sources=[
            text("s", passage(0, 5, coding("one", None, "first")), guid=guid("source", "s1")),
            text("s", passage(0, 5, coding("two", None, "second")), guid=guid("source", "s2")),
        ],
    )
    assert found(made, "code = 'x > a'") == 1
    assert found(made, "code = '> a'") == 1
    assert found(made, "unit = 'cases'") == 2
    assert found(made, "unit = 'segments'") == 2
    assert found(made, "unit = 'files'") == 2


def test_guids_are_compared_without_braces_and_case():
    made = study()
    made.sources[0].selections[0].codings[0].code = "{" + guid("code", "theme").upper() + "}"
    assert found(made, "code = 'theme'\naggregate = 'own'\nunit = 'references'") == 1
    assert found(made, f"code = '{guid('code', 'theme').upper()}'\nunit = 'references'") == 8
