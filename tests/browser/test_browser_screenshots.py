"""The pictures of the page on the report can be taken anew, and are as those that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from docs.screenshots import FOLDER, PICTURES, take


@pytest.fixture(scope="module")
def taken(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return take(browser, tmp_path_factory.mktemp("screenshots"))


def test_the_same_pictures_are_taken(taken: list[Path]) -> None:
    assert sorted(path.name for path in taken) == sorted(path.name for path in FOLDER.iterdir())
    assert [path.stem for path in taken] == [picture.name for picture in PICTURES]


def test_they_look_like_those_that_are_kept(taken: list[Path]) -> None:
    """As seen from afar, since other fonts draw other letters: size, and light in large fields."""
    for path in taken:
        with Image.open(path) as new, Image.open(FOLDER / path.name) as old:
            assert new.size == old.size
            assert difference(new, old) < 12, path.name


def difference(one: Image.Image, other: Image.Image) -> float:
    small = [image.convert("L").resize((8, 8), Image.Resampling.BOX) for image in (one, other)]
    rms: float = ImageStat.Stat(ImageChops.difference(*small)).rms[0]
    return rms


def test_another_picture_would_be_seen(taken: list[Path]) -> None:
    with Image.open(taken[0]) as one:
        assert difference(one, Image.new("RGB", one.size, "black")) > 100
