"""Themes that are linked: how many matrices there are of them, counted together.

Whatever set of participants holds a theme, the ways to fill its subthemes depend only on how many
of each kind are in the set. So it is enough to count the sets: how many choices of holders, of all
linked themes at once, have these numbers of each kind and these overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import comb, prod
from operator import add, sub

from analysis.determined.block import Block, Rule, Vector

Choices = dict[Vector, dict[Vector, int]]
"""How many choices of holders have these numbers of each kind, and then these overlaps."""

Asked = Sequence[tuple[tuple[str, ...], Rule]]
"""What is asked of those who hold all of several themes."""


def together(
    participants: Sequence[str],
    blocks: Mapping[str, Block],
    links: Mapping[tuple[str, ...], Sequence[Rule]],
) -> int:
    """How many matrices of some themes satisfy what is asked of each, and of their overlaps.

    Args:
        participants: their names.
        blocks: the linked themes.
        links: what is asked of those who hold all of several themes.
    """
    asked = [(names, rule) for names, rules in links.items() for rule in rules]
    kinds = _kinds(participants, blocks, asked)
    *others, largest = sorted(kinds, key=len)
    begun: Choices = {_nobody(blocks): {(0,) * len(asked): 1}}
    for people in others:
        begun = _with(begun, _choices(people, blocks, asked))
    rest = _choices(largest, blocks, asked)
    found = 0
    for final in product(*(list(block.holders()) for block in blocks.values())):
        sets = _joined(begun, rest, tuple(sum(final, ())), [rule for _, rule in asked])
        if sets:
            held = zip(blocks.values(), final, strict=True)
            found += sets * prod(block.covering(vector) for block, vector in held)
    return found


def _kinds(
    participants: Sequence[str], blocks: Mapping[str, Block], asked: Asked
) -> list[list[str]]:
    """Participants of whom the same is asked, in all linked themes and in their overlaps."""
    kinds: dict[tuple[int, ...], list[str]] = {}
    for person in participants:
        own = [block.kind_of(person) for block in blocks.values()]
        kinds.setdefault((*own, *(person in rule.people for _, rule in asked)), []).append(person)
    return list(kinds.values())


def _nobody(blocks: Mapping[str, Block]) -> Vector:
    return (0,) * sum(len(block.kinds) for block in blocks.values())


def _choices(people: Sequence[str], blocks: Mapping[str, Block], asked: Asked) -> Choices:
    """All ways in which participants of one kind can hold the linked themes."""
    one = people[0]
    kinds = [len(block.kinds) for block in blocks.values()]
    options = []
    for option in product(*(block.options(one) for block in blocks.values())):
        held = dict(zip(blocks, option, strict=True))
        place = [
            int(held[name] and block.kind_of(one) == kind)
            for name, block in blocks.items()
            for kind in range(len(block.kinds))
        ]
        overlap = [
            int(one in rule.people and all(held[name] for name in names)) for names, rule in asked
        ]
        options.append((*place, *overlap))
    found: Choices = {}
    nothing = (0,) * len(options[0])
    for numbers, ways in _shared_out(len(people), options, nothing, 1):
        there = found.setdefault(numbers[: sum(kinds)], {})
        overlaps = numbers[sum(kinds) :]
        there[overlaps] = there.get(overlaps, 0) + ways
    return found


def _shared_out(
    people: int, options: Sequence[Vector], so_far: Vector, ways: int
) -> Iterator[tuple[Vector, int]]:
    """So many participants over some options: what it adds up to, and in how many ways."""
    this, *others = options
    for number in range(people + 1):
        if others:
            yield from _shared_out(people - number, others, so_far, ways * comb(people, number))
        elif number == people:
            yield so_far, ways
        so_far = tuple(map(add, so_far, this))


def _with(begun: Choices, more: Choices) -> Choices:
    """The choices of some participants together with those of others."""
    found: Choices = {}
    for (place, several), (other, many) in product(begun.items(), more.items()):
        there = found.setdefault(tuple(map(add, place, other)), {})
        for (one, ways), (two, times) in product(several.items(), many.items()):
            overlap = tuple(map(add, one, two))
            there[overlap] = there.get(overlap, 0) + ways * times
    return found


def _joined(begun: Choices, rest: Choices, final: Vector, rules: Sequence[Rule]) -> int:
    """How many choices come to these numbers, with overlaps that are allowed."""
    found = 0
    for place, several in begun.items():
        many = rest.get(tuple(map(sub, final, place)), {})
        for (one, ways), (two, times) in product(several.items(), many.items()):
            overlaps = map(add, one, two)
            if all(rule.allows(number) for rule, number in zip(rules, overlaps, strict=True)):
                found += ways * times
    return found
