"""Filters, search, links and keys of the report, as a reader uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsing import Opened

import refiqda
from analysis.study import Study
from analysis.verdicts import CLAIMS, WORDS

Rows = dict[str, dict[str, str]]
Show = Callable[..., Opened]


def with_verdict(rows: Rows, *verdicts: str) -> set[str]:
    return {id for id, row in rows.items() if row["verdict"] in verdicts}


def chip(opened: Opened, verdict: str) -> None:
    opened.page.click(f".chip[data-verdict='{verdict}']")


def status(opened: Opened) -> str:
    return opened.page.inner_text("[role=status]")


def test_at_first_all_claims_are_shown(show: Show, rows: Rows) -> None:
    opened = show()
    assert sorted(opened.claims()) == sorted(rows)
    assert status(opened) == "115 of 115 claims shown"


@pytest.mark.parametrize("verdict", WORDS)
def test_each_filter_shows_exactly_its_claims(show: Show, rows: Rows, verdict: str) -> None:
    opened = show()
    expected = with_verdict(rows, verdict)
    assert expected
    chip(opened, verdict)
    assert set(opened.claims()) == expected
    assert status(opened) == f"{len(expected)} of 115 claims shown: {verdict}"
    pressed = opened.page.locator(".chip[aria-pressed=true]")
    assert [each.get_attribute("data-verdict") for each in pressed.all()] == [verdict]
    chip(opened, verdict)
    assert len(opened.claims()) == 115


@pytest.mark.parametrize("verdict", WORDS)
def test_a_verdict_in_the_summary_leads_to_its_claims(show: Show, rows: Rows, verdict: str) -> None:
    opened = show()
    chip(opened, "external" if verdict == "tension" else "tension")
    tile = opened.page.locator(f"button[data-tile='{verdict}']")
    tile.click()
    assert set(opened.claims()) == with_verdict(rows, verdict)
    assert tile.get_attribute("aria-pressed") == "true"
    assert opened.page.evaluate("document.activeElement.id") == "claims"
    assert opened.is_in_view("claims")
    tile.click()
    assert len(opened.claims()) == 115
    assert tile.get_attribute("aria-pressed") == "false"


def test_the_summary_leads_to_the_claims_again_and_again(show: Show, rows: Rows) -> None:
    opened = show("#claims")
    for verdict in ("contradicted", "tension"):
        opened.page.click(f"button[data-tile='{verdict}']")
        assert set(opened.claims()) == with_verdict(rows, verdict)
        assert opened.page.evaluate("document.activeElement.id") == "claims"
        assert opened.is_in_view("claims")


def test_two_filters_show_the_claims_of_both(show: Show, rows: Rows) -> None:
    opened = show()
    chip(opened, "contradicted")
    chip(opened, "editorial")
    assert set(opened.claims()) == with_verdict(rows, "contradicted", "editorial")
    opened.page.click("#everything")
    assert len(opened.claims()) == 115
    assert opened.page.locator("[aria-pressed=true]").count() == 0


def test_sections_without_a_claim_left_are_not_shown(show: Show) -> None:
    opened = show()
    chip(opened, "imposed")
    shown = {
        part.locator("h3").inner_text()
        for part in opened.page.locator(".part").all()
        if part.is_visible()
    }
    assert "Box 2" in shown
    assert "Introduction" not in shown


def found_by(study: Study, *words: str) -> set[str]:
    """The claims whose words have all of these, looked for in the verdicts and the claims file."""
    claims = {claim.id: claim for claim in refiqda.read_claims(CLAIMS).claims}
    columns = ("id", "where", "says", "expected", "found", "verdict", "why")
    found = set()
    for row in study.verdicts.rows():
        claim = claims[row["id"]]
        text = " ".join([*(row[name] for name in columns), claim.means, claim.evidence]).lower()
        if all(word in text for word in words):
            found.add(claim.id)
    return found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("T03", ["t03"]),
        ("NEPAL", ["nepal"]),
        ("work\u2013life balance", ["work-life", "balance"]),
        ("box 2 empathy", ["box", "2", "empathy"]),
        ("not checkable", ["not", "checkable"]),
        ("  1077   minutes ", ["1077", "minutes"]),
    ],
)
def test_search_shows_exactly_the_claims_with_all_words(
    show: Show, study: Study, typed: str, words: list[str]
) -> None:
    opened = show()
    opened.page.fill("#search", typed)
    expected = found_by(study, *words)
    assert 0 < len(expected) < 115
    assert set(opened.claims()) == expected
    assert status(opened) == f"{len(expected)} of 115 claims shown"


def test_search_and_filter_together(show: Show, study: Study, rows: Rows) -> None:
    opened = show()
    chip(opened, "contradicted")
    opened.page.fill("#search", "R12")
    expected = found_by(study, "r12") & with_verdict(rows, "contradicted")
    assert expected
    assert set(opened.claims()) == expected


def test_when_nothing_fits_it_says_so(show: Show) -> None:
    opened = show()
    none = opened.page.locator(".none")
    assert not none.is_visible()
    opened.page.fill("#search", "no such words")
    assert opened.claims() == []
    assert none.is_visible()
    assert status(opened) == "0 of 115 claims shown"
    opened.page.click("#everything")
    assert len(opened.claims()) == 115
    assert not none.is_visible()
    assert opened.page.input_value("#search") == ""


def test_all_claims_can_be_opened_at_once(show: Show) -> None:
    opened = show()
    is_open = "[...document.querySelectorAll('.claim details')].filter((each) => each.open).length"
    assert opened.page.evaluate(is_open) == 0
    opened.page.click("#unfold")
    assert opened.page.evaluate(is_open) == 115
    opened.page.click("#unfold")
    assert opened.page.evaluate(is_open) == 0


# ------------------------------------------------------------------------------------ links


def test_a_link_from_outside_opens_its_claim(show: Show) -> None:
    opened = show("#T03")
    assert opened.is_in_view("T03")
    assert opened.page.locator("#T03 details").evaluate("(each) => each.open")
    assert not opened.page.locator("#T04 details").evaluate("(each) => each.open")


def test_a_link_to_a_claim_that_a_filter_hides_shows_it(show: Show) -> None:
    opened = show()
    chip(opened, "external")
    assert "T03" not in opened.claims()
    opened.page.click(".lines a >> nth=0")
    opened.page.click(".discrepancy a[href='#T03'] >> nth=0")
    assert "T03" in opened.claims()
    assert opened.is_in_view("T03")


def test_a_link_to_a_coding_opens_the_list(show: Show) -> None:
    opened = show("#B-PT4")
    link = opened.page.locator("#B-PT4 a[href^='#coding-']").first
    target = str(link.get_attribute("href"))[1:]
    link.click()
    opened.page.wait_for_function("(id) => location.hash === '#' + id", arg=target)
    opened.page.wait_for_timeout(50)
    assert opened.is_in_view(target)


def test_every_link_of_the_page_leads_to_something_that_shows(show: Show) -> None:
    """Each target can be seen once its link was followed: nothing folded stays folded."""
    opened = show()
    targets = opened.page.evaluate(
        "[...new Set([...document.querySelectorAll(\"a[href^='#']\")].map((a) => a.hash))]"
    )
    assert len(targets) > 300
    for target in targets[::9]:
        opened.page.evaluate("(hash) => { location.hash = hash; }", target)
        opened.page.wait_for_timeout(20)
        assert opened.page.evaluate(
            "(id) => document.getElementById(id).getClientRects().length > 0", target[1:]
        ), target


@pytest.mark.parametrize(
    "id", ["T03", "claims-methods", "table-sources", "discrepancies", "stages"]
)
def test_the_bar_stays_and_covers_nothing_that_a_link_leads_to(show: Show, id: str) -> None:
    opened = show(f"#{id}")
    opened.page.wait_for_timeout(100)
    bars = [opened.page.locator(".contents")]
    if opened.page.locator(f".all-claims #{id}").count():
        bars.append(opened.page.locator(".filters"))
    top = opened.page.evaluate(f"document.getElementById('{id}').getBoundingClientRect().top")
    for bar in bars:
        box = bar.bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= box["y"] + box["height"] <= top
    opened.page.click(".contents a[href='#summary']")
    assert opened.is_in_view("summary")


def test_the_way_back_leads_to_the_summary(show: Show) -> None:
    opened = show("#methods")
    opened.page.locator(".top a").last.click()
    assert opened.is_in_view("summary")


def test_back_returns_to_where_one_was(show: Show) -> None:
    opened = show("#T03")
    before = opened.page.evaluate("scrollY")
    assert before > 0
    opened.page.click("#T03 .behind a >> nth=0")
    opened.page.wait_for_function("location.hash.startsWith('#row-table1-')")
    opened.page.go_back()
    opened.page.wait_for_function("location.hash === '#T03'")
    opened.page.wait_for_timeout(100)
    assert opened.is_in_view("T03")
    assert opened.page.locator("#T03 details").evaluate("(each) => each.open")


def test_back_from_the_claims_of_a_verdict_is_the_summary(show: Show, rows: Rows) -> None:
    opened = show()
    opened.page.click("button[data-tile='contradicted']")
    assert opened.page.evaluate("scrollY") > 0
    opened.page.go_back()
    opened.page.wait_for_function("location.hash === ''")
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate("scrollY") == 0
    assert set(opened.claims()) == with_verdict(rows, "contradicted")


# ------------------------------------------------------------------------------------ keys


def focused(opened: Opened) -> str:
    words: str = opened.page.evaluate("document.activeElement.textContent.trim()")
    return words


def tab_to(opened: Opened, selector: str, most: int = 60) -> None:
    for _ in range(most):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("(at) => document.activeElement.matches(at)", selector):
            return
    raise AssertionError(f"the tabulator does not reach {selector}")


def test_the_keyboard_alone_skips_to_the_claims(show: Show) -> None:
    opened = show()
    opened.page.keyboard.press("Tab")
    assert focused(opened) == "Skip to the summary"
    box = opened.page.locator(".skip").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    opened.page.keyboard.press("Tab")
    assert focused(opened) == "Skip to the claims"
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_function("location.hash === '#claims'")
    opened.page.keyboard.press("Tab")
    assert focused(opened).startswith("reproduced")


def test_the_keyboard_alone_works_the_filters(show: Show, rows: Rows) -> None:
    opened = show()
    tab_to(opened, "button[data-tile='tension']")
    opened.page.keyboard.press("Enter")
    assert set(opened.claims()) == with_verdict(rows, "tension")
    tab_to(opened, ".chip[data-verdict='tension']")
    opened.page.keyboard.press("Space")
    assert len(opened.claims()) == 115
    tab_to(opened, ".chip[data-verdict='editorial']")
    opened.page.keyboard.press("Space")
    assert set(opened.claims()) == with_verdict(rows, "editorial")
    tab_to(opened, "#search")
    opened.page.keyboard.type("R08")
    assert opened.claims() == ["R08"]
    tab_to(opened, "#R08 summary")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#R08 details").evaluate("(each) => each.open")


def test_what_has_the_focus_can_be_seen(show: Show) -> None:
    """Every place that the tabulator reaches has an outline, and nothing lies on top of it."""
    opened = show()
    seen = set()
    for _ in range(45):
        opened.page.keyboard.press("Tab")
        style, width, is_clear, name = opened.page.evaluate(
            """() => {
              const at = document.activeElement, style = getComputedStyle(at);
              const box = at.getClientRects()[0];
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return [style.outlineStyle, parseFloat(style.outlineWidth),
                at.contains(top) || top.contains(at), at.outerHTML.slice(0, 80)];
            }"""
        )
        assert style == "solid", name
        assert width >= 2, name
        assert is_clear, name
        seen.add(name)
    assert len(seen) == 45
