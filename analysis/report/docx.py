"""The report for a word processor: the summary, the claims by verdict, discrepancies, tables."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from analysis import facts
from analysis.report.content import KINDS, PAPER, Report, gather
from analysis.report.extras import package
from analysis.report.grids import JOINER, Grid, Row
from analysis.study import Study

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the earliest that a zip can have, so that no clock is in the file."""
_WIDE = 7
"""Columns from which a table is set in smaller letters."""
_INDENT = "\u2003"
"""A blank as wide as a letter is high."""
_LINE, _LONG, _GAP = 150, 60, 3
"""Characters of a line of a page on its side, of a cell before it is broken, between columns."""


def render(study: Study) -> bytes:
    """The docx.

    Raises:
        MissingExtra: if python-docx is not installed.
    """
    python_docx = package("docx", "python-docx", "docx", "A docx of the report")
    made = _Document(python_docx)
    made.report(gather(study))
    return made.content()


def shared_out(columns: Sequence[Sequence[str]]) -> list[float]:
    """The share of the page that each column gets: its longest word, and more if there is more.

    Example:
        >>> shared_out([["a"], ["a"]])
        [0.5, 0.5]
    """
    least = [
        max(len(word) for cell in cells for word in (cell.split() or [""])) for cells in columns
    ]
    long = [min(sum(map(len, cells)) / len(cells), _LONG) for cells in columns]
    free = max(_LINE - sum(least) - _GAP * len(columns), 0)
    wide = [
        word + _GAP + free * length / (sum(long) or 1)
        for word, length in zip(least, long, strict=True)
    ]
    return [each / sum(wide) for each in wide]


def _indented(row: Row, grid: Grid) -> tuple[str, ...]:
    """The cells of a row; a subtheme below the row of its theme without the theme."""
    if not row.below:
        return row.cells
    return tuple(
        f"{_INDENT}{text.removeprefix(row.below + JOINER)}" if name == "Theme" else text
        for name, text in zip(grid.headings, row.cells, strict=True)
    )


