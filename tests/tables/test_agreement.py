"""Agreement of coders: NVivo's own example, who is compared, what is said, and what is refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from where import FIXTURES

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.errors import UnknownName
from refiqda.tables import render
from refiqda.tables.caption import definition_of, kind_of, notes_of, title_of
from refiqda.tables.counting.asking import CannotCompare, NothingToCount

COUNTED = FIXTURES / "made" / "counted.qdpx"


def g(*parts: object) -> str:
    return refiqda.make_guid("agreement", *map(str, parts))


Mark = tuple[str | None, str, int, int]
"""Coder, code, and the ends of a passage."""


def text(name: str, length: int, *marks: Mark) -> m.TextSource:
    source = m.TextSource(guid=g(name), name=name, content="x" * length)
    for number, (coder, code, start, end) in enumerate(marks):
        selection = m.PlainTextSelection(guid=g(name, number), start=start, end=end)
        user = None if coder is None else g(coder)
        selection.codings = [
            m.Coding(guid=g(name, number, "coding"), creating_user=user, code=g(code))
        ]
        source.selections.append(selection)
    return source


def project(*sources: m.TextSource, coders: tuple[str, ...] = ("Ann", "Ben", "Cleo")) -> m.Project:
    return m.Project(
        name="agreement",
        users=[m.User(guid=g(name), name=name) for name in coders],
        codes=[m.Code(guid=g(name), name=name, is_codable=True) for name in ("a", "b")],
        sources=list(sources),
    )


def nvivo() -> m.Project:
    """1,000 characters: 50 coded by both, 150 by one of them, 800 by neither."""
    return project(
        text(
            "interview",
            1000,
            ("Ann", "a", 100, 200),
            ("Ben", "a", 150, 250),
            ("Ben", "a", 900, 950),
        )
    )


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns, row by row; what is missing is None."""
    several = [[None if pd.isna(cell) else cell for cell in frame[name]] for name in columns]
    return list(zip(*several, strict=True))


# ------------------------------------------------------------------------------- NVivo


def test_the_example_of_nvivo() -> None:
    """NVivo's help, Coding comparison query: (800 + 50) / 1000 = 85 %."""
    frame = tables.agreement(nvivo(), codes=["a"])
    assert list(frame.columns) == [
        "code_path", "code_guid", "source", "source_guid", "size", "kappa", "agreement", "both",
        "neither", "disagreement", "first_only", "second_only",
    ]  # fmt: skip
    (one, together, everything) = rows(frame, *frame.columns)
    numbers = (1000, one[5], 85.0, 5.0, 80.0, 15.0, 5.0, 10.0)
    assert one == ("a", g("a"), "interview", g("interview"), *numbers)
    assert together == ("a", g("a"), None, None, *numbers)
    assert everything == ("(all codes)", None, None, None, *numbers)
    # A = 100, B = 150: EF = 15 + 765 = 780, K = (850 - 780) / (1000 - 780).
    assert one[5] == pytest.approx(70 / 220)


def test_columns_have_the_types_of_all_tables() -> None:
    frame = tables.agreement(nvivo())
    assert frame.dtypes.astype(str).tolist() == [
        "string", "string", "category", "category", "Int64", *["Float64"] * 7,
    ]  # fmt: skip


def test_the_table_of_the_counted_project(file_regression: Any) -> None:
    """As a person reads it, with its definition and its notes."""
    frame = tables.agreement(
        COUNTED, overall=True, coefficient=["kappa", "alpha", "u_alpha", "ac1", "fleiss"]
    )
    file_regression.check(render.render(frame, "table"), encoding="utf-8")


# ------------------------------------------------------------------------------- 0/0


