"""Passages cut to a length at words, what stands around them, and places in words."""

from __future__ import annotations

from typing import Any

from refiqda.standard.model import PDFSelection, PictureSelection

ELLIPSIS = "…"


def shortened(text: str, longest: int) -> str:
    """A text of at most so many characters, the ellipsis with them, cut at the end of a word.

    Example:
        >>> shortened("I trust the nurses.", 12)
        'I trust …'
        >>> shortened("Donaudampfschiff", 6)
        'Donau…'
    """
    if len(text) <= longest:
        return text
    room = longest - len(ELLIPSIS)
    last = max((at for at in range(1, room + 1) if text[at - 1 : at].isspace()), default=0)
    kept = text[:last].rstrip()
    # "word …" needs the blank that stands where the next word begins.
    return f"{kept} {ELLIPSIS}" if kept else f"{text[:room].rstrip()}{ELLIPSIS}"


def words_before(text: str, start: int, length: int) -> str:
    """Up to so many characters before a place, from the beginning of a word on.

    Example:
        >>> words_before("I trust the nurses.", 12, 6)
        'the '
    """
    start = min(start, len(text))  # a passage that is written out may lie in a text that is missing
    first = max(start - length, 0)
    if first and not text[first - 1].isspace():
        while first < start and not text[first].isspace():
            first += 1
    return text[first:start].lstrip() if first else text[:start]


def words_after(text: str, end: int, length: int) -> str:
    """Up to so many characters after a place, to the end of a word.

    Example:
        >>> words_after("I trust the nurses.", 7, 6)
        ' the'
    """
    last = min(end + length, len(text))
    if last < len(text) and not text[last].isspace():
        while last > end and not text[last - 1].isspace():
            last -= 1
    return text[end:last].rstrip() if last < len(text) else text[end:]


def place_of(
    kind: str, selection: Any, span: tuple[Any, Any], times: tuple[int, int]
) -> str | None:
    """Where a passage is, in words; None where the file names no place.

    ``kind``, and ``span``, the start and the end, are as in the table of codings; ``times`` are
    milliseconds of a recording, negative where there are none.
    """
    told = []
    if kind == "source":
        told.append("whole source")
    elif isinstance(selection, PDFSelection) and kind == "pdf":
        told.append(f"page {selection.page}")
    elif isinstance(selection, PictureSelection):
        corners = (selection.first_x, selection.first_y, selection.second_x, selection.second_y)
        told.append("area {}, {} to {}, {}".format(*corners))
    elif kind in ("text", "transcript") and None not in span:
        told.append(f"characters {span[0]}-{span[1]}")
    if min(times) >= 0:
        told.append("-".join(map(clock, times)))
    return ", ".join(told) or None


def clock(milliseconds: int) -> str:
    """A moment of a recording: hours, minutes, seconds, and milliseconds if there are any.

    Example:
        >>> clock(65_000), clock(3_600_250)
        ('0:01:05', '1:00:00.250')
    """
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{rest:03}" if rest else ""
    return f"{hours}:{minutes:02}:{seconds:02}{fraction}"
