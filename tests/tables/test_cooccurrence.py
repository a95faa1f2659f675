"""How often codes occur together: held against all pairs of codings, one by one."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from typing import Any

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from together_made import CASES, CODERS, CODES, NOTE, Made, Marked, family, projects

from refiqda import tables
from refiqda.tables.together.hows import HOWS

AGGREGATES = ("own", "children", "descendants")
PAIRS = [how for how, way in HOWS.items() if way.is_of_pairs]
HOLDERS = [how for how in HOWS if how not in PAIRS]


def is_together(one: Marked, other: Marked, how: str, within: int | None) -> bool:
    if how == "same":
        return one.place == other.place
    if how == "overlap":
        return one.shares(other)
    if how == "encloses":
        return one.encloses(other)
    assert within is not None
    return one.is_near(other, within)


def pairs_of(several: list[Marked], codes: tuple[set[str], set[str]], how: str, within: Any) -> int:
    """Each two codings once, unless one encloses the other."""
    found = set()
    for one, other in itertools.permutations(several, 2):
        if one.code in codes[0] and other.code in codes[1] and is_together(one, other, how, within):
            pair = (one.number, other.number)
            found.add(pair if how == "encloses" else frozenset(pair))
    return len(found)


def holders_of(made: Made, several: list[Marked], codes: set[str], how: str) -> set[Any]:
    found: set[Any] = set()
    for each in several:
        if each.code in codes:
            found |= {
                "paragraph": each.paragraphs(made.texts),
                "source": {each.source},
                "case": set(each.cases),
            }[how]
    return found


def expected(
    made: Made, several: list[Marked], how: str, within: int | None, aggregate: str
) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """What each code has alone, and each two together."""
    families = {code: family(code, aggregate) for code in CODES}
    both = list(itertools.permutations(CODES, 2))
    if how in HOLDERS:
        held = {code: holders_of(made, several, families[code], how) for code in CODES}
        return (
            {code: len(held[code]) for code in CODES},
            {(one, other): len(held[one] & held[other]) for one, other in both},
        )
    of_texts = [each for each in several if each.kind == "text" or how != "near"]
    return (
        {code: sum(each.code in families[code] for each in of_texts) for code in CODES},
        {
            (one, other): pairs_of(several, (families[one], families[other]), how, within)
            for one, other in both
        },
    )


def edges(frame: pd.DataFrame) -> dict[tuple[str, str], int]:
    return {(last(row.code_a), last(row.code_b)): row.count for row in frame.itertuples()}


def last(path: str) -> str:
    return path.split(" > ")[-1]


asked = st.fixed_dictionaries(
    {
        "how": st.sampled_from(list(HOWS)),
        "aggregate": st.sampled_from(AGGREGATES),
        "coders": st.sampled_from(("any", ("Ann",), ("Ann", "Ben"))),
        "same_coder": st.booleans(),
        "sources": st.sampled_from(((), (), ("text 1",), ("tape", "report"))),
        "cases": st.sampled_from(((), (), ("R1",))),
        "codes": st.sampled_from((None, None, ["e", "a", "c"])),
        "notes": st.booleans(),
    }
)


def looked_at(made: Made, options: dict[str, Any]) -> list[Marked]:
    """The codings that count, of cases only those looked at."""
    wanted = set(options["cases"] or CASES)
    return [
        replace(each, cases=each.cases & wanted)
        for each in made.marked
        if (options["coders"] == "any" or each.coder in options["coders"])
        and (not options["sources"] or each.source in options["sources"])
        and (not options["cases"] or each.cases & wanted)
        and (options["notes"] or each.source != NOTE)
        and (not options["same_coder"] or each.coder)
    ]


def by_everybody(
    made: Made, several: list[Marked], options: dict[str, Any]
) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """What is expected, added up over coders if only the same one's codings are paired."""
    parts = [several]
    if options["same_coder"]:
        parts = [[each for each in several if each.coder == coder] for coder in CODERS]
    alone, both = Counter[str](), Counter[tuple[str, str]]()
    for part in parts:
        found = expected(made, part, options["how"], options["within"], options["aggregate"])
        alone.update(found[0])
        both.update(found[1])
    return dict(alone), dict(both)


@settings(max_examples=500, deadline=None)
@given(made=projects(), options=asked, within=st.integers(0, 6))
def test_every_two_codes_in_every_way(made: Made, options: Any, within: int) -> None:
    options["same_coder"] = options["same_coder"] and options["how"] in PAIRS
    options["sources"] = [name for name in options["sources"] if name in made.names]
    options["within"] = within if options["how"] == "near" else None
    assume(not options["same_coder"] or any(each.coder for each in looked_at(made, options)))
    alone, both = by_everybody(made, looked_at(made, options), options)
    codes = sorted(options["codes"] or CODES)
    matrix = tables.cooccurrence(made.project, layout="matrix", **options)
    assert [last(path) for path in matrix["code_path"]] == codes
    for (row, one), (column, other) in itertools.product(enumerate(codes), enumerate(codes)):
        right = alone[one] if one == other else both[one, other]
        assert matrix.iloc[row, column + 1] == right, (one, other)
    wanted = {
        pair: number
        for pair, number in both.items()
        if number and {*pair} <= {*codes} and (pair[0] < pair[1] or options["how"] == "encloses")
    }
    frame = tables.cooccurrence(made.project, **options)
    assert edges(frame) == wanted
    for row in frame.itertuples():
        assert (row.n_a, row.n_b) == (alone[last(row.code_a)], alone[last(row.code_b)])
