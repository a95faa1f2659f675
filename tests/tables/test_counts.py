"""``tables.counts`` and ``tables.crosstab``: what they say of themselves, and what they refuse."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from projects_made import projects
from where import FIXTURES

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.errors import NotRefiQda, UnknownName
from refiqda.tables.caption import definition_of, kind_of, notes_of
from refiqda.tables.counting.asking import NothingToCount
from refiqda.tables.counting.units import UNITS

COUNTED = FIXTURES / "made" / "counted.qdpx"
STORY = FIXTURES / "made" / "story-standard.qdpx"


def test_references_are_counted_unless_asked_otherwise():
    frame = tables.counts(COUNTED)
    assert list(frame.columns) == ["code_path", "code_guid", "references"]
    assert frame["references"].dtype == pd.Int64Dtype()
    assert kind_of(frame) == "counts"


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_defined_below_the_table(unit: Any):
    said = definition_of(tables.counts(COUNTED, unit=unit))
    assert said[0].startswith(unit.capitalize() + ": ")
    assert UNITS[unit] in said[0]


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"aggregate": "descendants"}, "all codes below it"),
        ({"merge": "union"}, "joined first"),
        ({"coders": "all"}, "everybody who coded anything"),
        ({"coders": ["Ann"]}, "Only codings by Ann count."),
        ({"notes": True}, "notes (memos) count too"),
        ({"cases": {"Group": ["A", "B"]}}, "Group = A or B"),
        ({"sources": "Interviews"}, "Sources: only Interviews."),
    ],
    ids=str,
)
def test_what_narrows_a_count_is_defined_below_it(how: dict[str, Any], says: str):
    assert says in " ".join(definition_of(tables.counts(COUNTED, unit="segments", **how)))


def test_lengths_say_how_overlaps_are_counted_and_cases_do_not_ask():
    assert any("twice" in each for each in definition_of(tables.counts(COUNTED, unit="words")))
    assert not any(
        "Overlaps" in each for each in definition_of(tables.counts(COUNTED, unit="files"))
    )


def test_a_program_is_counted_as_with_its_evidence_and_what_is_not_known():
    frame = tables.counts(STORY, as_program="nvivo")
    assert list(frame.columns[2:]) == ["files", "references"]
    assert "Evidence" in definition_of(frame)[0]
    assert any("not documented" in each for each in notes_of(frame))
    own = tables.counts(STORY, as_program="nvivo", unit="cases", aggregate="descendants")
    assert own["cases"].tolist() == tables.counts(
        STORY, unit="cases", aggregate="descendants"
    )["cases"].tolist()  # fmt: skip


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"unit": "referenses"}, "There is no unit 'referenses'; perhaps 'references'."),
        ({"aggregate": "child"}, "There is no aggregation 'child'; perhaps 'children'."),
        ({"merge": "unions"}, "There is no way to merge 'unions'; perhaps 'union'."),
        ({"as_program": "nvivoo"}, "No program 'nvivoo' is known here; perhaps 'nvivo'."),
        ({"sources": {"Sort": "x"}}, "There is no variable 'Sort'"),
        ({"sources": {"Group": "A"}}, "perhaps cases have: try --cases."),
        ({"cases": {"Kind": "report"}}, "perhaps sources have: try --sources."),
    ],
    ids=str,
)
def test_words_that_mean_nothing_are_refused_with_the_nearest(how: dict[str, Any], says: str):
    with pytest.raises(UnknownName) as error:
        tables.counts(COUNTED, **how)
    assert says in str(error.value)


def bare() -> m.Project:
    text = m.TextSource(guid="t", name="t", content="one two three")
    return m.Project(name="bare", codes=[m.Code(guid="a", name="a")], sources=[text])


@pytest.mark.parametrize(
    ("made", "how", "says"),
    [
        (m.Project(name="empty"), {}, "The project has no codes"),
        (bare(), {"unit": "cases"}, "The project has no cases"),
        (bare(), {"unit": "users"}, "does not say who coded"),
        (bare(), {"coders": "all"}, "does not say who coded"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else None,
)
def test_nothing_to_count_is_told(made: m.Project, how: dict[str, Any], says: str):
    with pytest.raises(NothingToCount, match=says):
        tables.counts(made, **how)


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ("sets", "no sets of sources"),
        ("coders", "lists no users"),
        ("cases", "no cases"),
        ("Sex", "no variables"),
    ],
)
def test_columns_that_cannot_be_made_are_told(by: str, says: str):
    with pytest.raises((NothingToCount, UnknownName), match=says):
        tables.crosstab(bare(), by)


def test_codes_without_codings_stay_in():
    frame = tables.counts(bare(), unit=["references", "files", "words", "coverage"])
    assert frame.iloc[0].tolist()[2:] == [0, 0, 0, 0.0]
    assert tables.crosstab(bare(), "sources").iloc[:, 1:].to_numpy().tolist() == [[0, 0], [0, 0]]


def test_a_codebook_is_no_project():
    with pytest.raises(NotRefiQda):
        tables.counts(FIXTURES / "made" / "good.qdc")


def test_a_variable_may_be_called_as_something_else():
    made = bare()
    made.variables = [m.Variable(guid="v", name="cases", type="Text")]
    made.sources[0].values = [m.VariableValue(variable="v", text="many")]
    made.sources[0].codings = [m.Coding(guid="c", code="a")]
    frame = tables.crosstab(made, "variable:cases")
    assert frame.columns.tolist() == ["code_path", "many", "Total"]
    with pytest.raises(NothingToCount):
        tables.crosstab(made, "cases")


def test_columns_of_numbers_stand_by_size_and_equal_names_are_told_apart():
    made = bare()
    made.variables = [m.Variable(guid="v", name="Age", type="Integer")]
    made.cases = [
        m.Case(guid=f"r{at}", name="R", values=[m.VariableValue(variable="v", integer=age)])
        for at, age in enumerate((100, 9, 30))
    ]
    assert tables.crosstab(made, "Age").columns.tolist()[1:4] == ["9", "30", "100"]
    assert tables.crosstab(made, "cases").columns.tolist()[1:4] == ["R", "R (2)", "R (3)"]


def test_a_value_called_total_does_not_hide_the_total():
    made = bare()
    made.variables = [m.Variable(guid="v", name="Kind", type="Text")]
    made.sources[0].values = [m.VariableValue(variable="v", text="Total")]
    made.sources[0].codings = [m.Coding(guid="c", code="a")]
    assert tables.crosstab(made, "Kind").columns.tolist() == ["code_path", "Total (2)", "Total"]


@given(projects())
def test_a_total_is_never_more_than_its_parts_and_never_less_than_the_largest(made: m.Project):
    for by, unit in (("Group", "cases"), ("sources", "references"), ("coders", "segments")):
        try:
            frame = tables.crosstab(made, by, unit=unit, aggregate="own")
        except (NothingToCount, UnknownName):
            continue
        cells = frame.iloc[:, 1:].to_numpy(dtype=int)
        parts, totals = cells[:, :-1], cells[:, -1]
        assert (totals <= parts.sum(axis=1)).all()
        assert (totals >= parts.max(axis=1)).all()
        assert (cells[-1] <= cells[:-1].sum(axis=0)).all()


def test_a_path_and_an_open_project_and_every_dialect_count_the_same():
    wanted = tables.counts(STORY, unit=["references", "words"]).drop(columns="code_guid")
    assert tables.counts(refiqda.open(STORY), unit=["references", "words"]).drop(
        columns="code_guid"
    ).equals(wanted)  # fmt: skip
    for name in ("nvivo-windows", "atlasti-windows", "maxqda", "qualcoder", "utf-8-bytes"):
        path = FIXTURES / "made" / f"story-{name}.qdpx"
        found = tables.counts(path, unit=["references", "words"]).drop(columns="code_guid")
        assert found.to_numpy().tolist() == wanted.to_numpy().tolist(), name


def test_a_file_is_closed_in_the_end(tmp_path: Any):
    path = tmp_path / "copy.qdpx"
    path.write_bytes(COUNTED.read_bytes())
    tables.counts(path)
    path.unlink()
