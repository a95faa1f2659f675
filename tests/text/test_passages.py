"""Passages by code points, half-open."""

from hypothesis import given
from hypothesis import strategies as st

from refiqda.text import passage


def test_code_points_not_bytes_nor_utf16_units() -> None:
    assert passage("a😀é b", 1, 3) == "😀é"


def test_line_ends_are_kept() -> None:
    assert passage("a\r\nb", 0, 4) == "a\r\nb"


def test_what_runs_over_the_end_is_cut_there() -> None:
    assert passage("abc", 1, 9) == "bc"
    assert passage("abc", 3, 9) == ""


def test_what_names_no_place_has_no_words() -> None:
    places = [(4, 9), (2, 1), (-1, 2), (None, 2), (0, None)]
    assert [passage("abc", *place) for place in places] == [None] * 5


@given(st.text(), st.data())
def test_two_passages_that_touch_are_one(text: str, data: st.DataObject) -> None:
    inner = sorted(
        data.draw(st.lists(st.integers(0, len(text)), min_size=3, max_size=3), label="places")
    )
    start, middle, end = inner
    first, second = passage(text, start, middle), passage(text, middle, end)
    assert first is not None
    assert second is not None
    assert first + second == passage(text, start, end)
