"""Database files read back by the engines themselves, for tests."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

Rows = list[tuple[Any, ...]]


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    try:
        yield connection
    finally:
        connection.close()


def tables_of_sqlite(path: Path) -> dict[str, Rows]:
    """Every table with its rows in their order."""
    with opened(path) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
            for (name,) in names.fetchall()
        }


def tables_of_duckdb(path: Path) -> dict[str, Rows]:
    """The same of a DuckDB file, times and truth values spelt as SQLite has them."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        return {
            name: [
                tuple(map(_as_in_sqlite, row))
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
            ]
            for (name,) in names
        }


def _as_in_sqlite(cell: Any) -> Any:
    if isinstance(cell, datetime.datetime):
        text = cell.isoformat()
        return f"{text.rstrip('0') if '.' in text else text}Z"
    return int(cell) if isinstance(cell, bool) else cell


def columns_of_sqlite(path: Path, table: str) -> dict[str, str]:
    """The columns of a table with their declared types."""
    with opened(path) as connection:
        rows = connection.execute(f'PRAGMA table_info("{table}")')
        return {name: type_ for _, name, type_, *_ in rows}


def primary_key(path: Path, table: str) -> list[str]:
    with opened(path) as connection:
        rows = connection.execute(f'PRAGMA table_info("{table}")')
        return [name for _, name, _, _, _, place in rows if place]


def foreign_keys(path: Path, table: str) -> set[tuple[str, str, str]]:
    """Column, table and column that it points at."""
    with opened(path) as connection:
        rows = connection.execute(f'PRAGMA foreign_key_list("{table}")')
        return {(own, parent, key) for _, _, parent, own, key, *_ in rows}


def readme(path: Path) -> dict[str, str]:
    with opened(path) as connection:
        return dict(connection.execute("SELECT item, text FROM README"))
