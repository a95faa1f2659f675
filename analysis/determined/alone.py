"""What Box 2 says by itself, whoever holds what; and what the lengths of the interviews allow."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from analysis.facts import PUBLISHED, Facts
from refiqda import RefiQdaError
from refiqda.tables.statistics import richness
from refiqda.tables.statistics.richness import Seen


def seen(facts: Facts) -> Seen:
    """The subthemes by how many of the participants hold each."""
    holders = tuple(row.count for row in facts.box2 if row.subtheme)
    return Seen(len(facts.participants), holders)


def curve(facts: Facts) -> list[float]:
    """How many subthemes 1, 2, ... participants hold between them, on average over all orders.

    It depends on the counts of the subthemes alone, so every project with these counts has it.
    """
    return richness.expected(seen(facts))


def reached(facts: Facts, share: Fraction) -> int:
    """With how many participants the curve comes to a share of all subthemes."""
    several = curve(facts)
    found = len(seen(facts).holders)
    return next(number for number, codes in enumerate(several, 1) if codes >= share * found)


def new_in_last(facts: Facts) -> Fraction:
    """How many subthemes the last participant adds, on average over all orders.

    Those that one participant holds, each with one chance in so many to come last.
    """
    counts = seen(facts)
    return Fraction(counts.uniques, counts.cases)


def chao2_corrected(facts: Facts) -> Fraction:
    """How many subthemes there may be in all, at least: Chao2 in its bias-corrected form.

    Those found and (N-1)/N Q1 (Q1-1) / (2 (Q2+1)), of N participants, with Q1 subthemes that one
    holds and Q2 that two hold (Chao 2005, in Encyclopedia of Statistical Sciences 12:7907-7916).
    :func:`refiqda.tables.richness` has the other form, and this one only where Q2 is 0.
    """
    counts = seen(facts)
    once, twice = counts.uniques, counts.duplicates
    more = Fraction((counts.cases - 1) * once * (once - 1), 2 * (twice + 1) * counts.cases)
    return len(counts.holders) + more


def for_each(facts: Facts) -> tuple[Fraction, Fraction]:
    """How many subthemes, and how many themes, a participant holds on average."""
    people = len(facts.participants)
    themes = sum(row.count for row in facts.box2 if not row.subtheme)
    return Fraction(seen(facts).incidences, people), Fraction(themes, people)


@dataclass(frozen=True)
class Recordings:
    """The interviews by their printed lengths, in whole minutes."""

    interviews: int
    minutes: int
    """All of them together."""
    shortest: int
    longest: int

    @classmethod
    def read(cls, path: Path = PUBLISHED / "claims.toml") -> Recordings:
        """As the claims I01 (the range) and I02 (the total) have them.

        Raises:
            RefiQdaError: if one of them, or a number of theirs, is not in the file.
        """
        claims = tomllib.loads(path.read_text(encoding="utf-8"))["claim"]
        by_id = {claim["id"]: claim for claim in claims}
        try:
            shortest, longest = by_id["I01"]["range"]
            return cls(by_id["I02"]["n"], by_id["I02"]["sum"], shortest, longest)
        except KeyError as error:
            raise RefiQdaError(
                f"The lengths of the interviews cannot be read from {path.name}: the claims I01 "
                f"(range) and I02 (n, sum) have no {error}."
            ) from None

    @property
    def mean(self) -> Fraction:
        """The mean length."""
        return Fraction(self.minutes, self.interviews)

    @property
    def is_possible(self) -> bool:
        """Whether any lengths within the range come to the total."""
        return self.interviews * self.shortest <= self.minutes <= self.interviews * self.longest

    def most_of(self, length: int, *, ends: bool = False) -> int:
        """How many interviews can have taken so long, at most.

        Args:
            length: minutes, between the shortest and the longest.
            ends: one took the longest, and another the shortest time, as a range is mostly meant;
                otherwise both are limits only.
        """
        return max(
            (number for number in range(self.interviews + 1) if self._fits(number, length, ends)),
            default=0,
        )

    def _fits(self, number: int, length: int, ends: bool) -> bool:
        if length <= self.shortest:
            return True
        others = self.interviews - number
        least = number * length + others * self.shortest
        if ends:
            least += self.longest - length
            return number > 0 and others > 0 and least <= self.minutes
        return least <= self.minutes
