"""What a layout is: how a program, or people, lay a codebook out as a table.

Each layout has a file of its own in ``layouts/``. Whatever is said of it comes with the file, page
or source that shows it, and with how it is known, as for programs (:mod:`refiqda.tools.program`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from refiqda.formats.codebooks.rows.indents import width
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.program import Known

if TYPE_CHECKING:
    from refiqda.formats.codebooks.rows.reading import Reading
    from refiqda.formats.codebooks.written.writing import Writing

Held = Literal["guid", "levels", "description", "color", "codable", "sets", "origin"]
"""What a codebook says beside the names of its codes."""
ALL: frozenset[Held] = frozenset(
    ("guid", "levels", "description", "color", "codable", "sets", "origin")
)
"""What a ``.qdc`` holds, and with it a layout that loses nothing."""

Cell = str | int
Row = list[str]
NO_INDENTS: Mapping[tuple[int, int], int] = MappingProxyType({})


class Sheet(NamedTuple):
    """One sheet of a spreadsheet, or a csv: every cell as text, nothing stripped or guessed."""

    name: str
    """Of the sheet; empty for a csv."""
    rows: list[Row]
    """All rows from the first on, of whatever length; a blank row is an empty list."""
    is_hidden: bool = False
    """Whether a workbook does not show it."""
    indents: Mapping[tuple[int, int], int] = NO_INDENTS
    """How far cells are indented by their looks: by the number of the row, and the place in it."""


class Table(NamedTuple):
    """A sheet in which the header was found."""

    header: Row
    """Empty where the layout has none."""
    rows: list[tuple[int, Row]]
    """What stands below, each with its number as a spreadsheet shows it; blank rows are left out.

    A row may be shorter or longer than the header.
    """
    indents: Mapping[tuple[int, int], int] = NO_INDENTS
    """As those of the sheet."""

    def column(self, *names: str) -> int | None:
        """Which column has one of some headers, whatever the case, the blanks and line ends."""
        wanted = {as_header(name) for name in names}
        for place, text in enumerate(self.header):
            if as_header(text) in wanted:
                return place
        return None

    def indent(self, number: int, place: int, text: str) -> int:
        """How far the text of a cell stands to the right, by its looks or by blanks before it."""
        return self.indents.get((number, place)) or width(text)

    def called(self, place: int) -> str:
        """What a column is called in messages: by its header, or by its number from 1."""
        return " ".join(cell(self.header, place).split()) or f"number {place + 1}"


def as_header(text: str) -> str:
    """A header as it is compared: in lower case, with one blank for every gap."""
    return " ".join(text.split()).casefold()


def cell(row: Row, place: int | None) -> str:
    """The text of a cell; empty where the row ends before it, or there is no such column."""
    return row[place] if place is not None and place < len(row) else ""


class Line(NamedTuple):
    """One row that is written."""

    node: Code | Set | CodeBook | None
    """What the row is about, so that what does not fit into a cell can be told; None: a header."""
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One layout of a codebook as a table."""

    key: str
    """What ``--layout`` and ``--for`` call it: ``taguette``."""
    name: str
    """Of the program, as its maker writes it, or of the layout."""
    says: str
    """The layout in a sentence for the reference: its columns, and how levels are written."""
    holds: frozenset[Held]
    """What comes back when it is written and read again, beside names and their order."""
    files: tuple[str, ...]
    """Endings of the tables that are written for the program; empty where it is known of none."""
    fits: Callable[[Row], bool]
    """Whether a row is the header of this layout; of one without header, its first row."""
    read: Callable[[Table, Reading], CodeBook]
    has_header: bool = True
    columns: tuple[str, ...] = ()
    """The headers that a table has to have, to say what is missing in one that does not fit."""
    write: Callable[[CodeBook, Writing], list[Line]] | None = None
    """All rows, the header included; None for a layout that is only read."""
    bom: bool = False
    """Whether a csv for the program begins with a byte order mark."""
    quoted: bool = False
    """Whether every cell of a csv for the program is quoted."""
    has_formulas: bool = False
    """Whether the program's own xlsx has formulas where texts only look like some."""
    known: tuple[Known, ...] = ()
    advice: str = ""
    """What a person does with the file in the program, as a sentence; shown after writing."""
