"""The neutral reading: the same of one story, whatever program wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from where import FIXTURES, ROOT, corpus_params

import refiqda
from fixtures import story
from refiqda.model import PlainTextSelection, Project, TextSource
from refiqda.standard.index import Index, guid_key, holders_of
from refiqda.tools.understanding import understand

MADE = FIXTURES / "made"
STORIES = sorted(MADE.glob("story-*.qdpx"))
ids = {"ids": lambda path: path.stem.removeprefix("story-")}
STANDARD = MADE / "story-standard.qdpx"


def annotations(project: Project) -> Iterator[tuple[str, str, str]]:
    """Source, passage and words of every comment on a passage without a code."""
    index = Index(project)
    for source in project.sources:
        for holder in holders_of(source):
            if not isinstance(holder, TextSource):
                continue
            text = project.text_of(holder)
            for one in holder.selections:
                words = [project.text_of(index.get(guid)) for guid in one.notes]
                for said in [*words, *filter(None, [one.description])] if not one.codings else ():
                    yield source.name or "", text[one.start : one.end], said.strip()


def values(project: Project) -> Iterator[tuple[str, str, Any]]:
    """Source, variable and value."""
    names = {guid_key(variable.guid): variable.name for variable in project.variables}
    for source in project.sources:
        for value in source.values:
            yield source.name or "", names[guid_key(value.variable)], value.text


@pytest.mark.parametrize("path", STORIES, **ids)
def test_reading_changes_nothing_in_what_was_read(path: Path) -> None:
    project = refiqda.open(path)
    before = project.digest()
    neutral = refiqda.understood(project)
    neutral.sources[0].name = "changed"
    neutral.codes.clear()
    assert project.digest() == before
    assert not project.is_understood


@pytest.mark.parametrize("path", STORIES, **ids)
def test_a_neutral_project_can_be_saved_and_is_the_standard(path: Path, tmp_path: Path) -> None:
    neutral = refiqda.understood(path)
    assert neutral.is_understood
    assert refiqda.understood(neutral) is neutral
    neutral.save(tmp_path / "neutral.qdpx")
    again = understand(refiqda.open(tmp_path / "neutral.qdpx"))
    assert rows(again.project) == rows(path)
    assert not [one for one in again.changes.rows if one.what == "position"]
    for reading in again.texts:
        assert reading.verdict is not None
        text = neutral.decoded_of(reading.holder)
        assert (text.encoding, text.bom) == ("UTF-8", False)
        assert "\r" not in text.text


def rows(project: Any) -> list[tuple[str, ...]]:
    """The neutral codings: source, code, coder, passage."""
    frame = refiqda.tables.codings(project)
    columns = ("source", "code_path", "coder", "passage")
    return sorted(zip(*(frame[name].astype("string").fillna("") for name in columns), strict=True))


def expected() -> list[tuple[str, ...]]:
    """The same from the story itself."""
    return sorted(tuple(each or "" for each in row) for row in story.codings())


@pytest.mark.parametrize("path", STORIES, **ids)
def test_the_codings_are_those_of_the_story(path: Path) -> None:
    assert rows(path) == expected()
    assert rows(refiqda.open(path)) == expected()
    assert rows(refiqda.understood(path)) == expected()


NOT_SAID = {"qc"}
"""Dialects that have no annotations at all, as fixtures/README.md says."""


@pytest.mark.parametrize("path", STORIES, **ids)
def test_annotations_are_annotations(path: Path) -> None:
    found = sorted(annotations(refiqda.understood(path)))
    wanted = sorted(annotations(refiqda.understood(STANDARD)))
    assert len(wanted) == 2
    program = path.stem.removeprefix("story-")
    if program == "qualcoder":
        # Of two annotations in one source, the file says of the first alone where it is.
        assert found == [row for row in wanted if row[1] == "the old pump"]
    else:
        assert found == ([] if program in NOT_SAID else wanted)


WITHOUT_VALUES = {"qc", "transana", "atlasti-windows", "atlasti-mac"}
AT_SOURCES = {"maxqda", "quirkos"}
"""Dialects without named cases: what is known of a person is said of what she said."""


@pytest.mark.parametrize("path", STORIES, **ids)
def test_variables_of_sources_are_their_own(path: Path) -> None:
    neutral = refiqda.understood(path)
    assert all(case.name for case in neutral.cases)
    program = path.stem.removeprefix("story-")
    if program in AT_SOURCES:
        wanted = {
            source.name: story.values_of_sources().get(source.key, ()) for source in story.SOURCES
        }
        found = Counter(source for source, _, _ in values(neutral))
        assert found == {name: len(held) for name, held in wanted.items() if held}
    elif program not in WITHOUT_VALUES:
        assert sorted(values(neutral)) == sorted(values(refiqda.understood(STANDARD)))


@pytest.mark.parametrize("name", ["nvivo-windows", "nvivo-mac"])
def test_a_case_is_there_once(name: str) -> None:
    """NVivo: what is coded with the case's code belongs to the case, and is no coding."""
    neutral = refiqda.understood(MADE / f"story-{name}.qdpx")
    codes = set(refiqda.tables.codes(neutral)["code_guid"].map(guid_key))
    assert codes.isdisjoint(guid_key(case.guid) for case in neutral.cases)
    held = {case.name: len(case.sources) + len(case.selections) for case in neutral.cases}
    of_standard = refiqda.understood(STANDARD)
    assert held == {
        case.name: len(case.sources) + len(case.selections) for case in of_standard.cases
    }


