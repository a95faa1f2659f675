"""The page “How the programs differ”, printed from what the files of this room say."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from refiqda.text.inference import Expected
from refiqda.tools.looks import LOOKS, SPECIMENS, WORKS, Trait
from refiqda.tools.program import Dialect, How, Program, Topic
from refiqda.tools.programs import PROGRAMS

_INTRO = """\
Every program that reads and writes REFI-QDA reads and writes it a little differently. Codings
arrive beside their words because one program counts an emoji as 2 and another as 1; memos
disappear because one program writes them as links and another looks for references. This page
says what is known of each program, and how it is known, so that what is said here can be checked,
corrected and cited.

Every statement about what a program writes, reads or does not take over carries one of three
words, and names what shows it:

| word | means |
|---|---|
| **measured** | counted in a file that the program wrote, or read in its source code |
| **documented** | its maker says so |
| **reported** | somebody else says so: a report, or a program that was made to read its files |

What refiqda itself does (how it recognises a program and how it writes) carries none.

A statement holds for the versions that it names or that the files are from; programs change. What
nothing is known of is said as well, at the end of each section. `refiqda text FILE` shows what
holds for the texts of a file of yours, whatever this page says: how a program is known to count is
only where the weighing begins.

Whoever makes one of these programs, or has a file that shows something else, is asked to say so.
The files that cannot be shared hold personal data; what was counted in them is given here, nothing
else.
"""

_WRITES = """\
What one sees in the files that each program writes: how positions count, what a CRLF line break in
the text file counts, and how text files, the folder of the files and GUIDs look. Of programs that
write no projects there are no texts to see. A question mark means that nothing is known; m is
measured, d is documented, r is reported, as below the table. Wherever the end of a passage could be
measured, it is the position after the last character, and a byte order mark does not count.
"""

_SHOWN = """\
What shows it:
"""

_FOR = """\
How `refiqda convert IN OUT --for TARGET` writes, whatever program the file came from. Annotations,
memos, cases and variables are turned into the target's own idiom as well, as told in its section.
"""

_LOST = """\
What each target is known, or said, not to take over when it opens a file. `refiqda convert` writes
it all the same, since another program may read the file one day, and lists each thing of these
kinds in its loss report, by name and place. An empty cell means that nothing is known, not that
nothing is lost.
"""

_RECOGNISED = """\
A program is recognised by the `origin` that the file states. A file without one, or with one that
is not known here, is looked at for what only one program writes. A file that is not recognised is
read as the standard says; how its positions count is weighed from the words themselves, as for
every file.
"""

_COLUMNS = ("positions count", "CRLF counts", *get_args(Trait))
_LINE_ENDS = {"\n": "LF", "\r\n": "CRLF"}
_GUIDS = {"lower": "lower case", "upper": "upper case", "kept": "as they are"}


class _Family(NamedTuple):
    """The editions of one program, which share a section."""

    title: str
    programs: list[Program]

    def edition(self, *those: Program) -> str:
        """What stands before a statement that not all editions share."""
        if len(those) == len(self.programs):
            return ""
        return f"**{', '.join(_edition(program) for program in those)}:** "


def page() -> str:
    """The page, in Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    families = _families()
    yield "# How the programs differ\n"
    yield _INTRO
    yield "## What each program writes\n"
    yield _WRITES
    shown = [program for program in PROGRAMS if program.key in LOOKS]
    yield from _table(("program", *_COLUMNS), map(_written_by, shown))
    yield _SHOWN
    yield from _table(
        ("program", "what", "shown by"), (row for program in shown for row in _shown_by(program))
    )
    yield "## How refiqda writes for each\n"
    yield _FOR
    yield from _table(
        ("target", "program", "positions count", "line ends", "byte order mark", "GUIDs", "folder"),
        (_written_for(program, program.dialect) for program in PROGRAMS if program.dialect),
    )
    yield "## What does not arrive\n"
    yield _LOST
    yield from _losses()
    yield "## How a program is recognised\n"
    yield _RECOGNISED
    for family in families:
        yield from _section(family)
    yield "## What this rests on\n"
    yield "The files that were measured:\n"
    yield from _table(("file", "from"), ((f"`{name}`", of) for name, of in SPECIMENS.items()))
    yield "Where the rest can be looked up:\n"
    yield from _table(("named here", "where"), WORKS.items())


def _families() -> list[_Family]:
    found: dict[str, _Family] = {}
    for program in PROGRAMS:
        title = _title(program)
        found.setdefault(title, _Family(title, [])).programs.append(program)
    return list(found.values())


def _title(program: Program) -> str:
    """The heading of the section that a program is in."""
    name = program.name.partition(" for ")[0]
    return name[0].upper() + name[1:] if name.startswith(("the ", "an ")) else name


def _edition(program: Program) -> str:
    return program.name.partition(" for ")[2]


def anchor(title: str) -> str:
    """The anchor that a heading gets on the page."""
    kept = "".join(each for each in title.lower() if each.isalnum() or each in " -")
    return kept.replace(" ", "-")


def _linked(program: Program) -> str:
    return f"[{program.name}](#{anchor(_title(program))})"


# ------------------------------------------------------------------------------------ the tables


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = list(head)
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _seen_of(program: Program) -> Iterator[tuple[str, str, How, str]]:
    """What fills the columns of a program: column, content, how it is known, what shows it."""
    for each in program.positions:
        if "unit" in each.tells:
            yield "positions count", f"{each.convention.unit}s", each.how, each.evidence
        if "crlf" in each.tells:
            yield "CRLF counts", str(each.convention.crlf), each.how, each.evidence
    yield from LOOKS[program.key].seen


