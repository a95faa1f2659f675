"""Box 2: how many participants hold each theme, and what the subthemes allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.tables.reading import TO, Joined
from analysis.tables.shape import shaped
from refiqda import tables
from refiqda.tables.columns import Column

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study import Study

TITLE = "Box 2. Emergent themes, with what their subthemes allow"
COLUMNS = (
    Column("theme", "text", ""),
    Column("subtheme", "text", "empty in the row of a theme."),
    Column(
        "participants",
        "integer",
        "those with at least one coding of the subtheme, or of any subtheme of the theme; each "
        "counts once.",
    ),
    Column("of", "integer", "all participants."),
    Column("share", "number", "participants divided by of."),
    Column("largest_subtheme", "text", "the subtheme of the theme that most participants hold."),
    Column("sum_of_subthemes", "integer", "the participants of its subthemes added up."),
    Column(
        "least",
        "integer",
        "the fewest who can hold the theme, given its subthemes: who holds the largest subtheme "
        "holds the theme.",
    ),
    Column(
        "most",
        "integer",
        "the most who can hold it: nobody holds two of its subthemes, or all participants hold it.",
    ),
    Column(
        "subthemes_per_holder",
        "number",
        "how many subthemes of the theme a holder of it has, on average.",
    ),
)

JOINED = (
    Joined(
        "participants",
        ("participants", "of"),
        "/",
        "those with at least one coding of the subtheme, or of any subtheme of the theme, each "
        "counted once; after the stroke all participants.",
    ),
    Joined(
        "possible",
        ("least", "most"),
        TO,
        "how many can hold the theme, given its subthemes: at least the holders of the largest, "
        "at most the sum of all subthemes or all participants.",
    ),
)


def box2(study: Study) -> pd.DataFrame:
    """One row for each theme and subtheme, in the order of the codes."""
    held = counts_of(study)
    of = len(tables.cases(study.project))
    return shaped(
        "box2",
        TITLE,
        COLUMNS,
        _rows(held, of),
        joined=JOINED,
        definition=["Counted from the project of the reconstruction alone."],
        notes=_notes(held, of),
    )


def counts_of(study: Study) -> dict[tuple[str, str], int]:
    """How many participants hold each theme and subtheme; the subtheme of a theme is empty."""
    frame = tables.counts(study.project, unit="cases", aggregate="descendants")
    paths = (str(path).partition(" > ") for path in frame["code_path"])
    return {
        (theme, subtheme): int(count)
        for (theme, _, subtheme), count in zip(paths, frame["cases"], strict=True)
    }


def _rows(held: dict[tuple[str, str], int], of: int) -> Iterator[tuple[Any, ...]]:
    for (theme, subtheme), count in held.items():
        if subtheme:
            yield theme, subtheme, count, of, count / of, *(None,) * 5
            continue
        below = {sub: number for (main, sub), number in held.items() if main == theme and sub}
        total = sum(below.values())
        yield (
            theme,
            None,
            count,
            of,
            count / of,
            max(below, key=lambda name: below[name], default=None),
            total,
            max(below.values(), default=0),
            min(of, total),
            total / count if count else None,
        )


def _notes(held: dict[tuple[str, str], int], of: int) -> list[str]:
    themes = sum(count for (_, subtheme), count in held.items() if not subtheme)
    subthemes = sum(count for (_, subtheme), count in held.items() if subtheme)
    return [
        "The counts are those that the paper prints, since the codings of the reconstruction were "
        "chosen so. Finding them again tests the counting, not the study.",
        f"The counts alone say how often anybody holds a subtheme: {subthemes} times in all, "
        f"{subthemes / of:.2f} for a participant on average; and a theme: {themes} times, "
        f"{themes / of:.2f} for a participant. Who holds which they do not say.",
        "How many participants hold a theme says in how many of them it was found, not how much "
        "it mattered to them.",
    ]
