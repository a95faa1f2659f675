"""Quotes: which words a name was taken from."""

import pytest

from refiqda.text.quotes import CUT, FOLDED, SILENT, STRIPPED, Quote, flat, is_telling


@pytest.mark.parametrize(
    ("name", "words", "fit"),
    [
        ("so we went home", "so we\n\twent   home", FOLDED),
        ("granola", "granola ", STRIPPED),
        ("granola ", "granola\n\n", FOLDED),
        ("we went…", "we went home", CUT),
        ("we went...", "we\nwent home", CUT),
        ("we went …", "we went home", CUT),
        ("we went...", "then we went home", SILENT),
        ("and then we went home", "and then we went home, all of us", CUT),
        ("we went", "we went home", SILENT),
        ("wait...", "wait...", FOLDED),
        ("a…", "and", SILENT),
        ("granola", "granolas", SILENT),
    ],
)
def test_how_well_words_fit(name: str, words: str, fit: int) -> None:
    assert Quote.of(name).fit(words) == fit


def test_of_a_long_passage_the_beginning_decides() -> None:
    words = "word " * 100_000
    assert Quote.of("word word…").fit(words) == CUT
    assert Quote.of("word word").fit(words) == SILENT
    assert Quote.of("word ").fit("word" + " " * 500 + "more") == SILENT


@pytest.mark.parametrize(
    "name", ["", "no", "a b", "12,40", "(115,0),(1100,0)", "00:16.17 - 00:45.35"]
)
def test_what_tells_nothing(name: str) -> None:
    assert not is_telling(name)


@pytest.mark.parametrize("name", ["yes", "a b c", "😀😀😀", "in 2020"])
def test_what_tells(name: str) -> None:
    assert is_telling(name)


def test_xml_makes_blanks_of_line_breaks_one_for_one() -> None:
    assert flat("a\n\n\tb") == "a   b"
