"""Files of a package that a new file has no room for."""

from __future__ import annotations

from pathlib import Path

from refiqda.formats.loss import LossReport
from refiqda.standard.model import CodeBook, Project

_NO_FILES = "a bare .qde holds no files: keep it beside"
_REPEATED = "the package has a file of this name before it, which is the one that is read"


def saved(project: Project, source: Path, target: Path) -> LossReport:
    """Save a project that was opened from a file and changed; the files that stay behind are told.

    Raises:
        InvalidProject: if the standard forbids what would be written.
        CannotWrite: if the target cannot be written.
    """
    report = LossReport(source.name, target.name)
    if target.suffix.lower() == ".qde":
        tell_files(project, source, target, report)
    project.save(target)
    return report


def tell_files(project: Project, source: Path, target: Path, report: LossReport) -> None:
    """A bare ``.qde`` has no room for files; those beside the old one may be beside the new."""
    files = project.files
    if files.main is None and source.resolve().parent == target.resolve().parent:
        return
    for name in files:
        if (files.main is None or name != files.main.filename) and not name.endswith("/"):
            report.add("file", name, "", name, _NO_FILES)
    tell_repeated(project, report)


def tell_repeated(document: Project | CodeBook, report: LossReport) -> None:
    """A second file of a name, which no program can reach, stays behind."""
    for member in document.files.repeated:
        report.add("repeated file", member.filename, "", member.filename, _REPEATED)
