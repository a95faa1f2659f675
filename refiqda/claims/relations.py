"""Printed numbers held against other printed numbers; nothing here looks at a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from refiqda.claims import bounds
from refiqda.claims.combine import (
    CONSISTENT,
    CONTRADICTED,
    NOT_CHECKABLE,
    REPRODUCED,
    Answer,
)
from refiqda.claims.conflicts import comparable
from refiqda.claims.expected import expected, thing
from refiqda.claims.links import Links, Number, lower, upper
from refiqda.claims.lists import possible
from refiqda.claims.model import Claim, Reference
from refiqda.claims.spans import years
from refiqda.tables.counting.wording import listed, short


def of_print(claim: Claim, links: Links) -> list[Answer]:
    """What follows for a claim from what is printed, here and elsewhere."""
    looks: tuple[Callable[[Claim, Links], Answer | None], ...] = (
        lambda claim, links: possible(claim),
        _same,
        _sum,
        lambda claim, links: _ordered(claim, links, is_more=False),
        lambda claim, links: _ordered(claim, links, is_more=True),
        _bounded,
        lambda claim, links: _span(claim),
    )
    return [answer for look in looks if (answer := look(claim, links)) is not None]


def _same(claim: Claim, links: Links) -> Answer | None:
    if claim.same_as is None:
        return None
    mine = comparable(claim)
    others = {id: comparable(links.claim(id)) for id in claim.same_as}
    told = list(_differing(mine, others))
    found = "; ".join(_said(other, mine) for other in others.values())
    if told:
        return Answer(found, CONTRADICTED, f"{'; '.join(told)}.")
    names = listed(map(short, others), "and")
    verb = "prints" if len(others) == 1 else "print"
    return Answer(found, REPRODUCED, f"{names} {verb} the same: {_said(mine, mine)}.")


def _differing(mine: dict[str, Any], others: dict[str, dict[str, Any]]) -> Iterator[str]:
    for key, value in mine.items():
        printing = {id: other[key] for id, other in others.items() if key in other}
        if not printing:
            names = listed(map(short, others))
            yield f"this prints {thing(key, value)}, and {names} does not"
        for id, other in printing.items():
            if _sorted(other) != _sorted(value):
                yield f"{short(id)} prints {thing(key, other)}, and this {thing(key, value)}"


def _sorted(value: Any) -> Any:
    """A list of texts in one order, since prose names the same things in any."""
    is_list = isinstance(value, tuple) and all(isinstance(each, str) for each in value)
    return sorted(value) if is_list else value


def _said(prints: dict[str, Any], keys: dict[str, Any]) -> str:
    return ", ".join(thing(key, value) for key, value in prints.items() if key in keys)


def _sum(claim: Claim, links: Links) -> Answer | None:
    if claim.sum_of is None:
        return None
    printed = claim.equals if claim.equals is not None else claim.sum
    numbers = [number for to in claim.sum_of if (number := links.exact(to)) is not None]
    total = sum(numbers)
    sentence = f"{_each(claim.sum_of, links.exact)} add up to {total}"
    if total == printed:
        return Answer(str(total), REPRODUCED, f"{sentence}.")
    return Answer(str(total), CONTRADICTED, f"{sentence}, not {printed}.")


def _each(several: tuple[Reference, ...], number: Callable[[Reference], Any]) -> str:
    """``19 (T03.high) and 5 (T03.low)``."""
    return listed((_one(to, number(to)) for to in several), "and")


def _one(to: Reference, number: Any) -> str:
    return str(number) if isinstance(to, int) else f"{number} ({to})"


def _ordered(claim: Claim, links: Links, *, is_more: bool) -> Answer | None:
    others = claim.no_less_than if is_more else claim.no_more_than
    if others is None:
        return None
    of_other = links.low if is_more else links.high
    mine = (lower if is_more else upper)(claim)
    if mine is None:
        mine = claim.at_least if is_more else claim.at_most
    failing: list[str] = []
    holding: list[str] = []
    for to in others:
        other = of_other(to)
        if mine is None or other is None:
            continue
        holds = mine >= other if is_more else mine <= other
        (holding if holds else failing).append(_one(to, other))
    found = ("at least " if is_more else "at most ") + _ends(map(of_other, others))
    words = ("less", "more") if is_more else ("more", "less")
    if failing:
        return Answer(found, CONTRADICTED, f"{mine} is {words[0]} than {listed(failing, 'and')}.")
    if not holding:
        return Answer(found, NOT_CHECKABLE, "What is printed has no such end to compare.")
    return Answer(found, CONSISTENT, f"{mine} is no {words[0]} than {listed(holding, 'and')}.")


def _ends(numbers: Iterable[Number | None]) -> str:
    return listed((str(number) for number in numbers if number is not None), "and")


def _bounded(claim: Claim, links: Links) -> Answer | None:
    sets = claim.union_of or claim.overlap_of
    if sets is None:
        return None
    wholes = links.wholes(claim)
    n = wholes[0] if wholes else None
    sizes = [size for to in sets if (size := links.size(to)) is not None]
    is_union = claim.union_of is not None
    within = bounds.union(sizes, n) if is_union else bounds.overlap(sizes, n)
    of = "" if n is None else f" of {n}"
    what = "The union" if is_union else "The overlap"
    known = f"{what} of {_each(sets, links.size)} has {within}{of}"
    printed = bounds.allowed(claim, claim.of or n)
    found = str(within)
    if printed is None:
        return Answer(found, NOT_CHECKABLE, f"{known}; the printed numbers do not say more.")
    if bounds.never(within, printed):
        return Answer(found, CONTRADICTED, f"{known}, not {_amount(claim)}.")
    if bounds.always(within, printed):
        return Answer(found, REPRODUCED, f"{known}, which is forced by the printed numbers.")
    return Answer(found, CONSISTENT, f"{known}, so {_amount(claim)} is possible, not forced.")


def _amount(claim: Claim) -> str:
    """What is printed, without its denominator."""
    return expected(claim).split(" of ")[0]


def _span(claim: Claim) -> Answer | None:
    if claim.span is None or claim.years_more_than is None:
        return None
    between = years(claim.span)
    least, most = (f"{float(each):.1f}" for each in between)
    found = f"{least} to {most} years" if between.least != between.most else f"{least} years"
    limit = f"more than {claim.years_more_than}"
    if between.least > claim.years_more_than:
        return Answer(found, REPRODUCED, f"Between them lie {found}, always {limit}.")
    if between.most <= claim.years_more_than:
        return Answer(found, CONTRADICTED, f"Between them lie {found}, never {limit}.")
    return Answer(found, CONSISTENT, f"Between them lie {found}, which need not be {limit}.")
