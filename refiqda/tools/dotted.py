"""Codes side by side that are called by their paths: ``people``, ``people.friends``."""

from __future__ import annotations

from collections.abc import Iterable

from refiqda.standard.model import Code


def nest(codes: Iterable[Code], separator: str) -> list[Code]:
    """Put each code below the one that its name begins with, and give back the top codes.

    What stands before a separator counts as a level only where a code is called so. Of several
    such codes the longest name counts, and of equal names the latest before the code. The names
    lose what names the code above. Codes that have children already are left as they are.
    """
    flat = list(codes)
    full = [code.name or "" for code in flat]
    first: dict[str, Code] = {}
    for code, name in zip(flat, full, strict=True):
        first.setdefault(name, code)
    latest: dict[str, Code] = {}
    top: list[Code] = []
    for code, name in zip(flat, full, strict=True):
        at = name.rfind(separator, 0, len(name) - 1)
        while at > 0 and name[:at] not in first:
            at = name.rfind(separator, 0, at)
        parent = latest.get(name[:at], first.get(name[:at])) if at > 0 else None
        latest[name] = code
        if parent is None or parent is code:
            top.append(code)
            continue
        code.name = name[at + len(separator) :]
        parent.codes.append(code)
    return top
