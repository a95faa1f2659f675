"""A codebook applied to a project: the codes become its codes, and every coding stays."""

from __future__ import annotations

import copy
import dataclasses
from pathlib import Path
from typing import Any

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
    parents,
)
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples
from where import FIXTURES, corpus_params

import refiqda
from refiqda.change import Applied, apply_codebook, diff_codebooks
from refiqda.formats.books import codebook_of
from refiqda.formats.codebooks.bookfile import BookFile
from refiqda.formats.codebooks.layout import ALL, Held
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.model import Case, Code, CodeBook, Coding, PlainTextSelection, Project, Set, TextSource
from refiqda.standard.guids import guid_key

MADE = FIXTURES / "made"


def project(*codes: Code, used: tuple[Code, ...] = (), sets: tuple[Set, ...] = ()) -> Project:
    """A project of one text, coded with some of its codes."""
    codings = [Coding(guid=guid_of(700 + n), code=each.guid) for n, each in enumerate(used)]
    selection = PlainTextSelection(guid=guid_of(699), start=0, end=5, codings=codings)
    source = TextSource(guid=guid_of(698), name="s", content="Words.", selections=[selection])
    return Project(name="p", codes=list(codes), sources=[source], sets=list(sets))


def done(found: Applied) -> list[tuple[str, ...]]:
    """Change, code before and after, and what each says."""
    return [tuple(part or "" for part in row[:3] + row[4:6]) for row in found.rows]


def paths(of: Project) -> list[str]:
    return [placed.path for placed in placed_codes(codebook_of(of))]


def silent(of: CodeBook, *held: Held) -> BookFile:
    return BookFile(of, ALL - set(held), "tags.csv")


# ------------------------------------------------------------------------------------------ codes


def test_codes_are_renamed_moved_described_and_coloured() -> None:
    own = project(code("A", code("Joy")), code("B"))
    said = book(
        code("B", code("Delight", guid="Joy", description="What people enjoy.", color="blue")),
        code("A"),
    )
    said.codes[1].is_codable = False
    assert done(apply_codebook(said, own)) == [
        ("renamed", "A > Joy", "B > Delight", "Joy", "Delight"),
        ("moved", "A > Joy", "B > Delight", "A", "B"),
        ("recoloured", "A > Joy", "B > Delight", "", "#0000ff"),
        ("described", "A > Joy", "B > Delight", "", "What people enjoy."),
        ("made a folder", "A", "A", "codable", "folder"),
    ]
    assert paths(own) == ["A", "B", "B > Delight"]
    assert own.codes[1].codes[0].color == "#0000ff"
    assert {row.change for row in diff_codebooks(said, own).rows} == {"reordered"}


def test_new_codes_stand_behind_the_sibling_that_they_follow() -> None:
    own = project(code("A", code("A1")), code("C"))
    said = book(code("A", code("A0"), code("A1")), code("B", code("B1")), code("C"))
    found = apply_codebook(said, own)
    assert done(found) == [
        ("added", "", "A > A0", "", "A0"),
        ("added", "", "B", "", "B"),
        ("added", "", "B > B1", "", "B1"),
    ]
    assert paths(own) == ["A", "A > A0", "A > A1", "B", "B > B1", "C"]
    assert [row.guid for row in found.rows] == [code(name).guid for name in ("A0", "B", "B1")]
    assert not diff_codebooks(said, own)
    assert found.summary() == "project 2 with the codes of codebook 1: added (3)."


def test_codes_that_only_the_project_has_go_with_the_code_above_them() -> None:
    own = project(code("A", code("Mine", code("C"))), code("B"))
    said = book(code("B", code("Z", guid="A")), code("C"))
    found = apply_codebook(said, own)
    assert paths(own) == ["B", "B > Z", "B > Z > Mine", "C"]
    assert done(found)[-1] == ("stays", "A > Mine", "B > Z > Mine", "", "")
    assert found.summary().endswith(": renamed (1), moved (2); 1 stays as it was.")


def test_a_code_that_is_put_below_what_stood_below_it() -> None:
    own = project(code("A", code("Mine", code("B", code("C")))))
    found = apply_codebook(book(code("C", code("B", code("A")))), own)
    assert paths(own) == ["C", "C > B", "C > B > A", "C > B > A > Mine"]
    assert [row.change for row in found.rows] == ["moved", "moved", "moved", "stays"]


def test_what_the_codebook_does_not_say_stays() -> None:
    own = project(code("A", color="#123456", description="mine"), code("B", code("C")))
    found = apply_codebook(book(code("A"), code("B", code("C"))), own)
    assert (bool(found), found.rows, found.remarks) == (False, [], [])
    assert found.summary().endswith(": nothing had to be done.")
    assert (own.codes[0].color, own.codes[0].description) == ("#123456", "mine")


