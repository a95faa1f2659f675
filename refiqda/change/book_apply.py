"""The codes of a project made those of a codebook; every coding stays where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from refiqda.change.applied_codes import AppliedCodes
from refiqda.change.applied_sets import applied_sets
from refiqda.change.rows import Done
from refiqda.change.sides import Book, Side, sides_of, silent_on
from refiqda.standard.model import Project
from refiqda.standard.stream import without_collecting

if TYPE_CHECKING:
    from refiqda.tables.columns import Frame


@dataclass(slots=True)
class Applied:
    """What was done to a project, and what stays as it is all the same."""

    book: str
    """The name of the codebook."""
    project: str
    rows: list[Done] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything was done."""
        return any(not row.change.startswith("stays") for row in self.rows)

    def summary(self) -> str:
        """One line for a person."""
        counts = Counter(row.change for row in self.rows)
        stays = sum(number for change, number in counts.items() if change.startswith("stays"))
        done = [
            f"{change} ({number:,})"
            for change, number in counts.items()
            if not change.startswith("stays")
        ]
        parts = [", ".join(done) or "nothing had to be done"]
        if stays:
            parts.append("1 stays as it was" if stays == 1 else f"{stays:,} stay as they were")
        return f"{self.project} with the codes of {self.book}: {'; '.join(parts)}."

    def frame(self) -> Frame:
        """What was done and what stays as a DataFrame, one row each."""
        from refiqda.tables.codebook_changes import APPLIED

        return APPLIED.from_rows(self.rows)


@without_collecting()
def apply_codebook(book: Book, project: Project) -> Applied:
    """Change the codes of a project, in place, to what a codebook says of them.

    Codes are found as in :func:`refiqda.change.diff_codebooks`: by GUID, path or name. They are
    renamed, moved, described and coloured as the codebook has them, new ones are added, and sets
    are filled. They keep their GUIDs, and with them their codings. Nothing is taken away: codes
    and sets that the codebook does not have stay, so does what it has nothing to say of, and a
    code that something is coded with is made no folder. Siblings keep their order, and a table
    that shows no levels and holds no GUIDs moves nothing.
    """
    side, own = sides_of((book, project), changing=project)
    codes = AppliedCodes(side, own, project)
    codes.apply()
    rows = [*codes.rows(), *applied_sets(side, project, codes)]
    told = [*side.told, *side.left, *_remarks(side, own), *codes.remarks, *codes.mending.remarks()]
    return Applied(side.name, own.name, rows, told)


def _remarks(side: Side, own: Side) -> Iterator[str]:
    silent = silent_on(side, (own,))
    if silent:
        yield f"{side.name} holds no {silent}, so that the project keeps its own."
    if "guid" not in side.holds:
        yield f"{side.name} holds no GUIDs, so that codes were known by their paths and names."
