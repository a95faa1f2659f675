"""Crosstabs and matrices as heat maps."""

import pytest
from frames_drawn import PATHS, crosstab, frame_of, matrix, painted
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from refiqda.tables.columns import array
from refiqda.view import heatmap
from refiqda.view.headings import headings_for
from refiqda.view.measure import width_of
from refiqda.view.reading import MISSING
from refiqda.view.style import WIDEST, contrast, shade


def cells(figure: Figure) -> dict[tuple[float, float], str]:
    """The shade of each cell by its place: which column, which row."""
    (collection,) = figure.axes[0].collections
    corners = [path.get_extents() for path in collection.get_paths()]
    colours = [to_hex(colour) for colour in collection.get_facecolors()]
    lefts = sorted({round(box.x0, 3) for box in corners})
    tops = sorted({round(box.y0, 3) for box in corners})
    return {
        (lefts.index(round(box.x0, 3)), tops.index(round(box.y0, 3))): colour
        for box, colour in zip(corners, colours, strict=True)
    }


def test_cells_are_as_dark_as_numbers_are_large() -> None:
    found = cells(painted(heatmap.draw_crosstab(crosstab())))
    assert found == {
        (0, 0): shade(4 / 8), (0, 1): shade(2 / 8), (0, 2): shade(1 / 8),
        (0, 3): shade(0), (0, 4): shade(0),
        (1, 0): shade(1), (1, 1): shade(2 / 8), (1, 2): shade(3 / 8),
        (1, 3): shade(1 / 8), (1, 4): shade(0), (1, 5): shade(0),
    }  # fmt: skip


def test_totals_are_printed_and_have_no_shade() -> None:
    drawing = heatmap.draw_crosstab(crosstab())
    texts = [text.get_text() for text in painted(drawing).texts]
    assert {"13", "22", "7", "14", "Unassigned", MISSING} <= set(texts)
    assert texts.count("Total") == 2
    assert drawing.summary == [
        "Heat map of 6 codes in rows by 2 values in columns (Female and Male); the more, the "
        "darker.",
        "The numbers run from 0 (4 cells) to 8 (Care with Male); 1 cell without a number.",
    ]


def test_a_crosstab_by_codes_is_shaded_like_a_matrix() -> None:
    frame = matrix()
    frame.attrs["table"] = "crosstab"
    frame["Total"] = 9
    drawing = heatmap.draw_crosstab(frame)
    figure = painted(drawing)
    assert set(cells(figure)) == {(one, two) for one in range(6) for two in range(6) if one != two}
    assert "6 codes in rows by 6 codes in columns" in drawing.summary[0]
    assert "work-life balance" in [text.get_text() for text in figure.texts]


def test_a_value_may_have_any_name() -> None:
    frame = frame_of("crosstab", {"code_path": ["a", "b"], "language": [1, 2], "x guid": [3, 4]})
    assert len(cells(painted(heatmap.draw_crosstab(frame)))) == 4


def test_a_code_called_total_is_a_code_where_there_are_no_totals() -> None:
    frame = frame_of("crosstab", {"code_path": ["a", "Total"], "x": [1, 2]})
    assert len(cells(painted(heatmap.draw_crosstab(frame)))) == 2


def test_shares_are_shaded_by_per_cent_and_told_as_counts() -> None:
    columns = {
        "code_path": ["a", "b", "Total"],
        "F": ["3/10 (30.0%)", "0/10 (0.0%)", "3/10 (30.0%)"],
        "M": ["8/20 (40.0%)", None, "8/20 (40.0%)"],
        "X": ["0/0", "0/0", "0/0"],
        "Total": ["11/30 (36.7%)", "0/30 (0.0%)", "11/30 (36.7%)"],
    }
    drawing = heatmap.draw_crosstab(frame_of("crosstab", columns))
    figure = painted(drawing)
    assert cells(figure) == {(0, 0): shade(30 / 40), (0, 1): shade(0), (1, 0): shade(1)}
    texts = [text.get_text() for text in figure.texts]
    assert {"3/10", "8/20", "0/0", "11/30", MISSING} <= set(texts)
    assert drawing.summary[1] == (
        "The percentages run from 0 (b with F) to 40 (a with M); 3 cells without a number."
    )


