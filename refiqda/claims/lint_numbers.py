"""The numbers in a sentence, and those that a claim prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from refiqda.claims.asking import Asking
from refiqda.claims.model import Claim

WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\w]|[.,]\d)"
    r"(?P<percent>\s?%|\s+per\s?cent\b)?"
)
_WORD = re.compile(rf"\b({'|'.join(WORDS)})\b(?P<percent>\s+per\s?cent\b)?", re.IGNORECASE)
_NO_NUMBER = re.compile(
    r"\b(?:no|any|each|every|this|that|other|least|which)\s+one\b"
    r"|\bone\s+(?:of|another|or|by|could|can|may|might|would|should)\b",
    re.IGNORECASE,
)
"""``one`` where it counts nothing."""


class Spoken(NamedTuple):
    """A number in a sentence."""

    text: str
    number: Decimal
    is_percent: bool


def spoken(sentence: str) -> Iterator[Spoken]:
    """The numbers of a sentence, in digits and in words up to twelve, in their order."""
    sentence = _NO_NUMBER.sub(" ", sentence)
    found: list[tuple[int, Spoken]] = []
    for match in _NUMBER.finditer(sentence):
        number = Decimal(match["number"].replace(",", ""))
        found.append((match.start(), Spoken(match["number"], number, bool(match["percent"]))))
    for match in _WORD.finditer(sentence):
        number = Decimal(WORDS.index(match[1].lower()) + 1)
        found.append((match.start(), Spoken(match[1], number, bool(match["percent"]))))
    yield from (each for _, each in sorted(found))


def without(sentence: str, names: Iterator[str]) -> str:
    """A sentence without names that may have numbers in them, such as ``Interview 2``."""
    for name in sorted(names, key=len, reverse=True):
        if any(spoken(name)):
            sentence = sentence.replace(name, " ")
    return sentence


def printed(claim: Claim) -> Iterator[Decimal]:
    """Every number that a claim or its parts say in their keys."""
    for each in (claim, *claim.part):
        yield from _numbers(
            [
                *(each.equals, each.of, each.at_least, each.at_most, each.between),
                *(each.mean, each.sum, each.range, each.n, each.step, each.level),
                *(each.rank, each.rank_at_most, each.years_more_than, each.prints, each.values),
                *(each.filter, each.alone, each.only),
                *(each.no_more_than, each.no_less_than, each.sum_of),
                *(each.union_of, each.overlap_of),
            ]
        )
        for day in (*each.span.start, *each.span.end) if each.span else ():
            yield from map(Decimal, (day.year, day.month, day.day))


def _numbers(held: object) -> Iterator[Decimal]:
    if isinstance(held, bool):
        return
    if isinstance(held, int | Decimal):
        yield Decimal(held)
    elif isinstance(held, Mapping):
        yield from _numbers(list(held.values()))
    elif isinstance(held, list | tuple):
        for each in held:
            yield from _numbers(each)


def names_in(claim: Claim) -> Iterator[str]:
    """The names that a claim or its parts mention."""
    for each in (claim, *claim.part):
        yield from _texts([each.code, each.source, each.variable, each.case, each.coders])
        yield from _texts([each.filter, each.alone, each.only, each.values, each.prints])
        for other in (each.more_than, each.fewer_than):
            yield from _names_asked(other)
    for reading in claim.reading:
        for asked in (reading.count, *reading.parts.values()):
            yield from _names_asked(asked)


def _names_asked(asked: Asking | None) -> Iterator[str]:
    yield from _texts([] if asked is None else list(asked.given().values()))


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
        yield from (step.strip() for step in held.split(">") if step.strip())
    elif isinstance(held, Mapping):
        yield from _texts(list(held))
        yield from _texts(list(held.values()))
    elif isinstance(held, list | tuple):
        for each in held:
            yield from _texts(each)


def is_share(percent: str, number: int, of: int) -> bool:
    """Whether a percentage with these decimals is that part; a half may go up or down."""
    said = Decimal(percent.replace(",", ""))
    half = Fraction(1, 2) * Fraction(10) ** int(said.as_tuple().exponent)
    return abs(Fraction(said) - Fraction(100 * number, of)) <= half
