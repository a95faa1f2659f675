"""The report in a real browser: Chromium, with a watch on all that it says and asks for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import WIDE, Opened
from playwright.sync_api import Browser, sync_playwright

import refiqda
from analysis.build import build
from analysis.report import write_report
from analysis.study import Study

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study(refiqda.open(build(tmp_path_factory.mktemp("study"))))


@pytest.fixture(scope="session")
def report(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as a file."""
    return write_report(study, tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens pages and watches them. No request leaves the machine, whatever a page asks for."""
    contexts = []

    def open_page(
        path: Path, anchor: str = "", size: tuple[int, int] = WIDE, **settings: Any
    ) -> Opened:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, offline=True, **settings)
        contexts.append(context)
        context.set_default_timeout(10_000)
        watched = Opened(context.new_page())
        page, own = watched.page, path.as_uri()
        page.on("console", lambda message: watched.said.append(message.text))
        page.on("pageerror", lambda error: watched.said.append(str(error)))
        page.on("request", lambda request: watched.asked.append(request.url.partition("#")[0]))
        page.on("requestfailed", lambda request: watched.failed.append(str(request.failure)))
        page.goto(f"{own}{anchor}")
        watched.asked.remove(own)
        return watched

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def show(opened: Callable[..., Opened], report: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the report; afterwards it must have said nothing and asked for nothing."""
    several = []

    def show_report(anchor: str = "", **settings: Any) -> Opened:
        several.append(opened(report, anchor, **settings))
        return several[-1]

    yield show_report
    for each in several:
        assert each.said == []
        assert each.asked == []


@pytest.fixture
def rows(study: Study) -> dict[str, dict[str, str]]:
    """The verdicts by claim: what the page ought to show."""
    return {row["id"]: row for row in study.verdicts.rows()}
