"""Groups compared, and coders that agree, as dots."""

import itertools
from pathlib import Path

import pytest
from frames_drawn import PATHS, agreement, compared, differing, frame_of, misplaced, painted, svg_of
from matplotlib.axes import Axes

from refiqda.tables.agreeing.coefficients import COEFFICIENTS
from refiqda.tables.agreeing.frame import ALL_CODES
from refiqda.view import agreement as agreeing
from refiqda.view import groups
from refiqda.view.measure import width_of
from refiqda.view.reading import MISSING
from refiqda.view.style import SERIES, SMALL, WIDEST


def dots(axes: Axes, marker: str) -> list[float]:
    return [
        float(across)
        for line in axes.lines
        if line.get_marker() == marker
        for across in line.get_xdata()
    ]


def test_dots_stand_at_the_share_of_each_group() -> None:
    axes = painted(groups.draw(compared())).axes[0]
    assert axes.get_xlim() == (0, 100)
    assert dots(axes, "o") == pytest.approx([100, 50, 0, 10, 20])
    assert dots(axes, "s") == pytest.approx([50, 25, 0, 100, 25, 12.5])


def test_counts_are_printed_below_the_marker_and_name_of_their_group() -> None:
    texts = [text.get_text() for text in painted(groups.draw(compared())).texts]
    start = texts.index("Female")
    assert texts[start : start + 7] == [
        "Female",
        "10/10",
        "5/10",
        "0/10",
        "1/10",
        "2/10",
        f"{MISSING}/10",
    ]
    assert texts[start + 7 :] == ["Male", "4/8", "2/8", "0/8", "8/8", "2/8", "1/8"]


def test_differences_have_their_interval_and_a_line_at_zero() -> None:
    figure = painted(groups.draw(differing()))
    axes = figure.axes[-1]
    assert dots(axes, "o") == pytest.approx([50, 25, 0, -90, -5])
    level = [line for line in axes.lines if line.get_linewidth() == 1.0]
    assert [list(line.get_xdata()) for line in level] == [
        pytest.approx([low, high])
        for low, high in ((10, 80), (-20, 60), (-30, 30), (-100, -50), (-40, 30))
    ]
    assert [list(line.get_xdata()) for line in axes.lines if line.get_linewidth() == 0.8] == [
        [0, 0]
    ]
    assert axes.get_xlim() == (-100, 100)
    assert "Female minus Male" in [text.get_text() for text in figure.texts]


def test_words_name_the_groups_and_where_they_differ_most() -> None:
    assert groups.draw(differing()).summary == [
        "Dots of 6 codes: the percentage with the code in 2 groups, Female (N = 10) and Male "
        "(N = 8).",
        "Percentage points between the highest and the lowest group run from 0 (Care > trust) to "
        "90 (Work); 1 code without a number.",
        "The interval of the difference leaves out zero for 2 codes: Care and Work.",
    ]


def test_where_there_are_intervals_a_line_below_says_what_they_suppose() -> None:
    assert groups.draw(compared()).remarks == []
    (remark,) = groups.draw(differing()).remarks
    assert remark.startswith("Intervals suppose a random sample")
    assert width_of(remark, SMALL) < WIDEST


@pytest.mark.parametrize("number", range(1, len(SERIES) + 1))
def test_any_number_of_groups(number: int, tmp_path: Path) -> None:
    names = [f"Participants with a postingabroad, {place}" for place in range(number)]
    columns = {"code_path": PATHS}
    for place, name in enumerate(names):
        columns |= {f"{name} n": [place % 3] * 6, f"{name} N": [place] * 6}
    frame = frame_of("compare", columns, groups=names)
    assert misplaced(svg_of(frame, tmp_path)) == []
    drawing = groups.draw(frame)
    figure = painted(drawing)
    assert drawing.width <= WIDEST + 0.01
    markers = [line for axes in figure.axes[1:] for line in axes.lines]
    assert len(markers) == number
    assert len({(line.get_marker(), line.get_markerfacecolor()) for line in markers}) == number


