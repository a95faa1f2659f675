"""The reference page of counting, made from the units, the aggregations and the presets.

``python -m refiqda.tables.counting.reference > docs/reference/counting.md``
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from refiqda.tables.counting.columns import BY
from refiqda.tables.counting.presets import PRESETS, Preset
from refiqda.tables.counting.rows import AGGREGATES
from refiqda.tables.counting.units import LENGTHS, MERGES, PLACES, UNITS, Unit
from refiqda.tables.counting.wording import listed
from refiqda.tables.people import markdown_cell

_INTRODUCTION = """\
# What is counted

What `refiqda counts`, `refiqda crosstab` and their sisters count, in Python
`refiqda.tables.counts`, `refiqda.tables.crosstab` and so on. Every table that they make says it
too: below the table, on a second sheet, and in `attrs` of the frame. [What was
counted?](../explanation/counting.md) explains the same with pictures; [Commands](commands.md) lists
the options of each command.

This page is made from `refiqda/tables/counting/` by `make docs`.

## Units

`--unit`, in Python `unit`. Without it, references are counted. `counts` takes several.
"""

_JOINED = """\
Files, cases and users are the same either way, and so is coverage, of which no character counts
twice. Joining is done over all codes that are counted together: with `--aggregate descendants`, a
range of the parent and one of a child that share a character are one.
"""

_CODERS = """\
## Coders

`--coders`, in Python `coders`. The coder of a coding is its own user, else that of its selection.
"""

_WHOSE = (
    (
        "nothing, or `any`",
        "Codings by anybody, and codings of which the file does not say who made them.",
    ),
    (
        "a name, or several",
        "Codings by any of these users, by name or GUID. Two users of one name are taken together.",
    ),
    (
        "`all`",
        "Only what everybody coded: the same case for cases, the same file for files, the same "
        "characters for coverage, for all else the same place, or with `--merge union` the same "
        "stretch. Everybody is whoever coded anything, with any code.",
    ),
)

_SCOPE = """\
## Codes, sources and cases

Each of these options may be repeated. A name that means nothing ends the command, with the nearest
name that there is. How many blanks stand in a name does not matter, capitals do.
"""

_WRITTEN = (
    (
        "`--codes`",
        "`Trust`",
        "The code of this name. If several have it, its path or its GUID is needed.",
    ),
    ("", "`Feelings > Trust`", "The code with this path."),
    ("", "`> Waiting`", "The code of this name at the top."),
    ("", "`Trust >`", "This code and all below it, each in a row of its own."),
    (
        "",
        "`*noise*`, `Co?t`, `[TD]*`",
        "Every code whose name, or whose path, is like this: `*` stands for anything, `?` for one "
        "character, `[TD]` for T or D.",
    ),
    ("", "`Main themes`", "The codes in the set of this name."),
    ("`--sources`", "`Interview 1`", "The source of this name, or of this GUID."),
    ("", "`Interviews`", "The sources in the set of this name."),
    ("", "`Kind=report`", "Sources with this value of a variable of sources."),
    ("`--cases`", "`R1`", "The case of this name, or of this GUID."),
    ("", "`Group=A`", "Cases with this value of a variable of cases."),
    (
        "both",
        r"`Group=A\|B`",
        "Either value. A backslash before the stroke makes it part of a value.",
    ),
    ("", "`Group=A` and `Sex=F`", "Two options with different variables: both have to fit."),
    ("`--notes`", "", "Codings in notes (memos) count too, as if notes were sources."),
)

_VALUES = """\
Codes stand in the order of the codebook, whatever order they were asked for. Several names of
sources, or of cases, mean any of them; names and values together have to fit both. What looks like
a value but is a name (`A=B`) is taken as the name.

Numbers are compared as numbers where the variable has numbers (`36.5` is `36.50`), truth values are
`true` and `false`, dates as in `2024-05-01`, all else is text, capitals and all.