@pytest.mark.parametrize(("undefined", "expected"), [("missing", None), ("one", 1.0)])
def test_where_nobody_coded_anything_or_everybody_everything(
    undefined: Any, expected: float | None
) -> None:
    whole = text("whole", 10, ("Ann", "a", 0, 10), ("Ben", "a", 0, 10))
    frame = tables.agreement(
        project(whole, text("empty", 10)), coefficient=["kappa", "alpha"], undefined=undefined
    )
    assert rows(frame, "code_path", "source", "kappa", "alpha", "agreement") == [
        ("a", "whole", expected, expected, 100.0),
        ("a", "empty", expected, expected, 100.0),
        ("a", None, 1.0, 1.0, 100.0),
        ("b", "whole", expected, expected, 100.0),
        ("b", "empty", expected, expected, 100.0),
        ("b", None, expected, expected, 100.0),
        ("(all codes)", None, 1.0, 1.0, 100.0),
    ]
    told = "missing" if expected is None else "given as 1, since the coders agree completely"
    assert any(f"is 0/0, and is {told}." in sentence for sentence in definition_of(frame))


def test_where_only_one_coded_kappa_is_0() -> None:
    frame = tables.agreement(project(text("x", 10, ("Ann", "a", 0, 5), ("Ben", "b", 0, 5))))
    assert rows(frame.head(1), "kappa", "agreement") == [(0.0, 50.0)]


# ------------------------------------------------------------------------------- who


THREE = project(
    text(
        "x", 100,
        ("Ann", "a", 0, 40), ("Ben", "a", 20, 60), ("Cleo", "a", 30, 70), (None, "a", 90, 100),
    )
)  # fmt: skip


def test_three_coders_are_all_compared_if_none_are_named() -> None:
    frame = tables.agreement(THREE, codes=["a"])
    assert title_of(frame) == "Agreement of Ann, Ben and Cleo in characters"
    assert list(frame.columns[5:]) == ["fleiss", "alpha", "agreement", "all", "none", "some"]
    # Pairs agree on 60, 40 and 80 of 100 characters.
    assert rows(frame.head(1), "agreement", "all", "none", "some") == [(60.0, 10.0, 30.0, 60.0)]
    assert "All 3 who coded anything are compared, since none are named." in notes_of(frame)
    assert "Codings that say no coder are left out: 1." in notes_of(frame)


@pytest.mark.parametrize(
    ("coders", "first_only", "second_only", "both"),
    [
        (["Ann", "Cleo"], 30, 30, 10),
        (["Cleo", "Ann"], 30, 30, 10),
        (["Ann|Ben", "Cleo"], 30, 10, 30),
        (["Cleo", "Ann | Ben"], 10, 30, 30),
    ],
)
def test_two_coders_or_groups(
    coders: list[str], first_only: int, second_only: int, both: int
) -> None:
    """What anybody in a group coded, the group coded."""
    frame = tables.agreement(THREE, coders=coders, codes=["a"])
    found = rows(frame.head(1), "first_only", "second_only", "both")
    assert found == [(first_only, second_only, both)]
    assert any(f"first is {coders[0]}, second is {coders[1]}" in it for it in definition_of(frame))


def test_a_name_with_a_stroke_in_it_is_a_name() -> None:
    made = project(
        text("x", 10, ("A|B", "a", 0, 5), ("Ann", "a", 0, 5), ("Ben", "a", 5, 10)),
        coders=("A|B", "Ann", "Ben"),
    )
    assert tables.agreement(made, coders=["A|B", "Ann"])["both"][0] == 50
    assert tables.agreement(made, coders=[r"A\|B|Ben", "Ann"])["first_only"][0] == 50


def test_users_of_one_name_are_one_coder() -> None:
    made = project(text("x", 10, ("Ann", "a", 0, 5), ("Ben", "a", 0, 5), ("Cleo", "a", 5, 10)))
    made.users[2].name = "Ann"
    assert title_of(frame := tables.agreement(made)) == "Agreement of Ann and Ben in characters"
    assert frame["first_only"][0] == 50


