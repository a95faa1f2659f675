"""What a file says of the program that wrote it, and what refiqda says there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refiqda.tools.program import Program

_OWN = re.compile(r"(?P<shown>refiqda)(?: \(from (?P<first>.*)\))?", re.DOTALL)
_OTHER = re.compile(r"(?P<shown>.*?) \(written by refiqda(?: from (?P<first>.*))?\)", re.DOTALL)


def origin_for(program: Program, origin: str | None) -> str:
    """What a file written for a program says of who wrote it.

    It names the program, since whoever reads the file looks there to know how it is written, and
    in brackets the program that wrote the first file. Whatever was written by the program
    itself says so again when it comes back.

    Example:
        >>> from refiqda.tools.programs import by_target
        >>> origin_for(by_target("nvivo"), "MAXQDA 2022")
        'NVivo for Windows (written by refiqda from MAXQDA 2022)'
        >>> origin_for(by_target("maxqda"), "refiqda (from MAXQDA 2022)")
        'MAXQDA 2022'
    """
    first = first_origin(origin)
    if first and program.wrote(first):
        return first
    if program.target == "standard":
        return f"refiqda (from {first})" if first else "refiqda"
    return f"{program.name} (written by refiqda{f' from {first}' if first else ''})"


def first_origin(origin: str | None) -> str:
    """The program that wrote the first file, of one that was written for another since."""
    match = _match(origin)
    return (origin or "").strip() if match is None else (match["first"] or "")


def shown_origin(origin: str | None) -> str:
    """The program that a file is written for: its origin without what stands in brackets."""
    match = _match(origin)
    return (origin or "").strip() if match is None else match["shown"]


def _match(origin: str | None) -> re.Match[str] | None:
    said = (origin or "").strip()
    return _OWN.fullmatch(said) or _OTHER.fullmatch(said)


__all__ = ["first_origin", "origin_for", "shown_origin"]
