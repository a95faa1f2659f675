"""What QualCoder does not take over: read in its importer, and some of it seen when it was run."""

from __future__ import annotations

from refiqda.tools.program import Dropped

REFI = "QualCoder source, refi.py (commit 06db5fab)"
RUN = "QualCoder (commit c3204641), run"

_LOADERS = "load_codings_for_text, load_codings_for_picture and load_codings_for_audio_video"
_TRANSCRIPT = "parse_transcript_with_codings_and_syncpoints"
_HELPER = "name_creating_user_create_date_source_path_helper"
_UNREAD_NOTE = "is not read; the note becomes a journal"


def in_source(method: str) -> str:
    """The method of the importer that shows it."""
    return f"{REFI}, {method}"


def _read(what: str, says: str, method: str, *, run: bool = False) -> Dropped:
    evidence = in_source(method)
    return Dropped(what, says, "measured", f"{evidence}; {RUN}" if run else evidence)


_NOTES = (
    _read("notes of codes", f"What a code refers to {_UNREAD_NOTE}.", "sub_codes"),
    _read("notes of codings", f"What a coding refers to {_UNREAD_NOTE}.", "load_codings_for_text"),
    _read(
        "notes of selections",
        f"What a selection refers to {_UNREAD_NOTE}.",
        "load_codings_for_text",
    ),
    _read("notes of transcripts", f"What a transcript refers to {_UNREAD_NOTE}.", _TRANSCRIPT),
    _read(
        "notes of sources but texts",
        f"What a picture, PDF, sound recording or film refers to {_UNREAD_NOTE}.",
        "load_picture_source, load_pdf_source, load_audio_source and load_video_source",
    ),
    _read("notes of links", f"What a link refers to {_UNREAD_NOTE}.", "parse_links"),
    _read("project notes", f"What the project refers to {_UNREAD_NOTE}.", "import_project"),
    _read(
        "notes of texts without a passage",
        "A note that a text refers to is looked at for words and a passage in the XML; without "
        "both it is lost.",
        "parse_notes and insert_annotation",
    ),
    _read(
        "notes without a text file",
        "A note that no text refers to is read from its text file; without one it is lost.",
        "parse_notes",
    ),
    _read(
        "notes with an empty name",
        "A note whose name is empty is lost, while one without a name becomes a journal.",
        "parse_notes",
    ),
    _read(
        "notes linked from notes",
        "A note that a link from another note leads to is taken for an annotation that was read "
        "before, and lost.",
        "parse_notes",
    ),
    _read("descriptions of notes", "The description of a note is not read.", "parse_notes"),
    _read("styled texts of notes", "Of a journal the plain text is read.", "parse_notes"),
    _read("variables of notes", "Values of a note are not read.", "parse_notes"),
    _read(
        "selections of notes",
        "Passages of a note, with their codings, are not read, but for the one that says where an "
        "annotation is.",
        "parse_notes and insert_annotation",
    ),
)

_CODES_AND_CASES = (
    _read(
        "codes of one name",
        "Names are unique among codes, and among categories: the second of one name is left out, "
        "with its description, and its codings have no code. What is below it goes to the first.",
        "sub_codes",
    )._replace(evidence=f"{in_source('sub_codes')}; {RUN}: 10 of 262 codes of nvivo-mac-15.qdpx"),
    _read(
        "codings that are there twice",
        "A passage of a text that one user coded twice with one code is coded once.",
        "load_codings_for_text",
    ),
    _read(
        "codings of whole sources",
        "A coding that stands at a source itself is not read.",
        "load_text_source",
    ),
    _read("cases of one name", "The second case of one name is left out.", "parse_cases"),
    _read(
        "cases without a name",
        "A case without a name gives its values to its one source; with none or several sources "
        "it is left out.",
        "parse_case_for_file_variables",
    ),
    _read(
        "descriptions of cases without a name",
        "Of a case without a name the values are read alone.",
        "parse_case_for_file_variables",
    ),
    _read(
        "sources in cases",
        "Which sources a named case holds is not read.",
        "parse_cases",
        run=True,
    ),
    _read(
        "selections in cases",
        "Which passages a case holds is not read; only a code with the GUID of the case gives it "
        "passages.",
        "parse_cases",
    ),
    _read("codes in cases", "Which codes a case refers to is not read.", "parse_cases"),
    _read(
        "variables of one name",
        "The second variable of one name is left out, and its values go to the first.",
        "parse_variables",
    ),
    _read(
        "types of variables",
        "Boolean, Date and DateTime become text, Integer a number.",
        "parse_variables",
    ),
    _read("set of codes", "Of a set, codes are not read.", "parse_set"),
    _read("set of notes", "Of a set, notes are not read.", "parse_set"),
    _read(
        "sets with the name of a variable",
        "A set of sources becomes a variable, and is left out if there is one of its name.",
        "insert_set_source_variables",
    ),
)

