"""What one thing of a kind is called: of the notes of codes, each is a note of a code."""

from __future__ import annotations

import re

_PARTS = re.compile(
    r"(?P<first>.+?)"
    r"(?: (?P<joint>of|in) (?P<second>.+?))?"
    r"(?P<rest> (?:but|linked|over|that|unlike|with|without) .+)?"
)


def one_of(kinds: str) -> str:
    """The name of a kind in the singular, as one row of a report has it.

    Example:
        >>> one_of("notes of uncoded selections"), one_of("users and dates of annotations")
        ('note of an uncoded selection', 'user and date of an annotation')
        >>> one_of("PDFs without text"), one_of("set of codes"), one_of("project notes")
        ('PDF without text', 'set of codes', 'project note')
    """
    match = _PARTS.fullmatch(kinds)
    if match is None or not match["first"].endswith("s"):
        return kinds
    first = " and ".join(map(_single, match["first"].split(" and ")))
    rest = (match["rest"] or "").replace(" that are ", " that is ")
    return first + _joined(match["joint"], match["second"]) + rest


def _joined(joint: str | None, several: str | None) -> str:
    if several is None:
        return ""
    if not several.endswith("s") or several.startswith("the "):
        return f" {joint} {several}"
    article = "an" if several.startswith(("a", "e", "i", "o", "un")) else "a"
    return f" {joint} {article} {_single(several)}"


def _single(several: str) -> str:
    if several.endswith("ies"):
        return f"{several[:-3]}y"
    if several.endswith("ches"):
        return several[:-2]
    return several.removesuffix("s")


__all__ = ["one_of"]