def _written_by(program: Program) -> Iterator[str]:
    yield _linked(program)
    seen = list(_seen_of(program))
    for column in _COLUMNS:
        cells = [f"{says} ({how[0]})" for where, says, how, _ in seen if where == column]
        yield "; ".join(cells) or "?"


def _shown_by(program: Program) -> Iterator[tuple[str, ...]]:
    """What shows the cells of a program, those with the same evidence together."""
    shown: dict[tuple[How, str], list[str]] = {}
    for column, _, how, evidence in _seen_of(program):
        shown.setdefault((how, evidence), []).append(column)
    for (how, evidence), columns in shown.items():
        yield _linked(program), ", ".join(columns), f"{how}: {evidence}"


def _written_for(program: Program, dialect: Dialect) -> tuple[str, ...]:
    return (
        f"`{program.target}`",
        _linked(program),
        dialect.convention.words,
        _LINE_ENDS[dialect.line_end],
        "yes" if dialect.bom else "no",
        _GUIDS[dialect.guids],
        f"`{dialect.folder}`",
    )


def _losses() -> Iterator[str]:
    targets = [program for program in PROGRAMS if program.target and program.drops]
    kinds = sorted({row.what for program in targets for row in program.drops}, key=str.casefold)
    rows = []
    for kind in kinds:
        cells = (
            "; ".join(row.how for row in program.drops if row.what == kind) for program in targets
        )
        rows.append((kind, *cells))
    yield from _table(("kind", *map(_linked, targets)), rows)


# ---------------------------------------------------------------------------------- the sections


def _section(family: _Family) -> Iterator[str]:
    yield f"## {family.title}\n"
    for program in family.programs:
        yield f"{family.edition(program)}{_how_recognised(program)}\n"
    for topic in get_args(Topic):
        said = [
            (program, (_said(row.says, row.how, row.evidence),))
            for program in family.programs
            for row in program.known
            if row.topic == topic
        ]
        yield from _titled(topic[0].upper() + topic[1:], _merged(family, said))
    for title, what in (
        ("How refiqda counts its positions", _counted),
        ("How refiqda understands it", _understood),
        ("How refiqda writes for it", _as_written),
        ("What it does not take over", _dropped),
        ("What nothing is known of", _silent),
    ):
        lines = [(program, tuple(what(program))) for program in family.programs]
        yield from _titled(title, _merged(family, lines))


def _merged(family: _Family, said: Iterable[tuple[Program, Iterable[str]]]) -> Iterator[str]:
    """Each statement once, with the editions that it holds for where not all share it."""
    holds: dict[str, list[Program]] = {}
    for program, lines in said:
        for line in lines:
            holds.setdefault(line, []).append(program)
    # What holds for all comes first, then edition by edition.
    for line, programs in sorted(holds.items(), key=lambda each: -len(each[1])):
        yield f"- {family.edition(*programs)}{line}"


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    held = list(lines)
    if held:
        yield f"### {title}\n"
        yield from held
        yield ""


def _said(says: str, how: str, evidence: str) -> str:
    return f"{says[0].upper()}{says[1:]} *({how}: {evidence})*"


def _how_recognised(program: Program) -> str:
    if not program.origin:
        return "Whatever is not recognised as one of the above."
    spelt = ", ".join(f"“{each}”" for each in LOOKS[program.key].origins)
    said = f"Recognised by an origin like {spelt}." if spelt else "Recognised by its name."
    if program.traces is not None and program.traces.__doc__:
        line = program.traces.__doc__.strip().splitlines()[0]
        said += f" Without an origin: {line[0].lower()}{line[1:]}"
    return said


def _counted(program: Program) -> Iterator[str]:
    for each in program.positions:
        if each.tells:
            yield _said(f"{_told(each)}.", each.how, each.evidence)


def _told(expected: Expected) -> str:
    """A way of counting, as far as its evidence tells of it."""
    unit, crlf = expected.convention.unit, expected.convention.crlf
    words = {"unit": f"{unit}s", "crlf": f"a CRLF line break of the file counts {crlf}"}
    return ", ".join(words[axis] for axis in expected.tells)


def _understood(program: Program) -> Iterator[str]:
    for step in program.steps:
        yield _said(step.says, step.how, step.evidence)


def _as_written(program: Program) -> Iterator[str]:
    dialect = program.dialect
    if dialect is None:
        return
    bom = "with" if dialect.bom else "without"
    yield (
        f"Target `{program.target}`. Positions: {dialect.convention.words}. Text files: UTF-8 "
        f"{bom} byte order mark, {_LINE_ENDS[dialect.line_end]}. GUIDs: {_GUIDS[dialect.guids]}. "
        f"Folder: `{dialect.folder}`."
    )
    if dialect.quote is not None:
        yield f"A selection without a name is called by its first {dialect.quote} characters."


def _dropped(program: Program) -> Iterator[str]:
    kinds: dict[tuple[str, str, str], list[str]] = {}
    for row in program.drops:
        kinds.setdefault((row.says, row.how, row.evidence), []).append(row.what)
    for (says, how, evidence), what in kinds.items():
        yield _said(f"{', '.join(what)}: {says}", how, evidence)


def _silent(program: Program) -> Iterator[str]:
    yield from (each.says for each in program.silent)


if __name__ == "__main__":
    sys.stdout.write(page())
