"""The oracle gives what was counted on paper in ``counted.qdpx``; all numbers here are typed."""

from __future__ import annotations

import oracle
import pytest
from where import FIXTURES

import refiqda

PROJECT = refiqda.open(FIXTURES / "made" / "counted.qdpx")
CODES = {code.name: oracle.key(code.guid) for code in oracle.all_codes(PROJECT.codes)}
ALL_CHARACTERS = 400


def counted(
    code: str, unit: str, aggregate: str = "own", merge: str = "none", coders: object = "any"
) -> object:
    return oracle.counts(PROJECT, unit, aggregate, merge, coders)[CODES[code]]


# ------------------------------------------------------------------------------- any coder


def read_table() -> dict[tuple[str, str], dict[str, int]]:
    """The table of the README, which says an aggregation only where it makes a difference."""
    text = (FIXTURES / "README.md").read_text(encoding="utf-8")
    lines = text.partition("## made/: counted by hand")[2].partition("\n## ")[0].splitlines()
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    table = {}
    for path, aggregate, *numbers in rows:
        name = path.split(" > ")[-1]
        table[name, aggregate] = dict(zip(head[2:], map(int, numbers), strict=True))
    for name in CODES:
        for before, aggregate in (("own", "children"), ("children", "descendants")):
            table.setdefault((name, aggregate), table[name, before])
    return table


TABLE = read_table()


def test_the_readme_has_every_code_and_no_other():
    assert {name for name, _ in TABLE} == set(CODES)


@pytest.mark.parametrize(("name", "aggregate"), TABLE)
def test_what_the_readme_says(name: str, aggregate: str):
    numbers = TABLE[name, aggregate]
    for unit in oracle.UNITS[:8]:
        assert counted(name, unit, aggregate) == numbers[unit], unit
    for unit in ("references", "selections", "segments"):
        assert counted(name, unit, aggregate, "union") == numbers["stretches"], unit
    for unit in ("characters", "words"):
        assert counted(name, unit, aggregate, "union") == numbers[f"joined {unit}"], unit
    for unit in ("files", "cases", "users"):
        assert counted(name, unit, aggregate, "union") == numbers[unit], unit
    share = numbers["joined characters"] / ALL_CHARACTERS
    for merge in oracle.MERGES:
        assert counted(name, "coverage", aggregate, merge) == share
        assert counted(name, "duration", aggregate, merge) == 0
        assert counted(name, "area", aggregate, merge) == 0


# ------------------------------------------------------------------------------- some coders

