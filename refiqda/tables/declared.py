"""The frames, column by column: what code, reference page and tests all read."""

from __future__ import annotations

from typing import NamedTuple

from refiqda.tables.columns import Column, Table

_CREATED = "When it was made, in UTC; missing where it is not said or is no date."
_MODIFIED = "When it was changed last, in UTC."
_USER = "GUID of that user."
_COLOR = "As the file has it, such as #8080ff."
_DESCRIPTION = "Its description."
_START = (
    "Where it begins: code points of the text (of a transcript too) from 0, milliseconds of a "
    "recording; missing for areas and whole sources."
)
_END = "Where it ends; the character at this position is no longer part of it."
_CASE = "Name of the case; missing where it has none."
_KIND = (
    "What kind of place it is: text, pdf (an area of a page), picture (an area), audio, video, or "
    "transcript (between two sync points)"
)

CODES = Table(
    "codes",
    "One row for each code, parents before their children.",
    (
        Column("code", "text", "Name of the code."),
        Column("code_guid", "text", "Its GUID."),
        Column("code_path", "text", "Names from the top code down to it, joined by ' > '."),
        Column("level", "integer", "1 for a top code, 2 for its children, and so on."),
        Column("parent", "name", "Name of the code above it; missing for a top code."),
        Column("parent_guid", "name", "GUID of the code above it."),
        Column("codable", "truth", "Whether it may be used for coding; if not, it is a folder."),
        Column("color", "text", _COLOR),
        Column("description", "text", "Its definition or memo."),
        Column("children", "integer", "Number of codes directly below it."),
    ),
)

SOURCES = Table(
    "sources",
    "One row for each source.",
    (
        Column("source", "text", "Name of the source."),
        Column("source_guid", "text", "Its GUID."),
        Column("kind", "name", "What it is: text, pdf, picture, audio or video."),
        Column("description", "text", _DESCRIPTION),
        Column("case", "name", "Names of the cases that hold it whole, joined by '; '."),
        Column("characters", "integer", "Code points of its text; missing without text."),
        Column("selections", "integer", "Places marked in it, in its text or its transcripts."),
        Column("codings", "integer", "Codings of those places and of the source as a whole."),
        Column("transcripts", "integer", "Number of transcripts of a recording."),
        Column("path", "text", "The file of a source that is not text, as the file says."),
        Column("plain_text_path", "text", "The file of its plain text; missing if text is inline."),
        Column("rich_text_path", "text", "The file of its text with layout."),
        Column("current_path", "text", "Where the file lay on the computer it came from."),
        Column("creator", "name", "Who added it: a name, or a GUID where no name is known."),
        Column("creator_guid", "name", _USER),
        Column("created", "time", _CREATED),
        Column("modified", "time", _MODIFIED),
    ),
)

SELECTIONS = Table(
    "selections",
    "One row for each place marked in a source or a note, coded or not. A quotation that ATLAS.ti "
    "writes twice, as an area of a page and as a passage of the text, is one: a passage with its "
    "area.",
    (
        Column("source", "name", "Name of the source, or of the note."),
        Column("source_guid", "name", "Its GUID."),
        Column("selection", "text", "Name of the selection; many programs put the passage here."),
        Column("selection_guid", "text", "Its GUID."),
        Column("kind", "name", f"{_KIND}."),
        Column("start", "integer", _START),
        Column("end", "integer", _END),
        Column(
            "passage",
            "text",
            "The words of a text, of a transcript or of an area of a page; missing where there is "
            "no text to take them from.",
        ),
        Column("holder_guid", "name", "GUID of what holds it: source, its text, or a transcript."),
        Column(
            "from_ms",
            "integer",
            "Begin in the recording, in milliseconds; of a range of a transcript, as its sync "
            "points say.",
        ),
        Column("to_ms", "integer", "End in the recording, in milliseconds."),
        Column("page", "integer", "Page of a PDF that an area is on, as the file counts."),
        Column("first_x", "integer", "A corner of an area: pixels of a picture, points of a page."),
        Column("first_y", "integer", "The same corner; a PDF is measured from its lower left."),
        Column("second_x", "integer", "The opposite corner."),
        Column("second_y", "integer", "The opposite corner."),
        Column("codings", "integer", "Number of codings of it, those of an area's words too."),
        Column("description", "text", "A comment on it."),
        Column("creator", "name", "Who made it: a name, or a GUID where no name is known."),
        Column("creator_guid", "name", _USER),
        Column("created", "time", _CREATED),
        Column("modified", "time", _MODIFIED),
    ),
)

