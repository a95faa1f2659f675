"""Positions: from the integers of a file to places in its text, and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

from refiqda.standard.decoding import Decoded
from refiqda.text.conventions import Convention, Unit

Problem = Literal[
    "inside a character", "inside a line break", "before the beginning", "past the end"
]

# Looked for before the alternatives, since one class of characters is found three times as fast.
_NOT_PLAIN = r"(?=[\r\x80-\U0010ffff])"
_BREAKS = r"(?P<breaks>(?:\r\n)+)"
_ASTRAL = r"(?P<four>[\U00010000-\U0010ffff]+)"
_WIDE: dict[Unit, str] = {
    "code point": "",
    "UTF-16 unit": _ASTRAL,
    "UTF-8 byte": rf"(?P<two>[\x80-\u07ff]+)|(?P<three>[\u0800-\uffff]+)|{_ASTRAL}",
}
_WIDTHS: dict[Unit, dict[str, int]] = {
    "code point": {"breaks": 2},
    "UTF-16 unit": {"breaks": 2, "four": 2},
    "UTF-8 byte": {"breaks": 2, "two": 2, "three": 3, "four": 4},
}
_BOM: dict[Unit, int] = {"code point": 1, "UTF-16 unit": 1, "UTF-8 byte": 3}


class Moved(NamedTuple):
    """A position that names no whole character, and where it was moved to."""

    position: int
    to: int
    """In the counting of the file, as ``position``."""
    why: Problem


class Positions:
    """Both ways between the positions of a file and those of its text as Python reads it.

    The text is cut into stretches of characters that are equally wide, so that a position costs
    one search among their beginnings. A text where every character counts 1 has no stretches.
    """

    __slots__ = ("_at", "_before", "_breaks", "_starts", "_widths", "convention", "length", "text")

    def __init__(self, decoded: Decoded, convention: Convention) -> None:
        self.convention = convention
        self.text = decoded.plain
        self._before = _width_of_bom(decoded, convention)
        self._starts: list[int] = []
        self._at: list[int] = []
        self._widths: list[int] = []
        self._breaks: set[int] = set()
        self.length = self._before + self._cut(decoded.text if convention.crlf == 2 else self.text)

    @property
    def is_plain(self) -> bool:
        """Whether every character of the text counts 1."""
        return not self._starts

    def to_text(self, position: int, *, up: bool = False) -> int:
        """The place in the text; a position inside a character goes down, or ``up``."""
        if not self._starts:
            place = position - self._before
            return 0 if place < 0 else min(place, len(self.text))
        if position <= self._before:
            return 0
        if position >= self.length:
            return len(self.text)
        position -= self._before
        stretch = bisect_right(self._at, position) - 1
        whole, rest = divmod(position - self._at[stretch], self._widths[stretch])
        return self._starts[stretch] + whole + (up and rest > 0)

    def to_file(self, index: int) -> int:
        """The position in the file of a place in the text."""
        index = 0 if index < 0 else min(index, len(self.text))
        if not self._starts:
            return index + self._before
        stretch = bisect_right(self._starts, index) - 1
        place = self._at[stretch] + (index - self._starts[stretch]) * self._widths[stretch]
        return place + self._before

    def problem(self, position: int, *, is_end: bool = False) -> Problem | None:
        """Why a position names no whole character; None where all is well.

        With ``is_end`` it is the end of a passage; where that is included, it may be any part of
        the last character.
        """
        ends_within = is_end and self.convention.inclusive
        position += ends_within
        if position < self._before:
            return "before the beginning"
        if position > self.length:
            return "past the end"
        if not self._starts or ends_within:
            return None
        position -= self._before
        stretch = bisect_right(self._at, position) - 1
        if (position - self._at[stretch]) % self._widths[stretch] == 0:
            return None
        return "inside a line break" if stretch in self._breaks else "inside a character"

    def moved(self, position: int, *, is_end: bool = False) -> Moved | None:
        """Where a position goes that names no whole character: a start down, an end up."""
        why = self.problem(position, is_end=is_end)
        if why is None:
            return None
        last = 1 if is_end and self.convention.inclusive else 0
        place = self.to_text(position + last, up=is_end)
        return Moved(position, self.to_file(place) - last, why)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The passage in the text, half-open; what is cut inside a character is whole here."""
        if self.convention.inclusive:
            end += 1
        first = self.to_text(start)
        # Nothing stays nothing, even inside a character.
        return first, first if start == end else self.to_text(end, up=True)

    def file_span(self, start: int, end: int) -> tuple[int, int]:
        """A half-open passage of the text as the file would say it."""
        return self.to_file(start), self.to_file(end) - self.convention.inclusive

    def like(self, decoded: Decoded, convention: Convention) -> Positions:
        """The same text, where only the end or the byte order mark is counted otherwise.

        The text is not looked through again.
        """
        other = Positions.__new__(Positions)
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        other.convention = convention
        other._before = _width_of_bom(decoded, convention)
        other.length = self.length - self._before + other._before
        return other

    def _cut(self, text: str) -> int:
        """Cut the text into stretches, and say how long it is, a byte order mark aside."""
        unit = self.convention.unit
        parts = [_BREAKS] if self.convention.crlf == 2 and "\r\n" in text else []
        if _WIDE[unit] and not text.isascii():
            parts.append(_WIDE[unit])
        if not parts:
            return len(self.text)
        widths = _WIDTHS[unit]
        end = 0  # in ``text``, where a CRLF is two characters
        index, position = 0, 0
        for match in re.finditer(f"{_NOT_PLAIN}(?:{'|'.join(parts)})", text):
            kind = match.lastgroup or ""
            plain, wide = match.start() - end, match.end() - match.start()
            if plain:
                self._add(index, position, 1)
                index, position = index + plain, position + plain
            if kind == "breaks":
                wide //= 2
                self._breaks.add(len(self._starts))
            self._add(index, position, widths[kind])
            index, position = index + wide, position + wide * widths[kind]
            end = match.end()
        if self._starts:
            self._add(index, position, 1)
        return position + len(text) - end

    def _add(self, start: int, at: int, width: int) -> None:
        self._starts.append(start)
        self._at.append(at)
        self._widths.append(width)


def _width_of_bom(decoded: Decoded, convention: Convention) -> int:
    return _BOM[convention.unit] if convention.bom and decoded.bom else 0