def test_a_flat_book_moves_nothing() -> None:
    a = code("A", code("B", code("C")))
    a.is_codable = False
    own = project(a)
    flat = silent(
        book(code("C", guid="1", description="c"), code("D", guid="2"), code("A", guid="3")),
        "guid", "levels", "codable", "color", "sets",
    )  # fmt: skip
    found = apply_codebook(flat, own)
    assert done(found) == [
        ("described", "A > B > C", "A > B > C", "", "c"),
        ("added", "", "D", "", "D"),
        ("stays", "A > B", "A > B", "", ""),
    ]
    assert paths(own) == ["D", "A", "A > B", "A > B > C"]
    assert a.is_codable is False
    assert found.remarks == [
        "tags.csv holds no levels, colours, folders and sets, so that the project keeps its own.",
        "tags.csv holds no GUIDs, so that codes were known by their paths and names.",
    ]


def test_a_code_that_something_is_coded_with_is_made_no_folder() -> None:
    a, b = code("A"), code("B")
    own = project(a, b, used=(a,))
    said = copied(book(a, b))
    for each in said.codes:
        each.is_codable = False
    assert done(apply_codebook(said, own)) == [
        ("stays codable", "A", "A", "codable", "codable"),
        ("made a folder", "B", "B", "codable", "folder"),
    ]
    said.codes[1].is_codable = True
    assert ("made codable", "B", "B", "folder", "codable") in done(apply_codebook(said, own))


def test_guids_of_the_project_stay() -> None:
    own = project(code("A", guid="1"))
    found = apply_codebook(book(code("A", guid="2", description="d")), own)
    assert guid_key(own.codes[0].guid) == guid_key(code("A", guid="1").guid)
    assert found.remarks == [
        "1 code has another GUID in codebook 1: those of the project stay, since its codings refer "
        "to them."
    ]


def test_a_new_code_whose_guid_is_no_guid_or_taken_gets_another() -> None:
    own = project(code("A"))
    said = book(Code(guid=guid_of(698), name="B", is_codable=True), Code(guid="x", name="C"))
    apply_codebook(said, own)
    guids = [guid_key(each.guid) for each in own.codes]
    assert len(set(guids)) == 3
    assert guid_key(guid_of(698)) not in guids
    assert not list(own.breaches())


def test_what_is_no_colour_is_left_out() -> None:
    own = project(code("A", color="#123456"))
    found = apply_codebook(book(code("A", color="sky"), code("B", color="sea")), own)
    assert [each.color for each in own.codes] == ["#123456", None]
    assert found.remarks == ["'sky', 'sea' in codebook 1 is no colour, and was left out."]


def test_a_case_of_the_project_is_no_code() -> None:
    """NVivo: a case is a code as well, with the same GUID; only the project can tell."""
    maria = code("Maria", code("Hers"))
    own = project(code("A"), code("Cases", maria))
    own.cases = [Case(guid=maria.guid, name="Maria")]
    said = book(code("A"), code("Cases", code("Another", guid="Maria"), code("Hers")))
    found = apply_codebook(said, own)
    assert found.rows == []
    assert paths(own) == ["A", "Cases", "Cases > Maria", "Cases > Maria > Hers"]
    assert found.remarks == ["“Another” of codebook 1 is a case in project 2: it was made no code."]
    found = apply_codebook(book(code("A", code("Hers")), code("Maria", guid="7")), own)
    assert paths(own) == ["A", "A > Hers", "Maria", "Cases", "Cases > Maria"]


# ------------------------------------------------------------------------------------------- sets


def test_sets() -> None:
    a, b, c = code("A"), code("B"), code("C")
    sources = Set(guid=guid_of(5), name="New", sources=[guid_of(698)])
    own = project(a, b, c, sets=(sources, group("S", a, b), group("Mine", c, number=2)))
    said = book(a, b, c, sets=(group("T", c, b, description="d"), group("New", a, number=3)))
    found = apply_codebook(said, own)
    rows = [(row.change, row.set, row.now, row.before, row.after) for row in found.rows]
    assert rows == [
        ("set renamed", "T", None, "S", "T"),
        ("set described", "T", None, None, "d"),
        ("put into set", "T", "C", None, None),
        ("stays in set", "T", "A", None, None),
        ("set added", "New", None, None, "New"),
        ("put into set", "New", "A", None, None),
        ("stays", "Mine", None, None, None),
    ]
    assert [(each.name, each.codes) for each in own.sets] == [
        ("New", []),
        ("T", [a.guid, b.guid, c.guid]),
        ("Mine", [c.guid]),
        ("New", [a.guid]),
    ]


def test_the_frame() -> None:
    found = apply_codebook(book(code("B")), project(code("A")))
    frame = found.frame()
    assert list(frame.columns) == [
        "change", "code_path", "now", "set", "before", "after", "guid",
    ]  # fmt: skip
    assert frame["change"].tolist() == ["added", "stays"]
    assert found


# ------------------------------------------------------------------------------------ real projects


