"""Which code of one codebook is which of another: by GUID, then by path, then by name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, Set

By = Literal["guid", "path", "name"]
KeyOf = Callable[[Code], str]
"""By which GUID a code may be matched; empty for none."""
_Thing = TypeVar("_Thing")


class Way(NamedTuple, Generic[_Thing]):
    """One way to tell that two things are the same."""

    by: By
    before: Callable[[_Thing], Hashable]
    """What has to be equal; of one that has nothing there, it cannot be told."""
    after: Callable[[_Thing], Hashable]
    once: bool
    """Whether it has to occur once on each side; else the first are the same, the second, ..."""


class Pair(NamedTuple):
    """Two things that are the same, each by its place among all of its side."""

    before: int
    after: int
    by: By


def pairs(
    before: Sequence[_Thing], after: Sequence[_Thing], ways: Sequence[Way[_Thing]]
) -> list[Pair]:
    """What is the same on both sides; each way looks at what those before it have left."""
    left: Sequence[int] = range(len(before))
    right: Sequence[int] = range(len(after))
    found: list[Pair] = []
    for way in ways:
        theirs = _groups(after, right, way.after)
        new = [
            Pair(one, other, way.by)
            for key, mine in _groups(before, left, way.before).items()
            for one, other in _zipped(mine, theirs.get(key, []), way.once)
        ]
        found += new
        left = _without(left, {pair.before for pair in new})
        right = _without(right, {pair.after for pair in new})
    return found


def _groups(
    things: Sequence[_Thing], places: Sequence[int], key: Callable[[_Thing], Hashable]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for place in places:
        known = key(things[place])
        if known:
            groups.setdefault(known, []).append(place)
    return groups


def _zipped(mine: list[int], theirs: list[int], once: bool) -> list[tuple[int, int]]:
    if once and (len(mine) > 1 or len(theirs) > 1):
        return []
    return list(zip(mine, theirs, strict=False))


def _without(places: Sequence[int], taken: set[int]) -> Sequence[int]:
    return [place for place in places if place not in taken] if taken else places


class Match(NamedTuple):
    """A code of one codebook, and the same code in another."""

    before: Placed
    after: Placed
    by: By


class Matched:
    """The codes of two codebooks, and which of them are the same."""

    def __init__(
        self, before: Sequence[Placed], after: Sequence[Placed], found: Sequence[Pair]
    ) -> None:
        matches = [Match(before[pair.before], after[pair.after], pair.by) for pair in found]
        self.of_before = {id(match.before.code): match for match in matches}
        """By identity of a code of the first."""
        self.of_after = {id(match.after.code): match for match in matches}

    def is_same(self, before: Code | None, after: Code | None) -> bool:
        """Whether two codes are the same; None stands for what is above the top codes."""
        if before is None or after is None:
            return before is after
        match = self.of_before.get(id(before))
        return match is not None and match.after.code is after


def match_codes(
    before: Sequence[Placed], after: Sequence[Placed], key_before: KeyOf, key_after: KeyOf
) -> Matched:
    """The codes that are the same: by GUID, then by path, then by name.

    A GUID or a name has to occur once on each side; of equal paths, the first are the same, the
    second, and so on. An empty name is none.
    """
    ways = (
        Way[Placed](
            "guid", lambda one: key_before(one.code), lambda one: key_after(one.code), True
        ),
        Way[Placed]("path", _steps, _steps, False),
        Way[Placed]("name", _name, _name, True),
    )
    return Matched(before, after, pairs(before, after, ways))


def _steps(placed: Placed) -> Hashable:
    return placed.steps


def _name(placed: Placed) -> Hashable:
    return placed.code.name


def match_sets(before: Sequence[Set], after: Sequence[Set], *, guids: bool) -> list[Pair]:
    """The sets that are the same: by GUID if both sides hold them, then by name, in order."""
    by_guid = Way[Set]("guid", _set_key, _set_key, True)
    by_name = Way[Set]("name", _set_name, _set_name, False)
    return pairs(before, after, (by_guid, by_name) if guids else (by_name,))


def _set_key(each: Set) -> Hashable:
    return guid_key(each.guid or "")


def _set_name(each: Set) -> Hashable:
    return ("set", each.name or "")
