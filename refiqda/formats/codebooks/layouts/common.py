"""Tables of people's own with headers that everybody uses: Code and Definition, or the like."""

from __future__ import annotations

from collections.abc import Sequence

from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.layout import Layout, Row, Table
from refiqda.formats.codebooks.layouts.nvivo import NVIVO
from refiqda.formats.codebooks.layouts.openqda import OPENQDA
from refiqda.formats.codebooks.layouts.plain import PLAIN
from refiqda.formats.codebooks.own.mapped import Columns, mapped
from refiqda.formats.codebooks.rows.headers import within, words
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.standard.model import CodeBook

NAMES = (
    *("code", "code name", "codename", "name", "theme", "category"),
    *("kode", "kategorie", "thema"),
    *("nom", "thème", "catégorie"),
    *("código", "nombre", "tema", "categoría"),
    *("nome", "categoria"),
)
"""What the column of names is called, in English, German, French, Spanish and Portuguese."""
DESCRIPTIONS = (
    *("definition", "description"),
    *("beschreibung", "bedeutung"),
    *("définition",),
    *("definición", "descripción"),
    *("definição", "descrição"),
)
_COLOURS = ("color", "colour", "farbe", "couleur", "cor")
_PARENTS = ("parent", "parent code", "oberkategorie", "übergeordneter code", "code parent")
_LEVELS = ("level", "ebene", "niveau", "nivel", "nível")
_GUIDS = ("guid",)
_OWN = (NVIVO, OPENQDA, PLAIN)
"""Layouts whose headers have a name and a description as well, among others."""


def _one(row: Row, wanted: Sequence[str]) -> str | None:
    """The header that is one of some words; empty if there is none, None if there are several."""
    found = [text for text, word in zip(row, words(row), strict=True) if word in wanted]
    return None if len(found) > 1 else found[0] if found else ""


def _columns(row: Row) -> Columns | None:
    """Which column holds what; None where that is not clear."""
    name, description = _one(row, NAMES), _one(row, DESCRIPTIONS)
    color, parent = _one(row, _COLOURS), _one(row, _PARENTS)
    level, guid = _one(row, _LEVELS), _one(row, _GUIDS)
    if not name or not description or (parent and level):
        return None
    if color is None or parent is None or level is None or guid is None:
        return None
    return Columns(
        name=(name,), description=description, color=color, parent=parent, level=level, guid=guid
    )


def _fits(row: Row) -> bool:
    if "" in within(words(row)):
        return False  # what stands below an empty header is not clear
    return _columns(row) is not None and not any(layout.fits(row) for layout in _OWN)


def _read(table: Table, reading: Reading) -> CodeBook:
    columns = _columns(table.header) or Columns()
    said = {
        "descriptions": columns.description,
        "colours": columns.color,
        "the code above": columns.parent,
        "levels": columns.level,
        "GUIDs": columns.guid,
    }
    listed = ", ".join(f"{what} from {shown(name)}" for what, name in said.items() if name)
    reading.remarks.append(
        f"Names of codes were read from the column {shown(columns.name[0])}, {listed}. If that is "
        "wrong, say which column holds what (--name-column)."
    )
    layout = mapped(columns)
    reading.silent |= COMMON.holds - layout.holds
    return layout.read(table, reading)


COMMON = Layout(
    key="common",
    name="common headers",
    says="One column of names called Code, Name, Theme or Category, one of descriptions called "
    "Definition or Description, or the words for them in German, French, Spanish or Portuguese; "
    "and, where there are any, Color, Parent (the name of the code above), Level (1, 2, 3, or a "
    "numbering such as 1, 1.1, 2) and GUID.",
    holds=frozenset(("guid", "levels", "description", "color")),
    files=(),
    fits=_fits,
    columns=("Code", "Definition"),
    read=_read,
)
