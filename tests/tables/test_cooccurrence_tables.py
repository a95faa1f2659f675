"""What the tables of codes that occur together say: columns, definitions, cautions, refusals."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import oracle
import pandas as pd
import pytest
from pytest_regressions.file_regression import FileRegressionFixture
from where import CORPUS, FIXTURES

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.errors import UnknownName
from refiqda.tables.caption import definition_of, kind_of, notes_of, title_of
from refiqda.tables.columns import DTYPES
from refiqda.tables.cooccurrence import EDGES
from refiqda.tables.counting.asking import CannotCount, NothingToCount
from refiqda.tables.render import render
from refiqda.tables.together import tallies

TEXT = "One two three.\n\n   \nFour five six.\nSeven."


def guid(*parts: object) -> str:
    return refiqda.make_guid("occur together", *map(str, parts))


def made(*marked: tuple[int, int, str], names: str = "a b c", text: str = TEXT) -> m.Project:
    """A text with passages, each with the codes whose names it is given."""
    source = m.TextSource(guid=guid("text"), name="text", content=text)
    for number, (start, end, codes) in enumerate(marked):
        codings = [
            m.Coding(guid=guid("coding", number, at), code=guid("code", name))
            for at, name in enumerate(codes.split())
        ]
        passage = m.PlainTextSelection(guid=guid("passage", number), start=start, end=end)
        passage.codings = codings
        source.selections.append(passage)
    codes = [m.Code(guid=guid("code", name), name=name, is_codable=True) for name in names.split()]
    return m.Project(name="made", codes=codes, sources=[source], is_understood=True)


def counted(project: m.Project, **asked: Any) -> dict[str, int]:
    frame = tables.cooccurrence(project, **asked)
    return {f"{row.code_a}{row.code_b}": row.count for row in frame.itertuples()}


# ------------------------------------------------------------------------------- the seven ways


def test_overlapping_is_sharing_a_character() -> None:
    project = made((0, 7, "a"), (4, 13, "b"), (7, 13, "c"))
    assert counted(project) == {"ab": 1, "bc": 1}


def test_each_two_codings_of_a_place_are_a_pair() -> None:
    project = made((0, 3, "a b"), (0, 3, "b"), (1, 2, "b"))
    assert counted(project) == {"ab": 3}
    assert counted(project, how="same") == {"ab": 2}


def test_enclosing_has_a_direction() -> None:
    project = made((0, 7, "a"), (4, 7, "b"), (4, 7, "c"), (6, 9, "c"))
    assert counted(project, how="encloses") == {"ab": 1, "ac": 1, "bc": 1, "cb": 1}


def test_near_counts_the_characters_in_between() -> None:
    project = made((0, 3, "a"), (3, 7, "b"), (9, 12, "c"))
    assert counted(project, how="near", within=0) == {"ab": 1}
    assert counted(project, how="near", within=2) == {"ab": 1, "bc": 1}
    assert counted(project, how="near", within=6) == {"ab": 1, "ac": 1, "bc": 1}
    assert counted(project, how="near", within=10**30) == {"ab": 1, "ac": 1, "bc": 1}


def test_a_paragraph_is_a_line_that_is_not_blank() -> None:
    blank = TEXT.index("   ")
    project = made((0, 3, "a"), (8, 30, "b"), (blank, blank + 2, "c"), (34, 99, "b c"))
    assert counted(project, how="paragraph") == {"ab": 1, "bc": 1}
    frame = tables.cooccurrence(project, how="paragraph", layout="matrix")
    assert frame["b"].tolist() == [1, 3, 1]
    assert frame["c"].tolist() == [0, 1, 1]


def test_paragraphs_are_those_of_agreement() -> None:
    """They end at every mark for a new line, and the blanks at their ends are no part of them."""
    text = "One.\u2028Two.\r  Three.  \n\x85Four."
    at = {word: text.index(word) for word in ("One", "Two", "  Three", "Three", ".  ", "Four")}
    project = made(
        (at["One"], at["One"] + 3, "a"),
        (at["Two"], at["Two"] + 3, "b c"),
        (at["  Three"], at["  Three"] + 2, "a"),
        (at["Three"], at["Three"] + 1, "b"),
        (at[".  "] + 1, at[".  "] + 3, "c"),
        (at["Four"], at["Four"] + 1, "b c"),
        text=text,
    )
    for passage, coder in zip(
        project.sources[0].selections, itertools.cycle(("Ann", "Ben")), strict=False
    ):
        passage.creating_user = guid(coder)
    project.users = [m.User(guid=guid(name), name=name) for name in ("Ann", "Ben")]
    frame = tables.cooccurrence(project, how="paragraph", layout="matrix")
    assert frame["a"].tolist() == [1, 0, 0]
    assert frame["b"].tolist() == [0, 3, 2]
    agreed = tables.agreement(project, unit="paragraphs", overall=True)
    assert agreed["size"].tolist() == [4, 4, 4, 12]
    share = agreed["both"] + agreed["first_only"] + agreed["second_only"]
    assert (share * agreed["size"] / 100).tolist()[:3] == [1, 3, 2]


def test_paragraphs_are_counted_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are held at a time, what shares a paragraph is counted together."""
    lines = "".join(f"line {number}\n" for number in range(10))
    project = made(
        (0, 21, "a"), (9, 30, "b"), (15, 16, "c"), (40, 60, "a"), (50, 69, "c"), text=lines
    )
    whole = tables.cooccurrence(project, how="paragraph", layout="matrix")
    assert whole.iloc[:, 1:].to_numpy().tolist() == [[7, 2, 3], [2, 4, 1], [3, 1, 4]]
    monkeypatch.setattr(tallies, "BLOCK", 1)
    again = tables.cooccurrence(project, how="paragraph", layout="matrix")
    pd.testing.assert_frame_equal(again, whole)


