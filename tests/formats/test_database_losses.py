"""What a database does not hold is told: whatever may be taken away without a trace is a loss."""

from __future__ import annotations

import copy
import dataclasses
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from database_read import Rows
from where import FIXTURES

import refiqda
from refiqda.checks.places import places_of
from refiqda.formats import LossReport
from refiqda.formats.database.keys import Keys
from refiqda.formats.database.readme import readme
from refiqda.formats.database.tables import Tables
from refiqda.model import (
    AudioSource,
    Case,
    Code,
    CodeBook,
    Coding,
    PDFSelection,
    PDFSource,
    PlainTextSelection,
    Project,
    SyncPoint,
    TextSource,
    Transcript,
    TranscriptSelection,
    Variable,
    VariableValue,
)
from refiqda.standard.index import walk
from refiqda.standard.node import Node
from refiqda.tools.understanding import understand

MADE = FIXTURES / "made"


def guid(*names: str) -> str:
    return refiqda.make_guid("database losses", *names)


def report_of(document: Project | CodeBook, tmp_path: Path) -> LossReport:
    path = tmp_path / ("in.qdpx" if isinstance(document, Project) else "in.qdc")
    document.save(path, allow_invalid=True)
    return refiqda.convert(path, tmp_path / "out.sqlite", convention="standard")


def told(report: LossReport) -> list[tuple[str, str, str]]:
    return [(loss.what, loss.name, loss.where) for loss in report.losses]


def everything(project: Project) -> dict[str, Rows]:
    """All rows of all tables, and what the README says of the project beside its digest."""
    tables = Tables(understand(project, "standard", files=False).project)
    found = {name: list(tables.rows(name)) for name in tables.declared}
    said = readme(project, "", tables, Keys(), ())
    found["README"] = [row for row in said if row[0].startswith(("project: ", "variable: "))]
    return found


_IMPLIED = {
    (Coding, "creating_user"): "where a coding does not say who coded, its selection does",
    (Coding, "created"): "nor when",
}
"""What says no more than something else does."""


def said_by(project: Project) -> Iterator[tuple[Node, str]]:
    """Everything that a project says and could leave unsaid, one attribute after another."""
    for node in (project, *(node for node, _ in walk(project))):
        for field in dataclasses.fields(node):
            spec = field.metadata.get("spec")
            is_said = getattr(node, field.name) not in (None, [], "")
            if spec is not None and spec.kind not in ("one", "many") and is_said:
                yield node, field.name


def otherwise(value: Any) -> Any:
    """What stands there in place of a value: something else, or nothing."""
    if isinstance(value, bool | int):
        return not value if isinstance(value, bool) else value + (-1 if value else 1)
    return [] if isinstance(value, list) else None


@pytest.mark.parametrize("name", ["good.qdpx", "story-standard.qdpx"])
def test_what_can_go_without_a_trace_is_told(name: str, tmp_path: Path) -> None:
    project = refiqda.open(MADE / name)
    report = refiqda.convert(MADE / name, tmp_path / "out.sqlite", convention="standard")
    lost = {loss.where for loss in report.losses}
    before = everything(project)
    each = list(said_by(project))
    places = places_of(project, [node for node, _ in each])
    silent, seen = [], set()
    for node, field in each:
        value, where = getattr(node, field), places[id(node)].path
        is_told = any(one == where or one.startswith(f"{where}/") for one in lost)
        kind = (re.sub(r"\[\d+\]", "", where), field)
        if is_told or kind in seen or (type(node), field) in _IMPLIED:
            continue
        seen.add(kind)
        setattr(node, field, otherwise(value))
        if everything(project) == before:
            silent.append((where, field))
        setattr(node, field, value)
    assert silent == []
    assert everything(project) == before
    assert len(seen) > 80


def test_a_loss_is_what_is_in_no_table(tmp_path: Path) -> None:
    """The other way round: nothing is called lost that is there."""
    project = refiqda.open(MADE / "good.qdpx")
    report = report_of(project, tmp_path)
    assert report.totals() == {
        "file": 5,
        "code of a case": 1,
        "sync point": 2,
        "graph": 1,
        "vertex": 2,
        "edge": 1,
    }
    bare = copy.copy(project)
    bare.graphs = []
    bare.cases[0].codes = []
    assert everything(bare) == everything(refiqda.open(MADE / "good.qdpx"))


def test_files_are_lost_and_texts_are_not(tmp_path: Path) -> None:
    report = report_of(refiqda.open(MADE / "good.qdpx"), tmp_path)
    lost = [loss.name.rpartition(".")[2] for loss in report.losses if loss.what == "file"]
    assert sorted(lost) == ["docx", "m4a", "mp4", "pdf", "png"]


def test_a_second_file_of_a_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "twice.qdpx"
    path.write_bytes((MADE / "good.qdpx").read_bytes())
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(path, "a") as package:
        name = next(each for each in package.namelist() if each.endswith(".txt"))
        package.writestr(name, b"another text")
    report = refiqda.convert(path, tmp_path / "out.sqlite")
    assert [loss.name for loss in report.losses if loss.what == "repeated file"] == [name]


