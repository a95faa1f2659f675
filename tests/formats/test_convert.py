"""Conversion among the three kinds of file: what arrives, and that the rest is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from where import CORPUS, corpus_params

import refiqda
from refiqda.cli import main
from refiqda.model import (
    Case,
    Code,
    CodeBook,
    Coding,
    PlainTextSelection,
    Project,
    Set,
    TextSource,
    User,
)


def guid(*names: str) -> str:
    return refiqda.make_guid("convert", *names)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with something of most kinds."""
    trust = Code(guid=guid("trust"), name="trust", is_codable=True, notes=[guid("memo")])
    selection = PlainTextSelection(
        guid=guid("place"), start=0, end=3, codings=[Coding(guid=guid("c"), code=guid("trust"))]
    )
    source = TextSource(
        guid=guid("text"), name="P1", plain_text_path="internal://t.txt", selections=[selection]
    )
    made = Project(
        name="Made",
        origin="test",
        users=[User(guid=guid("ana"), name="Ana")],
        codes=[
            Code(
                guid=guid("all"),
                name="all",
                is_codable=False,
                color="#aabbcc",
                description="a folder",
                codes=[trust],
            )
        ],
        cases=[Case(guid=guid("case"), name="P1")],
        sources=[source],
        notes=[TextSource(guid=guid("memo"), name="memo", content="on trust")],
        sets=[
            Set(guid=guid("mixed"), name="mixed", codes=[guid("trust")], sources=[guid("text")]),
            Set(guid=guid("texts"), name="texts", sources=[guid("text")]),
        ],
    )
    made.files["sources/t.txt"] = b"abc def"
    path = tmp_path / "made.qdpx"
    made.save(path)
    return path


def test_a_codebook_taken_out_of_a_project_holds_its_codes_and_sets(
    project: Path, tmp_path: Path
) -> None:
    report = refiqda.convert(project, tmp_path / "codes.qdc")
    book = refiqda.read_codebook(tmp_path / "codes.qdc")
    assert book.origin == "test"
    assert [(code.name, code.description, code.color) for code in book.codes] == [
        ("all", "a folder", "#aabbcc")
    ]
    assert [(child.guid, child.name) for child in book.codes[0].codes] == [(guid("trust"), "trust")]
    assert [(group.name, group.codes) for group in book.sets] == [("mixed", [guid("trust")])]
    assert report.totals() == {
        "user": 1,
        "case": 1,
        "text source": 1,
        "plain text selection": 1,
        "coding": 1,
        "note": 1,
        "detail of the project": 1,
        "note of a code": 1,
        "source in a set": 1,
        "set": 1,
    }


def test_each_loss_says_what_where_and_why(project: Path, tmp_path: Path) -> None:
    report = refiqda.convert(project, tmp_path / "codes.qdc")
    lost = next(loss for loss in report.losses if loss.what == "text source")
    assert lost.name == "P1"
    assert lost.guid == guid("text")
    assert lost.where == "/Project/Sources/TextSource[1]"
    assert "codebook" in lost.why


def test_a_project_put_around_a_codebook_gives_the_same_codebook_back(
    project: Path, tmp_path: Path
) -> None:
    refiqda.convert(project, tmp_path / "codes.qdc")
    around = refiqda.convert(tmp_path / "codes.qdc", tmp_path / "around.qdpx")
    again = refiqda.convert(tmp_path / "around.qdpx", tmp_path / "again.qdc")
    assert not around
    assert again.totals() == {"detail of the project": 1}, "its name, which is the file's"
    assert refiqda.read_codebook(tmp_path / "again.qdc") == refiqda.read_codebook(
        tmp_path / "codes.qdc"
    )


def test_a_bare_project_leaves_the_files_behind_and_says_so(project: Path, tmp_path: Path) -> None:
    report = refiqda.convert(project, tmp_path / "bare.qde")
    assert [(loss.what, loss.name) for loss in report.losses] == [("file", "sources/t.txt")]
    assert refiqda.open(tmp_path / "bare.qde") == refiqda.open(project)


def test_a_package_to_a_package_loses_nothing(project: Path, tmp_path: Path) -> None:
    report = refiqda.convert(project, tmp_path / "copy.qdpx")
    assert not report
    assert refiqda.open(tmp_path / "copy.qdpx").digest() == refiqda.open(project).digest()


@pytest.mark.parametrize("path", corpus_params(".qdpx", ".qde"))
def test_every_real_project_gives_a_codebook_and_a_project_again(
    path: Path, tmp_path: Path
) -> None:
    project = refiqda.open(path)
    if not project.codes:
        with pytest.raises(refiqda.InvalidProject, match="has no Codes"):
            refiqda.convert(path, tmp_path / "codes.qdc")
        return
    refiqda.convert(path, tmp_path / "codes.qdc")
    refiqda.convert(tmp_path / "codes.qdc", tmp_path / "around.qdpx")
    bare = [(code.guid, code.name, len(code.codes)) for code in project.codes]
    around = refiqda.open(tmp_path / "around.qdpx")
    assert [(code.guid, code.name, len(code.codes)) for code in around.codes] == bare


