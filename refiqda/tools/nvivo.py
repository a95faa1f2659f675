"""NVivo, for Windows and for Mac: UTF-16 units, annotations tied by links, cases as codes too."""

from __future__ import annotations

from refiqda.text.conventions import Convention
from refiqda.text.inference import Expected
from refiqda.tools.annotations import LINKED_ANNOTATIONS
from refiqda.tools.idioms import annotations_as_links
from refiqda.tools.program import Dialect, Dropped, Known, Program, Silent
from refiqda.tools.structures import NODES_ROOT

_UNITS = Convention("UTF-16 unit")

_WINDOWS_12 = "an NVivo for Windows 12.6 export that cannot be shared"
_MAC_12 = "an NVivo for Mac 12.7.0 export that cannot be shared"
_MAC_15 = "nvivo-mac-15.qdpx"
_HELP = "NVivo help, page “REFI-QDA Standard” (Windows, and 12 for Mac)"
_REFI = "QualCoder source, refi.py (commit 06db5fab)"

_BOTH = (
    Known(
        "files",
        "A project is one .qdpx with the files in it. A bare .qde can be opened too, without the "
        "files of the sources.",
        "documented",
        _HELP,
    ),
    Known(
        "codes",
        "Colours of codes are taken over where “Import code colors” is ticked at import.",
        "documented",
        _HELP,
    ),
    Known(
        "codes",
        "A code has a colour in the file only where somebody gave it one.",
        "reported",
        "QualCoder issue 599, with two exports of one project",
    ),
    Known(
        "codings",
        "Coding is exchanged “with some exceptions”; which ones, the retrievable part of the page "
        "does not say.",
        "documented",
        _HELP,
    ),
    Known(
        "memos and annotations",
        "Memos, and the links that tie a memo to a source or a code, are exchanged.",
        "documented",
        _HELP,
    ),
    Known(
        "memos and annotations",
        "A memo is a Note with a .docx and a .txt.",
        "reported",
        f"{_REFI}: the example in parse_notes",
    ),
    Known(
        "memos and annotations",
        "An annotation of a text is three elements: a selection without a coding, a Note, and a "
        "Link with the Note as its origin and the selection as its target.",
        "reported",
        f"{_REFI}: load_codings_for_text reads NVivo's files so",
    ),
    Known(
        "memos and annotations",
        "Annotations of PDFs, pictures, audio and video do not stay annotations: they are copied "
        "to a memo.",
        "documented",
        _HELP,
    ),
    Known(
        "cases and variables",
        "A case is written twice: as a Case, and as a Code with the same GUID; the codings with "
        "that code are the passages of the case.",
        "reported",
        f"{_REFI}: clean_up_case_codes_and_case_text reads NVivo's files so",
    ),
    Known(
        "cases and variables",
        "The name of a variable begins with its classification: “Cases:Age group”.",
        "reported",
        f"{_REFI}: the example in parse_variables",
    ),
    Known(
        "cases and variables",
        "A dataset (a table of answers) does not travel at all.",
        "documented",
        _HELP,
    ),
    Known(
        "pictures and PDF",
        "Of the coding of a PDF, one report says that coded text does not arrive in MAXQDA, "
        "another that rectangles arrive in ATLAS.ti and coded text does not.",
        "reported",
        "University of Toronto guide “Moving from NVivo to MAXQDA” (2025); notes of the makers of "
        "ponte, 08_pdfs.md (2023-08-18)",
    ),
    Known(
        "links, sets and graphs",
        "Sets are exchanged “with exceptions”; which ones, the retrievable part of the page does "
        "not say.",
        "documented",
        _HELP,
    ),
    Known(
        "links, sets and graphs",
        "Of links, only those between a memo and what it is about are among the items that are "
        "transferred; see-also links and relationships are not named.",
        "documented",
        _HELP,
    ),
    Known(
        "users, GUIDs and dates",
        "GUIDs may be made anew when a project goes from one edition to the other: an export from "
        "Mac shares the GUIDs of 59 codes with one export from Windows, and none with another.",
        "measured",
        f"{_WINDOWS_12}; {_MAC_12}",
    ),
)

_DROPS = (
    Dropped(
        "graphs",
        "Maps are not among the items that NVivo says are transferred.",
        "documented",
        _HELP,
    ),
)

_SILENT = (
    Silent(
        "What of coding and of sets is excepted, and what else is not transferred: the list on the "
        "help page could not be retrieved to its end.",
        is_on_codes=True,
    ),
    Silent(
        "Whether code points, or positions that count a line break as 1, are understood at import."
    ),
    Silent(
        "Whether rectangles on PDF pages and pictures, and stretches of audio and video, keep "
        "their codings."
    ),
    Silent(
        "What becomes of synchronised transcripts, of variables on a source without a case, and of "
        "notes on a coding or a link."
    ),
    Silent("How long a name may be.", is_on_codes=True),
)

