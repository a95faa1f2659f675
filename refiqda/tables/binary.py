"""Frames as spreadsheets (for people) and as Parquet (for programs); both need an extra."""

from __future__ import annotations

import functools
import importlib
import json
from collections.abc import Callable, Hashable
from typing import IO, Any

import pandas as pd

from refiqda.errors import CannotWrite, MissingExtra
from refiqda.tables.caption import definition_of, is_described, notes_of, title_of
from refiqda.tables.cells import cells
from refiqda.tools import excel as workbooks
from refiqda.tools.excel import EXACT, MOST_COLUMNS, MOST_ROWS

Writer = Callable[[pd.DataFrame, IO[bytes], str], None]

METADATA = b"refiqda"
"""The key of Parquet's metadata that has what the frame says of itself."""
_WIDTHS = (12, 100)
"""How wide the columns of a definition are, in characters."""


def excel() -> Writer:
    """The writer of ``.xlsx``.

    Raises:
        MissingExtra: if openpyxl is not installed.
    """
    openpyxl = workbooks.package("An Excel file", "write .csv or .json")
    return functools.partial(_write_excel, openpyxl)


def parquet() -> Writer:
    """The writer of ``.parquet``.

    Raises:
        MissingExtra: if pyarrow is not installed.
    """
    try:
        importlib.import_module("pyarrow.parquet")
        pyarrow = importlib.import_module("pyarrow")
    except ImportError:
        raise MissingExtra(
            'A Parquet file needs pyarrow: run pip install "refiqda[parquet]", '
            "or write .csv or .json."
        ) from None
    return functools.partial(_write_parquet, pyarrow)


# ------------------------------------------------------------------------------------- Excel


def _write_excel(openpyxl: Any, frame: pd.DataFrame, stream: IO[bytes], caption: str) -> None:
    """One sheet, the header frozen, and a second one with what the frame says of itself.

    The title of the frame, or else the caption, is the title of the workbook's properties. A text
    that looks like a formula stays text.
    """
    if len(frame) >= MOST_ROWS:
        raise CannotWrite(
            f"The table has {len(frame):,} rows, but a sheet of Excel holds {MOST_ROWS - 1:,}. "
            "Write it as .csv or .parquet."
        )
    if frame.shape[1] > MOST_COLUMNS:
        raise CannotWrite(
            f"The table has {frame.shape[1]:,} columns, but a sheet of Excel holds "
            f"{MOST_COLUMNS:,}. Write it as .csv or .parquet, or choose fewer."
        )
    with workbooks.new_book(openpyxl) as book:
        sheet = book.create_sheet("Table")
        sheet.freeze_panes = "A2"
        columns = [_for_sheet(frame.iloc[:, number]) for number in range(frame.shape[1])]
        text = functools.partial(workbooks.text_cell, openpyxl, sheet)
        sheet.append([text(str(name)) for name in frame.columns])
        for row in zip(*columns, strict=True):
            sheet.append([text(cell) if type(cell) is str else cell for cell in row])
        if is_described(frame):
            _define(openpyxl, book, frame)
        workbooks.save(book, stream, title_of(frame) or caption)


def _define(openpyxl: Any, book: Any, frame: pd.DataFrame) -> None:
    """A sheet with the title, and a row for each sentence."""
    sheet = book.create_sheet("Definition")
    for column, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    rows = [("Title", title_of(frame))] if title_of(frame) else []
    rows += [("Definition", sentence) for sentence in definition_of(frame)]
    rows += [("Note", sentence) for sentence in notes_of(frame)]
    for row in rows:
        several = [workbooks.text_cell(openpyxl, sheet, text) for text in row]
        for cell in several:
            cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
        sheet.append(several)


def _for_sheet(column: pd.Series[Any]) -> list[Any]:
    """Plain values; dates as a sheet has them, which is without a zone: they are in UTC."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        naive = column.dt.tz_convert("UTC").dt.tz_localize(None)
        return [None if value is pd.NaT else value.to_pydatetime() for value in naive]
    return [
        str(cell) if type(cell) is int and abs(cell) > EXACT else cell for cell in cells(column)
    ]


# ------------------------------------------------------------------------------------- Parquet


def _write_parquet(pyarrow: Any, frame: pd.DataFrame, stream: IO[bytes], caption: str) -> None:
    """The columns with their types; what has mixed types becomes text.

    What the frame says of itself is in the metadata, as JSON under the key ``refiqda``, and where
    pandas keeps it, so that a frame that was read back says it again.
    """
    plain = frame.copy(deep=False)
    plain.attrs = told = _plain_attrs(frame)
    for name in plain.columns:
        if plain[name].dtype == object:
            plain[name] = pd.array(
                [None if cell is None else str(cell) for cell in cells(plain[name])], "string"
            )
    table = pyarrow.Table.from_pandas(plain, preserve_index=False)
    if told:
        said = json.dumps(told, ensure_ascii=False).encode("utf-8")
        table = table.replace_schema_metadata({**table.schema.metadata, METADATA: said})
    pyarrow.parquet.write_table(table, stream)


def _plain_attrs(frame: pd.DataFrame) -> dict[Hashable | None, str | list[str]]:
    """What the frame says of itself, in plain text that UTF-8 can hold."""
    told: dict[Hashable | None, str | list[str]] = {}
    for key, value in frame.attrs.items():
        if isinstance(value, str):
            told[str(key)] = _encodable(value)
        elif isinstance(value, list):
            told[str(key)] = [_encodable(str(each)) for each in value]
    return told


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
