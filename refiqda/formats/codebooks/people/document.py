"""Writing a codebook document; the ending of the file says which kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from refiqda.errors import CannotWrite
from refiqda.formats.codebooks.people.outline import Outline, outline
from refiqda.formats.codebooks.people.words import number_of
from refiqda.standard.disk import replacing
from refiqda.standard.document import PathLike
from refiqda.standard.limits import MIB
from refiqda.standard.model import CodeBook, Project
from refiqda.text.conventions import Convention

SUFFIXES = (".docx", ".md", ".markdown", ".html", ".htm")
"""Endings of documents for people, which are written and not read."""
_HEAVY = {".docx": 5_000, ".html": 20_000, ".htm": 20_000}
"""Codes from which on a program takes long over a document: Chromium shows a page of 20,000 in 7
seconds and one of 100,000 in a minute (measured)."""
_LARGE = 20 * MIB
_IDENTIFYING = (
    "Quotations may identify people, by what they tell as much as by the names of sources and "
    "cases. Look at each before the document is printed or deposited."
)


def require(suffix: str) -> None:
    """Refuse a kind of document that cannot be written, before anything is read for it.

    Raises:
        CannotWrite: if there is no such kind.
        MissingExtra: if the package for it is not installed.
    """
    if suffix.lower() not in SUFFIXES:
        raise CannotWrite(
            f"No codebook document ends in {suffix!r}. Use .docx, .md or .html for people."
        )
    if suffix.lower() == ".docx":
        from refiqda.formats.codebooks.people.docx import package

        package()


def write_document(
    book: CodeBook,
    path: PathLike,
    *,
    title: str,
    project: Project | None = None,
    quotes: bool = False,
    convention: Convention | str | None = None,
) -> list[str]:
    """Write a codebook for people; the remarks that come back are for whoever writes it.

    Args:
        book: the codebook.
        path: where to; its ending says which kind of file.
        title: what stands above: the name of the project, or of the file.
        project: the codes of the codebook are counted in it, by their GUIDs.
        quotes: print an example of each code from the project.
        convention: how the project counts positions, where that is known better than it shows.

    Raises:
        CannotWrite: if the ending is none of :data:`SUFFIXES`, or the file cannot be written.
        MissingExtra: if the package for a docx is not installed.
        LimitExceeded: if a docx would have more codes or text than a word processor can manage.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    require(suffix)
    made = outline(book, title, project, quotes=quotes, convention=convention)
    with replacing(path) as stream:
        if suffix == ".docx":
            from refiqda.formats.codebooks.people.docx import write

            write(made, stream)
        else:
            stream.writelines(piece.encode("utf-8") for piece in _pieces(made, suffix))
        size = stream.tell()
    return list(_remarks(made, path, size, project is not None, quotes))


def _pieces(made: Outline, suffix: str) -> Iterator[str]:
    if suffix in (".html", ".htm"):
        from refiqda.formats.codebooks.people.html import html

        return html(made)
    from refiqda.formats.codebooks.people.markdown import markdown

    return markdown(made)


def _remarks(made: Outline, path: Path, size: int, is_counted: bool, quotes: bool) -> Iterator[str]:
    suffix = path.suffix.lower()
    if quotes and not is_counted:
        yield "There are no example quotations, since a codebook has none. Name a project for them."
    if any(entry.example for entry in made.entries):
        yield _IDENTIFYING
    uncounted = sum(not entry.used for entry in made.entries) if is_counted else 0
    if uncounted:
        were = "1 code was" if uncounted == 1 else f"{uncounted:,} codes were"
        yield (
            f"{were} not counted: the project has no code of that GUID, or another code has it too."
        )
    if suffix in _HEAVY and (len(made.entries) > _HEAVY[suffix] or size > _LARGE):
        holds = f"{number_of(len(made.entries), 'code', 'codes')}, {size / MIB:,.1f} MiB"
        yield (
            f"{path.name} is large ({holds}): a program may take minutes to open it. A .md is "
            "lighter."
        )
