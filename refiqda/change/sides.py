"""Codebooks that are compared, merged or applied: the same of each, wherever it came from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from refiqda.formats.codebooks.bookfile import BookFile, is_xml, read_book
from refiqda.formats.codebooks.layout import ALL, Held
from refiqda.formats.codebooks.said import said_of
from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.standard.opening import open_document
from refiqda.tools.changes import Changes
from refiqda.tools.programs import recognise
from refiqda.tools.taguette import TAGUETTE
from refiqda.tools.understanding import in_own_idiom, understand, understand_codebook

Book = BookFile | CodeBook | Project | str | os.PathLike[str]
"""A codebook as it was read, the codebook of a project, or the path of a file with either."""

_WORDS: dict[Held, str] = {
    "levels": "levels",
    "description": "descriptions",
    "color": "colours",
    "codable": "folders",
    "sets": "sets",
}


class Side(NamedTuple):
    """One codebook in the neutral reading, in the order in which it stands."""

    name: str
    """Of its file; no other side has it."""
    codes: list[Placed]
    """Parents before their children; codes that are cases of a project are left out."""
    sets: list[Set]
    holds: frozenset[Held]
    """What such a file can say; of anything else, silence means nothing."""
    origin: str | None = None
    told: tuple[str, ...] = ()
    """What was found out, and what was left out, when its file was read: sentences."""

    def key(self, code: Code) -> str:
        """By which GUID a code is known; empty where the file holds none."""
        return guid_key(code.guid or "") if "guid" in self.holds else ""

    def without_levels(self) -> Side:
        """The same of a file that says nothing of where codes stand."""
        return self._replace(holds=self.holds - {"levels"})


class _Given(NamedTuple):
    book: CodeBook | Project
    holds: frozenset[Held]
    name: str
    told: tuple[str, ...] = ()


def sides_of(several: Sequence[Book], *, changing: Project | None = None) -> list[Side]:
    """The sides to work on, each with a name of its own.

    A project is read as its program means it; one of them may be the one that is ``changing``,
    and its side has the very codes of it.

    A list of codes side by side, without GUIDs, says nothing of levels where another side has
    any: most such lists were made of a tree.

    NVivo writes a case as a code too, with the same GUID. What is a case of one of the projects is
    no code of any side, and what stands below it stands where it did.
    """
    given = [_given(each, number, changing) for number, each in enumerate(several, 1)]
    cases = frozenset().union(
        *(case_keys(each.book) for each in given if isinstance(each.book, Project))
    )
    sides: list[Side] = []
    met: dict[str, int] = {}
    for book, holds, name, told in given:
        met[name] = met.get(name, 0) + 1
        own = f"{name} ({met[name]})" if met[name] > 1 else name
        codes = list(placed_without(book.codes, cases))
        sides.append(Side(own, codes, _sets(book, cases), holds, book.origin, told))
    if any(map(_has_levels, sides)):
        return [side if _says_levels(side) else side.without_levels() for side in sides]
    return sides


def _has_levels(side: Side) -> bool:
    return any(placed.parent is not None for placed in side.codes)


def _says_levels(side: Side) -> bool:
    return "guid" in side.holds or _has_levels(side)


def case_keys(project: Project) -> frozenset[str]:
    """The GUIDs of the cases of a project, as they are compared."""
    return frozenset(guid_key(case.guid) for case in project.cases if case.guid)


def placed_without(codes: Iterable[Code], cases: frozenset[str]) -> Iterator[Placed]:
    """Every code where it stands, without codes that are cases; parents before their children."""
    waiting: list[tuple[Code, Code | None, tuple[str, ...]]]
    waiting = [(code, None, ()) for code in reversed([*codes])]
    while waiting:
        code, parent, above = waiting.pop()
        if cases and guid_key(code.guid or "") in cases:
            waiting += [(child, parent, above) for child in reversed(code.codes)]
            continue
        steps = (*above, code.name or "")
        yield Placed(code, parent, steps)
        waiting += [(child, code, steps) for child in reversed(code.codes)]


def _given(given: Book, number: int, changing: Project | None) -> _Given:
    if isinstance(given, BookFile):
        return _Given(given.book, _held(given.book, given.holds), given.name, tuple(said_of(given)))
    if isinstance(given, Project | CodeBook):
        path = given.files.path
        called = f"{'project' if isinstance(given, Project) else 'codebook'} {number}"
        name = path.name if path is not None else called
        return _Given(given, ALL, name) if given is changing else _document(given, name)
    if not is_xml(Path(given)):
        return _given(read_book(given), number, changing)
    document = open_document(given)
    document.files.close()
    return _document(document, Path(given).name)


def _document(document: Project | CodeBook, name: str) -> _Given:
    if isinstance(document, Project):
        return _Given(neutral(document), ALL, name)
    book = understand_codebook(document, Changes())
    return _Given(book, _held(book, ALL), name)


def neutral(project: Project) -> Project:
    """A project as its program means it: a copy, where that is needed."""
    if in_own_idiom(project):
        return project
    return understand(project, positions=False, files=False).project


def is_of_codes(each: Set) -> bool:
    """Whether a set is about codes, or about nothing yet."""
    return bool(each.codes) or not (each.sources or each.notes)


def _held(book: CodeBook, holds: frozenset[Held]) -> frozenset[Held]:
    """What a file can say; a ``.qdc`` of Taguette has room for more than it ever says.

    Evidence: what is known of Taguette's codes in :mod:`refiqda.tools.taguette`.
    """
    is_taguette = holds == ALL and recognise(book)[0] is TAGUETTE
    return frozenset[Held](("guid", "levels")) if is_taguette else holds


def _sets(book: CodeBook | Project, cases: frozenset[str]) -> list[Set]:
    """The sets that are of codes, without those that are cases."""
    found = []
    for each in filter(is_of_codes, book.sets):
        codes = [guid for guid in each.codes if guid_key(guid) not in cases]
        if codes or not each.codes:
            found.append(
                Set(guid=each.guid, name=each.name, description=each.description, codes=codes)
            )
    return found


def silent_on(side: Side, others: Iterable[Side]) -> str:
    """What a side cannot say and one of the others can, as ``levels, colours and sets``."""
    said = frozenset[Held]().union(*(other.holds for other in others))
    words = [word for held, word in _WORDS.items() if held not in side.holds and held in said]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
