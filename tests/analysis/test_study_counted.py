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


@pytest.mark.parametrize("by", ["Sex", "Host income group", "Type of elective", "Elective group"])
def test_each_comparison_by_the_command_alone(study: Path, by: str):
    """The n of crosstab and compare are the same, and the N those of Table 1."""
    crossed = {row["code_path"]: row for row in rows_of("crosstab", study, "--by", by, *CASES)}
    for row in rows_of("compare", study, "--by", by, "--fisher"):
        groups = [name.removesuffix(" N") for name in row if name.endswith(" N")]
        assert len(groups) == 2
        for group in groups:
            assert row[f"{group} n"] == crossed[row["code_path"]][group]
            assert 0 <= int(row[f"{group} n"]) <= int(row[f"{group} N"])


def test_work_life_balance_is_the_one_woman_of_five(study: Path):
    """1/5 against 0/18: the cells that print alone determines; p by hand is 5/23."""
    how = ("--by", "Sex", "--groups", "F", "--groups", "M", "--risk-difference", "--fisher")
    (row,) = rows_of("compare", study, *how, "--codes", "work-life balance")
    assert [row[name] for name in ("F n", "F N", "M n", "M N")] == ["1", "5", "0", "18"]
    assert float(row["risk_difference"]) == pytest.approx(1 / 5)
    assert float(row["p"]) == pytest.approx(5 / 23)
    assert row["can_differ"] == "false"


def test_the_expected_curve_is_what_box_2_alone_gives(study: Path):
    """Worked out by hand of the 31 printed counts: sum of 1 - C(23 - n, k) / C(23, k)."""
    rows = {int(row["cases"]): row for row in rows_of("saturation", study)}
    by_hand = {1: 7.78, 2: 12.99, 3: 16.60, 5: 21.12, 10: 26.31, 15: 28.78, 20: 30.31, 23: 31}
    for number, codes in by_hand.items():
        assert float(rows[number]["expected"]) == pytest.approx(codes, abs=0.005)
    (richness,) = rows_of("saturation", study, "--estimates")
    assert float(richness["coverage"]) == pytest.approx(0.973, abs=0.0006)
    assert float(richness["chao2"]) == pytest.approx(34.99, abs=0.005)


def test_there_are_as_many_quotations_as_codings(study: Path):
    references = sum(int(row["references"]) for row in rows_of("counts", study))
    assert len(rows_of("quotes", study, "--each")) == references == 182