class _Document:
    """A document while it is written."""

    def __init__(self, python_docx: Any) -> None:
        self._shared = python_docx.shared
        self._xml = python_docx.oxml
        self._turned = python_docx.enum.section.WD_ORIENT
        self.document = python_docx.Document()
        self._style()

    def _style(self) -> None:
        fonts = {"Normal": 10, "List Bullet": 10, "Caption": 9}
        for name, size in fonts.items():
            self.document.styles[name].font.size = self._shared.Pt(size)
        self.document.styles["Normal"].font.name = "Calibri"
        section = self.document.sections[0]
        section.page_width, section.page_height = self._shared.Mm(210), self._shared.Mm(297)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, self._shared.Mm(20))

    # ------------------------------------------------------------------------- what it says

    def report(self, report: Report) -> None:
        """Everything, in order."""
        self._properties(report)
        self._summary(report)
        self._discrepancies(report)
        self._turn()
        self._claims(report)
        self._tables(report)
        self._cite(report)

    def _properties(self, report: Report) -> None:
        """Nothing of the machine, the user or the clock."""
        core = self.document.core_properties
        core.title = f"{report.numbers['claims']} printed claims of one paper, checked"
        core.subject = facts.TITLE
        core.author = "The refiqda developers"
        core.last_modified_by = "refiqda"
        core.comments = "A reconstruction, never the study's data."
        core.identifier = report.digest
        core.version = report.version
        core.language = "en-GB"
        core.revision = 1
        core.created = core.modified = datetime.datetime(*EPOCH, tzinfo=datetime.UTC)

    def _summary(self, report: Report) -> None:
        numbers = report.numbers
        self.document.add_heading(f"{numbers['claims']} printed claims of one paper, checked", 0)
        self._say(f"{PAPER} doi:{facts.DOI}")
        notice = self.document.add_paragraph()
        notice.add_run("A reconstruction, never the study's data.").bold = True
        notice.add_run(f" The interviews are confidential. {' '.join(report.notice)}")
        self._head("How the claims came out", 1)
        rows = [(each.word, str(each.count), each.means) for each in report.verdicts]
        self._table(("Verdict", "Claims", "Means"), rows, "How the claims came out")
        self._head("The contradictions, each in one line", 1)
        for line in report.fit.lines:
            claims = f" ({', '.join(line.claims)})" if line.is_expected and line.claims else ""
            self._point(f"{line.words}{claims}")

    def _discrepancies(self, report: Report) -> None:
        self._head("Discrepancies", 1)
        for kind, title in KINDS.items():
            several = report.of_kind(kind)
            if several:
                self._head(title, 2)
            for each in several:
                self._head(f"{each.title} ({', '.join(each.claims)})", 3)
                self._told("Printed", each.printed)
                self._told("Computed", each.computed)
                self._told("Readings", "" if each.readings else "None that we know of.")
                for reading in each.readings:
                    self._point(reading)
                self._told("What would settle it", each.settles)

    def _claims(self, report: Report) -> None:
        self._head("The claims, by verdict", 1)
        self._say(
            "Each is told in our words. Lines are those of the plain text of the article from "
            "which it was typed, and are printed nowhere in the article: a reader of the article "
            "finds the sentence by the section, table or box that is named before them."
        )
        for verdict in report.verdicts:
            entries = [each for each in report.entries if each.verdict == verdict.word]
            if not entries:
                continue
            title = f"{verdict.word[:1].upper()}{verdict.word[1:]} ({verdict.count})"
            self._head(title, 2)
            self._say(f"{verdict.means[:1].upper()}{verdict.means[1:]}.")
            rows = [
                (each.id, each.where, each.says, each.expected, each.found, each.why)
                for each in entries
            ]
            headings = ("Claim", "Where", "Says", "Printed", "Found", "Why")
            self._table(headings, rows, title)

    def _tables(self, report: Report) -> None:
        self._head("Tables", 1)
        for grid in report.grids.values():
            self._head(grid.title, 2)
            self._table(
                grid.headings, [_indented(row, grid) for row in grid.rows], grid.title, grid.numeric
            )
            for sentence in (*grid.definition, *grid.notes):
                self._say(sentence)
            for heading, meaning in grid.meanings:
                self._told(heading, meaning)

    def _cite(self, report: Report) -> None:
        self._head("How to cite", 1)
        self._say(f"The paper: {PAPER} doi:{facts.DOI}")
        self._say(
            f"This report: The refiqda developers. {report.numbers['claims']} printed claims of "
            f"one paper, checked. refiqda {report.version}; project with the content digest "
            f"{report.digest}."
        )
        self._say(
            "This report, the reconstruction and the tables are under the MIT licence. The article "
            "belongs to its authors and publisher; it is cited here and not contained."
        )

    # ------------------------------------------------------------------------- how it is set

    def _head(self, words: str, level: int) -> None:
        self.document.add_heading(words, level)

    def _say(self, words: str) -> None:
        self.document.add_paragraph(words)

    def _point(self, words: str) -> None:
        self.document.add_paragraph(words, style="List Bullet")

    def _told(self, term: str, words: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{term}: " if words else f"{term}:").bold = True
        paragraph.add_run(words)

    def _turn(self) -> None:
        """A page on its side from here on, since the tables are wide."""
        section = self.document.add_section()
        section.orientation = self._turned.LANDSCAPE
        section.page_width, section.page_height = self._shared.Mm(297), self._shared.Mm(210)

    def _table(
        self,
        headings: Sequence[str],
        rows: Iterable[Sequence[str]],
        title: str,
        numeric: Sequence[bool] = (),
    ) -> None:
        """A table whose first row comes again on every page, with a title for screen readers."""
        several = [tuple(row) for row in rows]
        table = self.document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.autofit = False
        size = self._shared.Pt(7 if len(headings) >= _WIDE else 8.5)
        self._fill(table.rows[0].cells, headings, size, (), bold=True)
        self._mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", "true")
        for row in several:
            self._fill(table.add_row().cells, row, size, numeric)
        widths = self._widths(headings, several)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
            self._mark(row._tr.get_or_add_trPr(), "w:cantSplit", "true")
        self._mark(table._tbl.tblPr, "w:tblCaption", title)
        self.document.add_paragraph()

    def _widths(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Any]:
        """The width of the page shared out: more for columns with more to read."""
        section = self.document.sections[-1]
        page = section.page_width - section.left_margin - section.right_margin
        shares = shared_out(
            [[headings[n], *(row[n] for row in rows)] for n in range(len(headings))]
        )
        return [self._shared.Emu(int(page * share)) for share in shares]

    def _fill(
        self, cells: Any, row: Sequence[str], size: Any, numeric: Sequence[bool], bold: bool = False
    ) -> None:
        for number, (cell, words) in enumerate(zip(cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(words)
            run.font.size, run.bold = size, bold
            if numeric and numeric[number]:
                paragraph.alignment = 2
            paragraph.paragraph_format.space_after = 0

    def _mark(self, place: Any, name: str, value: str) -> None:
        element = self._xml.OxmlElement(name)
        element.set(self._xml.ns.qn("w:val"), value)
        place.append(element)

    # ------------------------------------------------------------------------- as a file

    def content(self) -> bytes:
        """The bytes, the same whatever the clock."""
        written, undated = io.BytesIO(), io.BytesIO()
        self.document.save(written)
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(undated, "w") as new:
            for member in old.infolist():
                entry = zipfile.ZipInfo(member.filename, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 3
                new.writestr(entry, old.read(member))
        return undated.getvalue()
