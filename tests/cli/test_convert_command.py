"""``refiqda convert``: what it prints, what it writes, how it ends."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

import refiqda
from refiqda.cli import main
from refiqda.model import Code, CodeBook, PlainTextSelection, Project, TextSource
from refiqda.tools.programs import TARGETS

MADE = FIXTURES / "made"
GOOD = MADE / "good.qdpx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, arguments)])


def test_the_losses_are_counted_by_kind_on_standard_error(tmp_path: Path) -> None:
    """The graph, which NVivo is known not to read, is in the file all the same."""
    result = run(GOOD, tmp_path / "out.qdpx", "--for", "nvivo")
    assert result.exit_code == 0
    assert result.stdout == ""
    *remarks, summary, head, row = result.stderr.splitlines()
    assert remarks[0].startswith("What NVivo for Windows takes over at import is known in part.")
    assert summary == (
        "out.qdpx holds all that good.qdpx held. As far as is known, not all of it arrives: "
        "NVivo for Windows is known not to read 1 thing."
    )
    assert head.split() == ["number", "what", "in", "the", "file", "known", "why"]
    assert row.split()[:4] == ["1", "graph", "yes", "documented"]
    assert len(refiqda.open(tmp_path / "out.qdpx").graphs) == 1


@pytest.mark.parametrize("suffix", [".csv", ".json", ".md", ".html"])
def test_the_loss_report_lists_every_item(suffix: str, tmp_path: Path) -> None:
    result = run(GOOD, tmp_path / "out.qdpx", "--for", "nvivo", "--loss", tmp_path / f"l{suffix}")
    assert result.exit_code == 0
    text = (tmp_path / f"l{suffix}").read_text(encoding="utf-8")
    if suffix == ".md":
        text = text.replace("\\", "")
    for needed in ("what", "evidence", "in_file", "graph", "/Project/Graphs/Graph[1]", "NVivo"):
        assert needed in text


def test_the_report_says_where_down_to_the_attribute(tmp_path: Path) -> None:
    run(GOOD, tmp_path / "out.qdpx", "--for", "qualcoder", "--loss", tmp_path / "loss.json")
    losses = json.loads((tmp_path / "loss.json").read_text(encoding="utf-8"))
    note = next(each for each in losses if each["what"] == "note of a code")
    assert note["where"].startswith("/Project/CodeBook/Codes/Code[")
    assert note["where"].endswith("/NoteRef[1]/@targetGUID")
    assert note["in_file"] is True
    assert "refi.py" in note["evidence"]
    place = next(each for each in losses if each["what"] == "place of a coding")
    assert place["where"].endswith("/PlainTextSelection[1]/Coding[2]")
    assert place["in_file"] is False


def test_strict_fails_on_any_loss_and_only_then(tmp_path: Path) -> None:
    assert run(GOOD, tmp_path / "a.qdpx", "--for", "nvivo", "--strict").exit_code == 1
    assert (tmp_path / "a.qdpx").exists()
    assert run(GOOD, tmp_path / "b.qdpx", "--for", "standard", "--strict").exit_code == 0


def test_a_file_of_the_same_program_is_said_to_be_so(tmp_path: Path) -> None:
    story = MADE / "story-nvivo-windows.qdpx"
    result = run(story, tmp_path / "out.qdpx", "--for", "nvivo")
    assert result.stderr.startswith(
        "story-nvivo-windows.qdpx is written for NVivo for Windows already."
    )


def test_a_convention_that_is_forced_is_what_counts(tmp_path: Path) -> None:
    """Read in bytes, the positions behind the first emoji name other words."""
    story = MADE / "story-standard.qdpx"
    result = run(story, tmp_path / "a.qdpx", "--for", "standard", "--convention", "utf-8")
    assert result.exit_code == 0
    assert run(story, tmp_path / "b.qdpx", "--for", "standard").exit_code == 0
    forced, found = (refiqda.open(tmp_path / name) for name in ("a.qdpx", "b.qdpx"))
    ends = [[one.end for one in each.sources[0].selections] for each in (forced, found)]
    assert ends[0] != ends[1]
    assert ends[1] == [one.end for one in refiqda.open(story).sources[0].selections]


def test_positions_that_move_are_told(tmp_path: Path) -> None:
    project = refiqda.open(MADE / "story-nvivo-windows.qdpx")
    source = project.sources[0]
    text = project.decoded_of(source).text
    start = text.encode("utf-16-le").index("\N{SEEDLING}".encode("utf-16-le")) // 2
    selection = source.selections[0]
    selection.start, selection.end = start + 1, start + 2
    project.save(tmp_path / "in.qdpx")
    result = run(tmp_path / "in.qdpx", tmp_path / "out.qdpx", "--for", "standard")
    assert "1 position was not between whole characters, and moved." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--for", "word"], "nvivo"),
        (["--convention", "utf-16"], "--for"),
        (["--for", "nvivo", "--convention", "utf-7"], "utf-16"),
        (["--for", "nvivo", "--loss", "loss.docx"], ".csv"),
    ],
)
def test_what_was_not_understood_is_said_before_anything_is_written(
    arguments: list[str], says: str, tmp_path: Path
) -> None:
    result = run(GOOD, tmp_path / "out.qdpx", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "out.qdpx").exists()


@pytest.mark.parametrize("to", TARGETS)
def test_the_same_file_gives_the_same_bytes(to: str, tmp_path: Path) -> None:
    for name in ("a.qdpx", "b.qdpx"):
        assert run(GOOD, tmp_path / name, "--for", to).exit_code == 0
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_a_bare_project_has_its_texts_inside(tmp_path: Path) -> None:
    """Beside it would be the old files, in which the positions count otherwise."""
    story = MADE / "story-nvivo-windows.qdpx"
    result = run(story, tmp_path / "out.qde", "--for", "standard", "--loss", tmp_path / "l.csv")
    assert result.exit_code == 0
    source = refiqda.open(tmp_path / "out.qde").sources[0]
    assert source.plain_text_path is None
    assert source.content == refiqda.open(story).text_of(refiqda.open(story).sources[0])
    lost = (tmp_path / "l.csv").read_text(encoding="utf-8")
    assert ".txt" not in lost
    assert ".pdf" in lost


def test_a_file_is_not_overwritten_by_what_is_written_for_a_program(tmp_path: Path) -> None:
    path = tmp_path / "study.qdpx"
    path.write_bytes(GOOD.read_bytes())
    result = run(path, path, "--for", "maxqda")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: study.qdpx is the file to be converted. Name another one for OUT.\n"
    )
    assert path.read_bytes() == GOOD.read_bytes()


@pytest.mark.parametrize(("given", "made"), [("in.qdc", "out.qdpx"), ("in.qdpx", "out.qdc")])
def test_a_codebook_has_no_positions_to_be_counted(given: str, made: str, tmp_path: Path) -> None:
    if given.endswith(".qdc"):
        codes = [Code(guid=refiqda.make_guid("a"), name="a", is_codable=True)]
        CodeBook(codes=codes).save(tmp_path / given)
    else:
        (tmp_path / given).write_bytes(GOOD.read_bytes())
    arguments = (tmp_path / given, tmp_path / made, "--for", "standard")
    result = run(*arguments, "--convention", "utf-16")
    assert result.exit_code == 2
    assert "a codebook has none" in result.stderr
    assert not (tmp_path / made).exists()
    assert run(*arguments).exit_code == 0


def test_no_bare_project_is_written_for_a_program_that_opens_none(tmp_path: Path) -> None:
    result = run(GOOD, tmp_path / "out.qde", "--for", "qualcoder")
    assert result.exit_code == 1
    assert result.stderr == "Error: QualCoder opens no bare .qde. Write a .qdpx for it.\n"
    assert not (tmp_path / "out.qde").exists()


def test_a_text_whose_counting_cannot_be_told_is_named(tmp_path: Path) -> None:
    """Without blanks, names or an origin, nothing says whether the emoji counts 1 or 2."""
    one = PlainTextSelection(guid=refiqda.make_guid("one"), start=3, end=5)
    text = TextSource(
        guid=refiqda.make_guid("text"), name="Tagebuch", content="😀日本語日本語", selections=[one]
    )
    Project(name="p", sources=[text]).save(tmp_path / "in.qde")
    result = run(tmp_path / "in.qde", tmp_path / "out.qdpx", "--for", "nvivo")
    assert result.exit_code == 0
    assert "could not be told for 1 text (Tagebuch)" in result.stderr
    told = run(tmp_path / "in.qde", tmp_path / "b.qdpx", "--for", "nvivo", "--convention", "utf-16")
    assert "could not be told" not in told.stderr


def test_colours_lose_their_opacity_and_it_is_told(tmp_path: Path) -> None:
    book = CodeBook(
        codes=[
            Code(guid=refiqda.make_guid(name), name=name, is_codable=True, color=color)
            for name, color in (("half", "rgba(255, 0, 16, 0.5)"), ("full", "rgb(0,0,255)"))
        ]
    )
    book.save(tmp_path / "in.qdc", allow_invalid=True)
    report = refiqda.convert(tmp_path / "in.qdc", tmp_path / "out.qdc", to="standard")
    codes = refiqda.read_codebook(tmp_path / "out.qdc").codes
    assert [code.color for code in codes] == ["#ff0010", "#0000ff"]
    assert [(loss.what, loss.name, loss.where) for loss in report.losses] == [
        ("opacity of a colour", "half", "/CodeBook/Codes/Code[1]/@color")
    ]


def test_help_has_every_option_under_a_heading_with_a_text() -> None:
    text = run("--help").stdout
    headings = ["What is written:", "What is lost:", "How a table of codes is read:", "Options:"]
    places = [text.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)
    command = main.get_command(click.Context(main), "convert")
    assert isinstance(command, click.Command)
    options = [each for each in command.params if isinstance(each, click.Option)]
    for option in options:
        assert option.help, option.name
        assert text.count(f"\n  {option.opts[0]} ") == 1
    assert text.count("\n  refiqda convert ") == 3
    assert "overwritten" in text


def test_the_examples_of_the_help_can_be_typed(tmp_path: Path) -> None:
    lines = re.findall(r"^  refiqda (convert .*)$", run("--help").stdout, re.MULTILINE)
    (tmp_path / "study.qdpx").write_bytes(GOOD.read_bytes())
    (tmp_path / "codes.xlsx").write_bytes((MADE / "codes-maxqda.xlsx").read_bytes())
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Theme", "Group"])
    book.active.append(["Trust", "Good days"])
    book.save(tmp_path / "own.xlsx")
    with contextlib.chdir(tmp_path):
        for line in lines:
            assert CliRunner().invoke(main, line.split()).exit_code == 0
    made = refiqda.read_codebook(tmp_path / "codes.qdc")
    assert [each.name for each in (*made.codes, *made.sets)] == ["Trust", "Good days"]
