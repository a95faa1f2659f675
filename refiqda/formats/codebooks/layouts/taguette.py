"""Taguette: the codebook as it exports it, and imports it again from a csv."""

from __future__ import annotations

import re

from refiqda.formats.codebooks.characters import cleaned
from refiqda.formats.codebooks.layout import Held, Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import naming, words
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.written.unique_paths import nested, unique_paths
from refiqda.formats.codebooks.written.writing import NAMELESS, Writing
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.program import Known
from refiqda.tools.taguette import SEPARATOR, guid_of

_NAMES = ("tag", "path")
_SOME: tuple[Held, ...] = ("guid",)
"""What comes back of some codes: those that have the GUID that Taguette makes."""
_DESCRIPTION = "description"
_HIGHLIGHTS, _DOCUMENTS = "number of highlights", "number of documents"
_LONGEST_PATH = 200
_LONGEST_DESCRIPTION = 102_400
_AT_ONCE = 333
_LINE_ENDS = re.compile(r"[\r\n]+")
_READER = "Taguette 1.5.2, import_codebook.py, list_tags_csv"
_IMPORT = "Taguette 1.5.2, web/views.py, ImportCodebook"
_VALIDATE = "Taguette 1.5.2, validate.py"
_FORM = "HTML standard, fields of one line, from which a browser takes line ends away"
_EXPORT = "Taguette 1.5.2, export.py"


# ------------------------------------------------------------------------------------ reading


def _fits(row: Row) -> bool:
    there = words(row)
    is_told = _DESCRIPTION in there or _HIGHLIGHTS in there
    return ("tag" in there and (is_told or there == ["tag"])) or ("path" in there and is_told)


def _read(table: Table, reading: Reading) -> CodeBook:
    # Of a header that has both, Taguette says that it cannot choose.
    name = next((at for each in _NAMES if (at := table.column(each)) is not None), None)
    description = table.column(_DESCRIPTION)
    met: set[str] = set()
    rows = []
    for number, row in naming(table, name, (description,), reading):
        path = cell(row, name)
        guid = "" if path in met else guid_of(path)
        met.add(path)
        code = reading.code(number, path, guid=guid, description=cell(row, description))
        rows.append((number, row, code))
    reading.lose_others(table, (name, description), rows)
    reading.note_missing({"description": description})
    return nested(rows, SEPARATOR, reading)


# ------------------------------------------------------------------------------------ writing


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book, but=_SOME)
    is_counted = writing.numbers is not None
    header = ("tag", _DESCRIPTION, *((_HIGHLIGHTS, _DOCUMENTS) if is_counted else ()))
    lines = [Line(None, header)]
    paths = []
    named = unique_paths(book, SEPARATOR, "·", writing, _spelt, _LONGEST_PATH)
    for code, _, (path,) in named:
        paths.append(path)
        _tell_guid(code, path, writing)
        counted = (writing.number(code, what) for what in ("references", "files") if is_counted)
        lines.append(Line(code, (path, _description(code, writing), *counted)))
    _tell_order(book, paths, writing)
    if len(paths) > _AT_ONCE:
        writing.remarks.append(
            f"Taguette takes {_AT_ONCE} codes at once, and refuses these {len(paths):,} without "
            f"saying why. Make several files, each with the header and {_AT_ONCE} rows at most, "
            "and import them one after another."
        )
    return lines


def _spelt(name: str, is_top: bool) -> tuple[str, str]:
    plain = _LINE_ENDS.sub(" ", cleaned(name) or name).rstrip()
    if is_top or not plain.strip():
        plain = plain.strip()
    if not plain:
        return NAMELESS, "Taguette takes no code without a name"
    why = "Taguette keeps no line ends, control characters or blanks at the ends of a name"
    return plain, why if plain != name else ""


def _tell_guid(code: Code, path: str, writing: Writing) -> None:
    if code.guid and guid_key(code.guid) != guid_key(guid_of(path)):
        why = "Taguette makes the GUID of a code of its name"
        writing.changes.tell(
            "GUID of a code", code, "guid", why=why, evidence=f"measured: {_EXPORT}"
        )


