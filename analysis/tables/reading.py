"""Tables as people read them: without columns for programs, and what belongs together in one.

In csv each number has a column of its own. A reader would rather see ``17/23`` and ``2 to 17``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from refiqda.tables.caption import DEFINITION, NOTES, definition_of, notes_of
from refiqda.tables.cells import Cell, cells
from refiqda.tables.columns import array
from refiqda.tables.people import shown

THEME, SUBTHEME = "theme", "subtheme"
FOR_PROGRAMS = "for_programs"
"""In the attributes of a frame: the columns that files for people leave out, being too long."""
JOINED = "joined"
"""In the attributes of a frame: the columns that files for people show as one."""

TO = " to "
DECIMALS = 3
"""Decimals of a number for people; csv has all."""
SMALL = 0.01
"""Below it a number is shown with two digits, such as a small p, and as many decimals."""


class Joined(NamedTuple):
    """Columns that people see as one, at the place of the first."""

    name: str
    columns: tuple[str, ...]
    between: str
    """What stands between the cells: ``/``, or :data:`TO` for a range."""
    meaning: str


def for_people(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without the columns for programs alone, others shown as one where it says so."""
    left_out: list[str] = frame.attrs.get(FOR_PROGRAMS, [])
    joined: list[Joined] = [Joined(*each) for each in frame.attrs.get(JOINED, [])]
    parts = {column: each for each in joined for column in each.columns}
    made: dict[str, Any] = {}
    for name in map(str, frame.columns):
        if name in parts:
            made.setdefault(parts[name].name, _together(frame, parts[name]))
        elif name not in left_out:
            made[name] = frame[name].array
    read = pd.DataFrame(made, copy=False)
    gone = {*left_out, *parts}
    read.attrs = {
        key: value for key, value in frame.attrs.items() if key not in (FOR_PROGRAMS, JOINED)
    }
    if gone:
        kept = [each for each in definition_of(frame) if each.partition(": ")[0] not in gone]
        meanings = [f"{each.name}: {each.meaning}" for each in joined]
        read.attrs[DEFINITION] = [*kept, *meanings]
    return read


def as_written(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as it is written to files for people: one path of codes, names without strokes."""
    return _spaced_out(_with_paths(for_people(_rounded(frame))))


def _rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with three decimals, and two digits of numbers that these would leave little of."""
    read = frame.copy(deep=False)
    for name in map(str, frame.columns):
        held = cells(frame[name])
        if any(isinstance(cell, float) for cell in held):
            read[name] = array("number", [_few(cell) for cell in held])
    return read


def _few(cell: Cell) -> Cell:
    if not isinstance(cell, float):
        return cell
    return round(cell, DECIMALS) if abs(cell) >= SMALL else float(f"{cell:.2g}")


def _with_paths(frame: pd.DataFrame) -> pd.DataFrame:
    if not {THEME, SUBTHEME} <= set(frame.columns):
        return frame
    pairs = zip(cells(frame[THEME]), cells(frame[SUBTHEME]), strict=True)
    paths = [" > ".join(str(name) for name in pair if name is not None) for pair in pairs]
    read = frame.assign(**{THEME: array("text", paths)}).drop(columns=SUBTHEME)
    told = [each for each in definition_of(frame) if each.partition(": ")[0] != SUBTHEME]
    read.attrs = {**frame.attrs, DEFINITION: told}
    return read


def _spaced_out(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with blanks in the names of its columns, and in what it says of them."""
    names = [str(name) for name in frame.columns]
    long = sorted((name for name in names if "_" in name), key=len, reverse=True)
    read = frame.set_axis([name.replace("_", " ") for name in names], axis="columns")
    read.attrs = {
        **frame.attrs,
        DEFINITION: list(_spaced(definition_of(frame), long)),
        NOTES: list(_spaced(notes_of(frame), long)),
    }
    return read


def _spaced(sentences: Iterable[str], names: list[str]) -> Iterator[str]:
    for sentence in sentences:
        for name in names:
            sentence = re.sub(rf"\b{re.escape(name)}\b", name.replace("_", " "), sentence)
        yield sentence


def _together(frame: pd.DataFrame, joined: Joined) -> Any:
    """The cells as one text; missing where one of them is, and one number where they are equal."""
    several = zip(*(cells(frame[column]) for column in joined.columns), strict=True)
    return array("text", [None if None in row else _range(row, joined.between) for row in several])


def _range(row: tuple[Cell, ...], between: str) -> str:
    if between == TO and len(set(row)) == 1:
        return shown(row[0])
    return between.join(map(shown, row))
