"""Agreement is that of a brute force over characters: on the counted project and random ones."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
import oracle
import pandas as pd
import pytest
from against_oracle import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st
from projects_made import projects

from refiqda import model as m
from refiqda import tables
from refiqda.tables.agreeing.patterns import Marked, tallied
from refiqda.tables.counting.asking import NothingToCount

UNITS = ("characters", "words", "paragraphs", "segments")
PERCENTAGES = ("agreement", "both", "neither", "disagreement", "first_only", "second_only")
Cell = tuple[str | None, str | None]
"""A code and a source, by GUID; None for all."""


# ------------------------------------------------------------------------------- brute force


def units_of(text: str, unit: str) -> list[set[int]]:
    """The characters of each unit, found one character at a time."""
    if unit == "characters":
        return [{at} for at in range(len(text))]
    found: list[set[int]] = []
    is_open = False
    for at, character in enumerate(text):
        ends = character == "\n" if unit == "paragraphs" else character.isspace()
        if ends:
            is_open = False
        elif not character.isspace():
            if not is_open:
                found.append(set())
                is_open = True
            found[-1].add(at)
    # Blanks within a paragraph are characters of it.
    return [set(range(min(each), max(each) + 1)) for each in found]


def patterns(
    world: oracle.World, codes: set[str], unit: str, source: str
) -> Counter[tuple[Any, ...]]:
    """How many units of a source have been coded by whom: (by Ann, by Ben)."""
    rows = [row for row in world.rows if row.source == source and row.code in codes]
    by = {name: [row for row in rows if row.coder == name] for name in ("Ann", "Ben")}
    if unit == "segments":
        return Counter(
            tuple(place in {row.place for row in own} for own in by.values())
            for place in {
                row.place for row in world.rows if row.source == source and row.coder in by
            }
        )
    coded = {name: {at for row in own for _, at in row.characters} for name, own in by.items()}
    return Counter(
        tuple(bool(each & coded[name]) for name in by)
        for each in units_of(world.texts[source], unit)
    )


def expected(project: m.Project, unit: str, aggregate: str, notes: bool) -> dict[Cell, Any]:
    """The patterns of every cell that has units, and of all sources and codes together."""
    world = oracle.world_of(project, notes=notes)
    families = {
        oracle.key(code.guid): oracle.family(code, aggregate)
        for code in oracle.all_codes(project.codes)
    }
    everything = set(families)
    known = [row for row in world.rows if row.code in everything]
    world = world._replace(rows=known)
    found: dict[Cell, Any] = {}
    total: Counter[tuple[Any, ...]] = Counter()
    for code, family in families.items():
        together: Counter[tuple[Any, ...]] = Counter()
        for source in world.texts:
            each = patterns(world, family, unit, source)
            if each.total():
                found[code, source] = each
            together += each
        found[code, None] = together
        total += together
    found[None, None] = total
    return found


def kappa(pattern: Counter[tuple[Any, ...]]) -> Fraction | None:
    """NVivo's formula, in exact numbers."""
    total = pattern.total()
    first = sum(number for (ann, _), number in pattern.items() if ann)
    second = sum(number for (_, ben), number in pattern.items() if ben)
    agreed = pattern[True, True] + pattern[False, False]
    by_chance = Fraction(first * second + (total - first) * (total - second), total)
    return None if total == by_chance else (agreed - by_chance) / (total - by_chance)


def row_of(pattern: Counter[tuple[Any, ...]]) -> dict[str, Any]:
    total = pattern.total()
    both, neither = pattern[True, True], pattern[False, False]
    first, second = pattern[True, False], pattern[False, True]
    numbers = (both + neither, both, neither, first + second, first, second)
    shares = {
        name: Fraction(100 * number, total)
        for name, number in zip(PERCENTAGES, numbers, strict=True)
    }
    return {"size": total, "kappa": kappa(pattern), **shares}


def is_same(found: Any, right: Any) -> bool:
    if right is None or pd.isna(found):
        return right is None and pd.isna(found)
    return bool(found == pytest.approx(float(right), rel=1e-12, abs=1e-12))


def disagreements(frame: pd.DataFrame, right: dict[Cell, Any]) -> list[tuple[Any, ...]]:
    """Cell, column, what is found and what the brute force says."""
    keys = [
        tuple(None if pd.isna(guid) else oracle.key(guid) for guid in pair)
        for pair in zip(frame["code_guid"], frame["source_guid"], strict=True)
    ]
    assert keys == list(right)
    return [
        (key, column, found, value)
        for key, (_, row) in zip(keys, frame.iterrows(), strict=True)
        for column, value in row_of(right[key]).items()
        if not is_same(found := row[column], value)
    ]


@pytest.mark.parametrize("notes", [False, True], ids=["sources", "notes"])
@pytest.mark.parametrize("aggregate", oracle.AGGREGATES)
@pytest.mark.parametrize("unit", UNITS)
def test_agreement_on_the_counted_project(unit: str, aggregate: str, notes: bool) -> None:
    frame = tables.agreement(PROJECT, unit=unit, aggregate=aggregate, notes=notes)
    assert disagreements(frame, expected(PROJECT, unit, aggregate, notes)) == []


@settings(max_examples=100, deadline=None)
@given(
    made=projects(),
    unit=st.sampled_from(UNITS),
    aggregate=st.sampled_from(oracle.AGGREGATES),
    notes=st.booleans(),
)
def test_agreement_on_any_project(made: m.Project, unit: str, aggregate: str, notes: bool) -> None:
    right = expected(made, unit, aggregate, notes)
    if not right[None, None].total():
        with pytest.raises(NothingToCount, match=unit):
            tables.agreement(made, unit=unit, coders=["Ann", "Ben"], notes=notes)
        return
    frame = tables.agreement(
        made, unit=unit, aggregate=aggregate, coders=["Ann", "Ben"], notes=notes
    )
    assert disagreements(frame, right) == []


# ------------------------------------------------------------------------------- the sweep


mark = st.tuples(
    st.integers(0, 2), st.integers(0, 3), st.integers(0, 4), st.integers(0, 30), st.integers(0, 30)
)
"""Cell, line, coder, and two ends."""


@settings(max_examples=60, deadline=None)
@given(marks=st.lists(mark, max_size=25), coders=st.integers(2, 5))
def test_the_sweep_over_ends_is_a_count_of_characters(
    marks: list[tuple[int, int, int, int, int]], coders: int
) -> None:
    """For any number of coders, several lines in a cell, and steps of any weight."""
    several = [(cell, line, who % coders, *sorted(ends)) for cell, line, who, *ends in marks]
    weights = np.array([1.0, 1.0, 2.0, 5.0])
    sizes = np.full(3, 30 * weights.sum())
    columns = np.array(several, dtype=np.int64).reshape(-1, 5).T
    found = tallied(Marked(*columns), weights, sizes, coders)
    for cell in range(3):
        right: Counter[int] = Counter()
        for line in range(4):
            own = [each for each in several if each[:2] == (cell, line)]
            for at in range(30):
                who = {coder for *_, coder, left, last in own if left <= at < last}
                pattern = sum(1 << side for side in who) if coders == 2 else len(who)
                right[pattern] += int(weights[line])
        assert found.units[cell].tolist() == [
            right[pattern] for pattern in range(4 if coders == 2 else coders + 1)
        ]
