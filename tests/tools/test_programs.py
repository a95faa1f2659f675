"""What is known of the programs: complete, with evidence; and each file recognised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from where import CORPUS, corpus_params

import refiqda
from refiqda.errors import UnknownName
from refiqda.standard.model import CodeBook, PlainTextSelection, Project, TextSource
from refiqda.text import STANDARD
from refiqda.tools import programs
from refiqda.tools.drops import DROPS
from refiqda.tools.looks import LOOKS, SPECIMENS, Trait
from refiqda.tools.program import How, Program, Topic
from refiqda.tools.programs import PROGRAMS, TARGETS, by_target, recognise

BY_FILE = {
    "annex-a1": "unknown",
    "atlasti-mac": "atlasti-mac",
    "atlasti-win": "atlasti-windows",
    "nvivo-mac": "nvivo-mac",
    "portableqda": "unknown",
    "qc": "qc",
    "qualcoder": "qualcoder",
    "taguette": "taguette",
    "transana": "transana",
}
"""How the names of the real files begin, and what wrote them. The two unknown say nothing."""

ORIGINS = {
    "NVivo for Windows 12.6": "nvivo-windows",
    "NVivo for Windows": "nvivo-windows",
    "nvivo 14 (Windows)": "nvivo-windows",
    "NVivo for Mac 15.0.0": "nvivo-mac",
    "NVivo 12 For Mac": "nvivo-mac",
    "ATLAS.ti for Windows 23.2.3.27778": "atlasti-windows",
    "ATLAS.ti Win 9.0.19": "atlasti-windows",
    "ATLAS.ti 8.4.0 573 , macOS Version 10.14.3 (Build 18D109)": "atlasti-mac",
    "ATLAS.ti for Mac": "atlasti-mac",
    "MAXQDA 2022 (Release 22.4.0)": "maxqda",
    "MAXQDA": "maxqda",
    "QualCoder 3.8.2+git-c320464": "qualcoder",
    "QualCoder": "qualcoder",
    "qc 1.3.2": "qc",
    "qc==1.3.2": "qc",
    "Transana 3.22b2-QDE-Win": "transana",
    "Quirkos 2.5": "quirkos",
    "Taguette 1.5.2": "taguette",
    "OpenQDA-1.0.7": "openqda",
    "refiqda": "standard",
    "NVivo for Windows (written by refiqda from NVivo for Mac 15.0.0)": "nvivo-windows",
    "NVivo for Windows (written by refiqda)": "nvivo-windows",
    "ATLAS.ti for Windows (written by refiqda from ATLAS.ti 8.4.0 573 , macOS 10)": (
        "atlasti-windows"
    ),
    "QualCoder (written by refiqda from MAXQDA 24 (Release 24.7.0))": "qualcoder",
    "Magnolia 1.8": "unknown",
    "aqc 1": "unknown",
    "qcoder 0.1": "unknown",
    "My import from NVivo for Mac": "unknown",
    "": "unknown",
}

SAYING = [(program, row) for program in PROGRAMS for row in (*program.known, *program.drops)]
"""Every statement that names how it is known."""


def one_text(*names_and_places: tuple[str | None, int, int]) -> Project:
    """A project of one text with selections, whose origin says nothing."""
    selections = [
        PlainTextSelection(guid=refiqda.make_guid("one", str(number)), name=name, start=a, end=b)
        for number, (name, a, b) in enumerate(names_and_places)
    ]
    source = TextSource(guid=refiqda.make_guid("text"), name="text", selections=selections)
    return Project(name="made", sources=[source])


def rows_of(program: Program) -> Iterator[Any]:
    yield from program.known
    yield from program.drops
    yield from program.positions


def seen_of(program: Program) -> tuple[Any, ...]:
    return LOOKS[program.key].seen if program.key in LOOKS else ()


# --------------------------------------------------------------------------- which program wrote


@pytest.mark.parametrize("path", corpus_params())
def test_real_files_are_recognised(path: Path) -> None:
    expected = [key for start, key in BY_FILE.items() if path.name.startswith(start)]
    opened = (CodeBook if path.suffix == ".qdc" else Project).open(path)
    program, why = recognise(opened)
    assert [program.key] == expected
    assert (opened.origin or "").strip() in why
    opened.files.close()


@pytest.mark.parametrize(("origin", "key"), ORIGINS.items())
def test_origins_are_recognised(origin: str, key: str) -> None:
    for document in (Project(name="made", origin=origin), CodeBook(origin=origin)):
        program, why = recognise(document)
        assert program.key == key
        assert origin in why


@pytest.mark.parametrize("key", LOOKS)
def test_the_origins_that_the_page_shows_are_recognised(key: str) -> None:
    for origin in LOOKS[key].origins:
        assert recognise(Project(name="made", origin=origin))[0].key == key


def test_no_origin_is_that_of_two_programs() -> None:
    spelt = {*ORIGINS, *(origin for look in LOOKS.values() for origin in look.origins)}
    for origin in spelt:
        assert sum(program.wrote(origin) for program in PROGRAMS) <= 1, origin


@pytest.mark.parametrize("origin", [None, "", "   "])
def test_a_file_that_says_nothing_is_of_an_unknown_program(origin: str | None) -> None:
    program, why = recognise(Project(name="made", origin=origin))
    assert (program.key, why) == ("unknown", "the file does not say")


def test_an_origin_that_is_not_known_is_quoted() -> None:
    program, why = recognise(Project(name="made", origin="Sift 3"))
    assert program.key == "unknown"
    assert "“Sift 3”" in why


@pytest.mark.parametrize(
    ("name", "key", "trace"),
    [
        ("atlasti-mac-8.4-annex-a2.qde", "atlasti-windows", "the user ATLAS.ti"),
        ("atlasti-win-23-blank.qdpx", "atlasti-windows", "the user ATLAS.ti"),
        ("qc-1.3.2.qdpx", "qc", "line:"),
        ("transana-3.22-annex-a3.qde", "unknown", ""),
    ],
)
def test_real_files_without_origin_by_their_traces(name: str, key: str, trace: str) -> None:
    if not (CORPUS / name).exists():
        pytest.skip("the corpus of real files (../shared/corpus) is not here")
    opened = refiqda.open(CORPUS / name)
    opened.origin = None
    program, why = recognise(opened)
    assert program.key == key
    assert why.startswith("the file does not say")
    assert trace in why
    opened.files.close()


@pytest.mark.parametrize(
    ("selections", "key"),
    [
        ([("3,8", 3, 8)], "maxqda"),
        ([(None, 0, 2), ("3,8", 3, 8)], "maxqda"),
        ([("3,8", 3, 9)], "unknown"),
        ([("line:0", 0, 4), ("line:12", 4, 9)], "qc"),
        ([("line:0", 0, 4), ("a line", 4, 9)], "unknown"),
        ([("line:x", 0, 4)], "unknown"),
        ([(None, 0, 4)], "unknown"),
        ([], "unknown"),
    ],
)
def test_names_of_selections_are_traces(
    selections: list[tuple[str | None, int, int]], key: str
) -> None:
    project = one_text(*selections)
    assert recognise(project)[0].key == key
    project.origin = "a program that nobody knows"
    assert recognise(project)[0].key == key


def test_what_a_file_says_counts_more_than_its_traces() -> None:
    project = one_text(("3,8", 3, 8))
    project.origin = "QualCoder"
    assert recognise(project)[0].key == "qualcoder"


# -------------------------------------------------------------------------------- the targets


def test_targets_are_what_the_command_line_offers() -> None:
    assert sorted(TARGETS) == ["atlasti", "maxqda", "nvivo", "qualcoder", "standard", "transana"]
    assert all(by_target(target).target == target for target in TARGETS)
    assert by_target(" QualCoder ").key == "qualcoder"


@pytest.mark.parametrize("target", ["", "word", "taguette", "nvivo-mac"])
def test_an_unknown_target_names_the_choices(target: str) -> None:
    with pytest.raises(UnknownName) as caught:
        by_target(target)
    assert all(choice in str(caught.value) for choice in TARGETS)


def test_keys_names_and_targets_are_of_one_program() -> None:
    for field in ("key", "name", "target", "origin"):
        said = Counter(getattr(program, field) for program in PROGRAMS if getattr(program, field))
        assert set(said.values()) == {1}, field


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_a_target_has_a_dialect_and_a_dialect_a_target(program: Program) -> None:
    assert bool(program.target) == (program.dialect is not None)
    if program.dialect is not None:
        assert program.wrote(program.name) or program.key == "standard"


# --------------------------------------------------------------------------------- the statements


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_every_statement_has_evidence(program: Program) -> None:
    for row in rows_of(program):
        assert row.how in get_args(How)
        assert row.evidence.strip() == row.evidence
        assert len(row.evidence) > 5
        assert not row.evidence.endswith(".")


@pytest.mark.parametrize(("program", "row"), SAYING)
def test_every_statement_is_a_sentence(program: Program, row: Any) -> None:
    assert re.match(r"[A-Z0-9“]", row.says), row.says
    assert row.says.endswith((".", ".”"))
    assert "  " not in row.says
    assert "\n" not in row.says
    assert "\u2014" not in row.says


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_nothing_is_said_twice(program: Program) -> None:
    for rows in (
        [(row.topic, row.says) for row in program.known],
        [row.what for row in program.drops],
        [each.convention for each in program.positions],
        program.silent,
    ):
        assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_what_is_dropped_can_be_found(program: Program) -> None:
    for row in program.drops:
        assert row.what in DROPS
        # A finder that cannot look at a project would fail here.
        assert list(DROPS[row.what](Project(name="empty"))) == []


LOSES = re.compile(
    r"\b(lost|loses?|left out|drops?|dropped|vanish\w*|not (be )?(kept|read|taken)|not looked at)\b"
)
"""Words for what does not arrive. What says so is a row of ``drops``, where it has a finder."""

NOT_FOUND_IN_A_FILE = {
    "GUIDs and the name of the project": "every file has them: to list them all says nothing",
    "with a fraction in its coordinates": "no valid file has such an area",
}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_what_does_not_arrive_is_among_the_drops(program: Program) -> None:
    for row in program.known:
        if not any(words in row.says for words in NOT_FOUND_IN_A_FILE):
            assert not LOSES.search(row.says), row.says


def test_what_is_said_to_be_found_in_no_file_is_said() -> None:
    said = [row.says for program in PROGRAMS for row in program.known if LOSES.search(row.says)]
    for words in NOT_FOUND_IN_A_FILE:
        assert sum(words in each for each in said) == 1


@pytest.mark.parametrize("key", LOOKS)
def test_each_trait_is_seen_once_and_with_evidence(key: str) -> None:
    seen = LOOKS[key].seen
    assert len({each.trait for each in seen}) == len(seen)
    for each in seen:
        assert each.trait in get_args(Trait)
        assert each.how in get_args(How)
        assert each.says
        assert len(each.evidence) > 5


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_a_way_of_counting_is_known_of_what_its_evidence_tells(program: Program) -> None:
    for each in program.positions:
        assert each.tells
        assert set(each.tells) <= {"unit", "crlf"}
        # What it does not tell of is as the standard has it, and is not shown.
        for axis in {"unit", "crlf"} - set(each.tells):
            assert getattr(each.convention, axis) == getattr(STANDARD, axis)


def test_every_topic_is_used_and_no_other() -> None:
    used = {row.topic for program in PROGRAMS for row in program.known}
    assert used == set(get_args(Topic))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.key)
def test_what_is_unknown_is_said(program: Program) -> None:
    assert program.silent
    assert all(each.says.endswith(".") for each in program.silent)


def files_named(text: str) -> set[str]:
    """The files that a text names as shown to all, without patterns."""
    found = re.findall(r"[\w.-]+\.(?:qdpx|qde|qdc)\b", text)
    return {name for name in found if re.search(r"\d", name)}


def test_every_file_that_is_named_as_evidence_is_listed() -> None:
    named = {
        name
        for program in PROGRAMS
        for row in (*rows_of(program), *program.steps, *seen_of(program))
        for name in files_named(row.evidence)
    }
    assert named <= set(SPECIMENS)
    # And nothing is listed that nobody names, but twins of what is.
    assert all(any(name.startswith(Path(one).stem) for one in named) for name in SPECIMENS)


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_file_that_is_listed_is_there(name: str) -> None:
    if not CORPUS.exists():
        pytest.skip("the corpus of real files (../shared/corpus) is not here")
    assert (CORPUS / name).exists()


def test_the_first_program_that_matches_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (replace(PROGRAMS[0], key=key, origin="both") for key in ("a", "b"))
    monkeypatch.setattr(programs, "PROGRAMS", (first, second))
    assert recognise(Project(name="made", origin="both of them"))[0].key == "a"
