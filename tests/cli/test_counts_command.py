"""``refiqda counts`` and ``refiqda crosstab``: what a person types, and what comes back."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from pytest_regressions.file_regression import FileRegressionFixture
from where import FIXTURES

from refiqda import tables
from refiqda.cli import counting, main
from refiqda.cli.crosstab import PERCENTS as CLI_PERCENTS
from refiqda.tables.counting.presets import PRESETS
from refiqda.tables.counting.rows import AGGREGATES
from refiqda.tables.counting.units import MERGES, UNITS
from refiqda.tables.grid import PERCENTS

STORY = FIXTURES / "made" / "story-standard.qdpx"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def csv_of(*args: object) -> pd.DataFrame:
    result = run(*args, "--format", "csv")
    assert result.exit_code == 0, result.output
    return pd.read_csv(io.StringIO(result.stdout))


def test_the_words_of_the_commands_are_those_of_the_library():
    assert tuple(UNITS) == counting.UNITS
    assert tuple(AGGREGATES) == counting.AGGREGATES
    assert tuple(MERGES) == counting.MERGES
    assert tuple(PRESETS) == counting.PROGRAMS
    assert tuple(PERCENTS) == CLI_PERCENTS


def test_counts_are_printed_with_their_definition(file_regression: FileRegressionFixture):
    result = run("counts", STORY, "--unit", "files", "--unit", "references", "--unit", "cases")
    assert result.exit_code == 0
    file_regression.check(result.stdout)


def test_a_crosstab_is_printed_with_its_definition(file_regression: FileRegressionFixture):
    how = ("--unit", "cases", "--aggregate", "descendants", "--percent", "column")
    result = run("crosstab", STORY, "--by", "Town", *how)
    assert result.exit_code == 0
    file_regression.check(result.stdout)


def test_columns_are_called_as_their_units():
    frame = csv_of("counts", STORY, "--unit", "words", "--unit", "coverage", "--unit", "words")
    assert list(frame.columns) == ["code_path", "code_guid", "words", "coverage"]
    assert len(frame) == 8


def test_data_formats_say_what_is_counted_on_standard_error():
    result = run("counts", STORY, "--format", "csv")
    assert "Definition" not in result.stdout
    assert "codings (Coding elements)" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("options", "function"),
    [
        ({"--coders": "Ada"}, {"coders": ["Ada"]}),
        ({"--coders": "all"}, {"coders": "all"}),
        ({"--cases": "Town=Ulm"}, {"cases": {"Town": "Ulm"}}),
        ({"--cases": "Anna"}, {"cases": ["Anna"]}),
        ({"--sources": "First week"}, {"sources": "First week"}),
        ({"--merge": "union"}, {"merge": "union"}),
        ({"--aggregate": "children"}, {"aggregate": "children"}),
        ({"--convention": "utf-16"}, {"convention": "utf-16"}),
    ],
    ids=lambda value: "-".join(value),
)
def test_options_narrow_what_is_counted(options: dict[str, str], function: dict[str, object]):
    given = [part for option in options.items() for part in option if part is not None]
    units = ("references", "characters")
    found = csv_of("counts", STORY, *(f"--unit={unit}" for unit in units), *given)
    wanted = tables.counts(STORY, unit=units, **function)
    assert found["characters"].tolist() == wanted["characters"].tolist()
    assert found["references"].tolist() == wanted["references"].tolist()
    if set(options) != {"--convention"}:
        everything = csv_of("counts", STORY, *(f"--unit={unit}" for unit in units))
        assert found["characters"].tolist() != everything["characters"].tolist()


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("Joy", ["Feelings > Joy"]),
        ("> Feelings", ["Feelings"]),
        ("Feelings > Joy >", ["Feelings > Joy", "Feelings > Joy > Pride"]),
        (
            "*W*r*",
            ["Feelings > Worry", "Garden & plants > Water", "Garden & plants > Water > Rain"],
        ),
        ("Feelings*", ["Feelings", "Feelings > Joy", "Feelings > Joy > Pride", "Feelings > Worry"]),
    ],
)
def test_codes_are_named_by_name_path_pattern_or_subtree(pattern: str, paths: list[str]):
    found = csv_of("counts", STORY, "--codes", pattern)["code_path"].tolist()
    assert found == paths


@pytest.mark.parametrize("command", [("counts",), ("crosstab", "--by", "cases")])
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--codes", "Joi"), "There is no code 'Joi'; the nearest name is 'Joy'."),
        (("--codes", "Q*"), "No code has a name or a path like 'Q*'."),
        (("--coders", "Adda"), "There is no user 'Adda'; the nearest name is 'Ada'."),
        (("--cases", "Tawn=Ulm"), "There is no variable 'Tawn'; the nearest name is 'Town'."),
        (
            ("--cases", "Town=Rome"),
            "No case has the value 'Rome' of 'Town'; there are 'Haifa' and 'Ulm'.",
        ),
        (("--cases", "Hanna"), "There is no case 'Hanna'; the nearest name is 'Anna'."),
        (("--sources", "First weak"), "the nearest name is 'First week'."),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(
    command: tuple[str, ...], options: tuple[str, str], says: str
):
    result = run(command[0], STORY, *command[1:], *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "near"),
    [
        (("--unit", "referenses"), "references"),
        (("--aggregate", "decendants"), "descendants"),
        (("--merge", "unoin"), "union"),
        (("--as", "nvvo"), "nvivo"),
    ],
)
def test_a_misspelt_word_is_wrong_usage_and_the_nearest_is_told(
    options: tuple[str, str], near: str
):
    result = run("counts", STORY, *options)
    assert result.exit_code == 2
    assert f"Perhaps {near!r}." in result.stderr


def test_an_unknown_column_is_told_with_the_nearest():
    result = run("crosstab", STORY, "--by", "Twon")
    assert result.exit_code == 1
    assert "There is no variable 'Twon'; the nearest name is 'Town'." in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("counts", "--unit", "cases"),
        ("crosstab", "--by", "cases"),
        ("crosstab", "--by", "sources", "--unit", "cases"),
    ],
    ids=" ".join,
)
def test_without_cases_it_is_said_how_programs_make_them(options: tuple[str, ...]):
    result = run(options[0], FIXTURES / "made" / "story-qc.qdpx", *options[1:])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    for program in ("NVivo", "QualCoder", "MAXQDA", "ATLAS.ti", "Taguette"):
        assert program in result.stderr


def test_coded_notes_count_when_asked_for():
    counted = FIXTURES / "made" / "counted.qdpx"
    without, with_notes = csv_of("counts", counted), csv_of("counts", counted, "--notes")
    assert with_notes["references"].sum() == without["references"].sum() + 1


def test_a_codebook_has_nothing_to_count():
    result = run("counts", FIXTURES / "made" / "good.qdc")
    assert result.exit_code == 1
    assert "is a codebook, not a project" in result.stderr


def test_a_crosstab_in_long_form_has_a_line_for_each_cell():
    frame = csv_of("crosstab", STORY, "--by", "coders", "--long", "--percent", "row")
    assert list(frame.columns) == ["code_path", "code_guid", "value", "n", "of", "percent"]
    wide = tables.crosstab(STORY, "coders")
    assert len(frame) == len(wide) * (wide.shape[1] - 1)
    joy = frame[(frame["code_path"] == "Feelings > Joy") & (frame["value"] == "Ada")]
    assert joy[["n", "of"]].values.tolist() == [[5, 13]]
    assert (frame["n"].dtype, frame["of"].dtype) == ("int64", "int64")  # 5, not 5.0
    shares = csv_of("crosstab", STORY, "--by", "coders", "--long", "--unit", "coverage")
    assert 0 < shares["n"].max() < 1


def test_percentages_of_coverage_are_refused():
    result = run("crosstab", STORY, "--by", "coders", "--unit", "coverage", "--percent", "row")
    assert result.exit_code == 1
    assert "Coverage is a share already" in result.stderr


def test_the_definition_is_on_a_second_sheet(tmp_path: Path):
    target = tmp_path / "counts.xlsx"
    assert run("counts", STORY, "-o", target).exit_code == 0
    sheets = pd.read_excel(target, sheet_name=None, header=None)
    assert list(sheets) == ["Table", "Definition"]
    assert "codings (Coding elements)" in sheets["Definition"].to_string()


@pytest.mark.parametrize("link", [False, True])
def test_a_plot_does_not_take_the_place_of_the_project(tmp_path: Path, link: bool):
    project = tmp_path / "project.svg"
    project.write_bytes(STORY.read_bytes())
    plot = project
    if link:
        plot = tmp_path / "plot.svg"
        plot.symlink_to(project)
    result = run("counts", project, "--plot", plot)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'--plot'" in result.stderr
    assert "would be lost" in result.stderr
    assert project.read_bytes() == STORY.read_bytes()


def test_a_plot_does_not_take_the_place_of_the_table(tmp_path: Path):
    target = tmp_path / "counts.svg"
    result = run("counts", STORY, "-o", target, "--format", "csv", "--plot", target)
    assert result.exit_code == 2
    assert "is what '-o' / '--output' names already" in result.stderr
    assert not target.exists()
