"""Agreement on recordings, pictures and pages: in milliseconds and in pixels."""

from __future__ import annotations

import importlib
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import refiqda
from fixtures.media import png
from refiqda import model as m
from refiqda import tables
from refiqda.errors import MissingExtra
from refiqda.tables.caption import notes_of

CODERS = ("Ann", "Ben")


def g(*parts: object) -> str:
    return refiqda.make_guid("agreement on media", *map(str, parts))


def by(coder: str, code: str = "a") -> list[m.Coding]:
    return [m.Coding(guid=g(coder, code), creating_user=g(coder), code=g(code))]


def project(*sources: Any) -> m.Project:
    return m.Project(
        name="media",
        users=[m.User(guid=g(name), name=name) for name in CODERS],
        codes=[m.Code(guid=g(name), name=name, is_codable=True) for name in "ab"],
        sources=list(sources),
    )


def row(frame: pd.DataFrame, source: str, code: str = "a") -> dict[str, Any]:
    """The percentages of one code and source, and the size, as plain numbers."""
    (found,) = frame[(frame["source"] == source) & (frame["code_path"] == code)].to_dict("records")
    return {name: found[name] for name in ("size", "both", "neither", "first_only", "second_only")}


# ------------------------------------------------------------------------------- recordings


def recording(*marks: tuple[str, int, int], name: str = "tape", **more: Any) -> m.AudioSource:
    selections = [
        m.AudioSelection(guid=g(name, number), begin=begin, end=end, codings=by(coder))
        for number, (coder, begin, end) in enumerate(marks)
    ]
    return m.AudioSource(guid=g(name), name=name, selections=selections, **more)


def test_a_recording_lasts_until_the_latest_moment_known_of_it() -> None:
    tape = recording(("Ann", 0, 4000), ("Ben", 2000, 5000))
    tape.selections.append(m.AudioSelection(guid=g("later"), begin=9000, end=10_000))
    frame = tables.agreement(project(tape), unit="milliseconds")
    assert row(frame, "tape") == {
        "size": 10_000, "both": 20, "neither": 50, "first_only": 20, "second_only": 10,
    }  # fmt: skip
    assert any("latest moment" in note for note in notes_of(frame))


def test_a_range_of_a_transcript_counts_with_the_time_of_its_rows() -> None:
    points = [
        m.SyncPoint(guid=g("point", number), time_stamp=1000 * number, position=6 * number)
        for number in range(5)
    ]
    said = m.Transcript(
        guid=g("said"), content="Hello. Hello. Hello. Bye. Bye.", sync_points=points
    )
    said.selections = [
        m.TranscriptSelection(
            guid=g("said", 1), from_sync_point=g("point", 1), to_sync_point=g("point", 3)
        )
    ]
    said.selections[0].codings = by("Ann")
    frame = tables.agreement(
        project(recording(("Ben", 1500, 2000), transcripts=[said])), unit="milliseconds"
    )
    assert row(frame, "tape") == {
        "size": 4000, "both": 12.5, "neither": 50, "first_only": 37.5, "second_only": 0,
    }  # fmt: skip
    text = tables.agreement(
        project(recording(("Ben", 1500, 2000), transcripts=[said])), coders=CODERS
    )
    assert row(text, "tape")["first_only"] == 100 * 12 / 30
    assert any("mark no characters" in note and note.endswith(": 1.") for note in notes_of(text))


def test_a_recording_coded_as_a_whole_is_coded_throughout() -> None:
    tape = recording(("Ben", 0, 500), ("Ben", 700, 1000))
    tape.codings = by("Ann")
    frame = tables.agreement(project(tape), unit="milliseconds")
    assert row(frame, "tape") == {
        "size": 1000, "both": 80, "neither": 0, "first_only": 20, "second_only": 0,
    }  # fmt: skip


def test_a_moment_that_is_none_does_not_make_a_recording_long() -> None:
    tape = recording(("Ann", -200, 500), ("Ben", 250, 1000), ("Ben", 10, 2**40))
    frame = tables.agreement(project(tape), unit="milliseconds")
    assert row(frame, "tape")["size"] == 1000
    assert row(frame, "tape")["first_only"] == 25


# ------------------------------------------------------------------------------- pictures


Area = tuple[int, int, int, int]
"""Left, bottom, right, top."""


