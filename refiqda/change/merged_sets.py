"""The sets of several codebooks, with the members that any of them has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from refiqda.change.alike import contains, joined, same_text
from refiqda.change.matching import match_sets
from refiqda.change.mending import is_guid
from refiqda.change.merged_codes import MergedCodes
from refiqda.change.rows import Conflict
from refiqda.change.set_diff import Members
from refiqda.change.sides import Side
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, Set


class _Member(NamedTuple):
    guid: str
    """As the set has it."""
    code: Code | None
    """None for a GUID that no code has."""


class _Pending(NamedTuple):
    """A conflict whose set may still come to be called otherwise."""

    what: str
    each: Set
    kept: str
    of: str
    other: str
    file: str


class MergedSets:
    """The sets so far, and for each who says what of it."""

    def __init__(self, codes: MergedCodes, first: Side) -> None:
        self.codes = codes
        self._sets: list[Set] = []
        self._ids: dict[int, str] = {}
        """By identity of a set without a GUID: by what a file knows it that is none."""
        self._members: dict[int, list[_Member]] = {}
        self._said: dict[tuple[int, str], str] = {}
        self._pending: list[_Pending] = []
        self.add(first)

    def add(self, side: Side) -> None:
        """Take over all sets of a codebook; its codes have been added."""
        guids = "guid" in side.holds
        found = {pair.after: pair for pair in match_sets(self._known(), side.sets, guids=guids)}
        before = list(self._sets)
        members = Members(side)
        for place, other in enumerate(side.sets):
            if place in found:
                each = before[found[place].before]
                self._compare(each, other, side)
            else:
                each = self._new(other, side)
            mine = self._members[id(each)]
            met = {_key(member) for member in mine}
            met |= {guid_key(member.code.guid) for member in mine if member.code is not None}
            for guid, placed in members.of(other):
                member = _Member(guid, self.codes.twins[id(placed.code)] if placed else None)
                if member.code is None and not is_guid(guid):
                    self.codes.mending.no_member(other, side.name)
                    continue
                if _key(member) not in met or place not in found:
                    met.add(_key(member))
                    mine.append(member)

    def _known(self) -> list[Set]:
        """The sets as they may be matched: without GUIDs that no codebook gave them."""
        return [
            each
            if (id(each), "guid") in self._said
            else Set(guid=self._ids.get(id(each), ""), name=each.name)
            for each in self._sets
        ]

    def _new(self, other: Set, side: Side) -> Set:
        guid = self.codes.guids.free(other.guid, "set", other.name or "")
        each = Set(guid=guid, name=other.name or "", description=other.description)
        self._sets.append(each)
        self._members[id(each)] = []
        has_guid = self._is_known(each, other, side)
        self.codes.mending.name(each, other, side.name)
        for what, is_said in (
            ("guid", has_guid),
            ("name", bool(other.name)),
            ("description", bool(other.description)),
        ):
            if is_said:
                self._said[id(each), what] = side.name
        if has_guid and guid_key(guid) != guid_key(other.guid):
            self._tell("GUID of a set", each, guid, side.name, other.guid, side.name)
        return each

    def _is_known(self, each: Set, other: Set, side: Side) -> bool:
        """Whether a side has a GUID for a set; of what is none there, it keeps what it is."""
        if "guid" not in side.holds or is_guid(other.guid):
            return "guid" in side.holds
        self.codes.mending.guid(other.guid, side.name)
        self._ids.setdefault(id(each), guid_key(other.guid or ""))
        return False

    def _compare(self, each: Set, other: Set, side: Side) -> None:
        key = id(each)
        if self._is_known(each, other, side) and (key, "guid") not in self._said:
            self._said[key, "guid"] = side.name
            each.guid = self.codes.guids.free(other.guid, "set", other.name or "")
        if other.name and not each.name:
            each.name, self._said[key, "name"] = other.name, side.name
        elif other.name and other.name != each.name:
            of = self._said[key, "name"]
            self._tell("name of a set", each, each.name, of, other.name, side.name)
        first, second = each.description or "", other.description or ""
        if not second or same_text(first, second) or contains(first, second):
            return
        if first and not contains(second, first):
            of = self._said[key, "description"]
            self._tell("description of a set", each, first, of, second, side.name)
            each.description = joined(first, second, side.name)
        else:
            each.description, self._said[key, "description"] = second, side.name

    def _tell(self, what: str, each: Set, kept: str, of: str, other: str, file: str) -> None:
        self._pending.append(_Pending(what, each, kept, of, other, file))

    def conflicts(self) -> Iterator[Conflict]:
        """What the codebooks do not agree on."""
        for what, each, kept, of, other, file in self._pending:
            yield Conflict(what, each.name, each.guid, kept, of, other, file)

    def done(self) -> list[Set]:
        """The sets, each member with the GUID that its code has in the end."""
        for each in self._sets:
            each.codes = [_guid(member) for member in self._members[id(each)]]
        return self._sets


def _key(member: _Member) -> int | str:
    return id(member.code) if member.code is not None else guid_key(member.guid)


def _guid(member: _Member) -> str:
    """The GUID of a member, spelt as the set had it where that is the same."""
    if member.code is None or guid_key(member.guid) == guid_key(member.code.guid):
        return member.guid
    return member.code.guid
