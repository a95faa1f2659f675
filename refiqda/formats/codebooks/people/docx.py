"""A codebook for a word processor, with real headings, so that its outline can be gone through."""

from __future__ import annotations

import datetime
import importlib
import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any

from lxml import etree

from refiqda.errors import LimitExceeded, MissingExtra
from refiqda.formats.codebooks.people.contents import (
    CODES,
    COUNTED,
    QUOTED,
    SETS,
    contents,
    depth_of,
)
from refiqda.formats.codebooks.people.outline import FOLDER, Entry, Gathered, Outline, Paragraphs
from refiqda.formats.codebooks.people.wordml import (
    Run,
    W,
    add_field,
    add_link,
    add_marked,
    add_run,
    begin_field,
    element,
    end_field,
)
from refiqda.formats.codebooks.people.words import is_right_to_left
from refiqda.standard.package import EPOCH

if TYPE_CHECKING:
    from refiqda.formats.codebooks.people.counted import Example

MOST_CHARACTERS = 32_000_000
"""Of text. Word opens no document with more than 32 MB of it, pictures aside (Microsoft, "Operating
parameter limitations and specifications in Word")."""
MOST_CODES = 50_000
"""LibreOffice 7 lays out 20,000 codes with descriptions in about three minutes (measured)."""
_DEEPEST = 9
"""Levels of headings that a word processor has."""
_HEADING = re.compile("Heading ([0-9])")
_FACTS, _WHENCE = "Code facts", "Code quotation source"
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 12}
"""Points of the letters; deeper headings have those of the text."""
_TEXT = 10.5
_SMALL = 9.5
_INK, _SOFT = "1C1E21", "50555C"
_WIDTH, _HEIGHT, _MARGIN = 210, 297, 22
"""Millimetres of a page, and on all of its sides."""
_STEP = 5
"""Millimetres that a level of the contents stands in."""


def package() -> Any:
    """The package that writes docx.

    Raises:
        MissingExtra: if it is not installed.
    """
    try:
        return importlib.import_module("docx")
    except ImportError:
        raise MissingExtra(
            'A docx needs python-docx: run pip install "refiqda[docx]", or write .html or .md.'
        ) from None


def write(outline: Outline, stream: IO[bytes]) -> None:
    """Write the document.

    Raises:
        MissingExtra: if python-docx is not installed.
        LimitExceeded: if there are more codes, or is more text, than a word processor can manage.
    """
    if len(outline.entries) > MOST_CODES:
        raise LimitExceeded(
            f"The codebook has {len(outline.entries):,} codes, more than the {MOST_CODES:,} that a "
            "word processor can manage. Write .md, or a table."
        )
    made = _Document(package())
    made.outline(outline)
    made.save(stream)


