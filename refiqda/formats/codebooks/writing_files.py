"""A codebook written as a table, as data or as a document, for whoever asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from refiqda.errors import InvalidProject, UnknownName
from refiqda.formats.codebooks import registry
from refiqda.formats.codebooks.bookfile import DATA, PEOPLE, TABLES
from refiqda.formats.codebooks.layout import Layout, Line
from refiqda.formats.codebooks.written.writing import NUMBERS, Writing
from refiqda.standard.index import guid_key
from refiqda.standard.model import CodeBook, Project
from refiqda.text.conventions import Convention
from refiqda.tools.changes import Changes
from refiqda.tools.excel import RUN
from refiqda.tools.programs import TARGETS, by_target

_OWN = "plain"


def require_reader(suffix: str, to: str) -> None:
    """Refuse to write a kind of file for a program that has nothing to do with it.

    Raises:
        InvalidProject: saying what to write instead.
        UnknownName: if there is no such program.
    """
    if not to or (suffix in TABLES and to in registry.WRITTEN):
        return
    if suffix not in TABLES:
        whom = "people" if suffix in PEOPLE else "version control"
        raise InvalidProject(f"A {suffix} is for {whom}, and for no program. Leave out --for.")
    if to in registry.KEYS:
        raise InvalidProject(f"A codebook for {registry.by_key(to).name} is only read here.")
    if to not in TARGETS:
        known = ", ".join(registry.WRITTEN)
        raise UnknownName(f"No table of codes is known for {to!r}. Choose one of: {known}.")
    program = by_target(to)
    if program.target == "standard":
        raise InvalidProject("The standard knows no table of codes: write a .qdc.")
    raise InvalidProject(f"No table of codes is known for {program.name}: write a .qdc for it.")


def only_a_table(suffix: str, to: str) -> str:
    """Why nothing but a table is written in a layout, and which one."""
    layout = registry.by_key(to)
    endings = " or ".join(layout.files or TABLES)
    if to == _OWN:
        return f"The layout plain is one of tables: write {endings} in it, or leave out --for."
    return f"{layout.name} reads no {suffix}. Write a table of its codes for it, as {endings}."


def reader_of(suffix: str, to: str) -> tuple[str, str]:
    """Whom a table is written for, and why it is not read there; both may be empty."""
    layout = registry.by_key(to or _OWN)
    if layout.key == _OWN:
        return "", ""
    if layout.files and suffix not in layout.files:
        wanted = " or ".join(layout.files)
        return layout.name, f"For {layout.name}, write {wanted}, not {suffix}."
    return layout.name, ""


def is_lossless(suffix: str, to: str) -> bool:
    """Whether such a file holds all that a ``.qdc`` holds, as it is written there."""
    return suffix in DATA or (suffix in TABLES and to in ("", _OWN))


def write_book(
    book: CodeBook,
    path: Path,
    *,
    to: str,
    title: str,
    project: Project | None,
    quotes: bool,
    convention: Convention | str | None,
    changes: Changes,
) -> list[str]:
    """Write a codebook; what the file cannot hold is told in ``changes``.

    ``project`` is where codings are counted and quoted from, ``title`` stands above what is for
    people. The answer is remarks for a person.
    """
    suffix = path.suffix.lower()
    if suffix in DATA:
        from refiqda.formats.codebooks.data.files import write_data

        write_data(book, path, changes)
        return []
    if suffix in PEOPLE:
        from refiqda.formats.codebooks.people import write_document

        return write_document(
            book, path, title=title, project=project, quotes=quotes, convention=convention
        )
    return _write_table(book, path, registry.by_key(to or _OWN), title, project, changes)


def _write_table(
    book: CodeBook,
    path: Path,
    layout: Layout,
    title: str,
    project: Project | None,
    changes: Changes,
) -> list[str]:
    from refiqda.formats.codebooks.sheets.outgoing import write_sheet

    assert layout.write is not None
    writing = Writing(layout, changes, None if project is None else numbers_of(project))
    lines = layout.write(book, writing)
    write_sheet(lines, path, title=title, changes=changes, bom=layout.bom, quoted=layout.quoted)
    is_read = not layout.files or path.suffix.lower() in layout.files
    advice = [layout.advice] if layout.advice and is_read else []
    return [*writing.remarks, *advice, *_formulas(lines, path)]


def _formulas(lines: Iterable[Line], path: Path) -> Iterator[str]:
    """What to know of a csv before a spreadsheet opens it; it is data, so nothing is changed."""
    if path.suffix.lower() == ".xlsx":
        return
    rows = [
        number
        for number, line in enumerate(lines, 1)
        if any(type(cell) is str and cell.startswith(RUN) for cell in line.cells)
    ]
    if rows:
        several = "1 row begins" if len(rows) == 1 else f"{len(rows):,} rows begin"
        yield (
            f"A cell of {several} with a sign that a spreadsheet takes for a formula, as in row "
            f"{rows[0]}. Nothing of it was changed, since {path.name} is data for a program. To "
            "look at it in a spreadsheet, write an .xlsx, where such cells stay text."
        )


def numbers_of(project: Project) -> Mapping[str, Mapping[str, int]]:
    """Files and references of each code as NVivo counts them, by the GUID key of the code.

    A code's own codings alone; a code without any is left out.
    """
    from refiqda.tables import counts  # pandas is fetched where there is something to count

    if not project.codes:
        return {}
    frame = counts(project, unit=list(NUMBERS), aggregate="own", merge="none")
    columns = [frame["code_guid"].tolist(), *(frame[name].tolist() for name in NUMBERS)]
    return {
        guid_key(str(guid)): dict(zip(NUMBERS, map(int, found), strict=True))
        for guid, *found in zip(*columns, strict=True)
    }
