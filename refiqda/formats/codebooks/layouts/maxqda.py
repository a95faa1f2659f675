"""MAXQDA: the table from which it imports codes and their memos."""

from __future__ import annotations

import re
from collections.abc import Callable

from refiqda.formats.codebooks.layout import Layout, Line, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import naming, within, words
from refiqda.formats.codebooks.rows.reading import ByPath, Reading
from refiqda.formats.codebooks.trees import Placed
from refiqda.formats.codebooks.written.writing import Named, Writing, named_codes, without
from refiqda.standard.model import CodeBook
from refiqda.tools.program import Known

_BETWEEN = " > "
_LEVELS = re.compile(r" > | *\\ *")
_LONGEST = 63
_DEEPEST = 10
_IMPORT = "MAXQDA 2022 help, page on importing codes and memos from an Excel table (in German)"
_IMPORT_12 = "MAXQDA 12 help, page on importing codes and code memos from an Excel table"
_CUT = f"documented: {_IMPORT}; MAXQDA 2020 help, Creating a New Code"


def _fits(row: Row) -> bool:
    there = within(words(row))
    # With a header that is empty, the columns after it are levels: the export of the code system.
    return "code" in there and "memo" in there and "" not in there


def _read(table: Table, reading: Reading) -> CodeBook:
    name, memo = table.column("code"), table.column("memo")
    paths = ByPath(reading)
    codes = []
    tight = 0
    for number, row in naming(table, name, (memo,), reading):
        text = cell(row, name)
        steps = [step for step in _LEVELS.split(text) if step.strip()] or [text]
        tight += any(">" in step for step in steps)
        codes.append((number, row, paths.add(number, steps, description=cell(row, memo))))
    if tight:
        reading.remarks.append(
            f"“>” without a blank on both sides stands in {tight:,} "
            f"{'name' if tight == 1 else 'names'} and was taken for a part of it. MAXQDA may take "
            "it for a level."
        )
    reading.lose_others(table, (name, memo), codes)
    return reading.book(paths.done())


def _write(book: CodeBook, writing: Writing) -> list[Line]:
    writing.tell_unheld(book)
    lines = [Line(None, ("Code", "Memo"))]
    import_ = _Import(writing)
    for named in named_codes(book, _spelling(writing)):
        import_.meet(named)
        code = named.code
        lines.append(Line(code, (_BETWEEN.join(named.steps), code.description or "")))
    import_.done()
    return lines


def _spelling(writing: Writing) -> Callable[[Placed], str]:
    # Whether MAXQDA asks for blanks around “>” is not documented, so no name has one.
    return without(writing, {">": "\u203a", "\\": "/"})


class _Import:
    """What MAXQDA is known to do otherwise when it imports the table."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self._met: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._alike: list[str] = []
        self._deep = 0

    def meet(self, named: Named) -> None:
        """Tell what happens to one code."""
        tell, steps = self.writing.changes.tell, named.steps
        if len(steps[-1]) > _LONGEST:
            why = f"MAXQDA cuts names to {_LONGEST} characters"
            tell("end of a name", named.code, "name", why=why, evidence=_CUT, is_written=True)
        cut = tuple(step[:_LONGEST] for step in steps)
        first = self._met.setdefault(cut, steps)
        if first is not steps:
            if first == steps:
                why = "MAXQDA makes no second code of the same name in the same place"
                evidence = f"documented: {_IMPORT_12}"
                tell("code", named.code, why=why, evidence=evidence, is_written=True)
            else:
                self._alike.append(f"“{steps[-1][:20]}…”")
        self._deep += len(steps) > _DEEPEST

    def done(self) -> None:
        """Remark what concerns several codes."""
        if self._alike:
            more = f" and {len(self._alike) - 3:,} more" if len(self._alike) > 3 else ""
            self.writing.remarks.append(
                f"{', '.join(self._alike[:3])}{more}: the first {_LONGEST} characters of the name "
                "are those of another code beside it. MAXQDA cuts both there, so they may become "
                "one."
            )
        if self._deep:
            codes = "code stands" if self._deep == 1 else "codes stand"
            self.writing.remarks.append(
                f"{self._deep:,} {codes} deeper than level {_DEEPEST}, the last one that MAXQDA 12 "
                "had. Whether later versions have more is not known."
            )


MAXQDA = Layout(
    key="maxqda",
    name="MAXQDA",
    says="Code and Memo; levels in the column Code with “ > ” between them, or a backslash.",
    holds=frozenset(("levels", "description")),
    files=(".xlsx",),
    fits=_fits,
    columns=("Code", "Memo"),
    read=_read,
    write=_write,
    known=(
        Known(
            "codes",
            "It imports codes and memos from an Excel table with the headers Code and Memo; a "
            "program in German asks for the same words.",
            "documented",
            f"{_IMPORT}; {_IMPORT_12}",
        ),
        Known(
            "codes",
            "Levels stand in one cell with “>” or a backslash between them; in MAXQDA 12 with a "
            "backslash alone. Codes above that have no row of their own are made.",
            "documented",
            f"{_IMPORT}; {_IMPORT_12}",
        ),
        Known(
            "codes",
            "Names of codes and of their sub-codes are cut to 63 characters.",
            "documented",
            _CUT.removeprefix("documented: "),
        ),
        Known(
            "codes",
            "Codes that are there already are not made again, and their memos stay.",
            "documented",
            _IMPORT_12,
        ),
        Known(
            "codes",
            "MAXQDA 12 has ten levels of codes.",
            "documented",
            "MAXQDA 12 tutorial, page on coding and retrieval (in German)",
        ),
    ),
    advice="In MAXQDA, choose the import of codes and memos from an Excel table, and this file.",
)
