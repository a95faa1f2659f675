"""A real project of 753 codings, counted: figures alone, names stay where they are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pytest_regressions.dataframe_regression import DataFrameRegressionFixture
from where import CORPUS

from refiqda import tables
from refiqda.tables.counting.units import UNITS

MANNHEIMER = CORPUS / "qualcoder-3.8-mannheimer.qdpx"
TWIN = CORPUS / "qualcoder-3.8-mannheimer-crlf.qdpx"
WITHOUT_CASES = [unit for unit in UNITS if unit != "cases"]

pytestmark = pytest.mark.skipif(
    not MANNHEIMER.exists(), reason="the corpus of real files (../shared/corpus) is not here"
)


def numbered(frame: pd.DataFrame) -> pd.DataFrame:
    """Without names: codes and columns by their place."""
    figures = frame.drop(columns=["code_path", "code_guid"], errors="ignore")
    return figures.set_axis([f"column {at}" for at in range(figures.shape[1])], axis="columns")


@pytest.mark.parametrize("merge", ["none", "union"])
@pytest.mark.parametrize("aggregate", ["own", "descendants"])
def test_counts(aggregate: str, merge: str, dataframe_regression: DataFrameRegressionFixture):
    frame = tables.counts(MANNHEIMER, unit=WITHOUT_CASES, aggregate=aggregate, merge=merge)
    dataframe_regression.check(numbered(frame).set_axis(WITHOUT_CASES, axis="columns"))


def test_codes_by_sources(dataframe_regression: DataFrameRegressionFixture):
    frame = tables.crosstab(MANNHEIMER, "sources")
    dataframe_regression.check(numbered(frame))


def test_the_totals_are_those_of_the_codings():
    codings = tables.codings(MANNHEIMER)
    frame = tables.counts(MANNHEIMER, unit=["references", "characters"])
    assert frame["references"].sum() == len(codings) == 753
    assert frame["characters"].sum() == codings["passage"].str.len().sum()
    assert tables.crosstab(MANNHEIMER, "sources").iloc[-1, -1] == 753


@pytest.mark.parametrize("by", ["sources", "coders"])
def test_crosstabs_of_the_twins_are_equal(by: str):
    """The same project with CRLF in its texts, which counts one character: equal in every cell."""
    one, other = (tables.crosstab(path, by, unit="characters") for path in (MANNHEIMER, TWIN))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("path", [MANNHEIMER, TWIN], ids=["lf", "crlf"])
def test_nothing_is_in_no_code(path: Path):
    rows = tables.counts(path, aggregate="descendants")
    top = rows[~rows["code_path"].str.contains(" > ", regex=False)]
    assert top["references"].sum() == 753
