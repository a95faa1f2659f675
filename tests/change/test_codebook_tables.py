"""The codebooks of real files against the tables that are written of them: nothing else differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from change.books_made import book, code, group
from change.test_codebook_apply import project
from where import corpus_params

import refiqda
from refiqda.change import apply_codebook, diff_codebooks, merge_codebooks
from refiqda.formats.codebooks.bookfile import BookFile, read_book, read_table
from refiqda.formats.codebooks.layout import Layout
from refiqda.formats.codebooks.registry import LAYOUTS
from refiqda.formats.convert import convert_book

WRITTEN = [layout for layout in LAYOUTS if layout.write is not None]
TOLD = {
    "folder": {"made codable"},
    "set of codes": {"set removed"},
    "description of a code": {"described"},
    "name of a code": {"added", "removed", "renamed", "moved"},
}
"""By what is lost: the differences that come of it."""
CONFLICTS = {"made codable": "folder", "moved": "perhaps the same"}


def table(book: BookFile, layout: Layout, folder: Path) -> tuple[BookFile, set[str], set[str]]:
    """The codebook as it is read of a table, which differences are told, and the lost names."""
    path = folder / f"table{(layout.files or ('.csv',))[0]}"
    report = convert_book(book.book, path, to=layout.key, name="codes")
    lost = [each for each in report.losses if not each.in_file]
    told = set[str]().union(*(TOLD.get(each.what, ()) for each in lost))
    names = {each.name for each in lost if each.what == "name of a code"}
    # A list without header, as QualCoder's, is not always seen to be one.
    return read_table(path, layout=layout.key), told, names


@pytest.mark.parametrize("path", corpus_params())
@pytest.mark.parametrize("layout", WRITTEN, ids=lambda layout: layout.key)
def test_a_table_of_a_codebook_is_that_codebook(layout: Layout, path: Path, tmp_path: Path) -> None:
    book = read_book(path)
    if not book.book.codes:
        pytest.skip("a codebook without codes is no table")
    said, told, renamed = table(book, layout, tmp_path)
    assert {row.change for row in diff_codebooks(path, said).rows} <= told
    merged = merge_codebooks(path, said)
    assert {row.what for row in merged.conflicts} <= {CONFLICTS.get(each, "") for each in told}
    new = [row for row in merged.merged if row.file == said.name and row.matched is None]
    assert len(new) <= 2 * len(renamed)
    assert bool(new) <= bool(renamed)
    if path.suffix != ".qdc":
        rows = apply_codebook(said, refiqda.open(path)).rows
        done = {row.change for row in rows if not row.change.startswith("stays")}
        assert done <= told
        assert not done or renamed


# ------------------------------------------------------------------------------ missing columns

TABLES = {
    "plain": "level,name\n1,Trust\n2,Work\n",
    "plain without levels": "kind,name\ncode,Trust\ncode,Work\n",
    "plain without kinds": "level,name,description\n1,Trust,d\n2,Work,e\n",
    "taguette": "tag\nTrust\nTrust.Work\n",
    "atlasti": "Code,Code Group 1\nTrust,Others\nWork,\n",
    "requal": "code_id,code_name\n1,Trust\n2,Trust > Work\n",
    "nvivo": "Name,Files,References\nTrust,1,1\n  Work,1,1\n",
    "dedoose": "Id,Parent Id,Title\n1,,Trust\n2,1,Work\n",
    "openqda": "guid,name,parent,level\n,Trust,,1\n,Work,Trust,2\n",
    "qualcoder": "Trust>>Work\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_of_what_there_is_no_column_nothing_is_told(text: str, tmp_path: Path) -> None:
    work = code("Work", description="e", color="#ff0000")
    trust = code("Trust", work, description="d", color="#0000ff")
    trust.is_codable = False
    own = book(trust, sets=(group("Others", trust),))
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    for several in ((own, path), (path, own)):
        changes = {row.change for row in diff_codebooks(*several).rows}
        # A plain table with kinds of rows has one for sets; one of OpenQDA has GUIDs.
        changes -= {"set added", "set removed"} if "kind" in text else {"GUID changed"}
        assert changes == set()
    mine = project(trust, sets=tuple(own.sets))
    assert [
        row.change for row in apply_codebook(path, mine).rows if "stays" not in row.change
    ] == []
    assert (trust.is_codable, trust.codes, trust.description) == (False, [work], "d")
