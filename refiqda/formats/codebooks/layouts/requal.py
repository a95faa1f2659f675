"""requal: the codebook as it exports it, and what of a csv it imports.

Its codes stand side by side, and its categories are sets. Levels are written as its own import of
a ``.qdc`` names them, by paths with `` > ``.
"""

from __future__ import annotations

from collections.abc import Iterable

from refiqda.checks.repair.colours import colour
from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.layout import Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.colours import give_colour
from refiqda.formats.codebooks.rows.headers import naming, words
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.written.held_sets import held_sets
from refiqda.formats.codebooks.written.unique_paths import nested, unique_paths
from refiqda.formats.codebooks.written.writing import NAMELESS, Writing, sets_by_code
from refiqda.standard.index import PATH_SEPARATOR, guid_key
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.program import Known

_NAME, _DESCRIPTION, _COLOUR = "code_name", "code_description", "code_color"
_CATEGORIES, _ID = "categories", "code_id"
_NOTHING = "NA"
_BETWEEN = " | "
_BETWEEN_AT_FIRST = ", "
_OPEN = " ("
_LONGEST = 30
_EXPORT = "requal source, R/utils-export.R, export_codebook_csv (commit 12c7623f)"
_FIRST_EXPORT = "requal source, commit 03b3cd19"
_IMPORT = "requal source, R/mod_codebook_import.R (commit 020829e8)"


# ------------------------------------------------------------------------------------ reading


def _fits(row: Row) -> bool:
    there = words(row)
    others = (_ID, _DESCRIPTION, _COLOUR, _CATEGORIES)
    return _NAME in there and any(word in there for word in others)


def _read(table: Table, reading: Reading) -> CodeBook:
    name, description = table.column(_NAME), table.column(_DESCRIPTION)
    colours, categories = table.column(_COLOUR), table.column(_CATEGORIES)
    has_bars = any(_BETWEEN in cell(row, categories) for _, row in table.rows)
    # The first version had no colours, and commas between categories.
    between = _BETWEEN_AT_FIRST if colours is None and not has_bars else _BETWEEN
    rows = []
    for number, row in naming(table, name, (description, colours, categories), reading):
        code = reading.code(
            number,
            cell(row, name),
            description=_said(cell(row, description)),
        )
        where = f"row {number}, column {_COLOUR}"
        give_colour(code, _said(cell(row, colours)), where, reading)
        said = _said(cell(row, categories))
        for text in said.split(between) if said else ():
            reading.belongs(code, *_category(text))
        rows.append((number, row, code))
    used = (name, description, colours, categories, _row_numbers(table))
    reading.lose_others(table, used, rows)
    reading.note_missing({"description": description, "color": colours, "sets": categories})
    return nested(rows, PATH_SEPARATOR, reading)


def _said(text: str) -> str:
    """The text of a cell; R writes NA where there is nothing."""
    return "" if text.strip() == _NOTHING else text


def _category(text: str) -> tuple[str, str]:
    """The name and the description of a category, which stands in brackets behind."""
    name, opened, description = text.partition(_OPEN)
    if opened and text.endswith(")"):
        return name, description.removesuffix(")")
    return text, ""


def _row_numbers(table: Table) -> int | None:
    """The first column without a header if it only counts the rows, which says nothing."""
    is_counted = all(
        cell(row, 0).strip() == str(count) for count, (_, row) in enumerate(table.rows, 1)
    )
    return 0 if not cell(table.header, 0).strip() and is_counted else None


# ------------------------------------------------------------------------------------ writing


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book)
    texts = _texts_of_sets(held_sets(book, writing), writing)
    of_code = sets_by_code(book)
    header: tuple[str, ...] = (_NAME, _DESCRIPTION, _COLOUR)
    lines = [Line(None, (*header, _CATEGORIES) if texts else header)]
    for code, _, (path,) in unique_paths(book, PATH_SEPARATOR, " / ", writing, _spelt):
        cells = [path, _description(code, writing), _colour(code, writing)]
        if texts:
            mine = of_code.get(guid_key(code.guid or ""), ())
            cells.append(_BETWEEN.join(texts[id(each)] for each in mine) or _NOTHING)
        lines.append(Line(code, cells))
    return lines


def _spelt(name: str, is_top: bool) -> tuple[str, str]:
    plain = cleaned(name) or name
    if not plain.strip():
        return NAMELESS, "a code without a name cannot be written"
    if is_top and plain.strip() == _NOTHING:
        return f"({plain.strip()})", "R takes NA for nothing"
    return plain, "no file can hold a control character" if plain != name else ""


