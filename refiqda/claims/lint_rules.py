"""What is doubtful in a claims file that can be read: rules that need no project."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import NamedTuple

from refiqda.claims.lint_numbers import is_share, names_in, printed, spoken, without
from refiqda.claims.model import RELATIONS, Claim, Claims
from refiqda.tables.counting.wording import listed, short

RULES = {
    "unreadable": "The file cannot be read, or is not TOML.",
    "wrong": "A key, a value or an id cannot be, or what is said cannot be meant.",
    "unknown-name": "The project has nothing of this name.",
    "unknown-value": "Nothing in the project has this value of the variable.",
    "no-place": "It is not said where the paper prints the number.",
    "no-words": "It is not said what the paper says.",
    "no-reason": "A basis is given, but not why.",
    "two-numbers": "The same is counted twice, and different numbers are printed.",
    "two-denominators": "The same whole is printed with different numbers.",
    "number-unchecked": "A number in the words of a claim is none of its printed values.",
    "percentage": "A percentage does not follow from the number and its denominator.",
    "never-checked": "Nothing of the claim is held against anything.",
    "cannot-fail": "The claim is true of every project.",
}
"""What is looked for; the first four need the file or the project."""

SEVERAL = {
    "no-place": "have no place in the paper. Fill in where.",
    "no-words": "do not tell what the paper says. Fill in says.",
    "no-reason": "have a basis and no reason. Say why with because.",
}
"""What is told of many claims at once: rules that say the same of each."""


class Doubt(NamedTuple):
    """What a rule says of a claim."""

    rule: str
    id: str
    """Of the claim or the part."""
    key: str
    """The key that it is about, if it is about one."""
    message: str


def doubts(claims: Claims) -> Iterator[Doubt]:
    """What is doubtful, rule by rule."""
    for claim in claims.claims:
        yield from _unsaid(claim)
        yield from _numbers(claim)
        for part in claim.split() or (claim,):
            yield from _unreasoned(part)
            yield from _idle(part, claims)
    yield from _twice(claims)


def _each(claims: Claims) -> Iterator[Claim]:
    """The claims without parts, and the parts of the others, as they are counted."""
    for claim in claims.claims:
        for part in claim.split() or (claim,):
            yield part.settled(claims.counting)


def _unsaid(claim: Claim) -> Iterator[Doubt]:
    if not claim.where.strip() and not all(part.where.strip() for part in claim.part or (claim,)):
        yield Doubt("no-place", claim.id, "where", "has no place in the paper. Fill in where.")
    if not claim.says.strip() and not all(part.says.strip() for part in claim.part or (claim,)):
        yield Doubt(
            "no-words", claim.id, "says", "does not tell what the paper says. Fill in says."
        )


def _unreasoned(claim: Claim) -> Iterator[Doubt]:
    if claim.basis is not None and not claim.because:
        told = f'has basis = "{claim.basis}" and no reason. Say why with because.'
        yield Doubt("no-reason", claim.id, "basis", told)


def _numbers(claim: Claim) -> Iterator[Doubt]:
    known = set(printed(claim))
    if not known and not claim.is_open:
        return  # it is said that nothing is checked
    parts = [*claim.split(), claim]
    for said in dict.fromkeys(spoken(without(claim.says, names_in(claim)))):
        if said.is_percent:
            yield from _percentage(claim, parts, said.text)
        elif said.number not in known:
            there = "which is none of its printed values"
            yield Doubt(
                "number-unchecked",
                claim.id,
                "says",
                f"says {said.text}, {there}, so nobody checks it.",
            )


def _percentage(claim: Claim, parts: list[Claim], percent: str) -> Iterator[Doubt]:
    pairs = [
        (part.equals, part.of) for part in parts if part.equals is not None and part.of is not None
    ]
    if any(is_share(percent, number, of) for number, of in pairs):
        return
    if not pairs:
        told = f"says {percent}%, but not of what. Write the number with equals and of."
    else:
        shares = listed(f"{number} of {of} is {100 * number / of:.2f}%" for number, of in pairs)
        told = f"says {percent}%, but {shares}."
    yield Doubt("percentage", claim.id, "says", told)


def _idle(claim: Claim, claims: Claims) -> Iterator[Doubt]:
    """A claim that nothing is made of, or that every project agrees with."""
    if claim.at_least == 0 or (claim.at_most is not None and claim.at_most == claim.of):
        key = "at_most" if claim.at_least is None else "at_least"
        yield Doubt(
            "cannot-fail", claim.id, key, f"says {key} = {getattr(claim, key)}, which always holds."
        )
    if claim.is_asked or not claim.is_open or claim.judged is not None:
        return
    is_compared = any(getattr(claim, name) is not None for name in (*RELATIONS, "span"))
    is_arithmetic = claim.is_listing and claim.n is not None
    if not is_compared and not is_arithmetic and claim.id not in _named(claims):
        told = (
            "is held against nothing: neither the project nor another claim. Name what it is "
            "compared with, or write not_checkable."
        )
        yield Doubt("never-checked", claim.id, "", told)


def _named(claims: Claims) -> set[str]:
    """The ids that any relation mentions."""
    return {
        to
        for each in claims.by_id().values()
        for name in RELATIONS
        for to in getattr(each, name) or ()
        if isinstance(to, str)
    }


def _twice(claims: Claims) -> Iterator[Doubt]:
    """The same question, or the same denominator, with different numbers."""
    read = {claim.id for claim in claims.claims if claim.reading}
    asked = [
        each
        for each in _each(claims)
        if each.is_asked and each.id not in read and each.id.partition(".")[0] not in read
    ]
    for rule, key, question in _QUESTIONS:
        first: dict[Hashable, Claim] = {}
        for claim in asked:
            number = getattr(claim, key)
            if number is None:
                continue
            other = first.setdefault(question(claim), claim)
            if getattr(other, key) != number:
                told = (
                    f"prints {key} = {number}, where claim {short(other.id)} prints "
                    f"{getattr(other, key)} for the same."
                )
                yield Doubt(rule, claim.id, key, told)


def _question(claim: Claim) -> Hashable:
    return _hashable(claim.given())


def _whole(claim: Claim) -> Hashable:
    """What ``of`` is checked against: the question without what narrows it first."""
    given = claim.given()
    if given.pop("code", None) is not None or given["unit"] == "codes":
        given.pop("level", None)
    elif not (given.pop("filter", None) or given.pop("alone", None)):
        given.pop("source", None)
    given.pop("aggregate", None)
    if given["unit"] in ("cases", "files"):
        given.pop("coders", None)
        given.pop("merge", None)
    return _hashable(given)


def _hashable(held: object) -> Hashable:
    if isinstance(held, Mapping):
        return tuple(sorted(((str(k), _hashable(v)) for k, v in held.items()), key=repr))
    if isinstance(held, list | tuple):
        return tuple(map(_hashable, held))
    return repr(held)


_QUESTIONS: tuple[tuple[str, str, Callable[[Claim], Hashable]], ...] = (
    ("two-numbers", "equals", _question),
    ("two-denominators", "of", _whole),
)
