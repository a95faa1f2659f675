"""Office files, which are zips of XML, looked at before any library unpacks them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from refiqda.errors import LimitExceeded, NotACodebook, RefiQdaError
from refiqda.standard.limits import Limits, guarded
from refiqda.standard.members import DAMAGE as OF_ZIPS

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and new ones with a password ([MS-CFB], 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What such a file with a password holds ([MS-OFFCRYPTO], 2.3.4.4)."""
_CHUNK = 1 << 20
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_OVERLAP = 64
"""Of the chunk before, so that no sign is cut in two."""
DAMAGE = (
    *OF_ZIPS,
    AttributeError,
    AssertionError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
)
"""What libraries raise over Office files that are not what they say; of lxml, SyntaxError."""


class Kind(NamedTuple):
    """A kind of Office file, in words."""

    is_called: str
    """With its article: ``an Excel workbook``."""
    ending: str
    advice: str
    """What to do with one that cannot be read."""


WORKBOOK = Kind(
    "an Excel workbook", ".xlsx", "Open it in a spreadsheet and save it as .xlsx or .csv."
)
DOCUMENT = Kind("a Word document", ".docx", "Open it in a word processor and save it as .docx.")


@contextmanager
def opened(name: str, kind: Kind, *errors: type[Exception]) -> Iterator[None]:
    """While a library reads an Office file: what it raises becomes one clear line.

    ``errors`` are its own ones, which are children of nothing else.
    """
    known: tuple[type[Exception], ...] = (*DAMAGE, *errors)
    try:
        yield
    except RefiQdaError:
        raise
    except known as error:
        raise NotACodebook(
            f"{name} is damaged, or no {kind.ending} but in its name. {kind.advice}"
        ) from error


def look_at(stream: IO[bytes], name: str, kind: Kind, limits: Limits) -> None:
    """Read a file once, and refuse what is too large, damaged, encrypted or of another kind.

    Raises:
        NotACodebook: saying what it is, and what to do.
        LimitExceeded: if it unpacks to more than the limits allow.
    """
    start = stream.read(len(_OLE))
    stream.seek(0)
    if start == _OLE:
        raise _old(stream, name, kind)
    if not start.startswith(b"PK"):
        raise NotACodebook(f"{name} is not {kind.is_called}, in spite of its name. {kind.advice}")
    with opened(name, kind), zipfile.ZipFile(stream) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > limits.members:
            raise LimitExceeded(
                f"{name} holds more than {limits.members:,} files. "
                "If it is meant to be so, raise the limit for members."
            )
        size = stream.seek(0, 2)
        chunks = _chunks(archive, members, name, kind)
        parts = 0
        for chunk in guarded(chunks, f"{name}, unpacked,", limits.xml, limits.ratio, size):
            parts += chunk.count(b"<")
            if parts > limits.parts:
                raise LimitExceeded(
                    f"{name} holds more than {limits.parts:,} tags. "
                    "If the file is meant to be so, raise the limit for parts."
                )
    stream.seek(0)


def _old(stream: IO[bytes], name: str, kind: Kind) -> NotACodebook:
    start = b""
    for chunk in _read(stream):
        if _ENCRYPTED in start + chunk:
            return NotACodebook(
                f"{name} is protected with a password. Open it, save it without one, and try again."
            )
        start = chunk[-_OVERLAP:]
    return NotACodebook(f"{name} is an old Office file, in spite of its name. {kind.advice}")


def _chunks(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, kind: Kind
) -> Iterator[bytes]:
    for member in members:
        if member.flag_bits & 0x1:
            raise NotACodebook(f"{name} is encrypted. Save it without a password, and try again.")
        with archive.open(member) as source:
            start = b""
            for chunk in _read(source):
                yield chunk
                # ECMA-376, part 2, has no document types in Office files; bombs are made of them.
                if any(sign in start + chunk for sign in _DOCTYPES):
                    raise NotACodebook(
                        f"{name} declares a type of document, which no {kind.ending} does. "
                        f"{kind.advice}"
                    )
                start = chunk[-_OVERLAP:]


def _read(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(_CHUNK):
        yield chunk