def test_vendors_attributes_that_stay_behind_are_told(tmp_path: Path) -> None:
    book = tmp_path / "book.qdc"
    book.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><!-- by hand --><Codes>'
        f'<Code guid="{guid("a")}" name="a" isCodable="true" weight="3"/></Codes></CodeBook>',
        encoding="utf-8",
    )
    report = refiqda.convert(book, tmp_path / "around.qde")
    assert [(loss.what, loss.name) for loss in report.losses] == [
        ("comment", ""),
        ("attribute", "weight"),
    ]


def test_nothing_stays_behind_untold(tmp_path: Path) -> None:
    """Attributes and comments of wrappers, and of elements whose value goes along."""
    path = tmp_path / "odd.qde"
    path.write_text(
        '<Project xmlns="urn:QDA-XML:project:1.0" xmlns:v="v" name="p" v:a="1" '
        f'creatingUserGUID="{guid("u")}"><CodeBook v:b="2"><Codes><!-- c -->'
        f'<Code guid="{guid("c")}" name="c" isCodable="true"><Description v:k="1">d</Description>'
        "</Code></Codes></CodeBook><Sources>"
        f'<TextSource guid="{guid("t")}"><PlainTextContent>abc</PlainTextContent>'
        f'<Coding guid="{guid("k")}"><CodeRef targetGUID="{guid("c")}"/></Coding></TextSource>'
        "</Sources></Project>",
        encoding="utf-8",
    )
    report = refiqda.convert(path, tmp_path / "codes.qdc")
    codes = "/Project/CodeBook/Codes"
    assert sorted((loss.what, loss.name, loss.where) for loss in report.losses) == [
        ("attribute", "{v}a", "/Project/@{v}a"),
        ("attribute", "{v}b", "/Project/CodeBook/@{v}b"),
        ("attribute", "{v}k", f"{codes}/Code[1]/Description/@{{v}}k"),
        ("coding", "c", "/Project/Sources/TextSource[1]/Coding[1]"),
        ("comment", "", codes),
        ("detail of the project", "p", "/Project/@creatingUserGUID"),
        ("detail of the project", "p", "/Project/@name"),
        ("text source", "", "/Project/Sources/TextSource[1]"),
    ]
    assert refiqda.read_codebook(tmp_path / "codes.qdc").codes[0].description == "d"


def test_files_beside_a_bare_project_do_not_follow_it(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "t.txt").write_bytes(b"abc")
    (tmp_path / "elsewhere").mkdir()
    source = TextSource(guid=guid("t"), name="t", plain_text_path="internal://t.txt")
    Project(name="p", sources=[source]).save(tmp_path / "p.qde")
    assert not refiqda.convert(tmp_path / "p.qde", tmp_path / "q.qde"), "the file is beside both"
    moved = refiqda.convert(tmp_path / "p.qde", tmp_path / "elsewhere" / "q.qde")
    assert [(loss.what, loss.name) for loss in moved.losses] == [("file", "sources/t.txt")]


@pytest.mark.parametrize("name", ["l.foo", "no/l.csv"])
def test_a_loss_file_that_cannot_be_written_stops_before_anything_is(
    name: str, project: Path, tmp_path: Path
) -> None:
    arguments = ["convert", str(project), str(tmp_path / "c.qdc"), "--loss", str(tmp_path / name)]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 2
    assert not (tmp_path / "c.qdc").exists()


def test_the_command_tells_losses_and_strict_makes_them_count(
    project: Path, tmp_path: Path
) -> None:
    run = CliRunner().invoke(
        main,
        ["convert", str(project), str(tmp_path / "c.qdc"), "--loss", str(tmp_path / "l.csv")],
    )
    assert run.exit_code == 0
    assert run.stdout == ""
    assert run.stderr.startswith("c.qdc does not hold everything of made.qdpx: detail of the")
    lines = (tmp_path / "l.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "what,name,guid,where,why,evidence,in_file,now,text"
    assert len(lines) == 11
    strict = CliRunner().invoke(
        main, ["convert", str(project), str(tmp_path / "d.qdc"), "--strict"]
    )
    assert strict.exit_code == 1
    assert (tmp_path / "d.qdc").exists()


def test_an_ending_that_cannot_be_written_is_one_line(project: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["convert", str(project), str(tmp_path / "x.odt")])
    assert run.exit_code == 2
    assert run.stderr.count("\n") == 1
    assert ".qdpx" in run.stderr


def test_what_the_standard_forbids_is_written_only_when_told_to(tmp_path: Path) -> None:
    book = CodeBook(codes=[Code(guid="no guid", name="a", is_codable=True)])
    book.save(tmp_path / "bad.qdc", allow_invalid=True)
    with pytest.raises(refiqda.InvalidProject, match="no guid"):
        refiqda.convert(tmp_path / "bad.qdc", tmp_path / "bad.qde")
    assert not (tmp_path / "bad.qde").exists()
    refiqda.convert(tmp_path / "bad.qdc", tmp_path / "bad.qde", allow_invalid=True)
    assert refiqda.open(tmp_path / "bad.qde").codes[0].guid == "no guid"


def test_the_corpus_is_where_it_is_thought_to_be(shared: Path) -> None:
    assert list(CORPUS.glob("*.qdpx"))
