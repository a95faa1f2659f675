"""Saturation as a curve."""

from pathlib import Path

import pytest
from frames_drawn import frame_of, misplaced, painted, saturation, svg_of
from matplotlib.colors import to_hex

from refiqda.view import curve
from refiqda.view.style import PALE


def test_the_curve_the_steps_and_the_bars() -> None:
    axes = painted(curve.draw(saturation())).axes[0]
    (expected,) = (line for line in axes.lines if line.get_linewidth() == 1.6)
    assert expected.get_xydata().tolist() == [[1, 2.25], [2, 3.75], [3, 4.5], [4, 5]]
    assert expected.get_linestyle() == "-"
    (found,) = (line for line in axes.lines if line.get_drawstyle() == "steps-post")
    assert found.get_xydata().tolist() == [[1, 3], [2, 3], [3, 5], [4, 5]]
    assert found.get_marker() == "o"
    assert [(bar.get_x() + 0.3, bar.get_height()) for bar in axes.patches] == [(1, 3), (3, 2)]
    assert {to_hex(bar.get_facecolor()) for bar in axes.patches} == {PALE}


def test_cases_stand_in_the_order_given() -> None:
    figure = painted(curve.draw(saturation()))
    texts = [text.get_text() for text in figure.texts]
    assert [text for text in texts if text in {"Ada", "Ben", "Chi", "Dov"}] == [
        "Ada", "Ben", "Chi", "Dov",
    ]  # fmt: skip
    assert texts[-1] == "Cases, in the order given"


def test_what_is_missing_leaves_a_gap() -> None:
    frame = saturation()
    frame.loc[1, ["codes", "expected"]] = None
    axes = painted(curve.draw(frame)).axes[0]
    curves = [line for line in axes.lines if len(line.get_ydata()) == 4]
    assert len(curves) == 2
    for line in curves:
        assert [value != value for value in line.get_ydata()] == [False, True, False, False]


def test_words_say_how_codes_rise_and_where_they_stop() -> None:
    assert curve.draw(saturation()).summary[1:] == [
        "Codes found rise from 3 to 5.",
        "The last case with a new code is number 3 (Chi).",
        "The expected curve has 90 % of its 5 codes after 3 cases.",
    ]


@pytest.mark.parametrize("number", [1, 23, 60, 400])
def test_any_number_of_sources(number: int, tmp_path: Path) -> None:
    frame = frame_of(
        "saturation",
        {
            "files": range(1, number + 1),
            "source": [
                f"Interview with participant {place}, second round" for place in range(number)
            ],
            "new_codes": [1] * number,
            "codes": range(1, number + 1),
            "expected": [float(place) for place in range(1, number + 1)],
        },
    )
    assert misplaced(svg_of(frame, tmp_path)) == []
    texts = [text.get_text() for text in painted(curve.draw(frame)).texts]
    assert texts[-1] == "Sources, in the order given"
    if number >= 60:
        assert str(number if number == 60 else 100) in texts


def test_names_that_say_nothing_give_way_to_numbers() -> None:
    frame = saturation()
    frame["case"] = ["", "", "", ""]
    texts = [text.get_text() for text in painted(curve.draw(frame)).texts]
    assert texts[-5:] == ["1", "2", "3", "4", "Cases, in the order given"]
