"""How wide text is, and where lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from refiqda.view.measure import POINT, line_height, shortened, width_of, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60)
SIZES = st.floats(5, 9)


@pytest.mark.parametrize("text", ["waiting", "Illness, 12/23: «Ärzte»", "Надежда", "W" * 40])
@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_those_of_the_renderer(text: str, bold: bool) -> None:
    figure = Figure(dpi=720)
    drawn = figure.text(0, 0, text, fontsize=8, fontweight="bold" if bold else "normal")
    width = drawn.get_window_extent().width / 720 * 25.4
    assert width_of(text, 8, bold=bold) == pytest.approx(width, rel=0.02, abs=0.2)


def test_what_no_font_has_takes_room_all_the_same() -> None:
    assert width_of("信頼", 8) >= 2 * 8 * POINT
    assert width_of("e\u0301", 8) == pytest.approx(width_of("e", 8), rel=0.2)
    assert width_of("", 8) == 0


@given(TEXTS, SIZES, st.floats(4, 60), st.integers(1, 4))
def test_lines_are_no_wider_than_asked_for(text: str, size: float, width: float, most: int) -> None:
    lines = wrapped(text, width, size, most=most)
    assert 1 <= len(lines) <= most
    for line in lines:
        assert width_of(line, size) <= width + 0.01 or len(line) == 1


@given(TEXTS, SIZES, st.floats(4, 60))
def test_nothing_is_lost_where_there_is_room(text: str, size: float, width: float) -> None:
    lines = wrapped(text, width, size, most=1000)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, SIZES, st.floats(4, 60))
def test_one_line_keeps_its_ends(text: str, size: float, width: float) -> None:
    line = shortened(text, width, size)
    if line != text:
        start, _, end = line.partition("…")
        assert text.startswith(start)
        assert text.endswith(end)
        assert width_of(line, size) <= width + 0.01 or len(start) <= 1


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("work-life balance", 20, ["work-life", "balance"]),
        ("work-life balance", 16, ["work-life", "balance"]),
        ("work-life balance", 12, ["work-", "life", "balance"]),
        ("insufficient", 10, ["insuffi", "cient"]),
        ("信頼信頼信頼", 8, ["信頼", "信頼", "信頼"]),
        ("", 10, [""]),
    ],
)
def test_where_lines_break(text: str, width: float, lines: list[str]) -> None:
    assert wrapped(text, width, 8) == lines


def test_what_is_cut_says_so() -> None:
    assert wrapped("one two three four five six", 12, 8, most=2) == ["one two", "three…"]
    assert shortened("Interview R17 (second round)", 30, 8) == "Interview R1…round)"


def test_lines_have_air() -> None:
    assert line_height(8) == pytest.approx(8 * 1.25 * 25.4 / 72)
