"""A SQLite database without keys that the rows go into first: to be asked, or to be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from refiqda.formats.database.keys import FOREIGN, PRIMARY, Foreign, Keys
from refiqda.formats.database.tables import Row
from refiqda.tables.columns import Kind, Table

TRUTH = "TRUTH"
"""The type of truth values here. SQLite has none, so that they are told by this name alone."""
TYPES: dict[Kind, str] = {
    "name": "TEXT",
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "truth": TRUTH,
    "time": "TEXT",
}
_CACHE = 64 << 10
"""KiB of the database that memory holds; of a larger one, the rest is in a temporary file."""


def quoted(name: str) -> str:
    """A name as SQL has it, whatever it looks like."""
    return '"' + name.replace('"', '""') + '"'


def columns_of(table: Table, types: Mapping[Kind, str]) -> list[str]:
    """The columns of a table with their types, as ``CREATE TABLE`` lists them."""
    return [f"{quoted(column.name)} {types[column.kind]}" for column in table.columns]


def index(table: str, column: str, schema: str = "main") -> str:
    """What lets rows of a table be found by a column."""
    name = quoted(f"{table} by {column}")
    return f"CREATE INDEX {schema}.{name} ON {quoted(table)} ({quoted(column)})"


def _truth(data: bytes) -> bool | int | str:
    """A truth value; a question may put something else below one, as in a UNION."""
    if data in (b"0", b"1"):
        return data == b"1"
    return int(data) if data.isdigit() else data.decode("utf-8", "replace")


class Staging:
    """The database, which nobody else can open, and which is gone once it is closed."""

    def __init__(self) -> None:
        sqlite3.register_converter(TRUTH, _truth)
        # Without a name it is a temporary file, which is made only where memory would not do.
        self.connection = sqlite3.connect(
            "", isolation_level=None, detect_types=sqlite3.PARSE_DECLTYPES
        )
        self.connection.text_factory = lambda data: data.decode("utf-8", "replace")
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE}"):
            self.connection.execute(f"PRAGMA {setting}")

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def create(self, table: Table) -> None:
        """Make a table without rows."""
        columns = ", ".join(columns_of(table, TYPES))
        self.connection.execute(f"CREATE TABLE {quoted(table.name)} ({columns})")

    def fill(self, table: Table, rows: Iterable[Row]) -> None:
        """Put rows into a table as they come."""
        values = ", ".join("?" * len(table.columns))
        self.connection.execute("BEGIN")
        self.connection.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({values})", rows)
        self.connection.execute("COMMIT")

    def index(self, table: str, column: str) -> None:
        """Let rows be found by a column."""
        self.connection.execute(index(table, column))

    def rows(self, table: Table, size: int) -> Iterator[list[Row]]:
        """The rows of a table in their order, some at a time."""
        columns = ", ".join(quoted(column.name) for column in table.columns)
        cursor = self.connection.execute(
            f"SELECT {columns} FROM {quoted(table.name)} ORDER BY rowid"
        )
        while several := cursor.fetchmany(size):
            yield several

    # ------------------------------------------------------------------------------------- keys

    def keys(self, tables: Mapping[str, Table]) -> Keys:
        """Which keys the rows obey."""
        keys = Keys()
        for table, column in PRIMARY.items():
            if table in tables:
                self._look_at_primary(table, column, keys)
        for foreign in FOREIGN:
            if foreign.table in tables and foreign.parent in keys.primary:
                self._look_at_foreign(foreign, keys)
        return keys

    def _look_at_primary(self, table: str, column: str, keys: Keys) -> None:
        self.index(table, column)  # sorted once, which is quicker than looking each one up
        there = f"FROM {quoted(table)} WHERE {quoted(column)} <> ''"
        rows, given, different = self._one(
            f"SELECT (SELECT count(*) FROM {quoted(table)}), (SELECT count(*) {there}), "
            f"(SELECT count(*) FROM (SELECT DISTINCT {quoted(column)} {there}))"
        )
        if rows == different:
            keys.primary[table] = column
            return
        reasons = []
        if rows > given:
            reasons.append(f"missing in {_rows(rows - given)}")
        if given > different:
            reasons.append(f"repeated in {_rows(given - different)}")
        keys.no_primary[table] = f"{column} is no primary key: it is {' and '.join(reasons)}."

    def _look_at_foreign(self, foreign: Foreign, keys: Keys) -> None:
        column, parent = quoted(foreign.column), quoted(foreign.parent)
        key = keys.primary[foreign.parent]
        (lost,) = self._one(
            f"SELECT count(*) FROM {quoted(foreign.table)} WHERE {column} IS NOT NULL "
            f"AND {column} NOT IN (SELECT {quoted(key)} FROM {parent})"
        )
        if lost:
            keys.no_foreign.setdefault(foreign.table, []).append(
                f"{foreign.column} is no foreign key: in {_rows(lost)} it is none of "
                f"{foreign.parent}.{key}."
            )
        else:
            keys.foreign.append(foreign)

    def _one(self, question: str) -> tuple[int, ...]:
        found: tuple[int, ...] = self.connection.execute(question).fetchone()
        return found


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
