"""What a document tells of the use of each code in a project: how often, and an example of it.

What is here knows the tables, and so pandas: it is fetched where a project is given.
"""

from __future__ import annotations

from typing import NamedTuple

from refiqda.formats.codebooks.people.words import one_line
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Project
from refiqda.tables.caption import definition_of, notes_of
from refiqda.tables.cells import Cell, cells, rows_of
from refiqda.tables.codings import iter_codings
from refiqda.tables.columns import Frame
from refiqda.tables.counting.coded import coded
from refiqda.tables.counting.rows import AGGREGATES
from refiqda.tables.counting.units import Unit
from refiqda.tables.counts import counts
from refiqda.tables.excerpts import shortened
from refiqda.text.conventions import Convention

UNITS: tuple[Unit, ...] = ("files", "references")
"""What is counted, as NVivo counts it."""
LEAST_WORDS = 8
"""An example has so many words where the code has a passage of so many."""
LONGEST = 300
"""Characters of an example."""
RULE = (
    f"The example of a code was chosen by rule, not as the best: of the passages with the code "
    f"itself, the shortest of {LEAST_WORDS} words or more, a word being what stands between "
    "blanks; where there is none, the longest. Of passages of one length it is that of the first "
    "source, and in it the first. Codings in notes give no example. What is longer than "
    f"{LONGEST} characters is cut (…)."
)
"""Which passage stands for a code, as the document says it."""


class Used(NamedTuple):
    """How often a code was used."""

    files: int
    references: int


class Counts(NamedTuple):
    """How often codes were used, by GUID key."""

    own: dict[str, Used]
    below: dict[str, Used]
    """The codes below each counted with it."""
    definition: list[str]
    """What the numbers mean, in sentences."""
    notes: list[str]
    """What to be careful about, in sentences."""


class Example(NamedTuple):
    """A passage with a code."""

    passage: str
    source: str
    case: str
    """Names of the cases it belongs to; may be empty, as that of the source."""

    @property
    def whence(self) -> str:
        """Where it is from, in words; empty where nothing is known."""
        return ", ".join(filter(None, (self.source, self.case and f"case: {self.case}")))


def count(project: Project, convention: Convention | str | None = None) -> Counts:
    """Count every code of a project by itself, and together with the codes below it."""
    with coded(project, convention) as gathered:
        own = counts(gathered, unit=UNITS, aggregate="own")
        below = counts(gathered, unit=UNITS, aggregate="descendants")
    below_it = AGGREGATES["descendants"]
    definition = [
        *definition_of(own),
        f"Numbers after “with the codes below it”: {below_it[:1].lower()}{below_it[1:]} A file in "
        "which several of these were used counts once.",
    ]
    return Counts(_by_code(own), _by_code(below), definition, notes_of(own))


def _by_code(frame: Frame) -> dict[str, Used]:
    return {
        guid_key(_text(guid)): Used(int(files or 0), int(references or 0))
        for _, guid, files, references in rows_of(frame)
    }


def examples(project: Project, convention: Convention | str | None = None) -> dict[str, Example]:
    """An example of each code that has a passage, by GUID key, chosen by :data:`RULE`.

    The codings are gone through, since the table of quotations names codes by their paths, and two
    codes may have one path.
    """
    sources = {guid_key(source.guid or "") for source in project.sources}
    notes = {guid_key(note.guid or "") for note in project.notes} - sources
    best: dict[str, tuple[tuple[int, ...], Example]] = {}
    order: dict[str, int] = {}
    for frame in iter_codings(project, convention=convention):
        columns = [cells(frame[name]) for name in _COLUMNS]
        for code, source, name, start, passage, case in zip(*columns, strict=True):
            where = guid_key(_text(source))
            words = one_line(_text(passage))
            if not words or where in notes:
                continue
            place = (order.setdefault(where, len(order)), int(start or 0))
            rank = _rank(words, place)
            key = guid_key(_text(code))
            if key not in best or rank < best[key][0]:
                best[key] = rank, Example(words, one_line(_text(name)), one_line(_text(case)))
    return {
        key: example._replace(passage=shortened(example.passage, LONGEST))
        for key, (_, example) in best.items()
    }


_COLUMNS = ("code_guid", "source_guid", "source", "start", "passage", "case")


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _rank(words: str, place: tuple[int, int]) -> tuple[int, ...]:
    """What passages are ordered by: the lowest is the example."""
    if words.count(" ") + 1 >= LEAST_WORDS:
        return (0, len(words), *place)
    return (1, -len(words), *place)
