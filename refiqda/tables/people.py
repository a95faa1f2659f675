"""Tables to be looked at: in markdown, on a page, and what all tables for people share.

The title of a frame, or else the caption, stands above its table; its definition and its notes
stand below.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from refiqda.tables.caption import below, kind_of, title_of
from refiqda.tables.cells import Cell, is_number, rows_of

if TYPE_CHECKING:
    import pandas as pd

DECIMALS = 4
"""Significant decimals of a number; the formats for programs have all of them."""
_MARKUP = re.compile(r"[\\`*<|~\[]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_BLOCK = re.compile(r"[#>+-]|[0-9]{1,9}(?=[.)](?:\s|$))")
_NO_ID = re.compile(r"[^A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[ -~]*")

_STYLE = """\
body { font-family: system-ui, sans-serif; margin: 1rem; }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: 0.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.6rem;
  border-bottom: 1px solid #767676; white-space: pre-wrap; overflow-wrap: anywhere;
  min-width: 3.5rem; }
.number { text-align: right; }"""
_FIGURE_STYLE = """
figure { margin: 0; }
figure div { max-width: 45rem; margin-top: 1rem; }
figure p { font-weight: bold; margin: 0; }
figure ul { margin: 0.2rem 0; padding-left: 1.2rem; }"""


def shown(cell: Cell) -> str:
    """A cell as a person reads it; nothing for what is missing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _decimal(cell)
    return str(cell)


def _decimal(number: float) -> str:
    """At most four decimals, or four digits after the zeros: ``85``, ``0.3333``, ``0.00001234``."""
    if abs(number) < 1:
        text = format(Decimal(f"{number:.{DECIMALS}g}"), "f")
    else:
        text = f"{number:.{DECIMALS}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def heading_of(frame: pd.DataFrame, caption: str) -> str:
    """What stands above a table."""
    return title_of(frame) or caption


def without_guids(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The frame without GUIDs, which are for programs, and their names.

    Alone, they stay, and so they do in the answer of a query, which names what is wanted.
    """
    if kind_of(frame) == "query":
        return frame, []
    is_cut = [str(name) == "guid" or str(name).endswith("_guid") for name in frame.columns]
    if all(is_cut) or not any(is_cut):
        return frame, []
    kept = frame.iloc[:, [number for number, cut in enumerate(is_cut) if not cut]]
    return kept, [str(name) for name, cut in zip(frame.columns, is_cut, strict=True) if cut]


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


# ------------------------------------------------------------------------------------- markdown


def markdown(frame: pd.DataFrame, caption: str = "") -> str:
    """A pipe table; what markdown would read as markup is escaped, line ends become ``<br>``."""
    head = [markdown_cell(str(name)) for name in frame.columns]
    rule = [
        "---:" if is_number(frame.iloc[:, number]) else "---" for number in range(frame.shape[1])
    ]
    body = [[markdown_cell(shown(cell)) for cell in row] for row in rows_of(frame)]
    lines = [f"| {' | '.join(row)} |" for row in (head, rule, *body)]
    for heading, sentences in below(frame):
        lines += ["", f"{heading}:", "", *(f"- {_markdown_block(each)}" for each in sentences)]
    title = heading_of(frame, caption)
    return "\n".join([*([_markdown_block(title), ""] if title else []), *lines, ""])


def markdown_cell(text: str) -> str:
    """Text as the cell of a pipe table."""
    text = _MARKUP.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", text.strip())
    return "<br>".join(one_line(line) for line in text.splitlines())


def _markdown_block(text: str) -> str:
    """Text as a paragraph, which must not begin as a heading or a list does."""
    text = markdown_cell(text)
    found = _BLOCK.match(text)
    if found is None:
        return text
    at = found.end() if found[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


# ------------------------------------------------------------------------------------- html


def html(frame: pd.DataFrame, caption: str = "") -> str:
    """A small page that needs nothing else: one table, its caption, headers for screen readers."""
    title = _text(heading_of(frame, caption)) or "Table"
    style = _STYLE + (_FIGURE_STYLE if below(frame) else "")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n"
        f"{html_table(frame, caption)}</body>\n</html>\n"
    )


def html_table(frame: pd.DataFrame, caption: str = "", name: str = "") -> str:
    """The table alone, for a page of one's own. The first cell of a row is its header.

    A frame that says what it counts becomes a figure: the table and what it is described by, which
    is tied to it by ids that begin with ``name``, or else with the kind of table.
    """
    told = below(frame)
    if not told:
        return _table(frame, heading_of(frame, caption))
    name = _NO_ID.sub("-", name or kind_of(frame) or "table")
    ids = " ".join(f"{name}-{heading.lower()}" for heading, _ in told)
    lines = [
        "<figure>",
        _table(frame, heading_of(frame, caption), f' aria-describedby="{ids}"').rstrip(),
    ]
    for heading, sentences in told:
        lines += [f'<div id="{name}-{heading.lower()}">', f"<p>{heading}</p>", "<ul>"]
        lines += [f"<li>{_text(sentence)}</li>" for sentence in sentences]
        lines += ["</ul>", "</div>"]
    return "\n".join([*lines, "</figure>", ""])


def _table(frame: pd.DataFrame, title: str, described: str = "") -> str:
    numbers = [is_number(frame.iloc[:, number]) for number in range(frame.shape[1])]
    classes = [' class="number"' if is_right else "" for is_right in numbers]
    lines = [f"<table{described}>"]
    if title:
        lines.append(f"<caption>{_text(title)}</caption>")
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
