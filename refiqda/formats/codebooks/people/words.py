"""Names and texts of strangers as a document prints them: no controls, blanks in order."""

from __future__ import annotations

import re
import unicodedata

from refiqda.formats.codebooks.written.writing import NAMELESS

_MARK = "\N{REPLACEMENT CHARACTER}"
_ENDS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
"""The last two of every plane, which are no characters."""
_CONTROLS = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_ENDS}]")
"""What XML or HTML forbids."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the writing direction until further notice, and would turn our own words with it.

What joins letters, or marks a direction at one place, stays: Persian words need it, and emoji.
"""
_LONGEST_STEP = 60
_STEPS = 4


def one_line(text: str | None) -> str:
    """Text on one line, each run of blanks one blank."""
    kept = _TURNING.sub("", _CONTROLS.sub(_MARK, text or ""))
    return " ".join(kept.split())


def named(text: str | None) -> str:
    """A name, or that there is none."""
    return one_line(text) or NAMELESS


def paragraphs(text: str | None) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of a text, each as its lines; blank lines stand between paragraphs."""
    found: list[list[str]] = [[]]
    for each in (text or "").splitlines():
        line = one_line(each)
        if line:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return tuple(tuple(lines) for lines in found if lines)


def path_of(names: tuple[str, ...]) -> str:
    """Names from the top down, joined by `` > ``; of many the first and the last ones.

    Example:
        >>> path_of(("a", "b", "c", "d", "e", "f"))
        'a > … > d > e > f'
    """
    if len(names) > _STEPS + 1:
        names = (names[0], "…", *names[1 - _STEPS :])
    return " > ".join(_cut(named(name)) for name in names)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def number_of(number: int, one: str, many: str) -> str:
    """``1 file`` or ``1,200 files``."""
    return f"{number:,} {one if number == 1 else many}"


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_STEP else f"{name[: _LONGEST_STEP - 1].rstrip()}…"
