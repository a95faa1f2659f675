"""Weighing: what the selections in one text say for each way of counting positions.

Three things speak. A selection that quotes its words must have them at its place. Where nothing
is quoted, people begin and end at the edges of words far more often than chance would. And a
position may not cut a character in two, nor lie outside the text. Each becomes the logarithm of
how much likelier the selections are under a candidate than if they were put down at random.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, lgamma, log
from operator import ne
from typing import NamedTuple

from refiqda.standard.decoding import Decoded
from refiqda.text.conventions import CANDIDATES, Convention
from refiqda.text.positions import Positions
from refiqda.text.quotes import CUT, LETTER_FOR_LETTER, SILENT, Quote, flat, is_telling

_FEW = 16  # marks that are weighed first; most texts leave no doubt after that
_FAR = 12.0  # how far ahead is beyond doubt: 160,000 times as likely
_DOUBT = 4.5  # what makes a way of counting that nobody is known to use about as likely as not
_ALL_BUT = 0.85  # the share of quotes and boundaries that the right way explains at least
_USUAL = 4  # code points and UTF-16 units, line breaks as 2 or 1: candidates that come first
_MOST = 400  # marks that are weighed where there is doubt; more say the same again
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_WORD = re.compile(r"[^\W_]+")  # what str.isalnum says of every character

_QUOTES = (50.0, 1.0)  # how often quotes fit in the right counting: nearly always
_CHANCE_FIT = 0.05
_EDGES = (57.0, 3.0)  # how often boundaries are at the edge of a word: 95 of 100
_NOISE = 0.2  # how likely people select without regard to words
_IMPOSSIBLE, _MOST_IMPOSSIBLE = 0.01, 10

Span = tuple[int, int]
Reading = tuple[tuple[Span, ...], int]  # the places of the marks, and how many are impossible
_POINT = -1  # the end of a point in time


class Mark(NamedTuple):
    """A selection in the integers of the file; a point in time has no end."""

    start: int
    end: int | None
    quote: str | None = None
    """Its name, or the words in the file beside it."""


class Tally(NamedTuple):
    """What was counted for one candidate."""

    fits: int = 0
    """Quotes that are the words at their place."""
    edges: int = 0
    """Boundaries that are not inside a word."""
    impossible: int = 0
    """Positions inside a character or a line break, or outside the text."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the marks of a text say for each of ``CANDIDATES``."""

    marks: int = 0
    looked_at: int = 0
    """How many of the marks were weighed."""
    quotes: int = 0
    """Quotes that fit under one candidate at least; others are titles, and say nothing."""
    boundaries: int = 0
    """Boundaries of marks whose quote does not decide where they are."""
    scores: tuple[float, ...] = (0.0,) * len(CANDIDATES)
    tallies: tuple[Tally, ...] = (Tally(),) * len(CANDIDATES)
    groups: tuple[int, ...] = (0,) * len(CANDIDATES)
    """Candidates with the same number give the same words for every mark."""
    differing: tuple[tuple[int, ...], ...] = ((0,),)
    """By two groups: how many marks have other words."""


def weigh(decoded: Decoded, marks: Sequence[Mark]) -> Weights:
    """Weigh the marks of one text.

    First a few of them under the usual ways of counting alone. Only where that leaves a doubt,
    all of them are weighed under all candidates.
    """
    if not marks:
        return Weights()
    distinct = _distinct(decoded)
    if len(marks) > _FEW:
        few = _weighed(decoded, distinct[:_USUAL], _sample(marks, _FEW), len(marks))
        if _is_clear(few):
            return _with_others(few, distinct)
    return _weighed(decoded, distinct, _sample(marks, _MOST), len(marks))


def _is_clear(weights: Weights) -> bool:
    """Whether one usual way of counting is far ahead of the others, and leaves nothing to explain.

    If quotes that fit somewhere fit here, and boundaries are at the edges of words, no unusual way
    could do better.
    """
    best = max(range(len(weights.scores)), key=weights.scores.__getitem__)
    group, score, own = weights.groups[best], weights.scores[best], weights.tallies[best]
    others = [
        each for each, other in zip(weights.scores, weights.groups, strict=True) if other != group
    ]
    explained = own.fits + own.edges
    return (
        all(score - other > _FAR for other in others)
        and not own.impossible
        and explained >= _FEW / 2
        and explained >= _ALL_BUT * (weights.quotes + weights.boundaries)
    )


