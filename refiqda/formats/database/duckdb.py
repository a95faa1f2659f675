"""Tables as a DuckDB file; needs an extra."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from refiqda.errors import CannotWrite, MissingExtra
from refiqda.formats.database.keys import Keys
from refiqda.formats.database.staging import Staging, columns_of, quoted
from refiqda.tables.columns import Kind, Table

NOTES = (
    ("times", "Times are of the type TIMESTAMP, and in UTC, so that no time zone changes them."),
)
"""What the README says of this kind of database alone."""
_TYPES: dict[Kind, str] = {
    "name": "VARCHAR",
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "truth": "BOOLEAN",
    "time": "TIMESTAMP",
}
_PIECE = 10_000
"""Rows that are handed over at once."""
_SETTINGS = {
    # So that DuckDB 1.1 and all later ones can open the file.
    "storage_compatibility_version": "v1.0.0",
    # Nothing is fetched from anywhere.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def engine() -> Any:
    """The package that writes DuckDB files.

    Raises:
        MissingExtra: if it is not installed.
    """
    try:
        return importlib.import_module("duckdb")
    except ImportError:
        raise MissingExtra(
            'A DuckDB file needs duckdb: run pip install "refiqda[duckdb]", or write .sqlite.'
        ) from None


def write(staging: Staging, tables: Mapping[str, Table], keys: Keys, path: Path) -> None:
    """Write all tables of a staging database into a new file."""
    duckdb = engine()
    try:
        with duckdb.connect(str(path), config=_SETTINGS) as connection:
            for name, table in tables.items():
                parts = ", ".join(_parts(table, keys))
                connection.execute(f"CREATE TABLE {quoted(name)} ({parts})")
                insert = f"INSERT INTO {quoted(name)} SELECT {_given(table)}"
                for rows in staging.rows(table, _PIECE):
                    connection.execute(insert, [list(column) for column in zip(*rows, strict=True)])
    except duckdb.Error as error:
        raise CannotWrite(f"DuckDB could not write the tables: {error}") from error


def _given(table: Table) -> str:
    """Columns out of lists, one for each."""
    types = (_TYPES[column.kind] for column in table.columns)
    return ", ".join(f"unnest(CAST(? AS {own}[]))" for own in types)


def _parts(table: Table, keys: Keys) -> Iterator[str]:
    """The columns of a table and its keys.

    DuckDB looks for what a row points at among the rows that are there before, so that a table
    cannot point into itself.
    """
    yield from columns_of(table, _TYPES)
    primary = keys.primary.get(table.name)
    if primary is not None:
        yield f"PRIMARY KEY ({quoted(primary)})"
    for each in keys.of(table.name):
        if each.parent != table.name:
            parent = f"{quoted(each.parent)} ({quoted(keys.primary[each.parent])})"
            yield f"FOREIGN KEY ({quoted(each.column)}) REFERENCES {parent}"
