"""Table 1 and Box 2 as they come out of the project."""

from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import refiqda
from analysis.facts import Facts
from analysis.tables import box2, hosts, table1, write_tables


def test_table_1_equals_what_was_typed(project: refiqda.Project, facts: Facts) -> None:
    frame = table1(project)
    typed = [
        [str(p.number), p.sex, p.specialty, p.host_printed.replace("US (", "USA ("), p.type_printed]
        for p in facts.participants
    ]
    assert frame.to_numpy().tolist() == typed


def test_box_2_equals_what_was_typed(project: refiqda.Project, facts: Facts) -> None:
    typed = [[row.theme, row.subtheme, row.count, row.of] for row in facts.box2]
    assert box2(project).to_numpy().tolist() == typed


def test_they_follow_the_project_not_what_was_typed(project: refiqda.Project) -> None:
    project.cases.pop()
    assert len(table1(project)) == 22
    assert set(box2(project)["Of"]) == {22}


@pytest.mark.parametrize("name", ["table1", "box2"])
@pytest.mark.parametrize("suffix", [".csv", ".md", ".html"])
def test_the_files_are_as_before(
    name: str,
    suffix: str,
    project: refiqda.Project,
    tmp_path: Path,
    file_regression: FileRegressionFixture,
) -> None:
    write_tables(project, tmp_path)
    text = (tmp_path / f"{name}{suffix}").read_bytes().decode("utf-8")
    file_regression.check(text, extension=suffix, newline="")


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
