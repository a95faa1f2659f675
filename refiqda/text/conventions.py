"""Conventions: in what a program counts the positions of a text."""

from __future__ import annotations

from itertools import product
from typing import Literal, NamedTuple

from refiqda.errors import UnknownName

Unit = Literal["code point", "UTF-16 unit", "UTF-8 byte"]

_UNITS: dict[Unit, str] = {
    "code point": "code-points",
    "UTF-16 unit": "utf-16",
    "UTF-8 byte": "utf-8",
}


class Convention(NamedTuple):
    """In what positions are counted; without arguments as the standard counts.

    Example:
        >>> Convention.parse("utf-16,crlf=1").words
        'UTF-16 units, a CRLF line break counts 1'
    """

    unit: Unit = "code point"
    crlf: int = 2
    """How many a line break of CR and LF counts; 2 means as the file is."""
    bom: bool = False
    """Whether the byte order mark at the beginning counts: 1, or 3 in bytes."""
    inclusive: bool = False
    """Whether the end is the last character rather than the one after it."""

    @classmethod
    def parse(cls, text: str) -> Convention:
        """Read a convention as it is asked for: ``utf-16``, ``code-points,crlf=1``, ``standard``.

        Raises:
            UnknownName: if it says something else; the message names the choices.
        """
        first, *others = [part.strip() for part in text.lower().split(",")]
        unknown = [first] if first not in _BY_NAME else []
        unknown += [part for part in others if part not in _OTHERS]
        if unknown:
            raise UnknownName(
                f"There is no way of counting {text!r}, because of {unknown[0]!r}. "
                "Name standard, code-points, utf-16 or utf-8, and where needed after commas "
                "crlf=1, bom or inclusive."
            )
        crlf = 1 if "crlf=1" in others else 2
        return cls(_BY_NAME[first], crlf, "bom" in others, "inclusive" in others)

    @property
    def spec(self) -> str:
        """The shortest text that :meth:`parse` reads back."""
        parts = [_UNITS[self.unit]]
        parts += ["crlf=1"] * (self.crlf == 1) + ["bom"] * self.bom
        return ",".join(parts + ["inclusive"] * self.inclusive)

    @property
    def words(self) -> str:
        """The convention for people."""
        parts = [f"{self.unit}s"]
        parts += ["a CRLF line break counts 1"] * (self.crlf == 1)
        parts += ["the byte order mark counts"] * self.bom
        return ", ".join(parts + ["end included"] * self.inclusive)


STANDARD = Convention()
"""Code points, half-open, of the text as the file has it (Annex A.2 of the standard)."""

CANDIDATES: tuple[Convention, ...] = tuple(
    Convention(unit, crlf, bom, inclusive)
    for inclusive, bom, unit, crlf in product((False, True), (False, True), _UNITS, (2, 1))
)
"""All conventions, the likeliest first: no program is known to count the last 18 ways."""

_OTHERS = ("crlf=1", "crlf=2", "bom", "inclusive", "half-open")

_BY_NAME: dict[str, Unit] = {
    "standard": "code point",
    "codepoints": "code point",
    "utf16": "UTF-16 unit",
    "utf8": "UTF-8 byte",
    "bytes": "UTF-8 byte",
    **{spec: unit for unit, spec in _UNITS.items()},
    **{f"{unit}s".lower(): unit for unit in _UNITS},
}
