"""``refiqda agreement``: what a person types, and what comes back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.cli import agreement as command
from refiqda.cli import main
from refiqda.tables.agreeing.coefficients import COEFFICIENTS
from refiqda.tables.agreeing.saying import UNDEFINED
from refiqda.tables.agreeing.units import UNITS
from refiqda.tables.render import render

COUNTED = FIXTURES / "made" / "counted.qdpx"
STORY = FIXTURES / "made" / "story-qualcoder.qdpx"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def csv_of(*args: object) -> pd.DataFrame:
    result = run("agreement", *args, "--format", "csv")
    assert result.exit_code == 0, result.output
    return pd.read_csv(io.StringIO(result.stdout))


@pytest.fixture
def nvivo(tmp_path: Path) -> Path:
    """The example of NVivo's help: 1,000 characters, 50 coded by both, 150 by one, 800 by none."""
    guid = refiqda.make_guid
    source = m.TextSource(guid=guid("text"), name="interview", content="x" * 1000)
    for number, (coder, start, end) in enumerate((("Ann", 0, 120), ("Ben", 70, 200))):
        made = m.PlainTextSelection(guid=guid(str(number)), start=start, end=end, name="")
        made.codings = [
            m.Coding(guid=guid(str(number), "c"), creating_user=guid(coder), code=guid("a"))
        ]
        source.selections.append(made)
    project = m.Project(
        name="example",
        users=[m.User(guid=guid(name), name=name) for name in ("Ann", "Ben")],
        codes=[m.Code(guid=guid("a"), name="trust", is_codable=True)],
        sources=[source],
    )
    project.save(tmp_path / "example.qdpx")
    return tmp_path / "example.qdpx"


def test_the_words_of_the_command_are_those_of_the_library() -> None:
    assert tuple(UNITS) == command.UNITS
    assert tuple(COEFFICIENTS) == command.COEFFICIENTS
    assert tuple(UNDEFINED) == command.UNDEFINED


def test_the_example_of_nvivo(nvivo: Path) -> None:
    frame = csv_of(nvivo)
    shares = ["agreement", "both", "neither", "disagreement", "first_only", "second_only"]
    assert frame[shares].iloc[0].tolist() == [85, 5, 80, 15, 7, 8]
    result = run("agreement", nvivo)
    assert result.exit_code == 0
    assert "Agreement of Ann and Ben in characters" in result.stdout
    assert "Definition:" in result.stdout
    assert "prevalence paradox" in result.stdout


def test_every_option_reaches_the_library() -> None:
    options = (
        "--unit", "words", "--coefficient", "u_alpha", "--coefficient", "ac1",
        "--undefined", "one", "--overall", "--bootstrap", 20, "--seed", 4,
        "--aggregate", "descendants", "--codes", "Feelings >", "--coders", "Ben", "--coders", "Ann",
        "--sources", "Interview 1", "--sources", "Interview 2", "--notes",
    )  # fmt: skip
    result = run("agreement", COUNTED, *options)
    frame = tables.agreement(
        COUNTED, unit="words", coefficient=["u_alpha", "ac1"], undefined="one", overall=True,
        bootstrap=20, seed=4, aggregate="descendants", codes=["Feelings >"], coders=["Ben", "Ann"],
        sources=["Interview 1", "Interview 2"], notes=True,
    )  # fmt: skip
    assert result.stdout == render(frame, "table")


def test_a_group_of_coders_and_cases() -> None:
    frame = csv_of(STORY, "--coders", "Ada|Jun", "--coders", "Mira", "--cases", "Ola")
    right = tables.agreement(STORY, coders=["Ada|Jun", "Mira"], cases=["Ola"])
    assert frame["agreement"].tolist() == pytest.approx(right["agreement"].tolist())


def test_the_table_goes_to_a_file_and_its_definition_with_it(tmp_path: Path) -> None:
    target = tmp_path / "agreement.md"
    result = run("agreement", COUNTED, "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert "| kappa |" in text
    assert "first is Ann, second is Ben" in text
    rows = json.loads(run("agreement", COUNTED, "--overall", "--format", "json").stdout)
    assert rows[-1]["code_path"] == "(all codes)"
    assert rows[0]["kappa"] is None


def test_a_plot_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot = tmp_path / "agreement.svg"
    result = run("agreement", COUNTED, "--plot", plot)
    assert result.exit_code == 0, result.output
    assert "Agreement of Ann and Ben in characters" in plot.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--coders", "Ann"), "Agreement needs two coders, and only Ann is named. Name another."),
        (("--coders", "Ann", "--coders", "Bne"), "the nearest name is 'Ben'"),
        (("--bootstrap", "5", "--sources", "Report"), "only one source is compared"),
        (("--unit", "pixels"), "There are no pixels to compare"),
        (("--coefficient", "u_alpha", "--unit", "segments"), "segments have no order"),
    ],
)
def test_what_cannot_be_done_is_one_line(options: tuple[str, ...], message: str) -> None:
    result = run("agreement", COUNTED, *options)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert message in line


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--unit", "word"), "Perhaps 'words'."),
        (("--coefficient", "kapa"), "Perhaps 'kappa'."),
        (("--bootstrap", "-1"), "-1 is not in the range"),
        (("--seed", str(2**32)), "is not in the range"),
    ],
)
def test_wrong_words_are_wrong_usage(options: tuple[str, ...], message: str) -> None:
    result = run("agreement", COUNTED, *options)
    assert result.exit_code == 2
    assert message in result.stderr
