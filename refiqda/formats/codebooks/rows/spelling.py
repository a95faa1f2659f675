"""What a person should know of how names stand in a table: blanks and indents."""

from __future__ import annotations

from collections.abc import Sequence

from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.layout import Table
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.standard.model import Code, CodeBook

_SHOWN = 3


def remark_blanks(book: CodeBook, reading: Reading) -> None:
    """Remark codes beside each other whose names differ in blanks alone."""
    alike: list[str] = []
    waiting: list[Sequence[Code]] = [book.codes]
    while waiting:
        siblings = waiting.pop()
        met: dict[str, str] = {}
        for code in siblings:
            name = code.name or ""
            first = met.setdefault(" ".join(name.split()), name)
            if first != name:
                alike.append(f"{shown(name)} and {shown(first)}")
        waiting += [code.codes for code in reversed(siblings) if code.codes]
    if alike:
        more = f" and {len(alike) - _SHOWN:,} more" if len(alike) > _SHOWN else ""
        reading.remarks.append(
            f"{'; '.join(alike[:_SHOWN])}{more} differ in blanks alone. All are kept as they are."
        )


def remark_indents(book: CodeBook, table: Table, reading: Reading) -> None:
    """Remark cells that are indented where no code stands below another."""
    rows = {number for number, _ in table.rows}
    found = sorted(each for each in table.indents if each[0] in rows)
    if not found or any(code.codes for code in book.codes):
        return
    number, place = found[0]
    reading.remarks.append(
        f"Cells of the column {shown(table.called(place))} are indented, as in row {number}. That "
        "is how they look, and was taken for no level. If it shows levels, name the columns, "
        f"as in --name-column {place + 1}."
    )
