"""What is not believed: slips of letters, unusual counting, evidence beside the point."""

import re

import pytest
from selecting import made_text, some_words

from refiqda.standard.decoding import Decoded
from refiqda.text import (
    CANDIDATES,
    STANDARD,
    Convention,
    Expected,
    Mark,
    Positions,
    decide,
    weigh,
)

UTF16 = Convention("UTF-16 unit")
EVERYTHING = Decoded(made_text(1500, seed=1, emoji=0.03, crlf=True), "UTF-8", True)
PLAIN = Decoded(made_text(800, seed=3))

usual = pytest.mark.parametrize(
    "convention",
    [each for each in CANDIDATES if not each.bom and not each.inclusive],
    ids=lambda each: each.spec,
)
unusual = pytest.mark.parametrize(
    "convention",
    [each for each in CANDIDATES if each.bom != each.inclusive and each.unit != "UTF-8 byte"],
    ids=lambda each: each.spec,
)


@unusual
def test_what_nobody_is_known_to_write_is_not_believed_on_edges_alone(
    convention: Convention,
) -> None:
    verdict = decide(weigh(EVERYTHING, some_words(EVERYTHING, 30, convention, seed=5)))
    assert not verdict.is_decided
    assert convention in [verdict.convention, *[rival.convention for rival in verdict.rivals]]


@pytest.mark.parametrize("slips", range(1, 5))
@pytest.mark.parametrize("number", [4, 6, 10, 20, 40])
def test_letters_left_out_at_the_end_do_not_make_ends_included(number: int, slips: int) -> None:
    """People miss the last letter of a word now and then; a stem may be coded all through."""
    marks = some_words(PLAIN, number, STANDARD, seed=number)
    marks = [
        each._replace(end=each.end - (place < slips))
        for place, each in enumerate(marks)
        if each.end is not None
    ]
    verdict = decide(weigh(PLAIN, marks))
    assert verdict.convention == STANDARD
    nvivo = [Expected(UTF16, "measured", "exports of NVivo")]
    verdict = decide(weigh(PLAIN, marks), nvivo)
    assert not verdict.convention.inclusive
    assert verdict.is_decided


def test_a_stem_that_is_coded_everywhere_is_half_open() -> None:
    text = Decoded("Some students listen. Other students talk. Many students ask. " * 5)
    marks = [Mark(found.start(), found.end() - 1) for found in re.finditer("students", text.text)]
    for expected in ([], [Expected(UTF16, "measured", "exports of NVivo")]):
        assert decide(weigh(text, marks), expected).convention.inclusive is False


def test_one_slip_counts_once_however_many_codes_it_has() -> None:
    """NVivo writes a selection once for each of its codes: one ends between CR and LF."""
    text = Decoded("Anna says 😀 some words\r\n" * 30, "UTF-8", True)
    positions = Positions(text, UTF16)
    marks = [
        Mark(*positions.file_span(found.start(), found.end()), "")
        for found in re.finditer("some words", text.plain)
    ]
    slip = Mark(marks[3].start, marks[3].end + 1, "")
    nvivo = [Expected(UTF16, "measured", "exports of NVivo")]
    for times in range(1, 8):
        verdict = decide(weigh(text, [*marks, *[slip] * times]), nvivo)
        assert (verdict.convention, verdict.is_decided) == (UTF16, True)


def test_what_the_evidence_does_not_tell_stays_open() -> None:
    """That a program counts a line break as one says nothing of emoji."""
    known = [Expected(Convention(crlf=1), "measured", "its own files", ("crlf",))]
    marks = [Mark(9, 13)]
    verdict = decide(weigh(Decoded("学生😀たちは勉強しています"), marks), known)
    unknown = decide(weigh(Decoded("学生😀たちは勉強しています"), marks))
    assert verdict.confidence == pytest.approx(unknown.confidence, abs=0.01)
    assert not any("its own files" in each for each in verdict.evidence)
    assert "CRLF" not in verdict.convention.words


def test_a_quote_is_not_overruled_by_what_is_borrowed() -> None:
    """Its name stands at the words in one way of counting, the other sources count otherwise."""
    text = Decoded("😀😀 A: Hallo\r\nB: Über die Brücke\r\nC: Ja")
    start = text.plain.index("Über")
    positions = Positions(text, Convention(crlf=1))
    marks = [Mark(*positions.file_span(start, start + 15), "Über die Brücke")]
    others = weigh(EVERYTHING, some_words(EVERYTHING, 60, UTF16, seed=3))
    verdict = decide(weigh(text, marks), [Expected(UTF16, "measured", "exports")], others)
    fits = verdict.convention == Convention(crlf=1)
    assert fits or not verdict.is_decided
