"""The table README of a database: what it is made from, and what every table and column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from refiqda.formats.database.keys import Keys
from refiqda.formats.database.tables import MOST_COLUMNS, Tables, distinct
from refiqda.standard.index import guid_key
from refiqda.standard.model import CodeBook, Project
from refiqda.tables.columns import Column, Table
from refiqda.version import VERSION

README = Table(
    "README",
    "What the database is, in words: one row for each item.",
    (
        Column("item", "text", "What the row is about."),
        Column("text", "text", "What is said of it."),
    ),
)
Items = Iterable[tuple[str, str]]

WORDS_OF_SQL = ("by", "case", "end", "set")
"""Columns whose names mean something else in SQL, unless they stand in double quotes."""

_JOINING = (
    "Tables join on GUIDs: where something points at a thing, it has the GUID as that thing itself "
    "spells it."
)
_POSITIONS = (
    "Positions are code points of the text as it stands in the table texts, counted from 0; the "
    "character at an end is no longer part."
)
EXAMPLES = {
    "codings of each code": (
        "codings",
        "SELECT code_path, count(*) AS codings FROM codings GROUP BY code_path ORDER BY code_path",
    ),
    "codings with their cases": (
        "case_codings",
        'SELECT cases."case", codings.code, codings.passage FROM codings '
        "JOIN case_codings USING (coding_guid) JOIN cases USING (case_guid)",
    ),
    "passages, out of the texts": (
        "texts",
        'SELECT selection_guid, substr(text, "start" + 1, "end" - "start") AS passage '
        "FROM selections JOIN texts ON text_guid = holder_guid WHERE selections.kind = 'text'",
    ),
    "codes below each code": (
        "codes",
        "SELECT upper.code, lower.code AS below FROM codes AS upper "
        "JOIN codes AS lower ON lower.parent_guid = upper.code_guid",
    ),
}
"""Questions, each with the table without which it cannot be asked."""


def readme(
    document: Project | CodeBook, source: str, tables: Tables, keys: Keys, notes: Items
) -> Iterator[tuple[str, str]]:
    """The rows of the README: no clock, no place, so that the same file gives the same rows."""
    yield "about", f"The tables of a REFI-QDA {document.form.name}, made by refiqda {VERSION}."
    yield "file", source
    yield "content digest", document.digest()
    yield from _details(document)
    yield "joining", _JOINING
    yield "missing", "What is missing is NULL, never an empty text or a zero."
    if isinstance(document, Project):
        yield "positions", _POSITIONS
    yield from notes
    words = ", ".join(f'"{word}"' for word in WORDS_OF_SQL)
    yield "names", f"These columns are words of SQL too, and stand in double quotes: {words}."
    for title, (needed, question) in EXAMPLES.items():
        if needed in tables.declared:
            yield f"example: {title}", question
    for table in tables.declared.values():
        yield from _of_table(table, keys, tables.cut)


def _details(document: Project | CodeBook) -> Iterator[tuple[str, str]]:
    """What a document says of itself."""
    details = {"origin": document.origin}
    if isinstance(document, Project):
        users = {guid_key(user.guid): user.name for user in document.users if user.guid}
        creator, changer = (
            guid and (users.get(guid_key(guid)) or guid)
            for guid in (document.creating_user, document.modifying_user)
        )
        details |= {
            "name": document.name,
            "description": document.description,
            "created": document.created,
            "created by": creator,
            "changed last": document.modified,
            "changed last by": changer,
        }
    for what, said in details.items():
        if said:
            yield f"{document.form.name}: {what}", said
    yield from _variables(document) if isinstance(document, Project) else ()


def _variables(project: Project) -> Iterator[tuple[str, str]]:
    """What a project says of its variables beside their names."""
    names = distinct(variable.name or variable.guid for variable in project.variables)
    for name, variable in zip(names, project.variables, strict=True):
        if variable.description:
            yield f"variable: {name}", variable.description


def _of_table(table: Table, keys: Keys, cut: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """A table and its columns."""
    said = [table.row]
    if table.name in keys.primary:
        said.append(f"Primary key: {keys.primary[table.name]}.")
    for each in keys.of(table.name):
        said.append(f"{each.column} is one of {each.parent}.{keys.primary[each.parent]}.")
    if table.name in keys.no_primary:
        said.append(keys.no_primary[table.name])
    said += keys.no_foreign.get(table.name, ())
    if cut.get(table.name):
        said.append(
            f"SQLite has room for {MOST_COLUMNS:,} columns, so that {cut[table.name]:,} variables "
            "have none; the table variables has the values of all."
        )
    yield table.name, " ".join(said)
    for column in table.columns:
        yield f"{table.name}.{column.name}", column.meaning
