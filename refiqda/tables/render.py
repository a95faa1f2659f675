"""A frame as text or as a file: for programs (csv, tsv, json, parquet) and for people (the rest).

Files for programs hold every cell unchanged. Files for people are made fit to be looked at: the
terminal table shortens long cells and shows control characters as a mark, markdown and html escape
what would be markup, LaTeX prints what would be commands, and a spreadsheet never takes a text for
a formula. They show numbers with few decimals, and what the frame says of itself
(:mod:`refiqda.tables.caption`): its title, its definition and its notes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

import pandas as pd

from refiqda.errors import RefiQdaError, UnknownName
from refiqda.standard.package import replacing
from refiqda.tables.cells import Cell, cells, rows_of
from refiqda.tables.latex import latex
from refiqda.tables.people import html, markdown
from refiqda.tables.terminal import terminal, words
from refiqda.text.delimited import delimited

FORMATS = ("table", "csv", "tsv", "json", "markdown", "html", "latex")
"""What a frame can be printed as."""
SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".tex": "latex",
    ".txt": "table",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
"""What a file's suffix means."""
STREAMED = ("csv", "tsv")
"""Formats that are written piece by piece, so that a table may be larger than the memory."""
PURE = ("csv", "tsv", "json", "parquet")
"""Formats for programs: nothing but data, so that what a table says of itself goes elsewhere."""
_SEPARATORS = {"csv": ",", "tsv": "\t"}


def render(frame: pd.DataFrame, format: str, caption: str = "") -> str:
    """The frame as text that ends in a line feed.

    The title of the frame, or else ``caption``, stands above the table in the formats for people,
    and its definition and notes below; csv, tsv and json have none of them.

    Raises:
        UnknownName: if there is no such format.
    """
    if format in STREAMED:
        return "".join(pieces([frame], format))
    writer = _WRITERS.get(format)
    if writer is None:
        raise UnknownName(f"There is no format {format!r}. Choose one of {', '.join(FORMATS)}.")
    return writer(frame, caption)


def pieces(frames: Iterable[pd.DataFrame], format: str) -> Iterator[str]:
    """Frames with the same columns as one csv or tsv, one text for each; one header."""
    for number, frame in enumerate(frames):
        rows: Iterable[Iterable[object]] = rows_of(frame, truth=("false", "true"))
        if number == 0:
            rows = chain([frame.columns], rows)
        yield delimited(rows, _SEPARATORS[format])


def format_of(path: Path | str) -> str:
    """The format that a file's suffix means.

    Raises:
        UnknownName: if it means none.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownName(
            f"{Path(path).name} ends in {suffix!r}, which is no table format. "
            f"Choose one of {' '.join(SUFFIXES)}."
        )
    return SUFFIXES[suffix]


def write(frame: pd.DataFrame, path: Path | str, caption: str = "", format: str = "") -> None:
    """Write a frame to a file; its suffix picks the format, unless ``format`` does.

    What stood there stays whole until the new file is complete.

    Raises:
        UnknownName: if the suffix means no format.
        CannotWrite: if the target cannot be written.
        MissingExtra: if the format needs a package that is not installed.
    """
    write_frames([frame], path, caption, format)


def write_frames(
    frames: Iterable[pd.DataFrame], path: Path | str, caption: str = "", format: str = ""
) -> None:
    """Write frames with the same columns as one table; csv and tsv hold one at a time in memory."""
    format = format or format_of(path)
    whole = None if format in STREAMED else joined(frames)
    binary = _binary(format)
    with replacing(Path(path)) as stream:
        if whole is None:
            for text in pieces(frames, format):
                stream.write(text.encode("utf-8"))
        elif binary is not None:
            binary(whole, stream, caption)
        else:
            stream.write(render(whole, format, caption).encode("utf-8"))


def joined(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Frames with the same columns as one, which says of itself what the first one does."""
    several = list(frames)
    if len(several) == 1:
        return several[0]
    from refiqda.tables.columns import concatenated

    attrs = several[0].attrs
    whole = concatenated(several)
    whole.attrs = attrs
    return whole


def _binary(format: str) -> Callable[[pd.DataFrame, IO[bytes], str], None] | None:
    """The writer of a format that is not text; refuses before the target is touched."""
    from refiqda.tables import binary

    if format == "xlsx":
        return binary.excel()
    if format == "parquet":
        return binary.parquet()
    return None


def _json(frame: pd.DataFrame, caption: str) -> str:
    names = [str(name) for name in frame.columns]
    if len(set(names)) != len(names):
        raise RefiQdaError("Two columns have the same name; json needs a name for each.")
    records: list[dict[str, Cell]] = [dict(zip(names, row, strict=True)) for row in rows_of(frame)]
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]\n" if records else "[]\n"


_WRITERS: dict[str, Callable[[pd.DataFrame, str], str]] = {
    "table": terminal,
    "json": _json,
    "markdown": markdown,
    "html": html,
    "latex": latex,
}

__all__ = [
    "FORMATS",
    "PURE",
    "STREAMED",
    "SUFFIXES",
    "cells",
    "format_of",
    "joined",
    "pieces",
    "render",
    "terminal",
    "words",
    "write",
    "write_frames",
]
