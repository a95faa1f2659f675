"""Takes the pictures of the page on the report, in a browser: ``python -m docs.screenshots``.

They are no part of the pages that are compared to the last byte, since another browser or other
fonts draw letters otherwise. Needs the extras ``report`` and ``browser``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

import refiqda
from analysis.build import build
from analysis.report import write_report
from analysis.study import Study

FOLDER = Path(__file__).parent / "screenshots"


class Picture(NamedTuple):
    """One picture: how large the window is, and what is done before it is taken."""

    name: str
    size: tuple[int, int]
    prepare: Callable[[Page], object]
    anchor: str = ""
    scheme: Literal["light", "dark"] = "light"


def _filtered(page: Page) -> None:
    page.click("button[data-tile='contradicted']")
    page.click("#T03 summary")
    page.evaluate("document.getElementById('claims-results').scrollIntoView()")
    page.evaluate("document.activeElement.blur()")


def _nothing(page: Page) -> None:
    pass


PICTURES = (
    Picture("summary", (1280, 660), _nothing),
    Picture("claims", (1280, 860), _filtered),
    Picture("discrepancy", (1280, 820), _nothing, "#kind-contradiction"),
    Picture("groups", (1000, 900), _nothing, "#figure-groups", "dark"),
    Picture("phone", (390, 844), _nothing),
    Picture("phone-claim", (390, 844), _nothing, "#T03"),
)


def take(browser: Browser, folder: Path) -> list[Path]:
    """Take every picture into a folder; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        study = Study(refiqda.open(build(Path(name))))
        address = write_report(study, Path(name) / "report.html").as_uri()
        return [_take(browser, each, address, folder / f"{each.name}.png") for each in PICTURES]


def _take(browser: Browser, picture: Picture, address: str, path: Path) -> Path:
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=picture.scheme
    )
    page.goto(f"{address}{picture.anchor}")
    picture.prepare(page)
    page.wait_for_timeout(200)
    page.screenshot(path=path)
    page.close()
    return path


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        flags = ["--no-sandbox", "--disable-gpu"]
        take(playwright.chromium.launch(executable_path=chromium, args=flags), FOLDER)