def boxes(kind: Any, areas: list[tuple[str, Area]], **more: Any) -> list[Any]:
    return [
        kind(
            guid=g("area", coder, number), codings=by(coder),
            first_x=x, first_y=y, second_x=to_x, second_y=to_y, **more,
        )
        for number, (coder, (x, y, to_x, to_y)) in enumerate(areas)
    ]  # fmt: skip


def picture(*areas: tuple[str, Area], path: str | None = "internal://photo.png") -> m.PictureSource:
    found = m.PictureSource(guid=g("photo"), name="photo", path=path)
    found.selections = boxes(m.PictureSelection, list(areas))
    return found


def with_file(source: m.PictureSource, data: bytes) -> m.Project:
    made = project(source)
    made.files["sources/photo.png"] = data
    return made


def test_a_picture_is_as_large_as_its_file_says() -> None:
    made = with_file(picture(("Ann", (0, 0, 4, 5)), ("Ben", (2, 0, 6, 5))), png(20, 10))
    frame = tables.agreement(made, unit="pixels")
    assert row(frame, "photo") == {
        "size": 200, "both": 5, "neither": 85, "first_only": 5, "second_only": 5,
    }  # fmt: skip
    assert not any("rectangle" in note for note in notes_of(frame))


@pytest.mark.parametrize(
    "data", [None, b"no picture", png(20, 10)[:20]], ids=["no file", "text", "cut"]
)
def test_a_picture_whose_size_is_not_known_is_what_its_selections_span(data: bytes | None) -> None:
    source = picture(("Ann", (10, 10, 14, 15)), ("Ben", (12, 10, 16, 15)))
    source.selections.append(  # nobody codes it
        m.PictureSelection(guid=g("far"), first_x=20, first_y=20, second_x=10, second_y=18)
    )
    frame = tables.agreement(with_file(source, data) if data else project(source), unit="pixels")
    assert row(frame, "photo") == {
        "size": 100, "both": 10, "neither": 70, "first_only": 10, "second_only": 10,
    }  # fmt: skip
    assert any("rectangle around all its selections: photo." in note for note in notes_of(frame))


def test_what_lies_outside_of_a_picture_is_cut_off() -> None:
    made = with_file(picture(("Ann", (-5, -5, 5, 5)), ("Ben", (0, 0, 100, 100))), png(10, 10))
    assert row(tables.agreement(made, unit="pixels"), "photo") == {
        "size": 100, "both": 25, "neither": 0, "first_only": 0, "second_only": 75,
    }  # fmt: skip


def test_a_picture_coded_as_a_whole_is_coded_throughout() -> None:
    source = picture(("Ann", (0, 0, 5, 10)))
    source.codings = by("Ben")
    assert row(tables.agreement(with_file(source, png(10, 10)), unit="pixels"), "photo") == {
        "size": 100, "both": 50, "neither": 0, "first_only": 0, "second_only": 50,
    }  # fmt: skip


def test_without_imagesize_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> Any:
        raise ImportError(name)

    made = with_file(picture(("Ann", (0, 0, 4, 5)), ("Ben", (2, 0, 6, 5))), png(20, 10))
    monkeypatch.setattr(importlib, "import_module", nothing)
    with pytest.raises(MissingExtra, match=r"refiqda\[agreement\]"):
        tables.agreement(made, unit="pixels")


def test_pages_of_a_pdf_are_apart_from_one_another_and_from_the_text() -> None:
    pdf = m.PDFSource(guid=g("pdf"), name="report")
    first = [("Ann", (0, 0, 10, 10)), ("Ben", (0, 0, 10, 5))]
    pdf.selections = [
        *boxes(m.PDFSelection, first, page=0),
        *boxes(m.PDFSelection, [("Ben", (0, 0, 10, 10))], page=3),
    ]
    pdf.text = m.TextSource(guid=g("pdf text"), content="words of the page")
    passage = m.PlainTextSelection(guid=g("passage"), start=0, end=5, codings=by("Ann"))
    pdf.text.selections = [passage]
    made = project(pdf)
    assert row(tables.agreement(made, unit="pixels"), "report") == {
        "size": 200, "both": 25, "neither": 0, "first_only": 25, "second_only": 50,
    }  # fmt: skip
    words = row(tables.agreement(made, unit="words"), "report")
    assert (words["size"], words["first_only"], words["neither"]) == (4, 25, 75)


