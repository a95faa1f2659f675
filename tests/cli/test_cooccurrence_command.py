"""``refiqda cooccurrence``: what a person types, and what comes back."""

from __future__ import annotations

import io
import shlex
from pathlib import Path
from typing import Any

import networkx
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from pytest_regressions.file_regression import FileRegressionFixture
from where import FIXTURES

from refiqda import tables
from refiqda.cli import cooccurrence, main
from refiqda.tables.cooccurrence import LAYOUTS
from refiqda.tables.counting.asking import CannotCount
from refiqda.tables.render import render
from refiqda.tables.together.hows import HOWS

COUNTED = FIXTURES / "made" / "counted.qdpx"
STORY = FIXTURES / "made" / "story-standard.qdpx"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["cooccurrence", *map(str, args)])


def text_of(*args: object) -> str:
    result = run(*args)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_words_of_the_command_are_those_of_the_library() -> None:
    assert tuple(HOWS) == cooccurrence.HOWS
    assert LAYOUTS == cooccurrence.LAYOUTS


def test_pairs_are_printed_with_their_definition(file_regression: FileRegressionFixture) -> None:
    file_regression.check(text_of(COUNTED))


def test_a_matrix_is_printed_with_its_definition(file_regression: FileRegressionFixture) -> None:
    file_regression.check(text_of(COUNTED, "--how", "encloses", "--layout", "matrix"))


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ("--how same", {"how": "same"}),
        ("--how near --within 3", {"how": "near", "within": 3}),
        ("--within 3 --how near", {"how": "near", "within": 3}),
        ("--how paragraph --aggregate children", {"how": "paragraph", "aggregate": "children"}),
        ("--how source --minimum 2", {"how": "source", "minimum": 2}),
        ("--minimum 0 --notes", {"minimum": 0, "notes": True}),
        ("--same-coder --codes 'Waiting >'", {"same_coder": True, "codes": "Waiting >"}),
        ("--how case --layout matrix", {"how": "case", "layout": "matrix"}),
        ("--coders Ann --convention utf-16", {"coders": ["Ann"], "convention": "utf-16"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_options_are_parameters(options: str, asked: dict[str, Any]) -> None:
    found = text_of(COUNTED, *shlex.split(options), "--format", "csv")
    assert found == render(tables.cooccurrence(COUNTED, **asked), "csv")


def test_a_file_for_gephi(tmp_path: Path) -> None:
    target = tmp_path / "codes.graphml"
    assert text_of(STORY, "--aggregate", "descendants", "-o", target) == ""
    expected = tables.cooccurrence_graph(STORY, aggregate="descendants")
    assert target.read_text(encoding="utf-8") == expected
    assert text_of(STORY, "--aggregate", "descendants", "--format", "graphml") == expected
    graph = networkx.read_graphml(target)
    frame = tables.cooccurrence(STORY, aggregate="descendants")
    assert graph.number_of_edges() == len(frame)


def test_data_formats_say_what_is_counted_on_standard_error() -> None:
    result = run(COUNTED, "--format", "csv")
    assert "Definition" not in result.stdout
    assert "share a character" in " ".join(result.stderr.split())
    frame = pd.read_csv(io.StringIO(result.stdout))
    assert list(frame.columns)[:3] == ["code_a", "code_b", "count"]


@pytest.mark.parametrize("format", ["csv", "graphml"])
def test_the_plot_is_drawn_beside_the_table(format: str, tmp_path: Path) -> None:
    plot = tmp_path / "plot.svg"
    text = text_of(COUNTED, "--format", format, "--plot", plot)
    assert "Trust" in text
    assert plot.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--how", "overlaps"), "Perhaps 'overlap'"),
        (("--how", "near", "--within", "-1"), "-1 is not in the range"),
        (("-o", "codes.gexf"), ".graphml"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage(options: tuple[str, ...], told: str) -> None:
    result = run(COUNTED, *options)
    assert result.exit_code == 2
    assert told in result.stderr


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ("--how near", {"how": "near"}),
        ("--within 3", {"within": 3}),
        ("--within 3 --how paragraph", {"within": 3, "how": "paragraph"}),
        ("--minimum 2 --layout matrix", {"layout": "matrix", "minimum": 2}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_usage_is_told_in_the_words_of_the_library(options: str, asked: Any) -> None:
    result = run(COUNTED, *shlex.split(options))
    assert result.exit_code == 2
    with pytest.raises(CannotCount) as error:
        tables.cooccurrence(COUNTED, **asked)
    assert result.stderr.splitlines()[-1] == f"Error: {error.value}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--coders", "all"), "is not counted in pairs"),
        (("--how", "case", "--same-coder"), "paired by coder"),
        (("--codes", "Wating"), "'Waiting'"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_counted_is_one_line(options: tuple[str, ...], told: str) -> None:
    result = run(COUNTED, *options)
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
