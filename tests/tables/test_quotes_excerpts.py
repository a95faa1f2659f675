"""Passages cut at words, what stands around them, places in words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refiqda import model as m
from refiqda.tables.excerpts import clock, place_of, shortened, words_after, words_before

TEXT = "She said: I trust\nthe nurses."
texts = st.text("ab \n", max_size=30)
NO_TIME = (-1, -1)


@pytest.mark.parametrize(
    ("longest", "expected"),
    [
        (29, TEXT),
        (28, "She said: I trust\nthe …"),
        (23, "She said: I trust\nthe …"),
        (22, "She said: I trust …"),
        (19, "She said: I trust …"),
        (18, "She said: I …"),
        (5, "She …"),
        (4, "She…"),
        (2, "S…"),
        (1, "…"),
    ],
)
def test_long_passages_end_with_a_word(longest: int, expected: str) -> None:
    assert shortened(TEXT, longest) == expected


@given(text=texts, longest=st.integers(1, 32))
def test_a_shortened_passage_is_no_longer_than_asked_for(text: str, longest: int) -> None:
    found = shortened(text, longest)
    assert len(found) <= longest
    assert found == text if len(text) <= longest else found.endswith("…")
    assert text.startswith(found.removesuffix("…").rstrip())


@pytest.mark.parametrize(
    ("length", "before", "after"),
    [
        (0, "", ""),
        (3, "I ", ""),
        (8, "said: I ", "\nthe"),
        (10, "said: I ", "\nthe"),
        (12, "She said: I ", "\nthe nurses."),
        (99, "She said: I ", "\nthe nurses."),
    ],
)
def test_words_around_are_whole(length: int, before: str, after: str) -> None:
    start, end = TEXT.index("trust"), TEXT.index("\n")
    assert words_before(TEXT, start, length) == before
    assert words_after(TEXT, end, length) == after


@example(text="", start=12, length=6)
@given(text=texts, start=st.integers(0, 30), length=st.integers(0, 31))
def test_words_around_stand_in_the_text(text: str, start: int, length: int) -> None:
    """Also of a place past its end: the words may be known, and the text be missing."""
    before, after = words_before(text, start, length), words_after(text, start, length)
    assert text[:start].endswith(before)
    assert text[start:].startswith(after)
    assert max(len(before), len(after)) <= length


def test_moments_have_hours_and_what_is_needed_of_a_second() -> None:
    assert [clock(each) for each in (0, 59_999, 60_000, 5_025_000, 86_400_050)] == [
        "0:00:00", "0:00:59.999", "0:01:00", "1:23:45", "24:00:00.050",
    ]  # fmt: skip


def test_places_are_told_as_people_look_for_them() -> None:
    text = m.PlainTextSelection(guid="t", start=12, end=80)
    page = m.PDFSelection(guid="p", page=3, first_x=1, first_y=2, second_x=3, second_y=4)
    box = m.PictureSelection(guid="b", first_x=1, first_y=2, second_x=30, second_y=40)
    sound = m.AudioSelection(guid="a", begin=65_000, end=90_000)
    said = m.TranscriptSelection(guid="s")
    assert place_of("text", text, (12, 80), NO_TIME) == "characters 12-80"
    assert place_of("pdf", page, (None, None), NO_TIME) == "page 3"
    assert place_of("picture", box, (None, None), NO_TIME) == "area 1, 2 to 30, 40"
    assert place_of("audio", sound, (65_000, 90_000), (65_000, 90_000)) == "0:01:05-0:01:30"
    assert place_of("source", None, (None, None), NO_TIME) == "whole source"
    times = (0, 1500)
    assert place_of("transcript", said, (0, 6), times) == "characters 0-6, 0:00:00-0:00:01.500"
    assert place_of("transcript", said, (None, None), NO_TIME) is None
