"""Table 1 and Box 2 as they come out of the project, and what all tables have in common."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import refiqda
from analysis.facts import Facts
from analysis.study import Study
from analysis.tables import TABLES, for_people, show_tables, write_tables
from analysis.tables.box2 import box2
from analysis.tables.reading import FOR_PROGRAMS, JOINED, as_written
from analysis.tables.table1 import hosts, table1

CHECKED = (
    "table1",
    "table1-audit",
    "box2",
    "groups",
    "sources",
    "overlaps",
    "saturation",
    "levels",
)


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


@pytest.fixture(scope="module")
def written(whole: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables")
    files = write_tables(whole, target)
    assert sorted(files) == sorted(target.iterdir())
    return target


def test_table_1_equals_what_was_typed(whole: Study, facts: Facts) -> None:
    typed = [
        [str(p.number), p.sex, p.specialty, p.host_printed.replace("US (", "USA ("), p.type_printed]
        for p in facts.participants
    ]
    assert table1(whole).to_numpy().tolist() == typed


def test_box_2_equals_what_was_typed(whole: Study, facts: Facts) -> None:
    frame = box2(whole)
    typed = [[row.theme, row.subtheme, row.count, row.of] for row in facts.box2]
    found = frame[["theme", "subtheme", "participants", "of"]].astype(object).fillna("")
    assert found.to_numpy().tolist() == typed
    assert frame["share"].tolist() == pytest.approx([row.count / row.of for row in facts.box2])


def test_what_the_subthemes_allow_by_hand(whole: Study) -> None:
    """Who holds the largest subtheme holds the theme; nobody holds more than one, at most."""
    frame = box2(whole)
    rows = frame[frame["subtheme"].isna()]
    columns = ["largest_subtheme", "least", "participants", "most", "sum_of_subthemes"]
    assert rows[columns].to_numpy().tolist() == [
        ["self-relativisation", 14, 17, 23, 40],
        ["pursuit of interest", 13, 16, 23, 43],
        ["cross-boundary experiences", 9, 17, 23, 34],
        ["cross-cultural understanding", 11, 14, 23, 33],
        ["decision making", 9, 14, 23, 29],
    ]
    per_holder = [40 / 17, 43 / 16, 34 / 17, 33 / 14, 29 / 14]
    assert rows["subthemes_per_holder"].tolist() == pytest.approx(per_holder)


@pytest.mark.parametrize("told", ["179 times", "7.78 for", "78 times", "3.39 for"])
def test_what_box_2_alone_forces(whole: Study, told: str) -> None:
    """40 + 43 + 34 + 33 + 29 subthemes, and 17 + 16 + 17 + 14 + 14 themes, of 23 participants."""
    assert told in " ".join(box2(whole).attrs["notes"])


def test_they_follow_the_project_not_what_was_typed(project: refiqda.Project) -> None:
    project.cases.pop()
    altered = Study(project)
    assert len(table1(altered)) == 22
    assert set(box2(altered)["of"]) == {22}


# ------------------------------------------------------------------------- all tables


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_of_itself_what_it_counts(name: str, whole: Study) -> None:
    frame = TABLES[name].make(whole)
    assert frame.attrs["table"] == name
    assert frame.attrs["title"] == TABLES[name].title
    assert frame.attrs["definition"]
    assert not any(str(column).endswith("guid") for column in frame.columns)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_written_for_programs_and_for_people(name: str, written: Path) -> None:
    title = TABLES[name].title
    assert {path.suffix for path in written.glob(f"{name}.*")} == {".csv", ".md", ".html"}
    with (written / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert title not in rows[0]
    assert title in (written / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".csv", ".md", ".html"])
@pytest.mark.parametrize("name", CHECKED)
def test_the_files_are_as_before(
    name: str, suffix: str, written: Path, file_regression: FileRegressionFixture
) -> None:
    text = (written / f"{name}{suffix}").read_bytes().decode("utf-8")
    file_regression.check(text, extension=suffix, newline="")


def test_a_number_with_a_hundred_digits_is_for_programs_alone(written: Path) -> None:
    with (written / "levels.csv").open(encoding="utf-8", newline="") as stream:
        digits = [len(row["matrices"]) for row in csv.DictReader(stream)]
    assert max(digits) > 100
    for suffix in (".md", ".html"):
        text = (written / f"levels{suffix}").read_text(encoding="utf-8")
        assert max(len(word) for word in text.split()) < 100


def test_what_is_for_programs_alone_is_left_out_for_people() -> None:
    frame = pd.DataFrame({"short": [1], "long": [2]})
    assert for_people(frame).columns.tolist() == ["short", "long"]
    frame.attrs[FOR_PROGRAMS] = ["long"]
    assert for_people(frame).columns.tolist() == ["short"]


def test_what_belongs_together_is_one_column_for_people() -> None:
    frame = pd.DataFrame(
        {"a": [1, 2, 3], "low_end": [0, None, 4], "high_end": [3, 4, 4]}, dtype="Int64"
    )
    frame.attrs["definition"] = ["low_end: the least.", "a: a number, below high_end."]
    frame.attrs[JOINED] = [["all_in_all", ["low_end", "high_end"], " to ", "both."]]
    read = for_people(frame)
    assert read.columns.tolist() == ["a", "all_in_all"]
    assert read["all_in_all"].tolist() == ["0 to 3", pd.NA, "4"]
    assert read.attrs["definition"] == ["a: a number, below high_end.", "all_in_all: both."]
    assert as_written(frame).columns.tolist() == ["a", "all in all"]
    assert as_written(frame).attrs["definition"][1] == "all in all: both."
    assert frame.columns.tolist() == ["a", "low_end", "high_end"]


def test_numbers_have_three_decimals_for_people_unless_little_were_left() -> None:
    frame = pd.DataFrame({"n": [1, 2, 3, 4], "x": [2 / 3, 0.00012345, None, 12.0]})
    frame.attrs["definition"] = ["x: a number."]
    assert as_written(frame)["x"].tolist()[:2] == [0.667, 0.00012]
    assert as_written(frame)["x"].isna().tolist() == [False, False, True, False]
    assert as_written(frame)["n"].tolist() == [1, 2, 3, 4]
    assert as_written(frame).attrs["definition"] == ["x: a number."]
    assert frame["x"][0] == 2 / 3


def test_a_subtheme_stands_below_its_theme_for_people(written: Path) -> None:
    first, second = (written / "box2.md").read_text(encoding="utf-8").splitlines()[4:6]
    assert first.startswith("| Perspective transformation | 17/23 |")
    assert second.startswith("| Perspective transformation > self-relativisation | 14/23 |")


@pytest.mark.parametrize("name", TABLES)
def test_nothing_told_to_people_names_a_column_they_do_not_see(name: str, whole: Study) -> None:
    frame = TABLES[name].make(whole)
    read = for_people(frame)
    hidden = {str(column) for column in frame.columns} - {str(column) for column in read.columns}
    told = " ".join([*read.attrs["definition"], *read.attrs["notes"]])
    assert not [column for column in hidden if "_" in column and column in told]


def test_table_1_and_box_2_are_shown(whole: Study) -> None:
    shown = show_tables(whole)
    assert shown.index(TABLES["table1"].title) < shown.index(TABLES["box2"].title)
    assert "| 17/23 | 0.739 |" in shown


@pytest.mark.parametrize(
    ("countries", "sites", "printed"),
    [
        (["USA", "UK"], ["USA (NY)"], "USA (NY), UK"),
        (["USA"], ["USA (MA)", "USA (MN)"], "USA (MA, MN)"),
        (["India", "Nepal"], [], "India, Nepal"),
        ([], [], ""),
    ],
)
def test_hosts_are_written_as_in_table_1(
    countries: list[str], sites: list[str], printed: str
) -> None:
    assert hosts(countries, sites) == printed
