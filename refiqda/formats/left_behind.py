"""Files of a package that a new file has no room for."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from refiqda.formats.loss import LossReport
from refiqda.standard.model import CodeBook, Project

_NO_FILES = "a bare .qde holds no files: keep it beside"
_REPEATED = "the package has a file of this name before it, which is the one that is read"


def saved(
    project: Project, source: Path, target: Path, forbidden: Container[str] = ()
) -> LossReport:
    """Save a project that was opened from a file and changed; the files that stay behind are told.

    ``forbidden`` is what the standard forbade of it before (:func:`breaches_of`): that is written
    as it was, and told, since nobody asked to mend it.

    Raises:
        InvalidProject: if the standard forbids what was changed.
        CannotWrite: if the target cannot be written.
    """
    report = LossReport(source.name, target.name)
    if target.suffix.lower() == ".qde":
        tell_files(project, source, target, report)
    found = breaches_of(project) if forbidden else []
    is_as_it_was = bool(found) and all(each in forbidden for each in found)
    project.save(target, allow_invalid=is_as_it_was)
    if is_as_it_was:
        places = "1 place" if len(found) == 1 else f"{len(found):,} places"
        report.remarks.append(
            f"{source.name} breaks the standard in {places}, and so does {target.name}: refiqda "
            "check lists all, and refiqda repair mends most."
        )
    return report


def breaches_of(project: Project) -> list[str]:
    """What the standard forbids of a project, without the places, which change with the codes."""
    return [breach.message for breach in project.breaches()]


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
