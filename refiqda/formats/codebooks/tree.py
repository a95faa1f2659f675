"""A codebook as a tree of lines, for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from refiqda.errors import InvalidProject
from refiqda.formats.codebooks.bookfile import is_xml, neutral_book, read_table
from refiqda.formats.codebooks.said import said_of
from refiqda.formats.codebooks.writing_files import numbers_of
from refiqda.standard.document import PathLike
from refiqda.standard.index import guid_key
from refiqda.standard.limits import Progress
from refiqda.standard.model import Code, CodeBook, Project
from refiqda.standard.opening import open_document

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What would move the cursor, or turn the direction of the rest of the line."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ISOLATE, _END = "\u2068", "\u2069"
_WIDTH = 60


class Tree(NamedTuple):
    """The tree of a file."""

    lines: list[str]
    told: tuple[str, ...] = ()
    """What was found out, and what was left out, when a table was read: sentences."""


class _Waiting(NamedTuple):
    code: Code
    stem: str
    is_last: bool
    level: int


def tree(
    book: CodeBook,
    numbers: Mapping[str, Mapping[str, int]] | None = None,
    *,
    depth: int = 0,
    descriptions: bool = False,
) -> Iterator[str]:
    """One line for each code, below it what it holds; then the sets with the names of their codes.

    ``numbers`` are files and references by GUID key of a code. Below ``depth`` levels, which 0 does
    not limit, a line says how many codes are left out. ``descriptions`` shows their first lines.
    """
    waiting = [_Waiting(code, "", True, 1) for code in reversed(book.codes)]
    while waiting:
        here = waiting.pop()
        branch = "" if here.level == 1 else ("└── " if here.is_last else "├── ")
        yield f"{here.stem}{branch}{_line(here.code, numbers)}"
        stem = here.stem if here.level == 1 else here.stem + ("    " if here.is_last else "│   ")
        inner = stem + ("│   " if here.code.codes else "    ")
        if descriptions and (here.code.description or "").strip():
            yield f"{inner}{_first_line(here.code.description or '')}"
        if depth and here.level >= depth and here.code.codes:
            yield f"{stem}└── … {_below(here.code):,} below"
            continue
        last = len(here.code.codes) - 1
        waiting += [
            _Waiting(child, stem, place == last, here.level + 1)
            for place, child in reversed(list(enumerate(here.code.codes)))
        ]
    yield from _sets(book)


def tree_of(
    path: PathLike,
    *,
    counts: bool = False,
    depth: int = 0,
    descriptions: bool = False,
    progress: Progress | None = None,
) -> Tree:
    """The tree of the codebook in a file, with what a project counts of its codes if asked for.

    Raises:
        InvalidProject: if counts are asked of what is no project.
        NotRefiQda: if there is no codebook in the file.
    """
    path = Path(path)
    if not is_xml(path):
        if counts:
            raise _no_project(path)
        file = read_table(path)
        lines = list(tree(file.book, depth=depth, descriptions=descriptions))
        return Tree(lines, tuple(said_of(file)))
    document = open_document(path, progress=progress)
    if counts and not isinstance(document, Project):
        document.files.close()
        raise _no_project(path)
    numbers = numbers_of(document) if counts and isinstance(document, Project) else None
    lines = list(tree(neutral_book(document), numbers, depth=depth, descriptions=descriptions))
    document.files.close()
    return Tree(lines)


def _no_project(path: Path) -> InvalidProject:
    return InvalidProject(
        f"{path.name} is no project, so that nothing is coded in it. Leave out --counts."
    )


def _line(code: Code, numbers: Mapping[str, Mapping[str, int]] | None) -> str:
    parts = [shown(code.name or "")]
    if code.is_codable is False:
        parts.append("[folder]")
    if code.color:
        parts.append(f"({shown(code.color)})")
    if numbers is not None:
        found = numbers.get(guid_key(code.guid or ""), {})
        files, references = found.get("files", 0), found.get("references", 0)
        parts.append(
            f"{files:,} file{'s' * (files != 1)}, {references:,} reference{'s' * (references != 1)}"
        )
    return "  ".join(parts)


def shown(name: str) -> str:
    """A name on one line, whatever is in it; one from right to left keeps to its place."""
    plain = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", name)
    if not plain.strip():
        return "(no name)"
    return f"{_ISOLATE}{plain}{_END}" if _RIGHT_TO_LEFT.search(plain) else plain


def _first_line(text: str) -> str:
    line = " ".join(text.strip().split("\n", 1)[0].split())
    cut = line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
    return shown(cut if cut == text.strip() or cut.endswith("…") else f"{cut} …")


def _below(code: Code) -> int:
    number, waiting = 0, list(code.codes)
    while waiting:
        number += 1
        waiting += waiting.pop().codes
    return number


def _sets(book: CodeBook) -> Iterator[str]:
    if not book.sets:
        return
    names: dict[str, str] = {}
    waiting = list(book.codes)
    while waiting:
        code = waiting.pop()
        names.setdefault(guid_key(code.guid or ""), shown(code.name or ""))
        waiting += code.codes
    yield ""
    yield "Sets"
    for each in book.sets:
        members = [names.get(guid_key(guid), "a code that is not here") for guid in each.codes]
        yield f"{shown(each.name or '')}: {', '.join(members) or 'no codes'}"
