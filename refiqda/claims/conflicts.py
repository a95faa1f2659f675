"""What cannot be true, or cannot be meant, of keys that are each right on their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from refiqda.claims.asking import Asking, Counting
from refiqda.claims.model import RELATIONS, Claim
from refiqda.claims.printed import AMOUNTS, LISTING, PRINTED
from refiqda.tables.counting.wording import listed, short

Told = tuple[str, str]
"""Which part or reading it is about, empty for the claim itself; and what is wrong."""

_ORDERED = ("more_than", "fewer_than")
_RANKED = ("rank", "rank_at_most")
_IN_PARTS = (*PRINTED, "values", *LISTING, "n", "step", "prints", "span", *RELATIONS)
"""What a claim with parts says in them."""
_COMPARED = (*AMOUNTS, "of", "only", "values", *LISTING, "n", "years_more_than")


def conflicting(claim: Claim, counting: Counting) -> Iterator[Told]:
    """What is wrong with a claim, with its parts and with its readings."""
    if claim.part:
        for name in _IN_PARTS:
            if getattr(claim, name) is not None:
                yield "", f"{name} has its place in the parts of a claim that has parts."
        yield from (("", told) for told in _verdicts(claim))
        for own, full in zip(claim.part, claim.split(), strict=True):
            where = f"part {short(own.id)}"
            yield from ((where, told) for told in _conflicts(own, full, counting))
    else:
        yield from (("", told) for told in conflicts(claim, counting))
    yield from _readings(claim, counting)


def conflicts(claim: Claim, counting: Counting) -> Iterator[str]:
    """What is wrong with a claim that has no parts."""
    yield from _conflicts(claim, claim, counting)


def _conflicts(own: Claim, full: Claim, counting: Counting) -> Iterator[str]:
    """``own`` is as it was written, ``full`` has what it has from its claim as well."""
    yield from _denominators(own, full)
    yield from _units(own, full, counting)
    yield from _questions(own, full.settled(counting))
    yield from _lists(own, full)
    yield from _pairs(own)
    yield from _verdicts(own)
    for name in _ORDERED:
        other: Asking | None = getattr(own, name)
        if other is not None:
            asked = replace(full.asking(other), more_than=None, fewer_than=None, equals=0)
            yield from (f"{name}: {told}" for told in _units(other, asked, counting))


def _denominators(own: Claim, full: Claim) -> Iterator[str]:
    if own.of is not None:
        unfit = [name for name in (*PRINTED, *LISTING) if getattr(own, name) is not None]
        fits = {*AMOUNTS, *_ORDERED}
        if unfit and not fits & set(unfit):
            yield f"of has no place beside {unfit[0]}. Leave it out."
        if not unfit and own.union_of is None and own.overlap_of is None:
            yield "of is a denominator alone. Write the number with equals."
    if full.of is None:
        return
    for name in ("equals", "at_least", "at_most", "between"):
        value = getattr(full, name)
        most = max(value) if isinstance(value, tuple) else value
        if most is not None and most > full.of:
            yield f"{name} is {most} and of is {full.of}, but {most} of {full.of} cannot be."


def _units(own: Asking, claim: Claim, counting: Counting) -> Iterator[str]:
    """Question keys that say nothing together; ``own`` has those that were written here."""
    full = claim.settled(counting)
    if full.unit == "codes":
        unfit = ("filter", "alone", "source", "only", "aggregate", "merge", "coders", "notes")
        yield from (
            f'{name} says nothing about unit = "codes". Leave it out.'
            for name in unfit
            if getattr(own, name, None) is not None
        )
    elif own.level is not None:
        yield 'level is for unit = "codes" alone. Leave it out, or count codes.'
    if full.unit == "users":
        if full.coders == "all":
            yield 'coders = "all" says nothing about unit = "users". Write coders = "any".'
        if full.only is not None:
            yield 'only says nothing about unit = "users". Count another unit.'
    yield from _values(own, full)
    if claim.code is None and full.unit != "codes":
        if own.aggregate is not None:
            yield "aggregate is for a claim with a code. Name the code, or leave aggregate out."
        if own.coders is not None and full.unit in ("cases", "files", "values"):
            yield f"coders is for a claim with a code, since {full.unit} as such have no coder."


def _values(own: Asking, full: Claim) -> Iterator[str]:
    if full.is_listing:
        return
    if full.unit == "values":
        if full.variable is None:
            yield 'unit = "values" needs a variable. Name the one whose values are counted.'
        if full.only is not None:
            yield 'only says nothing about unit = "values". Count another unit.'
    elif own.variable is not None:
        yield 'variable is for unit = "values", or beside mean, sum, range or n. Leave it out.'


def _questions(own: Claim, full: Claim) -> Iterator[str]:
    printed = full.printed
    if printed in _RANKED and (full.code is None or full.unit == "codes"):
        yield f"{printed} is the place of a code among others. Name the code, and count in it."
    if own.among is not None and printed not in _RANKED:
        yield "among is for rank and rank_at_most. Leave it out."
    if (own.case is None) != (own.values is None):
        lacks, has = ("case", "values") if own.case is None else ("values", "case")
        yield f"{has} needs {lacks} beside it."
    if own.case is not None and own.given():
        yield f"{next(iter(own.given()))} says nothing about the values of a case. Leave it out."
    if full.counted is False and printed in {*PRINTED} - {*AMOUNTS}:
        yield f"counted = false leaves nothing of {printed} to check."
    narrows = (full.code, full.filter, full.alone, full.source, full.level)
    if full.majority and full.is_asked and not any(narrows):
        yield "majority of what? Name a code or a filter, or write counted = false."


def _lists(own: Claim, full: Claim) -> Iterator[str]:
    is_set = own.union_of is not None or own.overlap_of is not None
    if own.n is not None and not own.is_listing and not is_set:
        yield "n is how many numbers a list has. Write their mean, sum or range too."
    if own.step is not None and (not own.is_listing or full.variable is not None):
        yield "step is for a mean, sum or range without a variable. Leave it out."
    if not own.is_listing:
        return
    name = next((name for name in (*LISTING, "n") if getattr(own, name) is not None), "n")
    if is_set:
        yield f"{name} has no place beside union_of and overlap_of. Make it a claim of its own."
    if full.variable is not None and own.printed:
        yield f"{own.printed} has no place beside {name} of a variable. Write n for how many."
    if full.variable is not None and own.unit not in (None, "cases"):
        yield f'{name} is of the values of cases. Leave unit out, or write unit = "cases".'
    if full.variable is None and not own.printed and own.given():
        extra = next(iter(own.given()))
        yield f"{extra} says nothing about {name} without a variable. Name the variable."
    is_said = not own.is_open or own.judged is not None
    is_alone = own.same_as is None and full.counted is not False and not is_said
    is_between = own.range is not None and own.sum is None  # the mean of any list is
    if name != "range" and own.n is None and full.variable is None and is_alone and not is_between:
        yield f"{name} needs n, how many numbers there are, or a variable that holds them."


def _pairs(own: Claim) -> Iterator[str]:
    """Keys of which one is nothing without the other."""
    if own.span is not None and own.years_more_than is None:
        yield "span needs years_more_than beside it."
    is_told = own.same_as is not None or own.counted is False or not own.is_open
    if own.years_more_than is not None and own.span is None and not is_told:
        yield "years_more_than needs span beside it, between which moments the years lie."
    has_number = any(
        getattr(own, name) is not None
        for name in ("equals", "at_least", "at_most", "between", *LISTING)
    )
    for name in ("no_more_than", "no_less_than"):
        if getattr(own, name) is not None and not has_number:
            yield f"{name} compares a number, and none is printed. Write it with equals."
    if own.sum_of is not None and own.equals is None and own.sum is None:
        yield "sum_of is about a number, and none is printed. Write it with equals."
    if own.union_of is not None and own.overlap_of is not None:
        yield "union_of and overlap_of cannot both be. Write one of them."
    if own.same_as is not None and not comparable(own):
        yield "same_as compares what is printed, and nothing is. Write it with equals or prints."


def _verdicts(own: Claim) -> Iterator[str]:
    if own.because is not None and own.basis is None:
        yield "because says why basis is so, and there is no basis. Leave it out."
    given = [name for name in ("judged", "not_checkable", "external") if getattr(own, name)]
    if len(given) > 1:
        yield f"{listed(given, 'and')} are each a verdict; a claim has one of them."


def comparable(claim: Claim) -> dict[str, Any]:
    """What a claim prints that another may print as well, by key."""
    found = {name: getattr(claim, name) for name in _COMPARED}
    found |= {f"prints.{name}": thing for name, thing in (claim.prints or {}).items()}
    return {name: value for name, value in found.items() if value is not None}


def _readings(claim: Claim, counting: Counting) -> Iterator[Told]:
    if not claim.reading:
        return
    asked = claim.split() if claim.part else (claim,)
    if not any(each.is_asked for each in asked) or not claim.is_open:
        yield "", "reading is for what is counted in the project, and nothing is. Leave it out."
        return
    for number, reading in enumerate(claim.reading, 1):
        for each in asked:
            own = reading.parts.get(each.id.removeprefix(f"{claim.id}."))
            for given in (reading.count, own):
                if given is not None:
                    read = each.asking(reading.count).asking(own)
                    told = (*_units(given, read, counting), *_asked_of_case(each, given))
                    yield from ((f"reading number {number}", message) for message in told)


def _asked_of_case(claim: Claim, given: Asking) -> Iterator[str]:
    if claim.case is not None and given.given():
        yield f"{next(iter(given.given()))} says nothing about the values of a case. Leave it out."
