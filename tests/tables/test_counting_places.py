"""Ranges and areas joined, measured against a brute force over characters and squares."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from refiqda.standard import model as m
from refiqda.tables import counts, crosstab
from refiqda.tables.counting.coded import Coded
from refiqda.tables.counting.lengths import words_within
from refiqda.tables.counting.stretches import (
    Area,
    areas_of,
    joined,
    shares,
    size_of_union,
    stretches,
    union,
)

spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: tuple(sorted(pair)))
ranges = st.lists(st.tuples(st.integers(0, 2), spans), max_size=12)
areas = st.lists(st.tuples(spans, spans).map(lambda pair: (*pair[0], *pair[1])), max_size=8)


def columns(several: list[tuple[int, tuple[int, int]]]) -> list[np.ndarray]:
    rows = [(group, *span) for group, span in several]
    return list(np.array(rows, dtype=np.int64).reshape(-1, 3).T)


@given(ranges)
def test_ranges_are_joined_exactly_where_a_chain_shares_characters(several):
    several = [(group, span) for group, span in several if span[0] < span[1]]
    numbers = joined(*columns(several)).tolist()
    linked = {each: {each} for each in range(len(several))}
    for one, other in product(range(len(several)), repeat=2):
        (group, (left, right)), (group_2, (left_2, right_2)) = several[one], several[other]
        if group == group_2 and set(range(left, right)) & set(range(left_2, right_2)):
            together = linked[one] | linked[other]
            for each in together:
                linked[each] = together
    for one, other in product(range(len(several)), repeat=2):
        assert (numbers[one] == numbers[other]) == (other in linked[one])


@given(ranges)
def test_a_union_has_every_character_once(several):
    found = union(*columns(several))
    assert (found.left < found.right).all()
    characters = [
        (group, at)
        for group, left, right in zip(*(each.tolist() for each in found), strict=True)
        for at in range(left, right)
    ]
    wanted = {(group, at) for group, span in several for at in range(*span)}
    assert sorted(characters) == sorted(wanted)


def squares(area: Area) -> set[tuple[int, int]]:
    left, right, low, high = area
    return set(product(range(left, right), range(low, high)))


@given(areas)
def test_the_union_of_areas_has_every_square_once(several):
    assert size_of_union(several) == len(set().union(*map(squares, several)))


@given(areas)
def test_areas_share_what_they_have_in_common(several):
    for one, other in product(several, repeat=2):
        assert shares(one, other) == bool(squares(one) & squares(other))


def pictured(several: list[Area]) -> m.Project:
    """A photograph with areas, all of one code."""
    photo = m.PictureSource(guid="p", name="photo")
    for number, (left, right, low, high) in enumerate(several):
        box = m.PictureSelection(
            guid=f"s{number}", first_x=left, second_x=right, first_y=high, second_y=low
        )
        box.codings = [m.Coding(guid=f"c{number}", code="a")]
        photo.selections.append(box)
    return m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[photo])


@given(areas)
def test_areas_of_a_picture_are_joined_where_they_overlap(several):
    made = Coded(pictured(several))
    everything = np.arange(len(made))
    assert areas_of(made, everything) == several
    numbers = stretches(made, np.zeros(len(made), dtype=np.int64), everything).tolist()
    groups: list[tuple[set[tuple[int, int]], list[int]]] = []
    empty = [number for number, area in zip(numbers, several, strict=True) if not squares(area)]
    for number, area in zip(numbers, several, strict=True):
        touching = [each for each in groups if each[0] & squares(area)]
        own = (squares(area).union(*(each[0] for each in touching)), [number])
        for each in touching:
            own[1].extend(each[1])
        if squares(area):
            groups = [each for each in groups if each not in touching] + [own]
    assert all(len(set(group)) == 1 for _, group in groups)
    nothing = {area for area in several if not squares(area)}
    assert len(set(numbers)) == len(groups) + len(nothing)
    assert len(set(empty)) == len(nothing)
    frame = counts(pictured(several), unit=["area"], merge="union")
    assert frame["area"].tolist() == [len(set().union(*map(squares, several)))]
    frame = counts(pictured(several), unit=["area"])
    assert frame["area"].tolist() == [sum(len(squares(area)) for area in several)]


@given(st.text(alphabet="ab \n\t\u2003\N{GRINNING FACE}", max_size=12), spans)
def test_words_are_those_of_the_passage(text, span):
    source = m.TextSource(guid="t", name="t", content=text)
    source.selections = [m.PlainTextSelection(guid="s", start=span[0], end=span[1])]
    source.selections[0].codings = [m.Coding(guid="c", code="a")]
    project = m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[source])
    made = Coded(project, convention="standard")
    place = made.columns
    found = words_within(made, place.track, place.left, place.right).tolist()
    passage = text.replace("\r\n", "\n")[span[0] : span[1]]
    assert found == [len(passage.split())]


def recorded() -> m.Project:
    """A recording: two ranges that overlap, one that only touches, a transcript, and the whole."""
    code = [m.Coding(guid=f"c{number}", code="a") for number in range(6)]
    tape = m.AudioSource(guid="tape", name="tape")
    for number, (begin, end) in enumerate(((0, 1000), (500, 1500), (1500, 1600))):
        stretch = m.AudioSelection(guid=f"s{number}", begin=begin, end=end)
        stretch.codings = [code[number]]
        tape.selections.append(stretch)
    said = m.Transcript(guid="said", name="said", content="Good morning. Good night.")
    for number, (moment, at) in enumerate(((0, 0), (2000, 13), (3000, 25))):
        said.sync_points.append(m.SyncPoint(guid=f"p{number}", time_stamp=moment, position=at))
    for number in (0, 1):
        part = m.TranscriptSelection(guid=f"r{number}")
        part.from_sync_point, part.to_sync_point = f"p{number}", f"p{number + 1}"
        part.codings = [code[3 + number]]
        said.selections.append(part)
    tape.transcripts = [said]
    tape.codings = [code[5]]
    return m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[tape])


def one_row(made: m.Project, **how: object) -> dict[str, float]:
    units = ["references", "segments", "files", "duration", "characters", "words", "coverage"]
    frame = counts(made, unit=units, **how)
    return dict(frame.drop(columns=["code_path", "code_guid"]).iloc[0])


def test_recordings_count_milliseconds_and_their_transcripts_both():
    """Whoever codes a recording as a whole codes all its transcript, too."""
    found = one_row(recorded())
    assert found == {
        "references": 6,
        "segments": 6,
        "files": 1,
        "duration": 1000 + 1000 + 100 + 2000 + 1000,
        "characters": 25 + 25,
        "words": 4 + 4,
        "coverage": 1.0,
    }


def test_joined_recordings_count_each_millisecond_once():
    """The whole shares a moment with every place, so all that is left is one."""
    found = one_row(recorded(), merge="union")
    assert (found["references"], found["duration"]) == (1, 3000)
    made = recorded()
    made.sources[0].codings = []
    found = one_row(made, merge="union")
    # Two ranges overlap, one touches; the transcript is measured by its characters, in two parts.
    assert (found["references"], found["duration"], found["characters"]) == (4, 3000, 25)


def test_a_whole_text_is_the_range_of_all_of_it():
    text = m.TextSource(guid="t", name="t", content="one two")
    text.selections = [m.PlainTextSelection(guid="s", start=0, end=7)]
    text.selections[0].codings = [m.Coding(guid="c0", code="a")]
    text.codings = [m.Coding(guid="c1", code="a")]
    made = m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[text])
    frame = counts(made, unit=["references", "segments", "selections", "characters", "words"])
    assert frame.iloc[0, 2:].tolist() == [2, 1, 2, 14, 4]


def test_a_text_that_is_missing_has_no_characters():
    text = m.TextSource(guid="t", name="t", plain_text_path="internal://gone.txt")
    text.selections = [m.PlainTextSelection(guid="s", start=0, end=7)]
    text.selections[0].codings = [m.Coding(guid="c0", code="a")]
    text.codings = [m.Coding(guid="c1", code="a")]
    made = m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[text])
    found = one_row(made)
    assert (found["references"], found["segments"]) == (2, 2)
    assert (found["words"], found["characters"]) == (0, 0)
    assert counts(made, unit="words").attrs["notes"] == [
        "The file lacks the text of 't'; what is coded there has no characters."
    ]
    assert counts(made, unit="files").attrs["notes"] == []
    assert found["coverage"] is pd.NA


def test_positions_that_are_no_numbers_of_a_text_are_places_of_their_own():
    text = m.TextSource(guid="t", name="t", content="one two")
    for number, (start, end) in enumerate(((None, 3), (10**30, 10**31), (5, 2))):
        place = m.PlainTextSelection(guid=f"s{number}", start=start, end=end)
        place.codings = [m.Coding(guid=f"c{number}", code="a")]
        text.selections.append(place)
    made = m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[text])
    for merge in ("none", "union"):
        found = one_row(made, merge=merge)
        assert (found["references"], found["segments"], found["characters"]) == (3, 3, 0)


def page() -> m.Project:
    """A page of ten characters: an area with two words of its own, of which one is coded."""
    pdf = m.PDFSource(guid="pdf", name="report", path="internal://report.pdf")
    pdf.text = m.TextSource(guid="words", content="0123456789")
    area = m.PDFSelection(guid="s", page=0, first_x=0, first_y=0, second_x=10, second_y=10)
    area.text = m.TextSource(guid="inner", content="two words")
    area.text.selections = [m.PlainTextSelection(guid="i", start=0, end=3)]
    area.text.selections[0].codings = [m.Coding(guid="c", code="a")]
    pdf.selections = [area]
    return m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[pdf])


def test_the_words_of_an_area_are_a_text_where_they_are_coded():
    found = one_row(page())
    assert (found["characters"], found["words"], found["coverage"]) == (3, 1, 3 / 19)


def test_a_page_coded_as_a_whole_is_all_its_text():
    """A coding of a whole source is a reference over its whole text."""
    made = page()
    made.sources[0].codings = [m.Coding(guid="w", code="a")]
    found = one_row(made)
    assert (found["references"], found["characters"], found["coverage"]) == (2, 3 + 19, 1.0)
    found = one_row(made, merge="union")
    assert (found["references"], found["characters"]) == (1, 19)


def test_no_range_reaches_beyond_its_text():
    text = m.TextSource(guid="t", name="t", content="0123456789")
    text.selections = [m.PlainTextSelection(guid="s", start=5, end=50)]
    text.selections[0].codings = [m.Coding(guid="c", code="a")]
    made = m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[text])
    made.is_understood = True
    found = one_row(made)
    assert (found["characters"], found["words"], found["coverage"]) == (5, 1, 0.5)


def test_pages_and_pictures_are_apart():
    pdf = m.PDFSource(guid="pdf", name="report", path="internal://report.pdf")
    for number, page in enumerate((0, 0, 1)):
        area = m.PDFSelection(
            guid=f"s{number}", page=page, first_x=0, first_y=0, second_x=10, second_y=2 + number
        )
        area.codings = [m.Coding(guid=f"c{number}", code="a")]
        pdf.selections.append(area)
    made = m.Project(name="made", codes=[m.Code(guid="a", name="a")], sources=[pdf])
    frame = counts(made, unit=["references", "area"], merge="union")
    assert frame.iloc[0, 2:].tolist() == [2, 30 + 40]
    assert crosstab(made, "sources", unit="area")["report"].tolist() == [20 + 30 + 40] * 2
