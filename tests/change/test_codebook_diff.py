"""What is different in a codebook, change by change and after any edits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from change.books_made import EDITS, book, code, codebooks, copied, edited, group
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples
from where import FIXTURES, corpus_params

import refiqda
from refiqda.change import BookDiff, diff_codebooks, merge_codebooks
from refiqda.formats.codebooks.bookfile import BookFile, read_book
from refiqda.formats.codebooks.layout import ALL, Held
from refiqda.model import Case, Code, CodeBook, Project
from refiqda.standard.guids import guid_key

MADE = FIXTURES / "made"


def changes(found: BookDiff) -> list[tuple[str, ...]]:
    """Change, code before and after, and what each says."""
    return [tuple(part or "" for part in row[:3] + row[4:6]) for row in found.rows]


def sets(found: BookDiff) -> list[tuple[str, ...]]:
    return [
        (
            row.change,
            row.set or "",
            row.now or row.code_path or "",
            row.before or "",
            row.after or "",
        )
        for row in found.rows
    ]


def silent(of: CodeBook, *held: Held, name: str = "tags.csv") -> BookFile:
    return BookFile(of, ALL - set(held), name)


# ------------------------------------------------------------------------------- change by change


def test_names_and_places() -> None:
    one = book(code("A", code("Joy")), code("B", code("Water")), code("Old"))
    two = book(code("A"), code("B", code("Delight", guid="Joy"), code("Water")), code("New"))
    assert changes(diff_codebooks(one, two)) == [
        ("renamed", "A > Joy", "B > Delight", "Joy", "Delight"),
        ("moved", "A > Joy", "B > Delight", "A", "B"),
        ("removed", "Old", "", "Old", ""),
        ("added", "", "New", "", "New"),
    ]


def test_what_stands_below_a_renamed_code_has_not_moved() -> None:
    one = book(code("A", code("B", code("C"))))
    two = book(code("Z", code("B", code("C")), guid="A"))
    assert changes(diff_codebooks(one, two)) == [("renamed", "A", "Z", "A", "Z")]


def test_what_stood_below_a_removed_code_has_moved() -> None:
    one, two = book(code("A", code("B"))), book(code("B"))
    assert changes(diff_codebooks(one, two)) == [
        ("removed", "A", "", "A", ""),
        ("moved", "A > B", "B", "A", ""),
    ]


def test_what_is_gone_stands_where_it_stood() -> None:
    one = book(code("A"), code("B"), code("C", code("D")), code("E"))
    two = book(code("B", description="x"), code("E", description="x"))
    assert [row[0] for row in changes(diff_codebooks(one, two))] == [
        "removed", "described", "removed", "removed", "described",
    ]  # fmt: skip


def test_what_is_said_of_a_code() -> None:
    one = book(code("A", color="#000000", description="old"), code("B"), code("F"))
    two = copied(one)
    two.codes[0].color, two.codes[0].description = "#ffffff", "new"
    two.codes[1].is_codable, two.codes[1].color = False, "red"
    two.codes[2].description = "first"
    assert changes(diff_codebooks(one, two)) == [
        ("recoloured", "A", "A", "#000000", "#ffffff"),
        ("described", "A", "A", "old", "new"),
        ("made a folder", "B", "B", "codable", "folder"),
        ("recoloured", "B", "B", "", "red"),
        ("described", "F", "F", "", "first"),
    ]
    back = [row[0] for row in changes(diff_codebooks(two, one))]
    assert back == ["recoloured", "described", "made codable", "recoloured", "described"]


@pytest.mark.parametrize(
    ("one", "two"),
    [("#aabbcc", "#ABC"), ("rgb(0,0,255)", "blue"), ("rgba(0, 0, 255, 1)", "#00f"), ("", None)],
)
def test_notations_of_one_colour_are_the_same(one: str, two: str | None) -> None:
    assert not diff_codebooks(book(code("A", color=one)), book(code("A", color=two)))


@pytest.mark.parametrize(("one", "two"), [("", None), ("a\r\nb", "a\nb")])
def test_descriptions_that_say_the_same(one: str, two: str | None) -> None:
    assert not diff_codebooks(book(code("A", description=one)), book(code("A", description=two)))


def test_whether_it_is_a_folder_may_not_be_said() -> None:
    one, two = book(code("A")), book(code("A"))
    two.codes[0].is_codable = None
    assert not diff_codebooks(one, two)


def test_another_guid_at_the_same_place() -> None:
    found = diff_codebooks(book(code("A", guid="1")), book(code("A", guid="2")))
    assert [(row.change, row.matched, (row.guid or "")[-1]) for row in found.rows] == [
        ("GUID changed", "path", "2")
    ]
    assert found.summary() == "codebook 2 as against codebook 1: GUID changed (1)."


def test_another_order_is_told_once_for_all_siblings() -> None:
    one = book(code("A", code("1"), code("2"), code("3"), code("4")), code("B"))
    two = book(code("B"), code("A", code("5"), code("4"), code("1"), code("3")))
    assert changes(diff_codebooks(one, two)) == [
        ("reordered", "", "", "A; B", "B; A"),
        ("reordered", "A", "A", "1; 3; 4", "4; 1; 3"),
        ("added", "", "A > 5", "", "5"),
        ("removed", "A > 2", "", "2", ""),
    ]


# ------------------------------------------------------------------------------------------- sets


def test_sets() -> None:
    a, b, c = code("A"), code("B"), code("C")
    one = book(a, b, c, sets=(group("S", a, b), group("Gone", c, number=2)))
    two = book(a, b, c, sets=(group("T", b, c, description="now"), group("New", a, b, number=3)))
    assert sets(diff_codebooks(one, two)) == [
        ("set renamed", "T", "", "S", "T"),
        ("set described", "T", "", "", "now"),
        ("put into set", "T", "C", "", "T"),
        ("taken out of set", "T", "A", "T", ""),
        ("set removed", "Gone", "", "C", ""),
        ("set added", "New", "", "", "A; B"),
    ]


def test_a_table_without_a_place_for_the_description_of_a_set() -> None:
    a = code("A")
    one = book(a, sets=(group("S", a, description="what it is for"),))
    two = book(a, sets=(group("S", a),))
    assert not diff_codebooks(one, silent(two, "color"))
    assert not diff_codebooks(silent(two, "color"), one)
    assert [row.change for row in diff_codebooks(one, two).rows] == ["set described"]
    two.sets[0].description = "another"
    assert diff_codebooks(one, silent(two, "color"))


def test_members_are_followed_through_other_guids() -> None:
    a, other = code("A", guid="1"), code("A", guid="2")
    found = diff_codebooks(book(a, sets=(group("S", a),)), book(other, sets=(group("S", other),)))
    assert [row.change for row in found.rows] == ["GUID changed"]


def test_a_member_that_no_code_has() -> None:
    a, b = code("A"), code("B")
    one, two = book(a, sets=(group("S", a, b),)), book(a, sets=(group("S", a, b),))
    assert not diff_codebooks(one, two)
    two.sets[0].codes.pop()
    assert sets(diff_codebooks(one, two)) == [("taken out of set", "S", "", "S", "")]
    two = book(a, b, sets=(group("S", a, b),))
    assert [row.change for row in diff_codebooks(one, two).rows] == ["added"]


# ----------------------------------------------------------------------- what a file cannot say


def test_only_what_both_can_say_is_compared() -> None:
    a, b = code("A", color="#123456", description="d"), code("B")
    b.is_codable = False
    full = book(code("F", a, b), sets=(group("S", a),))
    flat = silent(
        book(code("F", guid="7"), code("A", guid="8"), code("B", guid="9")),
        "guid", "levels", "color", "description", "codable", "sets",
    )  # fmt: skip
    for one, two in ((full, flat), (flat, full)):
        found = diff_codebooks(one, two)
        assert not found
        assert found.remarks == [
            "tags.csv holds no levels, descriptions, colours, folders and sets, so that these were "
            "not compared.",
            "tags.csv holds no GUIDs, so that codes were known by their paths and names.",
        ]
        assert found.summary().endswith("are the same in what both hold.")


def test_what_neither_can_say_is_no_matter() -> None:
    one, two = book(code("A", color="red")), book(code("A", color="blue"))
    found = diff_codebooks(silent(one, "color"), silent(two, "color"))
    assert (found.rows, found.remarks) == ([], [])
    assert found.summary() == "tags.csv and tags.csv (2) are the same."


def test_guids_that_a_table_does_not_hold_are_not_shown() -> None:
    found = diff_codebooks(book(code("A")), silent(book(code("B")), "guid"))
    assert [row.guid is None for row in found.rows] == [False, True]


# ---------------------------------------------------------------------------------- real programs


def test_a_case_of_a_project_is_no_code() -> None:
    """NVivo: a case is a code as well, with the same GUID."""
    maria = code("Maria", code("Said twice"))
    project = Project(
        name="p", codes=[code("A"), code("Cases", maria)], cases=[Case(guid=maria.guid)]
    )
    found = diff_codebooks(project, book(code("A"), code("Cases", code("Said twice"))))
    assert not found
    assert found.remarks == [
        "“Maria” of project 1 is a case there as well, and no code of its codebook."
    ]


def test_a_code_that_is_a_case_of_another_project_is_a_code_all_the_same() -> None:
    maria, ben = code("Maria", description="Whom we asked."), code("Ben")
    one = book(code("A"), maria, ben, sets=(group("S", maria, ben),))
    cases = [Case(guid=maria.guid), Case(guid=ben.guid)]
    project = Project(name="p", codes=[code("A")], cases=cases)
    found = diff_codebooks(one, project)
    assert [(row.change, row.code_path or row.set) for row in found.rows] == [
        ("removed", "Maria"),
        ("removed", "Ben"),
        ("set removed", "S"),
    ]
    assert found.remarks == [
        "“Maria”, “Ben” of codebook 1 are cases in project 2: they count as codes of codebook 1."
    ]
    assert not diff_codebooks(one, merge_codebooks(project, one).book).rows


@pytest.mark.parametrize("name", ["nvivo-windows.qdpx", "nvivo-mac.qdpx", "atlasti-mac.qdpx"])
def test_the_folder_nodes_of_nvivo_is_no_code(name: str) -> None:
    found = diff_codebooks(MADE / f"story-{name}", MADE / "story-nvivo.qdc")
    kinds = {row.change for row in found.rows}
    assert kinds <= {"set removed", "recoloured", "described"}


def test_a_codebook_of_taguette_has_paths_for_names_and_says_no_more() -> None:
    path = MADE / "story-taguette.qdc"
    for taguette in (path, CodeBook.open(path), read_book(path), read_book(path).book):
        found = diff_codebooks(taguette, MADE / "story-nvivo.qdc")
        assert not found
        assert "holds no descriptions, colours, folders and sets, so" in found.remarks[0]


@pytest.mark.parametrize("path", corpus_params())
def test_a_real_file_is_no_other_than_itself(path: Path) -> None:
    assert not diff_codebooks(path, path)
    opened = refiqda.open(path) if path.suffix != ".qdc" else CodeBook.open(path)
    assert not diff_codebooks(opened, path)


def test_the_frame() -> None:
    a = code("A")
    found = diff_codebooks(book(a), book(code("B", a), sets=(group("S", a),)))
    frame = found.frame()
    assert list(frame.columns) == [
        "change", "code_path", "now", "set", "before", "after", "matched", "guid",
    ]  # fmt: skip
    assert frame["change"].tolist() == ["added", "moved", "set added"]
    assert frame["now"].fillna("").tolist() == ["B", "B > A", ""]
    assert len(diff_codebooks(book(a), book(a)).frame()) == 0
    assert (
        found.summary() == "codebook 2 as against codebook 1: added (1), moved (1), set added (1)."
    )


# ------------------------------------------------------------------------------------- properties


@examples(200)
@given(one=codebooks())
def test_nothing_is_different_from_itself(one: CodeBook) -> None:
    assert not diff_codebooks(one, copied(one))


@examples(300)
@given(one=codebooks(), edits=EDITS)
def test_edits_are_the_differences_and_nothing_else(
    one: CodeBook, edits: list[tuple[int, int]]
) -> None:
    editor = edited(one, edits)
    found = diff_codebooks(one, editor.book)
    rows = Counter((row.change, guid_key(row.guid or "")) for row in found.rows)
    assert rows == Counter(editor.expected)


MIRRORED = {
    "added": "removed",
    "made a folder": "made codable",
    "set added": "set removed",
    "put into set": "taken out of set",
}
MIRRORED |= {there: here for here, there in MIRRORED.items()}


@examples(200)
@given(one=codebooks(), two=codebooks(first=4), held=st.sets(st.sampled_from(sorted(ALL))))
def test_from_the_other_side_the_same_is_different(
    one: CodeBook, two: CodeBook, held: set[Held]
) -> None:
    less = BookFile(two, frozenset(held), "b.csv")
    there, back = diff_codebooks(one, less), diff_codebooks(less, one)
    kinds = Counter(row.change for row in there.rows)
    assert kinds == Counter(MIRRORED.get(row.change, row.change) for row in back.rows)
    allowed = {"color": "recoloured", "levels": "moved", "guid": "GUID changed"}
    assert all(change not in kinds for what, change in allowed.items() if what not in held)


def test_a_code_of_any_depth() -> None:
    deep = code("0")
    for number in range(1, 2000):
        deep = Code(guid=f"{number}", name="a", is_codable=True, codes=[deep])
    one = book(deep)
    two = book(deep)
    assert not diff_codebooks(BookFile(one, ALL, "a"), BookFile(two, ALL, "b"))
