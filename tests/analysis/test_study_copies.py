"""Changed copies of the study: counted if only codings differ, else refused in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import refiqda
from analysis.__main__ import main
from analysis.copies import first_difference
from analysis.figures import write_figures
from analysis.report import write_report
from analysis.study import Study, study_of
from analysis.tables import TABLES, write_tables
from refiqda.model import Case, VariableValue

Change = Callable[[refiqda.Project], None]


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def variable(project: refiqda.Project, name: str) -> str:
    return next(each.guid for each in project.variables if each.name == name)


def less_codings(project: refiqda.Project) -> None:
    project.sources[0].selections[0].codings.clear()


def no_codings(project: refiqda.Project) -> None:
    for source in project.sources:
        source.selections.clear()


def no_values(name: str) -> Change:
    def change(project: refiqda.Project) -> None:
        guid = variable(project, name)
        for owner in (*project.cases, *project.sources):
            owner.values = [each for each in owner.values if each.variable != guid]

    return change


def no_values_of_cases(project: refiqda.Project) -> None:
    for case in project.cases:
        case.values.clear()


def another_sex(project: refiqda.Project) -> None:
    guid = variable(project, "Sex")
    next(each for each in project.cases[2].values if each.variable == guid).text = "M"


def another_type(project: refiqda.Project) -> None:
    guid = variable(project, "Type of elective")
    project.cases[0].values.append(VariableValue(variable=guid, text="Research"))


def renamed(project: refiqda.Project) -> None:
    project.codes[0].codes[0].name = "something else"


def moved(project: refiqda.Project) -> None:
    project.codes[1].codes.append(project.codes[0].codes.pop())


def turned(project: refiqda.Project) -> None:
    project.codes.reverse()


def less_cases(project: refiqda.Project) -> None:
    project.cases = [case for case in project.cases if case.name != "R5"]


def more_cases(project: refiqda.Project) -> None:
    project.cases.append(Case(guid=refiqda.make_guid("a case"), name="R24"))


def twice(project: refiqda.Project) -> None:
    project.cases.append(Case(guid=refiqda.make_guid("a case"), name="R5"))


def of_nobody(project: refiqda.Project) -> None:
    project.cases[0].sources.clear()


def no_sets(project: refiqda.Project) -> None:
    project.sets.clear()


def no_graphs(project: refiqda.Project) -> None:
    project.graphs.clear()


COUNTED: dict[str, Change] = {
    "one coding less": less_codings,
    "no codings": no_codings,
    "no sites": no_values("Host site"),
    "no countries": no_values("Host country"),
}
REFUSED: dict[str, tuple[Change, str]] = {
    "a case less": (less_cases, "there is no case 'R5'."),
    "a case more": (more_cases, "there is case 'R24', which the study has not."),
    "a case twice": (twice, "case 'R5' is there 2 times."),
    "no values of cases": (no_values_of_cases, "there is no Sex of case 'R1'."),
    "another sex": (another_sex, "Sex of case 'R3' is M, not F."),
    "another type": (
        another_type,
        "Type of elective of case 'R1' is Clinical, Research, not Clinical.",
    ),
    "a theme renamed": (renamed, "there is no code 'self-relativisation'."),
    "a theme moved": (
        moved,
        "code 'self-transformation' is a subtheme of 'Career design', "
        "not a subtheme of 'Perspective transformation'.",
    ),
    "the codebook turned": (turned, "the codes stand in another order."),
    "a source of nobody": (of_nobody, "there is no source 'R1 interview' of case 'R1'."),
    "no sets": (no_sets, "there is no source 'R1 interview' in the set 'Interviews'."),
    "no labels": (no_values("Printed label"), "there is no Printed label of source 'R3 interview'"),
    "no graph": (no_graphs, "there is no graph 'Figure 1'."),
}


@pytest.mark.parametrize("change", COUNTED.values(), ids=COUNTED)
def test_a_copy_with_other_codings_is_counted(
    change: Change, project: refiqda.Project, tmp_path: Path
) -> None:
    change(project)
    study = study_of(project, "copy.qdpx")
    assert len(write_tables(study, tmp_path)) == 3 * len(TABLES)
    assert write_figures(study, tmp_path)
    assert write_report(study, tmp_path / "report.html").stat().st_size > 100_000


@pytest.mark.parametrize(("change", "told"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("command", ["tables", "report"])
def test_another_copy_is_refused_in_a_line_and_nothing_is_written(
    command: str, change: Change, told: str, project: refiqda.Project, tmp_path: Path
) -> None:
    change(project)
    project.save(tmp_path / "copy.qdpx")
    status, printed, said = run(command, tmp_path / "copy.qdpx", "-o", tmp_path / "out")
    assert (status, printed, said.count("\n")) == (1, "", 1)
    assert f"copy.qdpx is a changed copy of the study: {told}" in said
    assert "verify takes any copy" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "change",
    [*COUNTED.values(), *(change for change, _ in REFUSED.values())],
    ids=[*COUNTED, *REFUSED],
)
def test_any_copy_is_verified(change: Change, project: refiqda.Project, tmp_path: Path) -> None:
    change(project)
    project.save(tmp_path / "copy.qdpx")
    status, printed, said = run("verify", tmp_path / "copy.qdpx", "-o", tmp_path)
    assert (status in (0, 1), said) == (True, "")
    unexpected = printed.partition("Contradicted, and not expected:")[2].partition("\n\n")[0]
    assert all(line.strip() for line in unexpected.strip().splitlines())
    assert (tmp_path / "verdicts.csv").exists()


def test_a_claim_that_names_what_is_missing_says_so(
    project: refiqda.Project, tmp_path: Path
) -> None:
    renamed(project)
    project.save(tmp_path / "copy.qdpx")
    status, printed, _ = run("verify", tmp_path / "copy.qdpx", "-o", tmp_path)
    assert status == 1
    assert "\n    There is no code 'self-relativisation'" in printed


def test_another_project_is_refused_by_all(project: refiqda.Project, tmp_path: Path) -> None:
    for theme in project.codes:
        theme.name += "?"
        for code in theme.codes:
            code.name += "?"
    project.save(tmp_path / "copy.qdpx")
    for command in ("verify", "tables", "report"):
        status, printed, said = run(command, tmp_path / "copy.qdpx", "-o", tmp_path / "out")
        assert (status, printed, said.count("\n")) == (1, "", 1)
        assert "copy.qdpx is not the project of this study" in said
    assert not (tmp_path / "out").exists()


def test_nothing_differs_in_the_study_itself(project: refiqda.Project) -> None:
    assert first_difference(project) is None


def test_bounds_of_other_counts_are_not_taken_for_those_of_a_copy(
    project: refiqda.Project,
) -> None:
    """Work-life balance is held by one woman: identified, unless the coding is taken away."""
    name = "work-life balance"
    code = next(each.guid for theme in project.codes for each in theme.codes if each.name == name)
    before = TABLES["groups"].make(Study(project))
    for source in project.sources:
        for selection in source.selections:
            selection.codings = [each for each in selection.codings if each.code != code]
    after = TABLES["groups"].make(study_of(project, "copy"))
    for frame, has_group in ((before, True), (after, False)):
        row = frame[(frame["subtheme"] == name) & (frame["grouping"] == "women / men")].iloc[0]
        assert row["least"] == row["most"]
        assert bool(frame.loc[row.name, ["group", "rest", "p"]].notna().all()) is has_group
        assert ("are not those of Box 2" in " ".join(frame.attrs["notes"])) is not has_group
