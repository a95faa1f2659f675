"""ATLAS.ti: the codebook as it exports it to a spreadsheet, and imports it again."""

from __future__ import annotations

import re
from collections.abc import Callable

from refiqda.errors import LimitExceeded
from refiqda.formats.codebooks.layout import Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import naming, words
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.formats.codebooks.trees import Placed
from refiqda.formats.codebooks.written.held_sets import held_sets
from refiqda.formats.codebooks.written.unique_paths import nested
from refiqda.formats.codebooks.written.writing import NAMELESS, Writing, prefixed, sets_by_code
from refiqda.standard.index import guid_key
from refiqda.standard.limits import current
from refiqda.standard.model import Code, CodeBook, Set
from refiqda.tools.program import Known

MARK = "○ "
"""The sign of a code's colour that stands before its name in exported tables, always the same."""
REPORT_WORDS = ("groundedness", "density", "number of groups")
"""Headers of the Code Manager's report, of which this layout has none."""
_BETWEEN = ": "
_CODE = ("code", "código")
_COMMENT = ("comment", "comentário")
_GROUP = re.compile(r"(?:code group|grupo de códigos)(?: *[0-9]+)?")
_PYKARSIN = "pykarsin (github.com/bitwisepossum/pykarsin), README.md and tests/test_columns.py"
_SAFETY = "github.com/kayleefjwu/safety-on-whose-terms-analysis"


def unmarked(name: str) -> str:
    """A name without the sign of colour before it; one that is nothing else stays as it is."""
    while name.startswith(MARK) and name.removeprefix(MARK).strip():
        name = name.removeprefix(MARK)
    return name


def about_marks(number: int) -> str:
    """What a person should know of signs that were left out."""
    return (
        f"“{MARK.strip()}” before {number:,} {'name' if number == 1 else 'names'} was left out: it "
        "is taken for the sign of a colour, which ATLAS.ti writes alike for all of them."
    )


def _fits(row: Row) -> bool:
    there = words(row)
    if "memo" in there or any(word in there for word in REPORT_WORDS):
        return False
    is_group = any(_GROUP.fullmatch(word) for word in there)
    return any(word in there for word in _CODE) and (
        is_group or any(word in there for word in _COMMENT)
    )


def _read(table: Table, reading: Reading) -> CodeBook:
    name, comment = table.column(*_CODE), table.column(*_COMMENT)
    groups = [place for place, word in enumerate(words(table.header)) if _GROUP.fullmatch(word)]
    rows = []
    marked = 0
    for number, row in naming(table, name, (comment, *groups), reading):
        text = cell(row, name)
        plain = unmarked(text)
        marked += plain != text
        code = reading.code(number, plain, description=cell(row, comment))
        for group in (cell(row, place) for place in groups):
            if group.strip():
                reading.belongs(code, group)
        rows.append((number, row, code))
    if marked:
        reading.remarks.append(about_marks(marked))
    reading.lose_others(table, (name, comment, *groups), rows)
    reading.note_missing({"description": comment, "sets": groups[0] if groups else None})
    return nested(rows, _BETWEEN, reading)


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book)
    names = _names_of_sets(book, writing)
    of_code = sets_by_code(book)
    rows: list[tuple[Code, str, list[Set]]] = [
        (named.code, named.steps[0], of_code.get(guid_key(named.code.guid or ""), []))
        for named in prefixed(book, _BETWEEN, "; ", writing, _spelling(writing))
    ]
    _remark_equal([path for _, path, _ in rows], writing)
    most = max((len(mine) for _, _, mine in rows), default=0)
    if most * len(rows) > current().parts:
        raise LimitExceeded(
            f"A table of {len(rows):,} codes with {most:,} columns of groups is larger than the "
            "limit for parts. If it is meant to be so large, raise it, or write a .qdc."
        )
    header = ("Code", "Comment", *(f"Code Group {number}" for number in range(1, most + 1)))
    return [
        Line(None, header),
        *(
            Line(code, (path, code.description or "", *_filled(mine, names, most)))
            for code, path, mine in rows
        ),
    ]


