"""Codebooks for tests: small ones in a line, and any ones at random."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from properties.strategies import TEXTS

from refiqda.change.alike import standard_colour
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.model import Code, CodeBook, Set
from refiqda.standard.guids import guid_key

_COLOURS = ("", "#336699", "#abc", "rgb(51, 102, 153)", "#FFC000")
_SHORT = st.sampled_from(("", "Joy", "Water", "a > b", "joy"))


def code(name: str, *below: Code, **said: Any) -> Code:
    """A code with its children; its GUID is made of its name or of ``guid``."""
    marked = str(said.pop("guid", name)).encode().hex()[:12]
    full = f"00000000-0000-4000-8000-{marked:0>12}"
    return Code(guid=full, name=name, codes=list(below), is_codable=True, **said)


def book(*codes: Code, sets: tuple[Set, ...] = (), origin: str = "here") -> CodeBook:
    return CodeBook(codes=list(codes), sets=list(sets), origin=origin)


def group(name: str, *codes: Code, number: int = 1, **said: Any) -> Set:
    guid = f"00000000-0000-4000-9000-{number:012d}"
    return Set(guid=guid, name=name, codes=[each.guid for each in codes], **said)


def all_codes(of: CodeBook) -> list[Code]:
    return [placed.code for placed in placed_codes(of)]


def copied(of: CodeBook) -> CodeBook:
    return copy.deepcopy(of)


def shape(of: CodeBook) -> list[Any]:
    """All that a codebook says, for comparing."""
    codes = [
        (
            len(placed.steps),
            placed.code.name,
            placed.code.guid,
            placed.code.is_codable,
            standard_colour(placed.code.color)[0],
            placed.code.description or "",
        )
        for placed in placed_codes(of)
    ]
    sets = [(each.name, each.guid, each.description or "", tuple(each.codes)) for each in of.sets]
    return [*codes, *sets]


def guid_of(number: int, spelling: int = 0) -> str:
    plain = f"{number:08x}-1111-4222-8333-{number:012x}"
    return (plain, plain.upper(), f"{{{plain}}}")[spelling % 3]


@st.composite
def codebooks(draw: st.DrawFn, most: int = 9, first: int = 1) -> CodeBook:
    """A codebook whose GUIDs are all different, with odd names, often equal ones."""
    made: list[Code] = []
    result = CodeBook(origin=draw(st.sampled_from((None, "here"))), codes=[])
    for number in range(first, first + draw(st.integers(1, most))):
        new = Code(
            guid=guid_of(number, draw(st.integers(0, 2))),
            name=draw(st.one_of(_SHORT, TEXTS)),
            is_codable=draw(st.booleans()),
            color=draw(st.sampled_from(_COLOURS)) or None,
            description=draw(st.one_of(st.none(), TEXTS)),
        )
        parent = draw(st.sampled_from([None, *range(len(made))]))
        (result.codes if parent is None else made[parent].codes).append(new)
        made.append(new)
    for number in range(draw(st.integers(0, 2))):
        members = draw(st.lists(st.sampled_from(made), unique_by=id, max_size=4))
        new_set = Set(guid=guid_of(first + 900 + number), name=draw(_SHORT))
        new_set.description = draw(st.one_of(st.none(), TEXTS))
        new_set.codes = [each.guid for each in members]
        result.sets.append(new_set)
    return result


def parents(of: CodeBook) -> dict[int, Code | None]:
    return {id(placed.code): placed.parent for placed in placed_codes(of)}


def is_below(one: Code, other: Code) -> bool:
    """Whether a code is another, or stands below it."""
    return any(each is one for each in all_codes(CodeBook(codes=[other])))


class Editor:
    """Edits a codebook, each code once, and knows which differences that makes."""

    def __init__(self, of: CodeBook) -> None:
        self.book = of
        self.expected: list[tuple[str, str]] = []
        self.touched: set[int] = set()
        self.number = 5000
        self.old_parents = parents(of)

    def free(self) -> list[Code]:
        return [each for each in all_codes(self.book) if id(each) not in self.touched]

    def note(self, change: str, of: Code | Set) -> None:
        self.touched.add(id(of))
        self.expected.append((change, guid_key(of.guid)))

    def siblings(self, of: Code) -> list[Code]:
        parent = parents(self.book)[id(of)]
        return self.book.codes if parent is None else parent.codes

    def rename(self, of: Code) -> None:
        of.name = f"{of.name} once more"
        self.note("renamed", of)

    def recolour(self, of: Code) -> None:
        of.color = "#123456"
        self.note("recoloured", of)

    def describe(self, of: Code) -> None:
        of.description = f"{of.description or ''} and more"
        self.note("described", of)

    def turn(self, of: Code) -> None:
        of.is_codable = not of.is_codable
        self.note("made codable" if of.is_codable else "made a folder", of)

    def move(self, of: Code) -> None:
        above = parents(self.book)[id(of)]
        others = [each for each in all_codes(self.book) if not is_below(each, of)]
        targets = [each for each in [*others, None] if each is not above]
        if targets:
            target = targets[len(self.expected) % len(targets)]
            here = self.siblings(of)
            here[:] = [each for each in here if each is not of]
            (self.book.codes if target is None else target.codes).append(of)
            self.note("moved", of)

    def remove(self, of: Code) -> None:
        if of.codes or len(all_codes(self.book)) == 1:
            return
        here = self.siblings(of)
        here[:] = [each for each in here if each is not of]
        self.note("removed", of)
        for each in self.book.sets:
            kept = [guid for guid in each.codes if guid_key(guid) != guid_key(of.guid)]
            if len(kept) < len(each.codes):
                each.codes = kept
                self.expected.append(("taken out of set", guid_key(of.guid)))

    def add(self, of: Code) -> None:
        self.number += 1
        new = Code(guid=guid_of(self.number), name=f"new {self.number}", is_codable=True)
        of.codes.insert(0, new)
        self.note("added", new)

    def put(self, of: Code) -> None:
        for each in self.book.sets:
            if guid_key(of.guid) not in map(guid_key, each.codes):
                each.codes.insert(0, of.guid)
                self.note("put into set", of)

    def steps(self) -> Iterator[Any]:
        yield from (self.rename, self.recolour, self.describe, self.turn)
        yield from (self.move, self.remove, self.add, self.put)


def edited(of: CodeBook, edits: list[tuple[int, int]]) -> Editor:
    """An edited copy of a codebook."""
    editor = Editor(copied(of))
    for which, how in edits:
        free = editor.free()
        if free:
            list(editor.steps())[how % 8](free[which % len(free)])
    return editor


EDITS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 7)), max_size=6)