def _description(code: Code, writing: Writing) -> str:
    text = code.description or ""
    tell = writing.changes.tell
    if text.strip() == _NOTHING:
        why = f"R takes {_NOTHING} for nothing: brackets stand around it"
        tell("description of a code", code, "description", why=why)
        return f"({text.strip()})"
    if len(text) > _LONGEST:
        why = f"at import, requal cuts descriptions to {_LONGEST} characters"
        evidence = f"measured: {_IMPORT}"
        tell(
            "end of a description", code, "description", why=why, evidence=evidence, is_written=True
        )
    return text


def _colour(code: Code, writing: Writing) -> str:
    if not code.color:
        return ""
    found = colour(code.color)
    tell = writing.changes.tell
    if found is None:
        why = "requal takes colours as #RRGGBB, and what stands here is none"
        tell("colour of a code", code, "color", why=why, evidence=f"measured: {_IMPORT}")
        return ""
    hexadecimal, alpha = found
    if alpha:
        why = "requal has no place for how much shines through"
        tell("opacity of a colour", code, "color", why=why, evidence=f"measured: {_IMPORT}")
    return hexadecimal.upper()


def _texts_of_sets(held: Iterable[Set], writing: Writing) -> dict[int, str]:
    """By identity: how each set is written at its codes, so that it is read as what it is."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    texts = {}
    for each in held:
        why = "requal does not import the categories of a csv"
        evidence = f"measured: {_IMPORT}"
        writing.changes.tell(
            "set of codes", each, "codes", why=why, evidence=evidence, is_written=True
        )
        description = _in_brackets(each, writing)
        plain, why = _set_name(each.name or "", bool(description))
        name = plain
        while name in taken:
            numbers[plain] = numbers.get(plain, 1) + 1
            name, why = f"{plain} {numbers[plain]}", "another category is called so"
        taken.add(name)
        if name != (each.name or ""):
            writing.rename(each, name, why)
        texts[id(each)] = f"{name} ({description})" if description else name
    return texts


def _set_name(name: str, is_described: bool) -> tuple[str, str]:
    plain = cleaned(name) or name
    why = "no file can hold a control character" if plain != name else ""
    if not plain.strip():
        return NAMELESS, "a category without a name cannot be written"
    if plain.strip() == _NOTHING:
        plain, why = f"({plain.strip()})", "R takes NA for nothing"
    if _OPEN in plain and (is_described or plain.endswith(")")):
        plain = plain.replace("(", "[").replace(")", "]")
        why = "what stands in brackets would be read as its description"
    if _BETWEEN in plain or plain.endswith(" |"):
        plain, why = plain.replace("|", "/"), f"“{_BETWEEN.strip()}” stands between categories"
    return plain, why


def _in_brackets(each: Set, writing: Writing) -> str:
    text = each.description or ""
    if _BETWEEN not in text:
        return text
    why = f"“{_BETWEEN.strip()}” stands between categories, and is “/” now"
    writing.changes.tell("description of a set", each, "description", why=why)
    return text.replace("|", "/")


REQUAL = Layout(
    key="requal",
    name="requal",
    says="code_name, code_description and code_color, and categories where there are any: the sets "
    "of a code as “name (description)” with “ | ” between them. Levels are paths with “ > ”. In "
    "which order a category names its codes is not kept. Its export has a column of row numbers "
    "and code_id as well.",
    holds=frozenset(("levels", "description", "color", "sets")),
    files=(".csv", ".tsv"),
    fits=_fits,
    columns=(_NAME, _DESCRIPTION),
    read=_read,
    write=_write,
    quoted=True,
    known=(
        Known(
            "codes",
            "It exports row numbers, code_id, code_name, code_description, code_color as #RRGGBB "
            "and categories; what is missing is NA.",
            "measured",
            f"{_EXPORT}; tests/testthat/_snaps/app-create-codes/"
            "createcode-003-requal_codebook.csv (commit c93abc1d)",
        ),
        Known(
            "links, sets and graphs",
            "Categories stand at each code as name (description), with | between them; those "
            "without codes are left out. At first they had commas between them, and codes no "
            "colour.",
            "measured",
            f"{_EXPORT}; {_FIRST_EXPORT}",
        ),
        Known(
            "codes",
            "The import of a csv asks which column is which, cuts descriptions to 30 characters, "
            "and takes nothing at all where a name is there twice, or already in the project.",
            "measured",
            _IMPORT,
        ),
        Known(
            "codes",
            "The import takes colours as #RRGGBB, #RGB, rgb(r, g, b) or a name that R knows; a "
            "code without one becomes yellow.",
            "measured",
            _IMPORT,
        ),
        Known(
            "links, sets and graphs",
            "The import of a csv takes no categories.",
            "measured",
            _IMPORT,
        ),
        Known(
            "codes",
            "There are no levels; from a .qdc, codes are called by paths with “ > ”.",
            "measured",
            _IMPORT,
        ),
    ),
    advice="In requal, import the codebook as csv with a header and commas, and choose code_name, "
    "code_description and code_color.",
)
