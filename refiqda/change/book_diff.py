"""What is different in one codebook, as against another."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from refiqda.change.alike import same_colour, same_text
from refiqda.change.arranging import siblings
from refiqda.change.flat import is_flat_beside, left_out, remark_unclear, unclear
from refiqda.change.matching import Match, Matched, match_codes
from refiqda.change.rows import Difference
from refiqda.change.set_diff import set_differences
from refiqda.change.sides import Book, Side, sides_of, silent_on
from refiqda.formats.codebooks.layout import Held
from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.guids import guid_key
from refiqda.standard.index import PATH_SEPARATOR
from refiqda.standard.model import Code
from refiqda.standard.stream import without_collecting

if TYPE_CHECKING:
    from refiqda.tables.columns import Frame

_BETWEEN = "; "


@dataclass(slots=True)
class BookDiff:
    """All differences between two codebooks."""

    before: str
    """The name of the first."""
    after: str
    rows: list[Difference] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What could not be compared, and how tables were read, in sentences."""
    is_partial: bool = False
    """Whether there is something that could not be compared."""

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.rows)

    def summary(self) -> str:
        """One line for a person."""
        if not self.rows:
            more = " in what both hold" if self.is_partial else ""
            return f"{self.before} and {self.after} are the same{more}."
        counts = Counter(row.change for row in self.rows)
        listed = ", ".join(f"{change} ({number:,})" for change, number in counts.items())
        return f"{self.after} as against {self.before}: {listed}."

    def frame(self) -> Frame:
        """The differences as a DataFrame, one row each."""
        from refiqda.tables.codebook_changes import DIFFERENCES

        return DIFFERENCES.from_rows(self.rows)


@without_collecting()
def diff_codebooks(before: Book, after: Book) -> BookDiff:
    """Compare two codebooks, of whatever kind, in the standard's own idiom.

    Codes are the same if their GUID is, else if their path is, else if their name is and no other
    code that is left has it. Only what both files can say is compared: of where codes stand, a
    table that shows no levels and holds no GUIDs says nothing.
    """
    one, two = sides_of((before, after))
    matched = match_codes(one.codes, two.codes, one.key, two.key)
    silent = left_out(one, two, matched.of_before) | left_out(two, one, matched.of_after)
    rows = [*_code_differences(one, two, matched, silent), *set_differences(one, two, matched)]
    partial = [*_remarks(one, two), *_flat_remarks(one, two, matched, len(silent))]
    told = [*one.told, *two.told, *partial]
    return BookDiff(one.name, two.name, rows, told, is_partial=bool(partial))


def _remarks(one: Side, two: Side) -> Iterator[str]:
    for side, other in ((one, two), (two, one)):
        silent = silent_on(side, (other,))
        if silent:
            yield f"{side.name} holds no {silent}, so that these were not compared."
        if "guid" not in side.holds:
            yield f"{side.name} holds no GUIDs, so that codes were known by their paths and names."


def _flat_remarks(one: Side, two: Side, matched: Matched, left: int) -> Iterator[str]:
    """What cannot be told where one side is a list and the other has levels."""
    for side, other in ((one, two), (two, one)):
        if not is_flat_beside(side, other):
            continue
        if left:
            codes, are = ("1 code", "is") if left == 1 else (f"{left:,} codes", "are")
            yield (
                f"{codes} of {other.name} that {side.name} does not name {are} above others that "
                "it names: a list without levels may leave such codes out, so this is no "
                "difference."
            )
        then = "they are told as removed and added"
        yield from remark_unclear(side.name, unclear(matched, one.codes, two.codes), then)


# --------------------------------------------------------------------------------------- codes


def _code_differences(
    one: Side, two: Side, matched: Matched, silent: set[int]
) -> Iterator[Difference]:
    """Those of every code of the second, and after each what the first had behind it alone.

    Nothing is told of the codes of which the other side is silent, by their identity.
    """
    parts = _Parts(one, two, matched)
    gone = _gone(one, matched, silent)
    yield from (_removed(each, one) for each in gone.get(None, ()))
    yield from parts.reordered(None)
    for here in two.codes:
        match = matched.of_after.get(id(here.code))
        if match is None:
            if id(here.code) in silent:
                continue
            guid = here.code.guid if two.key(here.code) else None
            yield Difference("added", now=here.path, after=here.code.name, guid=guid)
            continue
        yield from parts.of(match)
        yield from parts.reordered(match)
        yield from (_removed(each, one) for each in gone.get(id(match.before.code), ()))


