"""The fixtures: rebuilt byte for byte, one for each rule, and the good ones without fault."""

import runpy
import zipfile
from pathlib import Path

import pytest
from checked_files import MADE, broken, fixtures, tables
from where import ROOT

from refiqda.checks import RULES, check
from refiqda.standard.model import Code, CodeBook, PlainTextSelection, Project, TextSource

IN_PYTHON_ONLY = {"S111", "S112"}
"""Rules that no file can break."""


def content(path: Path) -> object:
    """Bytes of a file; of a zip those of its members, since zlib differs between machines."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        # By entry, not by name, for a name may stand twice; past the wrong checksum of one.
        rows = []
        for member in archive.infolist():
            row = (member.filename, member.date_time, member.file_size, member.CRC)
            rows.append((*row, member.external_attr, member.create_system))
        return rows


def test_make_writes_the_fixtures_as_they_are_kept(tmp_path):
    runpy.run_path(str(ROOT / "fixtures" / "make.py"))["make"](tmp_path)
    again = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    kept_files = sorted(
        [*fixtures(), *tables()], key=lambda path: path.relative_to(path.parents[1])
    )
    assert [path.name for path in again] == [path.name for path in kept_files]
    for path in again:
        kept = ROOT / "fixtures" / path.relative_to(tmp_path)
        assert content(path) == content(kept), f"{kept.name}: run python -m fixtures.make"


def test_the_fixtures_stay_small():
    assert sum(path.stat().st_size for path in fixtures()) < 400_000


@pytest.mark.parametrize("path", sorted(MADE.glob("good.*")), ids=lambda path: path.name)
def test_nothing_is_found_in_a_good_file(path):
    assert check(path) == []


@pytest.mark.parametrize("code", [code for code in RULES if code not in IN_PYTHON_ONLY])
def test_each_rule_has_a_file_that_breaks_it(code):
    findings = check(broken(code))
    own = [finding for finding in findings if finding.code == code]
    assert own, f"{code} is not among {sorted({finding.code for finding in findings})}"
    assert own[0].severity == RULES[code].severity
    assert own[0].hint == RULES[code].hint


def test_a_python_object_of_the_wrong_type_is_found():
    selection = PlainTextSelection(guid="00000000-0000-4000-8000-000000000001", start="0", end=1)
    source = TextSource(guid="00000000-0000-4000-8000-000000000002", name="A", content="abc")
    source.selections.append(selection)
    findings = check(Project(name="P", origin="test", sources=[source]))
    assert [finding.code for finding in findings] == ["S111"]


def test_a_part_without_place_in_a_codebook_is_found():
    code = Code(guid="00000000-0000-4000-8000-000000000001", name="A", is_codable=True)
    code.notes.append("00000000-0000-4000-8000-000000000002")
    assert [row.code for row in check(CodeBook(origin="test", codes=[code]))] == ["S112"]


def test_the_readme_names_the_origin_of_the_fixtures():
    text = (ROOT / "fixtures" / "README.md").read_text(encoding="utf-8")
    for path in MADE.iterdir():
        assert path.name in text
    for code in RULES:
        if code not in IN_PYTHON_ONLY and not RULES[code].is_xml:
            assert broken(code).name in text
