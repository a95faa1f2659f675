"""Coefficients of agreement, from how many units were coded by how many coders.

A unit is coded or not, so each coefficient is a short formula on a few sums. The libraries that
have them (krippendorff, statsmodels, irrCAC) take an entry for each unit, which would be each
character of each source for each code; the tests hold the formulas against them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

Coefficient = Literal["kappa", "alpha", "u_alpha", "ac1", "fleiss"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Units by who coded them, for many cells of a table at once.

    The last axis of ``units`` is the pattern. Of two coders, these are: neither, the first alone,
    the second alone, both; of more, how many of them, from none to all.
    """

    coders: int
    units: Any
    squares: Any
    """For each cell, the squared lengths of the stretches that the coders marked, added up."""

    @property
    def size(self) -> Any:
        """How many units there are."""
        return self.units.sum(axis=-1)

    @property
    def by_count(self) -> Any:
        """Units by how many coders coded them, from none to all."""
        if self.coders > 2:
            return self.units
        neither, first, second, both = np.moveaxis(self.units, -1, 0)
        return np.stack((neither, first + second, both), axis=-1)

    @property
    def values(self) -> Any:
        """How many times a coder said of a unit whether it is coded."""
        return self.coders * self.size

    @property
    def coded(self) -> Any:
        """How many times a coder coded a unit."""
        return self.by_count @ np.arange(self.coders + 1)

    @property
    def discordant(self) -> Any:
        """Pairs of coders who differ on a unit, both ways round, over the number of others."""
        count = np.arange(self.coders + 1)
        return self.by_count @ (2 * count * (self.coders - count) / (self.coders - 1))

    @property
    def agreement(self) -> Any:
        """The share of units agreed on; of more than two coders, the mean over all pairs."""
        return 1 - _over(self.discordant, self.values)

    @property
    def is_uniform(self) -> Any:
        """Where nobody coded anything, or everybody everything, so that nothing can be known."""
        return (self.coded == 0) | (self.coded == self.values)

    def over(self, axis: int) -> Tally:
        """All cells of an axis together: their units added up."""
        return Tally(self.coders, self.units.sum(axis=axis), self.squares.sum(axis=axis))

    def weighted(self, weights: Any) -> Tally:
        """The cells of the first axis added up, each so many times as a row of weights says."""
        return Tally(self.coders, weights @ self.units, weights @ self.squares)


def _over(numbers: Any, whole: Any) -> Any:
    """A share; of nothing there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, numbers / whole, np.nan)


def kappa(tally: Tally) -> Any:
    """Cohen's kappa in the form of NVivo's help; missing where it is 0/0."""
    neither, first, second, both = np.moveaxis(tally.units, -1, 0)
    total = tally.size
    by_first, by_second = both + first, both + second
    expected = _over(by_first * by_second + (total - by_first) * (total - by_second), total)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (both + neither - expected) / (total - expected)
    return np.where(tally.is_uniform, np.nan, found)


def _alpha(tally: Tally, pairs: Any) -> Any:
    """One minus observed over expected disagreement.

    The expected one is that of all values paired at random, of which each value has ``pairs`` to
    be paired with.
    """
    coded, values = tally.coded, tally.values
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - pairs * tally.discordant / (2 * coded * (values - coded))
    return np.where(tally.is_uniform, np.nan, found)


def alpha(tally: Tally) -> Any:
    """Krippendorff's alpha for nominal data: a value is paired with every other one."""
    return _alpha(tally, tally.values - 1)


def u_alpha(tally: Tally) -> Any:
    """Krippendorff's alpha for unitizing: no part of a stretch is paired with its own stretch."""
    gaps = tally.values - tally.coded
    return _alpha(tally, tally.values - _over(gaps + tally.squares, tally.values))


def fleiss(tally: Tally) -> Any:
    """Fleiss' kappa: a value is paired with any, itself included."""
    return _alpha(tally, tally.values)


def ac1(tally: Tally) -> Any:
    """Gwet's AC1; agreement by chance is at most one half, so there is always a value."""
    share = _over(tally.coded, tally.values)
    chance = 2 * share * (1 - share)
    return (tally.agreement - chance) / (1 - chance)


class Measure(NamedTuple):
    """A coefficient: what it is, in a sentence, and how it is made."""

    says: str
    of: Callable[[Tally], Any]


COEFFICIENTS: dict[Coefficient, Measure] = {
    "kappa": Measure(
        "kappa: Cohen's kappa as NVivo calculates it, (agreed - EF) / (N - EF), where N are all "
        "units, A and B those coded by each coder, and EF = A x B / N + not A x not B / N (NVivo "
        "12 help, Coding comparison query).",
        kappa,
    ),
    "alpha": Measure(
        "alpha: Krippendorff's alpha for nominal data, each unit being coded or not (Krippendorff, "
        "Content Analysis, 4th ed. 2019, section 12.3).",
        alpha,
    ),
    "u_alpha": Measure(
        "u_alpha: Krippendorff's alpha for unitizing, of what is coded against the gaps, the "
        "binary |u-alpha of Krippendorff, Mathet, Bouvry and Widlöcher, Quality & Quantity 2016;50:"
        "2347 (2019, section 12.6). Ranges of one coder that overlap are one stretch, those that "
        "only touch are two.",
        u_alpha,
    ),
    "ac1": Measure(
        "ac1: Gwet's AC1 (Br J Math Stat Psychol 2008;61:29), where agreement by chance is "
        "2 p (1 - p), p being the mean share coded.",
        ac1,
    ),
    "fleiss": Measure(
        "fleiss: Fleiss' kappa (Psychol Bull 1971;76:378); of two coders it is Scott's pi.",
        fleiss,
    ),
}
"""Every coefficient, with its definition."""
NEVER_UNDEFINED: tuple[Coefficient, ...] = ("ac1",)
ONLY_TWO: tuple[Coefficient, ...] = ("kappa",)