def _gone(one: Side, matched: Matched, silent: set[int]) -> dict[int | None, list[Placed]]:
    """The codes that only the first has, by the latest code before them that both have."""
    found: dict[int | None, list[Placed]] = {}
    last: int | None = None
    for placed in one.codes:
        if id(placed.code) in matched.of_before:
            last = id(placed.code)
        elif id(placed.code) not in silent:
            found.setdefault(last, []).append(placed)
    return found


def _removed(placed: Placed, side: Side) -> Difference:
    guid = placed.code.guid if side.key(placed.code) else None
    return Difference("removed", placed.path, before=placed.code.name, guid=guid)


class _Said(NamedTuple):
    """One thing that two codebooks say of one code."""

    change: str
    before: str | None
    after: str | None


class _Parts:
    """What is different of the codes that both have."""

    def __init__(self, one: Side, two: Side, matched: Matched) -> None:
        self.one, self.two = one, two
        self.held: frozenset[Held] = one.holds & two.holds
        self.matched = matched
        # Codes side by side and codes in levels have no order in common.
        self.has_order = ("levels" in one.holds) == ("levels" in two.holds)
        self.places = {id(placed.code): place for place, placed in enumerate(one.codes)}
        self.below = siblings(two.codes)

    def of(self, match: Match) -> Iterator[Difference]:
        """The differences of one code."""
        before, after, by = match
        guid = self._guid(match)
        for change, was, now in (*self._named(match), *self._said(before.code, after.code)):
            yield Difference(
                change, before.path, after.path, None, was or None, now or None, by, guid
            )

    def _named(self, match: Match) -> Iterator[_Said]:
        """Name, place and GUID."""
        before, after, by = match
        if (before.code.name or "") != (after.code.name or ""):
            yield _Said("renamed", before.code.name, after.code.name)
        if "levels" in self.held and not self.matched.is_same(before.parent, after.parent):
            yield _Said("moved", _above(before), _above(after))
        if by != "guid" and "guid" in self.held:
            was, now = before.code.guid or "", after.code.guid or ""
            if guid_key(was) != guid_key(now):
                yield _Said("GUID changed", was, now)

    def _said(self, before: Code, after: Code) -> Iterator[_Said]:
        """What a codebook says of a code."""
        held = self.held
        if "codable" in held and None not in (before.is_codable, after.is_codable):
            words = [_codable(code.is_codable) for code in (before, after)]
            if words[0] != words[1]:
                change = "made codable" if after.is_codable else "made a folder"
                yield _Said(change, *words)
        if "color" in held and not same_colour(before.color, after.color):
            yield _Said("recoloured", before.color, after.color)
        if "description" in held and not same_text(before.description, after.description):
            yield _Said("described", before.description, after.description)

    def reordered(self, match: Match | None) -> Iterator[Difference]:
        """Whether codes that stand below the same code on both sides do so in another order."""
        if not self.has_order:
            return
        parent = match.after.code if match is not None else None
        stayed = list(self._stayed(self.below.get(id(parent) if parent else None, ()), match))
        order = [self.places[id(each.before.code)] for each in stayed]
        if all(one < two for one, two in itertools.pairwise(order)):
            return
        once = sorted(stayed, key=lambda each: self.places[id(each.before.code)])
        yield Difference(
            "reordered",
            match.before.path if match else "",
            match.after.path if match else "",
            before=_BETWEEN.join(each.before.code.name or "" for each in once),
            after=_BETWEEN.join(each.after.code.name or "" for each in stayed),
            matched=match.by if match else None,
            guid=self._guid(match) if match else None,
        )

    def _guid(self, match: Match) -> str | None:
        """The GUID of a code on the second side, or on the side that holds any."""
        side, code = (self.one, match.before.code)
        if "guid" in self.two.holds:
            side, code = self.two, match.after.code
        return code.guid if side.key(code) else None

    def _stayed(self, below: Iterable[Placed], match: Match | None) -> Iterator[Match]:
        parent = match.before.code if match is not None else None
        for placed in below:
            found = self.matched.of_after.get(id(placed.code))
            if found is not None and found.before.parent is parent:
                yield found


def _above(placed: Placed) -> str:
    return PATH_SEPARATOR.join(placed.steps[:-1])


def _codable(is_codable: bool | None) -> str:
    return "codable" if is_codable else "folder"
