"""The GUIDs of the project: made from what they name, so that every build gives the same."""

from __future__ import annotations

from analysis.facts import DOI
from analysis.model import make_guid


def guid(kind: str, *parts: str) -> str:
    """The GUID of a thing of the reconstruction."""
    return make_guid(DOI, kind, *parts)


def coder_guid() -> str:
    """The one user of the project, which is the program."""
    return guid("user", "reconstruction")


def note_guid(name: str) -> str:
    """A note, by its name or by its kind of provenance."""
    return guid("note", name)
