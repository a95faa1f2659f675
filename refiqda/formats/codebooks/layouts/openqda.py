"""OpenQDA: the table that its converter of codebooks makes of a ``.qdc``; it reads none."""

from __future__ import annotations

from refiqda.formats.codebooks.layout import Layout, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import naming, words
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.rows.twins import remark_twins
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.program import Known

_NAME = ("name", "Codename")
_PARENT = ("parent", "Übergeordneter Code")
_LEVEL = ("level", "Ebene")
_GUID = ("guid",)
_COLOUR = ("color", "Farbe")
_DESCRIPTION = ("description", "Beschreibung")
_TOP = "1"
_CONVERTER = (
    "github.com/openqda/refi-tools, tools/python/qdc_converter/qdc_convert.py (commit 668510b4)"
)


def _fits(row: Row) -> bool:
    there = words(row)
    needed = (_NAME, _PARENT, _LEVEL, _GUID)
    return all(any(name.casefold() in there for name in names) for names in needed)


def _read(table: Table, reading: Reading) -> CodeBook:
    name, parent, level = (table.column(*names) for names in (_NAME, _PARENT, _LEVEL))
    guid, color = table.column(*_GUID), table.column(*_COLOUR)
    description = table.column(*_DESCRIPTION)
    rows = []
    for number, row in naming(table, name, (parent, guid, color, description), reading):
        code = reading.code(
            number,
            cell(row, name),
            guid=cell(row, guid).strip(),
            color=cell(row, color),
            description=cell(row, description),
        )
        above = cell(row, parent) if cell(row, level).strip() != _TOP else ""
        rows.append((number, row, code, above))
    used = (name, parent, level, guid, color, description)
    reading.lose_others(table, used, ((number, row, code) for number, row, code, _ in rows))
    reading.note_missing({"description": description, "color": color})
    book = reading.book(_below([(number, code, above) for number, _, code, above in rows], reading))
    remark_twins(reading)
    return book


def _below(rows: list[tuple[int, Code, str]], reading: Reading) -> list[Code]:
    """The top codes, the others below them: of equal names, below the latest one before."""
    first: dict[str, Code] = {}
    for _, code, above in rows:
        if not above:
            first.setdefault(code.name or "", code)
    latest: dict[str, Code] = {}
    top: list[Code] = []
    lost: list[str] = []
    for number, code, above in rows:
        if not above:
            latest[code.name or ""] = code
            top.append(code)
            continue
        parent = latest.get(above, first.get(above))
        if parent is None:
            lost.append(f"“{code.name}” (row {number}, below “{above}”)")
        (parent.codes if parent is not None else top).append(code)
    if lost:
        more = f" and {len(lost) - 3:,} more" if len(lost) > 3 else ""
        reading.remarks.append(
            f"The code above {', '.join(lost[:3])}{more} is not at the top of the table. "
            f"{'It stands' if len(lost) == 1 else 'They stand'} there now."
        )
    return top


OPENQDA = Layout(
    key="openqda",
    name="OpenQDA",
    says="guid, name, parent, level, color and description, or GUID, Codename, Übergeordneter "
    "Code, Ebene, Farbe and Beschreibung: what OpenQDA's converter makes of a .qdc. It has two "
    "levels, the second below the code that parent names.",
    holds=frozenset(("guid", "levels", "description", "color")),
    files=(),
    fits=_fits,
    columns=("guid", "name", "parent", "level"),
    read=_read,
    known=(
        Known(
            "codes",
            "The converter writes a csv with a byte order mark and English headers, and an xlsx "
            "with German ones in the sheet CodeBook.",
            "measured",
            _CONVERTER,
        ),
        Known(
            "codes",
            "It writes two levels, calls the code above by its name, and loses codes that are "
            "deeper, folders and sets; runs of blanks in a description become one.",
            "measured",
            _CONVERTER,
        ),
        Known(
            "files",
            "It makes tables of a .qdc, and no .qdc of a table.",
            "measured",
            _CONVERTER,
        ),
    ),
)
