"""Tables as a SQLite file: with keys, indexes, and the same bytes whenever it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from refiqda.formats.database.keys import Keys, joining
from refiqda.formats.database.staging import TYPES, Staging, columns_of, index, quoted
from refiqda.tables.columns import Table

NOTES = (
    ("times", "Times are text as ISO 8601 has it, in UTC: 2024-05-01T12:00:00Z."),
    ("truth values", "Truth values are 1 (true) and 0 (false)."),
)
"""What the README says of this kind of database alone."""
_TYPES = {**TYPES, "truth": "BOOLEAN"}
_PAGE = 4_096


def write(staging: Staging, tables: Mapping[str, Table], keys: Keys, path: Path) -> None:
    """Write all tables of a staging database into a new file."""
    connection = staging.connection
    connection.execute("ATTACH ? AS made", (str(path),))
    for setting in (
        f"page_size = {_PAGE}",
        "auto_vacuum = NONE",
        "journal_mode = OFF",
        "synchronous = OFF",
    ):
        connection.execute(f"PRAGMA made.{setting}")
    connection.execute("BEGIN")
    for name, table in tables.items():
        parts = ", ".join(_parts(table, keys))
        connection.execute(f"CREATE TABLE made.{quoted(name)} ({parts})")
        connection.execute(
            f"INSERT INTO made.{quoted(name)} SELECT * FROM main.{quoted(name)} ORDER BY rowid"
        )
    for table in tables.values():
        for column in joining(table):
            connection.execute(index(table.name, column, "made"))
    connection.execute("COMMIT")
    connection.execute("DETACH made")


def _parts(table: Table, keys: Keys) -> Iterator[str]:
    """The columns of a table and its keys."""
    yield from columns_of(table, _TYPES)
    primary = keys.primary.get(table.name)
    if primary is not None:
        yield f"PRIMARY KEY ({quoted(primary)})"
    for each in keys.of(table.name):
        parent = f"{quoted(each.parent)} ({quoted(keys.primary[each.parent])})"
        yield f"FOREIGN KEY ({quoted(each.column)}) REFERENCES {parent}"
