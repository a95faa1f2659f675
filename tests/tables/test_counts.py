"""``tables.counts`` and ``tables.crosstab``: what they say of themselves, and what they refuse."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects_made import projects
from where import FIXTURES

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.errors import NotRefiQda, UnknownName
from refiqda.tables.caption import definition_of, kind_of, notes_of
from refiqda.tables.counting.asking import NothingToCount
from refiqda.tables.counting.coded import coded
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


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")
def test_a_file_is_closed_in_the_end(tmp_path: Path):
    path = tmp_path.resolve() / "own.qdpx"  # other tests keep the fixture itself open
    path.write_bytes(COUNTED.read_bytes())

    def opened() -> int:
        descriptors = Path("/proc/self/fd").iterdir()
        return sum(os.readlink(each) == str(path) for each in descriptors if each.is_symlink())

    with coded(path):
        assert opened() == 1
    tables.counts(path)
    assert opened() == 0


def without_values_of_sources(made: m.Project) -> m.Project:
    for source in made.sources:
        source.values = []
    return made


@given(projects(), st.sampled_from(("references", "segments", "characters", "files", "cases")))
def test_a_column_is_what_a_filter_leaves(made: m.Project, unit: Any):
    """A crosstab by a variable of cases, and counts of the cases with each of its values."""
    made = without_values_of_sources(made)
    try:
        frame = tables.crosstab(made, "Group", unit=unit)
    except NothingToCount:
        return
    for value in [name for name in frame.columns[1:-1] if name != "Unassigned"]:
        alone = tables.counts(made, unit=unit, cases={"Group": value})
        assert frame[value].tolist()[:-1] == alone[unit].tolist()


@given(projects(), st.sampled_from(("references", "words", "coverage", "files")))
def test_a_column_of_a_source_is_that_source_alone(made: m.Project, unit: Any):
    frame = tables.crosstab(made, "sources", unit=unit, aggregate="descendants")
    for source in made.sources:
        alone = tables.counts(made, unit=unit, aggregate="descendants", sources=[source.name])
        assert frame[source.name].tolist()[:-1] == alone[unit].tolist()
        (column,) = tables.crosstab(
            made, "sources", unit=unit, aggregate="descendants", sources=[source.name]
        ).columns[1:-1]
        assert column == source.name


@given(projects(), st.sampled_from(("row", "column", "table")))
def test_percentages_say_n_of_n(made: m.Project, percent: Any):
    """N is the row's total; or all cases of the column; or all cases there are."""
    try:
        frame = tables.crosstab(made, "Group", unit="cases", percent=percent)
        plain = tables.crosstab(made, "Group", unit="cases")
    except NothingToCount:
        return
    cells, counted = frame.iloc[:, 1:], plain.iloc[:, 1:]
    assert list(cells.columns) == list(counted.columns)
    for name in cells.columns:
        for at, cell in enumerate(cells[name]):
            n, _, rest = cell.partition("/")
            whole, _, share = rest.partition(" ")
            assert int(n) == counted[name].iloc[at] <= int(whole)
            assert share == (f"({100 * int(n) / int(whole):.1f}%)" if int(whole) else "")
            if percent == "row":
                assert int(whole) == counted["Total"].iloc[at]
            elif percent == "table" or name == "Total":
                assert int(whole) == len(made.cases)


def test_filters_narrow_what_coverage_is_of():
    reports = tables.counts(COUNTED, unit="coverage", sources={"Kind": "report"})
    crossed = tables.crosstab(COUNTED, "Kind", unit="coverage")
    assert reports["coverage"].tolist() == crossed["report"].tolist()[:-1]
    assert (
        reports["coverage"].tolist() != tables.counts(COUNTED, unit="coverage")["coverage"].tolist()
    )


def test_who_codes_a_whole_source_is_not_who_made_the_source():
    made = bare()
    made.users = [m.User(guid="ann", name="Ann"), m.User(guid="importer", name="Importer")]
    made.sources[0].creating_user = "importer"
    made.sources[0].codings = [
        m.Coding(guid="c0", code="a"),
        m.Coding(guid="c1", code="a", creating_user="ann"),
    ]
    assert tables.counts(made, unit="users")["users"].tolist() == [1]
    assert tables.counts(made, coders=["Importer"])["references"].tolist() == [0]
    assert tables.crosstab(made, "coders").columns.tolist()[1:] == [
        "Ann",
        "Importer",
        "Unassigned",
        "Total",
    ]


