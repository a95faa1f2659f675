"""The passages of codes: which, in what order, with whom, and how they are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import oracle
import pandas as pd
import pytest
from against_oracle import PATH
from hypothesis import given, settings
from hypothesis import strategies as st
from projects_made import projects
from pytest_regressions.file_regression import FileRegressionFixture
from where import FIXTURES

import refiqda
from analysis.build import build
from refiqda import model as m
from refiqda import tables
from refiqda.errors import UnknownName
from refiqda.tables.caption import definition_of, notes_of
from refiqda.tables.counting.asking import NothingToCount
from refiqda.tables.quotes import CannotQuote, Passages
from refiqda.tables.render import render

COLUMNS = [
    "code_path", "passage", "source", "case", "coder", "start", "end", "place", "coding_guid",
]  # fmt: skip


def passages(**how: Any) -> list[str]:
    found: list[str] = tables.quotes(PATH, **how)["passage"].tolist()
    return found


def test_all_passages_of_the_counted_project(file_regression: FileRegressionFixture) -> None:
    found = tables.quotes(PATH, variables=["Group", "Kind"])
    assert list(found.columns) == [*COLUMNS[:4], "Group", "Kind", *COLUMNS[4:]]
    assert found.attrs["table"] == "quotes"
    assert "identify people" in notes_of(found)[0]
    file_regression.check(render(found, "csv"), extension=".csv", encoding="utf-8", newline="")


def test_a_project_with_every_kind_of_place(project: m.Project) -> None:
    """The small project of the frames; a variable called as a column is told apart."""
    found = tables.quotes(project, variables=["Age", "case"], notes=True)
    assert list(found.columns) == [*COLUMNS[:4], "Age", "case (variable)", *COLUMNS[4:]]
    shown = found[["passage", "source", "place"]].astype(object)
    assert shown.where(shown.notna(), None).values.tolist() == [
        ["😀", "interview", "characters 6-7"],
        ["Iași", "interview", "characters 13-17"],
        [None, "=lost|text", "characters 0-4"],
        ["words of the page", "report", "page 0"],
        [None, "photo", "area 0, 0 to 9, 9"],
        [None, "tape", "0:00:00.100-0:00:00.900"],
        [None, "interview", "whole source"],
        ["😀", "interview", "characters 6-7"],
        ["the", "report", "characters 4-7"],
        ["Hello.", "tape", "characters 0-6, 0:00:00-0:00:01.500"],
        ["Look", "memo", "characters 0-4"],
    ]


def test_a_passage_coded_twice_is_one_row_with_both_coders() -> None:
    found = tables.quotes(PATH, codes="Doubt", sources="Interview 1")
    assert found["passage"].tolist() == ["I doubt", "doubt that it will change.", ""]
    assert found["coder"].tolist() == ["Ann; Ben", "Ben", "Ann"]
    assert found["coding_guid"].str.count("; ").tolist() == [1, 0, 0]
    each = tables.quotes(PATH, codes="Doubt", sources="Interview 1", each=True)
    assert each["coder"].tolist() == ["Ann", "Ben", "Ben", "Ann"]
    assert not each["coding_guid"].str.contains("; ").any()


def test_one_coder_who_coded_a_passage_twice_is_named_once() -> None:
    found = tables.quotes(PATH, codes="> Waiting", aggregate="own", coders=["Ann"], cases=["R2"])
    assert found["passage"].tolist() == ["We waited two hours", " in the rain."]
    assert found["coder"].tolist() == ["Ann", "Ann"]


def test_codes_below_are_meant_too_and_stand_for_themselves() -> None:
    below = tables.quotes(PATH, codes="Trust")
    assert below["code_path"].unique().tolist() == [
        "Feelings > Trust", "Feelings > Trust > Trust in nurses",
    ]  # fmt: skip
    own = tables.quotes(PATH, codes="Trust", aggregate="own")
    assert own["code_path"].unique().tolist() == ["Feelings > Trust"]
    assert "Codes below those asked for are left out." in definition_of(own)
    assert len(tables.quotes(PATH, codes="Feelings", aggregate="own")) == 0


def test_what_everyone_coded_alike() -> None:
    assert passages(coders="all") == ["the nurses. They listened", "I doubt"]


def test_values_are_those_of_all_cases_and_of_the_source() -> None:
    made = refiqda.open(PATH)
    made.cases[2].values = [m.VariableValue(variable=made.variables[0].guid, text="C")]
    found = tables.quotes(made, codes="Trust in nurses", variables="Group", cases="R2")
    assert found["case"].tolist() == ["R2; R3"]
    assert found["Group"].tolist() == ["B; C"]


# ------------------------------------------------------------------------------- orders


def test_the_order_is_that_of_the_text_whatever_that_of_the_file() -> None:
    made = refiqda.open(PATH)
    made.sources[0].selections.reverse()
    assert tables.quotes(made)["passage"].tolist() == passages()


def test_by_case_those_without_one_come_last() -> None:
    found = tables.quotes(PATH, codes="Noise", aggregate="own", order="case")
    assert found["case"].astype(object).where(found["case"].notna(), None).tolist() == [
        "R1", "R2; R3", "R4", None, None,
    ]  # fmt: skip


def test_by_length_the_longest_come_first() -> None:
    found = tables.quotes(PATH, codes="Noise", aggregate="own", order="length")
    lengths = found["passage"].str.len().tolist()
    assert lengths == sorted(lengths, reverse=True)


# ------------------------------------------------------------------------------- how shown


def test_long_passages_are_shortened_at_words() -> None:
    assert passages(codes="Trust in nurses", longest=14) == [
        "the nurses. …",
        "The nurse …",
    ]


def test_what_stands_around_has_columns_of_its_own() -> None:
    found = tables.quotes(PATH, codes="Trust in nurses", context=9)
    assert list(found.columns) == ["code_path", "before", "passage", "after", *COLUMNS[2:]]
    assert found["before"].tolist() == ["I trust ", "She: "]
    assert found["after"].tolist() == [" 😀 all", " to us."]
    assert any("up to 9 characters" in each for each in definition_of(found))


def test_nothing_stands_around_what_is_no_passage(project: m.Project) -> None:
    found = tables.quotes(project, context=5)
    is_text = found["passage"].notna() & ~found["place"].str.startswith("page")
    assert found["before"].notna().tolist() == is_text.tolist()


def test_a_sample_is_the_same_in_any_company_and_another_with_another_seed() -> None:
    few = tables.quotes(PATH, sample=2)
    assert few["code_path"].value_counts().tolist() == [2] * 6
    alone = tables.quotes(PATH, codes="> Waiting", aggregate="own", sample=2)
    together = few[few["code_path"] == "Waiting"]
    assert alone["coding_guid"].tolist() == together["coding_guid"].tolist()
    made = refiqda.open(PATH)
    made.sources.reverse()
    turned = tables.quotes(made, sample=2)
    assert sorted(turned["coding_guid"]) == sorted(few["coding_guid"])
    seeds = {tuple(tables.quotes(PATH, sample=2, seed=seed)["coding_guid"]) for seed in range(5)}
    assert len(seeds) == 5
    assert len(tables.quotes(PATH, sample=100)) == len(tables.quotes(PATH))


def test_a_sample_stands_in_the_order_of_the_table() -> None:
    everything = tables.quotes(PATH)["coding_guid"].tolist()
    few = tables.quotes(PATH, sample=2, seed=3)["coding_guid"].tolist()
    assert few == [guid for guid in everything if guid in few]


def test_a_sample_with_each_takes_codings() -> None:
    """Of two coders who agree, one may be taken without the other."""
    how: dict[str, Any] = {"codes": "Doubt", "sources": "Interview 1", "each": True}
    everything = tables.quotes(PATH, **how)["coding_guid"].tolist()
    seen = set()
    for seed in range(20):
        few = tables.quotes(PATH, sample=2, seed=seed, **how)
        assert len(few) == 2
        assert any("at most 2 codings of each code" in each for each in definition_of(few))
        seen |= {tuple(few["coding_guid"])}
    assert len(seen) > 2
    assert {guid for pair in seen for guid in pair} == set(everything)


def test_without_a_sample_no_passage_is_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> str:
        raise AssertionError("hashed for nothing")

    monkeypatch.setattr(Passages, "_rank", refuse)
    assert len(tables.quotes(PATH)) == len(tables.quotes(PATH, sample=100)) > 20
    with pytest.raises(AssertionError, match="for nothing"):
        tables.quotes(PATH, sample=1)


def test_no_passages_keep_the_columns_and_their_types() -> None:
    found = tables.quotes(PATH, codes="Cost", variables=["Group"])
    assert list(found.columns) == [*COLUMNS[:4], "Group", *COLUMNS[4:]]
    assert len(found) == 0
    assert found["start"].dtype == pd.Int64Dtype()


# ------------------------------------------------------------------------------- any project


@settings(max_examples=150, deadline=None)
@given(made=projects(), notes=st.booleans(), each=st.booleans())
def test_any_project_shows_each_coding_once(made: m.Project, notes: bool, each: bool) -> None:
    """Codings of codes that the project has, and the words that each of them marks."""
    world = oracle.world_of(made, notes=notes)
    codes = {oracle.key(code.guid) for code in oracle.all_codes(made.codes)}
    rows = [row for row in world.rows if row.code in codes]
    found = tables.quotes(made, notes=notes, each=each)
    guids = [guid for cell in found["coding_guid"] for guid in cell.split("; ")]
    assert len(guids) == len(set(guids)) == len(rows)
    if each:
        assert len(found) == len(rows)
    else:
        wholes = {
            guid for source in made.sources + made.notes for guid in [oracle.key(source.guid)]
        }
        keys = {(row.code, row.place, row.selection in wholes) for row in rows}
        assert len(found) == len(keys)
    there = found.dropna(subset=["start"])
    texts = {source.name: made.text_of(source) for source in (*made.sources, *made.notes)}
    for one in there.to_dict("records"):
        assert one["passage"] == texts[one["source"]][one["start"] : one["end"]]


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "made").glob("*.qdpx")), ids=lambda path: path.name
)
def test_every_dialect_gives_the_passages_of_its_codings(path: Path) -> None:
    """Row by row as the table of codings has them, whatever program wrote the project."""
    found = tables.quotes(path, each=True, notes=True)
    codings = tables.codings(path).dropna(subset=["code_path"])
    pd.testing.assert_frame_equal(
        _sorted(found[["coding_guid", "passage", "start", "end", "source", "coder", "case"]]),
        _sorted(codings[["coding_guid", "passage", "start", "end", "source", "coder", "case"]]),
    )


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    texts = frame.astype(dict.fromkeys(("source", "coder", "case"), "string"))
    return texts.sort_values(list(texts.columns), ignore_index=True)


@pytest.mark.parametrize("cases", [(), "Sex=F", ("R1", "R14")], ids=["all", "women", "two"])
def test_there_are_as_many_rows_as_counts_counts(tmp_path: Path, cases: Any) -> None:
    """Of the study, and of the project counted by hand."""
    study = build(tmp_path)
    counted = tables.counts(study, unit=["references", "segments"], cases=cases)
    for unit, each in (("references", True), ("segments", False)):
        found = tables.quotes(study, cases=cases, each=each)["code_path"].value_counts()
        used = counted[counted[unit] > 0].set_index("code_path")[unit]
        assert found.to_dict() == used.to_dict()
    assert len(tables.quotes(PATH, each=True)) == 29
    assert len(tables.quotes(PATH)) == tables.counts(PATH, unit="segments")["segments"].sum()


# ------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ({"codes": "Trus"}, UnknownName, "nearest name is 'Trust'"),
        ({"variables": ["Grup"]}, UnknownName, "no variable 'Grup'; the nearest name is 'Group'"),
        ({"order": "lenght"}, UnknownName, "perhaps 'length'"),
        ({"aggregate": "all"}, UnknownName, "no aggregation 'all'"),
        ({"longest": 0}, CannotQuote, "The longest passage is 0; it has to be 1 or more."),
        ({"context": -1}, CannotQuote, "The context is -1"),
        ({"sample": 0}, CannotQuote, "The sample is 0"),
        ({"coders": ["Anne"]}, UnknownName, "nearest name is 'Ann'"),
    ],
)
def test_what_cannot_be_quoted_is_told(
    how: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as caught:
        tables.quotes(PATH, **how)
    assert words in str(caught.value)


def test_a_project_without_codes_is_told() -> None:
    with pytest.raises(NothingToCount, match="no codes"):
        tables.quotes(m.Project(name="empty"))


# ------------------------------------------------------------------------------- block quotes


def test_block_quotes(file_regression: FileRegressionFixture) -> None:
    found = tables.quotes(
        PATH, codes=["Trust", "> Waiting"], aggregate="own", variables=["Group"], context=20
    )
    file_regression.check(tables.block_quotes(found), extension=".md", encoding="utf-8", newline="")


@pytest.mark.parametrize("context", [0, 9])
def test_a_variable_called_as_what_stands_around_is_a_variable(context: int) -> None:
    made = refiqda.open(PATH)
    names = ["Before", "before", "after"]
    for number, name in enumerate(names):
        guid = refiqda.make_guid("around", str(number))
        made.variables.append(m.Variable(guid=guid, name=name, type="Text"))
        made.cases[0].values.append(m.VariableValue(variable=guid, text=f"value {number}"))
    found = tables.quotes(
        made, codes="Trust in nurses", cases="R1", variables=names, context=context
    )
    where = list(found.columns).index("case") + 1
    assert list(found.columns)[where : where + 3] == [
        "Before", "before (variable)", "after (variable)",
    ]  # fmt: skip
    text = tables.block_quotes(found)
    assert ("before" in found.columns) == bool(context)
    assert "(Before: value 0, before (variable): value 1, after (variable): value 2)" in text
    assert "[value" not in text


def test_markup_in_passages_is_escaped() -> None:
    made = refiqda.open(PATH)
    source = made.sources[0]
    source.plain_text_path, source.content = None, "# *a* <b>\n> said\nmore"
    source.selections = source.selections[:1]
    source.selections[0].start, source.selections[0].end = 0, len(source.content)
    text = tables.block_quotes(tables.quotes(made, codes="Trust", sources="Interview 1"))
    assert "> “# \\*a\\* \\<b><br>> said<br>more”\n" in text
