"""``refiqda compare``: what a person types, and what comes back."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from pytest_regressions.file_regression import FileRegressionFixture
from where import FIXTURES

from analysis.build import build
from refiqda import tables
from refiqda.cli import main
from refiqda.cli.compare import COMPARED
from refiqda.tables import compare as function

COUNTED = FIXTURES / "made" / "counted.qdpx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("study"))


def test_the_words_are_those_of_the_library() -> None:
    assert function.__globals__["COMPARED"] == COMPARED


def test_the_table_stands_above_its_definition(
    study: Path, file_regression: FileRegressionFixture
) -> None:
    result = run(study, "--by", "Sex", "--risk-difference", "--fisher", "--codes", "Leadership >")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    file_regression.check(result.stdout, extension=".txt", encoding="utf-8")


def test_data_go_to_standard_output_and_the_definition_beside_it() -> None:
    result = run(COUNTED, "--by", "Group", "--format", "csv")
    found = pd.read_csv(io.StringIO(result.stdout))
    expected = tables.compare(COUNTED, by="Group")
    assert found["A n"].tolist() == expected["A n"].tolist()
    assert "N: all cases of the group" in " ".join(result.stderr.split())


def test_groups_are_named_in_their_order(study: Path) -> None:
    result = run(study, "--by", "Sex", "--groups", "M", "--groups", "F", "--format", "csv")
    assert result.stdout.startswith("code_path,code_guid,M n,M N,F n,F N\n")


def test_options_reach_the_table() -> None:
    more = ("--unit", "files", "--aggregate", "own", "--min-holders", "2", "--coders", "Ann")
    result = run(COUNTED, "--by", "Kind", *more, "--format", "csv")
    found = pd.read_csv(io.StringIO(result.stdout))
    expected = tables.compare(
        COUNTED, by="Kind", unit="files", aggregate="own", min_holders=2, coders=["Ann"]
    )
    for name in ("interview n", "report n", "can_differ"):
        assert found[name].tolist() == expected[name].tolist()


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf"])
def test_a_plot_is_drawn_beside(study: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"groups{ending}"
    result = run(study, "--by", "Sex", "--risk-difference", "--plot", target)
    assert result.exit_code == 0, result.output
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ((), 2, "Missing option '--by'"),
        (("--by", "Grup"), 1, "Error: There is no variable 'Grup'; the nearest name is 'Group'."),
        (("--by", "Group", "--groups", "C"), 1, "there are 'A' and 'B'"),
        (("--by", "Group", "--groups", "A", "--fisher"), 1, "are of two groups, and there is 1"),
        (("--by", "Group", "--level", "95"), 2, "95.0 is not in the range"),
        (("--by", "Group", "--unit", "file"), 2, "Perhaps 'files'."),
    ],
)
def test_slips_are_told_in_a_line(arguments: tuple[str, ...], status: int, words: str) -> None:
    result = run(COUNTED, *arguments)
    assert result.exit_code == status
    assert words in result.stderr
    assert result.stdout == ""
