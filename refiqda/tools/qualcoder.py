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
from refiqda.tools.program import Dialect, Dropped, Known, Program
from refiqda.tools.structures import FILES_FOR_SOURCES

_MANNHEIMER = "qualcoder-3.8-mannheimer.qdpx"
_CRLF = "qualcoder-3.8-mannheimer-crlf.qdpx"
_SYNTHETIC = "qualcoder-3.8-synthetic.qdpx"
_REFI = "QualCoder source, refi.py (commit 06db5fab)"
_RUN = "QualCoder (commit c3204641), run"


def _in_source(method: str) -> str:
    return f"{_REFI}, {method}"


QUALCODER = Program(
    key="qualcoder",
    name="QualCoder",
    steps=(FILES_FOR_SOURCES, NOTES_IN_SOURCES),
    is_elsewhere=counts_elsewhere,
    target="qualcoder",
    origin=r"^\W*qualcoder",
    positions=(
        Expected(
            Convention(),
            "measured",
            f"{_MANNHEIMER}: 753 of 753 passages are called by their words; {_SYNTHETIC} with "
            "emoji: code points",
        ),
        Expected(
            Convention(crlf=1),
            "measured",
            f"{_CRLF}, written with the choice for MAXQDA: 753 of 753 passages have their words "
            "when a line break counts 1",
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
            f"{_in_source('name_creating_user_create_date_source_path_helper')}; {_RUN}",
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
            f"{_RUN}: 1000 of 1000 codings",
        ),
        Known(
            "text and positions",
            "At import a CRLF counts 2 if the first line of the text ends in one, and 1 if the "
            "origin names ATLAS; an emoji always counts 1, also from NVivo.",
            "measured",
            _in_source("load_text_source"),
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
            _in_source("sub_codes"),
        ),
        Known(
            "codes",
            "Names of codes are unique in a project: of two codes with one name the second is left "
            "out, and its codings have no code.",
            "measured",
            f"{_in_source('sub_codes')}; {_RUN}: 10 of 262 codes of nvivo-mac-15.qdpx",
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
            f"{_in_source('load_codings_for_text')}; {_RUN}: 297 of 303 codings from NVivo go to "
            "another user",
        ),
        Known(
            "codings",
            "At import a passage that one user coded twice with one code is coded once.",
            "measured",
            _in_source("load_codings_for_text"),
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
            _in_source("load_codings_for_text"),
        ),
        Known(
            "memos and annotations",
            "A journal is a Note with its text in a file. At import every such Note becomes one, "
            "unless a text refers to it: then it is looked at for a passage, and lost without one. "
            "A Note with its text inside and no passage is lost.",
            "measured",
            _in_source("parse_notes"),
        ),
        Known(
            "memos and annotations",
            "At import two Notes with one name stop the import, and so does one without a date.",
            "measured",
            _in_source("parse_notes"),
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
            f"{_SYNTHETIC}; {_in_source('parse_variables')}",
        ),
        Known(
            "cases and variables",
            "At import a case without a name gives its values to its one source; with none or "
            "several sources it is left out.",
            "measured",
            _in_source("parse_case_for_file_variables"),
        ),
        Known(
            "pictures and PDF",
            "Areas of a PDF stand after its text, which the schema forbids, with pages from 0 and "
            "measured from the top of the page, where the standard measures from the bottom.",
            "measured",
            _SYNTHETIC,
        ),
        Known(
            "pictures and PDF",
            "Areas of PDF pages are written and read since commit c3204641 (4.0 beta); releases up "
            "to 3.8 do neither.",
            "measured",
            f"{_in_source('load_pdf_source')}; {_RUN}; for 2023 also notes of the makers of ponte",
        ),
        Known(
            "pictures and PDF",
            "At import the name of an area of a picture becomes its memo, in place of the "
            "description; an area without a date stops the import.",
            "measured",
            _in_source("load_codings_for_picture"),
        ),
        Known(
            "audio and video",
            "A transcript is also a text of its own; its sync points are made up from the times "
            "that are written in it.",
            "measured",
            f"{_SYNTHETIC}; {_in_source('get_transcript_syncpoints')}",
        ),
        Known(
            "audio and video",
            "At import coded passages of a transcript begin and end one character late.",
            "measured",
            _in_source("parse_transcript_with_codings_and_syncpoints"),
        ),
        Known(
            "links, sets and graphs",
            "At import a set of sources becomes a variable of these sources.",
            "measured",
            f"{_in_source('insert_set_source_variables')}; {_RUN}: 2 sets from MAXQDA",
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
            "At import GUIDs, the ids of users, and who changed something last and when are not "
            "kept; the first user takes the place of the one set before.",
            "measured",
            _in_source("parse_users and import_project"),
        ),
    ),
    drops=(
        Dropped(
            "graphs",
            "Graphs are not read, as the program says after every import.",
            "documented",
            _in_source("import_project"),
        ),
        Dropped(
            "links",
            "Links are not read, but for those between a note and a passage without a coding.",
            "measured",
            _in_source("parse_links"),
        ),
        Dropped(
            "set of codes",
            "Of a set, codes are not read.",
            "measured",
            _in_source("parse_set"),
        ),
        Dropped(
            "set of notes",
            "Of a set, notes are not read.",
            "measured",
            _in_source("parse_set"),
        ),
        Dropped(
            "notes of codes",
            "What a code refers to is not read; the note becomes a journal.",
            "measured",
            _in_source("sub_codes"),
        ),
        Dropped(
            "notes of codings",
            "What a coding refers to is not read; the note becomes a journal.",
            "measured",
            _in_source("load_codings_for_text"),
        ),
        Dropped(
            "notes of selections",
            "What a selection refers to is not read; the note becomes a journal.",
            "measured",
            _in_source("load_codings_for_text"),
        ),
        Dropped(
            "notes of transcripts",
            "What a transcript refers to is not read; the note becomes a journal.",
            "measured",
            _in_source("parse_transcript_with_codings_and_syncpoints"),
        ),
        Dropped(
            "notes of links",
            "What a link refers to is not read; the note becomes a journal.",
            "measured",
            _in_source("parse_links"),
        ),
        Dropped(
            "project notes",
            "What the project refers to is not read; the note becomes a journal.",
            "measured",
            _in_source("import_project"),
        ),
        Dropped(
            "descriptions of notes",
            "The description of a note is not read.",
            "measured",
            _in_source("parse_notes"),
        ),
        Dropped(
            "sources in cases",
            "Which sources a named case holds is not read.",
            "measured",
            f"{_in_source('parse_cases')}; {_RUN}",
        ),
        Dropped(
            "selections in cases",
            "Which passages a case holds is not read; only a code with the GUID of the case gives "
            "it passages.",
            "measured",
            f"{_in_source('parse_cases')}; {_RUN}",
        ),
        Dropped(
            "codes in cases",
            "Which codes a case refers to is not read.",
            "measured",
            f"{_in_source('parse_cases')}; {_RUN}",
        ),
        Dropped(
            "PDF selections",
            "Areas of PDF pages are read since commit c3204641 (4.0 beta), not by releases up to "
            "3.8.",
            "measured",
            _in_source("load_pdf_source"),
        ),
        Dropped(
            "PDFs without text",
            "A PDF without its text is not taken up.",
            "measured",
            _in_source("load_pdf_source"),
        ),
        Dropped(
            "picture descriptions",
            "The text that describes a picture is not read.",
            "measured",
            _in_source("load_picture_source"),
        ),
        Dropped(
            "sync points",
            "Sync points only serve to place the coded passages of a transcript.",
            "measured",
            _in_source("parse_transcript_with_codings_and_syncpoints"),
        ),
        Dropped(
            "transcripts but the first",
            "Of several transcripts of a sound recording, the first is read; several of a film "
            "stop the import, since they get one name.",
            "measured",
            _in_source("load_audio_source and load_video_source"),
        ),
        Dropped(
            "codings of whole sources",
            "A coding that stands at a source itself is not read.",
            "measured",
            _in_source("load_text_source"),
        ),
        Dropped(
            "users of codings unlike the selection's",
            "The user of the selection is taken for that of its codings.",
            "measured",
            f"{_in_source('load_codings_for_text')}; {_RUN}",
        ),
        Dropped(
            "dates of codings unlike the selection's",
            "The date of the selection is taken for that of its codings.",
            "measured",
            _in_source("load_codings_for_text"),
        ),
    ),
    silent=(
        "What of the above the versions after commit c3204641 (August 2026) do otherwise.",
        "How NVivo and Transana read what it writes; its makers report of MAXQDA, ATLAS.ti and "
        "Quirkos alone.",
    ),
)
