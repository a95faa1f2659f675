"""A page of the report that is watched while it is used."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

WIDE, NARROW = (1280, 800), (360, 740)


@dataclass
class Opened:
    """A page with what happened since it was opened."""

    page: Page
    said: list[str] = field(default_factory=list)
    """Messages of the console and errors of scripts."""
    asked: list[str] = field(default_factory=list)
    """What was requested beside the page itself."""
    failed: list[str] = field(default_factory=list)
    """Why requests failed."""

    def claims(self) -> list[str]:
        """The ids of the claims that can be seen, in order."""
        shown: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('.claim')]"
            ".filter((each) => each.getClientRects().length).map((each) => each.id)"
        )
        return shown

    def is_in_view(self, id: str) -> bool:
        """Whether the upper edge of an element is in the window."""
        found: bool = self.page.evaluate(
            "(id) => { const box = document.getElementById(id).getBoundingClientRect();"
            " return box.top >= 0 && box.top < innerHeight && box.height > 0; }",
            id,
        )
        return found

    def unfold(self) -> None:
        """Open every part of the page that can be opened."""
        self.page.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))")
