"""Inference: each way of counting found by its traces, and nothing claimed without them."""

from itertools import pairwise

import pytest
from selecting import anywhere, made_text, mark, some_words

from refiqda.standard.decoding import Decoded
from refiqda.text import (
    CANDIDATES,
    STANDARD,
    Convention,
    Expected,
    Mark,
    Weights,
    decide,
    weigh,
)

UTF16 = Convention("UTF-16 unit")
EVERYTHING = Decoded(made_text(1500, seed=1, emoji=0.03, crlf=True), "UTF-8", True)
"""A text in which no two candidates are the same."""
EMOJI = Decoded(made_text(800, seed=2, emoji=0.05))
PLAIN = Decoded(made_text(800, seed=3))

by_spec = pytest.mark.parametrize("convention", CANDIDATES, ids=lambda each: each.spec)


def same_words(weights: Weights, one: Convention, other: Convention) -> bool:
    return weights.groups[CANDIDATES.index(one)] == weights.groups[CANDIDATES.index(other)]


@by_spec
def test_found_by_five_quotes(convention: Convention) -> None:
    verdict = decide(weigh(EVERYTHING, some_words(EVERYTHING, 5, convention, seed=4, quoted=True)))
    assert verdict.convention == convention
    assert verdict.is_decided
    assert not verdict.nothing_to_decide
    assert "quoted names fit" in verdict.evidence[0]


usual = pytest.mark.parametrize(
    "convention",
    [each for each in CANDIDATES if not each.bom and not each.inclusive],
    ids=lambda each: each.spec,
)


@usual
def test_found_by_the_edges_of_words_alone(convention: Convention) -> None:
    verdict = decide(weigh(EVERYTHING, some_words(EVERYTHING, 30, convention, seed=5)))
    assert verdict.convention == convention
    assert verdict.confidence > 0.95
    assert "100 % of" in verdict.evidence[0]


def test_nvivo_for_windows_without_any_name() -> None:
    # 100 ranges, about 100 emoji, CRLF, a byte order mark that does not count, names empty: as
    # measured on exports of NVivo for Windows 12.6.
    text = Decoded(made_text(3000, seed=6, emoji=0.035, crlf=True), "UTF-8", True)
    assert 80 < sum(letter > "\uffff" for letter in text.text) < 130
    marks = [each._replace(quote="") for each in some_words(text, 100, UTF16, seed=7)]
    verdict = decide(weigh(text, marks))
    assert verdict.convention == UTF16
    assert verdict.confidence > 0.99
    plain = [Convention(unit, crlf) for unit in ("code point", "UTF-16 unit") for crlf in (1, 2)]
    assert not [rival for rival in verdict.rivals if rival.convention in plain]


def test_selections_anywhere_are_seldom_decided_wrongly() -> None:
    """Who selects without regard to words gives little to go by; some are mistaken all the same."""
    wrong = []
    for seed in range(100):
        convention = [STANDARD, UTF16, STANDARD._replace(crlf=1), UTF16._replace(crlf=1)][seed % 4]
        text = Decoded(made_text(500, seed=seed, emoji=0.03, crlf=True), "UTF-8", seed % 3 == 0)
        weights = weigh(text, anywhere(text, 25, convention, seed=seed + 1000))
        verdict = decide(weights)
        if verdict.is_decided and not same_words(weights, verdict.convention, convention):
            wrong.append(round(verdict.confidence, 2))
    assert len(wrong) <= 5, wrong


def test_a_name_cut_with_an_ellipsis_tells() -> None:
    whole = some_words(EMOJI, 12, UTF16, seed=8, quoted=True)
    cut = [each._replace(quote=each.quote[:12] + "…") for each in whole if each.quote]
    verdict = decide(weigh(EMOJI, cut))
    assert verdict.convention == UTF16
    assert "12 of 12 quoted names fit" in verdict.evidence[0]
    # Where such a selection ends its name does not say, so that is weighed by the words.
    assert weigh(EMOJI, cut).boundaries == len({each.end for each in cut})
    assert weigh(EMOJI, whole).boundaries == 0


def test_titles_and_places_say_nothing() -> None:
    edges = some_words(EMOJI, 6, UTF16, seed=9)
    named = [
        each._replace(quote=name)
        for each, name in zip(
            edges,
            ["line:12", "115,160", "English Quote 1", "Ok", "(115,0),(1100,0)", ""],
            strict=True,
        )
    ]
    assert weigh(EMOJI, named).quotes == 0
    assert decide(weigh(EMOJI, named)) == decide(weigh(EMOJI, edges))


def test_a_blank_after_the_words_does_not_make_the_end_included() -> None:
    text = Decoded("we ate granola and cake in the garden")
    marks = [Mark(7, 14, "granola"), Mark(3, 6, "ate"), Mark(19, 23, "cake")]
    weights = weigh(text, marks)
    included = weights.tallies[CANDIDATES.index(Convention(inclusive=True))]
    assert weights.tallies[0].fits == weights.quotes == 3
    assert included.fits == 0


