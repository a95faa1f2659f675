"""Codebooks for people: markdown, a page and docx say the same, and what they say is so."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from documents_read import Read, Shown, read
from where import FIXTURES, corpus, corpus_params

import refiqda
from refiqda import tables
from refiqda.cli import main
from refiqda.formats.codebooks.people import write_document
from refiqda.formats.codebooks.people.outline import Outline, outline
from refiqda.model import Code, CodeBook, Project, Set, TextSource
from refiqda.standard.guids import guid_key
from refiqda.tables.cells import rows_of
from refiqda.tables.reading import neutral, neutral_of

MADE = FIXTURES / "made"
ENDINGS = (".md", ".html", ".docx")
PROJECTS = [
    MADE / "gardeners.qdpx", MADE / "counted.qdpx", MADE / "story-nvivo-windows.qdpx",
    MADE / "story-atlasti-mac.qdpx", *corpus(".qdpx", ".qde"),
]  # fmt: skip
USED = re.compile(r"(?:([0-9,]+) files?, ([0-9,]+) references?)?")
BELOW = "ith the codes below it "


def guid(*names: str) -> str:
    return refiqda.make_guid("documents", *names)


def book_of(project: Project) -> CodeBook:
    seen = neutral(project)
    return CodeBook(origin=seen.origin, codes=seen.codes, sets=seen.sets)


@pytest.fixture(scope="module", params=PROJECTS, ids=lambda path: path.name)
def opened(request: pytest.FixtureRequest) -> tuple[Path, Project, Outline]:
    path: Path = request.param
    project = refiqda.open(path)
    return path, project, outline(book_of(project), path.stem, project, quotes=True)


def shown(book: CodeBook, folder: Path, ending: str, **more: object) -> Shown:
    path = folder / f"book{ending}"
    options: dict[str, Any] = {"title": "Our codes", **more}
    write_document(book, path, **options)
    return read(path)


def in_numbers(words: str) -> tuple[int, int] | None:
    found = USED.fullmatch(words)
    assert found is not None, words
    return None if found[1] is None else (int(found[1].replace(",", "")), int(found[2]))


# ------------------------------------------------------------------------------------- counts


def counted(path: Path, aggregate: str) -> dict[str, tuple[int, int]]:
    """What the command ``counts`` prints, by GUID."""
    command = ["counts", str(path), "--unit", "files", "--unit", "references"]
    done = CliRunner().invoke(main, [*command, "--aggregate", aggregate, "--format", "csv"])
    assert done.exit_code == 0, done.output
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {guid_key(row["code_guid"]): (int(row["files"]), int(row["references"])) for row in rows}


def test_counts_are_those_of_the_command(opened: tuple[Path, Project, Outline]) -> None:
    path, project, made = opened
    if not made.entries:
        assert made.definition == []
        return
    own, below = counted(path, "own"), counted(path, "descendants")
    keys = [guid_key(guid) for guid in tables.codes(project)["code_guid"]]
    assert len(keys) == len(made.entries)
    assert set(own) == set(keys)
    for key, entry in zip(keys, made.entries, strict=True):
        alone, _, together = entry.used.replace("W", "w").rpartition(f"w{BELOW}")
        if not entry.used.count(BELOW):
            alone, together = entry.used, ""
        expected = None if entry.is_folder and own[key] == (0, 0) and together else own[key]
        assert in_numbers(alone.removesuffix("; ")) == expected
        assert in_numbers(together) == (below[key] if together else None)
        assert bool(together) or own[key] == below[key]


def test_what_was_counted_is_said(opened: tuple[Path, Project, Outline]) -> None:
    _, project, made = opened
    if not project.codes:
        assert made.summary.startswith("0 codes.")
        return
    told = " ".join(made.definition)
    for sentence in tables.counts(project, unit=("files", "references")).attrs["definition"]:
        assert sentence in told
    assert "with the codes below it" in told


# ------------------------------------------------------------------------------------- examples


def test_examples_follow_the_rule(opened: tuple[Path, Project, Outline]) -> None:
    """Chosen once more, from the table of quotations; paths that two codes have are left out."""
    _, project, made = opened
    frame = tables.codes(project)
    if frame.empty:
        assert made.rule == ""
        return
    paths = [str(each) for each in frame["code_path"]]
    quoted: dict[str, list[tuple[str, str, str]]] = {each: [] for each in paths}
    for row in rows_of(tables.quotes(project)[["code_path", "passage", "source", "case"]]):
        code, passage, source, case = (str(cell or "") for cell in row)
        words = " ".join(passage.split())
        if words:
            quoted[code].append((words, source, case))
    for code, entry in zip(paths, made.entries, strict=True):
        if paths.count(code) > 1:
            continue
        several = quoted[code]
        long = [each for each in several if len(each[0].split()) >= 8]
        # Python's min and max take the first of equals, and quotations come by source and place.
        best = (
            min(long, key=lambda each: len(each[0]))
            if long
            else max(several, key=lambda each: len(each[0]), default=None)
        )
        found = entry.example
        assert (found is None) == (best is None), code
        if found is not None and best is not None:
            assert (found.source, found.case) == best[1:]
            assert len(found.passage) <= 300
            kept = found.passage.removesuffix("…").rstrip()
            assert best[0].startswith(kept) if len(best[0]) > 300 else best[0] == found.passage


def test_examples_of_codes_with_one_path_are_told_apart(tmp_path: Path) -> None:
    project = refiqda.open(MADE / "gardeners.qdpx")
    before = outline(book_of(project), "x", project, quotes=True)
    for code in project.codes:
        code.name = "same"
        for child in code.codes:
            child.name = "same"
    after = outline(book_of(project), "x", project, quotes=True)
    assert {entry.path for entry in after.entries} == {"same", "same > same"}
    assert [entry.example for entry in after.entries] == [entry.example for entry in before.entries]
    assert len({entry.example for entry in after.entries}) > 5


def test_codings_in_notes_give_neither_counts_nor_examples() -> None:
    project = refiqda.open(MADE / "gardeners.qdpx")
    texts = [each for each in project.sources if isinstance(each, TextSource)]
    assert texts == project.sources
    project.sources, project.notes = [], texts
    made = outline(book_of(project), "x", project, quotes=True)
    assert {entry.example for entry in made.entries} == {None}
    assert {entry.used.removeprefix(f"W{BELOW}") for entry in made.entries} == {
        "0 files, 0 references"
    }


def test_a_folder_that_was_coded_with_says_so() -> None:
    """No program should, but a file may hold it."""
    project = refiqda.open(MADE / "gardeners.qdpx")
    soil = project.codes[0].codes[0]
    soil.is_codable = False
    soil.codes = [Code(guid=guid("below"), name="Below", is_codable=True)]
    entry = outline(book_of(project), "x", project).entries[1]
    assert (entry.name, entry.is_folder) == ("Soil", True)
    both = "9 files, 10 references"
    assert entry.used == f"{both}; w{BELOW}{both}"


# ------------------------------------------------------------------------------------- three kinds


def test_the_three_say_the_same(opened: tuple[Path, Project, Outline], tmp_path: Path) -> None:
    path, project, made = opened
    several = []
    for ending in ENDINGS:
        write_document(
            book_of(project), tmp_path / f"b{ending}", title=path.stem, project=project, quotes=True
        )
        several.append(read(tmp_path / f"b{ending}"))
    for each in several:
        assert each.title == made.title
        rule = [made.rule] if made.rule else []
        assert each.told == [made.summary, *made.definition, *made.notes, *rule]
        assert [code._replace(level=0) for code in each.codes] == [
            code._replace(level=0) for code in several[0].codes
        ]
        assert each.sets == several[0].sets
    assert [(code.number, code.name) for code in several[0].codes] == [
        (entry.number, entry.name) for entry in made.entries
    ]
    assert [code.facts.endswith(entry.used) for code, entry in zip(
        several[0].codes, made.entries, strict=True)] == [True] * len(made.entries)  # fmt: skip
    assert [code.example for code in several[0].codes] == [
        f"“{entry.example.passage}”" if entry.example else "" for entry in made.entries
    ]


@pytest.mark.parametrize("path", corpus_params(".qdc"))
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_codebook_of_the_corpus(path: Path, ending: str, tmp_path: Path) -> None:
    with neutral_of(refiqda.read_codebook(path)) as book:
        assert isinstance(book, CodeBook)
        frame = tables.codes(book)
        found = shown(book, tmp_path, ending)
    assert [code.name for code in found.codes] == [
        " ".join(str(name).split()) for name in frame["code"]
    ]
    assert [code.number.count(".") + 1 for code in found.codes] == list(frame["level"])
    assert [bool(code.description) for code in found.codes] == [
        bool(str(text).strip()) if isinstance(text, str) else False for text in frame["description"]
    ]


# ------------------------------------------------------------------------------------- one by one


@pytest.fixture(scope="module")
def small() -> CodeBook:
    best = Code(guid=guid("best"), name="Best friends", is_codable=True, color="#f00")
    friends = Code(
        guid=guid("friends"), name="Friends", is_codable=True, color="RGBA(1, 2, 3, 0.5)",
        description="Whoever is called so.\nAlso peers.\n\nNot kin.", codes=[best],
    )  # fmt: skip
    people = Code(guid=guid("people"), name="People", is_codable=False, codes=[friends])
    other = Code(guid=guid("other"), name="", is_codable=True, color="no colour")
    first = Set(guid=guid("s1"), name="Close", description="Kin & kith", codes=[
        best.guid.upper(), guid("nowhere"), f"{{{other.guid}}}", best.guid])  # fmt: skip
    empty = Set(guid=guid("s2"), name=" ")
    return CodeBook(origin="Tool 1", codes=[people, other], sets=[first, empty])


@pytest.mark.parametrize("ending", ENDINGS)
def test_everything_of_a_codebook_is_there(small: CodeBook, ending: str, tmp_path: Path) -> None:
    found = shown(small, tmp_path, ending)
    assert found.title == "Our codes"
    assert found.told == ["4 codes at 3 levels, 1 of them a folder; 2 sets of codes. From Tool 1."]
    assert found.sections == ["Codes", "Sets"]
    texts = ("Whoever is called so.\nAlso peers.", "Not kin.")
    assert found.codes == [
        Read("1", "People", 3, "Folder, not for coding", (), "", ""),
        Read("1.1", "Friends", 4, "Colour #010203", texts, "", ""),
        Read("1.1.1", "Best friends", 5, "Colour #f00 · Sets: Close", (), "", ""),
        Read("2", "(no name)", 3, "Colour no colour · Sets: Close", (), "", ""),
    ]
    members = ("1.1.1 People > Friends > Best friends", "2 (no name)")
    lost = "1 member is no code of this codebook."
    assert [(name, tuple(" ".join(each.split()) for each in below)) for name, below in found.sets] \
        == [("Close", ("Kin & kith", *members, lost)), ("(no name)", ())]  # fmt: skip


def test_of_codes_with_one_guid_the_first_is_counted() -> None:
    project = refiqda.open(MADE / "gardeners.qdpx")
    book = book_of(project)
    soil = book.codes[0].codes[0]
    book.codes.append(Code(guid=soil.guid, name="Soil again", is_codable=True))
    first, last = (outline(book, "x", project, quotes=True).entries[at] for at in (1, -1))
    assert first.name == "Soil"
    assert first.used
    assert first.example
    assert (last.used, last.example) == ("", None)
    assert first.anchor != last.anchor


def test_an_anchor_stays_when_codes_move(small: CodeBook) -> None:
    before = {entry.name: entry.anchor for entry in outline(small, "x").entries}
    moved = CodeBook(codes=[*reversed(small.codes)])
    assert {entry.name: entry.anchor for entry in outline(moved, "x").entries} == before


def test_json_of_counts_and_the_document_agree_on_the_sum() -> None:
    """The whole of a project, by another way: references of the top codes with those below."""
    path = MADE / "gardeners.qdpx"
    project = refiqda.open(path)
    done = CliRunner().invoke(main, ["counts", str(path), "--format", "json"])
    total = sum(row["references"] for row in json.loads(done.stdout))
    tops = [entry.used for entry in outline(book_of(project), "x", project).entries
            if entry.level == 1]  # fmt: skip
    assert sum(int(used.rpartition(", ")[2].split()[0]) for used in tops) == total > 0
