"""The page of promises names tests that exist, and limits as they are."""

from __future__ import annotations

import dataclasses
import re

import pytest
from where import ROOT

import refiqda

PAGE = (ROOT / "docs" / "explanation" / "safety.md").read_text("utf-8")
MODULES = [
    *(ROOT / "tests" / "safety").glob("test_*.py"),
    *(ROOT / "tests" / "formats").glob("test_sheets_*.py"),
    *(ROOT / "tests" / "formats").glob("test_codebook_*.py"),
    ROOT / "tests" / "standard" / "test_package.py",
    ROOT / "tests" / "standard" / "test_sources_beside.py",
]
TESTS = {
    name
    for path in MODULES
    for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
}
NAMED = sorted(set(re.findall(r"`(test_\w+)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_exists(name):
    assert name in TESTS


def test_many_are_named():
    assert len(NAMED) > 50


@pytest.mark.parametrize("field", dataclasses.fields(refiqda.Limits), ids=lambda each: each.name)
def test_each_limit_is_named_with_its_default(field):
    units = {1 << 30: "GiB", 1 << 20: "MiB", 1: ""}
    unit = next(each for each in units if field.default % each == 0)
    shown = f"{field.default // unit:,} {units[unit]}".strip()
    assert re.search(rf"^\| `{field.name}` \| {re.escape(shown)} \|", PAGE, re.MULTILINE)
