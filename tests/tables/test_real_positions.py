"""Real files whose positions are counted in different ways."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from where import CORPUS

from refiqda import tables

MANNHEIMER = CORPUS / "qualcoder-3.8-mannheimer.qdpx"
CRLF = CORPUS / "qualcoder-3.8-mannheimer-crlf.qdpx"
QC = CORPUS / "qc-1.3.2.qdpx"

pytestmark = pytest.mark.skipif(
    not CORPUS.exists(), reason="the corpus of real files (../shared/corpus) is not here"
)
MINTED = ["source_guid", "code_guid", "coder_guid", "selection_guid", "coding_guid"]
"""QualCoder gives everything a new GUID at each export, so the twins have none in common."""


def codings(path: Path) -> pd.DataFrame:
    return tables.codings(path).drop(columns=MINTED)


def test_the_twin_with_crlf_has_the_same_codings() -> None:
    """CRLF in the texts, positions counted with LF: the files differ, what they say does not."""
    pd.testing.assert_frame_equal(codings(MANNHEIMER), codings(CRLF))
    assert len(codings(CRLF)) == 753


@pytest.mark.parametrize("path", [MANNHEIMER, CRLF], ids=["lf", "crlf"])
def test_every_passage_is_what_it_is_called(path: Path) -> None:
    frame = tables.codings(path).merge(
        tables.selections(path)[["selection_guid", "selection"]], on="selection_guid"
    )
    assert len(frame) == 753
    # XML turns the line breaks of a name into blanks.
    folded = frame["passage"].str.replace("\n", " ")
    assert (folded == frame["selection"]).all()


@pytest.mark.parametrize(
    ("path", "convention"), [(MANNHEIMER, "code-points"), (CRLF, "code-points,crlf=1")]
)
def test_how_the_twins_count_is_found_out(path: Path, convention: str) -> None:
    found = tables.texts(path)
    found = found[found["places"] > 0]
    assert set(found["convention"]) == {convention}
    assert found["confidence"].min() > 0.99
    assert found["decided"].all()


def test_each_selection_of_qc_is_a_whole_line() -> None:
    frame = tables.selections(QC)
    assert len(frame) == 158
    assert frame["passage"].str.fullmatch(r"[^\n]*\n").all()
    assert len(tables.codings(QC)) == 205
