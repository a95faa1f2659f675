"""Colours tell apart on paper, in grey, and for those who see no colour."""

import pytest

from refiqda.view.lines import PALEST
from refiqda.view.style import (
    BAR,
    BLACK,
    INK,
    PALE,
    SERIES,
    SOFT,
    WHITE,
    contrast,
    luminance,
    readable_on,
    rgb,
    shade,
)

SHARES = [step / 200 for step in range(201)]


def test_luminance_and_contrast_are_those_of_the_guidelines() -> None:
    assert (luminance(BLACK), luminance(WHITE)) == pytest.approx((0, 1))
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.478, abs=0.001)
    assert contrast(WHITE, "#777777") == contrast("#777777", WHITE)


@pytest.mark.parametrize("colour", [INK, SOFT])
def test_text_is_readable(colour: str) -> None:
    assert contrast(colour, WHITE) >= 4.5


@pytest.mark.parametrize("colour", [BAR, *(series.colour for series in SERIES)])
def test_bars_and_markers_stand_out(colour: str) -> None:
    assert contrast(colour, WHITE) >= 3


def test_pale_bars_are_pale_and_have_an_outline() -> None:
    assert contrast(PALE, WHITE) < 2
    assert contrast(SOFT, WHITE) >= 3
    assert contrast(BAR, PALE) >= 3


def test_groups_tell_apart_without_colour() -> None:
    looks = {(series.marker, series.is_filled) for series in SERIES}
    assert len(looks) == len(SERIES)


def test_the_first_two_groups_are_both_seen_at_one_place() -> None:
    filled, open_ = SERIES[:2]
    assert filled.is_filled
    assert not open_.is_filled
    assert open_.size >= 1.5 * filled.size


def test_more_is_darker_in_colour_and_in_grey() -> None:
    shades = [luminance(shade(share)) for share in SHARES]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) > 150
    greys = [sum(part * weight for part, weight in zip(rgb(shade(share)), (299, 587, 114),
             strict=True)) for share in SHARES]  # fmt: skip
    assert greys == sorted(greys, reverse=True)
    assert contrast(shade(0), shade(1)) > 10


def test_numbers_are_readable_on_every_shade() -> None:
    inks = {readable_on(shade(share)) for share in SHARES}
    assert inks == {BLACK, WHITE}
    assert min(contrast(readable_on(shade(share)), shade(share)) for share in SHARES) >= 4.5


def test_lines_of_a_network_are_never_lost_on_the_paper() -> None:
    assert min(contrast(shade(share), WHITE) for share in SHARES if share >= PALEST) >= 3


@pytest.mark.parametrize(("share", "same"), [(-1, 0), (2, 1)])
def test_shares_beyond_the_scale_have_its_ends(share: float, same: float) -> None:
    assert shade(share) == shade(same)
