"""Each theme in three groupings of the participants: what is known of it, and what is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from analysis.determined.levels import LEVELS, constraints
from analysis.determined.results import GROUPS
from analysis.facts import Facts
from analysis.tables.box2 import counts_of
from analysis.tables.people import everyone, having, holders
from analysis.tables.reading import TO, Joined
from analysis.tables.shape import shaped
from refiqda.tables.columns import Column
from refiqda.tables.statistics import exact, proportions

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "Themes by sex, by income of the host country and by type of elective"
READ_AT = "L2"
"""The level at which cells are looked at: what is printed, with two sentences read strictly."""
CONFIDENCE = 0.95
GROUPINGS = {
    "women": "women / men",
    "low-middle": "any LMIC host / HIC alone",
    "research": "any research / clinical alone",
}
"""Each group and who the others are, in few words."""
COLUMNS = (
    Column(
        "grouping",
        "text",
        "the group, and after the stroke the rest: by sex; by host countries (LMIC, low to middle "
        "income; HIC, high income); by type of elective.",
    ),
    Column("theme", "text", ""),
    Column("subtheme", "text", "empty in the row of a theme."),
    Column("count", "integer", "participants who hold it, of all."),
    Column(
        "level",
        "text",
        "the first level at which only one number is possible; empty if several are. The levels "
        "are in the table of levels.",
    ),
    Column("least", "integer", "the fewest in the group who can hold it, at level L2."),
    Column("most", "integer", "the most in the group who can hold it, at level L2."),
    Column("group", "integer", "how many in the group hold it, where one number is possible."),
    Column("group_of", "integer", "how many participants are in the group."),
    Column("rest", "integer", "how many of the rest hold it, where one number is possible."),
    Column("rest_of", "integer", "how many participants are in the rest."),
    Column(
        "risk_difference",
        "number",
        "the share of the group that holds it less the share of the rest; 0.2 is twenty in a "
        "hundred more, 0 no difference.",
    ),
    Column(
        "ci_low",
        "number",
        "with ci_high the 95% interval of the difference (Newcombe 1998, method 10): the range of "
        "differences that these few participants are compatible with, had they been drawn at "
        "random.",
    ),
    Column("ci_high", "number", ""),
    Column(
        "p",
        "number",
        "Fisher's exact test, two-sided: if the holders were dealt out to the participants by lot, "
        "the probability of a split that is no likelier than this one.",
    ),
    Column(
        "reconstruction",
        "integer",
        "how many in the group hold it in the reconstruction. Where several numbers are possible "
        "it is one of them, chosen by us, and no finding of the study.",
    ),
)

JOINED = (
    Joined(
        "possible",
        ("least", "most"),
        TO,
        f"the fewest and the most in the group who can hold it, at level {READ_AT}.",
    ),
    Joined(
        "group",
        ("group", "group_of"),
        "/",
        "how many in the group hold it, of how many, where one number is possible.",
    ),
    Joined(
        "rest",
        ("rest", "rest_of"),
        "/",
        "how many of the rest hold it, of how many, where one number is possible.",
    ),
    Joined(
        "interval",
        ("ci_low", "ci_high"),
        TO,
        "the 95% interval of the difference (Newcombe 1998, method 10): the range of differences "
        "that these few participants are compatible with, had they been drawn at random.",
    ),
)


def groups(study: Study) -> pd.DataFrame:
    """One row for each theme and subtheme in each grouping."""
    rows = list(_rows(study))
    return shaped(
        "groups",
        TITLE,
        COLUMNS,
        rows,
        joined=JOINED,
        definition=[
            "The paper prints how many of all participants hold a theme, not how many of a group. "
            "What the printed numbers leave possible was worked out exactly. The rest has what "
            "the group has not.",
            f"Sizes: {_sizes(rows)}.",
        ],
        notes=[*_notes(rows), *_apart(study), *_recoded(counts_of(study))],
    )


def _rows(study: Study) -> Iterator[tuple[Any, ...]]:
    counted = counts_of(study)
    held = holders(study.project)
    people = len(everyone(study.project))
    for key, group in GROUPS.items():
        members = having(study.project, group.variable, group.value)
        sizes = len(members), people - len(members)
        for (theme, subtheme), count in counted.items():
            name = subtheme or theme
            yield (
                GROUPINGS[key],
                theme,
                subtheme or None,
                count,
                *_known(study, name, key, count, sizes),
                len(held[name] & members),
            )


def _known(
    study: Study, name: str, group: str, count: int, sizes: tuple[int, int]
) -> tuple[Any, ...]:
    """From level to p: what is known of a cell; no inference where several numbers are possible."""
    bounds = study.determined.cell(name, group, READ_AT)
    level = level_of(study, name, group)
    if not bounds.identified or count != _bounded()[name]:
        return level, bounds.least, bounds.most, None, sizes[0], None, sizes[1], *(None,) * 4
    first, second = (bounds.least, sizes[0]), (count - bounds.least, sizes[1])
    difference = proportions.newcombe(first, second, CONFIDENCE) or (None,) * 3
    p = exact.fisher(first, second)
    return level, bounds.least, bounds.most, *first, *second, *difference, p


@cache
def _bounded() -> dict[str, int]:
    """How many hold each theme, as the bounds suppose it; a copy may have other codings."""
    return {
        name: each.number for each in constraints(Facts(), "L0") for name in each.cells[0].names
    }


def level_of(study: Study, name: str, group: str) -> str | None:
    """The first level, up to the strict readings, at which a cell has one possible value."""
    reach = list(LEVELS)[: list(LEVELS).index(READ_AT) + 1]
    found = (level for level in reach if study.determined.cell(name, group, level).identified)
    return next(found, None)


def _sizes(rows: list[tuple[Any, ...]]) -> str:
    """How many participants are in each group, and in the rest."""
    place = {column.name: number for number, column in enumerate(COLUMNS)}
    sizes = {
        row[place["grouping"]]: (row[place["group_of"]], row[place["rest_of"]]) for row in rows
    }
    return "; ".join(f"{name}: {group} and {rest}" for name, (group, rest) in sizes.items())


def _notes(rows: list[tuple[Any, ...]]) -> list[str]:
    place = [column.name for column in COLUMNS].index("level")
    known = [row[place] for row in rows if row[place]]
    strict = known.count(READ_AT)
    return [
        f"One number is possible in {len(known)} of {len(rows)} cells. Of the others nothing can "
        "be said but what is possible, so they have no difference, interval or p.",
        f"Of these {len(known)} cells, {strict} is so by a sentence of the paper that is read "
        f"strictly (level {READ_AT}): that reading is ours, the number is not printed.",
        "Intervals and p suppose participants drawn at random and independently of one another. "
        "These were not: they are the ones who agreed to take part. Take both as description.",
        "A theme of one holder falls on one side of every grouping; that says nothing of the "
        "group.",
        f"p is not corrected for there being {len(rows)} cells.",
    ]


def _apart(study: Study) -> Iterator[str]:
    """Groups that have nobody in common, so that one cannot be told from the other."""
    members = {
        group.says: having(study.project, group.variable, group.value) for group in GROUPS.values()
    }
    for (one, first), (other, second) in combinations(members.items(), 2):
        if not first & second:
            yield (
                f"Nobody is in both of two groups: {one}, and {other}. The rest of each holds all "
                "of the other, so a difference may be due to either."
            )


def _recoded(counted: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Of a copy with other codings: where the bounds are of other counts than its own."""
    other = [
        subtheme or theme
        for (theme, subtheme), count in counted.items()
        if count != _bounded()[subtheme or theme]
    ]
    if other:
        yield (
            f"In this project {len(other)} of {len(counted)} counts are not those of Box 2, of "
            f"which the bounds are: {', '.join(other)}. Their cells have no group and no p."
        )
