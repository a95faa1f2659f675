"""The report for every reader: phone, desk, paper, dark, by ear, without scripts."""

from __future__ import annotations

import html
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import NARROW, WIDE, Opened
from playwright.sync_api import Page

from analysis.figures import FIGURES
from analysis.study import Study

Rows = dict[str, dict[str, str]]
Show = Callable[..., Opened]
Open = Callable[..., Opened]
GRAVE = ("serious", "critical")


def faults(page: Page) -> list[str]:
    """What axe-core finds that is grave, each with where it is."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['target']}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "phone"])
def test_axe_finds_no_grave_fault(show: Show, scheme: str, size: tuple[int, int]) -> None:
    opened = show(size=size, color_scheme=scheme)
    opened.unfold()
    opened.page.click(".chip[data-verdict='contradicted']")
    assert faults(opened.page) == []
    opened.page.click("#everything")
    assert faults(opened.page) == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<p style="color: #999999; background: #ffffff">grey</p>', "color-contrast"),
        ('<button type="button"></button>', "button-name"),
    ],
)
def test_axe_finds_a_planted_fault(
    opened: Open, report: Path, tmp_path: Path, planted: str, fault: str
) -> None:
    page = opened(altered(report, tmp_path, planted)).page
    assert [each.partition(":")[0] for each in faults(page)] == [fault]


def altered(report: Path, folder: Path, planted: str, policy: bool = True) -> Path:
    """The page with something planted at its end."""
    html = report.read_text(encoding="utf-8").replace("</main>", f"{planted}</main>")
    if not policy:
        html = html.replace("Content-Security-Policy", "no-policy")
    path = folder / "altered.html"
    path.write_text(html, encoding="utf-8")
    return path


FROM_OUTSIDE = '<img alt="x" src="https://example.org/x.png">'


def test_the_watch_sees_a_request_and_the_page_would_refuse_it(
    opened: Open, report: Path, tmp_path: Path
) -> None:
    allowed = opened(altered(report, tmp_path, FROM_OUTSIDE, policy=False))
    assert allowed.asked == ["https://example.org/x.png"]
    assert allowed.failed == ["net::ERR_INTERNET_DISCONNECTED"]
    refused = opened(altered(report, tmp_path, FROM_OUTSIDE))
    assert refused.failed == ["csp"]
    assert any("Content Security Policy" in message for message in refused.said)


def test_the_page_runs_no_script_but_its_own(opened: Open, report: Path, tmp_path: Path) -> None:
    planted = "<script>document.title = 'planted'</script>"
    assert opened(altered(report, tmp_path, planted, policy=False)).page.title() == "planted"
    refused = opened(altered(report, tmp_path, planted))
    assert refused.page.title() != "planted"
    assert any("Content Security Policy" in message for message in refused.said)


def test_the_watch_sees_an_error_of_a_script(opened: Open, report: Path, tmp_path: Path) -> None:
    planted = "<script>nothing.at.all</script>"
    said = opened(altered(report, tmp_path, planted, policy=False)).said
    assert any("nothing is not defined" in message for message in said)


# ------------------------------------------------------------------------------------ sizes


def overflow(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_the_page_never_scrolls_sideways(show: Show, width: int) -> None:
    opened = show(size=(width, 740))
    opened.unfold()
    assert overflow(opened.page) <= 0


def test_a_line_that_is_too_wide_would_be_seen(opened: Open, report: Path, tmp_path: Path) -> None:
    planted = '<p style="width: 400px">wide</p>'
    assert overflow(opened(altered(report, tmp_path, planted), size=NARROW).page) > 0


def test_wide_tables_scroll_in_their_own_boxes(show: Show) -> None:
    opened = show(size=NARROW)
    opened.unfold()
    boxes = opened.page.evaluate(
        "[...document.querySelectorAll('.table .scroll')].map((e) => e.scrollWidth - e.clientWidth)"
    )
    assert max(boxes) > 100
    box = opened.page.locator("#table-groups ~ details .scroll, #table-groups ~ .scroll").first
    box.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_timeout(300)
    assert box.evaluate("(each) => each.scrollLeft") > 0


def test_the_summary_fits_one_screen(show: Show) -> None:
    opened = show(size=WIDE)
    bottom = opened.page.evaluate("document.querySelector('header').getBoundingClientRect().bottom")
    assert bottom <= WIDE[1]
    assert opened.page.locator("header .tile").count() == 8
    assert opened.page.locator("header .lines li").count() == 4
    lines = opened.page.locator("header .lines li").all()
    assert {line.evaluate("(each) => each.getClientRects().length") for line in lines} == {1}
    heights = {line.evaluate("(each) => each.clientHeight") for line in lines}
    assert max(heights) < 30


def says_so(page: Page) -> list[tuple[bool, bool]]:
    """Of each box that shows: whether it is too narrow for its table, and whether it says so."""
    found = page.evaluate(
        "[...document.querySelectorAll('.scroll:not(.drawing)')].filter((e) => e.clientWidth)"
        ".map((e) => [e.scrollWidth > e.clientWidth,"
        " getComputedStyle(e, '::before').display !== 'none'"
        " && getComputedStyle(e, '::before').content.includes('Scroll sideways')])"
    )
    return [tuple(each) for each in found]


def test_a_table_that_scrolls_says_so_on_a_phone_and_no_other_does(show: Show) -> None:
    opened = show(size=NARROW)
    opened.unfold()
    opened.page.wait_for_timeout(200)
    told = says_so(opened.page)
    assert {too_narrow for too_narrow, _ in told} == {True, False}
    assert all(too_narrow == says for too_narrow, says in told)


def test_without_scripts_tables_on_a_phone_still_say_so(show: Show) -> None:
    told = says_so(show(size=NARROW, java_script_enabled=False).page)
    assert all(says for too_narrow, says in told if too_narrow)


def test_the_shadow_of_a_table_goes_at_its_end(show: Show) -> None:
    page = show(size=NARROW).page
    box = page.locator("#table-box2 ~ .scroll")
    assert box.get_attribute("data-more") is not None
    box.evaluate("(each) => { each.scrollLeft = each.scrollWidth; }")
    page.wait_for_timeout(200)
    assert box.get_attribute("data-more") is None


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["desk", "phone"])
def test_what_can_be_pressed_is_large_enough(show: Show, size: tuple[int, int]) -> None:
    opened = show(size=size)
    for button in opened.page.locator("button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


# ------------------------------------------------------------------------------------ paper


def printed(opened: Opened) -> str:
    reader = pypdf.PdfReader(io.BytesIO(opened.page.pdf(format="A4")))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    return unicodedata.normalize("NFKC", text)  # fi and ff are often one letter


def test_on_paper_all_claims_are_there_and_open(show: Show, rows: Rows) -> None:
    """Also if a filter was pressed before."""
    opened = show()
    opened.page.click(".chip[data-verdict='contradicted']")
    assert len(opened.claims()) < 115
    text = printed(opened)
    for id, row in rows.items():
        assert f"{id} {row['verdict']} {row['where'][:12]}" in text
    assert text.count("Checked from:") == 115
    assert "Show all" not in text
    assert "Skip to" not in text
    assert len(opened.claims()) < 115


def test_on_paper_each_figure_is_whole_on_the_page_of_its_heading(show: Show, study: Study) -> None:
    reader = pypdf.PdfReader(io.BytesIO(show().page.pdf(format="A4", prefer_css_page_size=True)))
    pages = [
        unicodedata.normalize("NFKC", " ".join(page.extract_text().split()))
        for page in reader.pages
    ]
    for figure in FIGURES.values():
        svg = figure.draw(study)
        last = html.unescape(re.findall(r"<text[^>]*>([^<]{3,})</text>", svg)[-1])
        assert [page for page in pages if figure.title in page and last in page], figure.name


def test_on_paper_a_badge_needs_no_ground(show: Show) -> None:
    """Printers leave grounds out, and white letters would be gone with them."""
    page = show().page
    page.emulate_media(media="print")
    for badge in page.locator(".claim .badge").all()[:40]:
        style = badge.evaluate(
            "(each) => { const s = getComputedStyle(each);"
            " return [s.backgroundColor, s.color, s.borderTopStyle]; }"
        )
        assert style[:2] == ["rgba(0, 0, 0, 0)", "rgb(0, 0, 0)"]
        assert style[2] in ("solid", "dashed")


def test_printing_leaves_the_page_as_it_was(show: Show) -> None:
    opened = show("#T03")
    printed(opened)
    is_open = "[...document.querySelectorAll('details')].filter((each) => each.open).length"
    assert opened.page.evaluate(is_open) == 1


# ------------------------------------------------------------------------------------ no script


def test_without_scripts_everything_is_shown(show: Show, rows: Rows) -> None:
    opened = show(java_script_enabled=False)
    page = opened.page
    assert page.locator(".claim").count() == 115
    assert all(claim.is_visible() for claim in page.locator(".claim").all())
    assert not page.locator(".filters").is_visible()
    assert page.locator(".tile").first.inner_text().split()[1] == "reproduced"
    assert page.locator("button:visible").count() == 0
    page.click("#T03 summary")
    assert page.locator("#T03 .more").is_visible()


# ------------------------------------------------------------------------------------ by ear


def nodes(page: Page) -> Iterator[dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        if not node["ignored"]:
            yield node


def test_headings_landmarks_and_pictures_have_names(show: Show) -> None:
    found = list(nodes(show().page))

    def names(role: str) -> list[str]:
        return [node["name"]["value"] for node in found if node["role"]["value"] == role]

    assert len(names("heading")) > 130
    assert all(names("heading"))
    assert names("banner") != []
    assert names("navigation") == ["Contents"]
    assert names("search") == ["Claims"]
    pictures = names("image")
    assert len(pictures) >= 5
    assert all(pictures)
    assert all(names("table"))


def test_how_many_claims_are_shown_is_said_aloud(show: Show) -> None:
    opened = show()
    live = opened.page.locator("#shown")
    assert live.get_attribute("role") == "status"
    opened.page.click(".chip[data-verdict='editorial']")
    assert live.inner_text() == "2 of 115 claims shown: editorial"
