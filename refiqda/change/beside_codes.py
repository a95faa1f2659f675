"""What a file says of its codes and sets, or with them, that no codebook has a place for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from refiqda.change.naming import quoted
from refiqda.formats.codebooks.trees import placed_codes
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, CodeBook, Project, Set
from refiqda.tools.changes import Changes

_OF_CASES = "of a code that is a case"
"""A code that is a case is left out as a whole, which is told."""


def is_of_codes(each: Set) -> bool:
    """Whether a set is about codes, or about nothing yet."""
    return bool(each.codes) or not (each.sources or each.notes)


def remark_beside(
    document: Project | CodeBook, cases: frozenset[str], changes: Changes, name: str
) -> Iterator[str]:
    """One sentence on a file with how much that is, and in which sets; or nothing.

    Args:
        document: the codebook or project in the neutral reading.
        cases: the GUIDs of codes that are cases.
        changes: what this reading has not as the file has it.
        name: of the file.
    """
    numbers, sets = _in_sets(document, cases)
    codes = placed_codes(CodeBook(codes=document.codes))
    numbers["note of a code"] = sum(len(placed.code.notes) for placed in codes)
    for row in changes.rows:
        if isinstance(row.node, Code | Set) and not row.is_written and _OF_CASES not in row.what:
            numbers[row.what] += 1
            if isinstance(row.node, Set):
                sets.setdefault(row.what, {})[row.node.name or ""] = None
    listed = [
        f"{what} ({number:,}{': ' if what in sets else ''}{quoted(sets.get(what, ()))})"
        for what, number in numbers.items()
        if number
    ]
    if listed:
        yield f"{name} says more than a codebook holds, which was left out: {', '.join(listed)}."


def _in_sets(
    document: Project | CodeBook, cases: frozenset[str]
) -> tuple[Counter[str], dict[str, dict[str, None]]]:
    """How much of each kind there is in sets, and in which; and the sets that are not of codes."""
    numbers: Counter[str] = Counter()
    sets: dict[str, dict[str, None]] = {}
    for each in document.sets:
        found = {
            "source in a set": len(each.sources),
            "note in a set": len(each.notes),
            "case in a set": sum(guid_key(guid) in cases for guid in each.codes),
        }
        if not is_of_codes(each):
            found = {"set without codes": 1}
        for what, number in found.items():
            if number:
                numbers[what] += number
                sets.setdefault(what, {})[each.name or ""] = None
    return numbers, sets
