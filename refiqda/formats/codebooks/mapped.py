"""A table of people's own, of which they say which column holds what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from refiqda.errors import NotACodebook, UnknownName
from refiqda.formats.codebooks.layout import Held, Layout, Row, Table, cell
from refiqda.formats.codebooks.reading import ByLevel, ByParent, ByPath, Reading
from refiqda.standard.model import Code, CodeBook

_FOLDER = ("no", "false", "0", "folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table holds what: each by its header, or by its number from 1.

    Levels are said in one of four ways: by several ``name`` columns, one for each level; by paths
    in the one ``name`` column, with a ``separator``; by a ``level`` column of numbers; or by a
    ``parent`` column, which has the name, or where there is a ``guid`` column the GUID, of the code
    above. Without any of them, all codes are side by side.
    """

    name: tuple[str, ...] = ()
    description: str = ""
    color: str = ""
    guid: str = ""
    parent: str = ""
    level: str = ""
    codable: str = ""
    sets: tuple[str, ...] = ()
    """Columns of names of sets; several sets in one cell stand with a ``;`` or ``|`` between."""
    separator: str = ""
    has_header: bool = True
    """Whether the first filled row has the headers; if not, columns are named by number."""

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return self != Columns()

    def refuse_contradictions(self) -> None:
        """Refuse what cannot hold at the same time.

        Raises:
            UnknownName: saying what to name, or to leave out.
        """
        if not self.name:
            raise UnknownName("Say which column holds the names of the codes: --name-column.")
        ways = [len(self.name) > 1, self.separator, self.level, self.parent]
        if sum(map(bool, ways)) > 1:
            raise UnknownName(
                "Levels are said by several name columns, by a separator, by a level column or by "
                "a parent column: choose one of them."
            )


class _Found(NamedTuple):
    """The columns by their places in a table."""

    names: list[int]
    description: int | None
    color: int | None
    guid: int | None
    parent: int | None
    level: int | None
    codable: int | None
    sets: list[int]

    def all(self) -> Iterator[int | None]:
        yield from (*self.names, *self.sets)
        yield from (self.description, self.color, self.guid)
        yield from (self.parent, self.level, self.codable)


def mapped(columns: Columns) -> Layout:
    """The layout of a table whose columns somebody named.

    Raises:
        UnknownName: if what is said contradicts itself.
    """
    columns.refuse_contradictions()
    holds: set[Held] = set()
    if len(columns.name) > 1 or columns.separator or columns.level or columns.parent:
        holds.add("levels")
    said: dict[Held, object] = {
        "description": columns.description,
        "color": columns.color,
        "guid": columns.guid,
        "codable": columns.codable,
        "sets": columns.sets,
    }
    holds.update(held for held, given in said.items() if given)
    return Layout(
        key="mapped",
        name="A table of your own",
        says="The columns that are named.",
        holds=frozenset(holds),
        files=(),
        has_header=columns.has_header,
        fits=lambda row: _has_all(columns, row),
        read=lambda table, reading: _read(columns, table, reading),
    )


def _has_all(columns: Columns, row: Row) -> bool:
    return columns.has_header and all(_place(name, row) is not None for name in _named(columns))


def missing(columns: Columns, row: Row) -> list[str]:
    """The columns that are named and that a header has not."""
    return [name for name in _named(columns) if _place(name, row) is None]


def _named(columns: Columns) -> Iterator[str]:
    yield from columns.name
    yield from columns.sets
    single = (columns.description, columns.color, columns.guid, columns.parent, columns.level)
    yield from filter(None, (*single, columns.codable))


def _place(name: str, header: Row) -> int | None:
    """The place of a column: by its header, else by its number."""
    found = Table(header, []).column(name.strip())
    if found is None and name.strip().isdecimal() and 0 < int(name) <= max(len(header), 1):
        return int(name) - 1
    return found


