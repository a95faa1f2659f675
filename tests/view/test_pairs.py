"""Which pairs a network draws, and where its codes stand."""

import itertools
import math
from pathlib import Path

import pytest
from frames_drawn import misplaced, painted, pairs, svg_of
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex

from refiqda.view import network
from refiqda.view.circle import RADIUS, circle_of
from refiqda.view.pairs import STRONGEST, Edge, strongest
from refiqda.view.style import WHITE, WIDEST, contrast

CODES = [f"{group} > {code}" for group in "abc" for code in "uvwxyz"]
WORDS = st.text("abc déf-信", min_size=1, max_size=50).filter(str.strip)


def edges(counts: list[int]) -> list[Edge]:
    places = [(one, other) for one in range(40) for other in range(one)]
    return [Edge(*places[number], count) for number, count in enumerate(counts)]


def test_few_pairs_are_all_drawn_the_strongest_on_top() -> None:
    kept, remark = strongest(edges([2, 5, 1]))
    assert [edge.times for edge in kept] == [1, 2, 5]
    assert remark == ""


def test_of_many_pairs_the_strongest_are_drawn_and_equal_ones_together() -> None:
    kept, remark = strongest(edges([9] * 50 + [4] * 20 + [7] * 5))
    assert sorted(edge.times for edge in kept) == [7] * 5 + [9] * 50
    assert remark == "Of 75 pairs of codes, 55 are drawn: those with a count of 7 or more."


def test_too_many_equal_pairs_are_drawn_from_the_first() -> None:
    given_ = edges([1] * 100)
    kept, remark = strongest(given_[::-1])
    assert len(kept) == STRONGEST
    assert {(edge.one, edge.other) for edge in kept} == {
        (edge.one, edge.other) for edge in sorted(given_, key=lambda edge: edge[:2])[:STRONGEST]
    }
    assert remark == (
        "Of 100 pairs of codes, 60 are drawn: of those with a count of 1 the first 60 in the order "
        "of the codebook."
    )


def test_where_hardly_any_were_left_some_of_the_equal_ones_are_drawn() -> None:
    kept, remark = strongest(edges([2] * 3 + [1] * 100))
    assert [edge.times for edge in kept] == [1] * 57 + [2] * 3
    assert remark == (
        "Of 103 pairs of codes, 60 are drawn: those with a count of 2 or more and of those with a "
        "count of 1 the first 57 in the order of the codebook."
    )


def test_the_order_is_that_which_the_table_names() -> None:
    frame = pairs([("b", "a", 1)], codes=["c", "b", "a", "c"])
    assert [text.get_text() for text in painted(network.draw(frame)).texts][:3] == ["c", "b", "a"]


def test_codes_that_somebody_renamed_come_last() -> None:
    frame = pairs([("b", "a", 1)], codes=["a", "b"]).replace("b", "Hope")
    frame.attrs["codes"] = ["a", "b"]
    texts = [text.get_text() for text in painted(network.draw(frame)).texts]
    assert texts[:3] == ["a", "b", "Hope"]


def test_names_of_several_lines_are_found_among_the_codes() -> None:
    frame = pairs([("b\nc", "a", 1)], codes=["a", "b\nc"])
    assert network.draw(frame).summary[0].startswith("Network of 2 codes")


@given(st.lists(WORDS, min_size=1, max_size=90))
def test_names_stand_outside_the_circle_and_not_on_each_other(names: list[str]) -> None:
    circle = circle_of(names)
    for side in (True, False):
        spots = [spot for spot in circle.spots if spot.is_right is side]
        spots.sort(key=lambda spot: spot.label_down)
        assert [spot.down for spot in spots] == sorted(spot.down for spot in spots)
        for above, below in itertools.pairwise(spots):
            room = below.label_down - above.label_down
            assert room >= (above.height + below.height) / 2 - 1e-9
    for spot in circle.spots:
        assert (spot.across / RADIUS) ** 2 + (spot.down / circle.depth) ** 2 == pytest.approx(1)
        assert abs(spot.label_down) >= abs(spot.down) - 1e-9
        assert abs(spot.label_down) + spot.height / 2 <= circle.reach + 1e-9


def test_lines_are_as_wide_as_counts_are_large() -> None:
    figure = painted(network.draw(pairs()))
    lines = figure.axes[0].patches
    widths = [line.get_linewidth() for line in lines]
    assert widths == pytest.approx([5 / 4, 5 * 2 / 4, 5])
    inks = [line.get_edgecolor() for line in lines]
    darkness = [sum(ink[:3]) for ink in inks]
    assert darkness == sorted(darkness, reverse=True)
    assert contrast(to_hex(inks[0]), WHITE) >= 3


def test_all_codes_stand_on_the_circle() -> None:
    frame = pairs(codes=["Care", *CODES])
    frame["code_b"] = CODES[:3]
    frame["code_a"] = CODES[3:6]
    figure = painted(network.draw(frame))
    marks = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert len(marks) == len(CODES) + 1
    filled = [line.get_markerfacecolor() != "#ffffff" for line in marks]
    assert sum(filled) == 6
    for mark in marks:
        assert math.hypot(*mark.get_xydata()[0]) == pytest.approx(RADIUS)
    texts = [text.get_text() for text in figure.texts]
    assert "Without a line" in texts
    assert {"Care", "a > u", "c > z"} <= set(texts)


def test_pairs_with_a_direction_have_arrows() -> None:
    drawing = network.draw(pairs([("a", "b", 2), ("b", "a", 1)], codes=["a", "b"]))
    figure = painted(drawing)
    assert len(figure.axes[0].patches) == 4
    assert any("Arrows go from the first code" in remark for remark in drawing.remarks)
    assert not any("Arrows" in remark for remark in network.draw(pairs()).remarks)


def test_of_very_many_codes_those_without_a_line_are_left_out(tmp_path: Path) -> None:
    rows = [(f"code {n:03}", f"code {n + 1:03}", 9 if n % 10 == 0 else 1) for n in range(300)]
    drawing = network.draw(pairs(rows))
    assert drawing.remarks == [
        "Of 300 pairs of codes, 30 are drawn: those with a count of 9 or more.",
        "241 codes without a line left out.",
    ]
    assert misplaced(svg_of(pairs(rows), tmp_path)) == []


def test_pairs_of_no_count_are_no_pairs() -> None:
    drawing = network.draw(pairs([("a", "b", 0), ("a", "a", 7)]))
    assert drawing.summary == ["Network of 2 codes on a circle; no two of them occur together."]
    assert not painted(drawing).axes[0].patches
    assert drawing.width == WIDEST
