"""A codebook, or that of a project, on its way into a table, data or a document."""

from __future__ import annotations

from pathlib import Path

from refiqda.formats.books import codebook_of, origins, project_of_codes
from refiqda.formats.codebooks.bookfile import PEOPLE
from refiqda.formats.codebooks.writing_files import is_lossless, write_book
from refiqda.formats.colours import in_standard_notation
from refiqda.formats.loss import LossReport
from refiqda.formats.unknown import tell_unknown
from refiqda.standard.index import walk
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.text.conventions import Convention
from refiqda.tools.changes import Changes, tell_unreadable
from refiqda.tools.understanding import understand

_OF_CODES = ("/Project/CodeBook", "/Project/Sets")
"""Where in a project its codes and sets stand."""


def write_as_book(
    document: Project | CodeBook,
    target: Path,
    *,
    to: str,
    title: str,
    quotes: bool,
    convention: Convention | str | None = None,
    report: LossReport,
) -> Changes:
    """Write the codebook of a document; what the target does not hold is in what comes back.

    A file that holds all that a ``.qdc`` holds gets it as it is written there, any other in the
    standard's own idiom. Nobody looks for interviews in a table or list of codes: of a project,
    only what concerns codes and sets of codes is told.
    """
    suffix = target.suffix.lower()
    project = document if isinstance(document, Project) else None
    told = LossReport(report.source, report.target)
    if is_lossless(suffix, to):
        book, changes = _as_written(document, told)
    else:
        book, changes = _neutral(document, told)
    if project is not None:
        _leave_out_others(project, changes, told)
        report.remarks.append(
            f"Of the project {report.source}, only its codes and sets of codes are written."
        )
    report.losses += told.losses
    report.remarks += write_book(
        book,
        target,
        to=to,
        title=title,
        project=project,
        quotes=quotes,
        convention=convention,
        changes=changes,
    )
    if suffix in PEOPLE:
        report.remarks.append(
            f"{target.name} is for people: keep a .qdc or .yaml too, since it cannot be read back."
        )
    return changes


def _leave_out_others(project: Project, changes: Changes, told: LossReport) -> None:
    """Forget what was told of a project beside its codes, and its sets with codes."""
    concerned = {id(node) for node, _ in walk(project) if isinstance(node, Code)}
    concerned.update(id(each) for each in project.sets if each.codes)
    changes.rows = [row for row in changes.rows if id(row.node) in concerned]
    told.losses = [loss for loss in told.losses if loss.where.startswith(_OF_CODES)]


def _as_written(document: Project | CodeBook, report: LossReport) -> tuple[CodeBook, Changes]:
    changes = Changes()
    for node, _ in walk(document):
        if isinstance(node, Code | Set):
            tell_unreadable(node, changes)
    if isinstance(document, CodeBook):
        tell_unknown(document, (*document.codes, *document.sets), report)
        return document, changes
    kept = project_of_codes(document, changes)
    tell_unknown(document, origins(kept, changes), report)
    return _book(kept, document, changes), changes


def _neutral(document: Project | CodeBook, report: LossReport) -> tuple[CodeBook, Changes]:
    around = document
    if isinstance(around, CodeBook):
        around = Project(name="", origin=around.origin, codes=around.codes, sets=around.sets)
    understood = understand(
        around, positions=False, files=False, is_codebook=around is not document
    )
    project, changes = understood.project, understood.changes
    if around is document:
        project = project_of_codes(project, changes)
    tell_unknown(document, origins(project, changes), report, changes.understood)
    in_standard_notation(project, changes)
    return _book(project, document, changes), changes


def _book(project: Project, document: Project | CodeBook, changes: Changes) -> CodeBook:
    """The codebook of a project; what is told of it is told of the document that it is made of."""
    book = codebook_of(project)
    changes.made_from(book, document)
    return book
