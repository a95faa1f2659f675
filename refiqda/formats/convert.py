"""From one file to another, with every loss told.

Projects and codebooks are ``.qdpx``, ``.qde`` and ``.qdc``; codebooks are tables, JSON and YAML as
well, and documents for people. A database of tables, ``.sqlite`` or ``.duckdb``, is written and not
read back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from refiqda.errors import CannotWrite, InvalidProject
from refiqda.formats.books import codebook_of, origins, project_around, project_of_codes
from refiqda.formats.codebooks.bookfile import BookFile, is_xml, read_table
from refiqda.formats.codebooks.converting import write_as_book
from refiqda.formats.codebooks.own.mapped import Columns
from refiqda.formats.colours import in_standard_notation
from refiqda.formats.left_behind import tell_files, tell_repeated
from refiqda.formats.loss import LossReport
from refiqda.formats.remarks import open_questions, remarks_on, remarks_on_added
from refiqda.formats.unknown import tell_unknown
from refiqda.formats.ways import BOOKS, DATABASES, Way, require_book, require_way
from refiqda.standard.document import PathLike
from refiqda.standard.index import children_of
from refiqda.standard.limits import Limits, Progress, not_too_deep
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.opening import open_document
from refiqda.standard.stream import without_collecting
from refiqda.text.conventions import Convention
from refiqda.tools.changes import Changes
from refiqda.tools.program import Program
from refiqda.tools.refusals import refusals
from refiqda.tools.understanding import understand
from refiqda.tools.written import write_for

_ONLY_PACKAGES = ("qualcoder",)
"""Its import offers .qdpx files, and reads texts from their folder (refi.py, Refi_import)."""


def convert(
    source: PathLike,
    target: PathLike,
    *,
    to: str = "",
    layout: str = "",
    columns: Columns | None = None,
    sheet: str = "",
    quotes: bool = False,
    convention: Convention | str | None = None,
    allow_invalid: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> LossReport:
    """Write a project or codebook as another kind of file, or for another program, or both.

    The target's ending says which kind of file: a codebook is taken out of a project, or a project
    is put around a codebook, or the tables of either are written as a database (``.sqlite``,
    ``.duckdb``). ``to`` names the program that is to read it (``nvivo``, ``atlasti``, ``maxqda``,
    ``qualcoder``, ``transana``) or ``standard``; without it, the content stays as it is. What the
    target cannot hold, and what the program is known not to read, is in the report.

    A codebook may also come from, and go to, a table (``.csv``, ``.tsv``, ``.txt``, ``.xlsx``), or
    ``.json`` and ``.yaml`` for version control; and it goes to a document for people (``.docx``,
    ``.md``, ``.html``), with an example of a passage for each code if ``quotes``. Of a table that
    is written, ``to`` says the layout, which may also be ``taguette``, ``requal`` or ``plain``. A
    table that is read is in the layout that its header shows, or in the one that ``layout`` names,
    or in ``columns``, in the ``sheet`` of a name.

    ``convention`` says how the positions of the source are counted, where that is known better
    than the file shows it; it counts only where ``to`` is given, for a database of tables, and for
    ``quotes``. While the source is read, ``progress`` is told the size of each piece of XML.

    Raises:
        CannotWrite: if that would put something else in the place of the source.
        NotRefiQda: if the source is no REFI-QDA file, or the target's ending is unknown.
        NotACodebook: if the source is a table that holds no codebook.
        UnknownName: if there is no such program, convention, layout, sheet or column.
        InvalidProject: if the standard forbids what would be written, unless ``allow_invalid``, or
            the program opens no such kind of file.
        MissingExtra: if a file needs a package that is not installed.
    """
    source, target = Path(source), Path(target)
    require_way(source, target, to, is_table=bool(layout or columns or sheet))
    suffix = target.suffix.lower()
    way = Way.of(source, target, to)
    write_tables = _database(target, to)
    document, table = _opened(source, way.report, layout, columns, sheet, limits, progress)
    way = way._replace(table=table)
    _refuse_overwriting(document, source, target, way.program)
    with not_too_deep(source.name):
        if write_tables is not None:
            write_tables(document, target, convention, way.report)
            tell_repeated(document, way.report)
        elif suffix in BOOKS:
            _write_book(document, way, quotes=quotes, convention=convention)
        else:
            _write(document, way, convention, allow_invalid=allow_invalid)
    document.files.close()
    return way.report


def convert_book(book: CodeBook, target: PathLike, *, to: str = "", name: str = "") -> LossReport:
    """Write a codebook that came from no file, as :func:`convert` writes one that did.

    ``name`` is what the report calls it.

    Raises:
        NotRefiQda, InvalidProject, UnknownName, CannotWrite, MissingExtra: as there.
    """
    source, target = Path(name or "the codebook"), Path(target)
    require_book(target, to)
    way = Way.of(source, target, to)
    if target.suffix.lower() in BOOKS:
        _write_book(book, way)
    else:
        _write(book, way, None, allow_invalid=False)
    return way.report


@without_collecting()
def _write_book(
    document: Project | CodeBook,
    way: Way,
    *,
    quotes: bool = False,
    convention: Convention | str | None = None,
) -> None:
    """Write the codebook of a document as a table, as data or for people."""
    title = getattr(document, "name", None) or way.source.stem
    changes = write_as_book(
        document,
        way.target,
        to=way.to,
        title=title,
        quotes=quotes,
        convention=convention,
        report=way.report,
    )
    way.tell(document, changes)


def _write(
    document: Project | CodeBook,
    way: Way,
    convention: Convention | str | None,
    *,
    allow_invalid: bool,
) -> None:
    """Write a document as REFI-QDA, as it is or for a program."""
    changes, report, program = Changes(), way.report, way.program
    if program is None:
        converted = _same_content(document, way.source, way.target, changes, report)
    else:
        converted, changes = _for_program(
            document, way.source, way.target, program, convention, report
        )
    if way.table is not None:
        # A table has colours in any notation, and people no other way to mend them.
        in_standard_notation(converted, changes)
    way.tell(document, changes)
    report.remarks += remarks_on_added(report.added)
    if program is not None:
        is_book = way.target.suffix.lower() == ".qdc"
        report.remarks += open_questions(program, is_book=is_book)
    converted.save(way.target, allow_invalid=allow_invalid)


def _opened(
    source: Path,
    report: LossReport,
    layout: str,
    columns: Columns | None,
    sheet: str,
    limits: Limits | None,
    progress: Progress | None,
) -> tuple[Project | CodeBook, BookFile | None]:
    """What a file holds; of one that is no REFI-QDA file, how it was read as well."""
    if is_xml(source):
        return open_document(source, limits=limits, progress=progress), None
    found = read_table(source, layout=layout, columns=columns, sheet=sheet, limits=limits)
    if found.layout:
        report.remarks.append(f"{source.name} was read in the layout: {found.layout}.")
    report.remarks += found.remarks
    report.losses += found.losses
    return found.book, found


WriteTables = Callable[[Project | CodeBook, Path, Convention | str | None, LossReport], None]


def _database(target: Path, to: str) -> WriteTables | None:
    """What writes a database; it refuses before anything is read. None for other kinds of file."""
    suffix = target.suffix.lower()
    if suffix not in DATABASES:
        return None
    if to:
        raise InvalidProject(
            f"A {suffix} is for no QDA program. Leave out --for (in Python, to), or write a .qdpx."
        )
    from refiqda.formats import database  # pandas is fetched where tables are asked for

    database.ENGINES[suffix].require()
    return database.write


def _refuse_overwriting(
    document: Project | CodeBook, source: Path, target: Path, program: Program | None
) -> None:
    """Refuse to put what is not the same content in the place of the only copy of it."""
    if not target.exists() or not target.samefile(source):
        return
    is_packed = document.files.main is not None
    kind = ".qdc" if isinstance(document, CodeBook) else ".qdpx" if is_packed else ".qde"
    if program is not None or target.suffix.lower() != kind:
        document.files.close()
        raise CannotWrite(f"{target.name} is the file to be converted. Name another one for OUT.")


def _same_content(
    document: Project | CodeBook, source: Path, target: Path, changes: Changes, report: LossReport
) -> Project | CodeBook:
    """The content as it is, as far as the kind of file has room for it."""
    is_book = target.suffix.lower() == ".qdc"
    if isinstance(document, CodeBook) and not is_book:
        tell_unknown(document, (*document.codes, *document.sets), report)
        return project_around(document, source.stem, changes)
    if isinstance(document, Project) and is_book:
        kept = project_of_codes(document, changes)
        tell_unknown(document, origins(kept, changes), report)
        return codebook_of(kept)
    if isinstance(document, Project) and target.suffix.lower() == ".qde":
        tell_files(document, source, target, report)
    return document


def _for_program(
    document: Project | CodeBook,
    source: Path,
    target: Path,
    program: Program,
    convention: Convention | str | None,
    report: LossReport,
) -> tuple[Project | CodeBook, Changes]:
    """The content as a program reads it."""
    suffix = target.suffix.lower()
    is_book = suffix == ".qdc"
    if suffix == ".qde" and program.key in _ONLY_PACKAGES:
        raise InvalidProject(f"{program.name} opens no bare .qde. Write a .qdpx for it.")
    around = document
    if isinstance(around, CodeBook):
        around = Project(
            name=source.stem, origin=around.origin, codes=around.codes, sets=around.sets
        )
    understood = understand(
        around,
        convention,
        positions=not is_book,
        files=suffix == ".qdpx",
        is_codebook=around is not document,
    )
    project, changes = understood.project, understood.changes
    report.remarks += remarks_on(understood, program, source.name)
    if is_book:
        if document is around:
            project = project_of_codes(project, changes)
        tell_unknown(document, origins(project, changes), report, changes.understood)
    else:
        tell_unknown(document, children_of(document), report, changes.understood)
    in_standard_notation(project, changes)
    write_for(program, project, changes, packed=suffix == ".qdpx")
    report.remarks += refusals(program, project)
    if suffix == ".qde":
        tell_files(project, source, target, report)
    else:
        tell_repeated(document, report)
    return codebook_of(project) if is_book else project, changes
