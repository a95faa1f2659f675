"""Mending an open document: find what can be mended, put it to words and places, make it."""

from __future__ import annotations

from collections.abc import Iterable

from refiqda.checks.places import field_path, places_of
from refiqda.checks.repair.change import Change, Mend, Mender
from refiqda.checks.repair.registry import menders_of
from refiqda.checks.survey import Survey
from refiqda.standard.model import CodeBook, Project

_ROUNDS = 8
"""A mend may uncover another: a GUID put right may name a user who is missing."""


def mend(document: Project | CodeBook, only: Iterable[str] = ()) -> list[Mend]:
    """Mend a project or codebook in place, and say what was done.

    Args:
        document: what to mend.
        only: codes of rules, or beginnings of codes; all that can be mended, if there are none.

    Raises:
        UnknownName: if a code is named whose rule has no safe mend.
    """
    menders = menders_of(only)
    mends: list[Mend] = []
    for _ in range(_ROUNDS):
        made = _once(document, menders)
        if not made:
            break
        mends += made
    return mends


def _once(document: Project | CodeBook, menders: list[Mender]) -> list[Mend]:
    mends: list[Mend] = []
    survey = Survey(document)
    for mender in menders:
        for finder in mender.finders:
            changes = list(finder(survey))
            if changes:
                mends += _told(document, mender.code, changes)
                for change in changes:
                    change.make()
                survey = Survey(document)
    return mends


def _told(document: Project | CodeBook, code: str, changes: list[Change]) -> list[Mend]:
    """The changes in words, with their places before anything is changed."""
    places = places_of(document, (one.node for one in changes if one.node is not None))
    mends = []
    for one in changes:
        path, what = one.path, one.what
        if one.node is not None:
            place = places[id(one.node)]
            what = f"{one.what}: {place.what}"
            path = place.path + one.tail
            if one.field:
                path = field_path(place, one.node, one.field, one.item)
        mends.append(Mend(code, path, None, " ".join(what.split()), one.before, one.after))
    return mends
