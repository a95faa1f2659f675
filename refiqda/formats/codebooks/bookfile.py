"""A codebook out of any file that holds one: what is in it, and what the file cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from refiqda.formats.books import codebook_of, project_of_codes
from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.layout import ALL, Held, Layout
from refiqda.formats.codebooks.own.mapped import Columns, is_header, mapped
from refiqda.formats.codebooks.rows.reading import NO_PLACE, Reading, beginning
from refiqda.formats.codebooks.rows.spelling import remark_blanks, remark_indents
from refiqda.formats.loss import Loss
from refiqda.standard.document import PathLike
from refiqda.standard.limits import Limits, Progress, current
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.node import Node
from refiqda.standard.opening import open_document
from refiqda.standard.stream import without_collecting
from refiqda.tools.changes import Changes
from refiqda.tools.understanding import understand, understand_codebook

if TYPE_CHECKING:
    from refiqda.formats.codebooks.recognising import Recognised
    from refiqda.formats.codebooks.sheets.gathered import Sheets

TABLES = (".csv", ".tsv", ".txt", ".xlsx")
"""Endings of tables that codebooks are written as and read from."""
DATA = (".json", ".yaml", ".yml")
"""Endings of codebooks for version control, which lose nothing."""
PEOPLE = (".docx", ".md", ".markdown", ".html", ".htm")
"""Endings of codebooks for people."""
_NO_XML = (*TABLES, *DATA, *PEOPLE, ".xlsm", ".xls", ".ods", ".numbers", ".pdf", ".doc")
"""Endings of what is no REFI-QDA file, whatever stands in it."""


class BookFile(NamedTuple):
    """A codebook that was read from a file."""

    book: CodeBook
    holds: frozenset[Held]
    """What such a file can say; of anything else, silence means nothing."""
    name: str
    """Of the file."""
    layout: str = ""
    """The layout of a table, in words; empty for other files, and where columns were named."""
    losses: tuple[Loss, ...] = ()
    """What of a table, or of data, a codebook has no place for."""
    remarks: tuple[str, ...] = ()
    places: dict[int, tuple[Node, str]] | None = None
    """Where the codes and sets stand in the file, by identity; None where it is XML."""
    made: frozenset[int] = frozenset()
    """By identity: the codes and sets whose GUIDs stood nowhere in the file."""


def is_xml(path: Path) -> bool:
    """Whether a file is read as REFI-QDA, by its ending: any that means nothing else."""
    return path.suffix.lower() not in _NO_XML


@without_collecting()
def read_table(
    path: Path,
    *,
    layout: str = "",
    columns: Columns | None = None,
    sheet: str = "",
    limits: Limits | None = None,
) -> BookFile:
    """The codebook in a table, or in JSON or YAML.

    Raises:
        NotACodebook: if there is none; for a table in no layout, the columns that it has.
        UnknownName: if there is no such layout, sheet or column.
        LimitExceeded: if it is larger or deeper than ``limits`` allow.
        MissingExtra: if the file needs a package that is not installed.
    """
    limits = limits or current()
    if path.suffix.lower() in DATA:
        from refiqda.formats.codebooks.data.files import read_data

        book, reading = read_data(path, limits)
        return _file(book, reading, ALL, "")
    found, recognised = _recognised(path, layout, columns, sheet, limits)
    reading = Reading(path.name, limits)
    reading.losses += found.losses
    reading.remarks += found.remarks
    reading.losses += _left_out(found, recognised)
    if columns:
        reading.remarks.insert(0, f"{path.name} was read by the columns that you named.")
    if not sheet:
        reading.remarks += recognised.remarks
    book = recognised.layout.read(recognised.table, reading)
    remark_blanks(book, reading)
    remark_indents(book, recognised.table, reading)
    holds = recognised.layout.holds - reading.silent
    return _file(book, reading, holds, "" if columns else recognised.layout.name)


def _recognised(
    path: Path, layout: str, columns: Columns | None, sheet: str, limits: Limits
) -> tuple[Sheets, Recognised]:
    """The sheets of a file, and the table in one of them whose layout is known."""
    from refiqda.formats.codebooks import recognising, registry
    from refiqda.formats.codebooks.sheets.incoming import read_sheets

    is_document = path.suffix.lower() == ".docx"

    def recognise(sheets: Sheets, forced: Layout | None) -> Recognised:
        wanted = recognising.sheet_named(sheets.sheets, sheet, path.name)
        return recognising.recognise(wanted, path.name, forced, columns, is_document=is_document)

    forced = _forced(layout, columns)
    fits = forced.fits if forced else registry.fits_any
    if columns:
        fits = partial(is_header, columns)
    found = read_sheets(path, limits=limits, fits=fits, anywhere=forced is not None)
    recognised = recognise(found, forced)
    if recognised.layout.has_formulas and path.suffix.lower() == ".xlsx":
        fits = recognised.layout.fits
        found = read_sheets(path, limits=limits, fits=fits, formulas_as_texts=True)
        # The same sheets as before: what was read and what was not is remarked already.
        names = {each.name for each in recognised.sheets}
        same = found._replace(sheets=[each for each in found.sheets if each.name in names])
        again = recognise(same, recognised.layout)
        recognised = again._replace(remarks=recognised.remarks)
    return found, recognised


def _left_out(found: Sheets, recognised: Recognised) -> Iterator[Loss]:
    """What stands above the header, and the sheets that are not read."""
    for number, row in recognised.above:
        texts = [text.strip() for text in row if text.strip()]
        said = beginning("; ".join(texts))
        yield Loss("text above the header", texts[0], "", f"row {number}", NO_PLACE, text=said)
    read = {id(each) for each in recognised.sheets}
    for each in found.sheets:
        if id(each) not in read:
            why = "one sheet is read; --sheet chooses it"
            yield Loss("sheet", each.name, "", f"sheet {shown(each.name)}", why)


def _forced(layout: str, columns: Columns | None) -> Layout | None:
    from refiqda.formats.codebooks import registry

    if columns:
        return mapped(columns)
    return registry.by_key(layout) if layout else None


def _file(book: CodeBook, reading: Reading, holds: frozenset[Held], layout: str) -> BookFile:
    return BookFile(
        book,
        holds,
        reading.name,
        layout,
        tuple(reading.losses),
        tuple(reading.remarks),
        reading.places,
        frozenset(reading.made),
    )


def read_book(
    path: PathLike, *, limits: Limits | None = None, progress: Progress | None = None
) -> BookFile:
    """The codebook of a table, of data, of a ``.qdc`` or of a project, in the neutral reading.

    Raises:
        NotRefiQda: if there is none.
        LimitExceeded: if it is larger than ``limits`` allow.
        MissingExtra: if the file needs a package that is not installed.
    """
    path = Path(path)
    if not is_xml(path):
        return read_table(path, limits=limits)
    document = open_document(path, limits=limits, progress=progress)
    document.files.close()
    return BookFile(neutral_book(document), ALL, path.name)


def neutral_book(document: Project | CodeBook) -> CodeBook:
    """The codebook of a document in the standard's own idiom, as a copy."""
    changes = Changes()
    if isinstance(document, CodeBook):
        return understand_codebook(document, changes)
    understood = understand(document, positions=False, files=False).project
    return codebook_of(project_of_codes(understood, changes))


def read_codebook(
    path: PathLike,
    *,
    layout: str = "",
    columns: Columns | None = None,
    sheet: str = "",
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> CodeBook:
    """The codebook in a ``.qdc``, a project, a spreadsheet, a csv, JSON or YAML.

    A ``.qdc`` or a project is read as it is written. A table is read in the layout that its header
    shows, or in the one that ``layout`` names, or by its ``columns``; ``sheet`` names one sheet of
    a spreadsheet. What a table says that a codebook has no place for is left out here, and told
    by :func:`refiqda.convert`.

    Raises:
        NotRefiQda: if there is no codebook in it; of a table, which columns it has.
        UnknownName: if there is no such layout, sheet or column.
        LimitExceeded: if it is larger or deeper than ``limits`` allow.
        MissingExtra: if the file needs a package that is not installed.
    """
    path = Path(path)
    if not is_xml(path):
        found = read_table(path, layout=layout, columns=columns, sheet=sheet, limits=limits)
        return found.book
    document = open_document(path, limits=limits, progress=progress)
    if isinstance(document, CodeBook):
        return document
    document.files.close()
    return codebook_of(project_of_codes(document, Changes()))