def test_the_best_fit_of_a_quote_counts_alone() -> None:
    text = Decoded("we ate granola  bars and cake")
    weights = weigh(text, [Mark(7, 20, "granola bars")])
    assert weights.tallies[0].fits == weights.quotes == 1
    assert weights.tallies[CANDIDATES.index(Convention(inclusive=True))].fits == 0


def test_in_bytes_the_mark_of_an_ascii_text_counts_three() -> None:
    text = Decoded(PLAIN.text, "UTF-8", True)
    counted = Convention("UTF-8 byte", bom=True)
    verdict = decide(weigh(text, some_words(text, 5, counted, seed=24, quoted=True)))
    assert verdict.convention == counted


def test_names_at_odds_with_each_other_are_not_decided_even_in_ascii() -> None:
    text = Decoded("we ate granola and cake in the garden")
    at_odds = [Mark(7, 14, "granola"), Mark(19, 22, "cake"), Mark(31, 36, "garden")]
    verdict = decide(weigh(text, at_odds))
    assert not verdict.is_decided
    assert not verdict.nothing_to_decide
    both = {verdict.convention, *(rival.convention for rival in verdict.rivals)}
    assert both == {STANDARD, Convention(inclusive=True)}


def test_nothing_is_left_to_decide_only_where_it_is_decided() -> None:
    # The ends speak so much for being included that it is nearly as likely as the usual.
    weights = Weights(
        marks=1,
        scores=tuple(5.0 if each.inclusive else 0.0 for each in CANDIDATES),
        groups=tuple(int(each.inclusive) for each in CANDIDATES),
        differing=((0, 1), (1, 0)),
    )
    verdict = decide(weights)
    assert verdict.convention == STANDARD
    assert not verdict.is_decided
    assert not verdict.nothing_to_decide
    assert [rival.differing for rival in verdict.rivals] == [1]


def test_an_included_end_is_found_in_plain_ascii() -> None:
    included = Convention(inclusive=True)
    verdict = decide(weigh(PLAIN, some_words(PLAIN, 5, included, seed=10, quoted=True)))
    assert verdict.convention == included
    assert not verdict.nothing_to_decide


def test_plain_ascii_leaves_nothing_to_decide() -> None:
    verdict = decide(weigh(PLAIN, some_words(PLAIN, 50, UTF16, seed=11)))
    assert verdict.nothing_to_decide
    assert verdict.is_decided
    assert "every way of counting gives the same words" in verdict.evidence


def test_special_characters_behind_the_marks_leave_nothing_to_decide() -> None:
    text = Decoded(PLAIN.text + "\r\n😀 é", "UTF-8", True)
    assert decide(weigh(text, some_words(PLAIN, 9, STANDARD, seed=12))).nothing_to_decide


def test_without_marks_there_is_nothing_to_decide() -> None:
    verdict = decide(weigh(EMOJI, []))
    assert verdict.nothing_to_decide
    assert verdict.convention == STANDARD
    assert verdict.rivals == ()


UNCLEAR = Decoded("😀 " + "日本" * 40)
"""One emoji, and then nothing that could be an edge of a word."""
UNCLEAR_MARKS = [Mark(place, place + 4) for place in range(5, 60, 7)]


def test_what_cannot_be_decided_has_rivals_that_say_what_would_differ() -> None:
    verdict = decide(weigh(UNCLEAR, UNCLEAR_MARKS))
    assert not verdict.is_decided
    assert not verdict.nothing_to_decide
    assert verdict.convention == STANDARD  # the likelier one, as the standard has it
    assert verdict.rivals[0].convention == UTF16
    assert verdict.rivals[0].differing == len(UNCLEAR_MARKS)


def test_what_the_program_is_known_to_do_decides_then() -> None:
    known = Expected(UTF16, "measured", "an export with emoji")
    verdict = decide(weigh(UNCLEAR, UNCLEAR_MARKS), [known])
    assert verdict.convention == UTF16
    assert verdict.is_decided
    assert "the program counts so (measured: an export with emoji)" in verdict.evidence


def test_better_evidence_of_the_program_gives_more_confidence() -> None:
    weights = weigh(UNCLEAR, UNCLEAR_MARKS)
    sure = [
        decide(weights, [Expected(UTF16, how, "")]).confidence
        for how in ("measured", "documented", "reported")
    ]
    assert sure[0] > sure[1] > sure[2] > 0.5


def test_what_the_program_does_second_is_believed_less() -> None:
    ways = [Expected(UTF16, "measured", "new"), Expected(STANDARD, "measured", "old")]
    verdict = decide(weigh(UNCLEAR, UNCLEAR_MARKS), ways)
    assert verdict.convention == UTF16
    assert verdict.rivals[0].convention == STANDARD
    assert decide(weigh(UNCLEAR, UNCLEAR_MARKS), ways[::-1]).convention == STANDARD


def test_the_text_is_believed_against_what_is_known_of_the_program() -> None:
    known = Expected(UTF16, "measured", "an older version")
    marks = some_words(EMOJI, 10, STANDARD, seed=13, quoted=True)
    verdict = decide(weigh(EMOJI, marks), [known])
    assert verdict.convention == STANDARD
    assert any(
        "known to count otherwise (measured: an older version)" in each for each in verdict.evidence
    )


