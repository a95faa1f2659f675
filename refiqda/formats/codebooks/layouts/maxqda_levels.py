"""MAXQDA: the code system as it is exported to Excel, a column for each level.

Tables of people's own with columns “Level 1”, “Level 2” and so on are read in the same way.
"""

from __future__ import annotations

import re

from refiqda.formats.codebooks.layout import Layout, Row, Table, cell
from refiqda.formats.codebooks.rows.headers import continued, deepest, lose_row, words
from refiqda.formats.codebooks.rows.reading import ByLevel, ByPath, Reading
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.program import Known

_LEVEL = re.compile(r"(?:level|ebene) *([0-9]{1,3})")
_LAST = ("frequency", "memo", "memos", "häufigkeit")
"""What one of the columns after the levels is called: Frequency is known, the others are likely."""
_ROOTS = ("code system", "codesystem")
_MEMOS = ("memo", "memos", "description", "definition", "comment", "beschreibung")
_MOST_AFTER = 3
_NUMBER = re.compile(r"[0-9][0-9.,\u00a0 ]*")
_R = "an R program that reads “MAXQDA openalex-interdep - Code System.xlsx”"
_PYTHON = (
    "github.com/raphischer/labeling-evaluation, create_paper_results.py, which reads "
    "“MAXQDA24 project - Codesystem.xlsx”"
)
_GERMAN = "a Python program that reads the sheet “Liste der Codes” of an older export in German"


def _fits(row: Row) -> bool:
    return bool(_named_levels(row)) or bool(_blank_levels(row))


def _named_levels(row: Row) -> list[int]:
    """The places of the columns “Level 1”, “Level 2” and so on, in the order of their numbers."""
    found = [(int(match[1]), place) for place, match in _matches(row)]
    found.sort()
    return [place for _, place in found] if len(found) > 1 else []


def _matches(row: Row) -> list[tuple[int, re.Match[str]]]:
    tried = [(place, _LEVEL.fullmatch(word)) for place, word in enumerate(words(row))]
    return [(place, match) for place, match in tried if match is not None]


def _blank_levels(row: Row) -> list[int]:
    """The first column with a header and those without one after it, where the end fits too."""
    there = words(row)
    while there and not there[-1]:
        there.pop()
    if len(there) < 3 or not there[0] or there[1]:
        return []
    end = next(place for place in range(1, len(there)) if there[place])
    after = there[end:]
    is_end = "" not in after and len(after) <= _MOST_AFTER and any(word in _LAST for word in after)
    return list(range(end)) if is_end else []


def _read(table: Table, reading: Reading) -> CodeBook:
    named = _named_levels(table.header)
    places = named or _blank_levels(table.header)
    memo = table.column(*_MEMOS)
    rows = table.rows
    if not named:
        memo = _column_of_words(table, places) if memo is None else memo
        rows = _without_root(rows, places, memo, reading)
    codes: list[tuple[int, Row, Code]] = []
    below = Table(table.header, rows)
    top = (_by_names if named else _by_places)(below, places, memo, reading, codes)
    reading.lose_others(below, (*places, memo), codes)
    reading.note_missing({"description": memo})
    return reading.book(top)


def _column_of_words(table: Table, places: list[int]) -> int | None:
    """The first column beside the levels that has words: the memos, however they are called."""
    for place in range(len(table.header)):
        texts = [cell(row, place).strip() for _, row in table.rows]
        if place not in places and any(text and not _NUMBER.fullmatch(text) for text in texts):
            return place
    return None


def _memo(row: Row, place: int | None) -> str:
    text = cell(row, place)
    return text if text.strip() else ""


def _without_root(
    rows: list[tuple[int, Row]], places: list[int], memo: int | None, reading: Reading
) -> list[tuple[int, Row]]:
    """The rows without the first, where that is the code system as a whole."""
    if not rows or cell(rows[0][1], places[0]).strip().casefold() not in _ROOTS:
        return rows
    number, row = rows[0]
    name = cell(row, places[0]).strip()
    reading.remarks.append(f"“{name}” (row {number}) is the code system as a whole and no code.")
    if cell(row, memo).strip():
        reading.lose("memo of the code system", None, f"row {number}", text=cell(row, memo))
    return rows[1:]


def _by_places(
    table: Table,
    places: list[int],
    memo: int | None,
    reading: Reading,
    codes: list[tuple[int, Row, Code]],
) -> list[Code]:
    """Codes of which each row names one, in the column of its level."""
    levels = ByLevel(reading)
    for number, row in table.rows:
        place = deepest(table, places, number, row, reading)
        if place is None:
            lose_row(reading, number, row, [memo])
            continue
        name = cell(row, place).strip()
        code = reading.code(number, name, description=_memo(row, memo))
        codes.append((number, row, levels.add(number, place, code)))
    return levels.done()


def _by_names(
    table: Table,
    places: list[int],
    memo: int | None,
    reading: Reading,
    codes: list[tuple[int, Row, Code]],
) -> list[Code]:
    """Codes of which each row names the last; cells left empty before it are as in the row above.

    So a row may have the whole path of a code, or its own name alone.
    """
    paths = ByPath(reading)
    above: list[str] = []
    for number, row in table.rows:
        steps = [cell(row, place).strip() for place in places]
        if not any(steps):
            lose_row(reading, number, row, [memo])
            continue
        above = continued(above, steps)
        path = [step for step in above if step]
        codes.append((number, row, paths.add(number, path, description=_memo(row, memo))))
    return paths.done()


MAXQDA_LEVELS = Layout(
    key="maxqda-levels",
    name="MAXQDA code system",
    says="A column for each level, of which only the first has a header, then the memo, then the "
    "frequency; or columns Level 1, Level 2 and so on.",
    holds=frozenset(("levels", "description")),
    files=(),
    fits=_fits,
    columns=("Level 1", "Level 2"),
    read=_read,
    known=(
        Known(
            "codes",
            "The exported code system has a column for each level, only the first with a header, "
            "then the memo if it was asked for, and the frequency last.",
            "reported",
            f"{_R}; {_PYTHON}; {_GERMAN}",
        ),
        Known(
            "codes",
            "Its first row is the code system as a whole, in the first column; top codes stand in "
            "the second.",
            "reported",
            f"{_PYTHON}; {_GERMAN}",
        ),
        Known(
            "codes",
            "Cells of the other levels hold one space.",
            "reported",
            f"{_PYTHON}; {_GERMAN}",
        ),
    ),
)