class _Document:
    """A document while it is made.

    Its paragraphs are made as XML, since python-docx looks every style up anew: a codebook may have
    many thousand codes.
    """

    def __init__(self, python_docx: Any) -> None:
        self._docx = python_docx
        self.document = python_docx.Document()
        self._style()
        self._ids = {style.name: style.style_id for style in self.document.styles}
        self._end = self.document.element.body.sectPr
        self._characters = 0
        self._listed = 0
        """Levels of headings that the contents list."""
        self._marks = 0

    def _style(self) -> None:
        shared, styles = self._docx.shared, self.document.styles
        kind = self._docx.enum.style.WD_STYLE_TYPE.PARAGRAPH
        for name in (_FACTS, _WHENCE):
            styles.add_style(name, kind).base_style = styles["Normal"]
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", shared.Pt(_TEXT)
        normal.paragraph_format.space_after = shared.Pt(5)
        headings = ["Title", *(f"Heading {level}" for level in range(1, _DEEPEST + 1))]
        for name in headings:
            font = styles[name].font
            font.name, font.size = "Calibri", shared.Pt(_SIZES.get(name, _TEXT))
            font.bold, font.italic = True, False
            font.cs_bold, font.cs_italic = True, False  # of Arabic and Hebrew letters
            font.color.rgb = shared.RGBColor.from_string(_INK)
            styles[name].paragraph_format.space_after = shared.Pt(2)
            self._unthemed(styles[name])
        for name in (_FACTS, _WHENCE):
            styles[name].font.size = shared.Pt(_SMALL)
            styles[name].font.color.rgb = shared.RGBColor.from_string(_SOFT)
        for name in ("Quote", _WHENCE):
            styles[name].paragraph_format.left_indent = shared.Mm(6)
        styles["Quote"].font.italic = styles["Quote"].font.cs_italic = False
        styles["Quote"].font.color.rgb = shared.RGBColor.from_string(_INK)
        styles["Quote"].paragraph_format.keep_with_next = True
        styles["Quote"].paragraph_format.space_after = shared.Pt(1)
        self._style_contents()
        section = self.document.sections[0]
        section.page_width, section.page_height = shared.Mm(_WIDTH), shared.Mm(_HEIGHT)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, shared.Mm(_MARGIN))

    def _style_contents(self) -> None:
        """The styles that Word knows the lines of contents by, and a place for page numbers."""
        shared, styles, text = self._docx.shared, self.document.styles, self._docx.enum.text
        kind = self._docx.enum.style.WD_STYLE_TYPE.PARAGRAPH
        for level in range(1, _DEEPEST + 1):
            style = styles.add_style(f"toc {level}", kind)
            style.base_style = styles["Normal"]
            style.paragraph_format.left_indent = shared.Mm(_STEP * (level - 1))
            style.paragraph_format.space_after = shared.Pt(1)
            style.paragraph_format.tab_stops.add_tab_stop(
                shared.Mm(_WIDTH - 2 * _MARGIN),
                text.WD_TAB_ALIGNMENT.RIGHT,
                text.WD_TAB_LEADER.DOTS,
            )

    def _unthemed(self, style: Any) -> None:
        """Take away what a theme would put in the place of the letters named, and the line below.

        The fonts of a theme win over named ones (ECMA-376, part 1, 17.3.2.26).
        """
        fonts = style.element.rPr.rFonts
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
        for border in style.element.iter(f"{W}pBdr"):
            border.getparent().remove(border)

    # ------------------------------------------------------------------------- what it says

    def outline(self, outline: Outline) -> None:
        """Everything, in order."""
        self._properties(outline)
        self._say("Title", Run(outline.title))
        self._say("Normal", Run(outline.summary))
        self._contents(outline)
        if outline.definition:
            self._say("Heading 1", Run(COUNTED))
            for each in (*outline.definition, *outline.notes):
                self._say("List Bullet", Run(each))
        if outline.rule:
            self._say("Heading 1", Run(QUOTED))
            self._say("Normal", Run(outline.rule))
        self._say("Heading 1", Run(CODES))
        for entry, after in itertools.zip_longest(outline.entries, outline.entries[1:]):
            self._code(entry, has_codes=after is not None and after.level > entry.level)
        if outline.sets:
            self._say("Heading 1", Run(SETS))
        for group in outline.sets:
            self._set(group)
        self._page_numbers()

    def _properties(self, outline: Outline) -> None:
        """Nothing of the machine, the user or the clock."""
        core = self.document.core_properties
        core.title = outline.title[:255]  # what the field holds (python-docx, core properties)
        core.author = core.last_modified_by = "refiqda"
        core.comments = ""
        core.revision = 1
        core.created = core.modified = datetime.datetime(*EPOCH, tzinfo=datetime.UTC)

    def _contents(self, outline: Outline) -> None:
        """A list of links, which is a field as well: Word and LibreOffice make page numbers of it.

        They do so when a person updates it. A document that asks for that when it is opened is met
        with a warning by Word.
        """
        self._listed = depth_of(outline, _DEEPEST)
        lines = list(contents(outline, self._listed, _DEEPEST))
        if not self._listed:
            return
        self._say("TOC Heading", Run("Contents"))
        for number, each in enumerate(lines, 1):
            runs = (*([Run(f"{each.number}  ")] if each.number else []), Run(each.text))
            self._count(runs)
            paragraph = self._paragraph(f"toc {each.level}", is_turned=False)
            if number == 1:
                begin_field(paragraph, f'TOC \\o "1-{self._listed}" \\h \\z')
            add_link(paragraph, _mark(number), runs)
            if number == len(lines):
                end_field(paragraph)

    def _page_numbers(self) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = self._docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
        add_field(paragraph._p, "PAGE", "1")
        add_run(paragraph._p, Run(" / "))
        add_field(paragraph._p, "NUMPAGES", "1")

    def _code(self, entry: Entry, *, has_codes: bool) -> None:
        has_text = bool(entry.description or entry.example)
        facts = [[Run(FOLDER)]] if entry.is_folder else []
        if entry.color:
            facts.append(list(_color(entry)))
        if entry.groups:
            facts.append([Run(f"Sets: {'; '.join(group.name for group in entry.groups)}")])
        if entry.used:
            facts.append([Run(entry.used)])
        # A name alone is kept with nothing, since all of them would have to be on one page then.
        keep = bool(facts) or has_text or has_codes
        level = min(entry.level + 1, _DEEPEST)
        runs = (Run(f"{entry.number}  "), Run(entry.name))
        self._say(f"Heading {level}", *runs, keep=keep, is_turned=False)
        if facts:
            self._say(_FACTS, *_joined(facts), keep=has_text or has_codes, is_turned=False)
        self._paragraphs(entry.description)
        if entry.example is not None:
            self._quoted(entry.example)

    def _quoted(self, example: Example) -> None:
        self._say("Quote", Run(f"“{example.passage}”"))
        if example.whence:
            self._say(_WHENCE, Run(f"— {example.whence}"))

    def _set(self, each: Gathered) -> None:
        self._say("Heading 2", Run(each.name))
        self._paragraphs(each.description)
        for member in each.members:
            self._say("List Bullet", Run(f"{member.number} {member.path}"))
        if each.lost:
            self._say("Normal", Run(each.lost))

    # ------------------------------------------------------------------------- how it is set

    def _paragraphs(self, texts: Paragraphs) -> None:
        for lines in texts:
            self._say("Normal", Run("\n".join(lines)))

    def _say(
        self, style: str, *runs: Run, keep: bool | None = None, is_turned: bool | None = None
    ) -> None:
        """A paragraph before the end of the document.

        Args:
            style: its name.
            runs: what it says.
            keep: whether it is kept on one page with the next one; None: as its style has it.
            is_turned: whether it runs from right to left; None: as its first letter does.
        """
        self._count(runs)
        if is_turned is None:
            is_turned = is_right_to_left(runs[0].text)
        paragraph = self._paragraph(style, keep=keep, is_turned=is_turned)
        found = _HEADING.fullmatch(style)
        if found and int(found[1]) <= self._listed:
            self._marks += 1
            add_marked(paragraph, _mark(self._marks), self._marks, runs)
            return
        for run in runs:
            add_run(paragraph, run)

    def _paragraph(
        self, style: str, *, keep: bool | None = None, is_turned: bool = False
    ) -> etree._Element:
        """An empty one, in its place."""
        paragraph = etree.Element(f"{W}p")
        properties = element(paragraph, "pPr")
        element(properties, "pStyle", val=self._ids[style])
        if keep is not None:
            element(properties, "keepNext", val=str(int(keep)))
        if is_turned:
            element(properties, "bidi")
        self._end.addprevious(paragraph)
        return paragraph

    def _count(self, runs: Sequence[Run]) -> None:
        self._characters += sum(len(run.text) for run in runs)
        if self._characters > MOST_CHARACTERS:
            raise LimitExceeded(
                f"The codebook has more than {MOST_CHARACTERS // 1_000_000} million characters of "
                "text, which is more than Word opens. Write .md."
            )

    # ------------------------------------------------------------------------- as a file

    def save(self, stream: IO[bytes]) -> None:
        """Write the bytes, the same whatever the clock."""
        written = io.BytesIO()
        self.document.save(written)
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(stream, "w") as new:
            for member in old.infolist():
                entry = zipfile.ZipInfo(member.filename, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                entry.create_system = 3
                new.writestr(entry, old.read(member))


def _mark(number: int) -> str:
    """What a heading is called for the contents; Word takes such names away when it lists anew."""
    return f"_Toc{number:09d}"


def _color(entry: Entry) -> Iterator[Run]:
    """A colour as a swatch with its value, so that nobody has to see it."""
    yield Run("Colour ")
    if entry.is_color:
        yield Run("\u00a0" * 5, _six_digits(entry.color))
        yield Run("\u00a0")
    yield Run(entry.color)


def _six_digits(color: str) -> str:
    """``#f00`` and ``#ff0000`` as Word has them: ``FF0000``."""
    digits = color.lstrip("#").upper()
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def _joined(facts: list[list[Run]]) -> Iterator[Run]:
    for number, runs in enumerate(facts):
        if number:
            yield Run(" · ")
        yield from runs
