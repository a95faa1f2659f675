"""Conversion for a program: what its report says, and what the file is that is written."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path

import pytest
from where import FIXTURES

import refiqda
from refiqda.errors import CannotWrite
from refiqda.formats.loss import Loss, LossReport
from refiqda.model import (
    AudioSource,
    Code,
    Coding,
    PDFSelection,
    PDFSource,
    PlainTextSelection,
    Project,
    Source,
    SyncPoint,
    TextSource,
    Transcript,
    User,
)
from refiqda.standard.index import walk
from refiqda.tables import codings
from refiqda.tools.programs import TARGETS

GOOD = FIXTURES / "made" / "good.qdpx"


def guid(name: str) -> str:
    return refiqda.make_guid("convert for", name)


def coded(text: str, words: str, **more: str) -> Project:
    """A project with one text, in which some words are coded."""
    start = text.index(words)
    coding = Coding(guid=guid("coding"), code=guid("code"))
    one = PlainTextSelection(
        guid=guid("one"), start=start, end=start + len(words), codings=[coding]
    )
    return Project(
        name="p",
        origin="refiqda",
        codes=[Code(guid=guid("code"), name="code", is_codable=True)],
        sources=[TextSource(guid=guid("text"), name="text", selections=[one], **more)],
    )


# ------------------------------------------------------------------------ files and texts


@pytest.mark.parametrize("to", ["nvivo", "maxqda", "atlasti", "standard"])
def test_words_are_found_in_a_file_that_stays_beside_a_bare_project(
    to: str, tmp_path: Path
) -> None:
    """A form feed keeps the text out of the XML, and no new file is written for a .qde."""
    text = "a😀\nb\n\x0cthe world\n"
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "t.txt").write_bytes(text.replace("\n", "\r\n").encode())
    project = coded(text.replace("\n", "\r\n"), "world", plain_text_path="internal://t.txt")
    project.save(tmp_path / "in.qde")
    report = refiqda.convert(tmp_path / "in.qde", tmp_path / "out.qde", to=to)
    assert "file" not in report.totals()
    assert list(codings(tmp_path / "in.qde")["passage"]) == ["world"]
    assert list(codings(tmp_path / "out.qde")["passage"]) == ["world"]
    (tmp_path / "elsewhere").mkdir()
    moved = refiqda.convert(tmp_path / "in.qde", tmp_path / "elsewhere" / "out.qde", to=to)
    assert [one.name for one in moved.losses if one.what == "file"] == ["sources/t.txt"]


def test_media_beside_a_bare_project_are_told_where_they_stay_behind(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "sources" / "a.mp3").write_bytes(b"sound")
    audio = AudioSource(guid=guid("audio"), name="a", path="internal://a.mp3")
    Project(name="p", sources=[audio]).save(tmp_path / "in.qde")
    for to in ("", "standard"):
        report = refiqda.convert(tmp_path / "in.qde", tmp_path / "elsewhere" / "o.qde", to=to)
        assert [(one.what, one.name) for one in report.losses] == [("file", "sources/a.mp3")]


@pytest.mark.parametrize("suffix", [".qdpx", ".qde", ".qdc"])
@pytest.mark.parametrize("name", ["t.txt", f"{guid('text')}.txt"])
def test_a_second_file_of_a_name_stays_behind_and_is_told(
    name: str, suffix: str, tmp_path: Path
) -> None:
    """Under its own name, or it would be there with positions that do not fit it."""
    coded("hello\nworld", "world", plain_text_path=f"internal://{name}").save(tmp_path / "p.qde")
    with zipfile.ZipFile(tmp_path / "in.qdpx", "w") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.write(tmp_path / "p.qde", "project.qde")
        package.writestr(f"sources/{name}", "hello\nworld")
        package.writestr(f"sources/{name}", "another text")
    target = tmp_path / f"out{suffix}"
    report = refiqda.convert(tmp_path / "in.qdpx", target, to="nvivo")
    told = [(one.name, one.where) for one in report.losses if one.what == "repeated file"]
    assert told == [(f"sources/{name}", f"sources/{name}")]
    if suffix == ".qdpx":
        with zipfile.ZipFile(target) as package:
            texts = [package.read(each) for each in package.infolist()[1:]]
        assert texts == [b"\xef\xbb\xbfhello\r\nworld"]
    kept = refiqda.convert(tmp_path / "in.qdpx", tmp_path / "same.qdpx")
    assert not kept
    with zipfile.ZipFile(tmp_path / "same.qdpx") as package:
        assert [package.read(each) for each in package.infolist()[1:]] == [
            b"hello\nworld",
            b"another text",
        ]


def test_the_source_is_not_overwritten_by_what_is_not_the_same(tmp_path: Path) -> None:
    path, link = tmp_path / "study.qdpx", tmp_path / "link.qdpx"
    path.write_bytes(GOOD.read_bytes())
    link.symlink_to(path)
    for target in (path, link):
        with pytest.raises(CannotWrite, match="Name another"):
            refiqda.convert(path, target, to="nvivo")
    bare = tmp_path / "bare.qdpx"
    refiqda.open(GOOD).save(tmp_path / "bare.qde")
    bare.write_bytes((tmp_path / "bare.qde").read_bytes())
    with pytest.raises(CannotWrite, match=r"^bare\.qdpx is the file to be converted"):
        refiqda.convert(bare, bare)
    assert path.read_bytes() == GOOD.read_bytes()
    assert bare.read_bytes() == (tmp_path / "bare.qde").read_bytes()
    assert not refiqda.convert(path, path), "the same content may take its own place"


# ------------------------------------------------------------------------ what is reported


@pytest.mark.parametrize("to", TARGETS)
def test_what_nobody_knows_is_said_of_every_conversion_for_a_program(
    to: str, tmp_path: Path
) -> None:
    report = refiqda.convert(GOOD, tmp_path / "out.qdpx", to=to)
    open_questions = [each for each in report.remarks if each.startswith("Not known: ")]
    assert open_questions
    takes = [each for each in report.remarks if "takes over at import" in each]
    assert len(takes) == (to != "standard")


def test_where_nothing_is_known_it_is_not_said_that_all_is_well(tmp_path: Path) -> None:
    report = refiqda.convert(GOOD, tmp_path / "out.qdpx", to="transana")
    assert report.losses == []
    assert "Whether Transana takes all of it over is not known." in report.summary()
    assert any(
        each.startswith("What Transana takes over at import is not known.")
        for each in report.remarks
    )


def test_what_is_added_for_a_program_is_no_loss(tmp_path: Path) -> None:
    """QualCoder needs a date at every note; nothing else is amiss here."""
    note = TextSource(guid=guid("note"), name="memo", content="words")
    Project(name="p", created="2024-05-01T10:00:00Z", notes=[note]).save(tmp_path / "in.qde")
    report = refiqda.convert(tmp_path / "in.qde", tmp_path / "out.qdpx", to="qualcoder")
    assert [one for one in report.losses if not one.in_file] == []
    assert [(one.what, one.where) for one in report.added] == [("date", "/Project/Notes/Note[1]")]
    assert any(each.startswith("1 date was added: QualCoder") for each in report.remarks)
    assert not LossReport("in", "out", "QualCoder", added=report.added)


def loss(evidence: str, *, in_file: bool = True) -> Loss:
    return Loss("graph", "", "", "/Project", "It is not read.", evidence, in_file)


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        (["measured: a"], "Made is known not to read 1 thing."),
        (["documented: a", "measured: b"], "Made is known not to read 2 things."),
        (["reported: a"], "Made is said not to read 1 thing."),
        (
            ["measured: a", "reported: b"],
            "Made is known not to read 1 thing and said not to read 1 more.",
        ),
    ],
)
def test_the_summary_says_how_well_it_is_known(evidence: list[str], says: str) -> None:
    report = LossReport("in.qde", "out.qde", "Made", losses=[loss(each) for each in evidence])
    assert report.summary().endswith(f"As far as is known, not all of it arrives: {says}")
    assert [line.split()[3] for line in report.table().splitlines()[1:]] == [
        each.partition(":")[0] for each in evidence
    ]


def test_rows_of_what_a_program_drops_say_what_it_does_and_who_shows_it(tmp_path: Path) -> None:
    report = refiqda.convert(GOOD, tmp_path / "out.qdpx", to="qualcoder")
    [graph] = [one for one in report.losses if one.what == "graph"]
    assert graph.why == "Graphs are not read, as the program says after every import."
    assert graph.evidence.startswith("documented: ")
    assert "refi.py" in graph.evidence


def test_what_is_made_two_of_is_told_once(tmp_path: Path) -> None:
    """QualCoder gets an area for each user, and is known to read neither."""
    source = _area_and_passage(guid("area"), guid("passage"))
    source.selections[0].codings = [
        Coding(guid=guid(name), code=guid("code"), creating_user=guid(name)) for name in ("a", "b")
    ]
    codes = [Code(guid=guid("code"), name="code", is_codable=True)]
    users = [User(guid=guid(name), name=name) for name in ("a", "b")]
    project = Project(name="p", users=users, codes=codes, sources=[source])
    project.save(tmp_path / "in.qde")
    report = refiqda.convert(tmp_path / "in.qde", tmp_path / "out.qdpx", to="qualcoder")
    [written] = refiqda.open(tmp_path / "out.qdpx").sources
    assert isinstance(written, PDFSource)
    assert len(written.selections) == 2
    assert report.totals()["PDF selection"] == 1


def test_long_names_of_codes_stay_whole_for_maxqda(tmp_path: Path) -> None:
    """That they are cut is said of another kind of file."""
    names = ["n" * 63, "n" * 64]
    project = Project(
        name="p", codes=[Code(guid=guid(name), name=name, is_codable=True) for name in names]
    )
    project.save(tmp_path / "in.qde")
    report = refiqda.convert(tmp_path / "in.qde", tmp_path / "out.qdpx", to="maxqda")
    assert [code.name for code in refiqda.open(tmp_path / "out.qdpx").codes] == names
    [row] = report.losses
    assert (row.what, row.name, row.in_file) == ("long name of a code", names[1], True)
    assert row.where == "/Project/CodeBook/Codes/Code[2]/@name"


# ------------------------------------------------------------------------ what would be refused


def _area_and_passage(area: str, passage: str) -> PDFSource:
    return PDFSource(
        guid=guid("pdf"),
        name="pdf",
        selections=[PDFSelection(guid=area, page=0, first_x=1, first_y=1, second_x=2, second_y=2)],
        text=TextSource(
            guid=guid("words"),
            content="hello",
            selections=[PlainTextSelection(guid=passage, start=0, end=5)],
        ),
    )


def _refused(source: Source, tmp_path: Path) -> list[str]:
    Project(name="p", sources=[source]).save(tmp_path / "in.qde", allow_invalid=True)
    report = refiqda.convert(
        tmp_path / "in.qde", tmp_path / "out.qdpx", to="atlasti", allow_invalid=True
    )
    return [each for each in report.remarks if "to refuse" in each]


def test_two_things_of_one_guid_are_said_to_be_refused_by_atlasti(tmp_path: Path) -> None:
    assert _refused(_area_and_passage(guid("q"), guid("q")), tmp_path) == []
    [says] = _refused(_area_and_passage(guid("q"), guid("words")), tmp_path)
    assert "two things have one GUID: a TextSource and a PlainTextSelection" in says


def test_a_sync_point_without_a_time_is_said_to_be_refused_by_atlasti(tmp_path: Path) -> None:
    for time, number in ((0, 0), (None, 1)):
        point = SyncPoint(guid=guid("point"), position=0, time_stamp=time)
        transcript = Transcript(guid=guid("t"), name="t", content="hello", sync_points=[point])
        audio = AudioSource(guid=guid("a"), name="a", transcripts=[transcript])
        assert len(_refused(audio, tmp_path)) == number


def test_every_place_that_a_report_names_is_in_the_source(tmp_path: Path) -> None:
    """Of additions too, which are about an element that is there."""
    from refiqda.checks.places import place_of_each

    document = refiqda.open(GOOD)
    nodes = [document, *(node for node, _ in walk(document))]
    places = set(place_of_each(document, nodes).values())
    report = refiqda.convert(GOOD, tmp_path / "out.qdpx", to="qualcoder")
    assert report.added
    assert {one.where for one in report.added} <= places


def test_the_folder_of_all_codes_of_nvivo_goes_and_is_told(tmp_path: Path) -> None:
    source, target = FIXTURES / "made" / "story-nvivo.qdc", tmp_path / "out.qdc"
    report = refiqda.convert(source, target, to="standard")
    assert [loss.what for loss in report.losses] == ["folder of all codes"]
    before, after = (refiqda.tables.codes(path)["code_path"].tolist() for path in (source, target))
    assert before == after
    assert "Nodes" not in after
