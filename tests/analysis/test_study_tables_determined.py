"""The tables of what is determined: groups, overlaps and levels."""

from __future__ import annotations

from itertools import combinations
from math import comb
from pathlib import Path

import pandas as pd
import pytest

import refiqda
from analysis.study import Study
from analysis.tables.groups import groups
from analysis.tables.levels import levels
from analysis.tables.overlaps import overlaps
from refiqda import tables

INFERRED = ["risk_difference", "ci_low", "ci_high", "p"]
GROUPED = {
    "women / men": ("Sex", "F"),
    "any LMIC host / HIC alone": ("Host income group", "LMIC"),
    "any research / clinical alone": ("Type of elective", "Research"),
}


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


@pytest.fixture(scope="module")
def grouped(whole: Study) -> pd.DataFrame:
    return groups(whole)


def test_36_themes_in_three_groupings(grouped: pd.DataFrame) -> None:
    assert len(grouped) == 108
    assert grouped["grouping"].value_counts().to_dict() == dict.fromkeys(GROUPED, 36)


def test_the_cells_with_one_possible_number(grouped: pd.DataFrame) -> None:
    known = grouped[grouped["level"].notna()].astype(object).fillna("")
    cells = known[["theme", "subtheme", "level", "group", "group_of", "rest", "rest_of"]]
    assert cells.to_numpy().tolist() == [
        ["Career design", "work-life balance", "L1", 1, 5, 0, 18],
        ["Career design", "career support", "L1", 1, 5, 0, 18],
        ["Diversity of values", "", "L2", 4, 4, 10, 19],
    ]


def test_their_p_by_hand(grouped: pd.DataFrame) -> None:
    """One of five women; four of four, or none of them, of the 14 who hold the theme."""
    dealt = (comb(14, 4) + comb(9, 4)) / comb(23, 4)
    assert grouped["p"].dropna().tolist() == pytest.approx([5 / 23, 5 / 23, dealt])
    assert grouped["risk_difference"].dropna().tolist() == pytest.approx([1 / 5, 1 / 5, 9 / 19])


def test_they_are_what_the_program_says_of_two_groups(whole: Study, grouped: pd.DataFrame) -> None:
    frame = tables.compare(
        whole.project,
        "Sex",
        groups=["F", "M"],
        codes="work-life balance",
        risk_difference=True,
        fisher=True,
    )
    by_program = frame.iloc[0][["risk_difference", "low", "high", "p"]].tolist()
    row = grouped[grouped["subtheme"] == "work-life balance"].iloc[0]
    assert row[INFERRED].tolist() == by_program


def test_nothing_is_inferred_where_several_numbers_are_possible(grouped: pd.DataFrame) -> None:
    open_cells = grouped[grouped["least"] < grouped["most"]]
    assert len(open_cells) == 105
    assert open_cells[["level", "group", "rest", *INFERRED]].isna().all(axis=None)


@pytest.mark.parametrize("grouping", GROUPED)
def test_the_reconstruction_is_counted_and_within_the_bounds(
    whole: Study, grouped: pd.DataFrame, grouping: str
) -> None:
    variable, value = GROUPED[grouping]
    counted = tables.compare(whole.project, variable, groups=[value])
    rows = grouped[grouped["grouping"] == grouping]
    assert rows["reconstruction"].tolist() == counted[f"{value} n"].tolist()
    assert set(rows["group_of"]) == set(counted[f"{value} N"])
    assert (rows["least"] <= rows["reconstruction"]).all()
    assert (rows["reconstruction"] <= rows["most"]).all()


def test_who_stands_against_whom_is_told_once(grouped: pd.DataFrame) -> None:
    """No research elective was in a low-income to middle-income country, by Table 1."""
    notes = [note for note in grouped.attrs["notes"] if note.startswith("Nobody is in both")]
    assert len(notes) == 1
    assert "any research elective" in notes[0]


# ------------------------------------------------------------------------- overlaps


def test_overlaps_by_hand(whole: Study) -> None:
    """Two themes of a and b holders share at least a + b - 23 and at most the fewer."""
    frame = overlaps(whole)
    counts = {
        "Perspective transformation": 17,
        "Career design": 16,
        "Self-development": 17,
        "Diversity of values": 14,
        "Leadership": 14,
    }
    pairs = frame.head(10).set_index("themes")
    for one, other in combinations(counts, 2):
        row = pairs.loc[f"{one} & {other}"]
        assert row["least_box2"] == row["least"] == counts[one] + counts[other] - 23
        assert row["if_independent"] == pytest.approx(counts[one] * counts[other] / 23)
        assert row["forced"]
    assert pairs["most"].tolist() == [16, 17, 14, 14, 16, 14, 14, 14, 14, 14]


@pytest.mark.parametrize(
    ("place", "least", "most", "forced"),
    [(10, 2, 14, True), (11, 0, 14, False), (12, 0, 6, False)],
    ids=["the linked three", "all five", "none"],
)
def test_overlaps_of_three_of_all_and_of_none(
    whole: Study, place: int, least: int, most: int, forced: bool
) -> None:
    row = overlaps(whole).iloc[place]
    assert (row["least"], row["most"], bool(row["forced"])) == (least, most, forced)


def test_the_overlaps_of_the_reconstruction_are_counted(whole: Study) -> None:
    frame = overlaps(whole)
    themes = frame["themes"].iloc[11].split(" & ")
    edges = tables.cooccurrence(
        whole.project, how="case", aggregate="descendants", codes=themes, minimum=0
    )
    counted = {
        frozenset((row["code_a"], row["code_b"])): row["count"] for row in edges.to_dict("records")
    }
    for row in frame.to_dict("records")[:10]:
        assert counted[frozenset(row["themes"].split(" & "))] == row["reconstruction"]
    assert (frame["least"] <= frame["reconstruction"]).all()
    assert (frame["reconstruction"] <= frame["most"]).all()


def test_the_linkage_asks_for_more_than_independence(whole: Study) -> None:
    (note,) = (note for note in overlaps(whole).attrs["notes"] if note.startswith("Level L4"))
    assert [word for word in note.replace(";", " ").split() if word.strip(".").isdigit()] == [
        "13",
        "11",
        "11.",
    ]


# ------------------------------------------------------------------------- levels


def test_levels_and_their_freedom(whole: Study) -> None:
    frame = levels(whole).set_index("level")
    assert frame.index.tolist() == ["columns", "L0", "L1", "L2", "L3", "L4"]
    assert frame["feasible"].all()
    assert frame["about"].tolist()[:3] == ["10^130.29", "10^117.00", "10^113.99"]
    assert frame["identified"].loc[["L0", "L1", "L2"]].tolist() == [0, 2, 3]
    assert set(frame["cells"].dropna()) == {108}


def test_the_subthemes_alone_by_hand(whole: Study) -> None:
    """Each subtheme of n holders is held in C(23, n) ways, whatever the others do."""
    ways = 1
    for paths in tables.counts(whole.project, unit="cases").query("cases > 0")["cases"]:
        ways *= comb(23, int(paths))
    assert levels(whole)["matrices"].iloc[0] == str(ways)
