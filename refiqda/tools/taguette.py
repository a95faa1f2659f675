"""Taguette: a flat codebook, and no projects."""

from __future__ import annotations

import uuid

from refiqda.tools.dotted import nest
from refiqda.tools.program import Known, Program, Silent
from refiqda.tools.steps import State, Step

SEPARATOR = "."
"""What stands between levels in the path of a code."""
_FILE = "taguette-1.5.2.qdc"
_SOURCE = "Taguette source, the function that writes the codebook"

_NAMESPACE = uuid.UUID("51B2B2B7-27EB-4ECB-9D56-E75B0A0496C2")


def guid_of(path: str) -> str:
    """The GUID that Taguette writes for the code of a path, in whichever project it is."""
    return str(uuid.uuid5(_NAMESPACE, path)).upper()


def _nest(state: State) -> None:
    state.project.codes = nest(state.project.codes, SEPARATOR)


PATHS_AS_NAMES = Step(
    "Codes are side by side, called by their paths with full stops; a code stands below the one "
    "that its name begins with, if there is one that is called so.",
    "measured",
    f"{_FILE}; {_SOURCE}",
    codebook=_nest,
)

TAGUETTE = Program(
    key="taguette",
    name="Taguette",
    origin=r"^\W*taguette",
    steps=(PATHS_AS_NAMES,),
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
    silent=(
        Silent("Nothing more than the codebook can be known, since there are no project files."),
    ),
)
