"""NVivo: the codebook as NVivo exports it to a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from refiqda.formats.codebooks.layout import Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import naming, words
from refiqda.formats.codebooks.rows.indents import BLANKS, depths, width
from refiqda.formats.codebooks.rows.reading import ByLevel, ByPath, Reading
from refiqda.formats.codebooks.trees import Placed
from refiqda.formats.codebooks.written.writing import Writing, named_codes
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.program import Known

_HEADER = ("Name", "Description", "Files", "References")
_COUNTS = (
    ("references", ("files", "sources")),
    # Nobody has shown a table in German; these words are likely.
    ("referenzen", ("dateien", "quellen")),
)
_DESCRIPTIONS = ("description", "beschreibung")
_INDENT = "    "
_ROOT = re.compile(r"(?:nodes|codes)\\\\", re.IGNORECASE)
_QUALIAUDIT = "QualiAudit (github.com/trieanlin/qualiaudit), docs/IMPORT_PROFILES.md"
_READER = "an R program that reads codebooks of five programs, its function .infer_hierarchy"
_EXTRACT = "a notebook that reads an extract of NVivo of December 2020 by this column"


def _fits(row: Row) -> bool:
    there = set(words(row))
    is_named = "name" in there or "hierarchical name" in there
    return is_named and any(
        references in there and not there.isdisjoint(files) for references, files in _COUNTS
    )


def _read(table: Table, reading: Reading) -> CodeBook:
    path, name = table.column("hierarchical name"), table.column("name")
    description = table.column(*_DESCRIPTIONS)
    column = name if path is None else path
    below = naming(table, column, (name, description), reading)
    names = [cell(row, column) for _, row in below]
    if path is not None or all(_ROOT.match(each) for each in names):
        top, codes = _by_path(below, reading, names, description)
    else:
        top, codes = _by_blanks(below, reading, names, description)
    rows = [(number, row, code) for (number, row), code in zip(below, codes, strict=True)]
    # What the column Name says beside a path is the end of the path again, as a rule.
    is_said = path is not None and all(
        cell(row, name).strip() in ("", code.name) for _, row, code in rows
    )
    reading.lose_others(table, (column, description, name if is_said else None), rows)
    reading.note_missing({"description": description})
    return reading.book(top)


def _by_path(
    rows: list[tuple[int, Row]], reading: Reading, names: Sequence[str], description: int | None
) -> tuple[list[Code], list[Code]]:
    paths = ByPath(reading)
    codes = []
    for (number, row), name in zip(rows, names, strict=True):
        root = _ROOT.match(name)
        steps = [step for step in re.split(r"\\+", name[root.end() if root else 0 :]) if step]
        text = cell(row, description)
        codes.append(paths.add(number, steps or [name], description=text))
    return paths.done(), codes


def _by_blanks(
    rows: list[tuple[int, Row]], reading: Reading, names: Sequence[str], description: int | None
) -> tuple[list[Code], list[Code]]:
    found = depths([width(name) for name in names])
    levels = ByLevel(reading)
    codes = []
    for place, ((number, row), name) in enumerate(zip(rows, names, strict=True)):
        shown = name if found is None else name.lstrip(BLANKS)
        code = reading.code(number, shown, description=cell(row, description))
        codes.append(levels.add(number, 0 if found is None else found[place], code))
    reading.remarks.append(_about_levels(found))
    return levels.done(), codes


def _about_levels(found: list[int] | None) -> str:
    """What a person should know of the levels, of which NVivo's maker says nothing."""
    if found is None:
        return (
            "Some names begin with blanks, but not as levels would. All codes are side by side, "
            "and the blanks are kept."
        )
    if any(found):
        return (
            "The blanks before the names were taken for levels. How NVivo shows levels in this "
            "table is not documented: look at them, or export the codebook as .qdc."
        )
    return (
        "The table shows no levels, so all codes are side by side. If the project has levels, "
        "export its codebook as .qdc."
    )


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book)
    lines = [Line(None, _HEADER)]
    for code, _, steps in named_codes(book, _spelling(writing)):
        name = _INDENT * (len(steps) - 1) + steps[-1]
        numbers = (writing.number(code, "files"), writing.number(code, "references"))
        lines.append(Line(code, (name, code.description or "", *numbers)))
    return lines


def _spelling(writing: Writing) -> Callable[[Placed], str]:
    def spell(here: Placed) -> str:
        name = here.code.name or ""
        if not name.strip():
            return writing.nameless(here.code)
        written = name.lstrip(BLANKS)
        if _ROOT.match(written):
            # Two backslashes end the folder of all codes in NVivo's paths.
            written = re.sub(r"\\{2,}", lambda _: "\\", written, count=1)
            why = "a name that begins so is a path in NVivo"
            return writing.rename(here.code, written, why)
        if written != name:
            return writing.rename(here.code, written, "blanks before a name are its level")
        return name

    return spell


NVIVO = Layout(
    key="nvivo",
    name="NVivo",
    says="Name, Description, Files (formerly Sources) and References; levels as blanks before the "
    "name, four for each. Instead of a name there may be a path, “Codes\\\\A\\B”.",
    holds=frozenset(("levels", "description")),
    files=(),
    fits=_fits,
    columns=("Name", "Files", "References"),
    read=_read,
    write=_write,
    known=(
        Known(
            "codes",
            "A codebook exported as a table has the columns Name, Description, Files (formerly "
            "Sources) and References.",
            "reported",
            f"{_QUALIAUDIT}; {_READER}",
        ),
        Known(
            "codes",
            "Levels of codes in that table are shown by blanks before the name: so one program "
            "reads it. Nobody has shown a file.",
            "reported",
            _READER,
        ),
        Known(
            "codes",
            "In an extract, the column Hierarchical Name has the path of a code: “Nodes”, two "
            "backslashes, and the levels with one backslash between them.",
            "reported",
            _EXTRACT,
        ),
        Known(
            "files",
            "It imports codes from a .qdc. Of an import of codes from a table nothing was found; "
            "its maker does not say that there is none.",
            "reported",
            "QualCoder issue 37 (a .qdc imported in August 2019); NVivo 11 help, Import "
            "Classification Sheets Wizard; the converter github.com/REPPL/CSVtoQDC",
        ),
    ),
    advice="No import of codes from a table into NVivo is known. To move a codebook to NVivo, "
    "write a .qdc; this table is for people.",
)
