"""What a conversion says of codebooks: of the program, of the project, and of what is cut."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from where import FIXTURES

import refiqda
from refiqda.cli import main
from refiqda.errors import CannotWrite, InvalidProject, UnknownName
from refiqda.formats.codebooks.registry import WRITTEN
from refiqda.model import Code, CodeBook, Project, Set, TextSource
from refiqda.tools.programs import PROGRAMS, TARGETS

MADE = FIXTURES / "made"
BOOK, PROJECT = MADE / "story-nvivo.qdc", MADE / "story-nvivo-windows.qdpx"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, arguments)])


def guid(name: str) -> str:
    return refiqda.make_guid("convert codes", name)


def one_code(path: Path, name: str) -> Path:
    code = Code(guid=guid(name), name=name, is_codable=True)
    CodeBook(codes=[code]).save(path)
    return path


# ------------------------------------------------------------------------------ out of a project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which a code has a note, and one set has a source beside a code."""
    text = TextSource(guid=guid("text"), name="Interview", content="Hello")
    memo = TextSource(guid=guid("memo"), name="Memo", content="On trust.")
    code = Code(guid=guid("trust"), name="Trust", is_codable=True, notes=[guid("memo")])
    sets = [
        Set(guid=guid("mixed"), name="Mixed", codes=[guid("trust")], sources=[guid("text")]),
        Set(guid=guid("texts"), name="Texts", sources=[guid("text")]),
    ]
    made = Project(
        name="p", description="About.", sources=[text], notes=[memo], codes=[code], sets=sets
    )
    made.save(tmp_path / "p.qde")
    return tmp_path / "p.qde"


@pytest.mark.parametrize(
    "name", ["o.csv", "o.xlsx", "o.yaml", "o.json", "o.docx", "o.html", "o.md"]
)
def test_of_a_project_only_what_concerns_codes_is_lost(name: str, project: Path) -> None:
    report = refiqda.convert(project, project.parent / name)
    assert [(loss.what, loss.name) for loss in report.losses] == [
        ("note of a code", "Trust"),
        ("source in a set", "Mixed"),
    ]
    assert (
        report.remarks[0] == "Of the project p.qde, only its codes and sets of codes are written."
    )
    assert not any(".qdc" in loss.why for loss in report.losses)


def test_strict_counts_what_concerns_codes_alone(project: Path, tmp_path: Path) -> None:
    assert run(project, tmp_path / "o.csv", "--strict").exit_code == 1
    code = Code(guid=guid("trust"), name="Trust", is_codable=True)
    text = TextSource(guid=guid("text"), name="Interview", content="Hello")
    Project(name="p", sources=[text], codes=[code]).save(tmp_path / "plain.qde")
    result = run(tmp_path / "plain.qde", tmp_path / "o.csv", "--strict")
    assert result.exit_code == 0
    assert "only its codes and sets of codes are written" in result.stderr


def test_what_the_standard_has_no_name_for_is_told_of_codes(project: Path, tmp_path: Path) -> None:
    text = project.read_text(encoding="utf-8")
    assert text.count("<Code ") == 1
    text = text.replace("<Project ", '<Project theirs="1" ').replace("<Code ", '<Code weight="2" ')
    project.write_text(text, encoding="utf-8")
    for name in ("o.csv", "o.html"):
        losses = refiqda.convert(project, tmp_path / name).losses
        assert [loss.name for loss in losses if loss.what == "attribute"] == ["weight"]


def test_a_codebook_out_of_a_project_is_told_whole(project: Path, tmp_path: Path) -> None:
    report = refiqda.convert(project, tmp_path / "o.qdc")
    assert {"text source", "note", "set", "note of a code"} <= set(report.totals())


# ------------------------------------------------------------------------------- for a program