def _description(code: Code, writing: Writing) -> str:
    text = code.description or ""
    why = []
    plain = _LINE_ENDS.sub(" ", text)
    if _LINE_ENDS.search(text):
        why.append("its import takes line ends away: a blank stands in their place")
    if plain.strip() != plain:
        why.append("its import takes blanks at the ends away")
    plain = plain.strip()
    if len(plain) > _LONGEST_DESCRIPTION:
        why.append(f"it refuses descriptions longer than {_LONGEST_DESCRIPTION:,} characters")
        plain = plain[:_LONGEST_DESCRIPTION].rstrip()
    if why:
        says, evidence = "; ".join(why), f"measured: {_IMPORT}; {_VALIDATE}"
        if _LINE_ENDS.search(text):
            evidence = f"documented: {_FORM}; {_IMPORT}, which shows what it read in such fields"
        writing.changes.tell(
            "description of a code", code, "description", why=says, evidence=evidence
        )
    return plain


def _tell_order(book: CodeBook, paths: list[str], writing: Writing) -> None:
    if paths != sorted(paths):
        why = "at import, Taguette puts codes in the order of their paths"
        evidence = f"measured: {_IMPORT}"
        writing.changes.tell(
            "order of the codes", book, "codes", why=why, evidence=evidence, is_written=True
        )


TAGUETTE = Layout(
    key="taguette",
    name="Taguette",
    says="tag, the path of a code with a full stop between levels (people.friends), and "
    "description; in an export, number of highlights and number of documents as well. Where a "
    "project is at hand, these two have the references and files of each code.",
    holds=frozenset(("levels", "description")),
    files=(".csv",),
    fits=_fits,
    columns=("tag",),
    read=_read,
    write=_write,
    bom=True,
    quoted=True,
    has_formulas=True,
    known=(
        Known(
            "codes",
            "It exports tag, description, number of highlights and number of documents, in the "
            "order in which the codes were made, as csv without a byte order mark and as xlsx.",
            "measured",
            f"{_EXPORT}, codebook_csv and codebook_xlsx",
        ),
        Known(
            "codes",
            "In its xlsx, a name or description that begins with = is a formula that shows 0, so "
            "the formula is read as the name; a text is cut at 32,767 characters.",
            "measured",
            f"{_EXPORT}, codebook_xlsx, with XlsxWriter 3.3.1",
        ),
        Known(
            "codes",
            "The import takes a csv with commas alone, and one column that is called tag, name or "
            "path; headers may be in any case, but not have blanks around them.",
            "measured",
            _READER,
        ),
        Known(
            "files",
            "The import guesses the encoding (chardet): a csv with a single accent or with emoji "
            "alone comes in garbled, also its own. With a byte order mark it is always right.",
            "measured",
            _READER,
        ),
        Known(
            "files",
            "A row that is blank, or has fewer cells than the header, refuses the whole file; a "
            "line or paragraph separator ends a row unless the cell is quoted.",
            "measured",
            _READER,
        ),
        Known(
            "codes",
            "A path of more than 200 characters, or a description of more than 102,400, refuses "
            "the whole import.",
            "measured",
            _VALIDATE,
        ),
        Known(
            "codes",
            "With Tornado 6.6, more than 333 codes at once are refused, and the page says nothing: "
            "a form may have 1,000 fields, and each code has three.",
            "measured",
            f"{_IMPORT}; Tornado 6.6.1, httputil.py",
        ),
        Known(
            "codes",
            "Of several equal paths the first is taken. A code that is there already gets the "
            "description of the file, also an empty one.",
            "measured",
            _IMPORT,
        ),
        Known(
            "codes",
            "The import strips names and descriptions, puts codes in the order of their paths, and "
            "makes blanks of control characters.",
            "measured",
            _IMPORT,
        ),
        Known(
            "codes",
            "Levels are only a way to call codes: the code people need not exist where there is "
            "people.friends.",
            "measured",
            f"{_READER}; taguette-1.5.2.qdc",
        ),
    ),
    advice="In Taguette, choose Import codebook in the project, then this file, and confirm the "
    "list that is shown: nothing is stored before.",
)