def _filled(mine: list[Set], names: dict[int, str], most: int) -> list[str]:
    """The cells of the groups of one code, filled from the left."""
    return [names[id(each)] for each in mine] + [""] * (most - len(mine))


def _names_of_sets(book: CodeBook, writing: Writing) -> dict[int, str]:
    """By identity: the names of the sets that a code of the codebook is in, all different."""
    held = held_sets(book, writing)
    for each in held:
        if each.description:
            why = f"{writing.layout.name} has no place for it in a table"
            writing.changes.tell("description of a set", each, "description", why=why)
    return _different(held, writing)


def _different(held: list[Set], writing: Writing) -> dict[int, str]:
    own = {each.name or "" for each in held}
    given: set[str] = set()
    numbers: dict[str, int] = {}
    names = {}
    for each in held:
        name = each.name or ""
        plain = name if name.strip() else NAMELESS
        written = plain
        while written in given or (written != name and written in own):
            numbers[plain] = numbers.get(plain, 1) + 1
            written = f"{plain} ({numbers[plain]})"
        given.add(written)
        if written != name:
            why = "another group is called so" if plain == name else "a group has to have a name"
            writing.rename(each, written, why)
        names[id(each)] = written
    return names


def _spelling(writing: Writing) -> Callable[[Placed], str]:
    def spell(here: Placed) -> str:
        name = here.code.name or ""
        if not name.strip():
            return writing.nameless(here.code)
        written = name if here.parent is not None else unmarked(name)
        if here.parent is None and here.code.codes and written.startswith(MARK):
            written = written.strip()  # else the path of a code below it would begin with a sign
        if written != name:
            why = f"“{MARK.strip()}” before a name is the sign of its colour in ATLAS.ti"
            return writing.rename(here.code, written, why)
        return name

    return spell


def _remark_equal(paths: list[str], writing: Writing) -> None:
    again = len(paths) - len(set(paths))
    if again:
        writing.remarks.append(
            f"{again:,} {'code is' if again == 1 else 'codes are'} called as another one is. "
            "Whether ATLAS.ti keeps both is not known."
        )


ATLASTI = Layout(
    key="atlasti",
    name="ATLAS.ti",
    says="Code, Comment, and Code Group 1, Code Group 2 and so on with the names of groups; a "
    "sub-code as “Category: sub” below a category with a row of its own. In which order a group "
    "names its codes is not kept.",
    holds=frozenset(("levels", "description", "sets")),
    files=(".xlsx",),
    fits=_fits,
    columns=("Code", "Comment"),
    read=_read,
    write=_write,
    known=(
        Known(
            "codes",
            "An exported codebook has the columns Code and Comment. The one that was seen has no "
            "codes, and no columns for groups.",
            "measured",
            f"{_SAFETY}, exports/codebooks/codebook_15052026.csv",
        ),
        Known(
            "codes",
            "Groups of codes stand in columns Code Group 1, Code Group 2 and so on, one group in a "
            "cell.",
            "reported",
            _PYKARSIN,
        ),
        Known(
            "codes",
            "In Portuguese the columns are Código, Comentário, Grupo de Códigos 1 and so on.",
            "reported",
            "the README of a study that exported a codebook on 14 September 2025; its repository "
            "is not known here",
        ),
        Known(
            "codes",
            "Sub-codes are written as “Category: sub”, and the category has a row of its own.",
            "reported",
            _PYKARSIN,
        ),
        Known(
            "codes",
            "That it imports such a table is taken from programs of others that write one for it; "
            "its maker's page was not found. What an import does with colours, levels and equal "
            "names is not known.",
            "reported",
            f"{_PYKARSIN} and two more programs that exchange such tables",
        ),
    ),
    advice="ATLAS.ti is said to import such a table; how is not documented. Try it with a few "
    "codes first, or write a .qdc for it.",
)
