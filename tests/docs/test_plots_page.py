"""The plots in the documentation say what the commands beside them draw now."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree
from test_pages import follow

from docs.plots import FOLDER, PAGE, prepare

OWN = "references.svg"
"""What the Python of the page draws, which is not shown there."""
SVG = "{http://www.w3.org/2000/svg}"


def words(path: Path) -> list[str | None]:
    """Title and description, as a screen reader reads them."""
    root = etree.parse(path).getroot()
    return [root.findtext(SVG + "title"), root.findtext(SVG + "desc")]


def test_every_plot_says_what_its_command_draws(tmp_path: Path):
    prepare(tmp_path)
    follow("docs/howto/plots.md", tmp_path)
    drawn = [path for path in sorted((tmp_path / "out").glob("*.svg")) if path.name != OWN]
    shown = re.findall(r"\]\(\.\./plots/([a-z]+\.svg)\)", PAGE.read_text(encoding="utf-8"))
    assert sorted(shown) == [path.name for path in drawn]
    assert sorted(path.name for path in FOLDER.glob("*.svg")) == sorted(shown)
    for path in drawn:
        title, description = words(path)
        assert title
        assert description
        assert words(FOLDER / path.name) == [title, description], "run python -m docs.plots"
