"""Codebooks that are compared, merged or applied: the same of each, wherever it came from."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from refiqda.change.beside_codes import is_of_codes, remark_beside
from refiqda.change.cases import (
    are_cases,
    case_keys,
    placed_without,
    remark_others,
    remark_own,
)
from refiqda.formats.codebooks.bookfile import BookFile, is_xml, read_book
from refiqda.formats.codebooks.layout import ALL, Held
from refiqda.formats.codebooks.said import said_of
from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.standard.opening import open_document
from refiqda.tools.changes import Changes, tell_unreadable
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
    left: tuple[str, ...] = ()
    """What else it says that no codebook has a place for: sentences."""

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
    told: tuple[str, ...]
    changes: Changes
    """What the neutral reading does not have as the file has it."""
    as_cases: list[Code]
    """The codes of the file that are its cases too."""

    @property
    def cases(self) -> frozenset[str]:
        """The GUIDs of its cases."""
        return case_keys(self.book)


def sides_of(several: Sequence[Book], *, changing: Project | None = None) -> list[Side]:
    """The sides to work on, each with a name of its own.

    A project is read as its program means it; one of them may be the one that is ``changing``,
    and its side has the very codes of it.

    A list of codes side by side, without GUIDs, says nothing of levels where another side has
    any: most such lists were made of a tree.

    What is a case of a project is no code of its side, and what stands below it stands where it
    did. It stays a code of any other side, but is none to be added to the project that changes.
    """
    given = _named([_given(each, number, changing) for number, each in enumerate(several, 1)])
    of_changing = case_keys(changing)
    about_cases = _about_cases(given, changing)
    sides: list[Side] = []
    for each, told in zip(given, about_cases, strict=True):
        cases = each.cases | of_changing
        codes = list(placed_without(each.book.codes, cases))
        left: tuple[str, ...] = ()
        if each.book is not changing:
            left = tuple(remark_beside(each.book, cases, each.changes, each.name))
        sets = _sets(each.book, cases)
        said = (*each.told, *told)
        sides.append(Side(each.name, codes, sets, each.holds, each.book.origin, said, left))
    if any(map(_has_levels, sides)):
        return [side if _says_levels(side) else side.without_levels() for side in sides]
    return sides


def _named(given: list[_Given]) -> list[_Given]:
    """The same, and the second file of a name is called so."""
    met: Counter[str] = Counter()
    named = []
    for each in given:
        met[each.name] += 1
        own = f"{each.name} ({met[each.name]})" if met[each.name] > 1 else each.name
        named.append(each._replace(name=own))
    return named


def _about_cases(given: list[_Given], changing: Project | None) -> list[list[str]]:
    """What each side has to tell of codes that are cases; nothing is told of what is to change."""
    told: list[list[str]] = [list(remark_own(each.name, each.as_cases)) for each in given]
    for one, project in enumerate(given):
        for other, each in enumerate(given):
            if other == one or not project.cases:
                continue
            codes = are_cases(each.book.codes, project.cases - each.cases)
            is_kept = project.book is not changing
            teller = one if each.book is changing else other
            told[teller] += remark_others(each.name, codes, project.name, is_kept=is_kept)
    return told


def _has_levels(side: Side) -> bool:
    return any(placed.parent is not None for placed in side.codes)


def _says_levels(side: Side) -> bool:
    return "guid" in side.holds or _has_levels(side)


def _given(given: Book, number: int, changing: Project | None) -> _Given:
    if isinstance(given, BookFile):
        holds, told = _held(given.book, given.holds), tuple(said_of(given))
        return _Given(given.book, holds, given.name, told, Changes(), [])
    if isinstance(given, Project | CodeBook):
        path = given.files.path
        called = f"{'project' if isinstance(given, Project) else 'codebook'} {number}"
        name = path.name if path is not None else called
        if given is changing:
            return _Given(given, ALL, name, (), Changes(), [])
        return _document(given, name)
    if not is_xml(Path(given)):
        return _given(read_book(given), number, changing)
    document = open_document(given)
    document.files.close()
    return _document(document, Path(given).name)


def _document(document: Project | CodeBook, name: str) -> _Given:
    if isinstance(document, Project):
        project, changes = understood(document)
        as_cases = are_cases(document.codes, case_keys(document))
        return _Given(project, ALL, name, (), changes, as_cases)
    changes = Changes()
    book = understand_codebook(document, changes)
    return _Given(book, _held(book, ALL), name, (), changes, [])


def understood(project: Project) -> tuple[Project, Changes]:
    """A project as its program means it, a copy where that is needed; and what that changed."""
    if in_own_idiom(project):
        changes = Changes()
        codes = (placed.code for placed in placed_without(project.codes, frozenset()))
        for node in (*codes, *project.sets):
            tell_unreadable(node, changes)
        return project, changes
    found = understand(project, positions=False, files=False)
    return found.project, found.changes


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
