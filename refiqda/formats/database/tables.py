"""The tables of a project, or of a codebook, as a database has them: names, columns, rows."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator

from refiqda.formats.database import only_here
from refiqda.standard.model import CodeBook, Project
from refiqda.tables import BRIDGES, FRAMES, OF_CODEBOOKS, pieces
from refiqda.tables.cells import Cell, rows_of
from refiqda.tables.columns import DTYPES, Column, Frame, Kind, Table
from refiqda.tables.declared import TABLES
from refiqda.text.conventions import Convention

Row = tuple[Cell, ...]

WIDE = ("sources", "cases")
"""The tables that have a column for each variable, so that only a project tells their columns."""
MOST_COLUMNS = 2_000
"""Columns of a table in SQLite, as it is built by default (sqlite.org/limits.html)."""

_ONLY_HERE: dict[str, tuple[Table, Callable[[Project], Iterator[Row]]]] = {
    "texts": (only_here.TEXTS, only_here.texts),
    "case_selections": (only_here.CASE_SELECTIONS, only_here.case_selections),
}
DECLARED: dict[str, Table] = {
    **{name: TABLES[name] for name in (*FRAMES, *BRIDGES)},
    **{name: table for name, (table, _) in _ONLY_HERE.items()},
}
"""All tables of a database, those that others refer to before those that refer to them."""


class Tables:
    """The tables of a document, whose rows are made when they are asked for.

    ``document`` should be understood, so that no table has to understand it anew. Tables that are
    not named in ``wide`` are declared without the columns of variables, which is quicker.
    """

    def __init__(
        self,
        document: Project | CodeBook,
        convention: Convention | None = None,
        wide: Container[str] = WIDE,
    ) -> None:
        self.document = document
        self.convention = convention
        self._frames: dict[str, Frame] = {}
        """Those that tell their columns, kept until their rows are asked for."""
        self.cut: dict[str, int] = {}
        """Of a table with too many variables, how many have no column."""
        names = DECLARED if isinstance(document, Project) else OF_CODEBOOKS
        self.declared = {
            name: self._widened(name) if name in WIDE and name in wide else DECLARED[name]
            for name in names
        }
        """The tables with all of their columns, each name once whatever its case."""

    def _widened(self, name: str) -> Table:
        """A table with the columns of its variables."""
        (frame,) = self._pieces(name)
        self._frames[name] = frame
        own = DECLARED[name].columns
        self.cut[name] = max(frame.shape[1] - MOST_COLUMNS, 0)
        extra = [str(column) for column in frame.columns[len(own) : MOST_COLUMNS]]
        called = distinct([*(column.name for column in own), *extra])[len(own) :]
        columns = (
            Column(new, _kind(frame, len(own) + at), f"The variable {old!r}.")
            for at, (new, old) in enumerate(zip(called, extra, strict=True))
        )
        return DECLARED[name]._replace(columns=(*own, *columns))

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table; of codings, memory holds one piece at a time.

        Times are ISO 8601 text in UTC, truth values 0 and 1, and what is missing is None.
        """
        if name in _ONLY_HERE:
            assert isinstance(self.document, Project)
            yield from _ONLY_HERE[name][1](self.document)
            return
        kept = self._frames.get(name)
        width = len(self.declared[name].columns)
        for frame in self._pieces(name) if kept is None else (kept,):
            yield from rows_of(frame.iloc[:, :width], truth=(0, 1))

    def _pieces(self, name: str) -> Iterator[Frame]:
        return pieces(name, self.document, None, self.convention)


def _kind(frame: Frame, at: int) -> Kind:
    """The kind of a column that no declaration has."""
    dtype = str(frame.dtypes.iloc[at])
    return next((kind for kind, own in DTYPES.items() if own == dtype), "text")


def distinct(names: Iterable[str], fold: Callable[[str], str] = str.casefold) -> list[str]:
    """Names that differ, in SQL even without their case: a later one gets a number: ``age (2)``."""
    taken: set[str] = set()
    found: list[str] = []
    for given in names:
        name = own = given or "unnamed"
        number = 1
        while fold(name) in taken:
            number += 1
            name = f"{own} ({number})"
        taken.add(fold(name))
        found.append(name)
    return found
