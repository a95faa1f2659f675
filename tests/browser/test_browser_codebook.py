"""A codebook as a page, in a browser: on a desk, on a telephone, in the dark, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import NARROW, WIDE, Opened
from where import FIXTURES

import refiqda
from refiqda.formats.codebooks.people import write_document
from refiqda.model import Code, CodeBook, Set

Show = Callable[..., Opened]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The codebook of a project with counts and examples, and names that are hard to show."""
    project = refiqda.open(FIXTURES / "made" / "gardeners.qdpx")
    long = Code(
        guid=refiqda.make_guid("page", "long"), name="x" * 500, is_codable=True,
        description="http://" + "y" * 500, color="#ffffff",
    )  # fmt: skip
    above = long
    for level in range(30):
        guid = refiqda.make_guid("page", str(level))
        below = Code(guid=guid, name=f"שלום {level}", is_codable=True)
        above.codes.append(below)
        above = below
    group = Set(guid=refiqda.make_guid("page", "set"), name="<b>", codes=[long.guid, above.guid])
    book = CodeBook(origin=project.origin, codes=[*project.codes, long], sets=[group])
    path = tmp_path_factory.mktemp("codebook") / "book.html"
    write_document(book, path, title="Gardeners", project=project, quotes=True)
    return path


@pytest.fixture
def show_book(opened: Show, page: Path) -> Iterator[Show]:
    """Opens the codebook; afterwards it must have said nothing and asked for nothing."""
    several = []

    def show(anchor: str = "", **settings: Any) -> Opened:
        several.append(opened(page, anchor, **settings))
        return several[-1]

    yield show
    for each in several:
        assert each.said == []
        assert each.asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "phone"])
def test_axe_finds_no_fault(show_book: Show, scheme: str, size: tuple[int, int]) -> None:
    opened = show_book(size=size, color_scheme=scheme)
    found = Axe().run(opened.page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["target"]) for fault in found] == []


@pytest.mark.parametrize("size", [WIDE, NARROW, (320, 560)], ids=["desk", "phone", "small"])
def test_nothing_is_wider_than_the_window(show_book: Show, size: tuple[int, int]) -> None:
    opened = show_book(size=size)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_key_leads_to_the_codes_and_every_link_to_its_code(show_book: Show) -> None:
    opened = show_book()
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "codes"
    assert opened.is_in_view("codes")
    links = opened.page.locator("nav a")
    for number in (1, 5, links.count() - 1):
        link = links.nth(number)
        link.focus()
        opened.page.keyboard.press("Enter")
        assert opened.is_in_view((link.get_attribute("href") or "").removeprefix("#"))


def test_the_contents_stay_in_view_on_a_desk(show_book: Show) -> None:
    opened = show_book("#sets")
    assert opened.is_in_view("sets")
    top = opened.page.evaluate("document.querySelector('nav').getBoundingClientRect().top")
    assert abs(top) < 1


BOX = """() => {
  const nav = document.querySelector("nav"), box = nav.getBoundingClientRect();
  const main = document.querySelector("main"), inner = getComputedStyle(main);
  const text = main.getBoundingClientRect(), fade = getComputedStyle(nav, "::after");
  return {
    left: box.left - text.left - parseFloat(inner.paddingLeft),
    right: text.right - parseFloat(inner.paddingRight) - box.right,
    hidden: nav.scrollHeight - nav.clientHeight,
    fade: parseFloat(fade.height), stays: fade.position, look: fade.backgroundImage,
  };
}"""
"""How far the contents stand in as against the text, and what of them is hidden."""
LAST = """() => {
  const nav = document.querySelector("nav"), links = nav.querySelectorAll("a");
  nav.scrollTop = nav.scrollHeight;
  const bottom = links[links.length - 1].getBoundingClientRect().bottom;
  return nav.getBoundingClientRect().bottom - bottom;
}"""
"""How far above the end of the box the last of the contents stands, once it is scrolled there."""


@pytest.mark.parametrize("size", [WIDE, (900, 700), (1020, 700), NARROW, (320, 560)])
def test_contents_that_go_on_fade(show_book: Show, size: tuple[int, int]) -> None:
    page = show_book(size=size).page
    box = page.evaluate(BOX)
    assert box["hidden"] > 0
    assert (box["stays"], box["look"].startswith("linear-gradient(")) == ("sticky", True)
    assert page.evaluate(LAST) >= box["fade"] - 1 > 30


@pytest.mark.parametrize("size", [(640, 700), (900, 700), (1020, 700), NARROW, (320, 560)])
def test_contents_above_the_text_are_as_wide_as_it(show_book: Show, size: tuple[int, int]) -> None:
    box = show_book(size=size).page.evaluate(BOX)
    assert abs(box["left"]) < 1
    assert abs(box["right"]) < 1


def test_on_paper_there_are_no_links_aside(show_book: Show) -> None:
    opened = show_book()
    opened.page.emulate_media(media="print")
    assert not opened.page.locator("nav").is_visible()
    assert opened.page.locator("main").is_visible()
