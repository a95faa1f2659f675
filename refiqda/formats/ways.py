"""From which file to which, and for whom: what can be, and what is told on the way."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from refiqda.errors import InvalidProject, NotRefiQda
from refiqda.formats.codebooks import people, registry
from refiqda.formats.codebooks.bookfile import DATA, PEOPLE, TABLES, BookFile, is_xml
from refiqda.formats.codebooks.writing_files import only_a_table, reader_of, require_reader
from refiqda.formats.loss import LossReport
from refiqda.standard.model import CodeBook, Project
from refiqda.tools.changes import Changes
from refiqda.tools.program import Program
from refiqda.tools.programs import TARGETS, by_target

DATABASES = (".sqlite", ".duckdb")
"""Endings of databases of tables, which are written and not read."""
BOOKS = (*TABLES, *DATA, *PEOPLE)
"""Endings of codebooks that are no ``.qdc``."""
SUFFIXES = (".qdpx", ".qde", ".qdc", *DATABASES, *BOOKS)
"""All endings that can be written."""


def require_way(source: Path, target: Path, to: str, *, is_table: bool = False) -> None:
    """Refuse what cannot be, whatever is in the files; ``is_table`` if it is said how to read one.

    Raises:
        NotRefiQda: if the target's ending is unknown.
        InvalidProject: if such a file is not read in that way, or not written for that program.
        UnknownName: if there is no such program.
        MissingExtra: if a document for people needs a package that is not installed.
    """
    suffix = _ending(target)
    if suffix not in SUFFIXES:
        raise NotRefiQda(
            f"{target} has an ending that cannot be written. Use .qdpx or .qde for a project, "
            f".qdc for a codebook, .sqlite or .duckdb for tables, or one of {' '.join(BOOKS)} for "
            "a codebook in another form."
        )
    _program(to.strip().casefold(), suffix)
    if suffix in PEOPLE:
        people.require(suffix)
    if is_table and (is_xml(source) or source.suffix.lower() in DATA):
        how = "REFI-QDA" if is_xml(source) else source.suffix.lower()
        raise InvalidProject(
            f"{source.name} is read as {how}, which has no layouts, columns or sheets."
        )


def require_book(target: Path, to: str) -> None:
    """Refuse to write a codebook as what is none, or for who does not read it so.

    Raises:
        NotRefiQda, InvalidProject, UnknownName: as :func:`require_way` does.
    """
    suffix = _ending(target)
    if suffix != ".qdc" and suffix not in BOOKS:
        raise NotRefiQda(f"{target} is no file for a codebook. Use one of .qdc {' '.join(BOOKS)}.")
    _program(to.strip().casefold(), suffix)


def _ending(target: Path) -> str:
    if not target.suffix and target.is_dir():
        raise NotRefiQda(f"{target} is a folder. Name a file to write to.")
    return target.suffix.lower()


class Way(NamedTuple):
    """From which file to which, for whom, and what is told on the way."""

    source: Path
    target: Path
    to: str
    program: Program | None
    """The program that a REFI-QDA file is written for."""
    report: LossReport
    table: BookFile | None = None
    """What was read, where the source is no REFI-QDA file."""

    @classmethod
    def of(cls, source: Path, target: Path, to: str) -> Way:
        """The way, once it is clear that it leads somewhere."""
        to, suffix = to.strip().casefold(), target.suffix.lower()
        program = _program(to, suffix)
        report = LossReport(source.name, target.name)
        if program is not None and program.target != "standard":
            report.program = program.name
        elif suffix in TABLES:
            report.program, report.refused = reader_of(suffix, to)
            report.is_asked = False
        return cls(source, target, to, program, report)

    def tell(self, document: Project | CodeBook, changes: Changes) -> None:
        """Put into the report what changed."""
        if self.table is None:
            self.report.add_changes(document, changes)
            return
        # What was made while the table was read cannot be lost.
        made = self.table.made
        changes.rows = [
            row for row in changes.rows if row.field != "guid" or id(row.node) not in made
        ]
        places = self.table.places or {}
        rows = {key: where for key, (_, where) in places.items()}
        self.report.add_changes(document, changes, rows)


def _program(to: str, suffix: str) -> Program | None:
    """The program that a REFI-QDA file is written for; None for other files, which are checked."""
    if suffix in BOOKS:
        require_reader(suffix, to)
        return None
    if suffix in DATABASES:
        return None
    if to in registry.WRITTEN and to not in TARGETS:
        raise InvalidProject(only_a_table(suffix, to))
    return by_target(to) if to else None
