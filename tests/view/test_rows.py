"""Labels of codes: levels, headings, what is in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refiqda.view.rows import MANY, Label, Rows, below, labels_of, short_names

NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(" > ".join)


def said(paths: list[str]) -> list[tuple[str, int]]:
    return [(label.text, label.level) for label in labels_of(paths)[0] if not label.is_heading]


def test_a_code_is_indented_below_its_own() -> None:
    paths = ["a", "a > b", "a > b > c", "a > d", "e"]
    assert said(paths) == [("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0)]


def test_what_all_have_in_common_is_told_once() -> None:
    labels, common = labels_of(["t > s > a", "t > s > a > b", "t > s > c"])
    assert common == "t > s"
    assert labels == [Label("a", 0), Label("b", 1), Label("c", 0)]
    assert below(common) == ["All codes are below t > s."]
    assert below("") == []


def test_neighbours_without_their_parent_have_a_heading() -> None:
    labels, common = labels_of(["a > b", "a > c", "d > e > f", "d > e > g", "h > i"])
    assert common == ""
    assert labels == [
        Label("a", 0, is_heading=True),
        Label("b", 1),
        Label("c", 1),
        Label("d > e", 0, is_heading=True),
        Label("f", 1),
        Label("g", 1),
        Label("h > i", 0),
    ]


def test_a_name_that_begins_like_another_is_not_below_it() -> None:
    assert said(["a", "ab > c", "ab > d"]) == [("a", 0), ("c", 1), ("d", 1)]


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_labels_and_what_is_above_them_are_the_path(paths: list[str]) -> None:
    labels, common = labels_of(paths)
    found = []
    above: list[str] = []
    for label in labels:
        above[label.level :] = [label.text]
        if not label.is_heading:
            found.append(" > ".join([*([common] if common else []), *above]))
    assert found == paths


@given(st.lists(NAMES, min_size=1, max_size=12, unique=True))
def test_short_names_tell_codes_apart(paths: list[str]) -> None:
    names = short_names(paths)
    assert len(set(names)) == len(paths)
    for name, path in zip(names, paths, strict=True):
        assert path == name or path.endswith(f" > {name}")


def test_short_names_are_the_last_step_where_that_is_enough() -> None:
    assert short_names(["a > trust", "b > trust", "b > doubt"]) == [
        "a > trust",
        "b > trust",
        "doubt",
    ]


@pytest.mark.parametrize("number", [1, MANY, MANY + 1, 200])
def test_rows_stand_below_each_other(number: int) -> None:
    long = "a name that is a good deal longer than the column of labels is wide " * 2
    labels = [Label(long if place % 3 == 0 else "short", place % 4) for place in range(number)]
    rows = Rows(labels, 50)
    assert len(rows.rows) == number
    assert rows.width <= 50
    top = 0.0
    for row in rows.rows:
        assert row.top == pytest.approx(top)
        assert row.top < row.middle < row.top + row.height
        top += row.height
    assert rows.height == pytest.approx(top)
    assert rows.size == (8 if number <= MANY else 6.5)


def test_headings_take_room_and_are_no_rows() -> None:
    labels, _ = labels_of(["a > b", "a > c", "d"])
    rows = Rows(labels, 50)
    assert [row.lines for row in rows.rows] == [["b"], ["c"], ["d"]]
    assert [row.lines for row in rows.headings] == [["a"]]
    assert [row.is_bold for row in (*rows.headings, *rows.rows)] == [True, False, False, False]
