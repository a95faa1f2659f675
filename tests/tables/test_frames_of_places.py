"""Selections of every kind, in the frames of selections and of codings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from refiqda import tables
from refiqda.model import (
    AudioSelection,
    AudioSource,
    Coding,
    PDFSelection,
    PDFSource,
    PictureSelection,
    PictureSource,
    PlainTextSelection,
    Project,
    SyncPoint,
    TextSource,
    Transcript,
    TranscriptSelection,
    VideoSelection,
    VideoSource,
)

PAGE = "The walls were grey.\r\nThe garden 🌱 was kept."


def coded(selection: Any, *codings: str) -> Any:
    names = codings or (f"d {selection.guid}",)
    selection.codings = [Coding(guid=name, code="c") for name in names]
    return selection


def text(guid: str, content: str | None, *spans: tuple[str, int, int]) -> TextSource:
    source = TextSource(guid=guid, content=content)
    source.selections = [
        coded(PlainTextSelection(guid=name, start=start, end=end)) for name, start, end in spans
    ]
    return source


def box(page: int | None, corners: tuple[int, int, int, int], **more: Any) -> Any:
    names = ("first_x", "first_y", "second_x", "second_y")
    more.update(zip(names, corners, strict=True))
    return PictureSelection(**more) if page is None else PDFSelection(page=page, **more)


def pdf() -> PDFSource:
    source = PDFSource(guid="pdf", name="report", path="internal://report.pdf")
    source.text = text("pdf text", None, ("in page", 4, 9))
    source.text.plain_text_path = "internal://report.txt"
    inline = coded(box(0, (1, 2, 30, 40), guid="area"))
    inline.text = text("area words", "grey walls", ("in area", 5, 10))
    inline.text.codings = [Coding(guid="d all words", code="c")]
    in_file = coded(box(1, (5, 5, 6, 6), guid="area in file"))
    in_file.text = TextSource(guid="more words", plain_text_path="internal://area.txt")
    source.selections = [inline, in_file, coded(box(2, (0, 0, 1, 1), guid="no words"))]
    return source


def picture() -> PictureSource:
    source = PictureSource(guid="picture", name="photo")
    source.text = text("picture text", "a tree", ("in picture", 2, 6))
    source.selections = [coded(box(None, (0, 0, 9, 9), guid="part"))]
    return source


def recordings() -> list[Any]:
    said = Transcript(guid="said", content="Hello. Good-bye.")
    said.sync_points = [
        SyncPoint(guid="p0", time_stamp=0, position=0),
        SyncPoint(guid="p1", time_stamp=1500, position=6),
        SyncPoint(guid="p2", time_stamp=2500),
    ]
    said.selections = [
        coded(TranscriptSelection(guid="range", from_sync_point="P0", to_sync_point="{p1}")),
        coded(TranscriptSelection(guid="time", from_sync_point="p1", to_sync_point="p2")),
    ]
    sound = coded(AudioSelection(guid="sound", begin=100, end=900))
    film = coded(VideoSelection(guid="scene", begin=0, end=5))
    return [
        AudioSource(guid="tape", name="tape", transcripts=[said], selections=[sound]),
        VideoSource(guid="film", name="film", selections=[film]),
    ]


def make() -> Project:
    project = Project(name="places", sources=[pdf(), picture(), *recordings()])
    project.files["sources/report.txt"] = PAGE.encode()
    project.files["sources/area.txt"] = "words\r\nin a file".encode("utf-16")
    return project


PLACE = ["source_guid", "kind", "start", "end", "passage"]
PLACES = {
    "area": ("pdf", "pdf", None, None, "grey walls"),
    "in area": ("pdf", "text", 5, 10, "walls"),
    "area in file": ("pdf", "pdf", None, None, "words\nin a file"),
    "no words": ("pdf", "pdf", None, None, None),
    "in page": ("pdf", "text", 4, 9, "walls"),
    "part": ("picture", "picture", None, None, None),
    "in picture": ("picture", "text", 2, 6, "tree"),
    "sound": ("tape", "audio", 100, 900, None),
    "range": ("tape", "transcript", 0, 6, "Hello."),
    "time": ("tape", "transcript", 6, None, None),
    "scene": ("film", "video", 0, 5, None),
}


def rows(frame: pd.DataFrame, columns: list[str]) -> dict[str, tuple[Any, ...]]:
    plain = frame[columns].astype(object).where(frame[columns].notna(), None)
    several = zip(frame["selection_guid"], plain.itertuples(index=False, name=None), strict=True)
    return dict(several)


@pytest.fixture(params=["open", "saved"])
def given(request: pytest.FixtureRequest, tmp_path: Path) -> Project | Path:
    project = make()
    if request.param == "open":
        return project
    project.save(tmp_path / "places.qdpx", allow_invalid=True)
    return tmp_path / "places.qdpx"


def test_places_of_every_kind(given: Project | Path) -> None:
    selections = tables.selections(given)
    assert rows(selections, PLACE) == PLACES
    assert len(selections) == len(PLACES)
    codings = tables.codings(given)
    assert rows(codings, PLACE) == PLACES
    assert len(codings) == len(PLACES) + 1
    # What codes all words of an area codes the area.
    assert codings.set_index("coding_guid").loc["d all words", "selection_guid"] == "area"


def test_areas_times_and_holders(given: Project | Path) -> None:
    found = rows(
        tables.selections(given),
        ["holder_guid", "from_ms", "to_ms", "page", "first_x", "first_y", "second_x", "second_y",
         "codings"],
    )  # fmt: skip
    nothing = (None,) * 5
    assert found == {
        "area": ("pdf", None, None, 0, 1, 2, 30, 40, 2),
        "in area": ("area words", None, None, *nothing, 1),
        "area in file": ("pdf", None, None, 1, 5, 5, 6, 6, 1),
        "no words": ("pdf", None, None, 2, 0, 0, 1, 1, 1),
        "in page": ("pdf text", None, None, *nothing, 1),
        "part": ("picture", None, None, None, 0, 0, 9, 9, 1),
        "in picture": ("picture text", None, None, *nothing, 1),
        "sound": ("tape", 100, 900, *nothing, 1),
        "range": ("said", 0, 1500, *nothing, 1),
        "time": ("said", 1500, 2500, *nothing, 1),
        "scene": ("film", 0, 5, *nothing, 1),
    }


def doubled(content: str | None) -> Project:
    """As ATLAS.ti writes a quotation over two pages: an area on each, and the passage."""
    source = PDFSource(guid="pdf", name="report", path="internal://report.pdf")
    source.text = TextSource(guid="pdf text", content=content)
    quotation = PlainTextSelection(guid="{Q}", start=4, end=9, creating_user="u")
    source.text.selections = [coded(quotation, "same")]
    stamp = {"name": "walls", "created": "2024-05-01T12:00:00Z", "creating_user": "u"}
    first = coded(box(0, (1, 2, 30, 40), guid="q", description="a comment", **stamp), "twice")
    first.codings.append(Coding(guid="only here", code="other"))
    first.text = TextSource(guid="words", content="walls of stone")
    second = coded(box(1, (5, 5, 6, 6), guid="q2", **stamp), "again")
    source.selections = [first, second]
    return Project(name="doubled", sources=[source])


@pytest.mark.parametrize(("content", "passage"), [(PAGE, "walls"), (None, "walls of stone")])
def test_a_quotation_that_is_written_twice_is_one_place(
    content: str | None, passage: str, tmp_path: Path
) -> None:
    project = doubled(content)
    path = tmp_path / "doubled.qdpx"
    project.save(path, allow_invalid=True)
    for given in (project, path):
        selections = tables.selections(given)
        assert rows(selections, [*PLACE, "holder_guid", "page", "second_y", "codings"]) == {
            "q2": ("pdf", "pdf", None, None, None, "pdf", 1, 6, 0),
            "{Q}": ("pdf", "text", 4, 9, passage, "pdf text", 0, 40, 2),
        }
        one = selections.set_index("selection_guid").loc["{Q}"]
        assert [one[name] for name in ("selection", "description", "creator_guid")] == [
            "walls", "a comment", "u",
        ]  # fmt: skip
        assert one["created"] == pd.Timestamp("2024-05-01T12:00:00Z")
        codings = tables.codings(given).set_index("coding_guid")
        assert codings.index.tolist() == ["only here", "same"]
        assert (codings["kind"] == "text").all()
        assert (codings["selection_guid"] == "{Q}").all()
        assert (codings["passage"] == passage).all()
        assert codings["start"].tolist() == [4, 4]
        assert tables.sources(given)["selections"].tolist() == [2]
