"""A file that may be either: a project or a codebook."""

from __future__ import annotations

from refiqda.standard.document import Opened, PathLike
from refiqda.standard.limits import Limits, Progress
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.plan import PROJECT


def open_document(
    path: PathLike, *, limits: Limits | None = None, progress: Progress | None = None
) -> Project | CodeBook:
    """The project or codebook in a file."""
    return document_in(Opened(path, limits, progress))


def document_in(opened: Opened) -> Project | CodeBook:
    """What a file that was looked at holds, read whole."""
    return Project.read(opened) if opened.form is PROJECT else CodeBook.read(opened)
