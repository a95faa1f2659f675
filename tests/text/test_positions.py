"""Positions: both ways, against a slow way that encodes what stands before."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.standard.decoding import Decoded
from refiqda.text import CANDIDATES, Convention, Moved, Positions

# A text as a list of what is one character when Python reads it.
CHARACTERS = st.lists(
    st.sampled_from(["a", "b", " ", "\n", "\r\n", "\u0301", "é", "ש", "日", "\u200d", "😀", "🌱"]),
    max_size=30,
)
CONVENTIONS = st.sampled_from(CANDIDATES)


def slow(characters: list[str], convention: Convention, *, bom: bool) -> list[int]:
    """The position in the file of each character and of the end."""
    found = []
    for count in range(len(characters) + 1):
        before = "".join(characters[:count])
        if convention.crlf == 1:
            before = before.replace("\r\n", "\n")
        if convention.bom and bom:
            before = "\ufeff" + before
        found.append(
            {
                "code point": len(before),
                "UTF-16 unit": len(before.encode("utf-16-le")) // 2,
                "UTF-8 byte": len(before.encode()),
            }[convention.unit]
        )
    return found


@given(CHARACTERS, CONVENTIONS, st.booleans())
def test_each_whole_character_both_ways(
    characters: list[str], convention: Convention, bom: bool
) -> None:
    positions = Positions(Decoded("".join(characters), "UTF-8", bom), convention)
    expected = slow(characters, convention, bom=bom)
    indices = range(len(characters) + 1)
    assert positions.text == "".join(characters).replace("\r\n", "\n")
    assert [positions.to_file(index) for index in indices] == expected
    assert [positions.to_text(position) for position in expected] == list(indices)
    assert [positions.to_text(position, up=True) for position in expected] == list(indices)
    assert [positions.problem(position) for position in expected] == [None] * len(expected)
    assert positions.length == expected[-1]


@given(CHARACTERS, CONVENTIONS, st.booleans())
def test_what_is_inside_goes_down_or_up_to_the_next_character(
    characters: list[str], convention: Convention, bom: bool
) -> None:
    positions = Positions(Decoded("".join(characters), "UTF-8", bom), convention)
    expected = slow(characters, convention, bom=bom)
    for index, (first, second) in enumerate(itertools.pairwise(expected)):
        for position in range(first + 1, second):
            assert positions.to_text(position) == index
            assert positions.to_text(position, up=True) == index + 1
            is_break = characters[index] == "\r\n"
            why = "inside a line break" if is_break else "inside a character"
            assert positions.problem(position) == why
            assert positions.moved(position) == Moved(position, first, why)
            if not convention.inclusive:
                assert positions.moved(position, is_end=True) == Moved(position, second, why)


@given(CHARACTERS, CONVENTIONS, st.booleans())
def test_outside_is_the_nearest_end(
    characters: list[str], convention: Convention, bom: bool
) -> None:
    positions = Positions(Decoded("".join(characters), "UTF-8", bom), convention)
    first, *_, last = [*(expected := slow(characters, convention, bom=bom)), expected[-1]]
    assert positions.to_text(first - 1) == positions.to_text(-9, up=True) == 0
    assert positions.to_text(last + 1) == positions.to_text(last + 99, up=True) == len(characters)
    assert positions.moved(first - 1) == Moved(first - 1, first, "before the beginning")
    assert positions.moved(last + 1) == Moved(last + 1, last, "past the end")


@given(CHARACTERS, CONVENTIONS, st.booleans(), st.booleans())
def test_order_is_kept(characters: list[str], convention: Convention, bom: bool, up: bool) -> None:
    positions = Positions(Decoded("".join(characters), "UTF-8", bom), convention)
    places = [positions.to_text(each, up=up) for each in range(-2, positions.length + 3)]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] == len(characters)


@given(CHARACTERS, CONVENTIONS, st.booleans(), st.data())
def test_a_passage_comes_back(
    characters: list[str], convention: Convention, bom: bool, data: st.DataObject
) -> None:
    places = st.integers(0, len(characters))
    start, end = sorted([data.draw(places), data.draw(places)])
    positions = Positions(Decoded("".join(characters), "UTF-8", bom), convention)
    expected = slow(characters, convention, bom=bom)
    in_file = positions.file_span(start, end)
    assert in_file == (expected[start], expected[end] - (1 if convention.inclusive else 0))
    assert positions.span(*in_file) == (start, end)
    assert positions.problem(in_file[1], is_end=True) is None


def test_a_cut_character_is_whole_in_its_passage() -> None:
    positions = Positions(Decoded("a😀b"), Convention("UTF-16 unit"))
    assert positions.span(2, 3) == (1, 2)
    assert positions.span(1, 2) == (1, 2)
    assert positions.span(0, 2) == (0, 2)


def test_nothing_stays_nothing_inside_a_character() -> None:
    assert Positions(Decoded("a😀b"), Convention("UTF-16 unit")).span(2, 2) == (1, 1)


def test_an_included_end_may_be_any_part_of_the_last_character() -> None:
    positions = Positions(Decoded("a😀b"), Convention("UTF-16 unit", inclusive=True))
    assert [positions.span(0, end) for end in range(4)] == [(0, 1), (0, 2), (0, 2), (0, 3)]
    assert [positions.problem(end, is_end=True) for end in range(4)] == [None] * 4
    assert positions.problem(4, is_end=True) == "past the end"
    assert positions.moved(7, is_end=True) == Moved(7, 3, "past the end")


def test_a_cr_alone_is_one_line_break() -> None:
    for crlf in (1, 2):
        positions = Positions(Decoded("a\r\r\nb"), Convention(crlf=crlf))
        assert positions.text == "a\n\nb"
        assert [positions.to_file(each) for each in range(5)] == [0, 1, 2, 2 + crlf, 3 + crlf]


def test_the_mark_counts_only_where_there_is_one() -> None:
    convention = Convention("UTF-8 byte", bom=True)
    assert Positions(Decoded("ab", bom=True), convention).to_file(0) == 3
    assert Positions(Decoded("ab", bom=False), convention).to_file(0) == 0


@pytest.mark.parametrize("unit", ["code point", "UTF-16 unit", "UTF-8 byte"])
def test_ascii_costs_nothing(unit: str) -> None:
    text = "one\ntwo"
    positions = Positions(Decoded(text), Convention(unit))  # type: ignore[arg-type]
    assert positions.is_plain
    assert positions.text is text


@given(CHARACTERS, CONVENTIONS, st.booleans(), st.booleans())
def test_a_like_convention_is_as_if_made_anew(
    characters: list[str], convention: Convention, bom: bool, inclusive: bool
) -> None:
    decoded = Decoded("".join(characters), "UTF-8", True)
    wanted = convention._replace(bom=bom, inclusive=inclusive)
    changed = Positions(decoded, convention).like(decoded, wanted)
    made = Positions(decoded, wanted)
    places = range(-2, made.length + 3)
    assert [changed.span(0, end) for end in places] == [made.span(0, end) for end in places]
    assert [changed.problem(place) for place in places] == [made.problem(place) for place in places]
    assert changed.convention == made.convention
    assert changed.length == made.length