@pytest.mark.parametrize("path", corpus_params(".qdpx", ".qde"))
def test_every_real_file_has_a_neutral_reading(path: Path, tmp_path: Path) -> None:
    project = refiqda.open(path)
    result = understand(project)
    assert result.project.is_understood
    result.project.save(tmp_path / "neutral.qdpx", allow_invalid=True)
    assert len(refiqda.tables.codings(path)) == len(refiqda.tables.codings(result.project))


def test_a_quotation_of_a_pdf_counts_once() -> None:
    """atlasti-mac-8.4-annex-a2.qde has 16 codings: 13 that a person made, 3 said twice."""
    path = refiqda_corpus("atlasti-mac-8.4-annex-a2.qde")
    result = understand(refiqda.open(path))
    said_twice = [one for one in result.changes.rows if one.what == "coding said twice"]
    assert len(said_twice) == 3
    assert len(refiqda.tables.codings(path)) == 13


def refiqda_corpus(name: str) -> Path:
    """A real file; the test is skipped where it is missing."""
    path = ROOT.parent / "shared" / "corpus" / name
    if not path.exists():
        pytest.skip("../shared/corpus is not here")
    return path


def test_a_forced_convention_is_taken(tmp_path: Path) -> None:
    source = TextSource(
        guid="00000000-0000-4000-8000-000000000001",
        name="Chat",
        content="😀 ab cd",
        selections=[
            PlainTextSelection(guid="00000000-0000-4000-8000-000000000002", start=3, end=5)
        ],
    )
    project = Project(name="P", origin="made up", sources=[source])

    def words(convention: str) -> str:
        (one,) = refiqda.understood(project, convention).sources[0].selections
        return source.content[one.start : one.end]

    assert (words("utf-16"), words("code-points"), words("code-points,inclusive")) == (
        "ab",
        "b ",
        "b c",
    )


def test_a_position_inside_a_character_is_moved_and_told() -> None:
    selection = PlainTextSelection(guid="00000000-0000-4000-8000-000000000002", start=1, end=3)
    source = TextSource(guid="00000000-0000-4000-8000-000000000001", content="😀 ab")
    source.selections.append(selection)
    result = understand(Project(name="P", sources=[source]), "utf-16")
    (one,) = result.project.sources[0].selections
    assert (one.start, one.end) == (0, 2)
    (told,) = result.changes.rows
    assert (told.what, told.node, told.field) == ("position", selection, "start")
    assert "inside a character" in told.why
