"""The mean, sum and range of a number variable of cases, as a project has them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import numpy as np

from refiqda.claims.arithmetic import decimals, rounds_to
from refiqda.claims.combine import CONTRADICTED, NOT_CHECKABLE, REPRODUCED, Answer
from refiqda.claims.counting import entries
from refiqda.claims.expected import thing
from refiqda.claims.lists import shown
from refiqda.claims.model import Claim
from refiqda.claims.questions import Asked
from refiqda.tables.counting.coded import Coded
from refiqda.tables.counting.conditions import Values, number_in, text_of
from refiqda.tables.counting.wording import listed


def of_numbers(asked: Asked, gathered: Coded, values: Values) -> Answer:
    """What the project gives for what is printed of a variable."""
    claim = asked.claim
    cases = np.unique(entries(gathered, asked.question).unit).tolist()
    every = held_numbers(asked, values)
    held = {case: every.get(case, []) for case in cases}
    numbers = [number for each in held.values() for number in each]
    without = sum(1 for each in held.values() if not each)
    where = f"{claim.variable!r} in {len(cases)} case{'' if len(cases) == 1 else 's'}{asked.phrase}"
    if not cases:
        return Answer("", CONTRADICTED, f"There are no cases{asked.phrase}.")
    if not numbers:
        return Answer("", NOT_CHECKABLE, f"There are no numbers of {where}.")
    lacking = f"; {without} of them {'has' if without == 1 else 'have'} none" if without else ""
    failing = [name for name, holds in _checks(claim, numbers) if not holds]
    found = ", ".join(_found(claim, numbers))
    told = f"{len(numbers)} number{'' if len(numbers) == 1 else 's'} of {where}: {found}"
    if failing:
        return Answer(
            found, CONTRADICTED, f"Found {told}, not {_printed(claim, failing)}{lacking}."
        )
    return Answer(found, REPRODUCED, f"{told}{lacking}.")


def held_numbers(asked: Asked, values: Values) -> dict[int, list[Decimal]]:
    """The numbers of the variable, by the number of the case; no case without one."""
    held: dict[int, list[Decimal]] = {}
    for key in asked.numbers:
        for case, value in values.of_cases.get(key, ()):
            number = number_in(text_of(value) or "")
            if number is not None:
                held.setdefault(case, []).append(number)
    return held


def _checks(claim: Claim, numbers: list[Decimal]) -> Iterator[tuple[str, bool]]:
    total = sum(map(Fraction, numbers), Fraction(0))
    if claim.mean is not None:
        yield "mean", rounds_to(total / len(numbers), claim.mean)
    if claim.sum is not None:
        yield "sum", rounds_to(total, claim.sum)
    if claim.range is not None:
        ends = zip((min(numbers), max(numbers)), claim.range, strict=True)
        yield "range", all(rounds_to(Fraction(number), printed) for number, printed in ends)
    if claim.n is not None:
        yield "n", len(numbers) == claim.n


def _found(claim: Claim, numbers: list[Decimal]) -> Iterator[str]:
    total = sum(map(Fraction, numbers), Fraction(0))
    if claim.mean is not None:
        places = decimals(claim.mean) + 1
        yield f"mean {shown(total / len(numbers), places)}"
    if claim.sum is not None:
        yield f"sum {shown(total, decimals(claim.sum) + 1)}"
    if claim.range is not None:
        yield f"range {min(numbers)} to {max(numbers)}"
    if claim.n is not None:
        yield f"n = {len(numbers)}"


def _printed(claim: Claim, names: list[str]) -> str:
    return listed((thing(name, getattr(claim, name)) for name in names), "and")
