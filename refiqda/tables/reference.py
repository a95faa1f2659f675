"""The reference page of the frames, made from their declaration.

``python -m refiqda.tables.reference > docs/reference/tables.md``
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from refiqda.tables import losses, mends
from refiqda.tables.codebook_changes import APPLIED, CONFLICTS, DIFFERENCES, MERGED
from refiqda.tables.columns import DTYPES, Column, Table
from refiqda.tables.declared import JOINS, TABLES
from refiqda.tables.people import markdown_cell

_INTRODUCTION = """\
# Tables

Ten tables hold what a project says. In Python, `refiqda.tables.codings(project_or_path)` and its
sisters give them as pandas data frames; on the command line, `refiqda table codings FILE` prints
one. `codes` and `sets` are there for codebooks (`.qdc`) too. Two more, `case_codings` and
`case_sources`, join cases to what belongs to them.

Tables join on GUIDs. Where something points at a thing of the project, its column has the GUID as
that thing itself spells it, so that `codings.code_guid` equals `codes.code_guid` whatever braces
and case the file uses. What is missing is missing (`NA`, `NaT`, an empty cell, `null` in json),
never an empty text or a zero. A table without rows keeps its columns and their types.

Positions are code points of the text as Python reads it, half-open, with LF at every line end,
whatever the file counts; `refiqda text` says how it does. A passage that runs over the end of its
text is cut there; where positions name no place in the text, the passage is missing. Structures
that a program writes in its own way are read as what they mean (`refiqda.understood`).

Dates are in UTC. One without a zone is taken as UTC; a date without a time is that day, whatever
its zone; what is no date becomes missing.

This page is made from `refiqda/tables/declared.py` by `python -m refiqda.tables.reference`.
"""

_FORMATS = """\
## Formats

`-o FILE` picks the format by the ending; `--format` does for standard output.

| format | ending | for | what becomes of a cell |
| --- | --- | --- | --- |
| table | .txt | people | one line, at most 44 columns wide; control characters become a mark |
| csv | .csv | programs | unchanged; UTF-8 without byte order mark, LF, quoted as RFC 4180 has it |
| tsv | .tsv | programs | unchanged; as csv, with tabs |
| json | .json | programs | unchanged; a list of records, `null` for what is missing |
| parquet | .parquet | programs | unchanged, columns with their types; needs `refiqda[parquet]` |
| xlsx | .xlsx | people | a text that looks like a formula stays text; needs `refiqda[excel]` |
| markdown | .md, .markdown | people | markup escaped, line ends become `<br>` |
| html | .html, .htm | people | escaped; a page with one table, its caption and headers |
| latex | .tex | people | escaped, on one line; without GUIDs; needs the package booktabs |

In csv, tsv and json, dates are ISO 8601 text (`2024-05-01T12:00:00Z`) and truth values are `true`
and `false`. A cell such as `=1+1` is data, and csv keeps it as it is: a spreadsheet that opens the
csv may run it. Give people the xlsx instead, where such a cell is marked as text. In a sheet,
characters that XML forbids become a mark, a text is cut at 32,767 characters, and dates are in UTC.

Numbers that are not whole have all their digits in the formats for programs and in xlsx. In the
other formats for people they have four decimals at most, or four digits after the zeros where they
are smaller than one (`0.3333`, `12.5`, `85`, `0.00001234`), and no exponent.

A table that people publish says what it counts: it has a title, a definition and notes. In the
formats for people, the title stands above it and the rest below. An xlsx has them on a second
sheet, `Definition`; a parquet in the metadata of its schema, as JSON under the key `refiqda`, from
where pandas with a recent pyarrow takes them into `DataFrame.attrs`. csv, tsv and json are nothing
but data. For these and for parquet, a command prints title, definition and notes on standard error.

In a terminal, more than eight columns have their long headings on several lines, and a published
table that is wider than the terminal is printed in parts, each with the first column. Into a file
or a pipe it goes in one part.

The LaTeX is a `table`, or a `longtable` if it has more than 40 lines; comments at its head say
which packages it needs. Columns with texts of more than 40 characters are set as paragraphs.

Codings are written to csv and tsv piece by piece, so that a project may be larger than the memory.
"""


def page() -> str:
    """The page, in Markdown."""
    tables = map(_section, TABLES.values())
    return "\n".join([_INTRODUCTION, *tables, *_joins(), *_reports(), _FORMATS])


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", table.row, *_EXTRA.get(table.name, ()), ""]
    return "\n".join([*lines, *_rows(table.columns), ""])


_VALUES = (
    "It has the type that the variable declares if none of them has more than one value, and each",
    "value is of that type; otherwise it is text, several values joined by `; `. Where two columns",
    "would have the same name, the later one gets a number, as in `Age (2)`.",
)
_EXTRA = {
    "cases": ("", "After these columns, one column for each variable, by its name.", *_VALUES),
    "sources": (
        "",
        "After these columns, one column for each variable that a source has a value of, by its",
        "name.",
        *_VALUES,
    ),
}


_REPORTS: tuple[tuple[str, Table], ...] = (
    ("`refiqda convert --loss`, `LossReport.frame()`", losses.TABLE),
    ("`refiqda repair`, `refiqda.tables.mends.mends(report)`", mends.TABLE),
    ("`refiqda codebook diff`, `diff_codebooks(…).frame()`", DIFFERENCES),
    ("`refiqda codebook merge --conflicts`, `merge_codebooks(…).frame()`", CONFLICTS),
    ("`refiqda codebook merge --codes`, `merge_codebooks(…).merged_frame()`", MERGED),
    ("`refiqda codebook apply --changes`, `apply_codebook(…).frame()`", APPLIED),
)
"""What reports are written as, by who writes them."""


def _reports() -> Iterator[str]:
    yield "## Reports"
    yield ""
    yield "What a command did, or found, as a table."
    for source, table in _REPORTS:
        yield ""
        yield f"### {table.name}"
        yield ""
        yield f"{source}: a row is {table.row}."
        yield ""
        yield from _rows(table.columns)
    yield ""


def _joins() -> Iterator[str]:
    yield "## How they join"
    yield ""
    yield "A GUID in a column to the left is, if it is not missing, in one of those to the right,"
    yield "unless the file names what it does not have (`refiqda check` tells). A note has a row in"
    yield "`notes` for each thing that it is attached to; so take each `note_guid` once."
    yield "`notes.attached_guid` and both ends of `links` may be of anything; the kind beside them"
    yield "says of what."
    yield ""
    yield "| column | is in |"
    yield "| --- | --- |"
    for join in JOINS:
        yield f"| {join.column} | {', '.join(join.own)} |"
    yield ""


def _rows(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | type | meaning |"
    yield "| --- | --- | --- |"
    for column in columns:
        dtype = DTYPES[column.kind]
        yield f"| {column.name} | {dtype} | {markdown_cell(column.meaning)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
