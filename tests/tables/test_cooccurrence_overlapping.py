"""Which codings share something with one of a column: held against sets of characters."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from together_made import Made, Marked, guid, projects

from refiqda import model as m
from refiqda.standard.index import codings_of
from refiqda.tables.counting.coded import Coded, coded
from refiqda.tables.together.overlaps import overlapping


def in_document_order(made: Made) -> list[Marked]:
    """The codings as they are numbered when they are counted."""
    by_guid = {guid("coding", each.number): each for each in made.marked}
    sources = (*made.project.sources, *made.project.notes)
    return [by_guid[placed.coding.guid] for source in sources for placed in codings_of(source)]


def found_by(gathered: Coded, asked: list[int], columns: list[list[int]]) -> dict[int, list[int]]:
    standing = [(other, number) for number, several in enumerate(columns) for other in several]
    table = np.array(standing, dtype=np.int64).reshape(-1, 2)
    found = overlapping(gathered, np.array(asked, dtype=np.int64), table[:, 0], table[:, 1])
    return {column: places.tolist() for column, places in found}


@settings(max_examples=300, deadline=None)
@given(made=projects(), data=st.data())
def test_what_shares_something_with_a_column(made: Made, data: st.DataObject) -> None:
    codings = in_document_order(made)
    assume(codings)
    a_coding = st.integers(0, len(codings) - 1)
    asked = data.draw(st.lists(a_coding, max_size=12))
    columns = data.draw(st.lists(st.lists(a_coding, unique=True), max_size=3))
    expected = {}
    for number, several in enumerate(columns):
        places = [
            place
            for place, one in enumerate(asked)
            if any(one != other and codings[one].shares(codings[other]) for other in several)
        ]
        if places:
            expected[number] = places
    with coded(made.project) as gathered:
        assert found_by(gathered, asked, columns) == expected


def test_of_nothing_nothing_overlaps() -> None:
    with coded(m.Project(name="empty", is_understood=True)) as gathered:
        assert found_by(gathered, [], []) == {}
