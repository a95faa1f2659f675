"""One row each of what is reported; the frames say what the columns mean."""

from __future__ import annotations

from typing import NamedTuple


class Difference(NamedTuple):
    """One difference of one code or set; None where there is nothing to say."""

    change: str
    code_path: str | None = None
    now: str | None = None
    set: str | None = None
    before: str | None = None
    after: str | None = None
    matched: str | None = None
    guid: str | None = None


class Conflict(NamedTuple):
    """One thing that two codebooks say differently of one code or set."""

    what: str
    code_path: str
    """Of the code in the result; the name of a set."""
    guid: str
    kept: str
    """What stands; of two descriptions the other stands below it."""
    of: str
    """The name of the file that says so."""
    other: str
    other_file: str


class Merged(NamedTuple):
    """One code of one of the codebooks, and where it is in the result."""

    file: str
    code_path: str
    guid: str | None
    now: str
    guid_now: str
    matched: str | None


class Done(NamedTuple):
    """One thing that was done to a project, or that stays as it is all the same."""

    change: str
    code_path: str | None = None
    now: str | None = None
    set: str | None = None
    before: str | None = None
    after: str | None = None
    guid: str | None = None
