"""Bytes of a text member to text: UTF-8 by the standard, and what is met beside it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_UNDEFINED = re.compile(rb"[\x00\x81\x8d\x8f\x90\x9d]")
"""NUL, and the five bytes to which Windows-1252 gives no character."""


_HIGH = re.compile("[^\\x00-\\x7f]")
_PLAIN = re.compile("[A-Za-z]")
_PUNCTUATION = (
    "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\xa0\xab\xbb\xb0\xb2\xb3\u20ac\u2122\xae\xa9"
)
_MOST_HIGH = 0.4
"""Accents for each plain letter: Vietnamese would have more, and has an encoding of its own."""
_A_FEW = 3
_RUN = re.compile("[^\\x00-\\x7f]{4}")
_MOST_ODD = 0.1


class Decoded(NamedTuple):
    """A text, and how its file held it."""

    text: str
    """Without the byte order mark; line ends as in the file."""
    encoding: str = "UTF-8"
    """``UTF-8``, ``UTF-16`` (only with a byte order mark) or ``Windows-1252``."""
    bom: bool = False
    """Whether the file begins with a byte order mark."""

    @property
    def plain(self) -> str:
        """The text as Python reads it: CRLF and CR are LF."""
        text = self.text
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def decode(data: bytes) -> Decoded | None:
    """The text of a file; None where it holds none, or one in an encoding that is not known.

    A byte order mark is believed. Without one it is UTF-8 where that is possible, else
    Windows-1252 where the text looks like it: a guess, which is told wherever the text is used.
    """
    if data.startswith(codecs.BOM_UTF8):
        return _decoded(data[3:], "utf-8", "UTF-8", bom=True)
    if data.startswith(codecs.BOM_UTF16_LE):
        return _decoded(data[2:], "utf-16-le", "UTF-16", bom=True)
    if data.startswith(codecs.BOM_UTF16_BE):
        return _decoded(data[2:], "utf-16-be", "UTF-16", bom=True)
    decoded = _decoded(data, "utf-8", "UTF-8", bom=False)
    if decoded is None and not _UNDEFINED.search(data):
        text = data.decode("cp1252")
        return Decoded(text, "Windows-1252", bom=False) if _is_western(text) else None
    return decoded


def _is_western(text: str) -> bool:
    """Whether a text read as Windows-1252 looks like a language that is written with it.

    Nearly all its letters are plain ones, and letters with accents, which are small, stand among
    small ones. Cyrillic or Chinese text read so is a run of capitals and signs, Polish or Czech
    has signs inside of its words.
    """
    high = [match.start() for match in _HIGH.finditer(text)]
    plain = len(_PLAIN.findall(text))
    odd = sum(
        text[index - 1 : index].islower()
        and text[index] not in _PUNCTUATION
        and not text[index].islower()
        for index in high
    )
    is_dense = len(high) > _MOST_HIGH * plain + _A_FEW or _RUN.search(text)
    return not is_dense and odd <= _MOST_ODD * len(high)


def _decoded(data: bytes, codec: str, encoding: str, *, bom: bool) -> Decoded | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    # A stray NUL harms nothing. Where every fourth character is one, it is UTF-16 or UTF-32
    # without a mark that says so, or no text.
    return None if text and 4 * text.count("\0") >= len(text) else Decoded(text, encoding, bom)
