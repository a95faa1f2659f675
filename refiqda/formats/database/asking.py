"""A project asked in SQL: the tables that a question names, in a database that can only be read."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from refiqda.errors import LimitExceeded
from refiqda.formats.database.keys import is_guid
from refiqda.formats.database.sql import BadQuery, Question, in_plain_words, spelt
from refiqda.formats.database.staging import Staging
from refiqda.formats.database.tables import WIDE, Row, Tables, distinct
from refiqda.standard.limits import MIB, Limits, Progress, current, raised
from refiqda.standard.model import CodeBook, Project
from refiqda.tables.caption import describe
from refiqda.tables.cells import rows_of
from refiqda.tables.columns import Column, Frame, Kind, Table
from refiqda.tables.people import one_line
from refiqda.tables.reading import DocumentOrPath, document_of
from refiqda.text.conventions import Convention
from refiqda.tools.understanding import in_own_idiom, understand

_ALLOWED = (
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
)
"""All that a question may do."""
_FORBIDDEN = ("load_extension", "fts3_tokenizer")
"""Functions that do more than compute: one runs a library, one tells an address in memory."""
_INTERRUPTED = "interrupted"
"""What SQLite says when it was stopped."""
_STEPS = 20_000
"""Steps of SQLite's machine, some thousandths of a second, between two looks at clock and keys."""


