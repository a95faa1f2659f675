"""Lists without levels beside codebooks that have them: nobody's levels are lost for a list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from change.books_made import all_codes, book, code, codebooks, copied, parents
from change.test_codebook_apply import done, paths, project
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples

from refiqda.change import apply_codebook, diff_codebooks, merge_codebooks
from refiqda.change.flat import gathering
from refiqda.change.sides import Book, sides_of
from refiqda.formats.books import codebook_of
from refiqda.formats.codebooks.bookfile import BookFile
from refiqda.formats.codebooks.layout import ALL
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.convert import convert_book
from refiqda.model import Code, CodeBook

LISTED = "Code,Memo\r\nWork,What people do.\r\nCare,\r\nHope,\r\n"
"""A codebook as people type it for MAXQDA, whose layout could hold levels."""


def listed(folder: Path, text: str = LISTED, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def tree() -> CodeBook:
    return book(code("Trust", code("Work"), code("Care")), code("Fear", code("Hope")))


def merged_paths(*several: Book) -> list[str]:
    return [placed.path for placed in placed_codes(merge_codebooks(*several).book)]


# ------------------------------------------------------------------------------------------ apply


def test_a_list_moves_no_code_of_a_project(tmp_path: Path) -> None:
    own = project(*tree().codes)
    found = apply_codebook(listed(tmp_path), own)
    assert done(found) == [
        ("described", "Trust > Work", "Trust > Work", "", "What people do."),
        ("stays", "Trust", "Trust", "", ""),
        ("stays", "Fear", "Fear", "", ""),
    ]
    assert paths(own) == ["Trust", "Trust > Work", "Trust > Care", "Fear", "Fear > Hope"]
    assert found.remarks[0].startswith("list.csv holds no levels, colours, ")


def test_of_a_list_it_is_not_told_which_of_several_codes_is_meant(tmp_path: Path) -> None:
    own = project(*tree().codes, code("Joy", code("Work", guid="8")))
    found = apply_codebook(listed(tmp_path), own)
    assert paths(own)[-1] == "Work"
    assert [row.now for row in found.rows if row.change == "added"] == ["Work"]
    assert found.remarks[-1] == (
        "list.csv shows no levels, and more than one code is called “Work”: which one is meant "
        "cannot be told, so those of the codebook were added beside those of the project."
    )
    assert not any("which one" in each for each in apply_codebook(tree(), own).remarks)


@pytest.mark.parametrize("ending", [".qdc", ".json", ".yaml", ".csv"])
def test_a_file_with_guids_is_flat_where_it_shows_no_levels(ending: str, tmp_path: Path) -> None:
    """Somebody moved the codes to the top, in a program or in the table."""
    flat = book(*(code(name) for name in ("Trust", "Work", "Care", "Fear", "Hope")))
    path = tmp_path / f"flat{ending}"
    convert_book(flat, path, name="flat")
    own = project(*tree().codes)
    assert [row.change for row in apply_codebook(path, own).rows] == ["moved"] * 3
    assert paths(own) == ["Trust", "Work", "Care", "Fear", "Hope"]


def test_a_table_that_shows_one_level_says_where_all_codes_stand(tmp_path: Path) -> None:
    path = listed(tmp_path, "Code,Memo\nWork,\nCare,\nFear,\nFear > Hope,\n")
    own = project(*tree().codes)
    assert [row.now for row in apply_codebook(path, own).rows if row.change == "moved"] == [
        "Work",
        "Care",
    ]


# ------------------------------------------------------------------------------------------- diff


def test_what_gathers_codes_is_not_told_as_removed(tmp_path: Path) -> None:
    path = listed(tmp_path, "Code,Memo\nWork,\nHope,\nNew,\n")
    there, back = diff_codebooks(tree(), path), diff_codebooks(path, tree())
    rows = [(row.change, row.code_path, row.now) for row in there.rows]
    assert rows == [("removed", "Trust > Care", None), ("added", None, "New")]
    assert [(row.change, row.code_path, row.now) for row in back.rows] == [
        ("added", None, "Trust > Care"),
        ("removed", "New", None),
    ]
    for found in (there, back):
        assert found.is_partial
        assert [each for each in found.remarks if "above others" in each] == [
            "2 codes of codebook 1 that list.csv does not name are above others that it names: a "
            "list without levels may leave such codes out, so this is no difference.".replace(
                "codebook 1", found.before if found is there else found.after
            )
        ]


def test_a_code_that_gathers_nothing_of_the_list_is_removed(tmp_path: Path) -> None:
    found = diff_codebooks(tree(), listed(tmp_path, "Code,Memo\nWork,\nCare,\n"))
    assert [row.code_path for row in found.rows] == ["Fear", "Fear > Hope"]
    assert [row.change for row in found.rows] == ["removed", "removed"]


def test_two_lists_have_an_order(tmp_path: Path) -> None:
    one = listed(tmp_path)
    two = listed(tmp_path, "Code,Memo\nCare,\nWork,What people do.\nHope,\n", "two.csv")
    assert [row.change for row in diff_codebooks(one, two).rows] == ["reordered"]


def test_names_that_several_codes_have_are_remarked_in_a_diff(tmp_path: Path) -> None:
    own = book(*tree().codes, code("Joy", code("Work", guid="8")))
    found = diff_codebooks(own, listed(tmp_path))
    assert found.remarks[-1] == (
        "list.csv shows no levels, and more than one code is called “Work”: which one is meant "
        "cannot be told, so they are told as removed and added."
    )
    changes = sorted((row.change, row.code_path or row.now) for row in found.rows)
    assert ("added", "Work") in changes
    assert ("removed", "Joy > Work") in changes
    assert ("removed", "Joy") in changes


def test_gathering_codes() -> None:
    a, d = code("A", code("B", code("C"))), code("D", code("E"))
    b, c = a.codes[0], a.codes[0].codes[0]
    codes = list(placed_codes(book(a, d)))
    assert gathering(codes, {id(c)}) == {id(a), id(b)}
    assert gathering(codes, {id(d)}) == set()


# ------------------------------------------------------------------------------------------ merge


def test_a_list_and_a_tree_make_no_code_twice(tmp_path: Path) -> None:
    path, own = listed(tmp_path), tree()
    wanted = ["Trust", "Trust > Work", "Trust > Care", "Fear", "Fear > Hope"]
    assert merged_paths(own, path) == wanted
    assert sorted(merged_paths(path, own)) == sorted(wanted)
    assert merged_paths(path, own, path) == merged_paths(path, own)
    found = merge_codebooks(own, path)
    assert found.conflicts == []
    assert found.book.codes[0].codes[0].description == "What people do."
    assert [row.matched for row in found.merged[-3:]] == ["name"] * 3
    assert found.remarks == [
        "list.csv holds no levels, colours, folders and sets: what the others say of that stands.",
        "list.csv holds no GUIDs, so that its codes were known by their names.",
    ]


def test_what_is_new_in_a_list_comes_to_the_top(tmp_path: Path) -> None:
    path = listed(tmp_path, "Code,Memo\nHope,\nNew,\n")
    assert merged_paths(tree(), path)[-1] == "New"


def test_names_that_several_codes_have_are_kept_in_a_merge(tmp_path: Path) -> None:
    path = listed(tmp_path)
    own = book(*tree().codes, code("Joy", code("Work", guid="8")))
    for several in ((own, path), (path, own)):
        found = merge_codebooks(*several)
        names = [placed.code.name for placed in placed_codes(found.book)]
        assert (names.count("Work"), names.count("Care"), len(names)) == (3, 1, 8)
        assert [each for each in found.remarks if "which one" in each] == [
            "list.csv shows no levels, and more than one code is called “Work”: which one is "
            "meant cannot be told, so all of them are there."
        ]


def test_a_place_that_a_list_does_not_say_is_taken_from_whoever_says_it(tmp_path: Path) -> None:
    other = book(code("Care", code("Work", guid="8")))
    assert merged_paths(listed(tmp_path), tree(), other)[:3] == [
        "Trust",
        "Trust > Work",
        "Trust > Care",
    ]
    found = merge_codebooks(listed(tmp_path), tree(), other)
    assert [(row.what, row.code_path) for row in found.conflicts] == [
        ("place", "Trust > Care"),
        ("perhaps the same", "Trust > Care > Work"),
    ]


# ------------------------------------------------------------------------------------- properties


@examples(200)
@given(own=codebooks(), order=st.randoms(use_true_random=False))
def test_any_list_of_the_names_of_a_codebook(own: CodeBook, order: Random) -> None:
    """Nothing moves, nothing is told but names that nobody can tell apart."""
    codes = all_codes(own)
    order.shuffle(codes)
    names = Counter(each.name for each in codes)
    rows = [Code(guid=f"{place}", name=each.name) for place, each in enumerate(codes)]
    flat = BookFile(CodeBook(codes=rows), ALL - {"guid", "codable", "color", "sets"}, "list.csv")
    twice = {name for name, number in names.items() if number > 1} | {""}
    mine = project(*copied(own).codes)
    above = parents(codebook_of(mine))
    rest = [row for row in apply_codebook(flat, mine).rows if row.change != "stays"]
    assert all(row.change == "added" and row.after in {*twice, None} for row in rest)
    now = parents(codebook_of(mine))
    assert all(now[code] is parent for code, parent in above.items())
    for several in ((own, flat), (flat, own)):
        differences = diff_codebooks(*several).rows
        changes = {"added", "removed", "described", "reordered"}
        assert {row.change for row in differences} <= changes
        changed = [row for row in differences if row.change in ("added", "removed")]
        assert all((row.before or row.after or "") in twice for row in changed)
        merged = Counter(each.name for each in all_codes(merge_codebooks(*several).book))
        assert {name for name in names if merged[name] != names[name]} <= twice


# ----------------------------------------------------------------------------------------- counts


def test_counts_need_no_word(tmp_path: Path) -> None:
    text = "Name,Description,Files,References,Nickname\nWork,,3,12,W\nCare,,many,1,\n"
    (side,) = sides_of((listed(tmp_path, text),))
    told = [each for each in side.told if "says more" in each]
    assert told == [
        "list.csv says more than a codebook holds, which was left out: cell of the column "
        "“Nickname” (1), cell of the column “Files” (1)."
    ]
