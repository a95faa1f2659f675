"""The columns of a published table as plain names and numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from refiqda.tables.cells import Cell, cells
from refiqda.tables.columns import Frame
from refiqda.tables.people import one_line
from refiqda.view.limits import CannotDraw

PATH, _GUID = "code_path", "code_guid"
MISSING = "\N{EN DASH}"
"""What is printed for a number that is not there."""
_MINUS = "\N{MINUS SIGN}"
_SMALL = 0.1
_SHARE = re.compile(r"\s*([\d.,]+/[\d.,]+)(?: \((\d+(?:\.\d+)?)%\))?\s*")
_IN_FRONT = re.compile(r"\s*([-+\u2212]?\d[\d,]*(?:\.\d+)?)")

Number = float | None
"""None is missing."""


def number_of(cell: Cell) -> Number:
    """The number of a cell; of a text such as ``3/10 (30.0%)`` the one in front."""
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, str):
        found = _IN_FRONT.match(cell)
        if found is None:
            return None
        return float(found[1].replace(",", "").replace(_MINUS, "-"))
    return float(cell) if math.isfinite(cell) else None


def names_in(frame: Frame, column: str) -> list[str]:
    """The names in a column, each fit for one line; what is missing is empty.

    Raises:
        CannotDraw: if the table has no such column.
    """
    return [one_line("" if cell is None else str(cell)) for cell in _column(frame, column)]


def numbers_in(frame: Frame, column: str) -> list[Number]:
    """The numbers in a column.

    Raises:
        CannotDraw: if the table has no such column.
    """
    return [number_of(cell) for cell in _column(frame, column)]


def _column(frame: Frame, column: str) -> list[Cell]:
    for place, name in enumerate(frame.columns):
        if name == column:
            return cells(frame.iloc[:, place])
    raise CannotDraw(f"The table has no column {column!r}, without which it cannot be drawn.")


class Numbered(NamedTuple):
    """A column that holds numbers."""

    name: str
    numbers: list[Number]
    texts: list[str]
    """As they are printed."""
    is_share: bool = False
    """Whether the numbers are per cent, and the texts n/N: a share is never shown without both."""


def numbered(frame: Frame) -> list[Numbered]:
    """The columns that hold numbers, in the order of the table.

    Names of columns may occur twice, as values of a variable that look alike do.
    """
    found = []
    for place, name in enumerate(frame.columns):
        if name in (PATH, _GUID):
            continue
        column = cells(frame.iloc[:, place])
        numbers = [number_of(cell) for cell in column]
        if known(numbers) or all(cell is None for cell in column):
            found.append(_shares(str(name), column) or _plain(str(name), numbers))
    return found


def _plain(name: str, numbers: list[Number]) -> Numbered:
    return Numbered(one_line(name), numbers, [told(number) for number in numbers])


def _shares(name: str, column: Sequence[Cell]) -> Numbered | None:
    """A column of cells such as ``3/10 (30.0%)``, or ``0/0``; None if none is such."""
    cells_found = [_SHARE.fullmatch(str(cell)) for cell in column]
    if not any(cells_found):
        return None
    numbers = [float(found[2]) if found and found[2] else None for found in cells_found]
    texts = [
        found[1] if found else one_line(MISSING if cell is None else str(cell))
        for found, cell in zip(cells_found, column, strict=True)
    ]
    return Numbered(one_line(name), numbers, texts, is_share=True)


def carried(frame: Frame, key: str) -> list[str]:
    """The names that a table carries with it.

    Raises:
        CannotDraw: if it has none.
    """
    found = frame.attrs.get(key)
    if not isinstance(found, list | tuple) or not found:
        raise CannotDraw(
            f"The table names no {key}, without which it cannot be drawn. Draw it as it was made, "
            "or copy its attrs."
        )
    return [str(name) for name in found]


def told(number: Number) -> str:
    """A number as it is printed: whole ones whole, others with two or three digits."""
    if number is None:
        return MISSING
    if number == round(number):
        return f"{number:,.0f}".replace("-", _MINUS)
    if abs(number) < _SMALL:
        return f"{number:.2g}".replace("-", _MINUS)
    digits = 2 if abs(number) < 10 else 1 if abs(number) < 100 else 0
    return f"{number:,.{digits}f}".replace("-", _MINUS)


def largest(numbers: Iterable[Number]) -> float:
    """The largest number; 0 where there is none above."""
    return max((number for number in numbers if number is not None and number > 0), default=0.0)


def known(numbers: Sequence[Number]) -> list[float]:
    """The numbers that are not missing."""
    return [number for number in numbers if number is not None]