WINDOWS = Program(
    key="nvivo-windows",
    name="NVivo for Windows",
    steps=(NODES_ROOT, LINKED_ANNOTATIONS),
    target="nvivo",
    # Every NVivo that does not name the Mac. What stands in brackets says where a file that
    # refiqda wrote for NVivo came from.
    origin=r"^\W*nvivo\b(?![^(]*\bmac\b)",
    positions=(
        Expected(
            _UNITS,
            "measured",
            f"{_WINDOWS_12}: of 303 passages in a text with 892 astral characters, 300 begin and "
            "end at a word in UTF-16 units with CRLF counted 2, 49 in code points",
        ),
    ),
    # Written as it writes itself, since nothing is known of what else it reads; but the folder is
    # called as in the standard (section 8.1) and by NVivo for Mac, since a project written for
    # NVivo should open in both, and other programs look for that name alone.
    dialect=Dialect(
        convention=_UNITS,
        line_end="\r\n",
        bom=True,
        guids="lower",
        folder="sources",
        steps=(annotations_as_links,),
    ),
    known=(
        Known(
            "files",
            "The folder of the files is called Sources, with a capital, which stops readers that "
            "look for sources.",
            "measured",
            f"{_WINDOWS_12}; Magnolia issue 7 reports the same",
        ),
        Known(
            "files",
            "A text is there as a .docx and as a .txt, both named by the GUID of the source.",
            "measured",
            _WINDOWS_12,
        ),
        Known(
            "text and positions",
            "Positions count UTF-16 units, half-open: an emoji counts 2.",
            "measured",
            _WINDOWS_12,
        ),
        Known(
            "text and positions",
            "Text files are UTF-8 with a byte order mark, which does not count, and CRLF line "
            "breaks, which count 2.",
            "measured",
            _WINDOWS_12,
        ),
        Known(
            "codings",
            "Each selection holds one coding, so that a passage with two codes is two selections "
            "of the same range; their names and descriptions are empty.",
            "measured",
            _WINDOWS_12,
        ),
        Known(
            "users, GUIDs and dates",
            "GUIDs are in lower case; dates are UTC, to the second. The user of a coding and the "
            "user of its selection may differ, as they do in 297 of 303 codings of one file.",
            "measured",
            _WINDOWS_12,
        ),
        *_BOTH,
    ),
    drops=_DROPS,
    silent=_SILENT,
)

MAC = Program(
    key="nvivo-mac",
    name="NVivo for Mac",
    steps=(NODES_ROOT, LINKED_ANNOTATIONS),
    origin=r"^\W*nvivo\b[^(]*\bmac\b",
    positions=(
        Expected(
            _UNITS,
            "measured",
            f"{_MAC_12}: 99.5 % of the boundaries are at a word in UTF-16 units, 40 % in code "
            "points; all 297 codings have the same words as in the same project from Windows",
            # The texts have LF alone.
            ("unit",),
        ),
    ),
    known=(
        Known(
            "files",
            "The folder is called sources and holds an empty file .root; nothing is compressed.",
            "measured",
            _MAC_15,
        ),
        Known(
            "files",
            "A codebook from version 12 is in the namespace urn:QDA-XML:codebook:1:0.",
            "reported",
            "two public scripts that imitate the file header “NVivo 12 For Mac”",
        ),
        Known(
            "text and positions",
            "Positions count UTF-16 units, half-open: an emoji counts 2.",
            "measured",
            _MAC_12,
        ),
        Known(
            "text and positions",
            "Text files are UTF-8 without a byte order mark, with LF line breaks.",
            "measured",
            _MAC_12,
        ),
        Known(
            "text and positions",
            "Two texts came back with one byte each, and named by internal numbers, probably "
            "because their plainTextPath had no internal:// at import. This was seen once.",
            "measured",
            f"{_MAC_15}, which is qc-1.3.2.qdpx opened and exported",
        ),
        Known(
            "codes",
            "The GUIDs of codes are kept from the file that was opened: 262 of 262.",
            "measured",
            f"{_MAC_15} against qc-1.3.2.qdpx",
        ),
        Known(
            "users, GUIDs and dates",
            "GUIDs are in lower case. A user has initials as well as a name.",
            "measured",
            _MAC_15,
        ),
        *_BOTH,
    ),
    drops=_DROPS,
    silent=_SILENT,
)
