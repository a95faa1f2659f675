"""Colours on the way to another program, in the notation that the standard has."""

from __future__ import annotations

from typing import Any

from refiqda.checks.repair.colours import colour
from refiqda.standard.index import walk
from refiqda.standard.model import CodeBook, Project
from refiqda.tools.changes import Changes

_NO_PLACE = "the standard has no place for how much shines through a colour ({})"


def in_standard_notation(project: Project | CodeBook, changes: Changes) -> None:
    """Write ``rgba(…)`` and other notations as ``#rrggbb``; what is no colour stays as it is.

    OpenQDA writes the first of them (refiqda/tools/openqda.py says who shows it).
    """
    node: Any
    for node, _ in walk(project):
        own = getattr(node, "color", None) or ""
        found = colour(own)
        if found is None:
            continue
        plain, opacity = found
        if opacity:
            changes.tell("opacity of a colour", node, "color", why=_NO_PLACE.format(opacity))
        if own.strip().lower() != plain:
            node.color = plain
