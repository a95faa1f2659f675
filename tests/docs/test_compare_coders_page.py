"""The page on agreement: the mean that it takes is that of the rows which NVivo prints."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from where import FIXTURES, ROOT

from refiqda import tables

PAGE = ROOT / "docs" / "howto" / "compare-coders.md"
COUNTED = FIXTURES / "made" / "counted.qdpx"


def test_the_mean_is_that_of_nvivos_rows(tmp_path: Path) -> None:
    """NVivo has one row for each code and source, and none of all sources."""
    page = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    (taken,) = re.findall(r"`(frame.*?\.mean\(\))`", page)
    assert f"print({taken})" in code
    shutil.copy(COUNTED, tmp_path / "team.qdpx")
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    frame = tables.agreement(COUNTED, unit="sentences", coefficient="kappa")
    overall = tables.agreement(COUNTED, unit="sentences", coefficient="kappa", overall=True)
    kappa = frame["kappa"].dropna().tolist()
    for more in overall["kappa"].dropna().tolist():
        kappa.remove(more)
    assert float(run.stdout.splitlines()[-1]) == pytest.approx(sum(kappa) / len(kappa))
