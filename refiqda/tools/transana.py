"""Transana: keywords and collections as codes, in a namespace from before version 1.0."""

from __future__ import annotations

from refiqda.tools.members import MEMBERS_BY_GUID
from refiqda.tools.program import Dialect, Known, Program, Silent, Topic

_FILE = "transana-3.22-annex-a3.qde"


def _measured(topic: Topic, says: str) -> Known:
    return Known(topic, says, "measured", _FILE)


TRANSANA = Program(
    key="transana",
    name="Transana",
    target="transana",
    steps=(MEMBERS_BY_GUID,),
    origin=r"^\W*transana",
    # Nothing is known of what it reads, so it gets what the standard says.
    dialect=Dialect(),
    known=(
        Known(
            "files",
            "Version 3.22b2 writes the namespace urn:QDA-XML:project:0:10 of a draft.",
            "reported",
            "Annex A.3 of REFI-QDA 1.5 as printed; in the file that was measured the namespace is "
            "1.0, put there by hand",
        ),
        _measured(
            "files",
            "In the namespace 1.0, the file has 43 errors by the schema: MemberSource with guid in "
            "place of targetGUID, MemberNote with a text, Set with a user, NoteRef before "
            "SyncPoint.",
        ),
        _measured(
            "files",
            "Pictures name the place they came from (currentPath, absolute://E:/…); several may "
            "share one file.",
        ),
        _measured(
            "codes",
            "A keyword group is a code that cannot be used to code, its keywords are codes with "
            "a colour below it. Collections are codes below one called Collections.",
        ),
        _measured(
            "codings",
            "A passage has a title, a description, and two codings: its keyword and its "
            "collection. Codings have neither user nor date.",
        ),
        _measured(
            "memos and annotations",
            "A note is a Note with its text in a file. Sources, collections, passages and "
            "transcripts refer to theirs by NoteRef, a library by a MemberNote with the GUID as "
            "its text.",
        ),
        _measured(
            "pictures and PDF",
            "Areas of pictures may be given by the lower corner first.",
        ),
        _measured(
            "audio and video",
            "Coded stretches are selections of the transcript, between two sync points; the "
            "transcript has a styled and a plain text.",
        ),
        _measured("links, sets and graphs", "A library is a Set of sources."),
        _measured(
            "users, GUIDs and dates",
            "GUIDs are in lower case; times have no time zone. Every author, owner and note taker "
            "is a user.",
        ),
    ),
    silent=(
        Silent(
            "How positions count, and what text files look like: the one file that could be seen "
            "has none of its texts."
        ),
        Silent("What is taken over at import, and what is not.", is_on_codes=True),
        Silent("What versions after 3.22b2 write."),
    ),
)
