"""What the paper prints, counted from the project by the commands alone, without ``analysis``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from where import ROOT

from refiqda.cli import main

PUBLISHED = ROOT / "analysis" / "published"
CASES = ("--unit", "cases", "--aggregate", "descendants")


def rows_of(*args: object) -> list[dict[str, str]]:
    """The table that a command prints."""
    result = CliRunner().invoke(main, [*map(str, args), "--format", "csv"])
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def box_2() -> dict[str, int]:
    """The 36 counts as the paper prints them, typed by hand."""
    with (PUBLISHED / "box2.csv").open(encoding="utf-8") as file:
        return {
            " > ".join(filter(None, (row["theme"], row["subtheme"]))): int(row["count"])
            for row in csv.DictReader(file)
        }


def test_box_2_by_counts_alone(study: Path):
    found = {row["code_path"]: int(row["cases"]) for row in rows_of("counts", study, *CASES)}
    assert len(found) == 36
    assert found == box_2()


@pytest.mark.parametrize("by", ["Sex", "Elective group", "Host income group", "Specialty"])
def test_box_2_stays_the_total_of_every_crosstab(study: Path, by: str):
    *rows, total = rows_of("crosstab", study, "--by", by, *CASES)
    assert {row["code_path"]: int(row["Total"]) for row in rows} == box_2()
    assert (total["code_path"], total["Total"]) == ("Total", "23")


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        # Table 1; R5 has hosts of both kinds and R18 electives of both types, so they count twice.
        ("Sex", {"F": 5, "M": 18}),
        ("Host income group", {"HIC": 20, "LMIC": 4}),
        ("Type of elective", {"Clinical": 19, "Research": 5}),
        ("Elective group", {"Clinical": 18, "Research": 5}),
    ],
)
def test_the_groups_of_table_1_are_the_denominators(study: Path, by: str, groups: dict[str, int]):
    cells = rows_of("crosstab", study, "--by", by, *CASES, "--percent", "column")[0]
    found = {name: int(cells[name].partition("/")[2].partition(" ")[0]) for name in groups}
    assert found == groups


def test_what_only_women_said(study: Path):
    """Results, career design: work-life balance and career support came from women alone."""
    rows = {row["code_path"]: row for row in rows_of("crosstab", study, "--by", "Sex", *CASES)}
    for name in ("work-life balance", "career support"):
        row = rows[f"Career design > {name}"]
        assert (row["F"], row["M"]) == ("1", "0")
