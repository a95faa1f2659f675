"""Codes that occur together in recordings: stretches, transcripts, and cases that hold either."""

from __future__ import annotations

from typing import Any

import pytest

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.tables.caption import definition_of, notes_of


def guid(*parts: object) -> str:
    return refiqda.make_guid("together in recordings", *map(str, parts))


def coded(selection: Any, *codes: str) -> Any:
    selection.codings = [
        m.Coding(guid=guid(selection.guid, code), code=guid(code)) for code in codes
    ]
    return selection


def stretch(name: str, begin: int, end: int, *codes: str) -> Any:
    return coded(m.AudioSelection(guid=guid(name, begin, end), begin=begin, end=end), *codes)


def recording(name: str = "tape", *stretches: Any) -> m.AudioSource:
    return m.AudioSource(guid=guid(name), name=name, selections=list(stretches))


def said(name: str, *codes: str) -> m.Transcript:
    """A transcript of two seconds, coded from its beginning to its end."""
    made = m.Transcript(guid=guid(name, "said"), content="Good morning.")
    made.sync_points = [
        m.SyncPoint(guid=guid(name, position), position=position, time_stamp=moment)
        for position, moment in ((0, 0), (13, 2000))
    ]
    whole = m.TranscriptSelection(
        guid=guid(name, "passage"), from_sync_point=guid(name, 0), to_sync_point=guid(name, 13)
    )
    made.selections = [coded(whole, *codes)]
    return made


def project(*sources: m.AudioSource) -> m.Project:
    codes = [m.Code(guid=guid(name), name=name, is_codable=True) for name in "abc"]
    return m.Project(name="made", codes=codes, sources=list(sources), is_understood=True)


@pytest.mark.parametrize("how", ["overlap", "encloses"])
def test_a_transcript_and_its_recording_share_nothing_and_that_is_told(how: Any) -> None:
    tape = recording("tape", stretch("tape", 0, 2000, "a"))
    tape.transcripts = [said("tape", "b")]
    frame = tables.cooccurrence(project(tape), how=how)
    assert len(frame) == 0
    (note,) = (each for each in notes_of(frame) if "transcript" in each)
    assert note.startswith("What is coded in a transcript shares nothing with what is coded in ")
    assert note.endswith("Both are coded of tape.")
    matrix = tables.cooccurrence(project(tape), how=how, layout="matrix")
    assert note in notes_of(matrix)


def test_nothing_is_told_where_no_source_has_both() -> None:
    """One recording is coded by its time, another in its transcript; or only one is asked for."""
    tape, other = recording("tape", stretch("tape", 0, 2000, "a")), recording("other")
    other.transcripts = [said("other", "b")]
    assert not notes_of(tables.cooccurrence(project(tape, other)))
    tape.transcripts = [said("tape", "b")]
    assert not notes_of(tables.cooccurrence(project(tape), codes=["a", "c"]))
    assert not any(
        "transcript" in note for note in notes_of(tables.cooccurrence(project(tape), how="source"))
    )


def test_a_case_has_a_code_if_it_holds_a_moment_of_what_is_coded() -> None:
    tape = recording("tape", stretch("tape", 0, 2000, "a"), stretch("tape", 1500, 3000, "b"))
    tape.selections.append(stretch("tape", 5000, 6000, "c"))
    held = m.AudioSelection(guid=guid("held"), begin=1900, end=2500)
    tape.selections.append(held)
    made = project(tape)
    made.cases = [m.Case(guid=guid("R1"), name="R1", selections=[held.guid])]
    frame = tables.cooccurrence(made, how="case", minimum=0)
    assert frame["count"].tolist() == [1, 0, 0]
    # The recording as a whole has a part in every selection of it.
    tape.codings = [m.Coding(guid=guid("whole"), code=guid("c"))]
    frame = tables.cooccurrence(made, how="case", minimum=0)
    assert frame["count"].tolist() == [1, 1, 1]
    assert "a moment of a recording or a part of an area" in definition_of(frame)[0]
    assert "codes a source as a whole is in each of its selections" in definition_of(frame)[0]
