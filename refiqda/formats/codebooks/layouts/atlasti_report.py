"""ATLAS.ti: the list of the Code Manager as a report, often published as “the codebook”."""

from __future__ import annotations

from refiqda.formats.codebooks.layout import Layout, Row, Table, cell
from refiqda.formats.codebooks.layouts.atlasti import REPORT_WORDS, about_marks, unmarked
from refiqda.formats.codebooks.rows.headers import deepest, lose_row, words
from refiqda.formats.codebooks.rows.reading import ByLevel, Reading
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.program import Known

_BETWEEN = ", "
_TOSEM = "github.com/icmccorm/tosem26, data/interviews/coding/codebook.csv (ATLAS.ti 23)"
_SAFETY = (
    "github.com/kayleefjwu/safety-on-whose-terms-analysis, docs/List_Codes_and_Groundedness.csv"
)


def _fits(row: Row) -> bool:
    there = words(row)
    return "code" in there and any(word in there for word in REPORT_WORDS)


def _read(table: Table, reading: Reading) -> CodeBook:
    comment, groups = table.column("comment"), table.column("groups")
    counted = table.column("number of groups")
    level_places = _level_places(table)
    levels = ByLevel(reading)
    rows: list[tuple[int, Row, Code]] = []
    marked = 0
    for number, row in table.rows:
        place = deepest(table, level_places, number, row, reading)
        if place is None:
            lose_row(reading, number, row, (comment, groups))
            continue
        text = cell(row, place).strip()
        name = unmarked(text)
        marked += name != text
        code = reading.code(number, name, description=cell(row, comment))
        levels.add(number, place, code)
        _gather(reading, number, code, cell(row, groups), cell(row, counted))
        rows.append((number, row, code))
    if marked:
        reading.remarks.append(about_marks(marked))
    if counted is None and any(_BETWEEN in cell(row, groups) for _, row, _ in rows):
        reading.remarks.append(
            "Groups were taken apart at each comma, since the column Number of Groups is not there "
            "to check it: look at groups with a comma in their names."
        )
    # Without the groups themselves, their number says something that nothing else does.
    used = (*level_places, comment, groups, counted if groups is not None else None)
    reading.lose_others(table, used, rows)
    reading.note_missing({"description": comment, "sets": groups})
    return reading.book(levels.done())


def _level_places(table: Table) -> list[int]:
    """The column Code and those without a header after it, one for each level."""
    first = table.column("code")
    places = [] if first is None else [first]
    while (
        places and places[-1] + 1 < len(table.header) and not table.header[places[-1] + 1].strip()
    ):
        places.append(places[-1] + 1)
    return places


def _gather(reading: Reading, number: int, code: Code, text: str, counted: str) -> None:
    """Put a code into its groups; a name with a comma is only clear where the number says so."""
    if not text.strip():
        return
    names = [text.strip()] if counted.strip() == "1" else text.strip().split(_BETWEEN)
    if counted.strip() not in ("", "1", str(len(names))):
        why = (
            f"there are {counted.strip()} groups, and where one ends and the next begins is unclear"
        )
        reading.lose("groups of a code", code, f"row {number}, column Groups", why)
        return
    for name in names:
        reading.belongs(code, name)


ATLASTI_REPORT = Layout(
    key="atlasti-report",
    name="ATLAS.ti Code Manager report",
    says="Code, with a column without header for each further level, Groundedness, Density, "
    "Groups, Number of Groups, Comment, and who made and changed each code and when.",
    holds=frozenset(("levels", "description", "sets")),
    files=(),
    fits=_fits,
    columns=("Code", "Groundedness"),
    read=_read,
    known=(
        Known(
            "codes",
            "The report of the Code Manager has the columns Code, Groundedness, Density, Groups, "
            "Number of Groups, Comment, Creator, Creation Date, Modifier and Modification Date.",
            "measured",
            f"{_TOSEM}; {_SAFETY}",
        ),
        Known(
            "codes",
            "Each level of codes has a column of its own; only the first has a header. Names are "
            "unique within a category alone.",
            "measured",
            _SAFETY,
        ),
        Known(
            "codes",
            "“○ ” stands before the names in one export, and before two in another; it is taken "
            "for the sign of a colour.",
            "measured",
            f"{_SAFETY}, of which 95 % was read; github.com/icmccorm/against-the-void",
        ),
        Known(
            "links, sets and graphs",
            "All groups of a code stand in one cell with a comma between them.",
            "measured",
            _TOSEM,
        ),
        Known(
            "codes",
            "Columns can be hidden in the Code Manager.",
            "documented",
            "ATLAS.ti Mac manual, page on the Code Manager",
        ),
    ),
)
