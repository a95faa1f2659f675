"""Several codebooks as one: the first, and all that the others have beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refiqda.change.merged_codes import MergedCodes
from refiqda.change.merged_sets import MergedSets
from refiqda.change.rows import Conflict, Merged
from refiqda.change.sides import Book, Side, sides_of, silent_on
from refiqda.errors import NotACodebook
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.model import CodeBook
from refiqda.standard.stream import without_collecting

if TYPE_CHECKING:
    from refiqda.tables.columns import Frame


@dataclass(slots=True)
class BookMerge:
    """Several codebooks as one, and what they do not agree on."""

    book: CodeBook
    files: list[str]
    """The names of the codebooks, the first one first."""
    conflicts: list[Conflict] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    """Where each code of each codebook is in the result."""
    remarks: list[str] = field(default_factory=list)

    def summary(self) -> str:
        """One line for a person."""
        new = Counter(row.file for row in self.merged if row.matched is None)
        codes = sum(1 for _ in placed_codes(self.book))
        parts = [f"{new[file]:,} from {file}" for file in self.files]
        number = len(self.conflicts)
        conflicts = "1 conflict" if number == 1 else f"{number:,} conflicts" if number else ""
        said = f"{_counted(codes)}: {', '.join(parts)}"
        return f"{said}. {conflicts or 'No conflicts'}."

    def frame(self) -> Frame:
        """The conflicts as a DataFrame, one row each."""
        from refiqda.tables.codebook_changes import CONFLICTS

        return CONFLICTS.from_rows(self.conflicts)

    def merged_frame(self) -> Frame:
        """Where each code of each codebook is in the result, as a DataFrame."""
        from refiqda.tables.codebook_changes import MERGED

        return MERGED.from_rows(self.merged)


@without_collecting()
def merge_codebooks(first: Book, *others: Book) -> BookMerge:
    """Merge codebooks, of whatever kind, in the standard's own idiom; none of them changes.

    A code of another codebook is one of the first if its GUID is, else if its path is; a code that
    has no more than its name in common is perhaps the same, which is listed, and both are kept. If
    one of the codebooks shows no levels, a name that one code has on each side is enough.
    What only one of them says stands; what they say differently is listed, and the first one
    stands. Of two descriptions both stand, unless one contains the other. Codes that are new come
    behind the sibling that they follow, and every member of a set is in it.

    What the standard forbids of one of them, such as a colour that is none, is left out or mended,
    and told in the remarks, so that the result can be saved.

    Raises:
        NotRefiQda: if there is no codebook in a file, or no code in any.
        LimitExceeded: if one is larger than the limits allow.
        MissingExtra: if one needs a package that is not installed.
    """
    sides = sides_of((first, *others))
    codes = MergedCodes(sides[0])
    sets = MergedSets(codes, sides[0])
    for side in sides[1:]:
        codes.add(side)
        sets.add(side)
    if not codes.top:
        names = " and ".join(side.name for side in sides)
        raise NotACodebook(f"There is no code in {names}, and so nothing to merge.")
    codes.mending.done()
    book = CodeBook(origin=sides[0].origin, codes=codes.top, sets=sets.done())
    conflicts = [*codes.conflicts(), *sets.conflicts()]
    told = [each for side in sides for each in (*side.told, *side.left)]
    remarks = [*told, *_remarks(sides), *codes.remarks()]
    return BookMerge(book, [side.name for side in sides], conflicts, codes.merged(), remarks)


def _remarks(sides: list[Side]) -> Iterator[str]:
    for side in sides:
        silent = silent_on(side, sides)
        if silent:
            yield f"{side.name} holds no {silent}: what the others say of that stands."
        if "guid" not in side.holds:
            by = "paths" if "levels" in side.holds else "names"
            yield f"{side.name} holds no GUIDs, so that its codes were known by their {by}."


def _counted(number: int) -> str:
    return "1 code" if number == 1 else f"{number:,} codes"
