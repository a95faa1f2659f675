"""What is different in the sets of one codebook, as against another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from refiqda.change.alike import same_text
from refiqda.change.matching import Match, Matched, Pair, match_sets
from refiqda.change.rows import Difference
from refiqda.change.sides import Side
from refiqda.formats.codebooks.layout import ALL
from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Set

_BETWEEN = "; "


def set_differences(one: Side, two: Side, matched: Matched) -> Iterator[Difference]:
    """The differences of sets in the order of the second; those of the first alone in theirs."""
    if "sets" not in one.holds & two.holds:
        return
    guids = "guid" in one.holds & two.holds
    found = {pair.after: pair for pair in match_sets(one.sets, two.sets, guids=guids)}
    known = {pair.before for pair in found.values()}
    gone: dict[int | None, list[Set]] = {}
    last: int | None = None
    for place, each in enumerate(one.sets):
        if place in known:
            last = place
        else:
            gone.setdefault(last, []).append(each)
    members = Members(one), Members(two)
    yield from (_whole("set removed", each, one, members[0]) for each in gone.get(None, ()))
    for place, each in enumerate(two.sets):
        pair = found.get(place)
        if pair is None:
            yield _whole("set added", each, two, members[1])
            continue
        yield from _parts(one, two, pair)
        yield from _moved(one.sets[pair.before], each, members, matched, pair)
        yield from (
            _whole("set removed", old, one, members[0]) for old in gone.get(pair.before, ())
        )


class Member(NamedTuple):
    """One member of a set."""

    guid: str
    """As the set has it."""
    code: Placed | None
    """None for a GUID that no code has."""


class Members:
    """Finds the codes of sets."""

    def __init__(self, side: Side) -> None:
        self._codes: dict[str, Placed] = {}
        for placed in side.codes:
            # Of several codes with one GUID the first is meant, as everywhere.
            self._codes.setdefault(guid_key(placed.code.guid or ""), placed)

    def of(self, each: Set) -> list[Member]:
        """The members of a set, in its order."""
        return [Member(guid, self._codes.get(guid_key(guid))) for guid in each.codes]


def _whole(change: str, each: Set, side: Side, members: Members) -> Difference:
    """A set that only one side has; what it holds is in the column of that side."""
    names = [one.code.code.name if one.code else one.guid for one in members.of(each)]
    listed = _BETWEEN.join(name or "" for name in names) or None
    guid = each.guid if "guid" in side.holds else None
    is_added = change == "set added"
    before, after = (None, listed) if is_added else (listed, None)
    return Difference(change, set=each.name, before=before, after=after, guid=guid)


def _parts(one: Side, two: Side, pair: Pair) -> Iterator[Difference]:
    """Name, description and GUID of a set that both have."""
    before, after = one.sets[pair.before], two.sets[pair.after]
    said: list[tuple[str, str | None, str | None]] = []
    if (before.name or "") != (after.name or ""):
        said.append(("set renamed", before.name, after.name))
    # A layout may have columns for sets and none for what they are about.
    is_said = all(
        side.holds == ALL or each.description for side, each in ((one, before), (two, after))
    )
    if is_said and not same_text(before.description, after.description):
        said.append(("set described", before.description, after.description))
    guids = before.guid or "", after.guid or ""
    if "guid" in one.holds & two.holds and guid_key(guids[0]) != guid_key(guids[1]):
        said.append(("set GUID changed", *guids))
    for change, was, now in said:
        yield Difference(
            change, None, None, after.name, was or None, now or None, pair.by, _guid(two, after)
        )


def _guid(side: Side, each: Set) -> str | None:
    return (each.guid or None) if "guid" in side.holds else None


def _moved(
    before: Set, after: Set, members: tuple[Members, Members], matched: Matched, pair: Pair
) -> Iterator[Difference]:
    """The codes that were put into a set, and those that were taken out."""
    was, now = members[0].of(before), members[1].of(after)
    kept = {_key(one, matched.of_before) for one in was}
    there = {_key(one, matched.of_after) for one in now}
    for one in now:
        if _key(one, matched.of_after) not in kept:
            match = matched.of_after.get(id(one.code.code)) if one.code else None
            yield Difference(
                "put into set",
                match.before.path if match else None,
                one.code.path if one.code else None,
                after.name,
                after=after.name,
                matched=match.by if match else None,
                guid=one.guid,
            )
    for one in was:
        if _key(one, matched.of_before) not in there:
            match = matched.of_before.get(id(one.code.code)) if one.code else None
            yield Difference(
                "taken out of set",
                one.code.path if one.code else None,
                match.after.path if match else None,
                after.name,
                before=after.name,
                matched=match.by if match else None,
                guid=one.guid,
            )


def _key(member: Member, matches: Mapping[int, Match]) -> int | str:
    """What is equal for the same member on both sides: the code on the second.

    Of a code that one side alone has, it is the GUID, which a set of the other may still name.
    """
    match = matches.get(id(member.code.code)) if member.code is not None else None
    return id(match.after.code) if match is not None else guid_key(member.guid)
