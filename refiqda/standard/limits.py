"""How large, deep and tightly packed a file from a stranger may be; every limit can be raised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from refiqda.errors import LimitExceeded

MIB = 1 << 20

Progress = Callable[[int], object]
"""Told how many bytes of XML were read, again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What ``open`` puts up with, and ``query``. Sizes are in bytes.

    The defaults are far above every real project seen: 1,000,000 codings are 450 MiB of XML.
    """

    xml: int = 1024 * MIB
    """The whole project.qde or codebook."""
    run: int = 64 * MIB
    """One stretch of XML without a tag: one attribute, or one text."""
    text: int = 256 * MIB
    """The plain text of one source."""
    prolog: int = 4 * MIB
    """What stands before the end of the first start tag."""
    parts: int = 25_000_000
    """Tags and attributes, since each takes memory however short it is: 100 to 700 bytes."""
    depth: int = 128
    """Elements inside elements; codes nest this deep."""
    members: int = 200_000
    """Files in the package."""
    ratio: int = 200
    """How many bytes may come out of one byte of a zip, beyond the first 16 MiB."""
    rows: int = 2_000_000
    """Rows of the answer to a question in SQL."""
    answer: int = 2048 * MIB
    """Those rows in memory."""


DEFAULT = Limits()
_CURRENT: ContextVar[Limits] = ContextVar("limits", default=DEFAULT)


def current() -> Limits:
    """The limits that hold where none are given: the defaults, or those of :func:`raised`."""
    return _CURRENT.get()


@contextmanager
def raised(limits: Limits) -> Iterator[None]:
    """Other limits for everything that is read meanwhile and names none."""
    token = _CURRENT.set(limits)
    try:
        yield
    finally:
        _CURRENT.reset(token)


@contextmanager
def not_too_deep(name: str) -> Iterator[None]:
    """One line for what is nested deeper than Python can go, where a limit was raised for it."""
    try:
        yield
    except RecursionError:
        raise LimitExceeded(
            f"{name} is nested too deep to be worked on. Lower the limit for depth, or write it "
            "with fewer levels."
        ) from None


_UNSUSPICIOUS = 16 * MIB


MOST_ATTRIBUTES = 256
"""Of one element. The standard has at most 12, and lxml takes far too long over many thousands."""


def refuse_crowd(attributes: int) -> None:
    """Refuse an element with more attributes than any real one has."""
    if attributes > MOST_ATTRIBUTES:
        raise LimitExceeded(
            f"An element has {attributes:,} attributes; at most {MOST_ATTRIBUTES} are read. "
            "Ask whoever made the file for one without them."
        )


def guarded(
    chunks: Iterable[bytes], name: str, size: int, ratio: int = 0, packed: int = 0
) -> Iterator[bytes]:
    """Pass chunks on until they are more than ``size`` or unpack more than ``ratio`` times."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > size:
            raise LimitExceeded(
                f"{name} is larger than {size // MIB} MiB. "
                "If the file is meant to be so large, raise the limit (xml for a project, text for "
                "the text of a source)."
            )
        if ratio and total > _UNSUSPICIOUS and total > ratio * max(packed, 1):
            raise LimitExceeded(
                f"{name} unpacks to more than {ratio} times its size, as a zip bomb does. "
                "If the file is meant to be so, raise the limit for ratio."
            )
        yield chunk


def tagged(chunks: Iterable[bytes], name: str, limits: Limits) -> Iterator[bytes]:
    """Pass chunks on while a tag begins often enough, and there are not too many of them."""
    since = parts = 0
    for chunk in chunks:
        found = chunk.rfind(b"<")
        since = since + len(chunk) if found < 0 else len(chunk) - found
        if since > limits.run:
            raise LimitExceeded(
                f"{name} holds a text or an attribute longer than {limits.run // MIB} MiB. "
                "If the file is meant to be so, raise the limit for run."
            )
        parts += chunk.count(b"<") + chunk.count(b"=")
        if parts > limits.parts:
            raise LimitExceeded(
                f"{name} holds more than {limits.parts:,} tags and attributes. "
                "If the file is meant to be so, raise the limit for parts."
            )
        yield chunk


def counted(chunks: Iterable[bytes], progress: Progress | None) -> Iterator[bytes]:
    """Pass chunks on; ``progress`` is told the size of each when it is done with."""
    for chunk in chunks:
        yield chunk
        if progress is not None:
            progress(len(chunk))
