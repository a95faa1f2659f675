"""The plain table: a layout of our own that holds all that a codebook says.

A row says by its ``kind`` what it is about. Levels are numbers, so that no name has to be written
otherwise, whatever is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from refiqda.formats.codebooks.layout import ALL, Cell, Held, Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import lose_row
from refiqda.formats.codebooks.rows.reading import ByLevel, Reading
from refiqda.formats.codebooks.rows.twins import remark_twins
from refiqda.formats.codebooks.rows.yes_no import yes_or_no
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.formats.codebooks.written.writing import NUMBERS, Writing
from refiqda.standard.document import make_guid
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code, CodeBook, Set

Column = Literal["kind", "level", "name", "description", "color", "codable", "guid"]
COLUMNS: tuple[Column, ...] = (
    "kind",
    "level",
    "name",
    "description",
    "color",
    "codable",
    "guid",
)
_USED: dict[str, tuple[Column, ...]] = {
    "code": COLUMNS,
    "set": ("kind", "name", "description", "guid"),
    "member": ("kind", "name", "guid"),
    "origin": ("kind", "name"),
}
"""The columns that each kind of row has something in."""
_MOST_DIGITS = 9
_LONGEST = 40
"""Characters of a cell that a message quotes."""


# ------------------------------------------------------------------------------------ writing


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book)
    numbers = NUMBERS if writing.numbers is not None else ()
    lines = [Line(None, (*COLUMNS, *numbers))]
    names: dict[str, str] = {}
    members = {guid_key(guid) for each in book.sets for guid in each.codes}
    for code, _, steps in placed_codes(book):
        if members:
            names.setdefault(guid_key(code.guid or ""), code.name or "")
        counted = (writing.number(code, what) for what in numbers)
        lines.append(Line(code, (*_code_cells(code, len(steps)), *counted)))
    rest = ("",) * len(numbers)
    lines += (Line(line.node, (*line.cells, *rest)) for line in _set_lines(book, names))
    if book.origin:
        lines.append(Line(book, ("origin", "", book.origin, "", "", "", "", *rest)))
    return lines


def _code_cells(code: Code, level: int) -> tuple[Cell, ...]:
    codable = "" if code.is_codable is None else "yes" if code.is_codable else "no"
    texts = (code.name or "", code.description or "", code.color or "")
    return ("code", level, *texts, codable, code.guid or "")


def _set_lines(book: CodeBook, names: dict[str, str]) -> Iterator[Line]:
    for each in book.sets:
        description, guid = each.description or "", each.guid or ""
        yield Line(each, ("set", "", each.name or "", description, "", "", guid))
        for member in each.codes:
            name = names.get(guid_key(member), "")
            yield Line(each, ("member", "", name, "", "", "", member))


# ------------------------------------------------------------------------------------ reading


class _Member(NamedTuple):
    """A member that is called by its name alone, to be found when all codes are there."""

    row: int
    name: str
    held: Set
    place: int


class _Rows:
    """The rows of one table, on their way into a codebook."""

    def __init__(self, table: Table, reading: Reading) -> None:
        self.reading = reading
        self.places: dict[Column, int | None] = {name: table.column(name) for name in COLUMNS}
        if self.places["color"] is None:
            self.places["color"] = table.column("colour")
        self.levels = ByLevel(reading)
        self.codes: list[tuple[int, Row, Code]] = []
        self.sets: list[Set] = []
        self.named: Counter[str] = Counter()
        """How many sets have a name."""
        self.origin: str | None = None
        self.called: list[_Member] = []

    def take(self, number: int, row: Row) -> str:
        """Take over a row; the answer is its kind."""
        kind = self.text(row, "kind").strip().casefold() or "code"
        if kind == "code":
            self._code(number, row)
        elif kind == "set":
            self._set(number, row)
        elif kind == "member":
            self._member(number, row)
        elif kind == "origin":
            self._origin(number, row)
        else:
            says = f"{_quoted(self.text(row, 'kind'))} is no kind of row"
            hint = f"Write one of {', '.join(_USED)}, or say what is what with --name-column"
            raise self.reading.refuse(f"row {number}", says, hint)
        return kind

    def text(self, row: Row, column: Column) -> str:
        return cell(row, self.places[column])

    def _guid(self, row: Row) -> str:
        guid = self.text(row, "guid")
        return guid if guid.strip() else ""

    def _code(self, number: int, row: Row) -> None:
        if self.places["kind"] is None and not self.text(row, "name").strip():
            lose_row(self.reading, number, row, self.places.values())
            return
        level = self._level(number, row)
        guid = self._guid(row)
        code = self.reading.code(
            number,
            self.text(row, "name"),
            guid=guid,
            color=self.text(row, "color"),
            description=self.text(row, "description"),
            codable=self._codable(number, row, guid),
        )
        if not self.codes and level > 1:
            self.reading.remarks.append(
                f"The first code (row {number}) is at level {level}, with no code above it. If the "
                "rows were sorted, codes may stand below others than they did."
            )
        self.levels.add(number, level, code)
        self.codes.append((number, row, code))

    def _level(self, number: int, row: Row) -> int:
        if self.places["level"] is None:
            return 1
        text = self.text(row, "level").strip()
        if not text.isdecimal() or len(text) > _MOST_DIGITS or int(text) < 1:
            says = (
                f"{_quoted(text)} is no level of a code"
                if text
                else "the level of the code is missing"
            )
            hint = (
                "Levels are whole numbers, and the codes at the top are at level 1; a numbering "
                "such as 1.1 is read with --name-column and --level-column"
            )
            raise self.reading.refuse(f"row {number}", says, hint)
        return int(text)

    def _codable(self, number: int, row: Row, guid: str) -> Any:
        text = self.text(row, "codable")
        if not text.strip():
            # A code that does not say it is written so. A row that a person adds has no GUID.
            return None if guid and self.places["codable"] is not None else True
        said = yes_or_no(text)
        if said is None:
            says = f"{_quoted(text.strip())} does not say whether a code is codable"
            raise self.reading.refuse(f"row {number}", says, "Write yes or no")
        return said

    def _set(self, number: int, row: Row) -> None:
        name, guid = self.text(row, "name"), self._guid(row)
        self.named[name] += 1
        again = (str(self.named[name]),) if self.named[name] > 1 else ()
        made = guid or make_guid("codebook", "set", name, *again)
        each = Set(guid=made, name=name, description=self.text(row, "description") or None)
        self.reading.places[id(each)] = (each, f"row {number}")
        if not guid:
            self.reading.made.add(id(each))
        self.sets.append(each)

    def _member(self, number: int, row: Row) -> None:
        if not self.sets:
            hint = "Write it below the row of its set. If the rows were sorted, sort them back"
            raise self.reading.refuse(f"row {number}", "a member before any set", hint)
        held, guid, name = self.sets[-1], self._guid(row), self.text(row, "name")
        if name and not guid:
            self.called.append(_Member(number, name, held, len(held.codes)))
        held.codes.append(guid)

    def _origin(self, number: int, row: Row) -> None:
        name = self.text(row, "name")
        if self.origin is None:
            self.origin = name
            return
        why = "a codebook has one origin, and an earlier row says it"
        self.reading.lose("origin of the codebook", None, f"row {number}, column name", why)

    def book(self) -> CodeBook:
        """The codebook of all rows."""
        book = self.reading.book(self.levels.done(), self.origin)
        book.sets = self.sets
        remark_twins(self.reading)
        self._find_members()
        return book

    def _find_members(self) -> None:
        """The GUIDs of members that a person wrote by name alone."""
        if not self.called:
            return
        known: dict[str, list[str]] = {}
        for _, _, code in self.codes:
            known.setdefault(code.name, []).append(code.guid)
        for member in self.called:
            found = known.get(member.name, [])
            if len(found) != 1:
                says = f"{len(found) or 'no'} codes are called {_quoted(member.name)}"
                hint = "Say by its GUID which code is the member"
                raise self.reading.refuse(f"row {member.row}", says, hint)
            member.held.codes[member.place] = found[0]


def _read(table: Table, reading: Reading) -> CodeBook:
    rows = _Rows(table, reading)
    kinds: dict[str, list[tuple[int, Row]]] = {kind: [] for kind in _USED}
    for number, row in table.rows:
        kinds[rows.take(number, row)].append((number, row))
    book = rows.book()
    for kind, columns in _USED.items():
        used = (rows.places[column] for column in columns)
        codes = rows.codes if kind == "code" else ()
        reading.lose_others(Table(table.header, kinds[kind]), used, codes)
    columns_of: dict[Held, Column] = {"levels": "level", "sets": "kind", "origin": "kind"}
    columns_of |= {"description": "description", "color": "color"}
    columns_of |= {"codable": "codable", "guid": "guid"}
    reading.note_missing({held: rows.places[column] for held, column in columns_of.items()})
    return book


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _fits(row: Row) -> bool:
    header = Table(row, [])
    has_own = header.column("kind") is not None or header.column("level") is not None
    return has_own and header.column("name") is not None


PLAIN = Layout(
    key="plain",
    name="plain table",
    says=(
        "The columns kind, level, name, description, color, codable and guid. A row of the kind "
        "code for each code, with its level from 1; then a row set for each set, with a row member "
        "for each of its codes below; and a row origin. Where a project is at hand, files and "
        "references are counted in two more columns."
    ),
    holds=ALL,
    files=(".csv", ".tsv", ".txt", ".xlsx"),
    columns=("level", "name"),
    fits=_fits,
    read=_read,
    write=_write,
)
