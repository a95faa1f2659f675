"""Passages as block quotes under the names of their codes, in markdown."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from refiqda.tables.caption import below, title_of
from refiqda.tables.cells import Cell, rows_of
from refiqda.tables.people import markdown_cell, shown
from refiqda.tables.quotes import QUOTES

_OWN = {column.name for column in QUOTES.columns}


def block_quotes(frame: pd.DataFrame) -> str:
    """The table of :func:`refiqda.tables.quotes` as text to be read or pasted.

    Each code is a heading, each passage a block quote, and below it who said it and where. What
    the table says of itself stands at the end.
    """
    lines = [f"# {markdown_cell(title_of(frame) or 'Passages')}", ""]
    last: Cell = None
    for row in rows_of(frame):
        cells = dict(zip(map(str, frame.columns), row, strict=True))
        if cells["code_path"] != last:
            last = cells["code_path"]
            lines += [f"## {markdown_cell(shown(last))}", ""]
        lines += [f"> {_quoted(cells)}", ">", f"> — {markdown_cell(_whence(cells))}", ""]
    for heading, sentences in below(frame):
        lines += [f"{heading}:", "", *(f"- {markdown_cell(each)}" for each in sentences), ""]
    return "\n".join(lines)


def _quoted(cells: dict[str, Cell]) -> str:
    """The words, and in brackets what stands around them."""
    if cells["passage"] is None:
        return "(without words)"
    before, words, after = (
        markdown_cell(shown(cells.get(name))) for name in ("before", "passage", "after")
    )
    parts = [f"\\[{before}\\]" if before else "", f"“{words}”", f"\\[{after}\\]" if after else ""]
    return " ".join(filter(None, parts))


def _whence(cells: dict[str, Cell]) -> str:
    """``R1 (Sex: F), Interview 1, characters 0-19; coded by Ann``."""
    values = ", ".join(_values(cells))
    who = shown(cells["case"])
    parts = [f"{who} ({values})".strip() if values else who, shown(cells["source"])]
    parts.append(shown(cells["place"]))
    coder = shown(cells["coder"])
    return ", ".join(filter(None, parts)) + (f"; coded by {coder}" if coder else "")


def _values(cells: dict[str, Cell]) -> Iterator[str]:
    for name, cell in cells.items():
        if name not in _OWN and cell is not None:
            yield f"{name}: {cell}"
