"""The report's page as a page: valid, whole, and of nothing that would load or run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import lxml.html
import pytest
from reporting import Tree, claims_of, html, report, text_of, tree, whole

import refiqda
from analysis.report.content import gather
from analysis.report.page import rendered
from analysis.study import Study

__all__ = ["html", "report", "tree", "whole"]

LOADS = ("src", "srcset", "poster", "data", "background", "action", "formaction", "xlink:href")
"""Attributes whose value a browser fetches or goes to by itself."""
LOADING = re.compile(r"@import|url\(")


def faults(page: str) -> list[str]:
    """What is wrong with a page; tests plant each fault to see that it is found."""
    tree = lxml.html.document_fromstring(page)
    parser = html5lib.HTMLParser()
    parser.parse(page)
    found = [f"markup: {error[1]}" for error in parser.errors]
    ids = Counter(each.get("id") for each in tree.iter() if each.get("id") is not None)
    found += [f"id twice: {id}" for id, count in ids.items() if count > 1]
    for each in tree.iter(lxml.html.etree.Element):
        found += _faults_of(each, set(ids))
    headings = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    found += [f"heading {b} after {a}" for a, b in pairwise(headings) if b > a + 1]
    return found


def _faults_of(each: Tree, ids: set[str]) -> list[str]:
    found = [fault for name, value in each.attrib.items() for fault in _of(name, value, ids)]
    if each.tag == "a":
        found += _faults_of_link(each.get("href", ""), ids)
    is_bad = {
        "table without caption or scope": each.tag == "table"
        and (each.find("caption") is None or any(not th.get("scope") for th in each.iter("th"))),
        "picture without words": each.tag == "svg"
        and (each.find(".//title") is None or each.get("role") != "img"),
        "image without words": each.tag == "img" and not each.get("alt"),
        "style that loads": each.tag == "style" and LOADING.search(each.text or ""),
        f"loads: <{each.tag}>": each.tag in ("link", "iframe", "object", "embed", "base"),
    }
    return found + [fault for fault, is_so in is_bad.items() if is_so]


def _of(name: str, value: str, ids: set[str]) -> Iterator[str]:
    if name.startswith("on"):
        yield f"runs: {name}"
    if name in LOADS and not value.startswith("data:"):
        yield f"loads: {value}"
    if name in ("aria-labelledby", "aria-describedby", "for", "headers"):
        yield from (f"points nowhere: {id}" for id in value.split() if id not in ids)


def _faults_of_link(href: str, ids: set[str]) -> list[str]:
    if href.startswith("#"):
        return [] if href[1:] in ids else [f"link to nowhere: {href}"]
    parts = urlsplit(href)
    return [] if (parts.scheme, parts.netloc) == ("https", "doi.org") else [f"leads out: {href}"]


def test_the_page_has_no_fault(html: str) -> None:
    assert faults(html) == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<p id="summary">again</p>', "id twice: summary"),
        ('<a href="#nowhere">x</a>', "link to nowhere: #nowhere"),
        ('<a href="https://example.org/">x</a>', "leads out: https://example.org/"),
        ('<img alt="x" src="https://example.org/x.png">', "loads: https://example.org/x.png"),
        ('<img src="data:,x">', "image without words"),
        ('<p onclick="x()">x</p>', "runs: onclick"),
        ("<h5>far down</h5>", "heading 5 after 2"),
        ("<table><tr><th>x</th></tr></table>", "table without caption or scope"),
        ("<svg></svg>", "picture without words"),
        ('<link rel="stylesheet" href="x.css">', "loads: <link>"),
        ("<style>@import 'x.css';</style>", "style that loads"),
        ('<p aria-labelledby="nothing">x</p>', "points nowhere: nothing"),
        ("<p><div></p>", "markup: unexpected-end-tag"),
    ],
)
def test_a_planted_fault_is_found(html: str, planted: str, fault: str) -> None:
    assert fault in faults(html.replace("</main>", f"{planted}</main>"))


def test_only_its_own_script_may_run_and_nothing_may_load(html: str, tree: Tree) -> None:
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert rules == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "script-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_policy_stands_before_anything_that_could_load(tree: Tree) -> None:
    first = [each.tag for each in tree.find("head")][:2]
    assert first == ["meta", "meta"]
    assert tree.find("head")[1].get("http-equiv") == "Content-Security-Policy"


PLANTED = "<img src=x onerror=alert(1)></script>&amp;\"'"


def test_whatever_the_claims_say_stays_text(study: Path) -> None:
    altered = Study(refiqda.open(study))
    verdicts = altered.verdicts
    for frame in (verdicts.frame, verdicts.parts):
        for column in ("says", "where", "found", "why"):
            frame[column] = frame[column] + PLANTED
    page = rendered(gather(altered))
    tree = lxml.html.document_fromstring(page)
    assert not list(tree.iter("img"))
    assert text_of(claims_of(tree)["S01"]).count(PLANTED) >= 4
    assert faults(page) == []


def test_whatever_the_project_says_stays_text(study: Path) -> None:
    project = refiqda.open(study)
    for source in project.sources:
        source.name = f"{source.name}{PLANTED}"
    page = rendered(gather(Study(project)))
    tree = lxml.html.document_fromstring(page)
    assert not list(tree.iter("img"))
    section = tree.get_element_by_id("codings").getparent()
    assert text_of(section).count(PLANTED) == len(list(section.iter("tr"))) - 1


def test_titles_and_prose_stay_text(whole: Study) -> None:
    report = gather(whole)
    planted = [replace(each, title=PLANTED, printed=PLANTED) for each in report.discrepancies]
    page = rendered(replace(report, discrepancies=tuple(planted), digest=PLANTED, version=PLANTED))
    tree = lxml.html.document_fromstring(page)
    assert not list(tree.iter("img"))
    assert PLANTED in text_of(tree.get_element_by_id("cite").getparent())


def test_it_speaks_english_and_fits_a_telephone(tree: Tree) -> None:
    assert tree.get("lang") == "en"
    (viewport,) = tree.xpath("//meta[@name='viewport']/@content")
    assert viewport == "width=device-width, initial-scale=1"


def test_tables_scroll_in_boxes_that_the_keyboard_reaches(tree: Tree) -> None:
    for table in tree.iter("table"):
        box = table.getparent()
        assert box.get("class") == "scroll"
        assert box.get("tabindex") == "0"
        assert box.get("role") == "group"
        assert box.get("aria-label")


def test_it_holds_no_word_of_a_machine_or_a_clock(html: str) -> None:
    assert not re.search(r"/(?:home|root|tmp|work)/", html)
    assert not re.search(r"\b202[1-9]-\d\d-\d\d", html)
