"""What no codebook has a place for, or the standard forbids: left out or mended, and told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from change.books_made import all_codes, book, code, group, guid_of
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples

from refiqda.change import apply_codebook, merge_codebooks
from refiqda.change.alike import contains
from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.bookfile import BookFile
from refiqda.formats.codebooks.layout import ALL
from refiqda.model import Case, Code, CodeBook, Project, Set, TextSource

# --------------------------------------------------------------------- beside codes, and in sets


def mixed() -> Project:
    """A project whose sets hold more than codes, and whose codes have notes."""
    people, maria = code("people"), code("Maria")
    people.notes = [guid_of(51), guid_of(52)]
    sets = [
        Set(guid=guid_of(60), name="mixed", codes=[people.guid], sources=[guid_of(50)]),
        Set(guid=guid_of(61), name="places", sources=[guid_of(50)]),
        Set(guid=guid_of(62), name="memos", notes=[guid_of(51), guid_of(52)]),
        Set(guid=guid_of(63), name="both", codes=[people.guid], notes=[guid_of(51)]),
    ]
    return Project(
        name="p",
        codes=[people, maria],
        sources=[TextSource(guid=guid_of(50), name="s", content="Words.")],
        notes=[TextSource(guid=guid_of(n), name="n", content="N.") for n in (51, 52)],
        cases=[Case(guid=guid_of(70), name="Ben")],
        sets=sets,
    )


LEFT = (
    "project {} says more than a codebook holds, which was left out: source in a set (1: “mixed”), "
    "set without codes (2: “places”, “memos”), note in a set (1: “both”), note of a code (2)."
)


def test_what_else_is_in_sets_of_a_merged_project_is_told() -> None:
    found = merge_codebooks(book(code("B")), mixed())
    assert [(each.name, each.sources) for each in found.book.sets] == [("mixed", []), ("both", [])]
    assert found.remarks == [LEFT.format(2)]
    assert merge_codebooks(mixed(), book(code("B"))).remarks == [LEFT.format(1)]


def test_it_is_told_of_a_file_as_well(tmp_path: Path) -> None:
    mixed().save(tmp_path / "p.qdpx")
    [said] = merge_codebooks(tmp_path / "p.qdpx", book(code("B"))).remarks
    assert said == LEFT.format("").replace("project ", "p.qdpx")


def test_cases_in_sets_are_told() -> None:
    own = mixed()
    own.sets = [Set(guid=guid_of(60), name="S", codes=[own.codes[0].guid, guid_of(70)])]
    own.codes[0].notes = []
    found = merge_codebooks(book(code("B")), own)
    assert found.book.sets[0].codes == [own.codes[0].guid]
    assert found.remarks == [
        "project 2 says more than a codebook holds, which was left out: case in a set (1: “S”)."
    ]


def test_what_a_project_says_beside_its_codes_is_not_applied_to_another() -> None:
    own = Project(name="q", codes=[code("A")])
    assert apply_codebook(mixed(), own).remarks == [LEFT.format(1)]
    own = mixed()
    assert apply_codebook(book(code("people")), own).remarks == []
    assert [len(each.sources) for each in own.sets] == [1, 1, 0, 0]


def test_a_value_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.qde"
    Project(name="p", codes=[code("A")]).save(path)
    text = path.read_text("utf-8").replace('isCodable="true"', 'isCodable="perhaps"')
    assert "perhaps" in text
    path.write_text(text, "utf-8")
    found = merge_codebooks(path, book(code("B")))
    assert found.remarks == [
        "p.qde says more than a codebook holds, which was left out: value that cannot be read (1).",
        "p.qde does not say whether “A” can be coded with: now it can.",
    ]
    assert not list(found.book.breaches())


# ------------------------------------------------------------------------- what is forbidden


def test_merged_of_forbidden_parts_it_is_none_itself() -> None:
    odd = Code(guid="x", name="odd", is_codable=True, color="zzz")
    one = book(code("A"), odd, sets=(Set(guid="q", name="S", codes=["X", "y"]),))
    two = book(Code(guid="8", name=None), sets=(Set(guid="r", name=None, codes=[]),))
    assert list(one.breaches())
    assert list(two.breaches())
    found = merge_codebooks(one, two)
    assert not list(found.book.breaches())
    assert found.conflicts == []
    assert [each.name for each in found.book.codes] == ["A", "odd", ""]
    assert [each.name for each in found.book.sets] == ["S", ""]
    assert found.book.sets[0].codes == [found.book.codes[1].guid]
    assert found.remarks == [
        "'zzz' in codebook 1 is no colour, and was left out.",
        "'x', 'q' in codebook 1 is no GUID: another stands in its place.",
        "'8', 'r' in codebook 2 is no GUID: another stands in its place.",
        "1 member is no code of codebook 1, and was left out of its set “S”.",
        "2 codes or sets have no name in codebook 2: the name is empty now.",
        "codebook 2 does not say whether “” can be coded with: now it can.",
    ]


def test_a_merged_codebook_with_a_wrong_colour_is_saved(tmp_path: Path) -> None:
    book(code("A", color="zzz")).save(tmp_path / "one.qdc", allow_invalid=True)
    found = merge_codebooks(tmp_path / "one.qdc", book(code("A", color="red")))
    found.book.save(tmp_path / "out.qdc")
    assert found.book.codes[0].color == "#ff0000"
    assert found.conflicts == []
    assert found.remarks == ["'zzz' in one.qdc is no colour, and was left out."]


def test_where_there_is_no_code_nothing_is_merged() -> None:
    """A codebook has to have one: it could not be saved."""
    case = Case(guid=code("Anna").guid)
    project = Project(name="p", codes=[code("Anna")], cases=[case])
    with pytest.raises(NotACodebook, match="no code in codebook 1 and project 2, and so nothing"):
        merge_codebooks(CodeBook(), project)
    assert len(merge_codebooks(CodeBook(), book(code("A"))).book.codes) == 1


def test_by_what_is_no_guid_codes_are_known_until_one_has_a_guid() -> None:
    """Ids of a program that writes no GUIDs tell which code is which all the same."""
    one = book(Code(guid="17", name="A", is_codable=True))
    two = book(Code(guid="17", name="B", is_codable=True))
    found = merge_codebooks(one, two)
    assert [(each.what, each.other) for each in found.conflicts] == [("name", "B")]
    a = code("A")
    found = merge_codebooks(one, book(a), two)
    assert all_codes(found.book)[0].guid == a.guid
    sets = [Set(guid="s", name=name, codes=[]) for name in ("S", "T")]
    found = merge_codebooks(book(a, sets=(sets[0],)), book(a, sets=(sets[1],)))
    assert [each.name for each in found.book.sets] == ["S"]


def test_a_name_that_another_has_is_not_told_as_missing() -> None:
    found = merge_codebooks(
        book(Code(guid=guid_of(1), name=None, is_codable=True)),
        book(Code(guid=guid_of(1), name="A", is_codable=True)),
    )
    assert (found.book.codes[0].name, found.remarks) == ("A", [])


def test_what_is_applied_is_mended_and_told() -> None:
    own = Project(name="p", codes=[code("A")])
    said = book(
        code("A", color="rgba(10,20,30,0.3)"),
        Code(guid="x", name="B", color="sky"),
        sets=(group("S", code("A"), code("Gone")), Set(guid="q", name="T", codes=["no"])),
    )
    found = apply_codebook(said, own)
    assert own.codes[0].color == "#0a141e"
    assert own.sets[0].codes == [own.codes[0].guid]
    assert not list(own.breaches())
    assert found.remarks == [
        "The colours of 1 code let something shine through, which the standard has no place for.",
        "'sky' in codebook 1 is no colour, and was left out.",
        "'x', 'q' in codebook 1 is no GUID: another stands in its place.",
        "2 members are no codes of codebook 1, and were left out of its sets “S”, “T”.",
    ]


def test_a_code_of_a_project_without_a_guid_comes_into_no_set() -> None:
    """Its reference would be forbidden, where the project alone is written as it was."""
    own = Project(name="p", codes=[Code(guid="7", name="A", is_codable=True), code("B")])
    before = [breach.message for breach in own.breaches()]
    a, b = code("A"), code("B")
    found = apply_codebook(book(a, b, sets=(group("S", a, b),)), own)
    assert own.sets[0].codes == [b.guid]
    assert [breach.message for breach in own.breaches()] == before
    assert "“A” came into no set: it has no GUID by which a set could name it." in found.remarks


def test_made_up_guids_of_a_table_are_not_told() -> None:
    table = BookFile(book(Code(guid="", name="A", is_codable=True)), ALL - {"guid"}, "a.csv")
    for said in (
        merge_codebooks(table, book(code("B"))).remarks,
        apply_codebook(table, Project(name="p", codes=[code("B")])).remarks,
    ):
        assert not [each for each in said if "is no GUID" in each]


# --------------------------------------------------------------------------------- many and long


def alike(number: int) -> CodeBook:
    """Codes, and as many sets, that all have the same GUID and name."""
    return CodeBook(
        codes=[Code(guid=guid_of(1), name="A", is_codable=True) for _ in range(number)],
        sets=[Set(guid=guid_of(2), name="S", codes=[]) for _ in range(number)],
    )


def merged(number: int) -> int:
    found = merge_codebooks(alike(number), book(code("B"))).book
    return len({each.guid for each in (*found.codes, *found.sets)})


def applied(number: int) -> int:
    own = Project(name="p", codes=[code("B")])
    apply_codebook(alike(number), own)
    return len({each.guid for each in (*own.codes, *own.sets)})


@pytest.mark.parametrize("done", [merged, applied])
def test_many_of_one_guid_and_name(done: object) -> None:
    """Made in order: no number is tried twice, which would be eight million of them."""
    began = time.perf_counter()
    assert callable(done)
    assert done(4000) == 8001
    assert time.perf_counter() - began < 6


@pytest.mark.parametrize(
    ("long", "part"),
    [
        ("a" * 200_000, "a" * 100_000),
        ("aa " * 60_000, "aa " * 30_000 + "a"),
    ],
)
def test_long_descriptions_that_repeat_themselves(long: str, part: str) -> None:
    began = time.perf_counter()
    assert not contains(long, part)
    assert time.perf_counter() - began < 3


def contained(whole: str, part: str) -> bool:
    """The rule, place by place."""

    def is_cut(at: int) -> bool:
        return 0 < at < len(whole) and whole[at - 1].isalnum() and whole[at].isalnum()

    return any(
        whole.startswith(part, at) and not is_cut(at) and not is_cut(at + len(part))
        for at in range(len(whole) + 1)
    )


@examples(400)
@given(
    whole=st.text(st.sampled_from("ab ._é½١"), max_size=14),
    part=st.text(st.sampled_from("ab ._é½١"), max_size=4),
)
def test_contained_is_what_the_rule_says(whole: str, part: str) -> None:
    assert contains(whole, part) == contained(whole, part)


@examples(100)
@given(whole=st.text(max_size=20), start=st.integers(0, 19), end=st.integers(0, 19))
def test_contained_of_any_text(whole: str, start: int, end: int) -> None:
    whole = whole.replace("\r", "").replace("\0", "")
    assert contains(whole, whole[start:end]) == contained(whole, whole[start:end])