def test_details_of_texts_beside_and_of_transcripts_are_told(tmp_path: Path) -> None:
    inner = TextSource(guid=guid("area text"), name="a", content="x", description="of an area")
    area = PDFSelection(
        guid=guid("area"), page=0, first_x=0, first_y=0, second_x=2**70, second_y=1, text=inner
    )
    beside = TextSource(guid=guid("beside"), content="y", created="2020-01-01T00:00:00Z")
    beside.values = [VariableValue(variable=guid("v"), text="1")]
    pdf = PDFSource(guid=guid("pdf"), name="pdf", selections=[area], text=beside)
    transcript = Transcript(guid=guid("tr"), content="z", creating_user=guid("ada"))
    transcript.sync_points = [SyncPoint(guid=guid("p"), time_stamp=0, position=0)]
    transcript.selections = [
        TranscriptSelection(guid=guid("ts"), from_sync_point=guid("p"), to_sync_point=guid("gone"))
    ]
    audio = AudioSource(guid=guid("audio"), name="audio", transcripts=[transcript])
    project = Project(name="p", base_path="C:/Users/Ada", sources=[pdf, audio])
    sources = "/Project/Sources"
    assert told(report_of(project, tmp_path)) == [
        ("detail of the project", "p", "/Project/@basePath"),
        (
            "sync point of a selection",
            "",
            f"{sources}/AudioSource[1]/Transcript[1]/TranscriptSelection[1]/@toSyncPoint",
        ),
        ("number", "", f"{sources}/PDFSource[1]/PDFSelection[1]/@secondX"),
        ("sync point", "", f"{sources}/AudioSource[1]/Transcript[1]/SyncPoint[1]"),
        (
            "detail of a text",
            "a",
            f"{sources}/PDFSource[1]/PDFSelection[1]/Representation/Description",
        ),
        ("detail of a text", "", f"{sources}/PDFSource[1]/Representation/@creationDateTime"),
        ("variable value", "", f"{sources}/PDFSource[1]/Representation/VariableValue[1]"),
        (
            "detail of a transcript",
            "",
            f"{sources}/AudioSource[1]/Transcript[1]/@creatingUser",
        ),
    ]


def test_references_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    case = Case(guid=guid("case"), name="R1", sources=[guid("gone")], selections=[guid("gone")])
    code = Code(guid=guid("code"), name="trust", is_codable=True, notes=[guid("gone")])
    project = Project(name="p", codes=[code], cases=[case], note_refs=[guid("gone")])
    report = report_of(project, tmp_path)
    assert told(report) == [
        ("note of the project", "p", "/Project/NoteRef[1]/@targetGUID"),
        ("reference to a note", "trust", "/Project/CodeBook/Codes/Code[1]/NoteRef[1]/@targetGUID"),
        ("source of a case", "R1", "/Project/Cases/Case[1]/SourceRef[1]/@targetGUID"),
    ]
    assert {loss.guid for loss in report.losses} == {guid("gone")}
    assert everything(project)["case_selections"] == [("R1", guid("case"), guid("gone"))]


def test_dates_that_are_none_and_texts_that_are_guessed_are_told(tmp_path: Path) -> None:
    selection = PlainTextSelection(guid=guid("s"), start=0, end=3, created="yesterday")
    selection.codings = [Coding(guid=guid("c"), code=guid("x"), created="2020-01-01T00:00:00Z")]
    source = TextSource(guid=guid("t"), name="t", plain_text_path="internal://t.txt")
    source.selections = [selection]
    project = Project(name="p", codes=[Code(guid=guid("x"), name="x", is_codable=True)])
    project.sources = [source]
    project.files["sources/t.txt"] = "Gr\xfc\xdfe".encode("cp1252")
    where = "/Project/Sources/TextSource[1]"
    assert told(report_of(project, tmp_path)) == [
        ("encoding of a text", "t", f"{where}/@plainTextPath"),
        ("date", "", f"{where}/PlainTextSelection[1]/@creationDateTime"),
    ]


def test_variables_of_one_guid_are_told(tmp_path: Path) -> None:
    variables = [Variable(guid=guid("v"), name=name, type="Text") for name in ("Age", "Site")]
    report = report_of(Project(name="p", variables=variables), tmp_path)
    assert told(report) == [("variable", "Site", "/Project/Variables/Variable[2]")]


def test_what_the_standard_has_no_name_for_is_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.qde"
    path.write_text(
        '<Project xmlns="urn:QDA-XML:project:1.0" xmlns:v="v" name="p" v:a="1"><!-- c -->'
        "<v:More/></Project>",
        encoding="utf-8",
    )
    report = refiqda.convert(path, tmp_path / "out.sqlite")
    assert {loss.what for loss in report.losses} == {"attribute", "comment", "element"}


def test_what_a_codebook_has_no_place_for_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="a" '
        'isCodable="true" weight="3"><NoteRef targetGUID="n"/></Code></Codes></CodeBook>',
        encoding="utf-8",
    )
    assert told(refiqda.convert(path, tmp_path / "out.sqlite")) == [
        ("attribute", "weight", "/CodeBook/Codes/Code[1]/@weight"),
        ("element", "NoteRef", "/CodeBook/Codes/Code[1]"),
    ]


def test_the_texts_whose_counting_is_open_are_named(tmp_path: Path) -> None:
    """Without blanks, names or an origin, nothing says whether the emoji counts 1 or 2."""
    one = PlainTextSelection(guid=guid("one"), start=3, end=5)
    text = TextSource(guid=guid("t"), name="Tagebuch", content="😀日本語日本語", selections=[one])
    Project(name="p", sources=[text]).save(tmp_path / "in.qde")
    report = refiqda.convert(tmp_path / "in.qde", tmp_path / "out.sqlite")
    assert "could not be told for 1 text (Tagebuch)" in report.remarks[0]
    assert not refiqda.convert(
        tmp_path / "in.qde", tmp_path / "out.sqlite", convention="utf-16"
    ).remarks
