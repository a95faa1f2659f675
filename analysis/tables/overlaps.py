"""How many participants hold several themes: what their counts force, and what they allow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING, Any

from analysis.determined.results import JOINER, NONE
from analysis.facts import LINKED_THEMES
from analysis.tables.box2 import counts_of
from analysis.tables.people import everyone, holders
from analysis.tables.reading import TO, Joined
from analysis.tables.shape import shaped
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "Participants who hold several themes"
COLUMNS = (
    Column("themes", "text", "who holds all of these."),
    Column("least_box2", "integer", "the fewest participants that the counts of Box 2 allow (L0)."),
    Column("most_box2", "integer", "the most that they allow (L0)."),
    Column("least", "integer", "the fewest with all printed facts, read strictly (L2)."),
    Column("most", "integer", "the most with all printed facts, read strictly (L2)."),
    Column("forced", "truth", "whether some participants have to hold them: least is above 0."),
    Column(
        "if_independent",
        "number",
        "how many would be expected if holding one theme had nothing to do with holding another: "
        "the shares multiplied, times all participants. It is for comparison, and need not be "
        "true.",
    ),
    Column(
        "reconstruction",
        "integer",
        "how many do in the reconstruction: one of the possible numbers, chosen by us.",
    ),
)

JOINED = (
    Joined(
        "by_box2",
        ("least_box2", "most_box2"),
        TO,
        "the fewest and the most that the counts of Box 2 allow (level L0).",
    ),
    Joined(
        "possible",
        ("least", "most"),
        TO,
        "the fewest and the most with all printed facts, read strictly (level L2).",
    ),
)


def overlaps(study: Study) -> pd.DataFrame:
    """One row for each two themes, for the three that the paper links, for all, and for none."""
    counts = {theme: count for (theme, subtheme), count in counts_of(study).items() if not subtheme}
    people = len(everyone(study.project))
    return shaped(
        "overlaps",
        TITLE,
        COLUMNS,
        _rows(study, counts, people),
        joined=JOINED,
        definition=[
            "The paper prints how many participants hold each theme, not how many hold two of them."
        ],
        notes=_notes(study, people),
    )


def _rows(study: Study, counts: dict[str, int], people: int) -> Iterator[tuple[Any, ...]]:
    held = holders(study.project)
    whole = frozenset(everyone(study.project))
    together = [*combinations(counts, 2), LINKED_THEMES, tuple(counts), ()]
    for themes in together:
        box2 = study.determined.overlap(*themes, level="L0")
        strict = study.determined.overlap(*themes, level="L2")
        if themes:
            share = prod(counts[theme] / people for theme in themes)
            both = whole.intersection(*(held[theme] for theme in themes))
        else:
            share = prod(1 - count / people for count in counts.values())
            both = whole.difference(*(held[theme] for theme in counts))
        yield (
            JOINER.join(themes) or NONE,
            box2.least,
            box2.most,
            strict.least,
            strict.most,
            strict.least > 0,
            people * share,
            len(both),
        )


def _notes(study: Study, people: int) -> list[str]:
    asked = "; ".join(
        f"{one} and {other}: at least {study.determined.overlap(one, other, level='L4').least}"
        for one, other in combinations(LINKED_THEMES, 2)
    )
    return [
        "The paper says that three themes showed a linkage, and does not say what a linkage is, so "
        "no number here proves it or rules it out.",
        "Level L4, which the reconstruction follows and which is a choice of ours, takes it to "
        "mean that each two of the three are held together by more participants than if they were "
        f"independent: {asked}.",
        "Where an overlap is forced, it is by the counts alone: those of two themes add up to "
        f"more than the {people} participants, some have to hold both.",
    ]
