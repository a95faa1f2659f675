"""Codes that share a GUID, which should name one alone."""

from __future__ import annotations

from refiqda.formats.codebooks.characters import shown
from refiqda.formats.codebooks.rows.reading import Reading
from refiqda.standard.index import guid_key
from refiqda.standard.model import Code

_SHOWN = 3


def remark_twins(reading: Reading) -> None:
    """Remark codes that have the GUID of a code before them; all of them are kept.

    To be called when all codes are there and have GUIDs.
    """
    met: set[str] = set()
    twins: list[str] = []
    for code, where in reading.places.values():
        if not isinstance(code, Code):
            continue
        key = guid_key(code.guid or "")
        if key in met:
            twins.append(f"{shown(code.name or '')} ({where})")
        met.add(key)
    if twins:
        more = f" and {len(twins) - _SHOWN:,} more" if len(twins) > _SHOWN else ""
        has = "have the GUIDs of codes" if len(twins) > 1 else "has the GUID of a code"
        reading.remarks.append(
            f"{', '.join(twins[:_SHOWN])}{more} {has} before. All are kept, but a set or a program "
            "cannot tell them apart: give each its own."
        )
