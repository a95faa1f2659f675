"""QualCoder: code points, byte order marks, annotations as notes that hold a passage."""

from __future__ import annotations

from refiqda.text.conventions import Convention
from refiqda.text.inference import Expected
from refiqda.tools.annotations import NOTES_IN_SOURCES, counts_elsewhere
from refiqda.tools.idiom_qualcoder import (
    dates_and_names,
    one_user_a_selection,
    texts_where_it_looks,
)
from refiqda.tools.program import Dialect, Known, Program, Silent
from refiqda.tools.qualcoder_drops import DROPS, RUN, in_source
from refiqda.tools.structures import FILES_FOR_SOURCES

_MANNHEIMER = "qualcoder-3.8-mannheimer.qdpx"
_CRLF = "qualcoder-3.8-mannheimer-crlf.qdpx"
_SYNTHETIC = "qualcoder-3.8-synthetic.qdpx"

QUALCODER = Program(
    key="qualcoder",
    name="QualCoder",
    steps=(FILES_FOR_SOURCES, NOTES_IN_SOURCES),
    is_elsewhere=counts_elsewhere,
    target="qualcoder",
    origin=r"^\W*qualcoder",
    positions=(
        Expected(
            Convention(crlf=1),
            "measured",
            f"{_MANNHEIMER}: 753 of 753 passages are called by their words; {_SYNTHETIC}: so they "
            f"are after an emoji; {_CRLF}, written with the choice for MAXQDA: 753 of 753 have "
            "their words when a line break counts 1",
        ),
    ),
    # No byte order mark, though QualCoder writes one: its importer takes the mark for a character,
    # so that each coding would begin one too late (1000 of 1000, when run).
    dialect=Dialect(
        line_end="\n",
        bom=False,
        guids="lower",
        folder="sources",
        steps=(one_user_a_selection, texts_where_it_looks, dates_and_names),
    ),
    known=(
        Known(
            "files",
            "The folder is called sources; a styled text has a .docx and a .txt with different "
            "GUIDs, and a plain one is there twice.",
            "measured",
            _MANNHEIMER,
        ),
        Known(
            "files",
            "The files that were measured were made with the exporter of commit c3204641 (August "
            "2026). Their origin, “QualCoder 3.8.2+git-c320464”, names that commit rather than a "
            "release; at commit 002f8fae the program calls itself “QualCoder 4.0 in development”.",
            "measured",
            f"{_MANNHEIMER}; {_SYNTHETIC}; QualCoder source, __main__.py (commit 002f8fae)",
        ),
        Known(
            "files",
            "A codebook begins with a byte order mark.",
            "measured",
            "qualcoder-3.8-mannheimer.qdc",
        ),
        Known(
            "files",
            "At import any .qde at the root will do, and the folder may be called Sources. A text "
            "inside the XML, one whose path does not begin with internal://, and one that is not "
            "in the package stop the import half way.",
            "measured",
            f"{in_source('name_creating_user_create_date_source_path_helper')}; {RUN}",
        ),
        Known(
            "text and positions",
            "Positions count code points, half-open; the byte order mark does not count.",
            "measured",
            f"{_MANNHEIMER}; {_SYNTHETIC}",
        ),
        Known(
            "text and positions",
            "Text files are UTF-8 with a byte order mark and LF line breaks; with the choice for "
            "MAXQDA they have CRLF, while positions still count LF.",
            "measured",
            f"{_MANNHEIMER}; {_CRLF}",
        ),
        Known(
            "text and positions",
            "At import the byte order mark is kept as a character, so that a project exported and "
            "opened again has all its codings one character off.",
            "measured",
            f"{RUN}: 1000 of 1000 codings",
        ),
        Known(
            "text and positions",
            "At import a CRLF counts 2 if the first line of the text ends in one, and 1 if the "
            "origin names ATLAS; an emoji always counts 1, also from NVivo.",
            "measured",
            in_source("load_text_source"),
        ),
        Known(
            "codes",
            "A category is a code that cannot be used to code, without a colour. Codes may stand "
            "below codes.",
            "measured",
            _SYNTHETIC,
        ),
        Known(
            "codes",
            "At import a colour becomes the nearest of its own palette, and a code without one "
            "gets any.",
            "measured",
            in_source("sub_codes"),
        ),
        Known(
            "codings",
            "Each selection holds one coding and is called by its words.",
            "measured",
            _MANNHEIMER,
        ),
        Known(
            "codings",
            "At import the user and the date of a coding are those of its selection.",
            "measured",
            f"{in_source('load_codings_for_text')}; {RUN}: 297 of 303 codings from NVivo go to "
            "another user",
        ),
        Known(
            "memos and annotations",
            "An annotation is a Note with its text inside and one selection, whose positions count "
            "in the source. Of several in one source, the source refers to the first alone.",
            "measured",
            _SYNTHETIC,
        ),
        Known(
            "memos and annotations",
            "At import a selection of a text without a coding is an annotation, with its "
            "description or with the note that a link ties to it.",
            "measured",
            in_source("load_codings_for_text"),
        ),
        Known(
            "memos and annotations",
            "A journal is a Note with its text in a file. At import every such Note becomes one, "
            "unless a text refers to it: then it is looked at for a passage.",
            "measured",
            in_source("parse_notes"),
        ),
        Known(
            "memos and annotations",
            "At import two Notes with one name stop the import, and so does one without a date.",
            "measured",
            in_source("parse_notes"),
        ),
        Known(
            "cases and variables",
            "A case refers to the GUID of a file in place of that of its source, which no reader "
            "can find.",
            "measured",
            _SYNTHETIC,
        ),
        Known(
            "cases and variables",
            "Variables are Text or Float; a missing number is a value without content. At import "
            "Boolean, Date and DateTime become text, Integer a number.",
            "measured",
            f"{_SYNTHETIC}; {in_source('parse_variables')}",
        ),
        Known(
            "cases and variables",
            "At import a case without a name gives its values to its one source.",
            "measured",
            in_source("parse_case_for_file_variables"),
        ),
        Known(
            "pictures and PDF",
            "Areas of a PDF stand after its text, which the schema forbids.",
            "measured",
            _SYNTHETIC,
        ),
        Known(
            "pictures and PDF",
            "Pages of a PDF count from 0, and areas are measured from the top of the page, where "
            "the standard measures from the bottom.",
            "measured",
            "QualCoder source, the exporter in refi.py (commit c3204641); no file with such an "
            "area and a page to hold against it was seen",
        ),
        Known(
            "pictures and PDF",
            "Areas of PDF pages are written and read at commit c3204641, and neither at commit "
            "06db5fab.",
            "measured",
            f"{_SYNTHETIC}; QualCoder source, refi.py (commit c3204641); "
            f"{in_source('load_pdf_source and sources_xml')}",
        ),
        Known(
            "pictures and PDF",
            "At import the name of an area of a picture becomes its memo, in place of the "
            "description; an area without a date stops the import.",
            "measured",
            in_source("load_codings_for_picture"),
        ),
        Known(
            "audio and video",
            "A transcript is a text of its own. It is a transcript of the recording only where its "
            "name ends in “.transcribed”, with sync points made up from the times that are written "
            "in it.",
            "measured",
            f"{_SYNTHETIC}; {in_source('transcript_xml and get_transcript_syncpoints')}",
        ),
        Known(
            "audio and video",
            "At import coded passages of a transcript begin and end one character late.",
            "measured",
            in_source("parse_transcript_with_codings_and_syncpoints"),
        ),
        Known(
            "links, sets and graphs",
            "At import a set of sources becomes a variable of these sources.",
            "measured",
            f"{in_source('insert_set_source_variables')}; {RUN}: 2 sets from MAXQDA",
        ),
        Known(
            "users, GUIDs and dates",
            "GUIDs are in lower case and new at every export. The user who made the project is "
            "not among its users.",
            "measured",
            f"{_MANNHEIMER}; {_SYNTHETIC}",
        ),
        Known(
            "users, GUIDs and dates",
            "At import GUIDs and the name of the project are not kept; the first user takes the "
            "place of the one set before.",
            "measured",
            in_source("parse_project_tag, parse_users and import_project"),
        ),
    ),
    drops=DROPS,
    silent=(
        Silent(
            "Which releases do what is seen here: two commits were looked at, c3204641 and "
            "06db5fab.",
            is_on_codes=True,
        ),
        Silent(
            "How NVivo and Transana read what it writes; its makers report of MAXQDA, ATLAS.ti and "
            "Quirkos alone."
        ),
    ),
)
