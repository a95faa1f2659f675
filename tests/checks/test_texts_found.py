"""Texts: which of all possible selections are told, and as what."""

import zipfile

import pytest
from checked_files import MADE
from hypothesis import given
from hypothesis import strategies as st

import refiqda
from refiqda.checks import check
from refiqda.standard.model import (
    AudioSelection,
    AudioSource,
    PictureSelection,
    PictureSource,
    PlainTextSelection,
    Project,
    TextSource,
)


def guid(number: int) -> str:
    return f"aaaaaaaa-0000-4000-8000-{number:012d}"


def with_text(text: str, *places: tuple[int, int]) -> Project:
    selections = [
        PlainTextSelection(guid=guid(number), start=start, end=end)
        for number, (start, end) in enumerate(places, 10)
    ]
    source = TextSource(guid=guid(1), name="Interview", content=text, selections=selections)
    return Project(name="P", origin="test", sources=[source])


def told(project: Project) -> set[str]:
    return {finding.code for finding in check(project)}


def expected(text: str, start: int, end: int) -> set[str]:
    """The rules said plainly, one after the other."""
    codes = set()
    if start < 0 or end < 0:
        codes.add("T303")
    if start > end:
        codes.add("T304")
    if start == end:
        codes.add("T305")
    if max(start, end) > len(text):
        codes.add("T301")
    return codes


letters = st.text(st.sampled_from("ab \n,"), max_size=8).map(lambda text: "x" + text)
positions = st.integers(-2, 20)


@given(letters, positions, positions)
def test_a_selection_is_told_by_its_positions(text, start, end):
    assert told(with_text(text, (start, end))) == expected(text, start, end)


def test_a_byte_order_mark_and_carriage_returns_are_no_faults():
    path = f"{guid(2)}.txt"
    project = with_text("", (0, 7))
    (source,) = project.sources
    source.content, source.plain_text_path = None, f"internal://{path}"
    project.files[f"sources/{path}"] = b"\xef\xbb\xbfWe\r\nmet"
    assert told(project) == set()
    source.selections[0].end = 8
    assert told(project) == {"T301"}


def test_one_text_may_serve_two_sources():
    path = f"{guid(3)}.txt"
    sources = [
        TextSource(guid=guid(number), name=f"Text {number}", plain_text_path=f"internal://{path}")
        for number in (1, 2)
    ]
    project = Project(name="P", origin="test", sources=sources)
    project.files[f"sources/{path}"] = b"We met."
    assert told(project) == set()


def test_a_note_with_a_description_alone_is_no_empty_note():
    note = TextSource(guid=guid(1), name="Memo", description="Ask again.")
    assert told(Project(name="P", origin="test", notes=[note])) == set()


@pytest.mark.parametrize(
    ("begin", "end", "codes"),
    [(0, 9, set()), (5, 5, {"T306"}), (9, 5, {"T304"}), (-1, 5, {"T303"})],
)
def test_stretches_of_recordings(begin, end, codes):
    part = AudioSelection(guid=guid(2), begin=begin, end=end)
    audio = AudioSource(guid=guid(1), name="A", path="absolute:///a.m4a", selections=[part])
    assert told(Project(name="P", origin="test", sources=[audio])) == codes | {"P105"}


@pytest.mark.parametrize(
    ("corners", "codes"),
    [
        ((0, 0, 9, 9), set()),
        ((9, 9, 0, 0), set()),  # Transana names the lower corner first (Annex A.3)
        ((0, 0, 0, 9), {"T307"}),
        ((-1, 0, 9, 9), {"T303"}),
    ],
)
def test_rectangles_of_pictures(corners, codes):
    first_x, first_y, second_x, second_y = corners
    part = PictureSelection(
        guid=guid(2), first_x=first_x, first_y=first_y, second_x=second_x, second_y=second_y
    )
    name = f"{guid(3)}.png"
    picture = PictureSource(guid=guid(1), name="A", path=f"internal://{name}", selections=[part])
    project = Project(name="P", origin="test", sources=[picture])
    project.files[f"sources/{name}"] = b"png"
    assert told(project) == codes


def test_removing_a_file_is_found_with_all_that_it_takes_along():
    project = refiqda.open(MADE / "good.qdpx")
    del project.files["sources/00000000-0000-4000-8000-000000000101.txt"]
    findings = check(project)
    assert [finding.code for finding in findings] == ["P101", "T308"]
    assert findings[0].path == "/Project/Sources/TextSource[1]/@plainTextPath"
    project.files.close()


def test_a_damaged_file_that_two_sources_share_is_told_once(tmp_path):
    sources = "".join(
        f'<TextSource guid="{guid(number)}" name="Text {number}" '
        f'plainTextPath="internal://{guid(3)}.txt"/>'
        for number in (1, 2)
    )
    path = tmp_path / "damaged.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "project.qde",
            '<Project xmlns="urn:QDA-XML:project:1.0" name="P" origin="test">'
            f"<Sources>{sources}</Sources></Project>",
        )
        archive.writestr(f"sources/{guid(3)}.txt", "We met.")
        archive.getinfo(f"sources/{guid(3)}.txt").CRC ^= 1
    findings = check(path)
    assert [finding.code for finding in findings] == ["P304"]
    assert findings[0].path == f"sources/{guid(3)}.txt"
