"""What a published table counts, kept with the frame: its kind, title, definition and notes.

A frame that people publish says in :attr:`pandas.DataFrame.attrs` what its numbers mean, as plain
text, so that every output format and every plot can say it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refiqda.tables.columns import Frame

KIND, TITLE, DEFINITION, NOTES = "table", "title", "definition", "notes"
"""The keys: a word such as ``counts``; one line; sentences that define; sentences that warn."""


def describe(
    frame: Frame, kind: str, title: str, definition: Iterable[str], notes: Iterable[str] = ()
) -> Frame:
    """The same frame, saying what it counts."""
    frame.attrs.update({KIND: kind, TITLE: title, DEFINITION: list(definition), NOTES: list(notes)})
    return frame


def kind_of(frame: Frame) -> str:
    """The kind of table, such as ``counts``; empty for a frame that says nothing of itself."""
    return str(frame.attrs.get(KIND, ""))


def title_of(frame: Frame) -> str:
    """The title, one line; empty if there is none."""
    return str(frame.attrs.get(TITLE, ""))


def definition_of(frame: Frame) -> list[str]:
    """The sentences that say what the numbers mean."""
    return list(frame.attrs.get(DEFINITION, ()))


def notes_of(frame: Frame) -> list[str]:
    """The sentences that say what to be careful about."""
    return list(frame.attrs.get(NOTES, ()))


def is_described(frame: Frame) -> bool:
    """Whether a frame says anything of itself beside its kind."""
    return bool(title_of(frame) or definition_of(frame) or notes_of(frame))


def below(frame: Frame) -> list[tuple[str, list[str]]]:
    """What stands below a table that people read: each heading with its sentences."""
    parts = (("Definition", definition_of(frame)), ("Notes", notes_of(frame)))
    return [(heading, sentences) for heading, sentences in parts if sentences]