def test_the_coder_of_a_coding_is_its_own_user_else_that_of_its_selection() -> None:
    made = project(text("x", 10, ("Ann", "a", 0, 5), (None, "a", 0, 5)))
    for selection in made.sources[0].selections:
        selection.creating_user = g("Ben")
    assert tables.agreement(made)["both"][0] == 50


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"coders": ["Ann"]}, "Agreement needs two coders, and only Ann is named. Name another."),
        ({"coders": "Ann"}, "only Ann is named"),
        ({"coders": ["Ann", "Ann"]}, "'Ann' and 'Ann' have a coder in common"),
        ({"coders": ["Ann|Ben", "Ben"]}, r"'Ann\|Ben' and 'Ben' have a coder in common"),
        ({"coefficient": "kappa"}, "two coders, and there are 3: Ann, Ben and Cleo"),
        ({"coefficient": "u_alpha", "unit": "segments"}, "segments have no order"),
        ({"bootstrap": 10}, "only one source is compared"),
        ({"bootstrap": -1}, "whole numbers from 0 on"),
    ],
)
def test_what_cannot_be_compared(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(CannotCompare, match=message):
        tables.agreement(THREE, **asked)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"unit": "letters"}, "There is no unit 'letters'"),
        ({"unit": "word"}, "perhaps 'words'"),
        ({"coefficient": "kapa"}, "There is no coefficient 'kapa'; perhaps 'kappa'"),
        ({"aggregate": "child"}, "There is no aggregation 'child'; perhaps 'children'"),
        ({"undefined": "zero"}, "Use missing or one"),
        ({"coders": ["Ann", "Bne"]}, "nearest name is 'Ben'"),
        ({"coders": ["Ann", "Ben|Cloe"]}, "nearest name is 'Cleo'"),
        ({"codes": ["c"]}, "no code 'c'"),
        ({"sources": ["y"]}, "'y'"),
    ],
)
def test_names_that_are_not_there(asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        tables.agreement(THREE, **asked)


def test_a_project_of_one_coder_or_none() -> None:
    with pytest.raises(CannotCompare, match=r"only Ann coded anything .* Merge the projects"):
        tables.agreement(project(text("x", 10, ("Ann", "a", 0, 5))))
    with pytest.raises(CannotCompare, match="does not say who coded"):
        tables.agreement(project(text("x", 10, (None, "a", 0, 5))))


def test_sources_without_any_of_the_unit() -> None:
    with pytest.raises(NothingToCount, match="There are no pixels to compare"):
        tables.agreement(THREE, unit="pixels")


# ------------------------------------------------------------------------------- scope


def test_sources_of_a_case_are_compared_whole() -> None:
    made = project(
        text("x", 10, ("Ann", "a", 0, 5), ("Ben", "a", 0, 5)), text("y", 30, ("Ann", "a", 0, 5))
    )
    made.cases = [m.Case(guid=g("R1"), name="R1", selections=[made.sources[0].selections[0].guid])]
    frame = tables.agreement(made, cases=["R1"], overall=True)
    assert rows(frame.head(1), "size", "both", "neither") == [(10, 50.0, 50.0)]
    assert definition_of(frame)[-1] == (
        "Only sources that hold something of a case (case = R1), each as a whole."
    )


def test_children_count_as_their_parent() -> None:
    made = project(text("x", 10, ("Ann", "a", 0, 5), ("Ben", "b", 0, 5)))
    made.codes[0].codes = [made.codes.pop()]
    assert tables.agreement(made)["both"][0] == 0
    assert tables.agreement(made, aggregate="children")["both"][0] == 50


def test_a_source_without_a_name_is_not_all_sources() -> None:
    marks = ("Ann", "a", 0, 5), ("Ben", "a", 0, 5)
    named, bare, odd = text("x", 10, *marks), text("y", 20, *marks), text("z", 40, *marks)
    bare.name, odd.name, odd.guid = None, "", None
    frame = tables.agreement(project(named, bare, odd), codes=["a"])
    assert rows(frame, "source", "size") == [
        ("x", 10), (bare.guid, 20), ("(no name)", 40), (None, 70), (None, 70),
    ]  # fmt: skip


def test_the_last_row_has_the_units_of_all_sources_once_for_each_code() -> None:
    made = project(text("x", 10, ("Ann", "a", 0, 5), ("Ben", "a", 0, 5)), text("y", 30))
    frame = tables.agreement(made)
    assert frame["size"].tolist() == [10, 30, 40, 10, 30, 40, 2 * 40]
    said = "or of all sources; in the last row these count once for each code."
    assert any(said in sentence for sentence in definition_of(frame))


def test_the_overall_rows_are_the_same_alone() -> None:
    whole = tables.agreement(COUNTED)
    alone = tables.agreement(COUNTED, overall=True)
    together = whole[whole["source"].isna()].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, together, check_categorical=False)
    assert len(whole) == 8 * 5 + 9


