"""The page that explains counting: its numbers and its pictures, held against the library."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from where import ROOT

from docs import drawing, examples, generate, pictures
from docs.pictures import counted, of_people
from refiqda import tables
from refiqda.tables.caption import definition_of

PAGE = ROOT / "docs" / "explanation" / "counting.md"
SVG = "{http://www.w3.org/2000/svg}"


def text_of_page() -> str:
    return PAGE.read_text(encoding="utf-8")


def section(title: str) -> str:
    """A section of the page on one line, without what is not prose."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text_of_page(), re.M | re.S)
    assert found, title
    prose = re.sub(r"```.*?```|!?\[[^]]*\]\([^)]*\)", " ", found[1], flags=re.S)
    return " ".join(prose.replace("**", "").replace("*", "").split())


def several(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


# ------------------------------------------------------------------- the numbers of the page


def of_files() -> list[str]:
    references, files = (counted(examples.FILES, unit) for unit in ("references", "files"))
    return [f"Waiting has {references['Waiting']} references in {files['Waiting']} files."]


def of_places() -> list[str]:
    found = [
        several(counted(examples.PLACES, unit)["Trust"], unit.removesuffix("s"))
        for unit in ("references", "selections", "segments")
    ]
    return ["So the same work is {}, {} or {}.".format(*found)]


def of_parents() -> list[str]:
    how = ("own", "children", "descendants")
    references = [counted(examples.PARENTS, "references", aggregate=each) for each in how]
    files = counted(examples.PARENTS, "files", aggregate="descendants")["Waiting"]
    own = counted(examples.PARENTS, "files")
    assert len(set(own.values())) == 1
    said = [f"Waiting has {several(each['Waiting'], 'reference')}." for each in references]
    said.append(
        f"Each of the three codes is in {several(own['Waiting'], 'file')}, but with all codes "
        f"below it Waiting is in {files} files, not in {sum(own.values())},"
    )
    return said


def of_cases() -> list[str]:
    files, cases = counted(examples.CASES, "files"), counted(examples.CASES, "cases")
    return [
        f"Trust is in {files['Trust']} files and belongs to {cases['Trust']} cases.",
        f"Dispute is in {several(files['Dispute'], 'file')}, but belongs to {cases['Dispute']} "
        "cases,",
    ]


def of_coders() -> list[str]:
    def noise(unit: str, coders: Any, **how: Any) -> int:
        return int(counted(examples.CODERS, unit, coders=coders, **how)["Noise"])

    return [
        f"Noise has {noise('references', 'any')} references.",
        f"Ann has {noise('references', ['Ann'])} references, "
        f"Ben has {noise('references', ['Ben'])} references.",
        f"That is {several(noise('segments', 'all'), 'segment')}, with the "
        f"{noise('references', 'all')} references that stand on it.",
        f"there are {noise('segments', 'all', merge='union')} stretches that both have coded.",
        f"so that there is {several(noise('files', 'all'), 'file')}.",
    ]


def of_ranges() -> list[str]:
    def waiting(kind: str, unit: str, merge: str) -> int:
        return int(counted(examples.MERGED, unit, merge=merge, sources=kind)["Waiting"])

    found = {
        (kind, unit): [waiting(kind, unit, merge) for merge in ("none", "union")]
        for kind in examples.RANGES
        for unit in ("references", "characters")
    }
    added, joined = found["Overlapping", "characters"]
    assert found["Touching", "references"][0] == found["Touching", "references"][1]
    assert found["Touching", "characters"][0] == found["Touching", "characters"][1]
    return [
        "Overlapping: {} references become {}.".format(*found["Overlapping", "references"]),
        f"By themselves the passages have {added} characters, the {added - joined} that they share "
        f"counted twice; joined they have {joined}.",
        f"so there are still {found['Touching', 'references'][1]}.",
        "the one lies within the other. {} references become {},".format(
            *found["Nested", "references"]
        ),
        "and of the {} characters {} are left.".format(*found["Nested", "characters"]),
    ]


def of_lengths() -> list[str]:
    def waiting(unit: str, merge: str) -> Any:
        return counted(examples.LENGTHS, unit, merge=merge)["Waiting"]

    everything = sum(len(source.content or "") for source in examples.LENGTHS.sources)
    joined = waiting("characters", "union")
    assert waiting("coverage", "none") == waiting("coverage", "union") == joined / everything
    return [
        f"the two passages have {waiting('words', 'none')} words and "
        f"{waiting('characters', 'none')} characters.",
        f"Joined, they have {waiting('words', 'union')} words and {joined} characters.",
        f"here {joined} of {everything} characters, or {waiting('coverage', 'none'):g}.",
    ]


def of_shares() -> list[str]:
    def table(unit: str, percent: Any = None) -> Any:
        frame = tables.crosstab(examples.SHARES, "Group", unit=unit, percent=percent)
        return frame.set_index("code_path")

    shares, cases, files = table("cases", "column"), table("cases"), table("files")
    in_a, of_all = (shares[column]["Trust"].split()[0] for column in ("A", "Total"))
    trust, doubt, either = (cases["Total"][code] for code in ("Trust", "Doubt", "Total"))
    grouped = tables.crosstab(
        examples.SHARES, "Group", unit="cases", percent="column", cases={"Group": ["A", "B"]}
    ).set_index("code_path")["Total"]["Trust"]
    in_groups = files.loc["Trust", ["A", "B", "Total"]].tolist()
    return [
        f"In group A, Trust has {in_a}: R2",
        f"Trust has {of_all} in all. With R5 left out it would be {grouped.split()[0]}.",
        f"Trust has {trust} cases and Doubt has {doubt} cases, but the row Total has {either}, not "
        f"{trust + doubt}.",
        f"So Trust is in {in_groups[0]} files of group A and in {in_groups[1]} file of group B, "
        f"and in all in {in_groups[2]} files, not in {sum(in_groups[:2])}.",
    ]


def of_small_numbers() -> list[str]:
    def share(holders: int, everyone: int) -> list[str]:
        return of_people(holders, everyone).replace("(", "").replace(")", "").split()

    (few, of_few), (many, of_many) = pictures.SMALL
    assert share(few, of_few)[1] == share(many, of_many)[1]
    return [
        f"{share(few, of_few)[0]} and {share(many, of_many)[0]} are the same percentage, "
        f"{share(few, of_few)[1]}.",
        f"among {of_few} people, one less makes {share(few - 1, of_few)[1]} of it and one more "
        f"{share(few + 1, of_few)[1]};",
        f"among {of_many}, one less makes {share(many - 1, of_many)[1]} and one more "
        f"{share(many + 1, of_many)[1]}.",
        f"Write “{few} of {of_few} participants”.".replace("“", '"').replace("”", '"'),
    ]


STATED = {
    "Files and references": of_files,
    "Selections and segments": of_places,
    "Parents and children": of_parents,
    "Cases": of_cases,
    "Coders": of_coders,
    "Ranges that overlap": of_ranges,
    "Words, characters and coverage": of_lengths,
    "n of N": of_shares,
    "Why n/N comes first": of_small_numbers,
}


@pytest.mark.parametrize("title", STATED)
def test_the_numbers_of_a_section_are_counted_and_there_are_no_others(title: str) -> None:
    rest = section(title)
    for sentence in STATED[title]():
        assert sentence in rest
        rest = rest.replace(sentence, " ")
    rest = re.sub(r"\bR\d\b|\bInterview \d\b|`[^`]*`", " ", rest)
    assert not re.findall(r"\d+", rest), rest


def test_every_section_with_a_picture_is_held() -> None:
    parts = re.split(r"^## ", text_of_page(), flags=re.M)[1:]
    assert [part.splitlines()[0] for part in parts if "](../pictures/" in part] == list(STATED)
    others = [part for part in parts if "](../pictures/" not in part]
    assert not any(re.search(r"\d", re.sub(r"```.*?```", "", part)) for part in others)


def test_the_definition_that_the_page_quotes_stands_with_the_table() -> None:
    (quoted,) = re.findall(r"```text\n(.*?)\n```", text_of_page(), re.DOTALL)
    frame = tables.counts(examples.CASES, unit="cases", aggregate="descendants")
    assert quoted.splitlines() == definition_of(frame)


# ------------------------------------------------------------------- the pictures


def extent(node: ElementTree.Element) -> tuple[float, float]:
    """About where words begin and end."""
    size, x = float(node.get("font-size", 0)), float(node.get("x", 0))
    wide = drawing.width_of(node.text or "", size, bold="font-weight" in node.attrib)
    before = {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
    return x - before, x - before + wide


def root_of(name: str) -> ElementTree.Element:
    return ElementTree.fromstring(pictures.PICTURES[name]())


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_as_it_is_drawn(name: str) -> None:
    kept = (generate.DRAWN / name).read_text(encoding="utf-8")
    assert kept == pictures.PICTURES[name](), "run make docs"


def test_pictures_are_written_and_compared_like_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "PAGES", {})
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    monkeypatch.setattr(generate, "DRAWN", tmp_path / "pictures")
    assert generate.generate(check=True) == len(pictures.PICTURES)
    assert "docs/pictures/cases.svg is out of date: run make docs" in capsys.readouterr().err
    assert generate.generate(check=False) == 0
    assert generate.generate(check=True) == 0
    (tmp_path / "pictures" / "cases.svg").write_text("<svg/>", encoding="utf-8")
    assert generate.generate(check=True) == 1


def test_nothing_else_lies_among_the_pictures() -> None:
    assert {path.name for path in generate.DRAWN.iterdir()} == set(pictures.PICTURES)


def test_the_page_shows_every_picture_under_its_title() -> None:
    shown = re.findall(r"!\[([^]]*)\]\(\.\./pictures/([^)]+)\.svg\)", text_of_page())
    assert shown == [(title, name) for name, (title, _) in pictures.SCENES.items()]


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_says_in_words_what_it_shows(name: str) -> None:
    root = root_of(name)
    title, described = root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")
    assert title == pictures.SCENES[name.removesuffix(".svg")][0]
    assert described
    shown = [node.text or "" for node in root.iter(f"{SVG}text") if node.get("font-weight")]
    assert all(words in described for words in shown)


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_nothing_is_cut_off_and_nothing_is_too_small_for_a_telephone(name: str) -> None:
    root = root_of(name)
    assert root.get("viewBox", "").split()[:3] == ["0", "0", str(drawing.WIDTH)]
    for node in root.iter(f"{SVG}text"):
        left, right = extent(node)
        assert float(node.get("font-size", 0)) >= 17
        assert left >= 0
        assert right <= drawing.WIDTH, node.text
    height = float(root.get("height", 0))
    for node in root.iter(f"{SVG}rect"):
        assert float(node.get("x", 0)) >= 0
        assert float(node.get("y", 0)) + float(node.get("height", 0)) <= height


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_words_that_stand_beside_one_another_do_not_overlap(name: str) -> None:
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for node in root_of(name).iter(f"{SVG}text"):
        row = rows.setdefault(float(node.get("y", 0)), [])
        row.append((*extent(node), node.text or ""))
    for row in rows.values():
        for (_, end, one), (start, _, other) in pairwise(sorted(row)):
            assert end <= start, (one, other)


@pytest.mark.parametrize(
    "name", ["files-and-references", "selections-and-segments", "parents-and-children", "coders"]
)
def test_the_numbers_of_a_picture_come_from_the_library(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = tables.counts

    def other(*args: Any, **how: Any) -> Any:
        frame = counts(*args, **how)
        frame[how["unit"]] = 777
        return frame

    monkeypatch.setattr(tables, "counts", other)
    cells = [
        node.text
        for node in root_of(f"{name}.svg").iter(f"{SVG}text")
        if node.get("font-weight") and node.get("text-anchor") == "end"
    ]
    assert len(cells) > 1
    assert set(cells) == {"777"}


def test_bars_stand_over_what_they_code() -> None:
    """Where every character has a cell of its own, a bar is as wide as its passage."""
    root = root_of("joined-ranges.svg")
    fill = drawing.SHADES[0][0]
    bars = [
        (float(node.get("x", 0)), float(node.get("width", 0)))
        for node in root.iter(f"{SVG}rect")
        if node.get("fill") == fill
    ]
    expected = []
    for words in examples.RANGES.values():
        for each in words:
            start = "two hours outside".index(each)
            expected.append((drawing.MARGIN + 21 * start, 21 * len(each)))
    assert bars == expected


def test_pictures_are_the_same_whatever_the_hash_seed() -> None:
    code = (
        "from hashlib import sha256; from docs.pictures import PICTURES;"
        "print([sha256(draw().encode()).hexdigest() for draw in PICTURES.values()])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
