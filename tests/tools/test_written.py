"""What is written for a program: positions, texts, GUIDs, names, origin; and what is told of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from where import FIXTURES

import refiqda
from refiqda.errors import UnknownName
from refiqda.model import (
    AudioSource,
    Code,
    Coding,
    Link,
    PDFSource,
    PictureSource,
    PlainTextSelection,
    Project,
    Set,
    SyncPoint,
    TextSource,
    Transcript,
)
from refiqda.text import Convention
from refiqda.tools.changes import Changes
from refiqda.tools.drops import DROPS
from refiqda.tools.halves import HALVES
from refiqda.tools.kinds import one_of
from refiqda.tools.origins import first_origin, origin_for, shown_origin
from refiqda.tools.program import Dialect, Program
from refiqda.tools.programs import PROGRAMS, TARGETS, by_target, recognise
from refiqda.tools.written import write_for

TEXT = "😀 Ana:\nso 😀😀 glad.\nÄnd."
WORDS = "glad"


def guid(name: str) -> str:
    return refiqda.make_guid("written", name)


def program(**dialect: object) -> Program:
    return Program(key="made", name="Made", target="made", dialect=Dialect(**dialect))  # type: ignore[arg-type]


def selected(text: str, words: str) -> PlainTextSelection:
    start = text.index(words)
    return PlainTextSelection(guid=guid(words), start=start, end=start + len(words))


@pytest.fixture
def project() -> Project:
    source = TextSource(
        guid=guid("text"),
        name="text",
        plain_text_path="internal://t.txt",
        selections=[selected(TEXT, WORDS)],
    )
    made = Project(name="p", sources=[source])
    made.files["sources/t.txt"] = TEXT.encode()
    return made


def written(project: Project, path: Path) -> tuple[Project, dict[str, bytes]]:
    """The project as saved, and the members of its package by their last name."""
    project.save(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return refiqda.open(path), {name: package.read(name) for name in package.namelist()}


# ----------------------------------------------------------------------------- texts and positions


def test_positions_in_utf_16_units_of_a_text_with_crlf_and_a_mark(
    project: Project, tmp_path: Path
) -> None:
    """As NVivo for Windows has it; the words are cut out of the bytes, not by refiqda."""
    dialect = {"convention": Convention("UTF-16 unit"), "line_end": "\r\n", "bom": True}
    write_for(program(**dialect), project, Changes())
    saved, members = written(project, tmp_path / "p.qdpx")
    one = saved.sources[0].selections[0]
    data = next(data for name, data in members.items() if name.endswith(".txt"))
    assert data == b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    units = data[3:].decode().encode("utf-16-le")
    assert units[2 * one.start : 2 * one.end].decode("utf-16-le") == WORDS


def test_positions_where_a_line_break_of_two_characters_counts_one(project: Project) -> None:
    """As ATLAS.ti and MAXQDA are reported to count."""
    start = project.sources[0].selections[0].start
    write_for(program(convention=Convention(crlf=1), line_end="\r\n"), project, Changes())
    assert project.sources[0].selections[0].start == start


def test_positions_in_bytes(project: Project) -> None:
    write_for(program(convention=Convention("UTF-8 byte")), project, Changes())
    one = project.sources[0].selections[0]
    assert TEXT.encode()[one.start : one.end] == WORDS.encode()


def test_every_text_is_counted_wherever_it_is(project: Project) -> None:
    """Inside the XML there is no CRLF; representations, descriptions, notes, transcripts count."""
    texts = [
        TextSource(guid=guid(f"inner {n}"), content=TEXT, selections=[selected(TEXT, WORDS)])
        for n in range(3)
    ]
    for number, text in enumerate(texts):
        text.selections[0].guid = guid(f"place {number}")
    position = TEXT.index(WORDS)
    transcript = Transcript(
        guid=guid("transcript"),
        content=TEXT,
        sync_points=[SyncPoint(guid=guid("point"), position=position, time_stamp=5)],
    )
    project.sources += [
        PDFSource(guid=guid("pdf"), text=texts[0]),
        PictureSource(guid=guid("picture"), text=texts[1]),
        AudioSource(guid=guid("audio"), transcripts=[transcript]),
    ]
    project.notes = [texts[2]]
    dialect = {"convention": Convention("UTF-16 unit"), "line_end": "\r\n"}
    write_for(program(**dialect), project, Changes())
    in_units = len(TEXT[:position].encode("utf-16-le")) // 2
    assert [text.selections[0].start for text in texts] == [in_units] * 3
    assert transcript.sync_points[0].position == in_units
    assert "\r" not in (transcript.content or "")


def test_sources_that_share_a_file_are_counted_each(project: Project) -> None:
    other = TextSource(
        guid=guid("other"), plain_text_path="internal://t.txt", selections=[selected(TEXT, "Änd")]
    )
    project.sources.append(other)
    dialect = {"convention": Convention("UTF-16 unit"), "line_end": "\r\n"}
    write_for(program(**dialect), project, Changes())
    as_file = TEXT.replace("\n", "\r\n")
    assert project.decoded_of(other).text == as_file
    assert other.selections[0].start == len(as_file[: as_file.index("Änd")].encode("utf-16-le")) / 2


def test_a_place_behind_the_text_does_not_become_one(project: Project) -> None:
    """The text is 23 characters long, and longer in bytes."""
    one = project.sources[0].selections[0]
    one.start, one.end = len(TEXT) + 1, len(TEXT) + 3
    changes = Changes()
    write_for(program(convention=Convention("UTF-8 byte")), project, changes)
    assert one.start > len(TEXT.encode())
    assert [(row.what, row.field) for row in changes.rows][:2] == [
        ("position", "start"),
        ("position", "end"),
    ]


def test_a_sync_point_behind_the_text_does_not_become_a_place(project: Project) -> None:
    """Behind 23 characters; in UTF-16 the text has 26 of its units, and the point would be one."""
    points = [
        SyncPoint(guid=guid(str(at)), time_stamp=at, position=at) for at in (0, len(TEXT) + 1)
    ]
    transcript = Transcript(guid=guid("t"), content=TEXT, sync_points=points)
    project.sources.append(AudioSource(guid=guid("audio"), transcripts=[transcript]))
    changes = Changes()
    write_for(program(convention=Convention("UTF-16 unit")), project, changes)
    assert points[0].position == 0
    assert points[1].position is not None
    assert points[1].position > len(TEXT.encode("utf-16-le")) // 2
    assert [(row.node, row.field) for row in changes.rows if row.what == "position"] == [
        (points[1], "position")
    ]


def test_positions_in_a_text_that_is_missing_stay(project: Project) -> None:
    del project.files["sources/t.txt"]
    one = project.sources[0].selections[0]
    before = one.start, one.end
    write_for(program(convention=Convention("UTF-16 unit")), project, Changes())
    assert (one.start, one.end) == before


def test_texts_go_into_the_xml_where_files_do_not_go_along(project: Project) -> None:
    dialect = {"convention": Convention("UTF-16 unit"), "line_end": "\r\n"}
    write_for(program(**dialect), project, Changes(), packed=False)
    source = project.sources[0]
    assert isinstance(source, TextSource)
    assert (source.content, source.plain_text_path) == (TEXT, None)
    assert list(project.files) == []
    units = TEXT.encode("utf-16-le")
    one = source.selections[0]
    assert units[2 * one.start : 2 * one.end].decode("utf-16-le") == WORDS


@pytest.mark.parametrize("data", ["a😀\r\n\x0cworld", "\ufeffa😀\n\x0cworld"])
def test_a_text_that_xml_cannot_hold_is_counted_as_its_file_is(data: str) -> None:
    """It cannot go into the XML, so whoever has the file beside it reads that file."""
    words = PlainTextSelection(guid=guid("world"), start=4, end=9)
    source = TextSource(guid=guid("s"), plain_text_path="internal://s.txt", selections=[words])
    project = Project(name="p", sources=[source])
    project.files["sources/s.txt"] = data.encode()
    dialect = {"convention": Convention("UTF-16 unit"), "line_end": "\r\n", "bom": True}
    write_for(program(**dialect), project, Changes(), packed=False)
    assert project.files["sources/s.txt"] == data.encode()
    units = data.removeprefix("\ufeff").encode("utf-16-le")
    assert units[2 * words.start : 2 * words.end].decode("utf-16-le") == "world"


# -------------------------------------------------------------------------- GUIDs, names and files


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("lower", "abcdef01-0000-4000-8000-000000000001"),
        ("upper", "ABCDEF01-0000-4000-8000-000000000001"),
        ("kept", "{ABCdef01-0000-4000-8000-000000000001}"),
    ],
)
def test_references_are_spelt_as_what_they_refer_to(spelling: str, expected: str) -> None:
    code = Code(guid="{ABCdef01-0000-4000-8000-000000000001}", name="a", is_codable=True)
    coding = Coding(guid=guid("coding"), code="abcdef01-0000-4000-8000-000000000001")
    source = TextSource(guid=guid("text"), content="a", codings=[coding])
    group = Set(guid=guid("set"), name="s", codes=["ABCDEF01-0000-4000-8000-000000000001"])
    project = Project(name="p", codes=[code], sources=[source], sets=[group])
    write_for(program(guids=spelling), project, Changes())
    assert [code.guid, coding.code, *group.codes] == [expected] * 3


def test_selections_without_a_name_are_called_by_their_words(project: Project) -> None:
    project.sources[0].selections = [
        selected(TEXT, WORDS),
        selected(TEXT, "so 😀😀 glad.\nÄnd"),
        PlainTextSelection(guid=guid("named"), name="mine", start=0, end=3),
        PlainTextSelection(guid=guid("nothing"), start=3, end=3),
    ]
    write_for(program(quote=13), project, Changes())
    names = [one.name for one in project.sources[0].selections]
    assert names == ["glad", "so 😀😀 glad. Ä…", "mine", None]


def test_files_are_called_by_guids_in_the_folder_of_the_program(
    project: Project, tmp_path: Path
) -> None:
    own = "ABCDEF01-0000-4000-8000-000000000001"
    project.sources.append(PictureSource(guid=guid("picture"), path=f"internal://{own}.PNG"))
    project.files[f"sources/{own}.PNG"] = b"a picture"
    project.files["sources/unused.txt"] = b"unused"
    changes = Changes()
    write_for(program(guids="lower", folder="Sources"), project, changes)
    saved, members = written(project, tmp_path / "p.qdpx")
    assert set(members) == {
        "project.qde",
        f"Sources/{guid('text')}.txt",
        f"Sources/{own.lower()}.PNG",
        "Sources/unused.txt",
    }
    assert saved.sources[0].plain_text_path == f"internal://{guid('text')}.txt"
    assert [(row.what, row.field) for row in changes.rows] == [
        ("name of a file", "plain_text_path")
    ]


def test_a_package_of_another_program_gets_the_names_of_the_standard(tmp_path: Path) -> None:
    """Members keep their bytes under new names, though the old zip has them under the old ones."""
    old = tmp_path / "old.qdpx"
    data = b"\x00\x01 not a text"
    with zipfile.ZipFile(old, "w", zipfile.ZIP_STORED) as package:
        package.writestr(
            "My study.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources>'
            f'<PictureSource guid="{guid("picture")}" path="picture.png"/></Sources></Project>',
        )
        package.writestr("Sources/PICTURE.png", data)
    refiqda.convert(old, tmp_path / "new.qdpx", to="standard")
    with zipfile.ZipFile(tmp_path / "new.qdpx") as package:
        assert package.namelist() == ["project.qde", f"sources/{guid('picture')}.png"]
        assert package.read(f"sources/{guid('picture')}.png") == data
    assert refiqda.open(tmp_path / "new.qdpx").sources[0].path == (
        f"internal://{guid('picture')}.png"
    )


# --------------------------------------------------------------------------------- origin and drops


@pytest.mark.parametrize("to", TARGETS)
def test_the_origin_names_the_program_and_keeps_the_first_one(to: str) -> None:
    target = by_target(to)
    origin = origin_for(target, "Another Tool 3 (beta)")
    assert target.wrote(origin)
    assert first_origin(origin) == "Another Tool 3 (beta)"
    assert target.wrote(origin_for(target, None))
    assert first_origin(origin_for(target, None)) == ""


def test_the_origin_does_not_grow_on_the_way() -> None:
    origin = "NVivo for Mac 15.0.0"
    for to in ("maxqda", "standard", "atlasti", "maxqda"):
        origin = origin_for(by_target(to), origin)
    assert origin == "MAXQDA (written by refiqda from NVivo for Mac 15.0.0)"
    assert shown_origin(origin) == "MAXQDA"


def test_an_origin_in_brackets_is_not_what_a_file_is_written_for() -> None:
    """NVivo for Windows is written for, whatever the first program was."""
    origin = origin_for(by_target("nvivo"), "NVivo for Mac 15.0.0")
    assert next(each.key for each in PROGRAMS if each.wrote(origin)) == "nvivo-windows"
    assert origin_for(by_target("qualcoder"), "QualCoder 3.8") == "QualCoder 3.8"


@pytest.mark.parametrize("to", TARGETS)
def test_how_a_file_counts_that_refiqda_wrote_is_known_best(to: str) -> None:
    target = by_target(to)
    assert target.dialect is not None
    wrote, _ = recognise(Project(name="p", origin=origin_for(target, "Another Tool")))
    assert (wrote.key, wrote.steps) == (target.key, target.steps)
    assert wrote.positions[0].convention == target.dialect.convention
    assert wrote.positions[0].how == "measured"
    assert wrote.positions[1:] == target.positions


def test_what_a_program_is_known_to_drop_has_a_finder() -> None:
    used = {row.what for each in PROGRAMS for row in each.drops}
    assert used <= DROPS.keys()


def everything() -> Project:
    """A project with something that each finder is for."""
    project = refiqda.open(FIXTURES / "made" / "good.qdpx")
    text = next(each for each in project.sources if isinstance(each, TextSource))
    audio = next(each for each in project.sources if isinstance(each, AudioSource))
    note = project.notes[0].guid
    text.description = "How we met."
    text.selections.append(PlainTextSelection(guid=guid("uncoded"), start=0, end=1, notes=[note]))
    audio.transcripts += [
        Transcript(guid=guid(name), description="Heard.", notes=[note]) for name in "ab"
    ]
    project.sources.append(PDFSource(guid=guid("no words")))
    project.notes.append(TextSource(guid=guid("alone"), description="Nobody refers to it."))
    project.codes.append(Code(guid=guid("long"), name="n" * 64, is_codable=True))
    return project


@pytest.mark.parametrize("key", [key for key in DROPS if key not in HALVES])
def test_each_finder_finds_what_it_is_for(key: str) -> None:
    found = list(DROPS[key](everything()))
    assert found
    for node, field in found:
        assert not field or getattr(node, field) or getattr(node, field) is False
    assert list(DROPS[key](Project(name="empty"))) == []


def test_a_link_of_an_annotation_is_not_among_the_links_that_are_dropped() -> None:
    project = everything()
    before = len(list(DROPS["links"](project)))
    note = project.notes[0].guid
    project.links += [
        Link(guid=guid("annotation"), origin=note, target=guid("uncoded")),
        Link(guid=guid("to a source"), origin=note, target=guid("no words")),
    ]
    assert len(list(DROPS["links"](project))) == before + 1


def test_a_name_of_63_characters_is_not_said_to_be_cut() -> None:
    names = [Code(guid=guid(str(n)), name="n" * n, is_codable=True) for n in (63, 64)]
    found = list(DROPS["long names of codes"](Project(name="p", codes=names)))
    assert found == [(names[1], "name")]


@pytest.mark.parametrize(
    ("kinds", "one"),
    [
        ("graphs", "graph"),
        ("variables of cases", "variable of a case"),
        ("notes of uncoded selections", "note of an uncoded selection"),
        ("users of codings unlike the selection's", "user of a coding unlike the selection's"),
        ("names of stretches", "name of a stretch"),
        ("set of codes", "set of codes"),
        ("description of the project", "description of the project"),
        ("codings that are there twice", "coding that is there twice"),
    ],
)
def test_a_row_of_a_report_is_about_one_thing(kinds: str, one: str) -> None:
    assert one_of(kinds) == one


def test_a_program_without_a_dialect_cannot_be_written_for() -> None:
    taguette = next(each for each in PROGRAMS if each.key == "taguette")
    with pytest.raises(UnknownName, match="Taguette"):
        write_for(taguette, Project(name="p"), Changes())
