"""Sentences for those who do not see a plot: what it shows, the most, the least, and how far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refiqda.tables.counting.wording import listed
from refiqda.view.reading import Number, told

_NAMED = 2
"""So many codes are named where they share the most or the least; more are counted."""


class Words(NamedTuple):
    """A title, and what the plot shows."""

    title: str
    description: str


def number_and_noun(number: int, noun: str) -> str:
    """``1 code``, ``2 codes``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def holders(names: Sequence[str], noun: str = "code") -> str:
    """Who has a number: by name if they are few, else how many they are."""
    if len(names) > _NAMED:
        return number_and_noun(len(names), noun)
    return listed(names, "and")


def extent(what: str, names: Sequence[str], numbers: Sequence[Number], noun: str = "code") -> str:
    """From the least to the most, with who has them: one sentence."""
    pairs = [
        (number, name) for number, name in zip(numbers, names, strict=True) if number is not None
    ]
    if not pairs:
        return f"There are no numbers of {what}."
    low, high = min(pairs)[0], max(pairs)[0]
    missing = len(numbers) - len(pairs)
    also = f"; {number_and_noun(missing, noun)} without a number" if missing else ""
    if low == high:
        return f"{capital(what)}: {told(low)} for every {noun}{also}."
    least = holders([name for number, name in pairs if number == low], noun)
    most = holders([name for number, name in pairs if number == high], noun)
    return f"{capital(what)} run from {told(low)} ({least}) to {told(high)} ({most}){also}."


def capital(text: str) -> str:
    """The same with a capital in front, and nothing else changed."""
    return text[:1].upper() + text[1:]