def _with_others(weights: Weights, distinct: Sequence[Convention]) -> Weights:
    """Candidates that were not weighed, as if they fitted like the worst that was."""
    worst = min(*weights.scores, 0.0)
    scores, tallies, groups = [*weights.scores], [*weights.tallies], [*weights.groups]
    read = dict(zip(distinct[:_USUAL], range(_USUAL), strict=True))
    unread = len(weights.differing)
    for convention in distinct[_USUAL:]:
        same = read.get(convention)
        scores.append(worst if same is None else scores[same])
        tallies.append(Tally() if same is None else tallies[same])
        groups.append(unread if same is None else groups[same])
    differing = [(*row, weights.marks) for row in weights.differing]
    return replace(
        weights,
        scores=tuple(scores),
        tallies=tuple(tallies),
        groups=tuple(groups),
        differing=(*differing, (*[weights.marks] * unread, 0)),
    )


def _weighed(
    decoded: Decoded, distinct: Sequence[Convention], sample: Sequence[Mark], number: int
) -> Weights:
    readings = _readings(decoded, distinct, sample)
    # Candidates that read the same words are one group; the first are the likeliest.
    numbers = {
        spans: number
        for number, spans in enumerate(dict.fromkeys(spans for spans, _ in readings.values()))
    }
    counts = _Counts(decoded.plain, sample, list(numbers))
    by_quotes, by_place, tallies, groups = [], [], [], []
    for convention in distinct:
        spans, impossible = readings[convention]
        group = numbers[spans]
        by_quotes.append(counts.by_quotes[group])
        by_place.append(
            counts.by_edges[group] + min(impossible, _MOST_IMPOSSIBLE) * log(_IMPOSSIBLE)
        )
        tallies.append(Tally(counts.fits[group], counts.edges[group], impossible))
        groups.append(group)
    scores = [quotes + place for quotes, place in zip(by_quotes, _held_back(by_place), strict=True)]
    return Weights(
        number,
        len(sample),
        counts.quotes,
        counts.boundaries,
        tuple(scores),
        tuple(tallies),
        tuple(groups),
        _differing(list(numbers), number),
    )


def _held_back(by_place: list[float]) -> list[float]:
    """What edges and impossible places say, but of unusual ways only enough for a doubt.

    Whoever marks a letter too few now and then makes an included end likely, and no program is
    known to write one. Such a way of counting has to be shown by quotes; where very much speaks
    for it, the text is left undecided.
    """
    candidates = CANDIDATES[: len(by_place)]
    most = max(each for each, own in zip(by_place, candidates, strict=True) if _is_usual(own))
    return [
        place if _is_usual(own) or place <= most else most + _DOUBT * (place - most > _FAR)
        for place, own in zip(by_place, candidates, strict=True)
    ]


def _is_usual(convention: Convention) -> bool:
    return not convention.bom and not convention.inclusive


