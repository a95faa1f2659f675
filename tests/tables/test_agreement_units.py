"""Words, sentences and paragraphs: where they begin and end, and which a coding marks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.tables.counting.sentences import edges, paragraphs, sentences, touched, words

TEXT = st.text('ab .!?\n\r\t\v\x1c\x85\N{NO-BREAK SPACE}\N{IDEOGRAPHIC FULL STOP}B")', max_size=30)

WIDE = "\N{FULLWIDTH EXCLAMATION MARK}"


def cut(text: str, unit: str) -> list[str]:
    starts, ends = edges(text, unit)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


@given(TEXT)
def test_words_are_those_of_split(text: str) -> None:
    assert cut(text, "words") == text.split()


@given(TEXT)
def test_paragraphs_are_the_lines_that_are_not_blank(text: str) -> None:
    assert cut(text, "paragraphs") == [line.strip() for line in text.splitlines() if line.strip()]


@given(TEXT)
def test_sentences_leave_out_nothing_but_blanks(text: str) -> None:
    """They follow one another, and each lies within one paragraph."""
    found = list(sentences(text))
    places = [0, *(end for pair in found for end in pair), len(text)]
    assert places == sorted(places)
    gaps = zip(places[::2], places[1::2], strict=True)
    assert not any(text[start:end].strip() for start, end in gaps)
    lines = list(paragraphs(text))
    assert all(any(a <= start and end <= b for a, b in lines) for start, end in found)
    assert all(each == each.strip() and each for each in cut(text, "sentences"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("He said: 'No.' Then he left...", ["He said: 'No.'", "Then he left..."]),
        ("Well… (Perhaps.) Yes?! No", ["Well…", "(Perhaps.)", "Yes?!", "No"]),
        ("Dr. Smith came, e.g. by bus.", ["Dr.", "Smith came, e.g. by bus."]),
        ("It is 3.5 km. 4 people walked.", ["It is 3.5 km.", "4 people walked."]),
        ("Really? he asked. the end.", ["Really? he asked. the end."]),
        ("First line\nsecond line.", ["First line", "second line."]),
        ("  \n\n", []),
        ("...", ["..."]),
        (f"好きです。でも高い{WIDE}なぜ。", ["好きです。", f"でも高い{WIDE}", "なぜ。"]),
        ("「はい。」と言った。", ["「はい。」", "と言った。"]),
        ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text, "sentences") == expected


@given(text=TEXT, ends=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_a_range_touches_the_units_it_shares_a_character_with(
    text: str, ends: tuple[int, int]
) -> None:
    left, right = (min(end, len(text)) for end in sorted(ends))
    found = list(words(text))
    first, last = touched(edges(text, "words"), np.array([left]), np.array([right]))
    assert list(range(int(first[0]), int(last[0]))) == [
        number
        for number, (start, end) in enumerate(found)
        if set(range(start, end)) & set(range(left, right))
    ]
