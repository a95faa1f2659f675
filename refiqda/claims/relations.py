"""Printed numbers held against other printed numbers; nothing here looks at a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from refiqda.claims import bounds
from refiqda.claims.combine import (
    CONSISTENT,
    CONTRADICTED,
    NOT_CHECKABLE,
    REPRODUCED,
    Answer,
    sentence,
)
from refiqda.claims.conflicts import comparable
from refiqda.claims.expected import amount, thing
from refiqda.claims.links import Links, Number, lower, upper
from refiqda.claims.lists import possible
from refiqda.claims.model import Claim, Reference
from refiqda.claims.spans import told, years
from refiqda.tables.counting.wording import listed, short


def of_print(claim: Claim, links: Links) -> list[Answer]:
    """What follows for a claim from what is printed, here and elsewhere."""
    looks: tuple[Callable[[Claim, Links], Answer | None], ...] = (
        lambda claim, links: possible(claim),
        _same,
        _sum,
        _ordered,
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
    if told:
        # Not to be taken for what the project has: it is what is printed there.
        differing = dict.fromkeys(id for id, _ in told)
        found = "; ".join(f"{_said(others[id], mine)} ({id})" for id in differing)
        return Answer(found, CONTRADICTED, f"{'; '.join(why for _, why in told)}.")
    found = "; ".join(_said(other, mine) for other in others.values())
    both = {
        key: value for key, value in mine.items() if any(key in each for each in others.values())
    }
    lacking = {key: value for key, value in mine.items() if key not in both}
    names = listed(map(short, others), "and")
    verb, does = ("prints", "does") if len(others) == 1 else ("print", "do")
    why = f"{names} {verb} the same: {_said(both, both)}"
    if lacking:
        why += f"; {listed(map(short, others))} {does} not print {_said(lacking, lacking)}"
    # A denominator may be left out where the number is said again; all else is new.
    verdict = CONSISTENT if lacking.keys() - {"of"} else REPRODUCED
    return Answer(found, verdict, f"{why}.")


def _differing(
    mine: dict[str, Any], others: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """The other claims that print something else, and what; only what both print can differ."""
    for key, value in mine.items():
        for id, other in others.items():
            if key in other and _sorted(other[key]) != _sorted(value):
                there, here = thing(key, other[key]), thing(key, value)
                yield id, f"{short(id)} prints {there}, but this prints {here}"


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


def _ordered(claim: Claim, links: Links) -> Answer | None:
    sides = list(_sides(claim, links))
    if not sides:
        return None
    found = _between(sides)
    failing = [side for side in sides if side.failing]
    told = failing or [side for side in sides if not side.open]
    if not told:
        left = " and ".join(f"{side.word} than {_listed(side.open)}" for side in sides)
        return Answer(found, NOT_CHECKABLE, sentence(f"{amount(claim)} may be {left}, or not"))
    why = " and ".join(map(str, told))
    if len(told) > 1 and told[0].mine == told[1].mine:
        why = f"{told[0]} and {told[1].than}"
    return Answer(found, CONTRADICTED if failing else CONSISTENT, f"{why}.")


class _Side(NamedTuple):
    """What a claim prints, compared with what others print on one side of it."""

    is_more: bool
    """Whether it should be the larger."""
    ends: tuple[Number | None, Number | None]
    """The least and the most that it prints; None where it prints no such end."""
    others: tuple[tuple[Reference, Number], ...]

    @property
    def failing(self) -> list[tuple[Reference, Number]]:
        """The others that cannot stand in that order to it."""
        least, most = self.ends
        if self.is_more:
            return [each for each in self.others if most is not None and most < each[1]]
        return [each for each in self.others if least is not None and least > each[1]]

    @property
    def open(self) -> list[tuple[Reference, Number]]:
        """The others that may stand in that order to it, or not."""
        least, most = self.ends
        if self.is_more:
            return [each for each in self.others if least is None or least < each[1]]
        return [each for each in self.others if most is None or most > each[1]]

    @property
    def mine(self) -> Number | None:
        """The end that decides."""
        return self.ends[self.is_more == bool(self.failing)]

    @property
    def word(self) -> str:
        """``no more``, as it should be."""
        return "no less" if self.is_more else "no more"

    @property
    def than(self) -> str:
        """``no more than 23 (S01)``."""
        failing = self.failing
        word = self.word.removeprefix("no ") if failing else self.word
        return f"{word} than {_listed(failing or self.others)}"

    def __str__(self) -> str:
        return f"{self.mine} is {self.than}"


def _sides(claim: Claim, links: Links) -> Iterator[_Side]:
    for is_more, others in ((False, claim.no_more_than), (True, claim.no_less_than)):
        if others is not None:
            number = links.low if is_more else links.high
            known = ((to, number(to)) for to in others)
            there = tuple((to, each) for to, each in known if each is not None)
            yield _Side(is_more, _ends(claim, is_more=is_more), there)


def _ends(claim: Claim, *, is_more: bool) -> tuple[Number | None, Number | None]:
    if claim.printed in ("at_least", "at_most"):
        return claim.at_least, claim.at_most
    if claim.range is not None:  # all of a list is meant, so that its outermost number decides
        return (claim.range[0],) * 2 if is_more else (claim.range[1],) * 2
    return lower(claim), upper(claim)


def _listed(others: Iterable[tuple[Reference, Number]]) -> str:
    return listed((_one(*each) for each in others), "and")


def _between(sides: list[_Side]) -> str:
    """``1 to 3``, or ``at most 3``: what the others leave."""
    least = [max(number for _, number in side.others) for side in sides if side.is_more]
    most = [min(number for _, number in side.others) for side in sides if not side.is_more]
    if least and most and least[0] < most[0]:
        return f"{least[0]} to {most[0]}"
    told = [f"at least {each}" for each in least] + [f"at most {each}" for each in most]
    return " and ".join(told)


def _bounded(claim: Claim, links: Links) -> Answer | None:
    sets = claim.union_of or claim.overlap_of
    if sets is None:
        return None
    n = next(iter(links.wholes(claim)), None)
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
        return Answer(found, CONTRADICTED, f"{known}, not {amount(claim)}.")
    if bounds.always(within, printed):
        return Answer(found, REPRODUCED, f"{known}, which is forced by the printed numbers.")
    return Answer(found, CONSISTENT, f"{known}, so {amount(claim)} is possible, not forced.")


def _span(claim: Claim) -> Answer | None:
    if claim.span is None or claim.years_more_than is None:
        return None
    between = years(claim.span)
    found = f"{told(between, claim.years_more_than)} years"
    limit = f"more than {claim.years_more_than}"
    if between.least > claim.years_more_than:
        return Answer(found, REPRODUCED, f"Between them lie {found}, always {limit}.")
    if between.most <= claim.years_more_than:
        return Answer(found, CONTRADICTED, f"Between them lie {found}, never {limit}.")
    return Answer(found, CONSISTENT, f"Between them lie {found}, which need not be {limit}.")
