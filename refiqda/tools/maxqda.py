"""MAXQDA: values at nameless cases, comments as selections, audio among the videos."""

from __future__ import annotations

from refiqda.standard.model import Project, TextSource
from refiqda.text.conventions import Convention
from refiqda.text.inference import Expected
from refiqda.tools.idioms import annotations_as_comments, variables_as_cases
from refiqda.tools.program import Dialect, Dropped, Known, Program, Silent
from refiqda.tools.structures import VALUES_AT_CASES

_LINE_BREAKS_ONE = Convention(crlf=1)

_MAC_24 = "a MAXQDA 24.7 export (macOS) that cannot be shared"
_REFI = "QualCoder source, refi.py (commit 06db5fab)"
_WIKI = "QualCoder wiki, page 6.1 Imports and Exports"
_EXCEL = "MAXQDA 2022 help, page on importing codes from an Excel table (in German)"
_MAGNOLIA = "Magnolia source, reader.ts (commit 8376dfe8)"


def _named_by_positions(project: Project) -> str:
    """Selections called “start,end”, as no other program calls them."""
    for source in project.sources:
        for one in source.selections if isinstance(source, TextSource) else ():
            if one.name and one.name == f"{one.start},{one.end}":
                return f"a selection called “{one.name}”, after its positions"
    return ""


MAXQDA = Program(
    key="maxqda",
    name="MAXQDA",
    target="maxqda",
    steps=(VALUES_AT_CASES,),
    origin=r"^\W*maxqda",
    traces=_named_by_positions,
    positions=(
        Expected(
            _LINE_BREAKS_ONE,
            "reported",
            f"{_WIKI}, and QualCoder's choice “line endings for MAXQDA”: the text file gets CRLF, "
            "the positions stay as with LF",
            ("crlf",),
        ),
        Expected(
            Convention(),
            "reported",
            f"two public tools that make files for MAXQDA cut texts with LF by code points; "
            f"{_MAC_24} has LF alone",
            ("unit",),
        ),
    ),
    # CRLF is what QualCoder's makers found to be needed for codings to arrive at their place.
    dialect=Dialect(
        convention=_LINE_BREAKS_ONE,
        line_end="\r\n",
        guids="upper",
        folder="sources",
        steps=(variables_as_cases, annotations_as_comments),
    ),
    known=(
        Known(
            "files",
            "The folder is called sources; a text is a .txt named by the GUID of its source, with "
            "no styled text beside it.",
            "measured",
            _MAC_24,
        ),
        Known(
            "files",
            "A codebook is in the namespace urn:QDA-XML:codebook:0:4, from before version 1.0.",
            "reported",
            "a CodeBook from MAXQDA 24.7.0, pasted into a public file",
        ),
        Known(
            "files",
            "The maker calls the format unsuitable for teams that work on one project with "
            "different programs.",
            "documented",
            "MAXQDA help, page “Export and Import REFI-QDA Projects”",
        ),
        Known(
            "text and positions",
            "Text files are UTF-8 without a byte order mark, with LF line breaks (macOS).",
            "measured",
            _MAC_24,
        ),
        Known(
            "text and positions",
            "At import, text files need CRLF line breaks, which count 1.",
            "reported",
            _WIKI,
        ),
        Known(
            "codes",
            "Every code has a colour and can be used to code; its memo is its Description.",
            "measured",
            _MAC_24,
        ),
        Known(
            "codings",
            "A selection in a text is named by its positions (“1967,2207”), one in audio or video "
            "by its times (“(115,0),(1100,0)”).",
            "reported",
            f"two public tools that make files for MAXQDA; {_REFI}: load_codings_for_audio_video",
        ),
        Known(
            "memos and annotations",
            "A selection with a Description and without a coding is a comment.",
            "reported",
            f"{_REFI}: load_codings_for_text",
        ),
        Known(
            "memos and annotations",
            "Notes are read and written: memos made elsewhere appear.",
            "reported",
            "Magnolia changelog 1.5.0",
        ),
        Known(
            "cases and variables",
            "The variables of a source are a case without a name that holds the source and the "
            "values.",
            "reported",
            f"{_REFI}: parse_case_for_file_variables; QualCoder issue 465",
        ),
        Known(
            "cases and variables",
            "Each answer of a survey becomes a text of its own.",
            "reported",
            "QualCoder issue 396",
        ),
        Known(
            "pictures and PDF",
            "Pages of a PDF count from 0, and areas are in points from the bottom of the page.",
            "reported",
            f"{_MAGNOLIA}: found with a coded passage whose words are known",
        ),
        Known(
            "pictures and PDF",
            "At import, an area of a picture with a fraction in its coordinates, which the "
            "standard forbids, is left out without a word.",
            "reported",
            "Magnolia source, xml-serializer.ts",
        ),
        Known(
            "audio and video",
            "Audio is a VideoSource, with an .m4a or the like.",
            "reported",
            "Magnolia changelog 1.6.2, after an export of MAXQDA 2020",
        ),
        Known(
            "links, sets and graphs",
            "Groups of sources are Sets.",
            "measured",
            _MAC_24,
        ),
        Known(
            "users, GUIDs and dates",
            "GUIDs are in upper case. The project has the date of its last change alone.",
            "measured",
            _MAC_24,
        ),
        Known(
            "users, GUIDs and dates",
            "Names of sources have no suffix, and two sources may have the same name.",
            "reported",
            f"{_REFI}: parse_sources; Magnolia changelog 1.6.2",
        ),
        Known(
            "users, GUIDs and dates",
            "At import it is said to refuse GUIDs in lower case. The schema allows them.",
            "reported",
            "Magnolia source, xml-serializer.ts",
        ),
    ),
    drops=(
        Dropped(
            "long names of codes",
            "Names of codes may be cut after 63 characters: it is said of codes from an Excel "
            "table, not of this format.",
            "documented",
            _EXCEL,
        ),
        Dropped(
            "variables of sources",
            "Variables that stand at the source itself were not taken over.",
            "reported",
            _WIKI,
        ),
        Dropped(
            "variables of cases",
            "Variables were not taken over from QualCoder's files, where cases have names.",
            "reported",
            _WIKI,
        ),
    ),
    silent=(
        Silent("Whether an emoji counts 1 or 2: no file with one could be seen."),
        Silent("What the Windows edition writes: line breaks, byte order mark."),
        Silent(
            "Which items its maker says are exchanged: the list on the help page could not be "
            "retrieved.",
            is_on_codes=True,
        ),
        Silent(
            "What becomes at import of named cases, links, graphs, notes on codings, and "
            "synchronised transcripts."
        ),
        Silent("What becomes at import of sets of codes.", is_on_codes=True),
        Silent(
            "Whether weights, paraphrases and summaries, for which the standard has no place, are "
            "written in some other form."
        ),
    ),
)
