"""Taguette: a flat codebook, and no projects."""

from __future__ import annotations

from refiqda.tools.program import Known, Program

_FILE = "taguette-1.5.2.qdc"
_SOURCE = "Taguette source, the function that writes the codebook"

TAGUETTE = Program(
    key="taguette",
    name="Taguette",
    origin=r"^\W*taguette",
    known=(
        Known(
            "files",
            "It writes codebooks (.qdc) and no projects; it reads neither.",
            "measured",
            "Taguette 1.5.2; for projects, merge request 45 has never been merged",
        ),
        Known(
            "files",
            "A codebook ends in an empty Sets, which the schema forbids.",
            "measured",
            _FILE,
        ),
        Known(
            "text and positions",
            "Inside, positions count the UTF-8 bytes of an HTML text; no REFI-QDA file shows them.",
            "measured",
            "Taguette source (1.5.2)",
        ),
        Known(
            "codes",
            "All codes are side by side, called by their whole path (“people.friends”), without "
            "descriptions or colours.",
            "measured",
            f"{_FILE}; {_SOURCE}",
        ),
        Known(
            "users, GUIDs and dates",
            "GUIDs are in upper case and made of the name, so that one name has the same GUID in "
            "every export.",
            "measured",
            f"{_FILE}; {_SOURCE}",
        ),
    ),
    silent=("Nothing more than the codebook can be known, since there are no project files.",),
)