# ------------------------------------------------------------------------------- what is said


def test_what_a_table_says_of_itself() -> None:
    frame = tables.agreement(COUNTED)
    assert kind_of(frame) == "agreement"
    assert title_of(frame) == "Agreement of Ann and Ben in characters"
    said = " ".join(definition_of(frame))
    for part in ("first is Ann, second is Ben", "NVivo", "0/0", "A code has its own codings alone"):
        assert part in said
    told = notes_of(frame)
    assert "Sources in which no coder coded anything count as agreed: Leaflet." in told
    assert "Codes that these coders did not use count as agreed in the last row: 2 of 8." in told
    assert "Codings that say no coder are left out: 1." in told
    assert any("prevalence paradox" in note for note in told)
    assert any("Neighbouring characters" in note for note in told)


def test_sources_that_not_everybody_read_and_coders_without_codings_are_named() -> None:
    made = project(
        text("x", 10, ("Ann", "a", 0, 5), ("Ben", "a", 0, 5)), text("y", 10, ("Ann", "a", 0, 5))
    )
    assert any(
        note.startswith("Sources in which not every coder coded something: y.")
        for note in notes_of(tables.agreement(made))
    )
    idle = notes_of(tables.agreement(made, coders=["Ann", "Cleo"]))
    assert "Nothing in these sources was coded by Cleo." in idle
    assert not any("not every coder" in note for note in idle)


# ------------------------------------------------------------------------------- bootstrap


def test_intervals_stand_beside_what_they_are_of_in_the_rows_of_all_sources() -> None:
    frame = tables.agreement(COUNTED, bootstrap=200, seed=3, coefficient=["kappa", "ac1"])
    assert list(frame.columns[5:14]) == [
        "kappa", "kappa_low", "kappa_high", "ac1", "ac1_low", "ac1_high",
        "agreement", "agreement_low", "agreement_high",
    ]  # fmt: skip
    is_overall = frame["source"].isna()
    assert frame.loc[~is_overall, "agreement_low"].isna().all()
    overall = frame[is_overall]
    assert (overall["agreement_low"] <= overall["agreement"]).all()
    assert (overall["agreement"] <= overall["agreement_high"]).all()
    used = overall.dropna(subset=["kappa"])
    assert (used["kappa_low"] <= used["kappa_high"]).all()
    assert overall["kappa_low"].isna().tolist() == overall["kappa"].isna().tolist()
    assert any("200 resamples of whole sources (seed 3)" in it for it in definition_of(frame))
    assert any("only 5 sources are rough" in note for note in notes_of(frame))


def test_a_seed_means_the_same_each_time_and_in_every_version() -> None:
    def ends(seed: int) -> list[float]:
        frame = tables.agreement(COUNTED, bootstrap=50, seed=seed, overall=True)
        return [float(frame[name].iloc[-1]) for name in ("agreement_low", "agreement_high")]

    assert ends(1) == ends(1) != ends(2)
    assert ends(1) == pytest.approx([87.24350358422939, 93.40448797678276])


@pytest.mark.parametrize("resamples", [10**8, 10**30])
def test_more_resamples_than_memory_holds_are_refused(resamples: int) -> None:
    with pytest.raises(CannotCompare, match=r"of 5 sources .* Ask for 10,000,000 at most"):
        tables.agreement(COUNTED, bootstrap=resamples)


def test_the_interval_is_that_of_resampled_tables() -> None:
    """Each resample is a table of its own, made from the sources drawn."""
    made = project(
        text("x", 10, ("Ann", "a", 0, 5), ("Ben", "a", 0, 5)),
        text("y", 20, ("Ann", "a", 0, 5), ("Ben", "a", 15, 20)),
    )
    frame = tables.agreement(made, bootstrap=400, codes=["a"], overall=True)
    alone = [100.0, 100 * 20 / 30, 50.0]  # x twice, both, y twice
    assert rows(frame.head(1), "agreement", "agreement_low", "agreement_high") == [
        (pytest.approx(alone[1]), alone[2], alone[0])
    ]
