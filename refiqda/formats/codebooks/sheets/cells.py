"""Cells of a workbook as texts: what a person would type, or sees where that is simple."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from refiqda.formats.codebooks.rows.reading import listed
from refiqda.formats.codebooks.sheets.gathered import Gathered

_LONGEST_NUMBER = 25
_FORMAT = re.compile(r"(?P<whole>0+)(?:\.(?P<part>0+))?(?P<percent>%?)")
"""A format of numbers that is nothing but digits, as in 0.00, 000 and 0%."""
_USUAL = ("General", "@")
_MOST_DIGITS = 15
"""Of a number in a spreadsheet, and so of any format that changes nothing else."""


class Looks:
    """How the cells of one sheet look, as far as that is a part of what they say."""

    def __init__(self, gathered: Gathered, *, has_looks: bool) -> None:
        self._gathered = gathered
        self._has_looks = has_looks
        self._indents: dict[int, int] = {}
        """By the number of a style."""
        self._formats: dict[int, str] = {}
        self._other: list[str] = []
        """Cells that show their numbers otherwise than they were read."""

    def text(self, cell: Any, value: Any, place: int) -> str:
        """The text of a cell: a value, and how it is shown."""
        style = getattr(cell, "_style_id", 0)
        if not style or not self._has_looks or value is None:
            return text_of(value)
        if isinstance(value, str):
            indent = self._indent(style, cell)
            if indent:
                self._gathered.indent(place, indent)
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._number(style, cell, value)
        return text_of(value)

    def _indent(self, style: int, cell: Any) -> int:
        if style not in self._indents:
            self._indents[style] = int(cell.alignment.indent or 0)
        return self._indents[style]

    def _number(self, style: int, cell: Any, value: float) -> str:
        if style not in self._formats:
            self._formats[style] = cell.number_format
        form = self._formats[style]
        if form in _USUAL:
            return text_of(value)
        seen = as_shown(value, form)
        if seen is None:
            text = text_of(value)
            self._other.append(f"{cell.coordinate} ({text})")
            return text
        return seen

    def remarks(self, called: str) -> Iterator[str]:
        """What a person should know of numbers that look otherwise."""
        if self._other:
            was = "was read as the number that it holds"
            were = "were read as the numbers that they hold"
            yield (
                f"In the {called} {listed(self._other)} {were if len(self._other) > 1 else was}, "
                "which may look otherwise there. If that matters, format the cells as text and "
                "write what is to be read."
            )


def as_shown(value: float, form: str) -> str | None:
    """A number as a format of digits alone shows it; None where it shows less than the number."""
    found = _FORMAT.fullmatch(form)
    if found is None or len(form) > _MOST_DIGITS:
        return None
    number = Decimal(f"{value:.15g}") * (100 if found["percent"] else 1)
    digits = len(found["part"] or "")
    try:
        rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    except ArithmeticError:
        return None
    if rounded != number:
        return None
    sign, plain = ("-", f"{-rounded:f}") if rounded < 0 else ("", f"{rounded:f}")
    whole, dot, part = plain.partition(".")
    return f"{sign}{whole.zfill(len(found['whole']))}{dot}{part}{found['percent']}"


def text_of(value: Any) -> str:
    """A value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return _hours(value)
    return str(value)


def _number(value: float) -> str:
    """A number as a person types it: 1 for 1.0, and the 15 digits that a spreadsheet shows."""
    text = f"{value:.15g}"
    plain = f"{Decimal(text):f}" if "e" in text else text
    return plain if len(plain) <= _LONGEST_NUMBER else text


def _hours(value: datetime.timedelta) -> str:
    """A length of time as a spreadsheet shows it: hours, beyond 24 as well, minutes, seconds."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
