"""The report of the study, for a reader who has never heard of REFI-QDA: a page, a docx, a pdf.

The three say the same; the page can be searched and filtered. Each needs its own optional package,
which is imported only when it is asked for.
"""

from __future__ import annotations

from pathlib import Path

from analysis.study import Study


def write_report(study: Study, path: Path) -> Path:
    """Write the report as one html page that needs nothing else; the file written.

    Raises:
        MissingExtra: if Jinja2 is not installed.
    """
    from analysis.report.page import render

    return _write(path, render(study).encode("utf-8"))


def write_docx(study: Study, path: Path) -> Path:
    """Write the report for a word processor; the file written.

    Raises:
        MissingExtra: if python-docx is not installed.
    """
    from analysis.report.docx import render

    return _write(path, render(study))


def write_pdf(study: Study, path: Path) -> Path:
    """Write the report as it would be printed; the file written.

    Raises:
        MissingExtra: if Jinja2 or WeasyPrint is not installed.
    """
    from analysis.report.pdf import render

    return _write(path, render(study))


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


__all__ = ["write_docx", "write_pdf", "write_report"]