In Python, `codes`, `sources` and `cases` take one text or a list of them, in the same spelling, and
`sources` and `cases` also values by variable: `{"Group": ["A", "B"], "Age": 41}`.
"""

_CROSSTAB = """\
## Columns of a crosstab

`--by`, in Python `by`, is the name of a variable of cases or sources, or one of
{by}. A variable that has one of these names is `variable:NAME`.

Two columns are there besides: **Unassigned**, if anything stands in no other column, such as a case
without a value; and **Total**. An empty text is no value: QualCoder writes one for whatever was not
filled in. The last row is Total as well. A total is no sum: what stands in several columns, or in
several rows, counts once. The total of all rows is of the codes that have a row. Coverage is of the
texts that stand in the column; by coders, of all texts.

With `--by codes`, a cell counts what has both codes; see the definition below such a table.

## n of N

`--percent`, in Python `percent`: each cell is `3/10 (30.0%)`, n of N first.

| `--percent` | N, of cases and files | N, of all other units |
|---|---|---|
| `column` | all that stand in the column, coded or not | the total of the column |
| `row` | the total of the row | the total of the row |
| `table` | all that there are, coded or not | the total of the table |

By coders and by codes N is always a total. Coverage is a share already and takes no percentages.
All cases and files are those that `--sources` and `--cases` leave, whatever `--codes` and
`--coders` say.
"""

_PRESETS = """\
## As a program counts

`refiqda counts --as PROGRAM`, in Python `as_program`, counts what the program itself shows beside
its codes, as far as that is known. `--unit`, `--aggregate` and `--merge` overrule it. How each
program writes what is counted is told in [How the programs differ](programs.md).

Numbers can still differ from what the program shows, because a program need not export everything
that it counts, and because the maker's rule is known only as far as it is quoted here. What is not
documented is said, with the option that shows the other reading.
"""


def page() -> str:
    """The page, in Markdown."""
    parts = [
        _INTRODUCTION,
        *_rows(("unit", "counts"), ((f"`{name}`", f"{UNITS[name]}.") for name in UNITS)),
        "",
        "## Aggregation",
        "",
        "`--aggregate`, in Python `aggregate`: whose codings count as those of a code.",
        "",
        *_rows(
            ("`--aggregate`", "means"), ((f"`{name}`", AGGREGATES[name]) for name in AGGREGATES)
        ),
        "",
        "## Overlaps",
        "",
        "`--merge`, in Python `merge`.",
        "",
        *_rows(("`--merge`", "means"), ((f"`{name}`", MERGES[name]) for name in MERGES)),
        "",
        f"It matters to {_named((*PLACES, *LENGTHS))}. With `union`, {_named(PLACES)} are all the "
        f"number of stretches that are left, and {_named(LENGTHS)} are measured over these.",
        "",
        _JOINED,
        _CODERS,
        *_rows(("`--coders`", "counts"), _WHOSE),
        "",
        _SCOPE,
        *_rows(("option", "written as", "means"), _WRITTEN),
        "",
        _VALUES,
        _CROSSTAB.format(by=listed(f"`{each}`" for each in BY)),
        _PRESETS,
        *_rows(("program", "`--as`", "counts", "aggregation", "merge"), map(_row, PRESETS)),
        *(line for preset in PRESETS.values() for line in _section(preset)),
    ]
    return "\n".join(parts) + "\n"


def _named(units: Iterable[Unit]) -> str:
    return listed(units, "and")


def _rows(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(heads)
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _row(name: str) -> tuple[str, ...]:
    preset = PRESETS[name]
    return preset.program, f"`{name}`", _named(preset.units), preset.aggregate, preset.merge


def _section(preset: Preset) -> Iterator[str]:
    yield from ("", f"### {preset.program}", "", markdown_cell(preset.says), "")
    yield f"Evidence: {markdown_cell(preset.evidence)}"
    if preset.unknown:
        yield ""
        yield from (f"- {markdown_cell(each)}" for each in preset.unknown)


if __name__ == "__main__":
    sys.stdout.write(page())
