"""Tables for LaTeX: ruled as booktabs does it, over several pages where they are long.

pandas has a writer of LaTeX, too. It needs a package for templates, leaves ``<``, ``>``, ``|`` and
quotes as they are, and takes a row that begins with a bracket for an option of the row before.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from refiqda.tables.caption import below
from refiqda.tables.cells import cells, is_number
from refiqda.tables.people import heading_of, shown, without_guids

if TYPE_CHECKING:
    import pandas as pd

MOST_LINES = 40
"""Lines that fit on one page; a table with more of them is a ``longtable``."""
LONGEST = 40
"""Characters of a text that stays on one line; a column with a longer one is set as paragraphs."""
_LINE, _GAP = 70, 3
"""Characters of a line and between columns, roughly; paragraphs have what other columns leave."""
_NARROWEST = 0.2
_BLANK = re.compile(r"[^\S\u00a0\u202f]+")
"""Every blank and line end, but for the two that must not be broken."""
_SPECIAL = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
        # A name for it is not known in every encoding of fonts, and babel makes it a command.
        '"': r"\symbol{34}",
    }
)
_LIGATURE = re.compile(r"([-',])(?=\1)")
_JOINERS = "\u200c\u200d"


class _Column(NamedTuple):
    """A column as plain text, and how wide it is set: 0 for as wide as its cells are."""

    head: str
    cells: list[str]
    is_number: bool
    share: float = 0

    @property
    def longest(self) -> int:
        """Characters of the longest cell."""
        return max(map(len, (self.head, *self.cells)))

    @property
    def setting(self) -> str:
        """What the preamble of the table says of the column."""
        if self.share:
            return rf">{{\raggedright\arraybackslash}}p{{{self.share}\linewidth}}"
        return "r" if self.is_number else "l"


def latex(frame: pd.DataFrame, caption: str = "") -> str:
    """A table to be put into a paper; comments say which packages it needs.

    GUIDs are for programs: they are left out beside other columns, which a comment says.
    """
    told, cut = without_guids(frame)
    columns = _set(
        [_column(str(name), told.iloc[:, number]) for number, name in enumerate(told.columns)]
    )
    title = escaped(heading_of(frame, caption))
    is_long = _height(columns) > MOST_LINES
    lines = [*(_long if is_long else _floating)(columns, title, list(_notes(frame)))]
    return "\n".join([*_needs(columns, lines, is_long), *_without(cut), *lines, ""])


def escaped(text: str) -> str:
    """Text as LaTeX prints it: on one line, nothing in it a command or a ligature of marks.

    An apostrophe stays, which LaTeX prints as one. Control characters are dropped.
    """
    return _LIGATURE.sub(r"\1{}", _plain(text).translate(_SPECIAL))


def _plain(text: str) -> str:
    kept = "".join(
        character
        for character in text
        if character.isspace()
        or character in _JOINERS
        or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
    return _BLANK.sub(" ", kept).strip(" ")


# ------------------------------------------------------------------------------------- columns


def _column(name: str, column: pd.Series[Any]) -> _Column:
    texts = [_plain(shown(cell)) for cell in cells(column)]
    return _Column(_plain(name), texts, is_number(column))


def _set(columns: list[_Column]) -> list[_Column]:
    """The columns; those with long texts share what the others leave of the line."""
    is_long = [not column.is_number and column.longest > LONGEST for column in columns]
    if not any(is_long):
        return columns
    taken = sum(
        _GAP + (0 if long else column.longest)
        for column, long in zip(columns, is_long, strict=True)
    )
    share = round(max(_NARROWEST, (1 - taken / _LINE) / sum(is_long)), 2)
    return [
        column._replace(share=share) if long else column
        for column, long in zip(columns, is_long, strict=True)
    ]


def _height(columns: list[_Column]) -> int:
    """About how many lines the rows take."""
    rows = zip(*(column.cells for column in columns), strict=True)
    shares = [column.share * _LINE or math.inf for column in columns]
    return sum(
        max(1, *(math.ceil(len(cell) / room) for cell, room in zip(row, shares, strict=True)))
        for row in rows
    )


# ------------------------------------------------------------------------------------- lines


def _floating(columns: list[_Column], title: str, notes: list[str]) -> Iterator[str]:
    yield from (r"\begin{table}", r"\centering")
    if title:
        yield rf"\caption{{{title}}}"
    yield rf"\begin{{tabular}}{{{_preamble(columns)}}}"
    yield from (r"\toprule", _head(columns), r"\midrule", *_body(columns), r"\bottomrule")
    yield from (r"\end{tabular}", *notes, r"\end{table}")


def _long(columns: list[_Column], title: str, notes: list[str]) -> Iterator[str]:
    head = (r"\toprule", _head(columns), r"\midrule")
    yield rf"\begin{{longtable}}{{{_preamble(columns)}}}"
    if title:
        yield rf"\caption{{{title}}} \\"
    yield from (*head, r"\endfirsthead", *head, r"\endhead", r"\bottomrule", r"\endfoot")
    yield from (*_body(columns), r"\end{longtable}", *notes)


def _preamble(columns: list[_Column]) -> str:
    return "".join(column.setting for column in columns) or "l"


def _head(columns: list[_Column]) -> str:
    return _row([escaped(column.head) for column in columns])


def _body(columns: list[_Column]) -> Iterator[str]:
    texts = ([_cell(cell, column.is_number) for cell in column.cells] for column in columns)
    return (_row(row) for row in zip(*texts, strict=True))


def _cell(text: str, is_number: bool) -> str:
    if is_number and text.startswith("-"):
        return f"$-${escaped(text[1:])}"
    return escaped(text)


def _row(texts: Sequence[str]) -> str:
    line = " & ".join(texts)
    # What ends the row above takes a bracket or a star for its own.
    return ("{}" if line.startswith(("[", "*")) else "") + line + r" \\"


def _notes(frame: pd.DataFrame) -> Iterator[str]:
    told = below(frame)
    if not told:
        return
    yield from (r"\begin{flushleft}", r"\footnotesize")
    for heading, sentences in told:
        yield rf"\textit{{{heading}.}}"
        yield from filter(None, map(escaped, sentences))
        yield r"\par"
    yield r"\end{flushleft}"


# ------------------------------------------------------------------------------------- comments


def _needs(columns: list[_Column], lines: list[str], is_long: bool) -> Iterator[str]:
    yield r"% Needs \usepackage{booktabs}"
    if is_long:
        yield r"% Needs \usepackage{longtable}, which lets a table run over several pages"
    if any(column.share for column in columns):
        yield r"% Needs \usepackage{array}, for texts of several lines"
    if not all(map(str.isascii, lines)):
        yield "% UTF-8; scripts other than Latin need XeLaTeX or LuaLaTeX, and a font that has them"


def _without(names: list[str]) -> list[str]:
    listed = ", ".join(map(_plain, names))
    return [f"% Without GUIDs, which the other formats have: {listed}"] if names else []
