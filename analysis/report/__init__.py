"""The report of the study, for a reader who has never heard of REFI-QDA: a page, a docx, a pdf.

The three say the same; the page can be searched and filtered. Each needs its own optional package,
which is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analysis.report.extras import require
from analysis.study import Study


def write_report(study: Study, path: Path) -> Path:
    """Write the report as one html page that needs nothing else; the file written.

    Raises:
        MissingExtra: if Jinja2 is not installed.
    """
    return _write(path, _html(study))


def write_docx(study: Study, path: Path) -> Path:
    """Write the report for a word processor; the file written.

    Raises:
        MissingExtra: if python-docx is not installed.
    """
    return _write(path, _docx(study))


def write_pdf(study: Study, path: Path) -> Path:
    """Write the report as it would be printed; the file written.

    Raises:
        MissingExtra: if Jinja2 or WeasyPrint is not installed.
    """
    return _write(path, _pdf(study))


def write_reports(study: Study, folder: Path, kinds: Iterable[str]) -> list[Path]:
    """Write the report in some of its kinds, all made before any is written; the files written.

    Args:
        study: what it is about.
        folder: where ``report.html``, ``report.docx`` and ``report.pdf`` go.
        kinds: of ``html``, ``docx``, ``pdf``.

    Raises:
        MissingExtra: if a package that one of them needs is not installed.
    """
    wanted = list(kinds)
    require(wanted)
    makers = {"html": _html, "docx": _docx, "pdf": _pdf}
    made = {folder / f"report.{kind}": makers[kind](study) for kind in wanted}
    return [_write(path, content) for path, content in made.items()]


def _html(study: Study) -> bytes:
    from analysis.report.page import render

    return render(study).encode("utf-8")


def _docx(study: Study) -> bytes:
    from analysis.report.docx import render

    return render(study)


def _pdf(study: Study) -> bytes:
    from analysis.report.pdf import render

    return render(study)


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


__all__ = ["require", "write_docx", "write_pdf", "write_report", "write_reports"]