def _read(columns: Columns, table: Table, reading: Reading) -> CodeBook:
    width = max((len(row) for _, row in table.rows), default=0)
    header = table.header if columns.has_header else [""] * width
    lost = missing(columns, header)
    if lost:
        raise NotACodebook(
            f"{reading.name} has {width} columns without headers, and no number {lost[0]!r} among "
            "them. Name columns by their number, from 1."
        )

    def at(name: str) -> int | None:
        return _place(name, header) if name else None

    found = _Found(
        names=[place for name in columns.name if (place := at(name)) is not None],
        description=at(columns.description),
        color=at(columns.color),
        guid=at(columns.guid),
        parent=at(columns.parent),
        level=at(columns.level),
        codable=at(columns.codable),
        sets=[place for name in columns.sets if (place := at(name)) is not None],
    )
    rows = [each for each in table.rows if any(cell(each[1], place) for place in found.names)]
    for number, row in table.rows:
        if not any(cell(row, place) for place in found.names) and any(text.strip() for text in row):
            reading.lose("row without a name", None, f"row {number}", "it names no code")
    if columns.level:
        codes = _by_level(found, rows, reading)
    elif columns.parent:
        codes = _by_parent(found, rows, reading)
    else:
        codes = _by_path(columns, found, rows, reading)
    reading.lose_others(table, found.all(), codes.rows)
    return reading.book(codes.top)


class _Codes(NamedTuple):
    top: list[Code]
    rows: list[tuple[int, Row, Code]]


def _by_path(
    columns: Columns, found: _Found, rows: list[tuple[int, Row]], reading: Reading
) -> _Codes:
    """By several columns of names, the empty ones left out, or by paths in one."""
    grown, made = ByPath(reading), []
    above: list[str] = []
    for number, row in rows:
        if columns.separator:
            steps = cell(row, found.names[0]).split(columns.separator)
        else:
            steps = _filled(above, [cell(row, place).strip() for place in found.names])
            above = steps
        code = grown.add(
            number,
            steps,
            guid=cell(row, found.guid).strip(),
            color=cell(row, found.color).strip(),
            description=cell(row, found.description),
        )
        made.append((number, row, _said(found, row, code, reading)))
    return _Codes(grown.done(), made)


def _filled(above: list[str], steps: list[str]) -> list[str]:
    """The path of a row with one column for each level: what is empty on the left is as above."""
    last = max(place for place, step in enumerate(steps) if step)
    first = min(place for place, step in enumerate(steps) if step)
    start = above[:first] if len(above) >= first else above
    return [*start, *(step for step in steps[first : last + 1] if step)]


def _by_level(found: _Found, rows: list[tuple[int, Row]], reading: Reading) -> _Codes:
    grown, made = ByLevel(reading), []
    for number, row in rows:
        text = cell(row, found.level).strip()
        try:
            level = int(float(text)) if text else 1
        except (ValueError, OverflowError):
            says = f"the level {text!r} is no number"
            hint = "Write 1 for a code at the top, 2 for one below it, and so on"
            raise reading.refuse(f"row {number}", says, hint) from None
        code = _code(found, number, row, reading)
        grown.add(number, level, code)
        made.append((number, row, _said(found, row, code, reading)))
    return _Codes(grown.done(), made)


def _by_parent(found: _Found, rows: list[tuple[int, Row]], reading: Reading) -> _Codes:
    grown, made = ByParent(reading), []
    for number, row in rows:
        code = _code(found, number, row, reading)
        own = code.guid if found.guid is not None else code.name
        grown.add(number, own.strip(), cell(row, found.parent).strip(), code)
        made.append((number, row, _said(found, row, code, reading)))
    return _Codes(grown.done(), made)


def _code(found: _Found, number: int, row: Row, reading: Reading) -> Code:
    return reading.code(
        number,
        cell(row, found.names[0]),
        guid=cell(row, found.guid).strip(),
        color=cell(row, found.color).strip(),
        description=cell(row, found.description),
    )


def _said(found: _Found, row: Row, code: Code, reading: Reading) -> Code:
    """The code, with what is said the same way whatever says its level."""
    if cell(row, found.codable).strip().casefold() in _FOLDER:
        code.is_codable = False
    for place in found.sets:
        for name in cell(row, place).replace("|", ";").split(";"):
            if name.strip():
                reading.belongs(code, name.strip())
    return code
