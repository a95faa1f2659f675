"""The report as one html page that needs nothing from outside: no font, script or picture."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from analysis import facts
from analysis.report.content import KINDS, PAPER, Report, gather
from analysis.report.extras import package
from analysis.study import Study

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
UNITS = {"cases": "participants", "files": "interviews and reports", "codes": "themes"}
"""What the words of REFI-QDA mean in this study."""
PAPER_SIZE = (178.0, 232.0)
"""Millimetres of an A4 page that a figure may take, with its heading above it."""
_SCALE = 25.4 / 96
"""Millimetres of one unit of a drawing in its own size."""
_VIEW = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_POWER = re.compile(r"10\^([0-9.]+)")
_TYPED = re.compile(r"`([^`]+)`")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>\s*|\s*<!DOCTYPE[^>]*>\s*")


def render(study: Study, *, on_paper: bool = False) -> str:
    """The page.

    Args:
        study: what it is about.
        on_paper: for a program that prints: everything is open, and there is no script.

    Raises:
        MissingExtra: if Jinja2 is not installed.
    """
    return rendered(gather(study), on_paper=on_paper)


def rendered(report: Report, *, on_paper: bool = False) -> str:
    """The page of what was gathered."""
    jinja2 = package("jinja2", "Jinja2", "report", "The report")
    markupsafe = package("markupsafe", "MarkupSafe", "report", "The report")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def prose(text: str) -> Any:
        """Text with its powers of ten, and what is typed into a terminal, set as such."""
        powers = _POWER.sub(r"10<sup>\1</sup>", str(markupsafe.escape(text)))
        return markupsafe.Markup(_TYPED.sub(r"<code>\1</code>", powers))

    environment.filters["prose"] = prose
    environment.filters["on_paper"] = on_paper_size
    environment.filters["drawn"] = lambda svg: markupsafe.Markup(_DECLARATION.sub("", svg).strip())
    script = "" if on_paper else (HERE / "filters.js").read_text(encoding="utf-8")
    html: str = environment.get_template("page.html").render(
        report=report,
        numbers=report.numbers,
        kinds=KINDS,
        paper=PAPER,
        title=facts.TITLE,
        doi=facts.DOI,
        on_paper=on_paper,
        units=UNITS,
        style=markupsafe.Markup((HERE / "style.css").read_text(encoding="utf-8")),
        script=markupsafe.Markup(script),
        script_hash=_hash(script),
    )
    return html


def on_paper_size(svg: str) -> str:
    """How large a figure is on paper, as variables of a style sheet: whole, on one page.

    Example:
        >>> on_paper_size('<svg viewBox="0 0 520 1040">')
        '--wide: 116.0mm; --high: 232.0mm'
    """
    found = _VIEW.search(svg)
    if found is None:
        return ""
    wide, high = float(found[1]) * _SCALE, float(found[2]) * _SCALE
    scale = min(1.0, PAPER_SIZE[0] / wide, PAPER_SIZE[1] / high)
    return f"--wide: {wide * scale:.1f}mm; --high: {high * scale:.1f}mm"


def _hash(script: str) -> str:
    """What the page says of its one script, so that a browser runs no other."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
