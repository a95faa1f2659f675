"""Tables to be looked at: in a terminal, in markdown, on a page."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from refiqda.tables.cells import Cell, is_number, rows_of

if TYPE_CHECKING:
    import pandas as pd

WIDEST = 44
"""How many columns of the terminal a cell may take: a GUID fits, a passage is shortened."""
_GAP = "  "
_ELLIPSIS = "…"
_MARKUP = re.compile(r"[\\`*<|~\[]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_PLAIN = re.compile(r"[ -~]*")

_STYLE = """\
body { font-family: system-ui, sans-serif; margin: 1rem; }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.6rem;
  border-bottom: 1px solid #767676; white-space: pre-wrap; overflow-wrap: anywhere;
  min-width: 3.5rem; }
.number { text-align: right; }"""


def shown(cell: Cell) -> str:
    """A cell as a person reads it; nothing for what is missing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


# ------------------------------------------------------------------------------------- terminal


def terminal(frame: pd.DataFrame, caption: str = "") -> str:
    """Aligned columns; blanks folded, long cells shortened, control characters made visible.

    GUIDs are for programs: they are left out beside other columns, which a last line says.
    """
    told = [name for name in frame.columns if not str(name).endswith("guid")]
    is_cut = 0 < len(told) < frame.shape[1]
    frame = frame[told] if is_cut else frame
    head = [_short(str(name)) for name in frame.columns]
    body = [[_short(shown(cell)) for cell in row] for row in rows_of(frame)]
    right = [is_number(frame.iloc[:, number]) for number in range(frame.shape[1])]
    widths = [
        max([_width(name), *(_width(row[number]) for row in body)])
        for number, name in enumerate(head)
    ]
    rule = ["-" * width for width in widths]
    lines = [_line(row, widths, right) for row in (head, rule, *body)]
    if not body:
        lines.append("(no rows)")
    if is_cut:
        lines.append("(without GUIDs, which the other formats have)")
    return "\n".join([*([one_line(caption), ""] if caption else []), *lines, ""])


def _line(row: list[str], widths: list[int], right: list[bool]) -> str:
    padded = (
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(row, widths, right, strict=True)
    )
    return _GAP.join(padded).rstrip()


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


def one_line(text: str) -> str:
    """One line without what a terminal would obey: a file from a stranger may hold escape codes."""
    if _PLAIN.fullmatch(text) and "  " not in text:
        return text.strip()
    text = " ".join(text.split())
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(character) in ("Cc", "Cs")
        else ""
        if unicodedata.category(character) == "Cf"
        else character
        for character in text
    )


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


# ------------------------------------------------------------------------------------- markdown


def markdown(frame: pd.DataFrame, caption: str = "") -> str:
    """A pipe table; what markdown would read as markup is escaped, line ends become ``<br>``."""
    head = [markdown_cell(str(name)) for name in frame.columns]
    rule = [
        "---:" if is_number(frame.iloc[:, number]) else "---" for number in range(frame.shape[1])
    ]
    body = [[markdown_cell(shown(cell)) for cell in row] for row in rows_of(frame)]
    lines = [f"| {' | '.join(row)} |" for row in (head, rule, *body)]
    return "\n".join([*([markdown_cell(caption), ""] if caption else []), *lines, ""])


def markdown_cell(text: str) -> str:
    """Text as the cell of a pipe table."""
    text = _MARKUP.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text.strip())
    return "<br>".join(one_line(line) for line in text.splitlines())


# ------------------------------------------------------------------------------------- html


def html(frame: pd.DataFrame, caption: str = "") -> str:
    """A small page that needs nothing else: one table, its caption, headers for screen readers."""
    title = _text(caption) or "Table"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f"{html_table(frame, caption)}</body>\n</html>\n"
    )


def html_table(frame: pd.DataFrame, caption: str = "") -> str:
    """The table alone, for a page of one's own. The first cell of a row is its header."""
    numbers = [is_number(frame.iloc[:, number]) for number in range(frame.shape[1])]
    classes = [' class="number"' if is_right else "" for is_right in numbers]
    lines = ["<table>"]
    if caption:
        lines.append(f"<caption>{_text(caption)}</caption>")
    heads = (
        f'<th scope="col"{kind}>{_text(str(name))}</th>'
        for name, kind in zip(frame.columns, classes, strict=True)
    )
    lines += ["<thead>", f"<tr>{''.join(heads)}</tr>", "</thead>", "<tbody>"]
    for row in rows_of(frame):
        first, *others = (_text(shown(cell)) for cell in row)
        rest = (f"<td{kind}>{cell}</td>" for cell, kind in zip(others, classes[1:], strict=True))
        lines.append(f'<tr><th scope="row"{classes[0]}>{first}</th>{"".join(rest)}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>", ""])


def _text(text: str) -> str:
    """Escaped, without the control characters that HTML forbids."""
    kept = "".join(
        character
        for character in text
        if character in "\t\n" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return escape(kept)