def _sample(marks: Sequence[Mark], most: int) -> Sequence[Mark]:
    """At most so many marks, evenly spread.

    The last one is among them: ways of counting part at some character of the text and differ
    from there on, so that whatever has other words anywhere has them there.
    """
    if len(marks) <= most:
        return marks
    ordered = sorted(marks, key=lambda mark: mark.start if mark.end is None else mark.end)
    last = len(ordered) - 1
    return [ordered[index * last // (most - 1)] for index in range(most)]


def _distinct(decoded: Decoded) -> list[Convention]:
    """Each candidate, or the first one that cannot but be the same in this text."""
    is_ascii = decoded.text.isascii()
    has_astral = not is_ascii and _ASTRAL.search(decoded.text) is not None
    has_crlf = "\r\n" in decoded.text
    same = []
    for unit, crlf, bom, inclusive in CANDIDATES:
        if is_ascii or (unit == "UTF-16 unit" and not has_astral):
            # The byte order mark alone counts 3 in bytes, else 1.
            unit = unit if bom and decoded.bom and unit == "UTF-8 byte" else "code point"
        same.append(Convention(unit, crlf if has_crlf else 2, bom and decoded.bom, inclusive))
    return same


def _readings(
    decoded: Decoded, distinct: Sequence[Convention], marks: Sequence[Mark]
) -> dict[Convention, Reading]:
    """How each convention reads the marks; the text is looked through once for all that can be."""
    cut: dict[tuple[str, int], Positions] = {}
    readings = {}
    for convention in dict.fromkeys(distinct):
        unit, crlf, _, _ = convention
        if (unit, crlf) not in cut:
            cut[unit, crlf] = Positions(decoded, convention)
        readings[convention] = _read(cut[unit, crlf].like(decoded, convention), marks)
    return readings


def _read(positions: Positions, marks: Sequence[Mark]) -> Reading:
    """The places of the marks in the text, and how many positions are impossible."""
    problem = positions.problem
    if positions.is_plain:
        lasts = [start if end is None else end for start, end, _ in marks]
        firsts = [mark.start for mark in marks]
        inner = (
            problem(min(firsts)),
            problem(min(lasts), is_end=True),
            problem(max(lasts), is_end=True),
        )
        if inner == (None, None, None) and max(firsts) <= positions.length:
            first, last = positions.to_file(0), positions.file_span(0, 0)[1]
            return tuple([(s - first, _POINT if e is None else e - last) for s, e, _ in marks]), 0
    span, point = positions.span, positions.to_text
    spans = [(point(s), _POINT) if e is None else span(s, e) for s, e, _ in marks]
    # A selection that is there once for each of its codes is one slip, not many.
    starts = {start for start, _, _ in marks}
    ends = {end for _, end, _ in marks if end is not None}
    impossible = sum(problem(start) is not None for start in starts)
    impossible += sum(problem(end, is_end=True) is not None for end in ends)
    return tuple(spans), impossible


def _differing(groups: list[tuple[Span, ...]], marks: int) -> tuple[tuple[int, ...], ...]:
    """By two groups, how many marks have other words; scaled up where not all were read."""

    def between(one: tuple[Span, ...], other: tuple[Span, ...]) -> int:
        found = 0 if one is other else sum(map(ne, one, other))
        return -(-found * marks // len(one))

    return tuple(tuple(between(one, other) for other in groups) for one in groups)


class _Counts:
    """What is counted for each group of candidates with the same words."""

    def __init__(self, text: str, marks: Sequence[Mark], groups: list[tuple[Span, ...]]) -> None:
        self.text = text
        self.flat = flat(text)
        self.quotes = self.boundaries = 0
        self.fits, self.edges = [0] * len(groups), [0] * len(groups)
        self.by_quotes, self.by_edges = [0.0] * len(groups), [0.0] * len(groups)
        self._count(marks, list(zip(*groups, strict=True)))
        self._score()

    def _count(self, marks: Sequence[Mark], read: list[tuple[Span, ...]]) -> None:
        seen: set[Mark] = set()
        starts: dict[int, tuple[Span, ...]] = {}
        ends: dict[int, tuple[Span, ...]] = {}
        for mark, spans in zip(marks, read, strict=True):
            if mark in seen:  # NVivo writes a selection once for each of its codes
                continue
            seen.add(mark)
            fit = self._quote(mark, spans)
            if fit == SILENT:
                starts[mark.start] = spans
            if fit <= CUT and mark.end is not None:
                ends[mark.end] = spans
        self.boundaries = len(starts) + len(ends)
        for side, found in enumerate((starts, ends)):
            for spans in found.values():
                for group, span in enumerate(spans):
                    self.edges[group] += not _is_inside_word(self.text, span[side])

    def _quote(self, mark: Mark, spans: tuple[Span, ...]) -> int:
        """How well the quote of a mark fits at best; who has it so gets a point."""
        if mark.end is None or not mark.quote or not is_telling(mark.quote):
            return SILENT
        raw = flat(mark.quote)
        fits = [self.flat[start:end] == raw for start, end in spans]
        best = LETTER_FOR_LETTER
        if True not in fits:
            quote = Quote.of(raw)
            levels = [quote.fit(self.flat[start:end]) for start, end in spans]
            best = max(levels)
            fits = [level == best for level in levels]
        if best != SILENT:
            self.quotes += 1
            for group, is_fit in enumerate(fits):
                self.fits[group] += is_fit
        return best

    def _score(self) -> None:
        chance = _chance(self.text) if self.boundaries else 0.5
        for group, (fits, edges) in enumerate(zip(self.fits, self.edges, strict=True)):
            self.by_quotes[group] = _gain(fits, self.quotes, _QUOTES, _CHANCE_FIT)
            self.by_edges[group] = _with_noise(_gain(edges, self.boundaries, _EDGES, chance))


def _is_inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _chance(text: str) -> float:
    """The share of all places in a text that are not inside a word."""
    words = _WORD.findall(text)
    inside = sum(map(len, words)) - len(words)
    return min(max(1 - inside / max(len(text), 1), 0.02), 0.98)


def _gain(found: int, of: int, right: tuple[float, float], chance: float) -> float:
    """How much likelier ``found`` of ``of`` are if the candidate is right, as a logarithm.

    If it is right, their share is not known but near one: a beta-binomial distribution.
    """
    if not of:
        return 0.0
    a, b = right
    if_right = _log_beta(found + a, of - found + b) - _log_beta(a, b)
    return if_right - found * log(chance) - (of - found) * log(1 - chance)


def _with_noise(gain: float) -> float:
    """Nothing proves a candidate wrong whose boundaries fall anywhere: people do that."""
    return gain + log(1 - _NOISE) if gain > 50 else log((1 - _NOISE) * exp(gain) + _NOISE)


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
