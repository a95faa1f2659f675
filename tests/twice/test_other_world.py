"""The printed report in two worlds: half a minute for each. Run by ``make twice``."""

from __future__ import annotations

import ctypes.util

import pytest
from worlds import two_worlds


def test_the_pdf_is_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    if ctypes.util.find_library("pango-1.0") is None:
        pytest.skip("the system library Pango, which WeasyPrint draws with, is not here")
    made = []
    for world in two_worlds(*map(tmp_path_factory.mktemp, ("here", "there"))):
        world.run("build", "-o", str(world.out))
        world.run("report", "-o", str(world.out), "--pdf")
        made.append((world.out / "report.pdf").read_bytes())
    assert made[0].startswith(b"%PDF-")
    assert made[0] == made[1]
