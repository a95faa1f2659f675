"""The report as it would be printed: the page, with everything open, set by WeasyPrint."""

from __future__ import annotations

from analysis.report.extras import package
from analysis.report.page import render as page
from analysis.study import Study


def render(study: Study) -> bytes:
    """The pdf.

    Raises:
        MissingExtra: if Jinja2 or WeasyPrint is not installed.
    """
    return printed(page(study, on_paper=True), study.project.digest())


def printed(html: str, identifier: str) -> bytes:
    """A page as pdf, the same whatever the clock; whatever it points to is refused, not fetched."""
    weasyprint = package("weasyprint", "WeasyPrint", "pdf", "A pdf of the report")
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    written: bytes = document.write_pdf(pdf_identifier=identifier.encode("ascii"))
    return written