def revised(of: Project) -> CodeBook:
    """The codes of a project in a tree upside down, each called and described otherwise."""
    codes = [
        Code(
            guid=placed.code.guid,
            name=f"{placed.code.name} (new)",
            is_codable=True,
            color="#010203",
            description=f"What {placed.code.name} is.",
        )
        for placed in placed_codes(codebook_of(of))
    ]
    above = None
    for each in codes[:40]:
        each.codes = [] if above is None else [above]
        above = each
    return CodeBook(codes=[*([above] if above else []), *codes[40:]])


def everything_but_codes(of: Project) -> dict[str, Any]:
    """All that a project says elsewhere."""
    names = [each.name for each in dataclasses.fields(of) if "spec" in each.metadata]
    return {name: getattr(of, name) for name in names if name != "codes"}


def codings(of: Project) -> list[tuple[Any, ...]]:
    """Every coding without the name of its code; which code it is, its GUID says."""
    frame = refiqda.tables.codings(of).drop(columns=["code", "code_path"])
    return [tuple(row) for row in frame.astype("string").fillna("").itertuples(index=False)]


def other_members(of: Project) -> dict[str, bytes]:
    """The files of a package beside its XML."""
    return {name: of.files[name] for name in of.files if not name.endswith(".qde")}


PROJECTS = [
    *(pytest.param(path, id=path.stem) for path in sorted(MADE.glob("*.qdpx"))),
    *corpus_params(".qdpx", ".qde"),
]


@pytest.mark.parametrize("path", PROJECTS)
def test_every_coding_stays_on_its_passage(path: Path, tmp_path: Path) -> None:
    """The codes all change; the rest of the project is the same, down to its other files."""
    own, before = refiqda.open(path), refiqda.open(path)
    said = revised(own)
    found = apply_codebook(said, own)
    assert everything_but_codes(own) == everything_but_codes(before)
    assert codings(own) == codings(before)
    own.save(tmp_path / "out.qdpx", allow_invalid=True)
    again = refiqda.open(tmp_path / "out.qdpx")
    assert codings(again) == codings(before)
    assert other_members(again) == other_members(before)
    changed = [row for row in found.rows if row.change == "renamed"]
    if own.codes:
        assert len(changed) == len([row for row in found.rows if row.change == "described"]) > 0
    assert not apply_codebook(said, again)


@pytest.mark.parametrize("path", PROJECTS)
def test_the_project_with_its_own_codebook(path: Path) -> None:
    own = refiqda.open(path)
    digest = own.digest()
    found = apply_codebook(codebook_of(refiqda.open(path)), own)
    assert not found
    assert own.digest() == digest


# ------------------------------------------------------------------------------------- properties


def surely_whole(own: Project, before: list[Code]) -> None:
    """Every code is there once: none is lost, and none stands below itself."""
    after = [id(each) for each in all_codes(codebook_of(own))]
    assert len(after) == len(set(after))
    assert {id(each) for each in before} <= set(after)


@examples(300)
@given(one=codebooks(), edits=EDITS, other=codebooks(most=3, first=100))
def test_then_only_what_stays_by_rule_is_different(
    one: CodeBook, edits: list[tuple[int, int]], other: CodeBook
) -> None:
    said = edited(one, edits).book
    own = project(*one.codes, *other.codes, used=tuple(all_codes(one)[::2]))
    own.sets = list(one.sets)
    before = all_codes(codebook_of(own))
    sources = copy.deepcopy(own.sources)
    found = apply_codebook(said, own)
    surely_whole(own, before)
    assert own.sources == sources
    left = diff_codebooks(said, own).rows
    stays = {guid_key(row.guid or "") for row in found.rows if row.change.startswith("stays")}
    for row in left:
        if row.change in ("added", "made codable", "put into set", "set added"):
            assert guid_key(row.guid or "") in stays, row
        elif row.change in ("described", "recoloured", "renamed", "set described", "set renamed"):
            assert not row.before, row
        else:
            assert row.change == "reordered", row
    assert not apply_codebook(said, own)


@examples(300)
@given(
    said=codebooks(),
    own=st.one_of(codebooks(), codebooks(first=4)),
    twins=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=2),
    held=st.sets(st.sampled_from(sorted(ALL))),
)
def test_any_book_on_any_project(
    said: CodeBook, own: CodeBook, twins: list[tuple[int, int]], held: set[Held]
) -> None:
    for each in (said, own):
        codes = all_codes(each)
        for here, there in twins:
            codes[here % len(codes)].guid = codes[there % len(codes)].guid
    mine = project(*own.codes, used=tuple(all_codes(own)))
    mine.sets = own.sets
    before, above = all_codes(own), parents(own)
    guids = [each.guid for each in before]
    members = {each.guid: list(each.codes) for each in own.sets}
    apply_codebook(BookFile(said, frozenset(held), "book"), mine)
    surely_whole(mine, before)
    assert [each.guid for each in before] == guids
    for each in mine.sets:
        assert each.codes[: len(members.get(each.guid, []))] == members.get(each.guid, [])
    if "levels" not in held:
        now = parents(codebook_of(mine))
        assert all(now[code] is parent for code, parent in above.items())
