"""What the printed numbers determine, read from the committed files: this needs no solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.determined.levels import LEVELS
from analysis.facts import Facts, Participant, read_rows
from refiqda import UnknownName

RESULTS = Path(__file__).parent / "results"
BOUNDS = "bounds.csv"
COUNTED = "levels.csv"
COLUMNS = "columns"
"""The level below Box 2: the counts of the subthemes alone, whatever the themes come to."""
NONE = "none of the five"
"""How the files name the participants who hold no theme at all."""
JOINER = " & "


@dataclass(frozen=True)
class Group:
    """Participants who have a value of a variable; who has two values is in both groups."""

    says: str
    variable: str
    value: str

    def has(self, person: Participant) -> bool:
        """Whether a participant is in it."""
        values: Mapping[str, tuple[str, ...]] = {
            "Sex": (person.sex,),
            "Host income group": person.income_groups,
            "Type of elective": person.types,
        }
        return self.value in values[self.variable]

    def people(self, facts: Facts) -> tuple[str, ...]:
        """Who is in it, in the order of Table 1."""
        return tuple(person.name for person in facts.participants if self.has(person))


GROUPS = {
    "women": Group("women", "Sex", "F"),
    "low-middle": Group("any low-income to middle-income host", "Host income group", "LMIC"),
    "research": Group("any research elective", "Type of elective", "Research"),
}
"""The groups that the paper compares; of each, the rest of the 23 is the other side."""


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a number can be; both are reached."""

    least: int
    most: int

    @property
    def identified(self) -> bool:
        """Whether the printed numbers leave one value only."""
        return self.least == self.most


@dataclass(frozen=True)
class Level:
    """Whether any matrix fits a level, and how many do."""

    feasible: bool
    matrices: int | None
    """Exactly; None where nobody counted them."""


class Determined:
    """The bounds of every number that no table prints, level by level."""

    def __init__(
        self, bounds: dict[tuple[str, str, str], Bounds], levels: dict[str, Level]
    ) -> None:
        self.bounds = bounds
        """By level, theme (names joined by " & ") and group (empty of an overlap)."""
        self.levels = levels

    @classmethod
    def read(cls, folder: Path = RESULTS) -> Determined:
        """The results in a folder."""
        bounds = {
            (row["level"], row["theme"], row["group"]): Bounds(int(row["least"]), int(row["most"]))
            for row in read_rows(folder / BOUNDS)
        }
        levels = {
            row["level"]: Level(
                row["feasible"] == "yes", int(row["matrices"]) if row["matrices"] else None
            )
            for row in read_rows(folder / COUNTED)
        }
        return cls(bounds, levels)

    def cell(self, theme: str, group: str, level: str = "L2") -> Bounds:
        """How many of a group hold a theme or subtheme.

        Args:
            theme: its name, as Box 2 is typed.
            group: a key of :data:`GROUPS`.
            level: a key of :data:`analysis.determined.levels.LEVELS`.
        """
        return self._found(level, theme, group)

    def overlap(self, *themes: str, level: str = "L2") -> Bounds:
        """How many participants hold all of these themes; of no theme, how many hold none."""
        return self._found(level, title(themes), "")

    def shared(self, one: str, other: str, level: str = "L2") -> Bounds:
        """How many participants hold both of two themes or subthemes, in whichever order."""
        turned = (level, title((other, one)), "")
        return self.bounds.get(turned) or self._found(level, title((one, other)), "")

    def is_feasible(self, level: str) -> bool:
        """Whether any matrix has all that a level asks."""
        return self._level(level).feasible

    def matrices(self, level: str) -> int | None:
        """How many matrices have all that a level asks; ``columns``: the subthemes' counts."""
        return self._level(level).matrices

    def _found(self, level: str, theme: str, group: str) -> Bounds:
        try:
            return self.bounds[level, theme, group]
        except KeyError:
            of = f" among {group}" if group else ""
            raise UnknownName(
                f"No bounds were worked out of {theme}{of} at level {level}. "
                f"Levels: {', '.join(LEVELS)}. Groups: {', '.join(GROUPS)}."
            ) from None

    def _level(self, level: str) -> Level:
        try:
            return self.levels[level]
        except KeyError:
            raise UnknownName(
                f"There is no level {level}. There are: {', '.join(self.levels)}."
            ) from None


def title(names: tuple[str, ...]) -> str:
    """How the files name an overlap."""
    return JOINER.join(names) or NONE
