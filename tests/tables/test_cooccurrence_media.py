"""Codes that occur together in recordings: stretches, and cases that hold them."""

from __future__ import annotations

from typing import Any

import refiqda
from refiqda import model as m
from refiqda import tables
from refiqda.tables.caption import definition_of


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


def project(*sources: m.AudioSource) -> m.Project:
    codes = [m.Code(guid=guid(name), name=name, is_codable=True) for name in "abc"]
    return m.Project(name="made", codes=codes, sources=list(sources), is_understood=True)


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
