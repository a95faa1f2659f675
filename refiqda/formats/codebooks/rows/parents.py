"""Codes that say which code is above them."""

from __future__ import annotations

from typing import NamedTuple

from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.rows.reading import Reading, listed
from refiqda.standard.model import Code

_SHOWN = 3
_UNIQUE = "Give each code its own, so that it is clear what stands below it"


class _Row(NamedTuple):
    number: int
    own: str
    """What the code is called by."""
    above: str
    """What the code above it is called by; empty for a code at the top."""
    code: Code


class ByParent:
    """Codes placed by naming the code above: by a number, a GUID or a name of its own."""

    def __init__(self, reading: Reading, *, named: bool = False) -> None:
        self.reading = reading
        self.named = named
        """Whether codes are called by their names, so that one without a row can be made."""
        self._rows: list[_Row] = []
        self._made = 0
        """How many of the rows are of codes that have none in the table; they stand last."""

    def add(self, number: int, own: str, parent: str, code: Code) -> Code:
        """Note the code of a row, what it is called by, and what the code above is called by."""
        self._rows.append(_Row(number, own, parent, code))
        return code

    def done(self) -> list[Code]:
        """The top codes.

        Raises:
            NotACodebook: if it is not clear which code stands above one, or codes stand below each
                other in a circle.
        """
        parents = self._parents()
        self._refuse_circles(parents)
        top: list[Code] = []
        placed: set[int] = set()
        for place in range(len(self._rows) - self._made):
            # A code without a row stands where the first one below it does.
            above = parents[place]
            steps = (place,) if above is None or not self._is_made(above) else (above, place)
            for here in steps:
                if here not in placed:
                    placed.add(here)
                    over = parents[here]
                    siblings = top if over is None else self._rows[over].code.codes
                    siblings.append(self._rows[here].code)
        return top

    def _is_made(self, place: int) -> bool:
        return place >= len(self._rows) - self._made

    def _parents(self) -> list[int | None]:
        """Of each row, by its place, the place of the row above it; of rows that are made, too."""
        known: dict[str, list[int]] = {}
        for place, row in enumerate(self._rows):
            known.setdefault(row.own, []).append(place)
        parents: list[int | None] = []
        lost: list[str] = []
        made: dict[str, int] = {}
        for place, row in enumerate([*self._rows]):
            above = self._above(place, row, known) if row.above else None
            if row.above and above is None and self.named:
                above = made.get(row.above)
                if above is None:
                    above = made[row.above] = len(self._rows)
                    code = self.reading.code(row.number, row.above)
                    self._rows.append(_Row(row.number, row.above, "", code))
            elif row.above and above is None:
                lost.append(f"{row.code.name or 'a code'} (row {row.number})")
                why = "no row is called so: the code stands at the top"
                where = f"row {row.number}"
                self.reading.lose("place of a code", row.code, where, why, row.above)
            parents.append(above)
        self._made = len(made)
        self._remark(lost, list(made))
        return [*parents, *(None for _ in made)]

    def _above(self, place: int, row: _Row, known: dict[str, list[int]]) -> int | None:
        """The place of the row above one; a code that is called as the one above is not that."""
        found = known.get(row.above, [])
        others = [each for each in found if each != place] or found
        if len(others) > 1:
            first, second = (self._rows[each].number for each in others[:2])
            says = (
                f"the code above it, {shown(row.above)}, is in row {first}, and in row {second} too"
            )
            raise self.reading.refuse(f"row {row.number}", says, _UNIQUE)
        return others[0] if others else None

    def _remark(self, lost: list[str], made: list[str]) -> None:
        if lost:
            stand = "It stands" if len(lost) == 1 else "They stand"
            self.reading.remarks.append(
                f"The code above {listed(lost)} is not in the table. {stand} at the top now."
            )
        if made:
            became = "became a code too" if len(made) == 1 else "became codes too"
            self.reading.remarks.append(
                f"{listed(made)} stood only as the code above others, and {became}."
            )

    def _refuse_circles(self, parents: list[int | None]) -> None:
        safe: dict[int | None, int] = {None: 0}
        for start in range(len(parents)):
            way: list[int] = []
            seen: set[int] = set()
            here: int | None = start
            while here is not None and here not in safe and here not in seen:
                seen.add(here)
                way.append(here)
                here = parents[here]
            if here in seen:
                raise self._circle(way[way.index(here) :])
            level = safe[here]
            for step in reversed(way):
                level += 1
                self.reading.check_depth(level, self._rows[step].number)
                safe[step] = level

    def _circle(self, circle: list[int]) -> Exception:
        rows = [self._rows[place] for place in circle]
        names = " below ".join(f"“{row.code.name}”" for row in rows[:_SHOWN])
        more = " …" if len(rows) > _SHOWN else ""
        says = f"{names}{more} stands below itself, in a circle of {len(rows)}"
        return self.reading.refuse(
            f"row {rows[0].number}", says, "Change the code above one of them"
        )
