"""Table 1 counted in every unit that the text may mean, and where its countries belong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis import income
from analysis.tables.people import values
from analysis.tables.shape import mapped, shaped
from refiqda import UnknownName
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.model import Project
    from analysis.study import Study

TITLE = "Table 1 counted in every unit, beside the numbers of the text"
COUNTRY = "Host country"
COLUMNS = (
    Column("grouping", "text", "what the participants are told apart by."),
    Column("group", "text", ""),
    Column("printed", "integer", "the number in the text of the paper; empty where it has none."),
    Column("any", "integer", "participants with at least one such value in Table 1."),
    Column("alone", "integer", "participants with such values and no other."),
    Column("both", "integer", "participants with such values and others too: any less alone."),
    Column(
        "visits",
        "integer",
        "each country that a participant went to, counted once for each participant.",
    ),
    Column(
        "world_bank",
        "text",
        "the class of the country by the income of each year from 2001 to 2018: "
        + ", ".join(f"{short} {words}" for short, words in income.WORDS.items())
        + ".",
    ),
    Column(
        "side",
        "text",
        "HIC, high income; LMIC, low to middle income. A country has one side only if it was on "
        "it in every one of these years.",
    ),
)
DEFINITION = (
    "Counted from the cases and variables of the project alone. First the groups that the text "
    "counts (Results, lines 726-730), then each host country.",
)
NOTES = (
    "Clinical and research add up to the number of participants only if whoever had both is "
    "counted under one of them.",
    f"Classes of countries: {income.SOURCE}. Their years are those of the income measured; a class "
    "is published in July of the next year. The paper names no list of countries; the sides are "
    "ours, by these classes.",
)


UNITS = ("any", "alone", "visits")
"""The columns that are ways of counting the same groups."""


class Group(NamedTuple):
    """A group that the text counts."""

    grouping: str
    name: str
    claim: str
    """The id of the part of the claim that prints its number."""
    variable: str
    value: str


GROUPS = (
    Group("sex", "men", "T01.men", "Sex", "M"),
    Group("sex", "women", "T01.women", "Sex", "F"),
    Group("content", "clinical", "T02.clinical", "Type of elective", "Clinical"),
    Group("content", "research", "T02.research", "Type of elective", "Research"),
    Group("location", "high income", "T03.high", "Host income group", "HIC"),
    Group("location", "low to middle income", "T03.low-middle", "Host income group", "LMIC"),
)
"""Each group of the text, in its words."""


def audit(study: Study) -> pd.DataFrame:
    """One row for each group of the text, then one for each host country."""
    groups = list(_groups(study))
    rows = [*groups, *_countries(study.project)]
    notes = [_agreement(groups), *NOTES]
    return shaped("table1-audit", TITLE, COLUMNS, rows, definition=DEFINITION, notes=notes)


def printed(study: Study, claim: str) -> int:
    """The number that a part of a claim prints.

    Raises:
        UnknownName: if there is no such part, or it prints no number first.
    """
    parts = mapped(study.verdicts.parts, "id", "expected")
    number = parts.get(claim, "").partition(" ")[0]
    if not number.isdecimal():
        raise UnknownName(f"No claim {claim} prints a number. See published/claims.toml.")
    return int(number)


def _groups(study: Study) -> Iterator[tuple[Any, ...]]:
    countries = values(study.project, COUNTRY)
    for group in GROUPS:
        counted = _counted(study.project, group.variable, group.value)
        visits = None
        if group.grouping == "location":
            visits = sum(
                country in income.CLASSES and income.sides_of(country) == (group.value,)
                for several in countries.values()
                for country in several
            )
        number = printed(study, group.claim)
        yield group.grouping, group.name, number, *counted, visits, None, None


def _agreement(groups: list[tuple[Any, ...]]) -> str:
    """Whether one way of counting gives both numbers of the training locations."""
    place = {column.name: number for number, column in enumerate(COLUMNS)}
    rows = [row for row in groups if row[place["grouping"]] == "location"]
    pair = [row[place["printed"]] for row in rows]
    units = [unit for unit in UNITS if [row[place[unit]] for row in rows] == pair]
    what = f"The text gives {' and '.join(map(str, pair))} for the training locations. "
    if units:
        return f"{what}The column {units[0]} has both."
    return f"{what}Read down the columns {', '.join(UNITS)}: none has both."


def _countries(project: Project) -> Iterator[tuple[Any, ...]]:
    found = [country for several in values(project, COUNTRY).values() for country in several]
    order = {country: place for place, country in enumerate(income.CLASSES)}
    for country in sorted(set(found), key=lambda name: (order.get(name, len(order)), name)):
        visits = found.count(country)
        counted = _counted(project, COUNTRY, country)
        history, side = None, None
        if country in income.CLASSES:
            history, side = income.history(country), " and ".join(income.sides_of(country))
        yield "host country", country, None, *counted, visits, history, side


def _counted(project: Project, variable: str, value: str) -> tuple[int, int, int]:
    having = [several for several in values(project, variable).values() if value in several]
    alone = sum(len(several) == 1 for several in having)
    return len(having), alone, len(having) - alone
