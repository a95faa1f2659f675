"""Dedoose: the codes as it exports them to Excel."""

from __future__ import annotations

import re

from refiqda.formats.codebooks.layout import Layout, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import naming, words
from refiqda.formats.codebooks.rows.parents import ByParent
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.program import Known

_NEEDED = ("id", "parent id", "title")
_DECIMAL = re.compile(r"([0-9]+)\.0+")
_NOT_WEIGHTED = ("", "false", "no", "0")
_HYPHEN = "'-'"
_PLANS = (
    "github.com/KylieLAnglin/strategic_plans, contentcoder/import_dedoose.py, which reads "
    "DedooseCodesExport_2025_8_2_721.xlsx"
)
_PLANS_2023 = (
    "github.com/KylieLAnglin/strategic_plans, 01_analyze_codes/01_import_codes.py, which reads "
    "DedooseCodesExport_2023_11_10_1356.xlsx"
)


def _fits(row: Row) -> bool:
    there = words(row)
    return all(word in there for word in _NEEDED)


def _read(table: Table, reading: Reading) -> CodeBook:
    own, parent = table.column("id"), table.column("parent id")
    title, description = table.column("title"), table.column("description")
    weighted, depth = table.column("weighted"), table.column("depth")
    ids = {_number(cell(row, own)) for _, row in table.rows}
    parents = ByParent(reading)
    codes: list[tuple[int, Row, Code]] = []
    hyphens = 0
    for number, row in naming(table, title, (own, parent, description), reading):
        name = cell(row, title)
        hyphens += _HYPHEN in name
        code = reading.code(number, name, description=cell(row, description))
        above = _number(cell(row, parent))
        # 0 stands for no code above in some exports.
        above = "" if above == "0" and above not in ids else above
        parents.add(number, _number(cell(row, own)) or f"row {number}", above, code)
        codes.append((number, row, code))
        if cell(row, weighted).strip().casefold() not in _NOT_WEIGHTED:
            reading.lose("weight of a code", code, f"row {number}, column Weighted")
    if hyphens:
        reading.remarks.append(
            f"“{_HYPHEN}” stands in {hyphens:,} {'title' if hyphens == 1 else 'titles'}. In one "
            "project Dedoose had exported hyphens so; here they are left as they are."
        )
    reading.lose_others(table, (own, parent, title, description, weighted, depth), codes)
    reading.note_missing({"description": description})
    return reading.book(parents.done())


def _number(text: str) -> str:
    """An id without blanks, and without the “.0” that spreadsheets give to numbers."""
    text = text.strip()
    match = _DECIMAL.fullmatch(text)
    return match[1] if match is not None else text


DEDOOSE = Layout(
    key="dedoose",
    name="Dedoose",
    says="Id, Parent Id, Title and Description, and the weights of each code. It is only read: "
    "that Dedoose imports codes from a table is not documented.",
    holds=frozenset(("levels", "description")),
    files=(),
    fits=_fits,
    columns=("Id", "Parent Id", "Title"),
    read=_read,
    known=(
        Known(
            "codes",
            "Exported codes have the columns Id, Parent Id, Title, Description, Weighted, Weight "
            "Minimum, Weight Maximum and Weight Default.",
            "reported",
            _PLANS,
        ),
        Known(
            "codes",
            "Parent Id is the Id of the code above, and empty, or no positive number, for codes at "
            "the top.",
            "reported",
            f"{_PLANS}; {_PLANS_2023}",
        ),
        Known(
            "codes",
            "In one project a hyphen in a title was exported as a hyphen between apostrophes.",
            "reported",
            _PLANS,
        ),
    ),
)
