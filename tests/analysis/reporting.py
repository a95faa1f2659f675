"""The report for tests: made once, and looked at as a tree."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

import refiqda
from analysis.report.content import Report, gather
from analysis.report.page import rendered
from analysis.study import Study

Tree = lxml.html.HtmlElement


@pytest.fixture(scope="session")
def whole(study: Path) -> Study:
    return Study(refiqda.open(study))


@pytest.fixture(scope="session")
def report(whole: Study) -> Report:
    return gather(whole)


@pytest.fixture(scope="session")
def html(report: Report) -> str:
    return rendered(report)


@pytest.fixture(scope="session")
def tree(html: str) -> Tree:
    return lxml.html.document_fromstring(html)


def text_of(element: Tree) -> str:
    """What a reader sees, with single blanks."""
    return " ".join(element.text_content().split())


def claims_of(tree: Tree) -> dict[str, Tree]:
    """The claims of a page, by id, in its order."""
    return {claim.get("id"): claim for claim in tree.find_class("claim")}
