"""What a program is known to refuse a whole file for: said of a file that is written for it.

A file that is complete helps nobody if the program will not open it. What is found here cannot be
mended without a decision that is not refiqda's: which of two things is to have another GUID.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from refiqda.standard.index import guid_key, walk
from refiqda.standard.model import (
    Code,
    Identified,
    PDFSelection,
    PlainTextSelection,
    Project,
    SyncPoint,
)
from refiqda.standard.node import Node
from refiqda.tools.program import Program


def refusals(program: Program, project: Project) -> Iterator[str]:
    """Sentences on what a program is known to refuse of a project written for it."""
    find = _BY_TARGET.get(program.target)
    if find is not None:
        yield from find(project)


def _atlasti(project: Project) -> Iterator[str]:
    """ATLAS.ti: one GUID for two things, a sync point without a time, a code without a name.

    Reported: Magnolia source, survey-refi.ts, and transcripts that people could not import; notes
    of the makers of ponte, journal.md (2023-10-26). The file of the program says more of each.
    """
    doubled = list(_with_one_guid(project))
    if doubled:
        first = " and ".join(map(_called, doubled[0]))
        more = f", and so have {len(doubled) - 1:,} more pairs" if len(doubled) > 1 else ""
        yield (
            "ATLAS.ti is said to refuse a file in which two things have one GUID: "
            f"{first} have the same{more}. Export the first file again, or give one another GUID."
        )
    timeless = sum(
        isinstance(node, SyncPoint) and node.time_stamp is None for node, _ in walk(project)
    )
    if timeless:
        yield (
            "ATLAS.ti is said to refuse a file with a sync point that has no time. This one has "
            f"{timeless:,}. Give them their times in the program that has the recording."
        )
    if any(isinstance(node, Code) and not (node.name or "").strip() for node, _ in walk(project)):
        yield (
            "ATLAS.ti is said to refuse a file with a code that has no name. Name every code in "
            "the first program."
        )


def _with_one_guid(project: Project) -> Iterator[tuple[Node, Node]]:
    """Pairs with one GUID, but for an area of a PDF and its passage, which ATLAS.ti writes so."""
    by_guid: dict[str, list[Node]] = {}
    for node, _ in walk(project):
        if isinstance(node, Identified) and node.guid:
            by_guid.setdefault(guid_key(node.guid), []).append(node)
    for same in by_guid.values():
        for one, other in combinations(same[:_ENOUGH], 2):
            if {type(one), type(other)} != {PDFSelection, PlainTextSelection}:
                yield one, other


_ENOUGH = 3
"""How many things of one GUID are looked at: with thousands there would be millions of pairs."""


def _called(node: Node) -> str:
    name = getattr(node, "name", None)
    return f"a {type(node).__name__} {name!r}" if name else f"a {type(node).__name__}"


_BY_TARGET: dict[str, Callable[[Project], Iterator[str]]] = {"atlasti": _atlasti}

__all__ = ["refusals"]
