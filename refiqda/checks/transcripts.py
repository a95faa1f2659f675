"""T: sync points and the selections between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from refiqda.checks.catalogue import text as rules
from refiqda.checks.found import Found, at
from refiqda.standard.index import guid_key
from refiqda.standard.model import SyncPoint, Transcript
from refiqda.text.positions import Positions


def transcript(holder: Transcript, positions: Positions | None) -> Iterator[Found]:
    """A transcript, with the positions of its text, if there is one."""
    for point in holder.sync_points:
        for field, value in (("position", point.position), ("time_stamp", point.time_stamp)):
            if value is not None and value < 0:
                yield at(rules.NEGATIVE, point, field, value=value)
        if positions is not None and type(point.position) is int:
            yield from _place(point, point.position, positions)
    yield from _order(holder)
    yield from _between(holder)


def _place(point: SyncPoint, position: int, positions: Positions) -> Iterator[Found]:
    why = positions.problem(position)
    if why == "past the end":
        length, words = positions.length, positions.convention.words
        yield at(
            rules.SYNC_OUTSIDE, point, "position", position=position, length=length, words=words
        )
    elif why is not None and position >= 0:
        yield at(rules.BETWEEN, point, "position", value=position, place=why)


def _order(holder: Transcript) -> Iterator[Found]:
    """The first place where positions run against time; one tells enough."""
    timed = [
        (point.time_stamp, point.position, point)
        for point in holder.sync_points
        if point.time_stamp is not None and point.position is not None
    ]
    timed.sort(key=lambda row: row[:2])
    for (_, before, _), (time, position, point) in pairwise(timed):
        if position < before:
            yield at(rules.SYNC_ORDER, point, time=time, position=position, before=before)
            return


def _between(holder: Transcript) -> Iterator[Found]:
    positions = {guid_key(point.guid): point.position for point in holder.sync_points if point.guid}
    for selection in holder.selections:
        first, last = selection.from_sync_point, selection.to_sync_point
        if not first or not last:
            yield at(rules.NO_SYNC, selection)
            continue
        start, end = positions.get(guid_key(first)), positions.get(guid_key(last))
        if start is not None and end is not None and start > end:
            yield at(rules.SYNC_REVERSED, selection, start=start, end=end)