def test_a_text_that_says_too_little_borrows_from_the_others() -> None:
    others = weigh(EMOJI, some_words(EMOJI, 10, UTF16, seed=14, quoted=True))
    verdict = decide(weigh(UNCLEAR, UNCLEAR_MARKS), others=others)
    assert verdict.convention == UTF16
    assert verdict.confidence > 0.9
    assert verdict.evidence[-1] == "taken from the other sources of the project"


def test_a_text_that_says_enough_does_not_borrow() -> None:
    others = weigh(EMOJI, some_words(EMOJI, 50, UTF16, seed=15, quoted=True))
    own = weigh(EMOJI, some_words(EMOJI, 5, STANDARD, seed=16, quoted=True))
    assert decide(own, others=others) == decide(own)


def test_others_that_say_nothing_change_nothing() -> None:
    weights = weigh(UNCLEAR, UNCLEAR_MARKS)
    others = weigh(PLAIN, some_words(PLAIN, 10, STANDARD, seed=17))
    alone, among = decide(weights), decide(weights, others=others)
    assert among.convention == alone.convention
    assert among.confidence == pytest.approx(alone.confidence, abs=0.02)
    assert among.evidence == alone.evidence


def test_a_person_may_force_it() -> None:
    weights = weigh(EMOJI, some_words(EMOJI, 10, STANDARD, seed=18, quoted=True))
    verdict = decide(weights, forced=UTF16)
    assert verdict.convention == UTF16
    assert verdict.confidence == 1.0
    assert verdict.evidence == ("asked for",)
    assert verdict.is_decided


def test_impossible_positions_count_against_a_candidate() -> None:
    # Each starts between two emoji: in UTF-16 an odd position would be inside one of them.
    text = Decoded("😀" * 40)
    marks = [Mark(place, place + 2) for place in range(1, 38, 4)]
    weights = weigh(text, marks)
    assert weights.tallies[CANDIDATES.index(STANDARD)].impossible == 0
    # Of 20 ends all are odd.
    assert weights.tallies[CANDIDATES.index(UTF16)].impossible == 20
    verdict = decide(weights)
    assert verdict.convention == STANDARD
    assert verdict.is_decided
    assert any("inside a character" in each for each in verdict.evidence)


def test_a_selection_repeated_for_each_code_speaks_once() -> None:
    once = some_words(EMOJI, 6, UTF16, seed=22, quoted=True)
    many = weigh(EMOJI, once * 7)
    assert many.scores == weigh(EMOJI, once).scores
    assert many.marks == 42


def test_points_in_time_are_weighed_by_their_beginning() -> None:
    lines = [0, *(place + 1 for place, letter in enumerate(EMOJI.text) if letter == "\n")][:40]
    marks = [mark(EMOJI, each, each, UTF16)._replace(end=None) for each in lines]
    verdict = decide(weigh(EMOJI, marks))
    assert verdict.convention == UTF16
    assert verdict.is_decided


SENTENCES = [
    "庭に水をやりました。",
    "夜には雨が降りました🌧。",
    "隣の人と一緒に食べます。",
    "とても楽しかった😀。",
]


def test_whole_sentences_tell_in_japanese() -> None:
    text = Decoded("".join(SENTENCES * 10))
    starts = [0, *(place + 1 for place, letter in enumerate(text.text) if letter == "。")]
    marks = [mark(text, start, end, UTF16) for start, end in pairwise(starts)]
    assert decide(weigh(text, marks)).convention == UTF16


def test_some_characters_of_japanese_do_not_make_it_sure() -> None:
    text = Decoded("".join(SENTENCES * 10))
    marks = [mark(text, place, place + 3, UTF16) for place in range(31, 300, 20)]
    verdict = decide(weigh(text, marks))
    assert not verdict.is_decided or verdict.convention == UTF16


def test_more_than_400_marks_are_told_apart_at_the_last_one() -> None:
    text = Decoded(PLAIN.text + "😀 end")
    end = len(PLAIN.text)
    marks = [*some_words(PLAIN, 1000, STANDARD, seed=23), Mark(end + 2, end + 5)]
    weights = weigh(text, marks)
    assert not same_words(weights, STANDARD, UTF16)
    assert weights.marks == 1001
    assert 1 <= weights.differing[0][weights.groups[CANDIDATES.index(UTF16)]] <= 3


def test_of_more_than_400_marks_it_is_told_how_many_differ_of_all() -> None:
    first = next(place for place, letter in enumerate(EMOJI.text) if letter > "\uffff") + 1
    behind = [Mark(place, place + 3) for place in range(first, first + 1000)]
    weights = weigh(EMOJI, behind)
    assert weights.differing[0][weights.groups[CANDIDATES.index(UTF16)]] == 1000


def test_a_text_that_is_not_the_one_meant_says_nothing_for_any() -> None:
    # NVivo for Mac 15 wrote texts of one byte for sources that it could not read.
    text = Decoded("\n")
    verdict = decide(weigh(text, [Mark(5, 90), Mark(200, 310)]))
    assert verdict.convention == STANDARD
    assert any("outside the text" in each for each in verdict.evidence)
