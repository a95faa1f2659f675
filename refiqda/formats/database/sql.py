"""A question in SQL as text: its words, and in plain words what SQLite says is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from refiqda.errors import RefiQdaError
from refiqda.formats.database.readme import WORDS_OF_SQL
from refiqda.formats.database.staging import quoted
from refiqda.tables.columns import Table
from refiqda.tables.counting.wording import listed, nearest

_HELP = "refiqda query FILE lists the tables and their columns"
_READING = ("select", "with", "values")
_TOKEN = re.compile(
    r"""'(?:[^']|'')*'?              # text
    | --[^\n]* | /\*.*?(?:\*/|\Z)    # comments
    | "(?P<name>(?:[^"]|"")*)"       # a name in quotes
    | `(?:[^`]|``)*` | \[[^\]]*\]    # a name in the quotes of others
    | (?P<word>[^\W\d]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)


class BadQuery(RefiQdaError, ValueError):
    """The question is no SQL, names what is not there, or would do more than read."""


class Question:
    """One question in SQL."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        self.words = [match["word"].lower() for match in found if match["word"]]
        """The words outside of quotes and comments, in small letters."""
        self.quoted = [match["name"].replace('""', '"') for match in found if match["name"]]
        """The names in double quotes."""
        self.names = frozenset(re.findall(r"\w+", text.lower()))
        """Whatever may be the name of a table, however it is quoted, in small letters."""

    def strict(self) -> str:
        """The same with names in the quotes that SQLite never takes for those of a text.

        In double quotes it takes a name that does not exist for a text, so that a mistyped name
        would be an answer without any rows (sqlite.org/quirks.html).
        """

        def requoted(match: re.Match[str]) -> str:
            name = match["name"]
            if name is None:
                return match[0]
            return "`" + name.replace('""', '"').replace("`", "``") + "`"

        return _TOKEN.sub(requoted, self.text)

    def refuse_writing(self) -> None:
        """Refuse what begins as no question does, or is no text.

        Raises:
            BadQuery: if it does not begin with SELECT, WITH or VALUES.
        """
        try:
            self.text.encode()
        except UnicodeEncodeError:
            raise BadQuery("The query is no text in UTF-8.") from None
        if not self.words or self.words[0] not in _READING:
            raise BadQuery(ONLY_READING)


ONLY_READING = "A query can only read: begin it with SELECT, WITH or VALUES."


def in_plain_words(said: str, question: Question, tables: Mapping[str, Table]) -> str:
    """What SQLite says of a question, with what a person can do."""
    what, _, name = said.partition(": ")
    if what == "no such column":
        return _no_column(name, question, tables)
    if what == "no such table":
        return f"There is no table {name}; {_near(name, tables)}."
    if what == "ambiguous column name":
        there = [table for table, own in tables.items() if name in _names(own)]
        table = next((table for table in there if table in question.names), "TABLE")
        return f"Several tables have a column {name}: write its table before it, as {table}.{name}."
    if any(each in said for each in ("syntax error", "incomplete input", "unrecognized token")):
        return f"The query is no SQL that SQLite knows: {said}.{_words_of_sql(question)}"
    if "one statement" in said:
        return "A query is one statement: leave out the semicolon and what follows it."
    if "authorized" in said or "prohibited" in said:
        return f"{ONLY_READING} ({said.capitalize()}.)"
    return f"The query could not be answered: {said.rstrip('.')}."


def _no_column(name: str, question: Question, tables: Mapping[str, Table]) -> str:
    """Where a column of that name is, else what is nearest to it in the tables that are named."""
    own = name.rpartition(".")[2].strip('"`')
    named = [table for table in tables if table.lower() in question.names]
    elsewhere = [
        table
        for table, declared in tables.items()
        if table not in named and own.lower() in map(str.lower, _names(declared))
    ]
    if elsewhere:
        hint = f"the table {elsewhere[0]} has one"
        if len(elsewhere) > 1:
            hint = f"the tables {listed(elsewhere, 'and')} have one"
    else:
        hint = _near(own, [column for table in named for column in _names(tables[table])])
    text = f" A text stands in single quotes: '{own}'." if own in question.quoted else ""
    return f"There is no column {name}; {hint}.{text}"


def _near(name: str, names: Iterable[str]) -> str:
    near = nearest(name, names)
    return _HELP if near is None else f"the nearest is {spelt(near)}"


def spelt(name: str) -> str:
    """A name as it has to be written in SQL, in quotes where it needs them."""
    is_plain = re.fullmatch(r"[A-Za-z_]\w*", name) and name.lower() not in WORDS_OF_SQL
    return name if is_plain else quoted(name)


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _words_of_sql(question: Question) -> str:
    """A hint where the name of a column was perhaps taken for a word of SQL."""
    words = [f'"{word}"' for word in WORDS_OF_SQL if word in question.words]
    if not words:
        return ""
    are = "is a column" if len(words) == 1 else "are columns"
    return f" If {listed(words, 'and')} {are}, use double quotes."