def test_a_code_is_not_paired_with_itself() -> None:
    project = made((0, 5, "a"), (3, 9, "a"))
    assert counted(project) == {}
    assert tables.cooccurrence(project, layout="matrix")["a"].tolist() == [2, 0, 0]


# ------------------------------------------------------------------------------- c


def test_c_is_that_of_the_manual() -> None:
    """100 quotations with one code, 10 with the other, 5 with both: 0.048."""
    marked = [(at, at + 1, "a") for at in range(100)] + [(at, at + 1, "b") for at in range(95, 105)]
    row = tables.cooccurrence(made(*marked, text="." * 200)).iloc[0]
    assert (row["count"], row["n_a"], row["n_b"]) == (5, 100, 10)
    assert row["c"] == pytest.approx(0.048, abs=0.0005)
    assert row["caution"] == "frequencies differ"


def test_five_times_as_many_are_not_yet_marked() -> None:
    marked = [(at, at + 1, "a") for at in range(5)]
    assert tables.cooccurrence(made(*marked, (0, 1, "b")))["caution"].isna().all()
    frame = tables.cooccurrence(made(*marked, (7, 8, "a"), (0, 1, "b")))
    assert frame["caution"].tolist() == ["frequencies differ"]
    assert any("In 1 of 1 pairs one has more than 5 times" in note for note in notes_of(frame))


@pytest.mark.parametrize(("times", "c"), [(1, 1.0), (2, None), (3, -3.0)])
def test_c_is_told_where_it_leaves_its_range(times: int, c: float | None) -> None:
    """So many codings with each code, all at one place."""
    row = tables.cooccurrence(made(*[(0, 4, "a b")] * times)).iloc[0]
    assert row["count"] == times * times
    assert (None if pd.isna(row["c"]) else row["c"]) == c
    assert (row["caution"] == "out of range") is (times > 1)


def test_of_what_holds_codes_c_is_the_jaccard_index() -> None:
    project = made((0, 3, "a"), (20, 23, "a b"), (36, 40, "b"))
    row = tables.cooccurrence(project, how="paragraph").iloc[0]
    assert (row["count"], row["n_a"], row["n_b"], row["c"]) == (1, 2, 2, pytest.approx(1 / 3))
    assert any(
        "Jaccard" in said for said in definition_of(tables.cooccurrence(project, how="source"))
    )


# ------------------------------------------------------------------------------- shapes


def test_pairs_that_never_occur_together_stay_on_request() -> None:
    project = made((0, 3, "a b"), (0, 2, "b"))
    assert counted(project, minimum=0) == {"ab": 2, "ac": 0, "bc": 0}
    assert counted(project, minimum=2) == {"ab": 2}
    assert counted(project, minimum=3) == {}
    assert len(tables.cooccurrence(project, how="encloses", minimum=0)) == 6
    frame = tables.cooccurrence(project, minimum=0)
    assert frame["c"].tolist() == [2.0, 0.0, 0.0]
    assert frame["caution"].isna().tolist() == [False, True, True]


def test_columns_are_as_declared() -> None:
    for frame in (tables.cooccurrence(made((0, 3, "a b"))), tables.cooccurrence(made())):
        assert list(frame.columns) == [column.name for column in EDGES.columns]
        for column in EDGES.columns:
            assert frame[column.name].dtype == DTYPES[column.kind]


def test_codes_with_the_same_path_have_columns_of_their_own() -> None:
    project = made((0, 3, "a b"), (1, 2, "c"), names="a b c d")
    for code in project.codes:
        code.name = "code_path" if code.name == "d" else "twin"
    frame = tables.cooccurrence(project, layout="matrix")
    assert list(frame.columns) == ["code_path", "twin", "twin (2)", "twin (3)", "code_path (2)"]
    assert frame["code_path"].tolist() == ["twin", "twin", "twin", "code_path"]
    assert frame["twin (3)"].tolist() == [1, 1, 1, 0]
    edges = tables.cooccurrence(project)
    assert edges["code_a"].tolist() == ["twin"] * 3
    assert edges["code_b_guid"].tolist() == [project.codes[at].guid for at in (1, 2, 2)]
    project.codes[0].name = None
    assert list(tables.cooccurrence(project, layout="matrix").columns)[1] == "(no name)"