@pytest.mark.parametrize("to", TARGETS)
def test_of_a_codebook_only_what_is_open_about_codes_is_said(to: str, tmp_path: Path) -> None:
    program = next(each for each in PROGRAMS if each.target == to)
    report = refiqda.convert(BOOK, tmp_path / "o.qdc", to=to)
    said = [each for each in report.remarks if each.startswith("Not known: ")]
    assert len(said) == sum(each.is_on_codes for each in program.silent) > 0
    for word in ("PDF", "transcript", "emoji", "position", "recording", "coding on"):
        assert not any(word in each for each in said)
    whole = refiqda.convert(PROJECT, tmp_path / "o.qdpx", to=to)
    assert sum(each.startswith("Not known: ") for each in whole.remarks) == len(program.silent)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_table_is_known_for_a_program_without_one(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"o{suffix}"
    for to, says in (
        ("transana", "^No table of codes is known for Transana: write a .qdc for it.$"),
        ("standard", "^The standard knows no table of codes: write a .qdc.$"),
        ("dedoose", "is only read here"),
    ):
        with pytest.raises(InvalidProject, match=says):
            refiqda.convert(BOOK, target, to=to)
    with pytest.raises(UnknownName, match="Choose one of: ") as caught:
        refiqda.convert(BOOK, target, to="word")
    assert str(caught.value).endswith(f"{', '.join(WRITTEN)}.")


@pytest.mark.parametrize(
    ("to", "suffix", "says"),
    [
        ("maxqda", ".csv", "For MAXQDA, write .xlsx, not .csv."),
        ("taguette", ".xlsx", "For Taguette, write .csv, not .xlsx."),
        ("requal", ".xlsx", "For requal, write .csv or .tsv, not .xlsx."),
    ],
)
def test_a_kind_that_the_program_does_not_open_fails_where_nothing_may_be_lost(
    to: str, suffix: str, says: str, tmp_path: Path
) -> None:
    """Otherwise nothing is lost: what such a table cannot hold is not there."""
    flat = tmp_path / "flat.csv"
    flat.write_text("Code,Memo\nTrust,\n", encoding="utf-8")
    report = refiqda.convert(flat, tmp_path / f"o{suffix}", to=to)
    lost = [loss for loss in report.losses if not loss.what.startswith("GUID")]
    assert lost == []
    assert report.summary().endswith(says)
    assert report
    assert run(flat, tmp_path / f"o{suffix}", "--for", to, "--strict").exit_code == 1


def test_what_the_program_opens_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "flat.csv").write_text("Code,Memo\nTrust,\n", encoding="utf-8")
    for to, name in (("maxqda", "o.xlsx"), ("nvivo", "o.csv"), ("plain", "o.txt")):
        report = refiqda.convert(tmp_path / "flat.csv", tmp_path / name, to=to)
        assert not report
        assert report.summary() == f"{name} holds all that flat.csv held."


def test_a_name_that_the_program_cuts_is_in_the_headline(tmp_path: Path) -> None:
    book = one_code(tmp_path / "long.qdc", "x" * 64)
    report = refiqda.convert(book, tmp_path / "o.xlsx", to="maxqda")
    assert [loss.what for loss in report.losses if loss.in_file] == ["end of a name"]
    assert report.summary().endswith(
        "As far as is known, not all of it arrives: MAXQDA is known not to read 1 thing."
    )
    short = one_code(tmp_path / "short.qdc", "x" * 63)
    assert "arrives" not in refiqda.convert(short, tmp_path / "o.xlsx", to="maxqda").summary()


# ----------------------------------------------------------------------------------- no room left

_SMALL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
from refiqda.cli import main
main(prog_name="refiqda")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes of files")
@pytest.mark.parametrize("arguments", ["o.xlsx", "o.csv --for taguette --loss l.xlsx"])
def test_a_workbook_whose_temporary_files_find_no_room_is_one_line(
    arguments: str, tmp_path: Path
) -> None:
    pytest.importorskip("openpyxl")
    rows = "".join(f"code {number},,{number}\n" for number in range(3_000))
    (tmp_path / "in.csv").write_text(f"Code,Memo,Count\n{rows}", encoding="utf-8")
    command = [sys.executable, "-c", _SMALL, "convert", "in.csv", *arguments.split()]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: A workbook of Excel is written through")
    assert "Traceback" not in done.stderr
    assert "ignored" not in done.stderr
    assert not list(tmp_path.glob("*.xlsx"))


def test_python_raises_what_the_command_says(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="there is no folder"):
        refiqda.convert(BOOK, tmp_path / "no" / "o.xlsx")
