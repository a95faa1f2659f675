"""Where a command says what its table counts: in the table, in the file, or beside the data."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from refiqda.cli.output import FILES, TABLES, Output, output_options
from refiqda.tables.caption import describe
from refiqda.tables.render import PURE, render

WORDS = """\
Counts in study.qdpx

Definition:
  A reference is a coding.

Notes:
  Few cases.
"""


def plain() -> pd.DataFrame:
    return pd.DataFrame({"code_path": ["Trust", "Doubt"], "references": [3, 0]})


def described() -> pd.DataFrame:
    return describe(
        plain(), "counts", "Counts in study.qdpx", ["A reference is a coding."], ["Few cases."]
    )


@click.command()
@output_options
def published(output: Output) -> None:
    output.table(described(), "Caption")


@click.command()
@output_options
def silent(output: Output) -> None:
    output.table(plain(), "Caption")


@click.command()
@output_options
def pieces(output: Output) -> None:
    def frames() -> Iterator[pd.DataFrame]:
        yield described()
        yield described()

    output.tables(frames())


def run(command: click.Command, *args: object) -> Result:
    result = CliRunner().invoke(command, [str(arg) for arg in args])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize("format", TABLES)
def test_printed_data_has_its_words_beside_it(format: str) -> None:
    result = run(published, "--format", format)
    assert result.stdout == render(described(), format)
    assert result.stderr == (WORDS if format in PURE else "")
    assert ("Few cases." in result.stdout) == (format not in PURE)


@pytest.mark.parametrize("suffix", FILES)
def test_written_data_has_its_words_beside_it(suffix: str, tmp_path: Path) -> None:
    result = run(published, "-o", tmp_path / f"out{suffix}")
    assert result.stdout == ""
    assert result.stderr == (WORDS if suffix in (".csv", ".tsv", ".json", ".parquet") else "")


@pytest.mark.parametrize("format", TABLES)
def test_a_frame_that_says_nothing_is_printed_without_talk(format: str) -> None:
    result = run(silent, "--format", format)
    assert result.stdout == render(plain(), format, "Caption")
    assert result.stderr == ""


@pytest.mark.parametrize("format", ["csv", "tsv", "json"])
def test_the_words_of_several_frames_are_said_once(format: str) -> None:
    result = run(pieces, "--format", format)
    assert result.stdout == render(pd.concat([plain(), plain()]), format)
    assert result.stderr == WORDS


def test_nothing_is_said_of_a_table_that_was_not_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(published, ["-o", str(tmp_path / "no folder" / "out.csv")])
    assert result.exit_code == 1
    assert result.stderr == ""


class _Screen(io.StringIO):
    """Standard output that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_wide_table_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = pd.DataFrame({"code_path": ["Trust"], **{f"value {n}": [n] for n in range(20)}})
    describe(wide, "crosstab", "Title", ["Sentence."])
    screen = _Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "60")
    Output().table(wide)
    Output(format="markdown").table(wide)
    pipes = render(wide, "markdown")
    assert screen.getvalue().endswith(pipes)
    table = screen.getvalue().removesuffix(pipes)
    assert table.count("code_path") == 4
    assert all(len(line) <= 60 for line in table.splitlines())
