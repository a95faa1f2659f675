"""Positions of a file turned into code points of the text as Python reads it, in place."""

from __future__ import annotations

from typing import Any

from refiqda.standard.model import PlainTextSelection, SyncPoint, Transcript
from refiqda.text.positions import Positions
from refiqda.tools.changes import Changes

_NOWHERE = "the positions name no place in the text, and stay as they are"
_MOVED = "the position is {why}; it was moved to the nearest whole character"


def place(holder: Any, positions: Positions, changes: Changes) -> None:
    """Count the positions of a text as the standard does; one that had to be moved is told."""
    if isinstance(holder, Transcript):
        for point in holder.sync_points:
            _place_point(point, positions, changes)
        return
    for selection in holder.selections:
        if type(selection.start) is int and type(selection.end) is int:
            _place_selection(selection, positions, changes)


def _place_selection(one: PlainTextSelection, positions: Positions, changes: Changes) -> None:
    start, end = one.start, one.end
    if is_reversed(start, end, positions):
        one.start, one.end = positions.to_text(start), positions.to_text(end)
        return
    if is_nowhere(start, end, positions):
        changes.tell("position", one, "start", why=_NOWHERE, is_written=True)
        return
    for field, position in (("start", start), ("end", end)):
        why = positions.problem(position, is_end=field == "end")
        if why is not None:
            changes.tell("position", one, field, why=_MOVED.format(why=why))
    one.start, one.end = positions.span(start, end)


class Counted:
    """Two positions at a time, counted anew; those that name no place stay as they are."""

    def __init__(self, positions: Positions) -> None:
        self.positions = positions

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Two positions of the file as code points of the text, half-open."""
        if is_reversed(start, end, self.positions):
            return self.positions.to_text(start), self.positions.to_text(end)
        if is_nowhere(start, end, self.positions):
            return start, end
        return self.positions.span(start, end)


def is_reversed(start: int, end: int, positions: Positions) -> bool:
    """Whether a selection ends before it starts, both inside the text."""
    end += positions.convention.inclusive
    return 0 <= end < start <= positions.length


def is_nowhere(start: int, end: int, positions: Positions) -> bool:
    """Whether two positions name no place at all in a text, so that moving them would invent one.

    They are below zero, or reversed, or begin where the text has ended.
    """
    end += positions.convention.inclusive
    return start < 0 or start > positions.length or end < start


def _place_point(point: SyncPoint, positions: Positions, changes: Changes) -> None:
    position = point.position
    if type(position) is not int:
        return
    if not 0 <= position <= positions.length:
        changes.tell("position", point, "position", why=_NOWHERE, is_written=True)
        return
    why = positions.problem(position)
    if why is not None:
        changes.tell("position", point, "position", why=_MOVED.format(why=why))
    point.position = positions.to_text(position)
