"""Several codebooks as one: nothing is dropped, and what they do not agree on is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from change.books_made import (
    EDITS,
    all_codes,
    book,
    code,
    codebooks,
    copied,
    edited,
    group,
    guid_of,
    shape,
)
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples
from where import FIXTURES, corpus_params

from refiqda.change import BookMerge, diff_codebooks, merge_codebooks
from refiqda.formats.codebooks.bookfile import BookFile
from refiqda.formats.codebooks.layout import ALL, Held
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.model import Case, Code, CodeBook, Project
from refiqda.standard.guids import guid_key

MADE = FIXTURES / "made"


def conflicts(found: BookMerge) -> list[tuple[str, ...]]:
    return [(row.what, row.code_path, row.kept, row.other) for row in found.conflicts]


def paths(found: BookMerge) -> list[str]:
    return [placed.path for placed in placed_codes(found.book)]


def silent(of: CodeBook, *held: Held, name: str = "tags.csv") -> BookFile:
    return BookFile(of, ALL - set(held), name)


# ------------------------------------------------------------------------------------------ codes


def test_new_codes_come_behind_the_sibling_that_they_follow() -> None:
    one = book(code("A", code("A1"), code("A3")), code("B"))
    two = book(code("0"), code("A", code("A1"), code("A2"), code("A3")), code("C"), code("B"))
    found = merge_codebooks(one, two)
    assert paths(found) == ["0", "A", "A > A1", "A > A2", "A > A3", "C", "B"]
    assert found.conflicts == []
    assert found.summary() == "7 codes: 4 from codebook 1, 3 from codebook 2. No conflicts."


def test_codes_of_nothing_in_common_come_behind() -> None:
    found = merge_codebooks(book(code("A"), code("B")), book(code("C"), code("D")), book(code("E")))
    assert paths(found) == ["A", "B", "C", "D", "E"]


def test_what_is_said_differently_is_listed_and_the_first_stands() -> None:
    one = book(code("A", code("Joy", color="#000000")), code("B"))
    two = book(code("A"), code("B", code("Delight", guid="Joy", color="#ffffff")))
    two.codes[1].is_codable = False
    found = merge_codebooks(one, two)
    assert paths(found) == ["A", "A > Joy", "B"]
    assert conflicts(found) == [
        ("folder", "B", "codable", "folder"),
        ("name", "A > Joy", "Joy", "Delight"),
        ("colour", "A > Joy", "#000000", "#ffffff"),
        ("place", "A > Joy", "A", "B"),
    ]
    assert {(row.of, row.other_file) for row in found.conflicts} == {("codebook 1", "codebook 2")}
    assert found.merged[-1][:4] == (
        "codebook 2",
        "B > Delight",
        found.book.codes[0].codes[0].guid,
        "A > Joy",
    )


def test_what_one_does_not_say_is_filled_and_no_conflict() -> None:
    one = book(code("A"), code("", guid="1"), code("C", color="#00f", description="c"))
    two = book(
        code("A", color="red", description="a"), code("B", guid="1"), code("C", color="blue")
    )
    found = merge_codebooks(one, two)
    assert conflicts(found) == []
    a, b, c = found.book.codes
    assert (a.color, a.description, b.name, c.color, c.description) == (
        "#ff0000",
        "a",
        "B",
        "#00f",
        "c",
    )


def test_what_was_filled_stands_against_a_third() -> None:
    found = merge_codebooks(
        book(code("A")), book(code("A", color="red")), book(code("A", color="blue"))
    )
    [row] = found.conflicts
    assert tuple(row[3:]) == ("#ff0000", "codebook 2", "blue", "codebook 3")


def test_of_two_descriptions_both_stand() -> None:
    found = merge_codebooks(
        silent(book(code("A", description="What people enjoy.")), name="ours.qdc"),
        silent(book(code("A", description="Joy of any kind.")), name="theirs.qdc"),
        silent(book(code("A", description="Joy of any kind.")), name="third.qdc"),
    )
    said = "What people enjoy.\n\ntheirs.qdc:\nJoy of any kind."
    assert found.book.codes[0].description == said
    [row] = found.conflicts
    assert row[3:] == ("What people enjoy.", "ours.qdc", "Joy of any kind.", "theirs.qdc")


@pytest.mark.parametrize(
    ("one", "two", "stands"),
    [
        ("Joy.", "Joy. Of any kind.", "Joy. Of any kind."),
        ("Joy. Of any kind.", "Of any kind", "Joy. Of any kind."),
        ("a\r\nb", "a\nb", "a\r\nb"),
        ("Distrust", "trust", "Distrust\n\ncodebook 2:\ntrust"),
        ("trusts", "trust", "trusts\n\ncodebook 2:\ntrust"),
        ("entrust, trust", "trust", "entrust, trust"),
    ],
)
def test_a_description_that_contains_the_other(one: str, two: str, stands: str) -> None:
    found = merge_codebooks(book(code("A", description=one)), book(code("A", description=two)))
    assert found.book.codes[0].description == stands
    assert bool(found.conflicts) == ("codebook 2" in stands)


def test_a_name_alone_is_no_proof() -> None:
    one = book(code("A", code("Joy", guid="1")))
    two = book(code("B", code("Joy", guid="2")))
    found = merge_codebooks(one, two)
    assert paths(found) == ["A", "A > Joy", "B", "B > Joy"]
    assert conflicts(found) == [("perhaps the same", "B > Joy", "A > Joy", "B > Joy")]


def test_colours_are_written_as_the_standard_has_them() -> None:
    one = book(code("A", color="rgba(0, 0, 255, 0.5)"), code("B", color="#ABC"), code("C"))
    found = merge_codebooks(one, book(code("C", color="a colour")))
    assert [each.color for each in found.book.codes] == ["#0000ff", "#ABC", None]
    assert found.remarks == [
        "The colours of 1 code let something shine through, which the standard has no place for.",
        "'a colour' in codebook 2 is no colour, and was left out.",
    ]


# ------------------------------------------------------------------------------------------ GUIDs


def test_two_codes_with_one_guid() -> None:
    one = book(code("A", guid="1"), code("B", guid="1"))
    found = merge_codebooks(one, copied(one))
    a, b = found.book.codes
    assert (a.name, b.name, a.guid) == ("A", "B", one.codes[0].guid)
    assert guid_key(b.guid) != guid_key(a.guid)
    assert conflicts(found) == [("GUID", "B", b.guid, a.guid)]
    assert [row.now for row in found.merged] == ["A", "B", "A", "B"]


def test_a_guid_that_is_not_free_any_more() -> None:
    """Nobody can tell which of two codes a GUID means, so it tells nothing in the second either."""
    one = book(code("A", guid="1"), code("B", guid="1"))
    two = book(code("C", guid="1"))
    found = merge_codebooks(one, two)
    assert paths(found) == ["A", "B", "C"]
    b, c = found.book.codes[1:]
    assert len({guid_key(each.guid) for each in found.book.codes}) == 3
    old = one.codes[0].guid
    assert conflicts(found) == [("GUID", "B", b.guid, old), ("GUID", "C", c.guid, old)]


def test_another_guid_at_the_same_path_is_remarked() -> None:
    a, b = code("A", guid="1"), code("A", guid="2")
    found = merge_codebooks(book(a), book(b, sets=(group("S", b),)))
    assert found.book.sets[0].codes == [a.guid]
    assert found.remarks == [
        "1 code of codebook 2 had another GUID in a codebook before it, which stands: a project "
        "that was coded with codebook 2 has the other."
    ]


def test_a_table_without_guids_takes_those_of_the_others() -> None:
    a = code("A", guid="1")
    one = book(a, sets=(group("S", a),))
    two = book(code("A", guid="2"))
    found = merge_codebooks(silent(one, "guid"), two)
    assert found.book.codes[0].guid == two.codes[0].guid
    assert found.book.sets[0].codes == [two.codes[0].guid]
    assert found.conflicts == []
    assert found.remarks == [
        "tags.csv holds no GUIDs, so that its codes were known by their paths."
    ]


def test_a_flat_codebook_takes_the_levels_of_the_others() -> None:
    flat = silent(book(code("C"), code("A"), code("B")), "levels")
    found = merge_codebooks(flat, book(code("A", code("B", code("C")))))
    assert paths(found) == ["A", "A > B", "A > B > C"]
    assert found.conflicts == []
    found = merge_codebooks(flat, book(code("A", code("B"))), book(code("B", code("A")), code("C")))
    assert paths(found) == ["C", "A", "A > B"]
    assert conflicts(found) == [("place", "A > B", "A", "(top)"), ("place", "A", "(top)", "B")]


def test_a_flat_codebook_says_nothing_of_places() -> None:
    found = merge_codebooks(book(code("A", code("B"))), silent(book(code("B")), "levels"))
    assert paths(found) == ["A", "A > B"]
    assert found.conflicts == []


def test_a_guid_that_is_taken_is_not_taken_over() -> None:
    """Of two codes with one GUID the second has none, until a third codebook gives it one."""
    table = silent(book(code("A", guid="7"), code("B", guid="8")), "guid")
    two = book(code("A", guid="1"), code("B", guid="1"))
    found = merge_codebooks(table, two, book(code("B", guid="2")))
    assert [each.guid[-1] for each in found.book.codes] == ["1", "2"]
    assert found.conflicts == []


# ------------------------------------------------------------------------------------------- sets


def test_sets_have_the_members_of_all() -> None:
    a, b, c = code("A"), code("B"), code("C")
    one = book(a, b, sets=(group("S", a, description="ours"), group("T", b, number=2)))
    two = book(c, b, a, sets=(group("R", c, a, description="theirs"), group("U", b, number=3)))
    found = merge_codebooks(one, two)
    assert [(each.name, each.codes) for each in found.book.sets] == [
        ("S", [a.guid, c.guid]),
        ("T", [b.guid]),
        ("U", [b.guid]),
    ]
    assert found.book.sets[0].description == "ours\n\ncodebook 2:\ntheirs"
    assert conflicts(found) == [
        ("name of a set", "S", "S", "R"),
        ("description of a set", "S", "ours", "theirs"),
    ]


def test_a_member_that_no_code_has_stays() -> None:
    a, b = code("A"), code("B")
    found = merge_codebooks(book(a, sets=(group("S", b, a),)), book(a, sets=(group("S", b),)))
    assert found.book.sets[0].codes == [b.guid, a.guid]
    found = merge_codebooks(book(a, b, sets=(group("S", b),)), book(a, sets=(group("S", b),)))
    assert found.book.sets[0].codes == [b.guid]


def test_a_set_with_the_guid_of_a_code_gets_another() -> None:
    a = code("A")
    made = group("S", a)
    made.guid = a.guid
    found = merge_codebooks(book(a), book(a, sets=(made,)))
    [each] = found.book.sets
    assert guid_key(each.guid) != guid_key(a.guid)
    assert conflicts(found) == [("GUID of a set", "S", each.guid, a.guid)]


# ----------------------------------------------------------------------------- programs and frames


def test_a_case_of_a_project_is_no_code() -> None:
    maria = code("Maria")
    project = Project(name="p", codes=[code("A"), maria], cases=[Case(guid=maria.guid)])
    found = merge_codebooks(book(code("B")), project)
    assert paths(found) == ["B", "A"]
    assert found.remarks == [
        "“Maria” of project 2 is a case there as well, and no code of its codebook."
    ]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_case_of_one_is_a_code_of_another_and_stays_in_its_sets(is_first: bool) -> None:
    anna = code("Anna", description="important")
    one = book(code("people"), anna, sets=(group("S", anna),))
    case = Case(guid=anna.guid, name="Anna")
    project = Project(name="p", codes=[copied(book(anna)).codes[0]], cases=[case])
    found = merge_codebooks(*((one, project) if is_first else (project, one)))
    assert shape(found.book) == shape(one)
    name, other = ("codebook 1", "project 2") if is_first else ("codebook 2", "project 1")
    assert f"“Anna” of {name} is a case in {other}: it counts as a code of {name}." in found.remarks


def test_cases_of_two_projects_that_one_of_them_has_as_a_code() -> None:
    anna, ben = code("Anna"), code("Ben")
    one = Project(name="p", codes=[anna, ben], cases=[Case(guid=anna.guid), Case(guid=ben.guid)])
    two = Project(name="q", codes=[copied(book(ben)).codes[0]], cases=[Case(guid=anna.guid)])
    found = merge_codebooks(one, two)
    assert paths(found) == ["Ben"]
    assert found.remarks == [
        "“Anna”, “Ben” of project 1 are cases there as well, and no codes of its codebook.",
        "“Ben” of project 2 is a case in project 1: it counts as a code of project 2.",
    ]


def test_the_frames() -> None:
    found = merge_codebooks(book(code("A", color="red")), book(code("A", color="blue"), code("B")))
    assert list(found.frame().columns) == [
        "what", "code_path", "guid", "kept", "of", "other", "from",
    ]  # fmt: skip
    assert found.frame()["from"].tolist() == ["codebook 2"]
    rows = found.merged_frame()
    assert rows["now"].tolist() == ["A", "A", "B"]
    assert rows["matched"].astype("string").fillna("new").tolist() == ["new", "guid", "new"]
    assert found.summary().endswith(" 1 conflict.")


@pytest.mark.parametrize("path", [*sorted(MADE.glob("*.qdc")), *corpus_params(".qdc")])
def test_a_real_codebook_merged_with_itself(path: Path) -> None:
    found = merge_codebooks(path, path)
    assert found.conflicts == []
    assert not diff_codebooks(path, found.book).rows
    assert not list(found.book.breaches())


def test_none_of_them_changes() -> None:
    one, two = book(code("A", description="a")), book(code("B"), code("A", description="b"))
    before = shape(one), shape(two)
    merge_codebooks(one, two)
    assert (shape(one), shape(two)) == before


# ------------------------------------------------------------------------------------- properties


@examples(200)
@given(one=codebooks())
def test_merged_with_itself_it_is_the_same(one: CodeBook) -> None:
    found = merge_codebooks(one, copied(one), copied(one))
    assert found.conflicts == []
    assert shape(found.book) == shape(one)
    assert found.book.origin == one.origin


@examples(300)
@given(
    several=st.lists(
        st.tuples(st.integers(1, 6).flatmap(lambda first: codebooks(first=first)), EDITS),
        min_size=2,
        max_size=3,
    ),
    twins=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=2),
    held=st.sets(st.sampled_from(sorted(ALL))),
)
def test_nothing_is_dropped(
    several: list[tuple[CodeBook, list[tuple[int, int]]]],
    twins: list[tuple[int, int]],
    held: set[Held],
) -> None:
    books = [edited(each, edits).book for each, edits in several]
    for each in books:
        codes = all_codes(each)
        for here, there in twins:
            codes[here % len(codes)].guid = codes[there % len(codes)].guid
    sides = [BookFile(each, ALL, f"{n}.qdc") for n, each in enumerate(books)]
    sides[0] = sides[0]._replace(holds=frozenset(held))
    found = merge_codebooks(*sides)
    result = {guid_key(each.guid): each for each in all_codes(found.book)}
    assert len(result) == len(all_codes(found.book)), "a GUID is there twice"
    by_path = [placed.path for placed in placed_codes(found.book)]
    rows = iter(found.merged)
    for side in sides:
        twin: dict[str, str] = {}
        for placed in placed_codes(side.book):
            row = next(rows)
            assert (row.file, row.code_path) == (side.name, placed.path)
            assert row.now in by_path
            now = result[guid_key(row.guid_now)]
            twin.setdefault(guid_key(placed.code.guid), now.guid)
            described = placed.code.description or ""
            assert described in (now.description or "")
            if placed.code.name and now.name != placed.code.name:
                assert any(c.other == placed.code.name for c in found.conflicts)
            assert bool(now.color) >= bool(placed.code.color)
        for each in side.book.sets:
            wanted = {guid_key(twin.get(guid_key(guid), guid)) for guid in each.codes}
            assert any(wanted <= set(map(guid_key, other.codes)) for other in found.book.sets)
    assert next(rows, None) is None


def test_many_codes_are_no_more_work_for_each() -> None:
    number = 30_000
    one = book(*(_numbered(n) for n in range(0, number, 2)))
    two = book(*(_numbered(n) for n in range(number)))
    found = merge_codebooks(one, two)
    assert [each.name for each in found.book.codes] == [f"code {n}" for n in range(number)]


def _numbered(number: int) -> Code:
    return Code(guid=guid_of(number), name=f"code {number}", is_codable=True)
