"""Counts as bars."""

import pytest
from frames_drawn import PATHS, counts, frame_of, painted

from refiqda.tables.columns import array
from refiqda.view import bars
from refiqda.view.reading import MISSING
from refiqda.view.style import WIDEST


def test_bars_are_as_long_as_numbers_are_large() -> None:
    figure = painted(bars.draw(counts()))
    for axes, numbers in zip(figure.axes, ([5, 3, 2, 0, 0, 1], [2, 2, 1, 0, 0, 1]), strict=True):
        widths = [bar.get_width() for bar in axes.patches]
        assert all(bar.get_x() == 0 for bar in axes.patches)
        assert [width / max(widths) for width in widths] == pytest.approx(
            [number / max(numbers) for number in numbers]
        )
        downs = [bar.get_y() for bar in axes.patches]
        assert downs == sorted(downs)


def test_codes_stand_in_the_order_of_the_table_with_their_numbers() -> None:
    figure = painted(bars.draw(counts(references=[5, 3, 2, 0, None, 1])))
    texts = [text.get_text() for text in figure.texts]
    assert texts == [
        "Care", "waiting without being told how long", "trust",
        "Work", "trust", "work-life balance",
        "References",
        "5", "3", "2", "0", MISSING, "1",
    ]  # fmt: skip
    lefts = [text.get_position()[0] for text in figure.texts[:6]]
    assert lefts[0] == lefts[3] < lefts[1] == lefts[2] == lefts[4] == lefts[5]


@pytest.mark.parametrize(("number", "bands"), [(1, 1), (4, 1), (5, 2), (10, 3)])
def test_units_stand_side_by_side_then_below(number: int, bands: int) -> None:
    drawing = bars.draw(counts(**{f"unit {place}": [1, 2, 3] for place in range(number)}))
    figure = painted(drawing)
    assert len(figure.axes) == number
    assert len({round(axes.get_position().y0, 6) for axes in figure.axes}) == bands
    assert drawing.width <= WIDEST


def test_one_unit_takes_no_more_than_it_needs() -> None:
    assert bars.draw(counts(references=[1, 2, 3])).width < 0.9 * WIDEST


def test_many_codes_make_the_page_taller_and_the_type_smaller() -> None:
    few, many = (bars.draw(counts(references=list(range(number)))) for number in (60, 200))
    assert many.height > 2 * few.height
    sizes = {text.get_fontsize() for text in painted(many).texts}
    assert sizes == {6.5, 8.0}


def test_all_zero_is_drawn_without_a_bar() -> None:
    drawing = bars.draw(counts(references=[0, 0, 0]))
    assert [bar.get_width() for bar in painted(drawing).axes[0].patches] == [0, 0, 0]
    assert drawing.summary[1] == "References: 0 for every code."


def test_words_name_the_least_and_the_most_and_count_the_unused() -> None:
    assert bars.draw(counts(references=[5, 0, 2, 0, 0, None])).summary == [
        "Bars of 6 codes, counted in references.",
        "References run from 0 (3 codes) to 5 (Care); 1 code without a number.",
        "Of 6 codes, 3 have none.",
    ]


def test_what_is_no_number_is_no_panel() -> None:
    columns = {
        "code_path": PATHS,
        "code_guid": PATHS,
        "caution": ["x"] * 6,
        "coverage": array("number", [0.004, 0.25, 0.5, None, 1.0, 12.345]),
    }
    figure = painted(bars.draw(frame_of("counts", columns)))
    texts = [text.get_text() for text in figure.texts]
    assert texts[6:] == ["Coverage", "0.004", "0.25", "0.50", MISSING, "1", "12.3"]
