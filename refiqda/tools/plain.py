"""The standard itself, as a target: files for any program that follows it."""

from __future__ import annotations

from refiqda.text.conventions import STANDARD as AS_THE_STANDARD
from refiqda.text.inference import Expected
from refiqda.tools.program import Dialect, Known, Program, Silent

_TEXT = "REFI-QDA 1.5"

STANDARD = Program(
    key="standard",
    name="the standard itself",
    target="standard",
    # What refiqda writes for no program in particular.
    origin=r"^\W*refiqda\b",
    positions=(
        Expected(
            AS_THE_STANDARD,
            "documented",
            f"{_TEXT}, section 10.2: code points of the text file, so that CR and LF are two",
        ),
    ),
    dialect=Dialect(),
    known=(
        Known(
            "files",
            "The XML is called project.qde, the folder sources; texts, PDFs and pictures are "
            "inside, audio and video may be outside.",
            "documented",
            f"{_TEXT}, sections 5.3, 8.1 and 8.3",
        ),
        Known(
            "text and positions",
            "Positions count code points of the text, the first being 0. The words say “last "
            "character”; the example is half-open.",
            "documented",
            f"{_TEXT}, section 10.2 and Annex A.2",
        ),
        Known(
            "text and positions",
            "Text files are UTF-8. Byte order marks and line breaks are not spoken of; refiqda "
            "writes none and LF.",
            "documented",
            f"{_TEXT}, section 9.1.2",
        ),
        Known(
            "pictures and PDF",
            "Areas of a PDF are in points from the lower left; whether the first page is 0 or 1 is "
            "not said.",
            "documented",
            f"{_TEXT}, section 10.3",
        ),
        Known(
            "users, GUIDs and dates",
            "GUIDs may be in either case and in braces.",
            "documented",
            f"{_TEXT}, Project.xsd, GUIDType",
        ),
    ),
    silent=(
        Silent(
            "What a certain program makes of it: one that has a target of its own is better "
            "written for by that.",
            is_on_codes=True,
        ),
    ),
)
