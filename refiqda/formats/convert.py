"""From one file to another among ``.qdpx``, ``.qde`` and ``.qdc``, with every loss told."""

from __future__ import annotations

from pathlib import Path

from refiqda.errors import NotRefiQda
from refiqda.formats.loss import LossReport
from refiqda.standard.document import Opened, PathLike
from refiqda.standard.limits import DEFAULT, Limits
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.standard.node import Node, Raw
from refiqda.standard.plan import PROJECT

_NOT_IN_CODEBOOK = "a codebook (.qdc) holds codes and sets of codes only"
_PARTS = {
    "user": ("users", "/Project/Users/User[{}]"),
    "variable": ("variables", "/Project/Variables/Variable[{}]"),
    "case": ("cases", "/Project/Cases/Case[{}]"),
    "source": ("sources", "/Project/Sources/*[{}]"),
    "note": ("notes", "/Project/Notes/Note[{}]"),
    "link": ("links", "/Project/Links/Link[{}]"),
    "graph": ("graphs", "/Project/Graphs/Graph[{}]"),
}


def convert(
    source: PathLike,
    target: PathLike,
    *,
    allow_invalid: bool = False,
    limits: Limits = DEFAULT,
) -> LossReport:
    """Write a project or codebook as another kind of file; the target's ending says which.

    A codebook is taken out of a project, or a project is put around a codebook; what the target
    cannot hold is in the report.

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
    opened = Opened(source, limits)
    opened.files.close()
    if opened.form is PROJECT:
        project = Project.open(source, limits=limits)
        if suffix == ".qdc":
            codebook_of(project, report).save(target, allow_invalid=allow_invalid)
        else:
            _tell_files(project, suffix, report)
            project.save(target, allow_invalid=allow_invalid)
    else:
        codebook = CodeBook.open(source, limits=limits)
        if suffix == ".qdc":
            codebook.save(target, allow_invalid=allow_invalid)
        else:
            project_around(codebook, source.stem, report).save(target, allow_invalid=allow_invalid)
    return report


def _tell_files(project: Project, suffix: str, report: LossReport) -> None:
    """A bare ``.qde`` has no room for the files of its sources."""
    if suffix == ".qdpx":
        return
    main = project.files.main
    for name in project.files:
        if main is not None and name != main.filename and not name.endswith("/"):
            report.add("file", _Named(name), name, "a bare .qde holds no files: keep it beside")


class _Named:
    """A member of the package as something with a name."""

    def __init__(self, name: str) -> None:
        self.name = name


def codebook_of(project: Project, report: LossReport) -> CodeBook:
    """The codes of a project, and its sets as far as they hold codes."""
    for what, (field, where) in _PARTS.items():
        report.add_all(what, getattr(project, field), where, _NOT_IN_CODEBOOK)
    for detail in ("name", "created", "modified", "base_path", "description"):
        if getattr(project, detail):
            report.add("detail of the project", _Named(detail), "/Project", _NOT_IN_CODEBOOK)
    _tell_unknown(project, "/Project", report)
    codes = [
        _bare_code(code, f"/Project/CodeBook/Codes/Code[{number}]", report)
        for number, code in enumerate(project.codes, 1)
    ]
    sets = []
    for number, group in enumerate(project.sets, 1):
        where = f"/Project/Sets/Set[{number}]"
        if not group.codes and (group.sources or group.notes):
            report.add("set", group, where, _NOT_IN_CODEBOOK)
            continue
        for what, members in (("source", group.sources), ("note", group.notes)):
            for guid in members:
                report.add(
                    f"{what} in a set", Set(guid=guid, name=group.name), where, _NOT_IN_CODEBOOK
                )
        _tell_unknown(group, where, report)
        sets.append(
            Set(
                guid=group.guid,
                name=group.name,
                description=group.description,
                codes=list(group.codes),
            )
        )
    return CodeBook(origin=project.origin, codes=codes, sets=sets)


def _bare_code(code: Code, where: str, report: LossReport) -> Code:
    """A code as both forms can hold it."""
    for guid in code.notes:
        report.add("note of a code", Code(guid=guid, name=code.name), where, _NOT_IN_CODEBOOK)
    _tell_unknown(code, where, report)
    return Code(
        guid=code.guid,
        name=code.name,
        is_codable=code.is_codable,
        color=code.color,
        description=code.description,
        codes=[
            _bare_code(child, f"{where}/Code[{number}]", report)
            for number, child in enumerate(code.codes, 1)
        ],
    )


def project_around(codebook: CodeBook, name: str, report: LossReport) -> Project:
    """A project that holds a codebook and nothing else."""
    _tell_unknown(codebook, "/CodeBook", report)
    codes = [
        _bare_code(code, f"/CodeBook/Codes/Code[{number}]", report)
        for number, code in enumerate(codebook.codes, 1)
    ]
    sets = []
    for number, group in enumerate(codebook.sets, 1):
        _tell_unknown(group, f"/CodeBook/Sets/Set[{number}]", report)
        sets.append(
            Set(
                guid=group.guid,
                name=group.name,
                description=group.description,
                codes=list(group.codes),
            )
        )
    return Project(name=name, origin=codebook.origin, codes=codes, sets=sets)


def _tell_unknown(node: Node, where: str, report: LossReport) -> None:
    """What the standard has no name for stays behind: it may mean nothing in the other form."""
    extra = node.extra
    if extra is None:
        return
    why = "the standard has no name for it"
    for attribute in extra.attributes:
        if not attribute.startswith("{http://www.w3.org/2001/XMLSchema-instance}"):
            report.add("attribute", _Named(attribute), where, why)
    for raw in (*extra.before, *(extra.order or ()), *extra.after):
        if isinstance(raw, Raw) and not raw.field:
            report.add(raw.kind, _Named(raw.name), where, why)
