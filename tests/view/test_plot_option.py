"""``--plot`` of the commands that print published tables."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from frames_drawn import counts
from lxml import etree
from where import FIXTURES

from refiqda import view
from refiqda.cli import main
from refiqda.cli import plot as plot_module
from refiqda.cli.plot import draw, plot_option


@click.command()
@plot_option
def table(plot: Path | None) -> None:
    """Print a table."""
    click.echo("the table")
    draw(counts(), plot)


def test_endings_are_those_of_the_room() -> None:
    assert plot_module.ENDINGS == view.ENDINGS


@pytest.mark.parametrize("ending", [*view.ENDINGS, ".SVG"])
def test_a_plot_is_written_beside_the_table(ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"plot{ending}"
    result = CliRunner().invoke(table, ["--plot", str(target)])
    assert (result.exit_code, result.output) == (0, "the table\n")
    starts = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}
    assert target.read_bytes().startswith(starts[ending.lower()])


def test_without_the_option_nothing_is_drawn() -> None:
    result = CliRunner().invoke(table, [])
    assert (result.exit_code, result.output) == (0, "the table\n")


@pytest.mark.parametrize("name", ["plot.gif", "plot", "plot.svg.txt"])
def test_an_unknown_ending_is_wrong_usage(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(table, ["--plot", str(tmp_path / name)])
    assert result.exit_code == 2
    assert "Choose one of .svg .png .pdf" in " ".join(result.output.split())
    assert "the table" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_without_matplotlib_nothing_is_counted_and_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    target = tmp_path / "plot.svg"
    counted = FIXTURES / "made" / "counted.qdpx"
    done = CliRunner().invoke(main, ["counts", str(counted), "--plot", str(target)])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        'Error: A plot needs matplotlib: run pip install "refiqda[plot]", or write the table '
        "alone.\n"
    )
    assert not target.exists()


def test_help_names_the_endings() -> None:
    assert "(.svg .png .pdf)" in " ".join(CliRunner().invoke(table, ["--help"]).output.split())


def test_importing_the_option_imports_neither_pandas_nor_matplotlib() -> None:
    code = "import json, sys, refiqda.cli.plot; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert not {"pandas", "numpy", "matplotlib"} & set(json.loads(run.stdout))


def test_the_same_table_is_drawn_by_the_library(tmp_path: Path) -> None:
    CliRunner().invoke(table, ["--plot", str(tmp_path / "one.svg")])
    view.plot(counts(), tmp_path / "other.svg")
    one, other = (etree.parse(tmp_path / f"{name}.svg") for name in ("one", "other"))
    assert etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n")