BY_ALL = {
    ("Feelings", "own"): (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    ("Feelings", "children"): (2, 2, 1, 1, 1, 14, 4, 2, 47, 10),
    ("Feelings", "descendants"): (4, 3, 2, 1, 1, 64, 12, 2, 61, 12),
    ("Trust", "own"): (0, 0, 0, 1, 1, 0, 0, 1, 19, 4),
    ("Trust", "children"): (2, 1, 1, 1, 1, 50, 8, 1, 33, 6),
    ("Trust in nurses", "own"): (2, 1, 1, 1, 1, 50, 8, 1, 25, 4),
    ("Doubt", "own"): (2, 2, 1, 1, 1, 14, 4, 1, 28, 6),
    ("Waiting", "own"): (0, 0, 0, 2, 1, 0, 0, 2, 71, 16),
    ("Waiting", "children"): (0, 0, 0, 4, 4, 0, 0, 3, 140, 30),
    ("Waiting", "descendants"): (2, 1, 1, 4, 4, 46, 10, 4, 163, 35),
    ("Noise", "own"): (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    ("Noise", "children"): (2, 1, 1, 2, 2, 46, 10, 1, 23, 5),
    ("Night noise", "own"): (0, 0, 0, 1, 2, 0, 0, 1, 23, 5),
    ("Cost", "own"): (0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
}
"""References, selections, segments, files, cases, characters, words; stretches, joined
characters, joined words: where both coders coded so."""


@pytest.mark.parametrize(("name", "aggregate"), BY_ALL)
def test_what_all_coders_coded(name: str, aggregate: str):
    units = ("references", "selections", "segments", "files", "cases", "characters", "words")
    found = [counted(name, unit, aggregate, "none", "all") for unit in units]
    joined = ("segments", "characters", "words")
    found += [counted(name, unit, aggregate, "union", "all") for unit in joined]
    assert tuple(found) == BY_ALL[name, aggregate]
    segments = found[2]
    assert counted(name, "users", aggregate, "none", "all") == (2 if segments else 0)


@pytest.mark.parametrize(
    ("name", "aggregate", "characters"),
    [
        ("Trust", "own", 16),  # 2 to 18
        ("Trust", "children", 31),  # 2 to 33
        ("Trust in nurses", "own", 25),  # 8 to 33
        ("Doubt", "own", 7),  # 91 to 98
        ("Waiting", "own", 16),  # 56 to 65, and 16 to 23 of the report
        ("Noise", "own", 0),
        ("Night noise", "own", 12),  # 86 to 98
        ("Noise", "children", 23),  # 77 to 100
    ],
)
def test_coverage_by_all_coders_is_of_characters_that_each_of_them_coded(
    name: str, aggregate: str, characters: int
):
    for merge in oracle.MERGES:
        share = counted(name, "coverage", aggregate, merge, "all")
        assert share == characters / ALL_CHARACTERS


@pytest.mark.parametrize(
    ("coders", "name", "unit", "merge", "number"),
    [
        (["Ann"], "Trust", "references", "none", 3),
        (["Ann"], "Trust", "files", "none", 2),
        (["Ann"], "Trust", "cases", "none", 1),
        (["Ann"], "Trust", "characters", "none", 57),
        (["Ann"], "Trust", "words", "none", 13),
        (["Ann"], "Trust", "users", "none", 1),
        (["Ann"], "Trust", "coverage", "none", 57 / 400),
        (["Ann"], "Waiting", "references", "none", 6),
        (["Ann"], "Waiting", "segments", "none", 5),
        (["Ann"], "Waiting", "segments", "union", 5),
        (["Ann"], "Waiting", "cases", "none", 4),
        (["Ann"], "Waiting", "characters", "none", 139),
        (["Ann"], "Waiting", "characters", "union", 120),
        (["Ann"], "Waiting", "words", "none", 31),
        (["Ann"], "Noise", "references", "none", 0),
        (["Ann"], "Night noise", "characters", "none", 37),
        (["Ben"], "Waiting", "references", "none", 2),
        (["Ben"], "Waiting", "characters", "none", 20),
        (["Ben"], "Waiting", "words", "none", 5),
        (["Ben"], "Noise", "references", "none", 5),
        (["Ben"], "Night noise", "words", "none", 3),
        (["Ann", "Ben"], "Trust", "references", "none", 4),
        (["Ann", "Ben"], "Trust", "characters", "none", 73),
        (["Ann", "Ben"], "Trust", "cases", "none", 1),
    ],
)
def test_what_some_coders_coded(coders: list[str], name: str, unit: str, merge: str, number: float):
    assert counted(name, unit, "own", merge, coders) == number


@pytest.mark.parametrize(
    ("unit", "number"),
    [
        ("references", 6),
        ("selections", 6),
        ("segments", 6),
        ("files", 4),
        ("cases", 3),
        ("users", 2),
        ("characters", 96),
        ("words", 22),
        ("coverage", 80 / 440),
    ],
)
def test_notes_are_looked_at_when_asked_for(unit: str, number: float):
    found = oracle.counts(PROJECT, unit, "own", "none", "any", notes=True)
    assert found[CODES["Trust"]] == number


# ------------------------------------------------------------------------------- crosstabs

CROSSTABS = {
    ("Group", "references", "own"): {
        "": ("A", "B", "Unassigned", "Total"),
        "Feelings": (0, 0, 0, 0),
        "Trust": (3, 1, 2, 5),
        "Trust in nurses": (2, 1, 1, 3),
        "Doubt": (4, 0, 1, 5),
        "Waiting": (3, 3, 5, 8),
        "Noise": (2, 1, 3, 5),
        "Night noise": (0, 2, 3, 3),
        "Cost": (0, 0, 0, 0),
        "Total": (14, 8, 15, 29),
    },
    ("Group", "references", "descendants"): {
        "": ("A", "B", "Unassigned", "Total"),
        "Feelings": (9, 2, 4, 13),
        "Trust": (5, 2, 3, 8),
        "Waiting": (5, 6, 11, 16),
        "Noise": (2, 3, 6, 8),
        "Total": (14, 8, 15, 29),
    },
    ("Group", "cases", "own"): {
        "": ("A", "B", "Unassigned", "Total"),
        "Trust": (1, 1, 1, 3),
        "Doubt": (1, 0, 0, 1),
        "Waiting": (2, 1, 1, 4),
        "Noise": (2, 1, 1, 4),
        "Night noise": (0, 1, 1, 2),
        "Cost": (0, 0, 0, 0),
        "Total": (2, 1, 1, 4),
    },
    ("Kind", "references", "own"): {
        "": ("interview", "report", "Total"),
        "Trust": (5, 0, 5),
        "Waiting": (6, 2, 8),
        "Noise": (4, 1, 5),
        "Night noise": (2, 1, 3),
        "Total": (25, 4, 29),
    },
    ("Kind", "cases", "own"): {
        "": ("interview", "report", "Total"),
        "Waiting": (4, 0, 4),
        "Total": (4, 0, 4),
    },
    ("cases", "references", "own"): {
        "": ("R1", "R2", "R3", "R4", "R5", "Unassigned", "Total"),
        "Trust": (3, 1, 1, 0, 0, 1, 5),
        "Waiting": (2, 3, 3, 1, 0, 2, 8),
        "Noise": (1, 1, 1, 1, 0, 2, 5),
        "Total": (12, 8, 8, 2, 0, 7, 29),
    },
    ("sources", "characters", "own"): {
        "": ("Interview 1", "Interview 2", "Interview 3", "Report", "Leaflet", "Total"),
        "Trust": (47, 18, 26, 0, 0, 91),
        "Waiting": (31, 51, 21, 56, 0, 159),
    },
    ("coders", "references", "own"): {
        "": ("Ann", "Ben", "Unassigned", "Total"),
        "Trust": (3, 1, 1, 5),
        "Waiting": (6, 2, 0, 8),
        "Noise": (0, 5, 0, 5),
        "Total": (15, 13, 1, 29),
    },
}


@pytest.mark.parametrize(("by", "unit", "aggregate"), CROSSTABS)
def test_what_was_tabulated_on_paper(by: str, unit: str, aggregate: str):
    typed = dict(CROSSTABS[by, unit, aggregate])
    columns = typed.pop("")
    found = oracle.crosstab(PROJECT, by, unit, aggregate, "none")
    assert {column for _, column in found} == set(columns)
    for name, numbers in typed.items():
        code = CODES.get(name, name)
        assert tuple(found[code, column] for column in columns) == numbers, name