def test_of_other_texts_the_number_in_front_counts() -> None:
    frame = frame_of("crosstab", {"code_path": ["a", "b"], "F": ["1,234 of them", "617 (half)"]})
    figure = painted(heatmap.draw_crosstab(frame))
    assert cells(figure) == {(0, 0): shade(1), (0, 1): shade(0.5)}
    assert "1,234" in [text.get_text() for text in figure.texts]


def test_every_number_is_readable_in_its_cell() -> None:
    frame = frame_of(
        "crosstab", {"code_path": [f"code {n}" for n in range(50)], "x": list(range(50))}
    )
    figure = painted(heatmap.draw_crosstab(frame))
    inks = [to_hex(text.get_color()) for text in figure.texts[-50:]]
    found = cells(figure)
    assert all(contrast(inks[row], found[0, row]) >= 4.5 for row in range(50))
    assert set(inks) == {"#000000", "#ffffff"}


def test_a_matrix_has_no_shade_where_a_code_meets_itself() -> None:
    found = cells(painted(heatmap.draw_matrix(matrix())))
    assert set(found) == {(one, two) for one in range(6) for two in range(6) if one != two}
    assert found[2, 1] == shade(1)
    assert found[1, 3] == shade(0)


def test_a_matrix_of_some_columns_finds_each_code_by_its_name() -> None:
    frame = matrix()[["code_path", PATHS[4], PATHS[2]]]
    found = cells(painted(heatmap.draw_matrix(frame)))
    assert set(found) == {(0, row) for row in (0, 1, 2, 3, 5)} | {
        (1, row) for row in (0, 1, 3, 4, 5)
    }


def test_where_numbers_have_no_room_a_key_says_what_shades_mean() -> None:
    columns = {f"a value number {n}": array("integer", [1000 * n, 7]) for n in range(60)}
    drawing = heatmap.draw_crosstab(frame_of("crosstab", {"code_path": ["a", "b"], **columns}))
    figure = painted(drawing)
    texts = [text.get_text() for text in figure.texts]
    assert texts[-2:] == ["0", "59,000"]
    assert len(texts) == 60 + 2 + 2
    assert drawing.width > WIDEST - 20


def test_more_numbers_than_anybody_would_read_are_left_out() -> None:
    names = [f"c{number}" for number in range(101)]
    frame = frame_of("cooccurrence matrix", {"code_path": names, **dict.fromkeys(names, 1)})
    assert len(painted(heatmap.draw_matrix(frame)).texts) == 2 * 101 + 2


def test_all_zero_is_drawn() -> None:
    frame = frame_of("crosstab", {"code_path": ["a", "b"], "x": [0, 0], "y": [0, 0]})
    assert set(cells(painted(heatmap.draw_crosstab(frame))).values()) == {shade(0)}


@pytest.mark.parametrize(
    ("names", "turned"),
    [
        (["Female", "Male"], 0),
        (["Japan", "United States of America", "Viet Nam"], 0),
        ([f"Participant number {n}" for n in range(12)], 45),
        ([f"Interview {n}" for n in range(40)], 90),
    ],
)
def test_headings_turn_where_they_have_no_room(names: list[str], turned: float) -> None:
    assert headings_for(names, 100).turned == turned


@given(st.lists(st.text("ab cd", min_size=1, max_size=30), min_size=1, max_size=50))
def test_headings_keep_within_their_room(names: list[str]) -> None:
    headings = headings_for(names, 110)
    if headings.turned < 90:
        assert headings.cell * len(names) + headings.overhang <= 110.01
    if headings.turned == 0:
        for lines in headings.lines:
            assert max(width_of(line, headings.size) for line in lines) <= headings.cell
