"""A text with a bar above it for each coding, as programs show them, and brackets below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from docs.drawing import INK, SHADES, Canvas, width_of
from refiqda import model as m

SIZE, SMALL = 22.0, 17.0
"""Of the text, and of what is written on bars and below brackets."""
BAR, GAP = 25.0, 4.0
BETWEEN = 6.0
"""Between two words."""


class Bar(NamedTuple):
    """A selection: its range, and for each of its codings what is written on it, and a shade."""

    start: int
    end: int
    rows: tuple[tuple[str, int], ...]


class Bracket(NamedTuple):
    """A range below the text, and what it is."""

    start: int
    end: int
    label: str


Ranged = TypeVar("Ranged", Bar, Bracket)


class Word(NamedTuple):
    """A word on its line."""

    start: int
    end: int
    x: float
    wide: float


Place = Callable[[int], float]
"""From a position in a text to where it is on the line."""


def bars_of(project: m.Project, source: m.TextSource, *, coders: bool = False) -> list[Bar]:
    """A bar for each selection with codings, with the names of codes, and of coders if asked."""
    codes = {code.guid: code.name for code in every_code(project.codes)}
    shades = {guid: number % len(SHADES) for number, guid in enumerate(codes)}
    users = {user.guid: str(user.name) for user in project.users}
    found = []
    for selection in source.selections:
        rows = []
        for coding in selection.codings:
            label = codes[coding.code]
            if coders and coding.creating_user:
                label = f"{label} · {users[coding.creating_user]}"
            rows.append((label, shades[coding.code]))
        if rows:
            found.append(Bar(selection.start, selection.end, tuple(rows)))
    return found


def every_code(codes: Iterable[m.Code]) -> Iterator[m.Code]:
    """A parent before its children."""
    for code in codes:
        yield code
        yield from every_code(code.codes)


def describe(source: m.TextSource, bars: Sequence[Bar], brackets: Sequence[Bracket] = ()) -> str:
    """A text, its codings and its brackets in words."""
    text = source.content or ""
    codings = [
        f"{label.replace(' · ', ' by ')} on “{text[bar.start : bar.end]}”"
        for bar in bars
        for label, _ in bar.rows
    ]
    several = [f"{each.label} “{text[each.start : each.end]}”." for each in brackets]
    said = f"{source.name}: “{text}” Codings: {'; '.join(codings) or 'none'}."
    return " ".join([said, *several])


# ------------------------------------------------------------------------------- words on lines


def lines_of(text: str, x: float, width: float) -> list[list[Word]]:
    """The words of a text, broken into lines."""
    lines: list[list[Word]] = [[]]
    at = x
    for found in re.finditer(r"\S+", text):
        wide = width_of(found[0], SIZE)
        if lines[-1] and at + wide > x + width:
            lines.append([])
            at = x
        lines[-1].append(Word(found.start(), found.end(), at, wide))
        at += wide + BETWEEN
    return lines


def draw_text(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    text: str,
    bars: Sequence[Bar],
    brackets: Sequence[Bracket] = (),
    *,
    boxed: bool = False,
) -> float:
    """Draw a text from a height on, and say where it ends; ``boxed`` outlines each selection."""
    for words in lines_of(text, x, width):
        first, last = words[0].start, words[-1].end

        def place(position: int, words: list[Word] = words) -> float:
            return _place(text, words, position)

        y = draw_bars(canvas, y, place, _within(bars, first, last), boxed=boxed)
        y += SIZE
        for word in words:
            shown = text[word.start : word.end]
            canvas.words(word.x, y, shown, size=SIZE, wide=word.wide)
        y = draw_brackets(canvas, y + 10, place, _within(brackets, first, last))
        y += 8
    return y


def _place(text: str, words: Sequence[Word], position: int) -> float:
    """Where a position is; that of a blank is where the word before it ends."""
    reached = [word for word in words if word.start <= position] or [words[0]]
    word = reached[-1]
    part = width_of(text[word.start : min(max(position, word.start), word.end)], SIZE)
    return word.x + part * word.wide / width_of(text[word.start : word.end], SIZE)


def _within(several: Sequence[Ranged], first: int, last: int) -> list[Ranged]:
    """What of them is on the line between two positions."""
    return [
        each._replace(start=max(each.start, first), end=min(each.end, last))
        for each in several
        if each.start < last and each.end > first
    ]


def draw_cells(canvas: Canvas, x: float, y: float, text: str, bars: Sequence[Bar]) -> float:
    """Draw a text with each character in a cell of its own, and say where it ends."""
    cell = 21.0

    def place(position: int) -> float:
        return x + position * cell

    y = draw_bars(canvas, y, place, bars)
    for number, letter in enumerate(text):
        canvas.rect(place(number), y, cell, 30, fill="#ffffff", stroke="#bfbfbf")
        canvas.words(place(number) + cell / 2, y + 22, letter, size=20, anchor="middle")
    return y + 30


# ------------------------------------------------------------------------------- bars, brackets


def draw_bars(
    canvas: Canvas, y: float, place: Place, bars: Sequence[Bar], *, boxed: bool = False
) -> float:
    """Draw bars above what comes next, the first of them lowest, and say where they end."""
    levels: list[float] = []
    standing = []
    extra = 8.0 if boxed else 0.0
    for bar in bars:
        left, right = place(bar.start), place(bar.end)
        reach = max([right, *(_reach(left, right, label) for label, _ in bar.rows)]) + extra
        level = _free(levels, left - extra, len(bar.rows))
        levels += [0.0] * (level + len(bar.rows) - len(levels))
        levels[level : level + len(bar.rows)] = [reach] * len(bar.rows)
        standing.append((bar, level, left, right))
    step = BAR + GAP + extra
    bottom = y + len(levels) * step
    for bar, level, left, right in standing:
        for row, (label, shade) in enumerate(bar.rows):
            top = bottom - (level + row + 1) * step + extra / 2
            _draw_bar(canvas, left, right, top, label, shade)
        if boxed:
            high = len(bar.rows) * step - GAP
            top = bottom - (level + len(bar.rows)) * step
            canvas.rect(left - 4, top, right - left + 8, high, stroke=INK, rx="6")
    return bottom


def _free(levels: Sequence[float], left: float, count: int) -> int:
    """The lowest level from which so many are free at a place."""
    level = 0
    while any(reach > left for reach in levels[level : level + count]):
        level += 1
    return level


def _reach(left: float, right: float, label: str) -> float:
    wide = width_of(label, SMALL)
    return right if wide + 8 <= right - left else right + 4 + wide


def _draw_bar(
    canvas: Canvas, left: float, right: float, top: float, label: str, shade: int
) -> None:
    fill, ink = SHADES[shade]
    canvas.rect(left, top, right - left, BAR, fill=fill, stroke=INK)
    if _reach(left, right, label) == right:
        canvas.words(left + 4, top + 18, label, size=SMALL, fill=ink)
    else:
        canvas.words(right + 4, top + 18, label, size=SMALL)


def draw_brackets(canvas: Canvas, y: float, place: Place, brackets: Sequence[Bracket]) -> float:
    """Draw ranges below what came before, and say where they end."""
    for bracket in brackets:
        left, right = place(bracket.start), place(bracket.end)
        canvas.line(left + 1, y, left + 1, y + 7, thick=2)
        canvas.line(left + 1, y + 7, right - 1, y + 7, thick=2)
        canvas.line(right - 1, y, right - 1, y + 7, thick=2)
        if width_of(bracket.label, SMALL) <= right - left:
            canvas.words((left + right) / 2, y + 25, bracket.label, size=SMALL, anchor="middle")
        else:
            canvas.words(left, y + 25, bracket.label, size=SMALL)
    return y + 30 if brackets else y
