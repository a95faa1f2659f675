"""ATLAS.ti, for Windows and for Mac: quotations of PDFs in two places, memos by links, groups."""

from __future__ import annotations

from refiqda.standard.index import guid_key
from refiqda.standard.model import Project
from refiqda.text.conventions import Convention
from refiqda.text.inference import Expected
from refiqda.tools.annotations import LINKED_MEMOS
from refiqda.tools.idioms import memos_as_links, pdf_quotations_twice, styled_texts_only
from refiqda.tools.program import Dialect, Dropped, Known, Program, Silent

_LINE_BREAKS_ONE = Convention(crlf=1)
_OWN_USER = guid_key("C32A2BD5-537F-4838-8B17-DF9EFBAFDF4B")

_MAC_8 = "atlasti-mac-8.4-annex-a2.qde"
_WINDOWS_23 = "atlasti-win-23-codes.qdpx"
_WINDOWS_9 = "atlasti-win-9-namespace-0-4.qdc"
_FINDINGS = "qdpx-toolkit, ATLAS-ti-26-Conformance-Findings.md, on two exports of 26.1.2"
_QUALIA = "Qualia Coding, qdpx-refi-pdf-export-interoperability.md, on an export of 26.0.1"
_PONTE = "notes of the makers of ponte, 08_pdfs.md (2023-08-18)"
_MAGNOLIA = "Magnolia source, xml-serializer.ts and changelog"
_TRANSCRIPTS = "Magnolia source, transcript-refi.ts"
_REFI = "QualCoder source, refi.py (commit 06db5fab)"
_WIKI = "QualCoder wiki, page 6.1 Imports and Exports"


def _own_user(project: Project) -> str:
    """The user that it adds to every project."""
    if any(guid_key(user.guid) == _OWN_USER for user in project.users if user.guid):
        return "the user ATLAS.ti with the GUID that it has in every project"
    return ""


_BOTH = (
    Known(
        "files",
        "The folder is called sources.",
        "reported",
        "atlas-qdpx source, qdpx.py, which reads exports of ATLAS.ti alone",
    ),
    Known(
        "files",
        "A codebook is in the namespace urn:QDA-XML:codebook:0:4, from before version 1.0.",
        "measured",
        f"{_WINDOWS_9}; requal's test data report the same up to version 26",
    ),
    Known(
        "files",
        "At import it refuses a folder called Sources, children out of the order of the schema, a "
        "PDF as a TextSource, and coordinates with a fraction.",
        "reported",
        f"{_MAGNOLIA}; {_REFI}: export_project",
    ),
    Known(
        "files",
        "At import it takes a richTextPath for styled text: a .txt there is read as empty, and the "
        "whole project is refused because passages lie past the end.",
        "reported",
        f"{_REFI}: sources_xml",
    ),
    Known(
        "text and positions",
        "The text of a transcript may be in Windows-1252 rather than UTF-8.",
        "reported",
        "Magnolia source, text-encoding.ts, and changelog 1.6.0",
    ),
    Known(
        "codes",
        "A code without a name makes the import fail.",
        "reported",
        "notes of the makers of ponte, journal.md (2023-10-26)",
    ),
    Known(
        "codings",
        "Several codings stand in one selection; each has its own user and date, which need not be "
        "those of the selection.",
        "measured",
        f"{_MAC_8}; reported of 26.0.1 as well: up to 14 codings of four users in one selection "
        "(Qualia Coding)",
    ),
    Known(
        "memos and annotations",
        "A memo is a Note with its text inside; a Link called Memo-Quotation Relation ties it to a "
        "quotation.",
        "measured",
        _MAC_8,
    ),
    Known(
        "memos and annotations",
        "The comment of a quotation is the Description of its selection, without author or date.",
        "reported",
        _FINDINGS,
    ),
    Known(
        "pictures and PDF",
        "A quotation of a PDF stands twice, as an area of the page and as a passage of the text, "
        "with the same GUID and the same codes at both; the codings have GUIDs of their own.",
        "measured",
        f"{_MAC_8} (2 pairs); reported of 26.0.1 as well: 201 of 201 (Qualia Coding)",
    ),
    Known(
        "pictures and PDF",
        "A quotation over two pages has an area on each. The second has a GUID of its own, and the "
        "name, date and codes of the first; the passage has the GUID of the first and covers both.",
        "measured",
        f"{_MAC_8} (1 quotation); reported of 26.0.1 as well: {_QUALIA}",
    ),
    Known(
        "pictures and PDF",
        "Pages count from 0; areas are given by the lower left and the upper right corner, in "
        "points from the bottom of the page.",
        "measured",
        f"{_MAC_8}; reported by Magnolia's reader as well",
    ),
    Known(
        "pictures and PDF",
        "At import of a PDF from NVivo the rectangles arrived, but not the coded passages of its "
        "text; Magnolia, which writes such passages alone, reports that they do.",
        "reported",
        f"{_PONTE}; {_MAGNOLIA}",
    ),
    Known(
        "audio and video",
        "A transcript is there twice: as a TextSource, which has the codings, and as a Transcript "
        "of the audio or video, with the same files.",
        "measured",
        _MAC_8,
    ),
    Known(
        "audio and video",
        "At import it refuses a sync point without a time (“Position is invalid”).",
        "reported",
        _TRANSCRIPTS,
    ),
    Known(
        "links, sets and graphs",
        "Groups of sources and of codes are Sets; a network is a Graph, and its relations are "
        "Links that its edges point at.",
        "measured",
        _MAC_8,
    ),
    Known(
        "links, sets and graphs",
        "Graphs are read: maps made elsewhere open as networks.",
        "reported",
        "Magnolia changelog 1.6.0",
    ),
    Known(
        "users, GUIDs and dates",
        "GUIDs are in upper case; dates are UTC. A user ATLAS.ti with the same GUID is in every "
        "project.",
        "measured",
        f"{_WINDOWS_23}; {_MAC_8}",
    ),
    Known(
        "users, GUIDs and dates",
        "At import it refuses a GUID that two things have (“Globally unique identifier is not "
        "unique”), as a PDF and its text.",
        "reported",
        "Magnolia source, survey-refi.ts",
    ),
    Known(
        "users, GUIDs and dates",
        "At import it is said to refuse GUIDs in lower case. The schema allows them.",
        "reported",
        _MAGNOLIA,
    ),
)

