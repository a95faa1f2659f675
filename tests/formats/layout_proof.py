"""The proof of a layout: what it tells as lost is lost, and everything else comes back.

A codebook is taken apart into facts, each about one code (by its place in the order of all codes)
or one set. It is written as a table and read again as a program would hand it over: no row of
blanks, no empty cells at the end of a row. Then the facts must be equal but for those that were
told, and those that were told must differ. It shares nothing with the code that it proves.

Two things are no facts: how often a set names a code, and the order in which it names its codes.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from refiqda.checks.repair.colours import colour
from refiqda.formats.codebooks.layout import Layout, Table
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.written.writing import Writing
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.changes import Change, Changes

Key = tuple[Any, ...]
Facts = dict[Key, Any]


def prove(layout: Layout, book: CodeBook) -> CodeBook:
    """Write a codebook and read it again; fails where the report and the difference differ."""
    changes = Changes()
    again, reading = written_and_read(layout, book, changes)
    assert not reading.losses, f"lost while reading what was written: {reading.losses}"
    mine = Taken(book)
    told: dict[Key, Change] = {}
    for change in changes.rows:
        if not change.is_written:
            told.update(dict.fromkeys(mine.told(change), change))
    before, after = mine.facts, Taken(again, mine.written_names(changes)).facts
    silent = [
        (key, before.get(key), after.get(key))
        for key in {**before, **after}
        if before.get(key) != after.get(key) and key not in told and not _made(key, before)
    ]
    assert not silent, f"differs and is not told: {silent}"
    false = [(key, change) for key, change in told.items() if before[key] == after.get(key)]
    assert not false, f"told as lost and is there: {false}"
    for key, change in told.items():
        if key[-1] == "name" and change.now:
            assert after[key] == change.now, f"told as {change.now!r}, and is {after[key]!r}"
    return again


def written_and_read(
    layout: Layout, book: CodeBook, changes: Changes, numbers: Any = None
) -> tuple[CodeBook, Reading]:
    """A codebook as it comes back out of the table that a layout makes of it."""
    assert layout.write is not None
    lines = layout.write(book, Writing(layout, changes, numbers))
    return read_rows(layout, [[str(cell) for cell in line.cells] for line in lines])


def read_rows(layout: Layout, rows: list[list[str]]) -> tuple[CodeBook, Reading]:
    """A codebook out of the rows of a table, the header first where the layout has one."""
    reading = Reading("table.csv")
    assert not layout.has_header or layout.fits(rows[0]), f"its own header is not known: {rows[0]}"
    header = rows[0] if layout.has_header else []
    below = [(number, _without_end(row)) for number, row in enumerate(rows, 1)]
    kept = [(number, row) for number, row in below[layout.has_header :] if "".join(row).strip()]
    return layout.read(Table(header, kept), reading), reading


def _without_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _made(key: Key, before: Facts) -> bool:
    """Whether it is a GUID where there was none: whoever reads has to make one."""
    return key[-1] == "guid" and key not in before


class Taken:
    """A codebook taken apart; sets are known by the names that are written for them."""

    def __init__(self, book: CodeBook, names: dict[str, Key] | None = None) -> None:
        self.book = book
        self.facts: Facts = {}
        self.owners: dict[int, Key] = {id(book): ("book",)}
        self.members: dict[Key, Key] = {}
        self._codes: list[Code] = []
        self._put(("book", "origin"), book.origin)
        waiting: list[tuple[Code, int | None]] = [(code, None) for code in reversed(book.codes)]
        while waiting:
            code, above = waiting.pop()
            own = ("code", len(self._codes))
            self._codes.append(code)
            self._take_code(own, code, above)
            waiting += [(child, own[1]) for child in reversed(code.codes)]
        self._take_sets(names)

    def _put(self, key: Key, value: Any) -> None:
        if value not in (None, ""):
            self.facts[key] = value

    def _take_code(self, own: Key, code: Code, above: int | None) -> None:
        self.owners[id(code)] = own
        found = colour(code.color or "")
        self.facts[(*own, "name")] = code.name or ""
        self.facts[(*own, "place")] = above
        self.facts[(*own, "codable")] = code.is_codable
        self._put((*own, "description"), code.description)
        self._put((*own, "color"), found or code.color)
        self._put((*own, "guid"), _plain(code.guid))

    def _take_sets(self, names: dict[str, Key] | None) -> None:
        order: list[Key] = []
        seen: Counter[str] = Counter()
        for number, each in enumerate(self.book.sets):
            name = each.name or ""
            seen[name] += 1
            own: Key = ("set", number)
            if names is not None:
                own = names.get(name, ("set", "unknown", number)) if seen[name] == 1 else own
            self.owners[id(each)] = own
            order.append(own)
            self.facts[(*own, "name")] = name
            self._put((*own, "description"), each.description)
            self._put((*own, "guid"), _plain(each.guid))
            for item, guid in enumerate(each.codes, 1):
                self._take_member(own, item, _plain(guid))
        self._put(("book", "order of the sets"), order)

    def _take_member(self, own: Key, item: int, guid: str) -> None:
        places = [n for n, code in enumerate(self._codes) if _plain(code.guid) == guid]
        for place in places:
            self.facts[(*own, "member", place)] = True
        if not places:
            self.facts[(*own, "member", guid)] = True
            self.members[(*own, item)] = (*own, "member", guid)

    def told(self, change: Change) -> list[Key]:
        """The facts that a change is about; a change of a fact that is not there is an error."""
        own = self.owners[id(change.node)]
        keys = self._told(change, own)
        wrong = [key for key in keys if key not in self.facts]
        assert keys, f"about nothing: {change}"
        assert not wrong, f"told as lost and never there: {wrong}, {change}"
        return keys

    def _told(self, change: Change, own: Key) -> list[Key]:
        if own[0] == "book":
            return [("book", change.field or change.what)]
        if change.what == "place of a code":
            return [(*own, "place")]
        if change.field == "is_codable":
            return [(*own, "codable")]
        if own[0] == "set" and change.field == "codes":
            return [self.members.get((*own, change.item), (*own, "member", "known"))]
        if own[0] == "set" and not change.field:
            self._forget(own)
            return [key for key in self.facts if key[:2] == own]
        return [(*own, change.field)]

    def _forget(self, own: Key) -> None:
        """A set that does not come back has no place in the order either."""
        order = ("book", "order of the sets")
        left = [each for each in self.facts.pop(order, []) if each != own]
        self._put(order, left)

    def written_names(self, changes: Changes) -> dict[str, Key]:
        """The sets by the names that they come back with."""
        renamed = {
            id(change.node): change.now
            for change in changes.rows
            if change.field == "name" and change.now
        }
        gone = {id(change.node) for change in changes.rows if not change.field}
        return {
            renamed.get(id(each), each.name or ""): self.owners[id(each)]
            for each in reversed(self.book.sets)
            if id(each) not in gone
        }


def _plain(guid: str | None) -> str:
    return (guid or "").strip().strip("{}").lower()