_PLACES = (
    _read(
        "PDF selections",
        "Areas of PDF pages are read at commit c3204641 (August 2026), and not at the other that "
        "was looked at.",
        "load_pdf_source",
    ),
    _read("PDFs without text", "A PDF without its text is not taken up.", "load_pdf_source"),
    _read(
        "descriptions of PDFs",
        "The description of a PDF is not read; that of its text is.",
        "load_pdf_source and load_text_source",
    ),
    _read(
        "variables of PDFs",
        "Values at a PDF are not read; those at its text are.",
        "load_pdf_source and load_text_source",
    ),
    _read(
        "names and dates of the texts of PDFs",
        "The text of a PDF has the name and the date of the PDF.",
        "load_pdf_source and load_text_source",
    ),
    _read(
        "users of PDFs",
        "The user of a PDF is not read; that of its text is.",
        "load_pdf_source and load_text_source",
    ),
    _read(
        "picture descriptions",
        "The text that describes a picture is not read.",
        "load_picture_source",
    ),
    _read(
        "descriptions of picture selections",
        "The description of an area of a picture gives way to its name.",
        "load_codings_for_picture",
    ),
    _read(
        "uncoded selections but passages",
        "An area of a picture and a stretch of a recording or transcript are read with a coding "
        "alone.",
        f"load_codings_for_picture, load_codings_for_audio_video and {_TRANSCRIPT}",
    ),
    _read(
        "sync points",
        "Sync points only serve to place the coded passages of a transcript.",
        _TRANSCRIPT,
    ),
    _read(
        "transcripts but the first",
        "Of several transcripts of a sound recording, the first is read; several of a film stop "
        "the import, since they get one name.",
        "load_audio_source and load_video_source",
    ),
    _read("styled texts of transcripts", "Of a transcript the plain text is read.", _TRANSCRIPT),
    _read(
        "names of stretches",
        "The name of a stretch of a recording or transcript is not read.",
        f"load_codings_for_audio_video and {_TRANSCRIPT}",
    ),
    _read(
        "names of passages",
        "The name of a passage is not read: it is called by its words.",
        "load_codings_for_text",
    ),
    _read(
        "former places of files",
        "Where a file was before (currentPath) is not read.",
        _HELPER,
    ),
)

_USERS_AND_DATES = (
    _read(
        "users of codings unlike the selection's",
        "The user of the selection is taken for that of its codings.",
        _LOADERS,
        run=True,
    ),
    _read(
        "dates of codings unlike the selection's",
        "The date of the selection is taken for that of its codings.",
        _LOADERS,
    ),
    _read(
        "users of selections unlike the transcript's",
        "The user of a transcript is taken for that of its selections and codings.",
        _TRANSCRIPT,
    ),
    _read(
        "dates of selections unlike the transcript's",
        "The date of a transcript is taken for that of its selections and codings.",
        _TRANSCRIPT,
    ),
    _read(
        "users and dates of annotations",
        "Of an annotation it is kept who changed it last and when; who made it is read where "
        "nobody changed it, and when it was made is not read.",
        "insert_annotation",
    ),
    _read(
        "passages of annotations",
        "Of the passage of an annotation the positions are read alone.",
        "insert_annotation",
    ),
    _read(
        "users of nothing",
        "There is no list of users: one who made no source, selection or note is lost.",
        "parse_users",
    ),
    _read("ids of users", "Of a user the name is read alone, not the id.", "parse_users"),
    _read(
        "users of last changes",
        "Who changed something last is not kept, where it is said who made it.",
        f"{_HELPER}; {_LOADERS}",
    ),
    _read(
        "dates of last changes",
        "When something was changed last is not kept, where it is said when it was made.",
        f"{_HELPER}; {_LOADERS}",
    ),
    _read(
        "users and dates of the project",
        "Who made and changed the project, and when, is not read.",
        "parse_project_tag",
    ),
)

DROPS = (
    Dropped(
        "graphs",
        "Graphs are not read, as the program says after every import.",
        "documented",
        in_source("import_project"),
    ),
    _read(
        "links",
        "Links are not read, but for those between a note and a passage without a coding.",
        "parse_links",
    ),
    *_NOTES,
    *_CODES_AND_CASES,
    *_PLACES,
    *_USERS_AND_DATES,
)

__all__ = ["DROPS", "REFI", "RUN", "in_source"]
