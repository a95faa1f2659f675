"""Bytes of a text member to text: UTF-8 by the standard, and what is met beside it."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_UNDEFINED = re.compile(rb"[\x00\x81\x8d\x8f\x90\x9d]")
"""NUL, and the five bytes to which Windows-1252 gives no character."""


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
    Windows-1252.
    """
    if data.startswith(codecs.BOM_UTF8):
        return _decoded(data[3:], "utf-8", "UTF-8", bom=True)
    if data.startswith(codecs.BOM_UTF16_LE):
        return _decoded(data[2:], "utf-16-le", "UTF-16", bom=True)
    if data.startswith(codecs.BOM_UTF16_BE):
        return _decoded(data[2:], "utf-16-be", "UTF-16", bom=True)
    decoded = _decoded(data, "utf-8", "UTF-8", bom=False)
    if decoded is None and not _UNDEFINED.search(data):
        return Decoded(data.decode("cp1252"), "Windows-1252", bom=False)
    return decoded


def _decoded(data: bytes, codec: str, encoding: str, *, bom: bool) -> Decoded | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    # A stray NUL harms nothing. Where every fourth character is one, it is UTF-16 or UTF-32
    # without a mark that says so, or no text.
    return None if text and 4 * text.count("\0") >= len(text) else Decoded(text, encoding, bom)