CODINGS = Table(
    "codings",
    "One row for each code applied to one place, or to a whole source; those in notes come last.",
    (
        Column("source", "name", "Name of the source, or of the note."),
        Column("source_guid", "name", "Its GUID."),
        Column("code", "name", "Name of the code; missing if the project has no such code."),
        Column("code_path", "name", "Names from the top code down to it, joined by ' > '."),
        Column("code_guid", "name", "GUID of the code."),
        Column(
            "coder",
            "name",
            "Who coded: the user of the coding, else of the selection; a GUID where no name is "
            "known.",
        ),
        Column("coder_guid", "name", _USER),
        Column("created", "time", "When the coding was made, else the selection, in UTC."),
        Column("kind", "name", f"{_KIND}, or source (a whole one)."),
        Column("start", "integer", _START),
        Column("end", "integer", _END),
        Column(
            "passage",
            "text",
            "The words coded; missing for a whole source, and where there is no text to take "
            "them from.",
        ),
        Column("selection_guid", "text", "GUID of the selection; missing for a whole source."),
        Column("coding_guid", "text", "GUID of the coding."),
        Column(
            "case",
            "name",
            "Names of the cases that hold the source, the selection, or a selection that shares a "
            "character, a millisecond or a part of an area with it, joined by '; '. A coding of a "
            "whole source is of every case that holds any part of it.",
        ),
    ),
)

CASES = Table(
    "cases",
    "One row for each case.",
    (
        Column("case", "text", _CASE),
        Column("case_guid", "text", "Its GUID."),
        Column("description", "text", _DESCRIPTION),
        Column("sources", "integer", "Number of sources that it holds whole."),
        Column("selections", "integer", "Number of selections that it holds."),
    ),
)

VARIABLES = Table(
    "variables",
    "One row for each value that a case or a source has; one row for a variable without any.",
    (
        Column("variable", "name", "Name of the variable; missing if the project has none such."),
        Column("variable_guid", "name", "Its GUID."),
        Column("type", "name", "Text, Boolean, Integer, Float, Date or DateTime, as declared."),
        Column("owner_kind", "name", "What has the value: case, source or note."),
        Column("owner", "name", "Name of the case or source."),
        Column("owner_guid", "name", "Its GUID."),
        Column("value", "text", "The value as text, whatever its type; missing means no value."),
        Column("number", "number", "The value, if it was given as a whole or decimal number."),
        Column("truth", "truth", "The value, if it was given as true or false."),
        Column("time", "time", "The value, if it was given as a date, or a date with time."),
    ),
)

NOTES = Table(
    "notes",
    "One row for each thing that a note is attached to; one row for a note that is on its own.",
    (
        Column("note", "text", "Name of the note."),
        Column("note_guid", "name", "Its GUID."),
        Column("text", "text", "What it says; missing where the text is missing."),
        Column("by", "name", "How it is attached: reference (a NoteRef) or link."),
        Column("attached_kind", "name", "What it is attached to: project, source, code, ..."),
        Column("attached", "text", "Name of that; of a coding, the name of its code."),
        Column("attached_guid", "text", "GUID of that; missing for the project, which has none."),
        Column("description", "text", _DESCRIPTION),
        Column("creator", "name", "Who wrote it: a name, or a GUID where no name is known."),
        Column("creator_guid", "name", _USER),
        Column("created", "time", _CREATED),
        Column("modified", "time", _MODIFIED),
    ),
)

