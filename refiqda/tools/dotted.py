"""Codes side by side that are called by their paths: ``people``, ``people.friends``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from refiqda.standard.model import Code


def nest(codes: Iterable[Code], separator: str) -> list[Code]:
    """Put each code below the one that its name begins with, and give back the top codes.

    What stands before a separator counts as a level only where a code is called so. Of several
    such codes the longest name counts, and of equal names the latest before the code. The names
    lose what names the code above. Codes that have children already are left as they are.
    """
    flat = list(codes)
    names = [code.name or "" for code in flat]
    top: list[Code] = []
    for code, name, place in zip(flat, names, above(names, separator), strict=True):
        if place is None:
            top.append(code)
            continue
        code.name = name[len(names[place]) + len(separator) :]
        flat[place].codes.append(code)
    return top


def above(names: Sequence[str], separator: str) -> list[int | None]:
    """For each name the place of the code above it, as :func:`nest` understands them."""
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        first.setdefault(name, place)
    latest: dict[str, int] = {}
    found: list[int | None] = []
    for place, name in enumerate(names):
        at = name.rfind(separator, 0, len(name) - 1)
        while at > 0 and name[:at] not in first:
            at = name.rfind(separator, 0, at)
        found.append(latest.get(name[:at], first.get(name[:at])) if at > 0 else None)
        latest[name] = place
    return found
