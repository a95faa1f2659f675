"""A table of people's own, of which they say which column holds what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from refiqda.errors import UnknownName
from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.layout import Held, Layout, Row, Table
from refiqda.formats.codebooks.own.own_rows import OwnRows, Places
from refiqda.formats.codebooks.rows.reading import Reading, listed
from refiqda.standard.model import CodeBook

_MOST_DIGITS = 9


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
        name="a table of your own",
        says="The columns that are named.",
        holds=frozenset(holds),
        files=(),
        has_header=columns.has_header,
        fits=lambda row: _fits(columns, row),
        read=lambda table, reading: _read(columns, table, reading),
    )


def _fits(columns: Columns, row: Row) -> bool:
    return columns.has_header and not missing(columns, row)


def missing(columns: Columns, row: Row) -> list[str]:
    """The columns that are named and that a header has not."""
    return [name for name in named(columns) if _place(name, row) is None]


def is_header(columns: Columns, row: Row) -> bool:
    """Whether a row has all columns, and one of them by its header: numbers fit any row."""
    table = Table(row, [])
    return _fits(columns, row) and any(table.column(name) is not None for name in named(columns))


def named(columns: Columns) -> Iterator[str]:
    """Every column that is named."""
    yield from columns.name
    yield from columns.sets
    single = (columns.description, columns.color, columns.guid, columns.parent, columns.level)
    yield from filter(None, (*single, columns.codable))


def _place(name: str, header: Row) -> int | None:
    """The place of a column: by its header, else by its number."""
    found = Table(header, []).column(name)
    name = name.strip()
    is_number = name.isdecimal() and len(name) <= _MOST_DIGITS
    if found is None and is_number and 0 < int(name) <= max(len(header), 1):
        return int(name) - 1
    return found


def _read(columns: Columns, table: Table, reading: Reading) -> CodeBook:
    width = max((len(row) for _, row in table.rows), default=0)
    header = table.header if columns.has_header else [""] * width
    lost = missing(columns, header)
    if lost:
        has = "1 column" if width == 1 else f"{width} columns"
        raise UnknownName(
            f"{reading.name} has {has} without headers, and no number {lost[0]!r} among "
            "them. Name columns by their number, from 1."
        )
    if columns.has_header:
        _remark_header(columns, table, reading)

    def at(name: str) -> int | None:
        return _place(name, header) if name else None

    def several(names: tuple[str, ...]) -> list[int]:
        return [place for name in names if (place := at(name)) is not None]

    places = Places(
        names=several(columns.name),
        sets=several(columns.sets),
        description=at(columns.description),
        color=at(columns.color),
        guid=at(columns.guid),
        parent=at(columns.parent),
        level=at(columns.level),
        codable=at(columns.codable),
    )
    return OwnRows(table, places, columns.separator, reading).book()


def _remark_header(columns: Columns, table: Table, reading: Reading) -> None:
    """Remark the row that was taken for the header, where no column is named by a header."""
    if any(table.column(name) is not None for name in named(columns)):
        return
    texts = listed([shown(text) for text in table.header if text.strip()])
    if texts:
        reading.remarks.append(
            f"The row {texts} was taken for the header, and no code was made of it. If it "
            "is one, say --no-header."
        )
