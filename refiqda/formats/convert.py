"""From one file to another among ``.qdpx``, ``.qde`` and ``.qdc``, with every loss told."""

from __future__ import annotations

from pathlib import Path

from refiqda.errors import NotRefiQda
from refiqda.formats.loss import LossReport
from refiqda.formats.unknown import tell_unknown
from refiqda.standard.document import PathLike
from refiqda.standard.limits import Limits, Progress
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.standard.opening import open_document

_ONLY_CODES = "a codebook (.qdc) holds codes and sets of codes only"
_NO_FILES = "a bare .qde holds no files: keep it beside"
_DETAILS = (
    "name",
    "creating_user",
    "created",
    "modifying_user",
    "modified",
    "base_path",
    "description",
)


def convert(
    source: PathLike,
    target: PathLike,
    *,
    allow_invalid: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> LossReport:
    """Write a project or codebook as another kind of file; the target's ending says which.

    A codebook is taken out of a project, or a project is put around a codebook; what the target
    cannot hold is in the report. While the source is read, ``progress`` is told the size of each
    piece of XML.

    Raises:
        NotRefiQda: if the source is no REFI-QDA file, or the target's ending is unknown.
        InvalidProject: if the standard forbids what would be written, unless ``allow_invalid``.
    """
    source, target = Path(source), Path(target)
    suffix = target.suffix.lower()
    if suffix not in (".qdpx", ".qde", ".qdc"):
        raise NotRefiQda(
            f"{target.name} has an ending that cannot be written. Use .qdpx or .qde for a project "
            "and .qdc for a codebook."
        )
    report = LossReport(source.name, target.name)
    document = open_document(source, limits=limits, progress=progress)
    converted: Project | CodeBook = document
    if isinstance(document, CodeBook):
        if suffix != ".qdc":
            converted = project_around(document, source.stem, report)
    elif suffix == ".qdc":
        converted = codebook_of(document, report)
    elif suffix == ".qde":
        _tell_files(document, source, target, report)
    converted.save(target, allow_invalid=allow_invalid)
    document.files.close()
    return report


def _tell_files(project: Project, source: Path, target: Path, report: LossReport) -> None:
    """A bare ``.qde`` has no room for files; those beside the old one may be beside the new."""
    files = project.files
    if files.main is None and source.resolve().parent == target.resolve().parent:
        return
    for name in files:
        if (files.main is None or name != files.main.filename) and not name.endswith("/"):
            report.add("file", name, "", name, _NO_FILES)


def codebook_of(project: Project, report: LossReport) -> CodeBook:
    """The codes of a project, and its sets as far as they hold codes."""
    for detail in _DETAILS:
        if getattr(project, detail):
            report.add("detail of the project", detail, "", "/Project", _ONLY_CODES)
    for guid in project.note_refs:
        report.add("note of the project", "", guid, "/Project", _ONLY_CODES)
    kept = [each for each in project.sets if each.codes or not (each.sources or each.notes)]
    report.add_all_but(project, [*project.codes, *kept], _ONLY_CODES)
    for each in kept:
        for what, members in (("source", each.sources), ("note", each.notes)):
            for guid in members:
                report.add(f"{what} in a set", each.name, guid, "/Project/Sets", _ONLY_CODES)
    tell_unknown(project, [*project.codes, *kept], report)
    return CodeBook(
        origin=project.origin,
        codes=[_bare_code(code, report) for code in project.codes],
        sets=[_bare_set(each) for each in kept],
    )


def project_around(codebook: CodeBook, name: str, report: LossReport) -> Project:
    """A project that holds a codebook and nothing else."""
    tell_unknown(codebook, [*codebook.codes, *codebook.sets], report)
    return Project(
        name=name,
        origin=codebook.origin,
        codes=[_bare_code(code, report) for code in codebook.codes],
        sets=[_bare_set(each) for each in codebook.sets],
    )


def _bare_code(code: Code, report: LossReport) -> Code:
    """A code as both forms can hold it."""
    for guid in code.notes:
        report.add("note of a code", code.name, guid, "/Project/CodeBook/Codes", _ONLY_CODES)
    return Code(
        guid=code.guid,
        name=code.name,
        is_codable=code.is_codable,
        color=code.color,
        description=code.description,
        codes=[_bare_code(child, report) for child in code.codes],
    )


def _bare_set(each: Set) -> Set:
    return Set(guid=each.guid, name=each.name, description=each.description, codes=list(each.codes))
