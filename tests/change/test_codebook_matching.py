"""Which code is which: against an oracle that looks at every pair, and for many codes."""

from __future__ import annotations

from change.books_made import all_codes, book, code, codebooks, group, guid_of
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies import examples

from refiqda.change.matching import Matched, match_codes, match_sets
from refiqda.change.sides import Side, sides_of
from refiqda.formats.codebooks.layout import ALL
from refiqda.formats.codebooks.trees import Placed
from refiqda.model import Code, CodeBook
from refiqda.standard.guids import guid_key


def matched(one: CodeBook, two: CodeBook) -> tuple[Side, Side, Matched]:
    a, b = sides_of((one, two))
    return a, b, match_codes(a.codes, b.codes, a.key, b.key)


def oracle(one: list[Placed], two: list[Placed]) -> set[tuple[int, int, str]]:
    """The rules of docs and docstring, looked at pair by pair."""
    left, right = list(one), list(two)
    found: list[tuple[Placed, Placed, str]] = []

    def take(a: Placed, b: Placed, by: str) -> None:
        found.append((a, b, by))
        left[:] = [each for each in left if each.code is not a.code]
        right[:] = [each for each in right if each.code is not b.code]

    def key(placed: Placed) -> str:
        return guid_key(placed.code.guid)

    for a in one:
        same = [b for b in two if key(b) == key(a)]
        if key(a) and len(same) == 1 and sum(key(each) == key(a) for each in one) == 1:
            take(a, same[0], "guid")
    for a in list(left):
        for b in list(right):
            if a.steps == b.steps:
                take(a, b, "path")
                break
    mine, theirs = list(left), list(right)
    for a in mine:
        same = [b for b in theirs if b.code.name == a.code.name]
        alike = [each for each in mine if each.code.name == a.code.name]
        if a.code.name and len(same) == 1 and len(alike) == 1:
            take(a, same[0], "name")
    return {(id(a.code), id(b.code), by) for a, b, by in found}


@examples(300)
@given(
    one=codebooks(),
    two=codebooks(first=5),
    twins=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=3),
)
def test_against_every_pair(one: CodeBook, two: CodeBook, twins: list[tuple[int, int]]) -> None:
    for side in (one, two):
        codes = all_codes(side)
        for here, there in twins:
            codes[here % len(codes)].guid = codes[there % len(codes)].guid
    a, b, found = matched(one, two)
    rows = {(id(m.before.code), id(m.after.code), m.by) for m in found.of_before.values()}
    assert rows == oracle(a.codes, b.codes)
    assert {id(m.after.code) for m in found.of_before.values()} == set(found.of_after)


def by(one: CodeBook, two: CodeBook) -> dict[str, str]:
    """Names in the first, with path in the second and how that was known."""
    _, _, found = matched(one, two)
    return {
        match.before.path: f"{match.after.path} ({match.by})" for match in found.of_before.values()
    }


def test_each_way() -> None:
    one = book(code("Joy"), code("Water", guid="1"), code("Soil", guid="2"))
    two = book(
        code("Delight", guid="Joy"), code("Water", guid="8"), code("G", code("Soil", guid="9"))
    )
    assert by(one, two) == {
        "Joy": "Delight (guid)",
        "Water": "Water (path)",
        "Soil": "G > Soil (name)",
    }


def test_a_guid_counts_however_it_is_spelt() -> None:
    one, two = Code(guid=guid_of(10), name="a"), Code(guid=guid_of(10, 1), name="b")
    three = Code(guid=guid_of(10, 2), name="c")
    assert by(book(one), book(two)) == {"a": "b (guid)"}
    assert by(book(two), book(three)) == {"b": "c (guid)"}


def test_a_guid_or_name_that_is_there_twice_tells_nothing() -> None:
    one = book(code("a", guid="1"), code("b", guid="1"))
    assert by(one, book(code("b", guid="1"))) == {"b": "b (path)"}
    one = book(code("X", code("a", guid="1")), code("Y", code("a", guid="2")))
    assert by(one, book(code("a", guid="3"))) == {}
    assert by(book(code("X", code("", guid="1"))), book(code("", guid="3"))) == {}


def test_equal_paths_in_order() -> None:
    one = book(code("a", guid="1"), code("a", guid="2"), code("a", guid="3"))
    two = book(code("a", guid="7"), code("a", guid="8"))
    _, _, found = matched(one, two)
    pairs = [(m.before.code, m.after.code) for m in found.of_before.values()]
    assert [(x.guid[-1], y.guid[-1]) for x, y in pairs] == [("1", "7"), ("2", "8")]


def test_guids_of_a_side_that_holds_none_are_made_up() -> None:
    one = book(code("a", guid="1"))
    two = book(code("b", guid="1"))
    a, b = sides_of((one, two))
    found = match_codes(a.codes, b.codes, a.key, b._replace(holds=ALL - {"guid"}).key)
    assert not found.of_before


def test_sets() -> None:
    one = [group("x", number=1), group("y", number=2), group("y", number=3)]
    two = [group("y", number=9), group("z", number=1), group("y", number=8)]
    assert sorted(match_sets(one, two, guids=True)) == [
        (0, 1, "guid"),
        (1, 0, "name"),
        (2, 2, "name"),
    ]
    assert sorted(match_sets(one, two, guids=False)) == [(1, 0, "name"), (2, 2, "name")]


def test_many_codes_are_no_more_work_for_each() -> None:
    """Thirty thousand on each side, a third of them known by each way: no pair is looked at."""
    number = 30_000
    one = book(*(Code(guid=guid_of(n), name=f"code {n}") for n in range(number)))
    names = [f"code {n}" for n in range(number)]
    new = [
        Code(guid=guid_of(n + number if n % 3 else n), name=name) for n, name in enumerate(names)
    ]
    gathered = Code(guid=guid_of(3 * number), name="G", codes=new[2::3])
    two = book(*new[::3], *new[1::3], gathered)
    _, _, found = matched(one, two)
    ways = [match.by for match in found.of_before.values()]
    assert {way: ways.count(way) for way in ("guid", "path", "name")} == {
        "guid": 10_000,
        "path": 10_000,
        "name": 10_000,
    }