def test_of_several_groups_no_marker_hides_another() -> None:
    columns = {"code_path": ["a"]}
    for place in range(4):
        columns |= {f"{place} n": [1], f"{place} N": [2]}
    names = list("0123")
    axes = painted(groups.draw(frame_of("compare", columns, groups=names))).axes[0]
    marks = [line.get_xydata()[0] for line in axes.lines if line.get_linestyle() == "None"]
    for one, other in itertools.combinations(marks, 2):
        assert abs(one[1] - other[1]) > 0.6


# ------------------------------------------------------------------------------------- agreement


def test_light_dots_for_sources_and_dark_ones_for_all() -> None:
    figure = painted(agreeing.draw(agreement()))
    percent, kappa = figure.axes[-2:]
    each = [75 + 100 * place / 24 for place in range(6)]
    assert dots(percent, "o") == pytest.approx([value for value in each for _ in range(2)])
    assert dots(percent, "D") == pytest.approx(each)
    assert percent.get_xlim() == (75, 100)
    assert kappa.get_xlim() == (-0.5, 1)
    assert dots(kappa, "D") == pytest.approx([-0.25, 0.15, 0.35, 0.55, 0.75])


def test_a_source_without_a_name_is_a_light_dot() -> None:
    columns = {"code_path": ["a"] * 3, "agreement": [80.0, 90.0, 85.0]}
    named = {"source": ["interview", None, None], "source_guid": ["one", "two", None]}
    axes = painted(agreeing.draw(frame_of("agreement", columns | named))).axes[-1]
    assert dots(axes, "o") == pytest.approx([80, 90])
    assert dots(axes, "D") == pytest.approx([85])


def test_the_scale_of_percent_begins_where_it_has_to() -> None:
    frame = agreement()
    for least, begins in ((93, 90), (60, 50), (49, 0)):
        frame["agreement"] = [float(least)] * len(frame)
        assert painted(agreeing.draw(frame)).axes[-2].get_xlim() == (begins, 100)


def test_all_codes_together_stand_last_and_are_no_code() -> None:
    frame = frame_of(
        "agreement",
        {
            "code_path": [ALL_CODES, "a > b", "a > c"],
            "source": [None] * 3,
            "kappa": [0.5, 0.25, 0.75],
            "kappa_low": [0.3, None, None],
            "kappa_high": [0.6, None, None],
        },
    )
    drawing = agreeing.draw(frame)
    figure = painted(drawing)
    assert [text.get_text() for text in figure.texts][:3] == ["b", "c", ALL_CODES]
    assert drawing.summary[1:] == [
        "Values of kappa over all sources together run from 0.25 (b) to 0.75 (c).",
        "All codes together: Kappa 0.50.",
    ]
    assert drawing.remarks[0] == "All codes are below a."
    assert drawing.remarks[1].startswith("Lines are 95% intervals over resampled sources")
    assert width_of(drawing.remarks[1], SMALL) < WIDEST
    assert agreeing.draw(agreement()).remarks == []
    (interval,) = (line for line in figure.axes[-1].lines if line.get_linewidth() == 1.0)
    assert list(interval.get_xdata()) == [0.3, 0.6]


def test_without_sources_every_dot_is_of_all() -> None:
    frame = frame_of("agreement", {"code_path": PATHS, "alpha": [0.1 * n for n in range(6)]})
    drawing = agreeing.draw(frame)
    assert dots(painted(drawing).axes[-1], "D") == pytest.approx([0.1 * n for n in range(6)])
    assert drawing.summary[1] == (
        "Values of alpha over all sources together run from 0 (Care) to 0.50 (work-life balance)."
    )


def test_every_coefficient_has_a_panel_as_far_as_there_is_room(tmp_path: Path) -> None:
    assert set(agreeing.COEFFICIENTS) == set(COEFFICIENTS)
    columns = {name: [-0.9, 0.25, None, 1, 0, 0.1] for name in ("agreement", *COEFFICIENTS)}
    frame = frame_of("agreement", {"code_path": PATHS, **columns})
    assert agreeing.draw(frame).remarks == ["Not drawn: Alpha, Alpha for unitizing and AC1."]
    assert misplaced(svg_of(frame, tmp_path)) == []