def query(
    document: DocumentOrPath,
    question: str,
    *,
    convention: Convention | str | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Frame:
    """The answer to a question in SQL, as SQLite understands it.

    The tables are those of :func:`columns`. A question is one statement and can only read; what it
    does not name is not made. Columns keep their names; a repeated name gets a number, as in
    ``code (2)``. Truth values that come straight from a table are true or false, those that are
    computed are 1 or 0; times are ISO 8601 text in UTC.

    ``seconds`` is how long it may take, apart from reading the file. ``convention`` says how the
    file counts positions; without it, the file is asked. ``limits`` say how large a file and an
    answer may be.

    Raises:
        BadQuery: if the question is no SQL, names what is not there, or would do more than read.
        LimitExceeded: if it takes longer than ``seconds``, or the answer is larger than a limit.
    """
    asked = Question(question)
    asked.refuse_writing()
    with raised(limits or current()), document_of(document, progress) as opened:
        tables = _tables(opened, convention, asked.names)
        with Staging() as staging:
            return _Asking(staging, tables, asked).answer(seconds)


def columns(document: DocumentOrPath, progress: Progress | None = None) -> Frame:
    """The tables of a document and their columns, each with its meaning."""
    with document_of(document, progress) as opened:
        return _COLUMNS.from_rows(
            row for table in _tables(opened).declared.values() for row in _listed(table)
        )


def _tables(
    document: Project | CodeBook,
    convention: Convention | str | None = None,
    names: Container[str] = WIDE,
) -> Tables:
    """The tables of a document that is understood once for all of them."""
    if isinstance(document, Project) and not (document.is_understood or in_own_idiom(document)):
        document = understand(document, convention, files=False).project
    parsed = Convention.parse(convention) if isinstance(convention, str) else convention
    return Tables(document, parsed, names)


_COLUMNS = Table(
    "tables",
    "One row for each table, followed by one for each of its columns.",
    (
        Column("table", "name", "Name of the table."),
        Column("column", "text", "Name of the column; missing in the row of the table itself."),
        Column("type", "name", "What it holds: text, integer, number, truth or time."),
        Column("meaning", "text", "What a row or the column is."),
    ),
)


def _listed(table: Table) -> Iterable[tuple[str | None, ...]]:
    yield table.name, None, None, table.row
    for column in table.columns:
        kind = "text" if column.kind == "name" else column.kind
        yield table.name, column.name, kind, column.meaning


def as_text(listed: Frame) -> str:
    """Tables and columns as lines to be read, each meaning whole."""
    rows = list(rows_of(listed))
    width = max((len(_name(row)) for row in rows), default=0)
    lines = []
    for row in rows:
        table, _, kind, meaning = (one_line(str(cell or "")) for cell in row)
        if row[1] is None:
            lines += ["", f"{table}: {meaning}"]
        else:
            lines.append(f"  {_name(row):<{width}}  {kind:<7}  {meaning}")
    return "\n".join([*lines[1:], ""])


def _name(row: Row) -> str:
    """The column of a row of :func:`columns`, as it is written in SQL."""
    return one_line(spelt(str(row[1]))) if row[1] is not None else ""


class _Clock:
    """How long a question may take."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self.end = None if seconds is None else time.monotonic() + seconds

    def is_over(self) -> bool:
        return self.end is not None and time.monotonic() > self.end

    def stop(self) -> None:
        """Refuse to go on, if the time is over."""
        if self.is_over():
            wanted = "1 second" if self.seconds == 1 else f"{self.seconds:g} seconds"
            raise LimitExceeded(
                f"The query took longer than {wanted} and was stopped. Ask for less, or give it "
                "more time with --seconds."
            )

    def watching(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, until the time is over."""
        for row in rows:
            self.stop()
            yield row


def _within(limits: Limits, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of an answer, until they are too many or take too much memory."""
    size = 0
    for number, row in enumerate(rows):
        if number == limits.rows:
            raise LimitExceeded(
                f"The answer has more than {limits.rows:,} rows. Ask for less, such as LIMIT 1000 "
                "or count(*); if it is meant to be so long, raise the limit for rows."
            )
        size += sys.getsizeof(row) + sum(map(sys.getsizeof, row))
        if size > limits.answer:
            raise LimitExceeded(
                f"The answer is larger than {limits.answer // MIB:,} MiB. Ask for fewer columns or "
                "rows; if it is meant to be so large, raise the limit for answer."
            )
        yield row


class _Asking:
    """One question put to a database that is filled with what it names."""

    def __init__(self, staging: Staging, tables: Tables, question: Question) -> None:
        self.staging = staging
        self.connection = staging.connection
        self.tables = tables
        self.question = question

    def answer(self, seconds: float | None) -> Frame:
        for table in self.tables.declared.values():
            self.staging.create(table)
        self._compile()
        with self._watched(_Clock(seconds)) as clock:
            self._fill(clock)
            cursor, rows = self._run()
        names = distinct((self._spelt(name) for name, *_ in cursor.description), str)
        return _frame(names, rows)

    def _compile(self) -> None:
        """Have the question understood, before anything is filled in."""
        self.connection.set_authorizer(self._allow)
        try:
            self.connection.execute(f"EXPLAIN {self.question.strict()}").fetchall()
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise self._refused(error) from None
        finally:
            self.connection.set_authorizer(None)

    def _allow(self, action: int, _: str | None, second: str | None, *__: Any) -> int:
        if action == sqlite3.SQLITE_FUNCTION and second in _FORBIDDEN:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY

    @contextmanager
    def _watched(self, clock: _Clock) -> Iterator[_Clock]:
        """A pressed Ctrl-C, and a time that is over, end what is done meanwhile."""
        # Python lets Ctrl-C in while the clock is looked at, and not while SQLite works.
        self.connection.set_progress_handler(clock.is_over, _STEPS)
        try:
            yield clock
        except sqlite3.OperationalError as error:
            if str(error) != _INTERRUPTED:
                raise
            clock.stop()
            raise KeyboardInterrupt from None
        finally:
            self.connection.set_progress_handler(None, 0)

    def _fill(self, clock: _Clock) -> None:
        """Make the tables that the question names; what may join them can be found quickly."""
        names = self.question.names
        for name, table in self.tables.declared.items():
            if name in names:
                self.staging.fill(table, clock.watching(self.tables.rows(name)))
                for column in table.columns:
                    if is_guid(column.name) and column.name in names:
                        self.staging.index(name, column.name)

    def _run(self) -> tuple[sqlite3.Cursor, list[Row]]:
        """The rows, within the limits of an answer."""
        self.connection.set_authorizer(self._allow)
        try:
            cursor = self.connection.execute(self.question.strict())
            return cursor, list(_within(current(), cursor))
        except MemoryError:
            raise LimitExceeded(
                "There is not enough memory for the answer. Ask for fewer columns or rows."
            ) from None
        except sqlite3.Error as error:
            if str(error) == _INTERRUPTED:
                raise
            raise self._refused(error) from None
        finally:
            self.connection.set_authorizer(None)

    def _refused(self, error: Exception) -> BadQuery:
        # With the variables of tables that the question does not name: one may be meant.
        tables = Tables(self.tables.document, self.tables.convention)
        return BadQuery(in_plain_words(str(error), self.question, tables.declared))

    def _spelt(self, name: str) -> str:
        """The name of a column of the answer, in the quotes of the question."""
        return name if "`" in self.question.text else name.replace("`", '"')


def _frame(names: Sequence[str], rows: list[tuple[Any, ...]]) -> Frame:
    """Rows as a frame, the type of each column being that of its values."""
    given = zip(*rows, strict=True) if rows else [()] * len(names)
    columns = [_typed(values) for values in given]
    declared = (Column(name, kind, "") for name, (kind, _) in zip(names, columns, strict=True))
    table = Table("answer", "", tuple(declared))
    return describe(table.frame(values for _, values in columns), "query", "", ())


def _typed(values: Iterable[Any]) -> tuple[Kind, list[Any]]:
    """The values of a column, and what they are; of several kinds, they are text."""
    given = list(values)
    types = {type(value) for value in given if value is not None}
    if types == {bool}:
        return "truth", given
    if bool in types:  # numbers to SQLite, told as truth values by their column alone
        given = [int(value) if isinstance(value, bool) else value for value in given]
        types = types - {bool} | {int}
    if types == {int}:
        return "integer", given
    if types and types <= {int, float}:
        return "number", given
    return "text", [_text(value) for value in given]


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        return value.hex()
    return None if value is None else str(value)
