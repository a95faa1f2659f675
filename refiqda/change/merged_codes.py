"""The codes of several codebooks as one tree, and what they do not agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from refiqda.change.alike import contains, joined, same_colour, same_text
from refiqda.change.arranging import arranged, siblings
from refiqda.change.flat import remark_unclear, unclear
from refiqda.change.matching import By, Match, Matched, match_codes
from refiqda.change.mending import Mending, NewGuids, is_guid
from refiqda.change.rows import Conflict, Merged
from refiqda.change.sides import Side
from refiqda.formats.codebooks.layout import Held
from refiqda.formats.codebooks.trees import Placed, placed_codes
from refiqda.standard.guids import guid_key
from refiqda.standard.index import PATH_SEPARATOR
from refiqda.standard.model import Code, CodeBook

_TOP = "(top)"


class _Pending(NamedTuple):
    """A conflict whose code may still come to be called otherwise."""

    what: str
    code: Code
    kept: str | Code
    of: str
    other: str
    file: str


class _Went(NamedTuple):
    file: str
    placed: Placed
    has_guid: bool
    code: Code
    by: By | None


class MergedCodes:
    """The codes so far, and for each who says what of it."""

    def __init__(self, first: Side) -> None:
        self.top: list[Code] = []
        self.parents: dict[int, Code | None] = {}
        """By identity of a code: the code above it."""
        self.said: dict[tuple[int, str], str] = {}
        """By identity of a code and what is said of it: the file that says so."""
        self.twins: dict[int, Code] = {}
        """By identity of a code of the codebook that was added last: the same code here."""
        self.guids = NewGuids("codebook", "merged")
        self.mending = Mending()
        self._ids: dict[int, str] = {}
        """By identity of a code without a GUID: by what a file knows it that is none."""
        self._unsure: set[str] = set()
        """GUIDs that two codes of one codebook have: nobody can tell which of them is meant."""
        self._pending: list[_Pending] = []
        self._went: list[_Went] = []
        self._other_guids: Counter[str] = Counter()
        self._unclear: dict[str, dict[str, None]] = {}
        """By a file without levels: the names, in order, that more than one code has."""
        self.add(first)

    # ------------------------------------------------------------------------- one more codebook

    def add(self, side: Side) -> None:
        """Take over all codes of a codebook."""
        keys = Counter(filter(None, (side.key(each.code) for each in side.codes)))
        self._unsure.update(key for key, number in keys.items() if number > 1)
        here = list(placed_codes(CodeBook(codes=self.top)))
        matched = match_codes(here, side.codes, self._key, self._sure(side))
        same = {
            code: match for code, match in matched.of_after.items() if self._is_same(match, side)
        }
        self.twins = {}
        new: list[Placed] = []
        for placed in side.codes:
            match = same.get(id(placed.code))
            if match is None:
                self.twins[id(placed.code)] = self._new(placed, side)
                new.append(placed)
            else:
                self.twins[id(placed.code)] = match.before.code
        self._note_unclear(side, here, matched)
        arriving = {id(self.twins[id(placed.code)]) for placed in new}
        arriving |= self._compare(side, matched, same)
        self._arrange(side, arriving)
        self._note_all(side, same)

    def _is_same(self, match: Match, side: Side) -> bool:
        """Whether two codes are one: equal names are enough where a codebook has no levels."""
        is_placed = "levels" in side.holds and (id(match.before.code), "levels") in self.said
        return match.by != "name" or not is_placed

    def _note_unclear(self, side: Side, here: list[Placed], matched: Matched) -> None:
        """Note the names by which it cannot be told which code of another codebook is meant."""
        flat: dict[str, list[Placed]] = {}
        if "levels" not in side.holds:
            flat[side.name] = here
        else:
            for placed in here:
                if (id(placed.code), "levels") not in self.said and placed.code.name:
                    flat.setdefault(self.said[id(placed.code), "name"], []).append(placed)
        for file, codes in flat.items():
            names = unclear(matched, codes, side.codes)
            self._unclear.setdefault(file, {}).update(dict.fromkeys(names))

    def _key(self, code: Code) -> str:
        """By which GUID a code here is known, if one of the codebooks gave it any."""
        has_guid = (id(code), "guid") in self.said
        key = guid_key(code.guid) if has_guid else self._ids.get(id(code), "")
        return "" if key in self._unsure else key

    def _sure(self, side: Side) -> Callable[[Code], str]:
        def key_of(code: Code) -> str:
            key = side.key(code)
            return "" if key in self._unsure else key

        return key_of

    def _new(self, placed: Placed, side: Side) -> Code:
        """A code that was not there, with all that is said of it."""
        old = placed.code
        new = Code(
            guid=self.guids.free(old.guid, *placed.steps),
            name=old.name or "",
            is_codable=old.is_codable,
            color=self.mending.colour(old.color, side.name),
            description=old.description,
        )
        self.parents[id(new)] = self._parent(placed)
        has_guid = self._is_known(new, old, side)
        for held, is_said in (
            ("guid", has_guid),
            ("levels", "levels" in side.holds),
            ("codable", "codable" in side.holds and old.is_codable is not None),
            ("name", bool(old.name)),
            ("color", bool(new.color)),
            ("description", bool(old.description)),
        ):
            if is_said:
                self.said[id(new), held] = side.name
        self.mending.name(new, old, side.name)
        if "codable" in side.holds and old.is_codable is None:
            self.mending.codable(new, side.name)
        if has_guid and guid_key(new.guid) != side.key(old):
            self._tell("GUID", new, new.guid, side.name, old.guid or "", side.name)
        return new

    def _is_known(self, code: Code, other: Code, side: Side) -> bool:
        """Whether a side has a GUID for a code; of what is none there, it keeps what it is."""
        if "guid" not in side.holds or is_guid(other.guid):
            return "guid" in side.holds
        self.mending.guid(other.guid, side.name)
        self._ids.setdefault(id(code), side.key(other))
        return False

    def _parent(self, placed: Placed) -> Code | None:
        """What stands here for the code above one."""
        return self.twins[id(placed.parent)] if placed.parent is not None else None

    def _arrange(self, side: Side, arriving: set[int]) -> None:
        """Put codes where they belong: those that move leave the place where they were first."""
        for parent, below in siblings(side.codes).items():
            above = self.twins[parent] if parent is not None else None
            wanted = [self.twins[id(placed.code)] for placed in below]
            if not any(id(code) in arriving for code in wanted):
                continue
            moved = {id(c) for c in wanted if id(c) in arriving and self.parents[id(c)] is above}
            present = above.codes if above is not None else self.top
            present[:] = arranged(present, wanted, moved)

    # ---------------------------------------------------------------------- what is said of codes

    def _compare(self, side: Side, matched: Matched, same: Mapping[int, Match]) -> set[int]:
        """Compare what is said of the codes that both have; gives back which of them move."""
        left: dict[int, Code | None] = {}
        for placed in side.codes:
            match = matched.of_after.get(id(placed.code))
            if match is None:
                continue
            if id(placed.code) not in same:
                new = self.twins[id(placed.code)]
                of = self.said[id(match.before.code), "name"]
                self._tell("perhaps the same", new, match.before.code, of, placed.path, side.name)
                continue
            code = match.before.code
            self._guid(code, placed.code, side)
            self._value(code, placed.code, side)
            self._described(code, placed.code, side)
            parent = self.parents[id(code)]
            if self._place(code, placed, side):
                left[id(code)] = parent
        for above in {id(parent): parent for parent in left.values()}.values():
            present = above.codes if above is not None else self.top
            present[:] = [code for code in present if id(code) not in left]
        return set(left)

    def _guid(self, code: Code, other: Code, side: Side) -> None:
        theirs = side.key(other)
        if not self._is_known(code, other, side) or theirs == guid_key(code.guid):
            return
        if (id(code), "guid") in self.said:
            self._other_guids[side.name] += 1
        elif theirs not in self.guids.taken:
            code.guid = self.guids.free(other.guid)
            self.said[id(code), "guid"] = side.name

    def _value(self, code: Code, other: Code, side: Side) -> None:
        """Name, colour, and whether it is a folder."""
        if self._fills(code, "name", bool(other.name), side):
            code.name = other.name
        elif other.name and other.name != code.name:
            self._differ("name", "name", code, code.name, other.name, side)
        colour = self.mending.colour(other.color, side.name)
        if self._fills(code, "color", bool(colour), side):
            code.color = colour
        elif other.color and colour and not same_colour(code.color, colour):
            self._differ("colour", "color", code, code.color or "", other.color, side)
        is_said = "codable" in side.holds and other.is_codable is not None
        if self._fills(code, "codable", is_said, side):
            code.is_codable = other.is_codable
        elif is_said and code.is_codable is not other.is_codable:
            self._differ("folder", "codable", code, _codable(code), _codable(other), side)

    def _described(self, code: Code, other: Code, side: Side) -> None:
        if self._fills(code, "description", bool(other.description), side):
            code.description = other.description
        elif other.description:
            first, second = code.description or "", other.description
            if same_text(first, second) or contains(first, second):
                return
            if contains(second, first):
                code.description = second
                self.said[id(code), "description"] = side.name
                return
            self._differ("description", "description", code, first, second, side)
            code.description = joined(first, second, side.name)

    def _place(self, code: Code, placed: Placed, side: Side) -> bool:
        """Whether a code moves, since nobody has said yet where it stands."""
        if "levels" not in side.holds:
            return False
        wanted, parent = self._parent(placed), self.parents[id(code)]
        if self._fills(code, "levels", True, side):
            self.parents[id(code)] = wanted
            return wanted is not parent
        if wanted is not parent:
            of = self.said[id(code), "levels"]
            self._tell("place", code, code, of, _above(placed), side.name)
        return False

    def _fills(self, code: Code, held: Held | str, is_said: bool, side: Side) -> bool:
        """Whether a side is the first to say something of a code."""
        if not is_said or (id(code), held) in self.said:
            return False
        self.said[id(code), held] = side.name
        return True

    # ------------------------------------------------------------------------------- what is told

    def _differ(
        self, what: str, held: Held | str, code: Code, kept: str, other: str, side: Side
    ) -> None:
        self._tell(what, code, kept, self.said[id(code), held], other, side.name)

    def _tell(
        self, what: str, code: Code, kept: str | Code, of: str, other: str, file: str
    ) -> None:
        self._pending.append(_Pending(what, code, kept, of, other, file))

    def _note_all(self, side: Side, same: Mapping[int, Match]) -> None:
        for placed in side.codes:
            match = same.get(id(placed.code))
            by = match.by if match is not None else None
            has_guid = bool(side.key(placed.code))
            self._went.append(_Went(side.name, placed, has_guid, self.twins[id(placed.code)], by))

    def conflicts(self) -> Iterator[Conflict]:
        """What the codebooks do not agree on, with the paths that the codes have in the end."""
        places = self._places()
        for what, code, kept, of, other, file in self._pending:
            if isinstance(kept, Code):
                kept = _above(places[id(kept)]) if what == "place" else places[id(kept)].path
            yield Conflict(what, places[id(code)].path, code.guid, kept, of, other, file)

    def merged(self) -> list[Merged]:
        """Where each code of each codebook is now."""
        places = self._places()
        return [
            Merged(
                one.file,
                one.placed.path,
                one.placed.code.guid if one.has_guid else None,
                places[id(one.code)].path,
                one.code.guid,
                one.by,
            )
            for one in self._went
        ]

    def _places(self) -> dict[int, Placed]:
        return {id(each.code): each for each in placed_codes(CodeBook(codes=self.top))}

    def remarks(self) -> Iterator[str]:
        """What the GUIDs of the others and some colours have become."""
        yield from self.mending.remarks()
        for file, names in self._unclear.items():
            yield from remark_unclear(file, [*names], "all of them are there")
        for file, number in self._other_guids.items():
            codes = "1 code" if number == 1 else f"{number:,} codes"
            yield (
                f"{codes} of {file} had another GUID in a codebook before it, which stands: a "
                f"project that was coded with {file} has the other."
            )


def _above(placed: Placed) -> str:
    return PATH_SEPARATOR.join(placed.steps[:-1]) or _TOP


def _codable(code: Code) -> str:
    return "codable" if code.is_codable else "folder"
