"""The rows of a table of people's own, which become codes: each value as somebody typed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.layout import Row, Table, cell
from refiqda.formats.codebooks.rows.colours import give_colour
from refiqda.formats.codebooks.rows.headers import argument, continued, lose_row, naming
from refiqda.formats.codebooks.rows.indents import depths
from refiqda.formats.codebooks.rows.levels import by_levels
from refiqda.formats.codebooks.rows.parents import ByParent
from refiqda.formats.codebooks.rows.reading import ByLevel, ByPath, Reading
from refiqda.formats.codebooks.rows.twins import remark_twins
from refiqda.formats.codebooks.rows.yes_no import is_folder, yes_or_no
from refiqda.standard.model import Code, CodeBook
from refiqda.tools.written_guids import is_guid

_PATH = " > "
"""What most people write between levels."""


class Places(NamedTuple):
    """The columns that are read, by their places in a table."""

    names: list[int]
    sets: list[int]
    description: int | None = None
    color: int | None = None
    guid: int | None = None
    parent: int | None = None
    level: int | None = None
    codable: int | None = None

    def all(self) -> Iterator[int | None]:
        """Every place, and None for what no column has."""
        yield from (*self.names, *self.sets, *self[2:])


class OwnRows:
    """The rows of one table, on their way into a codebook."""

    def __init__(self, table: Table, places: Places, separator: str, reading: Reading) -> None:
        self.table = table
        self.places = places
        self.separator = separator.strip() or separator
        self.reading = reading
        self.codes: list[tuple[int, Row, Code]] = []
        self._guids = 0
        """How many cells have a GUID."""

    def book(self) -> CodeBook:
        """The codebook of all rows."""
        top = self._top()
        self._remark_columns()
        self.reading.lose_others(self.table, self.places.all(), self.codes)
        book = self.reading.book(top)
        remark_twins(self.reading)
        return book

    def _top(self) -> list[Code]:
        if len(self.places.names) > 1:
            return self._by_columns()
        rows = naming(self.table, self.places.names[0], self.places.all(), self.reading)
        if self.separator:
            return self._by_separator(rows)
        if self.places.level is not None:
            said = [
                (number, cell(row, self.places.level), self._code(number, row))
                for number, row in rows
            ]
            return by_levels(said, self.reading)
        if self.places.parent is not None:
            return self._by_parent(rows)
        return self._by_indents(rows)

    # ------------------------------------------------------------------------------ levels

    def _by_columns(self) -> list[Code]:
        """A column of names for each level; cells left empty on the left are as above."""
        grown, names = ByPath(self.reading), self.places.names
        above: list[str] = []
        for number, row in self.table.rows:
            steps = [cell(row, place).strip() for place in names]
            if not any(steps):
                lose_row(self.reading, number, row, self.places.all())
                continue
            above = continued(above, steps)
            self._grow(grown, number, row, [step for step in above if step])
        return grown.done()

    def _by_separator(self, rows: list[tuple[int, Row]]) -> list[Code]:
        grown = ByPath(self.reading)
        for number, row in rows:
            text = cell(row, self.places.names[0]).strip()
            steps = [step.strip() for step in text.split(self.separator) if step.strip()]
            self._grow(grown, number, row, steps or [text])
        return grown.done()

    def _grow(self, grown: ByPath, number: int, row: Row, steps: Sequence[str]) -> None:
        code = grown.add(number, steps)
        self._say(number, row, code)

    def _by_parent(self, rows: list[tuple[int, Row]]) -> list[Code]:
        grown = ByParent(self.reading, named=self.places.guid is None)
        for number, row in rows:
            code = self._code(number, row)
            own = code.name if self.places.guid is None else cell(row, self.places.guid)
            grown.add(number, own.strip(), cell(row, self.places.parent).strip(), code)
        return grown.done()

    def _by_indents(self, rows: list[tuple[int, Row]]) -> list[Code]:
        """Side by side, unless the names are indented as levels are."""
        place = self.places.names[0]
        widths = [self.table.indent(number, place, cell(row, place)) for number, row in rows]
        found = depths(widths)
        grown = ByLevel(self.reading)
        for at, (number, row) in enumerate(rows):
            grown.add(number, 0 if found is None else found[at], self._code(number, row))
        if found is not None and any(found):
            self.reading.remarks.append(
                "The indents of the names were taken for levels, since no column says any. Look "
                "at them with refiqda codebook tree."
            )
        elif any(widths):
            self.reading.remarks.append(
                "Some names are indented, but not as levels would be. All codes are side by side."
            )
        self._remark_paths()
        return grown.done()

    def _remark_paths(self) -> None:
        number = sum(_PATH in code.name for _, _, code in self.codes)
        if number:
            names = "1 name" if number == 1 else f"{number:,} names"
            held = {"--name-column": self.places.names[0]}
            if self.places.description is not None:
                held["--description-column"] = self.places.description
            named = " ".join(f"{key} {argument(self.table.header, at)}" for key, at in held.items())
            self.reading.remarks.append(
                f"“{_PATH}” stands in {names}, and was taken for a part of it. If it stands "
                f'between levels, say {named} --separator "{_PATH}".'
            )

    # ------------------------------------------------------------------------------ one row

    def _code(self, number: int, row: Row) -> Code:
        code = self.reading.code(number, cell(row, self.places.names[0]).strip())
        self._say(number, row, code)
        return code

    def _say(self, number: int, row: Row, code: Code) -> None:
        """Put into a code what is said the same way whatever says its level."""
        code.description = cell(row, self.places.description) or None
        color = cell(row, self.places.color)
        give_colour(code, color, self._where(number, self.places.color), self.reading)
        code.guid = self._guid(number, row, code)
        code.is_codable = self._codable(number, row)
        for place in self.places.sets:
            for name in cell(row, place).replace("|", ";").split(";"):
                if name.strip():
                    self.reading.belongs(code, name.strip())
        self.codes.append((number, row, code))

    def _where(self, number: int, place: int | None) -> str:
        return f"row {number}, column {'' if place is None else self.table.called(place)}"

    def _guid(self, number: int, row: Row, code: Code) -> str:
        """The GUID of a row; one without gets its own when all codes are there."""
        text = cell(row, self.places.guid).strip()
        if is_guid(text):
            self._guids += 1
            return text
        if text:
            why = "it is none, and so a new one was made of the path of the code"
            self.reading.lose(
                "GUID of a code", code, self._where(number, self.places.guid), why, text
            )
        return ""

    def _codable(self, number: int, row: Row) -> bool:
        text = cell(row, self.places.codable)
        said = False if is_folder(text) else yes_or_no(text)
        if text.strip() and said is None:
            says = f"{shown(text.strip())} does not say whether a code can be used to code"
            raise self.reading.refuse(
                self._where(number, self.places.codable), says, "Write yes or no"
            )
        return said is not False

    def _remark_columns(self) -> None:
        if self.places.guid is not None and not self._guids:
            self.reading.silent.add("guid")
        place = self.places.codable
        if place is not None and is_folder(self.table.called(place)):
            self.reading.remarks.append(
                f"In the column “{self.table.called(place)}”, “no” was taken for a folder and "
                "“yes” for a code, since --codable-column says which codes can be used to code."
            )