LINKS = Table(
    "links",
    "One row for each link between two things.",
    (
        Column("link", "text", "Name of the link."),
        Column("link_guid", "text", "Its GUID."),
        Column("direction", "name", "Associative, OneWay or Bidirectional."),
        Column("color", "text", _COLOR),
        Column("origin_kind", "name", "What it starts from; missing if the project has none such."),
        Column("origin", "text", "Name of what it starts from."),
        Column("origin_guid", "name", "GUID of what it starts from."),
        Column("target_kind", "name", "What it leads to; missing if the project has none such."),
        Column("target", "text", "Name of what it leads to."),
        Column("target_guid", "name", "GUID of what it leads to."),
    ),
)

SETS = Table(
    "sets",
    "One row for each member of a set; one row for a set without any.",
    (
        Column("set", "name", "Name of the set."),
        Column("set_guid", "name", "Its GUID."),
        Column("description", "name", _DESCRIPTION),
        Column("member_kind", "name", "code, source or note."),
        Column("member", "text", "Name of the member; missing if the project has none such."),
        Column("member_guid", "text", "GUID of the member."),
    ),
)

USERS = Table(
    "users",
    "One row for each user.",
    (
        Column("user", "text", "Name of the user."),
        Column("user_guid", "text", "Its GUID."),
        Column("id", "text", "What the program calls the user, such as initials."),
    ),
)

CASE_CODINGS = Table(
    "case_codings",
    "One row for each case that a coding belongs to, in the order of the codings: each name in "
    "`codings.case` by itself, with GUIDs.",
    (
        Column("case", "name", _CASE),
        Column("case_guid", "name", "Its GUID."),
        Column("coding_guid", "text", "GUID of the coding."),
    ),
)

CASE_SOURCES = Table(
    "case_sources",
    "One row for each source or note and each case that holds it or a part of it, in the order of "
    "the sources.",
    (
        Column("case", "name", _CASE),
        Column("case_guid", "name", "Its GUID."),
        Column("source_guid", "name", "GUID of the source, or of the note."),
        Column(
            "how",
            "name",
            "source if the case holds it whole, selection if it holds selections of it alone.",
        ),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CODES, SOURCES, SELECTIONS, CODINGS, CASES, VARIABLES, NOTES, LINKS, SETS, USERS,
        CASE_CODINGS, CASE_SOURCES,
    )
}  # fmt: skip


class Join(NamedTuple):
    """A column that has the GUIDs of other rows, and the columns that have them as their own."""

    column: str
    own: tuple[str, ...]


_SOURCES = ("sources.source_guid", "notes.note_guid")
_USERS = ("users.user_guid",)

JOINS = (
    Join("codes.parent_guid", ("codes.code_guid",)),
    Join("sources.creator_guid", _USERS),
    Join("selections.source_guid", _SOURCES),
    Join("selections.creator_guid", _USERS),
    Join("codings.source_guid", _SOURCES),
    Join("codings.code_guid", ("codes.code_guid",)),
    Join("codings.coder_guid", _USERS),
    Join("codings.selection_guid", ("selections.selection_guid",)),
    Join("variables.owner_guid", ("cases.case_guid", *_SOURCES)),
    Join("notes.creator_guid", _USERS),
    Join("sets.member_guid", ("codes.code_guid", *_SOURCES)),
    Join("case_codings.case_guid", ("cases.case_guid",)),
    Join("case_codings.coding_guid", ("codings.coding_guid",)),
    Join("case_sources.case_guid", ("cases.case_guid",)),
    Join("case_sources.source_guid", _SOURCES),
)
"""What joins to what. ``notes.attached_guid`` and both ends of ``links`` may be of anything."""
