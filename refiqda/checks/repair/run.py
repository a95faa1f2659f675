"""Repairing a file: mend it, write it, and say what is left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from refiqda.checks.finding import ERROR, NOTE, Finding
from refiqda.checks.package import encoding
from refiqda.checks.repair.change import Mend
from refiqda.checks.repair.mending import mend
from refiqda.checks.repair.registry import MENDS, menders_of
from refiqda.checks.report.checked import counted
from refiqda.checks.run import check
from refiqda.checks.survey import Survey
from refiqda.errors import CannotWrite
from refiqda.standard.disk import reading, replacing
from refiqda.standard.document import Opened, PathLike
from refiqda.standard.limits import Limits, Progress
from refiqda.standard.lines import lines_of
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.opening import document_in


@dataclass(slots=True)
class RepairReport:
    """What was mended in a file, and what is left to people."""

    source: str
    target: str
    """The file that was written; empty if none was."""
    mends: list[Mend] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    """Errors and warnings of the result: there is no safe mend for them, or it was not wanted."""

    @property
    def has_errors(self) -> bool:
        """Whether an error is left."""
        return any(finding.severity == ERROR for finding in self.left)

    def summary(self) -> str:
        """One line for a person."""
        mended = counted(len(self.mends), "mend") if self.mends else "nothing to mend"
        tail = "." if self.target else "; nothing was written."
        where = f" in {self.target}" if self.target else ""
        if not self.left:
            return f"{self.source}: {mended}, no error or warning left{where}{tail}"
        errors = sum(finding.severity == ERROR for finding in self.left)
        counts = {"error": errors, "warning": len(self.left) - errors}
        left = ", ".join(counted(number, word) for word, number in counts.items() if number)
        return f"{self.source}: {mended}, {left} left{where}{tail}"


def repair(
    source: PathLike,
    target: PathLike | None = None,
    *,
    only: Iterable[str] = (),
    dry_run: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> RepairReport:
    """Mend what can be mended safely in a file, and write the result to another or to the same.

    Nothing is lost by a mend, and what is said keeps its meaning. A file in which there is nothing
    to mend, or nothing that is wanted, is copied as it is.

    Args:
        source: the file to read.
        target: the file to write, of the same kind; without one, nothing is written.
        only: codes of rules, or beginnings of codes; all that can be mended, if there are none.
        dry_run: only say what would be done, or why it could not.
        limits: how large the file may be.
        progress: told the size of each piece of XML as it is read.

    Raises:
        NotRefiQda: if the source is no such file, or damaged.
        UnknownName: if a code is named whose rule has no safe mend.
        CannotWrite: if the target is another kind of file, away from the files that belong to it,
            or cannot be written.
    """
    source, only = Path(source), tuple(only)
    wanted = {mender.code for mender in menders_of(only)}
    place = None if target is None else Path(target)
    opened = Opened(source, limits, progress)
    try:
        if place is not None:
            _refuse_other_kind(opened, place)
        document = document_in(opened)
        made = mend(document, only)
        if place is not None:
            _refuse_other_folder(document, source, place)
        # What is written is written as it should be, even where only something else was wanted.
        anew = [each for each in _rewritten(document) if made or each.code in wanted]
        mends = _with_lines([*made, *anew], opened)
        if place is None or dry_run:
            place, gone = None, {each.code for each in anew}
            left = [finding for finding in check(document) if finding.code not in gone]
        else:
            _write(document, source, place, changed=bool(mends))
            left = check(place, limits=limits)
    finally:
        opened.files.close()
    left = [finding for finding in left if finding.severity != NOTE]
    return RepairReport(source.name, place.name if place else "", mends, left)


def _refuse_other_kind(opened: Opened, target: Path) -> None:
    packed = opened.files.main is not None
    suffix = ".qdpx" if packed else opened.form.suffix
    if target.suffix.lower() == suffix:
        return
    name = opened.path.name
    kind = f"a packed {opened.form.name}" if packed else f"a {opened.form.name}"
    if target.exists() and target.samefile(opened.path):
        raise CannotWrite(
            f"{name} is {kind}, so its name has to end in {suffix}. Rename it, or name another "
            "file to write."
        )
    raise CannotWrite(
        f"{target.name} has to end in {suffix}, since {name} is {kind}. repair keeps the kind of "
        "a file; refiqda convert changes it."
    )


def _refuse_other_folder(document: Project | CodeBook, source: Path, target: Path) -> None:
    """A ``.qde`` leads to files beside it, and would not find them from elsewhere."""
    files = document.files
    is_beside = any(isinstance(member, Path) for member in files.names.values())
    if files.beside is None or not is_beside or not target.parent.is_dir():
        return
    if not target.parent.samefile(source.parent):
        raise CannotWrite(
            f"{source.name} has files beside it, in the folder {files.beside.name}, and would not "
            "find them from another folder. Write the repaired file to the folder of "
            f"{source.name}, or copy both first."
        )


def _rewritten(document: Project | CodeBook) -> list[Mend]:
    """What is mended by writing alone: whatever is written is UTF-8 without a mark."""
    return [
        Mend(
            found.rule.code,
            found.path,
            None,
            MENDS[found.rule.code].says.rstrip("."),
            str(found.values.get("encoding", "U+FEFF")),
            "UTF-8" if "encoding" in found.values else "",
        )
        for found in encoding(Survey(document))
    ]


def _with_lines(mends: list[Mend], opened: Opened) -> list[Mend]:
    paths = {each.path for each in mends if each.path.startswith("/")}
    lines = lines_of(opened.xml(), paths) if paths else {}
    return [each._replace(line=lines.get(each.path)) for each in mends]


def _write(document: Project | CodeBook, source: Path, target: Path, *, changed: bool) -> None:
    if changed:
        document.save(target, allow_invalid=True)
    elif not (target.exists() and os.path.samefile(source, target)):
        with reading(source) as old, replacing(target) as new:
            shutil.copyfileobj(old, new)