def test_a_coder_whom_the_project_does_not_list_is_named_by_guid():
    made = bare()
    made.users = [m.User(guid="ann", name="Ann")]
    made.sources[0].codings = [m.Coding(guid="c0", code="a", creating_user="{GONE}")]
    assert tables.counts(made, coders=["gone"])["references"].tolist() == [1]
    assert tables.counts(made, coders=["Ann"])["references"].tolist() == [0]
    assert tables.counts(made, coders=[])["references"].tolist() == [1]


def test_both_coders_of_a_place_are_counted_where_all_are_asked_for():
    made = bare()
    made.users = [m.User(guid="ann", name="Ann"), m.User(guid="ben", name="Ben")]
    made.sources[0].codings = [
        m.Coding(guid=name, code="a", creating_user=name) for name in ("ann", "ben")
    ]
    found = tables.counts(made, unit=["users", "references"], coders="all").iloc[0, 2:].tolist()
    assert found == [2, 2]
    with pytest.raises(UnknownName, match="no column for each of them"):
        tables.crosstab(made, "coders", coders="all")


def test_codes_with_one_guid_gather_all_below_them():
    made = bare()
    twice = [m.Code(guid="a", name="a", codes=[m.Code(guid=name, name=name)]) for name in "bc"]
    made.codes = twice
    made.sources[0].codings = [m.Coding(guid=f"on {name}", code=name) for name in "abc"]
    frame = tables.counts(made, aggregate="descendants")
    assert dict(zip(frame["code_path"], frame["references"], strict=True)) == {
        "a": 3,
        "a > b": 1,
        "a > c": 1,
    }
    assert len(tables.counts(made, codes="a >")) == 3


def test_what_nvivo_calls_unassigned_is_no_value():
    made = bare()
    made.variables = [m.Variable(guid="v", name="Sex", type="Text")]
    made.cases = [
        m.Case(guid=name, name=name, values=[m.VariableValue(variable="v", text=text)])
        for name, text in (("R1", "F"), ("R2", "Unassigned"))
    ]
    made.cases[0].sources = made.cases[1].sources = [made.sources[0].guid]
    made.sources[0].codings = [m.Coding(guid="c", code="a")]
    frame = tables.crosstab(made, "Sex", unit="cases", percent="column")
    assert frame.iloc[0].tolist() == ["a", "1/1 (100.0%)", "1/1 (100.0%)", "2/2 (100.0%)"]
    assert frame.columns.tolist()[1:] == ["F", "Unassigned", "Total"]


def test_notes_are_asked_for_by_name():
    name = refiqda.open(COUNTED).notes[0].name
    with pytest.raises(UnknownName, match="Add --notes"):
        tables.counts(COUNTED, sources=[name])
    assert tables.counts(COUNTED, sources=[name], notes=True)["references"].sum() == 1


def test_a_layout_that_is_none_is_refused():
    with pytest.raises(UnknownName, match="There is no layout 'lnog'; perhaps 'long'"):
        tables.crosstab(COUNTED, "Kind", layout="lnog")


def test_transcripts_and_recordings_are_said_not_to_be_joined():
    tape = m.AudioSource(guid="tape", name="tape")
    said = m.Transcript(guid="said", content="Good morning.")
    said.sync_points = [
        m.SyncPoint(guid="p0", time_stamp=0, position=0),
        m.SyncPoint(guid="p1", time_stamp=1000, position=4),
    ]
    part = m.TranscriptSelection(guid="r", from_sync_point="p0", to_sync_point="p1")
    stretch = m.AudioSelection(guid="s", begin=0, end=1000)
    for number, place in enumerate((part, stretch)):
        place.codings = [m.Coding(guid=f"c{number}", code="a")]
    said.selections, tape.selections, tape.transcripts = [part], [stretch], [said]
    made = m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[tape])
    frame = tables.counts(made, merge="union")
    assert frame["references"].tolist() == [2]
    assert "not joined" in notes_of(frame)[0]
    assert notes_of(tables.counts(made)) == []
    assert "share nothing" in notes_of(tables.crosstab(made, "codes"))[0]
    assert notes_of(tables.crosstab(made, "codes", unit="files")) == []
