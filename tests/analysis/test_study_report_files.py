"""The report as docx and pdf: the same as the page, and the same bytes whatever the clock."""

from __future__ import annotations

import html as html_words
import io
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reporting import html, report, whole

import refiqda
from analysis.discrepancies import discrepancies
from analysis.report import write_docx, write_pdf
from analysis.report.content import Report
from analysis.report.docx import EPOCH, shared_out
from analysis.study import Study
from refiqda import MissingExtra

__all__ = ["html", "report", "whole"]


@pytest.fixture(scope="module")
def docx(whole: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("docx")
    return write_docx(whole, tmp_path_factory.mktemp("docx") / "report.docx")


@pytest.fixture(scope="module")
def document(docx: Path) -> Any:
    import docx as python_docx

    return python_docx.Document(str(docx))


def tables_below(document: Any) -> Iterator[tuple[str, Any]]:
    """Every table with the heading that it stands under."""
    heading = ""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield heading, block
        elif block.style.name.startswith(("Heading", "Title")):
            heading = block.text


def cells_of(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_docx_has_every_claim_under_its_verdict(whole: Study, document: Any) -> None:
    found = {}
    for heading, table in tables_below(document):
        head, *rows = cells_of(table)
        if head[0] == "Claim":
            assert len(rows) == int(heading.rpartition("(")[2].rstrip(")"))
            found.update({row[0]: [heading.rpartition(" (")[0].lower(), *row[1:]] for row in rows})
    for row in whole.verdicts.rows():
        told = [row[key] for key in ("verdict", "where", "says", "expected", "found", "why")]
        assert found.pop(row["id"]) == told
    assert not found


def test_the_docx_has_every_table(report: Report, document: Any) -> None:
    shown = {heading: cells_of(table) for heading, table in tables_below(document)}
    for grid in report.grids.values():
        head, *rows = shown[grid.title]
        assert tuple(head) == grid.headings
        for cells, row in zip(rows, grid.rows, strict=True):
            for name, told, text in zip(head, cells, row.cells, strict=True):
                is_below = name == "Theme" and row.below
                assert told == (text.replace(f"{row.below} > ", "\u2003") if is_below else text)


def test_the_docx_names_a_theme_where_it_begins(document: Any) -> None:
    shown = {heading: cells_of(table) for heading, table in tables_below(document)}
    box2 = next(rows for title, rows in shown.items() if title.startswith("Box 2"))
    first, second = (row[0] for row in box2[1:3])
    assert (first, second) == ("Perspective transformation", "\u2003self-relativisation")


def test_the_docx_tells_the_discrepancies(whole: Study, document: Any) -> None:
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for each in discrepancies(whole):
        for words in (each.title, each.printed, each.computed, *each.readings, each.settles):
            assert words in text
    assert "A reconstruction, never the study's data." in text


def test_headings_of_the_docx_are_headings_and_header_rows_come_again(document: Any) -> None:
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "Heading 3"} <= set(styles)
    for table in document.tables:
        first, *others = table.rows
        assert first._tr.xpath("./w:trPr/w:tblHeader")
        assert not any(row._tr.xpath("./w:trPr/w:tblHeader") for row in others)


def test_the_docx_is_the_same_whatever_the_clock(
    study: Path, docx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    again = write_docx(Study(refiqda.open(study)), tmp_path / "again.docx")
    assert again.read_bytes() == docx.read_bytes()
    with zipfile.ZipFile(io.BytesIO(docx.read_bytes())) as package:
        assert {member.date_time for member in package.infolist()} == {EPOCH}
        core = package.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert "20" not in {year[:2] for year in core.split(">") if year[:4].isdigit()}


def test_columns_get_room_for_their_longest_word() -> None:
    narrow, wide = shared_out([["id", "S01"], ["says", "word " * 40]])
    assert narrow < 0.2
    assert wide > 0.8
    assert sum(shared_out([["a" * 200], ["b" * 200], [""]])) == pytest.approx(1)


@pytest.fixture(scope="module")
def weasyprint() -> Any:
    """Only where the libraries are there that it draws with."""
    try:
        import weasyprint
    except (ImportError, OSError):
        pytest.skip("WeasyPrint, or what it draws with, is not here")
    return weasyprint


@pytest.fixture(scope="module")
def pages(weasyprint: Any, whole: Study, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words of each page of the pdf."""
    pypdf = pytest.importorskip("pypdf")
    path = write_pdf(whole, tmp_path_factory.mktemp("pdf") / "report.pdf")
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]


def test_each_figure_of_the_pdf_is_whole_on_the_page_of_its_heading(
    pages: list[str], report: Report
) -> None:
    for picture in report.pictures:
        words = re.findall(r"<text[^>]*>([^<]{3,})</text>", picture.svg)
        told = {picture.title, *(html_words.unescape(each) for each in (words[0], words[-1]))}
        assert [page for page in pages if all(each in page for each in told)], picture.name


def test_the_pdf_has_every_claim(pages: list[str], whole: Study) -> None:
    text = " ".join(pages)
    for row in whole.verdicts.rows():
        assert f"{row['id']} {row['verdict']} " in text
    assert "A reconstruction, never the study" in text
    assert "What would settle it" in text


def test_the_pdf_is_the_same_whatever_the_clock(
    weasyprint: Any, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a short page with the style of the whole, since the whole takes half a minute."""
    from analysis.report.page import rendered
    from analysis.report.pdf import printed

    page = rendered(report, on_paper=True)
    start, end = page.index('<section aria-labelledby="claims"'), page.index('<section class="tab')
    short = page[:start] + page[end : page.index('<section aria-labelledby="methods"')] + "</main>"
    first = printed(short, report.digest)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert printed(short, report.digest) == first
    assert first.startswith(b"%PDF-")
    assert b"CreationDate" not in first


def test_the_pdf_fetches_nothing(weasyprint: Any, caplog: pytest.LogCaptureFixture) -> None:
    from analysis.report.pdf import printed

    with caplog.at_level("WARNING", logger="weasyprint"):
        printed('<title>x</title><img alt="" src="https://example.org/x.png">', "x")
    assert "URI uses disallowed protocol: https://example.org/x.png" in caplog.text


@pytest.mark.parametrize(
    ("module", "write", "told"),
    [
        ("docx", write_docx, r"A docx of the report needs python-docx.*'\.\[docx\]'"),
        ("weasyprint", write_pdf, r"A pdf of the report needs WeasyPrint.*'\.\[pdf\]'"),
    ],
)
def test_without_its_package_it_says_what_to_install(
    whole: Study,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    write: Any,
    told: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=told):
        write(whole, tmp_path / "report")
    assert not list(tmp_path.iterdir())
