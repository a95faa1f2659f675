"""What claims say of each other: which claim an id means, and what it prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from refiqda.claims.conflicts import comparable
from refiqda.claims.model import RELATIONS, Claim, Claims, Reference
from refiqda.tables.counting.wording import listed, nearest, short

Number = int | Decimal


class Links:
    """The claims and parts of a file by id, and the numbers that they print."""

    def __init__(self, by_id: Mapping[str, Claim]) -> None:
        self.by_id = by_id
        self.named = frozenset(
            to
            for claim in by_id.values()
            for name in RELATIONS
            for to in getattr(claim, name) or ()
            if isinstance(to, str)
        )
        """The ids against which something else is held."""

    def claim(self, id: str) -> Claim:
        """The claim or part that an id means."""
        return self.by_id[id]

    def low(self, to: Reference) -> Number | None:
        """The number that a reference means; of a range, its lower end. None if there is none."""
        return to if isinstance(to, int) else lower(self.by_id[to])

    def high(self, to: Reference) -> Number | None:
        """The same with the upper end."""
        return to if isinstance(to, int) else upper(self.by_id[to])

    def exact(self, to: Reference) -> Number | None:
        """The one number that a reference means, no range."""
        low = self.low(to)
        return low if low == self.high(to) else None

    def size(self, to: Reference) -> int | None:
        """How many there are in a set."""
        return to if isinstance(to, int) else self.by_id[to].equals

    def wholes(self, claim: Claim) -> dict[int, list[str]]:
        """How many there are in all, as a claim and the sets that it is about print it, and which.

        Where ``n`` says it, the denominators are those of the counts, such as all women.
        """
        if claim.n is not None:
            return {claim.n: [claim.id]}
        own = [] if claim.of is None else [(claim.id, claim.of)]
        printed: dict[int, list[str]] = {}
        for id, of in (*own, *self.denominators(claim)):
            printed.setdefault(of, []).append(id)
        return dict(sorted(printed.items()))

    def denominators(self, claim: Claim) -> Iterator[tuple[str, int]]:
        """The sets that a claim is about, by id, each with its printed denominator."""
        for to in (*(claim.union_of or ()), *(claim.overlap_of or ())):
            of = None if isinstance(to, int) else self.by_id[to].of
            if of is not None:
                yield str(to), of


def lower(claim: Claim) -> Number | None:
    """The number that a claim prints, or the lower end of its range."""
    ends = claim.between or claim.range
    return _only(claim) if ends is None else ends[0]


def upper(claim: Claim) -> Number | None:
    """The number that a claim prints, or the upper end of its range."""
    ends = claim.between or claim.range
    return _only(claim) if ends is None else ends[1]


def _only(claim: Claim) -> Number | None:
    numbers = (claim.equals, claim.mean, claim.sum)
    return next((each for each in numbers if each is not None), None)


def mislinked(claims: Claims) -> list[str]:
    """What is wrong with the ids of claims and with those that they name, one line for each."""
    ids = Counter(each.id for one in claims.claims for each in (one, *one.split()))
    problems = [
        f"{claims.name}: claim {short(id)}: {times} claims and parts have this id."
        for id, times in ids.items()
        if times > 1
    ]
    return problems + misnamed(claims)


def misnamed(claims: Claims, others: Container[str] = (), unfit: Container[str] = ()) -> list[str]:
    """What is wrong with the ids that claims name, one line for each.

    Where other things are wrong, ``others`` has the ids of all claims and parts, also of those that
    could not be read; ``unfit`` those of claims that cannot be meant as they are, from which
    nothing is made.
    """
    by_id = claims.by_id()
    links = Links(by_id)
    problems = []
    for one in claims.claims:
        for claim in one.split() or (one,):
            told = list(_of(claim, links, others))
            if not told and one.id not in unfit and _is_known(claim, by_id):
                told = [*_unprinted(claim, links), *_wholes(claim, links)]
            problems += [f"{claims.name}: claim {short(claim.id)}: {each}" for each in told]
    problems += [f"{claims.name}: {circle}" for circle in _circles(by_id)]
    return problems


def _of(claim: Claim, links: Links, others: Container[str]) -> Iterator[str]:
    for name in RELATIONS:
        for to in getattr(claim, name) or ():
            if isinstance(to, str) and to not in links.by_id and to not in others:
                near = nearest(to, links.by_id)
                hint = f"; perhaps {near!r}" if near else ""
                yield f"{name}: there is no claim {short(to)}{hint}."
            elif to == claim.id:
                yield f"{name} names the claim itself."
        yield from _twice(name, getattr(claim, name) or ())


def _is_known(claim: Claim, by_id: Container[str]) -> bool:
    """Whether all that a claim names can be looked at."""
    named = (to for name in RELATIONS for to in getattr(claim, name) or ())
    return all(to in by_id for to in named if isinstance(to, str))


def _twice(name: str, several: tuple[Reference, ...]) -> Iterator[str]:
    """A set that is named twice would be taken for two; numbers alone may be equal."""
    if name in ("union_of", "overlap_of"):
        for id, times in Counter(to for to in several if isinstance(to, str)).items():
            if times > 1:
                yield f"{name} names claim {short(id)} {times} times. Name each set once."


def _unprinted(claim: Claim, links: Links) -> Iterator[str]:
    mine = comparable(claim)
    for id in claim.same_as or ():
        other = links.claim(id)
        if not mine.keys() & comparable(other).keys():
            hint = f" Name one of its parts, such as {other.split()[0].id!r}." if other.part else ""
            names = listed(mine, "and") if mine else "anything"
            yield f"same_as: claim {short(id)} prints nothing of {names}.{hint}"
    looks = (
        ("no_more_than", links.high, "no number"),
        ("no_less_than", links.low, "no number"),
        ("sum_of", links.exact, "no single number"),
        ("union_of", links.size, "no number with equals"),
        ("overlap_of", links.size, "no number with equals"),
    )
    for name, number, what in looks:
        for to in getattr(claim, name) or ():
            if number(to) is None:
                yield f"{name}: claim {short(to)} prints {what}."


def _wholes(claim: Claim, links: Links) -> Iterator[str]:
    if claim.union_of is None and claim.overlap_of is None:
        return
    wholes = links.wholes(claim)
    if len(wholes) > 1:
        each = (f"{of} ({listed(ids, 'and')})" for of, ids in wholes.items())
        yield f"{listed(each, 'and')} cannot each be how many there are in all. Write it with n."
        return
    whole = next(iter(wholes), None)
    if whole is not None:
        yield from _larger(claim, links, whole)
    if claim.majority and whole is None:
        yield "majority of how many? Write n."


def _larger(claim: Claim, links: Links, whole: int) -> Iterator[str]:
    """The sets that are larger than all there is."""
    so = f"more than the {whole} that there are in all."
    for id, of in links.denominators(claim):
        if of > whole:
            yield f"claim {short(id)} is of {of}, {so}"
    for to in (*(claim.union_of or ()), *(claim.overlap_of or ())):
        size = links.size(to)
        if size is not None and size > whole:
            is_number = isinstance(to, int)
            what = f"a set of {to} is" if is_number else f"claim {short(to)} prints {size},"
            yield f"{what} {so}"


def _circles(by_id: Mapping[str, Claim]) -> Iterator[str]:
    """Claims that are each said to follow from the other."""
    for name in RELATIONS:
        onward = {
            id: [to for to in getattr(claim, name) or () if isinstance(to, str) and to != id]
            for id, claim in by_id.items()
        }
        try:
            TopologicalSorter(onward).prepare()
        except CycleError as error:
            circle = [repr(id) for id in reversed(error.args[1])]
            yield f"{name} goes round in a circle: {' to '.join(circle)}."