def test_what_is_counted_is_said() -> None:
    project = made((0, 3, "a b"))
    edges = tables.cooccurrence(project, how="near", within=1000)
    assert kind_of(edges) == "cooccurrence"
    assert title_of(edges) == "Codes that occur together, near each other"
    said = " ".join(definition_of(edges))
    assert "at most 1,000 characters between" in said
    assert "never occur together are left out" in said
    assert edges.attrs["codes"] == ["a", "b", "c"]
    matrix = tables.cooccurrence(project, how="encloses", layout="matrix")
    assert kind_of(matrix) == "cooccurrence matrix"
    assert "Rows enclose columns." in definition_of(matrix)


def test_codings_in_missing_texts_are_told() -> None:
    project = made((0, 3, "a b"))
    project.sources[0].content = None
    project.sources[0].plain_text_path = "internal://gone.txt"
    frame = tables.cooccurrence(project, how="paragraph")
    assert len(frame) == 0
    assert notes_of(frame) == [
        "2 codings are in texts that are missing from the file, and so in no paragraph."
    ]
    assert counted(project) == {"ab": 1}


# ------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"how": "overlaps"}, UnknownName, "'overlap'"),
        ({"how": "near"}, CannotCount, "How near is near"),
        ({"within": 3}, CannotCount, "is for 'near', not for 'overlap'"),
        ({"how": "near", "within": -1}, CannotCount, "0 or more"),
        ({"how": "source", "same_coder": True}, CannotCount, "'encloses' or 'near'"),
        ({"same_coder": True}, NothingToCount, "who coded"),
        ({"coders": "all"}, CannotCount, "in pairs"),
        ({"aggregate": "all"}, UnknownName, "aggregation"),
        ({"layout": "graph"}, UnknownName, "layout"),
        ({"layout": "matrix", "minimum": 2}, CannotCount, "all its cells"),
        ({"how": "case"}, NothingToCount, "has no cases"),
        ({"codes": ["aa"]}, UnknownName, "'aa'"),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_what_cannot_be_counted(asked: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        tables.cooccurrence(made((0, 3, "a b")), **asked)


def test_a_project_without_codes_has_nothing_to_count() -> None:
    with pytest.raises(NothingToCount, match="no codes"):
        tables.cooccurrence(m.Project(name="empty"))


# ------------------------------------------------------------------------------- whole projects


@pytest.mark.parametrize("aggregate", oracle.AGGREGATES)
def test_the_project_counted_by_hand(aggregate: Any) -> None:
    project = refiqda.open(FIXTURES / "made" / "counted.qdpx")
    rows = oracle.world_of(project, notes=False).rows
    codes = list(oracle.all_codes(project.codes))
    wanted = {}
    for one, other in itertools.combinations(codes, 2):
        first, second = (oracle.family(code, aggregate) for code in (one, other))
        met = {
            frozenset((a.number, b.number))
            for a, b in itertools.permutations(rows, 2)
            if a.code in first and b.code in second and a.characters & b.characters
        }
        if met:
            wanted[one.guid, other.guid] = len(met)
    frame = tables.cooccurrence(project, aggregate=aggregate)
    project.files.close()
    assert wanted
    assert {(row.code_a_guid, row.code_b_guid): row.count for row in frame.itertuples()} == wanted


@pytest.fixture(scope="module")
def real() -> Iterator[m.Project]:
    path = CORPUS / "qualcoder-3.8-mannheimer.qdpx"
    if not path.exists():
        pytest.skip("the corpus of real files (../shared/corpus) is not here")
    project = refiqda.open(path)
    yield project
    project.files.close()


@pytest.mark.parametrize("how", ["same", "overlap", "encloses", "near", "paragraph"])
def test_figures_of_a_real_project(
    how: Any, real: m.Project, file_regression: FileRegressionFixture
) -> None:
    frame = tables.cooccurrence(real, how=how, within=20 if how == "near" else None)
    figures = frame[["code_a_guid", "code_b_guid", "count", "n_a", "n_b", "c"]]
    text = render(figures, "csv")
    file_regression.check(text, extension=".csv", encoding="utf-8", newline="\n")


def test_figures_of_a_real_project_are_those_of_its_codings(real: m.Project) -> None:
    codings = tables.codings(real)
    pairs = codings.merge(codings, on="source_guid", suffixes=("_a", "_b"))
    pairs = pairs[pairs["code_guid_a"] != pairs["code_guid_b"]]
    begin, end = pairs[["start_a", "start_b"]], pairs[["end_a", "end_b"]]
    shared = pairs[begin.max(axis=1) < end.min(axis=1)]
    wanted = shared.groupby(["code_guid_a", "code_guid_b"], observed=True).size().to_dict()
    frame = tables.cooccurrence(real)
    found = {(row.code_a_guid, row.code_b_guid): row.count for row in frame.itertuples()}
    assert found
    assert {**found, **{pair[::-1]: count for pair, count in found.items()}} == wanted
