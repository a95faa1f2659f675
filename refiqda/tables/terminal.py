"""Tables in a terminal: aligned columns that obey no control character, and words around them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from refiqda.standard.index import PATH_SEPARATOR
from refiqda.tables.caption import below, is_described
from refiqda.tables.cells import cells, is_number
from refiqda.tables.people import heading_of, one_line, shown, without_guids

if TYPE_CHECKING:
    import pandas as pd

_PATHS = ("code_path", "code_a", "code_b")
"""The columns of paths of codes."""
WIDEST = 44
"""How many columns of the terminal a cell may take: a GUID fits, a passage is shortened."""
NARROW = 20
"""How many a heading may take where there are more than ``MANY`` of them; the rest goes below."""
MANY = 8
PAGE = 92
"""How wide the sentences around a table are, as the help of the commands is."""
_GAP = "  "
_ELLIPSIS = "…"


class _Column(NamedTuple):
    """A column as it is printed: the lines of its heading, its cells, and how wide they are."""

    head: list[str]
    cells: list[str]
    width: int
    is_right: bool


def terminal(frame: pd.DataFrame, caption: str = "", width: int = 0) -> str:
    """Aligned columns; blanks folded, long cells shortened, control characters made visible.

    GUIDs are for programs: they are left out beside other columns, which a last line says.

    Args:
        frame: the table.
        caption: what stands above it, if it has no title of its own.
        width: the columns of the terminal, if that is known. A table that people publish and that
            is wider is printed in parts, one below the other, each with the first column.
    """
    told, cut = without_guids(frame)
    is_crowded = told.shape[1] > MANY
    columns = [
        _column(str(name), told.iloc[:, number], is_crowded)
        for number, name in enumerate(told.columns)
    ]
    # Rows are found again in the next part only if their first cells differ.
    is_parted = width and is_described(frame) and told.shape[1] and told.iloc[:, 0].is_unique
    parts = _parts(columns, width) if is_parted else [columns]
    lines: list[str] = []
    for part in parts:
        lines += [*([""] if lines else []), *_lines(part)]
    if not len(told):
        lines.append("(no rows)")
    if cut:
        lines.append("(without GUIDs, which the other formats have)")
    title = heading_of(frame, caption)
    head = [*(wrapped(title, PAGE) if is_described(frame) else [one_line(title)]), ""]
    return "\n".join([*(head if title else []), *lines, *_below(frame), ""])


def words(frame: pd.DataFrame, caption: str = "") -> str:
    """What stands around a table without the table; nothing if the frame says nothing of itself."""
    if not is_described(frame):
        return ""
    title = heading_of(frame, caption)
    lines = [*(wrapped(title, PAGE) if title else []), *_below(frame)]
    return "\n".join([*(lines if title else lines[1:]), ""])


def _below(frame: pd.DataFrame) -> list[str]:
    lines = []
    for heading, sentences in below(frame):
        lines += ["", f"{heading}:"]
        for sentence in sentences:
            first, *more = wrapped(sentence, PAGE - 4)
            lines += [f"  {first}", *(f"    {line}" for line in more)]
    return lines


def wrapped(text: str, width: int) -> list[str]:
    """One or more lines of at most ``width`` columns; a longer word has a line of its own."""
    lines: list[str] = []
    used = width
    for word in one_line(text).split(" "):
        size = _width(word)
        if used + 1 + size > width:
            lines.append(word)
            used = size
        else:
            lines[-1] += f" {word}"
            used += 1 + size
    return lines


# ------------------------------------------------------------------------------------- columns


def _column(name: str, column: pd.Series[Any], is_crowded: bool) -> _Column:
    name = _short(name)
    head = wrapped(name, NARROW) if is_crowded else [name]
    short = _short_path if name in _PATHS else _short
    body = [short(shown(cell)) for cell in cells(column)]
    width = max(_width(line) for line in (*head, *body))
    return _Column(head, body, width, is_number(column))


def _parts(columns: list[_Column], width: int) -> list[list[_Column]]:
    """Columns that fit side by side, the first one at the head of each part."""
    first, *others = columns
    parts: list[list[_Column]] = []
    used = math.inf
    for column in others:
        size = len(_GAP) + column.width
        if used + size > width:
            parts.append([first])
            used = first.width
        parts[-1].append(column)
        used += size
    return parts or [[first]]


def _lines(columns: list[_Column]) -> list[str]:
    """Headings, a rule, and the rows."""
    height = max((len(column.head) for column in columns), default=1)
    heads = [[""] * (height - len(column.head)) + column.head for column in columns]
    above = [[head[number] for head in heads] for number in range(height)]
    rule = ["-" * column.width for column in columns]
    rows = zip(*(column.cells for column in columns), strict=True)
    return [_line(row, columns) for row in (*above, rule, *rows)]


def _line(row: Iterable[str], columns: list[_Column]) -> str:
    padded = (
        " " * (column.width - _width(cell)) + cell
        if column.is_right
        else cell + " " * (column.width - _width(cell))
        for cell, column in zip(row, columns, strict=True)
    )
    return _GAP.join(padded).rstrip()


def _short_path(text: str) -> str:
    """A path of codes: what tells it from others is its end, so that it is cut at its beginning."""
    text = one_line(text)
    steps = text.split(PATH_SEPARATOR)
    while len(steps) > 1 and _width(text) > WIDEST:
        del steps[0]
        text = PATH_SEPARATOR.join((_ELLIPSIS, *steps))
    return _short(text)


def _short(text: str) -> str:
    text = one_line(text)
    if len(text) <= WIDEST and _width(text) <= WIDEST:
        return text
    width, kept = 0, []
    for character in text:
        width += _width(character)
        if width > WIDEST - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + _ELLIPSIS


def _width(text: str) -> int:
    """How many columns a terminal gives a text: two for wide characters, none for marks."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
