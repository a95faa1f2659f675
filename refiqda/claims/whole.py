"""A claim with parts: how it is told as one, what is printed, what was found, and why."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from refiqda.claims.combine import (
    CONSISTENT,
    IMPOSED,
    NOTHING,
    REPRODUCED,
    Answer,
    by_hand,
    has_said,
    sentence,
    worst,
)
from refiqda.claims.expected import expected
from refiqda.claims.model import Claim
from refiqda.tables.counting.wording import some

Part = tuple[Claim, Answer]
_HOLDING = (REPRODUCED, IMPOSED, CONSISTENT)
_LONG, _LONG_WHY = 100, 400
"""How many characters a claim may say of its parts, one after the other; parts have own rows."""


class Whole(NamedTuple):
    """What is printed, in a few words, and what became of it."""

    expected: str
    answer: Answer


def of_parts(
    claim: Claim, parts: Sequence[Part], named: Container[str] = (), lead: str = ""
) -> Whole:
    """A claim with parts, from what became of them; ``lead`` is told before their reasons.

    A part against which nothing is held, but which is ``named`` by another that is held against
    it, has no say.
    """
    printed, is_long = printed_in_parts(claim), _is_long(claim, parts)
    looked_at = [
        (part, answer)
        for part, answer in parts
        if answer != NOTHING or not (has_said(claim) or part.id in named)
    ]
    if all(answer == NOTHING for _, answer in looked_at):
        return Whole(printed, by_hand(claim, NOTHING))
    failing = [(part, answer) for part, answer in looked_at if answer.verdict not in _HOLDING]
    found = "; ".join(answer.found for _, answer in parts if answer.found)
    if is_long:
        printed = _number_of(parts)
        found = f"{len(looked_at) - len(failing)} of {len(looked_at)} hold"
        found += f": not {some([_name(claim, part) for part, _ in failing])}" if failing else ""
    verdict = worst(answer.verdict for _, answer in looked_at)
    why = _why(claim, looked_at)
    if is_long or len(why) > _LONG_WHY:
        why = _of_failing(claim, looked_at, failing)
    because = "" if claim.because is None else sentence(claim.because)
    told = " ".join(each for each in (lead, why, because) if each)
    return Whole(printed, by_hand(claim, Answer(found, verdict, told)))


def printed_in_parts(claim: Claim) -> str:
    """What is printed in all parts, or how many they are where that is too long."""
    printed = expected(claim)
    return _number_of(claim.part) if claim.part and len(printed) > _LONG else printed


def _is_long(claim: Claim, parts: Sequence[Part]) -> bool:
    found = "; ".join(answer.found for _, answer in parts if answer.found)
    return max(len(expected(claim)), len(found)) > _LONG


def _number_of(parts: Sequence[object]) -> str:
    return f"{len(parts)} part{'' if len(parts) == 1 else 's'}"


def _why(claim: Claim, parts: Sequence[Part]) -> str:
    return " ".join(filter(None, (_named(claim, part, answer) for part, answer in parts)))


def _of_failing(claim: Claim, parts: Sequence[Part], failing: Sequence[Part]) -> str:
    """Why those parts do not hold that do not, and that the others do."""
    holding = len(parts) - len(failing)
    if not failing:
        end = "All parts hold."
    elif not holding:
        end = ""
    elif holding == 1:
        end = "The other part holds."
    else:
        end = f"The other {holding} parts hold."
    return " ".join(filter(None, (_why(claim, failing), end)))


def _named(claim: Claim, part: Claim, answer: Answer) -> str:
    """Why, with the part where it did not hold, without what is said once for all of them."""
    why = answer.why
    if claim.because is not None and part.because == claim.because:
        why = why.removesuffix(sentence(claim.because)).rstrip()
    if answer.verdict in _HOLDING or not why:
        return why
    return f"{_name(claim, part)}: {why}"


def _name(claim: Claim, part: Claim) -> str:
    return part.id.removeprefix(f"{claim.id}.")