def test_the_words_of_an_area_are_a_text_of_the_source() -> None:
    """Programs that read letters in a picture of a page keep the words with the area."""
    pdf = m.PDFSource(guid=g("scan"), name="scan")
    pdf.text = m.TextSource(guid=g("scan text"), content="six in.")
    read = m.TextSource(guid=g("scan words"), content="Ten signs. Two.")
    read.selections = [
        m.PlainTextSelection(guid=g("read", coder), start=start, end=end, codings=by(coder))
        for coder, start, end in (("Ann", 0, 9), ("Ben", 4, 15))
    ]
    pdf.selections = boxes(m.PDFSelection, [("Ann", (0, 0, 10, 10))], page=0, text=read)
    for unit, size, both, only in (
        ("characters", 7 + 15, 5, (4, 6)),
        ("words", 2 + 3, 1, (1, 1)),
        ("sentences", 1 + 2, 1, (0, 1)),
        ("paragraphs", 1 + 1, 1, (0, 0)),
    ):
        found = row(tables.agreement(project(pdf), unit=unit), "scan")
        expected = (size, both, size - both - sum(only), *only)
        counted = [round(found[name] * size / 100, 6) for name in list(found)[1:]]
        assert (found["size"], *counted) == expected


area = st.tuples(*[st.integers(0, 8)] * 4)


@settings(max_examples=100, deadline=None)
@given(areas=st.lists(st.tuples(st.sampled_from(CODERS), area), max_size=8))
def test_strips_of_areas_are_a_count_of_pixels(areas: list[tuple[str, Area]]) -> None:
    made = with_file(picture(*areas), png(7, 6))
    right: Counter[tuple[bool, ...]] = Counter()
    for x in range(7):
        for y in range(6):
            who = {
                coder
                for coder, (one_x, one_y, other_x, other_y) in areas
                if min(one_x, other_x) <= x < max(one_x, other_x)
                and min(one_y, other_y) <= y < max(one_y, other_y)
            }
            right[tuple(coder in who for coder in CODERS)] += 1
    found = row(tables.agreement(made, unit="pixels", coders=CODERS), "photo")
    assert found.pop("size") == 42
    assert found == pytest.approx(
        {
            "both": 100 * right[True, True] / 42,
            "neither": 100 * right[False, False] / 42,
            "first_only": 100 * right[True, False] / 42,
            "second_only": 100 * right[False, True] / 42,
        }
    )


# ------------------------------------------------------------------------------- all kinds


def test_sources_without_the_unit_are_left_out_and_named() -> None:
    text = m.TextSource(guid=g("text"), name="interview", content="Some words.")
    made = project(recording(("Ann", 0, 1000), ("Ben", 0, 1000)), text, picture(path=None))
    frame = tables.agreement(made, unit="milliseconds")
    assert set(frame["source"].dropna()) == {"tape"}
    assert "Sources without milliseconds are left out: interview and photo." in notes_of(frame)


def test_a_source_whose_text_is_missing_is_left_out_and_named() -> None:
    lost = m.TextSource(guid=g("lost"), name="lost", plain_text_path="internal://gone.txt")
    there = m.TextSource(guid=g("there"), name="there", content="Some words.")
    for source in (lost, there):
        source.selections = [
            m.PlainTextSelection(guid=g(source.name, coder), start=0, end=4, codings=by(coder))
            for coder in CODERS
        ]
    frame = tables.agreement(project(lost, there))
    assert row(frame, "there")["size"] == 11
    assert set(frame["source"].dropna()) == {"there"}
    assert "Sources without characters are left out: lost." in notes_of(frame)


def test_a_place_that_ends_beyond_the_text_ends_with_it() -> None:
    source = m.TextSource(guid=g("short"), name="short", content="0123456789")
    source.selections = [
        m.PlainTextSelection(guid=g("short", coder), start=start, end=end, codings=by(coder))
        for coder, start, end in (("Ann", 5, 99), ("Ben", 0, 10), ("Ben", 50, 60))
    ]
    assert row(tables.agreement(project(source)), "short") == {
        "size": 10, "both": 50, "neither": 0, "first_only": 0, "second_only": 50,
    }  # fmt: skip
