"""The flow of participants, the list of claims: from the verdicts, with what was typed beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

import refiqda
from analysis.study import Study
from analysis.tables import write_tables
from analysis.tables.claims import claims
from analysis.tables.flow import flow, printed_number
from analysis.verdicts import CLAIMS, judge
from refiqda.tables import render


@pytest.fixture(scope="module")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


def altered(study: Path, tmp_path: Path, before: str, after: str) -> Study:
    """The study held against a copy of the claims in which something else is printed."""
    text = CLAIMS.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path = tmp_path / "claims.toml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    whole = Study(refiqda.open(study))
    vars(whole)["verdicts"] = judge(whole.project, path)
    return whole


@pytest.fixture(scope="module")
def written(whole: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("told")
    write_tables(whole, target)
    return target


@pytest.mark.parametrize("name", ["flow", "quotations", "discrepancies", "preprint"])
@pytest.mark.parametrize("suffix", [".csv", ".md", ".html"])
def test_the_files_are_as_before(
    name: str, suffix: str, written: Path, file_regression: FileRegressionFixture
) -> None:
    text = (written / f"{name}{suffix}").read_bytes().decode("utf-8")
    file_regression.check(text, extension=suffix, newline="")


def test_what_came_out_of_each_claim_is_as_before(
    whole: Study, file_regression: FileRegressionFixture
) -> None:
    frame = claims(whole)[["id", "expected", "found", "verdict"]]
    file_regression.check(render.render(frame, "csv"), extension=".csv", newline="")


# ------------------------------------------------------------------------- flow


def test_the_numbers_by_hand(whole: Study) -> None:
    frame = flow(whole)
    columns = ["claim", "printed", "of", "left_out"]
    assert frame[columns].astype(object).fillna(0).to_numpy().tolist() == [
        ["S10", 133, 0, 0],
        ["S11", 70, 133, 63],
        ["S12", 23, 70, 47],
        ["S03", 23, 23, 0],
        ["S04", 16, 23, 7],
    ]
    assert frame["share"].dropna().tolist() == pytest.approx([70 / 133, 23 / 70, 1, 16 / 23])
    assert frame["of_first"].dropna().tolist() == pytest.approx([1, 70 / 133, 23 / 133])


def test_each_stage_has_the_verdict_of_its_claim(whole: Study) -> None:
    told = {row["id"]: row["verdict"] for row in whole.verdicts.rows()}
    frame = flow(whole)
    assert frame["verdict"].tolist() == [told[claim] for claim in frame["claim"]]


def test_what_is_printed_comes_from_the_claims(study: Path, tmp_path: Path) -> None:
    frame = flow(altered(study, tmp_path, "\nequals = 70\n", "\nequals = 80\n"))
    assert frame["printed"].tolist() == [133, 80, 23, 23, 16]
    assert frame["left_out"].fillna(0).tolist() == [0, 53, 57, 0, 7]


@pytest.mark.parametrize(
    ("claim", "number"), [("S10", 133), ("T01.men", 18), ("B-CD4", 7), ("I03", None)]
)
def test_the_whole_number_that_a_claim_prints(claim: str, number: int | None, whole: Study) -> None:
    assert printed_number(whole, claim) == number


# ------------------------------------------------------------------------- claims


def test_every_claim_has_a_row_with_its_meaning_and_verdict(whole: Study) -> None:
    frame = claims(whole)
    typed = refiqda.read_claims(CLAIMS).claims
    assert len(frame) == 115
    assert frame["id"].tolist() == [claim.id for claim in typed]
    assert frame["means"].fillna("").tolist() == [claim.means for claim in typed]
    assert frame["evidence"].fillna("").tolist() == [claim.evidence for claim in typed]
    for column in ("verdict", "says", "where"):
        assert frame[column].tolist() == whole.verdicts.frame[column].tolist()


def test_a_claim_tells_what_is_printed_found_and_why(whole: Study) -> None:
    frame = claims(whole).set_index("id")
    row = frame.loc["T03"]
    assert (row["expected"], row["found"], row["verdict"]) == ("19; 5", "20; 4", "contradicted")
    assert "visits to countries" in row["why"]
    assert frame["found"].isna()["I03"]


def test_the_notes_count_the_verdicts(study: Path, whole: Study, tmp_path: Path) -> None:
    [tally, _] = claims(whole).attrs["notes"]
    assert tally.startswith("115 claims: ")
    assert f"contradicted {whole.verdicts.totals['contradicted']}," in tally
    other = altered(study, tmp_path, 'id = "high"\nequals = 19', 'id = "high"\nequals = 21')
    assert (
        f"contradicted {whole.verdicts.totals['contradicted'] - 1},"
        in claims(other).attrs["notes"][0]
    )
