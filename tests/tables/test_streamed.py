"""The codings frame piece by piece."""

from pathlib import Path

import pandas as pd
import pytest

from refiqda import tables
from refiqda.standard.document import Opened
from refiqda.standard.model import Case, Coding, PlainTextSelection, Project, TextSource
from refiqda.tables.bulk import BulkReader, TextCodings
from refiqda.tables.reading import comes_late, wrapper_of

HEAD = '<Project name="p" origin="x" xmlns="urn:QDA-XML:project:1.0">'
CODES = '<CodeBook><Codes><Code guid="c" name="trust" isCodable="true"/></Codes></CodeBook>'
USERS = '<Users><User guid="u" name="Ada"/></Users>'
SOURCES = (
    '<Sources><TextSource guid="s" name="one"><PlainTextContent>abc</PlainTextContent>'
    '<PlainTextSelection guid="p" startPosition="0" endPosition="2" creatingUser="u">'
    '<Coding guid="d"><CodeRef targetGUID="c"/></Coding></PlainTextSelection>'
    "</TextSource></Sources>"
)
CASES = '<Cases><Case guid="k" name="R1"><SourceRef targetGUID="s"/></Case></Cases>'


def written(folder: Path, *parts: str, encoding: str = "utf-8") -> Path:
    path = folder / "odd.qde"
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    path.write_bytes((declared + HEAD + "".join(parts) + "</Project>").encode(encoding))
    return path


def texts(number: int, codings: int) -> Project:
    project = Project(name="many")
    for at in range(number):
        source = TextSource(guid=f"s{at}", name=f"source {at}", content="abcdefghij" * 5)
        for place in range(codings):
            selection = PlainTextSelection(guid=f"p{at}-{place}", start=place, end=place + 3)
            selection.codings = [Coding(guid=f"c{at}-{place}", code="none")]
            source.selections.append(selection)
        project.sources.append(source)
    return project


def test_pieces_have_about_as_many_rows_as_asked_for(tmp_path: Path) -> None:
    project = texts(10, 4)
    path = tmp_path / "many.qde"
    project.save(path, allow_invalid=True)
    for given in (project, path):
        pieces = list(tables.iter_codings(given, rows=10))
        assert [len(piece) for piece in pieces] == [12, 12, 12, 4]
        joined = pd.concat([piece.astype("string") for piece in pieces], ignore_index=True)
        pd.testing.assert_frame_equal(joined, tables.codings(given).astype("string"))


def test_progress_counts_the_bytes_of_the_xml(tmp_path: Path) -> None:
    path = tmp_path / "many.qde"
    texts(3, 2).save(path, allow_invalid=True)
    for name in ("codings", "codes"):
        seen: list[int] = []
        list(tables.pieces(name, path, seen.append))
        assert sum(seen) == path.stat().st_size


@pytest.mark.parametrize(
    "parts",
    [
        (USERS, CODES, CASES, SOURCES),
        (SOURCES, USERS, CODES, CASES),
        (USERS, SOURCES, CODES, CASES),
        (USERS, CODES, SOURCES, CASES.replace("</Cases>", "</Cases >")),
        (USERS, CODES, SOURCES, CASES.replace("Cases", "q:Cases").replace(
            "<q:Cases", '<q:Cases xmlns:q="urn:QDA-XML:project:1.0"')),
    ],
)  # fmt: skip
def test_what_comes_after_the_sources_is_known_all_the_same(
    parts: tuple[str, ...], tmp_path: Path
) -> None:
    for encoding in ("utf-8", "utf-16"):
        path = written(tmp_path, *parts, encoding=encoding)
        row = tables.codings(path).iloc[0]
        found = (row["code"], row["coder"], row["case"], row["passage"])
        assert found == ("trust", "Ada", "R1", "ab"), encoding


def test_late_elements_are_found_across_chunks() -> None:
    data = (USERS + SOURCES + CASES).encode()
    one_by_one = [data[at : at + 1] for at in range(len(data))]
    assert comes_late(one_by_one, ["Cases"])
    assert not comes_late(one_by_one, ["Users", "CodeBook"])
    assert comes_late([b"no sources"], ["Cases"])
    assert not comes_late([b"<Sources> the Cases, <b>Casesx</b> </Sources>"], ["Cases"])


