"""Which cases a coding belongs to: by its source, its selection, and by what lies over it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.model import (
    AudioSelection,
    AudioSource,
    Case,
    Coding,
    PDFSelection,
    PDFSource,
    PictureSelection,
    PictureSource,
    PlainTextSelection,
    SyncPoint,
    TextSource,
    Transcript,
    TranscriptSelection,
    VideoSelection,
    VideoSource,
)
from refiqda.standard.extents import Extent, Overlaps
from refiqda.standard.index import CaseIndex, codings_of

WHOLE = "whole"


def cases_of(source: Any, *held: str) -> dict[str, list[str]]:
    """For each coding the cases that it belongs to; a case for each selection that is held."""
    index = CaseIndex([Case(guid=f"case {guid}", name=guid, selections=[guid]) for guid in held])
    within = index.within(source)
    return {
        placed.coding.guid: [case.name or "" for case in within.of(placed)]
        for placed in codings_of(source)
    }


def coded(selection: Any) -> Any:
    selection.codings = [Coding(guid=selection.guid, code="c")]
    return selection


def area(guid: str, *corners: int, page: int | None = None) -> Any:
    names = ("first_x", "first_y", "second_x", "second_y")
    given = dict(zip(names, corners, strict=True))
    if page is None:
        return coded(PictureSelection(guid=guid, **given))
    return coded(PDFSelection(guid=guid, page=page, **given))


@pytest.mark.parametrize(
    ("source", "stretch"), [(AudioSource, AudioSelection), (VideoSource, VideoSelection)]
)
def test_stretches_that_share_a_millisecond(source: Any, stretch: Any) -> None:
    spans = {"held": (100, 200), "inside": (150, 160), "one": (199, 300), "touches": (200, 300),
             "before": (0, 100), "empty": (150, 150), "no end": (150, None)}  # fmt: skip
    selections = [coded(stretch(guid=guid, begin=at, end=to)) for guid, (at, to) in spans.items()]
    found = cases_of(source(guid="s", selections=selections), "held")
    assert [guid for guid, cases in found.items() if cases] == ["held", "inside", "one"]


@pytest.mark.parametrize("page", [None, 0])
def test_areas_that_share_a_part(page: int | None) -> None:
    areas = [
        area("held", 10, 10, 20, 20, page=page),
        area("other corners first", 20, 12, 10, 11, page=page),
        area("crosses", 0, 15, 30, 16, page=page),
        area("beside", 20, 10, 30, 20, page=page),
        area("above", 10, 20, 20, 30, page=page),
        area("no area", 15, 15, 15, 18, page=page),
    ]
    source = PictureSource(guid="s", selections=areas)
    if page is not None:
        areas.append(area("other page", 10, 10, 20, 20, page=1))
        source = PDFSource(guid="s", selections=areas)
    found = cases_of(source, "held")
    expected = ["held", "other corners first", "crosses"]
    assert [guid for guid, cases in found.items() if cases] == expected


def tape() -> AudioSource:
    said = Transcript(guid="t", content="One. Two. Three.")
    said.sync_points = [
        SyncPoint(guid=f"p{at}", position=at * 5, time_stamp=at * 1000) for at in range(4)
    ]
    said.sync_points.append(SyncPoint(guid="only time", time_stamp=2500))
    said.selections = [
        coded(TranscriptSelection(guid="first", from_sync_point="p0", to_sync_point="p1")),
        coded(TranscriptSelection(guid="last", from_sync_point="{P1}", to_sync_point="p3")),
        coded(TranscriptSelection(guid="timed", from_sync_point="p2", to_sync_point="only time")),
        coded(TranscriptSelection(guid="open", from_sync_point="p0")),
        coded(TranscriptSelection(guid="lost", from_sync_point="p0", to_sync_point="gone")),
    ]
    sound = [
        coded(AudioSelection(guid="early", begin=0, end=10)),
        coded(AudioSelection(guid="late", begin=2600, end=2700)),
    ]
    return AudioSource(guid="s", transcripts=[said], selections=sound)


def test_ranges_of_transcripts_share_characters_and_time() -> None:
    found = cases_of(tape(), "first", "late", "timed")
    assert found == {
        "early": ["first"],
        "late": ["late"],
        "first": ["first"],
        "last": ["late", "timed"],
        "timed": ["timed"],
        "open": [],
        "lost": [],
    }


def test_ranges_of_two_transcripts_share_time_and_no_characters() -> None:
    source = tape()
    other = Transcript(guid="u", content="Uno. Dos. Tres.")
    other.sync_points = [SyncPoint(guid=f"q{at}", position=at * 5) for at in range(4)]
    other.selections = [
        coded(TranscriptSelection(guid="uno", from_sync_point="q0", to_sync_point="q1"))
    ]
    source.transcripts.append(other)
    assert cases_of(source, "first")["uno"] == []
    for point in other.sync_points:
        point.time_stamp = (point.position or 0) * 10
    assert cases_of(source, "first")["uno"] == ["first"]


def pdf() -> PDFSource:
    box = area("area", 0, 0, 9, 9, page=0)
    box.text = TextSource(guid="words", content="words of it")
    box.text.selections = [coded(PlainTextSelection(guid="in words", start=0, end=5))]
    box.text.codings = [Coding(guid="all words", code="c")]
    text = TextSource(guid="text", content="words of the page")
    text.selections = [
        coded(PlainTextSelection(guid="passage", start=0, end=5)),
        coded(PlainTextSelection(guid="other", start=4, end=8)),
    ]
    text.codings = [Coding(guid="all text", code="c")]
    source = PDFSource(guid="s", selections=[box], text=text)
    source.codings = [Coding(guid=WHOLE, code="c")]
    return source


def test_a_coding_of_a_whole_source_is_of_every_case_that_holds_a_part() -> None:
    assert cases_of(pdf(), "area", "passage", "in words") == {
        "area": ["area"],
        "all words": ["area"],
        "in words": ["area", "in words"],
        WHOLE: ["area", "passage", "in words"],
        "passage": ["passage"],
        "other": ["passage"],
        "all text": ["area", "passage", "in words"],
    }


def test_what_codes_all_words_of_an_area_codes_the_area() -> None:
    placed = {placed.coding.guid: placed for placed in codings_of(pdf())}
    source = placed[WHOLE].source
    assert placed["all words"].selection is source.selections[0]
    assert placed["all words"].holder is source
    assert placed["all text"].selection is None
    assert list(placed) == [
        "area", "all words", "in words", WHOLE, "passage", "other", "all text",
    ]  # fmt: skip


EXTENTS = st.builds(
    lambda track, left, length, low, height: Extent(track, left, left + length, low, low + height),
    st.sampled_from("ab"),
    st.integers(-3, 20),
    st.integers(1, 20),
    st.integers(-3, 3),
    st.integers(1, 3),
)


@given(st.lists(EXTENTS), EXTENTS)
def test_overlaps_are_what_looking_at_each_one_finds(held: list[Extent], place: Extent) -> None:
    overlaps = Overlaps((extent, number) for number, extent in enumerate(held))
    shared = {
        number
        for number, extent in enumerate(held)
        if extent.track == place.track
        and range(max(extent.left, place.left), min(extent.right, place.right))
        and range(max(extent.low, place.low), min(extent.high, place.high))
    }
    found = list(overlaps.over(place))
    assert set(found) == shared
    assert len(found) == len(shared)


def test_a_long_place_does_not_make_the_short_ones_be_looked_at() -> None:
    class Counted(int):
        """A right end that counts how often it is compared."""

        seen = 0

        def __gt__(self, other: int) -> bool:
            Counted.seen += 1
            return int(self) > other

    held = [Extent("t", at, Counted(at + 5)) for at in range(0, 100_000, 10)]
    overlaps = Overlaps((extent, extent.left) for extent in [*held, Extent("t", 0, 100_000)])
    assert sorted(overlaps.over(Extent("t", 50_003, 50_004))) == [0, 50_000]
    assert 0 < Counted.seen < 10
