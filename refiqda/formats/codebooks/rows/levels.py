"""A column that says where codes stand: levels as 1, 2, 3, or a numbering as 1, 1.1, 1.2, 2."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.rows.parents import ByParent
from refiqda.formats.codebooks.rows.reading import ByLevel, Reading, listed
from refiqda.standard.model import Code

Said = Sequence[tuple[int, str, Code]]
"""Of each row its number, the text of the column, and its code."""

_WHOLE = re.compile(r"([0-9]{1,9})(?:\.0*)?")
"""A level; spreadsheets make ``2.0`` of some."""
_NUMBER = re.compile(r"[^\W_]{1,9}(?:\.[^\W_]{1,9})*\.?")
_LEAST = 4
"""Rows from which on a column that only counts them is remarked."""
_LEVELS = "Write 1 for a code at the top, 2 for one below it, and so on"


def by_levels(said: Said, reading: Reading) -> list[Code]:
    """The top codes.

    Raises:
        NotACodebook: naming the row in which no level can be made out.
    """
    filled = [(number, text.strip()) for number, text, _ in said if text.strip()]
    silent = [f"{code.name} (row {number})" for number, text, code in said if not text.strip()]
    if silent:
        stand = "It stands" if len(silent) == 1 else "They stand"
        reading.remarks.append(f"No level is said of {listed(silent)}. {stand} at the top.")
    dotted = [text for _, text in filled if "." in text.strip(".") and not _WHOLE.fullmatch(text)]
    if dotted and all(_NUMBER.fullmatch(text) for _, text in filled):
        return _by_numbering(said, filled, dotted[0], reading)
    return _by_numbers(said, filled, reading)


# ------------------------------------------------------------------------------------ levels


def _by_numbers(said: Said, filled: list[tuple[int, str]], reading: Reading) -> list[Code]:
    levels = {number: _level(number, text, reading) for number, text in filled}
    first = next(iter(levels.values()), 1)
    for number, level in levels.items():
        if level == 0 and first > 0:
            says = f"the level 0 is above that of the first code, which is {first}"
            raise reading.refuse(f"row {number}", says, "Let the codes at the top have the same")
    _remark(list(levels.values()), reading)
    top = min(levels.values(), default=1)
    grown = ByLevel(reading)
    for number, _, code in said:
        grown.add(number, levels.get(number, top), code)
    return grown.done()


def _level(number: int, text: str, reading: Reading) -> int:
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise reading.refuse(f"row {number}", f"{shown(text)} is no number of a level", _LEVELS)
    return int(found[1])


def _remark(levels: list[int], reading: Reading) -> None:
    if levels and levels[0] > max(min(levels), 1):
        reading.remarks.append(
            f"The first code is at level {levels[0]}, with no code above it. If the rows were "
            "sorted, codes may stand below others than they did."
        )
    if len(levels) >= _LEAST and levels == list(range(levels[0], levels[0] + len(levels))):
        reading.remarks.append(
            "Each code stands below the one before it. If the column of levels only counts the "
            "rows, leave it out."
        )


# ------------------------------------------------------------------------------------ numbering


def _by_numbering(
    said: Said, filled: list[tuple[int, str]], dotted: str, reading: Reading
) -> list[Code]:
    """Each code below the one whose number its own begins with, whatever the order."""
    rows: dict[tuple[str, ...], int] = {}
    steps: dict[int, tuple[str, ...]] = {}
    for number, text in filled:
        path = steps[number] = _steps(text)
        reading.check_depth(len(path), number)
        if path in rows:
            before = f"{shown(text)} is in row {rows[path]} too"
            says = f"{before}, and {shown(dotted)} makes a numbering of both"
            hint = (
                "Write each number once, as text, since a spreadsheet makes 1.1 of 1.10; or "
                "write levels, which are whole numbers"
            )
            raise reading.refuse(f"row {number}", says, hint)
        rows[path] = number
    grown = ByParent(reading)
    alone: list[str] = []
    for number, text, code in said:
        path = steps.get(number, ())
        above = next(
            (path[:size] for size in range(len(path) - 1, 0, -1) if path[:size] in rows), ()
        )
        if len(above) < len(path) - 1:
            alone.append(f"{text.strip()} (row {number})")
        grown.add(number, ".".join(path) or f"row {number}", ".".join(above), code)
    if alone:
        stand = "It stands" if len(alone) == 1 else "Each stands"
        reading.remarks.append(
            f"No row has the number directly above {listed(alone)}. {stand} below the nearest one "
            "that is there, or at the top."
        )
    return grown.done()


def _steps(text: str) -> tuple[str, ...]:
    """The parts of a number; zeros at its end say nothing, as in 1.0 before 1.1."""
    parts = [str(int(part)) if part.isdecimal() else part.casefold() for part in text.split(".")]
    parts = [part for part in parts if part]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return tuple(parts)