_DROPS = (
    Dropped(
        "passages with the GUID of a stretch",
        "Of a coded stretch of video and a coded passage of its transcript with one GUID, the "
        "second does not arrive.",
        "reported",
        _TRANSCRIPTS,
    ),
    Dropped(
        "variables of sources",
        "Variables were not taken over from QualCoder's files.",
        "reported",
        _WIKI,
    ),
    Dropped(
        "variables of cases",
        "Variables were not taken over from QualCoder's files.",
        "reported",
        _WIKI,
    ),
)

_SILENT = (
    Silent("Whether an emoji counts 1 or 2: no file with one, and with its text, could be seen."),
    Silent(
        "How a text file with CRLF line breaks is counted at import; QualCoder's files were "
        "shifted by one for each line break, and it is not said which line breaks they had."
    ),
    Silent(
        "What becomes of cases, which it does not have, of notes on codes and codings, and of "
        "descriptions of variables."
    ),
    Silent("What becomes of descriptions of sets.", is_on_codes=True),
    Silent(
        "Whether quotations without a code, and several transcripts of one recording, are taken "
        "over."
    ),
    Silent("How long a name may be.", is_on_codes=True),
)

WINDOWS = Program(
    key="atlasti-windows",
    name="ATLAS.ti for Windows",
    steps=(LINKED_MEMOS,),
    target="atlasti",
    # Every ATLAS.ti that does not name the Mac is taken for it: “ATLAS.ti Win 9.0.19”.
    origin=r"^\W*atlas\.?ti\b(?![^(]*\bmac)",
    # Which edition cannot be told from the user; the one that can be written for is taken.
    traces=_own_user,
    positions=(
        Expected(
            _LINE_BREAKS_ONE,
            "reported",
            "QualCoder source, refi.py, load_text_source (commit 5a7c3665): the text file has "
            "CRLF, the positions count it 1",
            ("crlf",),
        ),
    ),
    # LF, though its own files have CRLF: at import a CRLF may count 1, as it does in what it
    # exports (refi.py), or 2 (a reading of the wiki's report); an LF is 1 either way. Magnolia,
    # which writes LF and code points, reports that codings open at their place.
    dialect=Dialect(
        convention=_LINE_BREAKS_ONE,
        line_end="\n",
        guids="upper",
        folder="sources",
        quote=100,
        steps=(memos_as_links, pdf_quotations_twice, styled_texts_only),
    ),
    known=(
        Known("files", "The XML is called project.qde.", "measured", _WINDOWS_23),
        Known(
            "text and positions",
            "Text files have CRLF line breaks, and positions count each as 1.",
            "reported",
            "QualCoder source, refi.py, load_text_source (commit 5a7c3665)",
        ),
        Known(
            "codes",
            "Codes are nested; a folder is a code that cannot be used to code. None of the 8 codes "
            "seen has a colour.",
            "measured",
            f"{_WINDOWS_23}; {_WINDOWS_9}",
        ),
        *_BOTH,
    ),
    drops=_DROPS,
    silent=_SILENT,
)

MAC = Program(
    key="atlasti-mac",
    name="ATLAS.ti for Mac",
    steps=(LINKED_MEMOS,),
    origin=r"^\W*atlas\.?ti\b[^(]*\bmac",
    positions=(
        Expected(
            _LINE_BREAKS_ONE,
            "reported",
            "QualCoder source, refi.py, load_text_source (commit 5a7c3665), for every ATLAS.ti",
            ("crlf",),
        ),
    ),
    known=(
        Known(
            "files",
            "The XML is named after the project, not project.qde.",
            "reported",
            f"{_FINDINGS}; QualCoder issue 1369",
        ),
        Known(
            "files",
            "Audio and video stay outside, in a folder “<name> Media”, under new names; the old "
            "name and place are not said, and basePath shows the name of the user of the computer.",
            "reported",
            f"{_FINDINGS}; basePath is so in {_MAC_8}",
        ),
        Known(
            "text and positions",
            "The end of a passage is the position after its last character: the words of 3 "
            "quotations are as long as end less start (60, 56 and 7).",
            "measured",
            _MAC_8,
        ),
        Known(
            "codes",
            "Version 8.4 writes levels into names (“Coke::diet Coke”) and gives 13 of 14 "
            "codes a colour; 26.1.2 writes no colours.",
            "measured",
            f"{_MAC_8}; 26.1.2 as reported in {_FINDINGS}",
        ),
        Known(
            "codings",
            "A quotation is named by its words, cut with an ellipsis after at most 100 characters; "
            "one of audio and video by its times, an area without words by a number (“12:3”).",
            "measured",
            _MAC_8,
        ),
        Known(
            "audio and video",
            "A stretch may have no length: begin and end are the same.",
            "reported",
            _FINDINGS,
        ),
        Known(
            "users, GUIDs and dates",
            "Sources and their files get new GUIDs at every export.",
            "reported",
            _FINDINGS,
        ),
        *_BOTH,
    ),
    drops=_DROPS,
    silent=_SILENT,
)