def test_the_names_of_wrappers_are_the_tables() -> None:
    assert [wrapper_of(field) for field in ("users", "codes", "cases", "sources")] == [
        "Users", "CodeBook", "Cases", "Sources",
    ]  # fmt: skip


def test_plain_sources_are_read_as_columns(tmp_path: Path) -> None:
    path = tmp_path / "many.qde"
    texts(3, 2).save(path, allow_invalid=True)
    assert kinds_read(path) == [TextCodings] * 3


def kinds_read(path: Path) -> list[type]:
    opened = Opened(path)
    stream = opened.stream(Project, keep=False)
    stream.read_source = BulkReader(stream.reader)
    return [type(source) for source in stream.sources()]


def test_a_selection_with_several_codings_is_read_as_columns(tmp_path: Path) -> None:
    project = texts(1, 3)
    selection = project.sources[0].selections[1]
    selection.creating_user = "u"
    selection.codings.append(Coding(guid="more", code="none"))
    for other in project.sources[0].selections:
        other.creating_user = other.guid
    path = tmp_path / "many.qde"
    project.save(path, allow_invalid=True)
    assert kinds_read(path) == [TextCodings]
    frame = tables.codings(path)
    pd.testing.assert_frame_equal(frame, tables.codings(project))
    assert frame["coder"].tolist() == ["p0-0", "p0-1", "p0-1", "p0-2"]


def _odd_user(source: TextSource) -> None:
    source.selections[0].codings[0].creating_user = "u"


def _whole(source: TextSource) -> None:
    source.codings.append(Coding(guid="whole", code="none"))


def _no_guid(source: TextSource) -> None:
    source.selections[1].codings[0].guid = None


def _no_start(source: TextSource) -> None:
    source.selections[1].start = None


def _repeated(source: TextSource) -> None:
    source.selections[0].codings.append(Coding(guid="c0-1", code="other"))


@pytest.mark.parametrize("change", [_odd_user, _whole, _no_guid, _no_start, _repeated])
def test_other_sources_are_read_as_objects(change: object, tmp_path: Path) -> None:
    project = texts(1, 3)
    change(project.sources[0])
    path = tmp_path / "odd.qde"
    project.save(path, allow_invalid=True)
    assert kinds_read(path) == [TextSource]
    pd.testing.assert_frame_equal(tables.codings(path), tables.codings(project))


def test_cases_of_selections_need_objects(tmp_path: Path) -> None:
    project = texts(1, 5)
    project.cases = [Case(guid="k", name="R1", selections=["p0-2"])]
    path = tmp_path / "cases.qde"
    project.save(path, allow_invalid=True)
    assert kinds_read(path) == [TextSource]
    frame = tables.codings(path)
    pd.testing.assert_frame_equal(frame, tables.codings(project))
    assert frame["case"].notna().tolist() == [True] * 5


def test_spellings_that_need_a_closer_look(tmp_path: Path) -> None:
    for old, new in (
        ('startPosition="0"', 'startPosition=" 0 "'),
        ('startPosition="0"', 'startPosition="none"'),
        ('<CodeRef targetGUID="c"/>', '<CodeRef targetGUID="c"/><CodeRef targetGUID="e"/>'),
        ('<CodeRef targetGUID="c"/>', "<CodeRef/>"),
        ("<PlainTextContent>abc<", "<PlainTextContent>a<b/>bc<"),
        ("<Coding ", '<x:Coding xmlns:x="urn:QDA-XML:project:1.0" guid="x"/><Coding '),
        ("<Coding ", '<x:Coding xmlns:x="urn:other" guid="x"/><Coding '),
    ):
        path = written(tmp_path, USERS, CODES, CASES, SOURCES.replace(old, new))
        with_objects = Project.open(path)
        pd.testing.assert_frame_equal(tables.codings(path), tables.codings(with_objects))
