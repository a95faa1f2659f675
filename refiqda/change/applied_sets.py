"""The sets of a project filled as a codebook has them."""

from __future__ import annotations

from collections.abc import Iterator

from refiqda.change.alike import same_text
from refiqda.change.applied_codes import AppliedCodes
from refiqda.change.beside_codes import is_of_codes
from refiqda.change.matching import match_sets
from refiqda.change.mending import is_guid
from refiqda.change.rows import Done
from refiqda.change.set_diff import Members
from refiqda.change.sides import Side, understood
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, Project, Set


def applied_sets(side: Side, project: Project, codes: AppliedCodes) -> Iterator[Done]:
    """Do it, and tell what was done; the codes have been applied."""
    if "sets" not in side.holds:
        return
    own = list(_own(side, project))
    pairs = match_sets(own, side.sets, guids="guid" in side.holds)
    found = {pair.after: own[pair.before] for pair in pairs}
    members = Members(side)
    for place, said in enumerate(side.sets):
        wanted = []
        for member in members.of(said):
            if member.code is not None:
                wanted.append(codes.twins[id(member.code.code)])
            else:
                codes.mending.no_member(said, side.name)
        each = found.get(place)
        if each is None:
            guid = codes.guids.free(said.guid, "set", said.name or "")
            each = Set(guid=guid, name=said.name or "", description=said.description or None)
            codes.mended(each, said)
            project.sets.append(each)
            yield Done("set added", set=each.name, after=each.name, guid=guid)
        else:
            yield from _named(each, said)
        yield from _filled(each, wanted, codes)
    known = {id(each) for each in found.values()}
    for each in own:
        if id(each) not in known:
            yield Done("stays", set=each.name, guid=each.guid or None)


def _own(side: Side, project: Project) -> Iterator[Set]:
    """The sets of codes, and others with the GUID of one of the codebook.

    A set of sources that is only called as a set of the codebook is another one.
    """
    if not project.sets:
        return
    keys = {guid_key(each.guid) for each in side.sets if "guid" in side.holds and each.guid}
    for each, read in zip(project.sets, understood(project)[0].sets, strict=True):
        if is_of_codes(read) or guid_key(each.guid or "") in keys:
            yield each


def _named(each: Set, said: Set) -> Iterator[Done]:
    """Name and description, where the codebook says any."""
    guid = each.guid or None
    if said.name and said.name != each.name:
        was, each.name = each.name, said.name
        yield Done("set renamed", set=each.name, before=was or None, after=each.name, guid=guid)
    if said.description and not same_text(each.description, said.description):
        was_said, each.description = each.description, said.description
        yield Done(
            "set described",
            set=each.name,
            before=was_said or None,
            after=each.description,
            guid=guid,
        )


def _filled(each: Set, wanted: list[Code], codes: AppliedCodes) -> Iterator[Done]:
    """Put codes into a set; what else it holds stays."""
    there = {guid_key(guid) for guid in each.codes}
    for code in wanted:
        key = guid_key(code.guid or "")
        if not is_guid(code.guid):
            if key not in there or not key:
                codes.mending.no_reference(code)
        elif key not in there:
            there.add(key)
            each.codes.append(code.guid)
            yield _member("put into set", each, code, codes)
    named = {guid_key(code.guid or "") for code in wanted}
    for guid in each.codes:
        kept = codes.known.get(guid_key(guid))
        if kept is not None and guid_key(guid) not in named:
            yield _member("stays in set", each, kept, codes)


def _member(change: str, each: Set, code: Code, codes: AppliedCodes) -> Done:
    was = codes.before.get(id(code))
    now = codes.after[id(code)]
    return Done(change, was.path if was else None, now.path, each.name, guid=code.guid)
