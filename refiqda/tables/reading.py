"""Projects and codebooks, given as such or as the path of a file."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from refiqda.standard.limits import Progress
from refiqda.standard.model import CodeBook, Project
from refiqda.standard.opening import open_document
from refiqda.tools.changes import Changes
from refiqda.tools.understanding import in_own_idiom, understand, understand_codebook

ProjectOrPath = Project | str | os.PathLike[str]
DocumentOrPath = CodeBook | ProjectOrPath


@contextmanager
def project_of(given: ProjectOrPath) -> Iterator[Project]:
    """A project in the standard's idiom, whatever wrote it; a file is closed in the end.

    Its positions are as the file has them; what shows places counts them anew.
    """
    if isinstance(given, Project):
        yield neutral(given)
        return
    project = Project.open(given)
    try:
        yield neutral(project)
    finally:
        project.files.close()


def neutral(project: Project) -> Project:
    """The project itself where it has nothing peculiar; else a copy, its positions as they are."""
    if project.is_understood or in_own_idiom(project):
        return project
    return understand(project, positions=False, files=False).project


@contextmanager
def document_of(
    given: DocumentOrPath, progress: Progress | None = None
) -> Iterator[Project | CodeBook]:
    """The project or codebook itself, or the one in a file, which is closed in the end.

    While a file is read, ``progress`` is told the size of each piece of XML.
    """
    if isinstance(given, Project | CodeBook):
        yield given
        return
    document = open_document(given, progress=progress)
    try:
        yield document
    finally:
        document.files.close()


@contextmanager
def neutral_of(given: DocumentOrPath) -> Iterator[Project | CodeBook]:
    """A project or codebook in the standard's idiom, whatever wrote it."""
    with document_of(given) as document:
        if isinstance(document, Project):
            yield neutral(document)
        else:
            yield understand_codebook(document, Changes())


def wrapper_of(field: str) -> str:
    """The XML element that the items of a field of a project stand in."""
    specs = {item.name: item.metadata.get("spec") for item in dataclasses.fields(Project)}
    spec = specs[field]
    assert spec is not None
    return str(spec.wrapper[0])


def comes_late(chunks: Iterable[bytes], names: Iterable[str]) -> bool:
    """Whether one of some elements stands after the sources, or it cannot be seen whether.

    Looks at bytes only, which is quick. What is no element but looks like one (in a comment) is
    taken for one, which costs time and nothing else.
    """
    wanted = [name.encode() for name in names]
    sources = wrapper_of("sources").encode()
    seen = False
    last = b""  # the end of the chunk before, so that no name is cut in two
    for chunk in chunks:
        data = last + chunk
        if not seen:
            start = _find(data, sources)
            seen = start >= 0
            data = data[max(start, 0) :]
        if seen and any(_find(data, name) >= 0 for name in wanted):
            return True
        last = data[-_OVERLAP:]
    return not seen  # another encoding, or no sources


_OVERLAP = 16
_ENDS = (b">", b"/", b" ", b"\t", b"\r", b"\n")


def _find(data: bytes, name: bytes) -> int:
    """Where an element begins or ends."""
    at = data.find(name)
    while at >= 0:
        after = at + len(name)
        if data[max(at - 1, 0) : at] in (b"<", b":", b"/") and data[after : after + 1] in _ENDS:
            return at
        at = data.find(name, after)
    return -1
