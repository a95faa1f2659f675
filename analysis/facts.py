"""What the paper prints and what we chose, read from the files beside: the inputs of ``build``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.income import CLASSES, sides_of

HERE = Path(__file__).parent
PUBLISHED = HERE / "published"
RECONSTRUCTION = HERE / "reconstruction"

TITLE = (
    "Long-term contribution of international electives for medical students to professional "
    "identity formation: a qualitative study"
)
AUTHORS = "Hayashi M, Son D, Nanishi K, Eto M"
JOURNAL = "BMJ Open 2020;10:e039944"
DOI = "10.1136/bmjopen-2020-039944"

REPORTS = 16
"""How many reports the study had (Methods, lines 206-207 and 356-357)."""
WOMEN_ONLY = ("work-life balance", "career support")
"""The subthemes that the paper says were drawn only from women (Results, lines 785-787)."""
LINKED_THEMES = ("Perspective transformation", "Self-development", "Diversity of values")
"""The themes that the paper says are linked (Results, lines 437-439; caption of Figure 1)."""

INCOME_GROUPS = {country: sides_of(country)[0] for country in CLASSES}
"""High income, or low to middle income. The paper names no list of countries; by the World Bank's
historical classes each of these seven stays on its side in every year from 2001 to 2018, which
covers the electives (2001 to 2009) and the interviews (2018 to 2019)."""


@dataclass(frozen=True)
class Participant:
    """A row of Table 1: as printed, and with one value for each country, site and type."""

    number: int
    sex: str
    specialty: str
    host_printed: str
    type_printed: str
    countries: tuple[str, ...]
    sites: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def name(self) -> str:
        """The participant as the quotations call them."""
        return f"R{self.number}"

    @property
    def income_groups(self) -> tuple[str, ...]:
        """The income groups of the host countries, each once, in the order of Table 1."""
        return tuple(dict.fromkeys(INCOME_GROUPS[country] for country in self.countries))

    @property
    def elective_group(self) -> str:
        """Research if any elective was, as the printed 18 and 5 need it (lines 728-729)."""
        return "Research" if "Research" in self.types else "Clinical"


@dataclass(frozen=True)
class Theme:
    """A row of Box 2: a primary theme, or a subtheme of one."""

    theme: str
    subtheme: str
    name_printed: str
    count: int
    of: int

    @property
    def printed(self) -> str:
        """The entry as Box 2 has it."""
        return f"{self.name_printed} ({self.count}/{self.of})"


@dataclass(frozen=True)
class Quotation:
    """A quotation of the paper: who, where, how long, and the subtheme that we read in it."""

    id: str
    participant: str
    label_printed: str
    source: str
    section: str
    place: str
    lines: str
    words: int
    subtheme: str
    strength: str
    basis: str


class Facts:
    """All inputs of the reconstruction."""

    @cached_property
    def participants(self) -> list[Participant]:
        """The rows of Table 1, in order."""
        return [
            Participant(
                number=int(row["number"]),
                sex=row["sex_printed"],
                specialty=row["specialty_printed"],
                host_printed=row["host_printed"],
                type_printed=row["type_printed"],
                countries=_several(row["countries"]),
                sites=_several(row["sites"]),
                types=_several(row["types"]),
            )
            for row in read_rows(PUBLISHED / "table1.csv")
        ]

    @cached_property
    def box2(self) -> list[Theme]:
        """The rows of Box 2, in order; a primary theme stands before its subthemes."""
        return [
            Theme(
                theme=row["theme"],
                subtheme=row["subtheme"],
                name_printed=row["name_printed"],
                count=int(row["count"]),
                of=int(row["of"]),
            )
            for row in read_rows(PUBLISHED / "box2.csv")
        ]

    @cached_property
    def theme_of(self) -> dict[str, str]:
        """The primary theme of each subtheme, in the order of Box 2."""
        return {row.subtheme: row.theme for row in self.box2 if row.subtheme}

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations with our readings of them, in the order of the paper."""
        readings = {row["id"]: row for row in read_rows(RECONSTRUCTION / "readings.csv")}
        return [
            Quotation(
                id=row["id"],
                participant=row["participant"],
                label_printed=row["label_printed"],
                source=row["source"],
                section=row["section"],
                place=row["place"],
                lines=row["lines"],
                words=int(row["words"]),
                subtheme=readings[row["id"]]["subtheme"],
                strength=readings[row["id"]]["strength"],
                basis=readings[row["id"]]["basis"],
            )
            for row in read_rows(PUBLISHED / "quotations.csv")
        ]

    @cached_property
    def holders(self) -> dict[str, list[str]]:
        """The subthemes of each participant, in the order of Box 2: the matrix that we chose."""
        return {
            row["participant"]: [name for name in self.theme_of if row[name] == "1"]
            for row in read_rows(RECONSTRUCTION / "incidence.csv")
        }

    @cached_property
    def proven_reports(self) -> list[str]:
        """The participants whose report the paper quotes from."""
        quoted = {row.participant for row in self.quotations if row.source == "report"}
        return [person.name for person in self.participants if person.name in quoted]

    @cached_property
    def assumed_reports(self) -> list[str]:
        """The owners of the other reports, whom nobody can know: the lowest numbers that are left.

        The rule is arbitrary and says so; it is stated in the project too.
        """
        others = [p.name for p in self.participants if p.name not in self.proven_reports]
        return others[: REPORTS - len(self.proven_reports)]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one of our csv files."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
