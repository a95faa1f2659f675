"""Bytes of a text member to text: UTF-8 by the standard, and what is met beside it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_UNDEFINED = re.compile(rb"[\x00\x81\x8d\x8f\x90\x9d]")
"""NUL, and the five bytes to which Windows-1252 gives no character."""


GUESSED = "Windows-1252"
"""The one encoding that nothing in a file shows."""

_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"[^\W\d_\x00-\x7f]{4}")
_SIGN = re.compile(r"(?<=[^\W\d_])[\xa1-\xb3\xb5\xb6\xb8-\xbf\xd7\xf7](?=[^\W\d_])")
_MOST_ACCENTS = 0.4
"""For each plain letter: Vietnamese would have more, and has an encoding of its own."""
_A_FEW = 4
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
        return Decoded(text, GUESSED, bom=False) if _is_western(text) else None
    return decoded


def _is_western(text: str) -> bool:
    """Whether a text read as Windows-1252 looks like a language that is written with it.

    Nearly all its letters are plain ones, accents on capitals do not follow small letters, and no
    sign stands inside of a word. Cyrillic or Chinese read so is a run of accents, Polish has signs
    inside of its words. Hungarian and Turkish cannot be told from western languages by that.
    """
    letters = [(match.start(), match[0]) for match in _LETTER.finditer(text)]
    accents = [(at, letter) for at, letter in letters if not letter.isascii()]
    plain = len(letters) - len(accents)
    odd = sum(letter.isupper() and text[at - 1 : at].islower() for at, letter in accents)
    odd += len(_SIGN.findall(text))
    is_dense = len(accents) > _MOST_ACCENTS * plain + _A_FEW or _RUN.search(text) is not None
    return not is_dense and odd <= _MOST_ODD * (len(accents) + 1)


def _decoded(data: bytes, codec: str, encoding: str, *, bom: bool) -> Decoded | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    # A stray NUL harms nothing. Where every fourth character is one, it is UTF-16 or UTF-32
    # without a mark that says so, or no text.
    return None if text and 4 * text.count("\0") >= len(text) else Decoded(text, encoding, bom)
