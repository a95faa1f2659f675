"""A project or a codebook into a database file, with what it does not hold told."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from refiqda.errors import CannotWrite
from refiqda.formats.database import duckdb, sqlite
from refiqda.formats.database.keys import Keys
from refiqda.formats.database.losses import NO_FILES, files_left, tell_left_out
from refiqda.formats.database.readme import README, readme
from refiqda.formats.database.staging import Staging
from refiqda.formats.database.tables import MOST_COLUMNS, Tables
from refiqda.formats.loss import LossReport
from refiqda.formats.remarks import remarks_on_texts
from refiqda.formats.unknown import tell_unknown
from refiqda.standard.disk import replacing
from refiqda.standard.index import children_of
from refiqda.standard.model import CodeBook, Project
from refiqda.tables.columns import Table
from refiqda.text.conventions import Convention
from refiqda.tools.changes import Changes
from refiqda.tools.understanding import understand, understand_codebook


class Engine(NamedTuple):
    """A kind of database file."""

    write: Callable[[Staging, Mapping[str, Table], Keys, Path], None]
    notes: tuple[tuple[str, str], ...]
    """What its README says of this kind alone."""
    require: Callable[[], object] = lambda: None
    """Raises an error if what it needs is not installed."""


ENGINES = {
    ".sqlite": Engine(sqlite.write, sqlite.NOTES),
    ".duckdb": Engine(duckdb.write, duckdb.NOTES, duckdb.engine),
}
"""The kinds of database file by their endings."""


def write(
    document: Project | CodeBook,
    target: Path,
    convention: Convention | str | None,
    report: LossReport,
) -> None:
    """Write the tables of a document into a new file, and report what they do not hold.

    Raises:
        CannotWrite: if the target cannot be written; what stood there stands there still.
    """
    engine = ENGINES[target.suffix.lower()]
    changes = Changes()
    if isinstance(document, Project):
        understood = understand(document, convention, files=False)
        changes = understood.changes
        report.remarks += remarks_on_texts(understood, report.source)
        tell_left_out(understood.project, changes)
        tables = Tables(understood.project)
        for name in files_left(understood.project):
            report.add("file", name, "", name, NO_FILES)
    else:
        understand_codebook(document, changes)
        tables = Tables(document)
    report.add_changes(document, changes)
    tell_unknown(document, children_of(document), report, changes.understood)
    keys = _write(document, tables, engine, target, report.source)
    report.remarks += _remarks(keys, tables)


def _write(
    document: Project | CodeBook, tables: Tables, engine: Engine, target: Path, source: str
) -> Keys:
    """All tables, into a file beside the target that takes its place at the end."""
    declared = tables.declared
    try:
        with replacing(target) as stream, Staging() as staging:
            for name, table in declared.items():
                staging.create(table)
                staging.fill(table, tables.rows(name))
            keys = staging.keys(declared)
            staging.create(README)
            staging.fill(README, readme(document, source, tables, keys, engine.notes))
            keys.primary[README.name] = README.columns[0].name
            folder = Path(stream.name).parent
            with tempfile.TemporaryDirectory(prefix=".refiqda-", dir=folder) as beside:
                made = Path(beside, "tables")
                engine.write(staging, _in_order(declared), keys, made)
                with open(made, "rb") as written:
                    shutil.copyfileobj(written, stream)
    except sqlite3.Error as error:
        raise CannotWrite(
            f"{target.name} could not be written: {error}. Nothing was changed; choose another "
            "place or make room."
        ) from error
    return keys


def _in_order(declared: Mapping[str, Table]) -> dict[str, Table]:
    """The README, then users, then the others: each before what refers to it."""
    names = sorted(declared, key=lambda name: name != "users")
    return {README.name: README, **{name: declared[name] for name in names}}


def _remarks(keys: Keys, tables: Tables) -> Iterable[str]:
    """What a person should know of the database beside what it does not hold."""
    for table, sentence in keys.no_primary.items():
        yield f"In the table {table}, {sentence} All rows are there."
    for table, number in tables.cut.items():
        if number:
            yield (
                f"{number:,} variables have no column in {table}, which has {MOST_COLUMNS:,}; "
                "the table variables has the values of all."
            )
