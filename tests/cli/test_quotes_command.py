"""``refiqda quotes``: what a person types, and what comes back."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

from refiqda import tables
from refiqda.cli import main
from refiqda.cli.quotes import ORDERS
from refiqda.tables import quotes as function

COUNTED = FIXTURES / "made" / "counted.qdpx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["quotes", *map(str, arguments)])


def test_the_words_are_those_of_the_library() -> None:
    assert tuple(function.__globals__["ORDERS"]) == ORDERS


def test_options_reach_the_table() -> None:
    result = run(
        *(COUNTED, "--codes", "Waiting", "--variables", "Group", "--longest", 12, "--context", 8),
        *("--sample", 3, "--seed", 5, "--order", "length", "--aggregate", "own", "--each"),
        *("--format", "csv"),
    )
    assert result.exit_code == 0, result.output
    found = pd.read_csv(io.StringIO(result.stdout), keep_default_na=False)
    expected = tables.quotes(
        COUNTED,
        codes="Waiting",
        variables="Group",
        longest=12,
        context=8,
        sample=3,
        seed=5,
        order="length",
        aggregate="own",
        each=True,
    )
    assert list(found.columns) == list(expected.columns)
    for name in ("coding_guid", "passage", "before", "after", "Group"):
        assert found[name].tolist() == expected[name].fillna("").tolist()
    assert "identify people" in " ".join(result.stderr.split())


def test_the_table_warns_of_what_it_shows() -> None:
    result = run(COUNTED, "--codes", "Doubt")
    assert result.stdout.startswith("Passages by code\n")
    assert "Quotations may identify people" in result.stdout


def test_block_quotes_on_standard_output_and_in_a_file(tmp_path: Path) -> None:
    expected = tables.block_quotes(tables.quotes(COUNTED, codes="Doubt"))
    result = run(COUNTED, "--codes", "Doubt", "--as-quotes")
    assert result.stdout == expected
    target = tmp_path / "appendix.md"
    result = run(COUNTED, "--codes", "Doubt", "--as-quotes", "-o", target)
    assert result.stdout == ""
    assert target.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--codes", "Dobt"), 1, "There is no code 'Dobt'; the nearest name is 'Doubt'."),
        (("--variables", "Grup"), 1, "nearest name is 'Group'"),
        (("--longest", "0"), 2, "0 is not in the range"),
        (("--order", "sources"), 2, "Perhaps 'source'."),
        (("--as-quotes", "--format", "csv"), 2, "--as-quotes are markdown"),
    ],
)
def test_slips_are_told_in_a_line(arguments: tuple[str, ...], status: int, words: str) -> None:
    result = run(COUNTED, *arguments)
    assert result.exit_code == status
    assert words in result.stderr
    assert result.stdout == ""
