"""Qualitative Coding (``qc``): whole lines of plain text, and nothing that is no text."""

from __future__ import annotations

from refiqda.standard.model import Project, TextSource
from refiqda.text.conventions import Convention
from refiqda.text.inference import Expected
from refiqda.tools.program import Dropped, Known, Program, Silent

_FILE = "qc-1.3.2.qdpx"
_WRITER = "qc source, refi_qda/writer.py (commit 0a68f2c2)"
_READER = "qc source, refi_qda/reader.py (commit 0a68f2c2)"
_RUN = "qc 1.7.8, run"


def _named_by_lines(project: Project) -> str:
    """Selections that are all called “line:N”."""
    names = [
        one.name or ""
        for source in project.sources
        if isinstance(source, TextSource)
        for one in source.selections
    ]
    if names and all(name.startswith("line:") and name[5:].isdecimal() for name in names):
        return f"selections that are called after lines, as “{names[0]}”"
    return ""


def _not_read(what: str, says: str) -> Dropped:
    return Dropped(what, says, "measured", f"{_READER}, which logs a warning")


QC = Program(
    key="qc",
    name="qc (Qualitative Coding)",
    # "qc 1.3.2"; no other program's name begins so.
    origin=r"^\W*qc\b",
    traces=_named_by_lines,
    positions=(
        Expected(
            Convention(crlf=1),
            "measured",
            f"{_WRITER}, and helpers.py: lengths of lines of a text that Python read, where a CRLF "
            f"is one character; {_FILE}, of ASCII with LF, has 158 of 158 passages at whole lines",
        ),
    ),
    known=(
        Known(
            "files",
            "There is no XML declaration. Version 1.3.2 writes the path of a text without "
            "internal://; later versions write it.",
            "measured",
            f"{_FILE}; {_WRITER}",
        ),
        Known(
            "files",
            "At import the file must be called project.qde, lie with a folder sources, and be "
            "valid by the schema.",
            "measured",
            _READER,
        ),
        Known(
            "files",
            "Version 1.7.8 stops in a debugger at the first text that it imports.",
            "measured",
            _RUN,
        ),
        Known(
            "text and positions",
            "Positions count code points, half-open, and a CRLF as 1. A passage is one line with "
            "its line break, called line:N, with N from 0.",
            "measured",
            f"{_FILE}; {_WRITER}",
        ),
        Known(
            "text and positions",
            "Text files are UTF-8 without a byte order mark, with LF line breaks, as they were.",
            "measured",
            _FILE,
        ),
        Known(
            "codes",
            "A code has a name and a place, and can always be used to code; there are no colours "
            "and no descriptions.",
            "measured",
            f"{_FILE}; {_WRITER}",
        ),
        Known(
            "codings",
            "Each selection holds the codings of all users at that line, without dates.",
            "measured",
            _FILE,
        ),
        Known(
            "codings",
            "At import a passage becomes a line, and every passage that is not called line:N the "
            "first one.",
            "measured",
            f"{_READER}, get_line_for_position; {_RUN} without the debugger: 977 of 977 codings",
        ),
        Known(
            "codings",
            "At import a source that is no text stops the import, and so does a coding without a "
            "user.",
            "measured",
            f"{_READER}, unpack_sources",
        ),
        Known(
            "users, GUIDs and dates",
            "GUIDs are in lower case and made of the letters of a checksum, so that one thing has "
            "the same GUID in every export.",
            "measured",
            f"{_FILE}; {_WRITER}",
        ),
    ),
    drops=(
        _not_read("variables", "Variables are not supported."),
        _not_read("cases", "Cases are not supported."),
        _not_read("standalone notes", "Notes are not supported."),
        _not_read("links", "Links are not supported."),
        _not_read("graphs", "Graphs are not supported."),
        _not_read("project notes", "Notes of the project are not supported."),
        _not_read("description of the project", "A description of the project is not supported."),
        Dropped("sets", "Sets are not looked at.", "measured", _READER),
        Dropped("descriptions of codes", "Of a code the name is read alone.", "measured", _READER),
        Dropped("code colours", "Of a code the name is read alone.", "measured", _READER),
        Dropped("folder codes", "Every code can be used to code.", "measured", _READER),
        Dropped("picture selections", "Only texts are supported.", "measured", _READER),
        Dropped("PDF selections", "Only texts are supported.", "measured", _READER),
        Dropped("PDF text selections", "Only texts are supported.", "measured", _READER),
        Dropped("audio selections", "Only texts are supported.", "measured", _READER),
        Dropped("video selections", "Only texts are supported.", "measured", _READER),
        Dropped("transcripts", "Only texts are supported.", "measured", _READER),
        Dropped("uncoded selections", "Only codings are read.", "measured", _READER),
        Dropped("dates of codings", "Dates are not read.", "measured", _READER),
        Dropped("codings of whole sources", "A coding needs a line.", "measured", _READER),
    ),
    silent=(
        Silent(
            "Whether a byte order mark counts: its reader takes it for a character where texts are "
            "UTF-8, and no file with one was seen."
        ),
    ),
)
