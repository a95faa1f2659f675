"""``refiqda saturation``: what a person types, and what comes back."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from pytest_regressions.file_regression import FileRegressionFixture
from where import FIXTURES

from refiqda import tables
from refiqda.cli import main
from refiqda.cli.saturation import UNITS
from refiqda.tables import saturation as function

COUNTED = FIXTURES / "made" / "counted.qdpx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["saturation", *map(str, arguments)])


def csv_of(*arguments: object) -> pd.DataFrame:
    result = run(*arguments, "--format", "csv")
    assert result.exit_code == 0, result.output
    return pd.read_csv(io.StringIO(result.stdout))


def test_the_words_are_those_of_the_library() -> None:
    assert function.__globals__["UNITS"] == UNITS


def test_the_curve_stands_above_its_definition_and_estimates(
    file_regression: FileRegressionFixture,
) -> None:
    result = run(COUNTED)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    file_regression.check(result.stdout, extension=".txt", encoding="utf-8")


def test_estimates_alone() -> None:
    found = csv_of(COUNTED, "--estimates", "--unit", "files")
    expected = tables.richness(COUNTED, unit="files")
    assert found.to_dict("records") == expected.to_dict("records")


@pytest.mark.parametrize(
    ("order", "first"),
    [((), "R1"), (("name",), "R1"), (("variable:Group",), "R1"), (("R5", "R4"), "R5")],
    ids=["project", "name", "variable", "names"],
)
def test_orders(order: tuple[str, ...], first: str) -> None:
    options = [part for each in order for part in ("--order", each)]
    found = csv_of(COUNTED, *options)
    assert found["case"].tolist()[0] == first
    asked = list(order) if len(order) > 1 else "".join(order) or "project"
    assert found["case"].tolist() == tables.saturation(COUNTED, order=asked)["case"].tolist()


@pytest.mark.parametrize("unit", ["cases", "files"])
def test_a_plot_is_drawn_beside(tmp_path: Path, unit: str) -> None:
    target = tmp_path / "curve.svg"
    result = run(COUNTED, "--unit", unit, "--plot", target)
    assert result.exit_code == 0, result.output
    assert "Expected over all orders" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--order", "nam"), 1, "There is no order 'nam'; perhaps 'name'."),
        (("--order", "variable:Grup"), 1, "nearest name is 'Group'"),
        (("--order", "R1", "--order", "R9"), 1, "There is no case 'R9'"),
        (("--unit", "case"), 2, "Perhaps 'cases'."),
        (("--estimates", "--plot", "x.svg"), 2, "nothing to --plot"),
    ],
)
def test_slips_are_told_in_a_line(arguments: tuple[str, ...], status: int, words: str) -> None:
    result = run(COUNTED, *arguments)
    assert result.exit_code == status
    assert words in result.stderr
    assert result.stdout == ""
