"""Codes that are cases too.

NVivo writes a case as a code as well, with the same GUID. What is a case of a project is no code
of its codebook; what is a code of another codebook stays one there, whatever a project makes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from refiqda.change.naming import quoted
from refiqda.formats.codebooks.trees import Placed
from refiqda.standard.guids import guid_key
from refiqda.standard.model import Code, CodeBook, Project


def case_keys(document: Project | CodeBook | None) -> frozenset[str]:
    """The GUIDs of the cases of a project, as they are compared; a codebook has none."""
    cases = document.cases if isinstance(document, Project) else ()
    return frozenset(guid_key(case.guid) for case in cases if case.guid)


def placed_without(codes: Iterable[Code], cases: frozenset[str]) -> Iterator[Placed]:
    """Every code where it stands, without codes that are cases; parents before their children.

    What stands below a case stands where the case did.
    """
    waiting: list[tuple[Code, Code | None, tuple[str, ...]]]
    waiting = [(code, None, ()) for code in reversed([*codes])]
    while waiting:
        code, parent, above = waiting.pop()
        if cases and guid_key(code.guid or "") in cases:
            waiting += [(child, parent, above) for child in reversed(code.codes)]
            continue
        steps = (*above, code.name or "")
        yield Placed(code, parent, steps)
        waiting += [(child, code, steps) for child in reversed(code.codes)]


def are_cases(codes: Iterable[Code], cases: frozenset[str]) -> list[Code]:
    """The codes, at any level, that are cases."""
    if not cases:
        return []
    everything = placed_without(codes, frozenset())
    return [each.code for each in everything if guid_key(each.code.guid or "") in cases]


def remark_own(name: str, codes: list[Code]) -> Iterator[str]:
    """That some codes of a project are left out of its codebook, since they are its cases."""
    if codes:
        are, code = ("is a case", "no code") if len(codes) == 1 else ("are cases", "no codes")
        listed = quoted(code.name or "" for code in codes)
        yield f"{listed} of {name} {are} there as well, and {code} of its codebook."


def remark_others(name: str, codes: list[Code], project: str, *, is_kept: bool) -> Iterator[str]:
    """That some codes of a codebook are cases in a project that it is put together with."""
    if not codes:
        return
    is_one = len(codes) == 1
    if is_kept:
        then = f"it counts as a code of {name}" if is_one else f"they count as codes of {name}"
    else:
        then = "it was made no code" if is_one else "they were made no codes"
    listed = quoted(code.name or "" for code in codes)
    yield f"{listed} of {name} {'is a case' if is_one else 'are cases'} in {project}: {then}."
